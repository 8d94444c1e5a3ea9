"""Quantities that have a form of their own: shares, ranks, ratios, editions and multiples.

The forms are matched on the :class:`~kg.extraction.numbers.shapes.Shape` of the text: of those that
match at a place, the first has it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.extraction.numbers.qualifiers import after, before
from kg.extraction.numbers.shapes import COUNT, FILL, NUMERAL, Shape
from kg.extraction.numbers.share_forms import SHARES, Builder, composition
from kg.extraction.numbers.units import counted
from kg.extraction.words.numerals import english, plain
from kg.extraction.words.sieve import Sieve
from kg.model.mention import Mention, Qualifier, Quantity

_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
_HALVES = {
    "年": "year",
    "月": "month",
    "小时": "hour",
    "天": "day",
    "year": "year",
    "day": "day",
    "hour": "hour",
}
_OFTEN = {"once": 1, "twice": 2, "thrice": 3}
_MULTIPLES = {"doubl": 2, "tripl": 3, "quadrupl": 4, "翻": 2, "倍": 2}


def _position(shape: Shape, match: re.Match[str]) -> Decimal:
    groups = match.groupdict()
    for name in ("n", "n2"):
        if groups.get(name):
            return shape.value(match, name)
    return (groups.get("word") and english(groups["word"])) or Decimal(1)


def _rank(shape: Shape, match: re.Match[str]) -> Quantity | None:
    return Quantity(_position(shape, match), "rank")


def _top(shape: Shape, match: re.Match[str]) -> Quantity | None:
    return Quantity(_position(shape, match), "rank", qualifier=Qualifier.AT_MOST)


def _edition(shape: Shape, match: re.Match[str]) -> Quantity | None:
    return Quantity(_position(shape, match), "edition")


def _consecutive(shape: Shape, match: re.Match[str]) -> Quantity | None:
    unit = match["unit"].lower()
    return Quantity(_position(shape, match), "year" if unit == "年" else unit)


def _ratio(shape: Shape, match: re.Match[str]) -> Quantity | None:
    low, high = shape.value(match, "a"), shape.value(match, "b")
    return Quantity(plain(round(low / high, 4)), "ratio") if high else None


def _multiple(_: Shape, match: re.Match[str]) -> Quantity | None:
    word = match[0].lower()
    return Quantity(Decimal(next(n for key, n in _MULTIPLES.items() if key in word)), "times")


def _half_time(_: Shape, match: re.Match[str]) -> Quantity | None:
    unit = next(unit for key, unit in _HALVES.items() if key in match[0])
    return Quantity(Decimal(6), "month") if unit == "year" else Quantity(Decimal("0.5"), unit)


def _for_every(shape: Shape, match: re.Match[str]) -> Quantity | None:
    part, whole = shape.value(match, "a"), shape.value(match, "b")
    return Quantity(plain(round(part / whole, 4)), "ratio") if part and whole else None


def _days(shape: Shape, match: re.Match[str]) -> Quantity | None:
    return Quantity(_position(shape, match), "day")


def _often(shape: Shape, match: re.Match[str]) -> Quantity | None:
    count = shape.value(match, "n") if match["n"] else _OFTEN[match["word"].lower()]
    return Quantity(Decimal(count), "time", per=match["per"].lower())


def _great(shape: Shape, match: re.Match[str]) -> Quantity | None:
    """Read 六大任务: so many great things, where it is known what they are."""
    thing = counted(shape.text, match.end())
    if not thing or not thing.unit or shape.text.startswith("之一", thing.end):
        return None
    return Quantity(shape.value(match, "n"), thing.unit, noun=thing.noun)


_D = rf"\ue000{FILL}*+"
_TH = r"(?:st|nd|rd|th)"
_NO_ERA = r"(?![A-Za-z]|[ ](?:centur|floor|grade|minute|day|year|street|avenue))"
_SCOPE = (
    "排|排名|排行|排在|排到|名列|位列|位居|跃居|居|列|全球|世界|亚洲|亚太|欧洲|全国|国内|内地|榜|榜单|强|名|为"
    "|升至|跌至|至"
)
_BEHIND = "|".join(f"(?<={word})" for word in _SCOPE.split("|"))
_EST = (  # a superlative, and no noun or verb that ends alike
    r"(?!(?:rest|t?est|west|interest|request|forest|harvest|contest|protest|guest|invest|arrest|quest"
    r"|conquest|manifest|digest|suggest|inquest|bequest|northwest|southwest|midwest)\b)"
    r"[a-z]{2,12}est\b"
)
_SHIFTED = "缩短|缩减|压缩|减少|减|延长|增加|增"
# The first form that matches a place takes it; one with no builder only keeps others from it.
_FORMS: tuple[tuple[str, Builder | None], ...] = (
    *SHARES,
    # runs and editions
    (rf"连续第(?P<n>{COUNT})(?P<unit>年)", _consecutive),
    (
        rf"(?<![-\w])(?P<word>{_ORDINAL})[ ](?:consecutive|straight|successive)[ ]"
        r"(?P<unit>year|month|quarter)\b",
        _consecutive,
    ),
    (
        rf"第[ ]?(?P<n>{COUNT})届|(?<=[会展节赛坛营典”」》\"])第[ ]?(?P<n2>{COUNT})季(?!度)",
        _edition,
    ),
    (rf"(?<![-\w])(?:(?P<n>{_D}){_TH}|(?P<word>{_ORDINAL}))[ ](?:edition|annual)\b", _edition),
    # ranks
    (
        rf"第[ ]?(?P<n>{COUNT})(?:大(?![道街])|[高低多强长](?!等|级|校|中)|[位名](?!于))"
        rf"|(?:{_BEHIND})[ ]?第[ ]?(?P<n2>{COUNT})"
        r"(?![ ]?[产次批轮期季章条方代阶个家座版步类线部者国节项份所天年月日人"
        r"台艘款种支架例场间册件枚颗宗笔辆封张套])",
        _rank,
    ),
    (r"(?:排名?|名列|位列|位居|居|列)[全球世界国亚洲]{0,4}(?:首位|榜首)", _rank),
    (r"居[\u4e00-\u9fff\ue000-\ue005]{0,6}(?:之首|首位|榜首|之冠)", _rank),
    (rf"第[ ]?{COUNT}", None),
    (rf"[前首][ ]?(?P<n>{COUNT})(?:名|位|强|大|甲|之列|(?=[,。;)的]|$))", _top),
    (rf"[首前][ ]?{COUNT}(?:[项批家次所]|个(?!月))", None),
    (rf"\btop[ -](?P<n>{NUMERAL})(?![ ]?(?:%|per))", _top),
    (
        r"\brank(?:ed|ing|s)?[ ](?:(?-i:[a-z]+)[ ]){0,3}?(?:No\.[ ]?|number[ ])?"
        rf"(?:(?P<n>{NUMERAL}){_TH}?|(?P<word>{_ORDINAL})\b)",
        _rank,
    ),
    (rf"\b(?:No\.[ ]?|number[ ])(?P<n>{NUMERAL})(?=[ ](?:in|globally|worldwide|among)\b)", _rank),
    (rf"\bNos?\.?[ ]?{NUMERAL}", None),
    (
        rf"(?<![-\w])(?:(?P<n>{_D}){_TH}|(?P<word>{_ORDINAL}))"
        rf"(?=[- ](?:{_EST}|(?:most|place|position)\b)"
        r"|[ ](?:globally|worldwide|(?:in|among)[ ](?:the[ ]world|[A-Z])))",
        _rank,
    ),
    (
        rf"(?<=\bfrom[ ])(?P<n>{_D}){_TH}(?=[ ][a-z, ]{{0,40}}?to[ ]{_D}{_TH}{_NO_ERA})"
        rf"|(?<=(?:st|nd|rd|th)[ ]to[ ])(?P<n2>{_D}){_TH}{_NO_ERA}",
        _rank,
    ),
    (rf"{_D}{_TH}(?![A-Za-z])", None),
    # ratios and multiples
    (rf"{_D}(?:[ ]?[:∶][ ]?{_D}){{2,}}", None),
    (rf"{COUNT}次产业|\bother[ ]half\b", None),
    (
        rf"(?P<a>{NUMERAL})[ ](?P<thing>[a-z]{{3,20}})[ ](?:for|to)[ ](?:every|each)[ ]"
        rf"(?P<b>{NUMERAL})[ ](?P=thing)s?\b",
        _for_every,
    ),
    (
        rf"(?:\b(?P<word>once|twice|thrice)|(?P<n>{NUMERAL})[ ]times)[ ](?:an?|per|each|every)[ ]"
        r"(?P<per>hour|day|week|fortnight|month|quarter|year)\b",
        _often,
    ),
    (rf"(?P<a>{_D})(?:\([^()]{{1,8}}\))?[ ]?[:∶][ ]?(?P<b>{_D})(?!:|[ ]?%)", _ratio),
    (rf"(?P<a>{COUNT})比(?P<b>{COUNT})(?![^\W\d_a-z]|[%个倍])", _ratio),
    (rf"翻了?(?:\ue004|\ue001)?番|(?<![几数多{FILL}\ue000-\ue004])倍增", _multiple),
    (
        r"\b(?:doubl|tripl|quadrupl)(?:e[ds]?|ing)\b(?![- ](?:edged|digit|check|room|degree))",
        _multiple,
    ),
    # 由28日缩短至15日: no days of a month, but how long something takes
    (
        rf"(?<=[由从])(?P<n>{COUNT})日(?=(?:{_SHIFTED})[至到为]\ue000{FILL}*日)"
        rf"|(?:(?<=日(?:{_SHIFTED.replace('|', ')[至到为])|(?<=日(?:')})[至到为]))"
        rf"(?P<n2>{COUNT})日(?![前起止上下])",
        _days,
    ),
    (rf"(?<=[间期限]为)(?P<n>{COUNT})日(?![前起止上下])|(?<=为期)(?P<n2>{COUNT})日", _days),
    (r"半(?:年|个月|个?小时|天)(?![度刊])|\bhalf[ ](?:a[ ]year|a[ ]day|an[ ]hour)\b", _half_time),
    (
        rf"(?P<n>\ue001{FILL}*)大(?=[\u4e00-\u9fff])(?![学型楼厦都道陆湾桥赛会多量规小家致约力幅片米])",
        _great,
    ),
)
_SIEVE = Sieve(_FORMS, re.IGNORECASE)


def special(shape: Shape) -> Iterator[Mention]:
    """Yield the quantities of a special form, and take them out of ``shape``."""
    yield from composition(shape)
    for pattern, build in _SIEVE.kept(shape.shape):
        taken: list[tuple[int, int]] = []
        for match in pattern.finditer(shape.shape):
            start, end = match.span()
            quantity = build(shape, match) if build else None
            if quantity is None and build is not None:
                continue
            if quantity and quantity.unit not in {"rank", "edition"}:
                start, end, quantity = bounded(shape.shape, start, end, quantity)
            if taken and start < taken[-1][1]:
                continue
            taken.append((start, end))
            if quantity:
                yield Mention(start, end, (quantity,), "quantity")
        if taken:
            shape.blank(taken)


def bounded(text: str, start: int, end: int, quantity: Quantity) -> tuple[int, int, Quantity]:
    """Take in the bounds before and after a quantity."""
    left = before(text, start)
    end, right = after(text, end)
    qualifier = right or left.qualifier or quantity.qualifier
    return left.start, end, replace(quantity, qualifier=qualifier)
