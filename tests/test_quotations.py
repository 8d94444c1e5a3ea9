"""Who is quoted, who answers in an interview, and who is meant by ``he said``."""

from functools import cache

import pytest

from kg.conversion import knowledge
from kg.extraction.extractor import Extractor
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.reading.reader import read


@cache
def _extractor() -> Extractor:
    return Extractor(knowledge())


def facts(text: str) -> list[Fact]:
    document = read(text.encode(), "talk.md")
    found = _extractor().extract(document).facts
    for fact in found:
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)
    return list(found)


def speakers(text: str) -> dict[str, str]:
    """The speaker of each figure, by its value; empty where it is the document's own."""
    return {
        f"{fact.quantity.value:f}": fact.speaker.name if fact.speaker else ""
        for fact in facts(text)
        if fact.quantity
    }


def stated(text: str) -> list[tuple[str, str]]:
    return [
        (fact.subject.name, str(fact.object))
        for fact in facts(text)
        if fact.predicate == "kg:stated" and not isinstance(fact.object, Entity)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“我们等了一夜，灯始终没有亮。”海湾灯塔公司董事长周启明说。\n",
         [("周启明", "我们等了一夜，灯始终没有亮")]),
        ("「碼頭不是一天建成的，燈也不是。」海灣灯塔公司总经理梁伟在接受采访时如是说。\n",
         [("梁伟", "碼頭不是一天建成的，燈也不是")]),
        ("Ingrid Solheim, chairman of the Quay Trust, was there.\n\n"
         "\"We asked for lamps and were given raincoats,\" said Ingrid Solheim.\n",
         [("Ingrid Solheim", "We asked for lamps and were given raincoats")]),
        ("\"Lamps are bright and piers are long,\" the sign reads.\n", []),
        ("他读完“灯塔不会说话，可是船长会说话”，海湾灯塔公司董事长周启明就走了。\n", []),
    ],
)  # fmt: skip
def test_a_quotation_has_its_speaker_behind_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert stated(f"# 灯塔 Lamps\n\n{text}") == expected


def test_the_answers_of_an_interview_are_the_words_of_who_gives_them() -> None:
    text = (
        "# 专访海城大学校长郑文彬\n\n《高教观察》：最大的变化是什么？\n\n"
        "郑文彬：人多了，今天已有214位教师。\n\n《高教观察》：经费呢？\n\n"
        "郑文彬：基金会每年拨付8亿元。\n\n海城市政府另外拨付3亿元。\n\n"
        "《高教观察》：谢谢。\n\n# 背景\n\n全市共有大学12所。\n"
    )
    assert speakers(text) == {"214": "郑文彬", "800000000": "郑文彬", "300000000": "郑文彬",
                              "12": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("She said that the Quay Trust would hire 300 people.", "Ingrid Solheim"),
        ("According to its chairman, Ingrid Solheim, the trust has 300 staff.", "Ingrid Solheim"),
        ("The trust has 300 staff.", ""),
        ("海湾灯塔公司（以下简称“湾塔”）去年有300人。", ""),
        ("海湾灯塔公司宣布放弃进驻后，管理局招聘300人。", ""),
    ],
)
def test_a_pronoun_or_according_to_names_the_speaker(said: str, speaker: str) -> None:
    text = f"# Lamps\n\nIngrid Solheim, chairman of the Quay Trust, was there. {said}\n"
    assert speakers(text) == {"300": speaker}
