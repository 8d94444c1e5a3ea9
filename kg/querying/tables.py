"""Columns of words → a table on a terminal, or Markdown.

A Chinese character takes two columns of a terminal and a combining mark none. Where the table is
wider than the terminal the widest columns give way, and a cut cell ends in ``…``. Where even that
would leave stumps, each row becomes a paragraph with a line for each cell.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

GAP = "  "
_NARROWEST = 8  # a column cut to less tells nobody anything
# Line breaks and control characters (a document may hold terminal escapes) must not leave a cell.
_BLANKS = re.compile(r"\s+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class Column:
    """A column being filled; its cells are right-aligned while all of them are numbers."""

    name: str
    cells: list[str] = field(default_factory=list)
    numbers: bool = True

    def add(self, text: str, *, number: bool = False) -> None:
        """Append a cell."""
        self.cells.append(_CONTROLS.sub("\ufffd", _BLANKS.sub(" ", text)))
        self.numbers = self.numbers and (number or not text)


def display_width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes.

    >>> display_width("港科大 HKUST")
    12
    """
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def cut(text: str, width: int) -> str:
    """Return ``text`` within ``width`` columns, ended by ``…`` where something is left out.

    >>> cut("粤港澳大湾区", 8)
    '粤港澳…'
    """
    if display_width(text) <= width:
        return text
    kept, room = 0, width - 1
    for character in text:
        room -= _width(character)
        if room < 0:
            break
        kept += 1
    return text[:kept] + "…"


def table(columns: Sequence[Column], width: int | None = None) -> str:
    """Return the columns as lines of text, at most ``width`` columns wide; None is any width."""
    widths = [max(map(display_width, [column.name, *column.cells])) for column in columns]
    if width is not None:
        room = width - len(GAP) * (len(columns) - 1)
        if sum(min(w, _NARROWEST) for w in widths) > room:
            return _paragraphs(columns)
        widths = _fitted(widths, room)
    lines = [
        GAP.join(_padded(column.name, w, column.numbers) for column, w in _pairs(columns, widths)),
        GAP.join("─" * w for w in widths),
    ]
    for row in zip(*(column.cells for column in columns), strict=True):
        cells = (
            _padded(cell, w, column.numbers)
            for cell, (column, w) in zip(row, _pairs(columns, widths), strict=True)
        )
        lines.append(GAP.join(cells))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def markdown(columns: Sequence[Column]) -> str:
    """Return the columns as a Markdown table, cells in full."""
    rules = ["---:" if column.numbers and any(column.cells) else "---" for column in columns]
    rows = [[column.name for column in columns], rules]
    cells = ([_escaped(cell) for cell in column.cells] for column in columns)
    rows += map(list, zip(*cells, strict=True))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _paragraphs(columns: Sequence[Column]) -> str:
    """Return each row as lines of name and cell, without the empty ones."""
    longest = max(len(column.name) for column in columns)
    rows = zip(*(column.cells for column in columns), strict=True)
    return "\n".join(
        "".join(
            f"{column.name:<{longest}}{GAP}{cell}\n"
            for column, cell in zip(columns, row, strict=True)
            if cell
        )
        for row in rows
    )


def _width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in {"Mn", "Me", "Cf"} else 1


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Return the widths with the widest lowered to a common one, so that their sum fits."""
    level = max(widths, default=0)
    while sum(min(w, level) for w in widths) > room:
        level -= 1
    fitted = [min(w, level) for w in widths]
    spare = room - sum(fitted)
    for index in reversed(range(len(widths))):  # what is left over goes to the last cut column
        if spare > 0 and widths[index] > level:
            grown = min(spare, widths[index] - level)
            fitted[index] += grown
            spare -= grown
    return fitted


def _padded(text: str, width: int, right: bool) -> str:
    text = cut(text, width)
    blanks = " " * (width - display_width(text))
    return blanks + text if right else text + blanks


def _pairs(columns: Sequence[Column], widths: Sequence[int]) -> list[tuple[Column, int]]:
    return list(zip(columns, widths, strict=True))


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|")
