"""Ranks at a name, countries that people are of, and laboratories that are named by their place."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor

Held = set[tuple[str, str, str]]


def held(text: str) -> Held:
    facts = extractor().extract(read(f"{text}\n".encode(), "note.txt")).facts
    return {
        (
            fact.subject.name,
            fact.predicate.removeprefix("kg:"),
            fact.object if isinstance(fact.object, str) else fact.object.name,
        )
        for fact in facts
        if fact.kind == "relation" and fact.object and fact.predicate != "kg:stated"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An academic rank is a post, whatever else somebody is.
        ("Professor Ada Brekke said so.", {("Ada Brekke", "position", "Professor")}),
        (
            "Professor Ada Brekke, Vice President of Melk University, said so.",
            {
                ("Ada Brekke", "position", "Professor"),
                ("Ada Brekke", "position", "Vice President"),
                ("Ada Brekke", "worksFor", "Melk University"),
            },
        ),
        (
            "海灣經濟研究中心主任羅靖嵐教授說，船太少。",
            {
                ("羅靖嵐", "position", "主任"),
                ("羅靖嵐", "position", "教授"),
                ("羅靖嵐", "worksFor", "海灣經濟研究中心"),
            },
        ),
        ("Ada Brekke is professor of nothing.", set()),
        # Who is of a country is not in its service.
        ("挪威籍船長奧拉·漢森說，風浪很大。", {("奧拉·漢森", "position", "船長")}),
        (
            "挪威總理奧拉·漢森說，風浪很大。",
            {("奧拉·漢森", "position", "總理"), ("奧拉·漢森", "worksFor", "Norway")},
        ),
        # A courtesy is nobody.
        (
            'Quay Capital paid. "We waited," said Ms Ada Brekke, the firm\'s managing partner.',
            {
                ("Ada Brekke", "position", "managing partner"),
                ("Ada Brekke", "worksFor", "Quay Capital"),
            },
        ),
    ],
)
def test_what_stands_at_a_name_is_told_of_its_bearer(text: str, expected: Held) -> None:
    assert held(text) == expected


def test_a_national_laboratory_is_named_by_its_place() -> None:
    assert held("合肥國家實驗室研究員顧海瀾說，船太少。") == {
        ("顧海瀾", "position", "研究員"),
        ("顧海瀾", "worksFor", "合肥國家實驗室"),
    }
    assert held("我國有多個國家實驗室。") == set()
