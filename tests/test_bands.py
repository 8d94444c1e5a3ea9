"""Answer options that are ranges of an amount have their ends as numbers."""

from decimal import Decimal

import pytest

from kg.extraction.numbers.bands import band
from kg.extraction.numbers.currency import Money
from kg.model.mention import Band

HERE = Money("TWD", "SGD")


@pytest.mark.parametrize(
    ("option", "question", "low", "high", "unit", "assumed"),
    [
        ("20萬以下", "全年支出", None, 200_000, "TWD", True),
        ("20-50萬", "全年支出", 200_000, 500_000, "TWD", True),
        ("50萬或以上", "全年支出", 500_000, None, "TWD", True),
        ("8万至12万日元", "月薪", 80_000, 120_000, "JPY", False),
        ("Under $50,000", "Planned spending", None, 50_000, "SGD", True),
        ("£50,000 to £250,000", "Planned spending", 50_000, 250_000, "GBP", False),
        ("10至49人", "企业规模", 10, 49, "person", False),
        ("5年以上", "从业年期", 5, None, "year", False),
    ],
)
def test_a_range_has_its_ends(
    option: str, question: str, low: int | None, high: int | None, unit: str, assumed: bool
) -> None:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert band(option, question, HERE) == Band(ends[0], ends[1], unit, assumed)


@pytest.mark.parametrize(
    "option",
    [
        "不願透露",
        "成本超过20万元的项目",
        "20%-30%",
        "前10名",
        "20萬元",
        "约20万元",
        "2 or 3 sites, 5 to 9 staff",
    ],
)
def test_what_is_no_range_has_none(option: str) -> None:
    assert band(option, "全年支出", HERE) is None
