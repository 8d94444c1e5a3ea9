"""What no fact used is shown, in a list and in the text."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.main import main
from kg.conversion import knowledge
from kg.extraction.coverage import KINDS, Coverage, coverage
from kg.extraction.extractor import Extraction, Extractor, Knowledge
from kg.extraction.grammar.projection import Projection
from kg.extraction.patterns.catalogue import Explanation, PatternSet
from kg.publishing.highlights import page
from kg.reading.reader import read

TEXT = """# 北岭笔记

截至2024年3月，北岭市共批出1200宗申请。有人把它叫做“小金桥”，又说那是1987年的事。

- 北岭市设立了科创基金
- 一些说不清的话
"""


@cache
def known() -> Knowledge:
    return knowledge()


def covered(text: str) -> tuple[Extraction, Coverage]:
    extraction = Extractor(known()).extract(read(text.encode(), "notes.md"))
    return extraction, coverage(extraction, known().patterns)


def gaps(text: str) -> set[tuple[str, str]]:
    _, found = covered(text)
    return {(gap.kind, gap.span.of(text)) for gap in found.gaps}


def test_what_a_fact_used_is_no_gap() -> None:
    assert not {words for _, words in gaps(TEXT)} & {"2024年3月", "1200宗", "北岭市设立了科创基金"}


def test_what_no_fact_used_is_a_gap() -> None:
    assert {("date", "1987年"), ("item", "一些说不清的话")} <= gaps(TEXT)


def test_used_and_missed_add_up_to_all() -> None:
    _, found = covered(TEXT)
    for kind, (used, every) in zip(KINDS, found.counts, strict=True):
        assert every - used == sum(gap.kind == kind for gap in found.gaps)
    assert dict(zip(KINDS, found.counts, strict=True))["figure"] == (1, 1)


def test_a_gap_stands_in_its_sentence() -> None:
    _, found = covered(TEXT)
    assert found.gaps
    assert all(gap.sentence.contains(gap.span) for gap in found.gaps)


def test_front_matter_and_footnotes_are_passed_over() -> None:
    text = "---\ntitle: 笔记\nweight: 17\n---\n\n北岭。[^1]\n\n[^1]: 《时报》第9版，1999年\n"
    assert gaps(text) == set()


class _Page(HTMLParser):
    """Collects the text, the anchors and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.text = ""
        self._shown = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        found = dict(attrs)
        self.ids.add(found.get("id") or "")
        self.links.add(found.get("href") or "")
        self._shown += self._shown > 0 or found.get("class") == "text"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._shown -= self._shown > 0

    def handle_data(self, data: str) -> None:
        self.text += data if self._shown else ""


def _page(text: str) -> _Page:
    extraction, found = covered(text)
    html = _Page()
    html.feed(page(extraction.document, extraction.facts, found, known().terminology))
    return html


@pytest.mark.parametrize("text", [TEXT, "# <b>&amp; “x”</b>\n\n北岭市有<5家>公司 & 3人。\n"])
def test_a_page_shows_the_whole_text_as_it_is(text: str) -> None:
    assert _page(text).text == text


def test_every_link_of_a_page_leads_to_a_fact_on_it() -> None:
    html = _page(TEXT)
    links = {link for link in html.links if link}
    assert links
    assert {link.removeprefix("#") for link in links} <= html.ids


def test_the_command_lists_gaps_with_line_and_nearest_pattern(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(main, ["coverage", str(path), "--html", str(tmp_path / "pages")])
    assert done.exit_code == 0
    assert re.search(r"^ *3 +date +1987年 ", done.stdout, re.MULTILINE)
    assert (tmp_path / "pages" / "notes.html").is_file()
    done = CliRunner().invoke(main, ["coverage", str(path), "--format", "json"])
    told = json.loads(done.stdout)
    assert all(TEXT[gap["start"] : gap["end"]] == gap["quote"] for gap in told["gaps"])
    assert told["used"]["figure"] == {"used": 1, "all": 1}


def test_what_was_found_and_not_admitted_is_listed_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# Ports\n\nThe Melk Data Centre was built by Norway in 2021.\n")
    done = CliRunner().invoke(main, ["coverage", str(path)])
    assert "Melk Data Centre kg:builtBy Norway" in done.stdout
    assert "Norway is no kg:Agent, which kg:builtBy asks for" in done.stdout
    (rejected,) = json.loads(
        CliRunner().invoke(main, ["coverage", str(path), "--format", "json"]).stdout
    )["rejected"]
    assert rejected["fact"] == "Melk Data Centre kg:builtBy Norway"
    assert path.read_text()[rejected["start"] : rejected["end"]] == rejected["quote"]
    done = CliRunner().invoke(main, ["load", str(path), "--store", str(tmp_path / "store")])
    assert "1 fact found and not admitted: kg coverage FILE lists them" in done.stderr


@pytest.mark.parametrize(("other", "contents"), [("brief.md", "index"), ("index.md", "_index")])
def test_a_list_leads_to_each_page_by_the_name_of_its_document(
    tmp_path: Path, other: str, contents: str
) -> None:
    """The address of a document with a Chinese name is a hash, by which nobody finds it."""
    for name in ("北岭市简报.md", other):
        (tmp_path / name).write_text("# 简报\n\n北岭市有5家公司。\n", encoding="utf-8")
    pages = tmp_path / "pages"
    done = CliRunner().invoke(main, ["coverage", str(tmp_path), "--html", str(pages)])
    assert done.exit_code == 0
    listed = (pages / f"{contents}.html").read_text(encoding="utf-8")
    links = dict(re.findall(r'<a href="([^"]+)">([^<]+)</a>', listed))
    assert set(links.values()) == {"北岭市简报.md", other}
    for address, name in links.items():
        assert f"<title>{name}</title>" in (pages / address).read_text(encoding="utf-8")


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["coverage", str(tmp_path / "none.md")])
    assert done.exit_code == 1
    assert "none.md" in done.stderr


@pytest.mark.parametrize("figures", [1, 30])
def test_the_nearest_pattern_is_looked_for_once_a_sentence(
    figures: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def noted(self: PatternSet, projection: Projection, offset: int) -> Explanation | None:
        asked.append(offset)
        return nearest(self, projection, offset)

    nearest = PatternSet.nearest
    extraction = Extractor(known()).extract(
        read(("“甲事”、" * figures + "无人说清。另有“乙事”。").encode(), "notes.md")
    )
    monkeypatch.setattr(PatternSet, "nearest", noted)
    found = coverage(extraction, known().patterns)
    assert len(found.gaps) == figures + 1
    assert len(asked) == 2
