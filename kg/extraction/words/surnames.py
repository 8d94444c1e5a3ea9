"""Chinese names of people: a surname of the list and one or two characters."""

import re
from functools import cache

from kg.extraction.words.ordinary import is_ordinary
from kg.extraction.words.wordlists import read

_HAN = re.compile(r"[\u3400-\u9fff]+")


def lengths(text: str, start: int) -> tuple[int, ...]:
    """Return the lengths that a name at ``start`` of folded ``text`` may have, the longer first."""
    single, compound = _surnames()
    given = _HAN.match(text, start, start + 4)
    room = given.end() - start if given else 0
    found: tuple[int, ...] = ()
    if text[start : start + 2] in compound:
        found = (4, 3)
    if text[start : start + 1] in single:
        found += (3, 2)
    return tuple(length for length in dict.fromkeys(found) if length <= room)


def is_name(text: str) -> bool:
    """Tell whether a whole folded text has the form of a Chinese name, and is no other word."""
    return len(text) in lengths(text, 0) and not is_word(text)


def is_word(text: str) -> bool:
    """Tell whether folded text that may have the form of a name is a word: 工程師安心.

    >>> is_word("安心"), is_word("安然")
    (True, False)
    """
    return text in _words() or is_ordinary(text)


@cache
def _words() -> frozenset[str]:
    lists = read()
    return frozenset((*lists.get("posts", "nobody"), *lists.get("surnames", "words")))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    lists = read()
    single = frozenset("".join(lists.get("surnames", "single")))
    return single, frozenset(lists.get("surnames", "compound") + lists.get("surnames", "japanese"))
