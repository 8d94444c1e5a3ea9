"""Facts become quads: everything that one document says, in one named graph.

A relation is asserted as a plain triple, which is what people query, and described by a fact node
that carries its evidence. Only what the document itself asserts as actual becomes a plain triple:
not what it reports somebody to say, not what is planned, not a candidate. Candidates (tier C)
live in a graph of their own. Nothing is blank: every node is named after its content, so that two
runs give the same graph.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph import evidence
from kg.graph.evidence import Row
from kg.graph.periods import bounds
from kg.graph.posts import holdings
from kg.graph.statements import decimal_text, entities_of, merge, preferred_labels
from kg.graph.works import same_works
from kg.model.currencies import is_currency
from kg.model.document import Document
from kg.model.fact import Fact
from kg.model.mention import Band, Entity, Quantity
from kg.model.terminology import Label, Terminology
from kg.settings import Settings
from kg.vocabulary import DCT, KG, PROV, RDF, SKOS, XSD, expand

CLASSES = {
    "entity": KG.EntityStatement,
    "relation": KG.Statement,
    "quantity": KG.Observation,
    "document": KG.MetadataStatement,
}
SURVEY = {"question": KG.question, "option": KG.option, "group": KG.group}
IDEAS = ("kg:Concept", "kg:Proposition")  # what words alone can be; nobody is made of a phrase
_WORDS = {"value": KG.valueText, "time": KG.timeText}
_expand = cache(expand)
_NOTHING = Terminology()


def state(
    document: Document,
    facts: Iterable[Fact],
    settings: Settings,
    terminology: Terminology = _NOTHING,
    fingerprint: str = "",
) -> Iterator[Quad]:
    """State a document and its facts, in the same order for the same content.

    ``terminology`` tells literals from things by the range of a property, and which labels the
    ``names`` graph already has; ``fingerprint`` stands for all that the graph is derived from (by
    default the document's own hash).
    """
    statements = merge(facts)
    asserted = [fact for fact in statements if fact.tier != "C"]
    candidates = [fact for fact in statements if fact.tier == "C"]
    writer = _Writer(NamedNode(settings.iri(document.id)), settings, terminology)
    quads = dict.fromkeys(_in_graph(_describe(document, writer.document, fingerprint), document.id,
                                    settings))  # fmt: skip
    for triples in (
        writer.write(asserted), holdings(asserted, settings), same_works(asserted, settings)
    ):  # fmt: skip
        quads.update(dict.fromkeys(_in_graph(triples, document.id, settings)))
    graph = f"candidates/{document.slug}"
    quads.update(dict.fromkeys(_in_graph(writer.write(candidates), graph, settings)))
    yield from quads


@lru_cache(maxsize=4)
def _curated(terminology: Terminology) -> dict[str, frozenset[Label]]:
    """Return the labels of each known name."""
    return {name.id: frozenset(name.labels) for name in terminology.names}


def _in_graph(triples: Iterable[Triple | Row], graph: str, settings: Settings) -> Iterator[Quad]:
    name = NamedNode(settings.iri(graph))
    return (Quad(subject, predicate, value, name) for subject, predicate, value in triples)


def _describe(document: Document, node: NamedNode, fingerprint: str) -> Iterator[Row]:
    yield node, RDF.type, KG.Document
    for predicate, text in (
        (KG.fileName, document.name),
        (KG.sha256, document.sha256),
        (KG.textSha256, document.text_sha256),
        (KG.encoding, document.encoding),
        (DCT.language, document.language),
        (KG.fingerprint, fingerprint or document.sha256),
    ):
        yield node, predicate, Literal(text)


class _Writer:
    """Turns the facts of one document into triples."""

    def __init__(self, document: NamedNode, settings: Settings, terminology: Terminology) -> None:
        self.document = document
        self._iri = settings.iri
        self._terminology = terminology
        self._ranges = {curie: p.range for curie, p in terminology.properties.items()}
        self._curated = _curated(terminology)
        self._named: set[str] = set()
        self._shown: dict[tuple[int, int, str], NamedNode] = {}

    def write(self, facts: Iterable[Fact]) -> Iterator[Row]:
        """State facts in one graph: what two of them show is described once."""
        self._shown.clear()
        for fact in facts:
            for entity in entities_of(fact):
                if entity.id not in self._named:
                    self._named.add(entity.id)
                    yield from self._name(entity)
            yield from self._assert(fact)
            yield from self._record(fact)

    def _name(self, entity: Entity) -> Iterator[Row]:
        """Type and label a thing; of a curated name only what the ``names`` graph lacks."""
        node = self._node(entity)
        for curie in entity.types:
            yield node, RDF.type, _expand(curie)
        curated = self._curated.get(entity.id, frozenset())
        preferred = frozenset() if entity.known else preferred_labels(entity.labels)
        for label in entity.labels:
            if label not in curated:
                predicate = SKOS.prefLabel if label in preferred else SKOS.altLabel
                yield node, predicate, _label(label)

    def _assert(self, fact: Fact) -> Iterator[Row]:
        """State the plain triple, where the document asserts one and the ontology allows it."""
        actual = fact.tier != "C" and fact.modality == "actual" and fact.speaker is None
        if not actual or fact.object is None:
            return
        reach = self._ranges.get(fact.predicate, "")
        value: NamedNode | Literal
        if isinstance(fact.object, Entity):
            literal = reach.startswith("xsd:")
            value = Literal(fact.object.name) if literal else self._node(fact.object)
        elif reach and not reach.startswith(("xsd:", "rdfs:Literal")):
            if not self._terminology.is_a((reach,), *IDEAS):
                return  # words where the ontology wants a thing: the fact node keeps them
            value = self._idea(fact.object, reach)
            yield value, RDF.type, _expand(reach)
            yield value, SKOS.prefLabel, Literal(fact.object)
        else:
            value = Literal(fact.object)
        yield self._node(fact.subject), _expand(fact.predicate), value

    def _record(self, fact: Fact) -> Iterator[Row]:
        node = NamedNode(self._iri(f"fact/{fact.id}"))
        yield node, RDF.type, CLASSES[fact.kind]
        yield from self._arguments(node, fact)
        for predicate, text in self._attributes(fact):
            if text:
                yield node, predicate, Literal(text)
        yield from _time(node, fact.time)
        yield from self._dimensions(node, fact)
        if fact.speaker:
            yield node, KG.speaker, self._node(fact.speaker)
            yield node, PROV.wasAttributedTo, self._node(fact.speaker)
        for item in fact.evidence:
            key = (item.span.start, item.span.end, item.role)
            known = self._shown.get(key)
            shown = known or self._shown.setdefault(key, evidence.node(self.document, item))
            yield node, KG.evidence, shown
            if known is None:
                yield from evidence.annotate(self.document, shown, item)

    def _arguments(self, node: NamedNode, fact: Fact) -> Iterator[Row]:
        about, what = (
            (KG.observedFor, KG.indicator)
            if fact.kind == "quantity"
            else (RDF.subject, RDF.predicate)
        )
        yield node, about, self._node(fact.subject)
        if fact.predicate:
            yield node, what, _expand(fact.predicate)
        if isinstance(fact.object, Entity):
            yield node, RDF.object, self._node(fact.object)
        elif fact.object is not None:
            yield node, RDF.object, Literal(fact.object)
        if fact.quantity:
            yield from _amount(node, fact.quantity)
        if fact.band:
            yield from _band(node, fact.band)

    def _attributes(self, fact: Fact) -> Iterator[tuple[NamedNode, str]]:
        yield KG.tier, fact.tier
        yield KG.rule, fact.rule
        yield KG.measure, fact.measure
        if fact.kind == "quantity" or fact.modality != "actual":
            yield KG.modality, fact.modality
        # The store normalises numbers and times: the words as found stand beside them.
        for item in fact.evidence:
            if item.role in _WORDS:
                yield _WORDS[item.role], item.quote

    def _dimensions(self, node: NamedNode, fact: Fact) -> Iterator[Row]:
        for key, text in fact.dimension:
            if key in SURVEY:
                yield node, SURVEY[key], Literal(text)
                continue
            digest = hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()[:16]
            dimension = NamedNode(self._iri(f"dimension/{digest}"))
            yield node, KG.dimension, dimension
            yield dimension, RDF.type, KG.Dimension
            yield dimension, KG.key, Literal(key)
            yield dimension, KG.text, Literal(text)

    def _idea(self, words: str, curie: str) -> NamedNode:
        """Return the node of a concept or proposition that is known by its words alone."""
        digest = hashlib.sha256(f"{curie}\n{words.casefold()}".encode()).hexdigest()[:10]
        return NamedNode(self._iri(f"id/idea-{digest}"))

    def _node(self, entity: Entity) -> NamedNode:
        return NamedNode(self._iri(entity.id))


def _label(label: Label) -> Literal:
    return Literal(label.text, language=label.language) if label.language else Literal(label.text)


def _amount(node: NamedNode, quantity: Quantity) -> Iterator[Row]:
    one = quantity.maximum is None
    yield node, KG.value if one else KG.minimum, _number(quantity)
    if quantity.maximum is not None:
        text = decimal_text(quantity.maximum)
        yield node, KG.maximum, Literal(text, datatype=XSD.decimal)
    for predicate, text in (
        (KG.qualifier, quantity.qualifier.value),
        (KG.unit, quantity.unit),
        (KG.currency, quantity.unit if is_currency(quantity.unit) else ""),
        (KG.per, quantity.per),
        (KG.noun, quantity.noun),
    ):
        if text:
            yield node, predicate, Literal(text)
    if quantity.assumed:
        yield node, KG.currencyAssumed, Literal(True)


def _band(node: NamedNode, band: Band) -> Iterator[Row]:
    for predicate, end in ((KG.optionMinimum, band.minimum), (KG.optionMaximum, band.maximum)):
        if end is not None:
            yield node, predicate, Literal(decimal_text(end), datatype=XSD.decimal)
    yield node, KG.optionUnit, Literal(band.unit)
    if band.assumed:
        yield node, KG.currencyAssumed, Literal(True)


def _number(quantity: Quantity) -> Literal:
    return Literal(decimal_text(quantity.value), datatype=XSD.decimal)


def _time(node: NamedNode, edtf: str) -> Iterator[Row]:
    if not edtf:
        return
    yield node, KG.time, Literal(edtf)
    for predicate, moment in zip((KG.earliest, KG.latest), bounds(edtf), strict=True):
        if moment:
            yield node, predicate, Literal(moment, datatype=XSD.dateTime)
