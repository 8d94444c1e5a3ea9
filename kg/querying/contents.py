"""A store → what is in it, in numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.graph.asserted import infers
from kg.vocabulary import KG, RDF

KINDS = {
    "entities": KG.EntityStatement,
    "relations": KG.Statement,
    "figures": KG.Observation,
    "metadata": KG.MetadataStatement,
}


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents by name, the number of graphs and triples, and of facts by kind.

    ``inferred`` is the number of triples that nothing states and that follow; they are not among
    the others.
    """

    documents: tuple[str, ...]
    graphs: int
    triples: int
    facts: dict[str, int]
    inferred: int


def contents(store: Store) -> Contents:
    """Count what ``store`` holds; a triple counts in each named graph that states it."""
    named = {
        (quad.subject, quad.object.value)
        for quad in store.quads_for_pattern(None, KG.fileName, None)
        if isinstance(quad.object, Literal)
        and Quad(quad.subject, RDF.type, KG.Document, quad.graph_name) in store
    }
    graphs = list(store.named_graphs())
    inferred = [quad for graph in graphs if _is_derived(graph) for quad in _quads(store, graph)]
    copies = sum(1 for _ in _quads(store, DefaultGraph()))
    return Contents(
        tuple(sorted(name for _, name in named)),
        sum(not _is_derived(graph) for graph in graphs),
        len(store) - copies - len(inferred),
        {kind: _count(store, class_) for kind, class_ in KINDS.items()},
        len({quad.triple for quad in inferred}),
    )


def _count(store: Store, class_: NamedNode) -> int:
    """Count the members that are stated: every kind of fact is also inferred to be a statement."""
    members = store.quads_for_pattern(None, RDF.type, class_)
    return len({quad.subject for quad in members if not _is_derived(quad.graph_name)})


def _is_derived(graph: object) -> bool:
    return isinstance(graph, DefaultGraph) or (isinstance(graph, NamedNode) and infers(graph))


def _quads(store: Store, graph: NamedNode | BlankNode | DefaultGraph) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)
