"""An ``Accept`` header and what can be offered → the media type to answer with (RFC 9110 § 12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# What may be asked for → what is sent. The order breaks ties and answers ``*/*``.
RESULTS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/html": "text/html",
}
GRAPHS = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
    "text/n3": "text/n3",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "text/plain": "application/n-triples",
}
DATASETS = {
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
}
PAGES = {"text/html": "text/html", **GRAPHS}
DESCRIPTIONS = {**GRAPHS, "text/html": "text/html"}
PROBLEMS = {
    "application/problem+json": "application/problem+json",
    "application/json": "application/problem+json",
    "text/html": "text/html",
}


@dataclass(frozen=True, slots=True)
class _Range:
    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """Return how closely the range names ``media_type``; 0 where it does not."""
        type_, _, subtype = media_type.partition("/")
        if self.type == "*":
            return 1
        if self.type != type_:
            return 0
        if self.subtype == "*":
            return 2
        return 3 if self.subtype == subtype else 0


def choose(accept: str, offers: dict[str, str]) -> str | None:
    """Return the media type of ``offers`` that ``accept`` likes best; None where it likes none.

    No header, or one that says nothing, accepts everything.

    >>> choose("text/csv;q=0.5, application/json", RESULTS)
    'application/sparql-results+json'
    >>> choose("image/png", RESULTS)
    """
    return _chosen(accept, tuple(offers.items()))


@lru_cache(maxsize=1024)  # clients send the same few headers again and again
def _chosen(accept: str, offers: tuple[tuple[str, str], ...]) -> str | None:
    ranges = _ranges(accept)
    if not ranges:
        return offers[0][1]
    best, chosen = 0.0, None
    for offered, sent in offers:
        quality = _quality(offered, ranges)
        if quality > best:
            best, chosen = quality, sent
    return chosen


def accepts_coding(accept_encoding: str, coding: str) -> bool:
    """Tell whether a client wants a content coding (RFC 9110 § 12.5.3).

    >>> [accepts_coding(header, "gzip") for header in ("br, gzip", "gzip;q=0, *", "*", "")]
    [True, False, True, False]
    """
    weights = {}
    for part in accept_encoding.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights[name] = _weight(parameters)
    return weights.get(coding, weights.get("*", 0.0)) > 0


def _quality(offered: str, ranges: Sequence[_Range]) -> float:
    """Return the quality that the most specific range gives."""
    fitting = [(range_.specificity(offered), range_.quality) for range_ in ranges]
    specificity, quality = max(fitting)
    return quality if specificity else 0.0


def _ranges(accept: str) -> list[_Range]:
    ranges = []
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        type_, slash, subtype = name.partition("/")
        if slash and type_ and subtype:
            ranges.append(_Range(type_, subtype, _weight(parameters)))
    return ranges


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
