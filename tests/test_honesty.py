"""What is only recommended, proposed or denied is no fact of the world."""

import pytest

from kg.extraction.extractor import Extractor
from kg.reading import reader

SAYING = {"kg:recommends", "kg:stated"}  # that somebody recommends is itself a fact


@pytest.mark.parametrize(
    "text",
    [
        "報告建議成立港口發展局，統籌碼頭用地。",
        "海港论坛呼吁政府拨款4亿元支持蓝海基金。",
        "高雄提出成立海洋科技中心。",
        "市政府没有设立海洋研究院。",
        "有議員否認政府撥款5億元予藍海基金。",
        "如果获批，宁波将设立海洋研究院。",
        "The review recommends a £200 million Coastal Fund.",
        "The committee urged ministers to create a National Ports Agency with 300 staff.",
        "We propose spending £90 million on docks.",
        "The festival did not attract 20,000 visitors as planned.",
        "The choir failed to raise £2 million.",
        "The canal has not yet carried 500 barges.",
    ],
)
def test_what_is_only_wanted_or_denied_is_not_actual(text: str, extractor: Extractor) -> None:
    facts = extractor.extract(reader.read(text.encode(), "case.md")).facts
    assert [
        (fact.predicate, fact.object or fact.quantity)
        for fact in facts
        if fact.kind in ("relation", "quantity")
        and fact.tier != "C"
        and fact.modality == "actual"
        and fact.predicate not in SAYING
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "高雄成立海洋科技中心。",
        "政府拨款4亿元支持蓝海基金。",
        "Leeds established the Northern Skills Centre.",
        "No fewer than 14 orchards have closed.",
        "The ferry, not the train, carried 900 passengers.",
        "The fair, which had never closed, drew 20,000 visitors.",
    ],
)
def test_what_happened_is_actual(text: str, extractor: Extractor) -> None:
    facts = extractor.extract(reader.read(text.encode(), "case.md")).facts
    assert {fact.modality for fact in facts if fact.kind in ("relation", "quantity")} == {"actual"}
