"""Two things, as a person calls them, and what is decided about them → the decisions of a store.

They take effect when the documents that were stated with others are loaded again.
"""

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import Store

from kg.errors import NotFound, StoreError
from kg.graph.decisions import Decision, Decisions
from kg.graph.findings import Locator
from kg.querying.checking import documents
from kg.querying.search import find
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Decided:
    """The ``decisions`` with one changed, its two ``nodes``, and names of documents to load again.

    Nodes are identifiers relative to the base.
    """

    decisions: Decisions
    nodes: tuple[str, str]
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The decisions ``taken`` about the nodes of a store.

    A node is called by its identifier (``id/firm-…``), its IRI, or a name that only it has.
    """

    store: Store
    settings: Settings
    taken: Decisions

    def decide(
        self,
        pair: tuple[str, str],
        known: Collection[str],
        *,
        same: bool,
        why: str = "",
        by: str = "",
        on: str = "",
    ) -> Decided:
        """Decide that two are one thing, of which the first stays, or that they are not.

        Identifiers that are ``known`` to everybody are not replaced. Raises NotFound where a name
        is not that of one thing, StoreError where the decision cannot be.
        """
        one, other = self._node(pair[0]), self._node(pair[1])
        if one == other:
            raise StoreError(f"both are {one}", "name two nodes")
        if same and other in known:
            turned = f"keep it: --accept {other} {one}"
            remedy = "join them in ontology/names" if one in known else turned
            raise StoreError(f"{other} is a known name and cannot be replaced", remedy)
        locator = Locator(self.store)
        names = tuple(locator.label(self.settings.iri(node)) for node in (one, other))
        decision = Decision(one, other, same, names, why, by, on)
        return self._changed(self.taken.with_(decision), (one, other))

    def undo(self, pair: tuple[str, str]) -> Decided:
        """Take the decision about two back; NotFound where there is none."""
        one, other = self._called(pair) or (self._node(pair[0]), self._node(pair[1]))
        if self.taken.on((one, other)) is None:
            raise NotFound(f"nothing was decided about {one} and {other}", "see --decided")
        return self._changed(self.taken.without((one, other)), (one, other))

    def _changed(self, changed: Decisions, nodes: tuple[str, str]) -> Decided:
        base = self.settings.base
        stale = (
            name
            for iri, name in documents(self.store).items()
            if not changed.holds(self.store, iri.removeprefix(base), self.settings)
        )
        return Decided(changed, nodes, tuple(stale))

    def _called(self, pair: tuple[str, str]) -> tuple[str, str] | None:
        """Return the nodes of the one decision about two that were called so: one node by now."""
        found = [
            (each.kept, each.other)
            for each in self.taken.taken
            if len(each.names) == 2 and set(pair) == set(each.names)
        ]
        return found[0] if len(found) == 1 else None

    def _node(self, words: str) -> str:
        base = self.settings.base
        identifier = words.removeprefix(base)
        if any(identifier in each.pair for each in self.taken.taken):
            return identifier
        found = [node.value.removeprefix(base) for node in find(self.store, words, self.settings)]
        things = [node for node in found if node.startswith("id/")]
        if len(things) != 1:
            remedy = f"give one of {', '.join(things)}" if things else "name what documents name"
            raise NotFound(f"{words!r} does not name one thing", remedy)
        return things[0]
