"""A view drops markup and joins soft wraps, and finds its way back."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text.views import View


def _view(source: str, *dropped: str) -> View:
    """View a source without the given stretches, each at its first place behind the last."""
    markup: list[tuple[int, int]] = []
    for stretch in dropped:
        start = source.index(stretch, markup[-1][1] if markup else 0)
        markup.append((start, start + len(stretch)))
    return View.of(source, 0, len(source), markup)


@pytest.mark.parametrize(
    ("source", "dropped", "text"),
    [
        ("設立\n基金", [], "設立基金"),
        ("設立  \r\n　　基金", [], "設立基金"),
        ("the\nfund", [], "the fund"),
        ("已有\n14 所", [], "已有 14 所"),
        ("Fund 基金\n設立", [], "Fund 基金設立"),
        ("發布\n“藍圖”\n。", [], "發布“藍圖”。"),
        ("“a”\n“b”", [], "“a” “b”"),
        ("a  b", [], "a  b"),
        ("\n\na\n\n\nb\n", [], "a b"),
        ("**甲**乙", ["**", "**"], "甲乙"),
        ("甲\n> 乙", ["> "], "甲乙"),
        ("a\n> b", ["> "], "a b"),
        ("a[^1]\n", ["[^1]"], "a"),
        ("", [], ""),
    ],
)
def test_the_text_of_a_view(source: str, dropped: list[str], text: str) -> None:
    assert _view(source, *dropped).text == text


def test_a_range_maps_to_the_tightest_range_of_the_source() -> None:
    source = "撥款**30億\n港元**。"
    view = _view(source, "**", "**")
    assert view.text == "撥款30億港元。"
    places = {part: view.source(at, at + len(part)) for part in ("撥款", "30億", "港元", "億港")
              if (at := view.text.index(part)) >= 0}  # fmt: skip
    found = {part: source[start:end] for part, (start, end) in places.items()}
    assert found == {"撥款": "撥款", "30億": "30億", "港元": "港元", "億港": "億\n港"}


def test_a_view_can_begin_in_the_middle() -> None:
    view = View.of("xx甲乙丙yy", 2, 5, [(3, 4)])
    assert (view.text, view.source(0, 2), view.source(1, 2)) == ("甲丙", (2, 5), (4, 5))


def test_markup_at_and_over_the_edges_is_dropped() -> None:
    assert View.of("abcdef", 1, 5, [(0, 2), (4, 6)]).text == "cd"


def test_an_empty_range_maps_to_an_empty_range() -> None:
    view = View.of("a**b", 0, 4, [(1, 3)])
    assert [view.source(at, at) for at in range(3)] == [(0, 0), (3, 3), (4, 4)]


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 4), (2, 1)])
def test_a_range_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a range"):
        View.of("abc", 0, 3).source(start, end)


def test_an_empty_view_has_no_ranges() -> None:
    with pytest.raises(ValueError, match="not a range"):
        View.of("", 0, 0).source(0, 0)


_TEXT = st.text(alphabet="ab甲乙。“ \n\r\t\u2028", max_size=40)


@settings(deadline=None)
@given(_TEXT, st.lists(st.integers(0, 40), max_size=8))
def test_every_character_comes_from_the_source(source: str, cuts: list[int]) -> None:
    edges = sorted({min(cut, len(source)) for cut in cuts})
    markup = list(zip(edges[::2], edges[1::2], strict=False))
    view = View.of(source, 0, len(source), markup)
    origins = [view.source(at, at + 1) for at in range(len(view.text))]
    assert origins == sorted(origins)
    for character, (start, end) in zip(view.text, origins, strict=True):
        assert end == start + 1
        assert source[start:end] == character or (character == " " and source[start].isspace())
        assert not any(dropped <= start < resumed for dropped, resumed in markup)


@settings(deadline=None)
@given(_TEXT, st.integers(0, 40), st.integers(0, 40))
def test_a_range_holds_its_characters(source: str, one: int, other: int) -> None:
    view = View.of(source, 0, len(source))
    start, end = sorted((min(one, len(view.text)), min(other, len(view.text))))
    if start < end:
        first, last = view.source(start, end)
        assert View.of(source, first, last).text == view.text[start:end] or " " in view.text[
            start:end
        ]  # fmt: skip


def test_a_long_text_takes_linear_time() -> None:
    source = "甲 " * 20_000 + " " * 60_000 + "\n乙" * 10_000
    begin = time.thread_time()
    view = View.of(source, 0, len(source), [(at, at + 1) for at in range(0, 20_000, 4)])
    assert view.source(0, len(view.text))[1] == len(source)
    assert time.thread_time() - begin < 10
