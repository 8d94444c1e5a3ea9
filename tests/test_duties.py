"""Who answers for the tasks of a plan."""

from functools import cache

import pytest

from kg.conversion import knowledge
from kg.extraction.layout import duties
from kg.extraction.passages.passage import passages
from kg.extraction.recognition import Recogniser
from kg.model.mention import Entity
from kg.reading.reader import read

known = cache(knowledge)


def led(text: str) -> list[tuple[str, str]]:
    terms = known().terminology
    recogniser = Recogniser(terms)
    readings = recogniser.read(passages(read(text.encode(), "plan.md")), None)
    return [
        (fact.subject.labels[0].text, fact.evidence[-1].quote)
        for fact in duties.find(readings, recogniser.mint, terms)
        if isinstance(fact.object, Entity)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1. 完善港口條例。推動修訂細則。（牽頭單位：高雄市交通局、高雄市勞工局；配合：某局）",
            [("完善港口條例", "高雄市交通局"), ("完善港口條例", "高雄市勞工局")],
        ),
        (
            "2. Dredge the channel. Work starts in May. (Lead agency: Ministry of Public Works)",
            [("Dredge the channel", "Ministry of Public Works")],
        ),
        ("## 保育濕地\n\n責任單位：高雄市環保局", [("保育濕地", "高雄市環保局")]),
        ("1. 完善港口條例。各責任單位要落實，另有高雄市交通局。", []),
        ("1. 完善港口條例。責任單位：待定。", []),
        ("責任單位：高雄市環保局", []),
    ],
)
def test_a_task_is_led_by_the_bodies_of_its_label(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert led(text) == expected
