"""A thing that is called by the end of its name, or by its kind where it is the only one named.

``北澳數碼化先導計劃 … 先導計劃批出三宗申請``: what ends the name of one thing alone stands for that
thing, where it is no part of another word. ``甲漁業基金（基金）… 基金由政府設立``: so does the kind
that brackets right behind the name give it, or the kind of the one thing so far that bears it in
its name, at the start of a clause that goes on to tell of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.mentions.anaphora import RULE, called, heads
from kg.extraction.passages.reading import Reading
from kg.extraction.words.automaton import Automaton
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology
from kg.text.folding import fold

_CALLABLE = (
    "kg:PolicyInstrument", "kg:Fund", "kg:Project", "kg:Survey", "kg:ComputingResource", "kg:Event",
    "kg:PolicyStatement", "kg:Document", "kg:Site",
)  # fmt: skip
_SHORTEST, _LONGEST = 4, 12  # characters of such an end
_YEARS = expression(
    r"\s*[(\[][^()\[\]]{0,24}[)\]]$|(?:19|20)\d\d(?:<tails.years>|[-—<tails.to>]\d{2,4})?$"
)
_MARKS = "「」『』“”《》〈〉\"' "
_HAN = "\u3400-\u9fff"
# A word of its own: nothing before it but a mark or a word of grammar, and none that goes on.
_BEFORE = expression(rf"(?:^|[^{_HAN}]|<tails.before>)$")
_BEHIND = expression(rf"$|[^{_HAN}]|<tails.behind_first>")
_DEFINED = expression(r"\s?\(<tails.behind>?[“「『]?")
_UNDER = expression(r"(?:根据|按照|依照|依据|按)(?P<head><tails.instruments>)(?=[,,])")
_OWN = expression(
    rf"(?<![{_HAN}])<voices.this>(?P<head>[{_HAN}]{{2,3}}?)(?=[<tails.own_goes_on>,])"
)
_NOT_READ = frozenset({BlockKind.FIELD, BlockKind.FOOTNOTE, BlockKind.BOILERPLATE})


def told(readings: Sequence[Reading], terminology: Terminology) -> tuple[Reading, ...]:
    """Return the readings with a mention for each such word whose thing can be told."""
    found = _Tails(readings, terminology)
    return tuple(found.read(reading) for reading in readings)


class _Tails:
    """Reads the passages of a document in order, and remembers what has been named so far."""

    def __init__(self, readings: Sequence[Reading], terminology: Terminology) -> None:
        self._terminology = terminology
        self._ends: dict[str, set[str]] = {}
        self._things: dict[str, Entity] = {}
        self._first: dict[str, str] = {}
        self._borne_by: dict[tuple[str, str], frozenset[str]] = {}
        self._can_be: dict[tuple[str, ...], bool] = {}
        for reading in readings:
            for mention in reading.mentions:
                if entity := self._callable(mention):
                    self._note(entity, reading.passage.folded[mention.start : mention.end])
            for _, head, identity in self._borne(reading):
                self._first.setdefault(head, identity)
        own = {end: who for end, who in self._ends.items() if len(who) == 1}
        self._whose = {end: next(iter(who)) for end, who in own.items()}
        self._finder = Automaton(self._whose)
        self._named: set[str] = set()
        self._kinds: dict[str, set[str]] = {}
        self._defined: dict[str, str] = {}

    def read(self, reading: Reading) -> Reading:
        """Return a reading with its mentions, and remember those that it has."""
        if reading.passage.block.kind in _NOT_READ:
            return reading
        pointing = (*self._tails(reading), *self._called(reading))
        new = {m.start: m for m in reversed(pointing) if self._is_free(reading, m)}
        self._remember(reading)
        if not new:
            return reading
        kept = (m for m in reading.mentions if not any(_within(m, other) for other in new.values()))
        mentions = sorted((*kept, *new.values()), key=lambda each: each.start)
        return replace(reading, mentions=tuple(mentions))

    @staticmethod
    def _is_free(reading: Reading, found: Mention) -> bool:
        """Tell whether nothing stands in a range but numbers and times (三年行動計劃)."""
        return all(
            m.end <= found.start
            or found.end <= m.start
            or (_within(m, found) and not isinstance(m.meaning, Entity))
            for m in reading.mentions
        )

    def _callable(self, mention: Mention) -> Entity | None:
        entity = mention.meaning
        if not isinstance(entity, Entity) or mention.rule == RULE:
            return None
        if entity.types not in self._can_be:
            self._can_be[entity.types] = self._terminology.is_a(entity.types, *_CALLABLE)
        return entity if self._can_be[entity.types] else None

    def _note(self, entity: Entity, words: str) -> None:
        """Remember the ends of a name, without its quotes and years."""
        name = _bare(words)
        self._things.setdefault(entity.id, entity)
        for length in range(_SHORTEST, min(len(name), _LONGEST + 1)):
            end = name[-length:]
            if not end[:2].isascii() and end.endswith(heads()):
                self._ends.setdefault(end, set()).add(entity.id)

    def _tails(self, reading: Reading) -> Iterator[Mention]:
        folded = reading.passage.folded
        callable_ = ((self._callable(m), m.start) for m in reversed(reading.mentions))
        here = {entity.id: start for entity, start in callable_ if entity}
        for start, end, words in self._finder.longest(folded):
            identity = self._whose[words]
            known = identity in self._named or here.get(identity, end) < start
            bounded = _BEFORE.search(folded, max(0, start - 1), start)
            if known and bounded and _BEHIND.match(folded, end):
                yield Mention(start, end, (self._things[identity],), RULE)

    def _called(self, reading: Reading) -> Iterator[Mention]:
        """Yield the kinds by which a thing is called that has a passage of its own before."""
        folded = reading.passage.folded
        under = ((m.start("head"), m.end("head"), m["head"]) for m in _UNDER.finditer(folded))
        words = [*called(folded), *under]
        own = list(self._borne(reading)) if words else []
        for start, end, head in words:
            here = {who for at, kind, who in own if kind == head and at < start}
            who = self._kinds.get(head, set()) | here
            identity = self._defined.get(head) or (next(iter(who)) if len(who) == 1 else "")
            if identity:
                yield Mention(start, end, (self._things[identity],), RULE)
        for match in _OWN.finditer(folded):
            if identity := self._first.get(match["head"], ""):
                yield Mention(*match.span(), (self._things[identity],), RULE)

    def _borne(self, reading: Reading) -> Iterator[tuple[int, str, str]]:
        """Yield the kinds that the names in a passage end with: where, which, and of what."""
        for mention in reading.mentions:
            if entity := self._callable(mention):
                words = reading.passage.folded[mention.start : mention.end]
                key = entity.id, words
                if key not in self._borne_by:
                    self._borne_by[key] = _ends(words, *(fold(n.text) for n in entity.labels))
                for head in self._borne_by[key]:
                    yield mention.start, head, entity.id

    def _remember(self, reading: Reading) -> None:
        folded = reading.passage.folded
        for _, head, identity in self._borne(reading):
            self._kinds.setdefault(head, set()).add(identity)
        for mention in reading.mentions:
            if entity := self._callable(mention):
                self._named.add(entity.id)
                if head := _defined(folded, mention.end):
                    self._defined[head] = entity.id


def _ends(*names: str) -> frozenset[str]:
    """Return the kinds with which any of some names ends."""
    bare = {_bare(name) for name in names}
    kinds = frozenset(heads())
    lengths = {len(kind) for kind in kinds}
    return frozenset(name[-n:] for name in bare for n in lengths) & kinds


def _within(one: Mention, other: Mention) -> bool:
    return other.start <= one.start and one.end <= other.end


def _bare(words: str) -> str:
    """Return a name without its quotes and years."""
    return _YEARS.sub("", words.strip(_MARKS)).strip(_MARKS)


def _defined(folded: str, position: int) -> str:
    """Return the kind that brackets at a position say a thing is called by: （以下稱「基金」）."""
    found = _DEFINED.match(folded, position)
    rest = folded[found.end() : found.end() + 8] if found else ""
    head = next((each for each in heads() if rest.startswith(each)), "")
    return head if head and rest[len(head) :].lstrip("”」』").startswith(")") else ""
