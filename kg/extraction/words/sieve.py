"""What a text cannot hold is not looked for in it.

Most forms need a word that most texts lack: a month's name, 第, a currency. All those words are
looked up at once, and only the forms that have theirs are tried, and compiled.
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from typing import Generic, TypeVar

from kg.extraction.words.automaton import Automaton
from kg.extraction.words.literals import Needs, caseless, needs
from kg.extraction.words.wordlists import filled

_T = TypeVar("_T")


class Sieve(Generic[_T]):
    """Regular expressions, each with what it stands for, of which few may be found in a text.

    >>> sieve = Sieve([("[年月]", "date"), ("(?i)no[ ]|第.{1,3}[名位]", "rank"), (".", "any")])
    >>> [[name for _, name in sieve.kept(text)] for text in ("第3位", "NO 3", "3月", "3家")]
    [['rank', 'any'], ['rank', 'any'], ['date', 'any'], ['any']]
    """

    def __init__(self, forms: Iterable[tuple[str, _T]], flags: int = 0) -> None:
        self._flags = flags
        self._sources = tuple(forms)
        self._compiled = cache(re.compile)
        self._having = lru_cache(maxsize=4096)(self._choice)

    def kept(self, text: str) -> tuple[tuple[re.Pattern[str], _T], ...]:
        """Return, in their order, the forms that the text may hold."""
        exact, folded = self._automata
        return self._having(exact.present(text), folded.present(caseless(text)))

    def _choice(
        self, exact: frozenset[str], folded: frozenset[str]
    ) -> tuple[tuple[re.Pattern[str], _T], ...]:
        return tuple(
            (self._compiled(filled(source), self._flags), thing)
            for (source, thing), (needed, is_folded) in zip(self._sources, self._needs, strict=True)
            if not any(words.isdisjoint(folded if is_folded else exact) for words in needed)
        )

    @cached_property
    def _needs(self) -> list[tuple[Needs, bool]]:
        return [needs(filled(source), self._flags) for source, _ in self._sources]

    @cached_property
    def _automata(self) -> tuple[Automaton, Automaton]:
        exact, folded = (
            Automaton(
                word
                for needed, is_folded in self._needs
                for words in needed
                for word in words
                if is_folded is kind
            )
            for kind in (False, True)
        )
        return exact, folded
