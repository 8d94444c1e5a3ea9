"""What a reading worker does for a task: a store and a question → bytes of one media type.

Each function takes the store of one generation, the task (JSON that the server sent, see the
fields that it reads) and the reply to write into. ``base`` is the IRI that the data is published
under, ``graph`` the RDF format, ``results`` that of rows, both as media types; where ``head`` is
true only what the header needs is found out.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.errors import NotFound, QueryError
from kg.querying.diagnosis import explained
from kg.querying.evaluation import Dataset, evaluate
from kg.querying.federation import with_services
from kg.querying.repeatability import repeatable
from kg.querying.results import prefixes
from kg.server.description import Features, describe_service, describe_thing, thing_of
from kg.server.limits import Limits
from kg.server.pages import rows_page
from kg.server.problems import NotAcceptable
from kg.server.things import thing_page

_SHORT = 4096  # code points of a query that is remembered
_repeatable = lru_cache(maxsize=256)(repeatable)
Task = Mapping[str, Any]
Row = TypeVar("Row")
_PREFIXED = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML, RdfFormat.JSON_LD)


class Reply(Protocol):
    """Where an answer is written: its media type first, then its bytes.

    ``repeatable`` tells whether it is the same, byte for byte, when it is asked for again;
    ``max_rows`` how many rows, or triples, it may have (None: any number).
    """

    media_type: str
    repeatable: bool
    max_rows: int | None

    def write(self, data: bytes, /) -> int:
        """Take bytes of the answer."""

    def counted(self, rows: Iterable[Row], /) -> Iterable[Row]:
        """Return the rows, or triples, of an answer; TooMuch on the way where they are too many."""

    def flush(self) -> None:
        """Do nothing, or send what was taken."""


def query(store: Store, task: Task, reply: Reply) -> None:
    """Answer the SPARQL query ``query`` of the graphs ``default`` and ``named``.

    ``SERVICE`` may ask servers of the origins ``remotes``; ``title`` is that of a page.
    """
    text = task["query"]
    reply.repeatable = _repeatable(text) if len(text) <= _SHORT else repeatable(text)
    if not task.get("remotes"):
        _query(store, task, text, reply)
        return
    from kg.server.remotes import forwarding  # late: its imports double the start of a worker

    with forwarding(task["remotes"]) as forward:
        _query(store, task, with_services(text, forward), reply, services=True)


def _query(store: Store, task: Task, text: str, reply: Reply, *, services: bool = False) -> None:
    dataset = Dataset(tuple(task.get("default", ())), tuple(task.get("named", ())))
    answer = evaluate(
        store, text, dataset=dataset, base=task["base"], services=services, lenient=True
    )
    with explained(text):
        if isinstance(answer, QueryTriples):
            _graph(answer, task, prefixes(text), reply)
            return
        reply.media_type = task["results"] or ""
        if not reply.media_type:
            raise NotAcceptable("an answer of this kind is JSON, XML, CSV, TSV or HTML")
        if task.get("head"):
            return
        if reply.media_type == "text/html":
            for piece in rows_page(answer, task["base"], reply.counted, task.get("title", "")):
                reply.write(piece.encode())
            return
        format_ = QueryResultsFormat.from_media_type(reply.media_type)
        answer.serialize(reply, format_)  # type: ignore[arg-type]  # needs only write


def service(store: Store, task: Task, reply: Reply) -> None:
    """Describe the SPARQL service at the address ``endpoint``, which has certain ``features``."""
    given = task["features"]
    features = Features(**{**given, "limits": Limits(**given["limits"])})
    triples, names = describe_service(store, task["endpoint"], features)
    _graph(triples, task, names, reply)


def thing(store: Store, task: Task, reply: Reply) -> None:
    """Describe the thing that the IRI ``iri`` names; NotFound where nothing is known of it.

    A page shows the beginning of what is too much, and leads to the rest.
    """
    node = thing_of(store, task["iri"])
    if task["graph"] == "text/html":
        reply.media_type = "text/html"
        if not task.get("head"):
            reply.write(thing_page(store, node, task["base"], reply.max_rows).encode())
        return
    _graph(describe_thing(store, node, reply.counted), task, {}, reply)


def graph(store: Store, task: Task, reply: Reply) -> None:
    """Write the content of the graph ``name`` (None: the default graph), or of ``all`` graphs."""
    if task.get("all"):
        _graph(store, task, {}, reply)
        return
    name = graph_name(task["name"])
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        raise NotFound(f"there is no graph {name.value}")
    quads = store.quads_for_pattern(None, None, None, name)
    _graph((quad.triple for quad in quads), task, {}, reply)


def graph_name(iri: str | None) -> NamedNode | DefaultGraph:
    """Return the graph that a request names; QueryError where it is no absolute IRI."""
    if iri is None:
        return DefaultGraph()
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is no IRI of a graph", "write an absolute IRI") from error


ANSWERS: Mapping[str, Callable[[Store, Task, Reply], None]] = {
    "query": query,
    "service": service,
    "thing": thing,
    "graph": graph,
}


def _graph(
    statements: Iterable[Triple] | Iterable[Quad], task: Task, names: dict[str, str], reply: Reply
) -> None:
    format_ = RdfFormat.from_media_type(task["graph"] or "")
    if format_ is None:
        raise NotAcceptable("a graph is sent as Turtle, N-Triples, RDF/XML, JSON-LD or N3")
    reply.media_type = task["graph"]
    if not task.get("head"):
        known = names if format_ in _PREFIXED else {}
        serialize(reply.counted(statements), reply, format_, prefixes=known)  # type: ignore[arg-type]  # needs only write
