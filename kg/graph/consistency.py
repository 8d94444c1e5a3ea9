"""Whether what a store asserts can all be true, and what clashes where it cannot.

HermiT decides. The contradictions that rules can see are found without it too, so that a machine
without Java tells those, and says that there may be others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg.errors import ReasonerMissing
from kg.graph import clashes, reasoner
from kg.graph.clashes import Clash
from kg.graph.judge import Judge
from kg.graph.premises import dl_axioms, premises
from kg.graph.rules import Rule
from kg.graph.theory import Theory
from kg.settings import Settings

EXPLAINED = 3  # empty classes: where there are many, they mostly have one cause
_PATIENCE = 2  # explaining may take so many times what the verdict may


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found.

    ``consistent`` is None where nothing was found, and not everything looked at, for want of Java:
    then ``missing`` says why. ``empty`` are the classes that can have no members, each with what
    excludes them, as far as that was looked for.
    """

    consistent: bool | None
    clashes: tuple[Clash, ...] = ()
    empty: tuple[tuple[NamedNode, Clash | None], ...] = ()
    missing: str = ""

    @property
    def good(self) -> bool:
        """Whether there is nothing to complain of."""
        return self.consistent is not False and not self.empty


def examine(
    store: Store, settings: Settings, rules: Sequence[Rule], timeout: float = reasoner.TIMEOUT
) -> Finding:
    """Return what a reasoner finds in what the store asserts.

    Raises ReasonerError when it fails, or takes more than ``timeout`` seconds.
    """
    given = [*premises(store, settings), *dl_axioms()]
    theory = Theory.of(given)
    try:
        verdict = reasoner.check(given, timeout)
    except ReasonerMissing as error:
        seen = tuple(clashes.by_rules(theory, rules))
        return Finding(False if seen else None, seen, missing=str(error))
    if not verdict.consistent:
        seen = tuple(clashes.by_rules(theory, rules)) or (_searched(theory, timeout),)
        return Finding(False, seen)
    return Finding(True, empty=tuple(_empty(theory, verdict.unsatisfiable, timeout)))


def _searched(theory: Theory, timeout: float) -> Clash:
    with Judge(_PATIENCE * timeout, clashes.CHECKS) as judge:
        return clashes.explain(theory, judge)


def _empty(
    theory: Theory, unsatisfiable: Sequence[str], timeout: float
) -> Iterator[tuple[NamedNode, Clash | None]]:
    if not unsatisfiable:
        return
    with Judge(_PATIENCE * timeout, clashes.CHECKS) as judge:
        for number, iri in enumerate(unsatisfiable):
            class_ = NamedNode(iri)
            few = number < EXPLAINED
            yield class_, clashes.explain_empty(theory, class_, judge) if few else None
