"""An expression is compiled when it is used, and one that is seldom found finds what it would."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.extraction
from kg.extraction.words.automaton import Automaton
from kg.extraction.words.expressions import _Seldom, expression, seldom
from kg.extraction.words.wordlists import filled


def _seldom() -> Iterator[_Seldom]:
    for module in pkgutil.walk_packages(kg.extraction.__path__, "kg.extraction."):
        for value in vars(importlib.import_module(module.name)).values():
            if hasattr(value, "cache_info") and not value.__wrapped__.__code__.co_argcount:
                value = value()
            if isinstance(value, _Seldom):
                yield value


SELDOM = sorted({(filled(each.pattern), each._flags) for each in _seldom()})


def test_it_is_compiled_when_first_used() -> None:
    broken = expression("(一")
    assert broken.pattern == "(一"
    with pytest.raises(re.error):
        broken.search("一")


def test_it_has_what_a_compiled_one_has() -> None:
    word = expression("(?P<word>[a-z]+)", re.IGNORECASE)
    assert word.sub("x", "To be") == "x x"
    assert word.fullmatch("To") is not None
    assert dict(word.groupindex) == {"word": 1}
    assert word.flags & re.IGNORECASE
    with pytest.raises(AttributeError):
        _ = word.absent  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", ["一|二", "|".join(["一", *map(chr, range(0x3400, 0x3428))])])
def test_what_is_seldom_found_is_looked_for_in_part_of_a_text_too(words: str) -> None:
    found = seldom(rf"(?:{words})\d")
    assert found.search("三4") is None
    assert [hit.span() for hit in found.finditer("一1丁2一4")] == [
        hit.span() for hit in re.finditer(rf"(?:{words})\d", "一1丁2一4")
    ]
    assert found.search("一1", 1) is None
    assert found.match("三一1") is None
    assert found.match("三一1", 1) is not None


def test_there_are_some() -> None:
    assert len(SELDOM) > 12


@given(data=st.data())
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_none_is_kept_from_a_text_that_it_matches(data: st.DataObject) -> None:
    source, flags = data.draw(st.sampled_from(SELDOM))
    compiled = re.compile(source, flags)
    text = data.draw(st.from_regex(compiled))
    found, expected = seldom(source, flags).search(text), compiled.search(text)
    assert found is not None
    assert expected is not None
    assert found.span() == expected.span()


def test_a_text_that_is_searched_part_by_part_is_asked_once_for_what_a_match_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    is_met = Automaton.is_met

    def noted(self: Automaton, text: str) -> bool:
        asked.append(text)
        return is_met(self, text)

    monkeypatch.setattr(Automaton, "is_met", noted)
    found = seldom(rf"(?:{'|'.join(map(chr, range(0x3400, 0x3428)))})\d")
    text = "甲\u34007乙"
    assert [found.search(text, at, at + 2) is not None for at in range(4)] == [
        False,
        True,
        False,
        False,
    ]
    assert len(asked) == 1
    assert found.search("甲7") is None
    assert found.search(text) is not None
    assert len(asked) == 3
