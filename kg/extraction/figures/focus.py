"""The focus of an English text: the thing of which its sentences went on to speak.

Texts speak of a programme, a fund or a work for a while, whoever is named beside it: what it costs,
who runs it, how many it serves. So of each sentence, the nearest first, it is such a thing that its
clause speaks of, acts on or gives to; a product, a site or an event only where it is the subject,
and a body sooner than who sets it up.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from kg.extraction.discourse.candidates import Subject, played
from kg.extraction.figures.subjects import Subjects
from kg.extraction.grammar.roles import Role
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

WORKS = ("kg:PolicyInstrument", "kg:Fund", "kg:Project", "kg:ComputingResource", "kg:Survey")
_MADE = ("kg:TechnologySolution", "kg:Site", "kg:Event")
ANYTHING = (*WORKS, *_MADE, "kg:Organisation", "kg:Place")  # what a pronoun may stand for
_SETS_UP = expression(
    r"\b(?:<english.sets_up>) (?:(?:an?|the|its|their|our) )?(?:[a-z-]+ ){0,2}\Z", re.IGNORECASE
)
_BEFORE = 60  # characters before a thing that say whether it is set up
_MEMORY = 40  # sentences of a passage through which a focus is carried
_NONE = ("kg:PolicyStatement", "kg:Legislation", "kg:MediaOutlet")  # they say or allow


class Focus:
    """Finds what a document goes on to speak of, whose passages have been read."""

    def __init__(
        self, readings: Sequence[Reading], subjects: Subjects, terminology: Terminology
    ) -> None:
        self._readings = readings
        self._subjects = subjects
        self._terminology = terminology
        self._known: dict[tuple[int, int, tuple[str, ...]], Subject | None] = {}

    def at(
        self, index: int, position: int, classes: tuple[str, ...] = WORKS, back: int = 0
    ) -> Subject | None:
        """Return the thing of some classes of which a passage spoke last before a position.

        Where it spoke of nothing, the passages of its section before it may tell, ``back`` of them.
        """
        reading = self._readings[index]
        sentences = reading.passage.sentences
        last = bisect_left(sentences, position, key=itemgetter(0))
        for sentence in sentences[max(0, last - _MEMORY) : last][::-1]:
            key = index, sentence[0], classes
            if key not in self._known:
                self._known[key] = self._spoken_of(reading, sentence, classes)
            if found := self._known[key]:
                return found.as_context("antecedent")
        if not back or not index or self._subjects.paragraph.carried(index, position):
            return None
        before = self._readings[index - 1].passage
        if before.block.headings != reading.passage.block.headings:
            return None
        return self.at(index - 1, len(before.text), classes, back - 1)

    def _spoken_of(
        self, reading: Reading, sentence: tuple[int, int], classes: tuple[str, ...]
    ) -> Subject | None:
        """Return the thing that a sentence speaks of, sooner its subject than what it acts on."""
        found = [
            (
                not (self._is_work(mention.meaning, role) or _is_set_up(reading, mention, role)),
                role,
                place,
                mention,
            )
            for place, (mention, role) in enumerate(played(reading, *sentence))
            if self._may_be(mention.meaning, role, classes)
        ]
        return shown(reading, min(found, key=lambda each: each[:3])[3], "B") if found else None

    def _is_work(self, entity: object, role: Role) -> bool:
        """Tell whether a sentence speaks of, or acts on, a programme or another work."""
        work = isinstance(entity, Entity) and self._terminology.is_a(entity.types, *WORKS)
        return work and role <= Role.OBJECT

    def _may_be(self, entity: object, role: Role, classes: tuple[str, ...]) -> bool:
        """Tell whether a thing in its role is what a text goes on to speak of."""
        is_a = self._terminology.is_a
        if not isinstance(entity, Entity) or is_a(entity.types, *_NONE):
            return False
        told = role is Role.SUBJECT and is_a(entity.types, *_MADE)
        served = role <= Role.GOVERNED and is_a(entity.types, *WORKS)
        return told or served or (role <= Role.OBJECT and is_a(entity.types, *classes))


def _is_set_up(reading: Reading, mention: Mention, role: Role) -> bool:
    """Tell whether a thing is what a sentence sets up: ``the council will open a Dock School``."""
    before = reading.passage.folded[max(0, mention.start - _BEFORE) : mention.start]
    return role is Role.OBJECT and _SETS_UP.search(before) is not None


def shown(reading: Reading, mention: Mention, tier: str) -> Subject:
    """Return the thing of a mention as a subject; what only points to it is of tier B."""
    assert isinstance(mention.meaning, Entity)  # noqa: S101 - the caller saw it
    weak = "B" if mention.rule.startswith("anaphor") else tier
    return Subject(
        mention.meaning, reading.passage.evidence(mention.start, mention.end, "subject"), weak
    )
