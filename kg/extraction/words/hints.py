"""What the ontology says about names: the endings and head nouns that betray a class."""

from dataclasses import dataclass
from functools import lru_cache

from kg.extraction.words.automaton import Automaton
from kg.model.terminology import ClassTerm, Terminology

_HAN = "\u2e80"  # the letters before it are Latin ones (Université)


@dataclass(frozen=True)
class Hints:
    """The hints of all classes, each as word → CURIE of the class.

    ``endings`` are Chinese, ``english`` the head words of Latin names (``University``,
    ``Pass Scheme``); ``heads`` are the nouns that classify a list, of either language.
    ``bodies`` are the classes of organisations, ``places`` those of places; ``body_endings`` are
    the endings that the former have.
    A word that two classes claim belongs to the one declared first.
    """

    endings: dict[str, str]
    english: dict[str, str]
    heads: dict[str, str]
    bodies: frozenset[str]
    places: frozenset[str]
    body_endings: tuple[str, ...]
    ending_automaton: Automaton
    head_automaton: Automaton

    def ending(self, text: str) -> tuple[str, str, str] | None:
        """Return ``(class, longest ending, shortest ending)`` of a folded Chinese name."""
        found = [text[-n:] for n in range(1, min(len(text), 10) + 1) if text[-n:] in self.endings]
        return (self.endings[found[-1]], found[-1], found[0]) if found else None

    def head_word(self, words: list[str]) -> tuple[str, int] | None:
        """Return the class, and the number of words, of the English hint that ``words`` end in."""
        for count in range(min(3, len(words)), 0, -1):
            tail = words[-count:]
            for form in (" ".join(tail), " ".join(word.capitalize() for word in tail)):
                if form in self.english:
                    return self.english[form], count
        return None


@lru_cache(maxsize=4)
def of(terminology: Terminology) -> Hints:
    """Return the hints of a terminology, compiled once."""
    return _compile(tuple(terminology.classes.values()))


def _compile(classes: tuple[ClassTerm, ...]) -> Hints:
    endings: dict[str, str] = {}
    english: dict[str, str] = {}
    heads: dict[str, str] = {}
    for term in classes:
        for word in term.suffixes:
            (english if word[0] < _HAN else endings).setdefault(word, term.curie)
        for word in term.heads:
            heads.setdefault(word, term.curie)
    lineage = Terminology({term.curie: term for term in classes}).lineage
    bodies = frozenset(t.curie for t in classes if "kg:Organisation" in lineage(t.curie))
    places = frozenset(t.curie for t in classes if "kg:Place" in lineage(t.curie))
    ending_in = tuple(word for word, curie in endings.items() if curie in bodies)
    found = Automaton(endings), Automaton(heads)
    return Hints(endings, english, heads, bodies, places, ending_in, *found)
