"""Years that begin the lines of a timeline."""

import pytest

from kg.extraction import timelines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015  《港口條例》施行", ["2015"]),
        ("2019: The port opens", ["2019"]),
        ("2031 – Aire Dock closes", ["2031"]),
        ("1998·漁港啟用", ["1998"]),
        ("2015 firms took part", []),
        ("2015  1,240  3.5%", []),
        ("2015年施行", []),
        ("Since 2015: growth", []),
    ],
)
def test_a_line_begins_with_a_year(text: str, expected: list[str]) -> None:
    found = timelines.year(text)
    assert [text[mention.start : mention.end] for mention in found] == expected
