"""Works and waters that a small noun behind a capitalised name shows: ``the Melk treatment works``.

The name may be that of a known place (``the Gdansk aquifer``) where the noun is one that a place
has only one of; else it is whatever has capitals, behind an article, a preposition or a label.
"""

import re
from collections.abc import Sequence
from functools import cache

from kg.extraction.names.identity import mention
from kg.extraction.words.expressions import seldom
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_SITE = "kg:Site"
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ian|ean|ese|ish|can|itch)")


def find(
    text: str, original: str, taken: Sequence[Mention], terminology: Terminology
) -> list[Mention]:
    """Return the sites among what a passage names so, in order.

    ``taken`` are the mentions found before; the places among them may be part of such a name, and
    anything else may not.
    """
    named = list(_named().finditer(text))
    if not named:
        return []
    places, others = set(), []
    for each in taken:
        entity = each.meaning
        if isinstance(entity, Entity) and terminology.is_a(entity.types, "kg:Place"):
            places.add((each.start, each.end))
        else:
            others.append(each)
    found = []
    for match in named:
        start, end = match.span("name")
        own = match["own"]
        placed = any(start <= a and b <= match.end("own") for a, b in places)
        clear = not any(each.start < end and start < each.end for each in others)
        if not match["before"] and " " not in own and own[1:].islower():
            continue  # Proposed dam: a capital because a line begins
        if clear and _is_own(own, placed=placed) and (not placed or match["noun"] in _single()):
            found.append(
                mention((start, end), (original[start:end],), _SITE, "landmark", terminology)
            )
    return found


def _is_own(words: str, *, placed: bool) -> bool:
    """Tell whether capitalised words may be the name of one thing: no opener, people or kind."""
    lists = read()
    first = words.split()[0]
    common = (
        *lists.get("english", "openers"),
        *lists.get("generic", "english"),
        *lists.get("generic", "acronyms"),
        *lists.get("english", "common"),
    )
    return placed or (first not in common and not _DEMONYM.fullmatch(first))


@cache
def _named() -> re.Pattern[str]:
    nouns = read().any_of("english", "landmarks")
    word = r"[A-Za-z]?[A-ZÀ-ÖØ-Þ][\w’'-]*"
    return seldom(
        rf"(?:(?P<before>\b(?:[Tt]he|at|from|near|to|above|beside|and|behind|: |['’]s) ?)"
        rf"|(?:^|[\n•–]) {{0,2}})"
        rf"(?P<name>(?P<own>{word}(?: {word}){{0,2}}) (?P<noun>{nouns}))\b(?! [a-z]*(?:er|or)s?\b)"
    )


@cache
def _single() -> frozenset[str]:
    return frozenset(read().get("english", "waters"))
