"""Evidence as web annotations: where in the document a fact is stated, and in which words."""

from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.fact import Evidence
from kg.vocabulary import KG, OA, RDF


def node(document: NamedNode, evidence: Evidence) -> NamedNode:
    """Return the node of one stretch in one role: a fragment of the document's IRI."""
    span = evidence.span
    return NamedNode(
        f"{document.value}#evidence-{span.start}-{span.end}-{quote(evidence.role, safe='')}"
    )


def annotate(document: NamedNode, evidence: Evidence) -> Iterator[Triple]:
    """Describe a stretch: its source, its role, and two selectors.

    Both selectors belong to the stretch, not to the role, so that the roles of one stretch share
    them. ``#char=10,20`` is the fragment that RFC 5147 gives to these characters of a text.
    """
    span, stretch = evidence.span, node(document, evidence)
    position = NamedNode(f"{document.value}#char={span.start},{span.end}")
    words = NamedNode(f"{document.value}#quote-{span.start}-{span.end}")
    yield Triple(stretch, RDF.type, KG.Evidence)
    yield Triple(stretch, RDF.type, OA.SpecificResource)
    yield Triple(stretch, OA.hasSource, document)
    yield Triple(stretch, OA.hasSelector, position)
    yield Triple(stretch, OA.hasSelector, words)
    yield Triple(stretch, KG.role, Literal(evidence.role))
    yield Triple(position, RDF.type, OA.TextPositionSelector)
    yield Triple(position, OA.start, Literal(span.start))
    yield Triple(position, OA.end, Literal(span.end))
    yield Triple(words, RDF.type, OA.TextQuoteSelector)
    yield Triple(words, OA.exact, Literal(evidence.quote))
