"""Whatever the text, an extraction ends, quotes it exactly, and says the same the next time."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.extraction.extractor import Extraction, Extractor
from kg.loading import knowledge
from kg.reading.reader import read

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


@cache
def extractor() -> Extractor:
    return Extractor(knowledge())


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


def lines(template: str, count: int) -> str:
    return "".join(map(template.format, range(count)))


_SENTENCE = "深圳去年新增了7300个岗位，东湾科技有限公司投入了3.5亿元，"
_SIZES: list[tuple[str, int, Callable[[int], str]]] = [
    ("one line", 12_000, lambda n: _SENTENCE * (n // len(_SENTENCE))),
    ("English line", 12_000, lambda n: "The firm hired 300 people in Hong Kong, " * (n // 40)),
    ("letters", 24_000, lambda n: "a" * n),
    ("capitals", 24_000, lambda n: "Alpha Beta " * (n // 11)),
    ("characters", 24_000, lambda n: "香" * n),
    ("digits", 24_000, lambda n: "7" * n),
    ("blanks", 24_000, lambda n: "甲" + " " * n + "乙"),
    ("commas", 24_000, lambda n: "，" * n),
    ("numerals", 24_000, lambda n: "三千五百万" * (n // 5)),
    ("figures", 4_000, lambda n: "7300个、" * (n // 6)),
    ("brackets", 24_000, lambda n: "（" * (n // 2) + "）" * (n // 2)),
    ("quotes", 24_000, lambda n: "“「『" * (n // 3)),
    ("names in quotes", 4_000, lambda n: "“海星”计划、" * (n // 7)),
    ("links", 24_000, lambda n: "[a](" * (n // 4)),
    ("tags", 24_000, lambda n: "<a href=" * (n // 8)),
    ("footnotes", 400, lambda n: lines("[^{0}]: 《文集{0}》·时报 (2024/3/5)\n", n)),
    ("marks", 400, lambda n: lines("北城新增了{0}个岗位。[^{0}]\n\n", n)),
    ("list", 300, lambda n: "# 统计\n\n" + lines("- 9% 理由{0}\n", n)),
    ("headings", 300, lambda n: lines("## 第{0}节\n\n增加{0}人。\n\n", n)),
    ("table", 400, lambda n: "| 城市 | 人数 |\n|---|---|\n" + "| 东湾 | 7300人 |\n" * n),
    ("short lines", 1_000, lambda n: lines("甲{0}\n", n)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "text"), [case[1:] for case in _SIZES], ids=[case[0] for case in _SIZES]
)
def test_twice_the_text_takes_little_more_than_twice_the_time(
    size: int, text: Callable[[int], str]
) -> None:
    def seconds(length: int) -> float:
        document = read(text(length).encode(), "long.md")
        started = process_time()
        extractor().extract(document)
        return process_time() - started

    extractor()
    small, large = seconds(size // 2), seconds(size)
    assert large <= 3 * small + 0.5
