"""Rows of a table that take two lines: a head that is broken, and one over the rows of a group.

Only where blanks set the columns apart: a line of words alone, and a row below it that is set in.
The head goes on where the row begins in small letters or with a bracket (``Logs deposited by`` /
``yards (million)   1.9   5.2``); else the line stands over a group of rows.
"""

from collections.abc import Sequence

from kg.reading.lines import Line

_LONGEST = 60  # columns of the screen
_ENDS = ("。", ".", ":", "：", ";", "；", ",", "，")


def leads(line: Line, below: Line) -> bool:
    """Tell whether a line of words belongs to the row below it, which is set in.

    >>> leads(Line("East coast", 0), Line("Skerry   12   14", 13, indent=2))
    True
    """
    if below.gap or below.indent <= line.indent or "|" in line.text or "\t" in line.text:
        return False
    words = line.width <= _LONGEST and not line.text.endswith(_ENDS)
    return words and not any(map(str.isdigit, line.text))


def goes_on(line: Line, below: Line) -> bool:
    """Tell whether the words of a line go on on the row below it."""
    return leads(line, below) and (below.text[0].islower() or below.text[0] in "(（")


def joined(rows: Sequence[Line], widths: Sequence[int]) -> list[tuple[Line, int | None]]:
    """Return the rows, each with where its first cell starts if that is on the line above.

    ``widths`` tell how many cells each row has.

    >>> rows = [Line("Logs kept by", 0), Line("yards   12", 15, indent=2)]
    >>> [(row.text, start) for row, start in joined(rows, [1, 2])]
    [('yards   12', 0)]
    """
    found: list[tuple[Line, int | None]] = []
    begun: int | None = None
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        if widths[at] == 1 and begun is None and below and goes_on(row, below):
            begun = row.start
            continue
        found.append((row, begun))
        begun = None
    return found
