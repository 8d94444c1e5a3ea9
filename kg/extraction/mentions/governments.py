"""The government of a place that a document speaks of, known or made of the name of the place."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.passages.reading import Reading
from kg.model.mention import Entity
from kg.model.terminology import Label, Terminology
from kg.text.folding import fold

_PLACES = ("kg:Jurisdiction", "kg:Region")
# A place with a government of its own by its ending; 園區 and 養殖區 have none.
_GOVERNED = re.compile(r"(?:[省市县州郡]|(?<![园专片校社街库景牧殖护展新作])区)$")
_SPECIAL = ("香港", "澳门")
_LENGTHS = (4, 3, 2)  # of the place with which the name of a body may begin
_WORDS = (3, 2, 1)  # of them, in Latin letters
_OPENING = 6  # passages in which a text tells where it is spoken
_SURE = 2
_FEWEST = 2  # mentions of the place whose government is meant
_FORMS = ("Government of {}", "Government of the {}", "{} Government")


class Governments:
    """Tells which government is meant, in a document that has been read.

    ``known`` gives the thing of a name, or None; ``mint`` makes a thing of words and a class.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        terminology: Terminology,
        known: Callable[[str], Entity | None],
        mint: Callable[[str, str], Entity],
    ) -> None:
        self._terminology = terminology
        self._known = known
        self._mint = mint
        named = [place for reading in readings for place in self.places(reading)]
        count = Counter(place.id for place in named)
        places = {place.id: place for place in named}
        self._all = sorted(places.values(), key=lambda place: -count[place.id])
        self._often = [place for place in self._all if count[place.id] >= _FEWEST]
        self._readings = readings

    def near(self, places: Sequence[Entity], level: str) -> Entity | None:
        """Return the government of the one of some places that is of a level (``市``).

        Where none or several are, it is that of the place that the document names most.
        """
        here = {place.id: place for place in places if level and self._is_of(place, level)}
        return self._of(list(here.values()) if len(here) == 1 else self._often, level)

    def of_level(self, level: str) -> Entity | None:
        """Return the government of the place of a level (``市``) that is named most."""
        return self._of(self._all, level)

    def of_class(self, *classes: str) -> Entity | None:
        """Return the government of the place of a class for which an English text speaks.

        The opening names it, or a body is called after it; a place only spoken of is another.
        """
        count: Counter[str] = Counter()
        places: dict[str, Entity] = {}
        for index, reading in enumerate(self._readings):
            for entity, words in named([reading]):
                place = self._latin_place(entity, words) if words.isascii() else None
                if place and self._terminology.is_a(place.types, *classes):
                    own = index < _OPENING or place is not entity
                    count[place.id] += _SURE if own else 1
                    places.setdefault(place.id, place)
        (first, most), (_, next_most) = (*count.most_common(2), ("", 0), ("", 0))[:2]
        if most < _SURE or most == next_most:
            return None
        place = places[first]
        name = next((n.text for n in place.labels if n.text.isascii()), "")
        forms = [form.format(name) for form in _FORMS]
        known = filter(None, map(self._named, forms))
        return next(known, None) or self._made(forms)

    def _latin_place(self, entity: Entity, words: str) -> Entity | None:
        """Return a place, or that of the name of a body: ``Bank of P``, ``P Fishing Board``."""
        if self._terminology.is_a(entity.types, *_PLACES):
            return entity
        begun, (_, of, ended) = words.split(), words.rpartition(" of ")
        forms = [ended.removeprefix("the ")] if of else []
        forms += [" ".join(begun[:length]) for length in _WORDS]
        return next(filter(self._is_place, map(self._known, forms)), None)

    def _named(self, name: str) -> Entity | None:
        found = self._known(name)
        return found if found and self._terminology.is_a(found.types, "kg:Organisation") else None

    def _made(self, forms: Sequence[str]) -> Entity:
        made = self._mint(forms[0], "kg:GovernmentBody")
        return replace(made, labels=tuple(Label(form) for form in (forms[0], forms[-1])))

    def places(self, reading: Reading) -> Iterator[Entity]:
        """Yield the places with a government that a passage names, or a body of theirs does.

        What nobody knows and ends like no place with a government (養殖區) has none.
        """
        for entity, words in named([reading]):
            if words.isascii():
                continue
            place: Entity | None = entity
            if not self._terminology.is_a(entity.types, *_PLACES):
                begun = map(self._known, (words[:length] for length in _LENGTHS))
                place = next(filter(self._is_place, begun), None)
            if place and (place.known or _GOVERNED.search(words)):
                yield place

    def _is_place(self, entity: Entity | None) -> bool:
        return entity is not None and self._terminology.is_a(entity.types, *_PLACES)

    def _of(self, places: Sequence[Entity], level: str) -> Entity | None:
        """Return the government of the first place of a level (市, 省 …; of any if empty)."""
        place = next((p for p in places if not level or self._is_of(p, level)), None)
        forms = _forms(place) if place else []
        if place is None or not forms:
            return None
        whole = next((form for form in forms if _GOVERNED.search(form)), "")
        if not whole and self._terminology.is_a(place.types, "kg:City"):
            whole = f"{forms[0]}市"
        for name in (*(f"{form}政府" for form in forms), f"{whole}政府"):
            if found := self._named(name):
                return found
        return self._mint(f"{whole}政府", "kg:GovernmentBody") if whole else None

    def _is_of(self, place: Entity, level: str) -> bool:
        """Tell whether a place is one of a level: a city is no province and no county."""
        forms = _forms(place)
        if level == "特区":
            return any(form in _SPECIAL for form in forms)
        if any(_GOVERNED.search(form) for form in forms):
            return any(form.endswith(level) for form in forms)
        return level == "市" and self._terminology.is_a(place.types, "kg:City")


def _forms(place: Entity) -> list[str]:
    """Return the Chinese names of a place, folded."""
    return [fold(label.text) for label in place.labels if not label.text.isascii()]


def named(readings: Sequence[Reading]) -> Iterator[tuple[Entity, str]]:
    """Yield the things that passages name, each with its folded words."""
    for reading in readings:
        for mention in reading.mentions:
            if isinstance(mention.meaning, Entity):
                yield mention.meaning, reading.passage.folded[mention.start : mention.end]
