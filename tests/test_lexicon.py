"""Known names in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.names.lexicon import Lexicon, is_bounded, merge
from kg.model.mention import Entity, Mention
from kg.model.terminology import ClassTerm, Label, Name, Terminology
from kg.text.folding import fold

TERMS = Terminology(
    {c: ClassTerm(c, c) for c in ("kg:City", "kg:Firm", "kg:Country", "kg:Concept")},
    {},
    (
        Name("id/harbin", (Label("哈爾濱", "zh-Hant"), Label("哈尔滨", "zh-Hans")), ("kg:City",)),
        Name("id/us", (Label("US", "en"), Label("美国", "zh-Hans")), ("kg:Country",)),
        Name("id/ai", (Label("AI", "en"),), ("kg:Concept",)),
        Name("id/acme", (Label("Acme Robotics", "en"),), ("kg:Firm",)),
        Name("id/georgia-country", (Label("Georgia", "en"),), ("kg:Country",)),
        Name("id/georgia-city", (Label("Georgia", "en"),), ("kg:City",)),
        Name("id/one", (Label("京", "zh-Hans"), Label("", "en")), ("kg:City",)),
    ),
)
LEXICON = Lexicon(TERMS)


def names(text: str) -> list[str]:
    return [text[m.start : m.end] for m in LEXICON.find(fold(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("哈爾濱和哈尔滨是同一座城市", ["哈爾濱", "哈尔滨"]),
        ("本市AI產業增長", ["AI"]),
        ("AIR@Lab與RAID", []),
        ("ask us or the US", ["US"]),
        ("ACME ROBOTICS and acme robotics", ["ACME ROBOTICS", "acme robotics"]),
        ("京", []),
        ("İstanbul Acme Robotics", ["Acme Robotics"]),
        ("", []),
    ],
)
def test_labels_are_found_in_any_script_and_bounded(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_an_ambiguous_name_keeps_all_readings() -> None:
    (found,) = LEXICON.find("Georgia")
    ids = [m.id for m in found.meanings if isinstance(m, Entity)]
    assert ids == ["id/georgia-country", "id/georgia-city"]


def test_a_name_is_looked_up_in_any_script() -> None:
    found = LEXICON.entity("哈爾濱")
    assert found is not None
    assert found.id == "id/harbin"
    assert found.known
    assert LEXICON.entity("acme robotics") == LEXICON.entity("Acme Robotics")
    assert LEXICON.entity("無名") is None


def entity(start: int, end: int, *, known: bool) -> Mention:
    return Mention(start, end, (Entity("id/x", (Label("x"),), ("kg:City",), known),))


def test_the_longer_name_wins_and_the_known_one_on_equal_length() -> None:
    place, firm = entity(0, 2, known=True), entity(0, 8, known=False)
    same, news = entity(10, 14, known=True), entity(10, 14, known=False)
    assert merge([place, same], [firm, news]) == [firm, same]


@given(st.text(alphabet="AIR@Lab US哈爾濱尔滨İ\n🙂Georgia"))
def test_mentions_are_valid_and_apart(text: str) -> None:
    found = LEXICON.find(fold(text))
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(is_bounded(text, m.start, m.end) for m in found)


def test_a_city_may_have_its_level_behind_its_name() -> None:
    classes = dict(TERMS.classes)
    classes["kg:City"] = ClassTerm("kg:City", "city", suffixes=("市", "Town"))
    lexicon = Lexicon(Terminology(classes, {}, TERMS.names))

    def found(text: str) -> list[str]:
        return [text[m.start : m.end] for m in lexicon.find(fold(text))]

    assert found("哈爾濱市於去年推出") == ["哈爾濱市"]
    assert found("哈尔滨的美国市") == ["哈尔滨", "美国"]  # a country has no such level
