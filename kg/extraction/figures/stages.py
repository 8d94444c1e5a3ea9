"""From what to what figures change: ``由6.1年縮短至5.3年``, ``rose from 31 to 58``, ``4 → 25``.

What was before may be told second: ``58 ships, up from 31``, ``較2022年的31艘``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extraction.discourse.measures import trimmed
from kg.extraction.figures.ends import time_of_second
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity, Mention, Quantity, TimeExpression

BEFORE, AFTER = "before", "after"
MOVED = "<changes.moved>"
_SET_OUT = expression(
    r"<changes.from>"
    r"(?P<when>[^,。;:、]{0,14})\Z"
)
_ARRIVED = expression(rf"[^,。;:、]{{0,8}}?,?(?:{MOVED})<changes.arriving>[^,。;:、]{{0,14}}\Z")
_ARROW = expression(r"\s*(?:\([^()]{1,12}\)\s*)?(?:→|⇒|->)\s*")
_FROM = expression(r"\bfrom\s(?P<when>[^,.;:]{0,32})\Z", re.IGNORECASE)
_TO = expression(r"[^,.;:]{0,40}?\bto\b[^,.;:]{0,32}\Z", re.IGNORECASE)
_MOVES = (
    r"\b(?:r[io]s(?:e[sn]?|ing)|rose|gr[eo]w(?:n|s|ing)?|increas\w+|climb\w*|jump\w*|surg\w+|soar\w*"
    r"|f[ae]ll(?:en|s|ing)?|dropp?\w*|declin\w+|decreas\w+|shr[aiu]nk\w*|slip\w*|cut(?:s|ting)?"
    r"|reduc\w+|lower\w*|expand\w*|extend\w*|lengthen\w*|shorten\w*|narrow\w*|widen\w*|improv\w+"
    r"|rais\w+|doubl\w+|tripl\w+|mov(?:ed|es|ing)|went|gone|up|down|upgraded?|enlarg\w+)\b"
)
_MOVING = expression(_MOVES, re.IGNORECASE)
MOVING_TAIL = expression(
    rf"(?:\s*(?:(?:has|have|had|is|are|was|were|be|been|being|will|would|to)\s+)*{_MOVES}"
    rf"(?:\s+[a-z]+ly|\s+sharply)?|(?:<changes.how>{{1,2}})?(?:{MOVED})<changes.moved_ends>?)\s*\Z",
    re.IGNORECASE,
)
_BACK = expression(
    rf"[^,.;:]{{0,40}}?[,(]?\s*(?:and\s|{_MOVES}|higher|lower|increase|growth|decline|rise|fall|drop|reduction)"
    r"(?:\s[a-z]+ly)?(?:\s(?:of\s|by\s)?[\d.]+\s?(?:%|per\s?cent|percentage points))?"
    r"\sfrom\s(?:(?:about|around|just|some|only|over|under|nearly|the|an?|estimated)\s)*\Z",
    re.IGNORECASE,
)
_COMPARED = expression(
    r"[^,.;:]{0,40}?[,(]?\s*(?:compared\s(?:with|to)|against|versus|vs\.?|from)"
    r"\s(?:(?:about|around|just|some|only|over|under|nearly)\s)*\Z"
    r"|[^,。;:]{0,12}?,?<changes.compared>[^,。;:]{1,14}?<particles.of>?\Z",
    re.IGNORECASE,
)
_EARLIER = expression(r"[^,。;:]*?<changes.earlier>", re.IGNORECASE)
_EARLIER_AFTER = expression(
    r"[^,.;:\d]{0,24}(?:\b(?:earlier|before|ago|previously|previous year)\b)", re.IGNORECASE
)
_HANDLED = expression(r"<changes.handled>+")


@dataclass(frozen=True, slots=True)
class Change:
    """Two figures, in the order of the text, and what changed; ``turned``: the later one first."""

    first: Mention
    second: Mention
    measure: str = ""
    turned: bool = False

    def stages(self) -> Iterator[tuple[int, tuple[str, str]]]:
        """Yield where each figure starts, with its stage and the measure."""
        names = (AFTER, BEFORE) if self.turned else (BEFORE, AFTER)
        for figure, name in zip((self.first, self.second), names, strict=True):
            yield figure.start, (name, self.measure)


def changes(
    reading: Reading, sentence: tuple[int, int], figures: Sequence[Mention]
) -> Iterator[Change]:
    """Yield each change from one figure of a sentence to another."""
    straight = list(_straight(reading, sentence, figures))
    yield from straight
    taken = {each.first.start for each in straight} | {each.second.start for each in straight}
    for place, low in enumerate(figures):
        if low.start in taken:
            continue
        # What moved by how much may stand between: 5 million, up 12% from 4 million.
        near = figures[max(0, place - 2) : place]
        high = next((each for each in reversed(near) if _alike(low, each)), None)
        if high is not None and _is_turned(reading, high, low, sentence[1]):
            yield Change(high, low, turned=True)


def _is_turned(reading: Reading, high: Mention, low: Mention, end: int) -> bool:
    """Tell whether a figure is what the one before it was at an earlier time."""
    folded = reading.passage.folded
    gap = folded[high.end : low.start]
    if _BACK.fullmatch(gap):
        return _TO.fullmatch(gap) is None
    if not _COMPARED.fullmatch(gap):
        return False
    earlier = _EARLIER.match(gap) or _EARLIER_AFTER.match(folded, low.end, end)
    return earlier is not None or time_of_second(reading, high, low) is not None


def _straight(
    reading: Reading, sentence: tuple[int, int], figures: Sequence[Mention]
) -> Iterator[Change]:
    folded = reading.passage.folded
    bounds = clauses(folded, *sentence)
    for low, high in pairwise(figures):
        clause = next((c for c in bounds if c[0] <= low.start < c[1]), sentence)
        origin = _origin(folded, clause, low, high)
        if origin is not None and _alike(low, high):
            measure = _measure(reading, *_labelled(folded, bounds, clause[0], origin))
            yield Change(low, high, measure)


def _labelled(
    folded: str, bounds: Sequence[tuple[int, int]], start: int, origin: int
) -> tuple[int, int]:
    """Return the range of the words before a change: those of its label, where it has only one."""
    before = [each for each in bounds if each[1] <= start]
    alone = not folded[start:origin].strip() and folded[:start].rstrip().endswith(":")
    if not (alone and before):
        return start, origin
    first = before[-1][0]
    return first, first + len(folded[first:start].rstrip(" :"))


def _origin(folded: str, clause: tuple[int, int], low: Mention, high: Mention) -> int | None:
    """Return where the words begin that say what a change set out from; None: there is none."""
    before, gap = folded[clause[0] : low.start], folded[low.end : high.start]
    if _ARROW.fullmatch(gap):
        return low.start
    found = _SET_OUT.search(before) if _ARRIVED.fullmatch(gap) else None
    if found is None and _TO.fullmatch(gap):
        found = _FROM.search(before)
        found = found if found and _MOVING.search(before[: found.start()]) else None
    return clause[0] + found.start() if found else None


def _alike(low: Mention, high: Mention) -> bool:
    return bool(unit(low)) and unit(low) == unit(high)


def _measure(reading: Reading, start: int, origin: int) -> str:
    """Return the words before the origin of a change that say what changed, or nothing."""
    folded = reading.passage.folded
    for other in reading.within(start, origin):
        if isinstance(other.meaning, (Entity, TimeExpression)):
            start = max(start, other.end)
    found = trimmed(folded, start, origin)
    if found is None:
        return ""
    start, end = found
    end = start + len(MOVING_TAIL.sub("", folded[start:end]))
    handled = _HANDLED.match(folded, start, end)
    start = handled.end() if handled else start
    words = trimmed(folded, start, end)
    return reading.passage.text[slice(*words)].strip() if words and words[1] - words[0] > 1 else ""


def unit(figure: Mention) -> str:
    """Return the unit of a mention, or nothing where it is no quantity."""
    return figure.meaning.unit if isinstance(figure.meaning, Quantity) else ""
