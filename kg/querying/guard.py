"""Refuses, before the engine sees it, what would reach out, write, or end the process.

The engine fetches ``SERVICE`` and ``LOAD`` addresses from any host without asking, and deep nesting
(:mod:`kg.querying.nesting`) overflows its stack, which no exception handler survives.

Its parser knows no boundaries of words: ``trueSERVICESILENT<…>`` is a value and a clause to it, and
``SERVICE:x`` is one too where ``SERVICE:`` is no prefix. So a word is refused that only contains
the keyword, and a prefixed name that does, where a clause could begin with it.
"""

import re
from collections.abc import Sequence

from kg.errors import QueryError
from kg.querying.lexer import Token, line_and_column, tokens
from kg.querying.nesting import MAX_CHAIN, MAX_PATTERNS, Chains, is_short

MAX_DEPTH = 200  # of brackets; an order of magnitude below what overflows the smallest stack
_UPDATES = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"]
)
_FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
# After these stands the name of a graph or of a prefix, and nothing else.
_NAMING = frozenset(["PREFIX", "FROM", "NAMED", "GRAPH", "WITH", "USING", "INTO", "TO"])
_FEWER_BRACKETS = "take needless brackets away, or ask in several queries"
_TOO_LONG = f"more than {MAX_CHAIN} operators, or {MAX_PATTERNS} triples, in a row"
_FEWER_LINKS = "write a list of values with VALUES or IN, or ask in several queries"
_BLANKS = "write blanks around 'less than' signs"
# What a SERVICE clause looks like wherever it stands: only asked where the lexer was in doubt.
_BLANK = r"(?:[\x00-\x20]|\#[^\r\n]*[\r\n])*"
# Without any of these letters, and with so few brackets and operators, nothing here can be found: a
# text that has them is read token by token. A backslash may write a letter.
_SUSPECT = ("SERVICE", *sorted(_UPDATES), "\\")
_CLAUSE = re.compile(rf"service{_BLANK}(?:silent{_BLANK})?[<?$\w:]", re.IGNORECASE)


class ReadOnly(QueryError):
    """The text is an update, and only queries are answered here."""

    status = 403


class Refused(QueryError):
    """The request asks for something that is not allowed here."""

    status = 403


class TooDeep(QueryError):
    """The query nests too deeply."""

    limit = "depth"


def check(text: str, *, services: bool = False) -> None:
    """Raise QueryError unless ``text`` is safe to hand to the engine as a query.

    ``services`` allows ``SERVICE`` clauses. What is not SPARQL passes: the engine says it better.

    >>> check("SELECT ?service { ?service <http://a.example/service> 'SERVICE <x> {}' }")
    >>> check("ASK { SERVICE <http://a.example/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.querying.guard.Refused: SERVICE is not allowed here (line 1, column 7)
    """
    if _harmless(text):
        return
    found = _shallow(text)
    form = next((token.keyword for token in found if token.keyword in _UPDATES | _FORMS), "")
    if form in _UPDATES:
        raise ReadOnly(f"{form} is an update: only queries are answered here")
    if services:
        return
    _no_services(text, found)
    if any(token.doubtful for token in found) and _CLAUSE.search(text):
        raise Refused("a '<' after a value may hide a SERVICE clause", _BLANKS)


def check_update(text: str, *, services: bool = False, loads: bool = False) -> None:
    """Raise QueryError unless ``text`` is safe to hand to the engine as an update.

    ``services`` allows ``SERVICE`` clauses, ``loads`` the operation ``LOAD``.

    >>> check_update("INSERT DATA { <a:s> <a:p> 'LOAD <a:b>' }")
    >>> check_update("CLEAR ALL ; LOAD <http://a.example/>")
    Traceback (most recent call last):
    kg.querying.guard.Refused: LOAD is not allowed here (line 1, column 13)
    """
    found = _shallow(text)
    form = next((token for token in found if token.keyword in _UPDATES | _FORMS), None)
    if form and form.keyword in _FORMS:
        raise QueryError(f"{form.keyword} is a query, not an update", "send it as a query")
    if not services:
        _no_services(text, found)
    for place, token in enumerate(found):
        if not loads and not token.depth and reaches("LOAD", found, place):
            raise refused("LOAD", text, token)
    doubtful = next((token for token in found if token.doubtful), None)
    if doubtful:
        line, column = line_and_column(text, doubtful.start)
        raise QueryError("a '<' after a value is ambiguous", _BLANKS, line=line, column=column)


def _harmless(text: str) -> bool:
    """Tell whether a text can be seen to be safe without reading it token by token."""
    # Keywords are compared in capitals, and some letters that are not English have English ones.
    if text.count("{") + text.count("(") + text.count("[") >= MAX_DEPTH:
        return False
    capitals = text.upper()
    return not any(word in capitals for word in _SUSPECT) and is_short(text)


def _shallow(text: str) -> list[Token]:
    """Return the tokens; TooDeep where brackets, or operators in a row, nest too deeply."""
    found, chains = [], Chains(text)
    for token in tokens(text):
        if token.depth >= MAX_DEPTH:
            raise _too_deep(f"brackets nest deeper than {MAX_DEPTH}", _FEWER_BRACKETS, text, token)
        if chains.passes(token):
            raise _too_deep(_TOO_LONG, _FEWER_LINKS, text, token)
        found.append(token)
    return found


def _too_deep(message: str, remedy: str, text: str, token: Token) -> TooDeep:
    line, column = line_and_column(text, token.start)
    return TooDeep(message, remedy, line=line, column=column)


def _no_services(text: str, found: Sequence[Token]) -> None:
    for place, token in enumerate(found):
        if reaches("SERVICE", found, place):
            raise refused("SERVICE", text, token)


def refused(what: str, text: str, token: Token, remedy: str = "") -> Refused:
    """Return the error that says that a clause at a token of ``text`` is not allowed."""
    line, column = line_and_column(text, token.start)
    return Refused(f"{what} is not allowed here", remedy, line=line, column=column)


def reaches(keyword: str, found: Sequence[Token], place: int) -> bool:
    """Tell whether the engine may read the clause ``keyword`` at a place among the tokens.

    A word may hold it anywhere; a prefixed name in its prefix, where what a clause has comes next:
    after ``SERVICE`` a group, after ``LOAD``, which stands outside all brackets, anything.
    """
    token = found[place]
    if token.kind == "word":
        return keyword in token.keyword
    if token.kind != "prefixed" or (place and found[place - 1].keyword in _NAMING):
        return False
    group = place + 1 < len(found) and found[place + 1].text == "{"
    return keyword in token.text.partition(":")[0].upper() and (group or not token.depth)
