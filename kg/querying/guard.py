"""Refuses, before the engine sees it, a query that would reach out, write, or end the process.

The engine fetches ``SERVICE`` and ``LOAD`` addresses from any host without asking, and deep nesting
overflows its stack, which no exception handler survives (research: a 10 KB query is enough).
"""

import re

from kg.errors import QueryError
from kg.querying.lexer import Token, tokens

MAX_DEPTH = 200  # an order of magnitude below what overflows the smallest stack
_UPDATES = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"]
)
_FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
# What a SERVICE clause looks like wherever it stands: only asked where the lexer was in doubt.
_BLANK = r"(?:[\x00-\x20]|\#[^\r\n]*[\r\n])*"
_CLAUSE = re.compile(rf"service{_BLANK}(?:silent{_BLANK})?[<?$\w:]", re.IGNORECASE)


class ReadOnly(QueryError):
    """The text is an update, and only queries are answered here."""

    status = 403


class Refused(QueryError):
    """The query asks for something that is not allowed here."""

    status = 403


def check(text: str, *, services: bool = False) -> None:
    """Raise QueryError unless ``text`` is safe to hand to the engine.

    ``services`` allows ``SERVICE`` clauses. What is not SPARQL passes: the engine says it better.

    >>> check("SELECT ?service { ?service <http://a.example/service> 'SERVICE <x> {}' }")
    >>> check("ASK { SERVICE <http://a.example/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.querying.guard.Refused: SERVICE is not allowed here (line 1, column 7)
    """
    form = ""
    doubtful = False
    for token in tokens(text):
        if token.depth >= MAX_DEPTH:
            raise QueryError(f"brackets nest deeper than {MAX_DEPTH}", _place(text, token))
        if not form and token.keyword in _UPDATES | _FORMS:
            form = token.keyword
            if form in _UPDATES:
                raise ReadOnly(f"{form} is an update: only queries are answered here")
        if token.keyword == "SERVICE" and not services:
            raise Refused("SERVICE is not allowed here", _place(text, token))
        doubtful = doubtful or token.doubtful
    if doubtful and not services and _CLAUSE.search(text):
        raise Refused(
            "a '<' after a value may hide a SERVICE clause", "write blanks around 'less than' signs"
        )


def _place(text: str, token: Token) -> str:
    before = text[: token.start]
    return f"line {before.count(chr(10)) + 1}, column {token.start - before.rfind(chr(10))}"
