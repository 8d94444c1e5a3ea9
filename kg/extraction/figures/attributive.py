"""A figure that stands before a thing as its attribute: ``总额120亿元的银团``, ``a ten-year visa``.

It is of the thing that it describes, not of whoever sets that up, owns it or is named before it.
What is only so much of something (``5亿元的投资``, ``a three-year delay``) is no such thing.
"""

import re
from functools import cache

from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention, Quantity

# Units in which a thing is measured; people, firms and shares only count or divide it.
_EXTENTS = frozenset(
    {"hectare", "square metre", "square kilometre", "kilometre", "metre", "megawatt", "kilowatt",
     "year", "month", "week", "day", "hour", "bed", "berth", "PFLOPS", "qubit"}
)  # fmt: skip
_CURRENCY = expression(r"[A-Z]{3}")
_BEHIND = expression(
    r"的[\s“「《]*(?P<name>[A-Za-z\d\u4e00-\u9fff]{2,18}?)[”」》]?(?=[,。;:、\s)]|$)"
)
_LATIN = expression(
    r"[\s-]+(?P<name>(?:(?!(?:of|to|at|for|in|with|that|which|and|or|on|by|from|will|has|have|had|is"
    r"|are|was|were|as|per|a|the|would|can|could|after|before|between|under|than|ago|earlier|later"
    r"|old|long|more|less|each|when|while|if|but|so|it|they|we)\b)[A-Za-z][\w’'-]*\s?){1,5})"
)
_ARTICLE = expression(
    r"\b(?:an?|the|its|their|our|this|his|her|new|first|joint|separate|further|dedicated)"
    r"\s+(?>new |joint |special |further |dedicated |[A-Z]{1,3}\s?[$€£]?\s?)*$",
    re.IGNORECASE,
)
_OF = expression(
    r"\b(?:an?|the|its|their|our|this|new)\s+(?P<name>(?:[a-z-]+ ){1,4}?)"
    r"(?:of|worth|totall?ing|with) (?:about |around |some |up to |over |more than |at least )?$",
    re.IGNORECASE,
)
_LONGEST = 18


def described(folded: str, clause: tuple[int, int], mention: Mention) -> tuple[int, int] | None:
    """Return the range of the thing that a figure of a clause of folded text describes.

    None where it describes none.
    """
    quantity = mention.meaning
    if not isinstance(quantity, Quantity):
        return None
    money = bool(_CURRENCY.fullmatch(quantity.unit))
    if not money and quantity.unit not in _EXTENTS:
        return _counted_of(folded, clause, mention)
    behind = _BEHIND.match(folded, mention.end, clause[1])
    if behind:
        return behind.span("name") if is_thing(behind["name"]) else None
    if not folded[mention.end - 1].isascii():
        return None
    ahead = _ARTICLE.search(folded, max(clause[0], mention.start - 40), mention.start)
    found = _LATIN.match(folded, mention.end, clause[1]) if ahead else None
    if found and is_vessel(found["name"]):
        start, end = found.span("name")
        return start, start + len(folded[start:end].rstrip())
    return _counted_of(folded, clause, mention)


def _counted_of(folded: str, clause: tuple[int, int], mention: Mention) -> tuple[int, int] | None:
    """Return what is of so many or so much: ``a network of 4,000 centres``."""
    of = _OF.search(folded, max(clause[0], mention.start - 60), mention.start)
    if not of or not is_vessel(of["name"]):
        return None
    start, end = of.span("name")
    return start, start + len(folded[start:end].rstrip())


def is_thing(name: str) -> bool:
    """Tell whether Chinese words name a thing, not only so much of something."""
    ends = tuple(_vessels())
    return len(name) <= _LONGEST and name.endswith(ends) and not name.startswith("一")


def is_vessel(name: str) -> bool:
    """Tell whether folded words end with the name of a kind of thing that is set up or made.

    >>> is_vessel("research programme"), is_vessel("vacancy rate"), is_vessel("样机")
    (True, False, False)
    """
    words = name.split()
    if not words:
        return False
    return words[-1].casefold().removesuffix("s") in _vessels() or name.endswith(_kinds())


@cache
def _kinds() -> tuple[str, ...]:
    return read().get("measures", "kinds")


@cache
def _vessels() -> frozenset[str]:
    return frozenset(read().get("measures", "vessels"))
