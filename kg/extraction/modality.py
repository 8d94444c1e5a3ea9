"""No figure of a time to come is a fact: it is a target or a forecast.

Which words tell of plans, targets and forecasts is in the word sets of the patterns.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kg.model.fact import Fact
from kg.text.folding import fold

# Where a plan says what is to be reached by a time to come.
_REACHED = re.compile(
    r"[达提升增降减扩]至?[到至]|达|突破|超过|不少于|不低于|不超过|以[上下内]|控制在|实现|建成|完成|新增|累计|保持"
    r"|\b(?:by|reach|achieve|at least|no (?:more|fewer|less) than|to be)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(r"(?:\.\./)?(\d{4})(?:-(?:(\d\d)|Q(\d)|H(\d)))?")


def foreseen(facts: Iterable[Fact], now: date | None) -> Iterator[Fact]:
    """Yield the facts; no figure of a time after the document's date ``now`` is actual.

    It is a ``target`` where its statement says what is to be reached, else a ``forecast``.
    """
    for fact in facts:
        later = now is not None and fact.kind == "quantity" and _is_later(fact.time, now)
        if later and fact.modality == "actual":
            said = next((e.quote for e in fact.evidence if e.role == "statement"), "")
            name = "target" if _REACHED.search(fold(said)) else "forecast"
            fact = replace(fact, modality=name)
        yield fact


def _is_later(edtf: str, now: date) -> bool:
    """Tell whether a time begins in a month after a date, or a year after it."""
    found = _STARTS.match(edtf)
    if found is None:
        return False
    year, month, quarter, half = (int(group or 0) for group in found.groups())
    first = month or (3 * quarter - 2 if quarter else 6 * half - 5 if half else 0)
    return (year, first or now.month) > (now.year, now.month)
