"""Terms of the ontology for machines: as plain values for JSON, and as their triples in Turtle."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, serialize

from kg.graph.terms import Ontology, Term
from kg.model.terminology import Label
from kg.querying.usage import Use, question


def record(ontology: Ontology, term: Term, use: Use | None = None) -> dict[str, Any]:
    """Return all that is known of a term; what there is nothing to say of is left out."""
    said: dict[str, Any] = {
        "term": term.curie,
        "iri": term.iri,
        "kind": term.kind,
        "facets": term.facets,
        "labels": _by_language(term.labels),
        "definitions": _by_language(term.definitions),
        "examples": [label.text for label in term.examples],
        "notes": [label.text for label in term.notes],
        "parents": term.parents,
        "children": ontology.children(term.curie),
        "members": ontology.members(term.curie),
        "domain": term.domain,
        "range": term.range,
        "domainOf": ontology.with_domain(term.curie),
        "rangeOf": ontology.with_range(term.curie),
        "alignments": [{"match": kind, "term": other} for kind, other in term.alignments],
        "suffixes": term.suffixes,
        "heads": term.heads,
        "deprecated": term.deprecated,
        "replacedBy": term.replaced_by,
        "query": question(ontology, term),
    }
    if use is not None:
        said["use"] = {"count": use.count, "named": use.named, "examples": use.examples}
    return {name: value for name, value in said.items() if value}


def turtle(ontology: Ontology, terms: Collection[Term] | None = None) -> bytes:
    """Return what the ontology and its alignments say, of some terms or of everything."""
    quads = ontology.quads if terms is None else tuple(_about(ontology, terms))
    triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(ontology.prefixes)) or b""


def _about(ontology: Ontology, terms: Iterable[Term]) -> Iterator[Quad]:
    """Yield the quads of the terms, and of the lists that these lead to."""
    subjects: list[Any] = [term.iri for term in terms]
    for subject in subjects:
        for quad in ontology.quads:
            if subject in (quad.subject, getattr(quad.subject, "value", None)):
                yield quad
                if isinstance(quad.object, BlankNode):
                    subjects.append(quad.object)


def _by_language(labels: Iterable[Label]) -> dict[str, str]:
    return {label.language: label.text for label in labels}
