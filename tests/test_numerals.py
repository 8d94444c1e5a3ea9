"""Numerals in digits, Chinese and English."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.words.numerals import chinese, english, number, plain, scan
from kg.text.folding import fold


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"), ("7", "7"), ("1,500", "1500"), ("1,234,567.8", "1234567.8"),
        ("10 500", "10500"),
        ("2 400 000", "2400000"), ("3.25", "3.25"), ("6.4万", "64000"),
        ("1,200亿", "120000000000"),
        ("30 亿", "3000000000"), ("4亿7000万", "470000000"), ("3百万", "3000000"),
        ("2.3万亿", "2300000000000"),
        ("3.2 billion", "3200000000"), ("4.5bn", "4500000000"), ("12 thousand", "12000"),
        ("5 dozen", "60"),
        ("十", "10"), ("十二", "12"), ("二十", "20"), ("廿三", "23"), ("一百零五", "105"),
        ("三百五", "350"),
        ("两千三", "2300"), ("一万二", "12000"), ("三千零五", "3005"), ("五万六千", "56000"),
        ("一亿二千万", "120000000"), ("一万亿", "1000000000000"), ("七点二五", "7.25"),
        ("三点五亿", "350000000"),
        ("二〇二四", "2024"), ("一九九七", "1997"), ("二零零八", "2008"),
        ("seven", "7"), ("twenty-five", "25"), ("a hundred", "100"), ("half a million", "500000"),
        ("three hundred and six", "306"), ("two million", "2000000"), ("two and a half", "2.5"),
        ("fourth", "4"), ("１２", "12"), ("兩萬", "20000"), ("三億", "300000000"),
        ("2兆4,000億", "2400000000000"), ("3億5千萬", "350000000"), ("17萬2,048", "172048"),
        ("6萬500", "60500"), ("4兆", "4000000000000"),
    ],
)  # fmt: skip
def test_a_numeral_has_its_value_in_every_spelling(text: str, value: str) -> None:
    assert number(fold(text)) == Decimal(value)


@pytest.mark.parametrize("text", ["", "东", "一二", "several", "点五"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert number(text) is None


def test_the_parsers_refuse_what_they_do_not_know() -> None:
    assert chinese("东西") is None
    assert chinese("八九") is None
    assert english("many") is None
    assert english("") is None


@pytest.mark.parametrize(
    "text",
    [
        "5G", "4K", "3D", "H100", "GPT-4", "COVID-19", "Web3", "v2.3.1", "2.3.1", "www.a1.org",
        "https://a.org/12/3",
        "a1@b2.org", "[^3]", "[12]", "(4)", "1. 完善", "2、落实", "0900 – 1700", "9:30", "5:15 pm",
        "10am", "下午三点半",
        "上午9时30分", "2788 5678", "(020)8123 4567", "+852 2788 5678", "020-81234567", "Table 3",
        "Chapter 12",
        "page 7", "Room 1203", "图3", "附件2", "“十四五”规划", "十分重要", "统一", "一系列",
        "一般", "百分点", "千瓦",
        "12345678901234567890", "5/F",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_passed_over(text: str) -> None:
    assert list(scan(text)) == []


def test_more_than_is_noted_where_it_stands_inside_a_numeral() -> None:
    assert [(n.value, n.more) for n in scan("300多万 与 一百二十多万 与 40万")] == [
        (Decimal(3000000), True),
        (Decimal(1200000), True),
        (Decimal(400000), False),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("七八", 7, 8), ("三四十", 30, 40), ("十五六", 15, 16), ("五六万", 5, 60000)],
)
def test_two_neighbouring_digits_are_a_range(text: str, low: int, high: int) -> None:
    numeral = next(scan(text))
    assert (numeral.digits, numeral.maximum) == (Decimal(low), Decimal(high))


def test_a_power_alone_is_told_from_a_number() -> None:
    assert [n.form for n in scan("近百 3百 三百 three")] == ["bare", "digits", "chinese", "english"]


def test_money_may_be_scaled_by_a_letter() -> None:
    assert [n.value for n in scan("$30k £2.5m €4B")] == [30000, 2500000, 4000000000]


def test_plain_numbers_have_one_spelling() -> None:
    assert [str(plain(Decimal(text))) for text in ("50.00", "1E+3", "0.50")] == [
        "50",
        "1000",
        "0.5",
    ]


@given(st.text(alphabet="一二三十百千万亿零〇两点多余0123456789,. -%bnmillion和a", max_size=40))
def test_numerals_are_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for numeral in scan(text):
        assert end <= numeral.start < numeral.end <= len(text)
        end = numeral.end


@given(st.integers(0, 10**12))
def test_every_integer_is_read_back(value: int) -> None:
    assert number(f"{value:,}") == value
    assert number(str(value)) == value


@pytest.mark.parametrize(
    "unit", ["1", "零", "一", "万", "1,", "1-", "1.", "1 ", "w.", "a@", "a1", "("]
)
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    started = time.thread_time()
    list(scan((unit * 200_000)[:200_000]))
    assert time.thread_time() - started < 20
