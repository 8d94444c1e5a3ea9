"""How near a pattern came to a sentence that it does not match."""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from kg.extraction.grammar.projection import Projection
from kg.extraction.patterns.pattern_pieces import Expression, Piece, joined

_FEWEST = 2  # elements found, of a pattern that is near (of two elements: one)


class Promise(NamedTuple):
    """How near a pattern can be at best, by its words alone: ``matched`` of ``total`` elements.

    ``reach`` is how many of its pieces may match from the first one on.
    """

    reach: int
    matched: int
    total: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """How near a pattern came: ``matched`` of its ``total`` elements, stopped ``before`` one.

    Only elements count that have to be there and ask for something: no optional ones, no gaps.
    """

    pattern: str
    matched: int
    total: int
    before: str
    span: tuple[int, int]


def promise(expression: Expression, characters: Set[str], present: Set[str]) -> Promise | None:
    """Return how near an expression can be to a text; None where that is not near.

    Of the text there are ``characters``, all of them, and ``present``, the words of patterns that
    stand in it. No regular expression is compiled for this.
    """
    pieces = expression.pieces
    may = takewhile(lambda piece: _may_match(piece, characters, present), pieces)
    reach = sum(1 for _ in may)
    total = sum(map(_counts, pieces))
    matched = sum(map(_counts, pieces[: min(reach, len(pieces) - 1)]))
    return Promise(reach, matched, total) if matched >= _fewest(total) else None


def explanation(
    pattern: str,
    expression: Expression,
    projection: Projection,
    bounds: tuple[int, int],
    promised: Promise,
) -> Explanation | None:
    """Return how far one expression of a pattern comes in a range of positions.

    None where it is found whole, or too little of it.
    """
    pieces = expression.pieces
    if promised.reach == len(pieces) and expression.regex.search(projection.text, *bounds):
        return None
    for end in range(min(promised.reach, len(pieces) - 1), 0, -1):
        matched = sum(map(_counts, pieces[:end]))
        if matched < _fewest(promised.total):
            return None
        hit = _compiled(joined(pieces[:end])).search(projection.text, *bounds)
        if hit:
            before = next((p.source for p in pieces[end:] if _counts(p)), pieces[end].source)
            place = projection.offsets(*hit.span())
            return Explanation(pattern, matched, promised.total, before, place)
    return None


@lru_cache(maxsize=4096)  # one sentence after the other asks for the same beginnings
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def _fewest(total: int) -> int:
    return max(1, min(_FEWEST, total - 1))


def _may_match(piece: Piece, characters: Set[str], present: Set[str]) -> bool:
    """Tell whether a text has what an element needs: one of its words, one of each set."""
    words = not piece.words or not piece.words.isdisjoint(present)
    return words and not any(need.isdisjoint(characters) for need in piece.needs)


def _counts(piece: Piece) -> bool:
    return not piece.optional and bool(piece.words or piece.needs or piece.slot)
