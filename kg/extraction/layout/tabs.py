"""The tab bar of a slide: several short lines that hold nothing but the names of places.

The export does not mark the active tab, so only a slide whose text names exactly one of them has a
topic. Lines with text of their own below them are no tabs but headings.
"""

from collections.abc import Iterator, Sequence

from kg.extraction.passages.reading import Reading
from kg.model.document import BlockKind
from kg.model.fact import Evidence
from kg.model.mention import Entity
from kg.model.terminology import Terminology
from kg.text.folding import fold

Tab = tuple[Entity, Evidence]


def active_tabs(readings: Sequence[Reading], terminology: Terminology) -> Iterator[tuple[int, Tab]]:
    """Yield, for the index of each block of a slide with a tab bar, the tab that its body names."""
    for slide in _slides(readings):
        bar = [i for i in slide if _is_tab(readings[i], terminology)]
        body = [i for i in slide if i not in bar]
        under = {readings[i].passage.block.headings[-1] for i in body}
        if len(under.intersection(bar)) > 1:
            continue  # places with text of their own below are headings
        words = "\n".join(readings[i].passage.folded for i in body)
        tabs = (_tab(readings[i]) for i in bar)
        named = [tab for tab in tabs if tab and _is_in(tab[0], words)]
        if len(bar) > 1 and len({entity.id for entity, _ in named}) == 1:
            for i in body:
                yield i, named[0]


def _slides(readings: Sequence[Reading]) -> list[list[int]]:
    """Return the blocks below each outermost heading or slide title."""
    slides: dict[int, list[int]] = {}
    for i, reading in enumerate(readings):
        if reading.passage.block.headings:
            slides.setdefault(reading.passage.block.headings[0], []).append(i)
    return list(slides.values())


def _is_tab(reading: Reading, terminology: Terminology) -> bool:
    """Tell whether a short line holds nothing but the names of places."""
    if reading.passage.block.kind not in (BlockKind.LINE, BlockKind.HEADING):
        return False
    rest = reading.passage.folded
    for mention in reversed(reading.mentions):
        entity = mention.meaning
        if isinstance(entity, Entity) and terminology.is_a(entity.types, "kg:Place"):
            rest = rest[: mention.start] + rest[mention.end :]
    return not rest.strip(" /|·-") and bool(reading.mentions)


def _tab(reading: Reading) -> Tab | None:
    """Return the narrowest place of a tab label: the last named (美國紐約 is New York)."""
    mention = reading.mentions[-1]
    entity = mention.meaning
    if not isinstance(entity, Entity):
        return None
    return entity, reading.passage.evidence(mention.start, mention.end, "heading")


def _is_in(entity: Entity, words: str) -> bool:
    return any(fold(label.text) in words for label in entity.labels)
