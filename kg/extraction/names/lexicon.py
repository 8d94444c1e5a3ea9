"""Known names in a text, and what happens where known and discovered names meet."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from kg.extraction.words.automaton import Automaton
from kg.extraction.words.ordinary import is_astride
from kg.model.mention import Entity, Mention
from kg.model.terminology import Name, Terminology
from kg.text.folding import fold, lower

_SHORT = 4  # a Latin label up to this length must agree in case: US and us, IT and it
_START = attrgetter("start")


class Lexicon:
    """The known names as one automaton.

    Labels are folded, so both scripts meet; Latin ones are bounded by what is no ASCII letter or
    digit (``AI`` is found in ``香港AI產業``, not in ``AIR@InnoHK``) and ignore case unless short.
    A Chinese label has two characters at least, and does not lie astride two words of the list
    (``形成都市圈`` names no city); a Latin place begins with a capital. A city may have its level
    behind its name (``福冈市``).
    """

    def __init__(self, terminology: Terminology) -> None:
        self._exact: dict[str, list[Entity]] = {}
        self._caseless: dict[str, list[Entity]] = {}
        cities = terminology.classes.get("kg:City")
        levels = tuple(s for s in (cities.suffixes if cities else ()) if len(s) == 1)
        for name in terminology.names:
            self._add(name, levels if terminology.is_a(name.types, "kg:City") else ())
        self._exactly = Automaton(self._exact)
        self._anyhow = Automaton(self._caseless)
        self._places = frozenset(
            word
            for word, readings in self._caseless.items()
            if all(terminology.is_a(entity.types, "kg:Place") for entity in readings)
        )

    def _add(self, name: Name, levels: tuple[str, ...]) -> None:
        entity = Entity(name.id, name.labels, name.types, known=True)
        forms = [fold(label.text).strip() for label in name.labels]
        bare = [form for form in forms if not form.isascii() and not form.endswith(levels)]
        for form in (*forms, *(form + fold(level) for form in bare for level in levels)):
            table, key = self._exact, form
            if len(form) > _SHORT and form.isascii():
                table, key = self._caseless, form.lower()
            elif len(form) < 2:
                continue
            readings = table.setdefault(key, [])
            if entity not in readings:
                readings.append(entity)

    def find(self, text: str) -> list[Mention]:
        """Return the known names in folded ``text``: the longest, sorted, with every reading."""
        exact = [
            Mention(start, end, tuple(self._exact[word]), "lexicon")
            for start, end, word in self._exactly.every(text)
            if is_bounded(text, start, end) and not is_astride(text, start, end)
        ]
        anyhow = [
            Mention(start, end, tuple(self._caseless[word]), "lexicon")
            for start, end, word in self._anyhow.every(lower(text))
            if is_bounded(text, start, end) and not (word in self._places and text[start].islower())
        ]
        return longest([*exact, *anyhow])

    def entity(self, name_text: str) -> Entity | None:
        """Return the first known thing that has this name, in any script."""
        form = fold(name_text).strip()
        readings = self._exact.get(form) or self._caseless.get(form.lower())
        return readings[0] if readings else None


def is_bounded(text: str, start: int, end: int) -> bool:
    """Tell whether no Latin word or number is cut at either end of the range.

    >>> is_bounded("香港AI產業", 2, 4), is_bounded("AIR@InnoHK", 0, 2)
    (True, False)
    """
    return not (
        (start > 0 and _glued(text[start - 1], text[start]))
        or (end < len(text) and _glued(text[end - 1], text[end]))
    )


def _glued(left: str, right: str) -> bool:
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions without overlap, in order: longer ones first, earlier ones on equal."""
    ordered = [mention for mention in mentions if mention.start < mention.end]
    if len(ordered) < 2:
        return ordered  # as are most
    ordered.sort(key=_START)
    if all(one.end <= other.start for one, other in pairwise(ordered)):
        return ordered
    kept: list[Mention] = []
    used: set[int] = set()
    for mention in sorted(ordered, key=lambda m: m.start - m.end):
        places = range(mention.start, mention.end)
        if used.isdisjoint(places):
            used.update(places)
            kept.append(mention)
    return sorted(kept, key=_START)


def merge(known: Sequence[Mention], discovered: Sequence[Mention]) -> list[Mention]:
    """Return both without overlap: the longest span wins, and the known name on equal length.

    A place inside a discovered organisation's name is part of it; a discovered name inside a
    known one is no news.
    """
    return longest([*known, *discovered])
