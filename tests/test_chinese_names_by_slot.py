"""Chinese names without a known ending that their place in the sentence makes plain."""

import pytest

from tests.extracting import mentioned


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
    ],
)  # fmt: skip
def test_a_chinese_name_is_told_by_its_slot(text: str, expected: dict[str, str]) -> None:
    assert {words: thing.types[0] for words, thing, _ in mentioned(text)} == expected
