"""Which words are ordinary: a name made of nothing else is a description."""

import re
from functools import cache

from kg.extraction.words.wordlists import read

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.+-]*")
_LINKS = frozenset(" 及和与、·-/+&")
_LONGEST = 8
_SHORT = 3


def is_ordinary(phrase: str) -> bool:
    """Tell whether a folded phrase is made of ordinary words only; an empty one is.

    >>> is_ordinary("科技研究"), is_ordinary("松山湖材料"), is_ordinary("")
    (True, False, True)
    """
    words, length = _words(), len(phrase)
    reached = [True] + [False] * length
    for start in range(length):
        if reached[start]:
            reached[start + 1] |= phrase[start] in _LINKS
            for end in range(start + 1, min(start + _LONGEST, length) + 1):
                reached[end] |= phrase[start:end] in words
    return reached[length]


def is_astride(text: str, start: int, end: int) -> bool:
    """Tell whether the Chinese characters of the range are the edges of two other words.

    One listed word begins before the range and ends inside it, and another begins there and ends
    after it. Only names of two or three characters are looked at.

    >>> is_astride("形成都市圈", 1, 3), is_astride("形成成都经验", 2, 4)
    (True, False)
    """
    if not 2 <= end - start <= _SHORT or text[start].isascii():
        return False
    words = _dictionary()
    return any(
        any(text[at - n : at] in words for n in range(at - start + 1, min(at, _LONGEST) + 1))
        and any(text[at : at + n] in words for n in range(end - at + 1, _LONGEST + 1))
        for at in range(start + 1, end)
    )


def is_listed(word: str) -> bool:
    """Tell whether a Chinese word is in any list of words that are no names.

    >>> is_listed("东方"), is_listed("澄湖")
    (True, False)
    """
    return word in _dictionary()


def has_latin_name(phrase: str) -> bool:
    """Tell whether the phrase holds a Latin word that is no common acronym.

    >>> has_latin_name("AI企業"), has_latin_name("鵬程II平台")
    (False, True)
    """
    acronyms = _acronyms()
    return any(word not in acronyms for word in _LATIN.findall(phrase))


@cache
def _words() -> frozenset[str]:
    return frozenset(read().get("generic", "words")) | _acronyms()


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(read().get("generic", "acronyms"))


@cache
def _dictionary() -> frozenset[str]:
    """Return every Chinese word of the lists that is no name."""
    lists = read()
    words = set(lists.get("generic", "words"))
    for name in ("closed", "verbs", "protected", "unnamed", "edges"):
        words.update(lists.get("boundaries", name))
    return frozenset(word for word in words if len(word) > 1 and not word.isascii())
