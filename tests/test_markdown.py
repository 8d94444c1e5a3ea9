"""Markdown and plain articles become blocks with exact spans and heading paths."""

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.errors import ReadError
from kg.model.document import Block, Document
from kg.model.span import Span
from kg.reading.inline import markup
from kg.reading.marks import is_reference_heading, marker, source_label
from kg.reading.reader import read
from kg.text.views import View


def _words(document: Document, block: Block) -> str:
    dropped = [(span.start, span.end) for span in block.markup]
    return View.of(document.text, block.span.start, block.span.end, dropped).text


def _blocks(text: str) -> list[tuple[str, str]]:
    """Read the kinds and words of a text's blocks."""
    document = read(text.encode(), "plan.md")
    return [(str(block.kind), _words(document, block)) for block in document.blocks]


def _paths(text: str) -> dict[str, list[str]]:
    """Read, of each block's words, the words of the headings over it."""
    document = read(text.encode(), "plan.md")
    return {
        _words(document, block): [_words(document, document.blocks[at]) for at in block.headings]
        for block in document.blocks
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**5%** __a__ *b* _c_ ~~d~~", "5% a b c d"),
        ("stray** and **stray", "stray and stray"),
        ("138****1234", "138****1234"),
        ("A*STAR, A*STAR, snake_case_x, 5 * 3 * 2, a ~ b", None),
        (r"\$9 \* C:\dir", r"$9 * C:\dir"),
        ("`code *x*` ``a`b`` `open", "code *x* a`b `open"),
        ("[甲](u) [乙](<u v> 't') [c](a(b)c) [d] [e](", "甲 乙 c [d] [e]("),
        ("![alt [x]](u)z [![a](u)](v)b", "z b"),
        ("甲[^1]乙[12]丙[^n-2]丁[3-5]", "甲乙丙丁"),
        ('<a href="u">甲</a><br/>乙<!-- no -->丙 a < b', "甲乙丙 a < b"),
        ("<https://a.b/c_d_> &amp;", "https://a.b/c_d_ &amp;"),
        ("open <!-- comment", None),
        ("![", None),
    ],
)
def test_inline_markup_is_dropped(text: str, words: str | None) -> None:
    dropped = [(span.start, span.end) for span in markup(text, 0, len(text))]
    assert View.of(text, 0, len(text), dropped).text == (text if words is None else words)


def test_inline_markup_ends_with_its_stretch() -> None:
    assert markup("*a* `b` [c](d)", 0, 2) == ()
    assert markup("x `b`", 0, 3) == ()


@pytest.mark.parametrize(
    ("line", "text", "style"),
    [
        ("- a", "-", "bullet"),
        ("●a", "●", "bullet"),
        ("\uf0b7 a", "\uf0b7", "bullet"),
        ("- [x] a", "- [x]", "bullet"),
        ("1. a", "1.", "1."),
        ("12、甲", "12、", "1."),
        ("3）甲", "3）", "1."),
        ("1.甲", "1.", "1."),
        ("（一）甲", "（一）", "（一）"),
        ("十二、甲", "十二、", "一、"),
        ("(3) a", "(3)", "(1)"),
        ("[4] a", "[4]", "[1]"),
        ("③甲", "③", "①"),
        ("b) a", "b)", "a)"),
    ],
)
def test_list_markers(line: str, text: str, style: str) -> None:
    found = marker(line)
    assert found is not None
    assert (found.text, found.style) == (text, style)
    assert line[found.length :] in ("a", "甲")


@pytest.mark.parametrize(
    "line", ["1.8億", "2024. a", "-5%", "- - -", "30、40年代", "[4](u)", "a", "-", "一年"]
)
def test_no_list_markers(line: str) -> None:
    assert marker(line) is None


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# 甲 #\n##乙\n#tag\n", [("heading", "甲"), ("heading", "乙"), ("paragraph", "#tag")]),
        ("# \n甲。", [("paragraph", "甲。")]),
        ("甲\n===\n乙\n---\n丙。", [("heading", "甲"), ("heading", "乙"), ("paragraph", "丙。")]),
        ("<h2 id='x'>甲</h2>\n\n# b", [("heading", "甲"), ("heading", "b")]),
        ("# h\n一行\n二行 \nthree\nfour", [("heading", "h"), ("paragraph", "一行二行 three four")]),
        ("他說：\n> “甲\n> 乙”[^1]\n\n丙", [("paragraph", "他說："), ("quote", "“甲乙”"),
                                        ("paragraph", "丙")]),
        ("> a\n>\n> b\n>> c\n> - d\n> e\nlazy\n", [("quote", "a"), ("quote", "b"), ("quote", "c"),
                                                ("quote", "d e lazy")]),
        ("> a\n# b", [("quote", "a"), ("heading", "b")]),
        ("# h\n\n- a\n  b\n- [ ] c\n\n  d\n\ne", [("heading", "h"), ("list item", "a b"),
                        ("list item", "c"), ("paragraph", "d"), ("paragraph", "e")]),
        ("# h\n見圖\n3. 是的。", [("heading", "h"), ("paragraph", "見圖 3. 是的。")]),
        ("# h\n見：\n3. 是。", [("heading", "h"), ("paragraph", "見："), ("list item", "是。")]),
        ("```py\n# no\n```\n# yes\n~~~\nno\n~~~\n", [("heading", "yes")]),
        ("```\n# a\nb", [("paragraph", "```"), ("heading", "a"), ("paragraph", "b")]),
        ("<!-- a\n\nb -->\n# c\n<!-- open\n# d", [("heading", "c"), ("paragraph", "<!-- open"),
                                                  ("heading", "d")]),
        ("# a\n\n![x](u)\n\n<div>\n\n</div>\n", [("heading", "a")]),
        ("# a\n\n---\n***\nb", [("heading", "a"), ("paragraph", "b")]),
        ("# a\n[^x]: 甲\n乙\n[^y]:\n[^z]: 丙\n[n]: https://a.b/", [("heading", "a"),
                ("footnote", "甲乙"), ("footnote", "丙"), ("footnote", "https://a.b/")]),
        ("# a\n資料來源：年鑑\n乙", [("heading", "a"), ("source", "資料來源：年鑑"),
                                 ("paragraph", "乙")]),
        ("# a\nb\n\n12\n\nc\n\n13\n\n- 3 -\n第 4 頁，共 9 頁\nPage 5 of 9\n© 2024 Port Society",
         [("heading", "a"), ("paragraph", "b"), ("boilerplate", "12"),
          ("paragraph", "c"), *[("boilerplate", words) for words in (
             "13", "- 3 -", "第 4 頁，共 9 頁", "Page 5 of 9", "© 2024 Port Society")]]),
        ("# a\nIn all,\n12\nships.", [("heading", "a"), ("paragraph", "In all, 12 ships.")]),
    ],
)  # fmt: skip
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert _blocks(text) == blocks


def test_a_table_is_one_block_a_cell() -> None:
    text = (
        "# h\n\n| 甲 | b \\| c |\n|---|:-:|\n| 1 | **2** |\n|   | 3 |\n\n| | |\n|-|-|\n| x | y |\n"
    )
    document = read(text.encode(), "plan.md")
    cells = [
        (block.table, block.row, block.column, _words(document, block))
        for block in document.blocks[1:]
    ]
    assert cells == [
        (0, 0, 0, "甲"), (0, 0, 1, "b | c"), (0, 1, 0, "1"), (0, 1, 1, "2"), (0, 2, 1, "3"),
        (1, 1, 0, "x"), (1, 1, 1, "y"),
    ]  # fmt: skip


@pytest.mark.parametrize("table", ["|a|b|\n|c|d|", "a\tb\nc\td", "a | b\n--|--\nc | d"])
def test_tables_have_other_forms(table: str) -> None:
    document = read(f"# h\n\n{table}\n".encode(), "plan.md")
    assert [(b.row, b.column, _words(document, b)) for b in document.blocks[1:]] == [
        (0, 0, "a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "d"),
    ]  # fmt: skip


def test_list_items_have_a_depth() -> None:
    text = (
        "# h\n- a\n    - b\n        1. c\n    - d\n- e\n\nx\n\n一、f。\n"
        "（一）g。\n(1) h。\n(2) i。\n（二）j。\n二、k。\n* l\n+ m\n"
    )
    document = read(text.encode(), "plan.md")
    items = [b for b in document.blocks if b.kind == "list item"]
    assert "".join(_words(document, block)[0] for block in items) == "abcdefghijklm"
    assert [block.level for block in items] == [1, 2, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1, 1]
    assert [block.label for block in items[5:8]] == ["一、", "（一）", "(1)"]


def test_headings_form_paths() -> None:
    text = "# A\n\np\n\n## B\n\nq\n\n### C\n\nr\n\n## D\n\n**E**\n\ns\n\n# F\n\nt"
    paths = _paths(text)
    assert [paths[word] for word in "pqrst"] == [
        ["A"], ["A", "B"], ["A", "B", "C"], ["A", "D", "E"], ["F"],
    ]  # fmt: skip
    assert paths["C"] == ["A", "B"]


@pytest.mark.parametrize("title", ["參考資料", "References:", "五、注释", "**Bibliography**"])
def test_lists_under_references_define_them(title: str) -> None:
    text = f"# A\n\n1. x\n\n## {title}\n\n1. Port Yearbook\n2. Sea Report\n\n## B\n\n- y\n"
    document = read(text.encode(), "plan.md")
    found = [(b.label, _words(document, b)) for b in document.blocks if b.kind == "footnote"]
    assert found == [("1.", "Port Yearbook"), ("2.", "Sea Report")]


def test_numbered_references_need_no_heading() -> None:
    document = read(b"# A\n\n[1] Port Yearbook\n[2]: Sea Report\n", "plan.md")
    found = [(b.label, _words(document, b)) for b in document.blocks if b.kind == "footnote"]
    assert found == [("[1]", "Port Yearbook"), ("[2]", "Sea Report")]


def test_reference_headings_and_sources() -> None:
    assert is_reference_heading("注釋")
    assert not is_reference_heading("參考海外經驗")
    lines = (
        "數據來源: 甲",
        "Source: B",
        "來源：丙",
        "來源於甲",
        "資料來源：",
        "Sources of growth: a",
    )
    assert [source_label(line) for line in lines] == ["數據來源", "Source", "來源", "", "", ""]


_ARTICLE = """海港城市發布海洋藍圖

本報訊 2024年5月1日

市政府昨日公布藍圖，未來五年投入二十億元。
藍圖提出三個方向，涵蓋科研與人才，由新成立的辦公室統籌，各區按年公布進度，並設立顧問小組。

人才與科研

當局將資助三百名博士生。

一、培育人才
大學每年增加學額。
二、建設園區
園區於2027年落成。
"""


def test_a_plain_article_has_a_title_sections_and_paragraphs() -> None:
    paths = _paths(_ARTICLE)
    title = "海港城市發布海洋藍圖"
    assert paths["本報訊 2024年5月1日"] == [title]
    assert paths["市政府昨日公布藍圖，未來五年投入二十億元。"] == [title]
    assert paths["當局將資助三百名博士生。"] == [title, "人才與科研"]
    assert paths["大學每年增加學額。"] == [title, "人才與科研", "培育人才"]
    assert paths["園區於2027年落成。"] == [title, "人才與科研", "建設園區"]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    text = (
        "Address to the Harbour Forum\n\n"
        "Distinguished guests,\n\n"
        "     It is a pleasure to open this forum. In the past two years we have set\n"
        "aside three billion dollars for coastal research, and four hundred teams have\n"
        "applied.\n"
        "     Next, talent. The scheme brought in twelve thousand people. They work in\n"
        "shipping and in finance.\n"
    )
    blocks = _blocks(text)
    assert [kind for kind, _ in blocks] == ["heading", *["paragraph"] * 3]
    assert blocks[2][1].endswith("four hundred teams have applied.")
    assert blocks[3][1].startswith("Next, talent.")


def test_a_paragraph_a_line_is_a_paragraph() -> None:
    lines = [
        f"第{at}段說明措施的內容，篇幅較長，" + "涵蓋多個方面的工作，" * 9 + "完。"
        for at in range(4)
    ]
    assert _blocks("\n".join(lines)) == [("paragraph", line) for line in lines]


def test_ideographic_spaces_open_a_paragraph() -> None:
    text = "　　第一段說明措施的內容，篇幅較長，涵蓋多個方面的工作\n　　第二段說明其餘的措施內容。"
    assert [kind for kind, _ in _blocks(text)] == ["heading", "paragraph"]


_ORACLE_TEXTS = [
    "# A\n\nb\nc\n\n- d\n- e\n  f\n\n> g\n> h\n\ni\n",
    "A\n=\n\nb.\n\n1. c\n2. d\n   - e\n   - f\n3. g\n\nh.\n\n***\n\ni.\n",
    "## 甲\n\n乙。\n\n* 丙\n\n  丁\n\n* 戊\n\n```\n# x\n```\n\n己。\n",
    "# A\n\n> b\nlazy\n\nc\n\n> > d\n\n- e\nlazy\n\nf\n",
    "# A\n\nText with **b**\nand `c`.\n# D\ntext\n\n+ e\n    + f\n\n### G ###\n",
]


def _expected(text: str) -> list[tuple[str, str]]:
    """Read the kinds and words of the inline tokens that markdown-it-py finds."""
    found: list[tuple[str, str]] = []
    open_: list[Token] = []
    for token in MarkdownIt().parse(text):
        if token.nesting == 1:
            open_.append(token)
        elif token.nesting == -1:
            open_.pop()
        elif token.type == "inline":
            names = [parent.type.removesuffix("_open") for parent in open_]
            is_first = token.map == open_[-2].map or token.map[0] == open_[-2].map[0] if (
                len(open_) > 1 and token.map and open_[-2].map) else True  # fmt: skip
            kind = names[-1]
            if "blockquote" in names:
                kind = "quote"
            elif "list_item" in names and is_first:
                kind = "list item"
            plain = re.sub(r"[*`]", "", token.content)
            found.append((kind, " ".join(plain.split())))
    return found


@pytest.mark.parametrize("text", _ORACLE_TEXTS)
def test_blocks_are_those_of_markdown_it(text: str) -> None:
    assert _blocks(text) == _expected(text)


_MARKDOWN = st.text(
    alphabet=st.sampled_from("甲乙。ab 1.-*_#>|`[]()!<>~^:\\\n\r\t\f\u2028©%\U00020000"),
    max_size=120,
)
_LINES = st.lists(
    st.sampled_from(
        ["# 甲", "乙。", "- 丙", "  - 丁", "1. a", "> 戊", "| a | b |", "|--|--|", "[^1]: x", "```",
         "---", "", "", "**b**", "來源：甲", "© x", "45% 己", "三大庚", "<!--", "-->", "短行", "\f",
         "12", "一、辛", "[1] y", "a\tb", "參考資料", "<div>", "Slide 2"]
    ),
    max_size=40,
).map("\n".join)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(_MARKDOWN, _LINES, st.text()))
def test_blocks_of_any_text_lie_in_order(body: str) -> None:
    with suppress(ReadError):  # of control characters
        _check(read(f"甲{body}".encode(errors="replace"), "plan.md"))


def _check(document: Document) -> None:
    end = 0
    for index, block in enumerate(document.blocks):
        assert end <= block.span.start < block.span.end <= len(document.text)
        end = block.span.end
        assert all(heading < index for heading in block.headings)
        assert list(block.headings) == sorted(set(block.headings))
        _check_markup(block)
        words = _words(document, block)
        assert words.strip()
        assert block.span.of(document.text).strip() == block.span.of(document.text)


def _check_markup(block: Block) -> None:
    end = block.span.start
    for span in block.markup:
        assert end <= span.start < span.end <= block.span.end
        end = span.end


@pytest.mark.parametrize(
    "text",
    [
        "文字。" * 30_000,
        "[" * 50_000,
        ">" * 50_000 + " x",
        "# t\n" + "\n".join(f"[^{at}]: n" for at in range(3_000)),
        "<!-- " * 20_000,
        "`a``" * 20_000,
        "```\n" * 3_001,
        "*a " * 20_000,
        "a" + " " * 500_000 + "b",
        "三大\n\n" * 3_000,
        "短行\n" * 3_000,
    ],
    ids=lambda text: text[:4],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    begin = time.thread_time()
    _check(read(text.encode(), "plan.md"))
    assert time.thread_time() - begin < 10


def test_spans_are_offsets_in_the_decoded_text() -> None:
    text = "\ufeff# 甲\r\n\r\n**乙**丙\r丁\r\n"
    document = read(text.encode(), "plan.md")
    assert document.text == text
    assert [block.span.of(text) for block in document.blocks] == ["甲", "**乙**丙\r丁"]
    assert document.blocks[1].markup == (Span(8, 10), Span(11, 13))
    assert document.blocks[1].gap == 1


def test_a_bare_number_is_no_page_number() -> None:
    text = "# a\nb\n\n216\n\nships\n\n30\n\nports"
    assert ("boilerplate", "216") not in _blocks(text)
    assert ("boilerplate", "7") in _blocks("# a\nb\n7\n\fc")


_REPORT = """灣岸青年會

一、受訪者概況

3.1 年齡（單選）

18至24歲　40.2%
25歲或以上　59.8%

受訪者平均每周運動兩次，其中女性較多，男性較少，長者最少。

二、主要結果

4.1 運動習慣

被問及最常做的運動，六成人表示是跑步，其餘表示是游泳或者踏單車。

主辦：灣岸青年會
贊助：海風基金
這項活動得到多個地區團體支持，參加人數每年都有增加，今年再創新高。
"""


def test_decimal_numbers_head_sections_within_chapters() -> None:
    paths = _paths(_REPORT)
    assert paths["25歲或以上　59.8%"][1:] == ["受訪者概況", "3.1 年齡（單選）"]
    assert paths["被問及最常做的運動，六成人表示是跑步，其餘表示是游泳或者踏單車。"][1:] == [
        "主要結果",
        "4.1 運動習慣",
    ]


def test_one_line_of_a_group_is_no_heading() -> None:
    headings = [words for kind, words in _blocks(_REPORT) if kind == "heading"]
    assert "25歲或以上　59.8%" not in headings
    assert "主辦：灣岸青年會" not in headings
    assert "贊助：海風基金" not in headings


def test_the_lines_of_a_table_of_contents_are_no_headings() -> None:
    text = "港口年報\n\n1.1 泊位\n1.2 吊機\n1.3 貨量\n\n本港今年新增三個泊位，貨量上升百分之五。"
    assert [words for kind, words in _blocks(text) if kind == "heading"][1:] == []


def test_a_line_that_names_its_slide_is_a_title() -> None:
    paths = _paths("PORT DAY\n\nSlide 2 | The crane\nHeight: 60 m\nBuilt by: Mole Works\n")
    assert paths["Built by: Mole Works"][1:] == ["Slide 2 | The crane"]


def test_a_line_in_lenticular_brackets_heads_a_section_of_its_own() -> None:
    text = (
        "漁港概況\n\n【結果】\n\n一、漁獲\n\n漁獲連續三年上升，去年的數字是十年以來最高的一次，令人鼓舞。\n\n"
        "【建議】\n\n學會主席建議：\n"
    )
    assert _paths(text)["學會主席建議："][1:] == ["【建議】"]
