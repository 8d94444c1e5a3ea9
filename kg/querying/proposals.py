"""A store → pairs of nodes that may be one thing, each with the reasons, for a person to decide.

Only names that share something rare are compared: a word, the initials, two characters side by
side, or the first and last character of a short Chinese name. What many names share says nothing,
so that a block of more than a few is passed over, and the work grows with the number of names.
Variants of script are one node already; two names that everybody knows are two things.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pyoxigraph import Literal, NamedNode, Store

from kg.extraction.names.identity import FAMILIES
from kg.graph.decisions import Decisions
from kg.graph.findings import Locator, Place
from kg.model.terminology import Terminology
from kg.querying.likeness import PERSON, Sign, against, initials, plain, signs, words
from kg.settings import Settings
from kg.vocabulary import KG, RDF, SKOS, compact

BLOCK = 12  # names; what more of them share tells nothing
LEAST = 60
_LONGEST = 24  # characters of a name that a short form may stand for
_SHORT = range(2, 6)
_ONCE = (KG.establishedOn, KG.launchedOn, KG.heldOn)  # what a thing has one of
_STRICT = ("kg:Place", "kg:Organisation")  # families whose kinds exclude each other, mostly


@dataclass(frozen=True, slots=True)
class Thing:
    """A node as it is compared: its names, classes and the documents that name it."""

    id: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    family: str
    known: bool
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two nodes that may be one, the one to keep first.

    ``score`` orders proposals and is no probability; ``reasons`` say in words what it rests on, and
    ``places`` where the documents speak of either.
    """

    kept: Thing
    other: Thing
    score: int
    reasons: tuple[str, ...]
    places: tuple[tuple[Place, ...], tuple[Place, ...]]


def propose(
    store: Store, settings: Settings, terminology: Terminology, decisions: Decisions
) -> list[Proposal]:
    """Return what may be one thing and is not decided yet, the likeliest first."""
    named = list(things(store, settings, terminology))
    places = _places(terminology)
    once = {thing.id: _dates(store, settings, thing) for thing in named}
    locator = Locator(store)
    found = []
    for one, other in candidates(named):
        if decisions.on((one.id, other.id)) or not _compatible(one, other, terminology):
            continue
        reasons = tuple(_signs(one, other, places))
        if not reasons or _apart(store, settings, one, other, once):
            continue
        score = min(100, reasons[0].weight + 5 * (len(reasons) - 1))
        if score >= LEAST:
            kept, less = sorted((one, other), key=_rank)
            shown = (_sentences(locator, settings, kept), _sentences(locator, settings, less))
            found.append(Proposal(kept, less, score, tuple(r.words for r in reasons), shown))
    return sorted(found, key=lambda each: (-each.score, each.kept.id, each.other.id))


def things(store: Store, settings: Settings, terminology: Terminology) -> Iterator[Thing]:
    """Yield the nodes that documents name, those of people, bodies, places and the like."""
    curated = {name.id for name in terminology.names}
    documents: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, RDF.type, KG.EntityStatement, None):
        if isinstance(quad.graph_name, NamedNode):
            for about in store.quads_for_pattern(quad.subject, RDF.subject, None, quad.graph_name):
                if isinstance(about.object, NamedNode):
                    documents[about.object.value].add(quad.graph_name.value)
    for iri in sorted(documents):
        node = NamedNode(iri)
        names = _texts(store, node, SKOS.prefLabel) + _texts(store, node, SKOS.altLabel)
        types = tuple(
            sorted(
                compact(quad.object.value)
                for quad in store.quads_for_pattern(node, RDF.type, None)
                if isinstance(quad.object, NamedNode)
            )
        )
        families = [f for f in FAMILIES if terminology.is_a(types, f)]
        id_ = iri.removeprefix(settings.base)
        if names and families and id_.startswith("id/"):
            yield Thing(
                id_, tuple(dict.fromkeys(names)), types, families[0], id_ in curated,
                frozenset(documents[iri]),
            )  # fmt: skip


def candidates(named: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Yield the pairs of one family that share something rare, each once.

    The number of pairs grows with that of the names: at most some per block, and a name is in as
    many blocks as it has characters.
    """
    blocks: dict[tuple[str, str], dict[str, Thing]] = defaultdict(dict)
    for thing in named:
        for name in thing.names:
            for key in _keys(plain(name)):
                blocks[thing.family, key][thing.id] = thing
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        if 1 < len(block) <= BLOCK:
            for one, other in combinations(sorted(block.values(), key=lambda t: t.id), 2):
                if (one.id, other.id) not in seen and not (one.known and other.known):
                    seen.add((one.id, other.id))
                    yield one, other


def _keys(name: str) -> Iterator[str]:
    """Yield what a plain name is found by."""
    yield name.replace(" ", "")
    latin = words(name)
    yield from (f"word {word}" for word in latin if len(word) > 2)
    if short := initials(name):
        yield f"word {short}"
    compact_ = "".join(c for c in name if "\u3400" <= c <= "\u9fff")
    yield from ("".join(pair) for pair in pairwise(compact_))
    if len(compact_) in _SHORT:
        yield f"ends {compact_[0]}{compact_[-1]}"
    for i, first in enumerate(compact_[:3]):
        yield from (f"ends {first}{last}" for last in set(compact_[i + 2 : _LONGEST]))


def _compatible(one: Thing, other: Thing, terminology: Terminology) -> bool:
    if one.family not in _STRICT:
        return True
    return any(
        a in terminology.lineage(b) or b in terminology.lineage(a)
        for a in one.types
        for b in other.types
        if a not in FAMILIES and b not in FAMILIES
    ) or not (set(one.types) - set(FAMILIES) and set(other.types) - set(FAMILIES))


def _signs(one: Thing, other: Thing, places: frozenset[str]) -> list[Sign]:
    """Return the best sign of each kind, best first; none where any two names tell them apart."""
    found: dict[str, Sign] = {}
    for a in one.names:
        for b in other.names:
            if _is_latin(a) != _is_latin(b):
                continue
            if against(a, b, places):
                return []
            for sign in signs(a, b, one.family):
                kind = sign.words.split("“")[0]
                if kind not in found or found[kind].weight < sign.weight:
                    found[kind] = Sign(f"“{a}” and “{b}”: {sign.words}", sign.weight)
    best = sorted(found.values(), key=lambda sign: (-sign.weight, sign.words))
    if best and one.documents & other.documents and one.family == PERSON:
        best.append(Sign("named in one document", 0))
    return best


def _apart(
    store: Store, settings: Settings, one: Thing, other: Thing, once: dict[str, dict[str, set[str]]]
) -> bool:
    """Tell whether a document relates the two to each other, or dates them differently."""
    a, b = (NamedNode(settings.iri(thing.id)) for thing in (one, other))
    for subject, value in ((a, b), (b, a)):
        if next(store.quads_for_pattern(subject, None, value, None), None) is not None:
            return True
    mine, its = once[one.id], once[other.id]
    return any(mine[p].isdisjoint(its[p]) for p in mine.keys() & its.keys())


def _dates(store: Store, settings: Settings, thing: Thing) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for predicate in _ONCE:
        years = {text[:4] for text in _texts(store, NamedNode(settings.iri(thing.id)), predicate)}
        if years:
            found[predicate.value] = years
    return found


def _sentences(locator: Locator, settings: Settings, thing: Thing) -> tuple[Place, ...]:
    """Return what a document says of a thing, or failing that where it names it: one each."""
    first: dict[str, Place] = {}
    iri = settings.iri(thing.id)
    for place in (*locator.about(iri), *locator.of_thing(iri)):
        first.setdefault(place.source, place)
    return tuple(first.values())[:3]


def _rank(thing: Thing) -> tuple[bool, int, int, str]:
    """Return what is kept first: a known name, then the longest, then the most told of."""
    return (not thing.known, -max(map(len, thing.names)), -len(thing.documents), thing.id)


def _places(terminology: Terminology) -> frozenset[str]:
    return frozenset(
        plain(label.text)
        for name in terminology.names
        if terminology.is_a(name.types, "kg:Place")
        for label in name.labels
    )


def _texts(store: Store, node: NamedNode, predicate: NamedNode) -> list[str]:
    found: Iterable[object] = (q.object for q in store.quads_for_pattern(node, predicate, None))
    return sorted({term.value for term in found if isinstance(term, Literal)})


def _is_latin(name: str) -> bool:
    return plain(name).replace(" ", "").isascii()
