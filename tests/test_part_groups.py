"""The group to which a figure belongs that tells a part of what was counted before."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def groups(text: str) -> dict[str, str]:
    """Return the groups of the figures of a text that have one, by their values."""
    facts = extractor().extract(read(f"{text}\n".encode(), "note.txt")).facts
    figures = [fact for fact in facts if fact.quantity]
    named = ((f"{f.quantity.value:f}", dict(f.dimension)) for f in figures if f.quantity)
    return {value: told["category"] for value, told in named if "category" in told}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keel Ltd employs 640 people, of whom 90 are apprentices.", {"90": "apprentices"}),
        ("Keel Ltd has 62 tugs, 23 of them old steamers.", {"23": "old steamers"}),
        ("Of the 860 bakers, 212 are women.", {"212": "women"}),
        ("甲城修船廠有員工860人，其中高級技工佔四成。", {"40": "高級技工"}),
        ("甲城修船廠有員工860人，女性佔12%。", {"12": "女性"}),
        ("甲城修船厂有学徒860人，其中九成来自南岭。", {"90": "南岭"}),
        ("The levy raised $45 million, of which $20 million would go to dredging.",
         {"20000000": "dredging"}),
        # What is done to a part, or how it moved, is no group.
        ("Keel Ltd made 12 plans, 11 of which have been dropped.", {}),
        ("甲城修船廠有員工860人，同比增加四成。", {}),
    ],
)  # fmt: skip
def test_a_part_has_its_group(text: str, expected: dict[str, str]) -> None:
    assert groups(text) == expected
