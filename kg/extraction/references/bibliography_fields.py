"""The fields of a reference: what stands between its separators."""

import re
from collections.abc import Iterator

from kg.extraction.references.bibliography_names import INVERTED, is_body, is_house, is_town

_CITY = re.compile(r"^(?:[A-Z][A-Za-z ]{2,20}|[\u3400-\u9fff]{2,4})\s*[:：]\s*(?=\S)")
_HARD = re.compile(r"\0+|[·•‧|｜;；—–]|\s-\s")
_SOFT = re.compile(
    r"．|,\s+(?!(?:[A-ZÀ-ÖØ-ÞĀ-Ž]\.|&|and\b|Jr|Inc|Ltd|LLC))|，|。|、|(?P<stop>\.)(?:\s+(?=\S)|$)"
)
_INITIAL = re.compile(
    r"(?:^|[\s,&.])[A-ZÀ-ÖØ-ÞĀ-Ž]$|\b(?:vol|no|pp?|ed|eds|dr|mr|ms|st|et al)$", re.IGNORECASE
)
_NOISE = re.compile(
    r"^(?:[\W\d_]*|(?:vol(?:ume)?|no|issue|pp?|ch(?:apter)?|第|页|頁)\W*[\d()–, -]+[期卷页頁]?"
    r"|doi\W*10\.\S*|(?:available (?:at|from)|url|doi|from|in|online|link|网址|链接|载于?)\W*)$",
    re.IGNORECASE,
)
PRINTED = re.compile(  # behind a title: who printed it where and when
    r"\([A-Z][^():\0]{1,30}:\s(?P<name>[^(),:\0]{2,40}),\s(?P<year>(?:19|20)\d\d)\)"
)
_LONG = 4  # words of what is no house
_EDGES = " \t\r\n\u00a0\u3000*_()（）[]<>《》〈〉:：.,，。．\"'“”‘"


def fields(text: str) -> list[tuple[int, int]]:
    """Return the places of the fields of an entry that say something, in order.

    What was taken from the entry before is blotted out with NUL characters.

    >>> entry = "Mei Wong. Harbour Jobs. vol. 3. Bay Press"
    >>> [entry[start:end] for start, end in fields(entry)]
    ['Mei Wong', 'Harbour Jobs', 'Bay Press']
    """
    return [(start, end) for start, end in _split(text) if not _NOISE.match(text[start:end])]


def _split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the fields of an entry: what stands between separators, trimmed."""
    cuts = [hard.span() for hard in _HARD.finditer(text)]
    inverted = INVERTED.match(text.lstrip("\0 "))
    first_stop = len(text) - len(text.lstrip("\0 ")) + inverted.end() if inverted else 0
    for soft in _SOFT.finditer(text, first_stop):
        before = text[: soft.start()].replace("\0", " ")
        if not (soft["stop"] and _INITIAL.search(before)):
            cuts.append(soft.span())
    start = 0
    for first, last in [*sorted(cuts), (len(text), len(text))]:
        part = text[start:first]
        trimmed = part.strip(_EDGES)
        if trimmed:
            begin = start + part.index(trimmed)
            city = _CITY.match(trimmed)
            if city and begin > first_stop and _is_house(trimmed[city.end() :], city[0]):
                begin, trimmed = begin + city.end(), trimmed[city.end() :]
            end = begin + len(trimmed)
            yield begin, end + _is_open(text, begin, end)
        start = max(start, last)


def _is_house(words: str, before: str) -> bool:
    """Tell whether what follows a colon is who has a work printed in the town before it.

    >>> _is_house("Quay Press", "Port Ellery: "), _is_house("Work on boats", "Nets and nights: ")
    (True, False)
    """
    town = is_town(before.strip(" :：")) or not before.isascii()
    return town and (is_body(words) or is_house(words) or len(words.split()) < _LONG)


def _is_open(text: str, start: int, end: int) -> bool:
    """Tell whether the next character closes what a trimmed field left open."""
    field_, following = text[start:end], text[end : end + 1]
    if following == ")":
        return field_.count("(") > field_.count(")")
    return following == "." and bool(re.search(r"[\s.][A-ZÀ-ÖØ-ÞĀ-Ž]$", field_))
