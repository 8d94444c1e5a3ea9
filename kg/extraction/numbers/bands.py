"""Answer options that are ranges of an amount: ``10-30萬``, ``Under $50,000``, ``5至9年``.

Bands are told by their numbers alone, so that whoever reads the figures can put them in order and
reckon with them. An amount without a unit is money where the question speaks of money.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from kg.extraction.numbers import quantities
from kg.extraction.numbers.currency import Money, defaults
from kg.model.document import Document
from kg.model.fact import Fact
from kg.model.mention import Band, Qualifier, Quantity
from kg.text.folding import fold

_NO_BAND = frozenset({"%", "percentage point", "rank", "ratio", "times", "edition"})
_UP_TO = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN})
_FROM = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_MONEY = re.compile(
    r"额|金|资|收入|支出|开支|成本|薪|租|预算|营收|利润|款"
    r"|\b(?:spend|spending|spent|invest\w*|cost|costs|budgets?|pay|wages?|salar\w+|income|revenue"
    r"|turnover|fund\w*|price|rent|outlay)\b",
    re.IGNORECASE,
)
_AROUND = " \t()[]:;,.、。"


def banded(facts: Iterable[Fact], document: Document) -> Iterator[Fact]:
    """Yield the facts, each with the range that its answer option stands for, where it is one."""
    money = defaults(document)
    for fact in facts:
        option = dict(fact.dimension).get("option", "")
        found = band(option, dict(fact.dimension).get("question", ""), money) if option else None
        yield replace(fact, band=found) if found else fact


def band(option: str, question: str, money: Money) -> Band | None:
    """Return the range that a whole option is, or None.

    >>> found = band("20-50万", "累计投入金额", Money("HKD", "HKD"))
    >>> str(found.minimum), str(found.maximum), found.unit, found.assumed
    ('200000', '500000', 'HKD', True)
    """
    text = fold(option).strip(_AROUND)
    mentions = quantities.find(text, money.dollar, money.yuan)
    if len(mentions) != 1 or (mentions[0].start, mentions[0].end) != (0, len(text)):
        return None
    quantity = mentions[0].meaning
    if not isinstance(quantity, Quantity) or quantity.unit in _NO_BAND:
        return None
    ends = _ends(quantity)
    if ends is None:
        return None
    if quantity.unit == "item" and _MONEY.search(fold(question)):
        return Band(*ends, money.yuan, assumed=True)
    return Band(*ends, quantity.unit, quantity.assumed)


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None] | None:
    """Return the ends of a range or of an open band; None for a single amount."""
    if quantity.maximum is not None:
        return quantity.value, quantity.maximum
    if quantity.qualifier in _UP_TO:
        return None, quantity.value
    return (quantity.value, None) if quantity.qualifier in _FROM else None
