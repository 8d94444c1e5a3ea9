"""The SPARQL 1.1 protocol: an HTTP request → a query and the graphs that it is asked of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.errors import KgError, QueryError
from kg.querying.guard import ReadOnly

MAX_BODY = 1 << 20
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


class UnsupportedMedia(KgError):
    """The body is of a type that is not understood."""

    status = 415


class TooLarge(KgError):
    """The body is too large."""

    status = 413


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the default and named graphs that the request chooses (none: the query's)."""

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def read(method: str, query_string: bytes, content_type: str, body: bytes) -> Asked | None:
    """Return what a request asks; None where a GET asks nothing.

    >>> read("GET", b"query=ASK+%7B%7D", "", b"")
    Asked(text='ASK {}', default=(), named=())
    """
    pairs = _pairs(query_string)
    if method != "POST":
        return _asked(pairs, None) if pairs else None
    type_, _, options = content_type.partition(";")
    type_ = type_.strip().lower()
    if len(body) > MAX_BODY:
        raise TooLarge(f"a query may have {MAX_BODY} bytes")
    if type_ == FORM:
        asked = _asked(pairs + _pairs(body), None)
    elif type_ == QUERY:
        if any(name == "query" for name, _ in pairs):
            raise QueryError("the query stands both in the body and in the address")
        asked = _asked(pairs, _decoded(body, options))
    elif type_ == UPDATE:
        raise ReadOnly("this endpoint answers queries only")
    else:
        raise UnsupportedMedia(f"a body of type {type_ or 'none'}", f"send {QUERY} or {FORM}")
    return asked


def _asked(pairs: Sequence[tuple[str, str]], text: str | None) -> Asked:
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in pairs):
        raise ReadOnly("this endpoint answers queries only")
    queries = [text] if text is not None else _values(pairs, "query")
    if len(queries) != 1:
        raise QueryError("give one query", "as the parameter 'query'")
    return Asked(
        queries[0],
        tuple(_values(pairs, "default-graph-uri")),
        tuple(_values(pairs, "named-graph-uri")),
    )


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
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
    for name, value in _pairs(query_string):
        if name in found:
            raise QueryError(f"parameter {name!r} is given twice")
        found[name] = value
    return found
