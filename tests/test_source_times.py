"""When what tells a figure came out is no time of the figure; when a thing was launched may be."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("2025年3月公布的《年度监测》显示，失业率为3.1%。", ""),
        ("2025年3月公布的《2024年度监测》显示，失业率为3.1%。", "2024"),
        ("2025年3月推出「海岸计划」，拨款2亿元。", "2025-03"),
        ("2025年3月發布《海岸規劃》，預留2億元。", "2025-03"),
    ],
)
def test_a_launch_dates_its_figures_a_publication_does_not(sentence: str, time: str) -> None:
    facts = extractor().extract(read(f"# 甲市\n\n{sentence}\n".encode(), "x.md")).facts
    assert [fact.time for fact in facts if fact.quantity] == [time]


def test_the_day_of_a_document_is_no_period_of_its_figures() -> None:
    text = "港口摘要\n\n某市港口局\n\n2023年12月1日\n\n港口費用\n\n泊位收費\n每月300元\n"
    facts = extractor().extract(read(text.encode(), "x.txt")).facts
    assert [fact.time for fact in facts if fact.quantity] == [""]
