"""Bytes decode exactly or are refused by name."""

import codecs

import pytest

from kg.errors import ReadError
from kg.reading.decoding import decode

_HANS = (
    "本市将在未来三年内建设两个海洋科技园区，预计投入资金二十亿元，支持企业与高校合作开展研究，"
    "并为初创公司提供办公场地和人才公寓。"
)
_HANT = (
    "本市將在未來三年內建設兩個海洋科技園區，預計投入資金二十億元，支持企業與高校合作開展研究，"
    "並為初創公司提供辦公場地和人才公寓。"
)


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (_HANS, "utf-8", "utf-8"),
        ("\ufeff" + _HANS, "utf-8", "utf-8"),
        ("\ufeff" + _HANT, "utf-16-le", "utf-16-le"),
        ("\ufeff" + _HANT, "utf-16-be", "utf-16-be"),
        (_HANS, "gb18030", "gb18030"),
        (_HANT, "gb18030", "gb18030"),
        (_HANS * 9, "gbk", "gb18030"),
        (_HANT, "big5", "big5"),
        (_HANT * 9, "big5", "big5"),
        (_HANT + "深水埗嘅街坊", "big5hkscs", "big5hkscs"),
        ("line\r\nline\rline\n", "utf-8", "utf-8"),
    ],
)
def test_a_text_decodes_exactly(text: str, encoding: str, expected: str) -> None:
    data = text.encode(encoding)
    assert decode(data, "plan.txt") == (text, expected)
    assert data.decode(expected) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("\ufeff\u3000\n".encode(), "empty"),
        (b"a\x00b", "binary"),
        (b"\x01\x02\x03abc", "binary"),
        (b"\xff\x00\xfe", "binary"),
        (_HANS.encode("utf-16-le"), "plan.txt"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "utf-16-le"),
        (b"%PDF-1.7\n\xe2\xe3", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        ("Café – “it’s” £5".encode("cp1252") * 9, "unknown encoding"),
        ("한국의 인공지능 정책은 새로운 산업을 위한 것이다. ".encode("euc-kr") * 9, "unknown"),
        ("新しい産業のための政策".encode("shift-jis") * 9, "unknown encoding"),
        (b"\xff\xff\xff\xff", "unknown encoding"),
        (_HANS[:3].encode("gb18030"), "unknown encoding"),
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as refused:
        decode(data, "plan.txt")
    assert refused.value.remedy
    assert "plan.txt" in str(refused.value)


def test_the_refusal_names_the_encodings_that_were_tried() -> None:
    with pytest.raises(ReadError, match="utf-8, gb18030, big5, big5hkscs") as refused:
        decode(b"\xe9t\xe9", "plan.txt")
    assert "UTF-8" in refused.value.remedy
