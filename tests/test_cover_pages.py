"""Covers of papers and guides: several lines in one block, subtitles in italics, towns."""

import pytest

from kg.extraction.metadata import statements
from kg.extraction.names.body_names import signed
from kg.extraction.names.openings import is_name
from kg.extraction.passages.passage import passages
from kg.reading.reader import read

RUNNING = "\n\nHarbours need welders. This chapter compares four of them. It is short.\n"


def told(text: str, name: str = "paper.md") -> dict[str, list[str]]:
    """Return what a document says of itself, sorted, by property."""
    document = read((text + RUNNING).encode(), name)
    found: dict[str, set[str]] = {}
    for fact in statements.find(passages(document), lambda _: None):
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)
        found.setdefault(fact.predicate.split(":")[1], set()).add(str(fact.object))
    return {key: sorted(values) for key, values in found.items() if key != "title"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the series and the body share a line; names in any European letters, and a month
            "# Who repairs the boats?\n\n**Working Paper 2024/11** · Skagerrak Labour Institute,"
            " Oslo\nLiina Põder, Mārtiņš Kalns and Aistė Žukė\nNovember 2024\n\n*Chapter 2*",
            {
                "creator": ["Aistė Žukė", "Liina Põder", "Mārtiņš Kalns"],
                "publisher": ["Skagerrak Labour Institute"],
                "isPartOf": ["Working Paper 2024/11"],
                "issued": ["2024-11"],
            },
        ),
        (  # a body of those that study issues what people have written
            "# Night buses\n\nDiscussion Paper No. 14\nCentre for Urban Mobility, Leeds\n"
            "Tom Harker and Priya Nair\nMay 2025",
            {
                "creator": ["Priya Nair", "Tom Harker"],
                "publisher": ["Centre for Urban Mobility"],
                "isPartOf": ["Discussion Paper No. 14"],
                "issued": ["2025-05"],
            },
        ),
        (  # people with the body that each is of
            "# Bees\n\nAnna Holm, Orchard Institute\nPeter Brandt, University of Uppsala",
            {"creator": ["Anna Holm", "Peter Brandt"]},
        ),
        (  # what the guide is, in italics, over the day of its last change
            "# Cold storage\n\n*A guide for dairies — round 2027*\nLast updated: 3 March 2026",
            {
                "alternativeTitle": ["A guide for dairies — round 2027"],
                "modified": ["2026-03-03"],
            },
        ),
        ("# Cold storage\n\n*Cold costs money, and nobody pays.*", {}),
        ("# Cold storage\n\n*Anna Holm*\n\n4 May 2025", {"creator": ["Anna Holm"],
                                                          "issued": ["2025-05-04"]}),
        (
            "# 山区学校的供暖\n\n作者：周晓岚、贺平\n云岭教育局\n2025年11月3日",
            {"creator": ["周晓岚", "贺平"], "publisher": ["云岭教育局"], "issued": ["2025-11-03"]},
        ),
    ],
)  # fmt: skip
def test_a_cover_says_by_its_lines_who_wrote_and_issued_a_paper(
    text: str, expected: dict[str, list[str]]
) -> None:
    assert told(text) == expected


def test_the_series_over_a_title_is_not_the_title() -> None:
    text = (
        "Orchard Institute\nPolicy Brief 07/2025\n\nBees and orchards\n\nMay 2025\n\n\n\nContents"
    )
    document = read((text + RUNNING).encode(), "brief.txt")
    assert statements.document_entity(document).name == "Bees and orchards"


def test_the_town_behind_a_body_is_no_part_of_its_name_and_a_person_is_no_town() -> None:
    line = "Harbour Institute, Oslo"
    assert [line[a:b] for a, b in signed(line)] == ["Harbour Institute"]
    assert signed("Harbour Institute, Anna Holm") == []
    assert signed("We met at the university, Oslo") == []


def test_a_name_has_the_letters_of_any_european_language() -> None:
    assert all(map(is_name, ("Mārtiņš Ozols", "Šárka Dvořáková", "Åse Ødegård", "Łukasz Żak")))
    assert not is_name("About ŠKODA")


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (
            "Southmere District Council\nBudget Speech 2026/27\n\nDelivered by Mayor Hana Tautari\n"
            "Council Chamber, 25 February 2026",
            "Budget Speech 2026/27",
            {"creator": ["Hana Tautari"], "publisher": ["Southmere District Council"],
             "issued": ["2026-02-25"]},
        ),
        (
            "Minutes of the Northfield Housing Committee\n\nDate: 4 June 2026\nVenue: Town Hall\n"
            "Present: Cllr A. Reid (Chair), Cllr B. Singh",
            "Minutes of the Northfield Housing Committee",
            {"issued": ["2026-06-04"]},
        ),
        (
            "ANNUAL REPORT 2025\n\nHarbour Trust of Tarrin\n\nChair's words\n\n"
            "© Harbour Trust of Tarrin 2026",
            "ANNUAL REPORT 2025",
            {"publisher": ["Harbour Trust of Tarrin"], "rights": ["Harbour Trust of Tarrin"]},
        ),
        (
            "海岭市政府办公室关于印发机器人工作方案的通知\n海府办〔2026〕8号",
            "海岭市政府办公室关于印发机器人工作方案的通知",
            {"identifier": ["海府办〔2026〕8号"]},
        ),
    ],
)  # fmt: skip
def test_speeches_minutes_reports_and_notices_say_what_they_are(
    text: str, title: str, expected: dict[str, list[str]]
) -> None:
    document = read((text + RUNNING).encode(), "note.txt")
    assert statements.document_entity(document).name == title
    assert told(text, "note.txt") == expected


def test_the_paper_that_a_text_is_taken_from_publishes_it() -> None:
    text = "# 机器人\n\n产值增长。"
    document = read(
        f"{text}\n\n{RUNNING}\n（来源：海岭日报，2026年3月13日，第2版）\n".encode(), "a.md"
    )
    found = {(f.predicate, f.object) for f in statements.find(passages(document), lambda _: None)}
    assert ("dct:publisher", "海岭日报") in found
    assert ("dct:source", "第2版") not in found
