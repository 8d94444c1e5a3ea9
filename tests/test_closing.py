"""A clause with a subject of its own is not about what was named before it."""

import pytest

from kg.extraction.discourse.closing import (
    closes,
    estimates,
    governs,
    is_aside,
    is_venue,
    kind,
    of_topic,
    reported,
    several,
    speaks,
)
from kg.extraction.discourse.owners import opened, owner
from kg.extraction.passages.reading import clauses
from kg.model.fact import Fact
from kg.reading.reader import read
from kg.text.folding import fold
from tests.extracting import extractor


def figures(text: str) -> dict[str, Fact]:
    """Read the figures of a document by their values."""
    facts = extractor().extract(read(text.encode(), "test.md")).facts
    return {f"{f.quantity.value:f}": f for f in facts if f.quantity}


def names(text: str, value: str) -> set[str]:
    return {label.text for label in figures(text)[value].subject.labels}


@pytest.mark.parametrize(
    "clause",
    [
        "We opened",
        "In 2023 we opened",
        "the ferry will carry",
        "there were",
        "the Government has built",
        "本局重新检视",
        "我们培训",
        "两市共",
        "大桥建成后",
        "这条生产线总投资",
    ],
)
def test_a_subject_without_a_name_closes_the_search(clause: str) -> None:
    assert closes(clause, 0, len(clause))


@pytest.mark.parametrize(
    "clause",
    [
        "It opened",
        "the number of shops is",
        "the average wage was",
        "累计培训",
        "本局长",
        "我们的目标是",
        "桥面宽",
        "基地面积",
    ],
)
def test_what_belongs_to_the_thing_spoken_of_does_not(clause: str) -> None:
    assert not closes(clause, 0, len(clause))


def test_who_is_quoted_does_not_speak_for_the_document() -> None:
    text = "店主说:“我们卖出300件,我们关门。”"
    assert not speaks(text, text.index("我们"), len(text))
    assert not speaks(text, text.rindex("我们"), len(text))


def test_a_kind_is_told_by_its_noun() -> None:
    text = "The new terminal"
    place = kind(text, 0, len(text))
    assert text[slice(*(place or (0, 0)))] == "terminal"


@pytest.mark.parametrize(
    ("clause", "together"),
    [
        ("双方合资", "双方"),
        ("2024年东浦、西浦、北岭三市合计", "东浦、西浦、北岭三市"),
        ("四城的从业人员", "四城"),
        ("两座城市共", "两座城市"),
        ("甲方合资", ""),
        ("四市委员", ""),
        ("两个月内", ""),
    ],
)
def test_several_together_are_the_subject(clause: str, together: str) -> None:
    found = several(clause, 0, len(clause))
    assert (clause[slice(*found)] if found else "") == together


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Panel Paper 4: Buses", "Panel", True),
        ("Parliament of Arden", "Parliament of Arden", True),
        ("海岸管理局第7次会议", "海岸管理局", True),
        ("Coast Board opens a pier", "Coast Board", False),
        ("Buses", "Coast Board", False),
    ],
)
def test_a_body_may_be_but_the_venue(title: str, body: str, expected: bool) -> None:
    assert is_venue(title, body) is expected


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        (
            "北湾中心由甲大学牵头,乙集团、丙重工参与建设,已有院士7名",
            "北湾中心由甲大学牵头,已有院士7名",
        ),
        ("北湾中心由甲基金领投,乙资本跟投,估值9亿", "北湾中心由甲基金领投,估值9亿"),
        ("该基金由甲集团管理,乙基金出资30亿元,期限9年", "该基金由甲集团管理,期限9年"),
        ("大楼由甲局兴建,丙会捐资约2.5亿元,楼高9层", "大楼由甲局兴建,楼高9层"),
        ("乙基金出资30亿元,期限9年", "乙基金出资30亿元,期限9年"),
        ("该基金由甲集团管理,乙基金出资设立子公司,期限9年",) * 2,
        ("甲公司参与三个项目,投资9亿", "甲公司参与三个项目,投资9亿"),
        ("计划由甲局管理,企业参与率达三成", "计划由甲局管理,企业参与率达三成"),
        ("乙集团承建北桥,耗资9亿", "乙集团承建北桥,耗资9亿"),
    ],
)
def test_who_takes_part_behind_an_agent_is_passed_over(sentence: str, left: str) -> None:
    bounds = of_topic(sentence, clauses(sentence, 0, len(sentence)))
    assert ",".join(sentence[a:b] for a, b in bounds) == left


def test_where_a_part_sits_is_said_aside() -> None:
    assert is_aside("总部位于南岸", 0, 6)
    assert not is_aside("南岸设总部", 0, 5)


@pytest.mark.parametrize(
    ("text", "value", "stale"),
    [
        (
            "# Notes\n\nSingapore paid a grant. The ferry will carry 340 people.\n",
            "340",
            "Singapore",
        ),
        ("# Notes\n\nFinland agreed. There were 52 clinics.\n", "52", "Finland"),
        (
            "# 简讯\n\n海风科技有限公司退出了。大桥建成后，可通行52辆车。\n",
            "52",
            "海风科技有限公司",
        ),
        (
            "# Notes\n\nThe hall, which was designed by Larkspur Architects Ltd, has 410 seats.\n",
            "410",
            "Larkspur Architects Ltd",
        ),
        ("# 簡訊\n\n該館由海風科技有限公司興建，設有座位410個。\n", "410", "海風科技有限公司"),
    ],
)
def test_what_was_named_before_is_not_what_a_clause_is_about(
    text: str, value: str, stale: str
) -> None:
    assert stale not in names(text, value)


def test_who_speaks_is_the_place_of_the_authority() -> None:
    text = "政府工作报告\n\n——2025年1月8日在澜江市第六届人民代表大会第三次会议上\n\n"
    text += "海风科技有限公司落户。我们建成幼儿园41所。\n"
    assert names(text, "41") == {"澜江市"}


def test_an_addressee_issues_nothing() -> None:
    text = "规划\n\n第一条 新建公园41个。\n\n第二条 评估结果于6月底前报市人民政府。\n"
    assert not any("报市" in name for name in names(text, "41"))


def test_a_run_in_heading_comes_before_the_title() -> None:
    text = "# 深圳漫步\n\n## 第一站\n\n**旧船厂** 原为仓库，占地约1.3公顷。\n"
    assert names(text, "1.3") == {"旧船厂"}


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("# 简讯\n\n深圳线全长23公里。\n", "23", "深圳线"),
        ("# 简讯\n\n深圳港2024年吞吐量230万吨，全球排名第7。\n", "7", "深圳港"),
    ],
)
def test_a_place_in_a_longer_name_is_no_subject(text: str, value: str, name: str) -> None:
    assert names(text, value) == {name}


def test_each_place_of_a_list_has_its_own_figure() -> None:
    found = figures("# 简讯\n\n广东省有商场9家，其中深圳5家、洛川3家、海甸1家。\n")
    assert found["3"].subject.name == "洛川"
    assert found["1"].subject.name == "海甸"
    assert "深圳" in {label.text for label in found["5"].subject.labels}


@pytest.mark.parametrize(
    "text", ["归属于母公司股东的净利润", "净利润只有", "非核心收入", "计划三年总经费", "餐饮毛收入"]
)
def test_the_head_of_a_measure_is_not_split_off(text: str) -> None:
    assert owner(fold(text), 0, len(text)) is None


def test_a_verb_of_founding_is_no_part_of_a_name() -> None:
    text = "南岸渔会成立于1925年"
    found = opened(text, 0, len(text))
    assert found
    assert text[slice(*found)] == "南岸渔会"


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("the institute estimates that 40 mills", " 40 mills"),
        ("officials said on Monday that the", " the"),
        ("surveys have shown that people said that half", " half"),
        ("the plan that we made", ""),
        ("a bridge so long that", ""),
        ("the fund expects 40 mills", ""),
    ],
)
def test_what_is_said_begins_behind_who_says_it(clause: str, said: str) -> None:
    start = reported(clause, 0, len(clause))
    assert (clause[start:] if start else "") == said


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("渔业学院估计", True),
        ("据海关统计", True),
        ("国家气象局数据显示", True),
        ("the bureau's figures", True),
        ("公司经理表示", False),
        ("渔业学院成立", False),
        ("the bureau said", False),
    ],
)
def test_whose_estimate_it_is_is_not_what_it_is_of(clause: str, expected: bool) -> None:
    assert estimates(clause, 0, len(clause)) is expected


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("政府已預留", "政府"),
        ("去年市政府投入", "市政府"),
        ("省财政安排资金", "省财政"),
        ("政府工作報告", ""),
        ("政府部門共有", ""),
        ("公司已預留", ""),
    ],
)
def test_a_government_without_a_name_governs_a_clause(clause: str, who: str) -> None:
    found = governs(fold(clause), 0, len(clause))
    assert (clause[slice(*found)] if found else "") == who


def test_a_government_without_a_name_is_that_of_the_place() -> None:
    text = "# 香港的科研投入\n\n政府已投入1,500億元支持創科發展。"
    assert "香港特别行政区政府" in names(text, "150000000000")
    other = "# 各地經驗\n\n## 新加坡\n\n政府於五年內投入2.2億新加坡元。"
    assert "新加坡" in names(other, "220000000")


@pytest.mark.parametrize(
    ("text", "value", "of"),
    [
        ("该基金由甲集团管理，甲省母基金出资30亿元，存续期为12年。", "12", "绿港产业基金"),
        ("该基金由甲集团管理，甲省母基金出资30亿元，存续期为12年。", "3000000000", "甲省母基金"),
        ("基金名额由120个增加为150个。", "150", "绿港产业基金"),
    ],
)  # fmt: skip
def test_who_gives_money_to_a_thing_is_not_what_is_told_next(
    text: str, value: str, of: str
) -> None:
    assert of in names(f"绿港产业基金昨日揭牌。{text}", value)
