"""What a text sets up, what goes on to tell of it, and what stands behind a modifier."""

import pytest

from kg.extraction.figures import creations
from kg.extraction.passages.reading import clauses
from kg.text.folding import fold
from tests.test_subjects import extract, subject


def told(text: str) -> str:
    """Read what the words before ``#`` tell of, in the clauses before them."""
    folded = fold(text).replace("，", ",")
    end = folded.index("#")
    *earlier, (start, _) = clauses(folded, 0, end)
    found = creations.made(folded, earlier)
    tells = found and creations.tells(folded, start, end, folded[slice(*found)])
    return text[slice(*found)] if found and tells else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每層均設有茶水間，平均面積約#", "茶水間"),
        ("銀行組建了一個總額90億元的銀團，貸款期限#", "銀團"),
        ("聯同銀行推出「會員易」貸款，年利率#", "「會員易」貸款"),
        ("渔港公司去年推出首个网箱保险产品，单台保额最高#", "网箱保险产品"),
        ("船廠去年交付了巡航機器人「鐵雁」，續航#", "「鐵雁」"),
        ("為此建了共享試驗中心，去年服務企業#", "共享試驗中心"),
        ("學院與船廠開設造船碩士學程，首屆名額#", "造船碩士學程"),
        ("雙方將共建一個佔地兩公頃的養蠶基地，供學徒實習，明年三月開始報名，為期#", "養蠶基地"),
        ("市府設立「夜校津貼」，每年編列#", "「夜校津貼」"),
        ("派发茶叶券2300万元，惠及#", "茶叶券"),
        ("研究所開發海藻釀造中心，中心擁有#", "海藻釀造中心"),
    ],
)
def test_what_is_set_up_owns_what_is_told_of_it(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "酒廠推出新酒，員工增至#",  # of the body
        "酒廠推出新酒，營業額#",
        "酒廠推出新酒，酒廠設於山腳，面積#",  # another subject between
        "園區位於海邊，總面積#",
        "每年舉辦兩期，每期投入#",  # so many of them are no thing
        "酒廠推出新酒，水庫蓄水#",
    ],
)
def test_what_is_told_of_others_is_not_of_what_is_set_up(text: str) -> None:
    assert told(text) == ""


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("甲山市与北原客运推出“茶马”联票，旅客下车后40分钟可到。", "40", "“茶马”联票"),
        # A stated figure, whose pattern would have taken the body.
        ("勞工局開辦「陶藝證書」，首屆今年十一月開課，提供240個學額。", "240", "陶藝證書"),
        # The list item before sets it up.
        (
            "# 縣城\n\n- 甲縣於2021年設立「老茶廠」展館\n- 年預算1,850萬元\n",
            "18500000",
            "「老茶廠」展館",
        ),
        (
            "设立总规模10亿元的渔戏扶持资金；5月，山州市渔业局联合山州大学成立渔戏编剧学院，首期招生120人。",
            "120",
            "渔戏编剧学院",
        ),
        # Who gets it, not the programme that gives it.
        ("北澳船业公司去年获渔业局的“护帆计划”资助7200万元。", "72000000", "北澳船业公司"),
        ("甲縣設立「老茶廠」展館。年預算1,850萬元。", "18500000", "「老茶廠」展館"),
    ],
)
def test_a_figure_is_of_what_was_set_up(text: str, value: str, expected: str) -> None:
    assert subject(text, value) == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("广州市的“老陶”合作社年销售额突破2100万元。", "21000000", "“老陶”"),
        ("北澳漁業協會「漁民信心指數」由108點跌至101點。", "101", "漁民信心指數"),
        ("由深圳大学出品的“渔歌”广播剧1月上线，累计播放8亿次。", "800000000", "“渔歌”"),
        ("香港大學與北澳養蜂協會合辦的蜂種選育計劃，存活率由38%升至61%。", "61", "蜂種選育計劃"),
    ],
)
def test_a_modifier_names_others_than_the_subject(text: str, value: str, expected: str) -> None:
    assert subject(text, value) == expected


@pytest.mark.parametrize(
    ("text", "value", "other"),
    [
        ("深圳的“失业率”为5.1%。", "5.1", "“失业率”"),  # what is measured of it
        ("深圳在去年的“海洋论坛”上宣布投资5亿元。", "500000000", "“海洋论坛”"),  # a scene
        ("深圳大学去年获广州市的“渔歌计划”资助3亿元。", "300000000", "“渔歌”"),  # governed
    ],
)
def test_what_is_governed_or_measured_is_no_subject(text: str, value: str, other: str) -> None:
    assert subject(text, value) != other


def test_over_what_time_and_of_which_term_are_no_figures() -> None:
    text = "深圳市第十六届人民政府推出三年行动计划，三年累计售出茶票21.7万张，为期九个月。"
    values = {float(f.quantity.value) for f in extract(text).facts if f.quantity}
    assert values == {217_000.0, 9.0}


PLAN = (
    "馬會公布「跨欄先鋒」資助計劃。\n\n根據計劃，每宗申請的資助上限為350萬元，政府承擔開支的七成；每個馬場可獲批三宗。"
    "騎師人數不超過一百人的馬場可優先處理，當局承諾在四十五個工作天內作出決定。\n"
)


@pytest.mark.parametrize("value", ["70", "100", "45"])
def test_what_stands_under_a_plan_is_of_it(value: str) -> None:
    assert subject(PLAN, value) == "「跨欄先鋒」資助計劃"


def test_a_body_that_acts_under_no_plan_acts_for_itself() -> None:
    text = "馬會公布「跨欄先鋒」資助計劃。\n\n香港特別行政區政府承擔開支的七成。\n"
    assert "Government" in subject(text, "70")


def test_the_staff_of_a_firm_spoken_of_are_the_firms() -> None:
    text = "东岸船厂有限公司去年迁入新址。设备共9000台。公司的员工亦由11人增加至46人。\n"
    assert subject(text, "46") == "东岸船厂有限公司"


@pytest.mark.parametrize(
    ("text", "value", "other"),
    [
        ("通过香港大学的“渔歌”平台售出9000件。", "9000", "“渔歌”"),
        ("香港大学的《渔歌报告》显示共有9000名渔民。", "9000", "渔歌报告"),
    ],
)
def test_a_means_and_a_source_are_no_subjects(text: str, value: str, other: str) -> None:
    assert subject(text, value) != other


def test_a_known_thing_set_up_is_that_thing() -> None:
    text = "北澳大學設立海草基金，規模為五億元。"
    assert subject(text, "500000000") == "海草基金"
