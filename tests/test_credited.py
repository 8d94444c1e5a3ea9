"""Who and what the mastheads of many kinds of documents name."""

import pytest

from kg.extraction.metadata import statements
from kg.extraction.metadata.data_sources import named
from kg.extraction.passages.passage import passages
from kg.reading.reader import read
from kg.text.folding import fold


def told(text: str, name: str = "note.txt") -> set[tuple[str, str]]:
    texts = passages(read(text.encode(), name))
    found = statements.find(texts, lambda _: None)
    return {(f.predicate, f.object) for f in found if isinstance(f.object, str)}


COVERS = [
    (
        "2023年政府工作报告\n\n——2024年2月8日在泊州市第九届人民代表大会第三次会议上\n\n"
        "泊州市市长 邵启文\n\n各位代表：\n\n现在，我代表市人民政府向大会报告工作，请予审议。\n",
        {("dct:title", "2023年政府工作报告"), ("dct:issued", "2024-02-08"),
         ("dct:creator", "邵启文")},
    ),
    (
        "KEYNOTE ADDRESS\n\n“Boats That Listen”\n\nHilde Brekke\nDirector, Coastal Office\n\n"
        "Fisheries Conference, Bergen\n14 November 2023\n\nGood morning, and thank you for the "
        "invitation to this hall, which I have long wished to see.\n",
        {("dct:creator", "Hilde Brekke"), ("dct:issued", "2023-11-14")},
    ),
    (
        "海灣研究中心\n\n香港漁業人才供求報告\n\nFishing Talent in Hong Kong\n\n二零二四年三月\n\n"
        "研究團隊\n范德誠博士\n蘇穎琳女士\n",
        {("dct:creator", "范德誠"), ("dct:creator", "蘇穎琳"), ("dct:issued", "2024-03"),
         ("kg:alternativeTitle", "Fishing Talent in Hong Kong")},
    ),
    (
        "THE QUAY INSTITUTE\n\nLEARNING AFLOAT\n\nISSUED 4 MARCH 2024\n\nPrepared by Owen Marsh "
        "and Priya Nair\n\nThis report looks at how ports train. It finds that many leave.\n",
        {("dct:title", "LEARNING AFLOAT"), ("dct:issued", "2024-03-04"),
         ("dct:creator", "Owen Marsh"), ("dct:creator", "Priya Nair")},
    ),
    (
        "PRESS RELEASE\n\nLine Orders Two Boats\n\nOSLO, 3 May 2024 - Fjord Ferries AS (OSE: F"
        "FA) has ordered two boats from a yard in Turku.\n",
        {("dct:publisher", "Fjord Ferries AS"), ("dct:issued", "2024-05-03")},
    ),
    (
        "新聞稿\n即時發佈\n\n漁業協會公布調查結果\n\n（香港，2024年5月6日）海灣漁業協會（協會）今日公布調查結果，"
        "七成漁民希望政府資助換船。\n",
        {("dct:publisher", "海灣漁業協會"), ("dct:issued", "2024-05-06")},
    ),
    (
        "# 四港比较\n\n**海湾智库政策简报 2024年第7期**\n\n发布日期：2024年7月2日\n"
        "关键词：港口；渔业；比较\n\n正文从这里开始，讲四个港口的差别，以及各自的办法。\n",
        {("dct:publisher", "海湾智库"), ("dct:isPartOf", "海湾智库政策简报"),
         ("dct:subject", "港口"), ("dct:subject", "比较")},
    ),
    (
        "MINISTERIAL STATEMENT\n\nTHE STATE'S FISHING STRATEGY\n\nTuesday, 18 June 2024\n\n"
        "The Hon. ADA MARLOW (Minister for Ports) (14:21): I seek leave to make a statement. It is "
        "about boats.\n",
        {("dct:title", "THE STATE'S FISHING STRATEGY"), ("dct:creator", "ADA MARLOW")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COVERS)
def test_a_cover_names_what_it_is_of(text: str, expected: set[tuple[str, str]]) -> None:
    name = "note.md" if text.startswith("#") else "note.txt"
    found = told(text, name)
    assert (
        expected
        <= {(p, v.removeprefix("Hon. ").removeprefix("The Hon. ")) for p, v in found} | found
    )


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("# Boats\n\nSome boats are old.\n\nIssue: who pays for them?\n", "kg:metadata"),
        ("# Boats\n\nAnna Lee\n\nShe owns a boat, and has done for years on end.\n", "dct:creator"),
        ("# Boats\n\nThe ferry line, which ordered two boats, said so. It was May.\n",
         "dct:publisher"),
    ],
)  # fmt: skip
def test_running_text_credits_nobody(text: str, absent: str) -> None:
    assert absent not in {predicate for predicate, _ in told(text, "note.md")}


@pytest.mark.parametrize(
    ("line", "sources"),
    [
        ("資料來源：漁護署、港務局（2024）", ["漁護署", "港務局"]),
        ("来源：各地有关部门、船讯网，本社整理", ["船讯网"]),
        ("*Source: Quay Boat Database, 15 April 2024. Unaudited.*", ["Quay Boat Database"]),
        ("Source: Ministry of Ports and Fishing", ["Ministry of Ports and Fishing"]),
        ("Sources of income vary.", []),
    ],
)
def test_a_source_line_names_each_source(line: str, sources: list[str]) -> None:
    assert [line[start:end] for start, end in named(fold(line))] == sources


@pytest.mark.parametrize(
    ("line", "sources"),
    [
        ("Table 1. Ships (Source: Port Agency)", ["Port Agency"]),
        ("註：初步數字。資料來源：海港局", ["海港局"]),
        ("Source: authors' calculations based on Lamp Survey", ["Lamp Survey"]),
        ("Source: Authors’ calculations", []),
        ("The source: nobody knows it.", []),
    ],
)
def test_sources_stand_in_captions_and_notes_and_are_not_the_authors(
    line: str, sources: list[str]
) -> None:
    folded = fold(line)
    assert [folded[start:end] for start, end in named(folded)] == [
        fold(source) for source in sources
    ]
