"""The graph as RDF files: every format that the store can write, the same bytes every time.

Formats of quads hold the named graphs, which say who states what; the default graph is derived from
them and not written. Formats of triples hold the default graph: what is asserted, each triple once,
with what follows from it where ``kg reason`` has been run.

The order of a store is that of its hashes, good for machines only; an export is sorted by the
text of its quads, so that two exports can be compared line by line and Turtle reads well. Sorting
needs the lines in memory: about twice the size of the N-Quads file.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.errors import KgError, NotFound
from kg.graph.returns import Referencing
from kg.publishing.files import written
from kg.vocabulary import PREFIXES

FORMATS = {
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "n3": RdfFormat.N3,
    "jsonld": RdfFormat.JSON_LD,
}
_LINES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
# JSON-LD could hold graphs too; most who read it expect one.
_QUADS = (RdfFormat.N_QUADS, RdfFormat.TRIG)


def export(store: Store, target: Path | IO[bytes], name: str, graph: str | None = None) -> None:
    """Write a store, or one graph of it, in the format called ``name`` (a key of ``FORMATS``).

    A file appears whole or not at all. Raises NotFound for a graph that is not there, and KgError
    when the file cannot be written or the format cannot say what the graph says.
    """
    format_ = FORMATS[name]
    content = b"".join(_sorted_lines(store, format_, graph))
    with written(target) as file:
        if format_ in _LINES:
            file.write(content)
            return
        source = RdfFormat.N_QUADS if format_ in _QUADS else RdfFormat.N_TRIPLES
        try:
            output = Referencing(file) if format_ == RdfFormat.RDF_XML else file
            serialize(parse(content, source), output, format_, prefixes=PREFIXES)  # type: ignore[arg-type]  # needs only write
        except OSError as error:
            if error.errno is not None:  # the disk's own refusal; the serialiser's has no number
                raise
            raise KgError(f"{format_.name} cannot hold this graph: {error}", "use nq") from error


def _sorted_lines(store: Store, format_: RdfFormat, graph: str | None) -> list[bytes]:
    content: bytes | None
    if graph is not None and not store.contains_named_graph(NamedNode(graph)):
        raise NotFound(f"there is no graph {graph}", "kg export without --graph has them all")
    if format_ in _QUADS:
        content = serialize(_named(store, graph), format=RdfFormat.N_QUADS)
    else:
        source = DefaultGraph() if graph is None else NamedNode(graph)
        content = store.dump(format=RdfFormat.N_TRIPLES, from_graph=source)
    return sorted((content or b"").splitlines(keepends=True))


def _named(store: Store, graph: str | None) -> Iterator[Quad]:
    for name in store.named_graphs() if graph is None else [NamedNode(graph)]:
        yield from store.quads_for_pattern(None, None, None, name)
