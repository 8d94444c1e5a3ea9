"""Chinese names without a known ending that their place in the sentence makes plain."""

import pytest

from kg.extraction.names.boundaries import Landscape
from kg.extraction.words.hints import of
from tests.extracting import extractor, mentioned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Places: where something is set down, what a count of places closes, a lettered part.
        ("研發中心落戶白石塘，分廠設於大寮。", {"白石塘": "kg:Place", "大寮": "kg:Place"}),
        ("新館位於水邊，分館設於校內。", {}),
        ("前寮、苓坡兩區的套房漲價。", {"前寮": "kg:Region", "苓坡": "kg:Region"}),
        ("電子、機械兩類產品增加。", {}),
        ("新館選址於澄港B區，面積兩萬平方米。", {"澄港B區": "kg:Region"}),
        ("落戶白石塘的船廠，館址設於柬埔寨二期。", {"白石塘": "kg:Place", "柬埔寨": "kg:Country"}),
        # A district that a sentence opens with; a kind of area is none.
        ("在临浦区，三家船厂复工。", {"临浦区": "kg:Region"}),
        ("天气转好。在白岭县的茶园，游客增多。", {"白岭县": "kg:Region"}),
        ("在沙榆区、白岭县，三家船厂复工。", {"沙榆区": "kg:Region", "白岭县": "kg:Region"}),
        ("在工业区，三家船厂复工。在山区，学生减少。在自贸区，货量上升。", {}),
        # What lies in a place stands behind it; what follows in other words does not.
        (
            "在柬埔寨白石港開設貨倉，在越南加倍投入，在越南試行。",
            {"柬埔寨": "kg:Country", "白石港": "kg:Place", "越南": "kg:Country"},
        ),
        # A country and a city of it are two places.
        ("與芬蘭恩奧市簽了意向書。", {"芬蘭": "kg:Country", "恩奧市": "kg:City"}),
        # Firms in which somebody has a stake; of ordinary words there are none.
        (
            "首批投資 海衡感測、羽岸機電、微波量測。",
            dict.fromkeys(("海衡感測", "羽岸機電", "微波量測"), "kg:Organisation"),
        ),
        ("主要投資 先進設備、綠色金融。", {}),
        # Short names of bodies, as doers and beside one that is known.
        ("辦公室由江策會營運。", {"江策會": "kg:Organisation"}),
        (
            "海研院、清華大學共同設立一所學校。",
            {"海研院": "kg:Organisation", "清華大學": "kg:University"},
        ),
        # What stands before a name and is none of it.
        ("基金由市屬國企澄海集團管理。", {"澄海集團": "kg:Firm"}),
        (
            "徵詢運輸局及文化及青年事務局意見後答覆。",
            {"運輸局": "kg:GovernmentBody", "文化及青年事務局": "kg:GovernmentBody"},
        ),
        # A fund of ordinary words gives money; a scheme stands as the label of its line.
        ("漁業發展基金去年亦批出三宗申請。", {"漁業發展基金": "kg:Fund"}),
        ("漁業發展基金的用途很多。", {}),
        ("技職返港獎勵金：每人5萬元", {"技職返港獎勵金": "kg:FundingProgramme"}),
        # A particle opens a name where no noun is before it; it ties an ordinary word to one.
        ("由之澜造船研究院承办", {"之澜造船研究院": "kg:ResearchInstitute"}),
        (
            "西河大学共建之澜机器人实验室",
            {"西河大学": "kg:University", "之澜机器人实验室": "kg:ResearchLaboratory"},
        ),
        ("之澜港务集团宣布扩建", {"之澜港务集团": "kg:Firm"}),
        ("甲地合办之人才培训中心，設立之研究中心，推動之科技計畫", {}),
        # Where something is set up or held is a place; no time, no meeting, no kind of place.
        ("分厂在滨溪投产，论坛于白鹿滩举行。", {"滨溪": "kg:Place", "白鹿滩": "kg:Place"}),
        ("工厂在春节投产，协会在会上成立，课程在校内开设，活动在园区举行，公司现在开设分店。", {}),
        ("在芯片领域建设平台，在港口建设方面投入。", {}),
        # A short form of no body ends in half of what another ends in.
        ("石城船东协会表示欢迎", {"石城船东协会": "kg:IndustryAssociation"}),
        # A small town with a name, and none of a kind.
        (
            "在麓栖小镇设立，麓湖数谷启用",
            {"麓栖小镇": "kg:InnovationPark", "麓湖数谷": "kg:InnovationPark"},
        ),
        ("建设一批特色小镇和智慧城。", {}),
        # Who manages a thing is a body, though its name begins with a place.
        ("由杭州资本管理", {"杭州资本": "kg:Organisation"}),
        ("由政府部门管理，由专业团队管理，由市民自行管理", {}),
        # A branch is named after its firm.
        ("由中国星讯杭州分公司承建", {"中国星讯杭州分公司": "kg:Firm"}),
        ("星海电信杭州分公司负责建设", {"星海电信杭州分公司": "kg:Firm"}),
        ("走访企业杭州分公司", {"杭州分公司": "kg:Firm"}),
        # A verb before a share is no end of a name.
        (
            "由白石城投集团控股51%，振海科技参股20%。",
            {"白石城投集团": "kg:Firm", "振海科技": "kg:Firm"},
        ),
        ("云帆控股2023年营收5亿元", {"云帆控股": "kg:Firm"}),
    ],
)  # fmt: skip
def test_a_chinese_name_is_told_by_its_slot(text: str, expected: dict[str, str]) -> None:
    assert {words: thing.types[0] for words, thing, _ in mentioned(text)} == expected


def test_no_name_begins_on_a_line_before_that_ends_where_it_is_meant() -> None:
    text, ending = "由筑岸机械研发公司今年落户", 7
    terms = extractor().terminology
    assert Landscape(text, (), terms, of(terms)).stem(ending).start == 1
    assert Landscape(text, (), terms, of(terms), (ending,)).stem(ending).start == ending
