"""Projected text: every mention becomes one character, so that plain ``re`` reads types.

The alphabet is fixed by the terminology: one private-use character for each kind of quantity, one
for dates, one for each class of the ontology, and one wild card for a mention that no single class
describes (an ambiguous name, a thing of two unrelated classes). A slot of a pattern is then a
character class: the class asked for, everything below it, and the wild card, which is looked at
again after the match. Patterns are compiled once and serve every passage.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.model.mention import Entity, Mention, Quantity, TimeExpression
from kg.model.terminology import Terminology

QUANTITY_KINDS = (
    "count", "money", "percent", "pp", "rank", "multiple", "ratio", "duration", "measure",
    "edition",
)  # fmt: skip
"""The kinds of quantity that a pattern can ask for; ``quantity`` is any of them."""

DATE = "date"
QUANTITY = "quantity"

_FIRST = 0xE000
_WILD = chr(_FIRST + len(QUANTITY_KINDS) + 1)
FIGURE = f"{chr(_FIRST)}-{chr(ord(_WILD) - 2)}"
THING = f"{_WILD}-\uf8ff"
"""Ranges, for a set of characters, of those of quantities, and of those of things."""
FIGURE_OR_DATE = f"[{chr(_FIRST)}-{chr(ord(_WILD) - 1)}]"
"""A regular expression for the characters of quantities and dates; all others are things."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_STAND_IN = "\ufffd"  # for a private-use character that the text itself contains
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_KIND_OF_UNIT = {
    "%": "percent",
    "percentage point": "pp",
    "rank": "rank",
    "times": "multiple",
    "ratio": "ratio",
    "edition": "edition",
    **dict.fromkeys(("year", "month", "week", "day", "hour", "minute"), "duration"),
    **dict.fromkeys(("hectare", "square metre", "PFLOPS", "point"), "measure"),
}
# What a gap may step over: words that set the scene and are seldom what a predicate is about.
_LIGHT = ("kg:Concept", "kg:Place", "kg:Post")


def kind_of(quantity: Quantity) -> str:
    """Return which of the kinds a quantity is, by its unit.

    >>> from decimal import Decimal
    >>> kind_of(Quantity(Decimal(13), "%")), kind_of(Quantity(Decimal(5), "HKD"))
    ('percent', 'money')
    """
    known = _KIND_OF_UNIT.get(quantity.unit)
    return known or ("money" if _CURRENCY.match(quantity.unit) else "count")


@dataclass(frozen=True)
class Projection:
    """A passage's text with one character for each mention, and the way back.

    ``folded`` is the passage's text, ``text`` the projected one, in lower case. ``starts[i]`` is
    the passage offset where character ``i`` begins, and ``starts[i + 1]`` where it ends.
    ``mentions`` maps a position in ``text`` to the mention that stands there. Positions count
    characters of ``text``, offsets those of the passage.
    """

    folded: str
    text: str
    starts: tuple[int, ...]
    mentions: dict[int, Mention]

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return the passage offsets of the half-open range of positions."""
        return self.starts[start], self.starts[end]

    def position(self, offset: int) -> int:
        """Return the position of the character that covers a passage offset."""
        return bisect_right(self.starts, offset, hi=len(self.text)) - 1 if self.text else 0

    def positions(self, start: int, end: int) -> tuple[int, int]:
        """Return the positions that lie wholly inside a half-open range of passage offsets."""
        return bisect_left(self.starts, start), bisect_right(self.starts, end) - 1

    def without(self, start: int, end: int) -> "Projection":
        """Return the projection without a range of positions: what is beside it is adjacent."""
        cut = end - start
        kept = {
            position - cut if position >= end else position: mention
            for position, mention in self.mentions.items()
            if not start <= position < end
        }
        text = self.text[:start] + self.text[end:]
        return Projection(self.folded, text, self.starts[:start] + self.starts[end:], kept)


class Alphabet:
    """Which character stands for which class or kind, under one ``terminology``."""

    def __init__(self, terminology: Terminology) -> None:
        self.terminology = terminology
        kinds = dict(zip((*QUANTITY_KINDS, DATE), map(chr, range(_FIRST, ord(_WILD))), strict=True))
        classes = sorted(terminology.classes)
        first = ord(_WILD) + 1
        self._character = kinds | {curie: chr(first + n) for n, curie in enumerate(classes)}
        # A name that is two things at once (a city and a region of its own) is either of them.
        both = sorted({tuple(sorted(n.types)) for n in terminology.names if len(n.types) > 1})
        first += len(classes)
        self._several = {types: chr(first + n) for n, types in enumerate(both)}
        self._by_types: dict[tuple[str, ...], str] = {}
        self._accepting: dict[str, frozenset[str]] = {}

    @cached_property
    def heavy(self) -> str:
        """The characters that no gap steps over: actors, instruments, quantities, the wild card."""
        light = {self._character[DATE]}.union(
            *(self.accepting(curie) for curie in _LIGHT if curie in self._character)
        ) - {_WILD}
        every = {*self._character.values(), *self._several.values(), _WILD}
        return "".join(sorted(every - light))

    def knows(self, kind: str) -> bool:
        """Tell whether ``kind`` is a class of the terminology, a kind of quantity or a date."""
        return kind == QUANTITY or kind in self._character

    def accepting(self, kinds: str) -> frozenset[str]:
        """Return the characters that a slot matches; ``|`` stands between several kinds."""
        found = self._accepting.get(kinds)
        if found is None:
            found = frozenset[str]().union(*(self._below(kind) for kind in kinds.split("|")))
            self._accepting[kinds] = found
        return found

    def _below(self, kind: str) -> frozenset[str]:
        if kind == QUANTITY:
            return frozenset(self._character[each] for each in QUANTITY_KINDS)
        if kind not in self.terminology.classes:
            return frozenset(self._character[kind])
        return frozenset(self._descendants[kind]) | {_WILD}

    @cached_property
    def _descendants(self) -> dict[str, set[str]]:
        """The characters of each class and of all those below it."""
        below: dict[str, set[str]] = defaultdict(set)
        single = (((curie,), self._character[curie]) for curie in self.terminology.classes)
        for types, character in (*single, *self._several.items()):
            for curie in types:
                for ancestor in self.terminology.lineage(curie):
                    below[ancestor].add(character)
        return below

    def reading(self, mention: Mention, kinds: str) -> Entity | Quantity | TimeExpression | None:
        """Return the first meaning of the mention that a slot of these kinds takes, if any.

        Of a park and the company that runs it under one name, it is the company that acts.
        """
        wanted = [kind for kind in kinds.split("|") if kind in self.terminology.classes]
        fitting: list[Entity] = []
        for meaning in mention.meanings:
            if not isinstance(meaning, Entity):
                return fitting[0] if fitting else meaning
            if self._is_a(meaning.types, *wanted):
                fitting.append(meaning)
        if len(fitting) > 1 and not {"kg:Actor", "kg:Organisation"}.isdisjoint(wanted):
            fitting.sort(key=lambda meaning: not self._is_a(meaning.types, "kg:Organisation"))
        return fitting[0] if fitting else None

    def project(self, folded: str, mentions: Sequence[Mention]) -> Projection:
        """Return the projected text; of overlapping mentions only the first counts."""
        text = _lower(_PRIVATE.sub(_STAND_IN, folded))
        pieces: list[str] = []
        starts: list[int] = []
        at: dict[int, Mention] = {}
        done = 0
        for mention in mentions:
            if mention.start < done or mention.end <= mention.start:
                continue
            pieces.append(text[done : mention.start])
            starts += range(done, mention.start)
            at[len(starts)] = mention
            pieces.append(self._of(mention))
            starts.append(mention.start)
            done = mention.end
        pieces.append(text[done:])
        starts += range(done, len(text) + 1)
        return Projection(folded, "".join(pieces), tuple(starts), at)

    def _is_a(self, types: tuple[str, ...], *kinds: str) -> bool:
        return self.terminology.is_a(types, *kinds)

    def _of(self, mention: Mention) -> str:
        meaning = mention.meaning
        if isinstance(meaning, Quantity):
            return self._character[kind_of(meaning)]
        if isinstance(meaning, TimeExpression):
            return self._character[DATE]
        types = meaning.types
        if len(mention.meanings) > 1:
            entities = (each for each in mention.meanings if isinstance(each, Entity))
            types = tuple(dict.fromkeys(curie for each in entities for curie in each.types))
        found = self._by_types.get(types)
        if found is None:
            found = self._by_types[types] = self._of_types(types)
        return found

    def _of_types(self, types: tuple[str, ...]) -> str:
        """Return the character of the class that all the others are above, else the wild card."""
        for curie in types:
            lineage = self.terminology.lineage(curie)
            if curie in self._character and all(other in lineage for other in types):
                return self._character[curie]
        return self._several.get(tuple(sorted(types)), _WILD)


def project(folded: str, mentions: Sequence[Mention], terminology: Terminology) -> Projection:
    """Return the projection of a passage's folded text.

    ``mentions`` are sorted and have offsets in ``folded``; of overlapping ones the first counts.

    >>> from decimal import Decimal
    >>> mention = Mention(2, 7, (Quantity(Decimal(1200), "application"),))
    >>> projection = project("批出1200宗申请", [mention], Terminology())
    >>> len(projection.text), projection.offsets(2, 3), projection.positions(0, 9)
    (5, (2, 7), (0, 5))
    """
    return Alphabet(terminology).project(folded, mentions)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)
