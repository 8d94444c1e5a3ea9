"""Industries and occupations that show by their ending: 某某业, 某某工程师.

They are no names but noun phrases, so both sides must be a boundary: the whole phrase counts
(``住宿服務業的空缺``), and a word that only ends so (企業, 畢業) does not.
"""

import re
from functools import cache

from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.identity import mention
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_LONGEST = 8  # characters of a phrase
_HAN = re.compile(r"[A-Z0-9]*[\u3400-\u9fff]+")


def find(land: Landscape, original: str, terminology: Terminology) -> list[Mention]:
    """Return the industries and occupations of a text that no name covers, in order."""
    found = []
    for match in _ending().finditer(land.text):
        span = (_begin(land, match.start()), match.end())
        curie = "kg:Sector" if match["sector"] else "kg:Occupation"
        if _is_phrase(land, *span, match[0]):
            label = (original[slice(*span)],)
            found.append(mention(span, label, curie, "ending", terminology))
    return found


@cache
def _ending() -> re.Pattern[str]:
    callings = read().any_of("generic", "callings")
    return re.compile(rf"(?P<sector>业)|(?:{callings})")


def _begin(land: Landscape, at: int) -> int:
    lowest = max(0, at - _LONGEST)
    while at > lowest and land.kinds[at - 1] is Kind.PLAIN:
        at -= 1
    return at


def _is_phrase(land: Landscape, start: int, end: int, ending: str) -> bool:
    text = land.text
    lists = read()
    phrase = text[start:end]
    core = phrase.removesuffix(ending)
    if len(core) < 2 or not _HAN.fullmatch(phrase) or land.overlaps(start, end):
        return False
    if phrase.endswith(lists.get("generic", "no_sectors")):
        return False
    if phrase.startswith(lists.get("generic", "vague")) or core in lists.get("generic", "rank"):
        return False
    closed = land.breaks(end) or text.startswith(lists.get("generic", "of_sectors"), end)
    return closed and (start == 0 or land.kinds[start - 1] is not Kind.PLAIN)
