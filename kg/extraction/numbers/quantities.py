"""Quantities: numbers with their unit, bound, range, rate and counted noun.

What is assumed, where the text does not say: ``$`` and 元 are the currencies that the caller
names (元 is the one other currency counted in 元 that the passage names, if any), and so is a
large amount of investment, output or the like without a unit (总投资逾100亿); a share written as
a fraction is a percentage (三分之一: 33.3333 %); 增加一倍 is 1 ``times``, 翻一番 and doubled are 2;
前30名 and top 30 are a rank of at most 30; an age is so many ``item``; as 一 is mostly an article,
only what is bounded, measured, or a single large thing (拥有一座机场) is a quantity.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.extraction.numbers import far_bounds, sharing, units
from kg.extraction.numbers.amounts import (
    Amount,
    alike,
    changes,
    counted_by,
    is_year,
    priced,
    stands,
)
from kg.extraction.numbers.currency import named_yuan
from kg.extraction.numbers.qualifiers import after, before, per
from kg.extraction.numbers.quantity_forms import special
from kg.extraction.numbers.shapes import BARE, CHINESE, DIGITS, ENGLISH, ONE, Shape
from kg.extraction.numbers.share_forms import told_once
from kg.extraction.numbers.sharing import Found
from kg.extraction.times import dates
from kg.extraction.words.numerals import plain
from kg.model.currencies import is_currency
from kg.model.mention import Mention, Qualifier, Quantity

_LEAD = re.compile("[\ue000-\ue004]")
_TO = re.compile(r"[ ]?(?:-|–|—|~|〜|至|到|乃至)[ ]?|[ ]to[ ]")
_AND = re.compile(r"[ ]?(?:and|与|和|至|到)[ ]?")
_DASHES = frozenset("-–—~〜")
_BETWEEN = re.compile(r"(?:\bbetween|介乎|介于)[ ]?\Z", re.IGNORECASE)
_MEASURED_ONE = re.compile(r"(?:连续|为期|历时|历经|满|长达|期限为?|仅|只有)[ ]?\Z")
_MOVED = re.compile(r"(?:升|降|跌|进|退|落|滑)了?[ ]?\Z")
_SINGLE = re.compile(r"(?:有|共|仅|只|建成|其中)[ ]?\Z")
_SINGLE_CLASSIFIERS = frozenset("部座艘架条")
_LAST_YEARS = re.compile(r"[来间内里中以]|[ ]?$|,")
_ENDS = re.compile(r"(?=[,.;)]|$)| (?:in|by|and|over|under|within|on|at|this|last|next)\b")
_PERIODS = re.compile(r"(?:分|共|已|每|办|出|开|连续|推出|发行)[ ]?\Z")
_ONE_OF = re.compile(
    r"[ ](?P<noun>[a-z]{3,20})(?=[ ](?:a|an|per|each|every)[ ](?:day|week|month|quarter|year)\b)"
)
_OVER = re.compile(r"over[ ]?", re.IGNORECASE)
_TIMES = frozenset(("year", "month", "week", "day", "hour", "quarter"))


def find(text: str, dollar: str = "HKD", yuan: str = "CNY") -> list[Mention]:
    """Return the quantities in folded ``text``, sorted, none overlapping.

    ``dollar`` and ``yuan`` are the ISO codes of a bare ``$`` and a bare 元. A mention covers bound,
    currency, number, unit and rate, but not the counted noun.

    >>> text = "逾30家企业,津贴4.5万至6万港元"
    >>> [(text[m.start : m.end], m.meaning.unit) for m in find(text)]
    [('逾30家', 'company'), ('4.5万至6万港元', 'HKD')]
    """
    shape = Shape.of(text, [(m.start, m.end) for m in dates.find(text, None)])
    mentions = list(special(shape))
    if shape.numerals:
        reader = _Reader(shape, {"dollar": dollar, "yuan": named_yuan(shape.text, yuan)})
        mentions += reader.mentions()
    told = told_once(text, sorted(mentions, key=lambda mention: mention.start))
    return far_bounds.bounded(text, told)


class _Reader:
    """Reads plain amounts and their ranges off a shape."""

    def __init__(self, shape: Shape, defaults: dict[str, str]) -> None:
        self._shape = shape
        self._text = shape.shape
        self._defaults = defaults
        self._first = len(self._text) - len(self._text.lstrip())
        self._last = len(self._text.rstrip())

    def mentions(self) -> list[Mention]:
        """Return the quantities that stand on their own, or take their unit from another."""
        found = sharing.shared(list(self._amounts()), self._shape)
        return [Mention(f.start, f.end, (f.quantity,), "quantity") for f in found if f.sure]

    def _amounts(self) -> Iterator[Found]:
        done = 0
        for lead in _LEAD.finditer(self._text):
            if lead.start() < done:
                continue
            low = self._amount(lead.start())
            high = self._upper(low)
            done = (high or low).end
            for found in self._read(low, high):
                if found is not None:
                    yield found
                    done = max(done, found.end)

    def _amount(self, start: int) -> Amount:
        return Amount.at(self._shape, start)

    def _upper(self, low: Amount) -> Amount | None:
        """Return the upper end of a range that begins with ``low``."""
        start = low.before.start
        between = _BETWEEN.search(self._text, max(0, start - 10), start)
        join = (_AND if between else _TO).match(self._text, low.end)
        lead = join and _LEAD.search(self._text, join.end(), join.end() + 24)
        if not join or not lead or before(self._text, lead.start()).start > join.end():
            return None
        high = self._amount(lead.start())
        if not alike(low, high):
            return None  # up 8 per cent to £312 million
        # "by 2 points to 101" is no range: where only one end has a unit, it is the upper one
        loose = (
            low.word and not (high.word or high.before.currency) and join[0].strip() not in _DASHES
        )
        if loose and not between:
            ends = (
                changes(self._text, start)
                and not high.match["unit"]
                and _ENDS.match(self._text, high.end)
            )
            return high if ends and join[0].strip() == "to" else None
        return high

    def _read(self, low: Amount, high: Amount | None) -> list[Found | None]:
        """Return one quantity, or two for a change from ``low`` to ``high``."""
        if high is None:
            return [self._found(low, low, low.value, low.numeral.maximum)]
        left = low.value
        if low.numeral.scale == 1 and not low.word and left * high.numeral.scale < high.value:
            left = plain(left * high.numeral.scale)
        start = low.before.start
        change = changes(self._text, start)
        if left < high.value and not (change and "不等" not in self._text[high.end : high.end + 2]):
            return [self._found(low, high, left, high.value)]
        return [
            self._found(low, low, left, None, high),
            self._found(high, high, high.value, None, low),
        ]

    def _found(
        self,
        low: Amount,
        high: Amount,
        value: Decimal,
        maximum: Decimal | None,
        lender: Amount | None = None,
    ) -> Found | None:
        """Build the quantity from ``low`` to ``high``; ``lender`` lends a unit."""
        amount = high if high.word or not low.word else low
        if lender and not amount.word:
            amount = replace(lender, before=low.before)
        currency = low.before.currency or high.before.currency
        end, bound = after(self._text, high.end)
        unit, noun, sure = self._unit(amount, currency, end)
        if unit is None:
            return None
        end, rate = per(self._text, low.before.start, end, money=is_currency(unit))
        qualifier = self._qualifier(low, unit, bound, end)
        assumed = self._is_assumed(currency or amount.word, unit)
        quantity = Quantity(value, unit, maximum, qualifier, rate, noun, assumed)
        return Found(low.before.start, end, quantity, sure, currency or amount.word)

    def _qualifier(self, low: Amount, unit: str, bound: Qualifier | None, end: int) -> Qualifier:
        written = self._text[low.before.start : low.match.start()]
        if unit in _TIMES and bound is None:
            if written.startswith("近") and _LAST_YEARS.match(self._text, end):
                return Qualifier.EXACT  # 近五年来: in the last five years
            if _OVER.match(written) and low.lead == ENGLISH:
                return Qualifier.EXACT  # over two years: in the course of them
        more = Qualifier.MORE_THAN if low.more else None
        return bound or low.before.qualifier or more or Qualifier.EXACT

    def _unit(self, amount: Amount, currency: str, end: int) -> tuple[str | None, str, bool]:
        """Return the unit (None: not a quantity), the noun, and whether it can stand alone."""
        if currency:
            return self._money(currency), "", True
        if not amount.word:
            return self._uncounted(amount, end)
        kind, unit = units.meaning(amount.word)
        if not self._allowed(amount, kind, unit):
            return None, "", False
        if kind == "currency":
            return self._money(amount.word), "", True
        if kind == "measure":
            return unit, "", True
        thing = units.counted(self._shape.text, end, amount.word)
        if thing and units.abstract(thing.noun):
            return None, "", False
        if thing and thing.unit:
            return thing.unit, thing.noun, True
        if amount.word == "位" and _MOVED.search(
            self._text, max(0, amount.before.start - 6), amount.before.start
        ):
            return "rank", "", True
        unit = units.mentioned(self._text, amount.before.start, amount.word) or unit
        return unit, thing.noun if thing else "", True

    def _is_assumed(self, word: str, unit: str) -> bool:
        """Tell whether the currency is one that the caller named, not the text."""
        return (units.meaning(word)[1] in self._defaults) if word else is_currency(unit)

    def _money(self, word: str) -> str:
        unit = units.meaning(word)[1]
        return self._defaults.get(unit, unit)

    def _allowed(self, amount: Amount, kind: str, unit: str) -> bool:
        """Tell whether the unit can be meant, given how the number is written."""
        marked = bool(amount.more or amount.before.qualifier or amount.halved)
        start = amount.before.start
        if unit == "year" and amount.lead == DIGITS and is_year(amount.value):
            return False
        if amount.lead == BARE:
            return marked
        if amount.word == "期" and not _PERIODS.search(self._text, max(0, start - 6), start):
            return False  # 软件园二期 is a name
        if amount.word in {"点", "分", "P", "x"}:
            return amount.lead == DIGITS
        if amount.lead == ONE and unit != "times" and not marked:
            context = _MEASURED_ONE if kind == "measure" else _SINGLE
            single = kind == "measure" or amount.word in _SINGLE_CLASSIFIERS
            return single and bool(context.search(self._text, max(0, start - 6), start))
        return True

    def _uncounted(self, amount: Amount, end: int) -> tuple[str | None, str, bool]:
        """Read a number without unit: a noun may follow directly (500 firms, 18万企业)."""
        one = amount.lead == ONE and amount.before.qualifier and _ONE_OF.match(self._text, end)
        if one:
            return one["noun"], one["noun"], True
        few = amount.more and amount.value < 10  # 2+计划
        if few or amount.lead in (BARE, ONE):
            return None, "", False
        if priced(self._text, amount, end):
            return self._defaults["yuan"], "", True
        thing = counted_by(self._shape, amount, end)
        if thing:
            named = not units.abstract(thing.noun)
            return (thing.unit if named else None), thing.noun, True
        start = amount.before.start
        named_so = amount.lead != CHINESE or amount.large
        if named_so and (unit := units.named_before(self._shape.text, start)):
            return unit, "", True
        alone = start <= self._first and end >= self._last and not is_year(amount.value)
        return "item", "", amount.lead == DIGITS and (alone or stands(self._text, amount, end))
