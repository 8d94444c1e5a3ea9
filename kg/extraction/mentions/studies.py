"""Surveys that have no name: ``a survey of 286 training providers``, ``对会员做了一次问卷调查``.

Who made one and who paid is told of it all the same, so it is a thing of its document, called by
its noun and whom it is of; so is what somebody does who ``surveyed 428 employers``. ``the survey``
is the one that was spoken of last; ``another survey``, or ``a survey`` once more, is one more. What
the police, a taxman or an auditor looks into is no survey, nor are 300 people who were interviewed
for a job: something beside the noun has to say that many were asked. The sentences read a survey
for what is done with it; it is no name, and figures are not told of it for standing beside it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from kg.extraction.names.identity import identify, language_of
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression, seldom
from kg.model.mention import Entity, Mention
from kg.model.terminology import Label, Terminology

SURVEY = "kg:Survey"
RULE = "survey"
_CHINESE = seldom(
    r"(?P<new><surveys.survey_again>)?(?P<noun>(?P<bare><surveys.survey_nouns_bare>)|<surveys.survey_nouns>)(?=\s*(?:[,。;:、)(!?\n]|\Z|<surveys.survey_goes_on>))"
)
_ENGLISH = seldom(
    r"\b(?:(?P<again>[Tt]h(?:e|is)|[Oo]ur)|(?P<new>[Aa]n?|[Aa]nother)|[Ii]ts|[Tt]heir|[’']s) "
    r"(?P<kind>(?:(?!(?:of|in|on|for|by|to|from|and|with|under)\b)[a-z-]{2,14} ){0,3})"
    r"(?P<noun>survey|poll|questionnaire)\b(?!-| [a-z]+ers?\b)"
    r"(?: of (?:[\d,.]+ |the |its |our |all |some |about |over |more than |nearly |around )*"
    r"(?P<whom>[a-z-]{3,}(?: (?:and )?(?!<surveys.survey_stops>\b)[a-z-]{3,}){0,3}))?"
)
_ASKED = r"(?:surveyed|polled|(?P<talk>interviewed)|canvassed)"
_WHOM = (
    r"(?:(?:about|some|over|more than|nearly|around|almost|a total of|another) )?[\d,]{2,9} "
    r"(?P<whom>(?:(?!(?:of|in|on|for|by|to|from|and|with|who|that|which|were|was)\b)"
    r"[a-z][a-z-]+ ){0,3}?(?P<noun>(?!(?:witness|suspect|candidate|applicant|month|day|year)e?s\b)"
    r"[a-z-]{3,}s|people|staff|women|men))"
)
_SURVEYING = seldom(  # A surveyed 428 local employers; 312 firms were interviewed by A
    rf"\b{_ASKED} {_WHOM}(?=[,.;:)]|$| (?:in|on|about|across|from|between|last|this|during"
    r"|to|and|at|by|with|who|whose|that|over|as|ahead|before|after|working|employing|aged|earlier|online)\b)"
)
_ORDERED = seldom(  # commissioned X to interview (200) finance directors
    r"\b(?:commissioned|engaged|contracted|hired|asked) (?:the )?(?:[a-z]+ ){0,3}"
    r"[A-Z][\w&.’ -]{2,60}? to (?:survey|interview|poll|question|canvass)"
    r" (?:(?:about|some|over|more than|nearly|around) )?(?:[\d,]{1,9} )?"
    r"(?P<whom>(?:(?!(?:of|in|on|for|by|to|from|and|with|who|that|which)\b)[a-z][a-z-]+ ){0,3}?"
    r"(?P<noun>[a-z-]{3,}s|people|staff|women|men))(?=[,.;:)]|$| (?:in|on|about|across|from|between"
    r"|for|last|this|during|and|at|by|who|whose|over|as|ahead|before|after|aged|online)\b)"
)
_SURVEYED_BY = seldom(rf"\b{_WHOM} (?:were|was|have been|had been) {_ASKED}\b")

# What says, in the same passage, that many were asked; and in the same sentence, that it is an
# inspection or an investigation.
_MANY = expression(r"<surveys.survey_evidence>|\d<surveys.measures_of_people>|%")
_INSPECTED = expression("<surveys.inspections>")
_POLLED = expression(
    r"<surveys.survey_evidence_english>|%|\b(?:per ?cent|respon(?:dents|ses)|in (?:five|ten))\b"
)
_SENTENCE = re.compile("[^。;!?\n]*")


class Studies:
    """The surveys without a name of one document, found passage by passage, in order."""

    def __init__(self, terminology: Terminology) -> None:
        self._terminology = terminology
        self._last: Entity | None = None
        self._asked = False
        self._made: Counter[str] = Counter()

    def beside(self, reading: Reading) -> tuple[Mention, ...]:
        """Return a mention for each survey of a passage that has no name, in order."""
        named = (m for m in reading.mentions if self._is_survey(m.meaning))
        steps = [(m.start, m) for m in named] + [(m.start(), m) for m in self._found(reading)]
        found: list[Mention] = []
        for _, step in sorted(steps, key=lambda each: each[0]):
            if isinstance(step, Mention):
                self._last = step.meaning if isinstance(step.meaning, Entity) else self._last
                continue
            span = _span(step, reading)
            if not any(reading.meeting(*span)):
                found.append(self._mention(step, span, reading.passage.text))
        return tuple(found)

    def _is_survey(self, thing: object) -> bool:
        return isinstance(thing, Entity) and self._terminology.is_a(thing.types, SURVEY)

    def _found(self, reading: Reading) -> Iterator[re.Match[str]]:
        """Yield what stands for a survey: nouns, and whom somebody has asked."""
        folded = reading.passage.folded
        self._asked = self._asked or _MANY.search(folded) is not None
        for match in _CHINESE.finditer(folded):
            if not match["bare"] or (self._asked and not _is_inspection(folded, match)):
                yield match
        yield from _ENGLISH.finditer(folded)
        polled = _POLLED.search(folded) is not None
        asked = (_SURVEYING, _SURVEYED_BY, _ORDERED)
        for match in chain.from_iterable(each.finditer(folded) for each in asked):
            if polled or not match.groupdict().get("talk"):
                yield match

    def _mention(self, match: re.Match[str], span: tuple[int, int], text: str) -> Mention:
        """Return the mention of what stands for a survey; it is the last one spoken of."""
        told = match.groupdict()
        noun, whom = told["noun"], told.get("whom")
        if told.get("again") and not whom and self._last:
            return Mention(*match.span("noun"), (self._last,), RULE)
        names: tuple[str, ...]
        if "kind" in told:
            names = (f"{told['kind']}{noun}" + (f" of {whom}" if whom else ""), noun)
        else:
            names = (f"survey of {whom}", "survey") if whom else (text[slice(*span)],)
        if told.get("new"):
            self._made[names[0]] += 1
        time = self._made[names[0]]
        called = f"{names[0]} ({time})" if time > 1 else names[0]  # another of the same name
        labels = tuple(Label(name, language_of(name)) for name in dict.fromkeys(names))
        made = Entity(identify(called, (SURVEY,), self._terminology), labels, (SURVEY,))
        self._last = made
        return Mention(*span, (made,), RULE)


def _span(match: re.Match[str], reading: Reading) -> tuple[int, int]:
    """Return where the words for a survey stand, without its article."""
    told = match.groupdict()
    kind = told.get("kind") or ""
    if "kind" not in told and told.get("whom"):  # finance directors: there is a verb in it
        whole = match.span("whom")
        return match.span("noun") if any(reading.meeting(*whole)) else whole
    return match.start("kind" if kind.strip() else "noun"), match.end("noun")


def _is_inspection(folded: str, match: re.Match[str]) -> bool:
    start = max(folded.rfind(stop, 0, match.start()) for stop in "。;!?\n") + 1
    sentence = _SENTENCE.match(folded, start)
    return sentence is not None and _INSPECTED.search(sentence[0]) is not None
