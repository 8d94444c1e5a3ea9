"""What a document says of itself: front matter, cover, rights, sources of its data, aims.

Front matter is taken at its word (tier A). Without it the cover is read (tier B).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from kg.extraction import bylines, openings
from kg.extraction.bylines import BODY, trimmed
from kg.extraction.cover import (
    RIGHTS,
    cover,
    date_line,
    imprints,
    is_periodical,
    issued,
    of_event,
    predicate,
    title,
    unquoted,
    when,
)
from kg.extraction.passages import Passage, passages
from kg.model.document import BlockKind, Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.model.terminology import Label

_DATES = ("dct:issued", "dct:modified")
_HOSTED = re.compile(r"^\W*主办")  # the host of a survey issues it; that of an event does not
_RIGHTS_WORDS = re.compile(
    r"©|\(c\)(?=\s*\d)|copyright|版权(?:所有|归|属于)?|保留.{0,4}权利|(?:不得|严禁|请勿).{0,12}$"
    r"|all rights reserved|\b(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?年?|\bby\b|所?有$"
    r"|[\s,.;:|，。]+$|^[\s,.;:|，。]+",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^\s*[(\[【]?(?:(?:资料|数据|图片|消息|新闻|信息|稿件)?来源|出处"
    r"|data sources?|sources?)\s*:\s*",
    re.IGNORECASE,
)
_BRACKETED_END = re.compile(r"\s{2,}\S{2,8}:|[)\]】]\s*$")  # another label, or the closing
_YEAR_TAIL = re.compile(
    r"\s*[(,]\s*(?:as (?:of|at)\s*)?\d{4}[^)]{0,12}\)?\s*[。.]?$"
    r"|(?:['’]s)?\s+(?:own )?(?:calculations?|estimates?|analys[ie]s|compilations?)\b.*$|[。.\s]+$",
    re.IGNORECASE,
)
_AIMS = re.compile(
    r"^(?:研究|调查|报告)\s*(?:重点|目的|目标|范围|内容)$"
    r"|^(?:research |study )?(?:objectives?|aims|focus|scope)"
    r"(?: of (?:the|this) (?:study|report|research))?$",
    re.IGNORECASE,
)
_SIGNED = (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.HEADING)
_LONGEST_LINE = 240
_OPENING, _CLOSING = 8, 6  # blocks
_NEAR_GAP = 2  # blank lines


Resolve = Callable[[str], Entity | None]


def find(texts: Sequence[Passage], resolve: Resolve) -> list[Fact]:
    """Return the facts that a document states about itself.

    ``texts`` are all the passages of one document, in order; ``resolve`` gives the known thing
    that a text names, or None.
    """
    if not texts:
        return []
    subject = _entity(texts[0].document, texts)
    facts = [*_fields(texts, subject), *_sources(texts, subject), *_aims(texts, subject)]
    stated = {fact.predicate for fact in facts}
    return facts + [f for f in _on_cover(texts, subject, resolve) if f.predicate not in stated]


def document_entity(document: Document) -> Entity:
    """Return the document as a thing: its identity, labelled with its title, else its file name."""
    return _entity(document, passages(document))


def _entity(document: Document, texts: Sequence[Passage]) -> Entity:
    stated = title(texts)
    name = stated[0] if stated else document.name
    return Entity(document.id, (Label(name, document.language),), ("kg:Document",), known=True)


def document_date(document: Document) -> tuple[date, Span] | None:
    """Return the day that the document gives as its own (of a month, the first) and where.

    None if it gives none: nothing is assumed.
    """
    stated = issued(passages(document))
    return (stated[1], stated[2].span) if stated else None


def _fact(
    subject: Entity, property_: str, value: str, evidence: tuple[Evidence, ...], rule: str,
    tier: str = "A", dimension: tuple[tuple[str, str], ...] = (),
) -> Fact:  # fmt: skip
    return Fact("document", subject, evidence, rule, tier, property_, value, dimension=dimension)


def _part(text: Passage, start: int, end: int) -> tuple[Evidence, Evidence]:
    """Return the evidence that a line states something by a part of it."""
    whole = text.evidence(0, len(text.text), "statement")
    return whole, text.evidence(start, end, "object")


def _fields(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield one fact per value of the front matter."""
    for text in texts:
        start, end = unquoted(text.text)
        if text.block.kind is not BlockKind.FIELD or start == end:
            continue
        property_ = predicate(text.block.label)
        value = text.text[start:end]
        if property_ in _DATES and (stated := when(value)):
            value = stated[0]
        dimension = (("key", text.block.label),) if property_ == "kg:metadata" else ()
        evidence = (text.evidence(start, end, "statement"),)
        yield _fact(subject, property_, value, evidence, "front-matter", dimension=dimension)


def _on_cover(texts: Sequence[Passage], subject: Entity, resolve: Resolve) -> Iterator[Fact]:
    """Yield title, date, authors, publisher and rights found outside front matter."""
    name, day = title(texts), issued(texts)
    if name:
        yield _fact(subject, "dct:title", name[0], name[1], "cover-title", "B")
    if day:
        yield _fact(subject, "dct:issued", day[0], (day[2],), "cover-date", "B")
    lines = list(cover(texts))
    yield from _credits(texts, lines, subject)
    if name:
        yield from _signatures(lines, name[0], subject, resolve)
    if not any(RIGHTS.search(text.folded) for text in texts):
        yield from _signed_off(texts, lines, subject)
    for text in texts:
        if text.block.kind is not BlockKind.FIELD and len(text.text) <= _LONGEST_LINE:
            yield from _rights(text, subject)


def _credits(texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield whom the lines at the start and the end credit."""
    for text in filter(_is_masthead, [*lines, *_ending(texts, lines)]):
        for first, last in text.lines:
            line = text.folded[first:last]
            if _HOSTED.search(line) and any(map(of_event, texts)):
                continue
            for credit in (*bylines.credits_of(line), *openings.imprint(line)):
                yield _credited(text, credit.moved(first), subject, "byline")
        for place in imprints(text):
            credit = bylines.Credit("dct:publisher", *place)
            yield _credited(text, credit, subject, "masthead", "B")
    for text in lines:
        for credit in openings.source(text.folded):
            yield _credited(text, credit, subject, "masthead", "B")
    for text in texts[:_OPENING]:
        for credit in openings.opening(text.folded):
            yield _credited(text, credit, subject, "transcript-opening")


def _ending(texts: Sequence[Passage], lines: Sequence[Passage]) -> list[Passage]:
    """Return the last blocks of a document that are not on its cover."""
    return [text for text in texts[-_CLOSING:] if text not in lines]


def _is_masthead(text: Passage) -> bool:
    return text.block.kind is not BlockKind.FIELD and len(text.text) <= _LONGEST_LINE


def _credited(
    text: Passage, credit: bylines.Credit, subject: Entity, rule: str, tier: str = "A"
) -> Fact:
    place = (credit.start, credit.end)
    value, evidence = text.text[slice(*place)], _part(text, *place)
    return _fact(subject, credit.predicate, value, evidence, rule, tier)


def _signatures(
    lines: Sequence[Passage], name: str, subject: Entity, resolve: Resolve
) -> Iterator[Fact]:
    """Yield the bodies that sign the cover: names alone on a line that follow the title.

    They issue it; where a notice of rights says who does, they are its authors.
    """
    titled = next((i for i, t in enumerate(lines) if t.text.strip(" \"'") == name), len(lines))
    reserved = any(RIGHTS.search(text.folded) for text in lines)
    property_ = "dct:creator" if reserved else "dct:publisher"
    for index, text in enumerate(lines):
        if RIGHTS.search(text.folded) or bylines.is_credit(text.folded):
            continue
        if index > titled:
            for credit in openings.person(text.folded[slice(*text.lines[0])].strip(" *_")):
                yield _credited(text, credit, subject, "cover-person", "B")
        places = _bodies(text) if index > titled or not reserved else []
        named = [(0, len(text.text))] if index < titled and is_periodical(text) else []
        for first, last in (*places, *named) if index != titled else ():
            first = _innermost(text, first, last, resolve)
            value, evidence = text.text[first:last], _part(text, first, last)
            yield _fact(subject, property_, value, evidence, "cover-signature", "B")


def _bodies(text: Passage) -> list[tuple[int, int]]:
    """Return the places of the bodies that a block names: all of it, or lines of it."""
    whole = bylines.signed(text.folded)
    if whole or len(text.lines) == 1:
        return whole
    return [
        (first + start, first + end)
        for first, last in text.lines
        for start, end in bylines.signed(text.folded[first:last])
    ]


def _signed_off(
    texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity
) -> Iterator[Fact]:
    """Yield the bodies that sign at the end, next to a date."""
    last = _ending(texts, lines)
    for index, text in enumerate(last):
        near = last[max(0, index - 1) : index + 2]
        if text.block.kind in _SIGNED and any(date_line(t) for t in near if t is not text):
            for place in _bodies(text):
                value, evidence = text.text[slice(*place)], _part(text, *place)
                yield _fact(subject, "dct:publisher", value, evidence, "signature", "B")


def _innermost(text: Passage, first: int, last: int, resolve: Resolve) -> int:
    """Return where the name of a known unit starts after the name of the body it belongs to."""
    for start in range(first + 2, last - 3):
        if BODY.search(text.folded[first:start]) and resolve(text.text[start:last]):
            return start
    return first


def _rights(text: Passage, subject: Entity) -> Iterator[Fact]:
    """Yield the holder of the rights: the longest part of the line that is no set phrase."""
    if not RIGHTS.search(text.folded):
        return
    cuts = [(0, 0), *(m.span() for m in _RIGHTS_WORDS.finditer(text.folded))]
    starts = [end for _, end in cuts]
    ends = [start for start, _ in cuts[1:]] + [len(text.text)]
    start, end = max(zip(starts, ends, strict=True), key=lambda gap: gap[1] - gap[0])
    for first, last in trimmed(text.folded.replace(",", " "), start, end):
        yield _fact(
            subject, "dct:rights", text.text[first:last], _part(text, first, last), "rights"
        )


def _sources(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield the sources of data that the document names in ``Source:`` lines."""
    for text in texts:
        label = _SOURCE.match(text.folded)
        if not label or text.block.kind is BlockKind.FIELD:
            continue
        rest = text.folded[label.end() :]
        bracketed = _BRACKETED_END.search(rest) if label[0].lstrip()[:1] in "([【" else None
        for part in re.finditer(r"[^;；]+", rest[: bracketed.start()] if bracketed else rest):
            tail = _YEAR_TAIL.search(part[0])
            start = label.end() + part.start()
            end = start + (tail.start() if tail else len(part[0]))
            for first, last in trimmed(text.folded, start, end):
                value, evidence = text.text[first:last], _part(text, first, last)
                yield _fact(subject, "dct:source", value, evidence, "source-line")


def _aims(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield what the document says that it looks into: the lines under ``Objectives``."""
    for index, heading in enumerate(texts):
        if not _AIMS.match(heading.folded.strip(" :")) or heading.block.kind is BlockKind.FIELD:
            continue
        context = heading.evidence(0, len(heading.text), "heading")
        for text in _under(texts, index):
            evidence = (text.evidence(0, len(text.text), "statement"), context)
            yield _fact(subject, "kg:focusArea", text.text.strip(), evidence, "stated-aim", "B")


def _under(texts: Sequence[Passage], index: int) -> Iterator[Passage]:
    """Yield the short blocks under a heading; under a mere line, those close after it."""
    heads = any(index in text.block.headings for text in texts)
    for text in texts[index + 1 :]:
        near = text.block.gap <= _NEAR_GAP and text.block.headings == texts[index].block.headings
        if len(text.text) > _LONGEST_LINE or not (index in text.block.headings if heads else near):
            return
        if text.text.strip():
            yield text
