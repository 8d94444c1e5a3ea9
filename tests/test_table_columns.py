"""What the columns of a table are: things of a kind, outcomes of what another column counts."""

import pytest

from kg.model.fact import Fact
from kg.reading.reader import read
from tests.extracting import extractor


def cells(text: str) -> dict[str, Fact]:
    """Return the facts of the cells of a table, by their words."""
    facts = extractor().extract(read(text.encode(), "test.md")).facts
    found = [fact for fact in facts if fact.rule == "table-cell"]
    return {e.quote: fact for fact in found for e in fact.evidence if e.role == "value"}


def table(heads: str, *rows: str) -> str:
    line = "|".join("--" for _ in heads.split("|"))
    return "\n".join(f"| {row} |" for row in (heads, line, *rows))


@pytest.mark.parametrize(
    ("text", "value", "subject"),
    [
        (
            table("項目 | 東園區 | 西園區", "面積（公頃） | 87 | 302", "企業（間） | 60 | 441"),
            "302",
            "西園區",
        ),
        (
            table("指标 | 北湾码头 | 南湾码头", "泊位（个） | 12 | 30", "岸线（米） | 800 | 441"),
            "12",
            "北湾码头",
        ),
        (
            table("Item | North Pier | South Pier", "Area (ha) | 87 | 32", "Staff | 60 | 41"),
            "41",
            "South Pier",
        ),
    ],
)
def test_columns_of_a_kind_are_what_their_cells_are_of(text: str, value: str, subject: str) -> None:
    assert cells(f"# 对比\n\n{text}\n")[value].subject.name == subject


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (table("Item | 2023 | 2024", "Area (ha) | 87 | 32", "Staff | 60 | 41"), "32"),
        (
            table("指标 | 上半年 | 下半年", "收入（万元） | 87 | 302", "员工（人） | 60 | 441"),
            "302",
        ),
        (table("指标 | 增长率 | 完成率", "收入 | 87 | 302", "产量 | 60 | 441"), "302"),
        (table("Item | Actual | Target", "Area (ha) | 87 | 32", "Staff | 60 | 41"), "32"),
    ],
)
def test_times_rates_and_stages_are_no_things(text: str, value: str) -> None:
    assert cells(f"# 对比\n\n{text}\n")[value].subject.types[:1] == ("kg:Document",)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        (
            table("Year | Applications | Refused", "2023 | 2,800 | 900", "2024 | 3,100 | 870"),
            "900",
            "application",
        ),
        (
            table("Year | Applicants | Admitted", "2023 | 2,800 | 900", "2024 | 3,100 | 870"),
            "900",
            "person",
        ),
        (
            table("年份 | 申請 | 獲批", "2023 | 2,800 | 900", "2024 | 3,100 | 870"),
            "870",
            "application",
        ),
        (
            table("Year | Budget | Refused", "2023 | 2,800 | 900", "2024 | 3,100 | 870"),
            "900",
            "item",
        ),
        (
            table("Year | Applications | Depots", "2023 | 2,800 | 900", "2024 | 3,100 | 870"),
            "900",
            "item",
        ),
    ],
)
def test_what_became_of_it_is_counted_as_it_is(text: str, value: str, unit: str) -> None:
    quantity = cells(f"# Review\n\n{text}\n")[value].quantity
    assert quantity
    assert quantity.unit == unit


def test_applications_are_for_what_the_title_names() -> None:
    text = "# Reef Skills Visa: a review\n\nThe Reef Skills Visa opened.\n\n" + table(
        "Year | Applications | Approved", "2023 | 2,800 | 1,900", "2024 | 3,100 | 2,070"
    )
    assert cells(text)["1,900"].subject.name == "Reef Skills Visa"


@pytest.mark.parametrize(
    "before",
    [
        "- 目標：2030年前吸引5萬名學徒\n\n## 對比\n\n",
        "## 人才\n\n- 目標：2030年前吸引5萬名學徒\n\n",
    ],
)
def test_the_time_of_another_figure_is_not_that_of_a_table(before: str) -> None:
    rows = table("項目 | 東園區 | 西園區", "面積（公頃） | 87 | 302", "企業（間） | 60 | 441")
    assert cells(f"# 簡報\n\n{before}{rows}\n")["302"].time == ""


def test_the_line_over_a_table_tells_its_time() -> None:
    rows = table("項目 | 東園區 | 西園區", "面積（公頃） | 87 | 302", "企業（間） | 60 | 441")
    assert cells(f"# 簡報\n\n## 對比\n\n2024年各園區情況\n\n{rows}\n")["302"].time == "2024"


@pytest.mark.parametrize(
    ("head", "value", "unit"),
    [
        ("認可實驗室（間）", "262", "lab"),
        ("申請宗數", "34", "application"),  # not what the names of the rows are
        ("資助額（百萬元）", "548", "HKD"),
        ("Median salary (€/year)", "62,000", "EUR"),
        ("Studios", "72", "company"),
        ("Developers employed", "210", "person"),
        ("Median weeks to fill", "19", "week"),
        ("平均培訓天數", "23", "day"),
        ("Harbour dues", "19", "item"),
    ],
)
def test_a_unit_is_what_its_head_counts_or_pays(head: str, value: str, unit: str) -> None:
    rows = (f"香港大學 | {value}", f"香港中文大學 | {value}")
    found = cells("# 香港的院校\n\n" + table(f"大學 | {head}", *rows))
    quantity = found[value].quantity
    assert quantity is not None
    assert quantity.unit == unit
