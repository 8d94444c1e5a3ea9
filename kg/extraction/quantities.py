"""Quantities: numbers with their unit, bound, range, rate and counted noun.

What is assumed, where the text does not say: ``$`` and 元 are the currencies that the caller names
(元 is the one other currency counted in 元 that the passage names, if any); a share written as a
fraction is a percentage (三分之一 is 33.3333 %); 增加一倍 is 1 ``times``, 翻一番 and doubled are 2; 前30名
and top 30 are a rank of at most 30; as 一 is mostly an article, only what is bounded, measured, or a
single large thing (拥有一座机场) is a quantity.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extraction import dates, units
from kg.extraction.numerals import Numeral, plain
from kg.extraction.qualifiers import Before, after, before, per
from kg.extraction.quantity_forms import NUMERAL, Shape, special
from kg.model.mention import Mention, Qualifier, Quantity

_AMOUNT = re.compile(
    rf"(?P<n>{NUMERAL})(?P<more>[多余]|[ ]?\+(?![ ]?[\ue000-\ue004]))?"
    rf"(?:[ -]?(?P<unit>{units.UNIT})(?P<half>半(?![年天月]))?(?P<plus>多)?)?"
)
_LEAD = re.compile("[\ue000-\ue004]")
_TO = re.compile(r"[ ]?(?:-|–|—|~|〜|至|到|乃至)[ ]?|[ ]to[ ]")
_AND = re.compile(r"[ ]?(?:and|与|和|至|到)[ ]?")
_DASHES = frozenset("-–—~〜")
_BETWEEN = re.compile(r"(?:\bbetween|介乎|介于)[ ]?\Z", re.IGNORECASE)
_FROM = re.compile(r"(?:从|(?<!ranging )(?<!ranges )(?<!range )\bfrom)[ ]?\Z", re.IGNORECASE)
_LIST = re.compile(r"[ ]?(?:、|,|和|及|与|或|以及|跟)[ ]?|,?[ ](?:and|or)[ ]")
_MEASURED_ONE = re.compile(r"(?:连续|为期|历时|历经|满|长达|期限为?|仅|只有)[ ]?\Z")
_MOVED = re.compile(r"(?:升|降|跌|进|退|落|滑)了?[ ]?\Z")
_SINGLE = re.compile(r"(?:有|共|仅|只|建成|其中)[ ]?\Z")
_SINGLE_CLASSIFIERS = frozenset("部座艘架条")
_LAST_YEARS = re.compile(r"[来间内里中以]|[ ]?$|,")
_STATED = re.compile(
    r"(?:达到?|为|是|共|合计|总计|增至|减至|升至|降至|跌至|至|[:=]|\b(?:is|was|reached|totall?ed|at|to))[ ]?\Z"
)
_CHANGED = re.compile(
    r"(?:[升增降减跌扩高落加少缩涨大容][至到为]"
    r"|\bfrom[ ]\ue000\ue005*[ ]to|\b(?:rose|risen|rise|grew|grown|fell|fallen|increased?|dropped|declined?)[ ]to)[ ]?\Z"
)
_ONWARD = re.compile(rf"[^,。;]{{0,8}}?(?:至|到|\bto\b)[ ]?{NUMERAL}")
_PRICE_BEFORE = re.compile(
    r"(?:投资|资金|金额|产值|营收|收入|支出|拨款|总额|基金|市值|融资|利润|预算|补贴|成本|注资|GDP|生产总值"
    r"|贸易额|交易额|产业规模|经济规模)[\u4e00-\u9fff ]{0,6}\Z"
)
_PRICE_AFTER = re.compile(r"(?:规模)?的?[\u4e00-\u9fffA-Z]{0,6}(?:基金|资金|投资|规模)")
_OVER = re.compile(r"over[ ]?", re.IGNORECASE)
_TIMES = frozenset(("year", "month", "week", "day", "hour", "quarter"))
_YUAN = {"港元": "HKD", "港币": "HKD", "HK$": "HKD", "HKD": "HKD", "澳门元": "MOP", "MOP": "MOP"}
_YUAN |= {"新台币": "TWD", "NT$": "TWD", "新加坡元": "SGD", "S$": "SGD", "人民币": "CNY", "RMB": "CNY"}
_NAMED_YUAN = re.compile("|".join(re.escape(word) for word in _YUAN))


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with what touches it, before it is known what it means."""

    match: re.Match[str]
    numeral: Numeral
    before: Before
    end: int

    @property
    def lead(self) -> str:
        return self.match[0][0]

    @property
    def word(self) -> str:
        return self.match["unit"] or ""

    @property
    def value(self) -> Decimal:
        """The number, with the half of 两年半 and the sign."""
        value = self.numeral.value + (Decimal("0.5") if self.match["half"] else 0)
        return -value if self.before.negative else value

    @property
    def more(self) -> bool:
        """Tell whether 多, 余 or ``+`` at the number says that there is more."""
        return bool(
            self.match["more"] or self.match["plus"] or self.numeral.more or "多" in self.word
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity in the making; ``unit`` is None where it has none of its own."""

    start: int
    end: int
    quantity: Quantity
    sure: bool
    bare: bool = False


def find(text: str, dollar: str = "HKD", yuan: str = "CNY") -> list[Mention]:
    """Return the quantities in folded ``text``, sorted, none overlapping.

    ``dollar`` and ``yuan`` are the ISO codes of a bare ``$`` and a bare 元. A mention covers bound,
    currency, number, unit and rate, but not the counted noun.

    >>> text = "逾50家企业,津贴5.5万至6万港元"
    >>> [(text[m.start : m.end], m.meaning.unit) for m in find(text)]
    [('逾50家', 'company'), ('5.5万至6万港元', 'HKD')]
    """
    shape = Shape.of(text, [(m.start, m.end) for m in dates.find(text, None)])
    mentions = list(special(shape))
    reader = _Reader(shape, {"dollar": dollar, "yuan": _yuan(shape.text, yuan)})
    return sorted(mentions + reader.mentions(), key=lambda mention: mention.start)


def _yuan(text: str, default: str) -> str:
    """Return what 元 is worth here: the only currency counted in 元 that is named, if any."""
    codes = {_YUAN[word] for word in _NAMED_YUAN.findall(text)}
    return codes.pop() if len(codes) == 1 else default


class _Reader:
    """Reads plain amounts and their ranges off a shape."""

    def __init__(self, shape: Shape, defaults: dict[str, str]) -> None:
        self._shape = shape
        self._text = shape.shape
        self._defaults = defaults
        self._first = len(self._text) - len(self._text.lstrip())
        self._last = len(self._text.rstrip())

    def mentions(self) -> list[Mention]:
        """Return the quantities that stand on their own, or take their unit from the next."""
        found = list(self._amounts())
        for i in range(len(found) - 2, -1, -1):
            left, right = found[i], found[i + 1]
            if left.bare and right.sure and _LIST.fullmatch(self._text, left.end, right.start):
                heir = replace(left.quantity, unit=right.quantity.unit, noun=right.quantity.noun)
                found[i] = replace(left, quantity=heir, sure=True)
        return [Mention(f.start, f.end, (f.quantity,), "quantity") for f in found if f.sure]

    def _amounts(self) -> Iterator[_Found]:
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

    def _amount(self, start: int) -> _Amount:
        match = _AMOUNT.match(self._text, start)
        if match is None:
            raise AssertionError(start)
        return _Amount(match, self._shape.numerals[start], before(self._text, start), match.end())

    def _upper(self, low: _Amount) -> _Amount | None:
        """Return the upper end of a range that begins with ``low``."""
        start = low.before.start
        between = _BETWEEN.search(self._text, max(0, start - 10), start)
        join = (_AND if between else _TO).match(self._text, low.end)
        lead = join and _LEAD.search(self._text, join.end(), join.end() + 24)
        if not join or not lead or before(self._text, lead.start()).start > join.end():
            return None
        high = self._amount(lead.start())
        # "by 2 points to 101" is no range: where only one end has a unit, it is the upper one
        loose = low.word and not (high.word or high.before.currency) and join[0].strip() not in _DASHES
        return None if loose and not between else high

    def _read(self, low: _Amount, high: _Amount | None) -> list[_Found | None]:
        """Return one quantity, or two for a change from ``low`` to ``high``."""
        if high is None:
            return [self._found(low, low, low.value, low.numeral.maximum)]
        left = low.value
        if low.numeral.scale == 1 and not low.word and left * high.numeral.scale < high.value:
            left = plain(left * high.numeral.scale)
        start = low.before.start
        change = _FROM.search(self._text, max(0, start - 16), start)
        if left < high.value and not (change and "不等" not in self._text[high.end : high.end + 2]):
            return [self._found(low, high, left, high.value)]
        return [self._found(low, low, left, None, high), self._found(high, high, high.value, None)]

    def _found(
        self,
        low: _Amount,
        high: _Amount,
        value: Decimal,
        maximum: Decimal | None,
        lender: _Amount | None = None,
    ) -> _Found | None:
        """Build the quantity from ``low`` to ``high``; ``lender`` has the unit if they have none."""
        amount = high if high.word or not low.word else low
        if lender and not amount.word:
            amount = replace(lender, before=low.before)
        currency = low.before.currency or high.before.currency
        end, bound = after(self._text, high.end)
        unit, noun, sure = self._unit(amount, currency, end)
        if unit is None:
            return None
        end, rate = per(self._text, low.before.start, end, money=unit.isupper())
        qualifier = self._qualifier(low, unit, bound, end)
        quantity = Quantity(value, unit, maximum, qualifier, rate, noun)
        return _Found(low.before.start, end, quantity, sure, not amount.word and not currency)

    def _qualifier(self, low: _Amount, unit: str, bound: Qualifier | None, end: int) -> Qualifier:
        written = self._text[low.before.start : low.match.start()]
        if unit in _TIMES and bound is None:
            if written.startswith("近") and _LAST_YEARS.match(self._text, end):
                return Qualifier.EXACT  # 近五年来: in the last five years
            if _OVER.match(written) and low.lead == "\ue002":
                return Qualifier.EXACT  # over two years: in the course of them
        more = Qualifier.MORE_THAN if low.more else None
        return bound or low.before.qualifier or more or Qualifier.EXACT

    def _unit(self, amount: _Amount, currency: str, end: int) -> tuple[str | None, str, bool]:
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
        if amount.word == "位" and _MOVED.search(self._text, max(0, amount.before.start - 6), amount.before.start):
            return "rank", "", True
        unit = units.mentioned(self._text, amount.before.start, amount.word) or unit
        return unit, thing.noun if thing else "", True

    def _money(self, word: str) -> str:
        unit = units.meaning(word)[1]
        return self._defaults.get(unit, unit)

    def _allowed(self, amount: _Amount, kind: str, unit: str) -> bool:
        """Tell whether the unit can be meant, given how the number is written."""
        marked = bool(amount.more or amount.before.qualifier or amount.match["half"])
        start = amount.before.start
        if unit == "year" and amount.lead == "\ue000" and _is_year(amount.value):
            return False
        if amount.lead == "\ue003":
            return marked
        if amount.word in {"点", "分", "P", "x"}:
            return amount.lead == "\ue000"
        if amount.lead == "\ue004" and unit != "times" and not marked:
            context = _MEASURED_ONE if kind == "measure" else _SINGLE
            single = kind == "measure" or amount.word in _SINGLE_CLASSIFIERS
            return single and bool(context.search(self._text, max(0, start - 6), start))
        return True

    def _uncounted(self, amount: _Amount, end: int) -> tuple[str | None, str, bool]:
        """Read a number without unit: a noun may follow directly (500 firms, 18万企业)."""
        plus = bool(amount.match["more"]) and amount.value < 10  # 1+计划
        if plus or amount.lead in "\ue003\ue004":
            return None, "", False
        large = amount.numeral.scale >= 1000 or "," in self._written(amount)
        if large and self._priced(amount, end):
            return self._defaults["yuan"], "", True
        thing = self._thing(amount, end, large)
        if thing and (large or not self._named(amount)):
            return thing.unit, thing.noun, True
        return "item", "", amount.lead == "\ue000" and self._stands(amount, end, large)

    def _thing(self, amount: _Amount, end: int, large: bool) -> units.Counted | None:
        """Return the known noun, or English plural, that follows a number directly."""
        if end > amount.end and self._text[end - 1].isascii():
            return None  # 65 or above
        if amount.lead == "\ue001":
            thing = units.counted(self._shape.text, end)
            return thing if thing and len(thing.noun) == 1 and amount.value > 2 else None
        thing = units.counted_english(self._text, end)
        if not thing and amount.lead == "\ue000" and (large or not _is_year(amount.value)):
            thing = units.counted(self._shape.text, end)
        return thing if thing and thing.unit else None

    def _priced(self, amount: _Amount, end: int) -> bool:
        """Tell whether a large number without unit is money: 总投资逾100亿, 50亿规模的基金."""
        start = amount.before.start
        return bool(
            _PRICE_BEFORE.search(self._text, max(0, start - 16), start)
            or _PRICE_AFTER.match(self._text, end)
        )

    def _written(self, amount: _Amount) -> str:
        return self._shape.text[amount.numeral.start : amount.numeral.end]

    def _named(self, amount: _Amount) -> bool:
        """Tell whether the number belongs to a name before it: Windows 11, Fortune 500."""
        name = _NAME.search(self._text, max(0, amount.before.start - 24), amount.before.start)
        return name is not None and name[1].lower() not in _OPENERS

    def _stands(self, amount: _Amount, end: int, large: bool) -> bool:
        """Tell whether a number without unit is a figure all the same."""
        start = amount.before.start
        year = _is_year(amount.value)
        alone = not year and start <= self._first and end >= self._last
        stated = "." in self._written(amount) and _STATED.search(self._text, max(0, start - 9), start)
        stated = stated or _CHANGED.search(self._text, max(0, start - 16), start)
        stated = stated or (
            _FROM.search(self._text, max(0, start - 16), start) and _ONWARD.match(self._text, end)
        )
        marked = amount.before.qualifier is not None or end > amount.end
        bounded = marked and amount.value >= 10
        return alone or large or bounded or bool(stated)


def _is_year(value: Decimal) -> bool:
    return 1900 <= value <= 2100


_NAME = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z]*)[ ]\Z")
_OPENERS = frozenset("the in of over about some nearly with from all our these those last by and a".split())
