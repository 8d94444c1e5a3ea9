"""The two ends of one change: ``5.2 million in 2023, up from 4.1 million a year earlier``.

Which of two figures is which end is read in :mod:`.stages`, by the places of their values. Here
their facts are joined: both are of one thing, measure one thing, and each has the time that its own
words name.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extraction.discourse.measures import moves
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.fact import Evidence, Fact
from kg.model.mention import Mention, Quantity, TimeExpression

_GENERIC = "kg:figure"
_ROLES = ("subject", "antecedent", "heading", "context")
_YEAR_BEFORE = expression(
    r"\W{0,2}(?:(?:in|on|over|during|than|of)\s)?(?:(?:a|one)\s(?:year|twelvemonth)\s(?:earlier|before|ago|previously)"
    r"|the\s(?:previous|prior|preceding)\syear|the\syear\sbefore|last\syear)\b"
)
_FROM_YEAR_BEFORE = expression(r"<changes.year_before><particles.of>?\Z")
# What stands between the two figures of a change: 由8%[升至]29%, from 5 [in 2022 to] 7.
_ONWARD = expression(
    r"(?:的|[,\s]*(?:大幅|逐步|回)?[\u4e00-\u9fff]{0,4}(?:[至到]|(?<!期|限|度|积|模|高|资|额|量|价|均|数)为))\s*"
    r"| (?:in (?:19|20)\d\d )?(?:to|and) (?:about |around |nearly |over )?",
    re.IGNORECASE,
)
_NEAR = 8  # code points before a figure in which its year is told
_YEAR = expression(r"(?P<year>\d{4})(?P<rest>-\d\d|-[QH]\d)?\Z")


@dataclass(frozen=True, slots=True)
class Pair:
    """Where in the document the values of both ends start, in the order of the text.

    ``turned``: what was before stands second, with words of its own; it is told from what the
    first says, and ``own`` is what it says of its time. ``year_before``: it says that it is of the
    year before that of the other end.
    """

    first: int
    second: int
    turned: bool = False
    own: str = ""
    year_before: bool = False
    shown: Evidence | None = None


def pair(reading: Reading, first: Mention, second: Mention, turned: bool) -> Pair:
    """Return two ends of a change with the time that the words of the second name."""
    passage = reading.passage
    one, other = (passage.span(each.start, each.end).start for each in (first, second))
    if not turned:
        before = _YEAR_BEFORE.match(passage.folded, first.end)
        before = before or _FROM_YEAR_BEFORE.search(
            passage.folded, max(0, first.start - _NEAR), first.start
        )
        led = passage.evidence(before.start(), before.end(), "time") if before else None
        return Pair(one, other, year_before=before is not None, shown=led)
    time = time_of_second(reading, first, second)
    if time is not None and isinstance(time.meaning, TimeExpression):
        shown = passage.evidence(time.start, time.end, "time")
        return Pair(one, other, turned=True, own=time.meaning.edtf, shown=shown)
    before = _YEAR_BEFORE.match(passage.folded, second.end)
    if before is None:
        return Pair(one, other, turned=True)
    shown = passage.evidence(before.start(), before.end(), "time")
    return Pair(one, other, turned=True, year_before=True, shown=shown)


def joined(facts: Iterable[Fact], pairs: Sequence[Pair]) -> list[Fact]:
    """Return the facts; the two ends of a change have one subject, measure and predicate."""
    facts = list(facts)
    if not pairs:
        return facts
    at = {
        shown.span.start: number
        for number, fact in enumerate(facts)
        if fact.quantity
        for shown in fact.evidence
        if shown.role == "value"
    }
    for each in pairs:
        if each.first in at and each.second in at:
            one, other = facts[at[each.first]], facts[at[each.second]]
            facts[at[each.first]], facts[at[each.second]] = _joined(one, other, each)
    return facts


def _joined(one: Fact, other: Fact, ends: Pair) -> tuple[Fact, Fact]:
    if other.rule == "figure":
        about = tuple(e for e in one.evidence if e.role in _ROLES)
        kept = tuple(e for e in other.evidence if e.role not in _ROLES)
        other = replace(
            other,
            subject=one.subject,
            predicate=one.predicate if other.predicate == _GENERIC else other.predicate,
            measure=one.measure,
            evidence=tuple(dict.fromkeys((*kept, *about))),
            tier=max(one.tier, other.tier),
        )
    if not ends.turned:
        earlier = _year_before(other) if ends.year_before else ""
        return (_timed(one, earlier, ends.shown) if earlier else one), other
    if ends.shown and ends.shown.span in [e.span for e in one.evidence if e.role == "time"]:
        one = _timed(one, "", None)
    before = _year_before(one) if ends.year_before else ""
    return one, _timed(other, ends.own or before, ends.shown)


def _year_before(fact: Fact) -> str:
    """Return the year before that of a fact, or the same part of it; empty where it has none."""
    year = _YEAR.match(fact.time)
    return f"{int(year['year']) - 1}{year['rest'] or ''}" if year else ""


def _timed(fact: Fact, edtf: str, shown: Evidence | None) -> Fact:
    """Return a fact with another time, shown by words of its own, if any."""
    kept = tuple(e for e in fact.evidence if not e.role.startswith("time"))
    return replace(fact, time=edtf, evidence=(*kept, *([shown] if shown and edtf else [])))


def time_of_second(reading: Reading, first: Mention, second: Mention) -> Mention | None:
    """Return the time that the words of the second end name: before it, or right after it."""
    folded = reading.passage.folded
    between = [m for m in reading.within(first.end, second.start) if _is_time(m)]
    led = [m for m in between if folded[m.end : second.start].strip() in ("", "的", "底的", "末的")]
    if led:
        return led[-1]
    after = (m for m in reading.within(second.end, second.end + 48) if _is_time(m))
    found = next(after, None)
    gap = folded[second.end : found.start] if found else ","
    return None if any(mark in gap for mark in ",;:.。，") else found


def _is_time(mention: Mention) -> bool:
    return isinstance(mention.meaning, TimeExpression)


def set_out(reading: Reading, sentence: int, position: int) -> int:
    """Return where the first figure stands of what only moves (``由8%升至29%``, ``…,按年增6%``)."""
    for mention in reversed(tuple(reading.within(sentence, position))):
        if isinstance(mention.meaning, Quantity):
            between = reading.passage.folded[mention.end : position]
            if not (_ONWARD.fullmatch(between) or moves(between.strip(" ,;、"))):
                break
            position = mention.start
    return position
