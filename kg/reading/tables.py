"""Tables of pipes, of tabs, and of columns set apart by blanks, as one block a cell."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.model.document import Block, BlockKind
from kg.model.span import Span
from kg.reading import broken_rows
from kg.reading.inline import is_empty, markup
from kg.reading.lines import TAB, Line
from kg.text.scripts import width as columns_of

_PIPE = re.compile(r"\\.|(\|)")
_GAP = re.compile(r"\t+|\u3000[ \u3000]*|[ \u00a0]{2,}\u3000*")
_NUMERIC = re.compile(
    r"(?:[-+−–(↑↓▲▼△▽]?\s?(?:[A-Z]{0,3}[$€£¥]\s?)?[\d.][\d,.]*\s?[^\s\d]{0,4}|[-–—－….*]+|n\.?/?a\.?)",
    re.IGNORECASE,
)
_FEWEST, _FEWEST_WORDED = 2, 3  # columns
_FEWEST_MIXED = 3  # rows
_LONGEST_CELL = 60  # columns of the screen
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?\s?年?度?")
_RULING = re.compile(r"[─━═—=_┄┈-][─━═—=_┄┈┼+\s-]{2,}")
_TOTAL = re.compile(
    r"\s*(?:[总總合小][计計]|全部|整體|整体|total|all|overall|sum)\b", re.IGNORECASE
)
_DELIMITER = re.compile(r":?-+:?")


def table_end(lines: Sequence[Line], at: int) -> int:
    """Return the index behind the table that begins at ``lines[at]``; ``at`` where none does.

    A table is a row over a delimiter row, or two lines and more that are framed by pipes, or three
    and more with the same number of pipes between short cells, or two and more with the same number
    of tabs, or rows of numbers that blanks set apart.
    """
    follows = at + 1 < len(lines) and not lines[at + 1].gap
    if not follows:
        return at
    if "|" in lines[at].text and is_delimiter(lines[at + 1]):
        return _end(lines, at, lambda line: "|" in line.text)
    if _is_framed(lines[at]) and _is_framed(lines[at + 1]):
        return _end(lines, at, _is_framed)
    bars = _bars(lines[at])
    if bars >= _FEWEST_WORDED - 1:
        end = _end(lines, at, lambda line: _bars(line) == bars)
        if end - at >= _FEWEST_MIXED:
            return end
    tabs = _tabs(lines[at])
    if tabs and _tabs(lines[at + 1]) == tabs:
        return _end(lines, at, lambda line: 0 < _tabs(line) <= tabs)
    return _aligned_end(lines, at)


def _aligned_end(lines: Sequence[Line], at: int) -> int:
    """Return the index behind the rows that blanks cut into alike many cells, mostly numbers.

    The first line may be their header, which may have nothing over the first column. Two columns
    need a header, as a label and its number look alike.
    """
    for read in (_ruled_end, _worded_end, _mixed_end):
        end = read(lines, at)
        if end > at:
            return end
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
            if not _leads(lines, end, width):
                break
            end += 1
        end += 1
    fewest = 1 if is_header and width > _FEWEST else 2
    return end if end - start >= fewest else at


def _leads(lines: Sequence[Line], at: int, width: int) -> bool:
    """Tell whether a line of words alone belongs to the row of so many cells below it."""
    if at + 1 == len(lines) or len(_columns(lines[at].text)) != 1:
        return False
    is_row = _is_row(_columns(lines[at + 1].text), width)
    return is_row and broken_rows.leads(lines[at], lines[at + 1])


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


def _ruled_end(lines: Sequence[Line], at: int) -> int:
    """Return the index behind the rows below a header and a ruling; totals may leave cells out."""
    width = len(_columns(lines[at].text))
    if width < _FEWEST or not is_ruling(lines[at + 1]):
        return at
    if at + 2 == len(lines) or not _is_stated(lines[at + 2].text):
        return at
    end = at + 2
    while end < len(lines) and not lines[end].gap and _is_ruled_row(lines[end], width):
        end += 1
    told = [line for line in lines[at + 2 : end] if not is_ruling(line)]
    return end if len(told) > 1 else at


def _is_ruled_row(line: Line, width: int) -> bool:
    count = len(_columns(line.text))
    is_total = 1 < count < width and bool(_TOTAL.match(line.text))
    return count == width or is_total or is_ruling(line)


def _mixed_end(lines: Sequence[Line], at: int) -> int:
    """Return the index behind rows without a header that are words and, last, a number."""
    width = len(_columns(lines[at].text))
    end = at
    while width >= _FEWEST_WORDED and end < len(lines) and (end == at or not lines[end].gap):
        row = _columns(lines[end].text)
        if len(row) != width or not _is_number(row[-1]) or any(map(_is_number, row[:-1])):
            break
        end += 1
    return end if end - at >= _FEWEST_MIXED else at


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
    rows = [line for line in lines if not (is_delimiter(line) or is_ruling(line))]
    widths = [len(list(_spans(line))) for line in rows]
    widest = max(widths, default=0)
    above: Sequence[tuple[int, int]] = ()  # where the cells of the last full row stand on the line
    for row, (line, first) in enumerate(broken_rows.joined(rows, widths)):
        spans = list(_spans(line))
        if first is not None:
            spans[0] = Span(first, spans[0].end)
        columns = _places(line, spans, widest, above, is_first=row == 0)
        above = _edges(line, spans) if len(spans) == widest else above
        for column, span in zip(columns, spans, strict=True):
            dropped = markup(text, span.start, span.end)
            if not is_empty(text, span, dropped):
                gap = line.gap if column == 0 else 0
                yield Block(
                    BlockKind.CELL, span, dropped, gap=gap, table=table, row=row, column=column
                )


def _places(
    line: Line, spans: Sequence[Span], widest: int, above: Sequence[tuple[int, int]], is_first: bool
) -> list[int]:
    """Return the columns of the cells of a row; those of a short row by what they stand under."""
    if left := _left_out(line):
        return list(range(left, left + len(spans)))
    short = _is_cut(line.text) and len(spans) < widest
    if short and is_first and len(spans) == widest - 1:
        return list(range(1, widest))  # a header with nothing over the first column
    if not short or not above or len(spans) < _FEWEST:
        return list(range(len(spans)))
    found = [0]
    for start, end in _edges(line, spans)[1:]:
        nearest = min(
            range(found[-1] + 1, widest) or [widest - 1],
            key=lambda at: min(abs(above[at][0] - start), abs(above[at][1] - end)),
        )
        found.append(nearest)
    return found


def _edges(line: Line, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the columns of the screen on which the cells of a line start and end."""
    at = [(span.start - line.start, span.end - line.start) for span in spans]
    return [(columns_of(line.text[:start]), columns_of(line.text[:end])) for start, end in at]


def is_ruling(line: Line) -> bool:
    """Tell whether a line is drawn between the header, the rows and the total of a table."""
    return bool(_RULING.fullmatch(line.text.strip()))


def is_delimiter(line: Line) -> bool:
    """Tell whether a line is the ``|---|:--:|`` between the header and the rows."""
    if "-" not in line.text or "|" not in line.text:
        return False
    parts = [part.strip() for part in line.text.strip("|").split("|")]
    return all(_DELIMITER.fullmatch(part) for part in parts)


def _is_framed(line: Line) -> bool:
    return len(line.text) > 2 and line.text[0] == line.text[-1] == "|"


def _bars(line: Line) -> int:
    """Return how many pipes cut a line into short cells; none where a cell is long or empty."""
    parts = [part.strip() for part in line.text.split("|")] if "|" in line.text else []
    short = all(part and columns_of(part) <= _LONGEST_CELL for part in parts)
    return len(parts) - 1 if parts and short and "\\|" not in line.text else 0


def _tabs(line: Line) -> int:
    """Return how many tabs cut a line into cells, those that were before its text among them."""
    return _left_out(line) + line.text.count("\t")


def _left_out(line: Line) -> int:
    """Return how many cells are empty before the first text of a line that tabs cut."""
    return line.indent // TAB if "\t" in line.text and "|" not in line.text else 0


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
