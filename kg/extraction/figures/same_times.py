"""The time that the words of a sentence point back to: in the same year, since then, 同期.

It is the one that the sentence before names: ``Sales rose from 9 in 2019 to 12 in 2024. Over the
same period the mill hired 40`` tells of 2019 to 2024, ``Opened in 2017. Since then …`` of 2017 on.
"""

import re
from datetime import date
from typing import NamedTuple

from kg.extraction.discourse.timing import is_compared
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.fact import Evidence
from kg.model.mention import Mention, TimeExpression

_POINTS = expression(
    r"[\s\"“(]*(?:(?P<year>(?:in|during|over) (?:the|that) same year\b|<times.in_same_year>)"
    r"|(?P<period>(?:in|during|over|across) (?:the|that) same (?:period|time|months?|years)\b"
    r"|<times.in_same_period>)"
    r"|(?P<since>since then\b|<times.from_then_on>))",
    re.IGNORECASE,
)
_YEAR = 4  # characters of a year


class Time(NamedTuple):
    """A time as EDTF, its last day, and where it is named."""

    edtf: str
    latest: date | None
    evidence: Evidence


def pointed(reading: Reading, number: int) -> Time | None:
    """Return the time that a sentence points back to with its first words, by its number."""
    passage = reading.passage
    found = _POINTS.match(passage.folded, *passage.sentences[number])
    if not found or not number or _own(reading, passage.sentences[number]):
        return None
    named = _own(reading, passage.sentences[number - 1])
    if not named:
        return None
    (mention, time), (_, first) = named[-1], named[0]
    shown = passage.evidence(mention.start, mention.end, "time")
    start, end = first.edtf[:_YEAR], time.edtf[:_YEAR]
    if found["since"]:
        start = time.edtf.removeprefix("../").split("/")[0]
        return Time(f"{start}/..", None, shown) if start else None
    if found["year"]:
        return Time(end, time.latest, shown) if end.isdecimal() else None
    if start.isdecimal() and end.isdecimal() and start < end:
        return Time(f"{start}/{end}", time.latest, shown)
    return Time(time.edtf, time.latest, shown)


def _own(reading: Reading, sentence: tuple[int, int]) -> list[tuple[Mention, TimeExpression]]:
    """Return the times that a sentence names itself."""
    return [
        (mention, mention.meaning)
        for mention in reading.within(*sentence)
        if isinstance(mention.meaning, TimeExpression)
        and mention.meaning.edtf
        and not is_compared(reading.passage.folded, mention)
    ]
