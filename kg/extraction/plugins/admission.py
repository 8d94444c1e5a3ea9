"""Claims of a plug-in → facts: only words of the text, read again by our own grammar.

A claim is refused unless each of its slots is an exact part of its sentence (once, or at the offset
given); its figure and its time are what our grammar reads there, and agree with what the plug-in
took them for; its predicate and classes are terms of the ontology and fit each other. What is left
passes the same gate as our own facts. A name that we read ourselves keeps the classes that we gave
it, and what we state already is not stated again: a plug-in adds facts, it changes none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from kg.extraction.extractor import Extraction
from kg.extraction.facts.gate import admit
from kg.extraction.names.identity import identify
from kg.extraction.names.lexicon import is_bounded
from kg.extraction.passages.reading import Reading
from kg.extraction.plugins.protocol import Claim, Plugin, Sentence, Sheet, Slot
from kg.model.document import BlockKind
from kg.model.fact import MODALITIES, Evidence, Fact
from kg.model.mention import Entity, Mention, Quantity, TimeExpression
from kg.model.terminology import Label, Terminology

_UNREAD = frozenset({BlockKind.FIELD, BlockKind.FOOTNOTE, BlockKind.BOILERPLATE, BlockKind.CELL})
_LONGEST_NAME = 80
_TIME_RANGES = ("xsd:date", "xsd:dateTime", "xsd:gYear", "xsd:string", "rdfs:Literal")


class Refused(Exception):
    """A claim that does not hold, and why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the claims about one document: all its facts, and how many were refused."""

    extraction: Extraction
    refused: tuple[str, ...]


def with_claims(extraction: Extraction, plugins: Sequence[Plugin], known: Terminology) -> Outcome:
    """Return the facts of a document with those that plug-ins claim and that hold."""
    if not plugins:
        return Outcome(extraction, ())
    places = list(_sentences(extraction.readings))
    sheet = Sheet(
        extraction.document.name,
        extraction.document.language,
        tuple(
            Sentence(number, reading.passage.text[start:end], reading.passage.index)
            for number, (reading, start, end) in enumerate(places, 1)
        ),
        known,
    )
    refused: list[str] = []
    added: list[Fact] = []
    for plugin in plugins:
        reader = _Reader(plugin, places, extraction, known)
        for claim in plugin.claims(sheet):
            try:
                added += reader.facts(claim)
            except Refused as reason:
                refused.append(f"{plugin.name}: {reason}")
    ours = {fact.id for fact in extraction.facts}
    new = [fact for fact in added if fact.id not in ours]
    facts, rejected = admit(extraction.document, [*extraction.facts, *new], known)
    refused += [f"{item.fact.rule}: {item.reason}" for item in rejected]
    return Outcome(replace(extraction, facts=facts), tuple(refused))


def _sentences(readings: Iterable[Reading]) -> Iterator[tuple[Reading, int, int]]:
    for reading in readings:
        if reading.passage.block.kind not in _UNREAD:
            for start, end in reading.passage.sentences:
                yield reading, start, end


class _Reader:
    """Reads the claims of one plug-in about one document."""

    def __init__(
        self,
        plugin: Plugin,
        places: Sequence[tuple[Reading, int, int]],
        extraction: Extraction,
        known: Terminology,
    ) -> None:
        self._tier = plugin.extractor.tier
        self._rule = f"extractor:{plugin.name}"
        self._places = places
        self._known = known
        self._ours = {
            part.id: part
            for fact in extraction.facts
            for part in (fact.subject, fact.object, fact.speaker)
            if isinstance(part, Entity)
        }

    def facts(self, claim: object) -> list[Fact]:
        """Return the fact that is claimed and those of names it brings; Refused if it fails."""
        if not isinstance(claim, Claim):
            raise Refused("is no claim")
        if claim.modality not in MODALITIES:
            raise Refused(f"unknown modality {claim.modality!r}")
        if claim.sentence not in range(1, len(self._places) + 1):
            raise Refused(f"there is no sentence {claim.sentence!r}")
        term = self._known.properties.get(claim.predicate)
        if term is None:
            raise Refused(f"unknown predicate {claim.predicate!r}")
        reading, start, end = self._places[claim.sentence - 1]
        subject, new, shown = self._entity(reading, start, end, claim.subject, claim.subject_class,
                                           term.domain, "subject")  # fmt: skip
        time, when = self._time(reading, start, end, claim.time)
        fact = Fact(
            "quantity" if term.indicator else "relation",
            subject,
            (reading.passage.evidence(start, end, "statement"), shown, *when),
            self._rule,
            self._tier,
            claim.predicate,
            time=time,
            modality=claim.modality,
        )
        if term.indicator:
            return [*new, self._figure(fact, claim, reading, start, end)]
        return [*new, *self._relation(fact, claim, reading, start, end)]

    def _figure(self, fact: Fact, claim: Claim, reading: Reading, start: int, end: int) -> Fact:
        if claim.value is None:
            raise Refused(f"{claim.predicate} has no value")
        at, until = located(reading.passage.text, start, end, claim.value)
        mention = self._only(reading, at, until, Quantity)
        quantity = mention.meaning
        assert isinstance(quantity, Quantity)  # noqa: S101 (see _only)
        if claim.value.value and not _equal(claim.value.value, quantity):
            raise Refused(f"{claim.value.text!r} is not {claim.value.value!r}")
        if claim.unit and claim.unit != quantity.unit:
            raise Refused(f"{claim.value.text!r} is in {quantity.unit}, not {claim.unit}")
        shown = reading.passage.evidence(mention.start, mention.end, "value")
        words = quantity.noun or claim.predicate.removeprefix("kg:")
        evidence = (*fact.evidence, shown)
        return replace(fact, quantity=quantity, measure=words, evidence=evidence)

    def _relation(
        self, fact: Fact, claim: Claim, reading: Reading, start: int, end: int
    ) -> list[Fact]:
        if claim.object is None:
            raise Refused(f"{claim.predicate} has no object")
        reach = self._known.properties[claim.predicate].range
        if reach in _TIME_RANGES or reach.startswith("xsd:"):
            at, until = located(reading.passage.text, start, end, claim.object)
            words: str = reading.passage.text[at:until]
            if claim.predicate.endswith("On"):
                words = self._time(reading, start, end, claim.object)[0]
            elif reach != "xsd:string":
                raise Refused(f"{claim.predicate} takes no words")
            shown = reading.passage.evidence(at, until, "object")
            return [replace(fact, object=words, evidence=(*fact.evidence, shown))]
        thing, new, shown = self._entity(reading, start, end, claim.object, claim.object_class,
                                         reach, "object")  # fmt: skip
        if thing.id == fact.subject.id:
            raise Refused("relates a thing to itself")
        return [*new, replace(fact, object=thing, evidence=(*fact.evidence, shown))]

    def _entity(
        self, reading: Reading, start: int, end: int, slot: Slot, curie: str, wanted: str, role: str
    ) -> tuple[Entity, list[Fact], Evidence]:
        """Return the thing that a slot names, the fact of it if it is new, and its evidence."""
        at, until = located(reading.passage.text, start, end, slot)
        shown = reading.passage.evidence(at, until, role)
        here = [m for m in reading.mentions if m.start < until and at < m.end]
        same = [m for m in here if (m.start, m.end) == (at, until)]
        for meaning in (one for m in same for one in m.meanings):
            if isinstance(meaning, Entity) and self._fits(meaning.types, wanted):
                return self._ours.get(meaning.id, meaning), [], shown
        if (
            here
            or not is_bounded(reading.passage.folded, at, until)
            or len(slot.text) > _LONGEST_NAME
        ):
            raise Refused(f"{slot.text!r} is no name of its own")
        if curie not in self._known.classes:
            raise Refused(f"unknown class {curie!r}")
        if not self._fits((curie,), wanted):
            raise Refused(f"{curie} does not fit {wanted}")
        words = reading.passage.text[at:until]
        minted = Entity(identify(words, (curie,), self._known), (Label(words),), (curie,))
        if minted.id in self._ours:
            if not self._fits(self._ours[minted.id].types, wanted):
                raise Refused(f"{slot.text!r} is something else")
            return self._ours[minted.id], [], shown
        named = (replace(shown, role="mention"),)
        return minted, [Fact("entity", minted, named, self._rule, self._tier)], shown

    def _time(
        self, reading: Reading, start: int, end: int, slot: Slot | None
    ) -> tuple[str, tuple[Evidence, ...]]:
        if slot is None:
            return "", ()
        at, until = located(reading.passage.text, start, end, slot)
        mention = self._only(reading, at, until, TimeExpression)
        assert isinstance(mention.meaning, TimeExpression)  # noqa: S101 (see _only)
        if not mention.meaning.edtf:
            raise Refused(f"{slot.text!r} is no date")
        return mention.meaning.edtf, (reading.passage.evidence(mention.start, mention.end, "time"),)

    def _only(
        self, reading: Reading, at: int, until: int, kind: type[Quantity] | type[TimeExpression]
    ) -> Mention:
        """Return the one mention in a slot; nothing else there may hold a digit."""
        found = [m for m in reading.within(at, until) if isinstance(m.meaning, kind)]
        text = reading.passage.folded
        if len(found) != 1 or any(
            c.isdigit() for c in text[at : found[0].start] + text[found[0].end : until]
        ):
            words = reading.passage.text[at:until]
            raise Refused(f"{words!r} is no {'figure' if kind is Quantity else 'date'} by itself")
        return found[0]

    def _fits(self, types: tuple[str, ...], wanted: str) -> bool:
        return not wanted.startswith("kg:") or self._known.is_a(types, wanted)


def located(text: str, start: int, end: int, slot: Slot) -> tuple[int, int]:
    """Return where a slot stands within ``text[start:end]``; Refused where it does not, or twice.

    >>> located("He met her. She met him.", 12, 24, Slot("met"))
    (16, 19)
    """
    if not slot.text.strip():
        raise Refused("a slot has no words")
    if slot.start is not None:
        at = start + slot.start
        if slot.start < 0 or text[at : min(end, at + len(slot.text))] != slot.text:
            raise Refused(f"{slot.text!r} does not stand at {slot.start!r}")
        return at, at + len(slot.text)
    at = text.find(slot.text, start, end)
    if at < 0:
        raise Refused(f"{slot.text!r} does not stand in the sentence")
    if text.find(slot.text, at + 1, end) >= 0:
        raise Refused(f"{slot.text!r} stands in the sentence twice")
    return at, at + len(slot.text)


def _equal(claimed: str, quantity: Quantity) -> bool:
    try:
        return Decimal(claimed) in (quantity.value, quantity.maximum)
    except (InvalidOperation, TypeError, ValueError):
        return False
