r"""Regular expressions that cost nothing until a text comes that they may match.

There are many hundreds, few documents need a third of them, and compiling one takes milliseconds
where it has a range of characters: so each is compiled when first used. Searching a text for dozens
of words, at each of its places, takes longer than asking whether it has any of them: so of those
that are seldom found that is asked first.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, cast

from kg.extraction.words.automaton import Automaton
from kg.extraction.words.literals import caseless, needs, worth
from kg.extraction.words.wordlists import filled

_METHODS = tuple(name for name in dir(re.Pattern) if name[0] != "_" and name != "pattern")
_FEW = 12  # words that are looked for one by one in less time than all at once


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return what ``re.compile`` does, which is compiled when it is first used.

    What is wrong with the source is told then, too. Word lists that it names (``<file.name>``) are
    read then; its ``pattern`` is what was written, so it may be part of another source.

    >>> word = expression("[a-z]+")
    >>> word.pattern, word.findall("to be")
    ('[a-z]+', ['to', 'be'])
    >>> expression(r"[\d<numerals.digits>]+").findall("第三, 第12")
    ['三', '12']
    """
    return cast("re.Pattern[str]", _Expression(source, flags))


def seldom(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return the same, for what few texts match: most are refused by the words that they lack.

    >>> minister = seldom(r"\b(?:Ministers?|Secretary) (?:of|for) (?P<what>[A-Z]\w+)")
    >>> minister.search("Health for all"), minister.search("the Minister for Health")["what"]
    (None, 'Health')
    """
    return cast("re.Pattern[str]", _Seldom(source, flags))


class _Expression:
    """Has the methods of the compiled expression as its own, once it is compiled."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (what the compiled one has)
        compiled = re.compile(filled(self.pattern), self._flags)
        for method in _METHODS:
            vars(self).setdefault(method, getattr(compiled, method))
        return getattr(compiled, name)


class _Seldom:
    """Asks of a text whether it has what a match needs, before it is searched."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags
        self._told = "", False  # nothing that needs words matches an empty text

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._compiled.search(text, *bounds) if self._is_met(text) else None

    def match(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._compiled.match(text, *bounds) if self._is_met(text) else None

    def finditer(self, text: str, *bounds: int) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(text, *bounds) if self._is_met(text) else iter(())

    def _is_met(self, text: str) -> bool:
        """Tell whether a text may match; of one that is searched part by part it is asked once."""
        asked, told = self._told
        if asked is not text:
            told = self._may_match(text)
            self._told = text, told
        return told

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(filled(self.pattern), self._flags)

    @cached_property
    def _may_match(self) -> Callable[[str], bool]:
        """Tell of a text whether it has one of the words of that need which tells most."""
        needed, folded = needs(filled(self.pattern), self._flags)
        words = max(needed, key=worth)
        holds = _one_by_one(words) if len(words) <= _FEW else Automaton(words).is_met
        return (lambda text: holds(caseless(text))) if folded else holds


def _one_by_one(words: frozenset[str]) -> Callable[[str], bool]:
    def holds(text: str) -> bool:
        for word in words:  # noqa: SIM110 (any() takes thrice as long)
            if word in text:
                return True
        return False

    return holds
