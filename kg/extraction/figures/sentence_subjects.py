"""What a sentence offers as the subject of what stands in it: the clause, and those before it."""

import re
from collections.abc import Callable, Sequence

from kg.extraction.discourse import closing
from kg.extraction.discourse.candidates import Candidates, Classes, Subject
from kg.extraction.discourse.deixis import Deixis
from kg.extraction.discourse.own_words import Houses
from kg.extraction.figures.headings import HELD_UNDER
from kg.extraction.grammar.roles import Role, is_light
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity
from kg.model.terminology import Terminology

_SHOWS = re.compile(
    r"(?:显示|反映|发现|表明|揭示|披露"
    r"|\b(?:shows?|showed|found|finds|reveals?|revealed|suggests?)(?: that)?)\s*$",
    re.IGNORECASE,
)
_CITES = re.compile(
    r"[\s“「]*(?:根据|按照?(?!年|月|人|揭)|依据|据(?!点)|参考|综合"
    r"|(?:according to|based on|as per)\b)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\s*(?:[a-z]+ of )?(?:which|who|whose|where)\b", re.IGNORECASE)
_UNDER = re.compile(
    r"[\s,]*(?:(?:under|through|as part of) (?:the |its |our )?"
    r"|(?:根据|依据|依照|按照?|透过|通过|在)[^,。;:]{0,16})[\s“「《\"]*",
    re.IGNORECASE,
)
_PLANS = expression(  # 提出到2028年全市, 预计全省
    r"[\s,]*<candidates.told_of_place>{0,2}"
    r"(?:<particles.at>|<times.to>)?(?:(?:19|20)\d\d<times.year>)?<columns.year_ends>?"
)
_ONLY_TEXTS = ("kg:Legislation", "kg:PolicyStatement")
_LONGEST_NAME = 24


class SentenceSubjects:
    """Finds what the sentences of a document offer, whose passages have been read."""

    def __init__(
        self,
        readings: Sequence[Reading],
        candidates: Candidates,
        terminology: Terminology,
        speech: re.Pattern[str],
        resolve: Callable[[str], Entity | None] = lambda _: None,
        home: Entity | None = None,
    ) -> None:
        self._readings = readings
        self._candidates = candidates
        self.terminology = terminology
        self._speech = speech
        self._houses = Houses(readings, terminology)
        self._deixis = Deixis(readings, terminology, resolve, home)

    def before(
        self,
        index: int,
        start: int,
        position: int,
        classes: Classes = (),
        limit: Role = Role.OBJECT,
    ) -> Subject | None:
        """Return the subject offered in the sentence (from ``start``) before a position."""
        reading = self._readings[index]
        every = clauses(reading.passage.folded, start, position) or ((start, position),)
        *earlier, (a, b) = self._open(reading, every)
        if said := closing.reported(reading.passage.folded, a, b):
            earlier, a = [*earlier, (a, said)], said
        if chosen := self._candidates.best(reading, a, b, "A", classes, limit):
            return chosen
        if chosen := self._head(reading, [*earlier, (a, b)], classes):
            return chosen
        for bounds in ((a, b), *earlier[-1:]):
            if chosen := self.pointed(index, *bounds, classes):
                return chosen
        earlier = [bounds for bounds in earlier[::-1] if not self.cites(reading, *bounds)]
        folded = reading.passage.folded
        earlier = [bounds for bounds in earlier if not closing.estimates(folded, *bounds)]
        told = [bounds for bounds in earlier if not self.tells(reading, *bounds)]
        spoken = [bounds for bounds in earlier if bounds not in told]
        body = classes or ("kg:Organisation",)  # what a speaker speaks of is mostly his own house
        for wanted, places in ((classes, told), (body, spoken)):
            for a, b in places:
                if chosen := self._candidates.best(reading, a, b, "B", wanted, limit, first=True):
                    return chosen
        return self._first_whole(index, earlier, classes)

    def whole(self, index: int, start: int, position: int) -> Subject | None:
        """Return the place that the clauses of a range begin with pointing to: ``全市``."""
        bounds = clauses(self._readings[index].passage.folded, start, position)
        return self._first_whole(index, bounds, ())

    def _first_whole(
        self, index: int, bounds: Sequence[tuple[int, int]], classes: Classes
    ) -> Subject | None:
        pointed = (self.pointed(index, *each, classes) for each in bounds)
        return next((p for p in pointed if p and p.evidence.quote[0] in "全我"), None)

    def under(self, index: int, start: int, position: int) -> Subject | None:
        """Return the instrument under which a sentence says that all else holds: ``根據某計劃``."""
        reading = self._readings[index]
        folded = reading.passage.folded
        first = next(iter(clauses(folded, start, position)), (start, start))
        for mention in reading.within(*first):
            entity = mention.meaning
            if isinstance(entity, Entity) and self.terminology.is_a(entity.types, *HELD_UNDER):
                lead = folded[start : mention.start]
                allows = self.terminology.is_a(entity.types, *_ONLY_TEXTS)
                if _UNDER.fullmatch(lead) and not allows:
                    shown = reading.passage.evidence(mention.start, mention.end, "subject")
                    return Subject(entity, shown, "B")
        return None

    def house(self, index: int, sentence: int, position: int) -> Subject | None:
        """Return the body for which who speaks in a quotation, or is reported, speaks."""
        return self._houses.of(index, sentence, position)

    def named(self, index: int, start: int, position: int, classes: Classes) -> Subject | None:
        """Return the last thing of the classes that a range names, whatever governs it."""
        reading = self._readings[index]
        for mention in reversed(tuple(reading.within(start, position))):
            entity = mention.meaning
            if isinstance(entity, Entity) and self.terminology.is_a(entity.types, *classes):
                shown = reading.passage.evidence(mention.start, mention.end, "subject")
                return Subject(entity, shown, "B")
        return None

    @staticmethod
    def _open(reading: Reading, bounds: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the clauses that a clause may take its subject from, itself the last of them.

        They go back to the last that has a subject of its own; what only tells where a part of
        the thing spoken of sits, or who takes part in it, is passed over.
        """
        folded = reading.passage.folded
        *earlier, own = bounds
        bounds = [*closing.of_topic(folded, earlier), own]
        return bounds[_closing(folded, bounds) or 0 :]

    def suits(self, subject: Subject, classes: Classes) -> bool:
        """Tell whether a subject is of the classes, where any are asked for."""
        return not classes or self._candidates.fits(subject.entity, classes)

    def is_a(self, subject: Subject, *classes: str) -> bool:
        """Tell whether a subject is of any of the classes, or of one below them."""
        return self.terminology.is_a(subject.entity.types, *classes)

    def closed(self, index: int, start: int, position: int) -> tuple[int, int] | None:
        """Return the last clause of a sentence, up to a position, with a subject of its own."""
        folded = self._readings[index].passage.folded
        *earlier, own = clauses(folded, start, position) or [(start, position)]
        bounds = [*closing.of_topic(folded, earlier), own]
        last = _closing(folded, bounds)
        return None if last is None else bounds[last]

    def pointed(self, index: int, start: int, end: int, classes: Classes) -> Subject | None:
        """Return the place that a clause begins with pointing to: ``全市``."""
        reading = self._readings[index]
        if place := self._deixis.place(index, start, end):
            entity, a, b = place
            lead = reading.passage.folded[start:a]
            led = is_light(lead) or _PLANS.fullmatch(lead)
            if led and self._candidates.fits(entity, classes):
                return Subject(entity, reading.passage.evidence(a, b, "subject"), "B")
        return None

    def compound(self, index: int, start: int, position: int) -> tuple[int, int] | None:
        """Return the range of the longer name that holds places before a position, if one does."""
        reading = self._readings[index]
        parts = [
            (mention.start, end)
            for mention, role in self._candidates.played(reading, start, position)
            if role <= Role.FRAME
            and isinstance(mention.meaning, Entity)
            and self._candidates.is_place(mention.meaning)
            and (end := self._candidates.part_of_name(reading, mention))
        ]
        if not parts or parts[-1][1] > position or parts[-1][1] - parts[0][0] > _LONGEST_NAME:
            return None
        return parts[0][0], parts[-1][1]

    def _head(
        self, reading: Reading, bounds: Sequence[tuple[int, int]], classes: Classes
    ) -> Subject | None:
        """Return the thing that the last relative clause describes: ``…, which employs``."""
        for place in range(len(bounds) - 1, 0, -1):
            if _WHICH.match(reading.passage.folded, *bounds[place]):
                return self._last(reading, bounds[place - 1], classes)
            if any(
                role is Role.SUBJECT for _, role in self._candidates.played(reading, *bounds[place])
            ):
                return None
        return None

    def _last(self, reading: Reading, bounds: tuple[int, int], classes: Classes) -> Subject | None:
        """Return the thing named last in a range; a place only where it names nothing else."""
        fitting = [
            (not self._candidates.is_place(entity), mention.start, mention, entity)
            for mention in reading.within(*bounds)
            if isinstance(entity := mention.meaning, Entity)
            and self._candidates.fits(entity, classes)
        ]
        if not fitting:
            return None
        *_, mention, entity = max(fitting, key=lambda each: each[:2])
        shown = reading.passage.evidence(mention.start, mention.end, "subject")
        return Subject(entity, shown, "B")

    def tells(self, reading: Reading, start: int, end: int) -> bool:
        """Tell whether a clause only says who speaks: ``某公司總監某某表示``."""
        folded = reading.passage.folded
        return bool(self._speech.search(folded, start, end) or _SHOWS.search(folded, start, end))

    @staticmethod
    def cites(reading: Reading, start: int, end: int) -> bool:
        """Tell whether a clause only says where something is from: ``根據某局的統計``."""
        return bool(_CITES.match(reading.passage.folded, start, end))


def _closing(folded: str, bounds: Sequence[tuple[int, int]]) -> int | None:
    """Return the place of the last clause with a subject of its own, None where there is none."""
    found = (i for i in range(len(bounds))[::-1] if closing.closes(folded, *bounds[i]))
    last = next(found, None)
    if last is None and len(bounds) > 1 and closing.is_definite(folded, *bounds[0]):
        return 0  # The terminal, which …
    return last
