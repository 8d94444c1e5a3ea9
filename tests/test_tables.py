"""Tables of figures and tables of names."""

from decimal import Decimal

import pytest

from kg.extraction import metadata, tables
from kg.extraction.grids import number
from kg.extraction.passages import passages
from kg.extraction.table_units import unit
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read

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
    found = tables.find(texts, metadata.document_entity(document), KNOWN.get, mint)
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
        ("東港", "產值", "3550000000 CNY", "2024", ""),
        ("西港", "企業數", "92 company", "2024", ""),
        ("西港", "得分", "77 point", "2024", ""),
        ("西港", "產值", "2010000000 CNY", "2024", ""),
        ("港口簡報", "企業數", "212 company", "2024", "合計"),
        ("港口簡報", "產值", "5560000000 CNY", "2024", "合計"),
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
