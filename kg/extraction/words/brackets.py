"""Bracketed stretches of a text, matched with a stack."""

import re
from dataclasses import dataclass

_CLOSING = {
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "“": "”",
    "‘": "’",
    "(": ")",
    "【": "】",
}
_OPENING = {close: opening for opening, close in _CLOSING.items()}
_MARK = re.compile(rf'[\n"{"".join(map(re.escape, (*_CLOSING, *_OPENING)))}]')
TITLES = "《〈"
QUOTES = '「『“‘"【'
_LONGEST = 80  # a quotation is longer than a name


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets: ``start`` is the opening one, ``end`` is after the closing one."""

    start: int
    end: int
    opening: str

    def inside(self, text: str) -> str:
        """Return what is between the brackets."""
        return text[self.start + 1 : self.end - 1]


def pairs(text: str) -> list[Bracket]:
    """Return all matched pairs of at most 80 characters, inner ones too, in order.

    A closing bracket without its opening one is ignored, and so is an opening one that another
    pair closes over. Straight quotes pair up in turn within a line.

    >>> [b.inside("《某市「十四五」規劃》") for b in pairs("《某市「十四五」規劃》")]
    ['某市「十四五」規劃', '十四五']
    """
    found: list[Bracket] = []
    stack: list[tuple[str, int]] = []
    straight = -1
    for mark in _MARK.finditer(text):
        at, character = mark.start(), mark[0]
        if character == "\n":
            straight = -1
        elif character == '"':
            if straight < 0:
                straight = at
            else:
                found.append(Bracket(straight, at + 1, '"'))
                straight = -1
        elif character in _CLOSING:
            stack.append((character, at))
        else:
            _close(stack, _OPENING[character], at, found)
    return sorted(
        (pair for pair in found if 2 < pair.end - pair.start <= _LONGEST),
        key=lambda pair: (pair.start, -pair.end),
    )


def _close(stack: list[tuple[str, int]], opening: str, at: int, found: list[Bracket]) -> None:
    for depth in range(len(stack) - 1, max(-1, len(stack) - 9), -1):
        if stack[depth][0] == opening:
            found.append(Bracket(stack[depth][1], at + 1, opening))
            del stack[depth:]
            return


_NOTHING = str.maketrans("", "", '《》〈〉「」『』“”‘"【】')


def bare(name: str) -> str:
    """Return a name without brackets and quotes.

    >>> bare("《某市「十四五」規劃》"), bare("“揚帆”計劃")
    ('某市十四五規劃', '揚帆計劃')
    """
    return name.translate(_NOTHING).strip()
