"""The known names: what a names file may say, and what it may not.

A names file describes things only (``kgr:`` stands for ``id/`` under the default base), each with a
class of the ontology and a ``skos:prefLabel``. Labels are in the three languages of the texts, or
without a language. A link to another data set (``skos:exactMatch``) says how it was verified. Two
things may share a label only where one is declared the ``kg:homonymOf`` of the other: otherwise a
text that uses it would be read wrongly, and nobody would know. Whatever is wrong is told with file,
line and remedy.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal

from kg.errors import OntologyError
from kg.graph.described import Subject
from kg.model.terminology import ClassTerm, Name
from kg.settings import DEFAULT_BASE
from kg.text.folding import fold
from kg.vocabulary import KG, OWL, RDF, SKOS, compact

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
_THINGS = DEFAULT_BASE + "id/"
_LABELS = (SKOS.prefLabel.value, SKOS.altLabel.value)
_TYPE, _HOMONYM, _MATCH = RDF.type.value, KG.homonymOf.value, SKOS.exactMatch.value
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)

_Fault = tuple[str, str, str]  # a word of the line that is wrong, what is wrong with it, a remedy


def names(
    things: Iterable[Subject], terms: Iterable[Subject], classes: dict[str, ClassTerm]
) -> tuple[Name, ...]:
    """Return what names files describe, in the order of identifiers, declared homonyms last.

    ``terms`` are those of the ontology, and ``classes`` its classes. Raises
    :class:`~kg.errors.OntologyError` for the first thing that is wrong.
    """
    listed = sorted(things, key=lambda thing: (_HOMONYM in thing.values, thing.iri))
    named = [(thing, _name(thing)) for thing in listed]
    properties = {term.iri for term in terms if term.is_a(*_PROPERTIES)}
    rules = _Rules(classes, frozenset(properties), {thing.iri: thing for thing in listed})
    for thing, name in named:
        for word, fault, remedy in rules.faults(thing, name):
            raise OntologyError(f"{thing.at(word)} {fault}", remedy)
    _refuse_shared_targets(listed)
    _refuse_clashes(named)
    return tuple(name for _, name in named)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What holds for each thing on its own."""

    classes: dict[str, ClassTerm]
    properties: frozenset[str]
    things: dict[str, Subject]

    def faults(self, thing: Subject, name: Name) -> Iterator[_Fault]:
        """Yield what is wrong with a thing, the most telling fault first."""
        yield from self._identifier(thing)
        yield from self._class(thing)
        yield from _labels(thing, name)
        yield from self._predicates(thing)
        yield from _links(thing)
        yield from self._homonym(thing)
        yield from self._references(thing)

    def _identifier(self, thing: Subject) -> Iterator[_Fault]:
        if thing.iri.startswith(KG.iri):
            yield "", "is a term of the ontology", "describe terms in kg.ttl, things under kgr:"
        elif thing.named and not thing.iri.startswith(_THINGS):
            yield "", f"is not under {_THINGS}", "use the prefix kgr: for what you name"

    def _class(self, thing: Subject) -> Iterator[_Fault]:
        types = [compact(node.value) for node in thing.of(_TYPE)]
        for unknown in [curie for curie in types if curie not in self.classes]:
            remedy = _nearest(unknown, self.classes, "use a class of kg.ttl")
            yield _local(unknown), f"has the unknown class {unknown}", remedy
        if not types:
            yield "", "has no class", "use a class of kg.ttl"

    def _predicates(self, thing: Subject) -> Iterator[_Fault]:
        for predicate in thing.values:
            if predicate != _TYPE and predicate not in self.properties:
                known = [compact(iri) for iri in sorted(self.properties)]
                curie = compact(predicate)
                remedy = _nearest(curie, known, "use a property of kg.ttl")
                yield _local(curie), f"has the unknown property {curie}", remedy

    def _homonym(self, thing: Subject) -> Iterator[_Fault]:
        for meant in thing.nodes(_HOMONYM):
            if meant in self.things and _HOMONYM in self.things[meant].values:
                remedy = "name the thing that is meant where a text does not say"
                yield "homonymOf", f"is a homonym of {_short(meant)}, itself a homonym", remedy

    def _references(self, thing: Subject) -> Iterator[_Fault]:
        for predicate in thing.values:
            for iri in thing.nodes(predicate):
                if iri.startswith(_THINGS) and iri not in self.things:
                    fault = f"has {_short(iri)} as {compact(predicate)}, which no file describes"
                    known = [known for known in self.things if known != thing.iri]
                    remedy = _nearest(iri, known, "describe it, or name another")
                    yield _local(iri), fault, remedy.replace(DEFAULT_BASE, "")


def _labels(thing: Subject, name: Name) -> Iterator[_Fault]:
    preferred = [one for one in thing.of(_LABELS[0]) if isinstance(one, Literal)]
    if not preferred:
        yield "", "has no label", "give it a skos:prefLabel"
    elif not thing.named:
        yield "", "has a label and no identifier", "write kgr: and a name for it"
    for label in name.labels:
        if not label.text.strip():
            yield '""', "has an empty label", "write the name, or drop the label"
        if label.language and label.language not in LANGUAGES:
            fault = f"has the label {label.text!r} in the language {label.language!r}"
            yield label.text, fault, f"write {' or '.join('@' + tag for tag in LANGUAGES)}"
    if len({one.language for one in preferred}) < len(preferred):
        remedy = "make all but one of them a skos:altLabel"
        yield "prefLabel", "has two preferred labels in one language", remedy


def _links(thing: Subject) -> Iterator[_Fault]:
    if len(thing.nodes(_MATCH)) < len(thing.of(_MATCH)):
        yield "exactMatch", "is matched with words", "write the IRI of the other thing"
    if thing.of(_MATCH) and not thing.of(KG.verifiedBy.value):
        remedy = "say how it was verified in kg:verifiedBy, or drop the link"
        yield "exactMatch", "has an exactMatch that nobody verified", remedy


def _refuse_shared_targets(things: Sequence[Subject]) -> None:
    owners: dict[str, Subject] = {}
    for thing in things:
        for target in thing.nodes(_MATCH):
            other = owners.setdefault(target, thing)
            if other is not thing:
                fault = f"and {other.id} are both matched with {target}"
                raise OntologyError(f"{thing.at('exactMatch')} {fault}", "only one of them is it")


def _refuse_clashes(named: Iterable[tuple[Subject, Name]]) -> None:
    """Refuse two things of one label, however it is spelt: texts are matched that way."""
    owners: dict[str, Subject] = {}
    for thing, name in named:
        for text in (label.text for label in name.labels):
            other = owners.setdefault(fold(text).casefold(), thing)
            if other is not thing and _meant(other) != _meant(thing):
                raise OntologyError(
                    f"{thing.at(text)} shares the label {text!r} with {other.id} "
                    f"of {other.at().removesuffix(f': {other.id}')}",
                    "drop it from one, or declare one the kg:homonymOf the other",
                )


def _meant(thing: Subject) -> str:
    """Return what is meant by its labels where a text does not say: itself, unless a homonym."""
    return next(iter(thing.nodes(_HOMONYM)), thing.iri)


def _name(thing: Subject) -> Name:
    labels = [label for predicate in _LABELS for label in thing.labels(predicate)]
    return Name(thing.id, tuple(labels), thing.curies(_TYPE))


def _nearest(curie: str, known: Iterable[str], otherwise: str) -> str:
    close = get_close_matches(curie, known, n=1, cutoff=0.8)
    return f"do you mean {close[0]}?" if close else otherwise


def _local(curie: str) -> str:
    return curie.replace("#", "/").replace(":", "/").rpartition("/")[2]


def _short(iri: str) -> str:
    return iri.removeprefix(DEFAULT_BASE)
