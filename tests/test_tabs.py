"""Lines of places on a slide: tabs, or headings of what stands below them."""

from tests.test_subjects import subject

SECTIONS = """海外做法

日本

• 漁港引入機械人可獲補助，每部上限100萬日圓

新加坡

• 新加坡設中央採購平台，服務900個漁港
"""


def test_places_with_text_of_their_own_are_headings() -> None:
    assert subject(SECTIONS, "1000000", "deck.txt") == "Japan"
    assert subject(SECTIONS, "900", "deck.txt") == "Singapore"


SLIDE = """青山市牧场发展报告
2025年度发布会

发布单位：青山市牧业局
2025年10月29日



目录

01 背景
02 现状



01 背景

2025年3月　印发《青山市智慧牧场三年行动计划（2025—2027年）》



01 背景

三年行动计划：一张图读懂

总投入 18.6亿元

目标（到2027年）
- 马厩达到 4.5万个
"""


def test_the_first_line_of_a_slide_that_names_a_plan_is_its_topic() -> None:
    for value in ("1860000000", "45000"):
        assert "三年行动计划" in subject(SLIDE, value, "deck.txt")


def test_a_first_line_with_a_figure_is_no_heading() -> None:
    text = SLIDE.replace("三年行动计划：一张图读懂", "三年行动计划：一期3亿元")
    assert "三年行动计划" not in subject(text, "45000", "deck.txt")


def test_a_first_line_that_is_a_name_is_the_topic_of_the_slide() -> None:
    text = SLIDE.replace("三年行动计划：一张图读懂", "青山马术博物馆").replace(
        "总投入 18.6亿元", ""
    )
    text = text.replace("目标（到2027年）\n- 马厩达到 4.5万个", "• 2024年接待观众 577 万人次")
    assert subject(text, "5770000", "deck.txt") == "青山马术博物馆"
