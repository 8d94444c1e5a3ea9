"""What a figure is of by its place: what it stands by, describes, or is dealt out to."""

import re
from collections.abc import Callable, Sequence

from kg.extraction.discourse import closing
from kg.extraction.discourse.candidates import Candidates, Classes, Subject
from kg.extraction.figures.distribution import paired, placed, share
from kg.extraction.grammar.roles import Role, is_light
from kg.extraction.passages.reading import Reading
from kg.model.mention import Entity, Mention, Quantity
from kg.model.terminology import Terminology

_WITHIN = re.compile(r"\b(?:in|across|throughout|within) (?:the )?$", re.IGNORECASE)
_DESCRIBES = re.compile(r"的[\s“「《]*(?:新)?")
# What those counted do with an instrument or an event, which the figure is then of.
_PARTIES = ("person", "company", "institution", "university", "household", "country", "item")
_JOINS = re.compile(
    r"申请|报名|参[加与展]|加入|获批?|受惠于|入选|登记|循|通过|完成"
    r"|\b(?:appl(?:y|ied)|join(?:ed)?|obtain(?:ed)?|registered|enrolled|signed up|entered"
    r"|attended|took part|benefited|completed|participated|used)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:against|compared (?:with|to)|versus|than)\s+$", re.IGNORECASE)
_AGAINST_NEXT = re.compile(r",? (?:against|compared (?:with|to)|versus)\b", re.IGNORECASE)
# What money goes to is what it is of: $85 million over four years in the space park.
_GOES_TO = re.compile(
    r"(?: (?:a year|annually|each year))?(?: over (?:the (?:next|coming) )?\w+ (?:years|months))?"
    r" (?:in|for|on|to|towards|into|of) (?:the |its |our |a |an |new )*",
    re.IGNORECASE,
)
_SETS_UP = re.compile(  # 預留5億元設立「某基金」
    r"(?:,?[以用]?(?:设立|成立|推出|推行|创立|开设|兴建|建设|用于|用作|用来|注入|注资)(?:了|新的)?[“「《]?)"
)
_SPENT_ON = ("kg:PolicyInstrument", "kg:Fund", "kg:Project", "kg:Site", "kg:ComputingResource")
_FARTHEST_LINK = 40
_NEAR = 80  # code points before a bracket in which the thing before it is looked for


class Placements:
    """Finds what figures are of by their places, in a document whose passages have been read."""

    def __init__(self, readings: Sequence[Reading], terminology: Terminology) -> None:
        self._readings = readings
        self._terminology = terminology
        self._candidates = Candidates(terminology)

    def described(self, index: int, start: int, end: int) -> Subject | None:
        """Return what the explanation of a figure names: ``30億元：某基金的撥款``."""
        return self._candidates.best(self._readings[index], start, end, "A", (), Role.GOVERNED)

    def dealt(
        self, index: int, sentence: tuple[int, int], mention: Mention, classes: Classes = ()
    ) -> Subject | None:
        """Return the thing to which a clause deals out a figure: ``respectively``."""
        reading = self._readings[index]
        thing = share(reading, sentence, mention)
        if not (thing and isinstance(thing.meaning, Entity)):
            return None
        if not self._candidates.fits(thing.meaning, classes):
            return None
        shown = reading.passage.evidence(thing.start, thing.end, "subject")
        return Subject(thing.meaning, shown)

    def paired(
        self,
        index: int,
        sentence: tuple[int, int],
        mention: Mention,
        mint: Callable[[str, str], Entity],
    ) -> Subject | None:
        """Return the thing that has a figure of its own in a list: ``其中甲市3家、乙市2家``."""
        reading = self._readings[index]
        found = paired(reading, sentence, mention)
        if not found or not self._candidates.fits(found[2], ()):
            return None
        start, end, like = found
        words, named = reading.passage.text[start:end], like
        if all(m.start != start for m in reading.within(start, end)):
            named = mint(words, like.types[0])
        return Subject(named, reading.passage.evidence(start, end, "subject"))

    def placed(self, index: int, clause: tuple[int, int], mention: Mention) -> Subject | None:
        """Return the thing that a figure alone is said of in its clause: ``福岡的8.1小時``."""
        reading = self._readings[index]
        named = placed(reading, clause, mention)
        if not (named and isinstance(named.meaning, Entity)):
            return None
        if not self._candidates.fits(named.meaning, ()):
            return None
        shown = reading.passage.evidence(named.start, named.end, "subject")
        return Subject(named.meaning, shown)

    def ahead(self, index: int, position: int) -> Subject | None:
        """Return the thing right before a bracket that opens at a position: ``某公司（12%）``."""
        reading = self._readings[index]
        near = tuple(reading.within(max(0, position - _NEAR), position))
        last = near[-1] if near else None
        if not last or reading.passage.folded[last.end : position].strip(' ”」》"'):
            return None
        if not isinstance(last.meaning, Entity) or not self._candidates.fits(last.meaning, ()):
            return None
        return Subject(last.meaning, reading.passage.evidence(last.start, last.end, "subject"))

    def after(self, index: int, position: int) -> Subject | None:
        """Return what a figure that ends at a position describes: ``投資4億元的某平台``."""
        reading = self._readings[index]
        for mention in reading.within(position + 1, len(reading.passage.text)):
            if mention.start > position + _FARTHEST_LINK:
                break
            entity = mention.meaning
            if isinstance(entity, Entity):
                link = reading.passage.folded[position : mention.start]
                described = _DESCRIBES.fullmatch(link) and self._candidates.fits(entity, ())
                goes_to = _GOES_TO.fullmatch(link) or _SETS_UP.fullmatch(link)
                if described or (goes_to and self._is_spent_on(entity)):
                    shown = reading.passage.evidence(mention.start, mention.end, "subject")
                    return Subject(entity, shown)
        return None

    def _is_spent_on(self, entity: Entity) -> bool:
        return self._terminology.is_a(entity.types, *_SPENT_ON)

    def where(self, index: int, clause: tuple[int, int], mention: Mention) -> Subject | None:
        """Return the place that a figure holds in, where its clause begins with the figure.

        ``81 % of homes in some islands`` are the islands'; ``X has nine shops in Y`` are X's.
        """
        reading = self._readings[index]
        start = closing.reported(reading.passage.folded, clause[0], mention.start) or clause[0]
        before = reading.passage.folded[start : mention.start]
        against = _AGAINST.search(before) or _AGAINST_NEXT.match(reading.passage.folded, clause[1])
        if not (is_light(before) or closing.counts(before) or against):
            return None
        for other in reading.within(mention.end, clause[1]):
            entity = other.meaning
            if isinstance(entity, Quantity):
                break
            if isinstance(entity, Entity) and self._is_joined(reading, mention, other):
                return Subject(entity, reading.passage.evidence(other.start, other.end, "subject"))
            if isinstance(entity, Entity) and self._terminology.is_a(entity.types, "kg:Place"):
                before = reading.passage.folded[max(mention.end, other.start - 14) : other.start]
                if _WITHIN.search(before):
                    shown = reading.passage.evidence(other.start, other.end, "subject")
                    return Subject(entity, shown)
        return None

    def _is_joined(self, reading: Reading, counted: Mention, other: Mention) -> bool:
        """Tell whether those counted have to do with an instrument: ``300 firms joined X``."""
        entity, quantity = other.meaning, counted.meaning
        assert isinstance(entity, Entity)  # noqa: S101 - the caller saw it
        between = reading.passage.folded[counted.end : other.start]
        return (
            isinstance(quantity, Quantity)
            and quantity.unit in _PARTIES
            and self._candidates.rank(entity) == 0
            and _JOINS.search(between) is not None
        )
