"""What is added to facts when all are found: the works they cite, the date they lean on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extraction import citations
from kg.extraction.subjects import Reading
from kg.model.fact import Evidence, Fact
from kg.model.mention import TimeExpression
from kg.model.span import Span


def attribute(
    facts: Iterable[Fact], readings: Sequence[Reading], anchor: Evidence | None
) -> list[Fact]:
    """Return the facts with the marks of the works that their sentences cite, and the time anchor.

    A mark supports the sentence that it stands in. The anchor (the document's own date) is added
    where a relative time (``去年10月``) needed it.
    """
    cited = [mark for reading in readings for mark in _marks(reading)]
    relative = {
        reading.passage.span(mention.start, mention.end)
        for reading in readings
        for mention in reading.mentions
        if isinstance(mention.meaning, TimeExpression) and mention.meaning.relative
    }
    return [_attributed(fact, cited, relative, anchor) for fact in facts]


def _marks(reading: Reading) -> Iterable[tuple[Span, Evidence]]:
    """Yield each citation mark with the span of the sentence that it supports."""
    passage = reading.passage
    text = passage.document.text
    for mark in citations.cited(passage):
        if mark.sentence < len(passage.sentences):
            evidence = Evidence(mark.span, mark.span.of(text), "citation")
            yield passage.span(*passage.sentences[mark.sentence]), evidence


def _attributed(
    fact: Fact,
    cited: Sequence[tuple[Span, Evidence]],
    relative: set[Span],
    anchor: Evidence | None,
) -> Fact:
    if fact.kind not in ("relation", "quantity"):
        return fact
    statements = [e.span for e in fact.evidence if e.role == "statement"]
    added = [mark for span, mark in cited if any(span.overlaps(s) for s in statements)]
    if anchor and any(e.role == "time" and e.span in relative for e in fact.evidence):
        added.append(anchor)
    return replace(fact, evidence=tuple(dict.fromkeys((*fact.evidence, *added))))
