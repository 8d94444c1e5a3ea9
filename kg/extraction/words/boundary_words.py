"""The words that bound Chinese names, each with what it is to a name."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from kg.extraction.words.automaton import Automaton
from kg.extraction.words.wordlists import WordLists, read

_NAME_CHARACTER = re.compile(r"[\w&.@+'’-]")


class Kind(IntEnum):
    """What a character of the text is to a name."""

    PLAIN = 0
    STOP = 1  # punctuation, closed-class word, verb, date, quantity
    JOINT = 2  # a conjunction
    PLACE = 3
    BODY = 4  # an organisation or another thing with a name


@cache
def kind_of(character: str) -> Kind:
    """Return what a character is to a name by itself: part of one, or a stop."""
    return Kind.PLAIN if _NAME_CHARACTER.match(character) else Kind.STOP


@dataclass(frozen=True)
class BoundaryWords:
    """The compiled word lists: every boundary word with its kind."""

    kinds: dict[str, Kind]
    automaton: Automaton
    protected: Automaton
    unnamed: Automaton
    titles: Automaton
    nominal: frozenset[str]
    nominal_heads: tuple[str, ...]
    founding: tuple[str, ...]
    bodies: tuple[str, ...]
    behind: tuple[str, ...]
    styles: tuple[str, ...]
    initial: tuple[str, ...]
    within: tuple[str, ...]
    crossing: tuple[str, ...]
    leading: tuple[str, ...]


@cache
def boundary_words() -> BoundaryWords:
    """Return the boundary words of ``ontology/words``, compiled once."""
    return compiled(read())


def compiled(lists: WordLists) -> BoundaryWords:
    """Compile word lists; a protected word hides the shorter boundary words inside it."""
    kinds: dict[str, Kind] = {}
    for file, name, kind in (
        ("boundaries", "conjunctions", Kind.JOINT),
        ("boundaries", "closed", Kind.STOP),
        ("boundaries", "verbs", Kind.STOP),
        ("posts", "speech", Kind.STOP),
        ("boundaries", "protected", Kind.PLAIN),
    ):
        for word in lists.get(file, name):
            kinds.setdefault(word, kind)
    hiding = lists.get("boundaries", "protected") + lists.get("boundaries", "verbal")
    return BoundaryWords(
        kinds,
        Automaton(kinds),
        Automaton(hiding),
        Automaton(lists.get("boundaries", "unnamed")),
        Automaton(lists.get("posts", "titles")),
        frozenset(lists.get("boundaries", "nominal")),
        lists.get("boundaries", "nominal_heads"),
        lists.get("boundaries", "founding"),
        lists.get("generic", "bodies"),
        lists.get("boundaries", "behind"),
        *(
            lists.get("boundaries", name)
            for name in ("styles", "initial", "within", "crossing", "leading")
        ),
    )
