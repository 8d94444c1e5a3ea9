"""Numbers whose noun is left out: up from five, sixteen have been met, from 18 months to nine.

What they count was said just before: the unit of the figure before them in their sentence is
theirs. ``there were 134`` counts something all the same, though its sentence does not say what.
"""

import re
from decimal import Decimal

from kg.model.currencies import is_currency
from kg.model.mention import Quantity

_BACK = 60  # characters between a figure and the one that is told without its noun
_COMPARED = re.compile(
    r"\b(?:up|down|rise|increase|decrease|fall|drop|compared (?:with|to)|against|versus|from)"
    r"(?: from)?(?: (?:just|only|about|around|some|nearly))? \Z|[从由较比]\Z",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r" (?:have|has|had|were|was|are|is|will|remain(?:s|ed)?|came|went|said|failed|passed)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r" (?:of|among) (?:them|these|those|whom|which)\b", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:^|[,;:.(]|\b(?:and|but|while|of which|of whom|only|just)) ?\Z", re.IGNORECASE
)
_THERE = re.compile(
    r"\bthere (?:are|were|was|have been|will be)"
    r"(?: (?:now|maybe|perhaps|only|just|about|around|some|nearly|over|more than))* ?\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?=[,.;]|$)| (?:of them|in|by|at|across|today|now)\b", re.IGNORECASE)
# What has so many of what was counted before: Thailand already has 1,870; it enrolled 412.
_HOLDS = re.compile(
    r"\b(?:has|have|had|supply|supplies|supplied|provides?|attract(?:s|ed)?|reach(?:ed|es)?|enrolled|hired|trained|needs?|needed"
    r"|(?:ris|gr[eo]w|f[ae]ll|climb|increas|drop|declin|shrink)[a-z]* to)"
    r"(?: (?:already|now|only|just|about|around|some|nearly|reached))* \Z",
    re.IGNORECASE,
)
# The same of another place: 9 weeks in Leeds, 13 in Hull and 21 in York.
_ELSEWHERE = re.compile(r" in [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?(?:,| and|, and) \Z")
_IN_PLACE = re.compile(r" in [A-Z]")
_ENDS = re.compile(r"[ ]?(?:[,.;。)”」]|$)")
_LARGE = re.compile(r"[万亿]\Z")
_ALIKE = 10  # times as much as a sum may be that is told without its currency
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOP = re.compile(r"[。!?]|\.\s")
_TIMES = frozenset(("year", "month", "week", "day", "hour", "minute"))
_UNCOUNTED = _TIMES | {"%", "percentage point", "rank", "ratio", "times", "edition", "point"}


def counts(quantity: Quantity) -> bool:
    """Tell whether a quantity counts things: not money, a share, a time or a place."""
    return quantity.unit not in _UNCOUNTED and not is_currency(quantity.unit)


def lends(text: str, start: int, end: int, left: tuple[int, Quantity] | None) -> Quantity | None:
    """Return the quantity whose unit a number without one takes, or None.

    The number stands at ``start`` to ``end`` of ``text``; ``left`` is the figure before it, and
    where that ends. A quantity of the unit ``item`` says that it counts what nobody names.
    """
    if _YEAR.fullmatch(text, start, end):
        return None
    before, near = text[max(0, start - 40) : start], left and not _STOP.search(text, left[0], start)
    if near and left and start - left[0] <= _BACK and _COMPARED.search(before):
        return left[1]
    if near and left and _ELSEWHERE.fullmatch(text[left[0] : start]) and _IN_PLACE.match(text, end):
        return left[1]
    partitive = _OF_THEM.match(text, end)
    if near and left and counts(left[1]):
        subject = _PREDICATE.match(text, end) and _BEGINS.search(before)
        holds = _HOLDS.search(before) and _ALONE.match(text, end)
        if partitive or subject or holds:
            return left[1]
    if partitive or (_THERE.search(before) and _ALONE.match(text, end)):
        return Quantity(Decimal(0), "item")
    return None


def costs(
    text: str, start: int, end: int, value: Decimal, left: tuple[int, Quantity] | None
) -> Quantity | None:
    """Return the sum whose currency a large number that nothing follows takes, or None.

    ``甲地要42万元,乙地要51万``: the number stands in the sentence of the sum, and is much like it.
    """
    if left is None or not is_currency(left[1].unit) or _STOP.search(text, left[0], start):
        return None
    if start - left[0] > _BACK or not (_LARGE.search(text[start:end]) and _ENDS.match(text, end)):
        return None
    alike = left[1].value / _ALIKE <= value <= left[1].value * _ALIKE
    return left[1] if alike else None
