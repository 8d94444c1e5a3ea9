"""Words that point to where a document speaks from: 全市, 本港, 我省.

They stand for the place of their kind that the document is about: the one for which it speaks
(``home``); where it speaks for none of that kind, the one named last before them in the passage,
else the one in its title or headings, else the one that it names most often. A country is the one
of the whole document, of those where Chinese texts are written, which names it far oftener than
any other. The place that the name of a body begins with is named too (某省某廳), one that is only
gone to or compared with (至某市, 較某市) is not.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from kg.extraction.discourse.candidates import part_of_name
from kg.extraction.passages.reading import Reading
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
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
_OUTSIDE = re.compile(r"(?:[至到往从由比较与和跟及、]|例如|包括|对标|对照|借鉴|赶超)\s*$")
_ENDINGS = "省市县州区国镇乡村"  # of the names of places, each of its own kind
_SHORTEST, _LONGEST = 2, 5  # characters of a place that the name of a body begins with
_FAR = 100  # mentions back in one passage; what is farther is not what the words point to
_OFTENER = 2  # times that the country of a document is named for any other
_NOBODY = (("", 0), ("", 0))
_NAMED = {"港": "香港", "澳": "澳门"}
_DEICTIC = re.compile(
    r"(?:全|本|我)(?P<kind>[市省县州区国])(?![内外际]|第[\d一二三四五六七八九十]|最|首[个家座创例])|(?:全|本)(?P<name>[港澳])|本(?P<here>地)"
)


class Deixis:
    """Tells for what places the pointing words of a document stand."""

    def __init__(
        self,
        readings: Sequence[Reading],
        terminology: Terminology,
        resolve: Callable[[str], Entity | None] = lambda _: None,
        home: Entity | None = None,
    ) -> None:
        self._readings = readings
        self._terminology = terminology
        self._resolve = resolve
        self._home = (home,) if home else ()
        self._begun: dict[str, Entity | None] = {}

    def place(self, index: int, start: int, end: int) -> tuple[Entity, int, int] | None:
        """Return the place of the first pointing word in a range of a passage, and where it is."""
        found = _pointing(self._readings[index].passage.folded, start, end)
        if not found:
            return None
        kind = found.group("kind") or found.group("name") or found.group("here")
        near = self._near(index, found.start()) if kind != "国" else self._nation
        for entity in chain(self._home, near, self._counted if kind != "国" else ()):
            if self._is_of(entity, kind):
                return entity, found.start(), found.end()
        return None

    def _is_of(self, entity: Entity, kind: str) -> bool:
        if kind in _NAMED:
            return any(fold(label.text) == _NAMED[kind] for label in entity.labels)
        if not any(self._terminology.is_a(entity.types, curie) for curie in _KINDS[kind]):
            return False
        endings = {name[-1] for label in entity.labels if (name := label.text)[-1] in _ENDINGS}
        return not endings or kind in endings or kind == "地"

    def _near(self, index: int, position: int) -> Iterator[Entity]:
        """Yield what is named before a position in its passage, then in the headings above."""
        reading = self._readings[index]
        end = bisect_left(reading.mentions, position, key=lambda mention: mention.start)
        for mention in reversed(reading.mentions[max(0, end - _FAR) : end]):
            yield from self._named(reading, mention)
        for heading in reversed(reading.passage.block.headings):
            for mention in reversed(self._readings[heading].mentions):
                yield from self._named(self._readings[heading], mention)

    def _named(self, reading: Reading, mention: Mention) -> Iterator[Entity]:
        """Yield the place that a mention names, or that the name of a body begins with."""
        entity = mention.meaning
        if not isinstance(entity, Entity):
            return
        folded = reading.passage.folded
        if self._terminology.is_a(entity.types, "kg:Place"):
            if not part_of_name(folded, mention.end) and not _OUTSIDE.search(
                folded, max(0, mention.start - 4), mention.start
            ):
                yield entity
        elif place := self._beginning(folded[mention.start : mention.end]):
            yield place

    def _beginning(self, name: str) -> Entity | None:
        """Return the place with which the Chinese name of a body begins, if it does."""
        head = name[:_LONGEST]
        if head not in self._begun:
            ends = range(len(head), _SHORTEST - 1, -1)
            found = (self._resolve(head[:end]) for end in ends if not head.isascii())
            self._begun[head] = next(
                (e for e in found if e and self._terminology.is_a(e.types, "kg:Place")), None
            )
        return self._begun[head]

    @cached_property
    def _nation(self) -> list[Entity]:
        """The country of the document, if it is one: not any that is only named there."""
        ours = read().get("voices", "our_countries")
        named = [e for e in self._named_places if any(fold(n.text) in ours for n in e.labels)]
        (first, most), (_, next_most) = (*Counter(e.id for e in named).most_common(2), *_NOBODY)[:2]
        clear = most >= _OFTENER * max(1, next_most)
        return [next(e for e in named if e.id == first)] if clear else []

    @cached_property
    def _counted(self) -> list[Entity]:
        """The places of the document, the most often named first."""
        places = self._named_places
        count = Counter(place.id for place in places)
        first = {place.id: place for place in reversed(places)}
        order = list(dict.fromkeys(place.id for place in places))
        return [first[key] for key in sorted(order, key=lambda key: -count[key])]

    @cached_property
    def _named_places(self) -> list[Entity]:
        """The places of the document, in order: looked for where something points to one."""
        return [
            place
            for reading in self._readings
            for mention in reading.mentions
            for place in self._named(reading, mention)
        ]


@lru_cache(maxsize=512)  # the figures of a sentence ask of the same clauses
def _pointing(folded: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first pointing word in a range of folded text."""
    return _DEICTIC.search(folded, start, end)
