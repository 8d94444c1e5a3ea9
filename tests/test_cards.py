"""Labelled lines say something of the thing that is named above them."""

from functools import cache

import pytest

from kg.conversion import knowledge
from kg.extraction.layout import cards
from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.extraction.recognition import Recogniser
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read

known = cache(knowledge)
DOCUMENT = Entity("doc/note", (Label("Note"),), ("kg:Report",))


def told(text: str, name: str = "note.txt") -> set[tuple[str, str, str]]:
    terms = known().terminology
    recogniser = Recogniser(terms)
    readings = recogniser.read(passages(read(text.encode(), name)), None)
    resolve = recogniser.resolver(readings)
    facts = cards.find(readings, DOCUMENT, DOCUMENT, resolve, recogniser.mint, terms)
    return {
        (f.subject.name, f.predicate, f.object.name if isinstance(f.object, Entity) else f.object)
        for f in facts
        if f.object
    }


PLATFORM = "港口行动简报\n\n\n\n“浪云”平台\n注册用户 28万\n\n"
FERRY = "Harbour deck\n\n\n\nThe flagship: NORDAVIA\nCapacity: 280 berths\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLATFORM + "运营方：海防浪涛数字科技有限公司\n",
         {("“浪云”平台", "kg:operatedBy", "海防浪涛数字科技有限公司")}),
        (PLATFORM + "技術支援：河內理工大學、海防數據研究院\n",
         {("“浪云”平台", "kg:offeredBy", "河內理工大學"),
          ("“浪云”平台", "kg:offeredBy", "海防數據研究院")}),
        (PLATFORM + "正式上线时间：2023年5月\n", {("“浪云”平台", "kg:launchedOn", "2023-05")}),
        (PLATFORM + "運營方：海防港務局　　合作單位：浪濤大學\n",
         {("“浪云”平台", "kg:operatedBy", "海防港務局"),
          ("“浪云”平台", "kg:partner", "浪濤大學")}),
        ("渔业简报\n\n\n\n案例一　河东区“无人船巡”\n作业船 240艘\n合作企业：川谷传感\n",
         {("无人船巡", "kg:partner", "川谷传感")}),
        (FERRY + "Built by: Nordcomp Yards\nReplaces: Aurora (90 berths)\n",
         {("NORDAVIA", "kg:builtBy", "Nordcomp Yards"), ("NORDAVIA", "kg:supersedes", "Aurora")}),
        (FERRY + "Operated by: Turku Ferry Company (TFC), Turku\nIn service since: 2021\n",
         {("NORDAVIA", "kg:operatedBy", "Turku Ferry Company"),
          ("NORDAVIA", "kg:establishedOn", "2021")}),
        # Labels that say nothing, answers, sentences, titles without a thing, a new slide.
        (PLATFORM + "合作方式：会员制\n支持：62%\n", set()),
        (PLATFORM + "运营方：由各区自行决定后再公布\n", set()),
        ("渔业简报\n\n\n\n基本情况\n运营方：海防港务局\n", set()),
        (PLATFORM + "\n\n\n联系我们\n地址：海防市\n", set()),
        ("The flagship NORDAVIA left the yard in May, two years late and over budget.\n\n"
         "Manager: Nordcomp Yards\n", set()),
        ("Harbour deck\n\n\n\nGetting there\nOperator: Nordcomp Yards\n", set()),
    ],
)  # fmt: skip
def test_a_labelled_line_is_about_what_is_named_above_it(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert told(text) == expected


def test_the_lines_of_a_masthead_are_about_the_document() -> None:
    text = "# 靠港之后\n\n浪岬策略顾问有限公司｜2025年8月\n委托单位：浪岬市港务局\n\n正文。\n"
    found = told(text, "note.md")
    assert found == {("Note", "kg:fundedBy", "浪岬市港务局")}


def test_the_lines_of_a_survey_say_who_asked_and_when() -> None:
    text = "渔港居民问卷报告\n\n\n\n调查说明\n调查时间：2025年5月3日\n执行机构：浪岬产业研究中心\n"
    assert told(text) == {
        ("Note", "kg:heldOn", "2025-05-03"),
        ("Note", "kg:administeredBy", "浪岬产业研究中心"),
    }


GUIDE = "# Tarrin Harbour Fellowship\n\n*Guide*\nLast updated: 3 May 2026\n\n**At a glance**\n\n"
SCHEME = "# 海灣青年創業計劃\n\n申請指引（2027年度）\n\n一覽\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # what a guide is about stands in its title, over all that it says at a glance
            GUIDE + "- **Who runs it:** Fundació Quayside, on behalf of the Government\n"
            "- **Duration:** 12 months\n- **Start:** 3 May 2027\n",
            {("Tarrin Harbour Fellowship", "kg:operatedBy", "Fundació Quayside"),
             ("Tarrin Harbour Fellowship", "kg:launchedOn", "2027-05-03")},
        ),
        (  # what stands among places that are known is a place too
            GUIDE + "- **Where:** Glasgow, Tarrinmouth and Leith\n",
            {("Tarrin Harbour Fellowship", "kg:locatedIn", place)
             for place in ("Glasgow", "Tarrinmouth", "Leith")},
        ),
        (
            SCHEME + "- 執行機構：港灣創新基金會\n- 地點：香港、澳門\n",
            {("海灣青年創業計劃", "kg:administeredBy", "港灣創新基金會"),
             ("海灣青年創業計劃", "kg:locatedIn", "Hong Kong"),
             ("海灣青年創業計劃", "kg:locatedIn", "Macao")},
        ),
        (GUIDE + "- **Where:** online only\n", set()),
        (GUIDE.replace("At a glance", "Why we do it") + "- **Who runs it:** Quay Trust\n", set()),
        (GUIDE.replace("Tarrin Harbour Fellowship", "What you must know")
         + "- **Who runs it:** Quay Trust\n", set()),
    ],
)  # fmt: skip
def test_what_a_guide_says_at_a_glance_is_of_what_its_title_names(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert titled(text) == expected


def titled(text: str) -> set[tuple[str, str, str]]:
    terms = known().terminology
    recogniser = Recogniser(terms)
    texts = passages(read(text.encode(), "guide.md"))
    readings = recogniser.read(texts, None)
    document = statements.document_entity(texts[0].document, texts)
    resolve = recogniser.resolver(readings)
    facts = cards.find(readings, document, document, resolve, recogniser.mint, terms)
    return {
        (f.subject.name, f.predicate, f.object.name if isinstance(f.object, Entity) else f.object)
        for f in facts
        if f.object
    }


INSTITUTE = "海灣水產研究所"
ACADEMY = "Cold Chain Academy"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a table of two columns
            f"# {INSTITUTE}\n\n| 項目 | 內容 |\n|---|---|\n| 營運單位 | 浪浦養殖有限公司 |\n"
            "| 啟用日期 | 2023年6月 |\n| 合作夥伴 | 國立嘉浦大學 |\n",
            {(INSTITUTE, "kg:operatedBy", "浪浦養殖有限公司"),
             (INSTITUTE, "kg:establishedOn", "2023-06"),
             (INSTITUTE, "kg:partner", "國立嘉浦大學")},
        ),
        (
            f"# {ACADEMY}\n\n| | |\n|---|---|\n| Founded | 2016 |\n| Owner | Mast & Boom Ltd |\n",
            {(ACADEMY, "kg:establishedOn", "2016"), (ACADEMY, "kg:ownedBy", "Mast & Boom Ltd")},
        ),
        (  # a label over a list, in the line above it or in its heading
            "# 「青苗計劃」簡介\n\n「青苗計劃」於2021年推出。\n\n"
            "主辦機構：\n- 海灣農業學會\n- 南岬大學\n\n支持機構：\n- 青禾基金會\n",
            {("青苗計劃", "kg:organisedBy", "海灣農業學會"),
             ("青苗計劃", "kg:organisedBy", "南岬大學"),
             ("青苗計劃", "kg:partner", "青禾基金會")},
        ),
        (
            f"# {ACADEMY}\n\nIt opened in May.\n\n## Industry partners\n\n- Keel Robotics\n\n"
            "## Academic partners\n\n- University of Leith\n",
            {(ACADEMY, "kg:partner", "Keel Robotics"),
             (ACADEMY, "kg:partner", "University of Leith")},
        ),
        (  # a line that gives the name
            "项目名称：澜溪抽水蓄能电站\n建设单位：澜溪水电开发有限公司\n开工时间：2022年3月\n",
            {("澜溪抽水蓄能电站", "kg:builtBy", "澜溪水电开发有限公司"),
             ("澜溪抽水蓄能电站", "kg:plannedFor", "2022-03")},
        ),
        (
            "# Kelp Harbour: fact box\n\n**Name:** Kelp Harbour Research Station\n"
            "**Operator:** Fjord Marine Ltd\n**Opened:** May 2019\n",
            {("Kelp Harbour Research Station", "kg:operatedBy", "Fjord Marine Ltd"),
             ("Kelp Harbour Research Station", "kg:establishedOn", "2019-05")},
        ),
        # Items that are no names, a table with more to say, a heading that is no label.
        (f"# {ACADEMY}\n\nPartners:\n- are asked to pay\n- get a desk each\n", set()),
        (f"# {ACADEMY}\n\n| Owner | Ships | Crew |\n|---|---|---|\n| Keel Robotics | 3 | 7 |\n",
         set()),
        (f"# {ACADEMY}\n\n## What partners say\n\n- Keel Robotics\n", set()),
    ],
)  # fmt: skip
def test_a_card_may_be_a_table_or_a_list_under_its_label(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert told(text, "note.md") == expected
