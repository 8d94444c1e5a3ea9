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
                ("Members of clubs", "20400", "person", "", "actual"),
                ("Members of clubs", "26000", "person", "", "target"),
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


def test_the_parts_of_a_sum_are_in_its_unit() -> None:
    table = (
        "# Quay accounts\n\n| 项目 Item | 2022/23 | 2023/24 |\n|---|---|---|\n"
        "| 收入 Income（万元） | 9,105 | 10,280 |\n| – 会费 Fees | 5,460 | 5,870 |\n"
        "| 其中：罚款 Fines | 40 | 55 |\n| 会员 Members | 4,870 | 6,034 |\n"
        "| – 学徒 Apprentices | 70 | 96 |\n"
        "| 船只 Boats | 40 | 42 |\n"
    )
    found = {
        (dict(f.dimension).get("category"), f.quantity.unit, int(f.quantity.value))
        for f in cells(table)
        if f.quantity and f.time == "2023-24"
    }
    assert found == {
        ("收入 Income", "CNY", 102_800_000), ("会费 Fees", "CNY", 58_700_000),
        ("其中：罚款 Fines", "CNY", 550_000), ("会员 Members", "person", 6034),
        ("学徒 Apprentices", "person", 96), ("船只 Boats", "item", 42),
    }  # fmt: skip


@pytest.mark.parametrize(
    "cover",
    [
        "# Annual Report 2023/24\n**Quay Guild Foundation**\n9 May 2024\n",
        "# 2023/24 年度報告｜Annual Report\n**碼頭互助基金 Quay Guild Fund**\n"
        "報告發佈：2024年5月9日\n",
        "# 碼頭互助基金會2023年度報告\n2024年5月9日\n",
    ],
)
def test_what_a_body_counts_in_its_own_report_is_its_own(cover: str) -> None:
    table = "\n## Figures\n\n| Item | 2023 | 2024 |\n|---|---|---|\n| Members | 70 | 96 |\n"
    subjects = {f.subject.name for f in cells(cover + table)}
    assert subjects
    assert subjects <= {"Quay Guild Foundation", "碼頭互助基金", "碼頭互助基金會"}


@pytest.mark.parametrize(
    "cover",
    [
        "# Harbour report 2024\n**Quay Guild Foundation**\n",
        "# Annual Report 2024\n**Department of Fisheries**\n",
        "# Annual Report 2024\n**Quay Guild Foundation**\n**Tweed Policy Centre**\n",
    ],
)
def test_other_reports_are_of_what_they_say(cover: str) -> None:
    table = "\n## Figures\n\n| Item | 2023 | 2024 |\n|---|---|---|\n| Members | 70 | 96 |\n"
    assert {f.subject.types[0] for f in cells(cover + table)} == {"kg:Document"}


def test_rows_of_a_group_bear_the_head_that_stands_once() -> None:
    table = (
        "# 渔港统计\n\n| 港口 | 品种 | 2022年（吨） | 2023年（吨） |\n|---|---|---|---|\n"
        "| 东澳港 | 带鱼 | 1,200 | 1,350 |\n|  | 鲳鱼 | 800 | 760 |\n| 合计 |  | 2,000 | 2,110 |\n"
    )
    found = {dict(f.dimension).get("category") for f in cells(table)}
    assert found == {"东澳港 - 带鱼", "东澳港 - 鲳鱼", "合计"}


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("Length (m)", "metre"),
        ("水深（m）", "metre"),
        ("Turnover ($m)", "USD"),
        ("Logs (m)", "item"),
    ],
)
def test_lengths_are_in_metres_and_sums_in_millions(head: str, unit: str) -> None:
    head_ = f"# Piers\n\n| Pier | {head} | Berths |\n|---|---|---|\n"
    table = head_ + "| Quay | 412 | 4 |\n| Ness | 260 | 3 |\n"
    assert {f.quantity.unit for f in cells(table) if f.quantity and f.quantity.value > 9} == {unit}


WRAPPED = """Harbour statistics

                                  2022        2023
Private boatyards                 2,650       2,984
Logs deposited by private
  yards (million)                 1.9         5.2
Share of piers
  lit at night                    85%         92%
East coast
  Skerry                          12          14
"""


def test_a_head_may_be_broken_over_two_lines() -> None:
    found = {
        (dict(f.dimension).get("category"), f"{f.quantity.value:f}", f.time)
        for f in cells(WRAPPED)
        if f.quantity and f.time == "2023"
    }
    assert found == {
        ("Private boatyards", "2984", "2023"),
        ("Logs deposited by private yards", "5200000", "2023"),
        ("Share of piers lit at night", "92", "2023"),
        ("Skerry", "14", "2023"),
    }


@pytest.mark.parametrize("line", ["East coast", "  Boats of 2023", "  See the notes below."])
def test_a_line_that_stands_out_as_far_as_the_rows_is_none_of_them(line: str) -> None:
    rows = "                   2022      2023\nSkerry             12        14\nNess     9    11\n"
    text = f"Harbour statistics\n\n{rows}{line}\nQuay     5    6\n"
    assert not any("coast" in str(f.dimension) or "notes" in str(f.dimension) for f in cells(text))


SURVEY = "Ferry passenger survey 2026\n\nWe asked 1,204 passengers.\n\n"


def answers(text: str) -> set[tuple[str, str, str, str, str]]:
    """Return rule, value, unit, option and group of the figures of a survey's tables."""
    facts = extractor().extract(read((SURVEY + text).encode(), "a.txt")).facts
    return {
        (
            f.rule,
            f"{f.quantity.value:f}",
            f.quantity.unit,
            kept.get("option", ""),
            kept.get("group", ""),
        )
        for f in facts
        for kept in [dict(f.dimension)]
        if f.quantity and f.evidence[0].quote != "We asked 1,204 passengers."
    }  # fmt: skip


@pytest.mark.parametrize("unit", ["（按航線，%）", " (by line, %)", "（%；按航線）"])
def test_a_head_without_a_corner_and_a_unit_behind_a_remark(unit: str) -> None:
    text = f"表1　乘搭次數{unit}\n\t全體\t東線\n每天\t19\t14\n從不\t36\t34\n樣本數\t1,204\t660\n"
    assert answers(text) == {
        ("survey-table", "19", "%", "每天", "全體"),
        ("survey-table", "14", "%", "每天", "東線"),
        ("survey-table", "36", "%", "從不", "全體"),
        ("survey-table", "34", "%", "從不", "東線"),
        ("sample-size", "660", "person", "", "東線"),
    }


def test_ranks_only_order_the_answers_and_how_many_were_asked_is_no_scale() -> None:
    text = "表2　主要原因（可選多項；n=1,623）\n排名\t原因\t百分比\n1\t票價\t71\n2\t風景\t58\n"
    assert answers(text) == {
        ("survey-table", "71", "%", "票價", ""),
        ("survey-table", "58", "%", "風景", ""),
        ("sample-size", "1623", "person", "", ""),
    }


def test_ranks_of_things_are_figures_of_theirs() -> None:
    text = "| Rank | Port | Boxes |\n|--|--|--|\n| 1 | Koper | 300 |\n| 2 | Split | 200 |\n"
    assert {(value, unit) for _, value, unit, *_ in answers(text)} == {
        ("1", "rank"), ("300", "item"), ("2", "rank"), ("200", "item"),
    }  # fmt: skip


def test_a_row_that_tabs_cut_may_leave_out_its_last_cells() -> None:
    text = "Pier\tBoxes\tShips\nNorth\t300\t12\nSouth\t200\nWest\t\t7\n"
    assert {(f.subject.name, f"{f.quantity.value:f}") for f in cells(text) if f.quantity} == {
        ("North", "300"), ("North", "12"), ("South", "200"), ("West", "7"),
    }  # fmt: skip


def test_firms_that_were_asked_are_counted_as_firms() -> None:
    text = "受訪企業共317間。\n\n表1　原因（n=317）\n原因\t百分比\n票價\t71\n風景\t58\n"
    assert ("sample-size", "317", "company", "", "") in answers(text)
