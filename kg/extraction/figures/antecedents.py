"""What the sentences of a paragraph before a position speak of, and those after it carry on."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile
from operator import itemgetter

from kg.extraction.discourse import closing
from kg.extraction.discourse.candidates import Candidates, Classes, Subject
from kg.extraction.figures.sentence_subjects import SentenceSubjects
from kg.extraction.grammar.roles import Role, is_list
from kg.extraction.passages.reading import Reading, clauses
from kg.model.mention import Entity

_PARTS = re.compile(r"[\s,]*(?:其中|当中|of (?:which|whom|these|them)\b)", re.IGNORECASE)
_PLACES = frozenset({"kg:Place", "kg:City", "kg:Region", "kg:Country", "kg:Jurisdiction"})
_MEMORY = 40  # sentences of a paragraph through which a focus is carried


class Antecedents:
    """Finds what a document went on to speak of, whose passages have been read."""

    def __init__(
        self, readings: Sequence[Reading], sentences: SentenceSubjects, candidates: Candidates
    ) -> None:
        self._readings = readings
        self._sentences = sentences
        self._candidates = candidates
        self._known: dict[tuple[int, int, Classes, Role], Subject | None] = {}

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
                under = self._sentences.under(index, start, end) if limit is Role.SUBJECT else None
                if under and self._sentences.suits(under, classes):
                    return under.as_context("antecedent")
                if chosen := self._antecedent(reading, start, end, classes, limit):
                    return chosen
            for start, end in earlier:
                for bounds in clauses(reading.passage.folded, start, end):
                    if place := self._sentences.pointed(index, *bounds, classes):
                        return place.as_context("antecedent")
        return None

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

    def _antecedent(
        self, reading: Reading, start: int, end: int, classes: Classes, limit: Role
    ) -> Subject | None:
        """Return what an earlier sentence speaks of: the first of the best of its things."""
        key = (id(reading), start, classes, limit)
        if key not in self._known:
            chosen = self._told(reading, start, end, classes, limit)
            self._known[key] = chosen.as_context("antecedent") if chosen else None
        return self._known[key]

    def _told(
        self, reading: Reading, start: int, end: int, classes: Classes, limit: Role
    ) -> Subject | None:
        """Return the best thing of the clauses of a sentence that tell something themselves.

        A clause that only says who speaks or where something is from does not, and a clause that
        is nothing but names is a list or an apposition.
        """
        folded = reading.passage.folded
        bounds = [
            each
            for each in closing.of_topic(folded, _before_parts(folded, start, end))
            if not (self._sentences.tells(reading, *each) or self._sentences.cites(reading, *each))
        ]
        chosen = [
            (self._candidates.rank(found.entity), place, found)
            for place, (a, b) in enumerate(bounds)
            if (found := self._candidates.best(reading, a, b, "B", classes, limit, first=True))
            and (len(bounds) == 1 or not _is_one_of_list(reading, bounds, place))
            and (classes or not self._sentences.is_a(found, "kg:MediaOutlet"))
        ]
        return min(chosen, key=lambda each: each[:2])[2] if chosen else None


def _is_one_of_list(reading: Reading, bounds: Sequence[tuple[int, int]], place: int) -> bool:
    """Tell whether a clause is nothing but names, in a row of such clauses or several itself.

    A name alone is what the sentence tells of: ``The fund, set up in 2021, has …``; so is the first
    of a name and where it is: ``Aire School, Leeds.``
    """
    if not is_list(reading, *bounds[place]):
        return False
    named = _named(reading, bounds[place])
    beside = [each for each in (place - 1, place + 1) if 0 <= each < len(bounds)]
    seated = (place, len(bounds)) == (0, 2) and _is_place(_named(reading, bounds[1]))
    if seated and not _is_place(named):
        return False
    return len(named) > 1 or any(is_list(reading, *bounds[each]) for each in beside)


def _named(reading: Reading, bounds: tuple[int, int]) -> list[Entity]:
    found = (mention.meaning for mention in reading.within(*bounds))
    return [thing for thing in found if isinstance(thing, Entity)]


def _is_place(named: Sequence[Entity]) -> bool:
    return len(named) == 1 and not _PLACES.isdisjoint(named[0].types)


def _before_parts(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses of a sentence before the one that deals with parts: 其中甲區最多."""
    bounds = clauses(folded, start, end)
    return list(takewhile(lambda each: not _PARTS.match(folded, *each), bounds)) or list(bounds[:1])
