"""How deep a query nests as the engine sees it: so much of its stack it needs.

Brackets nest as they are written. What is written side by side nests too, to the left: ``a || b
|| c`` is ``(a || b) || c``, and so it is with the other operators, with ``UNION``, ``OPTIONAL``,
``MINUS``, ``FILTER``, ``BIND``, with the steps and alternatives of a path, the columns that ``AS``
names, the conditions of ``HAVING``, and with triples and groups, which are joined. Rows of
``VALUES``, members of ``IN``, arguments, templates and the data of an update are flat.

Measured with pyoxigraph 0.5.13 and a stack of 8 MB, which overflows at 900 functions, 2,000 groups
or 3,500 brackets within each other, 2,500 of BIND, MINUS or columns in a row, 4,000 to 9,000 of
the other operators, 3,500 members of a list, 6,500 of VALUES, 8,000 triples.
"""

import re

from kg.querying.lexer import Token

MAX_CHAIN = 1000  # operators in a row; half of the stack is left for the brackets around them
MAX_PATTERNS = 5000  # the same of triples, which weigh less
_WEIGHT = MAX_PATTERNS // MAX_CHAIN  # of an operator
_MEMBER = 3  # of a member of a list
_CLAUSES = frozenset(["UNION", "OPTIONAL", "MINUS", "FILTER", "LATERAL"])
_TEMPLATES = frozenset(["DATA", "CONSTRUCT", "INSERT", "DELETE"])
_OPERANDS = frozenset(["iri", "string", "variable", "prefixed", "number"])
# Each operator has one of these, each pattern one of those, or it is a member of a list.
_MARKS = (*"+-*!|&<^/", *sorted(_CLAUSES), "AS", "HAVING")
_SEPARATORS = (*".;,{", "VALUES")
_NOTHING = Token("sign", "", 0, 0, "")
# IRIs and strings, as far as they are sure to be no operators between two comparisons.
_OPAQUE = re.compile(r"""<[\w:/.#%=~-]*>|"[^"\\\r\n]*"|'[^'\\\r\n]*'""")
_WORD = re.compile(r"[\w:]+")


def is_short(text: str) -> bool:
    """Tell whether it can be seen at a glance that no chain is too long."""
    if len(text) <= MAX_CHAIN:
        return True
    plain = _OPAQUE.sub(" x ", text).upper()
    weight = _WEIGHT * sum(map(plain.count, _MARKS)) + sum(map(plain.count, _SEPARATORS))
    if "(" in plain and weight <= MAX_PATTERNS:  # perhaps a list: nothing separates its members
        # A word has two at most: a number, and a name right behind it.
        members = 2 * len(_WORD.findall(plain)) + plain.count("(") + plain.count("[")
        weight += _MEMBER * members
    return weight <= MAX_PATTERNS


class _Level:
    """What stands between two brackets; the lengths of chains are weighed."""

    __slots__ = ("above", "conditions", "inner", "longest", "own")

    def __init__(self, above: int) -> None:
        self.above = above  # of the chains around it
        self.own = self.inner = 0  # of its own, and of the longest within its brackets
        self.longest = 0  # of the arguments before this one
        self.conditions = False

    @property
    def length(self) -> int:
        return self.own + self.inner

    def next_argument(self) -> None:
        self.longest = max(self.longest, self.length)
        self.own = self.inner = 0


class Chains:
    """The chains of a text, while its tokens are read: an inner one is part of the outer ones.

    >>> from kg.querying.lexer import tokens
    >>> chains = Chains("!!!")
    >>> [chains.passes(token) for token in tokens("!!!")]
    [False, False, False]
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._levels: list[_Level] = []
        self._before = _NOTHING
        self._flat: int | None = None  # depth of what is only data

    def passes(self, token: Token) -> bool:
        """Take the next token; tell whether it makes a chain too long.

        That is more than ``MAX_CHAIN`` operators, or ``MAX_PATTERNS`` triples, or as much of both.
        """
        if self._flat is not None and token.depth >= self._flat:
            return False
        level = self._level(token.depth)
        template = token.text == "{" and self._before.keyword in _TEMPLATES
        self._flat = token.depth + 1 if template else None
        level.conditions |= token.keyword == "HAVING"
        if token.text == "," and token.within == "(":
            level.next_argument()
        if token.keyword == "AS" and token.depth:
            level = self._levels[-2]  # the next column is around the one of these brackets
        level.own += _weight(self._text, token, self._before, level)
        self._before = token
        return level.above + level.length > MAX_PATTERNS

    def _level(self, depth: int) -> _Level:
        """Return the level at a depth; those that are deeper have ended."""
        levels = self._levels
        while len(levels) > depth + 1:
            level = levels.pop()
            level.next_argument()
            levels[-1].inner = max(levels[-1].inner, level.longest)
        while len(levels) <= depth:
            levels.append(_Level(levels[-1].above + levels[-1].own if levels else 0))
        return levels[-1]


def _weight(text: str, token: Token, before: Token, level: _Level) -> int:
    """Return by how much a token makes a chain longer."""
    if token.within == "(" and _begins(token) and _ends(before):
        hidden = sum(token.text.count(sign) for sign in "+-*/!&") if token.doubtful else 0
        return _MEMBER + _WEIGHT * hidden
    if token.kind != "sign":
        if token.keyword in _CLAUSES or token.keyword == "AS":
            return _WEIGHT
        return int(token.keyword == "VALUES")
    if token.text in ".;,":
        return int(token.within != "(")
    if token.text == "{":
        return int(before.kind != "word")  # else it is part of a clause
    return _WEIGHT * _operates(token, text[token.end : token.end + 1], level)


def _begins(token: Token) -> bool:
    """Tell whether a member of a list may begin here; right behind another one it surely does."""
    return token.kind in _OPERANDS or token.text in ("(", "[")


def _ends(token: Token) -> bool:
    return token.kind in _OPERANDS or token.text in (")", "]")


def _operates(token: Token, following: str, level: _Level) -> bool:
    """Tell whether a sign is an operator that nests, and the last sign of it."""
    sign = token.text
    if sign in "+-*":  # elsewhere they are of a number, or end a step
        return token.within == "("
    if sign == "!":
        return following != "="
    if sign in "|&":
        return following != sign
    if sign == "<":
        return following == sign
    return sign in "/^" or (sign == "(" and level.conditions)
