"""``kg reason`` as a user meets it: real stores, whole commands."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from kg.cli.main import main
from kg.graph import closure, consistency, ontology, rules
from kg.graph.clashes import Clash
from kg.graph.consistency import Finding
from kg.graph.generations import current, open_current
from kg.graph.store import open_primary
from kg.graph.triples import state
from kg.loading import load
from kg.model.document import Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.querying import canned
from kg.querying.evaluation import evaluate
from kg.resources import DOCUMENTS
from kg.settings import Settings
from kg.vocabulary import KG, RDFS
from tests.conftest import LIN, fill

pytestmark = pytest.mark.slow

java = pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner needs java")
BASE = Settings().base


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def path(tmp_path: Path, store_path: Path) -> Path:
    shutil.copytree(store_path, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two stores of the example documents: without inferences, and with them."""
    folder = tmp_path_factory.mktemp("closed")
    plain, reasoned = folder / "plain", folder / "reasoned"
    load([DOCUMENTS], plain, Settings())
    shutil.copytree(plain, reasoned)
    result = run("reason", "--no-consistency", "--store", reasoned)
    assert result.exit_code == 0, result.output
    return plain, reasoned


def contradict(path: Path) -> Path:
    """Let a second document call the person of the others a firm."""
    text = "林海是一家企业。"
    document = Document("rumour.md", "rumour", text, "0" * 64, "0" * 64, "utf-8", "zh-Hans", ())
    firm = Entity(LIN.id, LIN.labels, ("kg:Firm",))
    fact = Fact("entity", firm, (Evidence(Span(0, 7), "林海是一家企业", "mention"),), "names")
    quads = state(document, [fact], Settings(), ontology.terminology())
    with open_primary(path) as primary:
        primary.replace(Settings().iri(document.id), quads)
        primary.publish()
    return path


def test_it_tells_what_each_rule_infers(path: Path) -> None:
    result = run("reason", "--no-consistency", "--store", path)
    assert result.exit_code == 0, result.output
    assert "cax-sco" in result.output
    assert "What is a member of a class is a member of every class above it." in result.output
    assert "triples inferred in" in result.output
    assert "consistent" not in result.output
    assert run("reason", "--no-consistency", "--store", path).output == result.output


def test_it_reports_in_json_too(path: Path) -> None:
    result = run("reason", "--no-consistency", "--format", "json", "--store", path)
    report = json.loads(result.output)
    assert set(report) == {"closure"}
    assert report["closure"]["rules"]["cax-sco"] > 100
    assert report["closure"]["rounds"] > 1
    now = current(path)
    assert now
    assert report["closure"]["generation"] == now.number


@java
def test_what_can_be_true_is_called_consistent(path: Path) -> None:
    before = current(path)
    result = run("reason", "--no-closure", "--consistency", "--store", path)
    assert (result.exit_code, result.output) == (0, "consistent\n")
    assert current(path) == before


def test_classes_that_can_have_no_members_are_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = Triple(KG.Firm, RDFS.subClassOf, KG.Place)
    part = Triple(BlankNode("x"), RDFS.subClassOf, KG.Place)
    why = Clash(((below,), (part,)), (), minimal=True)
    found = Finding(True, empty=((KG.Firm, why), (KG.StartUp, None)))
    monkeypatch.setattr(consistency, "examine", lambda *_: found)
    result = run("reason", "--no-closure", "--store", path)
    assert result.exit_code == 1
    assert result.stdout == (
        "\nnothing can be of the class firm:\n  every firm is a place\n"
        "  _:x rdfs:subClassOf kg:Place .\n"
        "\nnothing can be of the class start-up\n"
        "\nconsistent\n2 classes can have no members\n"
    )
    report = json.loads(run("reason", "--no-closure", "-f", "json", "--store", path).stdout)
    assert report["consistency"]["unsatisfiable"] == [KG.Firm.value, KG.StartUp.value]
    assert report["consistency"]["checked_by"] == "HermiT"


@java
def test_a_contradiction_is_explained_with_its_sentences_and_exits_with_1(path: Path) -> None:
    result = run("reason", "--store", contradict(path))
    assert result.exit_code == 1
    for words in (
        "these cannot all be true:",
        "林海 is a person",
        "林海 is a firm",
        "⟦林海是一家企业⟧",
        "rumour.md:0–7",
        "nothing is both person and organisation",
        "\nnot consistent\n",
    ):
        assert words in result.output.replace("“林海是一家企业”", "“⟦林海是一家企业⟧”"), words


def test_without_java_the_closure_is_made_and_a_notice_given(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("reason", "--store", path)
    assert result.exit_code == 0
    assert "kg: HermiT needs Java, and there is none (install a Java runtime" in result.stderr
    assert "contradictions that only a reasoner can see were not looked for" in result.stderr
    assert "no contradiction found by rules" in result.stdout
    assert "triples inferred" in result.stdout
    result = run("reason", "--format", "json", "--store", path)
    report = json.loads(result.stdout)["consistency"]
    assert (report["consistent"], report["checked_by"]) == (None, "rules")
    assert "install a Java runtime" in report["notice"]


def test_without_java_an_explicit_check_is_an_error(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("reason", "--consistency", "--store", path)
    assert result.exit_code == 1
    assert "kg: HermiT needs Java, and there is none (install a Java runtime" in result.stderr


def test_without_java_the_rules_still_find_a_contradiction(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("reason", "--no-closure", "--store", contradict(path))
    assert result.exit_code == 1
    assert "nothing is both person and organisation" in result.stdout
    assert "rumour.md:0–7" in result.stdout
    result = run("reason", "--no-closure", "--format", "json", "--store", path)
    (found,) = json.loads(result.stdout)["consistency"]["contradictions"]
    assert {fact[0] for fact in found["facts"]} == {"林海 is a person", "林海 is a firm"}
    assert result.exit_code == 1


@java
def test_a_reasoner_out_of_time_is_an_error_with_a_remedy(path: Path) -> None:
    result = run("reason", "--no-closure", "--timeout", "0.01", "--store", path)
    assert result.exit_code == 1
    assert "HermiT took more than 0.01 s (raise --timeout)" in result.stderr


def test_why_leads_from_an_inference_to_the_sentence(path: Path) -> None:
    fill(path, "brief", "1.25万宗", Decimal(12500))
    before = current(path)
    for asked in (("林海", "a", "主體"), (f"{BASE}id/lin-hai", "rdf:type", "kg:Agent")):
        result = run("reason", "--store", path, "--why", *asked)
        assert result.exit_code == 0, result.output
        assert "林海 is an agent" in result.output
        assert "by cax-sco: What is a member of a class" in result.output
        assert "every person is an agent" in result.output
        assert f"stated in <{BASE}ontology>" in result.output
        assert "brief.md:" in result.output
    assert current(path) == before


def test_why_tells_who_states_what_needs_no_rule(path: Path) -> None:
    result = run("reason", "--store", path, "--why", "林海", "works for", "远山科技")
    assert "林海 — works for — 远山科技" in result.output
    assert "林海出任⟦远山科技⟧首席顾问。" in result.output
    assert "by " not in result.output
    result = run("reason", "--store", path, "--why", "林海", "kg:position", "首席顾问")
    assert "林海 — position — 首席顾问" in result.output
    (step,) = json.loads(
        run("reason", "-f", "json", "--store", path, "--why", "林海", "a", "person").output
    )
    assert step["rule"] == ""
    assert [s["quotes"][0]["words"] for s in step["sources"]] == ["林海", "林海"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("林海", "a", "city"), "it is neither stated nor inferred that 林海 — a — city"),
        (("林海山", "a", "city"), "nothing is called '林海山'"),
        (("林海", "works form", "远山科技"), "nothing is called 'works form'"),
        (("林海", "works for", "nobody at all"), "nothing is called 'nobody at all'"),
        (("林海", "http://a b", "x"), "'http://a b' is not an IRI"),
    ],
)
def test_why_not_is_told(path: Path, asked: tuple[str, str, str], message: str) -> None:
    result = run("reason", "--store", path, "--why", *asked)
    assert result.exit_code == 1
    assert message in result.stderr


def test_a_chain_is_told_in_words(path: Path) -> None:
    graph = NamedNode(f"{BASE}graph/more")
    triples = f"""
        <{BASE}id/a> <https://w3id.org/policy-kg/ontology#headquarteredIn> <{BASE}id/b> .
        <{BASE}id/b> <https://w3id.org/policy-kg/ontology#partOf> <{BASE}id/c> .
    """
    with open_primary(path) as primary:
        primary.add(
            Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in parse(triples.encode(), RdfFormat.N_TRIPLES)
        )
        primary.publish()
    result = run("reason", "--store", path, "--why", "id/a", "located in", f"{BASE}id/c")
    assert "by prp-spo2: " in result.output
    assert "“located in” follows from “located in” then “part of”" in result.output
    assert "by prp-spo1: A relation holds wherever a narrower one holds." in result.output
    assert f"stated in <{graph.value}>" in result.output


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    result = run("reason", "--store", tmp_path / "none")
    assert result.exit_code == 1
    assert "kg load" in result.stderr
    assert not (tmp_path / "none").exists()


def test_a_broken_rule_stops_before_anything_is_written(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(rules.RULES, tmp_path / "rules")
    (tmp_path / "rules" / "prp-dom.rq").write_text("CONSTRUCT {\n  ?x a\n}\n", encoding="utf-8")
    load_rules = rules.load
    monkeypatch.setattr(rules, "load", lambda: load_rules(tmp_path / "rules"))
    before = current(path)
    result = run("reason", "--store", path)
    assert result.exit_code == 1
    assert "prp-dom.rq:2: cannot read '?x a'" in result.stderr
    assert current(path) == before


@pytest.mark.parametrize("query", canned.load(), ids=lambda query: query.name)
def test_a_question_has_the_same_answer_with_inferences(
    query: canned.CannedQuery, closed: tuple[Path, Path]
) -> None:
    answers = []
    for store in closed:
        with open_current(store) as snapshot:
            rows = evaluate(snapshot.store, query.text)
            answers.append([tuple(map(str, row)) for row in rows])  # type: ignore[union-attr]
    assert answers[0] == answers[1]
    assert answers[0] or query.name == "conflicts"  # in which the examples have none


def test_what_is_stated_and_what_is_inferred_are_told_apart(closed: tuple[Path, Path]) -> None:
    told = [run("info", "--store", store).output.splitlines() for store in closed]
    plain, reasoned = ([line for line in lines if ":" not in line] for lines in told)
    extra = [line for line in reasoned if line not in plain]
    assert [line.split()[0] for line in extra] == ["store", "generation", "inferred"]


def test_why_and_the_quads_of_an_export_are_as_before(closed: tuple[Path, Path]) -> None:
    plain, reasoned = (run("why", "高才通", "--store", store).output for store in closed)
    assert plain == reasoned
    without, with_ = (set(run("export", "--store", store).output.splitlines()) for store in closed)
    inferred = with_ - without
    assert without < with_
    assert all(f"<{BASE}inferred" in line for line in inferred)


def test_the_catalogue_tells_what_is_inferred(closed: tuple[Path, Path]) -> None:
    told = run("catalog", "--store", closed[1]).output
    assert "inferred/cax-sco" in told
    assert "Follows from the other graphs" in told
    assert "Follows from the other graphs" not in run("catalog", "--store", closed[0]).output


def test_inferences_of_another_base_are_no_input(path: Path) -> None:
    other = NamedNode("https://elsewhere.example/inferred/cax-sco")
    triple = (NamedNode(f"{BASE}id/x"), NamedNode(f"{BASE}p"), NamedNode(f"{BASE}id/y"))
    with open_primary(path) as primary:
        primary.add([Quad(*triple, other)])
        assert Quad(*triple) not in set(closure.stated(primary.store))
