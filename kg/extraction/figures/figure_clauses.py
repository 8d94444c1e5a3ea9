"""The clause of a figure: the words that tell of it, in its own line where that has a label."""

import re

from kg.extraction.discourse import closing
from kg.extraction.passages.reading import Reading, clauses
from kg.model.mention import Mention

_LABEL = re.compile(r"[^,。;:\d]{1,14}:")


def clause_of(reading: Reading, sentence: tuple[int, int], mention: Mention) -> tuple[int, int]:
    """Return the clause of a figure in its sentence, without what only says who tells it."""
    folded = reading.passage.folded
    bounds = clauses(folded, *sentence)
    start, end = next((c for c in bounds if c[0] <= mention.start < c[1]), sentence)
    first, last = _labelled_line(reading, mention.start) or (start, end)
    start, end = max(start, first), min(end, last)
    return closing.reported(folded, start, mention.start) or start, end


def _labelled_line(reading: Reading, position: int) -> tuple[int, int] | None:
    """Return the line of a position where it, or the next one, begins with a label of its own."""
    lines = reading.passage.lines
    place = next((i for i, each in enumerate(lines) if each[0] <= position < each[1]), 0)
    near = lines[place : place + 2] if len(lines) > 1 else ()
    folded = reading.passage.folded
    return lines[place] if any(_LABEL.match(folded, *each) for each in near) else None
