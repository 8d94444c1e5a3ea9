"""What can be called a topic: a noun phrase, never half a clause."""

import pytest

from kg.extraction.grammar.topics import noun_phrase


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("dropout rate in nursing", "dropout rate in nursing"),
        ("running cost is estimated", "running cost"),
        ("labourers that", "labourers"),
        ("商場停車位", "商場停車位"),
        ("社工年龄中位数", "社工"),
        ("教师职位空缺率", "教师"),
        ("支出", "支出"),
        ("收入", "收入"),
        ("发出牌照", "发出牌照"),
        ("回收物料", "回收物料"),
        ("选出代表", "选出代表"),
    ],
)
def test_a_noun_phrase_is_kept(words: str, name: str) -> None:
    found = noun_phrase(words, 0, len(words))
    assert found is not None
    assert words[slice(*found)] == name


@pytest.mark.parametrize(
    "words",
    [
        "will cover",
        "of 50 MW",
        "it",
        "前培训",
        "把起薪",
        "我们把起薪从3万元调",
        "单笔金额由0.9亿元",
        "批出",
        "涉及金额",
        "共发放",
        "收回了",
        "牵涉资金",
        "",
    ],
)
def test_half_a_clause_is_no_topic(words: str) -> None:
    assert noun_phrase(words, 0, len(words)) is None
