"""SPARQL text → tokens: as much reading as is needed to bind, to order columns and to refuse.

Parsing is the engine's work. A lexer is enough to tell a keyword from the same word in a string,
a comment or an IRI, and to know how deep the brackets are nested.

Numbers end where the engine ends them: it reads ``1SERVICE`` as a number and a keyword.

One thing a lexer cannot tell: ``<`` after an operand inside round brackets may open an IRI or
mean "less than". Such a token is marked ``doubtful``, for those to whom the difference matters.

>>> [token.text for token in tokens("ASK { ?s <p> 'a # b' } # end")]
['ASK', '{', '?s', '<p>', "'a # b'", '}']
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<blank>[\x00-\x20]+|\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*
      (?:\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})[^<>"{}|^`\\\x00-\x20]*)*>)
  | (?P<string>'''(?:[^'\\]|\\.|'(?!''))*'''|\"""(?:[^"\\]|\\.|"(?!""))*\"""
      |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
  | (?P<variable>[?$]\w+)
  | (?P<prefixed>(?:[^\W\d_][\w.-]*)?:(?:\\.|[\w:.%-])*|_:\w[\w.-]*)
  | (?P<word>@?[^\W\d_][\w-]*)
  | (?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERANDS = frozenset({"iri", "string", "variable", "prefixed", "number"})
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class Token(NamedTuple):
    """A token: ``kind`` is ``iri string variable prefixed word number sign``.

    ``start`` is a code-point offset; ``depth`` counts the brackets open before it, ``within`` is
    the innermost of them (``""`` for none).
    """

    kind: str
    text: str
    start: int
    depth: int
    within: str
    doubtful: bool = False

    @property
    def keyword(self) -> str:
        """The word in capitals; empty where the token is not a word."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def end(self) -> int:
        """The offset behind its last code point."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query or update, without blanks and comments."""
    brackets: list[str] = []
    operand = False
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "blank":
            continue
        word = match.group()
        within = brackets[-1] if brackets else ""
        doubtful = kind == "iri" and operand and within == "("
        yield Token(kind, word, match.start(), len(brackets), within, doubtful)
        if kind == "sign":
            if word in _CLOSING:
                brackets.append(word)
            elif brackets and word == _CLOSING[within]:
                brackets.pop()
        operand = kind in _OPERANDS or word in ")]}"


def line_and_column(text: str, start: int) -> tuple[int, int]:
    r"""Return the line and the column, counted from 1, of a code-point offset.

    >>> line_and_column("ASK\n {}", 5)
    (2, 2)
    """
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
