"""A known name inside a longer one is not meant by it."""

import pytest

from kg.extraction.extractor import Extractor
from kg.reading.reader import read


def named(text: str, extractor: Extractor) -> set[str]:
    facts = extractor.extract(read(text.encode(), "case.md")).facts
    return {label.text for fact in facts if fact.kind == "entity" for label in fact.subject.labels}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("瑞光醫院管理局與台中市簽署協議。", "Hospital Authority"),
        ("瑞光医院管理局去年聘请40名护士。", "Hospital Authority"),
        ("Essex Valley has 3,000 farms.", "Essex"),
        ("The Lisbon Symphony Orchestra has 40 players.", "Lisbon"),
        ("南京路有300家商舖。", "南京"),
        ("上海街全長3公里。", "上海"),
        ("瑞光復旦大學附中有2000名學生。", "復旦大學"),
        ("香港仔漁民會所有30名會員。", "香港"),
    ],
)
def test_a_longer_name_is_another_thing(text: str, name: str, extractor: Extractor) -> None:
    assert name not in named(text, extractor)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("該計劃由醫院管理局管理。", "Hospital Authority"),
        ("香港醫院管理局去年聘請40名護士。", "Hospital Authority"),
        ("上海道路有300公里。", "上海"),
        ("香港街市有20個。", "香港"),
        ("The Lisbon office has 40 staff.", "Lisbon"),
        ("復旦大學有2000名學生，附屬醫院另計。", "復旦大學"),
        ("復旦大學附屬瑞光醫院有1200張病床。", "復旦大學"),
    ],
)
def test_a_name_that_stands_by_itself_is_meant(text: str, name: str, extractor: Extractor) -> None:
    assert name in named(text, extractor)
