"""Who *we* are in a quotation: the house of whoever is quoted.

``“我們把起薪調到6萬元。”甲公司經理某某說`` is told of 甲公司, whatever the paragraph is about. The
house is the body named right before the person who speaks: in front of the quotation, where a
colon or a comma leads to it, or else behind it.
"""

import re
from itertools import pairwise

from kg.extraction.candidates import Subject
from kg.extraction.readings import Reading
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_OPENING, _CLOSING = "“「『", "”」』"
_WE = re.compile(r"我们|我司|我厂|我院|我校|咱们|\b(?:we|our|us)\b", re.IGNORECASE)
_TELLS = re.compile(r"[:,]\s?$")  # before a quotation whose speaker stands there
_LONGEST = 400  # code points of a quotation
_BEHIND, _BEFORE = 60, 60  # code points around it in which its speaker is named
_POST = re.compile(r"[^,。;:!?、]{0,24}|, (?:an? |the )?[a-z][^.;:!?\d]{0,40}", re.IGNORECASE)
_OF = re.compile(r"(?:, (?:an? |the )?| \()?[a-z][^.;:!?\d]{0,48}", re.IGNORECASE)


def house(reading: Reading, position: int, terminology: Terminology) -> Subject | None:
    """Return the body for which the first person of the quotation at a position speaks."""
    folded = reading.passage.folded
    quoted = _quotation(folded, position)
    if quoted is None or not _WE.search(folded, quoted[0], position):
        return None
    start, end = quoted
    behind, before = (end, min(len(folded), end + _BEHIND)), (max(0, start - _BEFORE), start)
    told = _TELLS.search(folded, *before) is not None
    for place in (before, behind) if told else (behind, before):
        near = list(reading.within(*place))
        near = near[::-1] if place is before else near  # the nearest first
        for body, who in _pairs(near):
            if _is_pair(folded, body, who, terminology):
                assert isinstance(body.meaning, Entity)  # noqa: S101 - seen by _is_pair
                shown = reading.passage.evidence(body.start, body.end, "antecedent")
                return Subject(body.meaning, shown, "B")
    return None


def _pairs(mentions: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Return each two neighbours, either way round."""
    beside = list(pairwise(mentions))
    return [*beside, *((b, a) for a, b in beside)]


def _is_pair(folded: str, body: Mention, who: Mention, terminology: Terminology) -> bool:
    """Tell whether two mentions are a person and the body whose post the person holds."""
    one, other = body.meaning, who.meaning
    if not isinstance(one, Entity) or not isinstance(other, Entity):
        return False
    if not terminology.is_a(one.types, "kg:Organisation"):
        return False
    if not terminology.is_a(other.types, "kg:Person"):
        return False
    if body.end <= who.start:
        return _POST.fullmatch(folded, body.end, who.start) is not None
    return folded[who.start].isascii() and _OF.fullmatch(folded, who.end, body.start) is not None


def _quotation(folded: str, position: int) -> tuple[int, int] | None:
    """Return the range of the quotation that a position stands in, its marks included."""
    first = max(0, position - _LONGEST)
    opened = max(folded.rfind(mark, first, position) for mark in _OPENING)
    if opened >= 0 and opened > max(folded.rfind(mark, first, position) for mark in _CLOSING):
        ends = [at for mark in _CLOSING if (at := folded.find(mark, position)) >= 0]
        return (opened, min(ends) + 1) if ends else None
    if folded.count('"', first, position) % 2:
        end = folded.find('"', position)
        return (folded.rfind('"', first, position), end + 1) if end >= 0 else None
    return None
