"""Figures that a clause deals out to the things it names, one each."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def subjects(text: str) -> list[str]:
    facts = [f for f in extractor().extract(read(text.encode(), "test.txt")).facts if f.quantity]
    facts.sort(key=lambda f: next(e.span.start for e in f.evidence if e.role == "value"))
    return [f.subject.name for f in facts]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Singapore and Finland will pay £3 million and £2 million respectively.",
            ["Singapore", "Finland"],
        ),
        (
            "海风科技有限公司和晨曦电力有限公司分别亏损3亿元和2亿元。",
            ["海风科技有限公司", "晨曦电力有限公司"],
        ),
        (
            "海風科技有限公司及晨曦電力有限公司，去年分別虧損3億元和2億元。",
            ["海風科技有限公司", "晨曦電力有限公司"],
        ),
    ],
)
def test_each_thing_has_its_own_figure(text: str, names: list[str]) -> None:
    assert subjects(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Singapore and Finland will pay £3 million and £2 million.",
        "海风科技有限公司分别亏损3亿元和2亿元。",
        "海风科技有限公司和晨曦电力有限公司分别在三个市亏损3亿元。",
    ],
)
def test_without_a_match_of_numbers_nothing_is_dealt_out(text: str) -> None:
    assert len(set(subjects(text))) == 1
