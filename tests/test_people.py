"""People, and the posts they hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction.names import people
from kg.extraction.names.discovery import discover
from kg.extraction.names.lexicon import Lexicon, merge
from kg.model.mention import Entity, Mention
from kg.model.terminology import ClassTerm, Label, Name, Terminology
from kg.reading.reader import read
from kg.text.folding import fold
from tests.extracting import extractor

TERMS = Terminology(
    {
        "kg:Organisation": ClassTerm("kg:Organisation", "organisation"),
        "kg:Institution": ClassTerm("kg:Institution", "institution", ("kg:Organisation",)),
        "kg:GovernmentBody": ClassTerm(
            "kg:GovernmentBody", "government body", ("kg:Institution",), ("局", "部", "Office")
        ),
        "kg:University": ClassTerm(
            "kg:University", "university", ("kg:Institution",), ("大学", "University")
        ),
        "kg:Firm": ClassTerm(
            "kg:Firm", "firm", ("kg:Organisation",), ("有限公司", "公司", "Group")
        ),
        "kg:Person": ClassTerm("kg:Person", "person"),
        "kg:Jurisdiction": ClassTerm("kg:Jurisdiction", "jurisdiction"),
        "kg:City": ClassTerm("kg:City", "city", ("kg:Jurisdiction",)),
    },
    {},
    (
        Name("id/binhai", (Label("滨海市"),), ("kg:City",)),
        Name("id/shipping", (Label("海运"),), ("kg:Concept",)),
        Name("id/acme", (Label("Acme"),), ("kg:Firm",)),
    ),
)
LEXICON = Lexicon(TERMS)


def mentions(text: str) -> list[Mention]:
    folded = fold(text)
    known = LEXICON.find(folded)
    return merge(known, discover(folded, text, known, TERMS))


def persons(text: str) -> list[str]:
    return [
        text[m.start : m.end]
        for m in mentions(text)
        if isinstance(m.meaning, Entity) and m.meaning.types == (people.PERSON,)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("星海公司總監林婉儀指出", ["林婉儀"]),
        ("技术总监周进进一步解释", ["周进"]),
        ("首席研究员陆向晚表示，总监许大为出席", ["陆向晚", "许大为"]),
        ("校长欧阳致远、院长司徒雪与副院长高明出席", ["欧阳致远", "司徒雪", "高明"]),
        ("总理贾辛达·阿德恩说", ["贾辛达·阿德恩"]),
        ("，李婉清表示，市场将扩大", ["李婉清"]),
        ("何志平博士出席", ["何志平"]),
        ("李婉表示同意", []),
        ("白皮书指出，高层认为方面表示", []),
        ("公司总经理办公室", []),
        ("总监将出席", []),
        ("。林澤陽市長昨天宣布，鄭曉嵐局長出席", ["林澤陽", "鄭曉嵐"]),
        ("上周，文化局局长和方舱医院院长出席", []),
        ("署理助理秘書長（規劃）何嘉欣說", ["何嘉欣"]),
        ("茶園由周若琳創辦，由高級人員主持", ["周若琳"]),
        ("經營花店多年的會員梁詠恩說，今年86歲的許大川，笑了", ["梁詠恩", "許大川"]),
        ("開設三間書店的關以樂則表示", ["關以樂"]),
        ("居民区很大，「會員成長計劃」，员工表示满意", []),
        ("顾问费用为3万元，邀请司长代表出席", []),
        ("縣知事佐藤健上任", ["佐藤健"]),
        ("Dr Jane Doe and Professor Min-jun Kim spoke", ["Jane Doe", "Min-jun Kim"]),
        ("Jane Doe, Director of the Harbour Office, said", ["Jane Doe"]),
        ("Secretary for Ports, Trade and Energy Ada Low said", ["Ada Low"]),
        ("Mr President, Professor of Economics", []),
        ("Minister for Digital Economy said", []),
    ],
)
def test_people_are_found_by_what_stands_around_them(text: str, expected: list[str]) -> None:
    assert persons(text) == expected


@pytest.mark.parametrize(
    ("text", "person", "post", "body"),
    [
        ("星海公司首席創新總監林婉儀指出", "林婉儀", "首席創新總監", "星海公司"),
        ("星海云图（华北及东北大区）资深顾问车明指出", "车明", "资深顾问", "星海云图"),
        ("星海公司滨海市区总经理何志平说", "何志平", "滨海市区总经理", "星海公司"),
        ("Acme（滨海市）总经理何志平说", "何志平", "总经理", "Acme"),
        ("Acme和滨海市副市长何志平说", "何志平", "副市长", "滨海市"),
        ("星海公司海运总监何志平说", "何志平", "海运总监", "星海公司"),
        ("滨海市副市长何志平说", "何志平", "副市长", "滨海市"),
        ("星海大學的校長何志平說", "何志平", "校長", "星海大學"),
        ("海洋局局长何志平说", "何志平", "局长", "海洋局"),
        ("资深顾问何志平说", "何志平", "资深顾问", ""),
        (
            "Jane Doe, Deputy Director of the Harbour Office,",
            "Jane Doe",
            "Deputy Director",
            "Harbour Office",
        ),
        ("Acme Chief Executive Jane Doe said", "Jane Doe", "Chief Executive", "Acme"),
        ("Acme's Chairman Jane Doe said", "Jane Doe", "Chairman", "Acme"),
        (
            "Secretary for Ports and Energy Ada Low said",
            "Ada Low",
            "Secretary for Ports and Energy",
            "",
        ),
        ("海洋局首席秘书长（规划）何志平说", "何志平", "首席秘书长（规划）", "海洋局"),
        ("上周，何其雅市长宣布", "何其雅", "市长", ""),
        ("问（何志平议员）：", "何志平", "议员", ""),
        ("副主任：何志平", "何志平", "副主任", ""),
        ("Jane Doe, Chairman, spoke", "Jane Doe", "Chairman", ""),
    ],
)
def test_a_post_has_its_person_and_organisation(
    text: str, person: str, post: str, body: str
) -> None:
    (held,) = people.posts(fold(text), text, mentions(text), TERMS)
    assert text[held.person.start : held.person.end] == person
    assert text[slice(*held.post)] == post
    found = held.organisation
    assert (text[found.start : found.end] if found else "") == body
    assert held.how == "explicit"


def test_a_label_gives_its_post_to_each_of_a_list() -> None:
    text = "星海公司 主任：何志平（兼）、周若琳"
    held = people.posts(fold(text), text, mentions(text), TERMS)
    assert [text[h.person.start : h.person.end] for h in held] == ["何志平", "周若琳"]
    assert {text[slice(*h.post)] for h in held} == {"主任"}
    assert {h.how for h in held} == {"coreference"}


def test_a_pointing_word_makes_a_post_by_coreference() -> None:
    text = "該公司技術總監林婉儀表示"
    firm = Entity("id/firm-1", (Label("星海公司"),), ("kg:Firm",))
    found = [Mention(0, 3, (firm,), "anaphora"), *mentions(text)]
    (held,) = people.posts(fold(text), text, found, TERMS)
    assert held.how == "coreference"
    assert text[slice(*held.post)] == "技術總監"


def test_a_person_without_a_post_holds_none() -> None:
    text = "，李婉清表示。Dr Jane Doe spoke"
    assert people.posts(fold(text), text, mentions(text), TERMS) == []


WORDS = """
總監 首席 李明华 欧阳 表示 指出 、 ， （ ） 的 星海公司 滨海市 Acme Dr
Director of the Jane Doe , said ·
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=15), st.sampled_from(["", " "]))
def test_posts_are_valid_ranges(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    for held in people.posts(fold(text), text, mentions(text), TERMS):
        start, end = held.post
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该院首席总监都明海表示，支持。", ["都明海"]),
        ("两位总监都说好。", []),
        ("各部门总监都表示同意。", []),
    ],
)
def test_a_surname_may_be_an_adverb_elsewhere(text: str, expected: list[str]) -> None:
    facts = extractor().extract(read(f"# 甲\n\n{text}\n".encode(), "t.md")).facts
    named = [f.subject for f in facts if f.kind == "entity"]
    assert [each.name for each in named if each.types[0] == "kg:Person"] == expected
