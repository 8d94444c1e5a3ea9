"""What a document says of itself: front matter, cover, rights, sources of its data, aims.

Front matter is taken at its word (tier A). Without it the cover is read (tier B).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from kg.extraction.metadata import (
    abstracts,
    containing,
    credited,
    data_sources,
    fields,
    imprint,
    particulars,
    reporting_periods,
)
from kg.extraction.metadata.cover import cover, title
from kg.extraction.metadata.credited import part, stated
from kg.extraction.metadata.issue_dates import issued, revised
from kg.extraction.metadata.title_lines import RIGHTS, kinds
from kg.extraction.names.body_names import trimmed
from kg.extraction.passages.passage import Passage, passages
from kg.extraction.times.calendar_days import when
from kg.model.document import BlockKind, Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.model.terminology import Label

_DATES = ("dct:issued", "dct:modified")
_LISTS = ("dct:subject", "dct:creator")  # of which one field may hold several
_RIGHTS_WORDS = re.compile(
    r"©|\(c\)(?=\s*\d)|copyright|版权(?:所有|归|属于)?|保留.{0,4}权利|(?:不得|严禁|请勿|仅供).{0,12}$"
    r"|(?:all|some) rights reserved.*$|(?<=[a-z])\.\s.*$"
    r"|\b(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?年?|\bby\b|所?有$"
    r"|[\s,.;:|，。]+$|^[\s,.;:|，。]+",
    re.IGNORECASE,
)
_AIMS = re.compile(
    r"^(?:研究|调查|报告)\s*(?:重点|目的|目标|范围|内容)$"
    r"|^(?:research |study )?(?:objectives?|aims|focus|scope)"
    r"(?: of (?:the|this) (?:study|report|research))?$",
    re.IGNORECASE,
)
_LONGEST_LINE = 240
_CLOSING, _IMPRINTED = 6, 12  # blocks
_UNSTATED = (BlockKind.FIELD, BlockKind.CELL, BlockKind.FOOTNOTE)
_NEAR_GAP = 2  # blank lines


Resolve = Callable[[str], Entity | None]
Title = tuple[str, tuple[Evidence, ...]]


def find(texts: Sequence[Passage], resolve: Resolve) -> list[Fact]:
    """Return the facts that a document states about itself.

    ``texts`` are all the passages of one document, in order; ``resolve`` gives the known thing
    that a text names, or None.
    """
    if not texts:
        return []
    name = title(texts)
    subject = _entity(texts[0].document, name)
    front = list(_fields(texts, subject))
    given = {fact.predicate for fact in front}
    covered = [*_on_cover(texts, subject, name, resolve), *_imprint(texts, subject)]
    told = [*front, *_sources(texts, subject), *_aims(texts, subject)]
    covered += [*_particulars(texts, subject), *_abstract(texts, subject)]
    return told + [fact for fact in covered if fact.predicate not in given]


def document_entity(document: Document, texts: Sequence[Passage] = ()) -> Entity:
    """Return the document as a thing: its identity, labelled with its title, else its file name.

    ``texts`` are its passages, for whom they are at hand.
    """
    return _entity(document, title(texts or passages(document)))


def _entity(document: Document, name_: Title | None) -> Entity:
    name = name_[0] if name_ else document.name
    return Entity(document.id, (Label(name, document.language),), ("kg:Document",), known=True)


def document_date(document: Document, texts: Sequence[Passage] = ()) -> tuple[date, Span] | None:
    """Return the day that the document gives as its own (of a month, the first) and where.

    None if it gives none: nothing is assumed. ``texts`` are its passages, for whom they are at
    hand.
    """
    texts = texts or passages(document)
    day = issued(texts) or revised(texts)
    return (day[1], day[2].span) if day else None


def _fields(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield one fact per value of the front matter."""
    for key, text in fields.stated(texts):
        start, end = fields.unquoted(text.text)
        if start == end:
            continue
        property_ = fields.predicate(key)
        if property_ in _LISTS and (places := imprint.separated(text.folded, start, end)):
            for place in places:
                part = (text.evidence(*place, "statement"),)
                yield stated(subject, property_, text.text[slice(*place)], part, "front-matter")
            continue
        value = text.text[start:end]
        if property_ in _DATES and (day := when(value)):
            value = day[0]
        dimension = (("key", key),) if property_ == "kg:metadata" else ()
        evidence = (text.evidence(start, end, "statement"),)
        yield stated(subject, property_, value, evidence, "front-matter", dimension=dimension)


def _particulars(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield the number of the document, and when it was last changed."""
    changed = revised(texts)
    if changed:
        yield stated(subject, "dct:modified", changed[0], (changed[2],), "particulars")
    for text in (*texts[:_IMPRINTED], *texts[max(_IMPRINTED, len(texts) - _CLOSING) :]):
        for first, last in text.lines if text.block.kind not in _UNSTATED else ():
            for told in particulars.of(text.folded[first:last]):
                if told.predicate == "dct:identifier":
                    place = (first + told.start, first + told.end)
                    value, evidence = text.text[slice(*place)], part(text, *place)
                    yield stated(subject, told.predicate, value, evidence, "particulars")


def _abstract(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield what the document says of itself in short, and what time it covers."""
    for text, start, end, edtf in reporting_periods.find(texts):
        evidence = part(text, start, end)
        yield stated(subject, "dct:temporal", edtf, evidence, "period-covered")
    for text, start, end in abstracts.find(texts):
        words = (text.evidence(start, end, "statement"),)
        yield stated(subject, "dct:abstract", text.text[start:end], words, "abstract", "B")


def _on_cover(
    texts: Sequence[Passage], subject: Entity, name: Title | None, resolve: Resolve
) -> Iterator[Fact]:
    """Yield title, date, authors, publisher and rights found outside front matter."""
    day = issued(texts)
    if name:
        yield stated(subject, "dct:title", name[0], name[1], "cover-title", "B")
    if day:
        yield stated(subject, "dct:issued", day[0], (day[2],), "cover-date", "B")
    lines = list(cover(texts))
    for text, place in kinds(lines, name[0] if name else ""):
        value, evidence = text.text[slice(*place)], part(text, *place)
        yield stated(subject, "dct:type", value, evidence, "kind-of-document", "B")
    whole = containing.find(texts)
    for piece in whole.fields if whole else ():
        if whole and piece.predicate not in _DATES:
            evidence = part(whole.text, piece.start, piece.end)
            yield stated(subject, piece.predicate, piece.value, evidence, "containing-work", "B")
    yield from credited.find(texts, lines, subject, name[0] if name else "", resolve)
    for text in texts:
        if text.block.kind is not BlockKind.FIELD and len(text.text) <= _LONGEST_LINE:
            yield from _rights(text, subject)


def _rights(text: Passage, subject: Entity) -> Iterator[Fact]:
    """Yield the holder of the rights: the longest part of the line that is no set phrase."""
    reserved = RIGHTS.search(text.folded)
    if not reserved:
        return
    opened = text.folded.rfind("。", 0, reserved.start()) + 1
    cuts = [(opened, opened), *(m.span() for m in _RIGHTS_WORDS.finditer(text.folded, opened))]
    starts = [end for _, end in cuts]
    ends = [start for start, _ in cuts[1:]] + [len(text.text)]
    start, end = max(zip(starts, ends, strict=True), key=lambda gap: gap[1] - gap[0])
    for first, last in trimmed(text.folded.replace(",", " "), start, end):
        yield stated(
            subject, "dct:rights", text.text[first:last], part(text, first, last), "rights"
        )


def _sources(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield the sources of data that the document names in ``Source:`` lines."""
    for text in texts:
        if text.block.kind is not BlockKind.FIELD:
            for place in data_sources.named(text.folded):
                value, evidence = text.text[slice(*place)], part(text, *place)
                yield stated(subject, "dct:source", value, evidence, "source-line")


def _imprint(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield the keywords of the document, and the series and number that it appeared in."""
    for text in (*texts[:_IMPRINTED], *texts[-_CLOSING:]):
        if text.block.kind is BlockKind.FIELD:
            continue
        for first, last in text.lines:
            for said in imprint.of(text.folded[first:last]):
                place = (first + said.start, first + said.end)
                value, evidence = text.text[slice(*place)], part(text, *place)
                dimension = (("key", said.key),) if said.key else ()
                yield stated(
                    subject, said.predicate, value, evidence, "imprint", dimension=dimension
                )


def _aims(texts: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield what the document says that it looks into: the lines under ``Objectives``."""
    for index, heading in enumerate(texts):
        if not _AIMS.match(heading.folded.strip(" :")) or heading.block.kind is BlockKind.FIELD:
            continue
        context = heading.evidence(0, len(heading.text), "heading")
        for text in _under(texts, index):
            evidence = (text.evidence(0, len(text.text), "statement"), context)
            yield stated(subject, "kg:focusArea", text.text.strip(), evidence, "stated-aim", "B")


def _under(texts: Sequence[Passage], index: int) -> Iterator[Passage]:
    """Yield the short blocks under a heading; under a mere line, those close after it."""
    heads = any(index in text.block.headings for text in texts)
    for text in texts[index + 1 :]:
        near = text.block.gap <= _NEAR_GAP and text.block.headings == texts[index].block.headings
        if len(text.text) > _LONGEST_LINE or not (index in text.block.headings if heads else near):
            return
        if text.text.strip() and text.block.kind is not BlockKind.BOILERPLATE:
            yield text
