"""What is added to facts when all are found: works cited, dates leant on, years in names."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from kg.extraction.figures.timeframes import Frames
from kg.extraction.passages.reading import Reading
from kg.extraction.references import citations
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, TimeExpression
from kg.model.span import Span
from kg.model.terminology import Terminology

_DATED = ("kg:Event", "kg:PolicyStatement")  # what happens, or speaks, in the year of its name
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-–/](\d\d))?(?!\d)(?=年|\D|$)")


class _Year(NamedTuple):
    """A year that a name holds, as EDTF, and the span of the sentence that it stands in."""

    sentence: Span
    edtf: str
    evidence: Evidence


def attribute(
    facts: Iterable[Fact],
    readings: Sequence[Reading],
    anchor: Evidence | None,
    frames: Frames,
    terminology: Terminology,
) -> list[Fact]:
    """Return the facts with the marks of the works that their sentences cite, and their times.

    A mark supports the sentence that it stands in. A figure without a time of its own has that of
    the event or policy statement named before it in its sentence (``2022年施政報告預留…``), else
    the one that its surroundings frame it with. The ``anchor`` (the document's own date) is
    added where a relative time (``去年10月``) needed it.
    """
    cited = sorted(
        (mark for reading in readings for mark in _marks(reading)), key=lambda mark: mark[0].start
    )
    named = [year for reading in readings for year in _years(reading, terminology)]
    relative = {
        reading.passage.span(mention.start, mention.end)
        for reading in readings
        for mention in reading.mentions
        if isinstance(mention.meaning, TimeExpression) and mention.meaning.relative
    }
    return [
        _anchored(_cited(_timed(fact, named, frames), cited), relative, anchor) for fact in facts
    ]


def _marks(reading: Reading) -> Iterator[tuple[Span, Evidence]]:
    """Yield each citation mark with the span of the sentence that it supports."""
    passage = reading.passage
    text = passage.document.text
    for mark in citations.cited(passage):
        if mark.sentence < len(passage.sentences):
            evidence = Evidence(mark.span, mark.span.of(text), "citation")
            yield passage.sentence_spans[mark.sentence], evidence


def _years(reading: Reading, terminology: Terminology) -> Iterator[_Year]:
    """Yield the years in the names of events and policy statements, in order."""
    passage = reading.passage
    for mention in reading.mentions:
        entity = mention.meaning
        if not isinstance(entity, Entity):
            continue
        if terminology.is_a(entity.types, *_DATED):
            start = max(0, mention.start - len("2023-24年度"))
            for year in _YEAR.finditer(passage.folded, start, mention.end):
                edtf = f"{year[1]}-{year[2]}" if year[2] else year[1]
                shown = passage.evidence(*year.span(), "time")
                yield from (
                    _Year(sentence, edtf, shown)
                    for sentence in passage.sentence_spans
                    if sentence.contains(shown.span)
                )


def _cited(fact: Fact, cited: Sequence[tuple[Span, Evidence]]) -> Fact:
    if fact.kind not in ("relation", "quantity") or not cited:
        return fact
    statements = [e.span for e in fact.evidence if e.role == "statement"]
    return _with(fact, [mark for each in statements for mark in _overlapping(cited, each)])


def _overlapping(cited: Sequence[tuple[Span, Evidence]], statement: Span) -> Iterator[Evidence]:
    """Yield the marks of the sentences (in order, none within another) that a span touches."""
    first = bisect_right(cited, statement.start, key=lambda mark: mark[0].end)
    for span, mark in islice(cited, first, None):
        if span.start >= statement.end:
            return
        yield mark


def _timed(fact: Fact, named: Sequence[_Year], frames: Frames) -> Fact:
    if fact.kind != "quantity" or fact.time:
        return fact
    value = next((e.span for e in fact.evidence if e.role == "value"), None)
    if value is None:
        return fact
    before = [
        year
        for year in named
        if year.sentence.contains(value) and year.evidence.span.end <= value.start
    ]
    if before:
        return replace(_with(fact, [before[-1].evidence]), time=before[-1].edtf)
    frame = frames.of(fact, value)
    return replace(_with(fact, [frame.evidence]), time=frame.edtf) if frame else fact


def _anchored(fact: Fact, relative: set[Span], anchor: Evidence | None) -> Fact:
    if anchor and any(e.role == "time" and e.span in relative for e in fact.evidence):
        return _with(fact, [anchor])
    return fact


def _with(fact: Fact, evidence: Sequence[Evidence]) -> Fact:
    if not evidence:
        return fact
    return replace(fact, evidence=tuple(dict.fromkeys((*fact.evidence, *evidence))))
