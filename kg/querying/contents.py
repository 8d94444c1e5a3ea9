"""A store → what is in it, in numbers."""

from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.vocabulary import KG, RDF

KINDS = {
    "entities": KG.EntityStatement,
    "relations": KG.Statement,
    "figures": KG.Observation,
    "metadata": KG.MetadataStatement,
}


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents by name, the number of graphs and triples, and of facts by kind."""

    documents: tuple[str, ...]
    graphs: int
    triples: int
    facts: dict[str, int]


def contents(store: Store) -> Contents:
    """Count what ``store`` holds; a triple counts in each named graph that states it."""
    named = {
        (quad.subject, quad.object.value)
        for quad in store.quads_for_pattern(None, KG.fileName, None)
        if isinstance(quad.object, Literal)
        and Quad(quad.subject, RDF.type, KG.Document, quad.graph_name) in store
    }
    copies = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    return Contents(
        tuple(sorted(name for _, name in named)),
        sum(1 for _ in store.named_graphs()),
        len(store) - copies,
        {kind: _count(store, class_) for kind, class_ in KINDS.items()},
    )


def _count(store: Store, class_: NamedNode) -> int:
    return len({quad.subject for quad in store.quads_for_pattern(None, RDF.type, class_)})
