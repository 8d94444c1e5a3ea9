"""Plain amounts: a number with what touches it, and what a number without unit may count."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.numbers import units
from kg.extraction.numbers.qualifiers import Before, before
from kg.extraction.numbers.shapes import BLANK, CHINESE, DIGITS, NUMERAL, Shape
from kg.extraction.words.expressions import expression
from kg.extraction.words.numerals import Numeral
from kg.extraction.words.wordlists import read

# A unit of time that begins the name of what is counted: 38 day care centres.
_COMPOUND = (
    r"(?![ ](?i:day|night)[ ](?i:care|cent(?:re|er)s?|schools?|nurser(?:y|ies)|trips?|visitors?"
    r"|patients?|surger(?:y|ies)|pupils?|students?|places|buses|markets?|shelters?|flights)\b)"
)
_AMOUNT = expression(
    rf"(?P<n>{NUMERAL})(?P<more><money.odd>|[ ]?\+(?![ ]?[\ue000-\ue004]))?"
    r"(?:<money.classifier>(?P<midst><money.half>)(?P<after><money.time_units>)"
    rf"|{_COMPOUND}[ -]?(?P<unit>{units.UNIT})(?P<half><money.half_no_unit>)?(?P<plus>"
    rf"<money.more>)?)?"
)
_FROM = expression(
    r"(?:<money.from>|(?<!ranging )(?<!ranges )(?<!range )\bfrom)[ ]?\Z", re.IGNORECASE
)
_STATED = expression(r"(?:<money.stated>|[:=]|\b(?:is|was|reached|totall?ed|at|to))[ ]?\Z")
_CHANGED = expression(
    r"(?:<money.changed>"
    r"|\bfrom[ ]\ue000\ue005*(?:[ ](?:in|at)[ ][^,.;]{1,16}?)?[ ]to"
    r"|\b(?:rose|risen|rise|grew|grown|fell|fallen|increased?|dropped|declined?)[ ]to)[ ]?\Z"
)
_ONWARD = expression(rf"[^,。;]{{0,20}}?(?:<times.to_either>|\bto\b)[ ]?{NUMERAL}")
_ARROW = r"(?:[ ]?\([^()]{1,12}\))?[ ]?(?:→|⇒|->)[ ]?"
_ARROW_BEFORE, _ARROW_AFTER = expression(rf"{_ARROW}\Z"), expression(rf"{_ARROW}{NUMERAL}")
# Figures listed by their years: 12 in 2022, 31 in 2024 and 100 by 2030.
_NUMERAL = expression(NUMERAL)
_DATED = rf"[ ](?:in|by)[ ]{BLANK}++"
_DATED_BEFORE = expression(rf"{NUMERAL}{_DATED}(?:,?[ ]and|,)[ ]\Z")
_DATED_AFTER = expression(rf"{_DATED}(?:(?:,?[ ]and|,)[ ]{NUMERAL}{_DATED})?")
_PRICE_BEFORE = expression(r"(?:<money.of_sums>|GDP|<money.of_scale>)[\u4e00-\u9fff ]{0,6}\Z")
_PRICE_AFTER = expression(r"<money.scale>?<particles.of>?[\u4e00-\u9fffA-Z]{0,6}<money.of_funds>")
# A number that its clause says of what it is: Of these, 40 were nurses and 12 are midwives.
_BEGINS = expression(
    r"(?:^|[,;:(]|[.] |\b(?:and|but|while|of (?:which|whom)|only|some)) ?\Z", re.IGNORECASE
)
_COPULA = expression(r"[ ](?:were|are|was|is)(?=[ ](?:[a-z-]+[ ]){0,2}[a-z]+s\b)", re.IGNORECASE)
_NAME = expression(r"(?<![A-Za-z])([A-Z][A-Za-z]*)[ ]\Z")
_OPENERS = expression(
    r"the|in|of|only|just|over|about|some|nearly|with|from|all|our|these|those|last|by|and|a|for|to"
    r"|at|among|around",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what touches it, before it is known what it means."""

    match: re.Match[str]
    numeral: Numeral
    before: Before
    written: str

    @classmethod
    def at(cls, shape: Shape, start: int) -> "Amount":
        """Read the amount whose numeral begins at ``start`` of ``shape``."""
        match = _AMOUNT.match(shape.shape, start)
        assert match is not None  # noqa: S101 - a numeral begins there
        numeral = shape.numerals[start]
        written = shape.text[numeral.start : numeral.end]
        return cls(match, numeral, before(shape.shape, start), written)

    @property
    def end(self) -> int:
        """Where the amount ends, its unit included."""
        return self.match.end()

    @property
    def lead(self) -> str:
        """How the number is written, as in :mod:`kg.extraction.numbers.shapes`."""
        return self.match[0][0]

    @property
    def word(self) -> str:
        """The unit as written, or the empty string."""
        return (
            f"{read().get('money', 'classifier')[0]}{self.match['after']}"
            if self.match["midst"]
            else self.match["unit"] or ""
        )

    @property
    def value(self) -> Decimal:
        """The number, with the half of 两年半 and the sign."""
        value = self.numeral.value + (Decimal("0.5") if self.halved else 0)
        return -value if self.before.negative else value

    @property
    def halved(self) -> bool:
        """Tell whether a half is added, as in 两年半 and 三个半月."""
        return bool(self.match["half"] or self.match["midst"])

    @property
    def more(self) -> bool:
        """Tell whether 多, 余 or ``+`` at the number says that there is more."""
        marks = self.match["more"] or self.match["plus"] or self.numeral.more
        return bool(marks) or read().get("money", "more")[0] in self.word

    @property
    def large(self) -> bool:
        """Tell whether the number is written as only a figure is: 3万, 2,500."""
        return self.numeral.scale >= 1000 or "," in self.written


def is_year(value: Decimal) -> bool:
    """Tell whether a number may be a year."""
    return 1900 <= value <= 2100


def changes(text: str, start: int) -> bool:
    """Tell whether what begins at ``start`` is where a change comes from: 从 …, from …."""
    return _FROM.search(text, max(0, start - 16), start) is not None


def priced(text: str, amount: Amount, end: int) -> bool:
    """Tell whether a large number without unit is money: 总投资逾100亿, 50亿规模的基金."""
    start = amount.before.start
    return amount.large and bool(
        _PRICE_BEFORE.search(text, max(0, start - 16), start) or _PRICE_AFTER.match(text, end)
    )


def counted_by(shape: Shape, amount: Amount, end: int) -> units.Counted | None:
    """Return what a number without unit counts: a noun that follows it directly, if any."""
    if end > amount.end and shape.shape[end - 1].isascii():
        return None  # 65 or above
    if not amount.large and _in_name(shape.shape, amount.before.start):
        return None
    english = amount.lead != CHINESE
    thing = units.counted_english(shape.shape, end) if english else None
    thing = thing or (_predicated(shape.shape, amount, end) if english else None)
    if not thing and (amount.lead == CHINESE or amount.large or not is_year(amount.value)):
        thing = units.counted(shape.text, end)
    if not thing or not thing.unit:
        return None
    if amount.lead == CHINESE:  # only 九市, 五校: a single character, and not 二人
        return thing if len(thing.noun) == 1 and amount.value > 2 else None
    return thing if amount.lead == DIGITS or thing.noun.isascii() else None


def _predicated(text: str, amount: Amount, end: int) -> units.Counted | None:
    """Return what a number that is the whole subject of its clause is said to be of."""
    begins = _BEGINS.search(text, max(0, amount.before.start - 24), amount.before.start)
    copula = _COPULA.match(text, end) if begins else None
    return units.counted_english(text, copula.end()) if copula else None


def _in_name(text: str, start: int) -> bool:
    """Tell whether the number at ``start`` ends a name: Windows 11, Fortune 500."""
    name = _NAME.search(text, max(0, start - 24), start)
    return name is not None and not _OPENERS.fullmatch(name[1])


def stands(text: str, amount: Amount, end: int) -> bool:
    """Tell whether a number without unit is a figure all the same: large, bounded, or changing."""
    start = amount.before.start
    near = max(0, start - 16)
    bounded = amount.before.qualifier is not None or end > amount.end
    if amount.large or (bounded and amount.value >= 10):
        return True
    if _CHANGED.search(text, max(0, start - 40), start) or _listed_by_year(text, start, end):
        return True
    if changes(text, start) and _ONWARD.match(text, end):
        return True
    if _ARROW_AFTER.match(text, end) or _ARROW_BEFORE.search(text, near, start):
        return True
    return "." in amount.written and _STATED.search(text, near, start) is not None


def _listed_by_year(text: str, start: int, end: int) -> bool:
    """Tell whether a number is one of several that are each told with a year."""
    after = _DATED_AFTER.match(text, end)
    if after is None:
        return False
    return _NUMERAL.search(after[0]) is not None or bool(
        _DATED_BEFORE.search(text, max(0, start - 40), start)
    )


def alike(low: Amount, high: Amount) -> bool:
    """Tell whether two amounts can be the ends of one range: no unit of one is not the other's."""
    words = [amount.before.currency or amount.word for amount in (low, high)]
    if not all(words):
        return True
    kinds = [units.meaning(word) for word in words]
    return kinds[0][1] == kinds[1][1] or {kind for kind, _ in kinds} == {"currency"}
