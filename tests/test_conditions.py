"""What somebody must have to qualify is of the programme that asks for it."""

import pytest

from tests.test_subjects import figure, subject


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("# 果农支持计划\n\n北岭市对年收入低于3万元的家庭给予补贴。", "30000", "果农支持计划"),
        ("「樂業計劃」支援在東區登記、月入不超過2萬元的僱員。", "20000", "樂業計劃"),
        ("# 问答\n\n在北岭市注册、年研发投入不低于500万元的造船企业。", "5000000", "问答"),
        ("# 問答\n\n申請人須為在北嶺市登記、年營業額不超過2000萬元的商戶。", "20000000", "問答"),
        (
            "The Reef Grant helps. Shops registered in Westmere, Firms with sales of at least"
            " $5 million qualify.",
            "5000000",
            "Reef Grant",
        ),
        (
            "# Reef Grant: notes\n\nHouseholds earning less than $900 in Westmere are eligible.",
            "900",
            "Reef Grant",
        ),
    ],
)
def test_a_condition_is_of_the_programme(text: str, value: str, expected: str) -> None:
    assert subject(text, value) == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("广州市今年投入不低于10亿元支持航运。", "1000000000", "Guangzhou"),
        ("广州市财政支出超过10亿元。", "1000000000", "Guangzhou"),
        ("Guangzhou has firms with sales of more than $2 million.", "2000000", "Guangzhou"),
    ],
)
def test_what_there_is_asks_for_nothing(text: str, value: str, expected: str) -> None:
    assert expected in {label.text for label in figure(text, value).subject.labels}


@pytest.mark.parametrize(
    "text",
    [
        "在北岭市注册、年研发投入不低于500万元的造船企业可申请。",
    ],
)
def test_no_place_invests_what_others_must(text: str) -> None:
    assert figure(text, "5000000").predicate != "kg:invested"
