"""Evidence as web annotations: where in the document a fact is stated, and in which words."""

from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.model.fact import Evidence
from kg.vocabulary import KG, OA, RDF

Row = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""A triple in the making: a plain tuple, of which a quad is made at once."""


def node(document: NamedNode, evidence: Evidence) -> NamedNode:
    """Return the node of one stretch in one role: a fragment of the document's IRI."""
    span = evidence.span
    return NamedNode(
        f"{document.value}#evidence-{span.start}-{span.end}-{quote(evidence.role, safe='')}"
    )


def annotate(document: NamedNode, stretch: NamedNode, evidence: Evidence) -> Iterator[Row]:
    """Describe a stretch, given its node: its source, its role, and two selectors.

    Both selectors belong to the stretch, not to the role, so that the roles of one stretch share
    them. ``#char=10,20`` is the fragment that RFC 5147 gives to these characters of a text.
    """
    span = evidence.span
    position = NamedNode(f"{document.value}#char={span.start},{span.end}")
    words = NamedNode(f"{document.value}#quote-{span.start}-{span.end}")
    yield stretch, RDF.type, KG.Evidence
    yield stretch, RDF.type, OA.SpecificResource
    yield stretch, OA.hasSource, document
    yield stretch, OA.hasSelector, position
    yield stretch, OA.hasSelector, words
    yield stretch, KG.role, Literal(evidence.role)
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, Literal(span.start)
    yield position, OA.end, Literal(span.end)
    yield words, RDF.type, OA.TextQuoteSelector
    yield words, OA.exact, Literal(evidence.quote)
