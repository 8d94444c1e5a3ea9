"""Recommendations by their own form, events on cards, and feet that run."""

import pytest

from kg.extraction.layout import event_cards, listings, recommended
from kg.extraction.passages.passage import passages
from kg.extraction.surveys import samples
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read

DOCUMENT = Entity("doc/note", (Label("Note"),), ("kg:Document",))
KNOWN = {
    "羅啟豪": Entity("id/lo", (Label("羅啟豪"),), ("kg:Person",)),
    "Ann Berg": Entity("id/berg", (Label("Ann Berg"),), ("kg:Person",)),
    "Quay Council": Entity("id/quay", (Label("Quay Council"),), ("kg:Organisation",)),
}


def mint(words: str, curie: str) -> Entity:
    return Entity(f"id/{words}", (Label(words),), (curie,))


def recommendations(text: str, name: str = "note.md") -> list[tuple[str, str]]:
    texts = passages(read(text.encode(), name))
    found = recommended.find(texts, DOCUMENT, KNOWN.get, mint)
    return [(f.subject.name, f.object.name) for f in found if isinstance(f.object, Entity)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建議二：擴建碼頭。政府應在兩年內完成環評，並諮詢漁民的意見。\n", [("Note", "擴建碼頭")]),
        ("Recommendation 3: Build more berths\n\nThe port should act.\n",
         [("Note", "Build more berths")]),
        ("**Proposal two — Train the crews**\n", [("Note", "Train the crews")]),
        ("協會會長羅啟豪建議政府：\n1. 設立漁船券；\n2. 舉辦課程。\n",
         [("羅啟豪", "設立漁船券"), ("羅啟豪", "舉辦課程")]),
        ("本報告建議：\n\n- 擴建碼頭\n- 培訓船員\n", [("Note", "擴建碼頭"), ("Note", "培訓船員")]),
        ("某團體建議政府：\n1. 設立漁船券；\n", []),
        # Below a text that says so in other words, under any bullet, or as paragraphs.
        ("我的建議有兩點。\n\n一、擴建碼頭。\n\n二、培訓船員。\n",
         [("Note", "擴建碼頭"), ("Note", "培訓船員")]),
        ("羅啟豪給出的建議有兩條：\n\n✅ 設立漁船券\n✅ 舉辦課程\n",
         [("羅啟豪", "設立漁船券"), ("羅啟豪", "舉辦課程")]),
        ("本會就調查結果提出以下兩項建議：\n\n第一，擴建冷庫。\n\n第二，培訓船員。\n",
         [("Note", "擴建冷庫"), ("Note", "培訓船員")]),
        # Point by point in one text.
        ("我們建議：一、設立漁船券；二、舉辦安全課程；三、擴建冷庫。\n",
         [("Note", "設立漁船券"), ("Note", "舉辦安全課程"), ("Note", "擴建冷庫")]),
        ("羅啟豪提出兩項建議：第一，擴建碼頭冷庫。第二，培訓更多船員。\n",
         [("羅啟豪", "擴建碼頭冷庫"), ("羅啟豪", "培訓更多船員")]),
        ("This report recommends: (1) longer berths; (2) a crew school.\n",
         [("Note", "longer berths"), ("Note", "a crew school")]),
        ("商戶反映建議：一、設立漁船券；二、舉辦安全課程。\n", []),
        ("我們建議擴建碼頭。一、二期工程已完成。\n", []),
        ("他們建議的兩條航線：一、甲線；二、乙線。\n", []),
        ("And the Quay Council should lend to islands. The lamp is lit.\n",
         [("Note", "Quay Council should lend to islands")]),
        ("The Quay Council should not close. It should rain. Ann Berg should rest.\n", []),
        ("“The Quay Council should act,” said Ann Berg.\n", []),
        ("The recommendation of 2019 was never met.\n", []),
        ("政府接納了三項建議。\n", []),
    ],
)  # fmt: skip
def test_a_recommendation_is_told_by_its_number_or_by_who_proposes(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert recommendations(text) == expected


def test_a_figure_in_what_is_recommended_is_no_actual_one() -> None:
    text = "本報告建議：\n\n- 撥款3億元擴建碼頭\n\n去年撥款2億元。\n"
    texts = passages(read(text.encode(), "note.md"))
    figures = [
        Fact(
            "quantity", DOCUMENT, (one.evidence(0, len(one.text), "statement"),
            one.evidence(start, end, "value")), "figure", quantity=quantity, measure="撥款",
        )
        for one in texts for quantity, start, end in one.figures
    ]  # fmt: skip
    facts = [*recommended.find(texts, DOCUMENT, KNOWN.get, mint), *figures]
    found = [fact.modality for fact in recommended.proposed(facts) if fact.quantity]
    assert found == ["plan", "actual"]


def test_a_bold_lead_is_what_is_recommended() -> None:
    text = passages(read("1. **做实退出机制。** 测试期一般不超过18个月。\n".encode(), "a.md"))[0]
    assert text.text[slice(*recommended.lead(text, 0))] == "做实退出机制"


def events(text: str) -> set[tuple[str, str]]:
    found = event_cards.find(passages(read(text.encode(), "note.md")), KNOWN.get, mint)
    return {
        (f.predicate, f.object.name if isinstance(f.object, Entity) else str(f.object))
        for f in found
    }


def test_a_card_with_a_date_and_a_venue_is_an_event() -> None:
    assert events(
        "# Diary\n\n**Cell Roundtable**\nDate: 19 June 2024, 2:00–5:30 pm\nVenue: Pier Hall, Hull\n"
        "Hosts: Quay Society\n"
    ) == {
        ("kg:heldOn", "2024-06-19"), ("kg:timeOfDay", "2:00–5:30 pm"), ("kg:venue", "Pier Hall"),
        ("kg:organisedBy", "Quay Society"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "**Note**\nDate: 19 June 2024\nAuthor: Ada Lo\n",
        "Venue: Pier Hall\nDate: 19 June 2024\nTime: 2 pm\n",
        "The date: 19 June 2024 was fixed.\n",
    ],
)
def test_a_date_alone_is_no_card(text: str) -> None:
    assert not events(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# 第三屆燈塔論壇邀請函\n\n**主辦單位：** 燈塔協會\n**協辦單位：** 港務局\n"
            "**時間：** 2025年10月17日—18日\n**地點：** 海灣會議中心\n",
            {
                ("第三屆燈塔論壇", "kg:organisedBy", "燈塔協會"),
                ("第三屆燈塔論壇", "kg:organisedBy", "港務局"),
                ("第三屆燈塔論壇", "kg:heldOn", "2025-10-17/2025-10-18"),
                ("第三屆燈塔論壇", "kg:venue", "海灣會議中心"),
            },
        ),
        (
            "# Programme of the Lamp Forum\n\n- Date: 3 May 2025\n- Venue: Pier Hall\n",
            {
                ("Lamp Forum", "kg:heldOn", "2025-05-03"),
                ("Lamp Forum", "kg:venue", "Pier Hall"),
            },
        ),
        (
            "海濱局 第8次審議會議紀錄\n\n時間：民國113年12月18日下午2時\n地點：海濱局三樓\n",
            {
                ("海濱局 第8次審議會議", "kg:heldOn", "2024-12-18"),
                ("海濱局 第8次審議會議", "kg:venue", "海濱局三樓"),
            },
        ),
        (  # the name of the event has a label too
            "# 會議通知\n\n會議名稱：2025海灣燈塔大會\n主辦單位：海灣市政府\n支持單位：燈塔協會\n"
            "時間：2025年5月3日\n",
            {
                ("2025海灣燈塔大會", "kg:organisedBy", "海灣市政府"),
                ("2025海灣燈塔大會", "kg:partner", "燈塔協會"),
                ("2025海灣燈塔大會", "kg:heldOn", "2025-05-03"),
            },
        ),
        (
            "# Save the date\n\n- Event: Lamp Keepers 2025\n- Date: 3 May 2025\n"
            "- Sponsors: Quay Bank; Ness Trust\n- Secretariat: Lamp Society\n",
            {
                ("Lamp Keepers 2025", "kg:heldOn", "2025-05-03"),
                ("Lamp Keepers 2025", "kg:partner", "Quay Bank"),
                ("Lamp Keepers 2025", "kg:partner", "Ness Trust"),
                ("Lamp Keepers 2025", "kg:administeredBy", "Lamp Society"),
            },
        ),
        ("# 培訓\n\n課程名稱：點燈入門\n費用：300元\n地點：海灣中心\n", set()),
        ("# 采購公告\n\n時間：2025年5月3日\n地點：海灣中心\n", set()),
        ("# Lamp Forum\n\nIt was dark: nobody came.\nVenue: Pier Hall\n", set()),
        ("# Lamp prices\n\n- Date: 3 May 2025\n- Place: Hull\n", set()),
    ],
)
def test_the_labelled_lines_under_the_name_of_an_event_are_its_card(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    found = event_cards.find(passages(read(text.encode(), "note.md")), KNOWN.get, mint)
    assert {
        (f.subject.name, f.predicate, f.object.name if isinstance(f.object, Entity) else f.object)
        for f in found
    } == expected


def test_feet_that_run_number_the_pages() -> None:
    pages = "".join(
        f"Chapter {word}\n\nFish | {n}\n\n\n" for n, word in enumerate(("A", "B", "C"), 1)
    )
    blocks = read(pages.encode(), "deck.txt").blocks
    assert [b.span.of(pages) for b in blocks if b.kind is BlockKind.BOILERPLATE] == [
        "Fish | 1", "Fish | 2", "Fish | 3",
    ]  # fmt: skip


def rated(text: str) -> list[tuple[str, str]]:
    texts = passages(read(text.encode(), "note.md"))
    facts: list[Fact] = [fact for one in texts for fact in samples.rates(one, DOCUMENT)]
    return [(f.measure, f"{f.quantity.value} {f.quantity.unit}") for f in facts if f.quantity]


def test_response_rates_and_errors_are_of_the_survey() -> None:
    assert rated("訪問船東90間，回應率 42.6%。") == [("回應率", "42.6 %")]
    assert rated("The response rate was 38.5%.") == [("response rate", "38.5 %")]
    assert rated("抽样误差约为正负2个百分点。") == [("抽样误差", "2 percentage point")]
    assert rated("失业率为3%。") == []


def test_the_parts_of_a_sample_are_counted_by_group() -> None:
    texts = passages(read("## 調查方法\n\n船東 40 間、貨主 50 間\n".encode(), "note.md"))
    found = list(samples.groups(texts, texts[1], DOCUMENT))
    assert [(dict(f.dimension)["group"], f.quantity and int(f.quantity.value)) for f in found] == [
        ("船東", 40), ("貨主", 50),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["--- Page 2 ---", "== Slide 2 ==", "[第2頁]"])
def test_a_framed_page_number_ends_a_page(mark: str) -> None:
    text = f"Lamps\n\nLamps are lit.\n\n{mark}\nThree asks\n1. Light more lamps\n2. Mend the pier\n"
    texts = passages(read(text.encode(), "deck.txt"))
    found = listings.find(texts, DOCUMENT, KNOWN.get, mint)
    assert [f.object.name for f in found if isinstance(f.object, Entity)] == [
        "Light more lamps",
        "Mend the pier",
    ]
