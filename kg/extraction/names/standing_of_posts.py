"""Whether a post in a list is held: what a bracket, a heading or a cell says of its time.

``(resigned)`` and ``Former members`` are of the past; a term (``2015-2019``), its end and what is
yet to begin (``候任``) do not tell that anybody holds the post when the list is read.
"""

import re
from functools import cache
from itertools import chain

from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

PRESENT, PAST, UNTOLD = "present", "past", "untold"
_TERM = expression(
    r"\b(?:1[89]|20)\d\d\s?(?:[-–—至到]|to)\s?(?:(?:1[89]|20)?\d\d\b)|\bto (?:[A-Z][a-z]+ )?\d{4}\b"
    r"|至\s?(?:19|20)\d\d"
)
_LONGEST = 60  # characters of a heading or a cell that tells it


def standing(folded: str) -> str:
    """Tell of which time words about a post are.

    >>> [standing(words) for words in ("Chair", "Former Chair", "resigned", "2015-2019", "候任")]
    ['present', 'past', 'past', 'untold', 'untold']
    """
    if _signs("unsettled").search(folded) or _TERM.search(folded):
        return UNTOLD
    return PAST if _signs("once").search(folded) else PRESENT


def is_heading(folded: str) -> bool:
    """Tell whether a line may be the heading of a list.

    >>> is_heading("Former members"), is_heading("They served for years.")
    (True, False)
    """
    words = folded.strip()
    return 0 < len(words) <= _LONGEST and not words.endswith((".", "。", ";", ","))


def heading(folded: str) -> str:
    """Tell of which time the posts under a heading are: its first words say so.

    >>> heading("Former members"), heading("Committee"), heading("Notes on the former members")
    ('past', 'present', 'present')
    """
    words = folded.strip(" #*_:")
    said = next(chain(_signs("once").finditer(words), _signs("unsettled").finditer(words)), None)
    opens = said is not None and said.start() == 0 and len(words) <= _LONGEST
    return standing(words) if opens else PRESENT


def cell(folded: str) -> str:
    """Tell of which time a cell says that what is in its row is: a long one tells other things."""
    return standing(folded) if len(folded) <= _LONGEST else PRESENT


@cache
def _signs(name: str) -> re.Pattern[str]:
    words = read().any_of("posts", name)
    more = "|ex-(?!officio)" if name == "once" else ""
    return expression(rf"(?<![A-Za-z])(?:(?:{words})(?![A-Za-z]){more})", re.IGNORECASE)
