"""What a table says about the things that its rows are, column by column.

Such a table has a column of names, the first one in which every cell is another text, and heads of
columns that say what the cells are to these things: when they were founded, who leads them. Where
the names head the columns instead, it is read the other way round.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.layout.grids import Grid, is_empty
from kg.extraction.layout.table_rows import class_of, is_total, listed, longest_held, names_thing
from kg.extraction.names.body_names import trimmed
from kg.extraction.numbers.table_units import is_year
from kg.extraction.passages.passage import Passage
from kg.extraction.times import dates
from kg.extraction.words import wordlists
from kg.model.fact import Fact
from kg.model.mention import Entity, TimeExpression
from kg.text.folding import fold

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

POST = "kg:position"
EVENT = "kg:Event"
_CLASSES = {
    "kg:headquarteredIn": "kg:Place",
    "kg:locatedIn": "kg:Place",
    "kg:venue": "kg:Site",
    "kg:provides": "kg:TechnologySolution",
    "kg:focusArea": "",
    "kg:partner": "kg:Organisation",
    "kg:establishedBy": "kg:Person",
}
_ASIDE = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r"\s*[、;,/]\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHEN = re.compile(
    r"(?>[\d\s年月日号时点分:.,/~()–—至到-]|(?:星期|周)[一二三四五六日天]|[上中下]午|晚上|[ap]\.?m\b\.?|to|noon"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)+",
    re.IGNORECASE,
)
_DAY_HEAD = re.compile(r"(?:举[行办]|活动)?(?:日期|时间)|dates?|when", re.IGNORECASE)
_OF_EVENTS = {"kg:locatedIn": "kg:venue"}  # where an event is held is its venue
_NOBODY = re.compile(r"各|有关|相关|其他|(?:all|other|relevant|various)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[。!?]|[.;]\s")
_FEWEST = 2  # rows
_LONGEST_HEAD, _LONGEST_NAME = 30, 60  # characters


def key_column(grid: Grid) -> int | None:
    """Return the column that names the rows, None where no column does.

    The other columns must say something of the names: a head among them is known to.
    """
    key = names_column(grid)
    return key if any(_says(grid, column) for column in grid.columns if column != key) else None


def find(grid: Grid, resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield one relation per cell whose column says what it is to the thing of its row."""
    key = key_column(grid)
    if key is None:
        grid = grid.turned
        key = key_column(grid)
    if key is None:
        return
    corner = grid.words(grid.rows[0], key)
    for row in grid.rows[1:]:
        name = grid.cells.get((row, key))
        if name is None or not name.text.strip():
            continue
        thing = named(name, corner, resolve, mint)
        for column in grid.columns:
            cell = grid.cells.get((row, column))
            says = _says_of(grid, column, corner)
            if cell and says and column != key and not is_empty(cell.folded.strip()):
                told = _Told(cell, name, grid.cells[grid.rows[0], column], thing, says)
                yield from told.facts(resolve, mint)


def named(name: Passage, corner: str, resolve: Resolve, mint: Mint) -> Entity:
    """Return the thing that a cell of the key column names, of the class that its head gives."""
    words = name.text.strip()
    bare = words[: len(_without_asides(fold(words)).rstrip())]
    return resolve(words) or resolve(bare) or mint(bare, class_of(corner))


@dataclass(frozen=True, slots=True)
class _Told:
    """A cell that says something of the thing that the key of its row names."""

    cell: Passage
    key: Passage
    head: Passage
    thing: Entity
    predicate: str

    def facts(self, resolve: Resolve, mint: Mint) -> Iterator[Fact]:
        """Yield the relations."""
        if self.predicate in _dates().values():
            if edtf := _time(self.cell.folded):
                yield self._fact(self.thing, self.predicate, edtf, (0, len(self.cell.text)))
            return
        curie = "kg:Person" if self.predicate == POST else _CLASSES.get(self.predicate)
        for place in _names(self.cell):
            words = self.cell.text[slice(*place)]
            if self.predicate == POST:
                holder = resolve(words) or mint(words, "kg:Person")
                yield self._fact(holder, "kg:worksFor", self.thing, place)
                yield self._fact(holder, POST, self.head.text.strip(), place)
            elif curie == "":
                yield self._fact(self.thing, self.predicate, words, place)
            else:
                other = resolve(words) or mint(words, curie or "kg:Organisation")
                yield self._fact(self.thing, self.predicate, other, place)

    def _fact(
        self, subject: Entity, predicate: str, value: Entity | str, place: tuple[int, int]
    ) -> Fact:
        mine = subject is self.thing
        evidence = (
            self.cell.evidence(*place, "statement"),
            self.key.evidence(0, len(self.key.text), "subject" if mine else "object"),
            self.cell.evidence(*place, "object" if mine else "subject"),
            self.head.evidence(0, len(self.head.text), "header"),
        )
        return Fact("relation", subject, evidence, "table-attribute", "A", predicate, value)


def names_column(grid: Grid) -> int | None:
    """Return the first column whose cells are texts, none of them alike, but for a total."""
    body = [row for row in grid.rows[1:] if not is_total(grid.words(row, grid.columns[0]))]
    if len(body) < _FEWEST or 0 not in grid.rows:
        return None
    for column in grid.columns:
        words = [grid.words(row, column) for row in body]
        if all(map(is_number, words)) or all(map(is_when, words)):
            continue
        texts = all(word and not is_number(word) and names_thing(word, True) for word in words)
        return column if texts and len(set(words)) == len(words) else None
    return None


def is_number(words: str) -> bool:
    """Tell whether a cell only counts the rows, or is a year."""
    return bool(re.fullmatch(r"[\d.,]+", words)) or is_year(words)


def _says_of(grid: Grid, column: int, corner: str) -> str:
    """Return the property that the head of a column stands for, of what the rows are."""
    says = _says(grid, column)
    if class_of(corner) != EVENT:
        return says
    held = not says and _DAY_HEAD.fullmatch(grid.words(grid.rows[0], column))
    return "kg:heldOn" if held else _OF_EVENTS.get(says, says)


def is_when(words: str) -> bool:
    """Tell whether a cell is nothing but days or hours.

    >>> is_when("3月22日—4月6日"), is_when("12 June"), is_when("第3日的渡輪")
    (True, True, False)
    """
    return bool(_WHEN.fullmatch(words)) and any(map(str.isdigit, words))


def _says(grid: Grid, column: int) -> str:
    """Return the property that the head of a column stands for; else empty."""
    head = grid.words(grid.rows[0], column)
    figures = sum(place[1] == column for place in grid.figures)
    if not head or len(head) > _LONGEST_HEAD or 2 * figures >= len(grid.rows) - 1:
        return ""
    return meant(head)


@cache
def meant(head: str) -> str:
    """Return the property that the words of a head stand for; empty where they stand for none.

    >>> meant("Year founded"), meant("牵头单位"), meant("CEO"), meant("Headcount")
    ('kg:establishedOn', 'kg:ledBy', 'kg:position', '')
    """
    return longest_held(head, {**_dates(), **_named(), **_posts()})


@cache
def _dates() -> dict[str, str]:
    return listed("dates")


@cache
def _named() -> dict[str, str]:
    return listed("names")


@cache
def _posts() -> dict[str, str]:
    return dict.fromkeys(wordlists.read().get("tables", "posts"), POST)


def _time(folded: str) -> str:
    """Return the time that a cell is, in EDTF; else empty."""
    words = folded.strip()
    if _YEAR.fullmatch(words):
        return words
    for mention in dates.find(words, None):
        time = mention.meaning
        whole = mention.end - mention.start >= len(words.rstrip("*#")) - 1
        if isinstance(time, TimeExpression) and time.edtf and not time.relative and whole:
            return time.edtf
    return ""


def _names(cell: Passage) -> Iterator[tuple[int, int]]:
    """Yield the places of the names in a cell, without what brackets add to them."""
    folded = _without_asides(cell.folded)
    if _SENTENCE.search(folded) or is_number(folded.strip()):
        return
    start = 0
    for end, after in [*(cut.span() for cut in _BETWEEN.finditer(folded)), (len(folded),) * 2]:
        for place in trimmed(folded, start, end):
            if 1 < place[1] - place[0] <= _LONGEST_NAME and not _NOBODY.match(folded, place[0]):
                yield place
        start = after


def _without_asides(folded: str) -> str:
    """Return a text of the same length with blanks for its brackets."""
    return _ASIDE.sub(lambda aside: " " * len(aside[0]), folded)
