"""What is said of one is said of another by its name and its number alone."""

import pytest

from kg.model.mention import Quantity
from kg.reading.reader import read
from tests.extracting import extractor


def figures(text: str) -> list[tuple[str, str, str, str, str]]:
    """Subject, property, measure, number and group of each figure, in the order of the text."""
    found = []
    for fact in extractor().extract(read(text.encode(), "x.md")).facts:
        if isinstance(fact.quantity, Quantity):
            group = dict(fact.dimension).get("group", "")
            number = f"{fact.quantity.value:f} {fact.quantity.unit}"
            place = next(e.span.start for e in fact.evidence if e.role == "value")
            row = (fact.subject.name, fact.predicate, fact.measure, number, group)
            found.append((place, row))
    return [row for _, row in sorted(found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another of the same kind, by name
        (
            "2025年，深圳的失業率為3.2%，廣州則為4.1%。",
            [("Shenzhen", "失業率", "3.2 %", ""), ("Guangzhou", "失業率", "4.1 %", "")],
        ),
        (
            "The vacancy rate in Leeds was 3.2%, while in Bristol it was 4.1%.",
            [("Leeds", "vacancy rate", "3.2 %", ""), ("Bristol", "vacancy rate", "4.1 %", "")],
        ),
        # a place beside a place, though nobody knows it
        (
            "2025年，深圳的失業率為3.2%，錫奈則為4.1%。",
            [("Shenzhen", "失業率", "3.2 %", ""), ("錫奈", "失業率", "4.1 %", "")],
        ),
        # behind its own figure
        (
            "The vacancy rate in Leeds was 3.2%, against 4.1% in Bristol.",
            [("Leeds", "vacancy rate", "3.2 %", ""), ("Bristol", "vacancy rate", "4.1 %", "")],
        ),
        # what has no name beside what has none
        (
            "面點師平均月薪為4.2萬元，釀酒師則為5.6萬元。",
            [
                ("面點師", "面點師平均月薪", "42000 HKD", ""),
                ("釀酒師", "面點師平均月薪", "56000 HKD", ""),
            ],
        ),
        # a group of the same thing
        (
            "青藍公司的員工平均年齡為34歲，管理層則為45歲。",
            [
                ("青藍公司", "平均年齡", "34 year", ""),
                ("青藍公司", "平均年齡", "45 year", "管理層"),
            ],
        ),
        (
            "物流业的司机月薪中位数为2.1万港元，而仓务员则达1.6万港元。",
            [
                ("logistics industry", "月薪中位数", "21000 HKD", ""),
                ("logistics industry", "月薪中位数", "16000 HKD", "仓务员"),
            ],
        ),
        # behind a semicolon
        (
            "建筑业工人的日薪中位数为1,200港元；管理人员则为3,000港元。",
            [
                ("construction industry", "日薪中位数", "1200 HKD", ""),
                ("construction industry", "日薪中位数", "3000 HKD", "管理人员"),
            ],
        ),
    ],
)  # fmt: skip
def test_the_other_has_the_measure_of_the_one(
    text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    found = figures(text)
    assert len({predicate for _, predicate, *_ in found}) == 1
    assert [(name, measure, *rest) for name, _, measure, *rest in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        # another measure, another unit, a clause of its own
        "深圳的失業率為3.2%，工資升幅則為4.1%。",
        "深圳的失業率為3.2%，空缺則有4,100個。",
        "青藍公司的員工平均年齡為34歲，去年則聘用了45人。",
        "The vacancy rate in Leeds was 3.2%, while wages rose 4.1%.",
    ],
)
def test_what_has_a_measure_of_its_own_keeps_it(text: str) -> None:
    first, second = figures(text)
    assert second[1:3] != first[1:3] or second[2] != first[2]
    assert second[4] == ""
