"""Tables of pipes, and of tabs, as one block a cell."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.model.document import Block, BlockKind
from kg.model.span import Span
from kg.reading.inline import is_empty, markup
from kg.reading.lines import Line

_PIPE = re.compile(r"\\.|(\|)")
_DELIMITER = re.compile(r":?-+:?")


def table_end(lines: Sequence[Line], at: int) -> int:
    """Return the index behind the table that begins at ``lines[at]``; ``at`` where none does.

    A table is a row over a delimiter row, or two lines and more that are framed by pipes, or two
    and more with the same number of tabs.
    """
    follows = at + 1 < len(lines) and not lines[at + 1].gap
    if not follows:
        return at
    if "|" in lines[at].text and is_delimiter(lines[at + 1]):
        return _end(lines, at, lambda line: "|" in line.text)
    if _is_framed(lines[at]) and _is_framed(lines[at + 1]):
        return _end(lines, at, _is_framed)
    tabs = lines[at].text.count("\t")
    if tabs and lines[at + 1].text.count("\t") == tabs:
        return _end(lines, at, lambda line: line.text.count("\t") == tabs)
    return at


def cells(text: str, lines: Sequence[Line], table: int) -> Iterator[Block]:
    """Yield the cells of a table that are not empty; row 0 is the header row.

    ``lines`` are the rows, the delimiter row among them; ``table`` is the number of the table.
    """
    rows = [line for line in lines if not is_delimiter(line)]
    for row, line in enumerate(rows):
        for column, span in enumerate(_spans(line)):
            dropped = markup(text, span.start, span.end)
            if not is_empty(text, span, dropped):
                gap = line.gap if column == 0 else 0
                yield Block(
                    BlockKind.CELL, span, dropped, gap=gap, table=table, row=row, column=column
                )


def is_delimiter(line: Line) -> bool:
    """Tell whether a line is the ``|---|:--:|`` between the header and the rows."""
    if "-" not in line.text or "|" not in line.text:
        return False
    parts = [part.strip() for part in line.text.strip("|").split("|")]
    return all(_DELIMITER.fullmatch(part) for part in parts)


def _is_framed(line: Line) -> bool:
    return len(line.text) > 2 and line.text[0] == line.text[-1] == "|"


def _end(lines: Sequence[Line], at: int, is_row: Callable[[Line], bool]) -> int:
    end = at + 1
    while end < len(lines) and not lines[end].gap and is_row(lines[end]):
        end += 1
    return end


def _spans(line: Line) -> Iterator[Span]:
    """Yield the place of each cell, without the blanks around it."""
    for start, end in _bounds(line.text):
        cell = line.text[start:end]
        first = line.start + start + len(cell) - len(cell.lstrip())
        yield Span(first, first + len(cell.strip()))


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    pipes = [match.start() for match in _PIPE.finditer(text) if match[1]]
    if not pipes:
        pipes = [index for index, character in enumerate(text) if character == "\t"]
    edges = [-1, *pipes, len(text)]
    if edges[1] == 0:
        edges = edges[1:]
    if text.endswith("|") and edges[-2] == len(text) - 1:
        edges.pop()
    for before, after in pairwise(edges):
        yield before + 1, after
