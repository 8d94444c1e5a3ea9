"""What the writing process does for a task: a store and a change → what to tell the client.

Each function takes the primary, the task (JSON that the server sent) and the body of the request;
it makes the change in one transaction of the engine, so that it happens whole or not at all, and
returns ``status`` and, for a new graph, ``location``. Publishing what was written is the business
of the caller. The default graph is left as the store wants it: the union of the others, or its own.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from kg.errors import KgError, NotFound
from kg.graph import asserted, generations
from kg.graph.store import Primary
from kg.querying import guard
from kg.querying.diagnosis import explained
from kg.querying.federation import loads, with_services
from kg.querying.functions import with_unknown
from kg.querying.guard import Refused
from kg.querying.lexer import tokens
from kg.querying.operations import check_syntax, data_of, operations, with_one_prologue, with_using
from kg.server import conditions, payloads
from kg.server.answers import graph_name
from kg.server.remotes import fetch, forwarding

Task = Mapping[str, Any]
Result = dict[str, Any]
_GRAPHS = "text/turtle, application/n-triples, application/rdf+xml;q=0.9, application/ld+json;q=0.8"
_FEW = 10_000  # triples: of more, the whole store is read as fast
_NAME_A_GRAPH = "name a graph, or serve a store with --default-graph own"


class DerivedGraph(KgError):
    """The default graph is the union of the others, and not written to."""

    status = 409


def update(primary: Primary, task: Task, _: bytes = b"") -> Result:
    """Carry out the SPARQL update ``update``, reading the graphs ``using`` and ``using_named``.

    ``SERVICE`` may ask, and ``LOAD`` load from, servers of the origins ``remotes``.
    """
    written, remotes, base = task["update"], task.get("remotes", ()), task["base"]
    text, prefixes = with_one_prologue(written)
    try:
        guard.check_update(written, services=bool(remotes), loads=bool(remotes))
    except Refused:
        check_syntax(text, base, prefixes)  # what is no update at all is told so
        raise
    if not primary.own and any(operation.writes_default for operation in operations(text)):
        raise DerivedGraph("the default graph is the union of the others", _NAME_A_GRAPH)
    using = [[str(_named(iri)) for iri in task.get(key, ())] for key in ("using", "using_named")]
    if remotes or any(using):
        check_syntax(text, base, prefixes)  # as it was written
    with explained(written):
        changed = with_using(_loaded(text, remotes), *using)
        if remotes:
            with forwarding(remotes) as forward:
                _execute(primary, with_services(changed, forward), base, prefixes)
        else:
            _execute(primary, changed, base, prefixes)
    return {"status": 204}


def put(primary: Primary, task: Task, body: bytes) -> Result:
    """Make ``body`` the content of the graph ``name`` (None: the default graph)."""
    name = _target(primary, task)
    existed = _precondition(primary, task, name)
    _write(primary, name, _content(task, body), anew=True)
    return {"status": 204 if existed else 201}


def post(primary: Primary, task: Task, body: bytes) -> Result:
    """Add ``body`` to the graph ``name``."""
    name = _target(primary, task)
    existed = _precondition(primary, task, name)
    _write(primary, name, _content(task, body))
    return {"status": 204 if existed else 201}


def create(primary: Primary, task: Task, body: bytes) -> Result:
    """Make a new graph of ``body`` and tell its name, which begins with ``within``."""
    digest = hashlib.sha256(body)
    while True:
        name = NamedNode(task["within"] + digest.hexdigest()[:16])
        if not primary.store.contains_named_graph(name):
            break
        digest.update(b"again")
    _write(primary, name, _content({**task, "name": name.value}, body))
    return {"status": 201, "location": name.value}


def delete(primary: Primary, task: Task, _: bytes = b"") -> Result:
    """Remove the graph ``name``; NotFound where there is none."""
    name = _target(primary, task)
    existed = _precondition(primary, task, name)
    if not existed:
        raise NotFound(f"there is no graph {task['name']}")
    if isinstance(name, DefaultGraph):
        primary.execute("CLEAR DEFAULT")
    elif primary.own:
        primary.execute(f"DROP GRAPH {name}")
    else:
        primary.execute(asserted.removing(name))
    return {"status": 204}


UPDATES: Mapping[str, Callable[[Primary, Task, bytes], Result]] = {
    "update": update,
    "put": put,
    "post": post,
    "create": create,
    "delete": delete,
}


def _loaded(text: str, remotes: Sequence[str]) -> str:
    """Return the update with the triples that are to be loaded in the place of each ``LOAD``."""
    for load in reversed(loads(text) if remotes else []):
        try:
            answer = fetch(load.address, remotes, headers={"Accept": _GRAPHS})
            triples = payloads.triples(answer.body, answer.media_type, load.address)
        except Refused:
            raise  # SILENT is about what fails, not about what is forbidden
        except KgError:
            if not load.silent:
                raise
            triples = []
        block = " . ".join(map(str, triples))
        if load.graph is not None:
            block = f"GRAPH {_named(load.graph)} {{ {block} }}"
        text = f"{text[: load.start]}INSERT DATA {{ {block} }}{text[load.end :]}"
    return text


def _execute(primary: Primary, text: str, base: str, prefixes: Mapping[str, str]) -> None:
    if not primary.own and operations(text):
        # One transaction with what it entails: the engine has no other way to join two.
        last = deque(tokens(text), maxlen=1)[0].text
        text += f"\n{'' if last == ';' else ';'}\n{_derivation(text, base, prefixes)}"
    with_unknown(
        lambda functions: primary.execute(text, base=base, prefixes=prefixes, functions=functions)
    )


def _derivation(text: str, base: str, prefixes: Mapping[str, str]) -> str:
    """Return what makes the default graph right after an update; of what it names, if it does."""
    quads = data_of(text, base, prefixes)
    named = {quad.triple for quad in quads or ()}
    if quads is None or len(named) > _FEW or not all(map(_can_be_named, named)):
        return asserted.DERIVATION
    return asserted.derivation(sorted(named, key=str))


def _can_be_named(triple: Triple) -> bool:
    """Tell whether SPARQL can say which triple it is."""
    return not any(isinstance(term, BlankNode | Triple) for term in (triple.subject, triple.object))


def _named(iri: str) -> NamedNode:
    name = graph_name(iri)
    assert isinstance(name, NamedNode)  # noqa: S101 (only None is the default graph)
    return name


def _target(primary: Primary, task: Task) -> NamedNode | DefaultGraph:
    name = graph_name(task["name"])
    if isinstance(name, DefaultGraph) and not primary.own:
        raise DerivedGraph("the default graph is the union of the others", _NAME_A_GRAPH)
    return name


def _precondition(primary: Primary, task: Task, name: NamedNode | DefaultGraph) -> bool:
    """Tell whether the graph exists; Changed where the request is meant for another state."""
    exists = isinstance(name, DefaultGraph) or primary.store.contains_named_graph(name)
    now = generations.current(primary.root)
    conditions.check(
        task.get("if_match", ""),
        task.get("if_none_match", ""),
        generation=now.tag if now else "",
        exists=exists,
    )
    return exists


def _content(task: Task, body: bytes) -> list[Triple]:
    return payloads.triples(body, task["content_type"], task["name"] or task["base"])


def _write(
    primary: Primary,
    name: NamedNode | DefaultGraph,
    triples: Iterable[Triple],
    *,
    anew: bool = False,
) -> None:
    """Add triples to a graph, or make them its content, in one transaction."""
    if isinstance(name, DefaultGraph):
        block = " . ".join(map(str, triples))
        steps = ["CLEAR DEFAULT"] if anew else []
        steps.append(f"INSERT DATA {{ {block} }}")
    elif primary.own:
        steps = [f"DROP SILENT GRAPH {name}"] if anew else []
        steps.append(asserted.filling(name, triples, copied=False))
    else:
        steps = [asserted.removing(name, silent=True)] if anew else []
        steps.append(asserted.filling(name, triples))
    primary.execute(";\n".join(steps))
