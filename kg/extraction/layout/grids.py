"""A table as a grid: where its figures start, and which heads say what they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from kg.extraction.numbers import quantities
from kg.extraction.numbers.table_units import implied, is_year
from kg.extraction.passages.passage import Passage
from kg.model.document import BlockKind
from kg.model.mention import Quantity

SOURCE = re.compile(r"^\s*(?:(?:资料|数据)?来源|(?:data )?sources?)\s*:\s*", re.IGNORECASE)
_NUMBER = re.compile(
    r"^(?P<minus>[-−–(]\s?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\)?[*#†a-c]?$"
)
_MINUS = re.compile(r"^[-−–]\s?\d[\d,.]*$")
_CHANGE = re.compile(  # of a rank or a figure: ``↑2``, ``+3.6``, ``▼1``
    r"^(?P<sign>[+↑↓▲▼△▽])\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)[位名]?$"
)
_EMPTY = re.compile(r"^(?:[-–—.…*]*|n\.?/?a\.?|不适用|没有)$", re.IGNORECASE)
_CAPTION = re.compile(r"^(?:表|table)\s*[\d一二三四五六七八九十A-Z]", re.IGNORECASE)
_UNIT = re.compile(r"(?:计量)?单位|(?:measurement )?units?(?: of measure(?:ment)?)?", re.IGNORECASE)
_COUNTING = re.compile(r"序号|编号|no\.?|#", re.IGNORECASE)
_ABOUT_ELSE = re.compile(  # a line under a label, which is neither the source nor a note
    r"^(?!\s*(?:(?:资料|数据)?来源|注|备注|附注|说明|(?:data )?sources?|notes?)\s*\d?\s*:)"
    r"[^:\d]{2,16}:",
    re.IGNORECASE,
)
_AS_OF = re.compile(  # a note below that says of which day the figures are
    r"^\s*(?:注|备注|附注|说明|notes?)\s*\d?\s*:.{0,60}(?:截至|截止|\bas (?:at|of)\b)",
    re.IGNORECASE,
)
_LONGEST_NOTE = 100
_NUMBERS = ("", "rank", "edition")  # units of what counts the rows and measures nothing


@dataclass(frozen=True)
class Grid:
    """A table's cells by row and column, and the words around it.

    ``caption`` is its own title, else the heading over it; ``notes`` are the short blocks and the
    heading before it, nearest first, and what a note below says of its day; ``source`` is the
    source line under it.
    """

    cells: Mapping[tuple[int, int], Passage]
    caption: Passage | None
    notes: tuple[Passage, ...]
    source: Passage | None

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows in order."""
        return tuple(sorted({row for row, _ in self.cells}))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns in order."""
        return tuple(sorted({column for _, column in self.cells}))

    @cached_property
    def figures(self) -> dict[tuple[int, int], Quantity]:
        """The cells that are figures, with their quantities; years are none."""
        found = {place: number(cell.folded) for place, cell in self.cells.items()}
        return {place: q for place, q in found.items() if q and not is_year(self.words(*place))}

    @cached_property
    def turned(self) -> "Grid":
        """The same table with its rows for columns."""
        cells = {(column, row): cell for (row, column), cell in self.cells.items()}
        return Grid(cells, self.caption, self.notes, self.source)

    def words(self, row: int, column: int) -> str:
        """Return the folded text of a cell, empty where there is none."""
        cell = self.cells.get((row, column))
        return cell.folded.strip() if cell else ""

    @cached_property
    def layout(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The rows of figures and the columns of figures; both empty in a table without any.

        Rows above are headers, columns to the left are heads. The first column is a head too,
        unless it has the only figures, with their units: then what is to the right are heads.
        """
        first = self.columns[:1]
        measured = any(
            column in first and figure.unit not in _NUMBERS
            for (_, column), figure in self.figures.items()
        )
        found = self._layout(self.columns[1:])
        if found is None and measured and len(self.columns) > 1:
            found = self._layout(first)
        return found or ((), ())

    def _layout(
        self, candidates: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """Return the rows of figures, and those of the columns that are of figures."""
        filled = [r for r in self.rows if any((r, c) in self.figures for c in candidates)]
        body = tuple(r for r in self.rows if filled and r >= filled[0])
        columns = []
        for column in candidates:
            stated = sum(not is_empty(self.words(row, column)) for row in body)
            if 2 * sum((row, column) in self.figures for row in body) >= max(1, stated):
                columns.append(column)
        return (body, tuple(columns)) if columns else None

    @cached_property
    def unit_column(self) -> int | None:
        """The column that gives the unit of each row, by its head; None without one."""
        tops = ((column, self.words(self.rows[0], column)) for column in self.columns)
        return next((column for column, head in tops if _UNIT.fullmatch(head)), None)

    @cached_property
    def apart(self) -> frozenset[int]:
        """The columns that name no row: of units, and of numbers that count or rank the rows."""
        tops = ((column, self.words(self.rows[0], column)) for column in self.columns)
        numbered = (c for c, head in tops if _COUNTING.fullmatch(head) or self._ranks(c, head))
        return frozenset(c for c in (self.unit_column, *numbered) if c is not None)

    def _ranks(self, column: int, head: str) -> bool:
        """Tell whether a first column has nothing but the places of the rows."""
        one = implied(head) if column == self.columns[0] else None
        cells = (self.words(row, column) for row in self.rows[1:])
        return one is not None and one.unit == "rank" and all(map(str.isdecimal, cells))

    def row_heads(self, row: int) -> list[Passage]:
        """Return the heads of a row of figures."""
        first = self.layout[1][0]
        named = [c for c in self.columns if c not in self.apart]
        heads = [c for c in named if c < first] or [c for c in named if c > first]
        cells = [self.cells.get((row, column)) for column in heads]
        own = [cell for cell in cells if cell and cell.text.strip()]
        over = self._group(row, heads[0]) if own and cells[0] is not own[0] else None
        return [over, *own] if over else own

    def _group(self, row: int, column: int) -> Passage | None:
        """Return the head of the group that a row with nothing in its first column is in."""
        above = (self.cells.get((each, column)) for each in reversed(self.layout[0]) if each < row)
        return next((cell for cell in above if cell and cell.text.strip()), None)

    def column_heads(self, column: int) -> list[Passage]:
        """Return the heads of a column, top first; a head may span columns to its right."""
        body, columns = self.layout
        heads = []
        for row in self.rows:
            if row >= body[0]:
                break
            left = [c for c in reversed(self.columns) if columns[0] <= c <= column] or [column]
            cells = [self.cells.get((row, c)) for c in left]
            heads += [cell for cell in cells if cell and cell.text.strip()][:1]
        return heads


def grids(texts: Sequence[Passage]) -> Iterator[Grid]:
    """Yield the tables of a document."""
    for table in dict.fromkeys(t.block.table for t in texts if t.block.kind is BlockKind.CELL):
        places = [i for i, t in enumerate(texts) if t.block.table == table]
        first, last = places[0], places[-1]
        cells = {(texts[i].block.row, texts[i].block.column): texts[i] for i in places}
        before = [
            texts[i] for i in range(first - 1, max(-1, first - 4), -1) if _is_note(texts, i, first)
        ]
        headings = [texts[i] for i in reversed(texts[first].block.headings)]
        titled = [text for text in before if _CAPTION.match(text.folded)]
        after = list(
            takewhile(lambda text: not _ABOUT_ELSE.match(text.folded), texts[last + 1 : last + 4])
        )
        below = [text for text in after if _AS_OF.match(text.folded)]
        yield Grid(
            cells,
            next(iter([*titled, *headings, *before]), None),
            (*before, *headings[:1], *below),
            next((text for text in after if SOURCE.match(text.folded)), None),
        )


def _is_note(texts: Sequence[Passage], index: int, first: int) -> bool:
    """Tell whether a block says something of the table that starts at ``first``.

    What stands under another heading does not, nor a list item that has a figure of its own and
    does not introduce it.
    """
    text, over = texts[index], texts[first].block.headings
    short = 0 < len(text.text.strip()) <= _LONGEST_NOTE
    if not short or text.block.table >= 0 or text.block.kind is BlockKind.SOURCE:
        return False
    if text.block.headings != over and index not in over:
        return False
    introduces = text.block.kind is not BlockKind.LIST_ITEM or text.folded.rstrip().endswith(":")
    return introduces or not quantities.find(text.folded)


def is_empty(words: str) -> bool:
    """Tell whether folded words only say that a cell has nothing."""
    return bool(_EMPTY.match(words))


def is_change(words: str) -> bool:
    """Tell whether the words of a cell are a bare number with the sign of a change."""
    return bool(_CHANGE.match(words.strip()) or _MINUS.match(words.strip()))


def number(words: str) -> Quantity | None:
    """Return the quantity that folded words consist of, or None; a bare number has no unit.

    >>> number("(1,250)"), number("about"), number("3.5").value
    (Quantity(value=Decimal('-1250'), unit='', maximum=None, ...), None, Decimal('3.5'))
    """
    words = words.strip()
    plain = _NUMBER.match(words)
    if plain:
        value = Decimal(plain["number"].replace(",", ""))
        return Quantity(-value if plain["minus"] else value, "")
    change = _CHANGE.match(words)
    if change:
        value = Decimal(change["number"].replace(",", ""))
        return Quantity(-value if change["sign"] in "↓▼▽" else value, "")
    found = quantities.find(words)
    if len(found) != 1:
        return None
    before, after = words[: found[0].start].strip(" +$"), words[found[0].end :]
    meaning = found[0].meaning
    minus = before in ("-", "−", "–")
    if (before and not minus) or after.strip(" *#)") or not isinstance(meaning, Quantity):
        return None
    return replace(meaning, value=-meaning.value) if minus else meaning
