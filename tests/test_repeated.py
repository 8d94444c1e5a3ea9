"""A figure that headline, text and table tell is one fact with several places."""

import pytest

from kg.model.fact import Fact
from kg.reading.reader import read
from tests.extracting import extractor


def told(text: str, value: str) -> list[Fact]:
    facts = extractor().extract(read(text.encode(), "a.md")).facts
    return [fact for fact in facts if fact.quantity and f"{fact.quantity.value:f}" == value]


PLAN = (
    "# 南岛冷链行动方案\n\n2025年，南岛市冷链企业217家，实现产值94.6亿元。到2030年，"
    "产值突破318亿元。\n\n| 指标 | 2025年 | 2030年 |\n|--|--|--|\n| 产值（亿元） | 94.6 | 318 |\n"
    "| 企业（家） | 217 | 380 |\n"
)


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        (PLAN, "217", {"217家", "217"}),
        (PLAN, "9460000000", {"94.6亿元", "94.6"}),
        (PLAN, "31800000000", {"突破318亿元", "318"}),
        (
            "# Kestrel Fund puts €24 million into piers\n\nThe Kestrel Fund has put €24 million "
            "into piers.\n",
            "24000000",
            {"€24 million"},
        ),
        (
            "# Annual Report 2024\n\n- HKD 148.6 million awarded\n\nThe Kestrel Fund awarded HKD "
            "148.6 million in 2024.\n",
            "148600000",
            {"HKD 148.6 million"},
        ),
    ],
)
def test_one_figure_in_several_places_is_one_fact(text: str, value: str, places: set[str]) -> None:
    (fact,) = told(text, value)
    shown = [e for e in fact.evidence if e.role == "value"]
    assert len(shown) > 1
    assert {e.quote for e in shown} == places
    assert all(e.span.of(text) == e.quote for e in fact.evidence)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # two cells; two sentences; two times
        ("| Pier | Boxes |\n|--|--|\n| North | 1,217 |\n| South | 1,217 |\n", "1217"),
        (
            "# Notes\n\nIn 2024 the port hired 1,217 welders.\n\n"
            "| Welders | 2023 | 2024 |\n|--|--|--|\n| Hired | 1,217 | 940 |\n",
            "1217",
        ),
        ("# Notes\n\nThe yard has 412 welders. The pier has 412 welders.\n", "412"),
    ],
)
def test_what_two_places_tell_of_two_things_stays_apart(text: str, value: str) -> None:
    assert len(told(text, value)) > 1
