"""What a reasoner is given: the schema, and those facts of the store that speak its language.

OWL 2 DL allows less than RDF does. What the store holds beyond it would make a profile checker
complain, or a reasoner refuse to start, and tells neither of them anything:

* ``rdf:subject``, ``rdf:predicate`` and ``rdf:object`` of the fact nodes, reserved vocabulary;
* annotations, such as labels and titles, which mean nothing to a reasoner;
* the evidence, most of what a document fills, which shapes check and no axiom can contradict;
* the graph of links, which ties our terms to those of other vocabularies;
* what is derived (the inferences of an earlier run, the catalogue) or asserted by nobody
  (candidates);
* and in a file that was imported as it is: schema, undeclared terms, a literal where the ontology
  wants a thing or the other way round, a literal that HermiT does not read.

So one rule decides for every graph but that of the ontology: a triple is a premise where its
predicate is a property that the ontology declares, of the right kind for its object, or where it
says that something is a member of a class that the ontology declares.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from kg.graph.asserted import asserts, infers
from kg.resources import ONTOLOGY
from kg.settings import Settings
from kg.vocabulary import KG, OA, OWL, RDF, XSD

LEFT_OUT = ("links", "catalogue")
EVIDENCE = frozenset({KG.evidence, KG.role})
# What HermiT reads of the literals that documents and people write. It refuses to work at all where
# one is of a datatype that OWL 2 does not know (a date, a year), or is not of the form of its type.
_FORMS = {
    f"{XSD.iri}string": ".*",
    f"{RDF.iri}langString": ".*",
    f"{XSD.iri}boolean": "true|false|1|0",
    f"{XSD.iri}integer": r"[+-]?\d+",
    f"{XSD.iri}nonNegativeInteger": r"\+?\d+",
    f"{XSD.iri}decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    f"{XSD.iri}double": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?",
    f"{XSD.iri}dateTime": r"-?\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?",
}
FORMS = {datatype: re.compile(form, re.ASCII | re.DOTALL) for datatype, form in _FORMS.items()}


def premises(store: Store, settings: Settings, evidence: bool = False) -> Iterator[Triple]:
    """Yield what the store holds for a reasoner, each triple once: the schema first, then facts.

    ``evidence`` adds where and in which words documents state them; reasoning then takes three
    times as long.
    """
    ontology = NamedNode(settings.iri("ontology"))
    schema = [quad.triple for quad in store.quads_for_pattern(None, None, None, ontology)]
    yield from schema
    declared = _Declared.of(schema, evidence)
    skipped = {ontology, *(NamedNode(settings.iri(name)) for name in LEFT_OUT)}
    seen: set[Triple] = set()
    for graph in _sorted(store):
        if graph in skipped or infers(graph) or not asserts(graph):
            continue
        for quad in store.quads_for_pattern(None, None, None, graph):
            triple = quad.triple
            if triple not in seen and declared.allow(triple):
                seen.add(triple)
                yield triple


def dl_axioms() -> Iterator[Triple]:
    """Yield the axioms that the rules of OWL 2 RL cannot use and a reasoner can."""
    for quad in parse(path=ONTOLOGY / "kg-dl.ttl", format=RdfFormat.TURTLE):
        yield quad.triple


def _sorted(store: Store) -> list[NamedNode]:
    named = (name for name in store.named_graphs() if isinstance(name, NamedNode))
    return sorted(named, key=lambda name: name.value)


@dataclass(frozen=True, slots=True)
class _Declared:
    """The terms that a schema declares, by their kind."""

    classes: frozenset[NamedNode]
    relations: frozenset[NamedNode]
    attributes: frozenset[NamedNode]

    @classmethod
    def of(cls, schema: list[Triple], evidence: bool) -> "_Declared":
        def kind(wanted: NamedNode) -> frozenset[NamedNode]:
            return frozenset(
                subject
                for subject, predicate, value in schema
                if predicate == RDF.type and value == wanted and isinstance(subject, NamedNode)
                if evidence or not (subject in EVIDENCE or subject.value.startswith(OA.iri))
            )

        return cls(kind(OWL.Class), kind(OWL.ObjectProperty), kind(OWL.DatatypeProperty))

    def allow(self, triple: Triple) -> bool:
        value = triple.object
        if triple.predicate == RDF.type:
            return value in self.classes
        if isinstance(value, Literal):
            form = FORMS.get(value.datatype.value)
            return triple.predicate in self.attributes and bool(
                form and form.fullmatch(value.value)
            )
        return triple.predicate in self.relations and not isinstance(value, Triple)
