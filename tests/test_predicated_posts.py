"""Posts that a clause predicates of somebody, and people by the slot of a post that no list has."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor

Held = set[tuple[str, str, str]]
POSTS = {"position", "worksFor", "formerPosition", "formerEmployer"}


def held(text: str) -> Held:
    facts = extractor().extract(read(f"{text}\n".encode(), "note.txt")).facts
    told = {
        (
            fact.subject.name,
            fact.predicate.removeprefix("kg:"),
            fact.object if isinstance(fact.object, str) else fact.object.name,
        )
        for fact in facts
        if fact.kind == "relation" and fact.object
    }
    return {each for each in told if each[1] in POSTS}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the sentence is about somebody, and goes on
            "吳若彤今年二十八歲，畢業於青嵐大學，如今是澤光儀器有限公司的組裝部主管。",
            {("吳若彤", "position", "組裝部主管"), ("吳若彤", "worksFor", "澤光儀器有限公司")},
        ),
        (  # a pronoun of the other script; a post that was held
            "青嵐大学教授吴若彤主持会议。她曾任北湖研究院院长。",
            {
                ("吴若彤", "position", "教授"),
                ("吴若彤", "worksFor", "青嵐大学"),
                ("吴若彤", "formerPosition", "院长"),
                ("吴若彤", "formerEmployer", "北湖研究院"),
            },
        ),
        (  # a clause before the name, and what two people share
            "曾任教练的吴若彤与队医何以安离开了。",
            {("吴若彤", "formerPosition", "教练")},
        ),
        (  # a body pointed at by what it is, whose kind ends no title; two posts of one person
            "青嵐實驗室去年成立，實驗室主任吳若彤兼任首任館長。",
            {
                ("吳若彤", "worksFor", "青嵐實驗室"),
                ("吳若彤", "position", "主任"),
                ("吳若彤", "position", "首任館長"),
            },
        ),
        (  # of no body that is named: a common noun names none
            "協會理事長吳若彤致辭。",
            {("吳若彤", "position", "理事長")},
        ),
        (  # what somebody did is no post
            "Ada Holm, previously led trials at Keel Institute.",
            set(),
        ),
        (  # a list of people with posts is of one body
            "澤光儀器董事長吳若彤、總經理何以安及研發副總蘇念慈出席。",
            {
                (name, *fact)
                for name, post in (
                    ("吳若彤", "董事長"),
                    ("何以安", "總經理"),
                    ("蘇念慈", "研發副總"),
                )
                for fact in (("position", post), ("worksFor", "澤光儀器"))
            },
        ),
        (  # who takes a post up
            "青岚学会的会长由吴若彤接任。",
            {("吴若彤", "position", "会长"), ("吴若彤", "worksFor", "青岚学会")},
        ),
        ("省水务厅总督察长吴若彤介绍，渠道已通。", {("吴若彤", "position", "总督察长")}),
        ("产量同比增长万余元，从业人员方面临困难。", set()),
        ("吴若彤不是院长，也没有担任主任。", set()),
    ],
)
def test_posts_that_chinese_clauses_predicate(text: str, expected: Held) -> None:
    assert expected <= held(text)
    assert not expected or {each[0] for each in held(text)} == {each[0] for each in expected}
    assert expected or not held(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Brekke, alderman for trade and ports in Melk, said so.",
            ("Ada Brekke", "position", "alderman for trade and ports"),
        ),
        (
            "The Hon. Ada Brekke MLA, Treasurer; Minister for Ports and Rail, spoke.",
            ("Ada Brekke", "position", "Minister for Ports and Rail"),
        ),
        (
            "Ada Brekke, kiln superintendent at Melk Potteries, said so.",
            ("Ada Brekke", "worksFor", "Melk Potteries"),
        ),
        (
            "Clara Brekke trained in Oslo. Today she is director of kilns.",
            ("Clara Brekke", "position", "director of kilns"),
        ),
    ],
)
def test_posts_of_english_appositions_need_no_list(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in held(text)


def test_what_is_no_post_of_anybody_is_none() -> None:
    assert held("Ada Brekke, however, agreed. Bo Lund, mother of two, left.") == set()
