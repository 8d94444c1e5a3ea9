"""Whether words state a fact, a forecast, a target or a plan."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kg.model.fact import Fact
from kg.text.folding import fold

_FORECAST = re.compile(
    r"预计|预测|预期|预料|料将|推算|估计将|将会|将(?=高达|达|有|增|升|降|面临|短缺|需|超|突破|逾|近|约|为|成)|有望|"
    r"\b(?:forecast|projected|projects? (?:that|an?)|expect(?:ed|s)?|will|would|estimated to)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"(?<!年度)目标(?!的$|任务的$)|力争|争取|冀|指标为"
    r"|\b(?:target|aim(?:s|ed)?|goal|ambition|(?:we|they) want|wants? to|hopes? to)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"计划(?=[在于投设建推拨增再新引招发举购]|实现|完成|达到|培[育养训]|开[设工展通])|拟|将于|(?<!代表)(?<!委员)建议(?!书|案|[\d、])|提议|倡议|呼吁|促请|敦促|应(?:设立|成立|增[加至设]|提高|扩大|拨款|预留)"
    r"|\b(?:plan(?:s|ned)? to|intend|recommend(?:s|ed)?|propose[sd]?|urge[sd]?"
    r"|call(?:s|ed)? for|should|ought to)\b",
    re.IGNORECASE,
)


def modality(clause: str) -> str:
    """Tell whether folded words state a fact, a forecast, a target or a plan.

    >>> modality("预计到2028年短缺18万人"), modality("已批出5万宗"), modality("目标是培训3000人")
    ('forecast', 'actual', 'target')
    """
    for name, words in (("target", _TARGET), ("forecast", _FORECAST), ("plan", _PLAN)):
        if words.search(clause):
            return name
    return "actual"


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
