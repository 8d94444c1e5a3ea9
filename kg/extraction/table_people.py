"""Tables of people: a column of names, and columns of what post each holds and in which body."""

from collections.abc import Callable, Iterator
from functools import cache

from kg.extraction import personal_names
from kg.extraction.expressions import expression
from kg.extraction.grids import Grid, is_empty
from kg.extraction.passages import Passage
from kg.extraction.table_rows import listed, longest_held
from kg.model.fact import Fact
from kg.model.mention import Entity

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

_POST, _EMPLOYER, _NAMED, _NAMELESS = "post", "employer", "person", "name"
# The words in Chinese of a cell that says the same in English behind them.
_FIRST_SCRIPT = expression(r"(?P<words>[\u3400-\u9fff·]{2,30})\s+[A-Z][\w.,'’&() -]*")
_FEWEST = 2  # rows


def find(
    grid: Grid, resolve: Resolve, mint: Mint, employs: Callable[[Entity], bool] = lambda _: True
) -> Iterator[Fact]:
    """Yield the post and the employer of each person that a row of the table names."""
    if len(grid.rows) <= _FEWEST or grid.figures:
        return
    heads = {_meant(grid.words(grid.rows[0], column)): column for column in reversed(grid.columns)}
    names = heads.get(_NAMED, heads.get(_NAMELESS))
    if names is None or _POST not in heads:
        return
    sure = _NAMED in heads
    rows = [(row, _person(grid.cells.get((row, names)), sure)) for row in grid.rows[1:]]
    told = [(row, place) for row, place in rows if place]
    if 2 * len(told) < len(rows):
        return
    for row, place in told:
        name = grid.cells[row, names]
        words = name.text[slice(*place)]
        person = resolve(words) or mint(words, "kg:Person")
        shown = name.evidence(*place, "subject")
        for kind in (_POST, _EMPLOYER):
            cell = grid.cells.get((row, heads[kind])) if kind in heads else None
            if cell and cell.text.strip() and not is_empty(cell.folded.strip()):
                start, end = _words(cell)
                value = cell.text[start:end]
                evidence = (
                    cell.evidence(0, len(cell.text), "statement"),
                    shown,
                    cell.evidence(start, end, "object"),
                    grid.cells[grid.rows[0], heads[kind]].evidence(
                        0, len(grid.cells[grid.rows[0], heads[kind]].text), "header"
                    ),
                )
                if kind == _POST:
                    yield Fact("relation", person, evidence, "table-of-people", "A",
                               "kg:position", value)  # fmt: skip
                else:
                    known = resolve(value)
                    fits = known is not None and employs(known)
                    body = known if known and fits else mint(value, "kg:Organisation")
                    yield Fact("relation", person, evidence, "table-of-people", "A",
                               "kg:worksFor", body)  # fmt: skip


def _person(cell: Passage | None, sure: bool) -> tuple[int, int] | None:
    """Return the range of the name in a cell."""
    if cell is None:
        return None
    start, end = _words(cell)
    return personal_names.name(cell.folded, start, end, sure)


def _words(cell: Passage) -> tuple[int, int]:
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
    return longest_held(head, _heads())
