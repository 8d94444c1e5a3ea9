"""When people were asked is told once, and holds for their answers up to the next heading."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def times(text: str) -> dict[str, str]:
    """Return the time of each share, by its value."""
    document = read(f"Ferry notes\n\n25 February 2026\n\n{text}\n".encode(), "a.txt")
    facts = extractor().extract(document).facts
    return {f"{f.quantity.value:f}": f.time for f in facts if f.quantity and f.quantity.unit == "%"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In a survey of 900 commuters carried out in October 2025, 57% said they would switch "
            "to ferries. When we asked what puts them off, 38% named the fare.",
            {"57": "2025-10", "38": "2025-10"},
        ),
        (
            "In our survey of 154 yards, carried out between May and July 2025, 63% of yards "
            "reported a lack of welders; only 12% had trouble finding clerks.",
            {"63": "2025-05/2025-07", "12": "2025-05/2025-07"},
        ),
        (
            "The Port Office commissioned the college to conduct a study between March and May "
            "last year. Among the 210 masters who responded, 64 per cent considered the berth "
            "sufficient.",
            {"64": "2025-03/2025-05"},
        ),
        (
            "船员协会去年7月对会员做了一次问卷，结果如下：\n\n- 61%的受访船员称收入下降\n"
            "- 47%考虑转行",
            {"61": "2025-07", "47": "2025-07"},
        ),
        (
            "圖1　乘客重遊意願（2025年3月至5月，碼頭問卷）：「會」19%、「不會」47%、「未定」34%",
            {"19": "2025-03/2025-05", "47": "2025-03/2025-05", "34": "2025-03/2025-05"},
        ),
    ],
)
def test_the_time_of_the_asking_holds_for_the_answers(text: str, expected: dict[str, str]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # when it came out, in whose title it stands, what else happened then
        ("A survey published in October 2025 says that 57% of masters are tired.", "57"),
        ("調查於2025年10月公布，57%的船員表示疲倦。", "57"),
        # beyond the next heading, and what is no answer
        (
            "# Fares\n\nWe surveyed 300 masters in May 2025.\n\n# Staff\n\n57% of them said no.",
            "57",
        ),
        (
            "We surveyed 300 masters in May 2025.\n\nThe tax on berths is 57% of the rent.",
            "57",
        ),
    ],
)
def test_another_time_is_not_that_of_the_asking(text: str, value: str) -> None:
    assert times(text)[value] == ""
