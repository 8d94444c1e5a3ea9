r"""What a regular expression needs: words without which no text matches it.

They are read off its syntax tree: ``(?:19|20)\d\d年?(?:初|底)`` needs ``19`` or ``20``, and ``初``
or ``底``. What is not understood, or too much to list, needs nothing.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Needs = tuple[frozenset[str], ...]
"""Of each of these sets of words one stands in any text that matches."""

_MOST = 512  # words of a set of alternatives
_WIDEST = 128  # letters of a class, and texts that two sets make together

_Node = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the texts that a node matches: all of them, or else what they need."""

    texts: frozenset[str] | None = None
    needs: Needs = ()

    def all_needs(self) -> Needs:
        """Return the needs, the texts among them where they are no empty ones."""
        if not self.texts or any(text.isspace() or not text for text in self.texts):
            return self.needs
        return (*self.needs, _least(self.texts))


_ANYTHING = _Known()
_NOTHING = _Known(frozenset({""}))


def needs(source: str, flags: int = 0) -> tuple[Needs, bool]:
    r"""Return what a text needs for the expression to be found in it, and whether in any case.

    Then the text must be made :func:`caseless` first, as the words are.

    >>> [sorted(words) for words in needs(r"第[ ]?\d+(?:届|季)(?!度)")[0]]
    [['第'], ['季', '届']]
    >>> [sorted(words) for words in needs(r"(?<=\bthe )\d+(?!th)")[0]]
    [['the ']]
    >>> needs(r"\d+|一"), needs("(?:Febr|Jan)uary") == needs("January|February")
    (((), False), True)
    """
    tree = _parser.parse(source, flags)
    folded = bool(tree.state.flags & re.IGNORECASE)
    return _Reader(caseless if folded else str).sequence(tree).all_needs(), folded


def texts(source: str) -> frozenset[str] | None:
    """Return every text that the expression matches, if they can be listed.

    >>> sorted(texts("approx|up(?: to)?") or ())
    ['approx', 'up', 'up to']
    """
    return _Reader(str).sequence(_parser.parse(source)).texts


@lru_cache(maxsize=64)  # many expressions are tried on one text
def caseless(text: str) -> str:
    """Return the text in the one case in which two that ``re.IGNORECASE`` takes for equal agree."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").casefold().replace("ı", "i")


def worth(words: frozenset[str]) -> tuple[int, int]:
    """Return how much a set of words tells: the long ones most, then the few.

    >>> sorted(max(frozenset({"年"}), frozenset({"截至", "直至"}), key=worth))
    ['截至', '直至']
    """
    return min(map(len, words)), -len(words)


def _least(texts: Iterable[str]) -> frozenset[str]:
    """Return the words without those that hold another of them."""
    least: list[str] = []
    for text in sorted(set(texts), key=lambda text: (len(text), text)):
        if not any(word in text for word in least):
            least.append(text)
    return frozenset(least)


def _joined(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """Return every text of the one followed by every text of the other, if they can be listed."""
    if one is None or other is None or len(one) * len(other) > _WIDEST:
        return None
    return frozenset(map("".join, product(one, other)))


class _Reader:
    """Reads a syntax tree; ``fold`` is done to every letter."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._readers: dict[Any, Callable[[Any], _Known]] = {
            _constants.LITERAL: lambda code: _Known(frozenset({fold(chr(code))})),
            _constants.IN: self._set,
            _constants.BRANCH: lambda held: self._branches(held[1]),
            _constants.SUBPATTERN: self._group,
            _constants.ATOMIC_GROUP: self.sequence,
            _constants.MAX_REPEAT: self._repeated,
            _constants.MIN_REPEAT: self._repeated,
            _constants.POSSESSIVE_REPEAT: self._repeated,
            _constants.AT: lambda _: _NOTHING,
            _constants.ASSERT_NOT: lambda _: _NOTHING,
        }

    def sequence(self, nodes: Iterable[_Node]) -> _Known:
        """Return what is known of texts that match one node after the other."""
        texts: frozenset[str] | None = frozenset({""})
        whole = True
        found: Needs = ()
        for kind, held in nodes:
            if kind is _constants.ASSERT:  # what must stand beside a match stands in the text
                found = (*found, *self.sequence(held[1]).all_needs())
                continue
            known = self._readers.get(kind, lambda _: _ANYTHING)(held)
            longer = _joined(texts, known.texts)
            if longer is None:
                found = (*found, *_Known(texts).all_needs(), *known.needs)
                whole, longer = False, known.texts
            texts = longer
        return _Known(texts, found) if whole else _Known(None, (*found, *_Known(texts).all_needs()))

    def _set(self, items: Iterable[_Node]) -> _Known:
        letters: set[str] = set()
        for kind, held in items:
            if kind is _constants.LITERAL:
                letters.add(self._fold(chr(held)))
            elif kind is _constants.RANGE and held[1] - held[0] < _WIDEST:
                letters.update(self._fold(chr(code)) for code in range(held[0], held[1] + 1))
            else:
                return _ANYTHING
        return _Known(frozenset(letters)) if len(letters) <= _WIDEST else _ANYTHING

    def _branches(self, branches: Iterable[Iterable[_Node]]) -> _Known:
        known = [self.sequence(branch) for branch in branches]
        if all(each.texts is not None for each in known):
            texts = frozenset().union(*(each.texts for each in known if each.texts))
            if len(texts) <= _MOST:
                return _Known(texts)
        needed = [each.all_needs() for each in known]
        if not all(needed):
            return _ANYTHING
        words = _least(word for each in needed for word in max(each, key=worth))
        return _Known(None, (words,)) if len(words) <= _MOST else _ANYTHING

    def _group(self, held: tuple[int, int, int, list[_Node]]) -> _Known:
        _, more, less, nodes = held
        return _ANYTHING if (more | less) & re.IGNORECASE else self.sequence(nodes)

    def _repeated(self, held: tuple[int, int, list[_Node]]) -> _Known:
        least, most, nodes = held
        known = self.sequence(nodes)
        if least == most == 1:
            return known
        if least:
            return _Known(None, known.all_needs())
        if most == 1 and known.texts is not None:
            return _Known(known.texts | {""})
        return _ANYTHING
