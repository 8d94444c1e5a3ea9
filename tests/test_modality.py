"""One order of what words make of a figure, for prose, for patterns and for the heads of tables."""

import pytest

from kg.conversion import knowledge
from kg.extraction.words import modality
from kg.text.folding import fold
from tests.test_subjects import extract

prose = knowledge().patterns.modality


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("船塢計劃在明年把目標提高到", "target"),  # what is aimed at, whoever plans it
        ("預計計劃投入", "forecast"),
        ("馬場擬於", "plan"),
        ("目標已定，馬場已錄得", "actual"),  # what has happened takes back what stands before it
        ("預計到2030年累計投入", "forecast"),  # and what only adds up does not
        ("they expect to meet the target of", "target"),
        ("the mill has been", "actual"),
    ],
)
def test_the_order_is_one(text: str, expected: str) -> None:
    assert prose(fold(text)) == expected


def test_a_pattern_reads_the_same_words_in_the_same_order() -> None:
    text = "香港馬術會目標預計提供600個職位。"
    found = [f for f in extract(text).facts if f.quantity]
    assert {f.modality for f in found} == {"target"}


@pytest.mark.parametrize(
    ("head", "expected"),
    [("2030年目標值", "target"), ("2026E", "forecast"), ("規劃值", "plan"), ("現狀值", "actual")],
)
def test_heads_of_tables_have_words_of_their_own(head: str, expected: str) -> None:
    assert modality.told(fold(head).lower(), modality.heads()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will Smith runs 12 shops.", "actual"),
        ("The shop will sell 12 boats.", "forecast"),
    ],
)
def test_what_somebody_is_called_tells_of_no_time_to_come(text: str, expected: str) -> None:
    assert {f.modality for f in extract(text).facts if f.quantity} == {expected}
