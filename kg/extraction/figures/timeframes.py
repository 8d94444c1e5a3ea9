"""The time that a figure inherits: a year said once holds for the figures after it.

A sentence that opens with a period or an as-of date sets a frame (``截至4月底，…``, ``In 2024 …``).
The frame holds for the sentences after it in the paragraph, and for the list that it introduces,
until another time is named; it does not reach what is so today, nor what is only planned. Where
no frame holds, the section's heading tells the time, else the document's title.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from kg.extraction.discourse.timing import is_compared, is_origin, time_of
from kg.extraction.figures.same_times import pointed
from kg.extraction.metadata.period import Period, Sections
from kg.extraction.passages.reading import Reading
from kg.extraction.surveys.fieldwork import Fieldwork
from kg.extraction.surveys.responses import SHARE
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Mention, Quantity, TimeExpression
from kg.model.span import Span

_OPENER = expression(
    r"[\s\"“「(]*(?:<numerals.ordinal>[<numerals.hundreds>\d]{1,5}<times.articles>\s)?(?:"
    r"<times.openers>"
    r"|[-*•·▪]|\d{1,2}[.)、]|(?:and|but|also|meanwhile|however|then)\b)?[\s,，:]*"
    r"(?:<times.at>|(?:in|during|by|at|as of|as at|for|over|throughout|through|between|up to)\b)?"
    r"\s*(?:the\s+)?(?:whole of\s+)?",
    re.IGNORECASE,
)
_PRESENT = expression(
    r"<times.present>"
    r"|\b(?:is|are|has|have|employs|operates|now|currently|today|will|would|can|may|should|must)\b",
    re.IGNORECASE,
)
_SAYS = expression(
    r"<times.according>[^,。;]{2,40},\s?"
    r"|(?:according to|based on) [^,.;]{2,60}, "
    r"|[^。;]{2,80}?<times.says>[,:]\s?"
    r"|[^.;]{2,80}?\b(?:said|says|shows?|showed|reported|found|announced)(?: that)?,? ",
    re.IGNORECASE,
)
_TODAY = expression(r"<times.today>|\b(?:currently|today|now)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|rose|fell|grew|stood|made|held|took|came|went|won|sold|spent|built|paid|saw"
    r"|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.LINE})
_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.CELL})
_SLIDE = 2  # blank lines, above which another slide begins
_PLANNED = frozenset({"forecast", "target", "plan"})


@cache
def _depends() -> re.Pattern[str]:
    """Return what a line begins with that tells of the time of the line above it: 同比增速:33%."""
    words = read()
    return expression(
        rf"[\s*•●·▪-]*(?:(?P<year>{words.any_of('measures', 'whole_year')})"
        rf"|{words.any_of('measures', 'dependent')}|year[- ]on[- ]year\b|of which\b)",
        re.IGNORECASE,
    )


class Frame(NamedTuple):
    """A time that holds beyond its sentence: as EDTF, its last day, and where it is named."""

    edtf: str
    latest: date | None
    evidence: Evidence


class Frames:
    """The times that hold at the places of a document whose own words name none."""

    def __init__(
        self,
        readings: Sequence[Reading],
        sections: Sections,
        period: Period | None,
        now: date | None,
    ) -> None:
        self._readings = readings
        self._sections = sections
        self._period = period
        self._now = now
        self._starts = [reading.passage.block.span.start for reading in readings]
        self._leads = dict(_leads(readings))
        self._fieldwork = Fieldwork(readings)
        self._known: dict[int, list[Frame | None]] = {}

    def place(self, span: Span) -> tuple[int, int] | None:
        """Return the indexes of the passage and of its sentence that a span stands in."""
        index = bisect_right(self._starts, span.start) - 1
        sentences = self._readings[index].passage.sentence_spans if index >= 0 else ()
        number = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        within = number >= 0 and sentences[number].contains(span)
        return (index, number) if within else None

    def of(self, fact: Fact, value: Span) -> Frame | None:
        """Return what holds for a figure that was given no time; ``value`` is where it stands."""
        place = self.place(value)
        if place is None:
            return self._whole(fact)
        index, number = place
        passage = self._readings[index].passage
        asked = self._fieldwork.of(fact, self._readings[index], value.start)
        if asked:
            return Frame(asked.edtf, None, asked.evidence)
        if passage.block.kind in _PROSE:
            if same := pointed(self._readings[index], number):
                return Frame(*same)
            own = self._own(index, passage.sentences[number], value)
            if own:
                return own
            if self._is_dated(index, passage.sentences[number], value):
                return None
            frame, text = self._frames(index)[number], passage.folded
            if frame and self._holds(index, number, text, fact):
                return frame if self._reaches(frame, fact) else None
        over = self._leads.get(index) if passage.block.kind is BlockKind.CELL else None
        if over and self._reaches(over, fact):
            return over
        return self._section(index, number, fact) or self._survey(fact)

    def _holds(self, index: int, number: int, text: str, fact: Fact) -> bool:
        """Tell whether a frame holds in a sentence; that of a list in all that it lists."""
        sentence = self._readings[index].passage.sentences[number]
        listed = number == 0 and index in self._leads and not _TODAY.search(text[slice(*sentence)])
        return listed or _goes_on(text, sentence, fact)

    def _own(self, index: int, sentence: tuple[int, int], value: Span) -> Frame | None:
        """Return the time that the sentence itself tells, for what was not asked of it before."""
        reading = self._readings[index]
        mentions = list(reading.within(*sentence))
        for mention in mentions:
            if reading.passage.span(mention.start, mention.end).overlaps(value):
                found = time_of(reading.passage.folded, mentions, sentence, mention.start)
                time = found.meaning if found else None
                if found and isinstance(time, TimeExpression):
                    shown = reading.passage.evidence(found.start, found.end, "time")
                    return Frame(time.edtf, time.latest, shown)
        return None

    def _is_dated(self, index: int, sentence: tuple[int, int], value: Span) -> bool:
        """Tell whether a time stands before the figure, which was found not to hold for it."""
        reading = self._readings[index]
        return any(
            reading.passage.span(mention.start, mention.end).end <= value.start
            and not is_origin(reading.passage.folded, mention)
            for mention, _ in _times(reading, sentence)
        )

    def _section(self, index: int, number: int, fact: Fact) -> Frame | None:
        passage = self._readings[index].passage
        if _TODAY.search(passage.folded[slice(*passage.sentences[number])]):
            return None
        section = self._sections.of(index)
        if section is None:
            return self._whole(fact)
        frame = Frame(section.edtf, section.latest, section.evidence)
        return frame if self._reaches(frame, fact) else None

    def _survey(self, fact: Fact) -> Frame | None:
        """Return the year in the title of a survey, for an answer to it."""
        year = self._sections.survey if fact.predicate == SHARE else None
        return Frame(year.edtf, year.latest, year.evidence) if year else None

    def _whole(self, fact: Fact) -> Frame | None:
        if self._period is None:
            return None
        whole = Frame(self._period.edtf, self._period.latest, self._period.evidence)
        return whole if self._reaches(whole, fact) else None

    def _frames(self, index: int) -> list[Frame | None]:
        """Return the frame that each sentence of a passage stands in, before its own words."""
        if index not in self._known:
            reading = self._readings[index]
            self._known[index] = _framed(reading, self._leads.get(index))
        return self._known[index]

    def _reaches(self, frame: Frame, fact: Fact) -> bool:
        """Tell whether a frame reaches a figure: no plan is of a time that is over."""
        if fact.modality not in _PLANNED or self._now is None or frame.latest is None:
            return True
        return frame.latest >= self._now


def _leads(readings: Sequence[Reading]) -> Iterator[tuple[int, Frame]]:
    """Yield the frame of each list item and each cell that words with a colon introduce."""
    lead: Frame | None = None
    last: Frame | None = None
    for index, reading in enumerate(readings):
        passage = reading.passage
        listed = passage.block.kind in _LISTED
        if listed and lead:
            yield index, lead
        colon = passage.sentences and passage.folded.endswith(":")
        if colon or not listed:
            own = _set_by(reading, passage.sentences[-1], loose=True) if colon else None
            own = own or (_framed(reading, None)[-1] if colon else None)
            lead = own or (lead if listed else None)
        elif lead:
            continue
        if passage.block.kind is BlockKind.HEADING or passage.block.gap > _SLIDE:
            last = None
        depends = _depends().match(passage.folded) if last else None
        if last and depends and not (depends["year"] and not last.evidence.quote[:4].isdecimal()):
            yield index, last._replace(edtf=last.edtf[:4]) if depends["year"] else last
        last = _first(reading) or last


def _first(reading: Reading) -> Frame | None:
    """Return the first time of a line, as what the lines below it that need one are of."""
    times = [each for each in _times(reading, (0, len(reading.passage.folded))) if each[1].latest]
    if not times or reading.passage.block.kind not in _PROSE:
        return None
    mention, time = times[0]
    return Frame(
        time.edtf, time.latest, reading.passage.evidence(mention.start, mention.end, "time")
    )


def _framed(reading: Reading, lead: Frame | None) -> list[Frame | None]:
    frames: list[Frame | None] = []
    frame = lead
    for sentence in reading.passage.sentences:
        frames.append(frame)
        listed = reading.passage.folded[slice(*sentence)].rstrip().endswith((";", "；"))
        if _times(reading, sentence):
            frame = _set_by(reading, sentence, loose=listed)
    return frames


def _times(reading: Reading, sentence: tuple[int, int]) -> list[tuple[Mention, TimeExpression]]:
    text = reading.passage.folded
    return [
        (m, m.meaning)
        for m in reading.within(*sentence)
        if isinstance(m.meaning, TimeExpression) and not is_compared(text, m)
    ]


def _set_by(reading: Reading, sentence: tuple[int, int], *, loose: bool) -> Frame | None:
    """Return the frame that a sentence sets: its first time, where it opens with it.

    ``loose``: or where a colon follows, and what it introduces goes on.
    """
    text = reading.passage.folded
    said = _SAYS.match(text, *sentence)
    start = said.end() if said else sentence[0]
    times = [each for each in _times(reading, sentence) if each[0].start >= start]
    if not times or not times[0][1].edtf:
        return None
    mention, time = times[0]
    start = max(start, text.rfind(":", start, mention.start) + 1)
    opens = _OPENER.fullmatch(text, start, mention.start)
    colon = loose and text.find(":", mention.end, sentence[1]) >= 0
    figures = any(isinstance(m.meaning, Quantity) for m in reading.within(mention.end, sentence[1]))
    if not _is_frame(time) or not (colon or (opens and (figures or loose))):
        return None
    shown = reading.passage.evidence(mention.start, mention.end, "time")
    return Frame(time.edtf, time.latest, shown)


def _is_frame(time: TimeExpression) -> bool:
    """Tell whether a time is a state's date or a period, not the day or month of an event."""
    if time.edtf.startswith("../"):
        return True
    if not time.earliest or not time.latest:
        return False
    return (time.latest - time.earliest).days > 80


def _goes_on(text: str, sentence: tuple[int, int], fact: Fact) -> bool:
    """Tell whether a sentence goes on telling of the time before it, not of today."""
    before = text[max(0, sentence[0] - 4) : sentence[0]].rstrip()[-1:]
    if before in (";", ":"):
        return True
    words = text[slice(*sentence)]
    past = bool(_HAN.search(words) or _PAST.search(words) or fact.modality in _PLANNED)
    return past and not _PRESENT.search(words)
