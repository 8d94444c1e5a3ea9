"""What the engine says about a query that fails → an error that shows where and what.

The engine gives the position inside its message (``error at 2:9: expected one of …``) and lists
what its grammar could read there, down to ranges of characters; only the signs are kept. It lists
keywords too, but those it compares with as many characters, and fails behind them: where a keyword
stands alone in the list, nobody knows at which place it would have been right.
"""

import re

from kg.errors import QueryError, StoreError
from kg.querying.lexer import Token, line_and_column, tokens

_POSITION = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_TOKEN = re.compile(r'"[^"]*"|\[[^\]]*\](?:\'\.\.[^\]]*\])?|[^,\[\]"]+')
_COMPLAINT = re.compile(r"[A-Z][a-z]+ |The |Prefix ")
_KEYWORD = re.compile(r"[A-Za-z]\w*")
_FUNCTION = re.compile(r"custom (aggregate )?function (<[^>]*>) is not supported")
_DISK = re.compile(r"IO error: |Corruption: ")  # the store's, not the query's
_MOST = 6
_PROLOGUE = frozenset(["BASE", "PREFIX", "VERSION"])
_BEGINNINGS = frozenset(
    [
        "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "INSERT", "DELETE", "WITH", "LOAD", "CLEAR",
        "DROP", "CREATE", "ADD", "MOVE", "COPY",
    ]
)  # fmt: skip


class MalformedQuery(QueryError):
    """The query is not SPARQL."""

    def __init__(self, complaint: str, line: int, column: int, source: str) -> None:
        caret = " " * (column - 1) + "^"
        super().__init__(
            f"line {line}, column {column}: {complaint}\n  {source}\n  {caret}".rstrip()
        )
        self.complaint = complaint
        self.line = line
        self.column = column


class FailedQuery(QueryError):
    """The query is right, but cannot be evaluated."""

    status = 422


class explained:  # noqa: N801 (used as a function: a generator costs more than a quick query)
    """Turn the engine's complaints about the query ``text`` into QueryError, as a context.

    What it says of the disk becomes StoreError.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        if isinstance(error, SyntaxError):
            raise malformed(str(error), self._text) from None
        if isinstance(error, OSError | RuntimeError) and _DISK.match(str(error)):
            raise StoreError(f"the store could not be read: {error}", "load again") from None
        if isinstance(error, RuntimeError):
            raise FailedQuery(_failure(str(error))) from None
        # Where who reads the answer has gone, that is no fault of the query.
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise FailedQuery(f"the query could not be evaluated: {error}") from None


def malformed(message: str, text: str) -> QueryError:
    """Return the error for the engine's ``message`` about the query ``text``."""
    match = _POSITION.search(message)
    if not match:
        return QueryError(f"the query is malformed: {message}")
    line, column = int(match[1]), int(match[2])
    first = _beginning(text)
    unknown = first if first and first.keyword not in _BEGINNINGS else None
    if unknown:
        line, column = line_and_column(text, unknown.start)
    lines = text.split("\n")
    source = lines[line - 1].expandtabs(1).rstrip() if line <= len(lines) else ""
    if unknown:
        complaint = f"neither a query nor an update begins with {unknown.text!r}"
    else:
        complaint = _complaint(match[3], source[column - 1 :])
    return MalformedQuery(complaint, line, column, source)


def _beginning(text: str) -> Token | None:
    """Return the first token after the prefixes, None where nothing stands there."""
    declared = frozenset(["iri", "string", "prefixed"])
    return next(
        (
            token
            for token in tokens(text)
            if token.kind not in declared and token.keyword not in _PROLOGUE
        ),
        None,
    )


def _complaint(expected: str, rest: str) -> str:
    """Return what is wrong: the engine's own sentence where it has one, else what it expected."""
    listed: list[str] = [token.strip() for token in _TOKEN.findall(expected)]
    for token in listed:
        if _COMPLAINT.match(token):
            return token[0].lower() + token[1:]
    signs = [token for token in listed if token.startswith('"')]
    if not signs and any(map(_KEYWORD.fullmatch, listed)):
        return "what stands here, or before it, is not SPARQL"
    found = f"unexpected {rest.split()[0]!r}" if rest.strip() else "the line ends too early"
    if not signs:
        return found
    more = ", …" if len(signs) > _MOST else ""
    return f"{found}; expected {', '.join(signs[:_MOST])}{more}"


def _failure(message: str) -> str:
    match = _FUNCTION.search(message)
    if not match:
        return f"the query could not be evaluated: {message}"
    kind = "aggregate function" if match[1] else "function"
    return f"unknown {kind} {match[2]}"
