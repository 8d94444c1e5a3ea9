"""Tables that are mere lists of names: one relation per cell."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from kg.extraction import data_sources
from kg.extraction.grids import Grid
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

_LONGEST_NAME = 48  # characters
_FEWEST_NAMES = 3
_MOSTLY = 0.6


def find(grid: Grid, resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield one relation per cell of a table that is a mere list of names.

    That is one without a header row, or one in which most cells name something known.
    """
    headless = 0 not in grid.rows or not any(grid.words(0, column) for column in grid.columns)
    cells = [
        cell
        for (row, _), cell in sorted(grid.cells.items())
        if cell.text.strip() and (headless or row)
    ]
    if len(cells) < _FEWEST_NAMES or any(
        len(cell.text) > _LONGEST_NAME or re.search(r"[。;!?]|\.\s", cell.folded) for cell in cells
    ):
        return
    things = [resolve(cell.text.strip()) for cell in cells]
    known = sum(thing is not None for thing in things)
    lister, context = _lister(grid, resolve, mint)
    if lister is None or not (headless or known >= _MOSTLY * len(cells)):
        return
    types = Counter(thing.types[0] for thing in things if thing and thing.types)
    usual = types.most_common(1)[0][0] if types else "kg:Concept"
    for cell, thing in zip(cells, things, strict=True):
        evidence = (cell.evidence(0, len(cell.text), "statement"), *context)
        member = thing or mint(cell.text.strip(), usual)
        yield Fact("relation", member, evidence, "table-of-names", "B", "kg:listedBy", lister)


def _lister(
    grid: Grid, resolve: Resolve, mint: Mint
) -> tuple[Entity | str | None, tuple[Evidence, ...]]:
    """Return who lists the names: the one source under the table, else the caption's words."""
    caption = grid.caption
    context = (caption.evidence(0, len(caption.text), "caption"),) if caption else ()
    if grid.source is None:
        return (caption.text.strip(" :：") if caption else None), context
    source = grid.source
    named = list(data_sources.named(source.folded))
    if len(named) != 1:  # who of several lists them is not told
        return None, ()
    (start, end) = named[0]
    name = source.text[start:end]
    return resolve(name) or mint(name, "kg:DataProvider"), (
        source.evidence(start, end, "object"),
        *context,
    )
