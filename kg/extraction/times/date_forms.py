"""The forms in which single dates and periods are written, in Chinese and English.

A form is a regular expression over folded text whose named groups say what it holds: ``y``
``y2`` years, ``shift`` 去年 or last year, ``m`` ``m2`` months, ``d`` ``d2`` days, ``q`` ``q2``
quarters, ``h`` half, ``n`` the first so many months or quarters, ``edge`` 年底 or end of.
:func:`points` reads them; a date written without its year leaves it open.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from kg.extraction.times.date_spans import SPANS, Reader
from kg.extraction.times.date_words import LAST, NAMES, TO, YEAR, number, shift_of, year_number
from kg.extraction.times.fiscal_years import FISCAL, fiscal
from kg.extraction.words.sieve import Sieve
from kg.model.mention import TimeExpression

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_M = "|".join(rf"{n}(?![a-z])|{n[:3]}\b\.?" for n in NAMES) + r"|Sept\b\.?"
_Y = rf"(?P<y>{YEAR})"
_YEAR_OF = rf"(?:{_Y}(?!\d)|(?:the[ ])?(?P<shift>{LAST})[ ]year\b)"
_EDGE = (
    r"(?P<edge>(?:the[ ])?(?:end|start|beginning|middle)(?:[ ]of[ ]|-)"
    r"|(?:mid|early|late)[- ]|(?:the[ ])?year-end[ ])"
)
_TH = "(?:st|nd|rd|th)?"
_WEEKDAY = (
    r"(?:[ ]?\((?:(?:星期|周|礼拜)?[一二三四五六日天]"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\))?"
)
_PART = rf"""
    (?P<m>{_N})(?:月?份?{TO}(?P<m2>{_N}))?[ ]?月份?
      (?:[ ]?(?P<d>{_N})(?:[日号]?{TO}(?P<d2>{_N}))?[ ]?[日号](?!元)
        |[上中下]旬|[初末底]|中(?!国|小))?
  | 第?[ ]?(?P<q>[一二三四1-4])(?:至(?P<q2>[二三四2-4]))?[ ]?季度 | (?P<first>首)季度?
  | (?P<h>[上下])半年 | [前首头](?P<n>{_N}|两)(?P<of>个?月|个?季度?)"""
_YEARLY = (  # what there is one of each year, or what is set for one
    r"calls?|rounds?|budgets?|census|surveys?|season|intake|cohort|targets?|goals?|harvest|awards?"
    r"|class|waves?|application|funding|grant|calendar|summer|winter|autumn|spring|edition"
)
_CLOCK = r"T\d\d:\d\d[\d:.]{0,9}(?:Z|[+-]\d\d:?\d\d)?"

_FORMS = (
    rf"(?<![\d./-]){_Y}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)(?:{_CLOCK})?",
    rf"(?<![\d./-]){_Y}(?P<sign>[/.])(?P<m>\d{{1,2}})(?P=sign)(?P<d>\d{{1,2}})(?!\d)",
    rf"(?<![\d./-])(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/{_Y}(?!\d)",
    rf"(?<![\d./-]){_Y}[ ]?年?(?:{TO}|[ ](?:to|until|through)[ ])(?P<y2>{YEAR})"
    rf"(?![\d/-]|[,.]\d|[ ]?年?[ ]?(?:{_N}月|第?[一二三四1-4]季|[上下]半年|年?[初末底]))[ ]?年?",
    rf"(?<![\d./-]){_Y}-(?P<m>0[1-9]|1[0-2])(?![\d-])",
    rf"""(?:(?<![\d.])|(?<=(?m:^)\d\.)|(?<=(?m:^)\d\d\.)|(?<=[。;:]\d\.))(?:{_Y}[ ]?年度?(?!代)
        |(?P<shift>[去今明](?:\(\d{{2,4}}\))?年|[前后]年(?![产均收销营薪发处供用减利])|本年(?!度|期)|上一?年(?!度|期)|(?<![\d一-十百半])年内|目前|现时|如今|眼下))
      (?:[ ]?的?(?:{_PART}|[ ]?第?(?P<q3>[一二三四1-4])季(?!度)
        |年?(?P<edge>[初末底]|中(?![国期小等央心华学科型外美东]))))?{_WEEKDAY}""",
    rf"(?<![\d.第每翌次同历数几多一-九十])(?<![每翌次历]年)(?:{_PART}){_WEEKDAY}",
    r"(?<![\d.第全一二三四五六七八九十])年(?P<edge>[初末底])",
    rf"""(?<![\w.])(?P<d>\d{{1,2}}){_TH}(?:(?:[ ]?[-–][ ]?|[ ](?:to|and)[ ])(?P<d2>\d{{1,2}}){_TH})?
      [ ](?:of[ ])?(?P<m>{_M})(?:,?[ ]{_Y}(?!\d))?{_WEEKDAY}""",
    rf"""(?<!\w)(?P<m>{_M})[ ](?P<d>\d{{1,2}}){_TH}(?:[ ]?[-–][ ]?(?P<d2>\d{{1,2}}))?(?!\d|[.,]\d)
      (?:,?[ ]{_Y}(?!\d))?{_WEEKDAY}""",
    rf"(?<!\w){_EDGE}?(?P<m>{_M}),?[ ](?:of[ ])?{_YEAR_OF}",
    rf"(?<!\w)(?P<h>first|second)[ ]half[ ]of[ ]{_YEAR_OF}",
    rf"""(?<!\w)(?P<q>first|second|third|fourth|[1-4](?:st|nd|rd|th))[ ]quarter
      (?:[ ]of[ ]|[ ]in[ ]|,?[ ]){_YEAR_OF}""",
    rf"(?<!\w)(?:Q(?P<q>[1-4])|H(?P<h>[12])|(?P<h2>[12])H)[ -]?{_Y}(?!\d)",
    rf"(?<![\d.]){_Y}[ -]?(?:Q(?P<q>[1-4])|H(?P<h>[12]))(?!\w)",
    rf"(?<=[Ff]irst[ ])(?P<n>\w{{1,6}})[ ](?P<of>months|quarters)[ ]of[ ]{_YEAR_OF}",
    rf"(?<!\w){_EDGE}{_YEAR_OF}(?![,.]\d|-\d)",
    rf"(?<!\w)(?P<near>last|this|next)[ ](?P<m>{_M})(?!\w)",
    r"(?<!\w)(?P<shift>(?i:last|this|next|previous|current|coming))[ ]year(?!\w)",
    rf"(?<!\w)(?P<bare>)(?P<m>{_M})(?![\w'’-])",
    rf"(?<=\bthe[ ]){_Y}(?=[ ](?:levels?|figures?|total|average|base(?:line)?|peak)\b)",
    rf"(?:(?<=\b[Tt]he[ ])|(?<=\b[Oo]ur[ ])|(?<=\b[Ii]ts[ ])|(?<=\b[Ii]n[ ])){_Y}"
    rf"(?=[ ](?:{_YEARLY})\b)",
    rf"(?<![\d./-]){_Y}[-–](?P<short>\d\d)(?![\d/-]|[.,]\d|%)",
    rf"(?<![\d./-]){_Y}(?=全年)",
    r"(?<=\bby[ ])(?P<edge>(?:the[ ])?year[- ]end)\b",
    rf"(?<![\d./-]){_Y}(?=(?:[ ]?[、,][ ]?{YEAR}){{0,5}}[ ]?(?:、|,|及|和|与|以及)[ ]?"
    rf"{YEAR}年(?!{TO}))",
    rf"(?<![\w.$€£¥])(?P<bare>){_Y}(?![\w%]|[,.]\d|-\d)",
)
# A month or a year alone is a time only after a preposition, or as one end of a range.
_RANGE = re.compile(rf"[ ]?(?:to|until|-|–)[ ]?(?:{_M}|{YEAR})")
_PREPOSITION = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|to|before|after|during|of|for|through|between|and|year"
    r"|early|late|over|(?:compared|comparison) (?:with|to)|versus|than|against"
    r"|(?:cent|percent|%|up) on)\s|\b(?:in|of|for) (?:(?:19|20)\d\d, ){1,5}|\(|[-–]\s?)\Z",
    re.IGNORECASE,
)
_RELATIVE = rf"""(?i)(?<!\w)(?:the[ ])?(?P<when>{LAST})[ ](?P<unit>quarter|month|week)(?!\w)
  | (?P<shift>[本上下当这])(?:个|一|一个|\(\d{{1,2}}\))?(?P<zh>月|季度|季|周|星期)
      (?![末年岗围期度期刊会])(?:[ ]?(?P<d>\d{{1,2}})日|[初中末底])?
  | (?P<day>yesterday|tomorrow
      |today(?=[ ](?:[a-z]{{2,12}}ed|began|set|(?:we|i)[ ](?!can|want|will))\b)
      |(?<![当每以之前])[前昨今明后](?:\(\d{{1,2}}\)[日天]|\(\d{{1,2}}日\)|[日天](?![报晚然])))"""


@dataclass(frozen=True, slots=True)
class Point:
    """A date or period whose year may be open: months ``first`` to ``last``, or days of a month.

    ``fixed`` is the meaning where the form gives it as a whole.
    """

    start: int
    end: int
    year: int | None = None
    first: int = 1
    last: int = 12
    day: int = 0
    last_day: int = 0
    relative: bool = False
    fixed: TimeExpression | None = None

    def time(self, year: int) -> TimeExpression | None:
        """Return the meaning in ``year``, or None where the calendar has no such day."""
        try:
            earliest = date(year, self.first, self.day or 1)
            last_day = self.last_day or self.day or monthrange(year, self.last)[1]
            latest = date(year, self.last, last_day)
        except ValueError:
            return None
        if latest < earliest:
            return None
        return TimeExpression(self._edtf(earliest, latest), earliest, latest, self.relative)

    def _edtf(self, earliest: date, latest: date) -> str:
        year, months = earliest.year, self.last - self.first + 1
        if self.day:
            return f"{earliest}" if earliest == latest else f"{earliest}/{latest}"
        if months in (1, 12):
            return f"{year}-{self.first:02}" if months == 1 else f"{year}"
        for size, letter in ((3, "Q"), (6, "H")):
            if months == size and self.last % size == 0:
                return f"{year}-{letter}{self.last // size}"
        return f"{year}-{self.first:02}/{year}-{self.last:02}"


_Read = Callable[[re.Match[str], date | None], Point | None]


def points(text: str, anchor: date | None) -> list[Point]:
    """Return the dates of folded ``text`` in order, none overlapping; see the module for years."""
    if not _matches(text):
        return []
    taken = bytearray(len(text))
    found: list[Point] = []
    for point in _candidates(text, anchor):
        if not any(taken[point.start : point.end]):
            found.append(point)
            taken[point.start : point.end] = b"\x01" * (point.end - point.start)
    return sorted(found, key=lambda point: point.start)


def _candidates(text: str, anchor: date | None) -> Iterator[Point]:
    for match, read in _matches(text):
        point = read(match, anchor)
        if point:
            yield point


@lru_cache(maxsize=4)  # a text is read with the document's date, and without
def _matches(text: str) -> tuple[tuple[re.Match[str], _Read], ...]:
    return tuple(
        (match, read) for form, read in _forms().kept(text) for match in form.finditer(text)
    )


@cache
def _forms() -> Sieve[_Read]:
    spans = ((form, _span(read)) for form, read in SPANS)
    single = ((form, _point) for form in _FORMS)
    return Sieve((*spans, (FISCAL, _span(fiscal)), *single, (_RELATIVE, _relative)), re.VERBOSE)


def _span(read: Reader) -> Callable[[re.Match[str], date | None], Point | None]:
    def point(match: re.Match[str], anchor: date | None) -> Point | None:
        fixed = read(match, anchor)
        return Point(*match.span(), fixed=fixed) if fixed else None

    return point


def _point(match: re.Match[str], anchor: date | None) -> Point | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    start = match.start()
    if "bare" in groups and not (
        _PREPOSITION.search(match.string, max(0, start - 36), start)
        or _RANGE.match(match.string, match.end())
    ):
        return None
    span, relative = match.span(), "y" not in groups
    if "y2" in groups:
        return _years(span, number(groups["y"]), number(groups["y2"]))
    if "short" in groups:  # 2022–24, but no fiscal year and no month
        first, last = number(groups["y"]), number(groups["short"])
        return _years(span, first, first // 100 * 100 + last) if last > 12 else None
    months = _months(groups)
    if months is None:
        return None
    day = number(groups.get("d", "0"))
    year = _year(groups, months[0], anchor)
    if relative and anchor is None and {"shift", "near"} & groups.keys():
        return Point(*span, fixed=TimeExpression("", relative=True))
    last_day = number(groups.get("d2", "0"))
    return Point(*span, year, *months, day, last_day, relative)


def _year(groups: dict[str, str], month: int, anchor: date | None) -> int | None:
    if "y" in groups:
        return year_number(groups["y"])
    if anchor is None:
        return None
    if "shift" in groups or "edge" in groups:
        return anchor.year + shift_of(groups.get("shift", "今"))
    if "n" in groups:  # 前三个月: of the year that has them behind it, or is in them
        return anchor.year - (anchor.month == 1)
    if "near" in groups:
        passed = {"last": month >= anchor.month, "next": month <= anchor.month}
        return anchor.year + shift_of(groups["near"]) * passed.get(groups["near"], False)
    return None


def _months(groups: dict[str, str]) -> tuple[int, int] | None:
    """Return the first and the last month, or None if the calendar has no such months."""
    first, last = 1, 12
    if "m" in groups:
        first = number(groups["m"])
        last = number(groups.get("m2", groups["m"]))
    elif quarter := groups.get("q") or groups.get("q3") or groups.get("first"):
        low, high = number(quarter), number(groups.get("q2", quarter))
        first, last = 3 * low - 2, 3 * high
    elif half := groups.get("h") or groups.get("h2"):
        first = {"上": 1, "1": 1, "first": 1}.get(half, 7)
        last = first + 5
    elif "n" in groups:
        last = number(groups["n"]) * (
            3 if groups["of"] in {"季度", "个季度", "季", "个季", "quarters"} else 1
        )
    if edge := groups.get("edge"):
        first, last = _edge(edge, first, last)
    return (first, last) if 1 <= first <= last <= 12 else None


def _edge(edge: str, first: int, last: int) -> tuple[int, int]:
    if any(word in edge for word in ("末", "底", "end")):
        return last, last
    return (
        (first, first) if any(word in edge for word in ("初", "start", "begin")) else (first, last)
    )


def _years(span: tuple[int, int], first: int, last: int) -> Point | None:
    if last <= first:
        return None
    fixed = TimeExpression(f"{first}/{last}", date(first, 1, 1), date(last, 12, 31))
    return Point(*span, fixed=fixed)


def _relative(match: re.Match[str], anchor: date | None) -> Point:
    return Point(*match.span(), fixed=_counted(match, anchor))


def _counted(match: re.Match[str], anchor: date | None) -> TimeExpression:
    """Read words that count months, quarters, weeks or days from the document's date."""
    if anchor is None:
        return TimeExpression("", relative=True)
    if match["day"]:
        day = anchor + timedelta(days=shift_of(match["day"]))
        return TimeExpression(f"{day}", day, day, relative=True)
    unit, shift = match["unit"] or match["zh"], shift_of(match["when"] or match["shift"])
    if unit in {"week", "周", "星期"}:
        first = anchor + timedelta(days=7 * shift - anchor.weekday())
        last = first + timedelta(days=6)
        return TimeExpression(f"{first}/{last}", first, last, relative=True)
    size = 1 if unit in {"month", "月"} else 3
    month = anchor.year * 12 + anchor.month - 1
    start = month - month % size + shift * size
    day_of_month = int(match["d"] or 0)
    point = Point(0, 0, None, start % 12 + 1, start % 12 + size, day_of_month, 0, True)
    return point.time(start // 12) or TimeExpression("", relative=True)
