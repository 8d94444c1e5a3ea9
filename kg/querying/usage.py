"""A term of the ontology and a store → how often it is used, how to ask for it, and examples.

The query that is shown is the one that gives the examples, so it runs.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, QuerySolutions, Store

from kg.graph.terms import CLASS, INDICATOR, PROPERTIES, Ontology, Term
from kg.querying.evaluation import evaluate
from kg.querying.grounds import grounds, name
from kg.vocabulary import KG, PREFIXES

EXAMPLES = 2
_ENTITY = "kg:Entity"
_NUMBERS = ("decimal", "integer")


@dataclass(frozen=True, slots=True)
class Use:
    """How often a store asserts something with a term, and examples in words.

    ``count`` is the number of things of a class or of its subclasses, of triples with a property,
    of figures of an indicator; ``named`` how many of the things the documents speak of, None
    where the term is no class of things.
    """

    count: int
    named: int | None
    examples: tuple[tuple[str, ...], ...]


def question(ontology: Ontology, term: Term) -> str:
    """Return a SPARQL query that shows how a term is used; empty where there is none.

    Its prefixes are those that ``kg sparql`` knows.
    """
    if term.curie.partition(":")[0] not in PREFIXES:
        return ""
    if term.kind == CLASS:
        return _of_class(ontology, term)
    if term.kind == INDICATOR:
        return (
            f"SELECT ?of ?value ?unit ?time {{ ?figure kg:indicator {term.curie} ; "
            "kg:observedFor ?of ; kg:value|kg:minimum ?value ; kg:unit ?unit "
            "OPTIONAL { ?figure kg:time ?time } } ORDER BY ?of ?time ?value"
        )
    if term.kind in PROPERTIES:
        one, other = _variables(term)
        return f"SELECT ?{one} ?{other} {{ ?{one} {term.curie} ?{other} }} ORDER BY ?{one} ?{other}"
    return f"SELECT ?thing ?property {{ ?thing ?property {term.curie} }} ORDER BY ?thing"


def use(store: Store, ontology: Ontology, term: Term) -> Use | None:
    """Return the use of a term in what ``store`` asserts; None where nobody can ask for it."""
    asked = question(ontology, term)
    if not asked:
        return None
    rows = _rows(store, f"{asked} LIMIT {EXAMPLES}")
    examples = tuple(tuple(_words(store, cell) for cell in row if cell) for row in rows)
    pattern = _pattern(term)
    named = None
    if term.kind == CLASS and _is_thing(ontology, term):
        named = _count(store, f"?fact rdf:subject|kg:observedFor ?thing . {pattern}")
    return Use(_count(store, pattern), named, examples)


def _pattern(term: Term) -> str:
    """Return what matches each use; ``?thing`` and ``?value`` tell two uses apart."""
    if term.kind == CLASS:
        return f"?thing a/rdfs:subClassOf* {term.curie}"
    if term.kind in PROPERTIES:
        return f"?thing {term.curie} ?value"
    return f"?thing ?value {term.curie}"


def _of_class(ontology: Ontology, term: Term) -> str:
    variable = _variable((term.curie,), "thing")
    if not _is_thing(ontology, term):
        return (
            f"SELECT ?{variable} {{ ?{variable} a/rdfs:subClassOf* {term.curie} }} "
            f"ORDER BY ?{variable}"
        )
    return (
        f"SELECT ?{variable} (COUNT(?fact) AS ?facts) {{ ?fact rdf:subject|kg:observedFor "
        f"?{variable} . ?{variable} a/rdfs:subClassOf* {term.curie} }} "
        f"GROUP BY ?{variable} ORDER BY DESC(?facts) ?{variable}"
    )


def _is_thing(ontology: Ontology, term: Term) -> bool:
    return _ENTITY in (term.curie, *ontology.ancestors(term.curie))


def _variables(term: Term) -> tuple[str, str]:
    """Return names for subject and object: classes that the property relates, or its own name."""
    one = _variable(term.domain, "thing")
    other = _variable(term.range, term.local.rpartition(":")[2])
    return one, other if other != one else f"other{other[0].upper()}{other[1:]}"


def _variable(classes: tuple[str, ...], otherwise: str) -> str:
    local = classes[0].removeprefix("kg:") if classes else ""
    if local == "Entity":
        return "thing"
    return local[0].lower() + local[1:] if local.isalnum() else otherwise


def _count(store: Store, pattern: str) -> int:
    each = f"SELECT DISTINCT ?thing ?value {{ {pattern} }}"
    (row,) = _rows(store, f"SELECT (COUNT(*) AS ?n) {{ {each} }}")
    return int(row[0].value)


def _rows(store: Store, text: str) -> list[tuple[Any, ...]]:
    answer = evaluate(store, text, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 (a SELECT)
    return [tuple(row) for row in answer]


def _words(store: Store, cell: Any) -> str:  # noqa: ANN401 (any term)
    """Return an answer as people read it: a fact in words, a thing by its name."""
    if isinstance(cell, Literal):
        number = cell.datatype.value.endswith(_NUMBERS)
        return f"{Decimal(cell.value):,f}" if number else str(cell.value)
    if next(iter(store.quads_for_pattern(cell, KG.evidence, None)), None):
        (fact,) = (ground for ground in grounds(store, cell) if ground.fact == cell)
        return fact.words or " ".join(quote.words for quote in fact.quotes[:1])
    return name(store, cell)
