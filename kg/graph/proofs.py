"""Why a triple holds: the rules and premises that lead from what is stated to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Quad, QuerySolutions, Triple, Variable

from kg.graph.closure import Closure, Inference
from kg.graph.rules import Rule, Term


@dataclass(frozen=True, slots=True)
class Proof:
    """A triple, the rule that it follows by (None where it is stated), and the rule's premises."""

    triple: Triple
    rule: Rule | None = None
    premises: tuple["Proof", ...] = ()


def prove(closure: Closure, triple: Triple) -> Proof | None:
    """Return how a triple comes to hold; None where it does not.

    Of several ways it is one with the fewest rounds, the same one at each run. Premises are of
    earlier rounds, so that no proof leads back to itself.
    """
    inference = closure.inferences.get(triple)
    if inference is None:
        return Proof(triple) if Quad(*triple) in closure.known else None
    ways = _ways(closure, triple, inference)
    best = min(ways, key=lambda way: (sum(_round(closure, one) for one in way), str(way)))
    proofs = (prove(closure, premise) for premise in best)
    return Proof(triple, inference.rule, tuple(proof for proof in proofs if proof))


def _ways(closure: Closure, triple: Triple, inference: Inference) -> Iterator[tuple[Triple, ...]]:
    """Yield the premises from which the rule draws the triple, in each way open in its round."""
    rule = inference.rule
    places = {place for pattern in rule.premises for place in pattern if isinstance(place, str)}
    where = " ".join([*map(str, rule.premises), *rule.filters])
    given = rule.conclusion.match(triple) or {}
    bound = {Variable(place[1:]): term for place, term in given.items()}
    query = f"SELECT {' '.join(sorted(places))} WHERE {{ {where} }}"
    for solution in cast(QuerySolutions, closure.known.query(query, substitutions=bound)):
        terms: dict[str, Term] = {place: solution[place[1:]] for place in places}
        premises = tuple(pattern.fill(terms) for pattern in rule.premises)
        if all(_round(closure, premise) < inference.round for premise in premises):
            yield premises


def _round(closure: Closure, triple: Triple) -> int:
    inference = closure.inferences.get(triple)
    return inference.round if inference else 0
