"""A triple → who states it: documents with the sentences that do, names, the ontology."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Quad, Store, Triple

from kg.graph.asserted import asserts, infers
from kg.querying.grounds import Quote, grounds
from kg.vocabulary import KG, RDF


@dataclass(frozen=True, slots=True)
class Source:
    """A graph that states a triple, and the quotes of the document that it is, if it is one."""

    graph: str
    quotes: tuple[Quote, ...]


def sources(store: Store, triple: Triple) -> list[Source]:
    """Return who states a triple, in the order of the graphs; nobody where it is inferred."""
    graphs = {
        quad.graph_name
        for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        if isinstance(quad.graph_name, NamedNode)
        and asserts(quad.graph_name)
        and not infers(quad.graph_name)
    }
    named = sorted(graphs, key=lambda graph: graph.value)
    return [Source(graph.value, tuple(_quotes(store, triple, graph))) for graph in named]


def _quotes(store: Store, triple: Triple, graph: NamedNode) -> list[Quote]:
    """Return the quotes of the facts that say it; of a class, at least of those that name it."""
    facts = set(_facts(store, triple, graph))
    if not facts and triple.predicate == RDF.type:
        facts = _about(store, triple.subject, graph, RDF.object, RDF.subject, KG.observedFor)
    quotes = {
        quote
        for fact in facts
        for ground in grounds(store, fact)
        if ground.fact == fact
        for quote in ground.quotes
    }
    return sorted(quotes, key=lambda quote: (quote.document, quote.start, quote.end))


def _facts(store: Store, triple: Triple, graph: NamedNode) -> Iterator[NamedNode]:
    """Yield the fact nodes of a graph that say what the triple says, or that it is about."""
    subject, predicate, value = triple
    if next(store.quads_for_pattern(subject, KG.evidence, None, graph), None):
        yield subject
    for fact in _about(store, subject, graph, RDF.subject):
        if predicate == RDF.type:
            says = Quad(fact, RDF.type, KG.EntityStatement, graph) in store
        else:
            says = (
                Quad(fact, RDF.predicate, predicate, graph) in store
                and Quad(fact, RDF.object, value, graph) in store
            )
        if says:
            yield fact


def _about(store: Store, thing: Any, graph: NamedNode, *roles: NamedNode) -> set[NamedNode]:  # noqa: ANN401
    """Return the facts of a graph in which a thing has one of these roles."""
    return {
        quad.subject
        for role in roles
        for quad in store.quads_for_pattern(None, role, thing, graph)
        if isinstance(quad.subject, NamedNode)
    }
