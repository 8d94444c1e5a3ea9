"""Who wrote and who published a work, by where the fields of its reference stand."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.names.body_names import PERIODICAL
from kg.extraction.references.bibliography_names import (
    is_body,
    is_capital,
    is_person,
    is_town,
    people,
)
from kg.extraction.words.wordlists import read
from kg.text.folding import fold

# Of volume, number and page.
_NUMBERS = re.compile(r"^\d+\s+(?=\D)|[*_]?\s+\d+\s?\(\d+\)[\d–:, -]*$|\s+\d[\d–-]*$")
_COLON = re.compile(r"\s*[:：][\s\0]")  # authors, and then the title
_MOST_AGENTS = 4


@cache
def _writers() -> re.Pattern[str]:
    words = read().any_of("generic", "writers")
    return re.compile(rf"(?:{words})\s*[:：]?\s*(?=\w)", re.IGNORECASE)


def _unrolled(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without what says that a writer follows, if it is a name without it."""
    role = _writers().match(fold(text), start, end)
    return (role.end(), end) if role and is_person(text[role.end() : end]) else (start, end)


def agents(
    text: str,
    before: Sequence[tuple[int, int]],
    after: Sequence[tuple[int, int]],
    is_published: bool = False,
) -> Iterator[tuple[str, int, int]]:
    """Yield authors and publisher, with their places, by where they stand to the title.

    ``before`` and ``after`` are the fields there; ``is_published`` where the publisher is known.

    Who stands before it is its author, unless that is a body and nobody follows. What follows is
    the publisher first, then the author; a person before a body is the author.
    """
    by_body = any(is_body(text[slice(*place)]) for place in before)
    by_office = len(before) == 1 and not is_person(text[slice(*before[0])])  # Eurostat
    if (by_body or by_office) and len(after) == 1 and is_town(text[slice(*after[0])]):
        after = []  # where the body has it printed
    is_followed = bool(after) or is_published or (by_office and not by_body)
    after = [_unrolled(text, *place) for place in after if not is_capital(text[slice(*place)])]
    colon = bool(before) and _COLON.match(text, before[-1][1])
    publisher = "taken" if is_published else ""
    for start, end in before:
        words = text[start:end]
        is_paper = PERIODICAL.search(fold(words))  # 某日报：《…》
        author = (colon and not is_paper) or is_person(words) or (len(before) == 1 and is_followed)
        publisher = publisher if author else words
        for first, last in people(text, start, end) if author else [(start, end)]:
            role = "dct:creator" if author else "dct:publisher"
            yield role, first, last
    named = [is_person(text[start:end]) for start, end in after[:_MOST_AGENTS]]
    for number, (start, end) in enumerate(after[:_MOST_AGENTS]):
        first_of_two = number == 0 and named[:2] == [True, False]
        if named[number] and (publisher or first_of_two):
            yield "dct:creator", start, end
        elif not publisher:
            publisher = text[start:end]
            trimmed = _NUMBERS.sub("", publisher)
            start += publisher.index(trimmed)
            end = start + len(trimmed)
            yield "dct:publisher", start, end
