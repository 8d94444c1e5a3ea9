"""Bounds that stand away from their number, and numbers that their clause says what they are of."""

import pytest

from kg.extraction.numbers.quantities import find
from kg.model.mention import Quantity
from kg.text.folding import fold


def told(text: str) -> list[tuple[str, str, str]]:
    """Return qualifier, number and unit of each figure of a text."""
    quantities = [m.meaning for m in find(fold(text)) if isinstance(m.meaning, Quantity)]
    return [(q.qualifier.value, f"{q.value:g}", q.unit) for q in quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("造船产值不到邻市的三分之一", "less than"),
        ("漁獲量超過全省的一半", "more than"),
        ("票價約為舊線的1.5倍", "about"),
        ("接近去年的两倍", "nearly"),
        ("评分不低于满分的60%", "at least"),
        ("補貼不得超過票價總額的30%", "at most"),
        ("果农最高可申领500元", "at most"),
        ("承租人最高可獲減免80%租金", "at most"),
        ("每户最高补贴3000元", "at most"),
        ("最低可贷款2万元", "at least"),
        ("学费不得超过9000元", "at most"),
        ("床位不应少于120张", "at least"),
        ("Rents must not exceed 30% of income.", "at most"),
    ],
)
def test_a_bound_may_stand_further_off(text: str, expected: str) -> None:
    assert [found[0] for found in told(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "最高海拔8848米",  # of the thing measured
        "占最高学历者的30%",
        "近年来占市场的30%",
        "超市的20%在城北",
        "約定的30%已付",
        "突破性成果的12%",
        "最高法院受理案件300宗",
        "低于去年，占全省的30%",  # of another clause
        "超过5个村，占全县的20%",
    ],
)
def test_what_only_looks_like_a_bound_is_none(text: str) -> None:
    assert told(text)[-1][0] == "exact"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of those hired, 410 were bus drivers and 35 were teachers.", ["person", "person"]),
        ("Of the berths, 42 are moorings.", ["mooring"]),
        ("Only 12 are nurses.", ["person"]),
        ("The quota was cut from 900 to 650 places.", ["place", "place"]),
        ("The fleet grew from 12 in 2020 to 31 buses in 2024.", ["vehicle", "vehicle"]),
        ("Catches fell from 1,200 to about 800 tonnes.", ["tonne", "tonne"]),
        ("Staff numbers fell from 412 to 380 teachers.", ["person", "person"]),
    ],
)
def test_what_is_counted_is_told_of_each_figure(text: str, expected: list[str]) -> None:
    assert [unit for _, _, unit in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 120 were made in factories.", ["item"]),
        ("They moved from 5 offices to 12 sheds.", ["office", "shed"]),
        ("The 3,100 polytechnicians met.", ["person"]),  # no clinic
        ("It rose from 4 to 7 per cent.", ["%", "%"]),
    ],
)
def test_nothing_is_counted_that_is_not_told(text: str, expected: list[str]) -> None:
    assert [unit for _, _, unit in told(text)] == expected
