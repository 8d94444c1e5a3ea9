"""What a post says beyond itself: that it is a past one, that its holder founded the body."""

from functools import cache

import pytest

from kg.conversion import knowledge
from kg.extraction.extractor import Extractor
from kg.extraction.names import holdings
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.reading.reader import read

extractor = cache(lambda: Extractor(knowledge()))


def facts(text: str) -> tuple[Fact, ...]:
    return extractor().extract(read(f"{text}\n".encode(), "note.md")).facts


def told(text: str, *predicates: str) -> set[tuple[str, str, str]]:
    return {
        (f.subject.name, f.predicate.removeprefix("kg:"),
         f.object.name if isinstance(f.object, Entity) else str(f.object))
        for f in facts(text)
        if f.predicate.removeprefix("kg:") in predicates
    }  # fmt: skip


POSTS = ("worksFor", "position", "formerEmployer", "formerPosition")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr Anders Wik, a former director of the Mill Trust, agreed.",
         {("Anders Wik", "formerEmployer", "Mill Trust"),
          ("Anders Wik", "formerPosition", "director")}),
        ("Sir Alan Poe, the former head of the Mill Trust, spoke.",
         {("Alan Poe", "formerEmployer", "Mill Trust"), ("Alan Poe", "formerPosition", "head")}),
        ("原澄湖水務公司總經理韋承憲出席。",
         {("韋承憲", "formerEmployer", "澄湖水務公司"), ("韋承憲", "formerPosition", "總經理")}),
        ("韦承宪原是澄湖水务公司的高级研究员，去年退休。",
         {("韦承宪", "formerEmployer", "澄湖水务公司"),
          ("韦承宪", "formerPosition", "高级研究员")}),
        # Present ones are no past ones, and a former body is no former post.
        ("Dr Anders Wik, director of the Mill Trust, agreed.",
         {("Anders Wik", "worksFor", "Mill Trust"), ("Anders Wik", "position", "director")}),
        ("澄湖水務公司總經理韋承憲表示，前景良好。",
         {("韋承憲", "worksFor", "澄湖水務公司"), ("韋承憲", "position", "總經理")}),
        # Crude oil, a plaintiff, the front line are no post of old.
        ("前線醫護協會主席韋承憲表示，人手不足。",
         {("韋承憲", "worksFor", "前線醫護協會"), ("韋承憲", "position", "主席")}),
        ("原油公司總裁韋承憲表示，油價上升。",
         {("韋承憲", "worksFor", "原油公司"), ("韋承憲", "position", "總裁")}),
        # With "an", and of a calling that no list knows.
        ("Ada Holm is an engineer at Mill Trust.",
         {("Ada Holm", "worksFor", "Mill Trust"), ("Ada Holm", "position", "engineer")}),
        ("Ada Holm is an associate professor at Leeds University.",
         {("Ada Holm", "worksFor", "Leeds University"),
          ("Ada Holm", "position", "associate professor")}),
        ("Ada Holm, the head chef at Mill Trust, agreed.",
         {("Ada Holm", "worksFor", "Mill Trust"), ("Ada Holm", "position", "head chef")}),
        ("Ada Holm, a part-time barista at Mill Trust, agreed.",
         {("Ada Holm", "worksFor", "Mill Trust"), ("Ada Holm", "position", "part-time barista")}),
        # What certainly is none.
        ("Ada Holm is married to the chair of Mill Trust.", set()),
        ("Ada Holm is a friend of Mill Trust.", set()),
        ("Ada Holm, suing the chair of Mill Trust, agreed.", set()),
    ],
)  # fmt: skip
def test_a_past_post_is_told_as_one(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, *POSTS) == expected


def test_what_says_that_a_post_is_past_is_quoted() -> None:
    text = "原澄湖水務公司總經理韋承憲出席。"
    (fact,) = (f for f in facts(text) if f.predicate == "kg:formerEmployer")
    assert fact.evidence[0].quote == "原澄湖水務公司總經理韋承憲"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("澄湖水務公司創辦人兼CEO邱大河說，明年會擴產。", {("澄湖水務公司", "邱大河")}),
        ("浪云映画的联合创始人Priya Nair负责海外内容。", {("浪云映画", "Priya Nair")}),
        ("陆文涛是澄湖水务公司的联合创始人，松山大学工学博士。", {("澄湖水务公司", "陆文涛")}),
        ("Maria Keller, co-founder and chief executive of Rhine Solar AG, said so.",
         {("Rhine Solar AG", "Maria Keller")}),
        # Another post founds nothing.
        ("Maria Keller, chief executive of Rhine Solar AG, said so.", set()),
        ("澄湖水務公司總經理韋承憲表示，前景良好。", set()),
    ],
)  # fmt: skip
def test_a_founder_has_founded_the_body(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(s, o) for s, _, o in told(text, "establishedBy")} == expected


def test_the_parties_of_a_foundation_are_shown_by_role() -> None:
    text = "澄湖水務公司創辦人邱大河說，明年會擴產。"
    fact = next(f for f in facts(text) if f.predicate == "kg:establishedBy")
    shown = {e.role: e.quote for e in fact.evidence}
    assert (shown["subject"], shown["object"]) == ("澄湖水務公司", "邱大河")


def test_a_post_is_bared_of_what_tells_that_it_is_past() -> None:
    assert holdings.bare("former chief engineer") == "chief engineer"
    assert holdings.bare("formal adviser") == "formal adviser"
