import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.cli.main import COMMANDS, main
from kg.querying import canned
from kg.querying.grounds import grounds
from kg.querying.tables import display_width
from kg.vocabulary import KG as ONTOLOGY
from kg.vocabulary import SKOS

KG = [sys.executable, "-m", "kg"]


def run(*arguments: str | Path, **options: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)  # type: ignore[arg-type]


def process(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [*KG, *map(str, arguments)], capture_output=True, encoding="utf-8", timeout=60, **options
    )


STORELESS = {"coverage", "patterns"}  # they read files, and touch no store


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_and_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0, result.output
    assert f"Example:\n    kg {name}" in result.output
    assert ("--store" in result.output) != (name in STORELESS)


@pytest.mark.parametrize("name", canned.names())
def test_each_question_has_help_and_an_example(name: str) -> None:
    result = run("query", name, "--help")
    assert canned.get(name).summary.split()[-1] in result.output
    assert f"kg query {name}" in result.output


def test_the_help_lists_the_commands() -> None:
    result = run("--help")
    assert all(name in result.output for name in COMMANDS)
    assert run("--version").output.startswith("kg, version")
    assert run("nonsense").exit_code == 2


def test_without_a_name_the_questions_are_listed() -> None:
    lines = run("query").output.splitlines()
    assert [line.split()[0] for line in lines] == canned.names()
    assert run("query", "--help").exit_code == 0


def test_the_store_is_given_before_or_after_the_command_or_by_the_environment(
    store_path: Path, tmp_path: Path
) -> None:
    expected = run("--store", store_path, "query", "firms").output
    assert "远山科技" in expected
    assert run("query", "firms", "--store", store_path).output == expected
    assert run("query", "--store", store_path, "firms").output == expected
    assert run("--store", tmp_path, "query", "firms", "--store", store_path).output == expected
    by_environment = CliRunner(env={"KG_STORE": str(store_path)}).invoke(main, ["query", "firms"])
    assert by_environment.output == expected


@pytest.mark.parametrize("command", ["info", "catalog", "export", "facts"])
def test_without_a_store_each_reader_says_what_to_do(command: str, tmp_path: Path) -> None:
    result = run("--store", tmp_path / "none", command)
    assert result.exit_code == 1
    assert result.stderr.startswith("kg: there is nothing to read")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert not (tmp_path / "none").exists()


def test_an_unknown_question_is_one_line_with_the_nearest_name(store_path: Path) -> None:
    result = run("--store", store_path, "query", "talent-scheme")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "kg: no question is called 'talent-scheme' (did you mean 'talent-schemes'?)\n"
    )


def test_a_question_takes_parameters_in_both_ways(store_path: Path) -> None:
    one = run("--store", store_path, "query", "figures", "--about", "青云", "--format", "csv")
    other = run(
        "--store", store_path, "query", "figures", "--param", "about=青云", "--format", "csv"
    )
    assert one.output == other.output
    assert one.output.count("\n") == 3 + 2  # a line break in each of the two sentences
    assert run("--store", store_path, "query", "figures", "--param", "about").exit_code == 2
    wrong = run("--store", store_path, "query", "figures", "--param", "abuot=x")
    assert "did you mean 'about'" in wrong.stderr


def test_a_question_that_finds_nothing_says_what_it_looked_for(store_path: Path) -> None:
    result = run("--store", store_path, "query", "figures", "--about", "zzzzzzzz")
    assert result.exit_code == 0
    assert result.stderr.startswith("kg: nothing found (figures: ")
    assert all(each in result.stderr for each in ("kg info", "kg load", "kg query"))
    assert "nothing found" not in result.stdout
    found = run("--store", store_path, "query", "figures", "--about", "青云")
    assert (found.exit_code, found.stderr) == (0, "")
    plain = run("--store", store_path, "query", "figures", "--about", "zzzzzzzz", "-f", "csv")
    assert plain.stderr == ""


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "tsv", "json", "xml"])
def test_a_question_is_answered_in_each_format(store_path: Path, form: str) -> None:
    result = run("--store", store_path, "query", "talent-schemes", "--format", form)
    assert result.exit_code == 0
    assert "Azure Cloud Talent Scheme" in result.output


def test_a_query_comes_as_text_file_or_standard_input(store_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    for arguments, options in (
        (["ASK { ?s ?p ?o }"], {}),
        ([str(file)], {}),
        (["--file", str(file)], {}),
        (["-"], {"input": "ASK { ?s ?p ?o }"}),
    ):
        assert run("--store", store_path, "sparql", *arguments, **options).output == "yes\n"
    assert run("--store", store_path, "sparql").exit_code == 2
    missing = run("--store", store_path, "sparql", "--file", tmp_path / "none.rq")
    assert "none.rq cannot be read: No such file" in missing.stderr
    file.write_bytes(b"\xff\xfe")
    assert "it is not UTF-8" in run("--store", store_path, "sparql", file).stderr
    assert run("--store", store_path, "sparql", "ASK {" + "}" * 5000).exit_code == 1


def test_a_malformed_query_is_shown_with_line_column_and_caret(store_path: Path) -> None:
    result = run("--store", store_path, "sparql", "SELECT ?x {\n ?x foo:a 1 }")
    assert result.exit_code == 1
    assert result.stderr == (
        "kg: line 2, column 10: prefix not found\n   ?x foo:a 1 }\n           ^\n"
    )


def test_a_graph_is_turtle(store_path: Path) -> None:
    text = "CONSTRUCT { ?s a ?t } WHERE { GRAPH ?g { ?s a ?t } } LIMIT 1"
    assert run("--store", store_path, "sparql", text).output.rstrip().endswith(".")
    jsonld = run("--store", store_path, "sparql", text, "--format", "jsonld").output
    assert json.loads(jsonld)


def test_why_leads_to_the_sentence_with_the_match_marked(store_path: Path) -> None:
    for words in ("青云人才计划", "青雲人才計劃", "azure cloud TALENT scheme", "cloud-scheme",
                  "id/cloud-scheme", "https://kg.example.org/id/cloud-scheme"):  # fmt: skip
        output = run("--store", store_path, "why", words).output
        assert "“青云人才计划 至今批出⟦1.25万宗⟧申请。”\n  brief.md:0–20" in output
        assert "approved applicants — 12,500 application (../2025-Q1)" in output
        assert "named in:\n  '青云人才计划'  brief.md:0–6" in output


def test_why_explains_relations_and_single_facts(store_path: Path) -> None:
    output = run("--store", store_path, "why", "林海").output
    assert "林海 — works for — 远山科技\n  “林海出任⟦远山科技⟧首席顾问。”" in output
    fact = run(
        "--store", store_path, "query", "figures", "--format", "json"
    )  # the facts themselves are in the graph
    assert fact.exit_code == 0
    found = run(
        "--store", store_path, "sparql", "--format", "csv",
        "SELECT ?f { ?f <https://w3id.org/policy-kg/ontology#observedFor> ?x } ORDER BY ?f LIMIT 1",
    ).output.split()[1]  # fmt: skip
    assert "⟦1." in run("--store", store_path, "why", found).output


def test_why_suggests_names_where_none_fits(store_path: Path) -> None:
    result = run("--store", store_path, "why", "青云")
    assert (result.exit_code, "did you mean: 青云人才计划" in result.stderr) == (1, True)
    assert "nothing is called 'zzzzzzzz'" in run("--store", store_path, "why", "zzzzzzzz").stderr


def test_info_counts_what_the_store_holds(store_path: Path) -> None:
    lines = [line.split() for line in run("--store", store_path, "info").output.splitlines()]
    numbers = {line[0]: line[-1] for line in lines}
    assert {key: numbers[key] for key in ("documents", "facts", "figures", "relations")} == {
        "documents": "2", "facts": "8", "figures": "2", "relations": "2",
    }  # fmt: skip
    assert lines[-2:] == [["brief.md"], ["note.md"]]


def test_an_export_has_the_format_of_its_name(store_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    assert run("--store", store_path, "export", "-o", target, "--graph", "doc/brief").exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("@prefix")
    quads = run("--store", store_path, "export")
    assert "<https://kg.example.org/doc/brief> .\n" in quads.output
    assert run("--store", store_path, "export", "--graph", "doc/none").exit_code == 1


def test_a_reader_that_goes_away_ends_the_answer_quietly(store_path: Path) -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    command = [*KG, "--store", str(store_path), "sparql", "--format", "csv", text]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        try:
            running.stdout.readline()
            running.stdout.close()
            running.stdout = None
            assert running.communicate(timeout=120)[1] == b""
            assert running.returncode == 141
        finally:
            running.kill()


def test_a_query_that_takes_too_long_is_given_up(store_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
    result = process("--store", store_path, "sparql", "--timeout", "0.5", text)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "kg: the query took longer than 0.5 s (see --timeout)\n"


def test_asking_a_question_imports_nothing_heavy(store_path: Path) -> None:
    script = (
        "import sys; from kg.cli.main import main\n"
        f"sys.argv = ['kg', '--store', {str(store_path)!r}, 'query', 'talent-schemes']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'rdflib', 'owlready2', 'yaml', 'uvicorn', 'starlette', 'asyncio', 'kg.text'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert result.stderr == "[]\n"


BRIEF = "青云人才计划至今批出1.25万宗申请。\n\n政府将拨款20亿港元。\n"


def test_loading_tells_what_was_done_and_twice_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "brief.md").write_text(BRIEF, encoding="utf-8")
    (folder / "terms.ttl").write_text("<http://a.example/> a <http://a.example/T> .")
    store = tmp_path / "store"
    first = run("--store", store, "load", folder)
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.splitlines()[0] == "2 loaded, 0 unchanged"
    assert first.stderr.splitlines()[-1] == "generation 1"
    again = run("load", str(folder / "*"), "--store", store)
    assert again.stderr.splitlines() == ["0 loaded, 2 unchanged", "generation 1"]
    facts = run("--store", store, "facts")
    assert facts.output == run("facts", folder / "brief.md").output
    assert all(json.loads(line)["document"] == "brief.md" for line in facts.output.splitlines())
    assert "20亿港元" in run("facts", folder / "brief.md", "--format", "table").output


def test_a_missing_path_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    for path in ("none.md", "none*.md"):
        result = run("--store", tmp_path / "store", "load", tmp_path / path)
        assert result.exit_code == 1
        assert f"{path} does not exist" in result.stderr
    assert not (tmp_path / "store").exists()
    assert run("load").exit_code == 2


def test_a_load_shows_its_progress_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "brief.md").write_text(BRIEF, encoding="utf-8")
    master, slave = os.openpty()
    command = [*KG, "--store", str(tmp_path / "store"), "load", str(tmp_path / "brief.md")]
    subprocess.run(command, stdout=slave, stderr=slave, check=True, timeout=60)
    os.close(slave)
    shown = os.read(master, 10_000).decode()
    os.close(master)
    assert "100%" in shown
    assert "1 loaded, 0 unchanged" in shown


def test_on_a_terminal_a_table_is_cut_to_its_width(store_path: Path) -> None:
    master, slave = os.openpty()
    command = [*KG, "--store", str(store_path), "query", "talent-schemes"]
    environment = {**os.environ, "COLUMNS": "84"}
    subprocess.run(command, stdout=slave, check=True, timeout=60, env=environment)
    os.close(slave)
    shown = os.read(master, 10_000).decode()
    os.close(master)
    assert all(display_width(line) <= 84 for line in shown.splitlines())
    assert "…" in shown


def test_ctrl_c_ends_a_query_at_once(store_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
    with subprocess.Popen([*KG, "--store", str(store_path), "sparql", text]) as running:
        try:
            _evaluating(running.pid)
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=120) in (-signal.SIGINT, 130)
        finally:
            running.kill()


def _evaluating(process: int) -> None:
    """Wait until a process has used more of the processor than its start needs."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():  # not a Linux
        time.sleep(3)
        return
    for _ in range(600):
        if int(stat.read_text().rpartition(")")[2].split()[11]) / os.sysconf("SC_CLK_TCK") > 2:
            return
        time.sleep(0.1)


def test_a_new_fact_in_words() -> None:
    store = Store()
    graph = NamedNode("http://a.example/doc")
    text = f"""@prefix kg: <{ONTOLOGY.iri}> . @prefix skos: <{SKOS.iri}> .
    @prefix f: <http://a.example/> .
    f:scheme skos:prefLabel "计划"@zh-hans, "Scheme"@en . f:who skos:prefLabel "Office"@en .
    f:fact kg:observedFor f:scheme ; kg:measure "津贴" ; kg:minimum 3500 ; kg:maximum 5500.5 ;
      kg:qualifier "about" ; kg:unit "SGD" ; kg:per "month" ; kg:time "2024" ; kg:speaker f:who ;
      kg:tier "C" .
    f:odd kg:observedFor f:scheme ; kg:value 3 ; kg:unit "item" ; kg:evidence f:nowhere ."""
    store.load(text.encode(), RdfFormat.TURTLE, to_graph=graph)
    found = grounds(store, NamedNode("http://a.example/scheme"))
    assert [(ground.words, ground.tier) for ground in found] == [
        ("Scheme — 津贴 — about 3,500–5,500.5 SGD per month (2024), said by Office", "C"),
        ("Scheme — 3 item", ""),
    ]
    assert grounds(store, NamedNode("http://a.example/odd"))[0].quotes == ()
