"""Quotations that are names because somebody launches them, or a noun of things stands by."""

import pytest

from tests.extracting import named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水务局2023年推出“清泉行动派”，覆盖30个乡镇。", [("“清泉行动派”", "kg:Programme")]),
        ("政府於2024年推出的「夜市大獎賞」共吸引30萬人次。", [("「夜市大獎賞」", "kg:Programme")]),
        ("市府啟動「無礙導航」二期項目。", [("「無礙導航」", "kg:Project")]),
        ("大學去年開設「海洋工匠班」，收生60人。", [("「海洋工匠班」", "kg:Programme")]),
        ("衛生部2023年推行「Walk Well」。", [("「Walk Well」", "kg:Programme")]),
        ("旅遊局推行「鐵道漫遊」（Rail-Roam）合作計劃。",
         [("「鐵道漫遊」（Rail-Roam）合作計劃", "kg:Programme")]),
        ("市港口综合平台“浪涌通”上线。", [("“浪涌通”", "kg:ComputingPlatform")]),
        ("港務局啟用調度系統「海哨兵」。", [("「海哨兵」", "kg:TechnologySolution")]),
        # Slogans, qualities, ways of doing things, what is only said.
        ("各地推行“一企一策”，推动“三个转变”。", []),
        ("協會推出「一站式」服務。", []),
        ("協會試行「先租後買」的做法。", []),
        ("當局推行「小而美」。", []),
        ("他形容推出「德政」。", []),
        ("會長說：「我們推出了很多優惠。」", []),
    ],
)  # fmt: skip
def test_a_quotation_that_is_launched_is_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text, "quoted") == expected
