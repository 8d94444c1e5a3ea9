"""Spans of time told by their length or by a name: the past five years, 三年前, the next decade.

Such words hold a number that is no figure. Where the document's date tells which time they mean
(``三年前``, ``过去五年``), the span has it; where it does not (``未来三年``, ``two years later``),
its EDTF is empty: a time is meant that nobody can date, and no other time may stand in for it.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from kg.extraction.words.numerals import chinese, english
from kg.model.mention import TimeExpression

_CN = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_EN = (
    r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|twenty[ -]five"
)
_ZH_UNIT = "年|个?月|个?季度|周|个?星期|天|个?财政年度|个?财年|个?学年"
_EN_UNIT = r"years?|months?|quarters?|weeks?|days?|decades?"
_FROM = r"(?<![\d.第零〇一二三四五六七八九十百])"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_PLANS = {"二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}
_MOST_AGO = 20  # years; farther back nobody counts them exactly
_EARLY = 3  # the last month in which one still speaks of the years before this one
_NOWHEN = TimeExpression("", relative=True)

Reader = Callable[[re.Match[str], date | None], TimeExpression | None]


def _count(words: str) -> int:
    text = words.lower()
    value = chinese(text) if not text.isascii() else english(text)
    return int(text) if text.isdecimal() else int(value or 0)


def _months(unit: str) -> int:
    """Return the length of a unit in months; 0 for weeks and days."""
    return next(
        (
            size
            for size, words in ((120, ("decade",)), (12, ("年", "year")), (3, ("季", "quarter")))
            if any(word in unit for word in words)
        ),
        1 if "月" in unit or "month" in unit else 0,
    )


def _moved(anchor: date, months: int) -> date:
    """Return the first of the month so many months before the anchor's."""
    index = anchor.year * 12 + anchor.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def _ago(match: re.Match[str], anchor: date | None) -> TimeExpression:
    unit, count = (match["zh"] or match["en"]).lower(), _count(match["a"] or match["b"])
    months = _months(unit) * count
    if anchor is None or not months or months > 12 * _MOST_AGO or match["more"]:
        return _NOWHEN
    first = _moved(anchor, months)
    if months % 12 == 0:
        year = anchor.year - months // 12
        return TimeExpression(f"{year}", date(year, 1, 1), date(year, 12, 31), relative=True)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return TimeExpression(f"{first:%Y-%m}", first, last, relative=True)


def _past(match: re.Match[str], anchor: date | None) -> TimeExpression:
    groups = {name: value for name, value in match.groupdict().items() if value}
    unit = (groups.get("zh") or groups["en"]).lower()
    months = _months(unit) * _count(groups.get("a") or groups["b"])
    if anchor is None or not months or months > 12 * _MOST_AGO or "more" in groups:
        return _NOWHEN
    if anchor.month <= _EARLY and months % 12 == 0:  # told when a year has just gone by
        anchor = date(anchor.year - 1, 12, 31)
        first = date(anchor.year - months // 12 + 1, 1, 1)
        return TimeExpression(f"{first:%Y}/{anchor:%Y}", first, anchor, relative=True)
    first = _moved(anchor, months)
    form = "%Y" if months % 12 == 0 else "%Y-%m"
    return TimeExpression(f"{first:{form}}/{anchor:{form}}", first, anchor, relative=True)


def _nowhen(_: re.Match[str], __: date | None) -> TimeExpression:
    return _NOWHEN


def _plan(match: re.Match[str], _: date | None) -> TimeExpression:
    first = _PLANS[match["plan"]]
    if match["end"]:
        first, last = first + 4, first + 4
        return TimeExpression(f"{last}", date(first, 1, 1), date(last, 12, 31))
    if match["since"]:
        return TimeExpression(f"{first}/..", date(first, 1, 1))
    return TimeExpression(f"{first}/{first + 4}", date(first, 1, 1), date(first + 4, 12, 31))


def _era(match: re.Match[str], _: date | None) -> TimeExpression:
    year = _ERAS[match["era"]] + (1 if match["n"] == "元" else _count(match["n"]))
    if match["fiscal"]:
        short = (year + 1) % 100
        edtf = f"{year}-{short:02}" if short > 12 else f"{year}/{year + 1}"
        return TimeExpression(edtf, date(year, 4, 1), date(year + 1, 3, 31))
    month = int(match["m"] or 0)
    if 1 <= month <= 12:
        last = date(year, month, monthrange(year, month)[1])
        return TimeExpression(f"{year}-{month:02}", date(year, month, 1), last)
    return TimeExpression(f"{year}", date(year, 1, 1), date(year, 12, 31))


def _quarter(match: re.Match[str], anchor: date | None) -> TimeExpression:
    """Read a quarter without a year as the last one of that name that had begun."""
    if anchor is None:
        return _NOWHEN
    number = ("first", "second", "third", "fourth").index(match["q"].lower()) + 1
    year = anchor.year - (3 * number - 2 > anchor.month)
    first, last = date(year, 3 * number - 2, 1), date(year, 3 * number, monthrange(year, 3)[1] - 1)
    return TimeExpression(f"{year}-Q{number}", first, last, relative=True)


# The forms, each with what reads it; those of a longer stretch come first.
SPANS: tuple[tuple[str, Reader], ...] = (
    (
        r"[“「\"]?十(?P<plan>[二三四五六])五[”」\"]?(?:规划)?"
        r"(?:(?P<end>期?末|收官之?年)|(?P<since>以来)|期间|时期|规划期)",
        _plan,
    ),
    (rf"(?P<era>令和|平成|昭和)(?P<n>元|{_CN})年(?:(?P<fiscal>度)|(?P<m>\d{{1,2}})月)?", _era),
    (
        rf"""(?i){_FROM}(?P<a>{_CN})(?P<more>[多余几])?(?P<zh>年|个月)(?:之前|以前|前)(?!\d|[一二三四五六七八九十两几]\w?[名位个大])
          |(?<!\w)(?P<b>{_EN})[ ](?P<en>years?|months?)[ ]ago\b""",
        _ago,
    ),
    (
        rf"""(?:过去|最近|以往|刚过去的?)(?:的)?(?P<a>{_CN})(?P<more>[多余几])?(?P<zh>{_ZH_UNIT})
          (?:间|以?来|[里内中])?""",
        _past,
    ),
    (
        rf"""(?:(?<![^\s,。;:!?、(（“「])近(?P<a>{_CN})(?P<more>[多余几])?(?P<zh>{_ZH_UNIT})
          (?!的?(?:\S{{0,4}}经验|历史|时间|之久|前|后))(?:间|以?来|[里内中])?)""",
        _past,
    ),
    (rf"近(?P<a>{_CN})(?P<more>[多余几])?(?P<zh>{_ZH_UNIT})(?:间|以?来|[里内])", _past),
    (
        rf"(?<!年的){_FROM}(?P<a>{_CN})(?P<more>[多余几])?(?P<zh>年|个月)"
        r"多?(?:以来|来(?![自访华港电函信源])|间(?![的接]))",
        _past,
    ),
    (
        rf"(?i)(?<!\w)(?:the[ ])?(?:past|last|previous|preceding)[ ](?P<b>{_EN})"
        rf"[ ](?P<en>{_EN_UNIT})\b",
        _past,
    ),
    (
        rf"""(?i)(?:未来|今后|往后|接下来|随后|此后|其后)的?(?:{_CN})(?:[至到](?:{_CN}))?[多余]?
            (?:{_ZH_UNIT})(?:[间里中]|(?!内))
          |{_FROM}(?:{_CN})[多余几]?(?:年|个月)(?:过去(?=[,，])|(?:以|之)?后(?=[,，的]))
          |(?:头(?:{_CN})(?:年|个月|天|周|个?星期)|(?:最初|首)(?:{_CN})(?:年|天|周|个?星期))
            (?=[ ,，。;的内里]|$)
          |(?<!\w)(?:the[ ])?(?:next|coming|following)[ ](?:{_EN})(?:[ ]to[ ](?:{_EN}))?
            [ ](?:{_EN_UNIT})\b
          |(?<!\w)(?:the|its|their|his|her|our)[ ]first[ ](?:{_EN})
            [ ](?:years|months|weeks|days)\b(?![ ]of\b)
          |(?<!\w)(?:{_EN})[ ](?:years|months|weeks|decades)
            [ ](?:later|earlier|before|afterwards)\b(?![ ]than\b)
          |(?<!\w)(?:{_EN})[ ](?:years|months|weeks|days)['’][ ]time\b
          |(?<!\w)(?:last|this|next|the[ ]coming)[ ](?:spring|summer|autumn|fall|winter)(?!\w)""",
        _nowhen,
    ),
    (
        r"(?i)(?<=\bin[ ]the[ ])(?P<q>first|second|third|fourth)[ ]quarter"
        r"(?![ ](?:of|in|to)\b|[ ,]+(?:19|20)\d\d)",
        _quarter,
    ),
)

_LENGTHS = {"年度": 12, "全年": 12, "财年": 12, "财政年度": 12, "半年": 6, "季度": 3, "季": 3}
_ENDED = re.compile(
    rf"\b(?:the[ ])?(?:(?P<first>financial[ ]|fiscal[ ])?(?P<one>year|half[- ]year|quarter)"
    rf"|(?P<n>{_EN})[ ](?P<unit>months?|weeks?|days?|quarters?))"
    r"[ ](?:ended|ending|to)[ ](?:the[ ])?\Z",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    rf"[ ]?止(?:的|之)?(?:(?P<n>{_CN})(?P<unit>个?月|个?季度)"
    r"|(?P<one>财政年度|年度|财年|全年|半年|季度?))"
)


def ended(
    text: str, low: int, start: int, end: int, last: date
) -> tuple[int, int, str, date] | None:
    """Return the period that ends on ``last``, whose words stand around the date.

    That is the range that holds the date at ``start`` to ``end`` and those words, the period as
    EDTF, and its first day.

    >>> text = "In the year ended 31 March 2025"
    >>> ended(text, 0, 18, 31, date(2025, 3, 31))
    (3, 31, '2024-25', datetime.date(2024, 4, 1))
    """
    before = _ENDED.search(text, max(low, start - 40), start)
    after = None if before else _STOPPED.match(text, end)
    found = before or after
    if found is None:
        return None
    start, end = (before.start(), end) if before else (start, found.end())
    if found["n"] and not (months := _months(found["unit"].lower())):
        days = _count(found["n"]) * (7 if "week" in found["unit"].lower() else 1)
        first = last - timedelta(days=days - 1)
        return start, end, f"{first}/{last}", first
    if found["n"]:
        months *= _count(found["n"])
    else:
        one = found["one"].lower()
        months = _LENGTHS.get(one) or (6 if "half" in one else _months(one))
    return start, end, _covering(last, months), _moved(last, months - 1)


def _covering(last: date, months: int) -> str:
    """Return the months up to that of ``last`` as EDTF, in the form that the period has."""
    first = _moved(last, months - 1)
    if months == 12 and last.month in (3, 12):
        short = last.year % 100
        fiscal = f"{first.year}-{short:02}" if short > 12 else f"{first.year}/{last.year}"
        return f"{last.year}" if last.month == 12 else fiscal
    for size, letter in ((3, "Q"), (6, "H")):
        if months == size and last.month % size == 0:
            return f"{last.year}-{letter}{last.month // size}"
    return f"{first:%Y-%m}/{last:%Y-%m}" if months > 1 else f"{last:%Y-%m}"
