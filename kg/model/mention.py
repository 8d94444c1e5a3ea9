"""What a stretch of text means: a thing, a quantity or a time."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kg.model.terminology import Label


class Qualifier(StrEnum):
    """How a stated value relates to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    LESS_THAN = "less than"


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that facts are about.

    ``labels`` hold every known name, the form used in the text among them; ``types`` the most
    specific classes as CURIEs, best first. ``known`` tells a curated name from a discovered one.
    """

    id: str
    labels: tuple[Label, ...]
    types: tuple[str, ...]
    known: bool = False

    @property
    def name(self) -> str:
        """The first label."""
        return self.labels[0].text


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, in base units (5.02万 is 50200; 13 % is 13).

    ``maximum`` is set for a range. ``unit`` follows the facts interface: ``person``, ``%``,
    ``rank``, an ISO 4217 code, the English singular of the counted thing, or ``item``.
    ``noun`` is the counted noun as written (``家``, ``人``, ``個AI政策措施``) where there is one.
    ``assumed`` tells that the currency is not written with the number (a bare ``$`` or 元) but
    taken from what else the document says.
    """

    value: Decimal
    unit: str
    maximum: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    per: str = ""
    noun: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The range that an answer option stands for: ``10-30萬`` is from 100000 to 300000.

    An end is None where the band is open. ``unit`` and ``assumed`` are as of a quantity.
    """

    minimum: Decimal | None
    maximum: Decimal | None
    unit: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date, period or relative time.

    ``edtf`` follows the facts interface (``2024``, ``2024-10``, ``2024-Q1``, ``2024-H1``,
    ``2019/2022``, ``../2024-Q1``, ``2018/..``, ``2023-24`` for a fiscal year); empty where it is
    relative and no anchor is known. ``earliest`` and ``latest`` bound it, inclusive; None is open.
    ``relative`` tells that the document's own date was needed.
    """

    edtf: str
    earliest: date | None = None
    latest: date | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a passage that means something.

    ``start`` and ``end`` are half-open code-point offsets into the passage's text (not the
    document's). ``meanings`` are the readings, best first: several entities where a name is
    ambiguous, else one. ``meaning`` is the best of them.
    """

    start: int
    end: int
    meanings: tuple[Entity | Quantity | TimeExpression, ...]
    rule: str = ""
    meaning: Entity | Quantity | TimeExpression = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Kept, not looked up: it is read forty times as often as a mention is made.
        object.__setattr__(self, "meaning", self.meanings[0])
