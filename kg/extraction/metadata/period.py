"""The period that a document, or a section of it, reports on: a bulletin, a review, a plan.

A statistical bulletin or an annual report names its year once, in the title; its figures (``全年``,
``年末``, ``the year``) are of that year, not of the one in which it came out. A report on one
year's work that also plans the next says in its headings which is which (``2024年工作回顾``,
``二、今年的主要任务``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.extraction.metadata import cover
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading
from kg.extraction.times import dates
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind
from kg.model.fact import Evidence
from kg.model.mention import Quantity, TimeExpression
from kg.model.span import Span
from kg.text.folding import fold

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-–/](\d\d|20\d\d))?(?!\d|[-–/]\d)")
_REPORTS = expression(
    r"<documents.periodic>"
    r"|\b(?:statistic\w*|bulletin|annual (?:report|review|results)|yearbook|in figures"
    r"|year in review|results (?:for|of)|in review)\b",
    re.IGNORECASE,
)
_WORK = expression(
    r"<documents.work_reports>|<documents.summaries>.{0,12}<documents.coming_plans>|"
    r"<documents.work_done>"
)
_REVIEW = expression(
    r"<documents.looking_back>"
    r"|\b(?:review|achievements?|progress|highlights?|results|performance|at a glance|in figures"
    r"|key figures|accomplishments?)\b",
    re.IGNORECASE,
)
_AGENDA = expression(
    r"<documents.looking_ahead>"
    r"|\b(?:targets?|outlook|priorities|plans?|objectives|agenda|forecasts?|guidance)\b",
    re.IGNORECASE,
)
_NUMBERING = expression(
    r"^[\s#*]*(?:<numerals.ordinal>?[<numerals.small>\d]{1,3}<documents.parts>*[、.)．\s]+"
    r"|\([^()]{1,4}\))?\s*"
)
_ONE_YEAR = expression(r"<times.one_year>|\bthe (?:past|last) year\b", re.IGNORECASE)
_PAST_YEAR = expression(r"<times.last_year>|\b(?:past|last) year\b", re.IGNORECASE)
_SURVEY = expression(
    r"<surveys.kinds>|\b(?:survey|poll|pulse|barometer|questionnaire)\b", re.IGNORECASE
)
_CAPTION = expression(
    r"\s*(?:<documents.figures>\s*[\d<numerals.small>]|(?:table|figure|chart)\s+\d)", re.IGNORECASE
)
_CLOSED = re.compile(r"[^()]{0,6}\)\s*$")  # of a bracket at the end: Year one (2026/27)
_LAST = re.compile(r",\s?\Z")  # before a year at the end: Landings by port, 2024
_SLIDE = 2  # blank lines, above which another slide begins
_LONGEST_LINE = 40  # characters of a line that is a heading by what it says
_LONGEST = 60  # characters of a heading that names a period
_EARLY = 6  # the last month of a year in which one still reports on the year before


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a longer time as EDTF, and where it is named.

    ``latest`` is its last day; ``named`` tells that the words there are the time itself.
    """

    edtf: str
    evidence: Evidence
    latest: date

    @property
    def end(self) -> date:
        """The last day: what the document's relative words (``年末``) are relative to."""
        return self.latest


def reported(texts: Sequence[Passage]) -> Period | None:
    """Return the year that the document reports on, if its title says that it reports on one."""
    found = cover.title(texts)
    if found is None:
        return None
    for evidence in found[1]:
        years = list(_YEAR.finditer(evidence.quote))
        title = fold(evidence.quote)
        if (ended := _told(title)) and _REPORTS.search(title):
            return Period(ended.edtf, replace(evidence, role="time"), ended.latest or date.max)
        if len(years) == 1 and _REPORTS.search(title):
            return _of_year(years[0], _within(evidence, years[0]))
    return None


def _told(title: str) -> TimeExpression | None:
    """Return the period that a title tells in words: the year ended 31 March 2025."""
    told = [mention.meaning for mention in dates.find(title, None)]
    times = [time for time in told if isinstance(time, TimeExpression) and _is_long(time)]
    return times[0] if len(times) == 1 and times[0].edtf not in title else None


def delivered(texts: Sequence[Passage]) -> tuple[date, Span] | None:
    """Return when a work report without a date was given: early in the year of its title."""
    found = cover.title(texts)
    for evidence in found[1] if found else ():
        years = list(_YEAR.finditer(evidence.quote))
        if len(years) == 1 and _WORK.search(fold(evidence.quote)):
            return date(int(years[0][1]), 1, 31), _within(evidence, years[0]).span
    return None


def _within(evidence: Evidence, year: re.Match[str]) -> Evidence:
    """Return the evidence of a year that was found in a quote."""
    start = evidence.span.start + year.start()
    return Evidence(Span(start, start + len(year[0])), year[0], "time")


def _of_year(year: re.Match[str], shown: Evidence) -> Period:
    first = int(year[1])
    if year[2] and int(year[2][-2:]) == (first + 1) % 100:
        short = (first + 1) % 100
        edtf = f"{first}-{short:02}" if short > 12 else f"{first}/{first + 1}"
        return Period(edtf, shown, date(first + 1, 3, 31))
    return Period(year[1], shown, date(first, 12, 31))


class Sections:
    """The periods that the sections of a document are about, by their headings."""

    def __init__(
        self, readings: Sequence[Reading], texts: Sequence[Passage], now: date | None
    ) -> None:
        self._readings = readings
        self._now = now
        found = cover.title(texts)
        titles = [fold(each.quote) for each in found[1]] if found else []
        self._works = any(_WORK.search(title) for title in titles)
        self.survey = surveyed(texts)
        self._known: dict[int, Period | None] = {}
        self._lines = dict(self._under_lines())

    def _under_lines(self) -> Iterator[tuple[int, int]]:
        """Yield the blocks under a short line that names a period, each with that line.

        In plain text such a line is a heading that nothing marks: it holds up to the next one.
        """
        last: int | None = None
        for index, reading in enumerate(self._readings):
            block, folded = reading.passage.block, reading.passage.folded
            if block.kind is BlockKind.HEADING or block.gap > _SLIDE:
                last = None
            if block.kind is BlockKind.HEADING:
                continue
            if _is_line(reading, folded):
                last = index if self._period(reading) else None
            elif last is not None:
                yield index, last

    def of(self, index: int) -> Period | None:
        """Return the period of the innermost section of a passage that names one."""
        over = self._readings[index].passage.block.headings
        line = self._lines.get(index)
        for heading in reversed((*over, line) if line is not None else over):
            caption = _CAPTION.match(self._readings[heading].passage.folded)
            if caption and _is_prose(self._readings[index].passage):
                continue  # it tells of its table only
            if heading not in self._known:
                self._known[heading] = self._period(self._readings[heading])
            if period := self._known[heading]:
                return period
        return None

    def _period(self, heading: Reading) -> Period | None:
        text = heading.passage.folded.strip()
        if len(text) > _LONGEST:
            return None
        number = _NUMBERING.match(heading.passage.folded)
        begin = number.end() if number else 0
        telling = bool(_REVIEW.search(text) or _AGENDA.search(text) or _REPORTS.search(text))
        if self._works and _ONE_YEAR.search(text):
            return self._unnamed(heading, text)
        times = [
            (m, m.meaning)
            for m in heading.mentions
            if isinstance(m.meaning, TimeExpression) and _is_long(m.meaning)
        ]
        closing = bool(times) and _CLOSED.match(heading.passage.folded, times[0][0].end)
        if len(times) == 1 and (telling or closing or times[0][0].start == begin):
            mention, time = times[0]
            shown = heading.passage.evidence(mention.start, mention.end, "time")
            edtf = time.edtf.removeprefix("../")
            return Period(edtf, shown, time.latest or date.max)
        timed = any(isinstance(m.meaning, TimeExpression) for m in heading.mentions)
        years = [] if timed else list(_YEAR.finditer(heading.passage.folded))
        listed = bool(years) and _LAST.search(text, 0, years[0].start()) is not None
        ends = listed and years[0].end() == len(heading.passage.folded.rstrip())
        if len(years) == 1 and (telling or ends or years[0].start() == begin):
            return _of_year(years[0], heading.passage.evidence(*years[0].span(), "time"))
        return self._unnamed(heading, text) if not (timed or years) else None

    def _unnamed(self, heading: Reading, text: str) -> Period | None:
        """Return the year of a section of a work report that leaves its year out."""
        if not self._works or self._now is None:
            return None
        shown = heading.passage.evidence(0, len(heading.passage.text), "time")
        late = self._now.month > _EARLY
        if _PAST_YEAR.search(text) or (_REVIEW.search(text) and not _AGENDA.search(text)):
            year = self._now.year - (not late)
        elif _AGENDA.search(text):
            year = self._now.year + late
        else:
            return None
        return Period(f"{year}", shown, date(year, 12, 31))


def surveyed(texts: Sequence[Passage]) -> Period | None:
    """Return the year in the title of a survey."""
    found = cover.title(texts)
    for evidence in found[1] if found else ():
        years = list(_YEAR.finditer(evidence.quote))
        if len(years) == 1 and not years[0][2] and _SURVEY.search(fold(evidence.quote)):
            return _of_year(years[0], _within(evidence, years[0]))
    return None


def _is_line(reading: Reading, folded: str) -> bool:
    """Tell whether a block is a short line with a time and no figure, and no sentence."""
    kind = reading.passage.block.kind in (BlockKind.PARAGRAPH, BlockKind.LINE)
    if not kind or len(folded) > _LONGEST_LINE or folded.rstrip()[-1:] in ("。", ".", ",", ";"):
        return False
    meanings = [mention.meaning for mention in reading.mentions]
    times = sum(isinstance(meaning, TimeExpression) for meaning in meanings)
    if not times:  # a bare year is a time before what it is the year of: 2027 target
        times = bool(_YEAR.match(folded.strip())) + bool(_AGENDA.search(folded)) > 1
    return times == 1 and not any(isinstance(meaning, Quantity) for meaning in meanings)


def _is_prose(passage: Passage) -> bool:
    """Tell whether a passage is running text, not a cell, a label or a line of figures."""
    return passage.block.kind is BlockKind.PARAGRAPH and passage.text.rstrip()[-1:] in "。.!?"


def _is_long(time: TimeExpression) -> bool:
    """Tell whether a time is a period of at least a quarter, closed at both ends."""
    if not time.edtf or not time.earliest or not time.latest:
        return False
    return (time.latest - time.earliest).days > 80
