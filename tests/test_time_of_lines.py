"""Times that a short line or the head of a list gives to what stands under it."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def times(text: str) -> dict[str, str]:
    """Return the time of each figure, by its value."""
    document = read(
        f"Harbour Council: Ten-Year Plan\n\n25 February 2026\n\n{text}\n".encode(), "a.txt"
    )
    facts = extractor().extract(document).facts
    return {f"{f.quantity.value:f}": f.time for f in facts if f.quantity}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a table that a paragraph introduces, though its last sentence names no time
        (
            "截至2025年12月31日，共收到138宗。獲批項目按碼頭劃分如下：\n\n"
            "| 碼頭 | 項目 |\n|---|---|\n| 東岸 | 34 |\n| 西岸 | 31 |",
            {"138": "../2025-12-31", "34": "../2025-12-31", "31": "../2025-12-31"},
        ),
        (
            "As at June 2025, 90 berths were let. They are divided as follows:\n\n"
            "| Pier | Berths |\n|---|---|\n| East | 34 |\n| West | 56 |",
            {"90": "../2025-06", "34": "../2025-06", "56": "../2025-06"},
        ),
        # so does an item of a numbered list, for what it introduces
        (
            "碼頭分在兩岸。\n\n- 岸邊有樹。\n"
            "- 截至2025年12月31日，共收到138宗。按碼頭劃分如下：\n\n"
            "| 碼頭 | 項目 |\n|---|---|\n| 東岸 | 34 |\n| 西岸 | 31 |",
            {"138": "../2025-12-31", "34": "../2025-12-31", "31": "../2025-12-31"},
        ),
        # and what a note below says of its day, but not of something else's
        (
            "碼頭分在兩岸。\n\n岸邊有樹。\n\n樹下有人。\n\n"
            "| 碼頭 | 泊位 |\n|---|---|\n| 東岸 | 34 |\n| 西岸 | 31 |\n\n註：數字截至2023年底",
            {"34": "../2023-12", "31": "../2023-12"},
        ),
        (
            "碼頭分在兩岸。\n\n岸邊有樹。\n\n樹下有人。\n\n"
            "| 碼頭 | 泊位 |\n|---|---|\n| 東岸 | 34 |\n| 西岸 | 31 |\n\n註：西岸於2023年啟用",
            {"34": "", "31": ""},
        ),
        # all that a list gives, though it has no verb
        ("By 2036:\n\n- 400 homes\n- 12 new parks", {"400": "2036", "12": "2036"}),
        ("到2036年：\n\n- 住宅400套\n- 公園12個", {"400": "2036", "12": "2036"}),
        # a line that is a heading by what it says, up to the next one
        (
            "Targets for 2030\n\nCycle lanes: 120 km\n\n2024/25 at a glance\n\nWe opened 31 piers.",
            {"120": "2030", "31": "2024-25"},
        ),
        ("Landings by pier, 2024\n\n- Cod 46 tonnes\n- Eel 9 tonnes", {"46": "2024", "9": "2024"}),
        ("2030 target\n\n- 9 piers", {"9": "2030"}),
        ("2024年　全年碼頭修繕回顧\n\n2024  批出合約；建成碼頭12座", {"12": "2024"}),
        # a clause of law, and what a colon opens, begin as sentences do
        ("第三條　2024年，全市碼頭31座；船員820人。", {"31": "2024", "820": "2024"}),
        ("葵灣是少數增長的碼頭：2024年靠泊94次；其中夜航27次。", {"94": "2024", "27": "2024"}),
        # a line that needs the line above it, but not one of another slide
        (
            "• 2023年末船舶貸款餘額：86億元\n• 同比增速：33%",
            {"8600000000": "2023-12", "33": "2023-12"},
        ),
        (
            "• 2023年末船舶貸款餘額：86億元\n\n\n\n• 同比增速：33%",
            {"8600000000": "2023-12", "33": ""},
        ),
        ("Year one (2026/27)\n\nWe will replace 46 km of pipe.", {"46": "2026-27"}),
        # what is so today, a day, a sentence, a line with a figure of its own
        ("By 2036:\n\n- 400 homes\n- today 12 parks", {"400": "2036", "12": ""}),
        (
            "Targets for 2030\n\nCycle lanes: 120 km\n\n\n\nWe have 31 piers.",
            {"120": "2030", "31": ""},
        ),
        ("3 March 2025\n\nWe replaced 46 km of pipe.", {"46": ""}),
        ("The plan was made for 2030.\n\nWe have 46 km of pipe.", {"46": ""}),
        ("The target for 2030 is 9 piers.\n\nWe have 46 km of pipe.", {"9": "2030", "46": ""}),
    ],
)
def test_a_time_over_a_list_or_lines_holds_for_what_is_under_it(
    text: str, expected: dict[str, str]
) -> None:
    assert times(text) == expected
