"""Triples in words: what is said of things, and what the ontology says of its terms."""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from kg.querying.grounds import name
from kg.vocabulary import OWL, RDF, RDFS, compact

_WORDS = {  # what an axiom of one triple says, by its predicate or by the class of properties
    RDFS.subClassOf.value: "every {s} is {a_o}",
    f"{RDFS.iri}subPropertyOf": "“{s}” implies “{o}”",
    RDFS.domain.value: "only {a_o} has “{s}”",
    RDFS.range.value: "“{s}” leads to {a_o} only",
    f"{OWL.iri}disjointWith": "nothing is both {s} and {o}",
    f"{OWL.iri}equivalentClass": "{s} and {o} are one class",
    f"{OWL.iri}equivalentProperty": "“{s}” and “{o}” are one relation",
    f"{OWL.iri}inverseOf": "“{s}” is the inverse of “{o}”",
    f"{OWL.iri}sameAs": "{s} and {o} are the same",
    f"{OWL.iri}differentFrom": "{s} and {o} are not the same",
    f"{OWL.iri}TransitiveProperty": "“{s}” is transitive",
    f"{OWL.iri}SymmetricProperty": "“{s}” is symmetric",
    f"{OWL.iri}FunctionalProperty": "a thing has “{s}” once at most",
    f"{OWL.iri}InverseFunctionalProperty": "only one thing has “{s}” of the same value",
    f"{OWL.iri}AsymmetricProperty": "“{s}” never holds both ways",
    f"{OWL.iri}IrreflexiveProperty": "nothing has “{s}” of itself",
}
_CHAIN = NamedNode(f"{OWL.iri}propertyChainAxiom")
_FIRST, _REST = NamedNode(f"{RDF.iri}first"), NamedNode(f"{RDF.iri}rest")


def in_words(store: Store, axiom: Sequence[Triple]) -> str:
    """Return what a fact or an axiom says; labels are those of the store.

    ``axiom`` are its triples, the first of which says what it is about; an axiom of a kind that has
    no words is told as it is written in Turtle.
    """
    triple, parts = axiom[0], list(axiom[1:])
    if triple.predicate == _CHAIN:
        links = " then ".join(f"“{name(store, item)}”" for item in _items(triple.object, parts))
        return f"“{name(store, triple.subject)}” follows from {links}"
    if parts or isinstance(triple.subject, BlankNode):
        return " ".join(f"{' '.join(map(_written, each))} ." for each in axiom)
    kind = triple.object if triple.predicate == RDF.type else triple.predicate
    words = _WORDS.get(kind.value) if isinstance(kind, NamedNode) else None
    subject, value = name(store, triple.subject), name(store, triple.object)
    if words:
        return words.format(s=subject, o=value, a_o=_a(value))
    if triple.predicate == RDF.type:
        return f"{subject} is {_a(value)}"
    return f"{subject} — {name(store, triple.predicate)} — {value}"


def _items(node: object, parts: Sequence[Triple]) -> list[Any]:
    """Return the members of the list that starts at a node, of which the parts tell."""
    said: dict[Any, Any] = {(part.subject, part.predicate): part.object for part in parts}
    items = []
    while (node, _FIRST) in said:
        items.append(said[node, _FIRST])
        node = said.get((node, _REST))
    return items


def _a(words: str) -> str:
    return f"{'an' if words[:1].lower() in {*'aeiou'} else 'a'} {words}"


def _written(term: Any) -> str:  # noqa: ANN401 (any term)
    return compact(term.value) if isinstance(term, NamedNode) else str(term)
