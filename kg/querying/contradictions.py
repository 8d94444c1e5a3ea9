"""What clashes, in words: the facts with the sentences that state them, and the axioms."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg.graph.clashes import Clash
from kg.graph.consistency import Finding
from kg.querying.axioms import in_words
from kg.querying.grounds import name
from kg.querying.sources import Source, sources


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot all hold.

    ``title`` is empty, or the class that can have no members; ``facts`` are what is stated, with
    who states it; ``axioms`` what the ontology says. ``minimal`` tells whether all of it is needed.
    """

    title: str
    facts: tuple[tuple[str, tuple[Source, ...]], ...]
    axioms: tuple[str, ...]
    minimal: bool


def contradictions(store: Store, finding: Finding) -> Iterator[Contradiction]:
    """Yield what was found to clash."""
    for clash in finding.clashes:
        yield _told(store, "", clash)
    for class_, clash_ in finding.empty:
        yield _told(store, _empty(store, class_), clash_ or Clash((), (), minimal=True))


def _empty(store: Store, class_: NamedNode) -> str:
    return f"nothing can be of the class {name(store, class_)}"


def _told(store: Store, title: str, clash: Clash) -> Contradiction:
    return Contradiction(
        title,
        tuple((in_words(store, [fact]), tuple(sources(store, fact))) for fact in clash.facts),
        tuple(in_words(store, axiom) for axiom in clash.axioms),
        clash.minimal,
    )
