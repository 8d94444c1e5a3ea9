"""What surrounds a match: its passage, the context given for it, and the topic they offer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kg.extraction.grammar.projection import Projection
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Quantity, TimeExpression
from kg.model.terminology import Terminology


class Passage(Protocol):
    """What is asked of a passage: its folded text, its sentences, and evidence from it."""

    @property
    def text(self) -> str:
        """The text as written; what is quoted comes from it."""

    @property
    def folded(self) -> str:
        """The text that is searched, of the same length."""

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The half-open ranges of its sentences."""

    def sentence_at(self, position: int) -> tuple[int, int] | None:
        """Return the sentence in which a position lies, if it lies in one."""

    def evidence(self, start: int, end: int, role: str) -> Evidence:
        """Return a range of the text as evidence."""


class Topic(Protocol):
    """A subject that the surroundings offer, where, and how directly (tier ``A`` or ``B``)."""

    @property
    def entity(self) -> Entity:
        """The thing."""

    @property
    def evidence(self) -> Evidence:
        """Where it is named."""

    @property
    def tier(self) -> str:
        """``A`` in the same clause, else ``B``."""


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a passage.

    ``document`` is the document as a thing. ``topic`` finds what a match is about when the match
    itself does not say: it is asked with the start of the sentence, the start of the match (passage
    offsets) and the classes that will do (none: any). ``subject`` and ``subject_evidence`` stand in
    for it where there is none. ``time`` is EDTF, used where a sentence has none. ``previous`` are
    facts to inherit from. ``mint`` makes a thing of words and a class, for patterns that allow it.
    """

    document: Entity
    subject: Entity | None = None
    subject_evidence: Evidence | None = None
    time: str = ""
    previous: tuple[Fact, ...] = ()
    topic: Callable[[int, int, tuple[str, ...]], Topic | None] | None = None
    mint: Callable[[str, str], Entity] | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A subject or what is said of it, its evidence, and whether it is a weak link."""

    thing: Entity | str | Quantity
    evidence: tuple[Evidence, ...]
    weak: bool = False


class Surroundings:
    """Looks for the topic of a match: its sentence begins at one offset, itself at another."""

    def __init__(
        self,
        sentence: int,
        position: int,
        passage: Passage,
        projection: Projection,
        context: Context,
        terminology: Terminology,
    ) -> None:
        self._sentence = sentence
        self._position = position
        self._passage = passage
        self._projection = projection
        self._context = context
        self._terminology = terminology

    def topic(self, classes: tuple[str, ...]) -> Party | None:
        """Return the nearest thing of the classes: as the context offers, else as the text does."""
        if self._context.topic is not None:
            topic = self._context.topic(self._sentence, self._position, classes)
            return Party(topic.entity, (topic.evidence,), topic.tier != "A") if topic else None
        return (
            self._named(classes, self._sentence, self._position, "subject")
            or self._named(classes, 0, self._sentence, "antecedent")
            or self._given(classes)
        )

    def _named(self, classes: tuple[str, ...], start: int, end: int, role: str) -> Party | None:
        first, last = self._projection.positions(start, end)
        for position in range(last - 1, first - 1, -1):
            mention = self._projection.mentions.get(position)
            if mention is not None and classes and self._is_of(mention.meaning, classes):
                shown = self._passage.evidence(mention.start, mention.end, role)
                assert isinstance(mention.meaning, Entity)  # noqa: S101 - only entities have classes
                return Party(mention.meaning, (shown,), weak=True)
        return None

    def _given(self, classes: tuple[str, ...]) -> Party | None:
        context = self._context
        if context.subject is None or not self._is_of(context.subject, classes):
            return None
        shown = (context.subject_evidence,) if context.subject_evidence else ()
        return Party(context.subject, shown, weak=True)

    def _is_of(self, meaning: Entity | Quantity | TimeExpression, classes: tuple[str, ...]) -> bool:
        return isinstance(meaning, Entity) and (
            not classes or self._terminology.is_a(meaning.types, *classes)
        )
