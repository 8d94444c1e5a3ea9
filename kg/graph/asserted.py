"""What the store asserts: its default graph is the set union of all named graphs but candidates.

A plain query asks the default graph, where a triple that several documents state is there once,
and counts once; ``GRAPH ?g {…}`` tells where it is stated. The engine's own union would give a row
for each of these graphs, and would take in the candidates, which nobody asserts. The price is that
a write touches both; here is what it has to say to the engine for that.

A graph of candidates is known by its name, ``…candidates/<slug>`` under any base, so that the union
follows from the store alone, and an export that is loaded elsewhere keeps its candidates apart.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import NamedNode, Quad, Store, Triple

_CANDIDATES = "[/#:]candidates/[^/]*$"
_INFERRED = "[/#:]inferred(/[^/]*)?$"
# Some graph other than the one named states it, and is not a graph of candidates.
_ELSEWHERE = (
    'GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {name} && !REGEX(STR(?other), "{candidates}"))'
)


@lru_cache(maxsize=256)  # asked of every quad that is written, of few graphs in a row
def asserts(graph: NamedNode) -> bool:
    """Tell whether what the graph states belongs into the default graph.

    >>> asserts(NamedNode("https://example.org/doc/a"))
    True
    >>> asserts(NamedNode("https://example.org/candidates/a"))
    False
    """
    return re.search(_CANDIDATES, graph.value) is None


def infers(graph: NamedNode) -> bool:
    """Tell whether what the graph states follows from the others, by the rules of the ontology.

    Inferences belong into the default graph as well.

    >>> infers(NamedNode("https://example.org/inferred/cax-sco"))
    True
    >>> infers(NamedNode("https://example.org/doc/inferred-values"))
    False
    """
    return re.search(_INFERRED, graph.value) is not None


def with_copies(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield each quad of named graphs, and its copy for the default graph where it has one."""
    for quad in quads:
        yield quad
        if isinstance(quad.graph_name, NamedNode) and asserts(quad.graph_name):
            yield Quad(quad.subject, quad.predicate, quad.object)


def rewriting(name: NamedNode, added: Iterable[Quad], removed: Iterable[Quad]) -> str:
    """Return the update that changes a graph, and the default graph with it.

    The quads are of that graph and hold no blank nodes, which SPARQL cannot name.
    """
    old, new = _block(removed), _block(added)
    update = [f"DELETE DATA {{ GRAPH {name} {{ {old} }} }}"]
    if asserts(name):
        rows = " ".join(f"({quad.subject} {quad.predicate} {quad.object})" for quad in removed)
        update.append(_forgetting(name, f"VALUES (?s ?p ?o) {{ {rows} }}"))
        update.append(f"INSERT DATA {{ {new} }}")
    update.append(f"INSERT DATA {{ GRAPH {name} {{ {new} }} }}")
    return ";\n".join(update)


def removing(name: NamedNode, *, silent: bool = False) -> str:
    """Return the update that removes a graph, and from the default graph what only it states.

    ``silent``: the graph need not be there.
    """
    update = [_forgetting(name, f"GRAPH {name} {{ ?s ?p ?o }}")] if asserts(name) else []
    return ";\n".join([*update, f"DROP {'SILENT ' if silent else ''}GRAPH {name}"])


def filling(name: NamedNode, triples: Iterable[Triple], *, copied: bool = True) -> str:
    """Return the update that adds triples, also with blank nodes, to a graph, new or not.

    ``copied``: and to the default graph.
    """
    block = " . ".join(map(str, triples))
    update = [f"CREATE SILENT GRAPH {name}", f"INSERT DATA {{ GRAPH {name} {{ {block} }} }}"]
    if copied and asserts(name):
        update.append(f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}")
    return ";\n".join(update)


_ASSERTED = f'GRAPH ?graph {{ ?s ?p ?o }} FILTER(!REGEX(STR(?graph), "{_CANDIDATES}"))'
# What makes the default graph what it should be, whatever it is, as an update or the end of one.
# It reads the whole store: about ten microseconds a triple.
DERIVATION = (
    f"DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER NOT EXISTS {{ {_ASSERTED} }} }};\n"
    f"INSERT {{ ?s ?p ?o }} WHERE {{ {_ASSERTED} FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
)


def derivation(triples: Iterable[Triple]) -> str:
    """Return the same for these triples only, which hold no blank nodes: it reads only them."""
    rows = " ".join(f"({triple.subject} {triple.predicate} {triple.object})" for triple in triples)
    among = f"VALUES (?s ?p ?o) {{ {rows} }}"
    return (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ {among} FILTER NOT EXISTS {{ {_ASSERTED} }} }};\n"
        f"INSERT {{ ?s ?p ?o }} WHERE {{ {among} {_ASSERTED} }}"
    )


def derive(store: Store) -> None:
    """Make the default graph what it should be, in one transaction."""
    store.update(DERIVATION)


def _forgetting(name: NamedNode, triples: str) -> str:
    elsewhere = _ELSEWHERE.format(name=name, candidates=_CANDIDATES)
    return f"DELETE {{ ?s ?p ?o }} WHERE {{ {triples} FILTER NOT EXISTS {{ {elsewhere} }} }}"


def _block(quads: Iterable[Quad]) -> str:
    return " . ".join(str(quad.triple) for quad in quads)
