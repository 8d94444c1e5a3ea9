"""The larger work that a document is a chapter or an excerpt of, as a line at its start says.

The line is written as a reference is: ``From: A. Berg (ed.), Harbour Towns. Quay Press, 2025``.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extraction.metadata.mastheads import DayLine
from kg.extraction.passages.once import once
from kg.extraction.passages.passage import Passage
from kg.extraction.references.bibliography import pieces
from kg.extraction.references.bibliography_entry import Piece
from kg.extraction.times.calendar_days import when
from kg.extraction.words.expressions import seldom
from kg.model.document import BlockKind

_FROM = seldom(
    r"^[\s*_(\[]*(?:(?:an? )?(?:excerpt|extract|chapter|reprint|adapt)(?:ed)? from:?\s"
    r"|(?:from|in):\s"
    r"|(?:本[文章])?(?:节选自|摘自|选自|摘选自|收录于|收于|出自)\s*:?(?=[\s《“「]))",
    re.IGNORECASE,
)
_BLOCKS = 6  # the line is among the first so many
_LONGEST = 300  # characters
_PREDICATES = {"dct:title": "dct:isPartOf", "dct:creator": "dct:contributor"}


class Containing(NamedTuple):
    """Where a document says what it is from, and the fields of that, by position in the block."""

    text: Passage
    fields: tuple[Piece, ...]


@once
def find(texts: Sequence[Passage]) -> Containing | None:
    """Return what the document is taken from: its title, editors, publisher and date.

    The predicates are those of the part: the title of the whole is what it ``dct:isPartOf``, who
    has edited the whole has contributed. None where no line at the start says so.
    """
    body = [text for text in texts if text.block.kind is not BlockKind.FIELD]
    for text in body[:_BLOCKS]:
        label = _FROM.match(text.folded) if len(text.text) <= _LONGEST else None
        if label is None:
            continue
        found = pieces(text.text[label.end() :].rstrip(" *_)]"))
        told = {piece.predicate for piece in found}
        if {"dct:title", "dct:publisher", "dct:issued"} <= told:
            return Containing(text, tuple(_moved(piece, label.end()) for piece in found))
    return None


def issued(texts: Sequence[Passage]) -> DayLine | None:
    """Return when the whole came out, as :func:`kg.extraction.metadata.issue_dates.issued` does."""
    whole = find(texts)
    for piece in whole.fields if whole else ():
        day = when(piece.value) if piece.predicate == "dct:issued" else None
        if whole and day:
            return *day, whole.text.evidence(piece.start, piece.end, "statement")
    return None


def _moved(piece: Piece, offset: int) -> Piece:
    predicate = _PREDICATES.get(piece.predicate, piece.predicate)
    return Piece(predicate, piece.start + offset, piece.end + offset, piece.value)
