"""A query and a store → the engine's answer, with columns in the order in which they were written.

Queries see the store's default graph, what all documents assert, unless they name others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import QueryError
from kg.querying import guard
from kg.querying.diagnosis import explained
from kg.querying.functions import Functions, with_unknown
from kg.querying.lexer import tokens

# Cheap to rule out before the text is read token by token; what a comment hides is for the tokens.
_STAR = re.compile(r"(?:select|distinct|reduced)\s*[*#]", re.IGNORECASE)
# Of texts that were asked before: that they are safe, and what ``SELECT *`` means in them. It
# depends on nothing else.
_REMEMBERED = 256
_LONGEST = 4096
_written: dict[str, str] = {}
Answer = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a request names; empty means what all documents assert."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def evaluate(
    store: Store,
    text: str,
    *,
    dataset: Dataset | None = None,
    base: str | None = None,
    services: bool = False,
    prefixes: Mapping[str, str] | None = None,
    lenient: bool = False,
) -> Answer:
    """Return the answer to the query ``text``; QueryError where it is malformed or refused.

    ``prefixes`` need no declaration in the query; one that has it goes by its own. ``lenient``
    gives no value where the query calls a function that nobody knows, as the standard says;
    otherwise that is an error, as a person at a terminal wants it.

    Evaluation is lazy: reading the answer does the work, and may fail too (wrap it in
    :func:`~kg.querying.diagnosis.explained`).
    """
    if len(text) > _LONGEST:
        guard.check(text, services=services)
    else:
        _checked(text, services=services)
    known = dict(prefixes or {})

    def asked(text: str) -> Answer:
        with explained(text):
            if lenient:
                return with_unknown(partial(_query, store, text, dataset, base, known))
            return _query(store, text, dataset, base, known, {})

    if (written := _written.get(text)) is not None:
        return asked(written)
    answer = asked(text)
    if isinstance(answer, QuerySolutions):
        ordered = _with_columns(text, [variable.value for variable in answer.variables])
        if ordered != text:
            _remember(text, ordered)
            return asked(ordered)
    return answer


@lru_cache(maxsize=_REMEMBERED)
def _checked(text: str, *, services: bool) -> None:
    """Check a query, once where it passes."""
    guard.check(text, services=services)


def _query(
    store: Store,
    text: str,
    dataset: Dataset | None,
    base: str | None,
    known: dict[str, str],
    functions: Functions,
) -> Answer:
    chosen = dataset if dataset and (dataset.default or dataset.named) else None
    return store.query(
        text,
        base_iri=base,
        prefixes=known,
        default_graph=[_graph(iri) for iri in chosen.default] if chosen else None,
        named_graphs=[_graph(iri) for iri in chosen.named] if chosen else None,
        custom_functions=functions,
    )


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(
            f"{iri!r} is no IRI of a graph: {error}", "write an absolute IRI"
        ) from error


def _remember(text: str, written: str) -> None:
    if len(text) <= _LONGEST:
        if len(_written) >= _REMEMBERED:
            _written.clear()
        _written[text] = written


def _with_columns(text: str, columns: Sequence[str]) -> str:
    """Return the query with the ``*`` of ``SELECT *`` written out in the order of the text.

    The engine gives those columns alphabetically, which nobody asked for.
    """
    if not _STAR.search(text):
        return text
    star = None
    order: dict[str, None] = {}
    previous = ""
    for token in tokens(text):
        if token.text == "*" and not token.depth and previous in {"SELECT", "DISTINCT", "REDUCED"}:
            star = token.start
        if token.kind == "variable" and token.text[1:] in columns:
            order[token.text[1:]] = None
        previous = token.keyword
    if star is None or not order or len(order) != len(columns):
        return text
    written = " ".join(f"?{name}" for name in order)
    return f"{text[:star]} {written} {text[star + 1 :]}"
