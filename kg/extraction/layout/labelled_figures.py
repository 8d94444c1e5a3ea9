"""Figures that stand alone above the words for what they measure, as on slides."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.numbers.table_units import is_year
from kg.extraction.passages.passage import Passage
from kg.extraction.surveys.answers import trimmed
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity

_AVERAGE = re.compile(r"平均|均值|\b(?:average|mean)\b", re.IGNORECASE)
_LINES = (BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.PARAGRAPH)
_NO_FIGURE = ("%", "year", "rank")
_LONGEST_LABEL = 40


def find(texts: Sequence[Passage], subject: Entity) -> list[Fact]:
    """Return one fact of ``subject`` per lone figure with a label under it (tier B)."""
    return list(_find(texts, subject))


def _find(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    for index, text in enumerate(texts):
        if text.block.kind not in _LINES or len(text.figures) != 1 or is_year(text.folded):
            continue
        quantity, start, end = text.figures[0]
        if text.folded[:start].strip(" $\\") or quantity.unit in _NO_FIGURE:
            continue
        label = _label(text, end, texts[index + 1 : index + 2])
        if label:
            evidence = (
                text.evidence(0, len(text.text), "statement"),
                text.evidence(start, end, "value"),
                label[1],
            )
            predicate = "kg:average" if _AVERAGE.search(label[0]) else "kg:figure"
            yield Fact(
                "quantity", subject, evidence, "figure-above-label", "B", predicate,
                quantity=quantity, measure=label[0],
            )  # fmt: skip


def _label(text: Passage, place: int, following: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """Return the words under a figure: after a line break in its block, or the next block."""
    start, end = trimmed(text.folded, place, len(text.text))
    if start < end:
        between = text.document.text[text.span(0, place).end : text.span(start, end).start + 1]
        broken = len(between.splitlines()) > 1
        return (text.text[start:end], text.evidence(start, end, "predicate")) if broken else None
    for label in following:
        words = label.folded.strip()
        if (
            label.block.kind in _LINES
            and 2 <= len(words) <= _LONGEST_LABEL
            and label.block.gap <= 1
            and not re.search(r"[。.:;]$", words)
            and not label.figures
        ):
            return label.text.strip(), label.evidence(0, len(label.text), "predicate")
    return None
