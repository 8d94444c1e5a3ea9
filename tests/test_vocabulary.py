import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.resources import ONTOLOGY
from kg.vocabulary import DCT, KG, OWL, PREFIXES, RDF, SKOS, Namespace, compact, expand


def test_our_terms_are_those_of_the_ontology() -> None:
    quads = list(parse(path=ONTOLOGY / "kg.ttl", format=RdfFormat.TURTLE))
    declared = {quad.subject.value for quad in quads if quad.predicate == RDF.type}
    assert {KG.iri + name for name in KG.__annotations__} == {
        iri for iri in declared if iri.startswith(KG.iri)
    }


def test_every_annotation_is_a_node_under_its_namespace() -> None:
    for namespace in Namespace.__subclasses__():
        for name in namespace.__annotations__:
            assert getattr(namespace, name) == NamedNode(namespace.iri + name)


def test_no_two_vocabularies_share_a_prefix_or_an_address() -> None:
    assert len(PREFIXES) == len(set(PREFIXES.values())) == len(Namespace.__subclasses__())


def test_a_slip_in_a_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="Citty"):
        _ = KG.Citty  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("curie", "node"),
    [("kg:City", KG.City), ("dct:title", DCT.title), ("skos:prefLabel", SKOS.prefLabel)],
)
def test_a_curie_and_its_node_are_one_thing(curie: str, node: NamedNode) -> None:
    assert expand(curie) == node
    assert compact(node.value) == curie


def test_a_curie_may_have_an_empty_local_name() -> None:
    assert expand("owl:").value == OWL.iri


@pytest.mark.parametrize("curie", ["nobody:City", "City", ""])
def test_an_unknown_prefix_is_an_error(curie: str) -> None:
    with pytest.raises(ValueError, match="none of the prefixes"):
        expand(curie)


def test_an_iri_of_no_known_vocabulary_stays_as_it_is() -> None:
    assert compact("https://example.org/a") == "https://example.org/a"
