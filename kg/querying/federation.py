"""Where a query or update reaches out: ``SERVICE`` and ``LOAD``, found and given other addresses.

Only addresses written out as IRIs are let through to whoever decides about them; a variable or a
prefixed name could be anything.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.querying.guard import reaches, refused
from kg.querying.lexer import Token, tokens
from kg.querying.operations import operations

_PLAINLY = "write LOAD <https://…> INTO GRAPH <https://…>"
_IN_FULL = "write the address out, as <https://…>, and blanks around SERVICE"


class Load(NamedTuple):
    """A ``LOAD`` operation: what to load, into which graph (None: the default), and its place.

    ``start`` and ``end`` are code-point offsets; ``silent`` means that a failure is none.
    """

    address: str
    graph: str | None
    silent: bool
    start: int
    end: int


def with_services(text: str, forward: Callable[[str], str]) -> str:
    """Return a query or update whose ``SERVICE`` clauses have the addresses that ``forward`` gives.

    Raises Refused for a clause without a plain address, and for one within another, which would
    be sent to the remote service.

    >>> with_services("ASK { SERVICE SILENT <http://a.example/> { } }", lambda iri: iri + "x")
    'ASK { SERVICE SILENT <http://a.example/x> { } }'
    """
    found = list(tokens(text))
    changed = text
    for place in reversed(list(_services(text, found))):
        token = found[place]
        iri = token.text[1:-1]
        changed = f"{changed[: token.start]}<{forward(iri)}>{changed[token.start + len(iri) + 2 :]}"
    return changed


def _services(text: str, found: list[Token]) -> Iterator[int]:
    """Yield the place of each address among the tokens."""
    within: int | None = None
    for place, token in enumerate(found):
        if within is not None and token.text == "}" and token.depth == within + 1:
            within = None
        if not reaches("SERVICE", found, place):
            continue
        silent = any(word.keyword == "SILENT" for word in found[place + 1 : place + 2])
        address = place + 1 + silent
        if token.keyword != "SERVICE" or within is not None or not _is_plain(found, address):
            raise refused("this SERVICE", text, token, _IN_FULL)
        within = token.depth
        yield address


def _is_plain(found: list[Token], place: int) -> bool:
    words = found[place : place + 2]
    return [word.kind for word in words] == ["iri", "sign"] and "\\" not in words[0].text


def loads(text: str) -> list[Load]:
    """Return the ``LOAD`` operations of an update; Refused where one names no plain addresses.

    >>> loads("LOAD SILENT <http://a.example/x> INTO GRAPH <http://a.example/g>")[0].graph
    'http://a.example/g'
    """
    found = []
    for operation in operations(text):
        if operation.verb != "LOAD":
            continue
        first, *rest = operation.found
        silent = bool(rest) and rest[0].keyword == "SILENT"
        rest = rest[silent:]
        kinds = [token.keyword or token.kind for token in rest]
        if kinds not in (["iri"], ["iri", "INTO", "GRAPH", "iri"]):
            raise refused("this LOAD", text, first, _PLAINLY)
        graph = rest[-1].text[1:-1] if len(rest) > 1 else None
        last = operation.found[-1]
        end = last.start + len(last.text)
        found.append(Load(rest[0].text[1:-1], graph, silent, first.start, end))
    return found
