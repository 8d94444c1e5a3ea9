"""Triples sorted for explaining: the axioms of a schema, each in one piece, and the facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.vocabulary import OWL, RDF, RDFS

# An axiom as triples, of which the first says what it is about; the others describe blank nodes.
Axiom = tuple[Triple, ...]


def _owl(name: str) -> NamedNode:
    return NamedNode(OWL.iri + name)


DISJOINT = _owl("disjointWith")
_DISJOINT_SET, _MEMBERS = _owl("AllDisjointClasses"), _owl("members")
_RELATIONS = frozenset({OWL.ObjectProperty, OWL.DatatypeProperty})
_KINDS = _RELATIONS | {OWL.Class, _owl("AnnotationProperty"), _owl("Ontology")}
_SCHEMA = frozenset(
    NamedNode(RDFS.iri + name) for name in ("subClassOf", "subPropertyOf", "domain", "range")
)
_FIRST, _REST = NamedNode(f"{RDF.iri}first"), NamedNode(f"{RDF.iri}rest")


@dataclass(frozen=True, slots=True)
class Theory:
    """Axioms and facts, and the declarations that both need to be read.

    Annotations are none of these. That several classes exclude each other is an axiom for each
    pair, so that it can be told which pair clashes.
    """

    declarations: tuple[Triple, ...]
    axioms: tuple[Axiom, ...]
    facts: tuple[Triple, ...]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> "Theory":
        """Sort the triples of an ontology with what it describes."""
        given = list(dict.fromkeys(triples))
        declarations = [t for t in given if t.predicate == RDF.type and t.object in _KINDS]
        relations = {t.subject for t in declarations if t.object in _RELATIONS}
        parts: dict[BlankNode, list[Triple]] = {}
        axioms: list[Triple] = []
        facts: list[Triple] = []
        for triple in given:
            if isinstance(triple.subject, BlankNode):
                parts.setdefault(triple.subject, []).append(triple)
            elif _is_axiom(triple):
                axioms.append(triple)
            elif triple.predicate == RDF.type or triple.predicate in relations:
                facts.append(triple)
        return cls(
            tuple(declarations), tuple(_Joiner(parts).joined(axioms)), tuple(_without_kinds(facts))
        )


def _is_axiom(triple: Triple) -> bool:
    """Tell whether a triple says something about terms; declarations are not meant."""
    value = triple.object
    if triple.predicate != RDF.type:
        return triple.predicate in _SCHEMA or triple.predicate.value.startswith(OWL.iri)
    characteristic = isinstance(value, NamedNode) and value.value.startswith(OWL.iri)
    return isinstance(value, BlankNode) or (
        characteristic and value not in _KINDS and value != _owl("NamedIndividual")
    )


def _without_kinds(facts: Iterable[Triple]) -> Iterator[Triple]:
    for fact in facts:
        value = fact.object
        if not (isinstance(value, NamedNode) and value.value.startswith(OWL.iri)):
            yield fact


class _Joiner:
    """Puts axioms together with the blank nodes that they are made of."""

    def __init__(self, parts: dict[BlankNode, list[Triple]]) -> None:
        self._parts = parts
        self._used: set[BlankNode] = set()

    def joined(self, axioms: Iterable[Triple]) -> Iterator[Axiom]:
        for triple in axioms:
            yield (triple, *self._below(triple.object))
        held = {triple.object for some in self._parts.values() for triple in some}
        for node in sorted(self._parts, key=str):
            if node not in held and node not in self._used:
                axiom = tuple(self._below(node))
                yield from self._pairs(axiom) or (axiom,)

    def _pairs(self, axiom: Axiom) -> list[Axiom]:
        if not any(triple.object == _DISJOINT_SET for triple in axiom):
            return []
        heads = [t.object for t in axiom if t.predicate == _MEMBERS]
        members = [member for head in heads for member in self._list(head)]
        return [(Triple(one, DISJOINT, other),) for one, other in combinations(members, 2)]

    def _below(self, node: object) -> Iterator[Triple]:
        """Yield what describes a blank node, and the blank nodes that it is made of."""
        if isinstance(node, BlankNode) and node in self._parts:
            self._used.add(node)
            for triple in self._parts[node]:
                yield triple
                yield from self._below(triple.object)

    def _list(self, node: object) -> Iterator[NamedNode]:
        while isinstance(node, BlankNode):
            said = {triple.predicate: triple.object for triple in self._parts[node]}
            first = said[_FIRST]
            if isinstance(first, NamedNode):
                yield first
            node = said[_REST]
