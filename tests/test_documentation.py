"""The page of the ontology: complete, in three languages, sufficient by itself."""

import re
import subprocess
import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.main import main
from kg.errors import KgError
from kg.graph import terms
from kg.graph.terms import Ontology
from kg.publishing.documentation import page, publish
from kg.resources import ONTOLOGY

VOID = {"meta", "link", "br", "img", "input", "hr"}
FETCHED = {"script", "link", "img", "iframe", "object", "embed", "audio", "video", "source"}


class Reader(HTMLParser):
    """Collects what the tests ask for, and checks that each element is closed where it should."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: dict[str, set[str]] = defaultdict(set)
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.elements.add(tag)
        self.ids += [said["id"]] if "id" in said else []
        self.links += [said["href"]] if "href" in said else []
        assert "src" not in said
        if tag not in VOID:
            self._open.append((tag, said.get("lang", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1][1]].add(data)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return terms.read()


@pytest.fixture(scope="module")
def read(ontology: Ontology) -> Reader:
    return Reader(page(ontology))


def test_every_term_has_an_anchor_of_its_own(ontology: Ontology, read: Reader) -> None:
    assert len(read.ids) == len(set(read.ids))
    assert {term.local for term in ontology.terms.values()} <= set(read.ids)
    assert {"City", "worksFor", "salary", "indicator", "Indicator", "foaf:Person"} <= set(read.ids)


def test_links_end_on_the_page_or_at_another_vocabulary(ontology: Ontology, read: Reader) -> None:
    inside = {link[1:] for link in read.links if link.startswith("#")}
    assert inside <= set(read.ids)
    outside = [link for link in read.links if not link.startswith("#")]
    assert outside
    assert all(link.startswith(("http://", "https://")) for link in outside)
    assert not any(link.startswith(f"{ontology.iri}#") for link in outside)


def test_labels_and_definitions_are_there_in_their_languages(
    ontology: Ontology, read: Reader
) -> None:
    for term in ontology.described():
        for label in (*term.labels, *term.definitions, *term.examples):
            alike = read.texts["zh"] if label.language.startswith("zh") else set()
            assert label.text in read.texts[label.language] | alike


def test_nothing_is_fetched(ontology: Ontology, read: Reader) -> None:
    assert not read.elements & FETCHED
    html = page(ontology)
    assert "default-src 'none'" in html
    assert "@import" not in html
    assert "url(" not in html


def test_long_lists_of_hints_are_folded(ontology: Ontology) -> None:
    html = page(ontology)
    assert "Secretariat" in html
    before = html[: html.index("Secretariat")]
    assert before.count("<details>") == before.count("</details>") + 1


def test_the_page_is_the_same_each_time(ontology: Ontology) -> None:
    assert page(ontology) == page(terms.read())


def test_all_that_pylode_finds_is_on_the_page(read: Reader, tmp_path: Path) -> None:
    pytest.importorskip("pylode", reason="pyLODE is a tool of development")
    # In a process of its own: it leaves files open, and sets up the logging of the whole process.
    made = tmp_path / "pylode.html"
    command = [sys.executable, "-m", "pylode", "-o", str(made), str(ONTOLOGY / "kg.ttl")]
    subprocess.run(command, check=True, capture_output=True)
    found = set(
        re.findall(r"<code>[^<]*policy-kg/ontology#(\w+)</code>", made.read_text(encoding="utf-8"))
    )
    assert len(found) > 100
    assert found <= set(read.ids)


def test_what_needs_escaping_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "kg.ttl").write_text(
        "@prefix kg: <https://w3id.org/policy-kg/ontology#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<https://x.example/> a owl:Ontology .\nkg:A a owl:Class ; rdfs:label "a < b & <script>" ; '
        "rdfs:subClassOf <https://x.example/?a=1&b=2> ; owl:deprecated true .\n",
        encoding="utf-8",
    )
    (tmp_path / "alignments.ttl").write_text("", encoding="utf-8")
    read = Reader(page(terms.read(tmp_path)))
    assert "script" not in read.elements
    assert "a < b & <script>" in "".join(read.texts[""])
    assert "https://x.example/?a=1&b=2" in read.links


@pytest.mark.parametrize(
    ("target", "file"), [("site", "site/index.html"), ("a/b.html", "a/b.html"), (".", "index.html")]
)
def test_the_page_goes_to_a_file_or_into_a_folder(tmp_path: Path, target: str, file: str) -> None:
    result = CliRunner().invoke(main, ["ontology", "--html", str(tmp_path / target)])
    assert result.exit_code == 0
    assert result.output == f"{tmp_path / file}\n"
    assert (tmp_path / file).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in (tmp_path / file).parent.iterdir()] == [Path(file).name]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, ontology: Ontology) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(KgError, match=r"cannot write .*index\.html"):
        publish(ontology, tmp_path / "file" / "site")
    (tmp_path / "taken.html").mkdir()
    with pytest.raises(KgError, match="cannot write"):
        publish(ontology, tmp_path / "taken.html")
