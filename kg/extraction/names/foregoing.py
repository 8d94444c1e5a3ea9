"""What a passage names before a place in it, by class: each mention is asked only once of each.

A passage may name thousands of people, and each of them asks for the bodies named before.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from kg.extraction.names.holdings import bodies_of, is_a, is_called, name_endings
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_MOST = 60  # bodies looked back over


class Foregoing:
    """The mentions of a passage, sorted by position, without overlaps."""

    def __init__(self, mentions: Sequence[Mention], terminology: Terminology) -> None:
        self._mentions = mentions
        self._terminology = terminology
        self._of: dict[tuple[str, ...], list[int]] = {}
        self._others: dict[tuple[str, ...], int] = {}

    def before(self, index: int, *classes: str) -> Iterator[Mention]:
        """Yield the things of the classes before the mention at an index, the last one first."""
        places = self._places(classes)
        for place in range(bisect_left(places, index) - 1, -1, -1):
            yield self._mentions[places[place]]

    def last(self, index: int, *classes: str) -> Mention | None:
        """Return the last of them."""
        return next(self.before(index, *classes), None)

    def are_several(self, index: int, *classes: str) -> bool:
        """Tell whether they are more than one thing, however often each is named."""
        if classes not in self._others:
            things = [self._mentions[place] for place in self._places(classes)]
            differ = (n for n, each in enumerate(things) if each.meaning != things[0].meaning)
            first = next(differ, None)
            places = self._places(classes)
            self._others[classes] = len(self._mentions) if first is None else places[first]
        return self._others[classes] < index

    def _places(self, classes: tuple[str, ...]) -> list[int]:
        """Return the indices of the mentions of the classes."""
        if classes not in self._of:
            asked = enumerate(self._mentions)
            self._of[classes] = [n for n, m in asked if is_a(m, self._terminology, *classes)]
        return self._of[classes]


def implied(text: str, at: int, post: str, index: int, named: Foregoing) -> Mention | None:
    """Return the body whose bare post a clause begins with, from the clauses before ``at``.

    It is the last body named in the same sentence, else the first of the nearest sentence before
    (its topic), if it is one that has such posts; of several, one whose name ends as the post says.
    """
    bodies = list(islice(named.before(index, *bodies_of(post)), _MOST))
    if not bodies:
        return None
    endings, start = name_endings(post), _sentence(text, at)
    called = [m for m in bodies if _is_called(m, endings)] if endings else bodies
    if not called or bodies[0].start > start >= called[0].start:
        return bodies[0] if bodies[0].start > start else None
    if called[0].start > start:
        return called[0]
    opening = _sentence(text, called[0].start)
    return [m for m in called if m.start > opening][-1]


def _is_called(mention: Mention, endings: tuple[str, ...]) -> bool:
    return isinstance(mention.meaning, Entity) and is_called(mention.meaning, endings)


def _sentence(text: str, at: int) -> int:
    """Return where the mark is that ends the sentence before a position; -1 for none."""
    return max(text.rfind(mark, 0, at) for mark in "。!?\n")
