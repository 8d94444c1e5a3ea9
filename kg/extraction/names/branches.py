"""Whose branch in a place a name is of: ``中国电信杭州分公司``, ``人民某銀行某市中心支行``."""

from kg.extraction.names.boundaries import Landscape
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.expressions import expression
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import is_listed, is_ordinary

_FARTHEST = 16  # characters of the name of the body
_FIRM = (2, 6)  # of one that nothing but its branch shows, without its country
_HAN = expression(r"[\u3400-\u9fff]+")


def owner(land: Landscape, hints: Hints, start: int) -> int:
    """Return where the body begins whose branch in a place is named from ``start``, if any.

    Nobody knows the bank of 人民某銀行某市中心支行, but its ending shows; a firm may have none. It
    is one with its country before it (中国电信), or where its words are no ordinary ones.
    """
    begin = land.stretch(start, _FARTHEST)
    name = land.text[begin:start]
    found = hints.ending(name)
    if found and found[0] in hints.bodies and 1 < len(found[1]) < len(name):
        return begin
    shortest, longest = _FIRM
    if not shortest <= len(name) <= longest or not _HAN.fullmatch(name):
        return start
    if begin and land.kinds[begin - 1] is Kind.PLACE:
        return land.begin(begin)
    common = is_listed(name[:2]) or is_ordinary(name)
    return start if common or len(name) == shortest else begin
