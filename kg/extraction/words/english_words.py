"""Whether a Latin word is one of the English language, by a dictionary of words in use."""

import re
from functools import cache

from spellchecker import SpellChecker

_PART = re.compile(r"[a-zà-ɏ]+")
_BRITISH = (  # how the dictionary spells: labor, organize, center
    (re.compile("our"), "or"),
    (re.compile("(?<=[a-z]{2})([iy])s(?=(?:e[drs]?|es|ing|ation|ations)$)"), r"\1z"),
    (re.compile("re(?=s?$)"), "er"),
    (re.compile("ll(?=(?:ed|ing|ers?)$)"), "l"),
    (re.compile("ae|oe"), "e"),
    (re.compile("mme(?=s?$)"), "m"),
)
_DERIVED = re.compile(
    "(?:i[sz]ations?|i[sz]e[ds]?|i[sz]ing|ness|ly|less|ful|able|ism|ists?|ships?|wide|wise|['’]?s)$"
)
_DEMONYM = re.compile("(?:[aei]ans?|ese|ish|ers)$")
_PREFIX = re.compile(
    "^(?:re|un|non|pre|co|sub|inter|multi|micro|bio|cyber|over|under|de)(?=[a-z]{4})"
)


def is_english(word: str) -> bool:
    """Tell whether each part of a word is in the dictionary, in any spelling or derived.

    >>> [is_english(word) for word in ("Harbour", "Tokenisation", "Co-operatives", "Kestrex")]
    [True, True, True, False]
    """
    return all(_is_known(part) for part in _PART.findall(word.lower()))


def is_demonym(word: str) -> bool:
    """Tell whether a word may say who is from somewhere, by its ending.

    >>> is_demonym("Australians"), is_demonym("Heron")
    (True, False)
    """
    return _DEMONYM.search(word) is not None


@cache
def _is_known(part: str) -> bool:
    if len(part) <= 1 or part in _dictionary():
        return True
    for spelling, usual in _BRITISH:
        respelled = spelling.sub(usual, part)
        if respelled != part and respelled in _dictionary():
            return True
    stem = _DERIVED.sub("", _PREFIX.sub("", part))
    return stem != part and len(stem) > 2 and (stem in _dictionary() or f"{stem}e" in _dictionary())


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en", distance=1)
