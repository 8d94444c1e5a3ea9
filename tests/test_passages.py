"""Passages: sentences, and the way from their text back to the document."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.passages.passage import Passage, passages, split
from kg.model.span import Span
from kg.reading.reader import read
from kg.text.views import View


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("港口擴建。碼頭翻新！完成了？", ["港口擴建。", "碼頭翻新！", "完成了？"]),
        ("甲方同意；乙方反對。", ["甲方同意；", "乙方反對。"]),
        ("“我们会努力。”他说。", ["“我们会努力。”他说。"]),
        ("他說：「會努力。」船開了。", ["他說：「會努力。」船開了。"]),
        ("（詳見附件。第二頁。）完。", ["（詳見附件。第二頁。）完。"]),
        ("Output rose 3.5 per cent. Exports fell.", ["Output rose 3.5 per cent.", "Exports fell."]),
        ("Dr. A. Lau of Quay Ltd. left. Bye.", ["Dr. A. Lau of Quay Ltd. left.", "Bye."]),
        ("See https://a.org/b.c for more. Done.", ["See https://a.org/b.c for more.", "Done."]),
        ("It closed (p. 4. of the annex). Rain.", ["It closed (p. 4. of the annex).", "Rain."]),
        ('He said "We will go." They went.', ['He said "We will go."', "They went."]),
        ("碼頭關閉。[^2] 船停航。[^3]", ["碼頭關閉。[^2]", "船停航。[^3]"]),
        ("未閉的（括號。下一句。", ["未閉的（括號。", "下一句。"]),
        ("What now?! Nothing…", ["What now?!", "Nothing…"]),
        ("", []),
        (" \n", []),
    ],
)  # fmt: skip
def test_a_sentence_ends_at_its_stop(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == sentences


@given(st.text(alphabet="ab.。！？；;!?“”（）「」()[]^1 \n", max_size=60))
def test_sentences_cover_all_but_blanks(text: str) -> None:
    sentences = list(split(text))
    assert sentences == sorted(sentences)
    assert all(first[1] <= second[0] for first, second in pairwise(sentences))
    said = "".join(text[start:end] for start, end in sentences)
    assert "".join(said.split()) == "".join(text.split())


def test_there_is_one_passage_per_block() -> None:
    document = read(b"# Ports\n\nA **bold** claim.\n\n- one\n- two\n", "ports.md")
    texts = passages(document)
    assert [text.block for text in texts] == list(document.blocks)
    assert [text.text for text in texts] == ["Ports", "A bold claim.", "one", "two"]


def test_evidence_quotes_the_document_markup_included() -> None:
    document = read(b"# Note\n\nThe **Quay\nCouncil** met.\n", "quay.md")
    text = passages(document)[1]
    start = text.text.index("Quay")
    evidence = text.evidence(start, start + len("Quay Council"), "subject")
    assert evidence.quote == text.quote(start, start + len("Quay Council")) == "Quay\nCouncil"
    assert evidence.span.of(document.text) == evidence.quote
    assert evidence.role == "subject"


def test_a_passage_knows_the_lines_of_its_source() -> None:
    text = passages(read("# 記錄\n\n碼頭翻新\n工程計劃 A\nB 期\n".encode(), "a.md"))[1]
    assert text.text == "碼頭翻新工程計劃 A B 期"
    assert [text.text[start:end] for start, end in text.lines] == ["碼頭翻新", "工程計劃 A", "B 期"]


def test_a_passage_gives_its_figures() -> None:
    (text,) = passages(read(b"The port hired 300 people in 2024.\n", "a.md"))
    (figure,) = text.figures
    assert figure[0].value == Decimal(300)
    assert figure[0].unit == "person"
    assert text.text[figure[1] : figure[2]].startswith("300")


def test_folded_text_keeps_its_length() -> None:
    (text,) = passages(read("港口擴建（二期）。\n".encode(), "a.md"))
    assert text.folded == "港口扩建(二期)。"
    assert len(text.folded) == len(text.text)
    assert text.sentences == ((0, len(text.text)),)


def test_an_empty_passage_has_an_empty_span() -> None:
    document = read(b"# Note\n\nText.\n", "a.md")
    block = replace(document.blocks[0], span=Span(8, 8))
    text = Passage(document, block, View.of(document.text, 8, 8))
    assert text.span(0, 0) == Span(8, 8)
    assert text.sentences == ()
