"""What a figure or a phrase is about: the best thing that the text itself offers.

The search goes outwards and stops at the first place that offers something: the clause, the
clauses before it in the sentence, the sentence before, the tab of the slide, the headings, the
title. What lies outside the clause is a heuristic link and makes a fact of tier B. Where nothing
is offered the document itself is the subject: nobody is invented.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import takewhile
from operator import itemgetter

from kg.extraction import closing, own_words
from kg.extraction.candidates import ANYTHING, Candidates, Classes, Subject, played
from kg.extraction.deixis import Deixis
from kg.extraction.readings import Reading, clauses
from kg.extraction.roles import Role, is_light, is_list
from kg.extraction.tabs import active_tabs
from kg.model.document import BlockKind
from kg.model.mention import Entity, Quantity
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
_PARTS = re.compile(r"[\s,]*(?:其中|当中|of (?:which|whom|these|them)\b)", re.IGNORECASE)
_UNDER = re.compile(
    r"[\s,]*(?:(?:under|through|as part of) (?:the |its |our )?"
    r"|(?:根据|依据|依照|按照?|透过|通过|在)[^,。;:]{0,16})[\s“「《\"]*",
    re.IGNORECASE,
)
_HELD_UNDER = ("kg:PolicyInstrument", "kg:Fund")
_ONLY_TEXTS = ("kg:Legislation", "kg:PolicyStatement")
_LONGEST_NAME = 24
_MEMORY = 40  # sentences of a paragraph through which a focus is carried


class Subjects:
    """Finds subjects in a document whose passages have been read."""

    def __init__(
        self,
        readings: Sequence[Reading],
        terminology: Terminology,
        document: Subject,
        speech: re.Pattern[str],
        resolve: Callable[[str], Entity | None] = lambda _: None,
        home: Entity | None = None,
    ) -> None:
        self._readings = readings
        self.terminology = terminology
        self.last_resort = document
        self._speech = speech
        self._candidates = Candidates(terminology)
        self._tabs = {
            index: Subject(entity, shown, "B")
            for index, (entity, shown) in active_tabs(readings, terminology)
        }
        self._deixis = Deixis(readings, terminology, resolve, home)
        self._title = self._first_title()
        self._antecedents: dict[tuple[int, int, Classes, Role], Subject | None] = {}

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
            if chosen := self._pointed(index, *bounds, classes):
                return chosen
        earlier = [bounds for bounds in earlier[::-1] if not self._cites(reading, *bounds)]
        folded = reading.passage.folded
        earlier = [bounds for bounds in earlier if not closing.estimates(folded, *bounds)]
        told = [bounds for bounds in earlier if not self._tells(reading, *bounds)]
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
        pointed = (self._pointed(index, *each, classes) for each in bounds)
        return next((p for p in pointed if p and p.evidence.quote[0] in "全我"), None)

    def under(self, index: int, start: int, position: int) -> Subject | None:
        """Return the instrument under which a sentence says that all else holds: ``根據某計劃``."""
        reading = self._readings[index]
        folded = reading.passage.folded
        first = next(iter(clauses(folded, start, position)), (start, start))
        for mention in reading.within(*first):
            entity = mention.meaning
            if isinstance(entity, Entity) and self.terminology.is_a(entity.types, *_HELD_UNDER):
                lead = folded[start : mention.start]
                allows = self.terminology.is_a(entity.types, *_ONLY_TEXTS)
                if _UNDER.fullmatch(lead) and not allows:
                    shown = reading.passage.evidence(mention.start, mention.end, "subject")
                    return Subject(entity, shown, "B")
        return None

    def house(self, index: int, position: int) -> Subject | None:
        """Return the body for which the first person of a quotation speaks."""
        return own_words.house(self._readings[index], position, self.terminology)

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
        the thing spoken of sits is passed over.
        """
        folded = reading.passage.folded
        last = _closing(folded, bounds) or 0
        *earlier, own = bounds[last:]
        return [*(each for each in earlier if not closing.is_aside(folded, *each)), own]

    def suits(self, subject: Subject, classes: Classes) -> bool:
        """Tell whether a subject is of the classes, where any are asked for."""
        return not classes or self._candidates.fits(subject.entity, classes)

    def is_a(self, subject: Subject, *classes: str) -> bool:
        """Tell whether a subject is of any of the classes, or of one below them."""
        return self.terminology.is_a(subject.entity.types, *classes)

    def closed(self, index: int, start: int, position: int) -> tuple[int, int] | None:
        """Return the last clause of a sentence, up to a position, with a subject of its own."""
        folded = self._readings[index].passage.folded
        bounds = clauses(folded, start, position)
        last = _closing(folded, bounds)
        return None if last is None else bounds[last]

    def _pointed(self, index: int, start: int, end: int, classes: Classes) -> Subject | None:
        """Return the place that a clause begins with pointing to: ``全市``."""
        reading = self._readings[index]
        if place := self._deixis.place(index, start, end):
            entity, a, b = place
            if is_light(reading.passage.folded[start:a]) and self._candidates.fits(entity, classes):
                return Subject(entity, reading.passage.evidence(a, b, "subject"), "B")
        return None

    def compound(self, index: int, start: int, position: int) -> tuple[int, int] | None:
        """Return the range of the longer name that holds places before a position, if one does."""
        reading = self._readings[index]
        parts = [
            (mention.start, end)
            for mention in reading.within(start, position)
            if isinstance(mention.meaning, Entity)
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
            if any(role is Role.SUBJECT for _, role in played(reading, *bounds[place])):
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

    def _tells(self, reading: Reading, start: int, end: int) -> bool:
        """Tell whether a clause only says who speaks: ``某公司總監某某表示``."""
        folded = reading.passage.folded
        return bool(self._speech.search(folded, start, end) or _SHOWS.search(folded, start, end))

    @staticmethod
    def _cites(reading: Reading, start: int, end: int) -> bool:
        """Tell whether a clause only says where something is from: ``根據某局的統計``."""
        return bool(_CITES.match(reading.passage.folded, start, end))

    def document(self, classes: Classes = ()) -> Subject | None:
        """Return the document itself, the subject of last resort, if it is of the classes."""
        wanted = [curie for curie in classes if curie != ANYTHING]
        suits = not wanted or self._candidates.fits(self.last_resort.entity, classes)
        return self.last_resort if suits else None

    def carried(self, index: int, position: int, classes: Classes = ()) -> Subject | None:
        """Return the focus that the sentences of the paragraph before a position carry on.

        It is what the nearest of them speaks of; else the nearest thing that one of them acts on.
        What stands in a prepositional phrase, a bracket or a modifier is carried on by nothing. A
        paragraph that begins with a part (``其中``) goes on with the one before it.
        """
        reading = self._readings[index]
        earlier = self._earlier(reading, position)
        if not earlier and index and _PARTS.match(reading.passage.folded):
            before = self._readings[index - 1].passage
            if before.block.headings == reading.passage.block.headings:
                return self.carried(index - 1, len(before.text), classes)
        for limit in (Role.SUBJECT, Role.OBJECT):
            for start, end in earlier:
                under = self.under(index, start, end) if limit is Role.SUBJECT else None
                if under and self.suits(under, classes):
                    return under.as_context("antecedent")
                if chosen := self._antecedent(reading, start, end, classes, limit):
                    return chosen
            for start, end in earlier:
                for bounds in clauses(reading.passage.folded, start, end):
                    if place := self._pointed(index, *bounds, classes):
                        return place.as_context("antecedent")
        return None

    def around(self, index: int, classes: Classes = ()) -> Subject | None:
        """Return what stands above a paragraph: the tab of its slide, its headings, the title.

        The first line of a slide or a section is a heading too, if it begins with an instrument.
        """
        over = (self._tabs.get(index), self.heading(index, classes), self._first_line(index))
        for offered in (*over, self._title):
            if offered and self._candidates.fits(offered.entity, classes):
                return offered
        return None

    def _first_line(self, index: int) -> Subject | None:
        """Return what the first line of a section begins with (甲計劃：一圖看懂), or is."""
        outer = self._readings[index].passage.block.headings[:1]
        reading = self._readings[outer[0] + 1] if outer and outer[0] + 1 < index else None
        if reading is None or reading.passage.block.kind is not BlockKind.LINE:
            return None
        text = reading.passage.text
        if any(isinstance(m.meaning, Quantity) for m in reading.mentions):
            return None
        mention = next(reading.within(0, len(text)), None)
        if mention is None or mention.start or not isinstance(mention.meaning, Entity):
            return None
        alone = outer[0] > 0 and mention.end == len(text.strip())  # not the issuer on the cover
        wanted = (*_HELD_UNDER, "kg:Organisation", "kg:Site") if alone else _HELD_UNDER
        if not self.terminology.is_a(mention.meaning.types, *wanted):
            return None
        shown = reading.passage.evidence(mention.start, mention.end, "heading")
        return Subject(mention.meaning, shown, "B")

    def behind(self, index: int, position: int, classes: Classes = ()) -> Subject | None:
        """Return what only stands by, governed or embedded, in a sentence before a position."""
        reading = self._readings[index]
        for start, end in self._earlier(reading, position):
            if chosen := self._antecedent(reading, start, end, classes, Role.EMBEDDED):
                return chosen
        return None

    @staticmethod
    def _earlier(reading: Reading, position: int) -> Sequence[tuple[int, int]]:
        """Return the sentences before a position whose focus may still hold, the nearest first."""
        sentences = reading.passage.sentences
        last = bisect_right(sentences, position, key=itemgetter(1))
        return sentences[max(0, last - _MEMORY) : last][::-1]

    def heading(self, index: int, classes: Classes = ()) -> Subject | None:
        """Return the best thing named in the headings above, the nearest heading first."""
        for above in reversed(self._readings[index].passage.block.headings):
            reading = self._readings[above]
            chosen = self._candidates.best(reading, 0, len(reading.passage.text), "B", classes)
            if chosen and not closing.is_venue(reading.passage.folded, chosen.evidence.quote):
                return chosen.as_context("heading")
        return None

    def of_kind(self, index: int, noun: str, position: int, classes: Classes) -> Subject | None:
        """Return the thing before a position, or above, whose name ends with what it is."""
        own = self._readings[index]
        above = [self._readings[each] for each in reversed(own.passage.block.headings)]
        for reading in (own, *above):
            end = position if reading is own else len(reading.passage.text)
            for mention in reversed(tuple(reading.within(0, end))):
                entity = mention.meaning
                if not isinstance(entity, Entity) or not self._candidates.fits(entity, classes):
                    continue
                words = reading.passage.folded[mention.start : mention.end].lower()
                if words.endswith(noun) and len(words) > len(noun):
                    shown = reading.passage.evidence(mention.start, mention.end, "antecedent")
                    return Subject(entity, shown, "B")
        return None

    def _antecedent(
        self, reading: Reading, start: int, end: int, classes: Classes, limit: Role
    ) -> Subject | None:
        """Return what an earlier sentence speaks of: the first of the best of its things."""
        key = (id(reading), start, classes, limit)
        if key not in self._antecedents:
            chosen = self._told(reading, start, end, classes, limit)
            self._antecedents[key] = chosen.as_context("antecedent") if chosen else None
        return self._antecedents[key]

    def _told(
        self, reading: Reading, start: int, end: int, classes: Classes, limit: Role
    ) -> Subject | None:
        """Return the best thing of the clauses of a sentence that tell something themselves.

        A clause that only says who speaks or where something is from does not, and a clause that
        is nothing but names is a list or an apposition.
        """
        bounds = [
            each
            for each in _before_parts(reading.passage.folded, start, end)
            if not (self._tells(reading, *each) or self._cites(reading, *each))
        ]
        chosen = [
            (self._candidates.rank(found.entity), place, found)
            for place, (a, b) in enumerate(bounds)
            if (found := self._candidates.best(reading, a, b, "B", classes, limit, first=True))
            and (len(bounds) == 1 or not _is_one_of_list(reading, bounds, place))
            and (classes or not self.is_a(found, "kg:MediaOutlet"))
        ]
        return min(chosen, key=lambda each: each[:2])[2] if chosen else None

    def _first_title(self) -> Subject | None:
        for reading in self._readings:
            block = reading.passage.block
            title = block.kind is BlockKind.FIELD and block.label == "title"
            if title or (block.kind is BlockKind.HEADING and block.level == 1):
                end = len(reading.passage.text)
                chosen = self._candidates.best(reading, 0, end, "B")
                if chosen and closing.is_venue(reading.passage.folded, chosen.evidence.quote):
                    return None
                if chosen and len(chosen.evidence.quote) < len(reading.passage.text.strip()):
                    return chosen.as_context("heading")  # a name that is all of it is its own title
        return None


def _closing(folded: str, bounds: Sequence[tuple[int, int]]) -> int | None:
    """Return the place of the last clause with a subject of its own, None where there is none."""
    found = (i for i in range(len(bounds))[::-1] if closing.closes(folded, *bounds[i]))
    last = next(found, None)
    if last is None and len(bounds) > 1 and closing.is_definite(folded, *bounds[0]):
        return 0  # The terminal, which …
    return last


def _is_one_of_list(reading: Reading, bounds: Sequence[tuple[int, int]], place: int) -> bool:
    """Tell whether a clause is nothing but names, in a row of such clauses or several itself.

    A name alone is what the sentence tells of: ``The fund, set up in 2021, has …``.
    """
    if not is_list(reading, *bounds[place]):
        return False
    named = [m for m in reading.within(*bounds[place]) if isinstance(m.meaning, Entity)]
    beside = [each for each in (place - 1, place + 1) if 0 <= each < len(bounds)]
    return len(named) > 1 or any(is_list(reading, *bounds[each]) for each in beside)


def _before_parts(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses of a sentence before the one that deals with parts: 其中甲區最多."""
    bounds = clauses(folded, start, end)
    return list(takewhile(lambda each: not _PARTS.match(folded, *each), bounds)) or list(bounds[:1])
