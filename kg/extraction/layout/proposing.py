"""Where somebody proposes, and who: ``本會提出以下建議：``, ``我的建議有四點。``."""

import re
from collections.abc import Callable, Iterator

from kg.extraction.words.expressions import expression
from kg.model.mention import Entity

Resolve = Callable[[str], Entity | None]

_VERB = (
    r"(?:<proposals.verbs>"
    r"|\b(?:recommend(?:s|ed|ations?)?|urge[sd]?|propose[sd]?|proposals?|calls? on|calls? for))"
)
BEFORE_LIST = expression(
    rf"{_VERB}[^:。;]{{0,24}}:\s*$"
    r"|<proposals.proposed_here>[^:。;,]{0,6}[:。]\s*$"
    r"|<proposals.put_forward>[^:。;,]{0,4}<proposals.nouns>[:。]\s*$",
    re.IGNORECASE,
)
"""The end of a text below which it is listed what somebody proposes; it starts with the verb."""

ORDINAL = expression(r"(?:<proposals.ordinals>[,、:]|<proposals.first_is>)")
"""What a paragraph begins with that is a point of several."""

_BEFORE_POINTS = expression(
    rf"{_VERB}[^:。;]{{0,30}}[:。.] ?"
    r"(?=<proposals.one>、|[(][<proposals.one>1ai][)]|1[.、)]|<proposals.first_ordinals>[,、]|"
    r"<proposals.first_points>|<proposals.firstly>,)",
    re.IGNORECASE,
)
_POINT = expression(
    r"(?:(?<=[:。;.]) ?|(?<=[;,] and ))"
    r"(?:<numerals.small>{1,2}、|\d{1,2}[.、)] ?|<proposals.first_is>"
    r"|[(](?:[<numerals.small>\d]{1,2}|[a-h]|[iv]{1,3})[)] ?"
    r"|<proposals.numbered_points>[,、]|<proposals.numbered_its>,?|<proposals.adverbs>,)"
)
_STOP = re.compile(r"[。;]|\. |,? and $")
_OURSELVES = expression(
    r"(?:^|[,。])\s*<proposals.therefore>?,?\s*"
    r"<proposals.authors>?<proposals.proposing>?$"
    r"|(?:^|[,。]) ?<proposals.ourselves>[^,。;:]{0,14}$"
    r"|(?:we|(?:this|the) (?:report|study|paper))(?: therefore| also| further)?\s*$"
    r"|(?:^|\. )(?:our|the following|key)\s*$",
    re.IGNORECASE,
)
_TO_WHOM = expression(
    "(?:<proposals.to_whom>[^,。;:]{0,16})?<proposals.given>?<proposals.following>?[^,。;:]{0,4}"
)
_FEWEST, _SHORTEST, _LONGEST_NAME = 2, 4, 24  # points, characters, characters
_ENDS = " 。.;:；：,，"


def who(text: str, folded: str, end: int, document: Entity, resolve: Resolve) -> Entity | None:
    """Return who proposes: a known name right before the verb, or that its clause begins with.

    ``end`` is where the verb starts. Where only ``we`` or nobody does, it is the document.
    """
    before = text[:end].rstrip()
    for start in range(max(0, len(before) - _LONGEST_NAME), len(before) - 1):
        if known := resolve(before[start:].strip()):
            return known
    first = max(folded.rfind(mark, 0, len(before)) for mark in ",。;:!?") + 1
    for last in range(min(len(before), first + _LONGEST_NAME), first + 1, -1):
        known = resolve(before[first:last].strip())
        if known and _TO_WHOM.fullmatch(folded[last : len(before)]):
            return known
    return document if _OURSELVES.search(folded[:end].rstrip()) else None


def points(folded: str) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """Yield where a verb of proposing stands, and the places of the points behind it.

    >>> text = "我们建议:一、设立基金;二、举办课程。"
    >>> [(at, [text[a:b] for a, b in found]) for at, found in points(text)]
    [(2, ['设立基金', '举办课程'])]
    """
    opening = _BEFORE_POINTS.search(folded)
    if opening is None:
        return
    marks = list(_POINT.finditer(folded, opening.end() - 1))
    ends = [*(mark.start() for mark in marks[1:]), len(folded)]
    places: list[tuple[int, int]] = []
    for mark, end in zip(marks, ends, strict=False):
        stop = _STOP.search(folded, mark.end(), end)
        words = folded[mark.end() : stop.start() if stop else end].rstrip(_ENDS)
        if len(words) >= _SHORTEST:
            places.append((mark.end(), mark.end() + len(words)))
    if len(places) >= _FEWEST:
        yield opening.start(), tuple(places)
