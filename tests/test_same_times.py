"""Words at the beginning of a sentence that point back to the time of the one before."""

import pytest

from tests.test_subjects import figure


@pytest.mark.parametrize(
    ("text", "value", "time"),
    [
        ("Employment rose from 31 in 2019 to 54 in 2024. Over the same period Kent trained 212"
         " people.", "212", "2019/2024"),
        ("Kent won £163 million in March 2025. In the same year it lent £80 million.", "80000000",
         "2025"),
        ("The mill was sold in October 2017. Since then, owners have spent €18 million on it.",
         "18000000", "2017-10/.."),
        ("海风公司2021年在深圳设厂。同年，公司招聘员工400人。", "400", "2021"),
        ("海风公司2021年6月至7月访问客户。同期委托大学访问商户502家。", "502", "2021-06/2021-07"),
        # What only compares, or has a time of its own, points to no other.
        ("海风公司2021年出口9吨。同期增长8%。", "8", ""),
        ("Kent won £163 million in 2025. Since then, by 2030, it wants 80 boats.", "80", "2030"),
        ("The mill is old. Since then, owners have spent €18 million on it.", "18000000", ""),
    ],
)  # fmt: skip
def test_a_sentence_may_point_back_to_the_time_before(text: str, value: str, time: str) -> None:
    assert figure(f"# Notes\n\n{text}\n", value).time == time
