"""Words that point to the place a document speaks from."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def labels(text: str, value: str) -> set[str]:
    facts = extractor().extract(read(text.encode(), "test.md")).facts
    (found,) = [f for f in facts if f.quantity and f"{f.quantity.value:f}" == value]
    return {label.text for label in found.subject.labels}


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("# 深圳简讯\n\n海风科技有限公司成立了。\n\n全市充电桩达7300个。\n", "7300", "深圳"),
        ("# 簡報\n\n香港去年改革稅制。\n\n全港共有商場停車位8.3萬個。\n", "83000", "香港"),
        ("# 简讯\n\n广东省今年多雨。深圳也多雨。全省新增7300个岗位。\n", "7300", "广东省"),
        (
            "# 武汉简讯\n\n武汉上月开会。市水务局与市港口局联合发文，"
            "提出到2028年全市航运从业人员达到6.5万人。\n",
            "65000",
            "武汉",
        ),
        ("# 武汉简讯\n\n海风公司总监估算，预计2028年全市要补4500名船员。\n", "4500", "武汉"),
        ("# 挪威簡報\n\n挪威缺水，挪威西岸多雨。\n\n全國水庫有8300座。\n", "8300", "挪威"),
    ],
)
def test_it_stands_for_the_place_of_its_kind(text: str, value: str, place: str) -> None:
    found = labels(text, value)
    assert any(label in place or place in label for label in found), found


def test_what_only_counts_a_whole_points_to_no_subject() -> None:
    assert "深圳" not in labels(
        "# 简讯\n\n深圳修订办法。\n\n海风科技有限公司占全市订单的三成。\n", "30"
    )


@pytest.mark.parametrize(
    "text",
    [
        # A country that is only named there is not the nation of the document.
        "# 簡報\n\n與荷蘭水務學院簽約。\n\n全國水庫有8300座。\n",
        # A rank within the nation is not told of the nation.
        "# 简报\n\n荷兰来访，荷兰参展。\n\n水库8300座，全国第五。\n",
    ],
)
def test_a_country_is_not_pointed_to_because_it_is_named(text: str) -> None:
    assert "荷兰" not in labels(text, "8300")
