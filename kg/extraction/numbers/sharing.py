"""What neighbouring quantities share: a unit, a noun, a rate that only one of them names."""

import re
from dataclasses import dataclass, replace

from kg.extraction.numbers.ellipsis import costs, counts, lends
from kg.extraction.numbers.shapes import Shape
from kg.model.currencies import is_currency
from kg.model.mention import Quantity

_LIST = re.compile(r"[ ]?(?:、|,|和|及|与|或|以及|跟)[ ]?|,?[ ](?:and|or)[ ]")
_OF_ALL = re.compile(r"[ ](?:of|out of)[ ](?:(?:the|these|its|our|their|all)[ ])?")
_INTO = re.compile(
    r"[\u4e00-\u9fff]{0,4}[至到]"
    r"|[ ](?:(?:in|at)[ ][^,.;:]{1,16}[ ])?to[ ](?:(?:about|around|some|nearly|over)[ ])?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity in the making: ``sure`` of it, or in need of the unit of the next one.

    ``word`` is the unit as written, the currency before the number included.
    """

    start: int
    end: int
    quantity: Quantity
    sure: bool
    word: str


def shared(found: list[Found], shape: Shape) -> list[Found]:
    """Return the amounts of a text, in order, each with what it has in common with another."""
    found = list(found)
    _lend_units(found, shape.shape)
    _complete(found, shape)
    _lend_rates(found, shape.shape)
    return found


def _lend_units(found: list[Found], text: str) -> None:
    """Give a number in a list, a change or a part the unit of what follows it."""
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        gap = text[left.end : right.start]
        listed = not left.word and _LIST.fullmatch(gap)
        changed = left.word == right.word and left.quantity.unit == "item" and _INTO.fullmatch(gap)
        part = (
            not left.word
            and left.quantity.value < right.quantity.value
            and counts(right.quantity)
            and _OF_ALL.fullmatch(gap)
        )  # 5 of 54 countries
        if right.sure and (listed or changed or part):
            unit, noun = right.quantity.unit, right.quantity.noun
            assumed = right.quantity.assumed
            heir = replace(left.quantity, unit=unit, noun=noun, assumed=assumed)
            found[i] = replace(left, quantity=heir, sure=True)


def _lend_rates(found: list[Found], text: str) -> None:
    """Give money in a list the rate of what stands before it: 月入分别为3.1万和5.5万港元."""
    for i, right in enumerate(found[1:], 1):  # 月入分别为3.1万和5.5万港元: a month, both
        left = found[i - 1]
        alike = left.quantity.unit == right.quantity.unit and is_currency(right.quantity.unit)
        rate = left.quantity.per if alike else ""
        gap = text[left.end : right.start]
        if rate and not right.quantity.per and left.sure and _LIST.fullmatch(gap):
            found[i] = replace(right, quantity=replace(right.quantity, per=rate))


def _complete(found: list[Found], shape: Shape) -> None:
    """Give a number whose noun is left out the unit of the figure before it."""
    text = shape.shape
    last: Found | None = None
    for i, each in enumerate(found):
        left = (last.end, last.quantity) if last else None
        bare = each.quantity.unit == "item" and not (each.word or each.quantity.noun)
        lender = lends(text, each.start, each.end, left) if bare else None
        if bare and each.sure and lender is None:
            lender = costs(shape.text, each.start, each.end, each.quantity.value, left)
        if lender:
            heir = replace(each.quantity, unit=lender.unit, noun=lender.noun)
            found[i] = replace(each, quantity=replace(heir, assumed=lender.assumed), sure=True)
        if found[i].sure:
            last = found[i]
