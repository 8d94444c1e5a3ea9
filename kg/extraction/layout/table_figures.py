"""A figure in a table: its cell, the heads that say what it is, its unit and scale."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.extraction.layout.grids import Grid, is_change
from kg.extraction.numbers.table_units import BRACKETS, counted, implied, is_year, named, unit
from kg.extraction.passages.passage import Passage
from kg.extraction.words import modality
from kg.extraction.words.expressions import expression
from kg.extraction.words.numerals import plain
from kg.model.fact import Evidence
from kg.model.mention import Entity, Quantity
from kg.text.folding import fold

_STAGE = expression(  # of a plan: what is, what is to be
    r"(?:[\s,(]*<columns.until>?(?:(?:19|20)\d\d[-–/]?\d{0,4})?<times.year>?<columns.year_ends>?"
    r"<particles.of>?)"
    r"<columns.stages>+"
    r"<columns.stage_done>?<columns.values>?[\s)]*(?:\(?(?:19|20)\d\d<times.year>?\)?)?"
    r"|(?:\(?(?:19|20)\d\d(?:[-–/]\d\d)?\)? )?(?:baseline|target|actual|current|plan(?:ned)?"
    r"|achieved|outturn|forecast|estimated?|results?|now|today)(?: (?:value|level|figure|target))?"
    r"(?: (?:by |for |in )?\(?(?:19|20)\d\d(?:[-–/]\d\d)?\)?)?",
    re.IGNORECASE,
)
# What became of what another column counts: Applications | Approved | Refused.
_OUTCOME = expression(
    r"(?:(?:newly )?(?:approved|refused|rejected|granted|issued|pending|withdrawn|declined"
    r"|accepted|admitted|received|completed|closed|resolved|passed|failed|successful|unsuccessful"
    r"|outstanding|in progress)"
    r"|<columns.outcomes>)<columns.outcome_numbers>?",
    re.IGNORECASE,
)
_INDICATORS = (
    ("kg:growth", expression(r"<columns.growth>|growth|change", re.IGNORECASE)),
    ("kg:average", expression(r"<columns.averages>|\b(?:average|mean)\b", re.IGNORECASE)),
    ("kg:vacancyRate", expression(r"<columns.vacancies>|vacancy rate", re.IGNORECASE)),
    ("kg:share", expression(r"<columns.proportions>|share|proportion", re.IGNORECASE)),
)
_RATES = ("kg:growth", "kg:vacancyRate", "kg:share")
_DASH = re.compile(r"\s*[-–—·•]\s?(?=[^\W\d])")  # before a part of the row above
_ARROWS = "↑↓▲▼△▽"
_CHANGED = expression(r"<columns.changed>|\b(?:change|vs|versus|difference)\b", re.IGNORECASE)
_NUMBERED = expression(
    r"^(?:<columns.table>|table|<columns.figure>"
    r"|figure)\s*[\d<numerals.small>A-Z]+[-.\d]*\s*[:.、]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell with a figure, and the heads that say what it is, top and left first."""

    cell: Passage
    quantity: Quantity
    rows: tuple[Passage, ...]
    columns: tuple[Passage, ...]
    caption: tuple[Passage, ...]
    corner: str
    of_measures: bool  # the columns are measures, not times
    by_measure: bool  # the rows are measures
    keyed: bool  # the row is a thing that the table describes
    things: tuple[Entity | None, Entity | None]  # what row and column are, by their neighbours
    unit: Passage | None = None  # the cell of its row that gives its unit
    apart: tuple[Passage, ...] = ()  # the cells of its row that name nothing
    whole: tuple[Passage, ...] = ()  # the heads of the row of which this one is a part

    @property
    def row(self) -> str:
        """The row's heads as words, without unit and year."""
        return words_of(self.rows)

    @property
    def column(self) -> str:
        """The column's heads as words, without unit and year; empty where they tell a stage."""
        return "" if self.stage else words_of(self.columns)

    @property
    def stage(self) -> str:
        """The stage that the column's heads consist of: ``Target 2030``, ``現狀值``; else empty."""
        words = words_of(self.columns)
        return words if _STAGE.fullmatch(fold(words)) else ""

    @property
    def modality(self) -> str:
        """Whether it is a fact, a target or a forecast, by its column, else by all around it."""
        stage = fold(self.stage)
        told = modality.told(stage or self.said, modality.heads())
        return "actual" if told == "plan" and not stage else told  # a plan may be what it is about

    @property
    def title(self) -> str:
        """The nearest caption as words."""
        return words_of(self.caption[:1])

    @property
    def around(self) -> tuple[Passage, ...]:
        """All that surrounds the cell, nearest first."""
        return (*reversed(self.columns), *reversed(self.rows), *self.caption)

    @property
    def said(self) -> str:
        """The folded words of all that surrounds the cell."""
        return " ".join(head.folded for head in self.around)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The cell as statement and value, its heads and the caption as context."""
        cell = self.cell
        return (
            cell.evidence(0, len(cell.text), "statement"),
            cell.evidence(0, len(cell.text), "value"),
            *(
                head.evidence(0, len(head.text), "header")
                for head in (*self.rows, *self.columns, *self.apart)
            ),
            *(title.evidence(0, len(title.text), "caption") for title in self.caption),
        )


def described(figure: Figure, resolve: Callable[[str], Entity | None]) -> Entity | None:
    """Return the thing that a row names, or one of its several heads.

    One that certifies only tells which are counted there.
    """
    thing = resolve(figure.row) if figure.row else None
    if thing and not (figure.by_measure and "kg:CertificationScheme" in thing.types):
        return thing
    heads = figure.rows if len(figure.rows) > 1 else ()
    return next((thing for head in heads if (thing := resolve(plain_head(head)))), None)


def scaled(figure: Figure, grid: Grid) -> Quantity:
    """Return the figure in base units; a change of ranks is in ranks, one of shares in points."""
    if figure.quantity.unit:
        return figure.quantity
    changes = is_change(figure.cell.folded)
    if changes and figure.cell.folded.strip()[0] in _ARROWS and _ranks(grid):
        return replace(figure.quantity, unit="rank")
    found = _in_units(figure, grid)
    own = any(unit(head.folded) for head in figure.columns)
    heads = " ".join(head.folded for head in figure.columns)
    if changes and not own and found.unit == "%" and _CHANGED.search(heads):
        return replace(found, unit="percentage point")
    return found


def _ranks(grid: Grid) -> bool:
    """Tell whether a column of a table is of ranks."""
    heads = (implied(grid.words(grid.rows[0], column)) for column in grid.columns)
    return any(head is not None and head.unit == "rank" for head in heads)


def _in_units(figure: Figure, grid: Grid) -> Quantity:
    """Return the figure with the unit and the scale that its heads give."""
    heads = (*reversed(figure.columns), *reversed(figure.rows))
    one = named(figure.unit.folded, figure.unit.money) if figure.unit else None
    one = one or next(
        (u for h in heads if (u := unit(h.folded, h.money) or implied(h.folded))), None
    )
    if one is None:
        around = (*reversed(figure.whole), *figure.caption, *grid.notes)
        one = next((u for head in around if (u := unit(head.folded, head.money))), None)
    nouns = figure.columns[::-1] if figure.things[0] else heads  # a name counts nothing
    one = one or next((u for head in nouns if (u := counted(head.folded))), None)
    if one is None and any(_OUTCOME.fullmatch(head.folded.strip()) for head in heads):
        beside = (grid.words(grid.rows[0], column) for column in grid.columns)
        one = next((u for words in beside if (u := implied(words) or counted(words))), None)
    if one is None:
        return replace(figure.quantity, unit="item")
    return replace(one, value=plain(figure.quantity.value * one.value))


def words_of(heads: Sequence[Passage]) -> str:
    """Return heads as words, without years, bars that are drawn and brackets that give a unit."""
    return " - ".join(
        words
        for head in heads
        if (words := plain_head(head)) and not is_year(words) and any(map(str.isalnum, words))
    )


def plain_head(head: Passage) -> str:
    """Return a head as it stands, without its number and the brackets that give a unit."""
    number = _NUMBERED.match(head.folded) or _DASH.match(head.folded)
    start = number.end() if number else 0
    for match in BRACKETS.finditer(head.folded, start):
        words = match[1]
        if named(words) or is_year(words) or modality.tells(words):
            return (head.text[start : match.start()] + head.text[match.end() :]).strip(" :：")
    return head.text[start:].strip(" :：")


def indicator(quantity: Quantity, words: str) -> str:
    """Return the indicator that heads name, if the unit fits."""
    named_ = next((curie for curie, pattern in _INDICATORS if pattern.search(words)), "kg:figure")
    return "kg:figure" if named_ in _RATES and quantity.unit != "%" else named_
