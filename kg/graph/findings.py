"""What is found wrong in a graph, and the words in the documents that it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from kg.graph import asserted
from kg.graph.statements import STATING
from kg.vocabulary import DCT, KG, OA, RDF, RDFS, SKOS, compact

SEVERITIES = ("violation", "warning", "info")
ENGLISH = "en"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a document: ``text[start:end] == quote`` in code points, half-open.

    ``document`` is the file's name, ``source`` the IRI of the document, ``stretch`` that of the
    evidence.
    """

    document: str
    start: int
    end: int
    quote: str
    source: str
    stretch: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd.

    ``severity`` is one of ``SEVERITIES``; ``rule`` names the shape or guard (``shape:Person``,
    ``guard:part-over-whole``), ``origin`` is its IRI; ``thing`` is an IRI or ``_:…`` and ``label``
    what to call it; ``messages`` are pairs of language and text. ``places`` are where documents
    say it; where none does, ``graphs`` are those that hold it. ``relation`` tells the property and
    the value in words (``kg:worksFor Harbour Board``), where it is one that is wrong.
    """

    severity: str
    rule: str
    origin: str
    component: str
    thing: str
    label: str
    messages: tuple[tuple[str, str], ...]
    places: tuple[Place, ...] = ()
    graphs: tuple[str, ...] = ()
    path: str = ""
    value: str = ""
    relation: str = ""

    @property
    def message(self) -> str:
        """The message in English, or whichever there is."""
        texts = dict(self.messages)
        return texts.get(ENGLISH) or next(iter(texts.values()), "")

    @property
    def documents(self) -> frozenset[str]:
        """The IRIs of the documents, or failing those of the graphs, that it is found in."""
        return frozenset(place.source for place in self.places) or frozenset(self.graphs)


def order(finding: Finding) -> tuple[Any, ...]:
    """Return what findings are sorted by: severity, document, offset; then rule and thing."""
    first = finding.places[0] if finding.places else None
    place = (0, first.document, first.start, first.end) if first else (1, *finding.graphs[:1])
    what = (finding.rule, finding.thing, finding.path, finding.value, finding.messages)
    return (SEVERITIES.index(finding.severity), place, what)


class Locator:
    """Finds the words that a node of the graph comes from."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def places(self, nodes: Iterable[str]) -> tuple[Place, ...]:
        """Return the stretches that state any of the nodes: statements, evidence or its parts."""
        found = {place for node in nodes for place in self._places(node)}
        return tuple(sorted(found))

    def of_triple(self, subject: str, predicate: str, value: str) -> tuple[Place, ...]:
        """Return the stretches that state a relation."""
        facts = set(self._subjects(RDF.subject, subject)) & set(
            self._subjects(RDF.predicate, predicate)
        )
        if value:
            facts = {
                fact
                for fact in facts
                if any(_text(q.object) == value for q in self._quads(fact, RDF.object))
                or not self._quads(fact, RDF.object)
            }
        return self.places(fact.value for fact in facts)

    def of_thing(self, thing: str) -> tuple[Place, ...]:
        """Return the stretches that name a thing: the first in each document."""
        facts = [
            fact.value
            for fact in self._subjects(RDF.subject, thing)
            if self._quads(fact, RDF.type, KG.EntityStatement)
        ]
        facts += [fact.value for fact in self._subjects(KG.observedFor, thing)] if not facts else []
        first: dict[str, Place] = {}
        for place in self.places(facts):
            first.setdefault(place.source, place)
        return tuple(first.values())

    def about(self, thing: str) -> tuple[Place, ...]:
        """Return the stretches that say something about a thing, not only its name."""
        facts = {
            fact
            for role in (RDF.subject, RDF.object, KG.observedFor)
            for fact in self._subjects(role, thing)
            if not self._quads(fact, RDF.type, KG.EntityStatement)
        }
        return self.places(fact.value for fact in facts)

    def graphs(self, thing: str) -> tuple[str, ...]:
        """Return the graphs that describe a thing, those of inferences last."""
        if thing.startswith("_:"):
            return ()
        graphs = {
            quad.graph_name
            for quad in self._store.quads_for_pattern(NamedNode(thing), None, None, None)
            if isinstance(quad.graph_name, NamedNode)
        }
        return tuple(graph.value for graph in sorted(graphs, key=_inferred_last))

    def label(self, node: str) -> str:
        """Return what to call a node: its label, English first, or the end of its IRI."""
        if node.startswith("_:") or ":" not in node:
            return node
        for predicate in (SKOS.prefLabel, RDFS.label, DCT.title, KG.fileName):
            labels = [
                quad.object
                for quad in self._quads(NamedNode(node), predicate)
                if isinstance(quad.object, Literal)
            ]
            if labels:
                return str(min(labels, key=lambda la: (la.language != ENGLISH, la.value)).value)
        return compact(node)

    def subject(self, node: str) -> str:
        """Return the thing that a statement is about, or the node itself."""
        if not node.startswith("_:"):
            for predicate in (KG.observedFor, RDF.subject):
                for quad in self._quads(NamedNode(node), predicate):
                    return _text(quad.object)
        return node

    def _places(self, node: str) -> Iterator[Place]:
        if node.startswith("_:") or ":" not in node:
            return
        name = NamedNode(node)
        stretches = [q.object for q in self._quads(name, KG.evidence)]
        if stretches:
            stating = [s for s in stretches if self._role(s) in STATING]
            yield from self._read(stating or stretches)
            return
        if self._quads(name, OA.hasSource):
            yield from self._read([name])
        for used_by in (KG.dimension, KG.evidence):
            for fact in self._subjects(used_by, node):
                yield from self._places(fact.value)
        yield from self._read(self._subjects(OA.hasSelector, node))

    def _read(self, stretches: Iterable[Any]) -> Iterator[Place]:
        for stretch in stretches:
            words = {
                quad.predicate: _text(quad.object)
                for selector in self._quads(stretch, OA.hasSelector)
                for quad in self._quads(selector.object, None)
            }
            source = next((_text(q.object) for q in self._quads(stretch, OA.hasSource)), "")
            yield Place(
                self._file(source),
                _number(words.get(OA.start)),
                _number(words.get(OA.end)),
                words.get(OA.exact, ""),
                source,
                stretch.value,
            )

    def _file(self, source: str) -> str:
        if ":" not in source:
            return source
        names = [_text(q.object) for q in self._quads(NamedNode(source), KG.fileName)]
        return min(names, default=source)

    def _role(self, stretch: Any) -> str:  # noqa: ANN401 (any term)
        return next((_text(quad.object) for quad in self._quads(stretch, KG.role)), "")

    def _quads(
        self,
        subject: Any,  # noqa: ANN401 (any term)
        predicate: NamedNode | None,
        value: NamedNode | None = None,
    ) -> list[Any]:
        """Return what all graphs say, candidates too, each triple once and in order."""
        if isinstance(subject, Literal):
            return []
        quads = self._store.quads_for_pattern(subject, predicate, value, None)
        return sorted({quad.triple: quad for quad in quads}.values(), key=str)

    def _subjects(self, predicate: NamedNode, value: str) -> list[NamedNode]:
        if value.startswith("_:") or ":" not in value:
            return []
        quads = self._store.quads_for_pattern(None, predicate, NamedNode(value), None)
        found = {quad.subject for quad in quads}
        return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def _text(term: Any) -> str:  # noqa: ANN401 (any term)
    return str(term.value) if hasattr(term, "value") else str(term)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _inferred_last(graph: NamedNode) -> tuple[bool, str]:
    return asserted.infers(graph), graph.value
