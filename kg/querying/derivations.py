"""A triple in a person's words → how it comes to hold, down to the sentences that state it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.errors import NotFound
from kg.graph.closure import Closure
from kg.graph.proofs import Proof, prove
from kg.querying import search
from kg.querying.axioms import in_words
from kg.querying.sources import Source, sources
from kg.settings import Settings
from kg.vocabulary import PREFIXES, RDF, RDFS, expand

_LIST = frozenset({NamedNode(f"{RDF.iri}first"), NamedNode(f"{RDF.iri}rest")})


@dataclass(frozen=True, slots=True)
class Step:
    """A triple in words, and either who states it, or by which rule it follows from what.

    ``rule`` is the rule's name in the W3C's table and ``summary`` what it says; both are empty
    where the triple is stated.
    """

    triple: Triple
    words: str
    rule: str
    summary: str
    sources: tuple[Source, ...]
    premises: tuple["Step", ...]


def derive(
    store: Store, closure: Closure, asked: tuple[str, str, str], settings: Settings
) -> list[Step]:
    """Return how each triple that ``asked`` names comes to hold.

    Subject, predicate and object are CURIEs, IRIs, labels, or ``a``; an object may also be the
    words of a literal. Raises NotFound where nothing has such a name, or no such triple holds.
    """
    subject, predicate, value = asked
    subjects = named(store, subject, settings)
    predicates = [RDF.type] if predicate == "a" else named(store, predicate, settings)
    values = _values(store, value, settings)
    triples = [Triple(*each) for each in product(subjects, predicates, values)]
    proofs = [proof for proof in (prove(closure, triple) for triple in triples) if proof]
    if not proofs:
        raise NotFound(
            f"it is neither stated nor inferred that {' — '.join(asked)}",
            "kg why tells what is known of a thing",
        )
    return [_step(store, closure, proof) for proof in proofs]


def named(store: Store, words: str, settings: Settings) -> list[NamedNode]:
    """Return the terms and things that have this name; NotFound where there are none."""
    if words.partition(":")[0] in PREFIXES:
        return [expand(words)]
    if "://" in words:
        return [_iri(words)]
    key = search.key(words)
    terms = {
        quad.subject
        for quad in store.quads_for_pattern(None, RDFS.label, None)
        if isinstance(quad.object, Literal)
        and isinstance(quad.subject, NamedNode)
        and search.key(quad.object.value) == key
    }
    if terms:
        return sorted(terms, key=lambda term: term.value)
    return search.find(store, words, settings)


def _iri(words: str) -> NamedNode:
    try:
        return NamedNode(words)
    except ValueError as error:
        raise NotFound(f"{words!r} is not an IRI: {error}") from None


def _values(store: Store, words: str, settings: Settings) -> list[Any]:
    literals: set[Any] = {
        quad.object for quad in store.quads_for_pattern(None, None, Literal(words))
    }
    try:
        return [*named(store, words, settings), *literals]
    except NotFound:
        if literals:
            return sorted(literals, key=str)
        raise


def _step(store: Store, closure: Closure, proof: Proof) -> Step:
    rule = proof.rule
    triple = proof.triple
    shown = (one for one in proof.premises if one.triple.predicate not in _LIST)
    return Step(
        triple,
        in_words(store, [triple, *_list_at(closure, triple.object)]),
        rule.w3c if rule else "",
        rule.summary if rule else "",
        () if rule else tuple(sources(store, triple)),
        tuple(_step(store, closure, premise) for premise in shown),
    )


def _list_at(closure: Closure, node: object) -> Iterator[Triple]:
    """Yield what makes up the list at a blank node."""
    if isinstance(node, BlankNode):
        for quad in closure.known.quads_for_pattern(node, None, None):
            if quad.predicate in _LIST:
                yield quad.triple
                yield from _list_at(closure, quad.object)
