"""Tables of plans and comparisons: unit columns, stages, things that head columns, no answers."""

from functools import cache

import pytest

from kg.conversion import knowledge
from kg.extraction.extractor import Extractor
from kg.model.fact import Fact
from kg.reading.reader import read


@cache
def extractor() -> Extractor:
    return Extractor(knowledge())


def cells(text: str) -> list[Fact]:
    facts = extractor().extract(read(text.encode(), "plan.md")).facts
    assert all(e.span.of(text) == e.quote for f in facts for e in f.evidence)
    return [fact for fact in facts if fact.rule in ("table-cell", "survey-table")]


def told(text: str) -> set[tuple[str, str, str, str, str]]:
    """Return measure, value, unit, time and modality of the cells of a table."""
    return {
        (f.measure, f"{f.quantity.value:f}", f.quantity.unit, f.time, f.modality)
        for f in cells(text)
        if f.quantity
    }


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "# 梅川市养老服务行动计划\n\n"
            "| 序号 | 指标 | 单位 | 2025年现状值 | 2028年目标值 | 属性 |\n"
            "|---|---|---|---|---|---|\n| 1 | 养老床位数 | 万张 | 1.2 | 2.5 | 约束性 |\n"
            "| 2 | 护理型床位占比 | % | 55 | 70 | 预期性 |\n",
            {
                ("养老床位数", "12000", "item", "2025", "actual"),
                ("养老床位数", "25000", "item", "2028", "target"),
                ("护理型床位占比", "55", "%", "2025", "actual"),
                ("护理型床位占比", "70", "%", "2028", "target"),
            },
        ),
        (
            "# Cycling plan\n\n"
            "| Indicator | Unit | Baseline 2024 | Target 2030 |\n|---|---|---|---|\n"
            "| Cycle lanes | km | 120 | 300 |\n| Serious injuries | number | 41 | 10 |\n",
            {
                ("Cycle lanes", "120", "kilometre", "2024", "actual"),
                ("Cycle lanes", "300", "kilometre", "2030", "target"),
                ("Serious injuries", "41", "item", "2024", "actual"),
                ("Serious injuries", "10", "item", "2030", "target"),
            },
        ),
        (
            "# Library targets\n\n| Measure | Actual | Target |\n|---|---|---|\n"
            "| Visits (million) | 1.2 | 1.5 |\n| Members of clubs | 20,400 | 26,000 |\n",
            {
                ("Visits", "1200000", "item", "", "actual"),
                ("Visits", "1500000", "item", "", "target"),
                ("Members of clubs", "20400", "item", "", "actual"),
                ("Members of clubs", "26000", "item", "", "target"),
            },
        ),
        (  # years are no stages, and what stands in a column of numbers may be measured
            "# Yards\n\n| Year | 2022 | 2023 |\n|---|---|---|\n"
            "| Graduates of yard courses | 12 | 13 |\n| Share in towns (%) | 41 | 35 |\n",
            {
                ("Graduates of yard courses", "12", "person", "2022", "actual"),
                ("Graduates of yard courses", "13", "person", "2023", "actual"),
                ("Share in towns", "41", "%", "2022", "actual"),
                ("Share in towns", "35", "%", "2023", "actual"),
            },
        ),
    ],
)
def test_a_table_of_a_plan_tells_what_is_measured_and_which_of_its_columns_are_targets(
    table: str, expected: set[tuple[str, str, str, str, str]]
) -> None:
    assert told(table) == expected


def test_the_numbers_that_count_the_rows_are_no_figures() -> None:
    text = (
        "# 河長計劃\n\n| 序號 | 指標 | 單位 | 目標值 |\n|---|---|---|---|\n"
        "| 1 | 清淤 | 公里 | 46 |\n| 2 | 植樹 | 棵 | 900 |\n"
    )
    facts = extractor().extract(read(text.encode(), "plan.md")).facts
    assert sorted(f.quantity.value for f in facts if f.quantity) == [46, 900]


MIXED = """# Harbours compared

We asked 120 skippers in a survey.

## Fleets

| | Bergen | Esbjerg |
|---|---:|---:|
| Boats (thousand) | 1.2 | 0.9 |
| Share of old boats (%) | 41 | 35 |
| Trainees | 140 | 95 |

## Worries

| Worry | Bergen | Esbjerg |
|---|---|---|
| Fuel | 41% | 35% |
| Crew | 20% | 25% |
"""


def test_rows_of_different_units_are_measures_of_what_heads_the_columns_and_no_answers() -> None:
    found = cells(MIXED)
    compared = [(f.subject.name, f.measure) for f in found if f.rule == "table-cell"]
    assert sorted(compared) == [
        (place, what)
        for place in ("Bergen", "Esbjerg")
        for what in ("Boats", "Share of old boats", "Trainees")
    ]
    asked = [dict(f.dimension) for f in found if f.rule == "survey-table"]
    assert {(a["option"], a["group"]) for a in asked} == {
        (option, place) for option in ("Fuel", "Crew") for place in ("Bergen", "Esbjerg")
    }


def test_the_stage_tells_two_figures_without_a_time_apart() -> None:
    found = cells(
        "# Clubs\n\n| Item | Actual | Target |\n|---|---|---|\n"
        "| Visits | 12 | 15 |\n| Fees ($) | 3 | 2 |\n"
    )
    stages = {dict(f.dimension)["stage"] for f in found}
    assert stages == {"Actual", "Target"}


def test_drawn_bars_are_no_words_of_an_option() -> None:
    text = (
        "# 問卷調查結果\n\n受訪者用過哪些服務？（多選）\n\n"
        "一鍵呼叫　　　████████　41%\n助餐　　　　　██████　30%\n洗衣　　　　　████　20%\n"
    )
    facts = extractor().extract(read(text.encode(), "poll.txt")).facts
    options = {dict(f.dimension)["option"] for f in facts if f.predicate == "kg:responseShare"}
    assert options == {"一鍵呼叫", "助餐", "洗衣"}
