"""Who speaks in a quotation speaks of the house, and what holds under a plan is the plan's."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def subjects(text: str) -> dict[str, str]:
    """Read the subject of each figure, by its value."""
    facts = extractor().extract(read(f"# Notes\n\n{text}\n".encode(), "test.md")).facts
    return {f"{f.quantity.value:f}": f.subject.name for f in facts if f.quantity}


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (
            "台南缺人。「我們把起薪從5萬元調到6萬元。」衡山微電子股份有限公司人資長邱靖惠苦笑。",
            "60000",
            "衡山微電子股份有限公司",
        ),
        ("海风科技有限公司总经理王明远说：“我们去年招了300人。”", "300", "海风科技有限公司"),
        (
            'The port is busy. "We hired 40 welders," said Jane Carter, '
            "chief executive of Larkspur Marine Ltd.",
            "40",
            "Larkspur Marine Ltd",
        ),
    ],
)
def test_we_in_a_quotation_are_the_house_of_who_is_quoted(
    text: str, value: str, expected: str
) -> None:
    assert subjects(text)[value] == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        # Reported words: the team, or a promise without a subject, is of the house of who says so.
        ("柳河纺织有限公司创始人、总经理顾南溪说，团队已扩大到138人。", "138", "柳河纺织有限公司"),
        ("松濤環材有限公司董事長邱明則承諾，未來三年將錄用200名學員。", "200",
         "松濤環材有限公司"),
        # Whose house it is may be told earlier, and a team is of a person spoken of.
        ("柳河纺织有限公司创始人顾南溪到会。\n\n东岭母基金投了两轮。顾南溪说，公司去年招了38人。",
         "38", "柳河纺织有限公司"),
        ("恆洋船務有限公司工程師陶然坦言最難的是請人。她的團隊現有28人。", "28",
         "恆洋船務有限公司"),
    ],
)  # fmt: skip
def test_reported_words_are_of_the_house_of_who_says_them(
    text: str, value: str, expected: str
) -> None:
    assert subjects(text)[value] == expected


@pytest.mark.parametrize(
    ("text", "value", "unexpected"),
    [
        ("海风科技有限公司总经理王明远说：“深圳去年招了300人。”", "300", "海风科技有限公司"),
        ("海风科技有限公司总经理王明远到场。深圳去年招了300人。", "300", "海风科技有限公司"),
        # What has a subject of its own is not of the house, nor is what an office counts.
        ("柳河纺织有限公司创始人顾南溪说，深圳去年招了300人。", "300", "柳河纺织有限公司"),
        (
            '"We are glad," said Jane Carter, chief executive of Larkspur Marine Ltd. '
            "Singapore hired 40 welders.",
            "40",
            "Larkspur Marine Ltd",
        ),
    ],
)
def test_what_is_said_of_others_or_outside_is_not(text: str, value: str, unexpected: str) -> None:
    assert subjects(text)[value] != unexpected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (
            "Under the Green Bay Programme, launched by the ministry in 2023, rice was grown on "
            "197,000 hectares.",
            "197000",
            "Green Bay Programme",
        ),
        (
            "根据《海湾行动方案（2025—2027年）》，到2027年产业规模要达120亿元。",
            "12000000000",
            "海湾行动方案",
        ),
        ("根據「遠航計劃」，每名船員可獲發8,000元。", "8000", "遠航計劃"),
    ],
)
def test_what_holds_under_a_plan_is_of_the_plan(text: str, value: str, expected: str) -> None:
    assert expected in subjects(text)[value]


@pytest.mark.parametrize(
    ("text", "value", "unexpected"),
    [
        ("根据《海洋环境保护条例》，深圳岸线长22公里。", "22", "条例"),
        ("根据海岸局统计，深圳岸线长22公里。", "22", "海岸局"),
        ("The Green Bay Programme ended. Singapore has 22 piers.", "22", "Green Bay Programme"),
    ],
)
def test_laws_and_sources_only_tell(text: str, value: str, unexpected: str) -> None:
    assert unexpected not in subjects(text)[value]


def test_the_cost_is_of_what_is_built() -> None:
    text = "Larkspur Marine Ltd will build the Northport Science Park. The cost is £31 million."
    assert subjects(text)["31000000"] == "Northport Science Park"


def test_a_colon_tells_who_speaks_before_the_next_one_does() -> None:
    text = "银帆科技总经理陈大文说：“我们有300艘船。”白鹭重工董事长李晓雯说：“我们只有20艘。”"
    assert "银帆科技" in subjects(text)["300"]
    assert "白鹭重工" in subjects(text)["20"]


def test_a_person_of_no_house_speaks_for_none() -> None:
    found = subjects("顾南溪说，团队已扩大到138人。陶然坦言难。她的团队现有28人。")
    assert found["138"] not in ("顾南溪", "陶然")
    assert "顾南溪" not in found["28"]


def test_an_office_whose_head_counts_is_told_of_its_own_team_only() -> None:
    text = "东岭市教育局局长何文表示，团队已扩大到138人。"
    assert subjects(text)["138"] == "东岭市教育局"
