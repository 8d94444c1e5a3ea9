"""The stretches of a text that may be the lines of a card, each with its label.

A label stands before a colon, in the left of the two cells of a row, or by itself above a list:
then it is that of each item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.layout.label_meanings import meaning
from kg.extraction.passages.reading import Reading
from kg.model.document import Block, BlockKind

_Range = tuple[int, int]

_KINDS = (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.LIST_ITEM, BlockKind.HEADING)
_LABEL = re.compile(r"[\s*_•·–-]*(?P<label>[^\s:][^:,.。]{1,28}?)[\s*_]*:[\s*_]*(?=\S)")
_ALONE = re.compile(r"[\s*_#•·–-]*(?P<label>[^\s:][^:,.。]{1,28}?)(?P<open>\s*:)?[\s*_:]*")
_WIDE = re.compile(r" {2,}| ?\| ?")
_MARKS = " :*_•·–-"
_COLUMNS = 2  # of a table that is a card


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a text that stands by itself, with its label, if it has one.

    Its value begins at ``value``, which is its end where a list follows that has the values.
    """

    reading: Reading
    start: int
    end: int
    value: int
    label: str

    @property
    def folded(self) -> str:
        """The folded words of the whole stretch."""
        return self.reading.passage.folded[self.start : self.end]

    @property
    def block(self) -> Block:
        """The block that it is in."""
        return self.reading.passage.block


def lines(readings: Sequence[Reading]) -> Iterator[Line]:
    """Yield the stretches of the texts that may be cards; a wide blank parts a line in two."""
    heads = {(r.passage.block.table, r.passage.block.row, r.passage.block.column): r
             for r in readings if r.passage.block.kind is BlockKind.CELL}  # fmt: skip
    wide = {(table, column) for table, _, column in heads if column >= _COLUMNS}
    wider = {table for table, _ in wide}
    over = ""
    for reading in readings:
        block = reading.passage.block
        if block.kind is BlockKind.CELL:
            over = ""
            left = heads.get((block.table, block.row, 0))
            if left and block.column == 1 and block.table not in wider:
                yield _cell(left, reading)
        elif block.kind in _KINDS:
            for line in _stretches(reading):
                if line.label or block.kind is not BlockKind.LIST_ITEM:
                    over = _over(line)
                    yield replace(line, label=over, value=line.end) if over else line
                else:
                    yield replace(line, label=over, value=line.start if over else 0)


def _cell(left: Reading, reading: Reading) -> Line:
    """Return a row of two cells as a line."""
    label = left.passage.folded.strip(_MARKS).casefold()
    return Line(reading, 0, len(reading.passage.folded), 0, label)


def _over(line: Line) -> str:
    """Return the label that a line consists of and gives to the items below it; else nothing."""
    alone = None if line.label else _ALONE.fullmatch(line.folded)
    if alone is None or not (alone["open"] or line.block.kind is BlockKind.HEADING):
        return ""
    label = alone["label"].strip(_MARKS).casefold()
    return label if meaning(label) else ""


def _stretches(reading: Reading) -> Iterator[Line]:
    folded = reading.passage.folded
    for start, end in reading.passage.lines:
        for first, last in _parted(folded, start, end):
            label = _LABEL.match(folded, first, last)
            value = label.end() if label else 0
            words = folded[first:value].strip(_MARKS).casefold() if label else ""
            yield Line(reading, first, last, value, words)


def _parted(folded: str, start: int, end: int) -> Iterator[_Range]:
    for gap in _WIDE.finditer(folded, start, end) if ":" in folded[start:end] else ():
        if ":" in folded[gap.end() : end] and ":" in folded[start : gap.start()]:
            yield start, gap.start()
            start = gap.end()
    yield start, end
