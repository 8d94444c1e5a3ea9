"""The day or month of issue that stands in the title."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def issued(title: str) -> list[str]:
    facts = extractor().extract(read(f"{title}\n\n共有碼頭12座。\n".encode(), "test.md")).facts
    return [str(fact.object) for fact in facts if fact.predicate == "dct:issued"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("# 港口科技簡報（2025年9月）", "2025-09"),
        ("# 渔业通讯【2025年3月5日】", "2025-03-05"),
        ("# Harbour brief (May 2025)", "2025-05"),
        ("# Harbour brief [14 May 2025]", "2025-05-14"),
    ],
)
def test_a_title_may_end_with_its_day(title: str, expected: str) -> None:
    assert issued(title) == [expected]


@pytest.mark.parametrize(
    "title",
    [
        "# 果业调查（2024年）",
        "# 果业调查（2024年1月至6月）",
        "# 果业调查（征求意见稿）",
        "# Harbour plan (2025 to 2030)",
        "# Harbour fair (opens May 2025)",
    ],
)
def test_a_period_or_a_note_in_a_title_is_no_day_of_issue(title: str) -> None:
    assert issued(title) == []
