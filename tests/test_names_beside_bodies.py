"""Chinese names by what bodies do, what bears them, and where they begin and end."""

import pytest

from tests.extracting import mentioned, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北岭港务集团与澄湾影艺合资建设影棚。", ["澄湾影艺"]),
        ("瀾圖大學與海棠重工、青嵐船塢攜手研究。", ["海棠重工", "青嵐船塢"]),
        ("B轮融资由赤松基金领投，老股东蓝湾谷川跟投。", ["蓝湾谷川"]),
        ("发布会上，海棠绘梦把总部放在港区。", ["海棠绘梦"]),
        ("很多企业把总部放在港区。", []),
        ("海棠光電與復旦大學合組聯盟。", ["海棠光電"]),
        ("当地企业与复旦大学合作。", []),
        # Ordinary words, posts and people are no names.
        ("北岭港务集团与企业合作，与高校共建平台。", []),
        ("北岭港务集团与地方政府签署文件。", []),
        ("瀾圖大學與漁民代表共同調查。", []),
    ],
)
def test_who_does_something_with_a_body_is_one(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text, "doer", "trade")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The noun for what bears the name is no part of it.
        ("本地初創企業青磐視覺科技有限公司去年創立。", ["青磐視覺科技有限公司"]),
        ("省内物流企业顺帆物流有限公司扩建。", ["顺帆物流有限公司"]),
        ("聯絡人\n澄海轉型研究中心", ["澄海轉型研究中心"]),
        ("投资机构有限公司", []),
        # What a name may begin with, and what no name does.
        ("审计机构：正澄会计师事务所。", ["正澄会计师事务所"]),
        ("遊客大多去雲海紀念館。", ["雲海紀念館"]),
        ("市府打算關閉碼頭，複製自貿試驗區經驗。", ["自貿試驗區"]),
        ("据克而瑞研究中心统计，空置率上升。", ["克而瑞研究中心"]),
        ("国务院副总理林立峰会见了来宾。", []),
        ("审计署驻澄海办事处发现问题。", ["审计署驻澄海办事处"]),
        ("园区的研究中心和企业的研究中心都在。", []),
        ("人民海信银行昆明中心支行推出新贷款。", ["人民海信银行昆明中心支行"]),
        ("由南开大学滨海开发研究院牵头。", ["南开大学滨海开发研究院"]),
        ("深圳湾口岸实行新安排。", ["深圳湾口岸"]),
        ("它取代造船業數碼化先導計劃。", ["造船業數碼化先導計劃"]),
        ("它取代建造業數碼化先導計劃。", ["建造業數碼化先導計劃"]),
        ("計劃獲滙豐銀行慈善基金資助。", ["滙豐銀行慈善基金"]),
        # "And" inside the name of a unit, or of what a state body is for.
        ("他是复旦大学渔业与海洋学院的讲师。", ["复旦大学渔业与海洋学院"]),
        ("國家道路及橋樑檢測中心公布結果。", ["國家道路及橋樑檢測中心"]),
        # A place inside a name, and another at its beginning.
        ("中國農墾澳門分行獲批。", ["中國農墾澳門分行"]),
        ("他們在柏林國際漁具展上簽約。", ["柏林國際漁具展"]),
        ("公司原来开木雕公司。", []),
        ("2022年，国家渔业数字化战略发布。", ["国家渔业数字化战略"]),
        ("我们需要国家渔业数字化战略。", []),
        ("（聖雅各福群會）", ["聖雅各福群會"]),
        ("3月设立总规模9亿元的渔村民宿扶持资金，奖励业主。", ["渔村民宿扶持资金"]),
        ("中国（河南）自由贸易试验区郑州片区试行版权质押。",
         ["中国（河南）自由贸易试验区郑州片区"]),
    ],
)  # fmt: skip
def test_a_chinese_name_has_its_own_bounds(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text, "suffix")] == expected


def test_a_place_in_another_is_known_by_its_own_name_too() -> None:
    found = mentioned("郑州澄牟县有基地，澄牟县种枣。")
    assert len({thing.id for words, thing, _ in found if "澄牟" in words}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("港務局2021年設立「碼頭AI啟動補助」，每案上限5萬元。", ["「碼頭AI啟動補助」"]),
        ("兩校共同營運「海藻AI共享中心」，2023年啟用。", ["「海藻AI共享中心」"]),
        ("与银行签约，设立额度2亿元的“青年船员贷”。", ["“青年船员贷”"]),
        ("非牟利機構「社帆樂」總幹事表示歡迎。", ["「社帆樂」"]),
        ("试点“AI舵手”，首期服务50人。", ["“AI舵手”"]),
        ("展廳的AI導覽員「小舟」會六種語言。", ["「小舟」"]),
        ("看过“山海之间：古船文明特展”的观众很多。", ["“山海之间：古船文明特展”"]),
        ("实施“改灯换标”三年行动，到2027年完成。", ["“改灯换标”三年行动"]),
        # Slogans, and what a place wants to be.
        ("当地设立了“卡脖子”一词。", []),
        ("他说：“我们设立，不，先谈。”", []),
        ("城市要建成「國際航運中心」。", []),
    ],
)
def test_what_is_set_up_in_quotes_is_a_name(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text, "quoted")] == expected


def test_a_noun_of_things_made_classifies_a_latin_name() -> None:
    assert named("旗下平台WaveReel今年月活400万。", "class noun") == [
        ("WaveReel", "kg:ComputingPlatform")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("國立臺東大學海洋研究所協助。", ["國立臺東大學海洋研究所"]),
        ("某澄海游船公司的主管说。", []),
        ("各县人民法院，省直各单位：", []),
        ("在一场座谈会上，他很坦白。", []),
        ("委託單位：高雄市政府\n計畫主持人：顏柏維", ["高雄市政府"]),
    ],
)
def test_what_any_such_thing_is_called_is_no_name(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text, "suffix")] == expected


def test_a_time_may_stand_before_what_a_firm_does() -> None:
    assert named("晶澜半导体明年拟招聘450人。", "trade") == [("晶澜半导体", "kg:Firm")]
    assert named("国产半导体明年拟招聘450人。", "trade") == []
