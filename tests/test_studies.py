"""Surveys that have no name: who made them, for whom, and when."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor, told

STATED = (
    (
        "Keel Research carried out a survey of 286 dock employers in May 2024.",
        {
            ("survey of dock employers", "organisedBy", "Keel Research"),
            ("survey of dock employers", "heldOn", "2024-05"),
        },
    ),
    (
        "Leeds University conducted a household survey last year.",
        {("household survey", "organisedBy", "Leeds University")},
    ),
    (
        "He cited a survey of pilots conducted by the Harbour Guild and funded by the Larch Trust.",
        {
            ("survey of pilots", "organisedBy", "Harbour Guild"),
            ("survey of pilots", "fundedBy", "Larch Trust"),
        },
    ),
    (
        "In a survey by Aldgate Institute of 300 yards, 40% said so.",
        {("survey", "organisedBy", "Aldgate Institute")},
    ),
    (
        "調查由新竹大學於2024年3月進行。",
        {("調查", "organisedBy", "新竹大學"), ("調查", "heldOn", "2024-03")},
    ),
    (
        "本會委託新竹大學於2024年3月向320名漁民進行問卷調查。",
        {("問卷調查", "organisedBy", "新竹大學"), ("問卷調查", "heldOn", "2024-03")},
    ),
    ("高雄市帆船协会7月做了一次问卷调查。", {("问卷调查", "organisedBy", "高雄市帆船协会")}),
    ("新竹市渔业局的抽样调查显示，六成渔民独居。", {("抽样调查", "organisedBy", "新竹市渔业局")}),
)
UNSTATED = (
    "Leeds University did not conduct a survey.",
    "The survey was not carried out by Keel Research.",
    "調查並非由新竹大學進行。",
    "新竹大学建议对渔民开展问卷调查。",
    "新竹大学调查中心负责事故调查工作。",
    # An inspection, an investigation; people who are asked for something else.
    "高雄税务局已完成调查，并提出检控。",
    "高雄教育局正進行調查，並已約見校長。",
    "新竹市场监管局开展专项调查，查处企业30家。",
    "新竹市消防局完成了盘点。",
    "The Metropolitan Police questioned 14 men in Leeds about the riot.",
    "Aldgate Institute interviewed 300 people for 40 jobs.",
    "The Larch Trust interviewed 40 miners in Wigan.",
)


@pytest.mark.parametrize(("sentence", "facts"), STATED)
def test_a_survey_without_a_name_is_told_of(
    sentence: str, facts: set[tuple[str, str, str]]
) -> None:
    assert facts <= told(sentence)


def test_what_is_denied_or_only_wished_makes_no_survey() -> None:
    found = [each for text in UNSTATED for each in told(text) if each[1] == "organisedBy"]
    assert found == []


def test_the_survey_is_the_one_that_was_spoken_of_last() -> None:
    text = "A survey of 90 dock employers is out. The survey was carried out by Keel Research."
    assert ("survey of dock employers", "organisedBy", "Keel Research") in told(text)


def test_surveys_are_walked_through_in_the_order_of_the_text() -> None:
    text = (
        "A survey of 90 dock employers is out.\n\n"
        "The survey was carried out by Keel Research. Its results echo the Harbour Wage Survey."
    )
    found = told(text)
    assert ("survey of dock employers", "organisedBy", "Keel Research") in found
    assert ("Harbour Wage Survey", "organisedBy", "Keel Research") not in found


def test_another_survey_of_the_same_people_is_another() -> None:
    text = (
        "Keel Research carried out a survey of 90 pilots in May 2021.\n\n"
        "Aldgate Institute carried out a survey of 300 pilots in June 2023."
    )
    facts = extractor().extract(read(f"{text}\n".encode(), "note.txt")).facts
    made = {fact.subject.id for fact in facts if fact.predicate == "kg:organisedBy"}
    assert len(made) == 2


def test_people_who_are_interviewed_are_surveyed_where_a_share_is_told() -> None:
    text = "The Larch Trust interviewed 40 miners in Wigan; 30% had a second job."
    assert ("survey of miners", "organisedBy", "Larch Trust") in told(text)
