"""Facts that others of the passage make redundant."""

from functools import cache

import pytest

from kg.conversion import knowledge
from kg.extraction.extractor import Extractor
from kg.model.mention import Entity
from kg.reading.reader import read

extractor = cache(lambda: Extractor(knowledge()))


def told(text: str, *predicates: str) -> list[tuple[str, str]]:
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    return [
        (f.predicate, f.object.name if isinstance(f.object, Entity) else str(f.object))
        for f in facts
        if f.predicate in predicates
    ]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("松山大學與澄湖水務公司於2024年共同設立「水科學實驗室」。", 0),
        ("松山大學與澄湖水務公司合作研究水質。", 1),
        ("松山大學與澄湖水務公司合作設立的「水科學實驗室」已啟用。", 1),
        ("松山大學與澄湖水務公司合作，並於2024年設立「水科學實驗室」。", 1),
    ],
)
def test_who_founds_together_are_partners_by_that(text: str, partners: int) -> None:
    assert len(told(text, "kg:partner")) == partners


def test_a_post_is_told_once_in_most_words() -> None:
    text = "Dr Piet Haoseb, head of waste at the Ministry of Environment, called it a first."
    assert told(text, "kg:position") == [("kg:position", "head of waste")]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("研究由松山大學的陳志明教授主持，獲優質水務基金資助。", set()),
        ("房屋局會在2027年年底前完成重置研究，由澄湖工程有限公司負責。", set()),
        ("松山渡輪公司去年擴充船隊，獲優質水務基金資助。", {"優質水務基金"}),
    ],
)
def test_whoever_is_only_named_beside_is_not_funded_or_led(text: str, bodies: set[str]) -> None:
    found = told(text, "kg:fundedBy", "kg:ledBy")
    assert {body for _, body in found} == bodies


def test_who_operates_a_thing_is_not_told_to_administer_it_too() -> None:
    text = "「銀齡互助計劃」由新竹慈善基金會運營。\n\n「銀齡互助計劃」是一個平台。"
    found = told(text, "kg:operatedBy", "kg:administeredBy")
    assert len(found) == 1
