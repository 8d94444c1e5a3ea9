"""Columns of words → a table on a terminal, or Markdown.

A Chinese character takes two columns of a terminal and a combining mark none. Where the table is
wider than the terminal, empty columns are left out; then a wide last column (of sentences, mostly)
stands in full below the rows; then the widest columns give way, and a cut cell ends in ``…``. A cut
number would be another number, so numbers stay. Where that would leave stumps, each row becomes a
paragraph with a line for each cell.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

GAP = "  "
_INDENT = "    "
_NARROWEST = 12  # a column cut to less tells nobody anything
_WIDE = 24  # a last column wider than this is better read below the rows
# Line breaks and control characters (a document may hold terminal escapes) must not leave a cell.
_BLANKS = re.compile(r"\s+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class Column:
    """A column being filled; its cells are right-aligned while all of them are numbers.

    Numbers are never cut, nor are cells that are to stay ``whole``.
    """

    name: str
    cells: list[str] = field(default_factory=list)
    numbers: bool = True
    whole: bool = False

    def add(self, text: str, *, number: bool = False) -> None:
        """Append a cell."""
        self.cells.append(_CONTROLS.sub("\ufffd", _BLANKS.sub(" ", text)))
        self.numbers = self.numbers and (number or not text)

    @property
    def width(self) -> int:
        """How many columns of a terminal it takes in full."""
        return max(map(display_width, [self.name, *self.cells]))

    @property
    def least(self) -> int:
        """How many it must have at the least."""
        return self.width if self.numbers or self.whole else min(self.width, _NARROWEST)


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
    return _within(text, width - 1) + "…"


def table(columns: Sequence[Column], width: int | None = None) -> str:
    """Return the columns as lines of text, at most ``width`` columns wide; None is any width."""
    if width is None or _fits(columns, width):
        return _lines(columns, [column.width for column in columns])
    columns = [column for column in columns if any(column.cells)] or columns
    last = columns[-1]
    aside = len(columns) > 1 and not last.numbers and last.width > _WIDE
    shown = columns[:-1] if aside and not _fits(columns, width) else columns
    room = width - len(GAP) * (len(shown) - 1)
    if sum(column.least for column in shown) > room:
        return _paragraphs(columns)
    aside_width = width - len(_INDENT)
    below = [] if shown is columns else [wrapped(cell, aside_width) for cell in last.cells]
    return _lines(shown, _fitted(shown, room), below)


def markdown(columns: Sequence[Column]) -> str:
    """Return the columns as a Markdown table, cells in full."""
    rules = ["---:" if column.numbers and any(column.cells) else "---" for column in columns]
    rows = [[column.name for column in columns], rules]
    cells = ([_escaped(cell) for cell in column.cells] for column in columns)
    rows += map(list, zip(*cells, strict=True))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _fits(columns: Sequence[Column], width: int) -> bool:
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1) <= width


def _lines(
    columns: Sequence[Column], widths: Sequence[int], below: Sequence[Sequence[str]] = ()
) -> str:
    """Return head, rule and rows, each row followed by the lines that stand below it."""
    pairs = _pairs(columns, widths)
    lines = [
        GAP.join(_padded(column.name, w, column.numbers) for column, w in pairs),
        GAP.join("─" * w for w in widths),
    ]
    for index, row in enumerate(zip(*(column.cells for column in columns), strict=True)):
        cells = (
            _padded(cell, w, column.numbers) for cell, (column, w) in zip(row, pairs, strict=True)
        )
        lines.append(GAP.join(cells))
        lines += [_INDENT + line for line in below[index]] if below else ()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def wrapped(text: str, width: int) -> list[str]:
    """Return the text as lines, broken at blanks where a line has one near its end.

    >>> wrapped("數碼港 and the science park", 12)
    ['數碼港 and', 'the science', 'park']
    """
    lines = []
    while text:
        end = len(_within(text, width))
        blank = text.rfind(" ", end // 2, end + 1)
        end = blank if end < len(text) and blank > 0 else max(end, 1)
        lines.append(text[:end])
        text = text[end:].lstrip()
    return lines


def _paragraphs(columns: Sequence[Column]) -> str:
    """Return each row as lines of name and cell, without the empty ones."""
    longest = max(len(column.name) for column in columns)
    rows = zip(*(column.cells for column in columns), strict=True)
    return "\n".join(
        "".join(
            f"{column.name:<{longest}}{GAP}{cell.strip()}\n"
            for column, cell in zip(columns, row, strict=True)
            if cell
        )
        for row in rows
    )


def _within(text: str, room: int) -> str:
    """Return as much of the beginning of ``text`` as ``room`` columns hold."""
    for index, character in enumerate(text):
        room -= _width(character)
        if room < 0:
            return text[:index]
    return text


def _width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in {"Mn", "Me", "Cf"} else 1


def _fitted(columns: Sequence[Column], room: int) -> list[int]:
    """Return the widths with the widest lowered to a common one, so that their sum fits."""
    widths = [column.width for column in columns]
    least = [column.least for column in columns]
    level = max(widths, default=0)
    while (
        sum(fitted := [max(low, min(w, level)) for low, w in zip(least, widths, strict=True)])
        > room
    ):
        level -= 1
    spare = room - sum(fitted)
    for index in reversed(range(len(widths))):  # what is left over goes to the last cut column
        grown = min(spare, widths[index] - fitted[index])
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
