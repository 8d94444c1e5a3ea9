"""One figure that a document tells in several places is one fact: in headline, text and table.

What says it twice is the number itself, where it is one that hardly recurs by chance (``HKD 148.6
million``, ``6.2%``, ``31,726``), with the same unit, at the same time; where it could (``63``), the
measures must share words too. One of the places is no running text: a headline, a line of a
summary or a slide, a cell. What two tables, two options or two stages say stays apart.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.extraction.facts.gate import merged
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading
from kg.model.currencies import is_currency
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Quantity
from kg.text.folding import fold

_APART = ("option", "question", "stage", "group", "index")
_RATES = ("%", "percentage point")
_UNCOUNTED = ("item", "questionnaire", "respondent")
_CELL_RULE = "table-cell"
_WEAK = ("kg:Document", "kg:Survey")
_GENERIC = "kg:figure"
_MUCH = 10**6  # of money
_DIGITS = 3  # that a number has which hardly recurs by chance
_SENTENCE = "。.!?！？;；"
_TEXT, _LINE, _CELL = range(3)


def unified(facts: Iterable[Fact], readings: Sequence[Reading]) -> list[Fact]:
    """Return the facts, those of one figure as one, at the place of the first of them."""
    facts = list(facts)
    places = _Places(readings)
    alike: dict[tuple[Decimal, Decimal | None], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        if fact.quantity and places.of(fact):
            alike[fact.quantity.value, fact.quantity.maximum].append(number)
    gone: set[int] = set()
    for numbers in alike.values():
        for one, other in _pairs(numbers):
            if gone.isdisjoint((one, other)) and places.repeats(facts[one], facts[other]):
                facts[one] = places.joined(facts[one], facts[other])
                gone.add(other)
    return [fact for number, fact in enumerate(facts) if number not in gone]


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at, one in enumerate(numbers):
        yield from ((one, other) for other in numbers[at + 1 : at + 12])


class _Places:
    """Where in a document facts stand."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._starts = [reading.passage.block.span.start for reading in readings]
        texts = (index for index, each in enumerate(readings) if _kind(each.passage) == _TEXT)
        self._begins = next(texts, 0)

    def of(self, fact: Fact) -> Passage | None:
        """Return the passage that the value of a fact stands in."""
        start = next((e.span.start for e in fact.evidence if e.role == "value"), None)
        index = bisect_right(self._starts, start) - 1 if start is not None else -1
        return self._readings[index].passage if index >= 0 else None

    def repeats(self, one: Fact, other: Fact) -> bool:
        """Tell whether two facts of one value tell one figure."""
        here, there = self.of(one), self.of(other)
        if here is None or there is None or here is there:
            return False
        kinds = {_kind(here), _kind(there)}
        ranked = one.quantity and one.quantity.unit == "rank"  # in one index, or in another
        if ranked or kinds in ({_TEXT}, {_CELL}) or not _same_unit(one, other):
            return False
        if not _same_time(one.time, other.time) or not _same_mood(one, other):
            return False
        headed = self._is_headline(here) or self._is_headline(there)
        if _kept_apart(one, other) or not (headed or _same_subject(one, other)):
            return False
        same = one.subject.id == other.subject.id and bool(_words(one) & _words(other))
        return same or _is_rare(one, headed)

    def _is_headline(self, passage: Passage) -> bool:
        """Tell whether a passage says in short what the text goes on to tell."""
        before = passage.index < self._begins and _kind(passage) == _LINE
        return before or passage.block.kind is BlockKind.HEADING

    def joined(self, one: Fact, other: Fact) -> Fact:
        """Return one fact of two: as running text tells it, and as the better known thing's."""
        first, second = sorted(
            (one, other), key=lambda f: (_is_weak(f), _kind(self.of(f)), f.predicate == _GENERIC)
        )
        evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
        return replace(
            merged(replace(first, evidence=evidence)),
            time=first.time or second.time,
            modality=first.modality if first.modality != "actual" else second.modality,
            quantity=_named(first, second),
        )


def _kind(passage: Passage | None) -> int:
    """Return whether a passage is running text, a line or a cell."""
    if passage is None or passage.block.kind is BlockKind.CELL:
        return _CELL
    kind = passage.block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)
    return _TEXT if kind and passage.text.rstrip(' *_”」"')[-1:] in _SENTENCE else _LINE


def _same_unit(one: Fact, other: Fact) -> bool:
    units = {fact.quantity.unit for fact in (one, other) if fact.quantity}
    return len(units) == 1 or (bool(units & set(_UNCOUNTED)) and not any(map(_is_measure, units)))


def _is_measure(unit: str) -> bool:
    return is_currency(unit) or unit in (*_RATES, "rank", "year", "month", "day", "times", "ratio")


def _same_time(one: str, other: str) -> bool:
    """Tell whether two times do not differ: one is not told, or is told more exactly."""
    short, long = sorted((one.removeprefix("../"), other.removeprefix("../")), key=len)
    return long.startswith(short)


def _same_mood(one: Fact, other: Fact) -> bool:
    """Tell whether two facts do not differ in their sense: a table need not say what is planned."""
    plain = "actual" in (one.modality, other.modality)
    return one.modality == other.modality or (plain and one.time == other.time != "")


def _kept_apart(one: Fact, other: Fact) -> bool:
    if "kg:sampleSize" in (one.predicate, other.predicate):
        return False  # the whole of a table is the sample that the text tells
    told = [{k: v for k, v in fact.dimension if k in _APART} for fact in (one, other)]
    return told[0] != told[1]


def _is_weak(fact: Fact) -> bool:
    """Tell whether a fact is of the document or its survey: of what is left where nothing is.

    So is the cell of a table that names nothing: it is told of what stands around the table.
    """
    surrounded = fact.rule == _CELL_RULE and fact.tier == "B"
    return surrounded or any(curie in _WEAK for curie in fact.subject.types)


def _same_subject(one: Fact, other: Fact) -> bool:
    return one.subject.id == other.subject.id or _is_weak(one) or _is_weak(other)


def _is_rare(fact: Fact, headed: bool) -> bool:
    """Tell whether a number hardly recurs by chance: by its digits; much money in a headline."""
    quantity = fact.quantity
    if quantity is None:
        return False
    value = abs(quantity.value)
    much = headed and is_currency(quantity.unit) and value >= _MUCH
    return much or len(value.normalize().as_tuple().digits) >= _DIGITS


def _words(fact: Fact) -> set[str]:
    """Return pairs of characters of what a fact measures; whole words where they are Latin."""
    told = fold(" ".join((fact.measure, *(value for _, value in fact.dimension)))).casefold()
    latin = {word.rstrip("s") for word in told.split() if word.isascii() and len(word) > 3}
    return latin | {
        told[i : i + 2] for i in range(len(told) - 1) if all(c >= "\u3400" for c in told[i : i + 2])
    }


def _named(first: Fact, second: Fact) -> Quantity | None:
    """Return the quantity of the first with the unit of the second, if that tells more."""
    one, other = first.quantity, second.quantity
    if one and other and one.unit in _UNCOUNTED and other.unit not in _UNCOUNTED:
        return replace(one, unit=other.unit, noun=other.noun)
    return one
