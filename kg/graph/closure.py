"""What follows: the closure of what a store asserts under the rules of OWL 2 RL.

The rules are data (``ontology/rules``). They are applied in rounds until nothing new follows, each
round to what the round before found (semi-naively), in a copy in memory, so that the store is
touched once, when all is known. Of the W3C's rules there are those that an ontology within our
profile can use, sameness and equivalence included; not those that only restate the schema
(``scm-dom1`` …), say what another says too (``eq-trans``, by ``eq-rep-o``), or say what is trivial
(``eq-ref``, ``cls-thing``): this is left out where another rule yields it too. What is inferred of
a blank node serves further inferences and is not kept: it could not be told from the same inference
of the next run.

The graph ``inferred`` holds all that follows, so that it can be told from what is stated by one
name; ``inferred/<rule>`` holds what one rule found first. Whoever changes what a store states
renews its inferences, if it has any: see :func:`renew`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pyoxigraph import BlankNode, NamedNode, Quad, QueryTriples, Store, Triple

from kg.graph.asserted import asserts, infers
from kg.graph.rules import Pattern, Rule
from kg.graph.store import Primary
from kg.settings import Settings
from kg.vocabulary import OWL, RDF, RDFS

GRAPH = "inferred"
_NEW = NamedNode("urn:kg:new")  # what the last round found, in memory only
_EVERYTHING = frozenset(
    {NamedNode(f"{OWL.iri}Thing"), NamedNode(f"{RDFS.iri}Resource"), NamedNode(f"{OWL.iri}Nothing")}
)


@dataclass(frozen=True, slots=True)
class Inference:
    """How a triple was first found: by which rule, and in which round (from 1 on)."""

    rule: Rule
    round: int


@dataclass(frozen=True, slots=True)
class Closure:
    """What follows from a set of triples.

    ``known`` holds those triples and all that follows from them, in its default graph;
    ``inferences`` tells of what follows how it was found, in the order in which it was.
    """

    known: Store
    inferences: Mapping[Triple, Inference]

    @property
    def rounds(self) -> int:
        """How many rounds found something."""
        return max((inference.round for inference in self.inferences.values()), default=0)

    def kept(self) -> Iterator[tuple[Triple, Inference]]:
        """Yield what is worth keeping: nothing about blank nodes."""
        for triple, inference in self.inferences.items():
            if not isinstance(triple.subject, BlankNode) and not isinstance(
                triple.object, BlankNode
            ):
                yield triple, inference


def close(quads: Iterable[Quad], rules: Sequence[Rule]) -> Closure:
    """Return what follows from ``quads``, which have no graph: the same for the same quads."""
    known = Store()
    known.extend(quads)
    inferences: dict[Triple, Inference] = {}
    found = _round(known, rules, None)
    number = 1
    while found:
        known.clear_graph(_NEW)
        known.extend(Quad(t.subject, t.predicate, t.object) for t in found)
        known.extend(_in(_NEW, triple) for triple in found)
        inferences.update((triple, Inference(rule, number)) for triple, rule in found.items())
        number += 1
        found = _round(known, rules, {triple.predicate for triple in found})
    known.clear_graph(_NEW)
    return Closure(known, inferences)


def stated(store: Store) -> Iterator[Quad]:
    """Yield what the graphs of a store state that are neither candidates nor inferences.

    The quads are without their graphs, and may repeat.
    """
    for graph in store.named_graphs():
        if isinstance(graph, NamedNode) and asserts(graph) and not infers(graph):
            for quad in store.quads_for_pattern(None, None, None, graph):
                yield Quad(quad.subject, quad.predicate, quad.object)


def renew(primary: Primary, settings: Settings, rules: Sequence[Rule]) -> Closure:
    """Make the inferences in a store what they should be; only the difference is written.

    Readers see it with the next ``publish``.
    """
    closure = close(stated(primary.store), rules)
    everything = NamedNode(settings.iri(GRAPH))
    graphs: dict[str, list[Quad]] = {name.value: [] for name in _own_graphs(primary, settings)}
    graphs[everything.value] = []
    for triple, inference in closure.kept():
        name = NamedNode(settings.iri(f"{GRAPH}/{inference.rule.name}"))
        graphs[everything.value].append(_in(everything, triple))
        graphs.setdefault(name.value, []).append(_in(name, triple))
    primary.replace_all(graphs)
    return closure


def is_closed(primary: Primary, settings: Settings) -> bool:
    """Tell whether a store has inferences, which a change of what it states makes stale."""
    return bool(_own_graphs(primary, settings))


def _in(graph: NamedNode, triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _own_graphs(primary: Primary, settings: Settings) -> list[NamedNode]:
    own = settings.iri(GRAPH)
    return [
        graph
        for graph in primary.store.named_graphs()
        if isinstance(graph, NamedNode) and infers(graph) and graph.value.startswith(own)
    ]


def _round(known: Store, rules: Sequence[Rule], fresh: set[NamedNode] | None) -> dict[Triple, Rule]:
    """Return what the rules find now; ``fresh`` are the predicates of what the last round found."""
    found: dict[Triple, Rule] = {}
    for rule in rules:
        new = {
            triple
            for query in _queries(rule, fresh)
            for triple in cast(QueryTriples, known.query(query))
            if triple not in found and not _is_trivial(triple)
        }
        found.update(dict.fromkeys(new, rule))
    return found


def _queries(rule: Rule, fresh: set[NamedNode] | None) -> Iterator[str]:
    """Yield the queries of a rule: one, or for each premise one that takes it from the news."""
    if fresh is None:
        yield _query(rule, None)
        return
    for premise in rule.premises:
        if isinstance(premise.predicate, str) or premise.predicate in fresh:
            yield _query(rule, premise)


def _query(rule: Rule, new: Pattern | None) -> str:
    premises = (
        f"GRAPH {_NEW} {{ {premise} }}" if premise is new else str(premise)
        for premise in rule.premises
    )
    where = " ".join([*premises, *rule.filters])
    return (
        f"CONSTRUCT {{ {rule.conclusion} }} "
        f"WHERE {{ {where} FILTER NOT EXISTS {{ {rule.conclusion} }} }}"
    )


def _is_trivial(triple: Triple) -> bool:
    """Tell whether a triple says of a thing that it is itself, or that it is anything at all."""
    subject, predicate, value = cast(tuple[Any, NamedNode, Any], tuple(triple))
    if predicate in (RDF.type, RDFS.subClassOf) and value in _EVERYTHING:
        return True
    return subject == value and predicate.value.startswith((OWL.iri, RDFS.iri))
