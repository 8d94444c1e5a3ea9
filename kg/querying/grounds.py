"""A thing → what is said about it, and the sentences that say so, the decisive words marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.vocabulary import KG, OA, RDF, RDFS, SKOS, compact

ABOUT = (RDF.subject, KG.observedFor, RDF.object, KG.speaker)
# Roles in which a stretch states the fact, and those worth marking inside it, best first.
_STATING = ("statement", "mention")
_MARKED = (("value",), ("object",), ("subject", "mention"))


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch: its document, code-point offsets, and the marked ranges of its words."""

    document: str
    start: int
    end: int
    words: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """One fact in words, and the quotes that state it, in the order of the text.

    ``more`` stretches were not looked at.
    """

    fact: NamedNode
    words: str
    tier: str
    quotes: tuple[Quote, ...]
    more: int = 0


def grounds(store: Store, thing: NamedNode, most: int | None = None) -> list[Ground]:
    """Return the facts about ``thing``, or the one fact that it is, in the order of the text.

    Facts in which it is subject, object, or speaker. That a document merely names it comes last.
    Not more than ``most`` facts, with as many stretches each, where that is given.
    """
    found = [_ground(store, fact, most) for fact in islice(facts_about(store, thing), most)]
    return sorted(found, key=lambda ground: (not ground.words, _place(ground), ground.fact.value))


def facts_about(store: Store, thing: NamedNode) -> Iterator[NamedNode]:
    """Yield the facts about ``thing``, each once, the one that it is itself first."""
    seen = set()
    if next(iter(store.quads_for_pattern(thing, KG.evidence, None)), None):
        seen.add(thing)
        yield thing
    for about in ABOUT:
        for quad in store.quads_for_pattern(None, about, thing):
            if isinstance(quad.subject, NamedNode) and quad.subject not in seen:
                seen.add(quad.subject)
                yield quad.subject


def name(store: Store, node: Any) -> str:  # noqa: ANN401 (any term)
    """Return what to call a term: its label, English first, a file's name, or its words."""
    if not isinstance(node, NamedNode):
        return str(getattr(node, "value", node))
    labels = [
        quad.object
        for property_ in (SKOS.prefLabel, RDFS.label)
        for quad in store.quads_for_pattern(node, property_, None)
        if isinstance(quad.object, Literal)
    ]
    labels = labels or _objects(store, node, KG.fileName)
    best = min(labels, key=lambda label: (label.language != "en", label.value), default=None)
    return best.value if best else compact(node.value)


def _place(ground: Ground) -> tuple[str, int]:
    first = ground.quotes[0] if ground.quotes else None
    return (first.document, first.start) if first else ("", -1)


def _ground(store: Store, fact: NamedNode, most: int | None) -> Ground:
    properties: dict[str, list[Any]] = {}
    for quad in store.quads_for_pattern(fact, None, None):
        properties.setdefault(compact(quad.predicate.value), []).append(quad.object)
    one = {
        key: min(values, key=lambda term: str(term))
        for key, values in properties.items()
        if key != "kg:evidence"
    }
    tier = one["kg:tier"].value if "kg:tier" in one else ""
    evidence = sorted(set(properties.get("kg:evidence", ())), key=str)
    stretches = sorted(_stretches(store, evidence[:most]))
    more = len(evidence[most:]) if most else 0
    return Ground(fact, _words(store, one), tier, tuple(_quotes(stretches)), more)


def _words(store: Store, fact: dict[str, Any]) -> str:
    """Return the fact as a phrase; empty where the document only names the thing."""
    if "kg:observedFor" in fact:
        words = _figure(store, fact)
    elif "rdf:predicate" in fact:
        terms = [fact[key] for key in ("rdf:subject", "rdf:predicate", "rdf:object") if key in fact]
        words = " — ".join(name(store, term) for term in terms)
    else:
        return ""
    if "kg:time" in fact:
        words += f" ({fact['kg:time'].value})"
    if "kg:speaker" in fact:
        words += f", said by {name(store, fact['kg:speaker'])}"
    return words


def _figure(store: Store, fact: dict[str, Any]) -> str:
    amount = [_number(fact[key]) for key in ("kg:value", "kg:minimum", "kg:maximum") if key in fact]
    qualifier = fact["kg:qualifier"].value if "kg:qualifier" in fact else ""
    unit = fact["kg:unit"].value if "kg:unit" in fact else ""
    per = f"per {fact['kg:per'].value}" if "kg:per" in fact else ""
    measure = fact.get("kg:indicator", fact.get("kg:measure"))
    parts = ["" if qualifier == "exact" else qualifier, "–".join(amount), unit, per]
    figure = " ".join(part for part in parts if part)
    subject = name(store, fact["kg:observedFor"])
    return " — ".join(
        [subject, name(store, measure), figure] if measure is not None else [subject, figure]
    )


def _number(term: Literal) -> str:
    try:
        return f"{Decimal(term.value):,f}"
    except ArithmeticError:  # others may write into a store what is no number
        return str(term.value)


def _stretches(store: Store, nodes: Iterable[Any]) -> Iterator[tuple[str, int, int, str, str]]:
    """Yield document, start, end, role and words of each stretch."""
    for node in nodes:
        if not isinstance(node, NamedNode | BlankNode):
            continue  # no stretch, whoever wrote it
        start = end = -1
        words = ""
        for selector in _objects(store, node, OA.hasSelector):
            for quad in store.quads_for_pattern(selector, None, None):
                if not isinstance(quad.object, Literal):
                    continue
                if quad.predicate == OA.start:
                    start = _offset(quad.object)
                elif quad.predicate == OA.end:
                    end = _offset(quad.object)
                elif quad.predicate == OA.exact:
                    words = quad.object.value
        role = next((term.value for term in _objects(store, node, KG.role)), "")
        yield _document(store, node), start, end, role, words


def _offset(term: Literal) -> int:
    return int(term.value) if term.value.isdecimal() else -1


def _document(store: Store, stretch: NamedNode | BlankNode) -> str:
    for document in _objects(store, stretch, OA.hasSource):
        for file_name in _objects(store, document, KG.fileName):
            return str(file_name.value)
        return str(document.value)
    return ""


def _objects(store: Store, subject: Any, predicate: NamedNode) -> list[Any]:  # noqa: ANN401
    quads: Iterator[Quad] = store.quads_for_pattern(subject, predicate, None)
    return sorted({quad.object for quad in quads}, key=str)


def _quotes(stretches: list[tuple[str, int, int, str, str]]) -> Iterator[Quote]:
    seen = set()
    for document, start, end, role, words in stretches:
        if role in _STATING and (document, start, end) not in seen:
            seen.add((document, start, end))
            marks = _marks([s for s in stretches if s[0] == document], start, end)
            yield Quote(document, start, end, words, marks)


def _marks(
    stretches: list[tuple[str, int, int, str, str]], start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """Return the ranges, relative to ``start``, of the decisive words; sorted, none overlapping."""
    for roles in _MARKED:
        inside = [
            (s - start, e - start)
            for _, s, e, role, _ in stretches
            if role in roles and start <= s < e <= end and (s, e) != (start, end)
        ]
        if inside:
            return tuple(_apart(sorted(inside)))
    return ()


def _apart(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = -1
    for start, end in ranges:
        if start >= last:
            yield start, end
            last = end
