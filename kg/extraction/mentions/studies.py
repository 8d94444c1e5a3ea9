"""Surveys that have no name: ``a survey of 286 training providers``, ``对会员做了一次问卷调查``.

Who made one and who paid is told of it all the same, so it is a thing of its document, called by
its noun and whom it is of; so is what somebody does who ``surveyed 428 employers``. ``the survey``
is the one that was spoken of last. The sentences read it for what is done with it; it is no name,
and figures are not told of it for standing beside it.
"""

from collections.abc import Iterator
from itertools import chain

from kg.extraction.names.identity import identify, language_of
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import seldom
from kg.model.mention import Entity, Mention
from kg.model.terminology import Label, Terminology

SURVEY = "kg:Survey"
RULE = "survey"
_CHINESE = seldom(
    r"(?P<noun><surveys.survey_nouns>)(?=\s*(?:[,。;:、)(!?\n]|\Z|<surveys.survey_goes_on>))"
)
_ENGLISH = seldom(
    r"\b(?:(?P<again>[Tt]h(?:e|is)|[Oo]ur)|[Aa]n?|[Ii]ts|[Tt]heir|[’']s) "
    r"(?P<kind>(?:(?!(?:of|in|on|for|by|to|from|and|with|under)\b)[a-z-]{2,14} ){0,3})"
    r"(?P<noun>survey|poll|questionnaire)\b(?!-| [a-z]+ers?\b)"
    r"(?: of (?:[\d,.]+ |the |its |our |all |some |about |over |more than |nearly |around )*"
    r"(?P<whom>[a-z-]{3,}(?: (?:and )?(?!<surveys.survey_stops>\b)[a-z-]{3,}){0,3}))?"
)
_ASKED = r"(?:surveyed|polled|interviewed|questioned|canvassed)"
_WHOM = (
    r"(?:(?:about|some|over|more than|nearly|around|almost|a total of|another) )?[\d,]{2,9} "
    r"(?P<whom>(?:(?!(?:of|in|on|for|by|to|from|and|with|who|that|which|were|was)\b)"
    r"[a-z][a-z-]+ ){0,3}?(?P<noun>(?!(?:witness|suspect|candidate|applicant|month|day|year)e?s\b)"
    r"[a-z-]{3,}s|people|staff|women|men))"
)
_SURVEYING = seldom(  # A surveyed 428 local employers; 312 firms were interviewed by A
    rf"\b{_ASKED} {_WHOM}(?=[,.;:)]|$| (?:in|on|about|across|from|between|for|last|this|during"
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


class Studies:
    """The surveys without a name of one document, found passage by passage, in order."""

    def __init__(self, terminology: Terminology) -> None:
        self._terminology = terminology
        self._last: Entity | None = None

    def beside(self, reading: Reading) -> tuple[Mention, ...]:
        """Return a mention for each survey of a passage that has no name, in order."""
        for mention in reading.mentions:
            thing = mention.meaning
            if isinstance(thing, Entity) and self._terminology.is_a(thing.types, SURVEY):
                self._last = thing
        found = self._found(reading)
        return tuple(m for m in found if not any(reading.meeting(m.start, m.end)))

    def _found(self, reading: Reading) -> Iterator[Mention]:
        folded, text = reading.passage.folded, reading.passage.text
        for match in _CHINESE.finditer(folded):
            words = text[slice(*match.span("noun"))]
            yield self._mention(match.span("noun"), (words,))
        for match in _ENGLISH.finditer(folded):
            noun, whom = match["noun"], match["whom"]
            start = match.start("kind") if match["kind"].strip() else match.start("noun")
            if match["again"] and not whom and self._last:
                yield Mention(match.start("noun"), match.end("noun"), (self._last,), RULE)
                continue
            names = (f"{match['kind']}{noun}" + (f" of {whom}" if whom else ""), noun)
            yield self._mention((start, match.end("noun")), names)

        asked = (_SURVEYING, _SURVEYED_BY, _ORDERED)
        for match in chain.from_iterable(each.finditer(folded) for each in asked):
            place = match.span("whom")  # finance directors: there is a verb in it
            free = not any(reading.meeting(*place))
            place = place if free else match.span("noun")
            yield self._mention(place, (f"survey of {match['whom']}", "survey"))

    def _mention(self, span: tuple[int, int], names: tuple[str, ...]) -> Mention:
        labels = tuple(Label(name, language_of(name)) for name in dict.fromkeys(names))
        made = Entity(identify(names[0], (SURVEY,), self._terminology), labels, (SURVEY,))
        self._last = made
        return Mention(*span, (made,), RULE)
