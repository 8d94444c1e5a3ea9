"""Which nodes are one thing, and which are not: what a person has decided, and its effect.

Decisions are kept in the store, in ``decisions.toml`` beside the graphs: they are about nodes that
documents made, not about the names that everybody knows (those stand in ``ontology/names``). The
file is for people too:

    [[decision]]
    same = ["id/person-82141b1948", "id/person-73b5175563"]
    why = "the family name alone"

The first node is kept. ``different`` in place of ``same`` remembers that a proposal was refused.
``names``, ``why``, ``by`` and ``on`` explain; nothing is added that was not given, no clock among
it, so that the same decisions always give the same graph.

A merge is not a link. With ``owl:sameAs`` every query would have to know of it, or a reasoner to
copy each triple of one node to the other; here the loader states what a document says of the second
node about the first, so that all clients see one. Nothing is lost by it: the facts keep their
evidence, and each document's graph records ``second dct:isReplacedBy first`` with the explanation.
Extraction knows nothing of decisions: to take one back is to load the documents again.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from json import dumps
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import StoreError
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.settings import Settings
from kg.vocabulary import DCT, RDFS

FILE = "decisions.toml"
_HEAD = "# Which nodes are one thing, and which are not: written by kg resolve, and by you.\n"
_TEXTS = ("why", "by", "on")


@dataclass(frozen=True, slots=True)
class Decision:
    """Two nodes (identifiers relative to the base) that are one thing, or are not."""

    kept: str
    other: str
    same: bool = True
    names: tuple[str, ...] = ()
    why: str = ""
    by: str = ""
    on: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two nodes, in no order."""
        return frozenset((self.kept, self.other))

    @property
    def explanation(self) -> str:
        """The reason, who gave it and when, as far as these are known."""
        signed = ", ".join(part for part in (self.by, self.on) if part)
        return " — ".join(part for part in (self.why, signed) if part)


@dataclass(frozen=True)
class Decisions:
    """All decisions of one store, in the order in which they were taken."""

    taken: tuple[Decision, ...] = ()

    @cached_property
    def replaced(self) -> Mapping[str, str]:
        """The nodes that are replaced, each with the node that is kept in the end."""
        first = {each.other: each.kept for each in self.taken if each.same}
        return {other: _end(other, first) for other in first}

    def on(self, pair: Iterable[str]) -> Decision | None:
        """Return the decision about two nodes, if there is one."""
        wanted = frozenset(pair)
        return next((each for each in self.taken if each.pair == wanted), None)

    def with_(self, decision: Decision) -> "Decisions":
        """Return the decisions with one more; it takes the place of one about the same nodes.

        Raises StoreError where it contradicts another.
        """
        return checked((*self.without(decision.pair).taken, decision), Path(FILE))

    def without(self, pair: Iterable[str]) -> "Decisions":
        """Return the decisions without the one about two nodes."""
        wanted = frozenset(pair)
        return Decisions(tuple(each for each in self.taken if each.pair != wanted))

    def applied(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """Yield the facts with one node for one thing; a relation to itself says nothing."""
        for fact in facts:
            subject, speaker = self._kept(fact.subject), self._kept(fact.speaker)
            object_ = self._kept(fact.object) if isinstance(fact.object, Entity) else fact.object
            if subject is fact.subject and speaker is fact.speaker and object_ is fact.object:
                yield fact
            elif subject and not (isinstance(object_, Entity) and object_.id == subject.id):
                yield replace(fact, subject=subject, object=object_, speaker=speaker)

    def quads(self, facts: Iterable[Fact], graph: str, settings: Settings) -> Iterator[Quad]:
        """Yield what a document's graph records of the replacements among its facts."""
        named = {
            part.id
            for fact in facts
            for part in (fact.subject, fact.object, fact.speaker)
            if isinstance(part, Entity)
        }
        where = NamedNode(settings.iri(graph))
        for decision in self.taken:
            if decision.same and decision.other in named:
                other = NamedNode(settings.iri(decision.other))
                kept = NamedNode(settings.iri(self.replaced[decision.other]))
                yield Quad(other, DCT.isReplacedBy, kept, where)
                if decision.explanation:
                    yield Quad(other, RDFS.comment, Literal(decision.explanation), where)

    def holds(self, store: Store, document: str, settings: Settings) -> bool:
        """Tell whether a document's graph was stated with these decisions."""
        graph = NamedNode(settings.iri(document))
        candidates = NamedNode(settings.iri(document.replace("doc/", "candidates/", 1)))
        recorded = {
            (quad.subject, quad.object)
            for quad in store.quads_for_pattern(None, DCT.isReplacedBy, None, graph)
        }
        expected = {
            (NamedNode(settings.iri(other)), NamedNode(settings.iri(kept)))
            for other, kept in self.replaced.items()
        }
        if not recorded <= expected:
            return False
        return not any(
            _in_use(store, other, name) for other, _ in expected for name in (graph, candidates)
        )

    def _kept(self, entity: Entity | None) -> Any:  # noqa: ANN401 (as it came)
        if entity is None or entity.id not in self.replaced:
            return entity
        return replace(entity, id=self.replaced[entity.id])


def read(root: Path) -> Decisions:
    """Return the decisions of the store in ``root``; StoreError where the file is malformed."""
    file = root / FILE
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Decisions()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoreError(f"{file}: {error}", "mend the TOML") from error
    except OSError as error:
        raise StoreError(f"cannot read {file}: {error.strerror}", "check its rights") from error
    entries = table.get("decision", [])
    if table.keys() - {"decision"} or not isinstance(entries, list):
        raise StoreError(f"{file}: only [[decision]] is known here", "write [[decision]]")
    taken = tuple(_read(entry, number, file) for number, entry in enumerate(entries, 1))
    return checked(taken, file)


def write(root: Path, decisions: Decisions) -> None:
    """Write the decisions of the store in ``root``, all or nothing."""
    file = root / FILE
    partial = file.with_suffix(".partial")
    try:
        text = _HEAD + "".join(map(_written, decisions.taken))
        partial.write_text(text, encoding="utf-8")
        partial.replace(file)
    except OSError as error:
        raise StoreError(f"cannot write {file}: {error.strerror}", "check its rights") from error


def checked(taken: Sequence[Decision], file: Path) -> Decisions:
    """Return the decisions; StoreError where a node is replaced by two, or by itself."""
    first: dict[str, str] = {}
    for each in taken:
        if each.same and first.setdefault(each.other, each.kept) != each.kept:
            raise StoreError(
                f"{file}: {each.other} is replaced by {first[each.other]} and by {each.kept}",
                "keep one of them",
            )
    for other in first:
        if _end(other, first) == other:
            raise StoreError(f"{file}: {other} is replaced by itself", "keep one of the circle")
    decisions = Decisions(tuple(taken))
    for each in taken:
        one, two = (decisions.replaced.get(node, node) for node in (each.kept, each.other))
        if not each.same and one == two:
            raise StoreError(
                f"{file}: {each.kept} and {each.other} are different, and both are {one}",
                "take one decision back",
            )
    return decisions


def _end(node: str, first: Mapping[str, str]) -> str:
    """Return where the replacements of a node end; the node itself where they go round."""
    at, seen = first[node], {node}
    while at in first:
        if at in seen:
            return node
        seen.add(at)
        at = first[at]
    return at


def _in_use(store: Store, node: NamedNode, graph: NamedNode) -> bool:
    said = (q for q in store.quads_for_pattern(node, None, None, graph))
    if any(q.predicate not in (DCT.isReplacedBy, RDFS.comment) for q in said):
        return True
    return next(store.quads_for_pattern(None, None, node, graph), None) is not None


def _read(entry: Any, number: int, file: Path) -> Decision:  # noqa: ANN401 (any TOML)
    known = {"same", "different", "names", *_TEXTS}
    keys = entry.keys() & {"same", "different"} if isinstance(entry, dict) else set()
    if len(keys) != 1 or entry.keys() - known:
        raise _wrong(file, number, "needs one of same and different, and no other keys")
    (key,) = keys
    pair = entry[key]
    if not (isinstance(pair, list) and len(set(map(str, pair))) == len(pair) == 2):
        raise _wrong(file, number, f"{key} is a list of two nodes")
    if not all(isinstance(node, str) and node.startswith("id/") for node in pair):
        raise _wrong(file, number, "a node is written id/…")
    names = entry.get("names", [])
    texts = [str(entry.get(text, "")) for text in _TEXTS]
    return Decision(pair[0], pair[1], key == "same", tuple(map(str, names)), *texts)


def _wrong(file: Path, number: int, fault: str) -> StoreError:
    return StoreError(f"{file}: decision {number}: {fault}", 'write same = ["id/…", "id/…"]')


def _written(decision: Decision) -> str:
    key = "same" if decision.same else "different"
    lines = ["", "[[decision]]", f"{key} = {_toml([decision.kept, decision.other])}"]
    if decision.names:
        lines.append(f"names = {_toml(decision.names)}")
    texts = ((name, getattr(decision, name)) for name in _TEXTS)
    lines += [f"{name} = {_toml(text)}" for name, text in texts if text]
    return "\n".join(lines) + "\n"


def _toml(value: str | Sequence[str]) -> str:
    """Return strings as TOML: its basic strings escape as those of JSON do."""
    return dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
