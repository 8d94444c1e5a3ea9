"""Lists of references and notes in the styles that documents have."""

import pytest

from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.extraction.references import citations
from kg.extraction.references.reference_lists import entries
from kg.reading.reader import read

HEAD = (
    "Who Mends the Nets\n\nNets are mended by women over sixty, and nobody follows them into the "
    "lofts today.¹ We asked two hundred of them who will follow.² Few knew.*\n\n"
)
HEAD_HAN = (
    "誰來補網\n\n補網的多是六十歲以上的婦女，問了二百人，少有人知道誰會接手。{} "
    "海運署說會開班，但至今未有報名。{}\n\n"
)
SURVEY = {("dct:references", "Survey of Net Lofts"), ("dct:publisher", "Firth Council")}
HAN = {("dct:references", "補網業調查"), ("dct:issued", "2023-05"), ("dct:title", "手與結"),
       ("dct:creator", "范德誠")}  # fmt: skip
LISTS = {
    "a compound heading, links that say nothing": (
        HEAD_HAN.format("", "") + "## 附註與連結\n\n"
        "1. 海灣議會：《補網業調查》，2023年5月3日，[原文](https://a.example/w.pdf)，"
        "2024年6月1日訪問。\n"
        "2. [《手與結》](https://b.example/3)，《碼頭評論》，2024年6月2日，記者范德誠。\n",
        {
            ("dct:references", "https://a.example/w.pdf"),
            ("dct:title", "補網業調查"),
            ("dct:issued", "2023-05-03"),
            ("dct:title", "手與結"),
            ("dct:publisher", "碼頭評論"),
            ("dct:creator", "范德誠"),
        },
    ),
    "no heading, at the end": (
        HEAD + '1. Berg, A. & Nair, P., "Hands and Knots", *Harbour Quarterly* 14(2), 2023.\n'
        "2. Firth Council, *Survey of Net Lofts*, May 2024. https://a.example/census\n",
        {
            ("dct:title", "Hands and Knots"),
            ("dct:publisher", "Harbour Quarterly"),
            ("dct:title", "Survey of Net Lofts"),
            ("dct:issued", "2024-05"),
        },
    ),
    "superscripts": (
        HEAD + "¹ Firth Council, Survey of Net Lofts, 2023.\n"
        "² Berg, A. (2024). Hands and knots. Journal of Coastal Work, 12(3), 4-19.\n",
        SURVEY | {("dct:title", "Hands and knots"), ("dct:issued", "2024")},
    ),
    "superscripts under a rule": (
        HEAD + "---\n\n¹ Firth Council, *Survey of Net Lofts*, May 2023.\n\n"
        '² A. Berg, "Hands and Knots", The Harbour Review, 9 May 2024, https://a.example/k\n',
        SURVEY | {("dct:references", "https://a.example/k"), ("dct:issued", "2023-05")},
    ),
    "a label over numbers": (
        HEAD + "Notes:\n1. Firth Council, Survey of Net Lofts, May 2023.\n"
        '2. A. Berg, "Hands and Knots", The Harbour Review, 9 May 2024.\n',
        SURVEY | {("dct:creator", "A. Berg"), ("dct:issued", "2024-05-09")},
    ),
    "a label over bullets": (
        HEAD + "Sources:\n- Firth Council, Survey of Net Lofts, 2023\n",
        SURVEY | {("dct:issued", "2023")},
    ),
    "a star": (HEAD + "* Firth Council, Survey of Net Lofts, May 2023, p. 12.\n", SURVEY),
    "numbered notes, Traditional": (
        HEAD_HAN.format("", "") + "註1：海灣議會，《補網業調查》，2023年5月。\n"
        "註2：范德誠，〈手與結〉，《碼頭評論》，2024年5月9日。\n",
        HAN,
    ),
    "a label, Traditional": (
        HEAD_HAN.format("", "") + "參考資料：\n1. 海灣議會《補網業調查》（2023年5月）\n"
        "2. 范德誠〈手與結〉，碼頭評論，2024年5月9日\n",
        HAN,
    ),
    "circled numbers": (
        HEAD_HAN.format("①", "②")
        + "① 海灣議會：《補網業調查》，2023年5月。\n② 范德誠：《手與結》，碼頭出版社，2024年。\n",
        HAN,
    ),
    "numbers in lenticular brackets": (
        HEAD_HAN.format("【1】", "【2】") + "【1】海灣議會：《補網業調查》，2023年5月。\n"
        "【2】范德誠：《手與結》，碼頭出版社，2024年。\n",
        HAN,
    ),
    "numbered, without a day": (
        "Nets\n\nMending pays.[1] Knots hold.[2]\n\nReferences\n\n"
        "[1] Harbour Trust. Menders of the Coast. https://a.example/menders\n"
        "[2] 漁業局。補網人手彙編。https://a.example/nets\n",
        {("dct:title", "Menders of the Coast"), ("dct:title", "補網人手彙編")},
    ),
    "after GB/T 7714": (
        "谁来补网\n\n补网的多是六十岁以上的妇女，问了二百人，少有人知道谁会接手。[1]\n\n参考文献\n"
        "[1] 范德诚. 手与结[J]. 码头评论, 2024(5): 12-19.\n",
        {("dct:title", "手与结"), ("dct:creator", "范德诚"), ("dct:publisher", "码头评论")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_a_list_of_references_is_read(text: str, expected: set[tuple[str, str]]) -> None:
    document = read(text.encode(), "note.txt")
    texts = passages(document)
    found = citations.find(texts, statements.document_entity(document, texts))
    assert expected <= {(fact.predicate, fact.object) for fact in found}
    for fact in found:
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)


@pytest.mark.parametrize(
    "note",
    [
        "註：由於四捨五入，數字相加未必等於總數。\n",
        "¹ Includes part-time menders. Excludes apprentices.\n",
        "* Provisional figures.\n",
        "References\n\n[1] Harbour Trust. Figures are rounded. https://a.example/t\n",
        "References\n\n[1] Figures by telephone. See the table at https://a.example/t\n",
        "① 擴建碼頭；\n② 開設夜班渡輪，2024年起。\n",
        "Notes:\n1. Face-to-face interviews; margin of error of 3 points. See https://a.example/t\n",
    ],
)
def test_a_remark_is_no_reference(note: str) -> None:
    texts = passages(read((HEAD + note).encode(), "note.txt"))
    subject = statements.document_entity(texts[0].document, texts)
    found = citations.find(texts, subject)
    assert not [fact for fact in found if fact.predicate in ("dct:title", "dct:publisher")]


def test_steps_at_the_end_are_no_works() -> None:
    text = HEAD + '1. Send the form before 3 May 2024.\n2. Pay the "harbour due" by June 2024.\n'
    assert not list(entries(passages(read(text.encode(), "note.md"))))


def test_the_number_of_an_entry_is_its_own() -> None:
    text = "Who\n\nText.\n\nReferences\n\nBerg, A. (2024). Knots. Sea, 4-19.\n\nA Pier, 2023.\n"
    assert [mark for _, mark in entries(passages(read(text.encode(), "note.txt")))] == ["", ""]
