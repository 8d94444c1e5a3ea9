"""Words → the things that are called so, in whichever script they are written."""

import difflib
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import NotFound
from kg.settings import Settings
from kg.text.folding import fold
from kg.vocabulary import DCT, KG, SKOS

_NAMES = (SKOS.prefLabel, SKOS.altLabel, DCT.title, KG.fileName)
_SUGGESTED = 5


def find(store: Store, words: str, settings: Settings) -> list[NamedNode]:
    """Return what ``words`` name: an IRI, one relative to the base, a slug, or a name.

    Names are compared folded, so that either script and any case will do; several things may have
    one name. NotFound suggests the nearest names.
    """
    for iri in _iris(words, settings):
        if next(iter(store.quads_for_pattern(iri, None, None)), None) is not None:
            return [iri]
    named: dict[str, set[NamedNode]] = {}
    written: dict[str, str] = {}
    for property_ in _NAMES:
        for quad in store.quads_for_pattern(None, property_, None):
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
                folded = key(quad.object.value)
                named.setdefault(folded, set()).add(quad.subject)
                written[folded] = min(written.get(folded, quad.object.value), quad.object.value)
    found = named.get(key(words))
    if not found:
        close = ", ".join(written[name] for name in near(key(words), written))
        remedy = f"did you mean: {close}?" if close else "kg query places, firms … list names"
        raise NotFound(f"nothing is called {words!r}", remedy)
    return sorted(found, key=lambda node: node.value)


def key(name: str) -> str:
    """Return what two spellings of one name have in common.

    >>> key("經濟  合作") == key("经济 合作")
    True
    """
    return " ".join(fold(name).casefold().split())


def _iris(words: str, settings: Settings) -> Iterable[NamedNode]:
    candidates = [words] if ":" in words else [settings.iri(words), settings.iri(f"id/{words}")]
    for candidate in candidates:
        try:
            yield NamedNode(candidate)
        except ValueError:
            continue


def near(word: str, names: Iterable[str]) -> list[str]:
    """Return names that hold the word, shortest first, then those that are spelt alike."""
    known = sorted(names)
    holding = sorted((name for name in known if word and word in name), key=len)
    alike = difflib.get_close_matches(word, known, n=_SUGGESTED, cutoff=0.5)
    return list(dict.fromkeys([*holding, *alike]))[:_SUGGESTED]
