"""The command line end to end: load, ask, pipe, and be killed at any moment."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from kg.cli.main import main
from kg.querying.tables import display_width
from kg.resources import DOCUMENTS

pytestmark = pytest.mark.slow
KG = [sys.executable, "-m", "kg"]
FIELDS = ["scheme", "measure", "value", "maximum", "qualifier", "unit", "time", "dimension",
          "mode", "speaker",
          "document", "sentence"]  # fmt: skip
# A load in a process that kills itself when a function is called for the nth time: argv is the
# module, the function, n, "before" or "after" the call, and what kg gets.
KILLED = """
import importlib, os, signal, sys
module, name, turn, moment, *sys.argv[1:] = sys.argv[1:]
owner = importlib.import_module(module)
*path, last = name.split(".")
for part in path:
    owner = getattr(owner, part)
original, turns = getattr(owner, last), iter(range(1, 1000))
def deadly(*arguments, **named):
    now = next(turns) == int(turn)
    if now and moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*arguments, **named)
    if now:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(owner, last, deadly)
import kg.loading
kg.loading.BATCH = 1
from kg.cli.main import main
main()
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, which is ten times as fast."""
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(main, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return subprocess.CompletedProcess(words, result.exit_code, result.stdout, result.stderr)


def process(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [*KG, *map(str, arguments)], capture_output=True, encoding="utf-8", timeout=120, **options
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the example documents; not to be changed."""
    store = tmp_path_factory.mktemp("demo") / "store"
    result = run("load", DOCUMENTS, "--store", store)
    assert (result.returncode, result.stdout) == (0, "")
    return store


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The example documents, to be changed."""
    return Path(shutil.copytree(DOCUMENTS, tmp_path / "documents"))


def export(store: Path) -> str:
    result = run("export", "--store", store)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def on_terminal(columns: int, *arguments: str | Path) -> str:
    """Return what the command shows on a terminal so wide, both its outputs."""
    master, slave = os.openpty()
    command = [*KG, *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": str(columns)}
    with subprocess.Popen(command, stdout=slave, stderr=slave, env=environment) as running:
        os.close(slave)
        shown = b""
        end = Timer(300, running.kill)
        end.start()
        try:
            while block := os.read(master, 65536):
                shown += block
        except OSError:  # how Linux says that nobody has the other end any more
            pass
        assert running.wait() == 0
        end.cancel()
    os.close(master)
    return shown.decode().replace("\r\n", "\n")


def test_the_facts_of_files_are_those_of_the_store(demo: Path) -> None:
    of_files, of_store = run("facts", DOCUMENTS), run("facts", "--store", demo)
    assert of_files.stdout == of_store.stdout
    assert len(of_files.stdout.splitlines()) > 50
    tables = [run("facts", *path, "-f", "table", "--store", demo) for path in ([DOCUMENTS], [])]
    assert tables[0].stdout == tables[1].stdout != ""
    assert [table.stderr for table in tables] == ["", ""]


def test_the_same_input_gives_the_same_bytes_in_every_process(demo: Path, tmp_path: Path) -> None:
    seeds = [{**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2")]
    process("load", DOCUMENTS, "--store", tmp_path / "store", env=seeds[0])
    assert export(tmp_path / "store") == export(demo)
    for command in (["facts", DOCUMENTS], ["catalog"], ["query", "figures"]):
        result = process("--store", demo, *command, env=seeds[1])
        assert result.stdout == run("--store", demo, *command).stdout != ""


def test_a_summary_says_what_was_done(demo: Path, documents: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(demo, store)
    (documents / "terms.ttl").write_text("<http://a.example/> a <http://a.example/T> .\n")
    result = run("load", documents / "*.*", documents, "--store", store)
    lines = result.stderr.splitlines()
    assert (result.returncode, result.stdout) == (0, "")
    assert lines[0] == f"1 loaded, {len(list(DOCUMENTS.iterdir()))} unchanged"
    assert lines[-1] == "generation 2"
    again = run("load", documents, "--store", store).stderr.splitlines()
    assert again[-1] == "generation 2"


def test_a_changed_figure_changes_the_answer(documents: Path, tmp_path: Path) -> None:
    for path in documents.iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("5.02万", "6.37万").replace("50,200", "63,700"), "utf-8")
    run("load", documents, "--store", tmp_path / "store")
    answer = run("query", "talent-schemes", "--store", tmp_path / "store").stdout
    assert "63,700" in answer
    assert "50,200" not in answer


MOMENTS = [
    ("kg.graph.store", "Primary.replace_all", 1, "before"),
    ("kg.graph.store", "Primary.replace_all", 2, "before"),
    ("kg.graph.importing", "import_file", 1, "after"),
    ("kg.graph.store", "Primary.publish", 1, "before"),
    ("shutil", "rmtree", 1, "before"),
    ("os", "fsync", 1, "after"),
    ("kg.graph.generations", "switch", 1, "after"),
    ("kg.graph.generations", "prune", 1, "before"),
]


@dataclass(frozen=True)
class Change:
    """A published store, documents that have changed since, and what it says before and after."""

    store: Path
    documents: Path
    before: str
    after: str


@pytest.fixture(scope="session")
def change(tmp_path_factory: pytest.TempPathFactory) -> Change:
    root = tmp_path_factory.mktemp("change")
    documents = root / "documents"
    documents.mkdir()
    for figure in ("1.25", "3.5"):
        for name in ("one.md", "two.txt"):
            text = f"青云人才计划至今批出{figure}万宗申请。\n"
            (documents / name).write_text(text, encoding="utf-8")
        assert run("load", documents, "--store", root / figure).returncode == 0
        (documents / "terms.ttl").write_text("<http://a.example/> a <http://a.example/T> .\n")
    assert run("load", documents, "--store", root / "3.5").returncode == 0
    return Change(root / "1.25", documents, export(root / "1.25"), export(root / "3.5"))


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: "-".join(map(str, moment[1:])))
def test_a_load_killed_at_any_moment_leaves_one_whole_state_and_the_next_completes_it(
    change: Change, tmp_path: Path, moment: tuple[str, str, int, str]
) -> None:
    store = Path(shutil.copytree(change.store, tmp_path / "store"))
    words = [*map(str, moment), "load", str(change.documents), "--store", str(store)]
    killed = subprocess.run([sys.executable, "-c", KILLED, *words], capture_output=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    switched = moment[1:] in {("switch", 1, "after"), ("prune", 1, "before")}
    assert export(store) == (change.after if switched else change.before)
    result = run("load", change.documents, "--store", store)
    assert result.returncode == 0, result.stderr
    assert export(store) == change.after
    assert not [*store.glob("generations/*.partial"), *store.glob("generations/*.old")]


def test_a_load_killed_at_odd_times_leaves_one_whole_state(change: Change, tmp_path: Path) -> None:
    store = Path(shutil.copytree(change.store, tmp_path / "store"))
    for delay in (0.4, 0.8, 1.2):
        with subprocess.Popen(
            [*KG, "load", str(change.documents), "--store", str(store)], stderr=subprocess.DEVNULL
        ) as running:
            time.sleep(delay)
            running.kill()
        assert export(store) in (change.before, change.after)
    assert run("load", change.documents, "--store", store).returncode == 0
    assert export(store) == change.after


def test_csv_tsv_json_and_xml_say_the_same(demo: Path) -> None:
    answers = {
        form: run("query", "talent-schemes", "--format", form, "--store", demo).stdout
        for form in ("csv", "tsv", "json", "xml")
    }
    rows = list(csv.reader(io.StringIO(answers["csv"], newline="")))
    assert rows[0] == FIELDS
    document = json.loads(answers["json"])
    assert document["head"]["vars"] == FIELDS
    bindings = document["results"]["bindings"]
    assert [[row.get(name, {"value": ""})["value"] for name in FIELDS] for row in bindings] == rows[
        1:
    ]
    assert len(answers["tsv"].splitlines()) == len(rows)
    assert answers["tsv"].splitlines()[0].split("\t") == [f"?{name}" for name in FIELDS]
    results = ElementTree.fromstring(answers["xml"]).findall(".//{*}result")
    assert len(results) == len(bindings)
    assert "50200" in {row[2] for row in rows}


def test_tables_are_for_people(demo: Path) -> None:
    table = run("query", "talent-schemes", "--store", demo).stdout
    assert table.splitlines()[0].split() == [
        "scheme", "measure", "value", "time", "dimension", "mode", "speaker", "document",
        "sentence",
    ]  # fmt: skip
    assert "50,200 person" in table
    assert "exact" not in table
    markdown = run("query", "talent-schemes", "--format", "markdown", "--store", demo).stdout
    assert len({line.replace("\\|", "").count("|") for line in markdown.splitlines()}) == 1


@pytest.mark.parametrize("columns", [40, 80, 100, 140, 200])
def test_on_a_terminal_no_line_is_too_long_and_no_figure_is_cut(demo: Path, columns: int) -> None:
    for question in ("talent-schemes", "figures", "sources"):
        shown = on_terminal(columns, "query", question, "--store", demo)
        if "──" in shown:
            assert max(map(display_width, shown.splitlines())) <= columns
        if question == "talent-schemes":
            assert "50,200 person" in shown


def test_a_bar_shows_on_a_terminal_only(documents: Path, tmp_path: Path) -> None:
    piped = run("load", documents, "--store", tmp_path / "piped")
    assert "%" not in piped.stderr
    shown = on_terminal(100, "load", documents, "--store", tmp_path / "shown")
    assert "Loading" in shown
    assert "100%" in shown
    assert shown.splitlines()[-1] == "generation 1"
    again = on_terminal(100, "load", documents, "--store", tmp_path / "shown")
    assert "0 loaded" in again


@pytest.mark.parametrize(
    "command",
    ["facts", "facts --format table", "export", "query figures", "query figures --format csv",
     "catalog", "why 香港", "info", "sparql 'SELECT * { ?a ?b ?c }'"],
)  # fmt: skip
def test_a_pipe_that_is_closed_early_is_no_error(demo: Path, command: str) -> None:
    line = f"{sys.executable} -m kg --store {demo} {command} | head -n 1"
    result = subprocess.run(
        ["bash", "-c", line], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1


def test_the_store_is_taken_from_the_environment(documents: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "KG_STORE": str(tmp_path / "store")}
    assert process("load", documents, env=environment, cwd=tmp_path).returncode == 0
    assert process("info", env=environment).stdout.startswith(f"store       {tmp_path / 'store'}\n")
    assert "kg load" in process("info", "--store", tmp_path / "other", env=environment).stderr
    del environment["KG_STORE"]
    (tmp_path / "store").rename(tmp_path / "kg-store")
    assert process("info", env=environment, cwd=tmp_path).stdout.startswith(
        "store       kg-store\n"
    )


def test_each_document_is_counted_once(demo: Path) -> None:
    lines = run("info", "--store", demo).stdout.splitlines()
    assert lines[2].split() == ["documents", str(len(list(DOCUMENTS.iterdir())))]
    assert [line.strip() for line in lines[-len(list(DOCUMENTS.iterdir())) :]] == sorted(
        path.name for path in DOCUMENTS.iterdir()
    )


def test_the_prefixes_of_the_house_need_no_declaration(demo: Path) -> None:
    text = "SELECT DISTINCT ?type { ?x kg:tier ?tier ; a ?type } ORDER BY ?type"
    assert "kg:Observation" in run("sparql", text, "--store", demo).stdout
    own = f"PREFIX kg: <http://a.example/> {text}"
    assert "Observation" not in run("sparql", own, "--store", demo).stdout
    assert "prefix not found" in run("sparql", "ASK { ?x foo:a 1 }", "--store", demo).stderr


def test_a_store_remembers_its_base(documents: Path, tmp_path: Path) -> None:
    store, base = tmp_path / "store", "https://x.example/"
    run("--base", base, "load", documents, "--store", store)
    assert f'"iri": "{base}doc/' in run("facts", "--store", store).stdout
    assert run("load", documents, "--store", store).stderr.startswith("0 loaded, 3 unchanged")
    clash = run("--base", "https://y.example/", "load", documents, "--store", store)
    assert (clash.returncode, clash.stdout) == (1, "")
    assert "published under https://x.example/" in clash.stderr


def test_one_fact_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A short note", encoding="utf-8")
    told = run("load", tmp_path / "note.txt", "--store", tmp_path / "store").stderr
    assert told.splitlines()[1] == "1 fact"
