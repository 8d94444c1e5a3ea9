"""Shares: in words (三成, one in five, half), as the parts of a whole, and told twice."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from kg.extraction.numbers.shapes import BLANK, COUNT, FILL, NUMERAL, Shape
from kg.extraction.words.expressions import seldom
from kg.extraction.words.numerals import plain
from kg.model.mention import Mention, Qualifier, Quantity

Builder = Callable[[Shape, re.Match[str]], Quantity | None]

_DENOMINATORS = {
    "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip


def _fraction(shape: Shape, match: re.Match[str]) -> Quantity | None:
    whole = shape.value(match, "whole")
    if not whole:
        return None
    top = 100 * shape.value(match, "to") / whole if match["to"] else None
    return share(100 * shape.value(match, "part") / whole, top)


def _tenths(shape: Shape, match: re.Match[str]) -> Quantity | None:
    low = shape.numerals[match.start("a")]
    value, maximum = low.value * 10, low.maximum and low.maximum * 10
    if match["exact"]:
        return share(shape.value(match, "exact"))
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
    return share(value, maximum) if value <= 100 and low.scale == 1 else None


def _of_every(shape: Shape, match: re.Match[str]) -> Quantity | None:
    part, whole = shape.value(match, "part"), shape.value(match, "whole")
    return share(100 * part / whole) if 0 < part < whole <= 100 else None


def _half(_: Shape, match: re.Match[str]) -> Quantity | None:
    more = match[0].startswith(("过", "逾", "超"))
    return Quantity(Decimal(50), "%", qualifier=Qualifier.MORE_THAN if more else Qualifier.EXACT)


def _parts(shape: Shape, match: re.Match[str]) -> Quantity | None:
    part = shape.value(match, "part") if match["part"] else 1
    whole = _DENOMINATORS[match["whole"].lower().removesuffix("s")]
    return share(100 * Decimal(part) / whole) if part < whole else None


def share(value: Decimal, maximum: Decimal | None = None) -> Quantity:
    """Return a percentage, or a range of it, to four decimals."""
    high = None if maximum is None else plain(round(maximum, 4))
    return Quantity(plain(round(value, 4)), "%", high)


_D = rf"\ue000{FILL}*+"
_E = rf"\ue002{FILL}*+"
_PART = "thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
SHARES: tuple[tuple[str, Builder | None], ...] = (
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
        rf"(?<=[逾过近约超有])(?P<a>{COUNT})(?P<to>(?!))?(?P<half>(?!))?(?P<units>(?!))?"
        r"成(?P<exact>(?!))?(?=为)",
        _tenths,
    ),
    (
        rf"每(?P<whole>{COUNT})[^,。;{BLANK}]{{0,9}}?(?:[中里内]|就|便|有){{1,3}}"
        rf"(?P<part>{COUNT})[个名位家间人](?!月)",
        _of_every,
    ),
    (
        rf"(?P<part>{NUMERAL})[ ](?:[a-z-]+s[ ])?(?:in|out[ ]of)[ ](?:every[ ])?"
        rf"(?P<whole>{NUMERAL})"
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
)
_PERCENT = re.compile(r"%|per\s?cent|百分", re.IGNORECASE)
_ROUGH = 10  # percentage points by which a share in words may be off
_COMPOSED = seldom(
    rf"(?:结构|构成|占比|比例?|\b(?:split|breakdown|composition|shares?))[^,。;]{{0,12}}?"
    rf"(?P<a>{_D})[ ]?[:∶/][ ]?(?P<b>{_D})[ ]?[:∶/][ ]?(?P<c>{_D})(?![ ]?[:∶/][ ]?\ue000)",
    re.IGNORECASE,
)


def composition(shape: Shape) -> Iterator[Mention]:
    """Yield the shares of a whole that has three parts: 三次产业结构为7.7:38.1:54.2."""
    taken = []
    for match in _COMPOSED.finditer(shape.shape):
        if 99 <= sum(float(shape.value(match, name)) for name in "abc") <= 101:
            taken.append((match.start("a"), match.end("c")))
            for name in "abc":
                yield Mention(*match.span(name), (share(shape.value(match, name)),), "quantity")
    if taken:
        shape.blank(taken)


def told_once(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return sorted mentions in which a share in words and its number are one: half (53.6%)."""
    kept: list[Mention] = []
    for mention in mentions:
        words = text[kept[-1].start : kept[-1].end] if kept else "%"
        share = mention.meaning
        if (
            isinstance(share, Quantity)
            and text[mention.end : mention.end + 1] == ")"
            and not _PERCENT.search(words)
            and text[kept[-1].end : mention.start].strip() == "("
            and _near(kept[-1].meaning, share)
        ):
            kept[-1] = Mention(kept[-1].start, mention.end + 1, (share,), "quantity")
        else:
            kept.append(mention)
    return kept


def _near(words: object, share: Quantity) -> bool:
    """Tell whether a share in words can be a rough form of another share."""
    if not isinstance(words, Quantity) or not words.unit == share.unit == "%":
        return False
    return abs(words.value - share.value) <= _ROUGH
