"""What a regular expression needs stands in every text that it matches."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extraction.numbers import quantity_forms
from kg.extraction.times import date_forms, fiscal_years
from kg.extraction.words.literals import caseless, needs
from kg.extraction.words.sieve import Sieve

DATES = (*date_forms._FORMS, fiscal_years.FISCAL, date_forms._RELATIVE)
FORMS = [
    *((form, re.VERBOSE) for form in DATES),
    *((form, re.IGNORECASE) for form, _ in quantity_forms._FORMS),
]


@given(data=st.data())
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_a_form_is_never_kept_from_a_text_that_it_matches(data: st.DataObject) -> None:
    source, flags = data.draw(st.sampled_from(FORMS))
    text = data.draw(st.from_regex(re.compile(source, flags)))
    assert [name for _, name in Sieve([(source, "kept")], flags).kept(text)] == ["kept"]


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("", []),
        ("一", [["一"]]),
        (r"\d+一", [["一"]]),
        ("[^一]二", [["二"]]),
        ("一?二", [["二"]]),
        ("一*二", [["二"]]),
        ("(?:一二){2}", [["一二"]]),
        ("(?>一|二)三", [["一三", "二三"]]),
        ("一++二", [["一"], ["二"]]),
        (r"(一|二\d)三", [["一", "二"], ["三"]]),
        (r"一|\d", []),
        (r"(?P<a>一).(?P=a)二", [["一"], ["二"]]),
        ("(?i:a)一", [["一"]]),
        ("[a-z]{2}", [[*"abcdefghijklmnopqrstuvwxyz"]]),
        ("[\u4e00-\u9fff]", []),
        (" 一", [[" 一"]]),
        ("[ ]", []),
        ("(?=一)二(?!三)$", [["一"], ["二"]]),
        ("(?<=一|二)三(?<!四)", [["一", "二"], ["三"]]),
        ("(?:(?<=一)二)?三", [["三"]]),
        ("(?=一|$)二", [["二"]]),
        ("(?!)", []),
    ],
)
def test_words_are_read_off_the_syntax(source: str, needed: list[list[str]]) -> None:
    assert needs(source) == (tuple(map(frozenset, needed)), False)


def test_words_that_hold_a_shorter_one_are_left_out() -> None:
    assert needs(r"(?:Januar|Jan)\d") == ((frozenset({"Jan"}),), False)


def test_many_words_are_no_need() -> None:
    assert needs("[a-z][a-z]") == ((frozenset("abcdefghijklmnopqrstuvwxyz"),) * 2, False)
    assert needs("|".join(chr(0x4E00 + number) for number in range(200)))[0] == ()


@pytest.mark.parametrize("text", ["KILO", "kilo", "\u212aILO", "K\u0130LO", "k\u0131lo"])
def test_case_is_as_python_has_it(text: str) -> None:
    words, folded = needs("kilo", re.IGNORECASE)
    found = re.search("kilo", text, re.IGNORECASE) is not None
    assert folded
    assert not found or all(any(word in caseless(text) for word in each) for each in words)


def test_forms_keep_their_order_and_are_compiled_when_kept() -> None:
    sieve = Sieve([("一", 1), ("(?i)B", 2), (".", 3)])
    assert [name for _, name in sieve.kept("b一")] == [1, 2, 3]
    assert [pattern.pattern for pattern, _ in sieve.kept("二")] == ["."]
