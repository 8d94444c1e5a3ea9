"""Deeds: who does what to what by a verb that no frame has, told by the verb itself."""

import pytest

from kg.extraction.patterns import examples
from tests.extracting import patterns, told


def deeds(text: str) -> list[tuple[str, str, str, str]]:
    """Give the deeds of a marked text: who, to what, the words of the deed, the part of it."""
    facts = examples.stated(patterns(), {"text": text})
    return [
        (
            seen["subject"],
            seen["object"],
            seen["dimension"].get("deed", ""),
            seen["dimension"].get("part", ""),
        )
        for seen in map(examples.described, facts)
        if seen["property"] == "kg:actsOn"
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "{Leeds Council|GovernmentBody} will tighten the {Harbour Code|PolicyMeasure}.",
            ("Leeds Council", "Harbour Code", "tighten", ""),
        ),
        (
            "The {Harbour Code|PolicyMeasure} was simplified by {Leeds Council|GovernmentBody}.",
            ("Leeds Council", "Harbour Code", "simplified", ""),
        ),
        (
            "{Leeds Council|GovernmentBody} will review the fees under {Harbour Code|Programme}.",
            ("Leeds Council", "Harbour Code", "review the fees under", ""),
        ),
        (
            "{Keel Ltd|Firm} sold its old ferries to {Wear Marine|Firm}.",
            ("Keel Ltd", "Wear Marine", "sold its old ferries to", ""),
        ),
        (
            "{Leeds Council|GovernmentBody} relaxed the {Harbour Code|Programme}'s rules.",
            ("Leeds Council", "Harbour Code", "relaxed", "rules"),
        ),
        ("{甲局|GovernmentBody}将{丙计划|Programme}延长三年", ("甲局", "丙计划", "延长", "")),
        ("{甲局|GovernmentBody}检讨{丙计划|Programme}的收费", ("甲局", "丙计划", "检讨", "收费")),
        ("{甲社|Firm}向{乙社|Firm}采购水泵", ("甲社", "乙社", "采购水泵", "")),
        (
            "{丙计划|Programme}的数据处理由{甲社|Firm}承担",
            ("甲社", "丙计划", "承担", "数据处理"),
        ),
        ("{甲局|GovernmentBody}已与{乙社|Firm}洽谈", ("甲局", "乙社", "洽谈", "")),
    ],
)
def test_a_deed_is_told_by_its_verb(text: str, wanted: tuple[str, str, str, str]) -> None:
    assert wanted in deeds(text)


@pytest.mark.parametrize(
    "text",
    [
        "{Leeds Council|GovernmentBody} praised the {Harbour Code|Programme}.",
        "{Leeds Council|GovernmentBody} announced the {Harbour Code|Programme}.",
        "{Leeds Council|GovernmentBody} will not extend the {Harbour Code|Programme}.",
        "If {Leeds Council|GovernmentBody} extends the {Harbour Code|Programme}, fees fall.",
        "{Leeds Council|GovernmentBody} could extend the {Harbour Code|Programme}.",
        "{Leeds Council|GovernmentBody} moved quickly to {Wear Marine|Firm}.",
        "{Leeds Council|GovernmentBody} hired a firm run by {Wear Marine|Firm}.",
        "{Keel Ltd|Firm} rejected a merger with {Wear Marine|Firm}.",
        "{Keel Ltd|Firm} withdrew from the pact with {Wear Marine|Firm}.",
        "The head of {Leeds Council|GovernmentBody} visited the {Aire Dock|Site}.",
        "{Tyne Fund|Fund}, whose manager, {Ann Carter|Person}, led sales at {Wear Marine|Firm}.",
        '"We train them, {Leeds Council|GovernmentBody} and {Wear Marine|Firm} hire them".',
        "{甲局|GovernmentBody}表示欢迎{丙计划|Programme}",
        "{甲局|GovernmentBody}未有延长{丙计划|Programme}",
        "{甲局|GovernmentBody}培训{乙校|University}的学生",
        "{甲局|GovernmentBody}举行{丙计划|Programme}成果发布会",
        "签署协议的还有{甲局|GovernmentBody}与{乙社|Firm}",
        "{甲市|City}办事处去年成立，负责{丙计划|Programme}",
    ],
)
def test_what_is_said_denied_supposed_or_of_others_is_no_deed(text: str) -> None:
    assert deeds(text) == []


def test_a_deed_is_told_only_where_nothing_else_is() -> None:
    text = (
        "Keel Marine Ltd funds the Tidal Skills Scheme. "
        "Keel Marine Ltd expanded the Tidal Skills Scheme."
    )
    assert {name for _, name, _ in told(text)} == {"fundedBy"}
