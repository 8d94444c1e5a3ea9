"""Which of the things named in a stretch of text it is about: by their classes and their roles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.readings import Reading, clauses
from kg.extraction.roles import Role, roles
from kg.model.fact import Evidence
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

# What is more likely the subject of a figure, first to last; anything else (a person, a technology,
# an occupation, a document) is no subject unless a pattern says so.
RANKS = (
    ("kg:PolicyInstrument", "kg:Fund", "kg:Event", "kg:ComputingResource", "kg:Survey"),
    ("kg:Organisation", "kg:Sector", "kg:Project"),
    ("kg:Place",),
)
# What a figure is about only where its clause says something of it: not as a part of a compound.
_SPOKEN_OF = ("kg:TechnologySolution", "kg:TechnologyField", "kg:Occupation", "kg:PopulationGroup")
_PREDICATED = re.compile(
    r"[\s”」》\"]*(?:[占是为将已在现有共达于至自的(]|目前|进入"
    r"|(?:is|are|was|were|has|have|had|will|would|can|costs?|with|earns?|earned)\b)",
    re.IGNORECASE,
)
ANYTHING = "kg:Entity"
_REMEMBERED = 1_000  # ranges
Classes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing, where the document offers it as a subject, and how directly."""

    entity: Entity
    evidence: Evidence
    tier: str = "A"

    def as_context(self, role: str) -> "Subject":
        """Return the same thing as context for a fact elsewhere: evidence of that role, tier B."""
        return Subject(self.entity, replace(self.evidence, role=role), "B")


class Candidates:
    """Chooses among the things that a stretch of text names; for readings that outlive it."""

    def __init__(self, terminology: Terminology) -> None:
        self._terminology = terminology
        self._parts: dict[tuple[int, int, int], tuple[tuple[Mention, Role], ...]] = {}

    def rank(self, entity: Entity) -> int:
        """Return how likely the thing is a subject; 0 is best, ``len(RANKS)`` is never."""
        for rank, classes in enumerate(RANKS):
            if self._terminology.is_a(entity.types, *classes):
                return rank
        return len(RANKS)

    def best(
        self,
        reading: Reading,
        start: int,
        end: int,
        tier: str = "A",
        classes: Classes = (),
        limit: Role = Role.EMBEDDED,
        first: bool = False,
    ) -> Subject | None:
        """Return what a range of a passage is sooner about than any other of its things.

        ``classes``, where given, are those of which it must have one. An instrument, a fund or an
        event that is not governed comes first, then what its clause speaks of; of equals the last
        counts, or with ``first`` the first. Nothing else counts whose role is beyond ``limit``.
        """
        offered = [
            (*self.order(entity, role), place, mention, entity)
            for place, (mention, role) in enumerate(self._played(reading, start, end))
            if (role <= limit or (role is Role.OBJECT and self._is_set_up(mention)))
            and isinstance(entity := mention.meaning, Entity)
            and (self.fits(entity, classes) or self._is_spoken_of(reading, mention, role, classes))
        ]
        if not offered:
            return None
        sign = 1 if first else -1
        *_, mention, entity = min(offered, key=lambda each: (*each[:3], sign * each[3]))
        weak = tier == "B" or mention.rule.startswith("anaphor")
        evidence = reading.passage.evidence(mention.start, mention.end, "subject")
        return Subject(entity, evidence, "B" if weak else "A")

    def _played(self, reading: Reading, start: int, end: int) -> Sequence[tuple[Mention, Role]]:
        """Return what a range names, as :func:`played`: several searches ask of one range."""
        key = (id(reading), start, end)
        known = self._parts.get(key)
        if known is None:
            if len(self._parts) >= _REMEMBERED:
                self._parts.clear()
            known = self._parts[key] = tuple(played(reading, start, end))
        return known

    def order(self, entity: Entity, role: Role) -> tuple[bool, Role, int]:
        """Return how near a thing of a role is to what is spoken of; the least is nearest."""
        rank = self.rank(entity)
        return bool(rank) or role > Role.OBJECT, role, rank

    def fits(self, entity: Entity, classes: Classes) -> bool:
        """Tell whether a thing will do: of the classes asked for, or else a likely subject."""
        wanted = [curie for curie in classes if curie != ANYTHING]
        if wanted:
            return self._terminology.is_a(entity.types, *wanted)
        return self.rank(entity) < len(RANKS)

    def is_place(self, entity: Entity) -> bool:
        """Tell whether the thing is a place and nothing that comes before places."""
        return self.rank(entity) == len(RANKS) - 1

    def _is_spoken_of(
        self, reading: Reading, mention: Mention, role: Role, classes: Classes
    ) -> bool:
        """Tell whether a clause says something of a technology or an occupation itself."""
        entity = mention.meaning
        return (
            role is Role.SUBJECT
            and not classes
            and isinstance(entity, Entity)
            and self._terminology.is_a(entity.types, *_SPOKEN_OF)
            and _PREDICATED.match(reading.passage.folded, mention.end) is not None
        )

    def _is_set_up(self, mention: Mention) -> bool:
        """Tell whether a thing is one that texts go on to speak of when somebody acts on it."""
        return isinstance(mention.meaning, Entity) and self.rank(mention.meaning) == 0


def played(reading: Reading, start: int, end: int) -> Iterator[tuple[Mention, Role]]:
    """Yield the things named in a range of a passage, each with its role in its clause."""
    for bounds in clauses(reading.passage.folded, start, end):
        yield from roles(reading, *bounds)
