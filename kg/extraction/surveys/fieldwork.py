"""When a survey was made, for the answers that its passages go on to tell.

``The Institute polled 800 tenants in March. 61% …``: the time is said once, where it is told that
people were asked; it holds for their answers in the passage and below it, up to the next heading or
the next survey. When a survey came out is another time.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.extraction.discourse.timing import is_compared
from kg.extraction.passages.reading import Reading
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Mention, Quantity, TimeExpression

ANSWERS = ("kg:responseShare", "kg:sampleSize")
_NEAR = 16  # characters between a survey and its time where nobody is said to have made it
_TITLE = re.compile(r"[《〈「“][^《》〈〉「」“”]{2,48}[》〉」”]")
_BREAK = re.compile(r"[。;:!?]|\.\s")
_SKIPPED = frozenset({BlockKind.FOOTNOTE, BlockKind.BOILERPLATE, BlockKind.SOURCE, BlockKind.FIELD})


@cache
def _words(*names: str) -> re.Pattern[str]:
    """Return an expression for words of the list of surveys: whole ones where they are Latin."""
    listed = read()
    each = [word for name in names for word in listed.get("surveys", name)]
    latin = "|".join(word for word in each if word.isascii())
    others = "|".join(word for word in each if not word.isascii())
    return re.compile(rf"{others}|\b(?:{latin})\b", re.IGNORECASE)


class Asked(NamedTuple):
    """When people were asked, as EDTF; where that is told in the document."""

    edtf: str
    start: int
    headings: tuple[int, ...]
    evidence: Evidence


class Fieldwork:
    """The times at which a document says that people were asked, in order."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._asked = [
            asked
            for reading in readings
            if reading.passage.block.kind not in _SKIPPED
            for asked in _told(reading)
        ]
        self._starts = [asked.start for asked in self._asked]

    def of(self, fact: Fact, reading: Reading, position: int) -> Asked | None:
        """Return when those were asked of whom a figure tells that has no time of its own.

        ``position`` is where the figure stands in the document. It is an answer or how many were
        asked; or any share in the passage that tells of the asking.
        """
        before = bisect_left(self._starts, position)
        asked = self._asked[before - 1] if before else None
        block = reading.passage.block
        if asked is None or fact.quantity is None or asked.headings != block.headings:
            return None
        inside = asked.start >= block.span.start and fact.quantity.unit == "%"
        return asked if inside or fact.predicate in ANSWERS or _is_option(fact) else None


def _is_option(fact: Fact) -> bool:
    return any(name == "option" for name, _ in fact.dimension)


def _told(reading: Reading) -> Iterator[Asked]:
    """Yield the times at which a passage says that people were asked, one a sentence."""
    passage = reading.passage
    for sentence, span in zip(passage.sentences, passage.sentence_spans, strict=True):
        time = _time(reading, sentence)
        if time and isinstance(time.meaning, TimeExpression):
            shown = passage.evidence(time.start, time.end, "time")
            yield Asked(time.meaning.edtf, span.start, passage.block.headings, shown)


def _time(reading: Reading, sentence: tuple[int, int]) -> Mention | None:
    """Return the time of a sentence that is nearest to words for asking, before any share."""
    folded = reading.passage.folded
    if not _words("inquiries").search(folded, *sentence) and not _words("studies").search(
        folded, *sentence
    ):
        return None
    inside = list(reading.within(*sentence))
    shares = (m.start for m in inside if isinstance(m.meaning, Quantity) and m.meaning.unit == "%")
    end = next(shares, sentence[1])
    titles = [found.span() for found in _TITLE.finditer(folded, *sentence)]
    times = [
        m
        for m in inside
        if isinstance(m.meaning, TimeExpression)
        and m.meaning.edtf
        and m.end <= end
        and not is_compared(folded, m)
        and not any(start <= m.start < stop for start, stop in titles)
        and not _words("released").search(folded, max(sentence[0], m.start - 20), m.start)
        and not _words("released").match(folded, m.end)
    ]
    made = _words("made").search(folded, sentence[0], end)
    places = [found.span() for found in _words("inquiries").finditer(folded, sentence[0], end)]
    places += [
        found.span() for found in _words("studies").finditer(folded, sentence[0], end) if made
    ]
    ranked = sorted(
        (_gap(folded, time, place), time.start, time) for time in times for place in places
    )
    near = [(gap, time) for gap, _, time in ranked if gap <= _NEAR or made]
    return near[0][1] if near else None


def _gap(folded: str, time: Mention, place: tuple[int, int]) -> int:
    """Return how many characters lie between a time and a word; many where a clause ends there."""
    first, last = sorted(((time.start, time.end), place))
    between = folded[first[1] : last[0]]
    return len(between) + 100 * len(_BREAK.findall(between))
