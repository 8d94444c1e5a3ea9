"""Aliases that a document defines, and words that point back."""

import pytest

from kg.extraction.mentions.resolution import aliases, resolve
from kg.extraction.names.discovery import discover
from kg.extraction.names.lexicon import Lexicon, merge
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading
from kg.model.document import Block, BlockKind, Document
from kg.model.mention import Entity
from kg.model.span import Span
from kg.model.terminology import ClassTerm, Label, Name, Terminology
from kg.text.folding import fold
from kg.text.views import View


def term(curie: str, parents: str = "", suffixes: str = "") -> ClassTerm:
    return ClassTerm(curie, curie, tuple(parents.split()), tuple(suffixes.split()))


TERMS = Terminology(
    {
        c.curie: c
        for c in (
            term("kg:Organisation"),
            term("kg:Institution", "kg:Organisation", "研究院 中心 Institute"),
            term("kg:ServiceCentre", "kg:Institution", "服务中心"),
            term("kg:GovernmentBody", "kg:Institution", "局 Council"),
            term("kg:Firm", "kg:Organisation", "有限公司 集团 Limited"),
            term("kg:PolicyInstrument"),
            term("kg:Programme", "kg:PolicyInstrument", "计划"),
            term("kg:PolicyMeasure", "kg:PolicyInstrument", "措施"),
            term("kg:Person"),
            term("kg:Place"),
            term("kg:City", "kg:Place"),
        )
    },
    {},
    (Name("id/binhai", (Label("滨海"),), ("kg:City",)),),
)
LEXICON = Lexicon(TERMS)


def readings(*texts: str) -> list[Reading]:
    whole = "\n".join(texts)
    document = Document("x", "x", whole, "", "", "utf-8", "zh-Hans", ())
    result, at = [], 0
    for text in texts:
        end = at + len(text)
        block = Block(BlockKind.PARAGRAPH, Span(at, end))
        folded = fold(text)
        known = LEXICON.find(folded)
        mentions = merge(known, discover(folded, text, known, TERMS))
        view = View.of(whole, at, end)
        result.append(Reading(Passage(document, block, view), tuple(mentions)))
        at = end + 1
    return result


def named(*texts: str) -> list[tuple[str, str, str]]:
    """Return (words, first name, rule) of what resolution added."""
    return [
        (reading.passage.text[m.start : m.end], m.meaning.name, m.rule)
        for reading in resolve(readings(*texts), TERMS)
        for m in reading.mentions
        if isinstance(m.meaning, Entity) and m.rule in ("alias", "anaphora")
    ]


@pytest.mark.parametrize(
    ("text", "alias", "name"),
    [
        ("滨海海洋促进局（海洋局）成立", "海洋局", "滨海海洋促进局"),
        ("滨海海洋促进局（HYJ）成立", "HYJ", "滨海海洋促进局"),
        ("星海云图科技有限公司（以下简称“云图”）", "云图", "星海云图科技有限公司"),
        ("星海雲圖科技有限公司(下稱「海圖」)", "海图", "星海雲圖科技有限公司"),
        ("the Coastal Data Council (CDC) met", "CDC", "Coastal Data Council"),
        ("星海云图科技（滨海）有限公司（滨海）", "滨海", ""),
        ("滨海海洋促进局（技术）成立", "技术", ""),
        ("滨海海洋促进局（见附件）成立", "见附件", ""),
    ],
)
def test_brackets_after_a_name_define_an_alias(text: str, alias: str, name: str) -> None:
    found = aliases(readings(text), TERMS).get(alias)
    assert (found.name if found else "") == name


def test_an_alias_is_found_in_all_passages_and_is_one_thing() -> None:
    before, after = "海洋局早前公布数字。", "滨海海洋促进局（海洋局）成立。"
    added = named(before, after)
    assert ("海洋局", "滨海海洋促进局", "alias") in added
    ids = {
        m.meaning.id
        for reading in resolve(readings(before, after), TERMS)
        for m in reading.mentions
        if isinstance(m.meaning, Entity)
    }
    assert len(ids) == 1


def test_the_quoted_part_of_a_programme_stands_for_it_but_not_of_a_measure() -> None:
    added = named("推出“启航者”计划和“抢滩”措施", "启航者惠及多人，抢滩未见成效")
    assert [(words, rule) for words, _, rule in added] == [("启航者", "alias")]


def test_a_firm_is_known_by_the_beginning_of_its_name() -> None:
    added = named("滨海云图三维科技有限公司落户", "云图选择本市，云图三维未回应")
    assert {words for words, *_ in added} == {"云图三维"}
    assert {words for words, *_ in named("云图科技有限公司落户", "云图选择本市")} == {"云图"}


def test_a_short_form_of_two_firms_is_left_alone() -> None:
    texts = ("云图海科技有限公司和云图山科技有限公司", "云图选择本市")
    assert named(*texts) == []


@pytest.mark.parametrize(
    ("texts", "words", "name"),
    [
        (("云图有限公司落户。该公司扩张。",), "该公司", "云图有限公司"),
        (("甲乙有限公司与丙丁有限公司签约。该公司扩张。",), "该公司", "甲乙有限公司"),
        (("云图有限公司落户。", "该公司扩张。"), "该公司", "云图有限公司"),
        (("海风服务中心由云图研究院牵头。该平台启用。",), "该平台", "海风服务中心"),
        (
            ("云图有限公司落户。公司今年扩张，丙丁有限公司参股。", "公司去年有80人。"),
            "公司",
            "云图有限公司",
        ),
        (
            ("The Coastal Data Council met. The Council agreed.",),
            "The Council",
            "Coastal Data Council",
        ),
        (("Oru Data Limited grew. Later the company closed.",), "the company", "Oru Data Limited"),
    ],
)
def test_a_pointing_word_means_the_nearest_fitting_thing(
    texts: tuple[str, ...], words: str, name: str
) -> None:
    assert (words, name, "anaphora") in named(*texts)


@pytest.mark.parametrize(
    "text",
    [
        "该公司扩张。",
        "海风研究院成立。该公司扩张。",
        "云图有限公司落户。该公司长期亏损。",
        "The Coastal Data Council met. The Council of Ports agreed.",
        "Oru Data Limited grew. The Council agreed.",
    ],
)
def test_nobody_is_invented(text: str) -> None:
    assert [rule for *_, rule in named(text) if rule == "anaphora"] == []


def test_resolving_nothing_gives_nothing() -> None:
    assert resolve([], TERMS) == []
