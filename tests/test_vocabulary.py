from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

import kg
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
    assert len(PREFIXES) == len(set(PREFIXES.values()))
    assert {namespace.iri for namespace in Namespace.__subclasses__()} <= set(PREFIXES.values())


def test_every_term_of_another_vocabulary_is_used() -> None:
    package = Path(kg.__file__).parent
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in (package, Path(__file__).parent)
        for path in folder.rglob("*.py")
        if path.name != "vocabulary.py"
    )
    for namespace in set(Namespace.__subclasses__()) - {KG}:
        for name in namespace.__annotations__:
            assert f"{namespace.__name__}.{name}" in code


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
