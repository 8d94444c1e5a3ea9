"""Questions of surveys: lines that ask, and running text that says what was asked."""

import pytest

from kg.extraction.passages.passage import passages
from kg.extraction.surveys import questions
from kg.reading.reader import read


def asked(sentence: str) -> str:
    text = passages(read(sentence.encode(), "note.md"))[0]
    _, place = next(iter(questions.of_sentences(text)))
    return text.text[slice(*place)] if place else ""


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("受訪農戶被問及是否已購買保險時，62%表示已經購買。", "是否已購買保險"),
        ("至于未申请的原因，四成商户认为手续太多。", "未申请的原因"),
        ("在“选择医院的主要因素”一题中，距离（56.4%）居首。", "选择医院的主要因素"),
        ("When asked what would make them cycle, 61 per cent said safer lanes.",
         "what would make them cycle"),
        ("As for training, 12 per cent had none.", "training"),
        ("图4 租户住房状况：自有38.1%，租房44.6%。", "租户住房状况"),
        ("渔获在2024年增长12%。", ""),
        ("海上就業的主要障礙，是四成漁民認為工時太長。", ""),
        ("本会认为，62%的船只需要更换。", ""),
        ("Exports rose 4 per cent, and imports fell.", ""),
    ],
)  # fmt: skip
def test_a_sentence_says_what_was_asked(sentence: str, question: str) -> None:
    assert asked(sentence) == question


def test_a_question_holds_for_the_sentences_that_go_on_with_it() -> None:
    text = passages(
        read("被问及困难时，48%提到租金。其次是人手，占31%。全年销售增长6%。".encode(), "a.md")
    )[0]
    found = [text.text[slice(*place)] if place else "" for _, place in questions.of_sentences(text)]
    assert found == ["困难", "困难", ""]


def test_a_question_that_opens_a_paragraph_holds_for_its_sentences() -> None:
    text = passages(
        read(b"**What would keep you at sea?** Fully 61% named pay. Only 9% named food.", "a.md")
    )[0]
    found = [text.text[slice(*place)] if place else "" for _, place in questions.of_sentences(text)]
    assert found == ["What would keep you at sea?"] * 3


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Q3. How many boats do you own?", "How many boats do you own?"),
        ("第三題：未來一年的開支為多少？", "未來一年的開支為多少？"),
        ("问题4 最需要哪方面支援？", "最需要哪方面支援？"),
        ("問：未來會否轉換漁場？（單選）", "未來會否轉換漁場？"),
        ("選擇診所的主要原因（可選多項）", "選擇診所的主要原因"),
        ("What are the main obstacles? (Multiple answers)", "What are the main obstacles?"),
        ("三、主要结果", ""),
        ("Ports of the north", ""),
        ("有 64%", ""),
    ],
)
def test_a_line_is_a_question_by_its_number_its_mark_or_its_note(line: str, question: str) -> None:
    text = passages(read(f"# Ferries\n\n{line}\n\nText.\n".encode(), "note.md"))[1]
    place = questions.line(text)
    assert (text.text[slice(*place)] if place else "") == question


def test_a_question_line_holds_up_to_the_next_heading_or_running_text() -> None:
    document = read(
        b"# Ferries\n\nQ1. Do you own a boat?\n\n- Yes 20%\n- No 80%\n\n## Fares\n\n- Low 30%\n",
        "note.md",
    )
    texts = passages(document)
    force = questions.in_force(texts)
    under = [text.text for text in texts if text.block.span.start in force]
    assert under == ["Q1. Do you own a boat?", "Yes 20%", "No 80%"]
