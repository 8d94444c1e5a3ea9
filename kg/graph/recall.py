"""Quads become facts again: the inverse of stating them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from kg.graph.statements import merge
from kg.graph.triples import CLASSES, SURVEY
from kg.model.currencies import is_currency
from kg.model.fact import Evidence, Fact
from kg.model.mention import Band, Entity, Qualifier, Quantity
from kg.model.span import Span
from kg.model.terminology import Label
from kg.settings import Settings
from kg.vocabulary import KG, OA, RDF, SKOS, compact

_KINDS = {class_: kind for kind, class_ in CLASSES.items()}
_THINGS = frozenset({RDF.subject, RDF.object, KG.observedFor, KG.speaker})

_Term = NamedNode | BlankNode | Literal | Triple
_Subject = NamedNode | BlankNode | Triple
_Index = dict[_Subject, dict[NamedNode, list[_Term]]]


def recall(quads: Iterable[Quad], settings: Settings) -> list[Fact]:
    """Return the facts that the graphs of one document state, in canonical form and order.

    ``quads`` are those of ``doc/<slug>`` and ``candidates/<slug>``, and of ``names`` for the
    labels of curated names (without them, a curated name has only the labels that its document
    adds, or failing those the end of its identifier).
    """
    return merge(_Reader(quads, settings).facts())


def stored(store: Store, settings: Settings) -> Iterator[tuple[str, str, list[Fact]]]:
    """Yield the name, the IRI and the facts of every document in a store, in order of name."""
    documents = [
        (quad.object.value, quad.graph_name)
        for quad in store.quads_for_pattern(None, KG.fileName, None)
        if isinstance(quad.object, Literal)
        and isinstance(quad.graph_name, NamedNode)
        and quad.subject == quad.graph_name
        and Quad(quad.subject, RDF.type, KG.Document, quad.graph_name) in store
    ]
    for name, node in sorted(documents, key=lambda pair: (pair[0], pair[1].value)):
        yield name, node.value, recall(_quads_of(store, node, settings), settings)


def _quads_of(store: Store, document: NamedNode, settings: Settings) -> list[Quad]:
    slug = document.value.removeprefix(settings.iri("doc/"))
    graphs = (document, NamedNode(settings.iri(f"candidates/{slug}")))
    quads = [q for graph in graphs for q in store.quads_for_pattern(None, None, None, graph)]
    things = {q.object for q in quads if q.predicate in _THINGS and isinstance(q.object, NamedNode)}
    names = NamedNode(settings.iri("names"))
    for thing in things:
        quads += store.quads_for_pattern(thing, None, None, names)
    return quads


class _Reader:
    """Looks up what the quads say of a node."""

    def __init__(self, quads: Iterable[Quad], settings: Settings) -> None:
        self._base = settings.base
        names = settings.iri("names")
        self._said: _Index = defaultdict(lambda: defaultdict(list))
        self._curated: _Index = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            curated = isinstance(quad.graph_name, NamedNode) and quad.graph_name.value == names
            index = self._curated if curated else self._said
            index[quad.subject][quad.predicate].append(quad.object)
        self._entities: dict[NamedNode, Entity] = {}

    def facts(self) -> list[Fact]:
        return [
            self._fact(node, _KINDS[type_])
            for node in list(self._said)
            for type_ in self._all(node, RDF.type)
            if isinstance(type_, NamedNode) and type_ in _KINDS
        ]

    def _fact(self, node: _Subject, kind: str) -> Fact:
        figure = kind == "quantity"
        indicator = self._node(node, KG.indicator if figure else RDF.predicate)
        speaker = self._node(node, KG.speaker)
        return Fact(
            kind=kind,
            subject=self._entity(self._subject(node, figure)),
            evidence=tuple(self._evidence(item) for item in self._all(node, KG.evidence)),
            rule=self._text(node, KG.rule),
            tier=self._text(node, KG.tier),
            predicate=compact(indicator.value) if indicator else "",
            object=self._object(node),
            quantity=self._quantity(node) if figure else None,
            measure=self._text(node, KG.measure),
            time=self._text(node, KG.time),
            dimension=self._dimension(node),
            modality=self._text(node, KG.modality) or "actual",
            speaker=self._entity(speaker) if speaker else None,
            band=self._band(node) if figure else None,
        )

    def _subject(self, node: _Subject, figure: bool) -> NamedNode:
        subject = self._node(node, KG.observedFor if figure else RDF.subject)
        if subject is None:
            raise ValueError(f"{node} is about nothing")
        return subject

    def _object(self, node: _Subject) -> Entity | str | None:
        for value in self._all(node, RDF.object):
            return self._entity(value) if isinstance(value, NamedNode) else _value(value)
        return None

    def _quantity(self, node: _Subject) -> Quantity:
        maximum = self._text(node, KG.maximum)
        return Quantity(
            value=Decimal(self._text(node, KG.minimum if maximum else KG.value)),
            unit=self._text(node, KG.unit),
            maximum=Decimal(maximum) if maximum else None,
            qualifier=Qualifier(self._text(node, KG.qualifier)),
            per=self._text(node, KG.per),
            noun=self._text(node, KG.noun),
            assumed=self._is_assumed(node, self._text(node, KG.unit)),
        )

    def _band(self, node: _Subject) -> Band | None:
        unit = self._text(node, KG.optionUnit)
        if not unit:
            return None
        low, high = (self._text(node, end) for end in (KG.optionMinimum, KG.optionMaximum))
        return Band(
            Decimal(low) if low else None,
            Decimal(high) if high else None,
            unit,
            self._is_assumed(node, unit),
        )

    def _is_assumed(self, node: _Subject, unit: str) -> bool:
        """Tell whether this unit is a currency that was assumed: a share in a band has none."""
        return is_currency(unit) and self._text(node, KG.currencyAssumed) == "true"

    def _dimension(self, node: _Subject) -> tuple[tuple[str, str], ...]:
        survey = [(key, _value(v)) for key, term in SURVEY.items() for v in self._all(node, term)]
        others = [
            (self._text(item, KG.key), self._text(item, KG.text))
            for item in self._all(node, KG.dimension)
            if isinstance(item, NamedNode)
        ]
        return tuple(sorted(survey + others))

    def _evidence(self, item: _Term) -> Evidence:
        if not isinstance(item, NamedNode):
            raise TypeError(f"{item} cannot be evidence")
        words = {
            predicate: _value(value)
            for selector in self._all(item, OA.hasSelector)
            for predicate in (OA.start, OA.end, OA.exact)
            if isinstance(selector, NamedNode)
            for value in self._all(selector, predicate)
        }
        span = Span(int(words[OA.start]), int(words[OA.end]))
        return Evidence(span, words[OA.exact], self._text(item, KG.role))

    def _entity(self, node: NamedNode) -> Entity:
        if node not in self._entities:
            self._entities[node] = self._read_entity(node)
        return self._entities[node]

    def _read_entity(self, node: NamedNode) -> Entity:
        own = _labels(self._said, node, SKOS.prefLabel)
        labels = (
            *_labels(self._curated, node, SKOS.prefLabel),
            *own,
            *_labels(self._curated, node, SKOS.altLabel),
            *_labels(self._said, node, SKOS.altLabel),
        )
        id_ = node.value.removeprefix(self._base)
        labels = labels or (Label(id_.rpartition("/")[2]),)
        types = (compact(t.value) for t in self._all(node, RDF.type) if isinstance(t, NamedNode))
        return Entity(id_, labels, tuple(types), known=not own)

    def _all(self, node: _Subject, predicate: NamedNode) -> list[_Term]:
        return self._said[node].get(predicate, []) if node in self._said else []

    def _text(self, node: _Subject, predicate: NamedNode) -> str:
        return next((_value(item) for item in self._all(node, predicate)), "")

    def _node(self, node: _Subject, predicate: NamedNode) -> NamedNode | None:
        return next((n for n in self._all(node, predicate) if isinstance(n, NamedNode)), None)


def language_tag(tag: str) -> str:
    """Return a tag in its usual capitals, which the store lowers.

    >>> language_tag("zh-hant-hk")
    'zh-Hant-HK'
    """
    first, *rest = tag.split("-")
    capitals = {2: str.upper, 4: str.title}
    return "-".join([first, *(capitals.get(len(part), str)(part) for part in rest)])


def _value(item: _Term) -> str:
    return item.value if isinstance(item, Literal) else str(item)


def _labels(index: _Index, node: NamedNode, predicate: NamedNode) -> tuple[Label, ...]:
    literals = index[node].get(predicate, []) if node in index else []
    labels = (
        Label(item.value, language_tag(item.language or ""))
        for item in literals
        if isinstance(item, Literal)
    )
    return tuple(sorted(labels, key=lambda label: (label.language, label.text)))
