"""What belongs to a thing is told of the thing: the quota was raised, 基金返投比例."""

import pytest

from tests.test_subjects import figure, subject


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (
            "# Orchard Skills Visa: a review\n\nIt opened in 2022.\n\n"
            "The annual quota was raised from 2,000 to 3,500 places.",
            "3500",
            "Orchard Skills Visa",
        ),
        (
            "# Report\n\n## Tidal Barrier Fund\n\nThe management fee is 1.5 per cent.",
            "1.5",
            "Tidal Barrier Fund",
        ),
        (
            "# Note\n\nThe Reef Training Scheme opened. The minimum age was cut to 16 years.",
            "16",
            "Reef Training Scheme",
        ),
        (
            "北岭市设立果业基金，规模10亿元。\n\n## 返投\n\n基金返投比例降至1.1倍。",
            "1.1",
            "果业基金",
        ),
        ("海角科技有限公司2019年成立。公司營業收入達2億元。", "200000000", "海角科技有限公司"),
        (
            "北岭市设立果业基金，规模10亿元。\n\n其中，投向苹果的资金为3亿元。",
            "300000000",
            "果业基金",
        ),
        (
            "The Oak Growth Fund, run by Reef Capital, held US$2 million. It invested in 38 firms.",
            "38",
            "Oak Growth Fund",
        ),
    ],
)
def test_what_belongs_to_a_thing_is_told_of_it(text: str, value: str, expected: str) -> None:
    assert subject(text, value) == expected


@pytest.mark.parametrize(
    ("text", "value", "other"),
    [
        ("# Note\n\nThe Reef Fund grew. The plant would employ 300 people.", "300", "Reef Fund"),
        ("# Note\n\nThe Reef Fund grew. The terminal has 12 berths.", "12", "Reef Fund"),
        ("# Note\n\nThe Reef Fund grew. There are 40 schools.", "40", "Reef Fund"),
    ],
)
def test_a_thing_of_its_own_belongs_to_nothing_before(text: str, value: str, other: str) -> None:
    assert subject(text, value) != other


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("北岭市设立果业基金，规模10亿元。基金会资产规模为3亿元。", "300000000"),
        ("海角科技有限公司成立。公司法规修订12处。", "12"),
        ("海角科技有限公司成立。公司債規模為3億元。", "300000000"),
    ],
)
def test_half_a_word_points_to_nothing(text: str, value: str) -> None:
    assert not {e.quote for e in figure(text, value).evidence} & {"基金", "公司"}
