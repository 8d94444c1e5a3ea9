"""What part a named thing plays in its clause."""

import pytest

from kg.extraction.discourse.candidates import played
from kg.extraction.grammar.roles import Role, is_light
from kg.reading.reader import read
from tests.extracting import extractor


def role(text: str, name: str) -> Role:
    (reading,) = extractor().extract(read(text.encode(), "test.txt")).readings
    found = [
        part
        for mention, part in played(reading, 0, len(reading.passage.text))
        if reading.passage.text[mention.start : mention.end] == name
    ]
    assert found, [reading.passage.text[m.start : m.end] for m in reading.mentions]
    return found[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("深圳去年新增7300个岗位。", "深圳"),
        ("位於沙田的香港科學園現有250家企業。", "香港科學園"),
        ("In 2023 Singapore spent $6 million on labs.", "Singapore"),
        (
            "However, the Monetary Authority of Singapore hired 40 people.",
            "Monetary Authority of Singapore",
        ),
        ("由深圳市政府设立的“海风基金”首期规模20亿元。", "“海风基金”"),
    ],
)
def test_what_a_clause_begins_with_is_its_subject(text: str, name: str) -> None:
    assert role(text, name) is Role.SUBJECT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Larkspur Power Ltd runs six sites in Sweden and Finland.", "Finland"),
        ("海风科技有限公司由深圳市政府全资拥有。", "深圳市政府"),
        ("該公司與新加坡及日本的夥伴合作。", "日本"),
        ("本市产值约占广东省的三成。", "广东省"),
        ("The fund was set up by Singapore.", "Singapore"),
    ],
)
def test_what_a_preposition_governs_is_not_what_a_clause_is_about(text: str, name: str) -> None:
    assert role(text, name) > Role.OBJECT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("位于深圳的海风科技有限公司现有250人。", "深圳"),
        ("Larkspur Power Ltd (Singapore) has 40 engineers.", "Singapore"),
        ("The lab, which Singapore runs, has 40 engineers.", "Singapore"),
    ],
)
def test_brackets_relative_clauses_and_modifiers_embed(text: str, name: str) -> None:
    assert role(text, name) in (Role.EMBEDDED, Role.GOVERNED, Role.FRAME)


def test_what_is_acted_on_is_an_object() -> None:
    assert role("深圳引进华为等7300家企业。", "华为") is Role.OBJECT


@pytest.mark.parametrize("words", ["其中,截至2024年底", "In the ", "However, the ", "", "目前全"])
def test_adverbs_and_determiners_weigh_nothing(words: str) -> None:
    assert is_light(words)


@pytest.mark.parametrize("words", ["公司获得", "The company has", "资助了"])
def test_nouns_and_verbs_weigh(words: str) -> None:
    assert not is_light(words)


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        ("Teams from Singapore, Malaysia and Japan won 9 prizes.", "Japan", Role.GOVERNED),
        ("Teams from Singapore, Malaysia and Japan won 9 prizes.", "Malaysia", Role.GOVERNED),
        ("Singapore, Malaysia and Japan won 9 prizes.", "Japan", Role.SUBJECT),
        ("In Singapore, Japan won 9 prizes.", "Japan", Role.SUBJECT),  # two names are no series
    ],
)
def test_what_governs_the_first_of_a_series_governs_all(text: str, name: str, part: Role) -> None:
    assert role(text, name) is part
