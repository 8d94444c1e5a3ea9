"""What documents say of themselves, with front matter and without."""

from datetime import date

import pytest

from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.extraction.times.calendar_days import when
from kg.model.document import Document
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read

KNOWN = {"碼頭研究中心": Entity("id/pier", (Label("碼頭研究中心"),), ("kg:ResearchInstitute",))}


def document(text: str, name: str = "note.md") -> Document:
    return read(text.encode(), name)


def facts(text: str, name: str = "note.md") -> list[Fact]:
    return statements.find(passages(document(text, name)), KNOWN.get)


def values(found: list[Fact]) -> dict[str, list[str]]:
    by_predicate: dict[str, list[str]] = {}
    for fact in found:
        assert isinstance(fact.object, str)
        by_predicate.setdefault(fact.predicate, []).append(fact.object)
    return by_predicate


ARTICLE = """---
title: "港口自动化观察"
date: 2024-08-02T09:00:00+08:00
lastmod: 2024/8/9
authors: [陈静, 王芳]
main_topics:
  - 港口
  - 自动化
categories: 产业
draft: true
featured_image: /img/a.jpg
weight: 12
description: 一份简报。
slug:
---

正文。
"""

DECK = """



海岸電力協會

HARBOUR
POWER

灣畔市岸電發展研究

海岸電力協會

與 灣畔大學碼頭研究中心

2024年5月9日

© 2024 海岸電力協會 版權所有，請勿轉載



研究目的

了解岸電的使用情況

提出改善建議



岸電現況

資料來源：Quay Statistics Office (2023)；海灣統計局
"""

RELEASE = """Port Council opens new berth

The Port Council opened a berth today. It is the ninth. Ships came.

Ends/Wednesday, June 5, 2024
Issued at HKT 10:30
"""


def test_front_matter_becomes_document_facts() -> None:
    assert values(facts(ARTICLE)) == {
        "dct:title": ["港口自动化观察"],
        "dct:issued": ["2024-08-02"],
        "dct:modified": ["2024-08-09"],
        "dct:creator": ["陈静", "王芳"],
        "dct:subject": ["港口", "自动化"],
        "dct:type": ["产业"],
        "kg:draftStatus": ["true"],
        "kg:featuredImage": ["/img/a.jpg"],
        "kg:metadata": ["12"],
        "dct:abstract": ["一份简报。"],
    }


def test_an_unknown_key_is_kept_with_its_name() -> None:
    (fact,) = [f for f in facts(ARTICLE) if f.predicate == "kg:metadata"]
    assert fact.dimension == (("key", "weight"),)


def test_evidence_is_the_value_as_written() -> None:
    text = document(ARTICLE).text
    for fact in facts(ARTICLE):
        for evidence in fact.evidence:
            assert evidence.span.of(text) == evidence.quote
    quotes = {f.predicate: f.evidence[0].quote for f in facts(ARTICLE)}
    assert quotes["dct:title"] == "港口自动化观察"
    assert quotes["dct:issued"] == "2024-08-02T09:00:00+08:00"


def test_a_cover_tells_title_date_authors_rights_and_sources() -> None:
    assert values(facts(DECK, "deck.txt")) == {
        "dct:title": ["灣畔市岸電發展研究"],
        "dct:issued": ["2024-05-09"],
        "dct:creator": ["海岸電力協會", "碼頭研究中心"],
        "dct:rights": ["海岸電力協會"],
        "dct:source": ["Quay Statistics Office", "海灣統計局"],
        "kg:focusArea": ["了解岸電的使用情況", "提出改善建議"],
    }


def test_a_dated_cover_ends_with_its_page() -> None:
    deck = "港口用電摘要\n\n海岸組\n\n2024年5月9日\n\n\n\n經費\n\n"
    deck += "2023-24年度預算案撥款5億港元，\n用於改建七個碼頭的岸電設施\n"
    found = values(facts(deck, "deck.txt"))
    assert found["dct:title"] == ["港口用電摘要"]
    assert found["dct:issued"] == ["2024-05-09"]


def test_a_fiscal_year_is_no_time_of_day() -> None:
    found = values(facts("Harbour notes\n\n9 May 2024\n\n2023-24 budget\n\nIt rose.\n", "a.txt"))
    assert found["dct:issued"] == ["2024-05-09"]


def test_an_unknown_unit_is_not_cut_from_its_parent() -> None:
    found = statements.find(passages(document(DECK, "deck.txt")), lambda _: None)
    assert "灣畔大學碼頭研究中心" in values(found)["dct:creator"]


@pytest.mark.parametrize(
    ("line", "predicate", "expected"),
    [
        ("By Mei Wong and Daniel Osei", "dct:creator", ["Mei Wong", "Daniel Osei"]),
        ("作者：何嘉文、謝保羅", "dct:creator", ["何嘉文", "謝保羅"]),
        ("文／李小明", "dct:creator", ["李小明"]),
        ("Published by: Quay Press", "dct:publisher", ["Quay Press"]),
        ("Copyright 2023 Quay Press. All rights reserved.", "dct:rights", ["Quay Press"]),
    ],
)
def test_a_labelled_line_names_people(line: str, predicate: str, expected: list[str]) -> None:
    assert values(facts(f"# Ports of the bay\n\n{line}\n\nText.\n"))[predicate] == expected


def test_the_speaker_of_a_speech_is_its_author() -> None:
    text = "Speech by the Secretary for Ports at the Clean Quay Forum\n\nGood morning. All well.\n"
    assert values(facts(text, "speech.txt"))["dct:creator"] == ["Secretary for Ports"]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (ARTICLE, "a.md", date(2024, 8, 2)),
        (DECK, "deck.txt", date(2024, 5, 9)),
        (RELEASE, "release.txt", date(2024, 6, 5)),
        ("GENEVA, 4 March 2024 - The council met. It rose.\n", "d.md", date(2024, 3, 4)),
        ("# Bay\n\nMay 2023\n\nText here.\n", "m.md", date(2023, 5, 1)),
        ("# Bay\n\nIn 2019 the port grew. It was 3 May 2020.\n", "n.md", None),
        ("# Quay Forum 2024\n\n2024年9月12日（星期四）\n\n0930 - 1730\n\n大禮堂\n", "e.txt", None),
    ],
)
def test_the_date_of_a_document_is_one_that_it_gives_as_its_own(
    text: str, name: str, expected: date | None
) -> None:
    found = statements.document_date(document(text, name))
    assert (found and found[0]) == expected
    if found:
        assert found[1].of(document(text, name).text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (ARTICLE, "港口自动化观察"),
        ("# Ports\n\n## History\n\nText.\n", "Ports"),
        (RELEASE, "Port Council opens new berth"),
        ("Quay Council\n\nPort Outlook 2024\n\nHarbour Institute\n", "Port Outlook 2024"),
        ("A single long sentence that ends in a stop and is no title at all.\n", "note.md"),
    ],
)
def test_a_document_is_called_by_its_title(text: str, title: str) -> None:
    entity = statements.document_entity(document(text))
    assert entity.name == title
    assert entity.id == document(text).id
    assert entity.types == ("kg:Document",)


def test_an_empty_document_states_nothing() -> None:
    assert statements.find((), KNOWN.get) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-31", None),
        ("2024", None),
        ("三月", None),
        ("3 May 2024", ("2024-05-03", date(2024, 5, 3))),
    ],
)
def test_only_days_and_months_are_dates_of_documents(
    text: str, expected: tuple[str, date] | None
) -> None:
    assert when(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "文｜林嘉    責任編輯｜何敏",
            {"dct:creator": ["林嘉"], "dct:contributor": ["何敏"]},
        ),
        ("本报记者 王明 通讯员 李红", {"dct:creator": ["王明"], "dct:contributor": ["李红"]}),
        ("By Anna Lee, Senior Fellow, Quay Institute", {"dct:creator": ["Anna Lee"]}),
        ("Words: Anna Kim | Photos: Joe Lim",
         {"dct:creator": ["Anna Kim"], "dct:contributor": ["Joe Lim"]}),
        ("Statement by the Convener for Ports, Isla Munro, to the Council of Firth",
         {"dct:creator": ["Isla Munro"]}),
        ("A joint study by the Quay Foundation and Delta University",
         {"dct:creator": ["Quay Foundation", "Delta University"]}),
        ("Anna Lee, Ports Correspondent", {"dct:creator": ["Anna Lee"]}),
        ("何嘉文博士", {"dct:creator": ["何嘉文"]}),
        ("（本文首發於《海潮周刊》2025年6月號）",
         {"dct:publisher": ["海潮周刊"], "dct:issued": ["2025-06"]}),
        ("The Coastal Ledger | 3 April 2025",
         {"dct:publisher": ["The Coastal Ledger"], "dct:issued": ["2025-04-03"]}),
        ("海灣統計局　2025年2月20日發佈",
         {"dct:publisher": ["海灣統計局"], "dct:issued": ["2025-02-20"]}),
        ("來源：海灣社", {"dct:publisher": ["海灣社"], "dct:source": ["海灣社"]}),
        ("Following is a question by the Hon Mei Wong and a written reply by the Secretary for"
         " Works, Ms Ada Lo, in the Council today:",
         {"dct:contributor": ["Mei Wong"], "dct:creator": ["Ada Lo"]}),
        ("以下是何嘉文議員的提問和運輸局局長謝保羅的書面答覆：",
         {"dct:contributor": ["何嘉文"], "dct:creator": ["謝保羅"]}),
        ("By any measure the port is full", {}),
        ("Published in the hope of change", {}),
        ("圖為新碼頭", {}),
    ],
)  # fmt: skip
def test_a_masthead_says_who_wrote_and_issued_a_text(
    line: str, expected: dict[str, list[str]]
) -> None:
    text = f"Harbour lights go out early\n\n{line}\n\nShips came. Nobody saw them. It was dark.\n"
    found = values(facts(text, "note.txt"))
    assert {key: found[key] for key in found if key != "dct:title"} == expected
    assert found["dct:title"] == ["Harbour lights go out early"]


def test_a_body_that_signs_without_a_notice_of_rights_is_the_publisher() -> None:
    text = "港口統計公報（摘要）\n\n海灣市統計局\n2025年3月7日\n\n全年吞吐量上升。碼頭增加。\n"
    assert values(facts(text, "bulletin.txt")) == {
        "dct:title": ["港口統計公報（摘要）"],
        "dct:publisher": ["海灣市統計局"],
        "dct:issued": ["2025-03-07"],
    }


def test_a_genre_or_a_newspaper_over_the_title_is_not_the_title() -> None:
    for above in ("POLICY BRIEF NO. 7", "THE QUAY LEDGER", "新聞稿"):
        text = f"{above}\n\nCan the port house its coders?\n\nShips came. It was dark.\n"
        assert values(facts(text, "note.txt"))["dct:title"] == ["Can the port house its coders?"]


def test_the_day_of_an_event_is_not_the_day_of_its_announcement() -> None:
    text = "Ports Forum\n\nVenue: Pier 4\n\nDate: 3 May 2024\n\nTime: 2pm to 5pm\n"
    assert "dct:issued" not in values(facts(text, "note.txt"))


def test_a_date_in_chinese_numerals_alone_is_the_date() -> None:
    found = values(
        facts("海港發展報告\n\n二〇二七年三月九日\n\n" + "港口擴建工程進展順利。" * 12, "a.txt")
    )
    assert found["dct:issued"] == ["2027-03-09"]


def test_a_bracketed_source_and_day_close_an_article() -> None:
    text = "海港行动方案要点\n\n" + "港口扩建工程进展顺利。" * 12
    found = values(
        facts(f"{text}\n\n（来源：海湾市港务局网站    发布日期：2027-03-09）\n", "a.txt")
    )
    assert (found["dct:issued"], found["dct:source"]) == (["2027-03-09"], ["海湾市港务局网站"])


def test_reporters_in_different_places_are_all_authors() -> None:
    text = "# Pilots wanted\n\nBy Ana Lo in Porto and Jo Kim in Bari\n\n" + "Ships wait. " * 20
    assert values(facts(text))["dct:creator"] == ["Ana Lo", "Jo Kim"]


def test_a_number_in_a_series_does_not_end_the_cover() -> None:
    text = (
        "# Pilots Wanted\n\n**Policy Brief No. 9** | Bay Labour Observatory | 3 June 2027\n\n"
        "*Authors: Ana Lo and Jo Kim*\n\n" + "Ships wait. " * 20
    )
    found = values(facts(text))
    assert found["dct:creator"] == ["Ana Lo", "Jo Kim"]
    assert found["dct:publisher"] == ["Bay Labour Observatory"]


def test_the_host_of_a_survey_issues_it_but_not_that_of_an_event() -> None:
    survey = (
        "海港青年意向調查2027　結果摘要\n\n主辦：海港青年學會\n\n" + "受訪者認為港口重要。" * 12
    )
    event = "海港論壇2027\n\n主辦：海港青年學會\n2027年3月9日\n時間：9:00 - 11:00\n地點：甲堂\n"
    assert values(facts(survey, "a.txt"))["dct:publisher"] == ["海港青年學會"]
    assert "dct:publisher" not in values(facts(event, "a.txt"))
