"""What a figure or a phrase is about: the best thing that the text itself offers.

The search goes outwards and stops at the first place that offers something: the clause, the
clauses before it in the sentence, the sentence before, the tab of the slide, the headings, the
title. What lies outside the clause is a heuristic link and makes a fact of tier B. Where nothing
is offered the document itself is the subject: nobody is invented.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.readings import Reading, clauses
from kg.model.document import BlockKind
from kg.model.fact import Evidence
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology
from kg.text.folding import fold

# What is more likely the subject of a figure, first to last; anything else (a person, a technology,
# an occupation, a document) is no subject unless a pattern says so.
RANKS = (
    ("kg:PolicyInstrument", "kg:Fund", "kg:Event", "kg:ComputingResource", "kg:Survey"),
    ("kg:Organisation", "kg:Sector", "kg:Project"),
    ("kg:Place",),
)
_GOVERNED = re.compile(
    r"(?:[在于至到从对向与和跟被把将比较]|来自"
    r"|\b(?:in|at|to|from|with|by|than|into|near|of|for)(?: the)?)"
    r"[\s“”「」《\"']*$",
    re.IGNORECASE,
)
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
_WITHIN = re.compile(r"\b(?:in|across|throughout|within) (?:the )?$", re.IGNORECASE)
_DESCRIBES = re.compile(r"的[\s“「《]*(?:新)?")
_LINK = 4
ANYTHING = "kg:Entity"
Classes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing, where the document offers it as a subject, and how directly."""

    entity: Entity
    evidence: Evidence
    tier: str = "A"

    def as_context(self, role: str) -> "Subject":
        """Return the same thing as context for a fact elsewhere: evidence of that role, tier B."""
        return Subject(self.entity, replace(self.evidence, role=role), "B")


class Subjects:
    """Finds subjects in a document whose passages have been read."""

    def __init__(
        self,
        readings: Sequence[Reading],
        terminology: Terminology,
        document: Subject,
        speech: re.Pattern[str],
    ) -> None:
        self._readings = readings
        self._terminology = terminology
        self.last_resort = document
        self._speech = speech
        self._tabs = dict(self._active_tabs())
        self._title = self._first_title()

    def rank(self, entity: Entity) -> int:
        """Return how likely the thing is a subject; 0 is best, ``len(RANKS)`` is never."""
        for rank, classes in enumerate(RANKS):
            if any(self._terminology.is_a(entity.types, curie) for curie in classes):
                return rank
        return len(RANKS)

    def best(
        self,
        reading: Reading,
        start: int,
        end: int,
        tier: str = "A",
        classes: Classes = (),
        free: bool = False,
    ) -> Subject | None:
        """Return the best-ranked thing in a range of a passage; of equals, the last.

        ``classes``, where given, are those of which it must have one. What a preposition governs
        (``設於某園區``) comes after everything else. With ``free`` it does not count, and of equals
        the first is taken: what a clause begins with is what it speaks of.
        """
        offered = [
            (self._is_governed(reading, mention), self.rank(entity), place, mention, entity)
            for place, mention in enumerate(reading.within(start, end))
            if isinstance(entity := mention.meaning, Entity) and self._fits(entity, classes)
        ]
        offered = [each for each in offered if not (free and each[0])]
        if not offered:
            return None
        sign = 1 if free else -1
        *_, mention, entity = min(offered, key=lambda each: (each[0], each[1], sign * each[2]))
        weak = tier == "B" or mention.rule.startswith("anaphor")
        evidence = reading.passage.evidence(mention.start, mention.end, "subject")
        return Subject(entity, evidence, "B" if weak else "A")

    @staticmethod
    def _is_governed(reading: Reading, mention: Mention) -> bool:
        return bool(
            _GOVERNED.search(reading.passage.folded, max(0, mention.start - 12), mention.start)
        )

    def _fits(self, entity: Entity, classes: Classes) -> bool:
        """Tell whether a thing will do: of the classes asked for, or else a likely subject."""
        wanted = [curie for curie in classes if curie != ANYTHING]
        if wanted:
            return any(self._terminology.is_a(entity.types, curie) for curie in wanted)
        return self.rank(entity) < len(RANKS)

    def before(
        self, index: int, start: int, position: int, classes: Classes = ()
    ) -> Subject | None:
        """Return the subject offered in the sentence (from ``start``) before a position."""
        reading = self._readings[index]
        *earlier, (a, b) = clauses(reading.passage.folded, start, position) or [(start, position)]
        if chosen := self.best(reading, a, b, "A", classes):
            return chosen
        earlier = [bounds for bounds in earlier[::-1] if not self._cites(reading, *bounds)]
        told = [bounds for bounds in earlier if not self._tells(reading, *bounds)]
        spoken = [bounds for bounds in earlier if bounds not in told]
        body = classes or ("kg:Organisation",)  # what a speaker speaks of is mostly his own house
        for free, wanted, places in (
            (True, classes, told), (False, classes, told), (False, body, spoken),
        ):  # fmt: skip
            for a, b in places:
                if chosen := self.best(reading, a, b, "B", wanted, free):
                    return chosen
        return None

    def after(self, index: int, position: int) -> Subject | None:
        """Return what a figure that ends at a position describes: ``投資4億元的某平台``."""
        reading = self._readings[index]
        for mention in reading.within(position + 1, len(reading.passage.text)):
            if mention.start > position + _LINK:
                break
            if isinstance(mention.meaning, Entity):
                link = reading.passage.folded[position : mention.start]
                if _DESCRIBES.fullmatch(link) and self._fits(mention.meaning, ()):
                    shown = reading.passage.evidence(mention.start, mention.end, "subject")
                    return Subject(mention.meaning, shown)
        return None

    def where(self, index: int, position: int, end: int) -> Subject | None:
        """Return the place that a figure is said to hold in: ``81 % of homes in some islands``."""
        reading = self._readings[index]
        for mention in reading.within(position, end):
            entity = mention.meaning
            if isinstance(entity, Entity) and self._terminology.is_a(entity.types, "kg:Place"):
                before = reading.passage.folded[max(position, mention.start - 14) : mention.start]
                if _WITHIN.search(before):
                    shown = reading.passage.evidence(mention.start, mention.end, "subject")
                    return Subject(entity, shown)
        return None

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
        suits = not wanted or self._fits(self.last_resort.entity, classes)
        return self.last_resort if suits else None

    def context(self, index: int, position: int = 0, classes: Classes = ()) -> Subject | None:
        """Return the subject offered around a sentence: before it, by the slide, by headings."""
        reading = self._readings[index]
        for start, end in reversed(reading.passage.sentences):
            if end <= position and (chosen := self._antecedent(reading, start, end, classes)):
                return chosen
        tab = self._tabs.get(index)
        for offered in (tab, self.heading(index, classes), self._title):
            if offered and self._fits(offered.entity, classes):
                return offered
        return None

    def heading(self, index: int, classes: Classes = ()) -> Subject | None:
        """Return the best thing named in the headings above, the nearest heading first."""
        for above in reversed(self._readings[index].passage.block.headings):
            reading = self._readings[above]
            if chosen := self.best(reading, 0, len(reading.passage.text), "B", classes):
                return chosen.as_context("heading")
        return None

    def _antecedent(
        self, reading: Reading, start: int, end: int, classes: Classes
    ) -> Subject | None:
        """Return what an earlier sentence speaks of: the best of its things."""
        chosen = self.best(reading, start, end, "B", classes)
        return chosen.as_context("antecedent") if chosen else None

    def _first_title(self) -> Subject | None:
        for reading in self._readings:
            block = reading.passage.block
            title = block.kind is BlockKind.FIELD and block.label == "title"
            if title or (block.kind is BlockKind.HEADING and block.level == 1):
                chosen = self.best(reading, 0, len(reading.passage.text), "B")
                if chosen and len(chosen.evidence.quote) < len(reading.passage.text.strip()):
                    return chosen.as_context("heading")  # a name that is all of it is its own title
        return None

    def _active_tabs(self) -> Iterator[tuple[int, Subject]]:
        """Yield, for the blocks of each slide with a tab bar, the tab that its body mentions.

        A bar of tabs is several short lines that hold nothing but the names of places; the export
        does not mark the active one, so only a slide whose text names exactly one of them has a
        topic.
        """
        for slide in self._slides():
            bar = [i for i in slide if self._is_tab(self._readings[i])]
            body = [i for i in slide if i not in bar]
            words = "\n".join(self._readings[i].passage.folded for i in body)
            tabs = (self._tab(self._readings[i]) for i in bar)
            named = [tab for tab in tabs if tab and self._in(tab, words)]
            if len(bar) > 1 and len({tab.entity.id for tab in named}) == 1:
                for i in body:
                    yield i, named[0]

    def _slides(self) -> list[list[int]]:
        """Return the blocks below each outermost heading or slide title."""
        slides: dict[int, list[int]] = {}
        for i, reading in enumerate(self._readings):
            if reading.passage.block.headings:
                slides.setdefault(reading.passage.block.headings[0], []).append(i)
        return list(slides.values())

    def _is_tab(self, reading: Reading) -> bool:
        """Tell whether a short line holds nothing but the names of places."""
        if reading.passage.block.kind not in (BlockKind.LINE, BlockKind.HEADING):
            return False
        rest = reading.passage.folded
        for mention in reversed(reading.mentions):
            entity = mention.meaning
            if isinstance(entity, Entity) and self._terminology.is_a(entity.types, "kg:Place"):
                rest = rest[: mention.start] + rest[mention.end :]
        return not rest.strip(" /|·-") and bool(reading.mentions)

    def _tab(self, reading: Reading) -> Subject | None:
        """Return the narrowest place of a tab label: the last named (美國紐約 is New York)."""
        mention = reading.mentions[-1]
        entity = mention.meaning
        if not isinstance(entity, Entity):
            return None
        evidence = reading.passage.evidence(mention.start, mention.end, "heading")
        return Subject(entity, evidence, "B")

    @staticmethod
    def _in(tab: Subject, words: str) -> bool:
        return any(fold(label.text) in words for label in tab.entity.labels)
