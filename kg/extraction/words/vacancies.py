"""Words in the place of a name that stand for nobody: ``To Be Confirmed``, ``待定``."""

import re
from functools import cache

from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read


def is_nobody(folded: str) -> bool:
    """Tell whether words say that no one is named there.

    >>> [is_nobody(words) for words in ("To Be Confirmed", "Position Vacant", "Ada Lowe")]
    [True, True, False]
    """
    return _nobody().search(folded) is not None


def has_plain_word(folded: str) -> bool:
    """Tell whether one of the words of a Latin name is one that names are not made of.

    >>> has_plain_word("Local Resident"), has_plain_word("Ada Lowe")
    (True, False)
    """
    return any(word in _plain() for word in re.split(r"[\s-]+", folded))


@cache
def _nobody() -> re.Pattern[str]:
    words = read().any_of("posts", "vacancies")
    return expression(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", re.IGNORECASE)


@cache
def _plain() -> frozenset[str]:
    lists = read()
    return frozenset(
        word
        for file, name in (("generic", "english"), ("english", "common"), ("english", "openers"))
        for word in lists.get(file, name)
    )
