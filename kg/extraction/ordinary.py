"""Which words are ordinary: a name made of nothing else is a description."""

import re
from functools import cache

from kg.extraction.wordlists import read

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.+-]*")
_LINKS = frozenset(" 及和与、·-/+&")
_LONGEST = 8


def is_ordinary(phrase: str) -> bool:
    """Tell whether a folded phrase is made of ordinary words only; an empty one is.

    >>> is_ordinary("科技研究"), is_ordinary("松山湖材料"), is_ordinary("")
    (True, False, True)
    """
    words = _words()
    reached = {0}
    for end in range(1, len(phrase) + 1):
        linked = phrase[end - 1] in _LINKS and end - 1 in reached
        if linked or any(
            end - n in reached and phrase[end - n : end] in words for n in range(1, _LONGEST + 1)
        ):
            reached.add(end)
    return len(phrase) in reached


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
