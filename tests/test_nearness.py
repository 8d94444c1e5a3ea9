"""How near a pattern came, as ``kg patterns explain`` tells it."""

from functools import cache
from pathlib import Path

import pytest

from kg.extraction.patterns import catalogue, matching
from kg.extraction.patterns.catalogue import Explanation, PatternSet
from kg.extraction.patterns.nearness import explanation
from kg.graph.ontology import terminology
from kg.model.terminology import Terminology

PATTERNS = """
[[pattern]]
id = "{name}"
property = "kg:locatedIn"
pattern = "{pattern}"
subject = "s"
object = "o"
examples = []
"""


@cache
def _terms() -> Terminology:
    return terminology()


def near(folder: Path, text: str, **written: str) -> list[Explanation]:
    tables = [PATTERNS.format(name=name, pattern=each) for name, each in written.items()]
    (folder / "mine.toml").write_text("".join(tables), encoding="utf-8")
    found: PatternSet = catalogue.load(folder, _terms())
    projection = found.alphabet.project(text, ())
    return found.explain(projection, 0)


def test_optional_elements_and_gaps_do_not_count(tmp_path: Path) -> None:
    (only,) = near(tmp_path, "总部现设于海边", hq="(总部) [现|将|已] …4 (设于) {o:City} {s:Firm}")
    assert (only.matched, only.total, only.before) == (2, 4, "{o:City}")


@pytest.mark.parametrize("text", ["无关的句子", "总部"])
def test_what_matches_less_than_two_elements_is_not_near(tmp_path: Path, text: str) -> None:
    assert near(tmp_path, text, hq="(总部) (设于) {o:City} {s:Firm}") == []


def test_what_matches_whole_is_not_near(tmp_path: Path) -> None:
    found = near(tmp_path, "总部设于海边", hq="(总部) (设于) {s:text4} {o:text4}")
    assert found == []


def test_the_nearest_is_first(tmp_path: Path) -> None:
    found = near(
        tmp_path,
        "总部设于海边",
        far="(总部) (设于) {o:City} {s:Firm} (及) {t:Fund}",
        close="(总部) (设于) {o:City}{s:Firm}",
    )
    assert [each.pattern for each in found] == ["close", "far"]


def test_the_nearest_is_the_first_of_all_and_no_more_are_searched_than_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = {f"far{n}": "(总部) (设于) {o:City} {s:Firm} (及) {t:Fund}" for n in range(20)}
    written["close"] = "(总部) (设于) {o:City}{s:Firm}"
    tables = [PATTERNS.format(name=name, pattern=each) for name, each in written.items()]
    (tmp_path / "mine.toml").write_text("".join(tables), encoding="utf-8")
    found = catalogue.load(tmp_path, _terms())
    projection = found.alphabet.project("总部设于海边", ())
    searched: list[str] = []

    def noted(pattern: str, *rest: object) -> Explanation | None:
        searched.append(pattern)
        return explanation(pattern, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(matching, "explanation", noted)
    assert found.nearest(projection, 0) == found.explain(projection, 0)[0]
    assert searched[0] == "close"
    assert searched[:-21] == ["close"]  # the other 21 are of ``explain``
