"""Which of the things named in a stretch of text it is about: by their classes and their roles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.discourse.owners import is_done
from kg.extraction.grammar.roles import Role, roles
from kg.extraction.mentions.anaphora import OF_GOVERNMENT, OF_SPEAKER
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.model.fact import Evidence
from kg.model.mention import Entity, Mention, Quantity
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
_PREDICATED = expression(
    r"[\s”」》\"]*(?:[<candidates.predicated>(]|<candidates.predicating>"
    r"|(?:is|are|was|were|has|have|had|will|would|can|costs?|with|earns?|earned)\b)",
    re.IGNORECASE,
)
# A place is no subject inside a longer name (某某線, 某某二廠, 某地至某地高速公路), nor where it is
# only the field of a comparison or what something must lie within (亞洲最大, 境內).
_IN_NAME = expression(
    r"(?:\d{1,2}<candidates.line_numbers>|<candidates.lines><candidates.railways>?|"
    r"<candidates.facilities>"
    r"|<candidates.to>[\u4e00-\u9fff]{2,6}<candidates.ways>)"
)
_RANGE = expression(r"-(?:based|born|listed|wide|style|led)\b|<candidates.ranges>")
_OF_ONE = re.compile(r"\b(?:an?|one) $", re.IGNORECASE)
_FOUNDS = expression(
    r"(?:<candidates.founding>"
    r"|\b(?:launched|set up|established|created|opened|unveiled|inaugurated|founded|built))"
    r"(?:<candidates.founded>|the|an?|its|new|[\s“「《\"'*])*$",
    re.IGNORECASE,
)
_BECOMES = expression(r"<candidates.becoming>[“「《]?\Z")
_ONE_OF = expression(r"[”」》]?[\u4e00-\u9fff]{0,4}<particles.of>?<candidates.one_of>")
ANYTHING = "kg:Entity"
_FOUNDED = ("kg:Institution", "kg:Site")
_REMEMBERED = 1_000  # ranges
_FAR = 60  # code points before what is founded in which its founder stands
_NEXT = 8  # code points of the name of a place right behind another
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
        self._ranks: dict[tuple[str, ...], int] = {}
        self._parts: dict[tuple[int, int, int], tuple[tuple[Mention, Role], ...]] = {}
        self._clauses: dict[tuple[int, int, int], tuple[tuple[Mention, Role], ...]] = {}

    def rank(self, entity: Entity) -> int:
        """Return how likely the thing is a subject; 0 is best, ``len(RANKS)`` is never."""
        known = self._ranks.get(entity.types)
        if known is None:
            is_a = self._terminology.is_a
            ranks = (rank for rank, classes in enumerate(RANKS) if is_a(entity.types, *classes))
            known = self._ranks[entity.types] = next(ranks, len(RANKS))
        return known

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
            (*self.order(entity, role, self._is_founded(reading, mention)), place, mention, entity)
            for place, (mention, role) in enumerate(self.played(reading, start, end))
            if (role <= limit or (role is Role.OBJECT and self._is_set_up(reading, mention)))
            and isinstance(entity := mention.meaning, Entity)
            and not (self.is_place(entity) and self._is_no_subject(reading, mention))
            and not _is_counted(reading, mention)
            and not _is_joined(reading, mention)
            and not _only_acts(mention, classes)
            and (self.fits(entity, classes) or self._is_spoken_of(reading, mention, role, classes))
        ]
        if not offered:
            return None
        sign = 1 if first else -1
        *_, mention, entity = min(offered, key=lambda each: (*each[:3], sign * each[3]))
        weak = tier == "B" or mention.rule.startswith("anaphor")
        evidence = reading.passage.evidence(mention.start, mention.end, "subject")
        return Subject(entity, evidence, "B" if weak else "A")

    def played(self, reading: Reading, start: int, end: int) -> Sequence[tuple[Mention, Role]]:
        """Return what a range names, as :func:`played`: several searches ask of one range."""
        key = (id(reading), start, end)
        known = self._parts.get(key)
        if known is None:
            if len(self._parts) >= _REMEMBERED:
                self._parts.clear()
            bounds = clauses(reading.passage.folded, start, end)
            known = tuple(part for each in bounds for part in self._of_clause(reading, *each))
            self._parts[key] = known
        return known

    def _of_clause(self, reading: Reading, start: int, end: int) -> Sequence[tuple[Mention, Role]]:
        """Return what a clause names: the ranges of a long sentence share all but their last."""
        key = (id(reading), start, end)
        known = self._clauses.get(key)
        if known is None:
            if len(self._clauses) >= _REMEMBERED:
                self._clauses.clear()
            known = self._clauses[key] = tuple(roles(reading, start, end))
        return known

    def order(self, entity: Entity, role: Role, founded: bool = False) -> tuple[bool, Role, int]:
        """Return how near a thing of a role is to what is spoken of; the least is nearest.

        What is just ``founded`` is what the text goes on to speak of, whatever it is.
        """
        rank = 0 if founded else self.rank(entity)
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

    def _is_no_subject(self, reading: Reading, mention: Mention) -> bool:
        folded = reading.passage.folded
        if _OF_ONE.search(folded, max(0, mention.start - 4), mention.start):
            return True  # a Mombasa start-up
        bounds = _RANGE.match(folded, mention.end) is not None
        return bounds or bool(self.part_of_name(reading, mention))

    def part_of_name(self, reading: Reading, mention: Mention) -> int:
        """Return where the longer name ends in which a place stands; 0 where it is a name."""
        folded = reading.passage.folded
        if folded[mention.start].isascii():
            return 0
        if end := part_of_name(folded, mention.end):
            return end
        following = next(reading.within(mention.end, mention.end + _NEXT), None)
        if following is None or following.start != mention.end:
            return 0
        entity = following.meaning
        inner = isinstance(entity, Entity) and self.is_place(entity)
        return self.part_of_name(reading, following) if inner else 0

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

    def _is_set_up(self, reading: Reading, mention: Mention) -> bool:
        """Tell whether a thing is one that texts go on to speak of when somebody acts on it."""
        instrument = isinstance(mention.meaning, Entity) and self.rank(mention.meaning) == 0
        return instrument or self._is_founded(reading, mention)

    def _is_founded(self, reading: Reading, mention: Mention) -> bool:
        """Tell whether a body is founded right there (``成立編劇學院``), and not by a firm.

        What a firm sets up is a part of it, and it goes on to be spoken of.
        """
        entity, start = mention.meaning, max(0, mention.start - _FAR)
        if not isinstance(entity, Entity) or not self._terminology.is_a(entity.types, *_FOUNDED):
            return False
        if not _FOUNDS.search(reading.passage.folded, start, mention.start):
            return False
        before = (each.meaning for each in reading.within(start, mention.start))
        return not any(
            isinstance(thing, Entity) and self._terminology.is_a(thing.types, "kg:Firm")
            for thing in before
        )


def _only_acts(mention: Mention, classes: Classes) -> bool:
    """Tell whether a mention is of who speaks, and not of what is spoken of.

    What a government tells of is of its territory, and what has a class is not *we*.
    """
    spoken = mention.rule == OF_SPEAKER and bool(classes)
    return spoken or mention.rule == OF_GOVERNMENT


def _is_joined(reading: Reading, mention: Mention) -> bool:
    """Tell whether a clause only says who is now one of its own: 成为某计划的首家企业."""
    folded = reading.passage.folded
    becomes = _BECOMES.search(folded, max(0, mention.start - 6), mention.start)
    return bool(becomes and _ONE_OF.match(folded, mention.end))


def _is_counted(reading: Reading, mention: Mention) -> bool:
    """Tell whether what is named is only what is counted of it: ``新建「乡村驿站」40个``."""
    following = next(reading.within(mention.end, mention.end + _NEXT), None)
    quantity = following.meaning if following and following.start == mention.end else None
    if not isinstance(quantity, Quantity) or quantity.unit != "item":
        return False
    return is_done(reading.passage.folded, mention.start)


def part_of_name(folded: str, end: int) -> int:
    """Return where the longer name ends in which a place that ends at ``end`` stands, or 0.

    >>> part_of_name("屏东线全长", 2), part_of_name("屏东全县", 2)
    (3, 0)
    """
    found = _IN_NAME.match(folded, end)
    return found.end() if found else 0


def played(reading: Reading, start: int, end: int) -> Iterator[tuple[Mention, Role]]:
    """Yield the things named in a range of a passage, each with its role in its clause."""
    for bounds in clauses(reading.passage.folded, start, end):
        yield from roles(reading, *bounds)
