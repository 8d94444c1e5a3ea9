"""Dates, periods and relative times, as EDTF with bounds.

Relative words (去年10月, last October) are read against the date of the document, never against
today; without one they are still found, so that nobody takes them for numbers, with an empty EDTF.
A month or day without a year takes the year of the date before it in its sentence, or in any
where it says so (同年11月), of the other end of its range, or the one that brings it nearest to the
document's date.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.extraction.times.date_forms import Point, points
from kg.extraction.times.date_spans import ended
from kg.extraction.times.date_words import TO
from kg.model.mention import Mention, TimeExpression

_LASTS = (  # 自甲起至乙, 自甲起執行至乙
    r"起?[ ]?,?(?:执行|实施|施行|推行|试行|进行|举行|举办|开展|展出|开放|有效|生效|营运|运作|持续"
    r"|延续|延长)?[至到]"
)
_JOIN = re.compile(
    rf"(?:{TO}|(?:年|月|日)?{_LASTS}|[ ](?:to|until|till|through|and)[ ](?:the[ ])?)(?:次年|翌年)?"
)
_BETWEEN = re.compile(r"\b(?:between|from)\s(?:the\s)?\Z", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:截[至止](?:到|至|于)?|\b(?:as\s(?:of|at)|up\suntil)\s(?:the\s)?)\s?\Z", re.IGNORECASE
)
_UNTIL_AFTER = re.compile(r"[ ]?(?:为止|止(?![损步住血]))")
_SINCE = re.compile(
    r"(?:自从?\s?|(?:\bsince|\bfrom|\bstarting(?:\s(?:from|in|on))?|\beffective(?:\s(?:from|on))?)"
    r"(?:\sthe)?\s)\Z",
    re.IGNORECASE,
)
_SINCE_AFTER = re.compile(
    r"[ ]?(?:起(?![到来步点源草诉飞码伏义用])|以来|开始|以后|至今)|\s(?:onwards?|or\slater)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:将(?![近军])|拟|有望|预计|原定|定[在于])[^,。;!?]{0,8}\Z"
    r"|\b(?:will|shall|is to|are to|due|scheduled|expected|plans? to|to be)\b[^,.;:!?]{0,48}\Z",
    re.IGNORECASE,
)
_SAME_YEAR = re.compile(r"同年 ?\Z")
_SENTENCE = re.compile(r"[。！？!?;；\n]|\.\s")


def find(text: str, anchor: date | None, language: str = "") -> list[Mention]:
    """Return the times in folded ``text``, sorted, none overlapping.

    ``anchor`` is the document's date, or None; ``language`` is not needed to tell the forms apart.
    A mention covers the words that decide its form (截至, 自 … 起, since), not 于, 到 or by.

    >>> found = find("截至2024年5月底,自去年8月起", date(2024, 6, 1))
    >>> [mention.meaning.edtf for mention in found]
    ['../2024-05', '2023-08/..']
    """
    del language
    mentions: list[Mention] = []
    for start, end, time in _joined(text, _dated(text, points(text, anchor), anchor)):
        low = mentions[-1].end if mentions else 0
        start, end, time = _opened(text, low, start, end, time, anchor)
        mentions.append(Mention(start, end, (time,), "date"))
    return mentions


def _dated(
    text: str, found: Sequence[Point], anchor: date | None
) -> list[tuple[Point, TimeExpression]]:
    """Give each point its year; one that no calendar has is dropped."""
    dated: list[tuple[Point, TimeExpression]] = []
    for i, point in enumerate(found):
        time = point.fixed
        if time is None and point.year is not None:
            time = point.time(point.year)
        elif time is None:
            before = dated[-1] if dated else None
            after = found[i + 1] if i + 1 < len(found) else None
            point = _completed(text, point, before, after)
            ahead = point.year is None and _is_ahead(text, point.start)
            time = _nearest(point, anchor, ahead) if point.year is None else point.time(point.year)
        if time is not None:
            dated.append((point, time))
    return dated


def _completed(
    text: str,
    point: Point,
    before: tuple[Point, TimeExpression] | None,
    after: Point | None,
) -> Point:
    """Take the year from the end of a range, or from the date before in the same sentence."""
    if after and after.year and _JOIN.fullmatch(text, point.end, after.start):
        return replace(point, year=after.year, relative=after.relative)
    same = _SAME_YEAR.search(text, max(0, point.start - 3), point.start)
    if same and before and before[1].latest:
        year = before[1].latest.year
        return replace(point, start=same.start(), year=year, relative=before[1].relative)
    opened = before and _SINCE.search(text, max(0, before[0].start - 24), before[0].start)
    near = before and not opened and not _SENTENCE.search(text, before[0].end, point.start)
    if before and before[1].latest and near:
        return replace(point, year=before[1].latest.year, relative=before[1].relative)
    return point


def _is_ahead(text: str, start: int) -> bool:
    """Tell whether the words before a date in its clause speak of what is still to come."""
    return bool(_AHEAD.search(text, max(0, start - 60), start))


def _nearest(point: Point, anchor: date | None, ahead: bool) -> TimeExpression | None:
    """Return the time of a point in the year that brings it nearest to the document's date.

    ``ahead``: of those that are not over by then.
    """
    if anchor is None:
        return TimeExpression("", relative=True)
    times = [point.time(anchor.year + shift) for shift in (0, -1, 1)]
    known = [(_distance(t, anchor), t) for t in times if t]
    coming = [each for each in known if each[1].latest and each[1].latest >= anchor]
    chosen = (ahead and coming) or known
    return min(chosen, key=lambda pair: pair[0])[1] if chosen else None


def _distance(time: TimeExpression, anchor: date) -> int:
    """Return the days between a time and a date; none where the date lies in the time."""
    if not time.earliest or not time.latest:
        return 0
    return max(0, (time.earliest - anchor).days, (anchor - time.latest).days)


def _joined(
    text: str, dated: Sequence[tuple[Point, TimeExpression]]
) -> list[tuple[int, int, TimeExpression]]:
    """Join two dates with a range word between them to an interval."""
    joined: list[tuple[int, int, TimeExpression]] = []
    for point, time in dated:
        start, end, left = joined[-1] if joined else (0, 0, time)
        interval = _interval(left, time) if joined and _ranges(text, start, end, point) else None
        if interval:
            joined[-1] = (start, point.end, interval)
        else:
            joined.append((point.start, point.end, time))
    return joined


def _ranges(text: str, start: int, end: int, point: Point) -> bool:
    gap = _JOIN.fullmatch(text, end, point.start)
    if gap is None:
        return False
    return " and " not in gap[0] or bool(_BETWEEN.search(text, max(0, start - 20), start))


def _interval(left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    if not left.earliest or not right.latest or "/" in left.edtf + right.edtf:
        return None
    if left.earliest >= right.latest:
        return None
    edtf, relative = f"{left.edtf}/{right.edtf}", left.relative or right.relative
    return TimeExpression(edtf, left.earliest, right.latest, relative)


def _opened(
    text: str, low: int, start: int, end: int, time: TimeExpression, anchor: date | None
) -> tuple[int, int, TimeExpression]:
    """Read the words around a time that leave one end of it open."""
    if "/" in time.edtf:
        return start, end, time
    period = time.latest and ended(text, low, start, end, time.latest)
    if period:
        until = _UNTIL.search(text, max(low, period[0] - 24), period[0])
        start = until.start() if until else period[0]
        return start, period[1], replace(time, edtf=period[2], earliest=period[3])
    near = max(low, start - 24)
    until, since = _UNTIL.search(text, near, start), _SINCE.search(text, near, start)
    until_after, since_after = _UNTIL_AFTER.match(text, end), _SINCE_AFTER.match(text, end)
    if since and since[0].lower().startswith("from") and not since_after:
        # "figures from 2023" are of 2023, "from 2030 we shall" is the start of something
        since = since if anchor and time.earliest and time.earliest > anchor else None
    if since or since_after:
        start, end = since.start() if since else start, since_after.end() if since_after else end
        if _this_year(time, text[end - 2 : end], anchor):
            return start, end, time
        time = replace(time, edtf=time.edtf and f"{time.edtf}/..", latest=None)
    elif until or until_after:
        start, end = until.start() if until else start, until_after.end() if until_after else end
        time = replace(time, edtf=time.edtf and f"../{time.edtf}", earliest=None)
    return start, end, time


def _this_year(time: TimeExpression, words: str, anchor: date | None) -> bool:
    """Tell whether a time is the current year up to now (今年以来): that is the year itself."""
    this = anchor is not None and time.relative and time.edtf == f"{anchor.year}"
    return this and words in ("以来", "至今")
