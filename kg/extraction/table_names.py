"""Tables that are mere lists of names: one relation per cell."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from kg.extraction.grids import SOURCE, Grid
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

_SOURCE_TAIL = re.compile(r"\s*[(,]\s*\d{4}[^)]*\)?\s*$|[.。;\s]+$")
_LONGEST_NAME = 48  # characters
_FEWEST_NAMES = 3
_MOSTLY = 0.6


def find(grid: Grid, resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield one relation per cell of a table that is a mere list of names.

    That is one without a header row, or one in which most cells name something known.
    """
    cells = [cell for _, cell in sorted(grid.cells.items()) if cell.text.strip()]
    if len(cells) < _FEWEST_NAMES or any(
        len(cell.text) > _LONGEST_NAME or re.search(r"[。;!?]|\.\s", cell.folded) for cell in cells
    ):
        return
    things = [resolve(cell.text.strip()) for cell in cells]
    headless = 0 not in grid.rows or not any(grid.words(0, column) for column in grid.columns)
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
    """Return who lists the names: the source under the table, else the caption's words."""
    caption = grid.caption
    context = (caption.evidence(0, len(caption.text), "caption"),) if caption else ()
    if grid.source is None:
        return (caption.text.strip(" :：") if caption else None), context
    source = grid.source
    label = SOURCE.match(source.folded)
    start = label.end() if label else 0
    tail = _SOURCE_TAIL.search(source.folded, start)
    end = tail.start() if tail else len(source.text)
    name = source.text[start:end]
    if not name:
        return None, ()
    return resolve(name) or mint(name, "kg:DataProvider"), (
        source.evidence(start, end, "object"),
        *context,
    )
