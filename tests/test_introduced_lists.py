"""Lists that a sentence introduces: what the items are, and whose."""

import pytest

from kg.model.fact import Fact
from kg.reading.reader import read
from tests.extracting import extractor


def listed(text: str) -> set[tuple[str, str, str]]:
    """Return subject, property and object of what the introduced lists of a text state."""
    document = read(text.encode(), "note.md")
    found: tuple[Fact, ...] = extractor().extract(document).facts
    for fact in found:
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)
    return {
        (fact.subject.name, fact.predicate.partition(":")[2], getattr(fact.object, "name", ""))
        for fact in found
        if fact.rule == "introduced-list"
    }


ORCHARD = "# Orchard review\n\nThe Orchard Fund is a fund for young growers. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # of what the text is about, as many as announced
            f"{ORCHARD}Its board met in May and approved three priorities for 2027:\n\n"
            "1. cold stores\n2. apprentices\n3. a low-energy press\n",
            [
                ("Orchard Fund", "focusArea", "cold stores"),
                ("Orchard Fund", "focusArea", "apprentices"),
                ("Orchard Fund", "focusArea", "a low-energy press"),
            ],
        ),
        (  # of whom the sentence begins with; a long item is told by its lead
            "# 苗木\n\n云岭苗木集团的发展重点有两项：\n\n"
            "1. 耐旱苗木：集团将在三个县培育耐旱苗木，每年五十万株。\n2. 种子出口\n",
            [
                ("云岭苗木集团", "focusArea", "耐旱苗木"),
                ("云岭苗木集团", "focusArea", "种子出口"),
            ],
        ),
        (
            "# 漁港更新檢視\n\n「漁港更新計畫」由海洋局主辦，2026年開始。計畫有兩大重點：\n\n"
            "一、整修碼頭：補助三個漁會整修碼頭，每處最高補助500萬元。\n二、培訓船員：每年200名。\n",
            [
                ("漁港更新計畫", "focusArea", "整修碼頭"),
                ("漁港更新計畫", "focusArea", "培訓船員"),
            ],
        ),
        (  # of nobody else: of the document
            "# Ferry crews\n\nTwo obstacles came up in every interview (n = 12):\n\n"
            "- leases that end too soon\n- no bus after eight\n",
            [
                ("Ferry crews", "hasChallenge", "leases that end too soon"),
                ("Ferry crews", "hasChallenge", "no bus after eight"),
            ],
        ),
    ],
)
def test_the_items_are_what_the_sentence_says(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert listed(text) == set(expected)


@pytest.mark.parametrize(
    "text",
    [
        f"{ORCHARD}It has no priorities:\n\n- one\n- two\n",
        f"{ORCHARD}It has three priorities:\n\n- cold stores\n- apprentices\n",  # not as many
        f"{ORCHARD}It reports on its priorities every year.\n\n- cold stores\n- apprentices\n",
        "# 苗木\n\n云岭苗木集团的第三大支柱：\n\n- 旅游\n- 民宿\n",
        "# 苗木\n\n云岭苗木集团重点抓好以下工作：\n\n- 清点苗木\n- 修整道路\n",
        "# 苗木\n\n云岭苗木集团克服三大困难，实现增长。\n\n- 清点苗木\n- 修整道路\n- 开设门店\n",
    ],
)
def test_other_sentences_introduce_nothing(text: str) -> None:
    assert listed(text) == set()
