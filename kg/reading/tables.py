"""Tables of pipes, of tabs, and of columns set apart by blanks, as one block a cell."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.model.document import Block, BlockKind
from kg.model.span import Span
from kg.reading.inline import is_empty, markup
from kg.reading.lines import Line

_PIPE = re.compile(r"\\.|(\|)")
_GAP = re.compile(r"\t+|[ \u3000\u00a0]{2,}")
_NUMERIC = re.compile(
    r"(?:[-+−–(]?\s?(?:[A-Z]{0,3}[$€£¥]\s?)?[\d.][\d,.]*\s?[^\s\d]{0,4}|[-–—….*]+|n\.?/?a\.?)",
    re.IGNORECASE,
)
_FEWEST, _FEWEST_WORDED = 2, 3  # columns
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?\s?年?度?")
_DELIMITER = re.compile(r":?-+:?")


def table_end(lines: Sequence[Line], at: int) -> int:
    """Return the index behind the table that begins at ``lines[at]``; ``at`` where none does.

    A table is a row over a delimiter row, or two lines and more that are framed by pipes, or two
    and more with the same number of tabs, or rows of numbers that blanks set apart.
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
    return _aligned_end(lines, at)


def _aligned_end(lines: Sequence[Line], at: int) -> int:
    """Return the index behind the rows that blanks cut into alike many cells, mostly numbers.

    The first line may be their header, which may have nothing over the first column. Two columns
    need a header, as a label and its number look alike.
    """
    worded = _worded_end(lines, at)
    if worded > at:
        return worded
    following = _columns(lines[at + 1].text)
    first = _columns(lines[at].text) if len(following) > 1 else []
    width = len(following)
    if len(first) < _FEWEST or len(first) not in (width, width - 1):
        return at
    is_header = not _is_row(first, width)
    if is_header and any(_is_number(cell) and not _is_year(cell) for cell in first[1:]):
        return at
    if not is_header and width == _FEWEST:
        return at
    start = at + is_header
    end = start
    while end < len(lines) and (end == at or not lines[end].gap):
        if not _is_row(_columns(lines[end].text), width):
            break
        end += 1
    fewest = 1 if is_header and width > _FEWEST else 2
    return end if end - start >= fewest else at


def _worded_end(lines: Sequence[Line], at: int) -> int:
    """Return the index behind the rows that blanks cut into as many cells as a header of words.

    Three columns and more that recur line after line are a table, whatever stands in them.
    """
    header = _columns(lines[at].text)
    width = len(header)
    if width < _FEWEST_WORDED or any(_is_number(cell) and not _is_year(cell) for cell in header):
        return at
    end = at + 1
    while end < len(lines) and not lines[end].gap and len(_columns(lines[end].text)) == width:
        end += 1
    told = [_columns(line.text) for line in lines[at + 1 : end]]
    stated = all(any(map(_is_stated, cells_)) for cells_ in told)
    return end if len(told) > 1 and stated else at


def _is_stated(cell: str) -> bool:
    """Tell whether a cell has a number in it, as some cell of a row of facts has."""
    return any(map(str.isdigit, cell))


def _columns(text: str) -> list[str]:
    return [] if "|" in text else [part.strip() for part in _GAP.split(text.strip())]


def _is_row(cells_: Sequence[str], width: int) -> bool:
    return (
        len(cells_) == width
        and all(map(_is_number, cells_[1:]))
        and (not _is_number(cells_[0]) or _is_year(cells_[0]))
    )


def _is_number(cell: str) -> bool:
    return bool(_NUMERIC.fullmatch(cell))


def _is_year(cell: str) -> bool:
    return bool(_YEAR.fullmatch(cell))


def cells(text: str, lines: Sequence[Line], table: int) -> Iterator[Block]:
    """Yield the cells of a table that are not empty; row 0 is the header row.

    ``lines`` are the rows, the delimiter row among them; ``table`` is the number of the table.
    """
    rows = [line for line in lines if not is_delimiter(line)]
    widest = len(list(_spans(rows[-1]))) if rows else 0
    for row, line in enumerate(rows):
        spans = list(_spans(line))
        offset = int(_is_cut(line.text) and len(spans) == widest - 1)
        for column, span in enumerate(spans, offset):
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


def _is_cut(text: str) -> bool:
    """Tell whether only blanks cut a line into cells."""
    return "|" not in text and "\t" not in text


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    if _is_cut(text):
        start = 0
        for gap in _GAP.finditer(text):
            yield start, gap.start()
            start = gap.end()
        yield start, len(text)
        return
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
