import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.cli.check import _chosen, _progress
from kg.cli.main import main
from kg.graph.findings import SEVERITIES, Locator, order
from kg.graph.generations import open_current
from kg.loading import load
from kg.publishing.findings import as_json, as_turtle, counts
from kg.querying.checking import check, documents
from kg.resources import DOCUMENTS
from kg.settings import Settings
from kg.vocabulary import KG, OA, RDF, SH

pytestmark = pytest.mark.slow

BRIEF = "hong-kong-ai-talent.md"
PREFIX = "@prefix kg: <https://w3id.org/policy-kg/ontology#> .\n"
FAULTY = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<https://x.example/a> a kg:Firm , kg:Conference ; skos:prefLabel "A"@en .\n'
    "_:b a kg:Fund .\n"
    '<https://x.example/c> a kg:Fund ; skos:prefLabel "C"@en ; kg:launchedOn "soon" .\n'
    '<https://x.example/d> a kg:Fund , kg:Firm ; skos:prefLabel "D"@en .\n'
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def found(*arguments: str | Path) -> dict[str, object]:
    answer: dict[str, object] = json.loads(run("check", *arguments, "--format", "json").stdout)
    return answer


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one of our documents with a wrong share, and of a file of RDF with faults."""
    folder = tmp_path_factory.mktemp("faulty")
    text = (DOCUMENTS / BRIEF).read_text(encoding="utf-8")
    assert text.count("约占95%") == 1
    (folder / BRIEF).write_text(text.replace("约占95%", "约占65%"), encoding="utf-8")
    (folder / "odd.ttl").write_text(PREFIX + FAULTY, encoding="utf-8")
    load([folder], folder / "store", Settings())
    return folder / "store"


def test_our_documents_have_no_violations(demo_path: Path) -> None:
    result = run("check", "--store", demo_path)
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("0 violations, ")
    assert result.stderr.endswith("in 3 documents\n")
    assert "violation" not in result.stdout


def test_a_share_that_contradicts_its_counts_is_found_in_its_sentence(faulty: Path) -> None:
    """Change one figure of a document, and exactly the sentence of that figure is named."""
    answer = found("--store", faulty, "-d", BRIEF, "--severity", "violation")
    findings = answer["findings"]
    assert isinstance(findings, list)
    assert [finding["rule"] for finding in findings] == ["guard:share-against-counts"]
    (place,) = {json.dumps(place) for finding in findings for place in finding["places"]}
    place = json.loads(place)
    text = (faulty.parent / BRIEF).read_text(encoding="utf-8")
    assert text[place["start"] : place["end"]] == place["quote"]
    assert "约占65%" in place["quote"]
    assert place["document"] == BRIEF
    assert "94.8 %" in findings[0]["message"]["en"]
    assert findings[0]["message"].keys() == {"en", "zh-Hant"}


def test_a_part_that_outgrows_its_whole_is_found_in_its_sentence(tmp_path: Path) -> None:
    text = (DOCUMENTS / "talent-admission-note.md").read_text(encoding="utf-8")
    assert text.count("47,600") == 1
    (tmp_path / "note.md").write_text(text.replace("47,600", "57,600"), encoding="utf-8")
    load([tmp_path / "note.md"], tmp_path / "store", Settings())
    result = run("check", "--store", tmp_path / "store", "--severity", "violation")
    assert result.exit_code == 1
    assert result.stdout.count("guard:part-over-whole") == 1
    assert "57,600" in result.stdout
    assert result.stdout.count("violation") == 1


def test_what_no_document_says_is_found_in_its_graph(faulty: Path) -> None:
    findings = found("--store", faulty)["findings"]
    assert isinstance(findings, list)
    inside = {
        finding["rule"]: finding
        for finding in findings
        if any(graph.endswith("graph/odd-ttl") for graph in finding.get("graphs", []))
    }
    assert inside.keys() == {"guard:two-kinds", "shape:Dates", "shape:Fund"}
    assert inside["guard:two-kinds"]["thing"] == {"iri": "https://x.example/a", "label": "A"}
    assert inside["shape:Dates"]["value"] == "soon"
    assert any(finding["thing"]["iri"].startswith("_:") for finding in findings)


def test_findings_are_in_order_of_severity_document_and_offset(faulty: Path) -> None:
    with open_current(faulty) as snapshot:
        findings = check(snapshot.store, Settings())
    assert findings == sorted(findings, key=order)
    ranks = [SEVERITIES.index(finding.severity) for finding in findings]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_a_document_is_chosen_by_name_iri_or_pattern(faulty: Path) -> None:
    iri = Settings().iri("doc/hong-kong-ai-talent")
    with open_current(faulty) as snapshot:
        for pattern in (BRIEF, iri, "hong-*.md"):
            assert _chosen(snapshot.store, [pattern]) == {iri: BRIEF}
    result = run("check", "--store", faulty, "hong-*.md", "--severity", "violation")
    assert result.exit_code == 1
    assert "guard:share-against-counts" in result.stdout
    assert "two-kinds" not in result.stdout


def test_warnings_do_not_fail_and_hidden_violations_do(faulty: Path, demo_path: Path) -> None:
    note = "talent-admission-note.md"
    result = run("check", note, "--store", demo_path)
    assert result.exit_code == 0
    assert "warning" in result.stdout or "0 warnings" in result.stderr
    hidden = run("check", note, "--store", demo_path, "--severity", "violation")
    assert (hidden.exit_code, hidden.stdout) == (0, "")
    assert hidden.stderr == result.stderr
    assert run("check", "--store", faulty, "--format", "ttl").exit_code == 1


def test_a_report_of_shacl_leads_to_the_words(faulty: Path) -> None:
    output = run("check", BRIEF, "--store", faulty, "--format", "ttl").stdout
    assert output == run("check", BRIEF, "--store", faulty, "--format", "ttl").stdout
    store = Store()
    store.extend(parse(output, RdfFormat.TURTLE))
    answer = store.query(
        f"SELECT ?words ?name WHERE {{ ?report a {SH.ValidationReport} ; {SH.conforms} false ;"
        f" {SH.result} ?result . ?result {SH.resultSeverity} <{SH.iri}Violation> ;"
        f" {SH.focusNode} ?thing ; {SH.sourceConstraintComponent} ?component ;"
        f" {SH.sourceShape} ?shape ; {OA.hasTarget} ?stretch ."
        f" ?stretch {OA.hasSource}/{KG.fileName} ?name ; {OA.hasSelector}/{OA.exact} ?words }}"
    )
    rows = [(str(row["words"]), str(row["name"])) for row in answer]  # type: ignore[union-attr]
    assert rows
    assert all("约占65%" in words and BRIEF in name for words, name in rows)


def test_a_report_tells_every_kind_of_node(faulty: Path) -> None:
    output = run("check", "--store", faulty, "--format", "ttl").stdout
    quads = list(parse(output, RdfFormat.TURTLE))
    results = {quad.subject for quad in quads if quad.object == SH.ValidationResult}
    assert len(results) == len([q for q in quads if q.predicate == SH.focusNode])
    assert any(quad.predicate == SH.value and quad.object.value == "soon" for quad in quads)


def test_nothing_found_is_a_conforming_report() -> None:
    quads = list(parse(as_turtle([]), RdfFormat.TURTLE))
    assert {(q.predicate, q.object.value) for q in quads} == {
        (RDF.type, SH.ValidationReport.value),
        (SH.conforms, "true"),
    }
    assert as_json([], ["b", "a"]) == {
        "conforms": True,
        "counts": {"violation": 0, "warning": 0, "info": 0},
        "documents": ["a", "b"],
        "findings": [],
    }


def test_an_unknown_document_is_a_usage_error(demo_path: Path) -> None:
    result = run("check", "hong-kong-ai-talents.md", "--store", demo_path)
    assert result.exit_code == 2
    assert f"did you mean '{BRIEF}'?" in result.stderr
    assert run("check", "--format", "xml", "--store", demo_path).exit_code == 2
    assert "kg info lists them" in run("check", "x", "--store", demo_path).stderr


def test_a_missing_store_is_named(tmp_path: Path) -> None:
    result = run("check", "--store", tmp_path / "none")
    assert result.exit_code == 1
    assert result.stderr.startswith("kg: there is nothing to read")
    assert result.stderr.count("\n") == 1


def test_progress_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with _progress() as tell:
        tell("shapes")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with _progress() as tell:
        tell("shapes")
    assert "checking: shapes" in capsys.readouterr().err


def test_documents_are_those_that_were_read(faulty: Path) -> None:
    with open_current(faulty) as snapshot:
        assert list(documents(snapshot.store).values()) == [BRIEF]


def test_words_are_found_for_every_part_of_a_statement(demo: Store) -> None:
    locator = Locator(demo)
    row = next(
        iter(
            demo.query(  # type: ignore[arg-type]
                f"SELECT * WHERE {{ ?fact {KG.dimension} ?dimension ; {KG.evidence} ?stretch ."
                f' ?stretch {KG.role} "statement" ; {OA.hasSelector} ?selector }} ORDER BY ?fact'
            )
        )
    )
    fact = set(locator.places([row["fact"].value]))
    assert fact
    for part in ("dimension", "stretch", "selector"):
        assert fact & set(locator.places([row[part].value])), part
    assert locator.places(["_:a", "words"]) == ()
    assert locator.graphs("_:a") == ()
    assert locator.label("_:a") == "_:a"
    assert locator.subject("_:a") == "_:a"
    assert locator.of_triple("_:a", KG.partOf.value, "") == ()
    assert locator.label(KG.City.value) == "city"
    assert locator.label("https://x.example/none") == "https://x.example/none"
    assert locator.graphs(KG.City.value)


def test_severities_are_counted(faulty: Path) -> None:
    with open_current(faulty) as snapshot:
        finding = check(snapshot.store, Settings())[0]
    assert counts([finding, replace(finding, severity="info")]) == {
        "violation": 1,
        "warning": 0,
        "info": 1,
    }
    assert finding.message == dict(finding.messages)["en"]
    assert replace(finding, messages=(("zh-Hant", "錯"),)).message == "錯"
    assert isinstance(NamedNode(finding.origin), NamedNode)
