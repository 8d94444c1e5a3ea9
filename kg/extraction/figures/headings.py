"""What stands above a paragraph and is what it is about: tabs, headings, first lines, the title."""

from collections.abc import Sequence

from kg.extraction.discourse import closing
from kg.extraction.discourse.candidates import Candidates, Classes, Subject
from kg.extraction.layout.tabs import active_tabs
from kg.extraction.passages.reading import Reading
from kg.model.document import BlockKind
from kg.model.mention import Entity, Quantity
from kg.model.terminology import Terminology

HELD_UNDER = ("kg:PolicyInstrument", "kg:Fund")  # what all else in a text may hold under


class Headings:
    """Finds what stands above the paragraphs of a document whose passages have been read."""

    def __init__(
        self, readings: Sequence[Reading], terminology: Terminology, candidates: Candidates
    ) -> None:
        self._readings = readings
        self._terminology = terminology
        self._candidates = candidates
        self._tabs = {
            index: Subject(entity, shown, "B")
            for index, (entity, shown) in active_tabs(readings, terminology)
        }
        self._title = self._first_title()

    def around(self, index: int, classes: Classes = ()) -> Subject | None:
        """Return what stands above a paragraph: the tab of its slide, its headings, the title.

        The first line of a slide or a section is a heading too, if it begins with an instrument.
        """
        over = (self._tabs.get(index), self.nearest(index, classes), self._first_line(index))
        for offered in (*over, self._title):
            if offered and self._candidates.fits(offered.entity, classes):
                return offered
        return None

    def nearest(self, index: int, classes: Classes = ()) -> Subject | None:
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
        wanted = (*HELD_UNDER, "kg:Organisation", "kg:Site") if alone else HELD_UNDER
        if not self._terminology.is_a(mention.meaning.types, *wanted):
            return None
        shown = reading.passage.evidence(mention.start, mention.end, "heading")
        return Subject(mention.meaning, shown, "B")

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
