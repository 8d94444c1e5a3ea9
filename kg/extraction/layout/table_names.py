"""Tables that are mere lists of names: one relation per cell."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from kg.extraction.layout.grids import Grid
from kg.extraction.layout.label_meanings import meaning
from kg.extraction.metadata import data_sources
from kg.extraction.passages.passage import Passage
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

_LABEL = re.compile(
    r"\s*(?:(?:附[录件表]|表格?)\s*[\dA-Z一二三四五六七八九十]{0,3}|(?:annex|appendix|table)\s[\dA-Z]{1,3}\b)"
    r"[\s:.、]+",
    re.IGNORECASE,
)
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
        if cell.text.strip() and (row or headless)
    ]
    if len(cells) < _FEWEST_NAMES or any(_is_text(cell) or _is_label(cell) for cell in cells):
        return
    things = [resolve(cell.text.strip()) for cell in cells]
    types = Counter(thing.types[0] for thing in things if thing and thing.types)
    usual = types.most_common(1)[0][0] if types else "kg:Concept"
    known = sum(thing is not None for thing in things) >= _MOSTLY * len(cells)
    lister, context = _lister(grid, resolve, mint)
    alike = headless or (known and _is_of_one_kind(zip(cells, things, strict=True), usual))
    for cell, thing in zip(cells, things, strict=True) if lister and alike else ():
        evidence = (cell.evidence(0, len(cell.text), "statement"), *context)
        member = thing or mint(cell.text.strip(), usual)
        yield Fact("relation", member, evidence, "table-of-names", "B", "kg:listedBy", lister)


def _is_text(cell: Passage) -> bool:
    return len(cell.text) > _LONGEST_NAME or bool(re.search(r"[。;!?]|\.\s", cell.folded))


def _is_label(cell: Passage) -> bool:
    """Tell whether a cell says what the one beside it is: the table is a card."""
    return meaning(cell.folded.strip(" :").casefold()) is not None


def _is_of_one_kind(named: Iterable[tuple[Passage, Entity | None]], class_: str) -> bool:
    """Tell whether most of what is known in every column of a table is of a class."""
    of_class: defaultdict[int, list[bool]] = defaultdict(list)
    for cell, thing in named:
        if thing:
            of_class[cell.block.column].append(class_ in thing.types)
    return all(2 * sum(told) > len(told) for told in of_class.values())


def _titled(caption: Passage) -> str:
    """Return the words of a caption or heading without its number: ``Annex A: Members``."""
    label = _LABEL.match(caption.folded)
    return caption.text[label.end() if label else 0 :].strip(" :：")


def _lister(
    grid: Grid, resolve: Resolve, mint: Mint
) -> tuple[Entity | str | None, tuple[Evidence, ...]]:
    """Return who lists the names: the source under the table, else the caption's words."""
    caption = grid.caption
    context = (caption.evidence(0, len(caption.text), "caption"),) if caption else ()
    if grid.source is None:
        return (_titled(caption) if caption else None), context
    source = grid.source
    named = list(data_sources.named(source.folded))
    if len(named) != 1:
        return None, ()
    start, end = named[0]
    name = source.text[start:end]
    return resolve(name) or mint(name, "kg:DataProvider"), (
        source.evidence(start, end, "object"),
        *context,
    )
