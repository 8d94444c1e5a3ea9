"""The ontology and the known names: plain values for reading texts, quads for the store.

Files are Turtle. A names file describes things only (``kgr:`` stands for ``id/`` under the default
base), each with a class of the ontology and a ``skos:prefLabel``; identifiers are made relative to
the base, so that a run may publish under another one. Two things may share a label only where one
is declared the ``kg:homonymOf`` of the other: otherwise a text that uses it would be read wrongly,
and nobody would know.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import OntologyError
from kg.graph.recall import language_tag
from kg.model.terminology import ClassTerm, Label, Name, PropertyTerm, Terminology
from kg.resources import NAMES, ONTOLOGY
from kg.settings import DEFAULT_BASE, Settings
from kg.vocabulary import KG, OWL, RDF, RDFS, SKOS, compact

_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
_tag = cache(language_tag)  # the parser lowers the tags, thousands of them
_TYPE, _HOMONYM = RDF.type.value, KG.homonymOf.value


@dataclass(slots=True)
class _Subject:
    """What a file says about one thing: its values by predicate, in the order of the file."""

    iri: str
    file: Path
    values: dict[str, list[NamedNode | Literal]] = field(default_factory=lambda: defaultdict(list))

    @property
    def id(self) -> str:
        return self.iri.removeprefix(DEFAULT_BASE)

    @property
    def place(self) -> str:
        """The file and line where it is described, for a person to go to."""
        local = re.escape(self.id.rpartition("/")[2])
        pattern = rf"^(?:kgr:{local}|<{re.escape(self.iri)}>)\s"
        text = self.file.read_text(encoding="utf-8")
        match = re.search(pattern, text, re.MULTILINE)
        line = f":{text.count(chr(10), 0, match.start()) + 1}" if match else ""
        return f"{self.file}{line}: {self.id}"

    @property
    def meant(self) -> str:
        """What is meant by its labels where a text does not say: itself, unless a homonym."""
        return self.values[_HOMONYM][0].value if _HOMONYM in self.values else self.iri

    def is_a(self, *types: NamedNode) -> bool:
        return any(node in self.values[_TYPE] for node in types)

    def curies(self, predicate: str) -> tuple[str, ...]:
        """Return the terms of the ontology and the datatypes among its values."""
        curies = [compact(node.value) for node in self.values[predicate]]
        return tuple(curie for curie in curies if curie.startswith(("kg:", "xsd:")))

    def texts(self, predicate: str) -> tuple[str, ...]:
        """Return its words, sorted."""
        return tuple(sorted(literal.value for literal in self.values[predicate]))

    def labels(self, predicate: str) -> list[Label]:
        """Return its labels."""
        literals = (value for value in self.values[predicate] if isinstance(value, Literal))
        return [Label(literal.value, _tag(literal.language or "")) for literal in literals]


def terminology(ontology: Path = ONTOLOGY, names: Path = NAMES) -> Terminology:
    """Return the classes, properties and names that the files of two folders declare.

    ``ontology`` holds ``kg.ttl``, ``names`` any number of Turtle files. Names are in the order of
    their identifiers, those declared homonyms last. Raises :class:`~kg.errors.OntologyError` with
    file and line for broken Turtle, a name without a label or with an unknown class, a name that
    two files describe, and a label that two names share undeclared.
    """
    terms = _subjects([ontology / "kg.ttl"])
    classes = {term.curie: term for term in _classes(terms)}
    properties = {term.curie: term for term in _properties(terms)}
    things = _subjects(sorted(names.glob("*.ttl")))
    things.sort(key=lambda thing: (_HOMONYM in thing.values, thing.id))
    listed = tuple(_name(thing, classes) for thing in things)
    _refuse_clashes(zip(things, listed, strict=True))
    return Terminology(classes, properties, listed)


def quads(settings: Settings, ontology: Path = ONTOLOGY, names: Path = NAMES) -> Iterator[Quad]:
    """Yield the ontology, its alignments and the names as quads, the same ones at each run.

    Their graphs are ``ontology``, ``links`` and ``names`` under the base of the settings, and the
    names' identifiers are moved to that base. Raises :class:`~kg.errors.OntologyError`.
    """
    yield from _in_graph(ontology / "kg.ttl", "ontology", settings)
    yield from _in_graph(ontology / "alignments.ttl", "links", settings)
    for file in sorted(names.glob("*.ttl")):
        yield from _in_graph(file, "names", settings)


def _in_graph(file: Path, graph: str, settings: Settings) -> Iterator[Quad]:
    graph_name = NamedNode(settings.iri(graph))
    blanks: dict[str, BlankNode] = {}

    def moved(node: NamedNode | BlankNode) -> NamedNode | BlankNode:
        if isinstance(node, BlankNode):
            # The parser draws a random label; a number in its place is the same at each run.
            return blanks.setdefault(node.value, BlankNode(f"{file.stem}-{len(blanks)}"))
        if node.value.startswith(DEFAULT_BASE):
            return NamedNode(settings.iri(node.value.removeprefix(DEFAULT_BASE)))
        return node

    for subject, predicate, object_, _ in _read(file):
        value = object_ if isinstance(object_, Literal) else moved(object_)
        yield Quad(moved(subject), predicate, value, graph_name)


def _read(file: Path) -> list[Any]:
    try:
        return list(parse(path=file, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"{file}:{error.lineno}: {error.msg}", "mend the Turtle") from error
    except OSError as error:
        raise OntologyError(f"{file}: {error}", "is the folder complete?") from error


def _subjects(files: Iterable[Path]) -> list[_Subject]:
    found: dict[str, _Subject] = {}
    for file in files:
        for quad in _read(file):
            iri = quad.subject.value
            subject = found.get(iri)
            if subject is None:
                found[iri] = subject = _Subject(iri, file)
            elif subject.file is not file:
                raise OntologyError(f"{subject.place} is described in {file} too", "join the two")
            subject.values[quad.predicate.value].append(quad.object)
    return list(found.values())


def _classes(terms: Iterable[_Subject]) -> Iterator[ClassTerm]:
    for term in terms:
        curie = compact(term.iri)
        if curie.startswith("kg:") and term.is_a(OWL.Class):
            yield ClassTerm(
                curie,
                _english(term),
                term.curies(RDFS.subClassOf.value),
                term.texts(KG.suffixHint.value),
                term.texts(KG.headHint.value),
            )


def _properties(terms: Iterable[_Subject]) -> Iterator[PropertyTerm]:
    """Yield our properties, those of Dublin Core that have a range here, and the indicators."""
    for term in terms:
        curie = compact(term.iri)
        if not curie.startswith(("kg:", "dct:")) or term.is_a(OWL.Class):
            continue
        indicator = term.is_a(KG.Indicator)
        reach = ("xsd:decimal",) if indicator else term.curies(RDFS.range.value)
        if reach or term.is_a(*_PROPERTIES):
            domain = "".join(term.curies(RDFS.domain.value)[:1])
            yield PropertyTerm(curie, _english(term), domain, "".join(reach[:1]), indicator)


def _english(term: _Subject) -> str:
    labels = term.labels(RDFS.label.value)
    return next((label.text for label in labels if label.language == "en"), "")


def _name(thing: _Subject, classes: dict[str, ClassTerm]) -> Name:
    types = thing.curies(_TYPE)
    unknown = [curie for curie in types if curie not in classes]
    if unknown or not types:
        what = f"the unknown class {unknown[0]}" if unknown else "no class"
        raise OntologyError(f"{thing.place} has {what}", "use a class of kg.ttl")
    labels = thing.labels(SKOS.prefLabel.value)
    if not labels:
        raise OntologyError(f"{thing.place} has no label", "give it a skos:prefLabel")
    return Name(thing.id, (*labels, *thing.labels(SKOS.altLabel.value)), types)


def _refuse_clashes(names: Iterable[tuple[_Subject, Name]]) -> None:
    owners: dict[str, _Subject] = {}
    for thing, name in names:
        for label in name.labels:
            other = owners.setdefault(label.text, thing)
            if other is not thing and other.meant != thing.meant:
                raise OntologyError(
                    f"{thing.place} shares the label {label.text!r} with {other.id}",
                    "drop it from one, or declare one the kg:homonymOf the other",
                )
