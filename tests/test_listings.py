"""Recommendations, challenges and projects in lists under their headings."""

import pytest

from kg.extraction.layout import listings
from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read

KNOWN = {
    "海港科技園": Entity("id/park", (Label("海港科技園"),), ("kg:InnovationPark",)),
    "港口業": Entity("id/ports", (Label("港口業"),), ("kg:Sector",)),
}


def mint(words: str, curie: str) -> Entity:
    return Entity(f"id/{words}", (Label(words),), (curie,))


def find(text: str, name: str = "note.md") -> list[Fact]:
    document = read(text.encode(), name)
    entity = statements.document_entity(document)
    found = listings.find(passages(document), entity, KNOWN.get, mint)
    for fact in found:
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)
    return found


def said(found: list[Fact], predicate: str) -> list[tuple[str, str]]:
    return [
        (fact.object.name, dict(fact.dimension).get("pillar", ""))
        for fact in found
        if fact.predicate == predicate and isinstance(fact.object, Entity)
    ]


DECK = """



岸電發展報告

海岸電力協會



港口業 三大挑戰

充電設施不足
土地短缺
維修人手不足



四大建議推動岸電

擴充網絡

● 增設快速充電站
● 延長服務時間

培訓人才

● 開辦維修課程
● 資助學徒



四大建議推動岸電

擴充網絡

● 增設快速充電站
● 延長服務時間



海港科技園推動岸電項目

岸電智能
調度系統（運輸業）

漂浮式太陽能板 (能源業)

全日開放
"""


def test_recommendations_stand_under_their_pillars() -> None:
    assert said(find(DECK, "deck.txt"), "kg:recommends") == [
        ("增設快速充電站", "擴充網絡"),
        ("延長服務時間", "擴充網絡"),
        ("開辦維修課程", "培訓人才"),
        ("資助學徒", "培訓人才"),
    ]


def test_a_repeated_slide_adds_evidence_not_facts() -> None:
    (fact,) = [f for f in find(DECK, "deck.txt") if "增設快速充電站" in str(f.object)]
    statements = [e.span for e in fact.evidence if e.role == "statement"]
    assert len(statements) == len(set(statements)) == 2
    assert listings.merge([fact, fact]) == [fact]


def test_a_title_announces_how_many() -> None:
    found = {
        (int(fact.quantity.value), fact.quantity.unit, fact.subject.name)
        for fact in find(DECK, "deck.txt")
        if fact.quantity
    }
    assert found == {(4, "recommendation", "岸電發展報告"), (3, "challenge", "港口業")}


def test_challenges_belong_to_what_their_title_names() -> None:
    found = [f for f in find(DECK, "deck.txt") if f.predicate == "kg:hasChallenge"]
    assert said(found, "kg:hasChallenge") == [
        ("充電設施不足", ""),
        ("土地短缺", ""),
        ("維修人手不足", ""),
    ]
    assert {f.subject.name for f in found} == {"港口業"}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "## Recommendations\n\n1. Fund short courses.\n2. Publish data every month.\n",
            ["Fund short courses", "Publish data every month"],
        ),
        (
            "## Policy recommendations\n\n- Recommendation 1: Fund courses\n- (2) Publish data;\n",
            ["Fund courses", "Publish data"],
        ),
        ("## 政策建議\n\n- 增加撥款。\n- 簡化審批。\n", ["增加撥款", "簡化審批"]),
        ("## Results\n\n- Fund courses\n- Publish data\n", []),
        ("## Recommendations\n\nWe have none to make at this time, sadly.\n", []),
        ("We make two recommendations.\n\n- Fund courses\n- Publish data\n", []),
    ],
)
def test_a_list_recommends_only_under_a_heading_that_says_so(text: str, items: list[str]) -> None:
    assert [name for name, _ in said(find(f"# Bay\n\n{text}"), "kg:recommends")] == items


@pytest.mark.parametrize(
    ("title", "items", "count"),
    [
        ("Three key challenges", "- Cost\n- Noise\n- Smoke\n", 3),
        ("Two challenges", "- Cost\n- Noise\n- Smoke\n", 0),
        ("Four challenges", "- Cost\n- Noise\n- Smoke\n", 0),
        ("Challenges", "- Cost\n- Noise\n", 0),
    ],
)
def test_challenges_are_as_many_as_announced(title: str, items: str, count: int) -> None:
    found = find(f"# Bay\n\n## {title}\n\n{items}\n## Next\n\nText.\n")
    assert len(said(found, "kg:hasChallenge")) == count


def test_an_unknown_sector_may_have_challenges() -> None:
    found = find("# Bay\n\n## 漁業三大挑戰\n\n- 成本\n- 天氣\n- 人手\n")
    assert {f.subject.name for f in found} == {"漁業"}


def test_projects_have_a_promoter_and_a_sector() -> None:
    found = [f for f in find(DECK, "deck.txt") if f.predicate == "kg:promotes"]
    assert [
        (f.subject.name, getattr(f.object, "name", ""), f.dimension) for f in found
    ] == [
        ("海港科技園", "岸電智能調度系統", (("industry", "運輸業"),)),
        ("海港科技園", "漂浮式太陽能板", (("industry", "能源業"),)),
    ]  # fmt: skip


def test_projects_of_nobody_known_are_left_out() -> None:
    assert find("# Bay\n\n## 某公司推動岸電項目\n\n- 調度系統（運輸業）\n") == []
    assert find("# Bay\n\n## 海港科技園推動和平\n\n- 調度系統（運輸業）\n") == []


def test_numbered_lines_of_a_slide_are_pillars_over_their_bullets() -> None:
    text = (
        "\n\n\n岸電發展報告\n\n\n\n政策建議\n\n1  網絡\n● 擴充充電網絡\n● 開放私人碼頭\n\n"
        "2  人才\n● 設立維修學院\n\n\n\n完\n"
    )
    found = find(text, "deck.txt")
    assert said(found, "kg:recommends") == [
        ("擴充充電網絡", "網絡"),
        ("網絡", ""),
        ("開放私人碼頭", "網絡"),
        ("設立維修學院", "人才"),
        ("人才", ""),
    ]


def test_an_initiative_in_a_name_recommends_nothing() -> None:
    assert find("\n\n\n岸電報告\n\n\n\n一帶一路倡議\n\n東港\n\n西港\n", "deck.txt") == []


@pytest.mark.parametrize(
    ("text", "items"),
    [
        # As many numbered lines as the title says, whatever figures they hold.
        ("渔港简报\n\n\n\n三点建议\n\n1 设立10亿元基金\n2 培训3,000名船员\n3 扩建冷库\n",
         ["设立10亿元基金", "培训3,000名船员", "扩建冷库"]),
        # An item that heads a list of its own; numbers that go on below the next bold line.
        ("五、两点建议\n\n① 扩建冷库\n② 培训船员\n", ["扩建冷库", "培训船员"]),
        ("## 六、建議\n\n**支柱一**\n1. 擴建冷庫。\n\n**支柱二**\n2. 培訓船員。\n",
         ["擴建冷庫", "培訓船員"]),
        # What thanks, and what says when, is no item.
        ("建议\n\n- 扩建冷库\n- 培训船员\n- 谢谢！\n", ["扩建冷库", "培训船员"]),
        ("四、建议\n\n扩建冷库\n培训船员\n\n实施时间表\n2025 试行\n", ["扩建冷库", "培训船员"]),
    ],
)  # fmt: skip
def test_the_items_of_a_list_are_told_from_what_stands_by(text: str, items: list[str]) -> None:
    found = said(find(text, "deck.txt"), "kg:recommends")
    assert [each for each, _ in found if not each.startswith("支柱")] == items
