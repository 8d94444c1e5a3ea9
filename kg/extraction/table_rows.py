"""What the rows of a table stand for: things, or measures and totals."""

import re

from kg.extraction.table_units import implied, unit
from kg.text.folding import fold

_MEASURE = re.compile(
    r"(?:数|额|量|值|率|比|价格?|指数|收入|支出|面积|人口|成本)$"
    r"|\b(?:number|value|rate|share|total|index|amount|revenue|spending|income|cost|price"
    r"|output|gdp)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(?:总计|合计|总数|总和|小计|全部|整体|平均|total|all|overall|average|sum|others?|其他)\b|计$",
    re.IGNORECASE,
)
_ENTITIES = (
    ("kg:Sector", re.compile(r"行业|产业|industr|sector", re.IGNORECASE)),
    ("kg:City", re.compile(r"城市|\bcit(?:y|ies)\b", re.IGNORECASE)),
    ("kg:Country", re.compile(r"国家|\bcountr(?:y|ies)\b", re.IGNORECASE)),
    ("kg:Region", re.compile(r"地区|区域|省份|\b(?:region|district|area)s?\b", re.IGNORECASE)),
    ("kg:Firm", re.compile(r"企业|公司|\b(?:company|companies|firms?)\b", re.IGNORECASE)),
    ("kg:University", re.compile(r"大学|院校|\buniversit", re.IGNORECASE)),
    (
        "kg:Occupation",
        re.compile(r"职位|岗位|工种|\b(?:occupation|job|post|role)s?\b", re.IGNORECASE),
    ),
)
_LONGEST = 48  # characters of a name


def names_thing(row: str) -> bool:
    """Tell whether the head of a row is a name, and no total, time, measure or number."""
    folded = fold(row)
    if _TOTAL.search(folded) or re.search(r"\d", folded) or len(row) > _LONGEST:
        return False
    return not (implied(folded) or unit(folded) or _MEASURE.search(folded))


def class_of(corner: str) -> str:
    """Return the class that the head over the row heads gives."""
    return next((curie for curie, words in _ENTITIES if words.search(corner)), "kg:Concept")
