"""Findings for programs: one object of JSON, or a validation report of SHACL in Turtle.

The object::

    {"conforms": false,                    nothing was found, of any severity
     "counts": {"violation": 1, "warning": 0, "info": 0},
     "documents": ["brief.md"],            which were checked, by name
     "findings": [                         by severity, document and offset
       {"severity": "violation", "rule": "guard:part-over-whole", "rule_iri": …,
        "thing": {"iri": …, "label": …},
        "message": {"en": …, "zh-Hant": …},
        "path": …, "value": …,             the property and the offending term, where there is one
        "places": [{"document": "brief.md", "document_iri": …, "start": 5, "end": 20, "quote": …,
                    "evidence_iri": …}],   offsets in code points, half-open
        "graphs": […]}]}                   of what no document states

In the report each result is a web annotation as well, whose targets are the stretches of text.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.graph.findings import SEVERITIES, Finding, Place
from kg.vocabulary import KG, OA, PREFIXES, RDF, RDFS, SH

_USED = ("sh", "oa", "kg", "rdfs")


def as_json(findings: Sequence[Finding], documents: Iterable[str]) -> dict[str, Any]:
    """Return the findings as plain values; ``documents`` are the names of those checked."""
    return {
        "conforms": not findings,
        "counts": counts(findings),
        "documents": sorted(documents),
        "findings": [_record(finding) for finding in findings],
    }


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity."""
    severities = [finding.severity for finding in findings]
    return {severity: severities.count(severity) for severity in SEVERITIES}


def as_turtle(findings: Sequence[Finding]) -> bytes:
    """Return the findings as a ``sh:ValidationReport``, the same bytes for the same findings."""
    names = {prefix: PREFIXES[prefix] for prefix in _USED}
    triples = dict.fromkeys(_report(findings))
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=names) or b""


def _record(finding: Finding) -> dict[str, Any]:
    record = {
        "severity": finding.severity,
        "rule": finding.rule,
        "rule_iri": finding.origin,
        "thing": {"iri": finding.thing, "label": finding.label},
        "message": dict(finding.messages),
        "path": finding.path,
        "value": finding.value,
        "places": [
            {
                "document": place.document,
                "document_iri": place.source,
                "start": place.start,
                "end": place.end,
                "quote": place.quote,
                "evidence_iri": place.stretch,
            }
            for place in finding.places
        ],
        "graphs": list(finding.graphs),
    }
    return {key: value for key, value in record.items() if value not in ("", [])}


def _report(findings: Iterable[Finding]) -> Iterator[Triple]:
    report = BlankNode("report")
    found = list(findings)
    yield Triple(report, RDF.type, SH.ValidationReport)
    yield Triple(report, SH.conforms, Literal(not found))
    for number, finding in enumerate(found, 1):
        result = BlankNode(f"finding{number}")
        yield Triple(report, SH.result, result)
        yield from _result(result, finding)


def _result(result: BlankNode, finding: Finding) -> Iterator[Triple]:
    yield Triple(result, RDF.type, SH.ValidationResult)
    yield Triple(result, SH.focusNode, _node(finding.thing))
    yield Triple(result, SH.resultSeverity, NamedNode(SH.iri + finding.severity.title()))
    yield Triple(result, SH.sourceConstraintComponent, NamedNode(finding.component))
    yield Triple(result, SH.sourceShape, NamedNode(finding.origin))
    for language, text in finding.messages:
        words = Literal(text, language=language) if language else Literal(text)
        yield Triple(result, SH.resultMessage, words)
    if finding.path:
        yield Triple(result, SH.resultPath, NamedNode(finding.path))
    if finding.value:
        yield Triple(result, SH.value, _node(finding.value))
    if finding.places:
        yield Triple(result, RDF.type, OA.Annotation)
    for place in finding.places:
        yield Triple(result, OA.hasTarget, NamedNode(place.stretch))
        yield from _stretch(place)
    for graph in finding.graphs:
        yield Triple(result, RDFS.isDefinedBy, NamedNode(graph))


def _stretch(place: Place) -> Iterator[Triple]:
    stretch, source = NamedNode(place.stretch), NamedNode(place.source)
    position = NamedNode(f"{place.source}#char={place.start},{place.end}")
    words = NamedNode(f"{place.source}#quote-{place.start}-{place.end}")
    yield Triple(stretch, RDF.type, OA.SpecificResource)
    yield Triple(stretch, OA.hasSource, source)
    yield Triple(stretch, OA.hasSelector, position)
    yield Triple(stretch, OA.hasSelector, words)
    yield Triple(position, RDF.type, OA.TextPositionSelector)
    yield Triple(position, OA.start, Literal(place.start))
    yield Triple(position, OA.end, Literal(place.end))
    yield Triple(words, RDF.type, OA.TextQuoteSelector)
    yield Triple(words, OA.exact, Literal(place.quote))
    yield Triple(source, KG.fileName, Literal(place.document))


def _node(term: str) -> NamedNode | BlankNode | Literal:
    """Return the term that a word stands for: an IRI, a blank node, or else a literal."""
    if term.startswith("_:"):
        return BlankNode(term[2:])
    try:
        return NamedNode(term)
    except ValueError:
        return Literal(term)
