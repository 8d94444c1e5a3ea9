"""Whatever the text, an extraction ends, quotes it exactly, and says the same the next time."""

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.extraction.extractor import Extraction
from kg.model.document import Document
from kg.reading.reader import read
from tests.extracting import extractor
from tests.growing import TEXTS

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

_CHINESE = """
香港 深圳 政府 計劃 计划 公司 大學 研究中心 表示 指出 推出 成立 投入 撥款 截至 自 至 約 逾 第
共 其中 的 年 月 日 万 億 元 港元 % ％ 人 家 間 個 １２３ 三千五百 2024 13 5.02 1,500 十 〇
（ ） ( ) 「 」 『 』 《 》 “ ” " ' [ ] 【 】 [^1] [^1]:
<b> </ ** _ ` \\ : ： 。 ， 、 · … — 𠮷 𝟙 😀 e\u0301 \u202e \u200b \ufeff ｱ 한국 http://a.b/c 😀公司
"""
_OTHERS = [
    *(
        "Hong Kong",
        "The ",
        " Ltd",
        " of ",
        " per cent",
        " by 2028",
        "Dr ",
        "HK$",
        " million",
        "No. ",
    ),
    *("> ", "- ", "* ", "# ", "## ", "| a | b |", "|---|", "---\n", "+++\n", "\n", "\n\n", "\r\n"),
    *("\t", "\f", "\u00a0", "\u3000", "\x0b", "\x1f", "\u2028"),
]
_WORDS = [*_CHINESE.split(), *_OTHERS]
_TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(_WORDS), max_size=80).map("".join),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.characters(), st.just(" ")), max_size=120).map(
        "".join
    ),
)


def extract(text: str, name: str = "text.md") -> Extraction:
    return extractor().extract(read(text.encode(), name))


@given(text=_TEXTS)
@example("[^1]: ")
@example("| |\n|-|\n")
@example("香港「「「「」第，，第万亿%")
@example("2024年13月45日至2023年")
@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_any_text_is_read_quoted_exactly_and_in_order(text: str) -> None:
    try:
        found = extract(text)
    except (ReadError, UnicodeEncodeError):  # empty, binary, broken front matter, lone surrogates
        return
    evidence = [e for fact in found.facts for e in fact.evidence]
    assert all(e.span.of(found.document.text) == e.quote != "" for e in evidence)
    assert not [r for r in found.rejected if "offsets" in r.reason]
    ids = [fact.id for fact in found.facts]
    assert len(set(ids)) == len(ids)
    starts = [min(e.span.start for e in fact.evidence) for fact in found.facts]
    assert all(one <= other for one, other in pairwise(starts))
    assert extract(text) == found


@pytest.mark.parametrize(
    ("size", "text"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS]
)
def test_twice_the_text_takes_little_more_than_twice_the_work(
    size: int, text: Callable[[int], str]
) -> None:
    """Counted in calls of Python and C functions, which is the same on any machine."""
    extractor().extract(read(text(100).encode(), "long.md"))  # what is compiled on first use
    half, whole = (_calls(read(text(n).encode(), "long.md")) for n in (size // 2, size))
    assert whole <= 2.5 * half


def _calls(document: Document) -> int:
    calls = 0

    def count(_frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        extractor().extract(document)
    finally:
        sys.setprofile(None)
    return calls
