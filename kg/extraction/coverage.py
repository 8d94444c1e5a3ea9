"""What was missed: figures, dates, bracketed names and list items that no fact used.

A reader of a graph sees what is in it; only the document shows what is not. A gap is no error by
itself (a page may say much that is no fact), but it is where an analyst looks for the next pattern,
so the pattern that came nearest is named with each.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.extraction.extractor import Extraction
from kg.extraction.grammar.projection import Projection
from kg.extraction.passages.reading import Reading
from kg.extraction.patterns.catalogue import Explanation, PatternSet
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity, TimeExpression
from kg.model.span import Span

KINDS = ("figure", "date", "name", "item")
"""The kinds of what a fact can use: a quantity, a time, a name in brackets, a list item."""

_PASSED_OVER = frozenset(
    {BlockKind.FIELD, BlockKind.FOOTNOTE, BlockKind.SOURCE, BlockKind.BOILERPLATE}
)
# Roles that only say around what a fact was found do not show that its words were used.
_AROUND = frozenset({"statement", "heading", "header", "caption", "context", "time-anchor"})
_QUOTED = re.compile(r"《[^《》\n]{2,40}》|[“「『]([^“”「」『』,.;:!?，。；：！？\n]{2,24})[”」』]")


@dataclass(frozen=True, slots=True)
class Gap:
    """What no fact used: its kind, its span, the sentence around it, and the nearest pattern."""

    kind: str
    span: Span
    sentence: Span
    near: Explanation | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document was used: ``counts`` has (used, all) for each of ``KINDS``."""

    counts: tuple[tuple[int, int], ...]
    gaps: tuple[Gap, ...]


def coverage(extraction: Extraction, patterns: PatternSet) -> Coverage:
    """Return which figures, dates, bracketed names and list items the facts used, and the gaps.

    Gaps are in the order of the text; offsets are code points of the document, half-open. Front
    matter, footnotes, sources and boilerplate are passed over.
    """
    used = _Places(_used(extraction.facts))
    stated = _Places(_stated(extraction.facts))
    totals = dict.fromkeys(KINDS, 0)
    gaps: list[Gap] = []
    for reading in extraction.readings:
        if reading.passage.block.kind in _PASSED_OVER:
            continue
        nearest = _Nearest(reading, patterns)
        for kind, start, end in _found(reading):
            span = reading.passage.span(start, end)
            totals[kind] += 1
            if not (stated if kind == "item" else used).touch(span):
                sentence, near = nearest.to(start)
                gaps.append(Gap(kind, span, sentence, near))
    missed = [sum(gap.kind == kind for gap in gaps) for kind in KINDS]
    counts = tuple(
        (total - lost, total) for total, lost in zip(totals.values(), missed, strict=True)
    )
    return Coverage(counts, tuple(gaps))


def _found(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Yield what a passage has that a fact could use, by position, with offsets in the passage."""
    places = [("figure", start, end) for _, start, end in reading.passage.figures]
    places += [
        ("date", mention.start, mention.end)
        for mention in reading.mentions
        if isinstance(mention.meaning, TimeExpression)
    ]
    places += [("name", *found.span()) for found in _QUOTED.finditer(reading.passage.text)]
    if reading.passage.block.kind is BlockKind.LIST_ITEM and reading.passage.text:
        places.append(("item", 0, len(reading.passage.text)))
    return iter(sorted(places, key=lambda place: place[1:]))


def _used(facts: Iterable[Fact]) -> Iterator[Span]:
    """Yield the words that facts are made of."""
    for fact in facts:
        for evidence in fact.evidence:
            if evidence.role not in _AROUND or fact.kind == "document":
                yield evidence.span
            elif evidence.role == "statement" and isinstance(fact.object, str):
                yield from _within(evidence.span, evidence.quote, fact.object)
            elif evidence.role == "statement" and isinstance(fact.object, Entity):
                for label in fact.object.labels:
                    yield from _within(evidence.span, evidence.quote, label.text)


def _within(span: Span, quote: str, words: str) -> Iterator[Span]:
    """Yield where words stand in a statement that has no evidence of its own for them."""
    at = quote.find(words)
    if at >= 0:
        yield Span(span.start + at, span.start + at + len(words))


def _stated(facts: Iterable[Fact]) -> Iterator[Span]:
    return (e.span for fact in facts for e in fact.evidence if e.role in ("statement", "mention"))


class _Nearest:
    """The pattern that came nearest, asked for once a sentence of a passage."""

    def __init__(self, reading: Reading, patterns: PatternSet) -> None:
        self._reading, self._patterns = reading, patterns
        self._found: dict[tuple[int, int], Explanation | None] = {}

    @cached_property
    def _projection(self) -> Projection:
        alphabet, reading = self._patterns.alphabet, self._reading
        return alphabet.project(reading.passage.folded, reading.mentions)

    def to(self, start: int) -> tuple[Span, Explanation | None]:
        """Return the sentence around an offset and what came nearest in it."""
        passage = self._reading.passage
        whole = (0, len(passage.text))
        around = next((s for s in passage.sentences if s[0] <= start < s[1]), whole)
        if around not in self._found:
            self._found[around] = self._patterns.nearest(self._projection, start)
        return passage.span(*around), self._found[around]


class _Places:
    """Spans to be asked whether any of them touches another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._covered: set[int] = set()
        for span in spans:
            self._covered.update(range(span.start, span.end))

    def touch(self, span: Span) -> bool:
        """Tell whether any of the spans shares a code point with this one."""
        return not self._covered.isdisjoint(range(span.start, span.end))
