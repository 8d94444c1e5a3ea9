"""Who made and who published a document or a work that it cites, as things.

The layout names them as values (author, editor, publisher); each is also a thing that the document
names, unless its text names it anyway.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.extraction.words.hints import Hints, of
from kg.extraction.words.surnames import is_name
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Terminology
from kg.text.folding import fold

_MAKERS = ("dct:creator", "dct:contributor", "dct:publisher")
_PERSON, _BODY = "kg:Person", "kg:Organisation"
_WORDS = range(2, 5)  # of a person's Latin name


def named(
    facts: Iterable[Fact],
    resolve: Callable[[str], Entity | None],
    mint: Callable[[str, str], Entity],
    terminology: Terminology,
) -> Iterator[Fact]:
    """Yield one entity fact for each maker among ``facts`` that no entity fact is about yet.

    ``resolve`` gives the known thing that a text names, or None; ``mint`` makes one of a class.
    """
    facts = list(facts)
    met = {fact.subject.id for fact in facts if fact.kind == "entity"}
    hints = of(terminology)
    for fact in facts:
        name = fact.object
        if fact.kind != "document" or fact.predicate not in _MAKERS or not isinstance(name, str):
            continue
        shown = [e for e in fact.evidence if name in e.quote]
        thing = resolve(name) or mint(name, class_of(name, hints, fact.predicate))
        if shown and thing.id not in met:
            met.add(thing.id)
            nearest = min(shown, key=lambda e: len(e.quote))
            yield Fact("entity", thing, (replace(nearest, role="mention"),), "author")


def class_of(name: str, hints: Hints, predicate: str = "dct:creator") -> str:
    """Return the class of a maker by its name: a person, or a body of the kind that it says."""
    folded = fold(name)
    found = hints.ending(folded) or hints.head_word(folded.split())
    if found and found[0] in hints.bodies and len(folded) > len(found):
        return found[0]
    if predicate == "dct:publisher":
        return _BODY
    latin = folded.isascii() or not any("\u3400" <= c <= "\u9fff" for c in folded)
    words = folded.split()
    person = (
        len(words) in _WORDS and all(w[0].isupper() for w in words) if latin else is_name(folded)
    )
    return _PERSON if person else _BODY
