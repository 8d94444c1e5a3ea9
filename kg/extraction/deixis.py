"""Words that point to where a document speaks from: 全市, 本港, 我省.

They stand for the place of their kind that the document is about: the one named last before them in
the passage, else the one in its title or headings, else the one that it names most often.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.extraction.readings import Reading
from kg.model.mention import Entity
from kg.model.terminology import Terminology
from kg.text.folding import fold

_KINDS = {
    "市": ("kg:City",),
    "省": ("kg:Region",),
    "县": ("kg:Region",),
    "州": ("kg:Region",),
    "区": ("kg:Region", "kg:InnovationPark"),
    "国": ("kg:Country",),
    "港": ("kg:City", "kg:Region"),
    "澳": ("kg:City", "kg:Region"),
    "地": ("kg:Jurisdiction", "kg:Region"),
}
_FAR = 100  # mentions back in one passage; what is farther is not what the words point to
_NAMED = {"港": "香港", "澳": "澳门"}
_DEICTIC = re.compile(
    r"(?:全|本|我)(?P<kind>[市省县州区国])(?![内外际])|(?:全|本)(?P<name>[港澳])|本(?P<here>地)"
)


class Deixis:
    """Tells for what places the pointing words of a document stand."""

    def __init__(self, readings: Sequence[Reading], terminology: Terminology) -> None:
        self._readings = readings
        self._terminology = terminology
        self._counted = self._places()

    def place(self, index: int, start: int, end: int) -> tuple[Entity, int, int] | None:
        """Return the place of the first pointing word in a range of a passage, and where it is."""
        found = _DEICTIC.search(self._readings[index].passage.folded, start, end)
        if not found:
            return None
        kind = found.group("kind") or found.group("name") or found.group("here")
        for entity in chain(self._near(index, found.start()), self._counted):
            if self._is_of(entity, kind):
                return entity, found.start(), found.end()
        return None

    def _is_of(self, entity: Entity, kind: str) -> bool:
        if kind in _NAMED:
            return any(fold(label.text) == _NAMED[kind] for label in entity.labels)
        return any(self._terminology.is_a(entity.types, curie) for curie in _KINDS[kind])

    def _near(self, index: int, position: int) -> Iterator[Entity]:
        """Yield what is named before a position in its passage, then in the headings above."""
        reading = self._readings[index]
        end = bisect_left(reading.mentions, position, key=lambda mention: mention.start)
        for mention in reversed(reading.mentions[max(0, end - _FAR) : end]):
            if isinstance(mention.meaning, Entity):
                yield mention.meaning
        for heading in reversed(reading.passage.block.headings):
            for mention in reversed(self._readings[heading].mentions):
                if isinstance(mention.meaning, Entity):
                    yield mention.meaning

    def _places(self) -> list[Entity]:
        """Return the places of the document, the most often named first."""
        places = [
            mention.meaning
            for reading in self._readings
            for mention in reading.mentions
            if isinstance(mention.meaning, Entity)
            and self._terminology.is_a(mention.meaning.types, "kg:Place")
        ]
        count = Counter(place.id for place in places)
        first = {place.id: place for place in reversed(places)}
        order = list(dict.fromkeys(place.id for place in places))
        return [first[key] for key in sorted(order, key=lambda key: -count[key])]
