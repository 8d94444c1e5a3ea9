"""The data against its shapes: pyshacl's home.

A shape looks at what documents, names and imports say, each with its own graph's triples, and needs
of the ontology only which class is under which. What rules have inferred is left out: it types
things by the relations that they stand in, and would prove every relation right.

Blank nodes cross to rdflib as IRIs, so that a finding can name them when it comes back.
"""

import logging
import re
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    Store,
    Triple,
)

from kg.errors import OntologyError
from kg.graph import asserted, shape_files
from kg.graph.recall import language_tag
from kg.graph.shape_files import BLANK, called
from kg.graph.triples import CLASSES
from kg.resources import SHAPES
from kg.settings import Settings
from kg.vocabulary import KG, OA, RDF, RDFS, SH, SKOS

if TYPE_CHECKING:
    from rdflib import Graph

_DESCRIBED = (RDFS.subClassOf, RDFS.label, RDF.type)
# What the graph of a document says all about; of other things the names may know more.
_WHOLE = {*CLASSES.values(), OA.SpecificResource, OA.TextPositionSelector, OA.TextQuoteSelector}
_KNOWN = (RDF.type, SKOS.prefLabel)


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that is not as one shape wants it.

    ``severity`` is the local name of that of SHACL, ``shape`` the IRI of the node shape, ``thing``
    the focus node (an IRI, or ``_:…``), ``path`` the IRI of the property where it is one (that for
    which the shape looked at the thing, where the thing itself is wrong), ``value`` the offending
    term where there is one, and ``messages`` pairs of language and text.
    """

    severity: str
    shape: str
    component: str
    thing: str
    path: str
    value: str
    messages: tuple[tuple[str, str], ...]


def validate(
    store: Store, settings: Settings, graphs: Iterable[str] | None = None, shapes: Path = SHAPES
) -> list[Breach]:
    """Return what in the ``graphs`` breaks a shape, sorted; by default in all that say something.

    Each document is looked at by itself, with its candidates: two documents may state one fact in
    different tiers. Raises OntologyError with file and line where the shapes cannot be used.
    """
    from rdflib import Graph

    wanted = shape_files.read(shapes)
    owners, sought = shape_files.owners(wanted), shape_files.sought(wanted)
    shacl = Graph()
    _fill(shacl, shape_files.flat(wanted), owners)
    chosen = None if graphs is None else {NamedNode(graph) for graph in graphs}
    found: set[Breach] = set()
    for unit in _units(store, settings, chosen):
        data = Graph()
        _fill(data, chain(_terms(store, settings), _described(store, unit)))
        for breach in _breaches(_report(data, shacl, shapes), owners):
            found |= set(_by_relation(breach, sought.get(breach.shape, ()), data))
    return sorted(found, key=_order)


def _order(breach: Breach) -> tuple[str, ...]:
    return (breach.shape, breach.thing, breach.path, breach.value, str(breach.messages))


def _units(
    store: Store, settings: Settings, chosen: set[NamedNode] | None
) -> list[tuple[NamedNode, ...]]:
    """Return the graphs that say something, each with its candidates, in order.

    The names are looked at where a document or an import speaks of them: to look at thousands
    that nobody mentions takes longer than all the rest, and they are tested where they are made.
    """
    apart = {NamedNode(settings.iri(name)) for name in ("ontology", "links", "names")}
    prefixes = settings.iri("doc/"), settings.iri("candidates/")
    units: list[tuple[NamedNode, ...]] = []
    for graph in sorted(store.named_graphs(), key=str):
        if not isinstance(graph, NamedNode) or graph in apart or asserted.infers(graph):
            continue
        if asserted.asserts(graph) and (chosen is None or graph in chosen):
            units.append((graph, NamedNode(graph.value.replace(*prefixes, 1))))
    return units


def _terms(store: Store, settings: Settings) -> Iterator[Quad]:
    """Yield what shapes need of the ontology: its classes, and how its own terms are called."""
    ontology = NamedNode(settings.iri("ontology"))
    for predicate in _DESCRIBED:
        yield from store.quads_for_pattern(None, predicate, None, ontology)


def _described(store: Store, unit: Iterable[NamedNode]) -> Iterator[Quad]:
    """Yield what graphs say of things of the ontology, and what others know of these."""
    quads = [q for graph in set(unit) for q in store.quads_for_pattern(None, None, None, graph)]
    subjects = {quad.subject for quad in quads if _ours(quad)}
    quads = [quad for quad in quads if quad.subject in subjects]
    yield from quads
    nodes = subjects | {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
    whole = {quad.subject for quad in quads if quad.object in _WHOLE}
    for node in nodes - whole:
        for predicate in _KNOWN:
            yield from (
                quad
                for quad in store.quads_for_pattern(node, predicate, None)
                if isinstance(quad.graph_name, NamedNode)
                and asserted.asserts(quad.graph_name)
                and not asserted.infers(quad.graph_name)
            )


def _ours(quad: Quad) -> bool:
    """Tell whether a triple makes its subject something that shapes may be about."""
    kind = quad.object if quad.predicate == RDF.type else quad.predicate
    return isinstance(kind, NamedNode) and (
        kind.value.startswith((KG.iri, OA.iri)) or kind == SKOS.exactMatch
    )


def _fill(
    graph: "Graph", triples: Iterable[Triple | Quad], only: Container[str] | None = None
) -> None:
    """Add triples, with IRIs for their blank nodes, or for those that are in ``only``.

    Terms are handed over one by one: through N-Triples it takes twice as long.
    """
    from rdflib import BNode, URIRef
    from rdflib import Literal as Value

    known: dict[str, URIRef] = {}

    def converted(term: Any) -> Any:  # noqa: ANN401 (any term)
        if isinstance(term, Literal):
            language = term.language
            datatype = None if language else converted(term.datatype)
            return Value(term.value, lang=language, datatype=datatype)
        iri = called(term)
        if isinstance(term, BlankNode) and only is not None and iri not in only:
            return BNode(term.value)
        return known.get(iri) or known.setdefault(iri, URIRef(iri))

    for triple in triples:
        graph.add(
            (converted(triple.subject), converted(triple.predicate), converted(triple.object))
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Let rdflib not log about literals that are not of their type: the shapes tell."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _by_relation(breach: Breach, sought: Iterable[str], data: "Graph") -> Iterator[Breach]:
    """Yield a breach for each relation of the thing for which a shape found the thing wrong."""
    from rdflib import URIRef

    relations = [
        (path, str(value))
        for path in (sought if not (breach.path or breach.value) else ())
        for value in data.objects(URIRef(breach.thing), URIRef(path))
    ]
    for path, value in relations:
        yield replace(breach, path=path, value=_unnamed(value))
    if not relations:
        yield breach


def _report(data: "Graph", shacl: "Graph", file: Path) -> "Graph":
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError
    from rdflib import Graph

    try:
        with _quiet():
            _, report, text = pyshacl.validate(
                data, shacl_graph=shacl, inplace=True, inference="none", do_owl_imports=False
            )
    except (ReportableRuntimeError, AttributeError, TypeError, ValueError) as error:
        # The latter are what it says to a value of the wrong type in a shape.
        raise _unusable(file, str(error)) from error
    if not isinstance(report, Graph):  # pyshacl returns a failure in place of a report
        raise _unusable(file, text)
    return report


def _unusable(file: Path, reason: str) -> OntologyError:
    """Name the line of the shape that pyshacl complains of, if it says which one."""
    text = file.read_text(encoding="utf-8")
    first = reason.strip().splitlines()[0]
    for local in re.findall(r"[#/:]([A-Za-z]\w*)", reason):
        if place := re.search(rf"^kgs:{local}\s", text, re.MULTILINE):
            line = text.count("\n", 0, place.start()) + 1
            return OntologyError(f"{file}:{line}: {first}", "mend the shape")
    return OntologyError(f"{file}: {first}", "mend the shapes")


def _breaches(report: "Graph", owners: dict[str, str]) -> Iterator[Breach]:
    from rdflib import BNode, URIRef

    def one(node: Any, property_: NamedNode) -> str:  # noqa: ANN401 (rdflib's)
        terms = report.objects(node, URIRef(property_.value))
        return min((str(term) for term in terms if not isinstance(term, BNode)), default="")

    for result in set(report.objects(None, URIRef(SH.result.value))):
        shape, thing, value = (one(result, p) for p in (SH.sourceShape, SH.focusNode, SH.value))
        texts: Any = report.objects(result, URIRef(SH.resultMessage.value))
        if thing.startswith(KG.iri) and value.startswith(("http:", "https:", BLANK)):
            thing, value = value, ""  # from a term of the ontology to what it is used in
        yield Breach(
            severity=one(result, SH.resultSeverity).removeprefix(SH.iri),
            shape=owners.get(shape, shape),
            component=one(result, SH.sourceConstraintComponent),
            thing=_unnamed(thing),
            path=one(result, SH.resultPath),
            value=_unnamed(value) if value != thing else "",
            messages=tuple(sorted((language_tag(t.language or ""), str(t)) for t in texts)),
        )


def _unnamed(iri: str) -> str:
    return "_:" + iri.removeprefix(BLANK) if iri.startswith(BLANK) else iri
