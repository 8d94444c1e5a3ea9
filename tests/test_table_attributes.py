"""Tables whose rows, or columns, are things that the other cells describe."""

import pytest

from kg.extraction.layout import tables
from kg.extraction.layout.table_attributes import meant
from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read

KNOWN = {name: Entity(f"id/{name}", (Label(name),), ("kg:City",)) for name in ("Oslo", "Turku")}


def mint(words: str, curie: str) -> Entity:
    return Entity(f"id/{words}", (Label(words),), (curie,))


def find(text: str, name: str = "note.md") -> list[Fact]:
    document = read(text.encode(), name)
    return tables.find(passages(document), statements.document_entity(document), KNOWN.get, mint)


def told(found: list[Fact]) -> set[tuple[str, str, str]]:
    return {
        (f.subject.name, f.predicate, f.object.name if isinstance(f.object, Entity) else f.object)
        for f in found
        if f.kind == "relation" and f.object is not None
    }


FIRMS = (
    "# Kelp\n\n| Company | Founded | HQ | Lead product | Raised (€ m) | Chief executive |\n"
    "|---|---|---|---|---|---|\n"
    "| Tang Foods | 2019 | Turku | K-2 (noodles) | 14 | Aino Berg |\n"
    "| Wrack Labs | 2021 | Oslo | Wrack film | 3.5 | Per Lund |\n"
)


def test_a_row_is_a_thing_and_its_cells_say_what_its_columns_mean() -> None:
    found = find(FIRMS)
    assert {
        ("Tang Foods", "kg:establishedOn", "2019"),
        ("Tang Foods", "kg:headquarteredIn", "Turku"),
        ("Tang Foods", "kg:provides", "K-2"),
        ("Aino Berg", "kg:worksFor", "Tang Foods"),
        ("Aino Berg", "kg:position", "Chief executive"),
    } <= told(found)
    assert {f.subject.types for f in found if f.subject.name == "Wrack Labs"} == {("kg:Firm",)}


def test_figures_belong_to_the_row_and_not_to_the_year_of_its_founding() -> None:
    figures = [f for f in find(FIRMS) if f.quantity]
    assert [(f.subject.name, f"{f.quantity.value:f}", f.time) for f in figures if f.quantity] == [
        ("Tang Foods", "14000000", ""),
        ("Wrack Labs", "3500000", ""),
    ]


def test_things_may_head_the_columns() -> None:
    found = find(
        "# Hubs\n\n| Indicator | Oslo | Turku |\n|---|---|---|\n| Firms | 12 | 4 |\n"
        "| Lead body | Fjord Council | Aura Agency |\n"
    )
    assert ("Oslo", "kg:ledBy", "Fjord Council") in told(found)


def test_what_stands_among_things_of_one_kind_is_one_of_them() -> None:
    found = find(
        "# Hubs\n\n| Of | Oslo | Turku | Vaasa |\n|---|---|---|---|\n| Firms | 12 | 4 | 7 |\n"
    )
    assert [(f.subject.name, f.subject.types) for f in found] == [
        ("Oslo", ("kg:City",)), ("Turku", ("kg:City",)), ("Vaasa", ("kg:City",)),
    ]  # fmt: skip


def test_columns_set_apart_by_blanks_are_a_table_of_things_too() -> None:
    found = find(
        "港口工程\n\n表1 主要工程\n\n工程名称        牵头单位      启动时间    总投资（亿元）\n"
        "智慧闸口工程    青屿港务局    2023年6月   4.2\n"
        "绿色岸电工程    望川港务局    2024年1月   2.8\n",
        "note.txt",
    )
    assert ("智慧闸口工程", "kg:ledBy", "青屿港务局") in told(found)
    assert ("绿色岸电工程", "kg:launchedOn", "2024-01") in told(found)
    assert [(f.subject.name, f.quantity.unit) for f in found if f.quantity] == [
        ("智慧闸口工程", "CNY"), ("绿色岸电工程", "CNY"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "| Year | Firms | Jobs |\n|---|---|---|\n| 2022 | 4 | 90 |\n| 2023 | 6 | 110 |\n",
        "| Sector | 2022 | 2023 |\n|---|---|---|\n| Tin | 4 | 5 |\n| Zinc | 6 | 7 |\n",
        "| Partner | Number of partners |\n|---|---|\n| Tin | 4 |\n| Zinc | 6 |\n",
    ],
)
def test_a_table_of_figures_alone_has_no_attributes(table: str) -> None:
    assert not told(find(f"# Metals\n\n{table}"))


@pytest.mark.parametrize(
    ("head", "property_"),
    [("成立年份", "kg:establishedOn"), ("营运机构", "kg:operatedBy"), ("CEO", "kg:position"),
     ("Date of launch", "kg:launchedOn"), ("Headcount", ""), ("备注", ""), ("Notes", "")],
)  # fmt: skip
def test_heads_of_columns_mean_properties(head: str, property_: str) -> None:
    assert meant(head) == property_


@pytest.mark.parametrize(
    ("table", "fair"),
    [
        (
            "| Date | Event | Venue | Organiser |\n|---|---|---|---|\n"
            "| 3 May 2025 | Kelp Fair | Pier Hall | Tang Trust |\n"
            "| 4 June 2025 | Wrack Night | Light Square | Wrack Club |\n",
            ("Kelp Fair", "2025-05-03", "Pier Hall", "Tang Trust"),
        ),
        (
            "日期 | 活動 | 地點 | 主辦單位\n"
            "2025年5月3日 | 海藻文化節 | 海藻公園 | 海藻學會\n"
            "2025年6月4日 | 燈塔音樂會 | 燈塔廣場 | 燈塔協會\n",
            ("海藻文化節", "2025-05-03", "海藻公園", "海藻學會"),
        ),
    ],
)
def test_a_first_column_of_days_tells_when_the_events_of_the_rows_are(
    table: str, fair: tuple[str, str, str, str]
) -> None:
    name, day, venue, organiser = fair
    expected = {
        (name, "kg:heldOn", day),
        (name, "kg:venue", venue),
        (name, "kg:organisedBy", organiser),
    }
    found = find("# Kelp\n\n" + table)
    assert expected <= told(found)
    assert len(told(found)) == 2 * len(expected)
    assert {f.subject.types for f in found} == {("kg:Event",)}
