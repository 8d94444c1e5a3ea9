"""Whether words state a fact, a forecast, a target or a plan."""

import re

_FORECAST = re.compile(
    r"预计|预测|预期|预料|料将|推算|估计将|将会|将(?=高达|达|有|增|升|降|面临|短缺|需|超|突破|逾|近|约|为|成)|有望|"
    r"\b(?:forecast|projected|projects? (?:that|an?)|expect(?:ed|s)?|will|would|estimated to)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"目标|力争|争取|冀|指标为|\b(?:target|aim(?:s|ed)?|goal)\b", re.IGNORECASE)
_PLAN = re.compile(
    r"计划(?=[在于投设建推拨增])|拟|将于|建议|提议|倡议|呼吁|促请|敦促"
    r"|\b(?:plan(?:s|ned)? to|intend|recommend(?:s|ed)?|propose[sd]?|urge[sd]?"
    r"|call(?:s|ed)? for)\b",
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
