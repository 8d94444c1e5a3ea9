"""No text makes a regular expression of the text wing run away: none of them is ambiguous.

What patterns are compiled to is tried in ``test_pattern_examples``.
"""

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import kg.extraction
import kg.reading
import kg.text
from kg.extraction.words.expressions import _Expression, _Seldom
from kg.extraction.words.sieve import Sieve
from kg.extraction.words.wordlists import filled
from tests.ambiguity import ambiguous


def _held(value: Any) -> Iterator[tuple[str, int]]:  # noqa: ANN401
    """Yield the expressions, with their flags, that a value is, holds, or makes of word lists."""
    if isinstance(value, re.Pattern):
        yield value.pattern, value.flags
    elif isinstance(value, (_Expression, _Seldom)):
        yield filled(value.pattern), value._flags
    elif isinstance(value, Sieve):
        yield from ((filled(source), value._flags) for source, _ in value._sources)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _held(each)
    elif isinstance(value, dict):
        yield from _held(list(value.values()))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from _held([getattr(value, field.name) for field in dataclasses.fields(value)])
    elif hasattr(value, "cache_info") and not value.__wrapped__.__code__.co_argcount:
        yield from _held(value())


EXPRESSIONS = {
    (source, flags & ~re.UNICODE): f"{module.name}: {source[:80]}"
    for package in (kg.extraction, kg.reading, kg.text)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    for value in vars(importlib.import_module(module.name)).values()
    for source, flags in _held(value)
}


@pytest.mark.parametrize(
    ("source", "twofold"),
    [
        (r"[a-z]+\d*", ""),
        (r"(?:,\s*[a-z]+)*", ""),
        (r"(?:\s*[a-z]+)*", "aa"),
        (r"(?:ab|[ab])*", "aba"),
        (r"(?>ab|[ab])*", ""),
        (r"(?:ab|[ab])*+", ""),
        (r"(?:ab|[ab]){0,9}", ""),
        (r"(?:ab|[ab]){0,90}", "aba"),
        (r"(?:[甲乙]{2,4}、?)+", "乙乙、"),
        (r"(?:甲{3}乙)+", ""),
        (r"(?:甲?乙?)*", "甲乙"),
        (r"(?i:ab|A|b)*", "ABA"),
        (r"(?:ab|A|b)*", ""),
        (r"(a)(?:a|\1)*", "aa"),
        (r"(a)?(?(1)b|c)(?:\w|[^_])*", "00"),
        (r"(?:.|\n)*", ""),
    ],
)
def test_a_loop_is_ambiguous_that_can_read_a_text_in_two_ways(source: str, twofold: str) -> None:
    assert ambiguous(source) == twofold


def test_there_are_hundreds_of_expressions() -> None:
    assert len(EXPRESSIONS) > 700


def test_each_list_of_words_that_one_names_is_filled_in() -> None:
    assert [name for name in EXPRESSIONS if re.search(r"<[a-z_]+\.[a-z_]+>", name[0])] == []


def test_no_text_makes_an_expression_run_away() -> None:
    faults = {place: ambiguous(*found) for found, place in EXPRESSIONS.items()}
    assert {place: fault for place, fault in faults.items() if fault} == {}
