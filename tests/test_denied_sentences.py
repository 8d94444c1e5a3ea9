"""Sentences that deny, doubt or ask, or whose verb has another object, state no such relation."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor

OTHER_OBJECTS = [
    "Tarn Bank announced a boycott of the deal with Pine Power.",
    "Tarn Bank keeps secrets about its branches in Madrid.",
    "Tarn Bank acquired a reputation for its stake in Pine Power.",
    "Tarn Bank extended its criticism of loans to the Kettle Project.",
    "Tarn Bank ordered the Kettle Robot Platform removed.",
    "Tarn Council passed the Harbour Safety Act on to Pine Power.",
    "Tarn Council compiled complaints about the Harbour Safety Act.",
    "The rival of the joint venture between Tarn Bank and Pine Power is Kettle Ltd.",
    "Pine Power closed at 40 euros on 4 May 2020.",
    "Pine Power shut its doors for lunch on 4 May 2020.",
]
DOUBTED = [
    "It is untrue that Pine Power is owned by Tarn Bank.",
    "Nobody believes Pine Power is owned by Tarn Bank.",
    'The newspaper falsely said that "Pine Power owns Tarn Bank".',
    "It is a myth that Pine Power is owned by Tarn Bank.",
    "Analysts doubt that Pine Power is owned by Tarn Bank.",
    "Tarn Bank nearly acquired Pine Power in 2020.",
    "Critics claim Tarn Bank owns Pine Power.",
]
ASKED = [
    "Would Pine Power be owned by Tarn Bank?",
    "Is Pine Power owned by Tarn Bank?",
    "Who says Tarn Bank operates the Kettle Project?",
    "云帆科技收购了海龙重工？",
    "Unless Pine Power is owned by Tarn Bank, nothing changes.",
]
CAME_TO_NOTHING = [
    "青岚科技与白鹭重工合作失败。",
    "青嵐科技收購白鷺重工告吹。",
    "青岚科技与白鹭重工签署合作协议，但协议最终告吹。",
    "青嵐科技收購白鷺重工。有關交易其後被否決。",
    "Talks between Tarn Bank and Pine Power on a joint venture collapsed.",
    "Tarn Bank signed a deal with Pine Power, but the deal fell through.",
    "Tarn Bank's acquisition of Pine Power fell through last year.",
    "Tarn Bank agreed to buy Pine Power. The purchase was later called off.",
]
OF_ANOTHER = [
    "2021年在港交所上市。",
    "Tarn Council signed a petition against the contract with Pine Power.",
    "The scheme was covered by BBC News.",
    "Mira Holt, the widow of the founder of Pine Power, paints.",
    "Mira Holt, a critic of the chairman of Pine Power, paints.",
    "Jon Peel hopes to succeed Mira Holt as chair of Pine Power.",
    "Museum in Crisis",
    "北湾大学去年成立。业者最缺的是懂船的人。",
    "低於海灣學會建議的12小時。",
    "帮助工程师安心扎根。",
    "海事局会在年底前完成研究，费用为880万元，由云帆科技负责。",
    "Norland taxes ships. The city adds the Pixel Fund.",
]
STATED = {
    "Tarn Bank signed a five-year deal with Pine Power.": "kg:signedWith",
    "Tarn Bank has dozens of branches in Madrid.": "kg:presentIn",
    "Tarn Bank bought a large part of its stake in Pine Power.": "kg:investedIn",
    "青岚科技与白鹭重工合作研发，失败率下降。": "kg:partner",
    "青嵐科技收購白鷺重工，收購在五月完成。": "kg:acquiredBy",
    "Tarn Bank acquired Pine Power after talks with Kettle Ltd collapsed.": "kg:acquiredBy",
    "Tarn Bank acquired Pine Power, which collapsed in 2009.": "kg:acquiredBy",
    "Tarn Council signed an agreement on waste with Pine Power.": "kg:signedWith",
    "The costs of the Kettle Project were covered by the Tarn Fund.": "kg:fundedBy",
    "Mira Holt, the founder of Pine Power, paints.": "kg:establishedBy",
    "白鹭重工于2021年在港交所上市。": "kg:listedOn",
    "海灣學會建議每年培訓12小時。": "kg:recommends",
    "海湾研究院由高雄市设立，规模20亿元，委托青岚科技管理。": "kg:establishedBy",
    "工程师陈大文来自青岚科技。": "kg:position",
    "Nearly 40 firms grew, and Pine Power is owned by Tarn Bank.": "kg:ownedBy",
}


def _relations(sentence: str) -> list[str]:
    facts = extractor().extract(read(f"{sentence}\n".encode(), "sentence.txt")).facts
    return [fact.predicate for fact in facts if fact.kind == "relation"]


@pytest.mark.parametrize("sentence", OTHER_OBJECTS + DOUBTED + ASKED + CAME_TO_NOTHING + OF_ANOTHER)
def test_no_relation_is_stated(sentence: str) -> None:
    assert _relations(sentence) == []


def test_the_widow_of_a_founder_has_founded_nothing() -> None:
    assert "kg:establishedBy" not in _relations(
        "Ada Lowe, widow of the founder of Pine Power, died."
    )


def test_those_with_whom_one_signs_do_not_sign_with_each_other() -> None:
    text = "北湾大学与荷兰莱顿大学、日本东洋大学签署合作意向书。\n"
    facts = extractor().extract(read(text.encode(), "sentence.txt")).facts
    signed = {f.subject.name for f in facts if f.predicate == "kg:signedWith"}
    assert signed <= {"北湾大学"}


def test_a_name_in_the_other_script_is_no_post() -> None:
    assert _relations("Dr Mira Holt (何美蘭博士) spoke.") == []


def test_who_only_issues_a_plan_founds_nothing_in_it() -> None:
    text = "北湾市人民政府办公室关于印发《海洋方案》的通知\n\n设立规模20亿元的蓝潮产业基金。\n"
    facts = extractor().extract(read(text.encode(), "plan.txt")).facts
    assert "kg:establishedBy" not in {fact.predicate for fact in facts}


@pytest.mark.parametrize("sentence", STATED)
def test_what_is_stated_still_is(sentence: str) -> None:
    assert STATED[sentence] in _relations(sentence)
