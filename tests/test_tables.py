"""Tables of figures and tables of names."""

from decimal import Decimal

import pytest

from kg.extraction.layout import tables
from kg.extraction.layout.grids import number
from kg.extraction.metadata import statements
from kg.extraction.numbers.table_units import counted, unit
from kg.extraction.passages.passage import passages
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read
from kg.text.folding import fold

KNOWN = {
    name: Entity(f"id/{name.lower()}", (Label(name),), (curie,))
    for name, curie in [
        ("Japan", "kg:Country"),
        ("Norway", "kg:Country"),
        ("Kenya", "kg:Country"),
        ("Quay Alliance", "kg:Organisation"),
        ("海灣市", "kg:City"),
    ]
}


def mint(words: str, curie: str) -> Entity:
    return Entity(f"id/{words}", (Label(words),), (curie,))


def find(text: str) -> list[Fact]:
    document = read(text.encode(), "note.md")
    texts = passages(document)
    found = tables.find(texts, statements.document_entity(document), KNOWN.get, mint)
    for fact in found:
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)
    return found


def rows(found: list[Fact]) -> list[tuple[str, str, str, str, str]]:
    return [
        (f.subject.name, f.measure, f"{f.quantity.value:f} {f.quantity.unit}", f.time,
         dict(f.dimension).get("category", ""))
        for f in found if f.quantity
    ]  # fmt: skip


def test_unit_scale_and_year_come_from_caption_and_heads() -> None:
    found = find(
        "# 工業概覽\n\n表1：按行業劃分的產值（百萬港元）\n\n"
        "| 行業 | 2021 | 2022（預測） |\n|---|---|---|\n"
        "| 食品 | 1,250 | 1,310.5 |\n| 紡織 | - | 760 |\n"
    )
    assert rows(found) == [
        ("工業概覽", "按行業劃分的產值", "1250000000 HKD", "2021", "食品"),
        ("工業概覽", "按行業劃分的產值", "1310500000 HKD", "2022", "食品"),
        ("工業概覽", "按行業劃分的產值", "760000000 HKD", "2022", "紡織"),
    ]
    assert [fact.modality for fact in found] == ["actual", "forecast", "forecast"]


def test_years_may_head_the_rows() -> None:
    found = find(
        "# Jobs\n\n## Ports\n\n| Year | Jobs (persons) | Share of jobs (%) |\n|---|---|---|\n"
        "| 2022 | 5,000 | 12.5 |\n| 2023 | 5,400 | 13.1 |\n"
    )
    assert rows(found) == [
        ("Jobs", "Jobs", "5000 person", "2022", ""),
        ("Jobs", "Share of jobs", "12.5 %", "2022", ""),
        ("Jobs", "Jobs", "5400 person", "2023", ""),
        ("Jobs", "Share of jobs", "13.1 %", "2023", ""),
    ]
    assert [fact.predicate for fact in found][:2] == ["kg:figure", "kg:share"]


def test_the_head_over_the_rows_may_give_the_year() -> None:
    text = "# 港口\n\n| 指标（2023年） | 北湾 | 南湾 |\n|---|---|---|\n| 泊位（个） | 41 | 37 |\n"
    assert {fact.time for fact in find(text)} == {"2023"}


def test_a_known_thing_in_a_head_is_the_subject() -> None:
    found = find(
        "# Trade\n\nTable 2: Exports (HK$ million)\n\n"
        "| Market | 2022-23 | Change (%) |\n|---|---|---|\n"
        "| Japan | 410 | -3.5 |\n| Norway | 95 | 12 |\n"
    )
    assert rows(found) == [
        ("Japan", "Exports", "410000000 HKD", "2022-23", ""),
        ("Japan", "Change", "-3.5 %", "", ""),
        ("Norway", "Exports", "95000000 HKD", "2022-23", ""),
        ("Norway", "Change", "12 %", "", ""),
    ]
    across = find("# Trade\n\n| Item | Japan | Norway |\n|---|---|---|\n| Ships | 12 | 4 |\n")
    assert rows(across) == [
        ("Japan", "Ships", "12 item", "", ""),
        ("Norway", "Ships", "4 item", "", ""),
    ]


def test_a_share_in_a_survey_is_an_answer() -> None:
    found = find(
        "# Robots\n\nWe surveyed 80 firms.\n\n## Tools used\n\n"
        "| Tool | Large | Small |\n|---|---|---|\n"
        "| Cranes | 71% | 44% |\n"
    )
    question = {"question": "Tools used", "option": "Cranes"}
    assert {(f.predicate, f.measure) for f in found} == {("kg:responseShare", "Cranes")}
    assert [dict(f.dimension) for f in found] == [
        {**question, "group": "Large"},
        {**question, "group": "Small"},
    ]


def test_cells_with_their_own_unit_keep_it() -> None:
    found = find(
        "# Aid\n\n| Fund | Size |\n|---|---|\n| Quay fund | HK$3 million |\n| Dock | 5% |\n"
    )
    assert [(f.quantity.value, f.quantity.unit) for f in found if f.quantity] == [
        (Decimal(3_000_000), "HKD"),
        (Decimal(5), "%"),
    ]


def test_a_table_of_names_is_one_relation_per_cell() -> None:
    found = find(
        "# Members\n\n| | |\n|---|---|\n| Japan | Norway |\n| Kenya | Peru |\n\n"
        "Source: Quay Alliance (2024)\n"
    )
    assert [(f.subject.name, f.predicate) for f in found] == [
        (name, "kg:listedBy") for name in ("Japan", "Norway", "Kenya", "Peru")
    ]
    assert {f.object for f in found} == {KNOWN["Quay Alliance"]}
    assert found[-1].subject.types == ("kg:Country",)


def test_who_of_several_sources_lists_the_names_is_not_told() -> None:
    table = "# Members\n\n| | |\n|---|---|\n| Japan | Norway |\n| Kenya | Peru |\n\n"
    assert find(f"{table}Source: Quay Alliance; Harbour Survey\n") == []


def test_the_head_of_a_table_of_names_is_no_member() -> None:
    found = find(
        "# Members\n\n| Japan | Norway |\n|---|---|\n| Kenya | Norway |\n| Japan | Peru |\n\n"
        "Source: Quay Alliance (2024)\n"
    )
    assert [f.subject.name for f in found] == ["Kenya", "Norway", "Japan", "Peru"]


def test_a_source_under_something_else_is_not_of_the_table() -> None:
    found = find(
        "# Members\n\n| | |\n|---|---|\n| Japan | Norway |\n| Kenya | Peru |\n\n"
        "Enquiries: harbour desk\n\nSource: Quay Alliance (2024)\n"
    )
    assert {f.object for f in found} == {"Members"}


def test_the_head_of_a_list_of_names_is_none_of_them_and_its_number_no_title() -> None:
    found = find(
        "# Annex B: Members\n\n| North | South |\n|---|---|\n| Japan | Peru |\n| Norway | Kenya |\n"
    )
    assert {f.subject.name for f in found} == {"Japan", "Norway", "Kenya", "Peru"}
    assert {f.object for f in found} == {"Members"}


def test_columns_of_things_of_two_kinds_are_no_list_of_names() -> None:
    found = find(
        "# Members\n\n| Body | Seat |\n|---|---|\n| Quay Alliance | Japan |\n"
        "| Quay Alliance | Norway |\n| Quay Alliance | Peru |\n"
    )
    assert [f for f in found if f.predicate == "kg:listedBy"] == []


def test_without_a_source_the_caption_lists_the_names() -> None:
    found = find("# Members\n\n| | |\n|---|---|\n| Alpha | Beta |\n| Gamma | Delta |\n")
    assert {f.object for f in found} == {"Members"}
    assert {f.subject.types for f in found} == {("kg:Concept",)}


@pytest.mark.parametrize(
    "table",
    [
        "| Name | Post |\n|---|---|\n| Ada | Chair |\n| Ben | Clerk |\n",
        "| | |\n|---|---|\n| A sentence. It goes on. | B |\n| C | D |\n",
        "| | |\n|---|---|\n| One | Two |\n",
    ],
)
def test_other_tables_of_words_say_nothing(table: str) -> None:
    assert find(f"# Staff\n\n{table}") == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("产值(百万港元)", (1_000_000, "HKD")),
        ("Exports (US$ bn)", (1_000_000_000, "USD")),
        ("Jobs ('000 persons)", (1000, "person")),
        ("Engineers (thousand)", (1000, "person")),
        ("单位:人", (1, "person")),
        ("Share", (1, "%")),
        ("Cases (no.)", (1, "item")),
        ("Trade (2023)", None),
        ("Trade", None),
        ("Trade (revised)", None),
    ],
)
def test_a_head_gives_a_unit(head: str, expected: tuple[int, str] | None) -> None:
    one = unit(head)
    assert (one and (one.value, one.unit)) == (expected and (Decimal(expected[0]), expected[1]))


@pytest.mark.parametrize(
    ("words", "value"),
    [("1,250", "1250"), ("(3.5)", "-3.5"), ("-2", "-2"), ("12*", "12"), (".5", ".5"), ("5%", "5"),
     ("about", None), ("3 ships and 4 boats", None), ("ships 5%", None)],
)  # fmt: skip
def test_a_figure_fills_its_cell(words: str, value: str | None) -> None:
    found = number(words)
    assert (found and found.value) == (value and Decimal(value))


def test_columns_set_apart_by_blanks_are_a_table() -> None:
    found = find(
        "港口簡報\n\n表1  2024年各港指標\n\n"
        "港口      企業數    得分   產值（億元）\n東港      120      81.5     35.5\n"
        "西港      92       77.0     20.1\n合計      212      -        55.6\n"
    )
    assert rows(found) == [
        ("東港", "企業數", "120 company", "2024", ""),
        ("東港", "得分", "81.5 point", "2024", ""),
        ("東港", "產值", "3550000000 HKD", "2024", ""),
        ("西港", "企業數", "92 company", "2024", ""),
        ("西港", "得分", "77 point", "2024", ""),
        ("西港", "產值", "2010000000 HKD", "2024", ""),
        ("港口簡報", "企業數", "212 company", "2024", "合計"),
        ("港口簡報", "產值", "5560000000 HKD", "2024", "合計"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "市場規模   5,059億元\n預計規模      10,645億元\n",
        "Anna Lee    Director    Quay\nJo Kim    Chair    Bay\n",
    ],
)
def test_pairs_and_columns_of_words_are_no_table(text: str) -> None:
    assert find(f"# 碼頭\n\n{text}") == []


RANKED = """Ports Survey

Overall ranking

排名  港口        城市    得分   较上年
 1    海灣港      灣畔    94.6    —
 2    北岸港      北岸    91.8    ↑2
 3    長堤港      長堤    90.3    ↓1
"""

RULED = """Night ferries

Berths by pier

Pier                District     Berths    Opening
─────────────────────────────────────────────────
North Pier          Quay         2,149     March 2025
Hill Pier           Hill         600       June 2025
─────────────────────────────────────────────────
Total                            2,749
"""

CHANGED = """碼頭意見調查

對措施的滿意度（「滿意」及「非常滿意」合計，%）

措施                2023年   2024年   變化
夜航補貼計劃          61.2     64.8    +3.6
船員培訓計劃          －       70.3     －
碼頭修繕計劃          38.5     33.9    -4.6
"""

HEADLESS = """港口評分

分項第一名

貨物吞吐   海灣港務局   97.1
旅客服務   北岸港務局  93.4
安全管理   長堤港務局  96.0
"""


def cells(text: str, *known: Entity) -> set[tuple[str, str, str]]:
    """Return subject, value with unit, and measure or category of each figure."""
    names = {entity.name: entity for entity in known}
    document = read(text.encode(), "note.txt")
    texts = passages(document)
    subject = Entity(document.id, (Label("Doc"),), ("kg:Document",), known=True)
    found = tables.find(texts, subject, names.get, mint)
    return {
        (fact.subject.name, f"{fact.quantity.value:f} {fact.quantity.unit}", fact.measure)
        for fact in found
        if fact.quantity
    }


def test_the_change_of_a_rank_is_in_ranks() -> None:
    found = cells(RANKED)
    assert {("北岸港", "2 rank", "较上年"), ("長堤港", "-1 rank", "较上年")} <= found
    assert ("北岸港", "91.8 point", "得分") in found


def test_a_ruling_is_no_row_and_a_total_stands_under_its_column() -> None:
    found = cells(RULED)
    assert {(name, value) for name, value, _ in found} >= {
        ("North Pier", "2149 item"), ("Hill Pier", "600 item")
    }  # fmt: skip
    assert {measure for _, value, measure in found if value == "2749 item"} == {"Berths"}


def test_the_change_of_a_share_is_in_percentage_points() -> None:
    values = {value for _, value, _ in cells(CHANGED)}
    assert {"3.6 percentage point", "-4.6 percentage point", "70.3 %", "38.5 %"} <= values


def test_of_several_heads_of_a_row_the_thing_is_the_subject() -> None:
    bodies = [mint(name, "kg:Organisation") for name in ("海灣港務局", "北岸港務局", "長堤港務局")]
    assert cells(HEADLESS, *bodies) == {
        ("海灣港務局", "97.1 item", "貨物吞吐"),
        ("北岸港務局", "93.4 item", "旅客服務"),
        ("長堤港務局", "96.0 item", "安全管理"),
    }


def test_any_currency_may_stand_before_the_scale_in_a_head() -> None:
    found = find(
        "Harbour aid\n\nYear      Received   Spending (KES million)\n"
        "2022      4,310      69.7\n2023      5,128      87.5\n"
    )
    assert ("Harbour aid", "Spending", "69700000 KES", "2022", "") in rows(found)


def test_lines_cut_by_bare_pipes_are_a_table() -> None:
    found = find(
        "# 采购\n\n序号 | 名称 | 数量 | 预算（万元）\n"
        "1 | 缆绳维护 | 1项 | 1860\n2 | 航标灯 | 24个 | 1540\n3 | 潮汐仪 | 6套 | 760\n"
    )
    assert ("航标灯", "预算", "15400000 CNY", "", "") in rows(found)


@pytest.mark.parametrize(
    "text",
    [
        "Home | About | Contact\nNews | Jobs | Maps\n",
        "# A\n\n"
        + "One says that 3 of 4 are lost, and that nobody knows why it is so | 7 | 8\n" * 3,
        "林小雨 | 2025年5月3日 | 海湾社\n\n海湾有3个港口。\n",
    ],
)
def test_other_lines_with_pipes_are_no_table(text: str) -> None:
    assert find(text) == []


def test_where_the_rows_are_measures_they_say_what_is_measured() -> None:
    found = find(
        "# 漁業公司年報\n\n【主要數據】\n單位：億元\n\n"
        "| 項目 | 2024年 | 2023年 |\n|---|---|---|\n| 營業收入 | 58.36 | 52.07 |\n"
        "| 淨利潤 | 3.17 | 3.36 |\n"
    )
    assert ("漁業公司年報", "淨利潤", "317000000 HKD", "2024", "") in rows(found)


def test_what_can_be_had_at_most_is_no_scale() -> None:
    found = find(
        "# 港口\n\n本研究以兩個構面評分（滿分10分）：\n\n"
        "| 構面 | 北岸港 | 長堤港 |\n|---|---|---|\n| 碼頭 | 8.5 | 7.0 |\n| 聯運 | 4.0 | 7.5 |\n"
    )
    assert sorted(f.quantity.value for f in found if f.quantity) == [4, 7, Decimal("7.5"), 8.5]
    assert {f.quantity.unit for f in found if f.quantity} == {"point"}


def test_a_first_column_of_ranks_ranks_the_rows() -> None:
    lines = "1　　北岸港　　　88.4", "2　　長堤港　　　86.9", "3　　東灣港　　　86.2"
    table = "\n".join(("{}　港口　　　　得分", *lines, ""))
    found = rows(find("# 港口\n\n2025年港口指數\n\n" + table.format("排名")))
    assert {("北岸港", "得分", "88.4 point"), ("長堤港", "排名", "2 rank")} <= {
        r[:3] for r in found
    }
    numbered = rows(find("# 港口\n\n2025年港口指數\n\n" + table.format("序號")))
    assert not [row for row in numbered if "rank" in row[2]]


def test_a_table_of_known_things_holds_no_answers_though_somebody_was_asked() -> None:
    found = find(
        "# Ports\n\nWe interviewed 40 respondents.\n\nTable 1: Ports in three countries, 2024\n\n"
        "| Country | Active start-ups | Night staff | Change on 2023 | Berths with power |\n"
        "|---|---|---|---|---|\n| Japan | 31 | 900 | −45% | 81% |\n| Kenya | 8 | 70 | +12% | 9% |\n"
    )
    assert ("Japan", "Active start-ups", "31 company", "2024", "") in rows(found)
    assert ("Japan", "Night staff", "900 person", "2024", "") in rows(found)
    assert ("Japan", "Change on 2023", "-45 %", "2024", "") in rows(found)
    assert ("Kenya", "Berths with power", "9 %", "2024", "") in rows(found)


def test_a_row_that_begins_with_a_known_thing_is_of_that_thing() -> None:
    found = find(
        "# 渡輪\n\n| 指標 | 2019 | 2030（推估） |\n|---|---|---|\n"
        "| 海灣市靠泊航次（次） | 71 | 180 |\n| 其他渡輪旅客（萬人次） | 10 | 15 |\n"
    )
    assert rows(found)[:2] == [
        ("海灣市", "海灣市靠泊航次", "71 time", "2019", ""),
        ("海灣市", "海灣市靠泊航次", "180 time", "2030", ""),
    ]
    assert [f.modality for f in found[:2]] == ["actual", "forecast"]
    assert found[2].subject.types == ("kg:Document",)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Active start-ups", "company"),
        ("研发人员", "person"),
        ("高新技术企业", "company"),
        ("Population", "person"),
        ("Cost of staff", None),
        ("Income per household", None),
        ("企业营收", None),
    ],
)
def test_a_head_may_tell_which_of_them_are_counted(head: str, expected: str | None) -> None:
    found = counted(fold(head))
    assert (found.unit if found else None) == expected


@pytest.mark.parametrize(
    ("line", "measure", "unit_", "value"),
    [
        ("Passengers (thousand)", "Passengers", "person", 30000),
        ("旅客（萬人次）", "旅客", "person", 300000),
        ("Berth use (%)", "Berth use", "%", 30),
        ("单位：万元", "Ports", "CNY", 300000),  # only a unit
        ("Figures are rounded.", "Ports", "item", 30),
    ],
)
def test_the_line_right_over_a_table_tells_what_is_measured(
    line: str, measure: str, unit_: str, value: int
) -> None:
    table = f"# Ports\n\n{line}\n\n| Pier | 2022 | 2023 |\n|---|---|---|\n| Kai | 30 | 40 |\n"
    first = find(table)[0]
    assert first.quantity is not None
    assert (first.measure, first.quantity.unit) == (measure, unit_)
    assert first.quantity.value == value
