"""Quantities that have a form of their own: shares, ranks, ratios, editions and multiples.

The forms are matched on the :class:`~kg.extraction.shapes.Shape` of the text: of those that
match at a place, the first has it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from kg.extraction.numerals import english, plain
from kg.extraction.qualifiers import after, before
from kg.extraction.shapes import BLANK, COUNT, FILL, NUMERAL, Shape
from kg.extraction.sieve import Sieve
from kg.extraction.units import counted
from kg.model.mention import Mention, Qualifier, Quantity

_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
_DENOMINATORS = {
    "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
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


Builder = Callable[[Shape, re.Match[str]], Quantity | None]


def _fraction(shape: Shape, match: re.Match[str]) -> Quantity | None:
    whole = shape.value(match, "whole")
    if not whole:
        return None
    top = 100 * shape.value(match, "to") / whole if match["to"] else None
    return _share(100 * shape.value(match, "part") / whole, top)


def _tenths(shape: Shape, match: re.Match[str]) -> Quantity | None:
    low = shape.numerals[match.start("a")]
    value, maximum = low.value * 10, low.maximum and low.maximum * 10
    if match["exact"]:
        return _share(shape.value(match, "exact"))
    if match["to"]:
        maximum = shape.value(match, "to") * 10
    more = (
        Decimal(5)
        if match["half"]
        else shape.value(match, "units")
        if match["units"]
        else Decimal(0)
    )
    value, maximum = (value, maximum + more) if maximum else (value + more, None)
    return _share(value, maximum) if value <= 100 and low.scale == 1 else None


def _of_every(shape: Shape, match: re.Match[str]) -> Quantity | None:
    part, whole = shape.value(match, "part"), shape.value(match, "whole")
    return _share(100 * part / whole) if 0 < part < whole <= 100 else None


def _half(_: Shape, match: re.Match[str]) -> Quantity | None:
    more = match[0].startswith(("过", "逾", "超"))
    return Quantity(Decimal(50), "%", qualifier=Qualifier.MORE_THAN if more else Qualifier.EXACT)


def _parts(shape: Shape, match: re.Match[str]) -> Quantity | None:
    part = shape.value(match, "part") if match["part"] else 1
    whole = _DENOMINATORS[match["whole"].lower().removesuffix("s")]
    return _share(100 * Decimal(part) / whole) if part < whole else None


def _share(value: Decimal, maximum: Decimal | None = None) -> Quantity:
    high = None if maximum is None else plain(round(maximum, 4))
    return Quantity(plain(round(value, 4)), "%", high)


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


_E = rf"\ue002{FILL}*+"
_D = rf"\ue000{FILL}*+"
_TH = r"(?:st|nd|rd|th)"
_SCOPE = (
    "排|排名|排行|排在|排到|名列|位列|位居|跃居|居|列|全球|世界|亚洲|亚太|欧洲|全国|国内|内地|榜|榜单|强|名|为"
    "|升至|跌至|至"
)
_BEHIND = "|".join(f"(?<={word})" for word in _SCOPE.split("|"))
_EST = r"(?!rest|test|west|interest|request|forest)[a-z]{2,12}est\b"
_SHIFTED = "缩短|缩减|压缩|减少|减|延长|增加|增"
_PART = "thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
# The first form that matches a place takes it; one with no builder only keeps others from it.
_FORMS: tuple[tuple[str, Builder | None], ...] = (
    # shares
    (
        rf"(?P<whole>{COUNT})分之(?P<part>{COUNT})(?:[至到-](?:{COUNT}分之)?(?P<to>{COUNT}))?",
        _fraction,
    ),
    (
        rf"(?P<a>{COUNT})(?:[至到-](?P<to>{COUNT}))?成(?:(?P<half>半)|(?P<units>{COUNT}))?"
        rf"(?![立员为功长果本都品绩熟效型像套语交就天不])(?:\((?P<exact>{COUNT})%\))?",
        _tenths,
    ),
    (
        rf"(?<=[逾过近约超])(?P<a>{COUNT})(?P<to>(?!))?(?P<half>(?!))?(?P<units>(?!))?"
        r"成(?P<exact>(?!))?(?=为)",
        _tenths,
    ),
    (
        rf"每(?P<whole>{COUNT})[^,。;{BLANK}]{{0,9}}?(?:[中里内]|就|便|有){{1,3}}"
        rf"(?P<part>{COUNT})[个名位家间人](?!月)",
        _of_every,
    ),
    (
        rf"(?P<part>{NUMERAL})[ ](?:in|out[ ]of)[ ](?:every[ ])?(?P<whole>{NUMERAL})"
        r"(?![ ]?%|[ -](?:years?|months?|weeks?|days?)\b)",
        _of_every,
    ),
    ("[过逾超](?:\ue004半|半数)|\ue004半(?![年天月个小生])|(?<![上下大前后东西过])半数", _half),
    (
        rf"(?<![-\w])(?:(?P<part>{_E}|\ue004{FILL}*+)|an?)[ -](?P<whole>{_PART})(?![\w-])"
        r"(?![ ](?:year|month|time|largest|century|party|of[ ](?:the[ ])?(?:year|\ue006)))",
        _parts,
    ),
    (
        r"(?<![-\w])(?:(?:\ue004\ue005*|a)[ ])?"
        r"(?<!other[ ])(?<!first[ ])(?<!second[ ])(?<!latter[ ])half(?=[ ](?:of|the|all)\b)",
        _half,
    ),
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
        r"\brank(?:ed|ing|s)?[ ](?:[a-z]+[ ]){0,3}?(?:No\.[ ]?|number[ ])?"
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
    (r"半(?:年|个月|个?小时|天)(?![度刊])|\bhalf[ ](?:a[ ]year|a[ ]day|an[ ]hour)\b", _half_time),
    (
        rf"(?P<n>\ue001{FILL}*)大(?=[\u4e00-\u9fff])(?![学型楼厦都道陆湾桥赛会多量规小家致约力幅片米])",
        _great,
    ),
)
_SIEVE = Sieve(_FORMS, re.IGNORECASE)
_COMPOSED = re.compile(
    rf"(?:结构|构成|占比|比例?|\b(?:split|breakdown|composition|shares?))[^,。;]{{0,12}}?"
    rf"(?P<a>{_D})[ ]?[:∶/][ ]?(?P<b>{_D})[ ]?[:∶/][ ]?(?P<c>{_D})(?![ ]?[:∶/][ ]?\ue000)",
    re.IGNORECASE,
)


def _composition(shape: Shape) -> Iterator[Mention]:
    """Yield the shares of a whole that has three parts: 三次产业结构为7.7:38.1:54.2."""
    taken = []
    for match in _COMPOSED.finditer(shape.shape):
        if 99 <= sum(float(shape.value(match, name)) for name in "abc") <= 101:
            taken.append((match.start("a"), match.end("c")))
            for name in "abc":
                yield Mention(*match.span(name), (_share(shape.value(match, name)),), "quantity")
    if taken:
        shape.blank(taken)


def special(shape: Shape) -> Iterator[Mention]:
    """Yield the quantities of a special form, and take them out of ``shape``."""
    yield from _composition(shape)
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
