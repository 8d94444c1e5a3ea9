"""The place for which a document speaks, and what is told of a whole territory."""

import pytest

from kg.extraction.discourse.jurisdiction import is_of_territory
from kg.reading.reader import read
from tests.extracting import extractor


def subjects(text: str) -> dict[str, str]:
    """Read the subject of each figure, by its value."""
    facts = extractor().extract(read(text.encode(), "test.txt")).facts
    return {f"{f.quantity.value:f}": f.subject.name for f in facts if f.quantity}


_REPORT = """政府工作报告

——2025年1月8日在澜江市第六届人民代表大会第三次会议上

一、2024年工作回顾

过去一年，我们坚持稳中求进。固定资产投资增长5.9%。新增床位1300张，关停化工企业11家。

1823热线受理诉求7.3万件，总投资不变。
"""


def test_a_budget_speaks_for_the_place_of_its_assembly() -> None:
    found = subjects(
        "2026-27 BUDGET SPEECH\n\nDelivered in the Legislative Assembly of Western Australia\n\n"
        "14 May 2026\n\nDebt\n\nNet debt will fall to $27 billion. Perth grows, and Perth builds.\n"
    )
    assert found["27000000000"] == "Western Australia"


def test_a_work_report_speaks_for_the_place_of_its_congress() -> None:
    found = subjects(_REPORT)
    assert found["5.9"] == found["1300"] == found["11"] == "澜江市"


def test_what_a_clause_itself_speaks_of_comes_before_the_place() -> None:
    assert subjects(_REPORT)["73000"] == "1823热线"


def test_the_body_of_a_place_is_about_that_place_where_a_territory_is_measured() -> None:
    text = "澳門海員會\n\n2024年會員報告\n\n一、數據\n\n2024年入境旅客3,120萬人次，按年增加7.3%。\n"
    found = subjects(text)
    assert found["31200000"] == found["7.3"]
    assert found["31200000"] in ("Macau", "澳門", "澳门", "Macao")


def test_a_firm_is_not_its_territory() -> None:
    text = "澜江市统计局\n\n2024年报告\n\n海帆造船有限公司2021年成立，去年出口额1.8亿元。\n"
    assert subjects(text)["180000000"] == "海帆造船有限公司"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("规模以上工业增加值增长", True),
        ("城镇调查失业率", True),
        ("the unemployment rate fell to", True),
        ("员工人数", False),
        ("exportsable", False),
        ("the vacancy of the shop", False),
    ],
)
def test_indicators_tell_the_state_of_a_territory(phrase: str, expected: bool) -> None:
    assert is_of_territory(phrase) is expected


def test_a_cover_line_may_be_no_more_than_a_place() -> None:
    assert subjects("東京\n\n新書店開幕，共有座位41個。\n")["41"]


def test_what_is_done_is_done_by_the_place_not_by_what_was_built_before() -> None:
    found = subjects(_REPORT + "\n星海半导体基地建成。开工亿元以上项目386个，新建“口袋公园”40个。")
    assert found["386"] == found["40"] == "澜江市"


def test_a_body_spoken_of_before_goes_on_to_do_things() -> None:
    found = subjects("# 年报\n\n北湾大学扩建校园。新增床位320张。\n")
    assert found["320"] == "北湾大学"


def test_an_address_speaks_for_the_place_that_it_names_most() -> None:
    text = (
        "二〇二六年施政報告\n\n各位議員：\n\n我們會借鑑倫敦的經驗。香港大學和香港科技園公司會參與。\n\n"
        "本地研發開支佔比為1.21%。"
    )
    assert subjects(text)["1.21"] == "Hong Kong"


_REVIEW = """澜江市临浦区“十四五”规划中期评估报告

编制单位：临浦区发展和改革局

第三章 人才队伍

评估期内共引进各类人才1.4万人。区内设有海洋工作站17个。

人才密度比上年提高，高于全省平均水平3.5个百分点。

| 指标 | 2020年 | 2022年 |
|------|------:|------:|
| 研发投入强度（%） | 2.05 | 2.76 |
| 高新技术企业（家） | 312 | 547 |
"""


def test_a_report_on_a_plan_tells_of_its_place_and_not_of_the_plan_or_the_period() -> None:
    found = subjects(_REVIEW)
    assert found["14000"] == found["17"] == found["3.5"] == "临浦区"


def test_a_table_of_indicators_is_of_the_place_that_the_document_speaks_for() -> None:
    found = subjects(_REVIEW)
    assert found["2.05"] == found["2.76"] == found["312"] == found["547"] == "临浦区"


def test_a_plan_is_the_subject_of_its_own_figures() -> None:
    text = _REVIEW.replace("规划中期评估报告", "人才规划")
    assert subjects(text)["17"] == "“十四五”人才规划"


@pytest.mark.parametrize(("place", "expected"), [("波蘭", False), ("新加坡", True)])
def test_our_country_is_none_that_is_only_sold_to(place: str, expected: bool) -> None:
    told = f"訂單多來自{place}，{place}買家最多，{place}占三成。"
    text = f"樂器出口\n\n{told}\n\n我國樂器產值增至52億元。\n"
    assert (subjects(text)["5200000000"] in ("Singapore", "Poland")) is expected
