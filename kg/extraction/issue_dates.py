"""When a document was issued: a field, a date line on its cover or at its end, a dateline.

What frames a date in a masthead says no more than where, in what or by whom it was issued.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kg.extraction import dates
from kg.extraction.bylines import BODY, PERIODICAL, is_credit, signed
from kg.extraction.fields import predicate, unquoted
from kg.extraction.genres import GENRE, WORK
from kg.extraction.passages import Passage
from kg.model.document import BlockKind
from kg.model.fact import Evidence
from kg.model.mention import Mention, TimeExpression
from kg.text.folding import fold

_AROUND = re.compile(
    r"ends/|issued(?: at| on)?|as at|published(?: on)?|updated|posted|hong kong|date[d:]?"
    r"|released?|hkt|gmt"
    r"|for immediate|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:星期|周)[一二三四五六日天]"
    r"|发布|发表|出版|印发|编制|编印|制表|更新|修订|日期|时间|完|\d{1,2}[:时]\d{2}分?|[ap]\.?m\.?"
    r"|[\s()/,.:|;—–《》·-]+|(?:总第|第)\s*\d+\s*期|\d{4}年第\s*\d+\s*期|(?<!\d)[号刊]|\b(?:issue|vol(?:ume)?|no)\b\.?\s*\d*",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:[A-Z][a-z’'-]+ ?){1,3}$|^[\u3400-\u9fff]{2,4}$")
_SOURCED = re.compile(
    r"^(?:(?:资料|信息|消息|新闻|文章|稿件)?来源|出处|sources?):\s*\S", re.IGNORECASE
)
_PRINTED = re.compile(r"(?:发于|刊于|载于?|published in|appeared in)\s*[《“\"*_]", re.IGNORECASE)
_PART = re.compile(r"(?:[^|·•—–,/\s]|(?<!\s)\s(?!\s)|(?<=\d),(?=\d))+")
_MONTH = re.compile(
    r"\b(?:JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b"
)
_CLOCK = re.compile(
    r"\s*(?:\d{1,2}[:.时]\d{2}|\d{1,2}(?:[:.]?\d{2})?(?=\s*[ap]\.?m)"
    r"|(?!(?:19|20)\d\d\D+(?:19|20)\d\d)[0-2]\d[0-5]\d(?=\D{1,4}[0-2]\d[0-5]\d))\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:[-–—~至到]|to)\s*\d",
    re.IGNORECASE,
)
_EVENT_LABEL = re.compile(
    r"\s*(?:(?:地点|场地|会场|举行时间|活动时间|venue|location)\s*:|(?:时间|time)\s*:.{0,30}(?:[-–—至到]"
    r"|\bto\b).{0,12}$)",
    re.IGNORECASE,
)
_AFTER_DATELINE = re.compile(r"\s*\)?\s*\S{0,6}\s*(?:[-–—]|电|讯)")
_OPENING = re.compile(r"^\s*\((?:[A-Z][a-z]+,\s*|[\u3400-\u9fff]{2,4}(?:,|\s))?$")
_SPEECH = re.compile(
    r"^(?:\w+ ){0,3}(?:speech|remarks|address|statement|lecture|keynote)\b"
    r"|(?:演辞|演讲|致辞|致词|讲话|发言)(?:全文|稿|摘要|\([^)]*\))?$",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(
    r"\d{1,2}[:.]\d{2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b(?:hkt|gmt|sgt|cest?|utc|e[sd]t|p[sd]t|bst|jst|ist|a?est)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"^在.{4,50}(?:会议|大会|论坛|峰会|年会|典礼|仪式)上\W*$")
_UNDATED = (BlockKind.FIELD, BlockKind.CELL, BlockKind.FOOTNOTE)
_OPENING_LINES = 5  # blocks
_MOST_PARTS = 6
_BLOCKS = 40  # more blocks than this are no cover
_LONGEST, _RUNNING = 120, 60  # characters of a date line, and of a dateline


def issued(texts: Sequence[Passage]) -> tuple[str, date, Evidence] | None:
    """Return the document's own date: in ISO form, as a day, and where it says so.

    Front matter comes first, then a date that stands alone on the cover, at the start or at the
    end, then one that opens a report (``GENEVA, 4 March 2024 - …``).
    """
    for text in texts:
        if text.block.kind is BlockKind.FIELD and predicate(text.block.label) == "dct:issued":
            stated = when(text.text)
            if stated:
                return *stated, text.evidence(*unquoted(text.text), "statement")
    edges = [*enumerate(texts[:_BLOCKS]), *enumerate(texts[-8:], max(0, len(texts) - 8))]
    spoken = any(_SPEECH.search(text.folded.strip()) for text in texts[:_OPENING_LINES])
    for index, text in edges:
        line = date_line(text) if text.block.kind not in _UNDATED else None
        if line and (spoken or not any(map(of_event, texts[max(0, index - 3) : index + 4]))):
            return line
    return next((line for text in texts if (line := _dateline(text))), None)


def of_event(text: Passage) -> bool:
    """Tell whether a block near a date makes that the day of an event: a time of day, a venue."""
    return any(
        _CLOCK.match(text.folded[start:end]) or _EVENT_LABEL.match(text.folded[start:end])
        for start, end in text.lines[:_MOST_PARTS]
    )


def date_line(text: Passage) -> tuple[str, date, Evidence] | None:
    """Return the date of a line that has nothing but a date, or what frames one in a masthead."""
    if len(text.text) > _LONGEST or not any(map(str.isnumeric, text.text)):
        return None
    return next((stated[:3] for stated in _dated(text)), None)


def imprints(text: Passage) -> list[tuple[int, int]]:
    """Return the places of the periodicals and bodies that stand next to a date in a masthead."""
    if len(text.text) > _LONGEST or not any(map(str.isnumeric, text.text)):
        return []
    parts = {
        part.strip(" *_《》()")
        for *_, sides in _dated(text)
        for side in sides
        if not (is_credit(side) or _PRINTED.search(side))
        for part in _PART.findall(side)
    }
    names = sorted(part for part in parts if _is_publisher(part) and not is_credit(part))
    starts = [(text.folded.index(name), len(name)) for name in names]
    return sorted((start, start + length) for start, length in starts)


def when(value: str) -> tuple[str, date] | None:
    """Return the first day or month in a text: in ISO form, and as its first day."""
    stamp = re.match(r"\s*(\d{4}-\d\d-\d\d)(?=T|\s|$)", value)
    if stamp:
        try:
            return stamp[1], date.fromisoformat(stamp[1])
        except ValueError:
            return None
    return next(((edtf, day) for _, edtf, day in _days(fold(value))), None)


def _days(folded: str) -> Iterator[tuple[Mention, str, date]]:
    """Yield the days and months in a text: no years, periods or relative dates."""
    folded = _MONTH.sub(lambda month: month[0].capitalize(), folded)
    for mention in dates.find(folded, None):
        time = mention.meaning
        if not isinstance(time, TimeExpression) or time.relative or time.earliest is None:
            continue
        if re.fullmatch(r"\d{4}-(?:0\d|1[0-2])(?:-\d\d)?", time.edtf):
            yield mention, time.edtf, time.earliest


def _dated(text: Passage) -> Iterator[tuple[str, date, Evidence, tuple[str, ...]]]:
    """Yield the dates of mastheads in a block, each with the words before and after it."""
    for first, last in text.lines:
        for mention, edtf, day in _days(text.folded[first:last]):
            start, end = first + mention.start, first + mention.end
            sides = (text.folded[first:start], text.folded[end:last])
            if _frames(*sides):
                yield edtf, day, text.evidence(start, end, "statement"), sides


def _frames(before: str, after: str) -> bool:
    """Tell whether words around a date say no more than where, in what or by whom it was issued."""
    if _PRINTED.search(before) or is_credit(before):
        return not _AROUND.sub("", after)
    parts = [part for side in (before, after) for part in _PART.findall(side)]
    parts = [_TIME_OF_DAY.sub("", part) for part in parts]
    if _MEETING.match(after) and not _AROUND.sub("", before):
        return True
    if any(_AROUND.sub("", part) and not _is_frame(part.strip(" *_《》()")) for part in parts):
        return False
    return len(parts) < _MOST_PARTS


def _is_frame(part: str) -> bool:
    return bool(
        is_credit(part) or _SOURCED.match(part) or PERIODICAL.search(part) or GENRE.match(part)
        or (_PLACE.match(part) and not WORK.search(part)) or (BODY.search(part) and signed(part))
    )  # fmt: skip


def _is_publisher(words: str) -> bool:
    return bool(PERIODICAL.search(words) or (BODY.search(words) and signed(words)))


def _dateline(text: Passage) -> tuple[str, date, Evidence] | None:
    """Return the date that opens a report."""
    if text.block.kind is not BlockKind.PARAGRAPH:
        return None
    for mention, edtf, day in _days(text.folded[:_RUNNING]):
        bracketed = _OPENING.match(text.folded[: mention.start])
        if (bracketed and text.folded.startswith(")", mention.end)) or _AFTER_DATELINE.match(
            text.folded, mention.end
        ):
            return edtf, day, text.evidence(mention.start, mention.end, "statement")
    return None
