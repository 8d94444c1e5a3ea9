"""Words in a pattern: Latin ones are whole words, unless a group of the pattern goes on in them."""

import re
from functools import cache

from kg.extraction.patterns.pattern_pieces import check
from kg.text.folding import fold


def literal(word: str, source: str, start: int, end: int) -> str:
    """Return a regular expression for a folded word that stands in a range of a pattern."""
    before = _is_latin(word[:1]) and not _glued(source, start - 1, -1)
    behind = _is_latin(word[-1:]) and not _glued(source, end, 1)
    return _bounded(word, before, behind)


@cache  # most sets are asked for by many patterns
def any_of(words: tuple[str, ...]) -> str:
    """Return a regular expression for any word of a set, the longest first.

    >>> any_of(("推出", "launch", "launched"))
    '(?:(?<![a-z0-9])launched(?![a-z0-9])|(?<![a-z0-9])launch(?![a-z0-9])|推出)'
    """
    return f"(?:{'|'.join(_word(word) for word in sorted(words, key=lambda w: (-len(w), w)))})"


@cache
def words_in(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words if all are plain, else nothing."""
    if any(word.startswith("/") for word in words):
        return frozenset()
    return frozenset(fold(word).lower() for word in words)


def _word(word: str) -> str:
    if word.startswith("/"):
        check(word[1:-1])
        return fold(word[1:-1])
    word = fold(word).lower()
    return _bounded(word, _is_latin(word[:1]), _is_latin(word[-1:])).replace("\\ ", " ")


def _bounded(word: str, before: bool, behind: bool) -> str:
    return f"{'(?<![a-z0-9])' * before}{re.escape(word)}{'(?![a-z0-9])' * behind}"


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _glued(source: str, index: int, step: int) -> bool:
    """Tell whether a Latin word goes on at ``index``, past the brackets of a group.

    >>> _glued("invest(ed|s) in", 6, 1), _glued("invest(ed|s) in", 9, -1), _glued("(a|b) c", 2, 1)
    (True, True, False)
    """
    while 0 <= index < len(source):
        if source[index] == "|":
            index = _bracket(source, index, step)
        elif source[index] not in "()[]":
            return _is_latin(source[index])
        index += step
    return False


def _bracket(source: str, index: int, step: int) -> int:
    """Return the index of the bracket that closes the group around ``index``, in a direction."""
    opening, closing = ("([", ")]") if step > 0 else (")]", "([")
    depth = 0
    while 0 <= index < len(source) and depth >= 0:
        depth += (source[index] in opening) - (source[index] in closing)
        index += step
    return index - step
