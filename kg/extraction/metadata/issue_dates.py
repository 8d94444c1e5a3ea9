"""When a document was issued and last changed: a field, a line at its start or end, a dateline."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.metadata import containing, fields, particulars
from kg.extraction.metadata.mastheads import DayLine, dated, may_be_dated
from kg.extraction.passages.once import once
from kg.extraction.passages.passage import Passage
from kg.extraction.times.calendar_days import days, when
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind

_ISSUING = expression(
    r"发[布表]|刊登|公布|出版|印发|published|issued|released|posted", re.IGNORECASE
)
_CLOCK = expression(
    r"\s*(?:\d{1,2}[:.时]\d{2}|\d{1,2}(?:[:.]?\d{2})?(?=\s*[ap]\.?m)"
    r"|(?!(?:19|20)\d\d\D+(?:19|20)\d\d)[0-2]\d[0-5]\d(?=\D{1,4}[0-2]\d[0-5]\d))\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:[-–—~至到]|to)\s*\d",
    re.IGNORECASE,
)
_EVENT_LABEL = expression(
    r"\s*(?:(?:地点|场地|会场|举行时间|活动时间|venue|location)\s*:|(?:时间|time)\s*:.{0,30}(?:[-–—至到]"
    r"|\bto\b).{0,12}$)",
    re.IGNORECASE,
)
_AFTER_DATELINE = expression(r"\s*\)?(?:,\s\d{1,2}[:.]\d{2})?\s*\S{0,6}\s*(?:[-–—](?!\s*\d)|电|讯)")
_OPENING = expression(
    r"^\s*[(\[【](?:(?:[A-Z][\w.’'-]* ?){1,3},\s*|[\u3400-\u9fff]{2,6}(?:,|、|\s))?\s*$"
)
_CLOSED = expression(r"\s*(?:,\s?(?:(?:[A-Z][\w.’'-]* ?){1,3}|[\u3400-\u9fff]{2,6}))?\s*[)\]】]")
_RECORD = expression(  # what is held on the day that it gives: a speech, a meeting
    r"^(?:[\w'’]+ ){0,3}(?:speech|remarks|address|statement|lecture|keynote)\b"
    r"|^(?:[\w,]+ ){0,4}minutes (?:of|for)\b|^minutes$|\bminutes$"
    r"|(?:会议|座谈会|常会|大会)(?:记录|纪录|纪要|简报)$|(?:演辞|演讲|致辞|致词|讲话|发言)(?:全文|稿|摘要|\([^)]*\))?$",
    re.IGNORECASE,
)
_HELD = expression(
    r"\b(?:held|convened) (?:\w+ ){0,6}?on\b|\bheld\b|\bon(?= \d{1,2} [a-z]+ (?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_VENUE = expression(  # where it is held, in words with capitals
    r"(?:at |in )?(?:the )?[A-ZÀ-Þ][\w.'’&-]*(?:,? (?:of|the|and|for|&|[A-ZÀ-Þ\d][\w.'’&-]*))*"
)
_BRACKET = expression(
    r"^(?=[^\n]{6,80}$)[^\n。;；]*[^\W\d][\s]*[(\[〔【](?P<day>[^()\[\]\n]{4,24})[)\]〕】]\s*$"
)
_UNDATED = (BlockKind.FIELD, BlockKind.CELL, BlockKind.FOOTNOTE)
_OPENING_LINES = 5  # blocks
_MOST_LINES = 6  # of a block that tells of an event
_BLOCKS = 40  # more blocks than this are no cover
_CLOSING = 8  # blocks
_RUNNING = 60  # characters of a dateline


@once
def issued(texts: Sequence[Passage]) -> DayLine | None:
    """Return the document's own date: in ISO form, as a day, and where it says so.

    Front matter comes first, then a date that a line at the start or at the end calls the day of
    issue, then one that stands alone there, then that of the work that the document is from, then
    one that opens a report (``GENEVA, 4 March 2024 - …``).
    """
    for key, text in fields.stated(texts):
        stated = when(text.text) if fields.predicate(key) == "dct:issued" else None
        if stated:
            return *stated, text.evidence(*fields.unquoted(text.text), "statement")
    lines = list(_own(texts))
    named = (line for line, is_named in lines if is_named)
    found = next(named, None) or next((line for line, _ in lines), None) or _recorded(texts)
    found = found or _entitled(texts) or containing.issued(texts)
    return found or next((line for text in texts if (line := dateline(text))), None)


def _entitled(texts: Sequence[Passage]) -> DayLine | None:
    """Return the day or month in the bracket that ends a title: ``港口簡報（2025年9月）``."""
    title = next((text for text in texts if text.text.strip()), None)
    found = title and _BRACKET.search(title.folded)
    if not title or not found or title.block.kind in _UNDATED:
        return None
    told = days(found["day"])
    if len(told) != 1 or found["day"][told[0][0].end :].strip():
        return None
    mention, edtf, day = told[0]
    place = (found.start("day") + mention.start, found.start("day") + mention.end)
    return (
        None
        if found["day"][: mention.start].strip()
        else (edtf, day, title.evidence(*place, "statement"))
    )


def _recorded(texts: Sequence[Passage]) -> DayLine | None:
    """Return the day on which the meeting or speech was held that a document is the record of.

    The record says so (``held on``), or a line below it has that day and where it was.
    """
    recorded = False
    for text in texts[:_OPENING_LINES]:
        record = _RECORD.search(text.folded)
        held = _HELD.search(text.folded) if record else None
        start = held.end() if held else 0
        for mention, edtf, day in days(text.folded[start:]) if held or recorded else ():
            place = (start + mention.start, start + mention.end)
            around = text.folded[: place[0]].strip(" ,*_"), text.folded[place[1] :].strip(" ,*_")
            if held or (len(text.text) <= _RUNNING and _VENUE.fullmatch("".join(around))):
                return edtf, day, text.evidence(*place, "statement")
        recorded = recorded or bool(record)
    return None


def _own(texts: Sequence[Passage]) -> Iterator[tuple[DayLine, bool]]:
    """Yield the dates alone on lines at the start and the end, and whether issue is named."""
    edges = [
        *enumerate(texts[:_BLOCKS]),
        *enumerate(texts[-_CLOSING:], max(0, len(texts) - _CLOSING)),
    ]
    recorded = any(_RECORD.search(text.folded.strip()) for text in texts[:_OPENING_LINES])
    for index, text in edges:
        if text.block.kind in _UNDATED or not may_be_dated(text):
            continue
        if recorded or not any(map(of_event, texts[max(0, index - 3) : index + 4])):
            for *day, sides in dated(text):
                yield (*day,), bool(_ISSUING.search(sides[0]))  # type: ignore[misc]


@once
def revised(texts: Sequence[Passage]) -> DayLine | None:
    """Return when the document was last changed, as a line at its start or end says."""
    for text in (*texts[:_BLOCKS], *texts[-_CLOSING:]):
        if text.block.kind in _UNDATED or not may_be_dated(text):
            continue
        for first, last in text.lines:
            for told in particulars.of(text.folded[first:last]):
                given = list(days(text.folded[first + told.start : first + told.end]))
                if told.predicate == "dct:modified" and given:
                    mention, edtf, day = given[0]
                    start = first + told.start
                    place = (start + mention.start, start + mention.end)
                    return edtf, day, text.evidence(*place, "statement")
    return None


def of_event(text: Passage) -> bool:
    """Tell whether a block near a date makes that the day of an event: a time of day, a venue."""
    return any(
        _CLOCK.match(text.folded[start:end]) or _EVENT_LABEL.match(text.folded[start:end])
        for start, end in text.lines[:_MOST_LINES]
    )


def dateline(text: Passage) -> DayLine | None:
    """Return the date that opens a report: ``GENEVA, 4 March 2024 - …``; None without one."""
    if text.block.kind is not BlockKind.PARAGRAPH:
        return None
    for mention, edtf, day in days(text.folded[:_RUNNING]):
        bracketed = _OPENING.match(text.folded[: mention.start])
        closed = bracketed and _CLOSED.match(text.folded, mention.end)
        if closed or _AFTER_DATELINE.match(text.folded, mention.end):
            return edtf, day, text.evidence(mention.start, mention.end, "statement")
    return None
