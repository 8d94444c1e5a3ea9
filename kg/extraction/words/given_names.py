"""Whether a Latin name is rather a person's: it begins with a given name of the list."""

import re
from functools import cache

from kg.extraction.words.wordlists import read

WORD = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ’'-]{0,30}[a-zà-ɏ]"
"""One word of a Latin name of a person, as the source of an expression."""

PARTICLE = "(?:van|von|de|der|den|del|della|di|da|dos|du|bin|binti|al|ter|la)"
"""What joins the words of such a name: Anna van der Meer."""

FULL = rf"{WORD}(?: (?:{PARTICLE} ){{0,2}}(?:[A-Z]\.|{WORD})){{1,3}}"
"""Such a name of two to four words or initials."""


_SYLLABLE = "(?:[bcdfghjklmnpqrstwxyz]{0,2}[aeiou]{1,3}(?:ng|n|m|h|k|t|p|l)?|tsz|ng)"
_SYLLABLES = re.compile(rf"(?=[A-Z])(?=.{{6}})(?i:{_SYLLABLE})-(?i:{_SYLLABLE})")


def is_given(word: str) -> bool:
    """Tell whether a Latin word is a given name of the list.

    So are two syllables of a Chinese or Korean name.

    >>> [is_given(word) for word in ("Astrid", "Kestrel", "Wai-lun", "Hye-Jin", "Pre-school")]
    [True, False, True, True, False]
    """
    return word in _given() or _SYLLABLES.fullmatch(word) is not None


def is_personal(first: str) -> bool:
    """Tell whether a run of words that begins so is a person's name: a given name or a courtesy."""
    return is_given(first) or first == "Professor" or first in read().get("posts", "courtesies")


@cache
def _given() -> frozenset[str]:
    return frozenset(read().get("given_names", "latin"))
