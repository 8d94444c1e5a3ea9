"""The ontology and the known names: plain values for reading texts, quads for the store.

Files are Turtle. What a names file may say is in :mod:`.naming`; identifiers are made relative to
the base, so that a run may publish under another one.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.graph import naming
from kg.graph.described import Subject, read, subjects
from kg.model.terminology import ClassTerm, PropertyTerm, Terminology
from kg.resources import NAMES, ONTOLOGY
from kg.settings import DEFAULT_BASE, Settings
from kg.vocabulary import KG, OWL, RDFS, compact

_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


def terminology(ontology: Path = ONTOLOGY, names: Path = NAMES) -> Terminology:
    """Return the classes, properties and names that the files of two folders declare.

    ``ontology`` holds ``kg.ttl``, ``names`` any number of Turtle files. Names are in the order of
    their identifiers, those declared homonyms last. Raises :class:`~kg.errors.OntologyError` with
    file and line for broken Turtle, a name without a label or with an unknown class, a name that
    two files describe, and a label that two names share undeclared.
    """
    terms = subjects([ontology / "kg.ttl"])
    classes = {term.curie: term for term in _classes(terms)}
    properties = {term.curie: term for term in _properties(terms)}
    listed = naming.names(subjects(sorted(names.glob("*.ttl"))), terms, classes)
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

    for subject, predicate, object_, _ in read(file):
        value = object_ if isinstance(object_, Literal) else moved(object_)
        yield Quad(moved(subject), predicate, value, graph_name)


def _classes(terms: Iterable[Subject]) -> Iterator[ClassTerm]:
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


def _properties(terms: Iterable[Subject]) -> Iterator[PropertyTerm]:
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


def _english(term: Subject) -> str:
    labels = term.labels(RDFS.label.value)
    return next((label.text for label in labels if label.language == "en"), "")
