"""A fact, and the evidence that its document states it."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kg.model.mention import Band, Entity, Quantity
from kg.model.span import Span

_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode

MODALITIES = ("actual", "forecast", "target", "plan")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quoted stretch of the document, and its part in the fact.

    ``document.text[span.start:span.end] == quote``, always. Roles: ``statement`` (the clause, cell,
    list item or slide line that states the fact), ``mention`` (of an entity), ``subject``,
    ``predicate``, ``object``, ``value``, ``unit``, ``qualifier``, ``time``, ``option``, ``group``;
    and as context only ``heading``, ``question``, ``header``, ``caption``, ``context``,
    ``citation``, ``speaker``, ``time-anchor``, ``antecedent``.
    """

    span: Span
    quote: str
    role: str


@dataclass(frozen=True)
class Fact:
    """One thing that a document says.

    ``kind`` is ``entity``, ``relation``, ``quantity`` or ``document``. ``predicate`` is a CURIE (of
    a property, or of the indicator that a quantity measures), empty for an entity. ``object`` is
    an entity, or the words of a literal; it is None for entities and quantities. ``time`` is EDTF
    as in :class:`~kg.model.mention.TimeExpression`. ``dimension`` holds ``question``, ``option``
    and ``group`` of a survey answer, else what tells two figures of a subject apart.
    ``modality`` is ``actual``, ``forecast``, ``target`` or ``plan``. ``tier`` is ``A`` (explicit
    structure), ``B`` (heuristic link) or ``C`` (candidate, not asserted); ``rule`` names the rule
    that found it. ``band`` is the range that the option of a survey answer stands for, if any.
    """

    kind: str
    subject: Entity
    evidence: tuple[Evidence, ...]
    rule: str
    tier: str = "A"
    predicate: str = ""
    object: Entity | str | None = None
    quantity: Quantity | None = None
    measure: str = ""
    time: str = ""
    dimension: tuple[tuple[str, str], ...] = ()
    modality: str = "actual"
    speaker: Entity | None = None
    band: Band | None = None

    @cached_property
    def id(self) -> str:
        """A hash of the content: not of the evidence, tier or rule, so that it is stable."""
        object_ = self.object.id if isinstance(self.object, Entity) else self.object
        q = self.quantity
        amount = [_plain(q.value), _plain(q.maximum), q.qualifier, q.unit, q.per] if q else None
        content = [
            self.kind, self.subject.id, self.predicate, object_, amount, self.measure, self.time,
            sorted(self.dimension), self.modality, self.speaker.id if self.speaker else None,
        ]  # fmt: skip
        return hashlib.sha256(_encoded(content).encode()).hexdigest()[:16]


def _plain(number: Decimal | None) -> str | None:
    """Return the number in digits, alike for 3 and 3.0."""
    return None if number is None else f"{number.normalize():f}"
