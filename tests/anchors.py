"""The ontology measured as the best public ones were: see the table in ``tests/bench``."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.vocabulary import KG, RDF, RDFS, SKOS, compact
from tests.quality import checks, ontology

KINDS = frozenset({
    "owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty",
    "owl:NamedIndividual",
})  # fmt: skip
RELATIONS = frozenset({"owl:ObjectProperty", "owl:DatatypeProperty"})


@dataclass(frozen=True, slots=True)
class Row:
    """An ontology's measures; shares in per cent of its own terms, or of its properties."""

    name: str
    terms: int
    labels: int
    definitions: int
    defined_by: int
    examples: int
    bilingual: int
    minimum: int
    """Of the six things that a header must have (FOOPS! OM1)."""
    recommended: int
    """Of the four that it should have (OM2)."""
    detailed: int
    """Of the six that it can have (OM3)."""
    reach: int
    """Properties with domain and range."""


ANCHORS = [
    Row("W3C ORG", 44, 100, 100, 100, 0, 100, 3, 2, 1, 86),
    Row("DCAT 3", 46, 100, 100, 98, 0, 100, 6, 3, 1, 57),
    Row("SOSA", 36, 100, 100, 100, 47, 0, 5, 2, 0, 96),
    Row("SSN", 21, 100, 100, 100, 29, 0, 5, 3, 0, 0),
    Row("GeoSPARQL 1.1", 60, 100, 100, 100, 53, 0, 6, 3, 2, 87),
    Row("OWL-Time", 78, 100, 99, 0, 0, 96, 3, 1, 0, 90),
    Row("PROV-O", 118, 100, 58, 89, 0, 0, 2, 1, 0, 88),
    Row("Data Cube", 36, 97, 100, 100, 0, 0, 3, 2, 0, 67),
    Row("CPSV-AP 3.2.0", 95, 100, 100, 0, 0, 0, 5, 3, 0, 0),
    Row("FIBO Funds", 33, 97, 97, 0, 6, 0, 3, 0, 0, 100),
    Row("SKOS", 32, 100, 100, 0, 6, 0, 3, 0, 0, 18),
    Row("schema.org", 2450, 100, 100, 0, 0, 0, 0, 0, 0, 100),
]


def ours() -> Row:
    """Measure our own ontology."""
    store = ontology()
    terms = _terms(store, KINDS)
    relations = _terms(store, RELATIONS)
    languages = {
        term: {q.object.language for q in store.quads_for_pattern(term, RDFS.label, None)
               if isinstance(q.object, Literal)}
        for term in terms
    }  # fmt: skip

    def share(*predicates: NamedNode, of: set[NamedNode] = terms) -> int:
        having = [t for t in of if all(_says(store, t, p) for p in predicates)]
        return 100 * len(having) // len(of)

    return Row(
        "kg",
        len(terms),
        share(RDFS.label),
        share(SKOS.definition),
        share(RDFS.isDefinedBy),
        share(SKOS.example),
        100 * sum(len(found) > 1 for found in languages.values()) // len(terms),
        _header(store, "OM1"),
        _header(store, "OM2"),
        _header(store, "OM3"),
        share(RDFS.domain, RDFS.range, of=relations),
    )


def _terms(store: Store, kinds: frozenset[str]) -> set[NamedNode]:
    return {
        quad.subject
        for quad in store.quads_for_pattern(None, RDF.type, None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(KG.iri)
        if isinstance(quad.object, NamedNode) and compact(quad.object.value) in kinds
    }


def _says(store: Store, term: NamedNode, predicate: NamedNode) -> bool:
    return next(store.quads_for_pattern(term, predicate, None), None) is not None


def _header(store: Store, name: str) -> int:
    """Return how many of the things that a test of the header looks for are there."""
    check = checks("fairness")[name]
    wanted = {line.split('"')[1] for line in check.query.splitlines() if line.startswith('    ("')}
    return len(wanted) - len(check.found(store))
