"""The SPARQL 1.1 protocol: an HTTP request → a query or an update, and the graphs it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.errors import QueryError
from kg.server.payloads import UnsupportedMedia

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_QUERYING = ("query", "default-graph-uri", "named-graph-uri")
_UPDATING = ("update", "using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the default and named graphs that the request chooses (none: the query's)."""

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An update, and the graphs that the request lets its patterns read (none: its own)."""

    text: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


def read(method: str, query_string: bytes, content_type: str, body: bytes) -> Asked | Change | None:
    """Return what a request asks; None where a GET asks nothing.

    Raises QueryError, and UnsupportedMedia for a body of another type.

    >>> read("GET", b"query=ASK+%7B%7D", "", b"")
    Asked(text='ASK {}', default=(), named=())
    """
    pairs = pairs_of(query_string)
    if method in {"GET", "HEAD"}:
        if any(name in _UPDATING for name, _ in pairs):
            raise QueryError("an update cannot be sent by GET", "send it by POST")
        return _asked(pairs) if pairs else None
    type_, _, options = content_type.partition(";")
    type_ = type_.strip().lower()
    if type_ == FORM:
        return _asked(pairs + pairs_of(body))
    if type_ not in {QUERY, UPDATE}:
        raise UnsupportedMedia(f"a body of type {type_ or 'none'}", f"send {QUERY} or {FORM}")
    name = "query" if type_ == QUERY else "update"
    if any(key in {"query", "update"} for key, _ in pairs):
        raise QueryError(f"the {name} stands in the body, and another in the address")
    return _asked([*pairs, (name, _decoded(body, options))])


def _asked(pairs: Sequence[tuple[str, str]]) -> Asked | Change:
    """Return the query or update of a request's parameters."""
    querying, updating = ([_values(pairs, name) for name in names]
                          for names in (_QUERYING, _UPDATING))  # fmt: skip
    if any(querying) and any(updating):
        raise QueryError("the request mixes parameters of queries and of updates")
    texts, first, second = updating if any(updating) else querying
    if len(texts) != 1:
        name = "update" if any(updating) else "query"
        raise QueryError(f"give one {name}", f"as the parameter '{name}'")
    kind = Change if any(updating) else Asked
    return kind(texts[0], tuple(first), tuple(second))


def pairs_of(encoded: bytes) -> list[tuple[str, str]]:
    """Return the parameters of an address or a form, in order; QueryError for what is neither."""
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict"
        )
    except ValueError:
        raise QueryError("the request is not URL-encoded UTF-8") from None


def _values(pairs: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _decoded(body: bytes, options: str) -> str:
    charset = options.strip().lower().removeprefix("charset=").strip('"') or "utf-8"
    if charset not in {"utf-8", "utf8"}:
        raise UnsupportedMedia(f"a query in {charset}", "send UTF-8")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise QueryError("the query is not UTF-8") from None


def parameters(query_string: bytes) -> Mapping[str, str]:
    """Return the parameters of a canned question; QueryError where one is given twice."""
    found: dict[str, str] = {}
    for name, value in pairs_of(query_string):
        if name in found:
            raise QueryError(f"parameter {name!r} is given twice")
        found[name] = value
    return found
