"""When a figure holds, by the words of its own sentence.

A time governs what follows it in its clause; in English also the figure right before it (``22 in
2024``). What a figure is compared with (``比2020年``), what a bracket says of its own
figure (``(2023: SEK 517 million)``) and where a change set out from (``由目前的8%升至29%``) hold
for nothing else; times that are listed go with the figures listed (``分别``, ``respectively``).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from kg.extraction.passages.reading import clauses
from kg.extraction.times.source_times import is_of_source, titled
from kg.extraction.words.expressions import expression
from kg.model.mention import Mention, Quantity, TimeExpression

_COMPARED = expression(
    r"(?:<timing.compared>"
    r"|\b(?:compared (?:with|to)|than|over|versus|against|on|up from|down from)"
    r"(?: (?:in|that of|the|those of))?)\s*\Z",
    re.IGNORECASE,
)
_COMPARED_AFTER = expression(r"<timing.same_time>?<timing.compared_after>")
# What has come back to a level, or is so much of it: 恢复至2019年的88.6%, 92% of the 2019 level.
_LEVEL = expression(
    r"<timing.recovering><timing.arriving>?\Z|\bof (?:its|the|their) \Z", re.IGNORECASE
)
_LEVEL_AFTER = expression(
    r"<times.year>?<timing.same_period>?<timing.level>|(?:['’]s)? (?:levels?|figures?|totals?"
    r"|peak)\b",
    re.IGNORECASE,
)
_DAY = expression(r"\d{4}-\d\d-\d\d")
_CHANGE = expression(
    r"<timing.change>"
    r"|\b(?:up|down|ris|rose|increas|decreas|gr[eo]w|fell|fall|drop|declin|higher|lower|more|less"
    r"|fewer|above|below)",
    re.IGNORECASE,
)
_POSTPOSED = expression(
    r"[^,;:()\u3400-\u9fff]{0,48}?\b(?:in|at|by|during|for|on|as of|as at|before|until|over"
    r"|throughout|of)"
    r"\s+(?:the\s+)?|\s*\(?\s*",
    re.IGNORECASE,
)
_ORIGIN = expression(
    r"<timing.from><timing.formerly>?<particles.of>?\Z|\bfrom (?:the )?\Z", re.IGNORECASE
)
_ARRIVED = expression(r"<timing.to>|\bto\b", re.IGNORECASE)
_BRACKET = expression(r"\([^()]{1,120}\)")
_FOUNDED = expression(
    r"<timing.founded>"
    r"|\b(?:founded|established|set up|incorporated|formed|born|joined|graduated)\b",
    re.IGNORECASE,
)
_DONE = expression(r"<timing.already>|\b(?:has|have) since\b|\bto date\b|\bso far\b", re.IGNORECASE)
_NOW = expression(r"<timing.now>|\b(?:now|currently|today)\b", re.IGNORECASE)
_RESPECTIVELY = expression(r"<timing.respectively>|\brespectively\b", re.IGNORECASE)
_LISTED = expression(
    r"[<times.year>\s]{0,2}(?:、|,|<clauses.list_joints_all>|,?\s?and\s)\s?(?:in\s)?"
    r"|[<times.year>\s]{0,2}[、,]\s?(?:<timing.joint_pair>|and\s)\s?"
)
_COMMA = expression(r",(?!\d)")
_GOES_ON = expression(r"\A<particles.of>|\band\b|<timing.goes_on>")
# What an English clause says aside of a thing: ", opened in 2017,", ", which opened in 2017,".
_ASIDE = expression(
    r"\s*(?:which|who|whose|where|(?:(?:first|originally|newly)\s)?"
    r"(?:[a-z]{3,}ed|built|begun|set up|made))\b",
    re.IGNORECASE,
)
_MONTH = 31  # days
_WORDS = expression(r"[A-Za-z]")
_WORD = expression(r"\w")
_SINCE = expression(r"\b(?:has|have) (?:since|now)\b", re.IGNORECASE)


def time_of(
    text: str, mentions: Iterable[Mention], sentence: tuple[int, int], position: int
) -> Mention | None:
    """Return the time that holds at a position of a sentence; None where its words tell none.

    ``text`` is folded; ``mentions`` are those of the sentence, sorted.
    """
    return _Times(text, list(mentions), sentence).at(position)


def is_compared(text: str, mention: Mention) -> bool:
    """Tell whether a time in folded ``text`` is only what something is compared with."""
    time = mention.meaning
    before = _COMPARED.search(text, max(0, mention.start - 28), mention.start)
    if _is_level(text, mention):
        return True
    if before is None:
        return bool(_COMPARED_AFTER.match(text, mention.end))
    spanning = isinstance(time, TimeExpression) and ("/" in time.edtf or _DAY.match(time.edtf))
    return not (spanning and before[0].strip().lower() in ("on", "over"))


def is_origin(text: str, mention: Mention) -> bool:
    """Tell whether a time in folded ``text`` is that of what a change sets out from."""
    return _ORIGIN.search(text, max(0, mention.start - 10), mention.start) is not None


def _is_level(text: str, mention: Mention) -> bool:
    """Tell whether a time is that of a level which a figure is a share of."""
    before = _LEVEL.search(text, max(0, mention.start - 10), mention.start)
    return bool(before and _LEVEL_AFTER.match(text, mention.end))


class _Times:
    """The times and figures of one sentence."""

    def __init__(self, text: str, inside: list[Mention], sentence: tuple[int, int]) -> None:
        self._text = text
        self._sentence = sentence
        self._times = [m for m in inside if isinstance(m.meaning, TimeExpression)]
        self._figures = [m for m in inside if isinstance(m.meaning, Quantity)]

    def at(self, position: int) -> Mention | None:
        """Return the time that holds at ``position``, or None."""
        if not self._times:
            return titled(self._text, self._sentence[0], position)
        within = next((b for b in self._brackets if b[0] < position < b[1]), None)
        if within:
            own = [t for t in self._times if within[0] < t.start < within[1]]
            if own:
                return self._nearest(own, position, within)
            position = within[0]
        found = self._paired(position) or self._labelled(position)
        return found or self._governing(position) or titled(self._text, self._sentence[0], position)

    @cached_property
    def _brackets(self) -> list[tuple[int, int]]:
        return [match.span() for match in _BRACKET.finditer(self._text, *self._sentence)]

    @cached_property
    def _open(self) -> list[Mention]:
        """The times that are not said of the figure of a bracket alone."""
        closed = [
            (start, end)
            for start, end in self._brackets
            if any(start < figure.start < end for figure in self._figures)
        ]
        return [t for t in self._times if not any(a < t.start < b for a, b in closed)]

    @cached_property
    def _clauses(self) -> tuple[tuple[int, int], ...]:
        first, last = self._sentence
        text = _BRACKET.sub(lambda found: " " * len(found[0]), self._text[first:last])
        return tuple((first + a, first + b) for a, b in clauses(text, 0, last - first))

    def _nearest(
        self, times: Sequence[Mention], position: int, bounds: tuple[int, int]
    ) -> Mention | None:
        """Return the last time before a position in ``bounds``, else the first after it there."""
        inside = [t for t in times if bounds[0] <= t.start < bounds[1]]
        before = [t for t in inside if t.end <= position]
        return next(iter([*before[-1:], *inside[:1]]), None)

    def _labelled(self, position: int) -> Mention | None:
        """Return the time that is all there is in the bracket after a figure: 92.4 (2023)."""
        figure = next((f for f in self._figures if f.start == position), None)
        for start, end in self._brackets:
            if figure is None or not figure.end <= start <= figure.end + 2:
                continue
            for time in self._open:
                if start < time.start and end - start - (time.end - time.start) <= len("(as of )"):
                    return time
        return None

    def _governing(self, position: int) -> Mention | None:
        own = self._clause(position)
        usable = [t for t in self._open if self._governs(t, position)]
        inside = [t for t in usable if own[0] <= t.start < own[1]]
        free = [t for t in inside if t.end <= position and not self._has_own_figure(t, position)]
        after = [t for t in inside if t.start >= position]
        earlier = [t for t in usable if t.end <= own[0] and self._lasts(t, own)]
        shared = [t for t in inside if t.end <= position]
        found = next(iter([*free[-1:], *after[:1], *earlier[-1:], *shared[-1:]]), None)
        found = found or self._enumerated(usable, own)
        dated = found and isinstance(found.meaning, TimeExpression) and found.meaning.edtf
        return found if dated else None

    def _clause(self, position: int) -> tuple[int, int]:
        """Return the clause of a position; a figure before a colon is told of after it."""
        for place, (start, end) in enumerate(self._clauses):
            if not start <= position < end:
                continue
            figure = next((f for f in self._figures if f.start == position), None)
            alone = figure and not _WORD.search(self._text[start : figure.start])
            if alone and figure and self._text[figure.end : end + 1].strip(' *_"”」)') == ":":
                return start, self._clauses[min(place + 1, len(self._clauses) - 1)][1]
            return start, end
        return self._sentence

    def _governs(self, time: Mention, position: int) -> bool:
        """Tell whether a time can hold at a position: it is not compared with, nor left behind."""
        between = self._text[time.end : position] if time.end <= position else ""
        if _is_level(self._text, time) or self._is_founding(time, between):
            return False
        if is_of_source(self._text, self._sentence[0], time, between):
            return False
        if is_compared(self._text, time):
            return bool(between) and not re.search("[,;:]", between) and not _CHANGE.search(between)
        if _SINCE.search(between):
            return False
        set_out = is_origin(self._text, time)
        return not (set_out and not _COMMA.search(between) and _ARRIVED.search(between))

    def _is_founding(self, time: Mention, between: str) -> bool:
        """Tell whether a time is when something was founded, of which words go on to tell more."""
        founded = _FOUNDED.search(self._text, max(0, time.start - 16), time.start)
        return bool(founded and _GOES_ON.search(between))

    def _has_own_figure(self, time: Mention, position: int) -> bool:
        """Tell whether an English time belongs to the figure before it, not the one after it."""
        before = [f for f in self._figures if f.end <= time.start]
        if not before or before[-1].start >= position:
            return False
        gap = self._text[before[-1].end : time.start]
        if not _POSTPOSED.fullmatch(gap) or not (_WORDS.search(gap) or "(" in gap):
            return False
        return bool(re.search(r"\bto\b", self._text[time.end : position])) or any(
            t.start >= position for t in self._open
        )

    def _lasts(self, time: Mention, clause: tuple[int, int]) -> bool:
        """Tell whether a time of an earlier clause still holds in a clause.

        The date of a founding, or of one day or month, does not for what is so now.
        """
        meaning = time.meaning
        if not isinstance(meaning, TimeExpression) or not meaning.latest or not meaning.earliest:
            return True  # as of, or since
        own = next((c for c in self._clauses if c[0] <= time.start < c[1]), self._sentence)
        telling = any(own[0] <= figure.start < own[1] for figure in self._figures)
        if not telling and (_FOUNDED.search(self._text, *own) or _ASIDE.match(self._text, own[0])):
            return False
        if self._text[time.end - 1] not in "底末初" and _NOW.search(self._text, own[1], clause[1]):
            return False
        return _days(meaning) > _MONTH or not _DONE.search(self._text, *clause)

    def _enumerated(self, usable: Sequence[Mention], own: tuple[int, int]) -> Mention | None:
        """Return the one time that closes an English list of names: at A, B and C before 2029."""
        later = [t for t in usable if t.start >= own[1]]
        if len(usable) != 1 or not later:
            return None
        listed = re.fullmatch(
            r"(?:, [A-Z][\w’' -]{1,30}){0,5},? and [A-Z][\w’' -]{1,30}? "
            r"(?:in|by|before|during|at) ",
            self._text[own[1] : later[0].start],
        )
        return later[0] if listed else None

    def _paired(self, position: int) -> Mention | None:
        """Return the time that goes with a figure, where as many times are listed as figures."""
        if not _RESPECTIVELY.search(self._text, *self._sentence):
            return None
        figures = self._run(self._figures, position)
        place = next((i for i, f in enumerate(figures) if f.start == position), None)
        if place is None or len(figures) < 2:
            return None
        for time in self._open:
            times = self._run(self._open, time.start)
            if len(times) == len(figures):
                return times[place]
            if year := _year_of(time, place, len(figures)):
                return replace(time, meanings=(year,))
        return None

    def _run(self, mentions: Sequence[Mention], position: int) -> list[Mention]:
        """Return the mentions that are listed together with the one at a position."""
        runs: list[list[Mention]] = []
        for mention in mentions:
            last = runs[-1][-1] if runs else None
            if last and _LISTED.fullmatch(self._text, last.end, mention.start):
                runs[-1].append(mention)
            else:
                runs.append([mention])
        return next((run for run in runs if any(m.start == position for m in run)), [])


def _days(time: TimeExpression) -> int:
    return (time.latest - time.earliest).days if time.latest and time.earliest else 0


def _year_of(mention: Mention, place: int, count: int) -> TimeExpression | None:
    """Return a year of an interval that has as many years as there are figures."""
    time = mention.meaning
    if not isinstance(time, TimeExpression) or not re.fullmatch(r"\d{4}/\d{4}", time.edtf):
        return None
    first, last = (int(year) for year in time.edtf.split("/"))
    if last - first + 1 != count:
        return None
    year = first + place
    return TimeExpression(f"{year}", date(year, 1, 1), date(year, 12, 31), time.relative)
