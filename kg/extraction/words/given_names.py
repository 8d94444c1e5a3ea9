"""Whether a Latin name is rather a person's: it begins with a given name of the list."""

from functools import cache

from kg.extraction.words.wordlists import read

WORD = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ’'-]{0,30}[a-zà-ɏ]"
"""One word of a Latin name of a person, as the source of an expression."""

PARTICLE = "(?:van|von|de|der|den|del|della|di|da|dos|du|bin|binti|al|ter|la)"
"""What joins the words of such a name: Anna van der Meer."""

FULL = rf"{WORD}(?: (?:{PARTICLE} ){{0,2}}(?:[A-Z]\.|{WORD})){{1,3}}"
"""Such a name of two to four words or initials."""


def is_given(word: str) -> bool:
    """Tell whether a Latin word is a given name of the list.

    >>> is_given("Astrid"), is_given("Kestrel")
    (True, False)
    """
    return word in _given()


def is_personal(first: str) -> bool:
    """Tell whether a run of words that begins so is a person's name: a given name or a courtesy."""
    return is_given(first) or first == "Professor" or first in read().get("posts", "courtesies")


@cache
def _given() -> frozenset[str]:
    return frozenset(read().get("given_names", "latin"))
