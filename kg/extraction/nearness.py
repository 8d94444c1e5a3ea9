"""How near a pattern came to a sentence that it does not match."""

import re
from dataclasses import dataclass

from kg.extraction.pattern_pieces import Expression, Piece, joined
from kg.extraction.projection import Projection

_FEWEST = 2  # elements found, of a pattern that is near (of two elements: one)


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


def explanation(
    pattern: str, expression: Expression, projection: Projection, bounds: tuple[int, int]
) -> Explanation | None:
    """Return how far one expression of a pattern comes in a range of positions.

    None where it is found whole, or too little of it.
    """
    pieces = expression.pieces
    if expression.regex.search(projection.text, *bounds):
        return None
    total = sum(map(_counts, pieces))
    text = projection.text[slice(*bounds)]
    for end in range(len(pieces) - 1, 0, -1):
        matched = sum(map(_counts, pieces[:end]))
        if matched < max(1, min(_FEWEST, total - 1)):
            return None
        if not all(_may_match(piece, text) for piece in pieces[:end]):
            continue  # before any regular expression is compiled
        hit = re.compile(joined(pieces[:end])).search(projection.text, *bounds)
        if hit:
            before = next((p.source for p in pieces[end:] if _counts(p)), pieces[end].source)
            return Explanation(pattern, matched, total, before, projection.offsets(*hit.span()))
    return None


def _may_match(piece: Piece, text: str) -> bool:
    """Tell whether a text has what an element needs: one of its words, one of each set."""
    words = not piece.words or any(word in text for word in piece.words)
    return words and not any(need.isdisjoint(text) for need in piece.needs)


def _counts(piece: Piece) -> bool:
    return not piece.optional and bool(piece.words or piece.needs or piece.slot)
