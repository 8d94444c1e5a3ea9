"""People whom a text introduces without a title right before their name.

A label says what they did (``執筆：甲、乙``); the line under a quotation says who spoke
(``—— 甲，某院院長``); a note says who somebody is (``甲係某所主任``); brackets hold the post
(``Jane Doe（某大學校長）``); and a Chinese title stands before a Latin name (``合夥人Jane Doe``).
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.names.boundaries import Landscape
from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.given_names import FULL
from kg.extraction.words.ordinary import is_listed
from kg.extraction.words.surnames import is_name
from kg.extraction.words.wordlists import read

_HAN_NAME = r"[\u3400-\u9fff]{2,4}"
_LONG = 3  # characters of a label that a Latin name may follow behind a blank, at least
_MEMBER = expression(rf"{_HAN_NAME}?(?![\u3400-\u9fff])|{_HAN_NAME}?(?=[和与及])")
_NEXT = expression(r"(?:\([^()\n]{1,8}\))?(?:\s?[、,;/]\s?|\s(?=[\u3400-\u9fff])|\s?[和与及]\s?)")
_CLAUSE = r"(?:^|(?<=[。;!?,\n*\s(”」』]))"
_WORDS = r"[^,。;:!?()\n]{0,28}?"


def find(land: Landscape) -> dict[tuple[int, int], str]:
    """Return where a folded text introduces people, and how (``title``, ``apposition``)."""
    text = land.text
    spans: dict[tuple[int, int], str] = {}
    for match in _label().finditer(text):
        for start, end in _listed(text, match.end()):
            spans[start, end] = "title"
    for match in _latin().finditer(text):
        if match["name"].split()[-1] not in _of_firms():  # 合夥人計劃 Harbour Partners
            spans[match.span("name")] = "title"
    if not land.titled:
        return spans  # all the others have a title
    spans |= dict.fromkeys(_beside_post(text), "apposition")
    for match in _bracketed().finditer(text):
        if match["latin"] or is_name(match["name"]):
            spans[match.span("name")] = "apposition"
    return spans


def _beside_post(text: str) -> Iterator[tuple[int, int]]:
    """Yield the Chinese names before a post, and those under a quotation."""
    for match in _apposed().finditer(text):
        if is_name(match["name"]) and not is_listed(match["name"][:2]):
            yield match.span("name")
    for match in _introduced().finditer(text):
        group = "under" if match["under"] else "told"
        if is_name(match[group]):
            yield match.span(group)


def _listed(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the Chinese names that a list begins with, one after the other."""
    while True:
        match = _MEMBER.match(text, at)
        if match is None or not is_name(match[0]):
            return
        yield match.span()
        gap = _NEXT.match(text, match.end())
        if gap is None:
            return
        at = gap.end()


@cache
def _of_firms() -> frozenset[str]:
    return frozenset(read().get("english", "trades") + read().get("english", "legal"))


@cache
def _titles() -> str:
    return read().any_of("posts", "titles")


@cache
def _label() -> re.Pattern[str]:
    labels = read().any_of("posts", "labels")
    return seldom(rf"(?<![\u3400-\u9fff])(?:(?:{labels})\s?[::/]|(?:{_titles()})\s?:)\s*")


@cache
def _introduced() -> re.Pattern[str]:
    """Return the pattern of a name under a quotation, and of a name and what that person is."""
    being = read().any_of("posts", "being")
    return expression(
        rf"(?:(?:^|[—–-]{{1,3}})\s*(?P<under>{_HAN_NAME}?)[,、 ]\s?{_WORDS}(?:{_titles()})\s*$"
        rf"|{_CLAUSE}(?P<told>{_HAN_NAME}?)(?:{being}){_WORDS}(?:{_titles()})(?=\s*$|[,。;)\n*]))"
    )


@cache
def _apposed() -> re.Pattern[str]:
    """Return the pattern of a full name that opens a sentence before its post: 某甲乙,某院院长."""
    return expression(
        rf"(?:^|(?<=[。;!?\n]))(?P<name>[\u3400-\u9fff]{{3,4}}),"
        rf"(?:现任|现为|时任|系)?[^,。;:!?()\n]{{4,28}}?(?:{_titles()})(?=[,。])"
    )


@cache
def _latin() -> re.Pattern[str]:
    labels = (label for label in read().get("posts", "labels") if len(label) >= _LONG)
    before = "|".join((_titles(), *sorted(labels, key=len, reverse=True)))
    courtesies = "|".join(map(re.escape, read().get("posts", "courtesies")))
    return seldom(
        rf"(?:{before})\s?[::]?\s?(?:(?:{courtesies}) ){{0,2}}(?P<name>{FULL})(?![A-Za-z])"
    )


@cache
def _bracketed() -> re.Pattern[str]:
    return expression(
        rf"(?P<name>(?P<latin>{FULL})|(?<![\u3400-\u9fff]){_HAN_NAME})\s?"
        rf"\({_WORDS}(?:{_titles()})\)"
    )
