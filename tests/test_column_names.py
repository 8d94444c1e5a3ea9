"""Names below a head that says what a column names."""

from tests.extracting import mentioned

_HAN = """\
| 廠商 | 基地 | 投資額 |
|---|---|---|
| 日商東海應材台灣 | 大樹 | 96 |
| 穩儲國際物流 | 高雄 | 33 |
| 合計 | 全部 | 129 |
| 中小企業 | 2027年 | 3 |
"""
_LATIN = """\
| Landlord | Town | Homes |
|---|---|---|
| Severn Gate Homes | Harwell Cross | 300 |
| Total | Various | 300 |
| small landlords | 2 | 12 |
"""


def _named(text: str) -> list[tuple[str, str]]:
    return [
        (words, thing.types[0])
        for words, thing, rule in mentioned(text, "note.md")
        if rule == "column"
    ]


def test_a_cell_below_a_head_of_names_is_one_whatever_it_looks_like() -> None:
    assert _named(_HAN) == [
        ("日商東海應材台灣", "kg:Firm"),
        ("大樹", "kg:Place"),
        ("穩儲國際物流", "kg:Firm"),
    ]
    assert _named(_LATIN) == [("Severn Gate Homes", "kg:Firm"), ("Harwell Cross", "kg:City")]


def test_a_head_of_figures_or_of_topics_names_nothing() -> None:
    assert _named("| 項目 | 金額 |\n|---|---|\n| 海岸整治 | 12 |\n") == []
    assert _named("| Item | Sum |\n|---|---|\n| Brass Owl | 12 |\n") == []
