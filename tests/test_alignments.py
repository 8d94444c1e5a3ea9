"""Ties to other vocabularies must not bring in a contradiction that no reasoner here would see."""

from itertools import combinations

import pytest
from pyoxigraph import NamedNode, Triple

from kg.resources import ONTOLOGY
from kg.vocabulary import KG, RDFS, compact
from tests.reasoning import edited, parsed

# What these vocabularies declare disjoint, class by class.
DISJOINT = [
    *combinations(
        ("org:Organization", "org:Site", "org:Role", "org:Membership", "org:ChangeEvent"), 2
    ),
    ("foaf:Organization", "foaf:Person"),
    ("foaf:Organization", "foaf:Document"),
    ("foaf:Project", "foaf:Person"),
    ("foaf:Project", "foaf:Document"),
    ("prov:Entity", "prov:Activity"),
    *combinations(("skos:Concept", "skos:ConceptScheme", "skos:Collection"), 2),
    ("time:Instant", "time:ProperInterval"),
]
# What they say of their own classes, as far as it leads from ours to these.
ABOVE = {
    "org:Organization": ["foaf:Organization"],
    "org:OrganizationalUnit": ["org:Organization"],
    "org:Role": ["skos:Concept"],
    "cv:PublicOrganisation": ["org:Organization"],
    "schema:Event": [],
}
TIES = {
    "rdfs:subClassOf",
    *(f"skos:{tie}Match" for tie in ("exact", "close", "broad")),
}
PREFIXES = {
    "cv": "http://data.europa.eu/m8g/",
    "time": "http://www.w3.org/2006/time#",
}
TURTLE = (
    "@prefix kg: <https://w3id.org/policy-kg/ontology#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix org: <http://www.w3.org/ns/org#> .\n"
)


@pytest.fixture(scope="module")
def both() -> list[Triple]:
    return parsed(ONTOLOGY / "kg.ttl", ONTOLOGY / "alignments.ttl")


def _curie(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return compact(iri)


def _above(triples: list[Triple]) -> dict[str, set[str]]:
    """Return, for each of our classes, all that it is under or tied to, itself among them."""
    ties = {name: set(above) for name, above in ABOVE.items()}
    for s, p, o in triples:
        if compact(p.value) in TIES and isinstance(s, NamedNode) and isinstance(o, NamedNode):
            ties.setdefault(_curie(s.value), set()).add(_curie(o.value))
    reached = {name: {name} for name in ties}
    for found in reached.values():
        todo = list(found)
        while todo:
            new = ties.get(todo.pop(), set()) - found
            found |= new
            todo += new
    return {name: found for name, found in reached.items() if name.startswith("kg:")}


def _torn(triples: list[Triple]) -> list[tuple[str, str, str]]:
    return [
        (name, one, other)
        for name, above in sorted(_above(triples).items())
        for one, other in DISJOINT
        if {one, other} <= above
    ]


def _apart(triples: list[Triple]) -> set[frozenset[str]]:
    """Return the pairs of our classes that we declare disjoint."""
    from rdflib import OWL, Graph
    from rdflib.collection import Collection

    graph = Graph().parse(ONTOLOGY / "kg.ttl")
    lists = [
        [_curie(str(member)) for member in Collection(graph, members)]
        for members in graph.objects(None, OWL.members)
    ]
    pairs = [[_curie(str(s)), _curie(str(o))] for s, o in graph.subject_objects(OWL.disjointWith)]
    declared = [set(pair) for group in (*lists, *pairs) for pair in combinations(group, 2)]
    above = _above(triples)
    return {
        frozenset((one, other))
        for one, other in combinations(above, 2)
        for pair in declared
        if (pair & above[one]) and (pair & above[other]) and pair <= above[one] | above[other]
    }


def test_no_class_is_under_two_that_others_keep_apart(both: list[Triple]) -> None:
    assert _torn(both) == []


def test_a_class_under_two_would_be_noticed(both: list[Triple]) -> None:
    venue = edited(both, TURTLE, "kg:InnovationPark rdfs:subClassOf org:OrganizationalUnit .")
    assert ("kg:InnovationPark", "org:Organization", "org:Site") in _torn(venue)


def test_what_others_keep_apart_we_keep_apart(both: list[Triple]) -> None:
    """So that the reasoner sees a thing of two classes that another vocabulary forbids."""
    above, apart = _above(both), _apart(both)
    ours = {
        (one, other)
        for one, other in combinations(sorted(above), 2)
        for left, right in DISJOINT
        if (left in above[one] and right in above[other])
        or (right in above[one] and left in above[other])
    }
    assert ("kg:Document", "kg:Organisation") in ours
    assert [pair for pair in sorted(ours) if frozenset(pair) not in apart] == []


def test_the_superclasses_of_others_are_declared(both: list[Triple]) -> None:
    declared = {s for s, _, o in both if str(o).endswith("owl#Class>")}
    core = parsed(ONTOLOGY / "kg.ttl")
    foreign = {
        o
        for _, p, o in core
        if p == RDFS.subClassOf and isinstance(o, NamedNode) and not o.value.startswith(KG.iri)
    }
    assert len(foreign) > 10
    assert foreign <= declared
