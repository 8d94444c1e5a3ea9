"""What clashes: of axioms and facts that contradict each other, a set as small as can be.

Most contradictions are of one kind: something is a member of two classes that exclude each other.
These the rules find, all of them at once, with their proofs. For any other, everything is left out
that need not be there: first things with all that is said of them, then facts, then axioms; each
time in halves, quarters and so on, one at a time in the end. What is left at any moment still
clashes, so that a search that runs out of time has an answer all the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from pyoxigraph import NamedNode, Quad, QuerySolutions, Triple

from kg.graph.closure import close
from kg.graph.judge import Judge, OutOfTime
from kg.graph.proofs import Proof, prove
from kg.graph.rules import Rule
from kg.graph.theory import DISJOINT, Axiom, Theory
from kg.vocabulary import RDF

CHECKS = 400  # more than any contradiction of ours took; what is found by then is told
_PROBE = NamedNode("urn:kg:any-member")
_IN_BOTH = f"SELECT ?x ?c ?d {{ ?c {DISJOINT} ?d . ?x a ?c , ?d }}"

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Clash:
    """Axioms and facts that cannot all hold.

    ``minimal`` tells whether each of them is needed: the search may have run out of time.
    """

    axioms: tuple[Axiom, ...]
    facts: tuple[Triple, ...]
    minimal: bool


def by_rules(theory: Theory, rules: Sequence[Rule]) -> list[Clash]:
    """Return a clash for each thing that the rules put into two classes which exclude each other.

    These are contradictions for certain; that there are none does not mean that all is well.
    """
    known = [*theory.declarations, *_all(theory.axioms), *theory.facts]
    closure = close((Quad(*triple) for triple in known), rules)
    clashes: dict[str, tuple[int, str, Clash]] = {}
    for thing, one, other in cast(QuerySolutions, closure.known.query(_IN_BOTH)):
        both = (Triple(one, DISJOINT, other), Triple(thing, RDF.type, one),
                Triple(thing, RDF.type, other))  # fmt: skip
        leaves = dict.fromkeys(leaf for triple in both for leaf in _leaves(prove(closure, triple)))
        clash = Clash(
            tuple(axiom for axiom in theory.axioms if not leaves.keys().isdisjoint(axiom)),
            tuple(fact for fact in theory.facts if fact in leaves),
            minimal=True,
        )
        found = (len(leaves), str(sorted(map(str, leaves))), clash)
        clashes[str(thing)] = min(clashes.get(str(thing), found), found, key=lambda x: x[:2])
    return [clash for _, (_, _, clash) in sorted(clashes.items())]


def explain(theory: Theory, judge: Judge) -> Clash:
    """Return what clashes in a theory that is known to be inconsistent."""
    search = _Search(theory, judge)
    search.leave_out_facts()
    search.leave_out_axioms()
    return Clash(tuple(search.axioms), tuple(search.facts), search.done)


def explain_empty(theory: Theory, class_: NamedNode, judge: Judge) -> Clash:
    """Return why a class can have no members: the axioms that none could satisfy."""
    member = Triple(_PROBE, RDF.type, class_)
    search = _Search(Theory(theory.declarations, theory.axioms, (member,)), judge)
    search.leave_out_axioms()
    return Clash(tuple(search.axioms), (), search.done)


def shrink(items: Sequence[Item], clash: Callable[[Sequence[Item]], bool]) -> Iterator[list[Item]]:
    """Yield ever smaller lists of ``items`` that still clash; in the last one, each is needed.

    >>> list(shrink([1, 2, 3, 4], lambda some: 3 in some))[-1]
    [3]
    """
    left = list(items)
    size = max(1, len(left) // 2)
    while left:
        start = 0
        while start < len(left):
            rest = left[:start] + left[start + size :]
            if clash(rest):
                left = rest
                yield left
            else:
                start += size
        if size == 1:
            break
        size = max(1, min(size, len(left)) // 2)
    yield left


class _Search:
    """Leaves out what it can, and keeps what clashes at any moment."""

    def __init__(self, theory: Theory, judge: Judge) -> None:
        self._declarations = theory.declarations
        self._judge = judge
        self.axioms: Sequence[Axiom] = theory.axioms
        self.facts: Sequence[Triple] = theory.facts
        self.done = True

    def leave_out_facts(self) -> None:
        things: dict[str, list[Triple]] = {}
        for fact in self.facts:
            things.setdefault(str(fact.subject), []).append(fact)
        for groups in self._shrink(list(things.values()), lambda some: self._clash(_all(some))):
            self.facts = _all(groups)
        for facts in self._shrink(self.facts, self._clash):
            self.facts = facts

    def leave_out_axioms(self) -> None:
        def clash(axioms: Sequence[Axiom]) -> bool:
            return not self._judge.consistent((*self._declarations, *_all(axioms), *self.facts))

        for axioms in self._shrink(self.axioms, clash):
            self.axioms = axioms

    def _clash(self, facts: Sequence[Triple]) -> bool:
        return not self._judge.consistent((*self._declarations, *_all(self.axioms), *facts))

    def _shrink(
        self, items: Sequence[Item], clash: Callable[[Sequence[Item]], bool]
    ) -> Iterator[list[Item]]:
        try:
            yield from shrink(items, clash)
        except OutOfTime:
            self.done = False


def _leaves(proof: Proof | None) -> Iterator[Triple]:
    """Yield what a proof starts from."""
    if proof is not None and proof.rule is None:
        yield proof.triple
    for premise in proof.premises if proof else ():
        yield from _leaves(premise)


def _all(groups: Iterable[Sequence[Triple]]) -> list[Triple]:
    return [triple for group in groups for triple in group]
