"""Of what the figures of a feature are: the firm of whom it portrays, not where they studied."""

import pytest

from kg.model.fact import Fact
from kg.reading.reader import read
from tests.extracting import extractor


def facts(text: str) -> tuple[Fact, ...]:
    return tuple(extractor().extract(read(text.encode(), "test.txt")).facts)


def subjects(text: str) -> dict[str, str]:
    """Return value → thing that it is of."""
    return {f"{f.quantity.value:f}": f.subject.name for f in facts(text) if f.quantity}


@pytest.mark.parametrize(
    ("text", "body", "figures"),
    [
        (
            "何敏是玄波动力的联合创始人，东湾大学物理学博士。她的公司做推进器，"
            "今年6月完成近2亿元A轮融资，投后估值12亿元。",
            "玄波动力",
            ["200000000", "1200000000"],
        ),
        (
            "周寧現任綠野科研的總經理，北湾大学毕业。公司目前有56名員工，去年營收3,200萬元。",
            "綠野科研",
            ["56", "32000000"],
        ),
        (
            "34岁的李文韬是江口明岳智能科技有限公司的创始人兼CEO。三年前，他还是北湾理工大学的讲师。"
            "如今公司有118人，七成是研发人员。去年卖出2.3万副眼镜，收入4100万元。",
            "江口明岳智能科技有限公司",
            ["118", "70", "23000", "41000000"],
        ),
        (
            "Lena Brandt is chief executive of Norlys Marine. Before that she taught at Bergen "
            "University. The company employs 118 people, and last year it sold 23 ferries.",
            "Norlys Marine",
            ["118", "23"],
        ),
    ],
)
def test_a_company_is_the_firm_of_whom_the_text_portrays(
    text: str, body: str, figures: list[str]
) -> None:
    found = subjects(text)
    assert {value: found.get(value) for value in figures} == dict.fromkeys(figures, body)


@pytest.mark.parametrize(
    "text",
    [
        "何敏是国内最早的创始人之一，北湾大学毕业。",
        "李文韬是团队的负责人，也是父亲。",
        "周宁是公司的总经理。",
    ],
)
def test_ordinary_words_before_a_post_are_no_firm(text: str) -> None:
    assert not [f for f in facts(text) if "kg:Organisation" in f.subject.types and not f.object
                and "大学" not in f.subject.name]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (
            "李文韬是江口明岳智能科技有限公司的创始人。公司前三季度收入已到9600万元，"
            "李文韬预计今年能过1.4亿元。",
            "140000000",
            "江口明岳智能科技有限公司",
        ),
        (
            "李文韬是江口明岳智能科技有限公司的创始人。公司前三季度收入已到9600万元。",
            "96000000",
            "江口明岳智能科技有限公司",
        ),
        ("2026年全球AI眼镜出货量将达1,250万副，同比增长近八成。", "12500000", "AI眼镜"),
        ("報告指出，去年全球電動渡輪交付量為320艘，今年會更多。", "320", "電動渡輪"),
    ],
)
def test_a_figure_is_not_of_whoever_tells_it(text: str, value: str, expected: str) -> None:
    assert subjects(text)[value] == expected
