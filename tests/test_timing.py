"""When a figure holds: by its own words, by its sentence's, by what frames it."""

from datetime import date

import pytest

from kg.extraction.discourse.timing import time_of
from kg.extraction.numbers import quantities
from kg.extraction.times import dates
from kg.model.mention import TimeExpression
from kg.reading.reader import read
from kg.text.folding import fold
from tests.extracting import extractor

_TODAY = date(2025, 7, 21)


def times(sentence: str) -> list[str]:
    """Return the EDTF of the time of each figure of one sentence."""
    text = fold(sentence)
    figures = quantities.find(text)
    mentions = sorted([*dates.find(text, _TODAY), *figures], key=lambda mention: mention.start)
    found = [time_of(text, mentions, (0, len(text)), figure.start) for figure in figures]
    return [
        time.meaning.edtf if time and isinstance(time.meaning, TimeExpression) else ""
        for time in found
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # what is compared with holds for the figure that is compared only
        ("去年工廠有50間，較2021年增加三成", ["2024", "2024"]),
        ("2024年出口30亿元,比2020年的高点下降了12%", ["2024", "2024"]),
        ("2024年只開設6所,較2019年高峰期的25所、約9億元回落", ["2024", "2019", "2019"]),
        ("Sales were £8 million in 2023-24, an increase of 9 per cent on 2020-21", ["2023-24"] * 2),
        ("In 2024 it moved 310 tonnes, compared with 280 tonnes in 2019", ["2024", "2019"]),
        ("2024年旅客310人，恢復至2019年的88.6%，其中七成坐船", ["2024", "2024", "2024"]),
        ("今年產量較2023年的883萬噸成長4.3%", ["2023", "2025"]),
        ("人均開支由2019年的5,820元跌至約5,500元", ["2019", ""]),
        # what is told aside, or of a founding, holds for nothing else
        ("The hall, opened in 2022 by the town, had won £11.6 million in grants", [""]),
        ("In 2023 the yard, built in 2017, made 320 boats", ["2023"]),
        ("The board was set up in May 2023 and brings together 14 guilds", [""]),
        ("成立于2018年的合作社有5家工厂", [""]),
        # a bracket speaks of its own figure
        (
            "In 2024 it had sales of €90 million (2023: €70 million) and a loss of €5 million",
            ["2024", "2023", "2024"],
        ),
        ("出租率为88%(2022年为81%)", ["", "2022"]),
        ("得分71.5分(2023年),排名下降2位", ["2023", "2023"]),
        # where a change set out from is left behind
        ("到2030年,把占比由目前的9%提高到20%", ["2025", "2030"]),
        ("由2022年的9%升至2024年的20%", ["2022", "2024"]),
        ("由2026年起,名額會由50個增至90個", ["2026/..", "2026/.."]),
        # English puts the time after the figure
        ("Ports grew from 13 ports in 2019 to 22 ports in 2024", ["2019", "2024"]),
        ("It has since ordered nine ferries by the end of 2027", ["2027-12"]),
        ("Some 90 flats will be built at Esk, Tay and Ness before 2029", ["2029"]),
        # times and figures that are listed go together
        ("2022年至2024年每户分别补贴300元、200元和100元", ["2022", "2023", "2024"]),
        ("2022、2023及2024年分別為3間、4間及5間", ["2022", "2023", "2024"]),
        (
            "There were 3, 4 and 5 cases in 2022, 2023 and 2024 respectively",
            ["2022", "2023", "2024"],
        ),
        # a founding, or one day, is not the time of what is so now
        ("成立于2016年,该厂有员工300名", [""]),
        ("Founded in 2016, the mill has 300 employees", [""]),
        ("3月5日启动以来已有90家加入", ["2025-03-05"]),
        ("2019年5月试点,现有90家参加", [""]),
        ("十年前多是渔船,如今三成是游船", ["2025"]),
        ("两年多来,已补贴3家企业", ["2023/2025"]),
        # what nobody can date takes no other time
        ("2024年短缺50人,未来三年缺口达900人", ["2024", ""]),
    ],
)
def test_a_time_holds_for_what_it_governs(sentence: str, expected: list[str]) -> None:
    assert times(sentence) == expected


def told(text: str) -> dict[str, str]:
    """Return the times of the figures of a document, by their values."""
    facts = extractor().extract(read(text.encode(), "test.md")).facts
    return {f"{f.quantity.value:f}": f.time for f in facts if f.quantity}


_FRONT = "---\ntitle: {}\ndate: {}\n---\n\n"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "截至2025年4月底，青禾署共批出3,100個配額。已到崗的照顧員有2,050名，其中約九成來自外地。",
            {"3100": "../2025-04", "2050": "../2025-04", "90": "../2025-04"},
        ),
        (
            "2024年，全市出口31亿元。新建学校12所。目前共有公园62个。",
            {"3100000000": "2024", "12": "2024", "62": "2025"},
        ),
        (
            "In 2024 the port handled 310 ships. Sales stood at €9 million. It has 170 employees.",
            {"310": "2024", "9000000": "2024", "170": ""},
        ),
        (
            "We have set three targets for 2032: 310 ships; 6,000 jobs; and sales of €9 million.",
            {"3": "2032", "310": "2032", "6000": "2032", "9000000": "2032"},
        ),
        ("2016年3月，青禾厂开业。全厂有员工310名。", {"310": ""}),
        ("青禾厂于2024年扩建。出租率为93%。", {"93": ""}),
    ],
)
def test_a_frame_holds_for_the_sentences_after_it(paragraph: str, expected: dict[str, str]) -> None:
    assert told(_FRONT.format("简讯", "2025-07-21") + paragraph + "\n") == expected


def test_the_words_before_a_list_frame_its_items() -> None:
    text = "# 简讯\n\n2023年主要指标如下：\n\n- 新建学校12所\n- 新建公园62个\n"
    assert told(text) == {"12": "2023", "62": "2023"}


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("一、2024年工作回顾", "二、2025年目标"), ("2024", "2025")),
        (("一、去年主要成绩", "二、今年重点任务"), ("2024", "2025")),
        (("一、工作回顾", "二、下一步工作安排"), ("2024", "2025")),
        (("1. 2023/24 highlights", "2. Outlook for 2026"), ("2023-24", "2026")),
        (("背景", "2032年愿景研讨"), ("", "2032")),
    ],
)
def test_a_section_is_of_the_period_of_its_heading(
    headings: tuple[str, str], expected: tuple[str, str]
) -> None:
    first, second = headings
    text = _FRONT.format("青禾市政府工作报告", "2025-01-15")
    text += f"## {first}\n\n新建学校12所。\n\n## {second}\n\n新建公园62个。\n"
    assert told(text) == {"12": expected[0], "62": expected[1]}


def test_a_work_report_without_a_date_was_given_in_the_year_of_its_title() -> None:
    text = "# 2025年青禾市政府工作报告\n\n## 一、过去一年工作回顾\n\n新建学校12所。\n"
    assert told(text) == {"12": "2024"}


def test_a_title_may_tell_the_period_by_its_end() -> None:
    text = _FRONT.format("Results for the year ended 31 March 2025", "2025-05-15")
    told_ = told(text + "Revenue rose 8 per cent. The group now runs 14 shops.\n")
    assert told_ == {"8": "2024-25", "14": ""}


def test_a_caption_tells_of_its_table_only() -> None:
    table = "**表1 公园数(2023年)**\n\n| 区 | 公园(个) |\n|---|---|\n| 东区 | 62 |\n"
    text = f"# 简讯\n\n{table}\n新建学校12所。\n"
    assert told(text)["12"] == ""
