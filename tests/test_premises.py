"""What of a store a reasoner is given, and what not."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.graph.asserted import derive
from kg.graph.ontology import quads
from kg.graph.premises import dl_axioms, premises
from kg.settings import Settings
from kg.vocabulary import compact

HERE = Settings("https://example.org/")
PREFIXES = """
@prefix : <https://example.org/id/> .
@prefix kg: <https://w3id.org/policy-kg/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="module")
def schema() -> Store:
    store = Store()
    store.extend(quad for quad in quads(HERE) if quad.graph_name == _graph("ontology"))
    return store


def _graph(name: str) -> NamedNode:
    return NamedNode(HERE.iri(name))


def _facts(schema: Store, graph: str, turtle: str, evidence: bool = False) -> list[str]:
    """Return the premises that are not the ontology's, when a graph holds some triples."""
    store = Store()
    store.extend(schema.quads_for_pattern(None, None, None, None))
    store.load(f"{PREFIXES}{turtle}".encode(), RdfFormat.TURTLE, to_graph=_graph(graph))
    derive(store)
    known = {quad.triple for quad in schema}
    found = [triple for triple in premises(store, HERE, evidence) if triple not in known]
    return sorted(" ".join(_short(str(part)) for part in triple) for triple in found)


def _short(term: str) -> str:
    iri = compact(term.strip("<>"))
    return iri.replace(HERE.iri("id/"), ":")


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        (":a a kg:City .", [":a rdf:type kg:City"]),
        (":a kg:partOf :b .", [":a kg:partOf :b"]),
        (':a kg:fileName "x" .', [':a kg:fileName "x"']),
        # Reserved vocabulary, annotations, evidence
        (":f rdf:subject :a ; rdf:predicate kg:partOf ; rdf:object :b .", []),
        (':a skos:prefLabel "A"@en ; dct:title "A" ; rdfs:label "A" .', []),
        (':e a oa:SpecificResource ; oa:hasSource :d ; kg:role "value" .', []),
        # What a file that is imported as it is may hold
        (":a a foaf:Group ; foaf:member :b .", []),
        (":New a owl:Class ; rdfs:subClassOf kg:City .", []),
        (':a kg:partOf "words" ; kg:fileName :b .', []),
        (':a kg:time "2024"^^xsd:gYear ; kg:value "x"^^xsd:duration .', []),
        (':a kg:value "many"^^xsd:decimal ; kg:latest "2024-13-01T00:00:00Z"^^xsd:dateTime .', []),
        (':a kg:unit "ton" .', [':a kg:unit "ton"']),
        (":a kg:partOf <<( :b kg:partOf :c )>> .", []),
    ],
)
def test_a_premise_is_what_the_ontology_can_speak_of(
    schema: Store, turtle: str, expected: list[str]
) -> None:
    assert _facts(schema, "doc/a", turtle) == expected


@pytest.mark.parametrize(
    ("graph", "given"),
    [
        ("doc/a", True),
        ("names", True),
        ("graph/places-ttl", True),
        ("candidates/a", False),
        ("links", False),
        ("inferred", False),
        ("catalogue", False),
    ],
)
def test_only_what_is_asserted_is_a_premise(schema: Store, graph: str, given: bool) -> None:
    assert bool(_facts(schema, graph, ":a kg:partOf :b .")) == given


def test_evidence_is_given_where_it_is_wanted(schema: Store) -> None:
    turtle = ':e a oa:SpecificResource ; oa:hasSource :d ; kg:role "value" .'
    assert len(_facts(schema, "doc/a", turtle, evidence=True)) == 3


def test_the_schema_comes_first_and_everything_once(schema: Store) -> None:
    store = Store()
    store.extend(schema.quads_for_pattern(None, None, None, None))
    for name in ("doc/a", "doc/b"):
        fact = f"{PREFIXES}:a kg:partOf :b .".encode()
        store.load(fact, RdfFormat.TURTLE, to_graph=_graph(name))
    given = list(premises(store, HERE))
    assert len(given) == len(set(given)) == len(schema) + 1
    assert given[-1].predicate.value.endswith("partOf")


def test_the_module_is_read() -> None:
    assert any(triple.predicate.value.endswith("disjointUnionOf") for triple in dl_axioms())
