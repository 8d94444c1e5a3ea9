"""Many words looked for at once, in linear time: the one home of ``ahocorasick_rs``."""

from collections.abc import Iterable
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind


class Automaton:
    """Finds any of a set of words in a text.

    >>> words = Automaton(["基金", "基金会", "金会"])
    >>> words.longest("某基金会")
    [(1, 4, '基金会')]
    >>> words.every("某基金会")
    [(1, 3, '基金'), (1, 4, '基金会'), (2, 4, '金会')]
    >>> sorted(words.present("基金与基金"))
    ['基金']
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({word for word in words if word})

    def longest(self, text: str) -> list[tuple[int, int, str]]:
        """Return ``(start, end, word)`` of matches that do not overlap, leftmost longest first."""
        found = self._longest.find_matches_as_indexes(text)
        return [(start, end, self._words[index]) for index, start, end in found]

    def every(self, text: str) -> list[tuple[int, int, str]]:
        """Return ``(start, end, word)`` of all matches, overlapping ones too, sorted."""
        found = self._every.find_matches_as_indexes(text, overlapping=True)
        return sorted((start, end, self._words[index]) for index, start, end in found)

    def present(self, text: str) -> frozenset[str]:
        """Return the words that stand anywhere in the text."""
        found = self._every.find_matches_as_strings(text, overlapping=True) if self._words else ()
        return frozenset(found)

    def is_met(self, text: str) -> bool:
        """Tell whether any of the words stands anywhere in the text."""
        return bool(self._words and self._every.find_matches_as_indexes(text))

    @cached_property
    def _longest(self) -> AhoCorasick:
        return AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _every(self) -> AhoCorasick:
        return AhoCorasick(self._words, matchkind=MatchKind.Standard)
