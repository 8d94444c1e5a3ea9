"""A thing that is called by the end of its name, or by its kind."""

import pytest

from tests.extracting import meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The end of a name, wherever it stands after it.
        (
            "馬會推出山路數碼化先導計劃。\n\n先導計劃共批出三宗申請。",
            [("先導計劃", "山路數碼化先導計劃")],
        ),
        (
            "印發《青山市智慧牧场三年行动计划（2025—2027年）》。\n\n三年行动计划：一张图读懂",
            [("三年行动计划", "青山市智慧牧场三年行动计划（2025—2027年）")],
        ),
        (
            "《渔场留种试点计划》开始。\n\n按留种试点计划，渔船可报名。",
            [("留种试点计划", "渔场留种试点计划")],
        ),
        # The kind that brackets give it, and the kind of the one thing that bears it.
        (
            "「海草復育基金」（基金）下月推出。\n\n天氣好。\n\n基金由政府設立。",
            [("基金", "海草復育基金")],
        ),
        ("馬會發表《養馬藍圖》。\n\n天氣好。\n\n藍圖由馬會制定。", [("藍圖", "養馬藍圖")]),
        ("馬會公布《馬伕調查2026》的結果。調查由馬會進行。", [("調查", "馬伕調查2026")]),
        # The plan of the document itself.
        (
            "# 印发《青山市牧场方案（2026年）》的通知\n\n《马厩方案》废止。\n\n本方案自6月起施行。",
            [("本方案", "青山市牧场方案（2026年）")],
        ),
        ("馬會推出「跨欄計劃」。\n\n根據計劃，每匹馬可獲資助。", [("計劃", "跨欄計劃")]),
    ],
)
def test_the_end_of_a_name_and_its_kind_stand_for_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = meant(text)
    assert [words for words, _ in found] == [words for words, _ in expected]
    assert all(
        name.strip("“”「」") in full for (_, full), (_, name) in zip(expected, found, strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "推出《山路先導計劃》。推出《水路先導計劃》。\n\n先導計劃共批出三宗申請。",  # of two
        "先導計劃共批出三宗申請。\n\n馬會推出山路數碼化先導計劃。",  # not named yet
        "馬會推出山路數碼化先導計劃。\n\n各校先導計劃共批出三宗申請。",  # a part of another word
        "馬會推出「跨欄計劃」。\n\n馬會計劃於明年擴建。",  # to plan
        "馬會推出「跨欄計劃」。\n\n馬場增建，計劃在明年啟用。",
        "天氣好。\n\n基金由政府設立。",
        "天氣好。\n\n本方案自6月起施行。",
    ],
)
def test_what_may_mean_others_stands_for_nothing(text: str) -> None:
    assert meant(text) == []
