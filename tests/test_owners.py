"""What a clause speaks of before its figure, though it has no name."""

import pytest

from kg.extraction.discourse.line_topics import headed, labelled
from kg.extraction.discourse.owners import left_out, opened, owner
from kg.text.folding import fold


def before(text: str) -> str:
    """Read the owner of the figure that stands at ``#``."""
    end = text.index("#")
    found = owner(fold(text), 0, end)
    return text[slice(*found)] if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海灣線全長#公里", "海灣線"),
        ("前線銷售員的月薪中位數由#元", "前線銷售員"),
        ("其中，東岸碼頭面積約#公頃", "東岸碼頭"),
        ("2024年南部造船業平均每月開出#個職位", "南部造船業"),
        ("1823热线受理诉求#万件", "1823热线"),
        ("將輸入船員的平均審批時間由#日", "輸入船員"),
        ("“晨光茶”品牌价值", ""),
        ("「海港信心指數」由#點", "海港信心指數"),
        ("「遠航資助計劃」總經費為#元", "遠航資助計劃"),
        ("日光船业集团则捐出#亿元", "日光船业集团"),
        # A noun may begin with what is done; what is wanted or lacked is measured, too.
        ("引導基金初始規模#億元", "引導基金"),
        ("2027年帆船产业人才需求约#人", "帆船产业"),
        ("我國帆船產值由#億元", "我國帆船"),
        ("引導企業投入#億元", ""),
        ("我負責的碼頭共#座", ""),
    ],
)
def test_a_thing_without_a_name_owns_what_is_measured(text: str, expected: str) -> None:
    assert before(text if "#" in text else text + "#") == expected


@pytest.mark.parametrize(
    "text",
    [
        "新增床位#張",  # what is done
        "接待旅客#人次",
        "總投資#億元",  # a bare attribute
        "平均年齡為#歲",
        "員工平均年齡#歲",  # what belongs to the thing spoken of
        "參與企業平均每月增加收入#元",
        "全部項目的平均成本約#元",
        "海外收入占比由#%",  # the share of a part
        "碩士以上學歷者佔#%",
        "搭大眾運輸的只有#%",
        "我們的帳戶還有#元",
        "海運界認為，港口、機場共有#處",
        "The toll is #",
        "培養複合型人才#人",
        "下一步将把泊位增加到#个",  # when, not what
        "今後將錄取#人",
        "自二○二一年啟用以來收入為#元",
        "現有十名導師，共有#人",
        "續約後追加投資#元",
        "今年九月起將擴大到#所",
        "149億元核准撥款中已支出#億元",
        "2026年度的預算為#元",
        "行業增加值達#億元",
        "省下的錢去簽#名",
        "公司創始人林某原來的月薪為#元",
    ],
)
def test_a_clause_may_speak_of_nothing_itself(text: str) -> None:
    assert before(text) == ""


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("東灣項目由某公司承建", "東灣項目"),
        ("舊碼頭目前分為三段", "舊碼頭"),
        ("「碼頭之夜」由本局於2023年5月首辦", "碼頭之夜"),
        ("燈塔記憶館已於本年2月6日開幕", "燈塔記憶館"),
        ("船塢路以北的船員社區去年10月啟用", "船員社區"),
        ("由某公司承建", ""),
        ("海外收入佔比由三年前的8%升至29%", ""),
        ("新增床位由某院提供", ""),
    ],
)
def test_a_clause_may_open_with_what_the_next_ones_are_about(clause: str, expected: str) -> None:
    text = fold(clause)
    found = opened(text, 0, len(text))
    assert (text[slice(*found)] if found else "") == fold(expected)


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("二、過渡房屋", "過渡房屋"),
        ("Slide 3  |  The flagship: IMVULA", "IMVULA"),
        ("Case study – Gull Robotics", "Gull Robotics"),
        ("（三）海上風電樣機", "海上風電樣機"),
        ("1. 揚帆工坊 Sail Workshops", "揚帆工坊"),
        ("背景", ""),
        ("調查結果", ""),
        ("錢從哪裏來？", ""),
        ("人均文創消費", ""),
        ("Outlook", ""),
        ("2024年工作回顧", ""),
    ],
)
def test_a_heading_may_name_the_topic_of_the_lines_under_it(heading: str, topic: str) -> None:
    found = headed(fold(heading))
    assert (heading[slice(*found)] if found else "") == topic


def test_an_empty_heading_names_nothing() -> None:
    assert headed("") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 青年创业类：资助上限为20万元，分两期拨付", "青年创业类"),
        ("社區苗圃：每區設兩個，每年招募40名義工", "社區苗圃"),
        ("Orchard grants – up to £40,000; 18 months; 25 awards", "Orchard grants"),
        ("2. Night buses: every vehicle is to be replaced by 2029, at £3m a year", "Night buses"),
    ],
)
def test_the_label_of_a_line_is_the_topic_of_what_is_told_behind_it(
    line: str, expected: str
) -> None:
    found = labelled(fold(line), 0, len(line))
    assert line[slice(*found)] == expected if found else expected == ""


@pytest.mark.parametrize(
    "line",
    [
        "资助上限：20万元，分两期拨付",  # what is told
        "名額：每年40名，其中女性佔一半",
        "Opening hours: 9 to 5 on weekdays",
        "Annual budget: £3m, a third of it from fares",
        "獨居長者：約2.1萬人",  # the label of one figure
        "Peak power: 28 MW",
        "Early bird: £180 until 30 June; standard: £260",  # labels within it
        "市長：今年投入3億元，明年再投2億元",  # who speaks
        "Minister: we will spend £3m and hire 20 people",
        "建議二：把名額由2,000個增至6,000個",  # only a number
        "第三階段：覆蓋5個區，耗資2億元",
    ],
)
def test_a_label_that_says_what_is_told_is_no_topic(line: str) -> None:
    assert labelled(fold(line), 0, len(line)) is None


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("批出46宗贷款", True),
        ("另外新增车位300个", True),
        ("受惠農戶逾7,000戶", True),
        ("东湾线全长22公里", False),
        ("村民3,000人", False),
        ("the fund approved 46 loans", False),
    ],
)
def test_a_clause_that_begins_with_what_is_done_leaves_out_its_subject(
    clause: str, expected: bool
) -> None:
    assert left_out(fold(clause), 0, len(clause)) is expected
