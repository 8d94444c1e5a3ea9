"""Where somebody proposes, and who: ``本會提出以下建議：``, ``我的建議有四點。``."""

import re
from collections.abc import Callable, Iterator

from kg.model.mention import Entity

Resolve = Callable[[str], Entity | None]

_VERB = (
    r"(?:建议|倡议|促请|呼吁|敦促"
    r"|\b(?:recommend(?:s|ed|ations?)?|urge[sd]?|propose[sd]?|proposals?|calls? on|calls? for))"
)
BEFORE_LIST = re.compile(
    rf"{_VERB}[^:。;]{{0,24}}:\s*$"
    r"|(?:建议|倡议)(?:(?:主要|大致|共)?有(?:以下)?|如下)[^:。;,]{0,6}[:。]\s*$"
    r"|提出(?:了)?(?:以下|下列|如下)?[^:。;,]{0,4}(?:建议|倡议)[:。]\s*$",
    re.IGNORECASE,
)
"""The end of a text below which it is listed what somebody proposes; it starts with the verb."""

ORDINAL = re.compile(
    r"(?:(?:第[一二三四五六七八九十]|其[一二三四五六]|首先|其次|再次|最后)[,、:]|[一二三四五六]是)"
)
"""What a paragraph begins with that is a point of several."""

_BEFORE_POINTS = re.compile(
    rf"{_VERB}[^:。;]{{0,30}}[:。.] ?"
    r"(?=一、|[(][一1ai][)]|1[.、)]|第一[,、]|一是|其一|首先,)",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"(?:(?<=[:。;.]) ?|(?<=[;,] and ))"
    r"(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.、)] ?|[一二三四五六]是"
    r"|[(](?:[一二三四五六七八九十\d]{1,2}|[a-h]|[iv]{1,3})[)] ?"
    r"|第[一二三四五六七八九十][,、]|其[一二三四五],?|(?:首先|其次|再次|最后),)"
)
_STOP = re.compile(r"[。;]|\. |,? and $")
_OURSELVES = re.compile(
    r"(?:^|[,。])\s*(?:因此|为此|据此|有鉴于此)?,?\s*"
    r"(?:本?(?:报告|研究|文|调查|智库)|我们|笔者|本刊|课题组)?(?:提出|作出)?$"
    r"|(?:^|[,。]) ?(?:我|我们|本会|本?报告|笔者|本文|课题组)[^,。;:]{0,14}$"
    r"|(?:we|(?:this|the) (?:report|study|paper))(?: therefore| also| further)?\s*$"
    r"|(?:^|\. )(?:our|the following|key)\s*$",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    "(?:(?:向|给|对|就|为|亦|也|则|还|在)[^,。;:]{0,16})?(?:给出|提出|作出)?(?:的|以下)?[^,。;:]{0,4}"
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
