"""Tables of people: a column of names, and columns of what post each holds and in which body.

A cell with a name may tell both behind it: ``Ada Lee, Director of Ports``.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from kg.extraction.layout import roster_lines
from kg.extraction.layout.grids import Grid, is_empty
from kg.extraction.layout.table_rows import listed, longest_held
from kg.extraction.names import personal_names, standing_of_posts, tenures
from kg.extraction.names.standing_of_posts import PAST, PRESENT, UNTOLD
from kg.extraction.passages.passage import Passage
from kg.extraction.words.expressions import expression
from kg.model.fact import Fact
from kg.model.mention import Entity

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]
_Range = tuple[int, int]

_POST, _EMPLOYER, _NAMED, _NAMELESS = "post", "employer", "person", "name"
_PROPERTIES = {_POST: "kg:position", _EMPLOYER: "kg:worksFor"}
# The words in Chinese of a cell that says the same in English behind them.
_FIRST_SCRIPT = expression(r"(?P<words>[\u3400-\u9fff·]{2,30})\s+[A-Z][\w.,'’&() -]*")
_FEWEST = 2  # rows


class _Stated(NamedTuple):
    """A part of a cell that tells the post or the employer, and the head of its column."""

    kind: str
    cell: Passage
    place: _Range
    head: Passage | None


def find(
    grid: Grid, resolve: Resolve, mint: Mint, employs: Callable[[Entity], bool] = lambda _: True
) -> Iterator[Fact]:
    """Yield the post and the employer of each person that a row of the table names."""
    if len(grid.rows) <= _FEWEST or grid.figures:
        return
    heads = {_meant(grid.words(grid.rows[0], column)): column for column in reversed(grid.columns)}
    names = heads.get(_NAMED, heads.get(_NAMELESS))
    if names is None or (_POST not in heads and _NAMED not in heads):
        return
    cells = [cell for row in grid.rows[1:] if (cell := grid.cells.get((row, names)))]
    people = {cell.block.row: found for cell in cells if (found := _person(cell, _NAMED in heads))}
    if 2 * len(people) < len(cells):
        return
    for row, (place, behind) in people.items():
        name = grid.cells[row, names]
        time = _standing(grid, row)
        if time == UNTOLD:
            continue
        words = name.text[slice(*place)]
        person = resolve(words) or mint(words, "kg:Person")
        shown = name.evidence(*place, "subject")
        for told in (*behind, *_beside(grid, row, heads)):
            value = told.cell.text[slice(*told.place)]
            header = (told.head.evidence(0, len(told.head.text), "header"),) if told.head else ()
            evidence = (
                told.cell.evidence(0, len(told.cell.text), "statement"),
                shown,
                told.cell.evidence(*told.place, "object"),
                *header,
            )
            object_: Entity | str = value
            if told.kind == _EMPLOYER:
                known = resolve(value)
                fits = known is not None and employs(known)
                object_ = known if known and fits else mint(value, "kg:Organisation")
            predicate = _PROPERTIES[told.kind]
            held = Fact("relation", person, evidence, "table-of-people", "A", predicate, object_)
            yield tenures.past(held) if time == PAST else held


def _standing(grid: Grid, row: int) -> str:
    """Return of which time a row is: its cells and their heads, or the heading above, say so."""
    said = {standing_of_posts.heading(grid.caption.folded)} if grid.caption else set()
    for column in grid.columns:
        cell = grid.cells.get((row, column))
        if cell and not is_empty(cell.folded.strip()):
            said.add(standing_of_posts.cell(cell.folded))
            said.add(standing_of_posts.cell(grid.words(grid.rows[0], column)))
            if standing_of_posts.cell(cell.folded) == PAST and not cell.folded.isascii():
                said.add(UNTOLD)  # the words are no post's by themselves
    return next(each for each in (UNTOLD, PAST, PRESENT) if each in said)


def _beside(grid: Grid, row: int, heads: dict[str, int]) -> Iterator[_Stated]:
    """Yield what the other columns of a row tell of its person."""
    for kind in _PROPERTIES:
        cell = grid.cells.get((row, heads[kind])) if kind in heads else None
        if cell and not is_empty(cell.folded.strip()):
            yield _Stated(kind, cell, _words(cell), grid.cells[grid.rows[0], heads[kind]])


def _person(cell: Passage, sure: bool) -> tuple[_Range, list[_Stated]] | None:
    """Return the range of the name in a cell, and what stands behind it there."""
    start, end = _words(cell)
    if alone := personal_names.name(cell.folded, start, end, sure=sure):
        return alone, []
    place, post, body = roster_lines.introduced(cell.folded, start, end, sure)
    told = {_POST: post, _EMPLOYER: body}
    behind = [_Stated(kind, cell, each, None) for kind, each in told.items() if each]
    return (place, behind) if place[0] < place[1] and behind else None


def _words(cell: Passage) -> _Range:
    """Return the range of what a cell says, once where it says it in two scripts."""
    folded = cell.folded
    start, end = len(folded) - len(folded.lstrip()), len(folded.rstrip())
    twice = _FIRST_SCRIPT.fullmatch(folded, start, end)
    return twice.span("words") if twice else (start, end)


@cache
def _heads() -> dict[str, str]:
    return listed("people")


def _meant(head: str) -> str:
    """Return what the head of a column says that the cells are of people; else empty.

    >>> _meant("姓名 Name"), _meant("Affiliation"), _meant("Tonnage")
    ('person', 'employer', '')
    """
    said = longest_held(head, _heads())
    people = {word: kind for word, kind in _heads().items() if kind == "person"}
    # What only names, of whatever kind, may stand beside the word for people.
    return (longest_held(head, people) or said) if said == "name" else said
