"""Slide texts become lines, lists and figures under titles and labels."""

import pytest

from kg.model.document import Block, Document
from kg.reading.layout import Layout, layout
from kg.reading.lines import split
from kg.reading.reader import read
from kg.text.views import View

_DECK = """
港口創新中心

海洋科技研究



海洋企業概況



共訪問 **98** 間企業

62% 企業表示
正在聘請工程師

企業擴充計劃



已設團隊的企業

團隊的作用

- 45%** 縮短開發時間
- 31%** 降低成本，
  例如電費

團隊的困難

- 50% 缺乏人才
- 20% 缺乏資金

將設團隊的企業


預計的作用

- 70% 開拓市場

資金來源：

40% 包括政府資助

12% 包括天使投資

三大方向

人才

資金

場地

© 2024 港口創新中心 版權所有
"""


def _read(text: str) -> tuple[Document, dict[str, tuple[str, list[str]]]]:
    """Read, of each block's words, its kind and the words of the lines over it."""
    document = read(text.encode(), "deck.txt")
    words = [_words(document, block) for block in document.blocks]
    placed = {
        word: (str(block.kind), [words[at] for at in block.headings])
        for word, block in zip(words, document.blocks, strict=True)
    }
    return document, placed


def _words(document: Document, block: Block) -> str:
    dropped = [(span.start, span.end) for span in block.markup]
    return View.of(document.text, block.span.start, block.span.end, dropped).text


def test_lists_stand_under_title_group_and_label() -> None:
    _, placed = _read(_DECK)
    title = "企業擴充計劃"
    group = "已設團隊的企業"
    assert placed["45% 縮短開發時間"] == ("list item", [title, group, "團隊的作用"])
    assert placed["31% 降低成本，例如電費"] == ("list item", [title, group, "團隊的作用"])
    assert placed["50% 缺乏人才"] == ("list item", [title, group, "團隊的困難"])
    assert placed["70% 開拓市場"] == ("list item", [title, "將設團隊的企業", "預計的作用"])


def test_figures_stand_under_a_label_with_a_colon() -> None:
    _, placed = _read(_DECK)
    assert placed["40% 包括政府資助"][1][-1] == "資金來源："
    assert placed["12% 包括天使投資"][1][-1] == "資金來源："


def test_a_text_box_is_one_block() -> None:
    _, placed = _read(_DECK)
    assert placed["62% 企業表示正在聘請工程師"] == ("line", ["海洋企業概況"])
    assert placed["共訪問 98 間企業"] == ("line", ["海洋企業概況"])


def test_a_line_that_announces_three_is_over_three() -> None:
    _, placed = _read(_DECK)
    assert [placed[word][1][-1] for word in ("人才", "資金", "場地")] == ["三大方向"] * 3


def test_rights_are_boilerplate() -> None:
    document, _ = _read(_DECK)
    assert document.blocks[-1].kind == "boilerplate"


_TABS = """
海外經驗


丹麥

挪威

法規完善

- 訂立海洋法

海外經驗


丹麥

挪威

企業積極

- 投資港口

海外經驗


丹麥

挪威

- 合作研究
"""


def test_a_tab_bar_is_under_its_title_and_over_nothing() -> None:
    _, placed = _read(_TABS)
    assert placed["挪威"] == ("line", ["海外經驗"])
    assert placed["訂立海洋法"] == ("list item", ["海外經驗", "法規完善"])
    assert placed["投資港口"] == ("list item", ["海外經驗", "企業積極"])
    assert placed["合作研究"] == ("list item", ["海外經驗"])


@pytest.mark.parametrize("separator", ["\f", "---\n\n", "Slide 2\n\n", "第2頁\n\n", "投影片 2\n"])
def test_a_separator_begins_a_slide(separator: str) -> None:
    text = f"港口\n\n目標\n\n• 甲\n• 乙\n\n{separator}展望\n\n• 丙\n• 丁\n\n年度\n\n• 戊\n• 己\n"
    _, placed = _read(text)
    assert placed["乙"][1] == ["港口", "目標"]
    assert placed["丙"][1] == ["展望"]
    assert placed["戊"][1] == ["展望", "年度"]


def test_a_second_cover_line_is_under_the_title_and_a_date_is_no_title() -> None:
    text = "港口\n\n\n\n2024年\n\n\n\n2025年5月\n\n\n\n目標\n\n\n\n" + "短行\n\n長行\n\n" * 3
    _, placed = _read(text)
    assert placed["2024年"][1] == placed["2025年5月"][1] == ["港口"]
    assert placed["目標"][1] == []


def test_the_line_under_a_notice_of_rights_is_a_title() -> None:
    text = "港口\n\n甲\n\n© 2024 港口學會\n\n\n目標\n\n乙\n\n丙\n\n丁\n\n戊\n\n己"
    _, placed = _read(text)
    assert placed["乙"][1] == ["目標"]


def test_lines_in_two_scripts_are_two_blocks() -> None:
    text = "港口論壇\nHarbour\nForum\n\n" + "短行\n\n" * 8
    _, placed = _read(text)
    assert "港口論壇" in placed
    assert "Harbour Forum" in placed


def test_dense_pages_join_only_what_is_visibly_broken() -> None:
    text = (
        "Blue Economy Survey\nMain findings\nRespondents\n● 212 firms took part\n"
        "● 38% are start-ups\n  with few staff\nBarriers to\ngrowth\n45% Lack of staff\n"
        "30% High rents\nMain sectors and\nports\nOutlook\nHiring plans\n● 61% hire engineers\n"
    )
    _, placed = _read(text)
    assert placed["38% are start-ups with few staff"][0] == "list item"
    assert "Barriers to growth" in placed
    assert "Main sectors and ports" in placed
    assert placed["45% Lack of staff"][1][-1] == "Barriers to growth"
    assert "Outlook" in placed


def test_a_label_behind_a_short_item_is_no_part_of_it() -> None:
    text = "港口\n\n" + "目標\n- 甲\n展望\n- 乙\n\n" * 3
    _, placed = _read(text)
    assert placed["甲"][1][-1] == "目標"
    assert placed["乙"][1][-1] == "展望"


def test_tables_and_sources_stand_under_the_line_above() -> None:
    text = (
        "港口\n\n各國名單\n\n| | |\n|--|--|\n| 甲國 | 乙國 |\n\n資料來源：年鑑\n\n丙\n\n"
        + "短行\n\n" * 6
    )
    _, placed = _read(text)
    assert placed["甲國"] == ("cell", ["港口", "各國名單"])
    assert placed["乙國"] == ("cell", ["港口", "各國名單"])
    assert placed["資料來源：年鑑"] == ("source", ["港口"])


def test_sentences_are_paragraphs_and_marked_headings_are_titles() -> None:
    sentence = "本中心於二零二三年成立，負責統籌全市的海洋研究工作。"
    text = f"# 港口\n\n{sentence}\n\n{'長行' * 40}\n\n" + "短行\n\n" * 12
    document, placed = _read(text)
    assert document.blocks[0].kind == "heading"
    assert placed[sentence] == ("paragraph", ["港口"])
    assert placed["長行" * 40][0] == "paragraph"


def test_references_under_a_line_are_footnotes() -> None:
    text = "港口\n\n" + "短行\n\n" * 8 + "參考資料\n\n1. 港口年鑑\n2. 海洋報告\n"
    _, placed = _read(text)
    assert placed["港口年鑑"][0] == placed["海洋報告"][0] == "footnote"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_DECK, Layout.SLIDES),
        (_TABS, Layout.SLIDES),
        ("# 甲\n\n- 乙\n- 丙\n\n## 丁\n\n- 戊\n\n## 己\n\n- 庚\n", Layout.MARKDOWN),
        ("短\n\n行", Layout.ARTICLE),
        ("The port grew. It is big.\n\n" * 9, Layout.ARTICLE),
        ("港口發展迅速，吞吐量居前。\n" * 9 + "見[網站](https://a.b/)。", Layout.MARKDOWN),
        ("- a\n" * 20, Layout.ARTICLE),
        ("", Layout.ARTICLE),
    ],
)
def test_the_layout_is_measured(text: str, expected: Layout) -> None:
    assert layout(list(split(text))) is expected


def test_a_box_with_a_figure_announces_nothing() -> None:
    text = (
        "港口\n\n"
        + "短行\n\n" * 8
        + "海洋城 已建成\n3 個試驗碼頭\n(客運、貨運等)\n\n甲行\n\n乙行\n\n丙行\n"
    )
    _, placed = _read(text)
    assert all(not path or "試驗" not in path[-1] for _, path in placed.values())


def test_a_line_in_capitals_below_a_wide_gap_is_a_title() -> None:
    text = (
        "PORT WATCH\n\n"
        + "Quay\n\n" * 8
        + "\n\nTHE YARD NOW\n\n• Cranes\n\n\n\nOUTLOOK AHEAD\n\n• Ships\n"
    )
    _, placed = _read(text)
    assert placed["Cranes"][1] == ["THE YARD NOW"]
    assert placed["Ships"][1] == ["OUTLOOK AHEAD"]


def test_those_asked_stand_below_the_question() -> None:
    text = (
        "PORT WATCH\n\n" + "Quay\n\n" * 8 + "\n\nWHY CREWS LEAVE\n\n• 70%  Pay\n• 20%  Hours\n\n"
        "Among older crews:\n\n• 55%  Health\n"
    )
    _, placed = _read(text)
    assert placed["55%  Health"][1] == ["WHY CREWS LEAVE", "Among older crews:"]


def test_numbers_count_on_under_the_next_label() -> None:
    text = (
        "PORT WATCH\n\n"
        + "Quay\n\n" * 8
        + "Aim 1: Build\n1. Dredge the basin\n2. Light the pier\n\n"
        "Aim 2: Run\n3. Hire pilots\n4. Train crews\n"
    )
    _, placed = _read(text)
    assert placed["Hire pilots"][0] == placed["Train crews"][0] == "list item"


def test_a_chapter_counted_in_chinese_numerals_is_a_title() -> None:
    text = (
        "碼頭簡報\n\n\n\n一、泊位多少\n\n• 泊位：12個\n• 吊機：9台\n\n\n\n"
        "二、貨往哪裏去（8家船公司）\n\n• 三成往東\n• 七成往西\n\n一、甲\n二、乙\n"
    )
    document = read(text.encode(), "deck.txt")
    paths = {
        block.span.of(document.text): [
            document.blocks[at].span.of(document.text) for at in block.headings
        ]
        for block in document.blocks
    }
    assert paths["泊位：12個"] == ["泊位多少"]
    assert paths["三成往東"] == ["貨往哪裏去（8家船公司）"]
    assert paths["乙"] != ["甲"]
