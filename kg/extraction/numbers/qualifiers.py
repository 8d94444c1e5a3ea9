"""The words around a number that bound it, price it or make it a rate: 逾, at least, HK$, 每月."""

import re
from dataclasses import dataclass

from kg.extraction.numbers.units import CURRENCIES_BEFORE, CURRENCY_BEFORE
from kg.extraction.words.expressions import expression
from kg.extraction.words.literals import caseless, texts
from kg.model.mention import Qualifier

_BEFORE_WORDS = {
    Qualifier.AT_MOST: "不超过|不多于|不高于|不大于|不逾|最多|至多|最高|上限|up to|at most"
    "|不得超过|不能超过|不可超过|不应超过|不宜超过|不得多于|不得高于|不应高于|不能多于"
    "|must not exceed|may not exceed|shall not exceed|cannot exceed|does not exceed"
    "|no more than|not more than|no(?:t)? higher than|not over|not exceeding"
    "|(?:a )?maximum(?: of)?|capped at|≤",
    Qualifier.AT_LEAST: "至少|最少|不少于|不低于|不小于|不下|起码|最低|下限|at least|no less than"
    "|不得少于|不得低于|不能少于|不能低于|不应少于|不应低于"
    "|no fewer than|not fewer than|not less than|no(?:t)? lower than|not (?:below|under)"
    "|(?:a )?minimum(?: of)?|≥",
    Qualifier.MORE_THAN: "超过|超出|超越|远超|突破|多于|大于|高于|逾|超"
    "|more than|over|exceed(?:ing|ed|s)?|above|in excess of|upwards of|greater than"
    "|surpass(?:ing|ed|es)?|topp(?:ing|ed)|>",
    Qualifier.LESS_THAN: "少于|不足|低于|小于|不到|未满|未达|less than|fewer than|under|below|<",
    Qualifier.NEARLY: "接近|将近|逼近|(?<![附最就临靠远])近|nearly|almost|close to"
    "|approaching|just under",
    Qualifier.ABOUT: "大约|大概|大致|约|about|around|approximately|approx\\.?|roughly|some"
    "|circa|(?:an )?estimated|~|≈",
}
_AFTER_WORDS = {
    Qualifier.AT_LEAST: r"(?:或者?|及)?以上|或更多"
    r"|\s(?:or|and)\s(?:more|above|over|older|longer)\b",
    Qualifier.AT_MOST: r"(?:或者?|及)以下|以内|\sor\s(?:less|below|fewer|under|younger)\b",
    Qualifier.LESS_THAN: "以下",
    Qualifier.ABOUT: r"左右|上下|\sor\sso\b",
}


def _named(words: dict[Qualifier, str], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}_{q.name}>{w.replace(' ', '[ ]')})" for q, w in words.items())


_LATIN = r"(?<![A-Za-z])"
_BOUND = rf"(?:{_LATIN}(?:{{}})(?:可?达到?|为|是|占|有|合|了|至)?(?![A-Za-z])[ ]?)?"
_BEFORE = expression(
    rf"(?i:{_BOUND.format(_named(_BEFORE_WORDS, 'a'))})"
    rf"(?:(?P<currency>{_LATIN}(?:{CURRENCY_BEFORE}))[ ]?)?"
    rf"(?i:{_BOUND.format(_named(_BEFORE_WORDS, 'b'))})(?P<minus>(?<=[ (至到为达:])[-−])?\Z"
)
# Most numbers have neither: what the words can end in tells so at little cost.
_LINKS = "可达到为是占有合了至 "
_TAIL = 12  # characters of such an ending that are looked at
_ENDINGS = tuple(
    sorted(
        {
            caseless(word.rstrip(_LINKS))[-_TAIL:]
            for words in (*map(texts, _BEFORE_WORDS.values()), CURRENCIES_BEFORE)
            for word in words or ()
        }
    )
)
_AFTER = expression(rf"[ ]?(?:{_named(_AFTER_WORDS, 'c')})", re.IGNORECASE)

_PERIODS = {
    "月": "month", "年": "year", "日": "day", "天": "day",
    "周": "week", "星期": "week",
    "小时": "hour", "时": "hour", "季": "quarter", "季度": "quarter", "学年": "year",
    "名": "person",
    "位": "person", "人": "person", "家": "company",
    "annum": "year", "annual": "year",
    "annually": "year",
    "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
    "capita": "person", "head": "person", "公顷": "hectare", "平方米": "square metre",
    "平方呎": "square foot", "平方尺": "square foot", "吨": "tonne",
}  # fmt: skip
_TIMES = "month|year|week|day|hour|quarter|night|annum"
_PER_BEFORE = expression(
    r"(?:每(?:个|一)?(?P<each>月|年|日|天|周|星期|小时|季度?|学年|名|位|人|家|公顷|平方米|平方[呎尺]|吨)"
    r"|(?P<mean>[年月日人周])均|(?P<pay>[年月时日])(?:薪|租|费|供|产|收入|营业额)(?!元))"
    r"[\u4e00-\u9fff ]{0,10}\Z"
)
_PER_MONEY = expression(
    r"\b(?P<rate>monthly|annual|yearly|weekly|daily|hourly)\s[\w\s-]{0,40}\Z", re.IGNORECASE
)
_PER_AFTER = expression(
    rf"[ ]?/[ ]?(?P<sign>[月年日天人]|{_TIMES})"
    rf"|[ ](?:per|each|every|an?|per[ ]each)[ ](?P<unit>{_TIMES}|capita|person|head|student|company"
    r"|household|hectare|tonne)\b(?![ ](?:earlier|ago|later|before|on\b|after))"
    r"|[ ](?P<adverb>annually|monthly|weekly|daily|hourly)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands right before a number: where that begins, the bound, the currency, the sign."""

    start: int
    qualifier: Qualifier | None
    currency: str
    negative: bool


def _qualifier(match: re.Match[str]) -> Qualifier | None:
    named = [key for key, value in match.groupdict().items() if value and key[1] == "_"]
    return Qualifier[named[-1][2:]] if named else None


def before(text: str, start: int) -> Before:
    """Return the bound and the currency that end at ``start``, in either order.

    >>> before("津贴为不超过港币5", 8)
    Before(start=3, qualifier=<Qualifier.AT_MOST: 'at most'>, currency='港币', negative=False)
    """
    near = text[max(0, start - 2) : start].rstrip()
    if not near:
        return Before(start, None, "", negative=False)
    signed = near[-1] in "-−" and near[0] in " (至到为达:"
    words = caseless(text[max(0, start - _TAIL - 4) : start]).rstrip(_LINKS)
    close = signed or words.endswith(_ENDINGS)
    match = close and _BEFORE.search(text, max(0, start - 32), start)
    if not match:
        return Before(start, None, "", negative=False)
    return Before(match.start(), _qualifier(match), match["currency"] or "", bool(match["minus"]))


def after(text: str, end: int) -> tuple[int, Qualifier | None]:
    """Return the bound that follows at ``end`` (以上, or more) and where it ends."""
    match = _AFTER.match(text, end)
    return (match.end(), _qualifier(match)) if match else (end, None)


def per(text: str, start: int, end: int, *, money: bool) -> tuple[int, str]:
    """Return where the rate word after ``end`` ends, and the unit of the rate, before or after.

    >>> per("每月津贴5元", 4, 6, money=True), per("HK$5 a month", 0, 4, money=True)
    ((6, 'month'), (12, 'month'))
    """
    found = _PER_AFTER.match(text, end)
    if found:
        end = found.end()
    else:
        found = _PER_BEFORE.search(text, max(0, start - 16), start)
        if not found and money:
            found = _PER_MONEY.search(text, max(0, start - 56), start)
    if not found:
        return end, ""
    word = next(value for value in found.groupdict().values() if value).lower()
    return end, _PERIODS.get(word, word)
