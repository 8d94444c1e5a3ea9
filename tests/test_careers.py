"""How long somebody did something, and when what moved set out."""

import pytest

from kg.model.fact import Fact
from kg.reading.reader import read
from tests.extracting import extractor


def figures(text: str) -> dict[str, Fact]:
    """Return the figures of a text by their values."""
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    return {f"{fact.quantity.value.normalize():f}": fact for fact in facts if fact.quantity}


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("Karin Voss, who worked for nine years at Alder Shipping, chairs it.", "9", "Karin Voss"),
        ("Dr Anita Rao spent 14 years at Halden Motors.", "14", "Anita Rao"),
        ("公司创始人兼首席执行官宋岚在云桥飞机设计研究所干了十六年。", "16", "宋岚"),
    ],
)
def test_how_long_somebody_did_something_is_told_of_them(text: str, value: str, name: str) -> None:
    assert figures(text)[value].subject.name == name


def test_how_long_a_course_lasts_is_not_told_of_who_speaks() -> None:
    found = figures("Karin Voss said the Dock Fellowship lasts nine months.")
    assert found["9"].subject.name != "Karin Voss"


@pytest.mark.parametrize(
    ("text", "value", "time"),
    [
        ("云港学院2023年获经费1.5亿元，科研人员从上年的286人增加到341人。", "286", "2022"),
        (
            "Staff at the Fenwick Observatory rose from 44 the year before to 61 people in 2024.",
            "44",
            "2023",
        ),
    ],
)
def test_what_was_a_year_before_is_of_the_year_before(text: str, value: str, time: str) -> None:
    assert figures(text)[value].time == time


def test_the_columns_of_indicators_are_things() -> None:
    table = "# Ports\n\n| Indicator, 2023 | Doverton | Corkhaven |\n|---|---|---|\n"
    found = figures(f"{table}| Berths | 31 | 44 |\n| Staff | 780 | 410 |")
    assert (found["31"].subject.name, found["410"].subject.name) == ("Doverton", "Corkhaven")


def test_a_verb_alone_is_nothing_that_is_measured() -> None:
    assert figures("She spent 14 hours there.")["14"].subject.name != "spent"
