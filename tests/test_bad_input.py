"""Bad input: one message that names the thing, the place and the remedy; nothing is written."""

import ctypes
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.main import main
from kg.graph.store import open_primary

pytestmark = pytest.mark.slow

KG = [sys.executable, "-m", "kg"]
TEXT = (
    "---\ntitle: 松溪市科创简报\n---\n\n松溪市政府将拨款20亿元，设立松溪创新基金，"
    "用来支持本地的科研机构和大学。到现在为止，这个计划一共批出1.25万宗申请。市长在会上说，我们要在明年把这个数目提高到两倍，也会同其他城市合作。\n"
)
TRADITIONAL = (
    "松溪市政府將撥款20億元，設立松溪創新基金，用來支持本地的科研機構和大學。"
    "到現在為止，這個計劃一共批出1.25萬宗申請。市長在會上說，我們要在明年把這個數目提高到兩倍，也會同其他城市合作。\n"
)
DAC_OVERRIDE, DAC_READ_SEARCH, DROP = 1, 2, 24


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, which is ten times as fast."""
    words = [str(argument) for argument in arguments]
    result = CliRunner(env=environment).invoke(main, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return subprocess.CompletedProcess(words, result.exit_code, result.stdout, result.stderr)


def process(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [*KG, *map(str, arguments)], capture_output=True, encoding="utf-8", timeout=120, **options
    )


def obey_permissions() -> None:
    """Take from root, in a child process, the right to ignore them."""
    libc = ctypes.CDLL(None)
    for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
        libc.prctl(DROP, capability, 0, 0, 0)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one document; not to be changed."""
    root = tmp_path_factory.mktemp("loaded")
    (root / "brief.md").write_text(TEXT, encoding="utf-8")
    assert run("load", root / "brief.md", "--store", root / "store").returncode == 0
    return root / "store"


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "store"))


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A document that is in no store yet."""
    path = tmp_path / "more.md"
    path.write_text(TEXT.replace("1.25", "2.5"), encoding="utf-8")
    return path


def content(store: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}


def complaint(result: subprocess.CompletedProcess[str], lines: int = 1) -> str:
    """Return the message of a run that must have failed as it should."""
    assert (result.returncode, result.stdout) == (1, ""), result
    assert result.stderr.startswith("kg: ")
    assert result.stderr.count("\n") == lines, result.stderr
    assert "Traceback" not in result.stderr
    return result.stderr[4:].rstrip("\n")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("none.md", None, r"none\.md does not exist \(check the path\)"),
        ("none*.md", None, r"none\*\.md does not exist \(check the path\)"),
        ("empty.md", b"", r"empty\.md is empty \(give a file with text\)"),
        ("blank.txt", "\ufeff \n\t\u3000\n".encode(), r"blank\.txt is empty \(give"),
        ("image.md", bytes(range(256)) * 20, r"image\.md is binary"),
        ("report.txt", b"%PDF-1.7\n%\xe2\xe3", r"report\.txt is a PDF, not text \(extract"),
        ("fields.md", b"---\ntitle: [a\nb: c\n---\n\nx\n", r"fields\.md, line 3: .*\(mend"),
        ("korean.txt", "안녕하세요 서울입니다".encode("euc-kr") * 9, r"korean\.txt.*\(convert"),
        ("cut.txt", "松溪市".encode("utf-16")[:-1], r"cut\.txt is not valid utf-16.*\(convert"),
        ("terms.ttl", b"@prefix e: <http://e.example/> .\ne:a e:p .", r"ttl, line 2, column 9.*\("),
        ("terms.nq.gz", b"plain", r"terms\.nq\.gz is not a whole gzip file.*\("),
        ("table.xlsx", b"PK", r"table\.xlsx: cannot read files of type \.xlsx \(kg reads"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_store_stays(
    store: Path, tmp_path: Path, more: Path, name: str, data: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    before = content(store)
    assert re.search(message, complaint(run("load", more, path, "--store", store)))
    assert content(store) == before
    assert re.search(message, complaint(run("load", path, "--store", tmp_path / "new")))
    assert not (tmp_path / "new").exists()
    if not name.startswith("terms"):
        assert re.search(message, complaint(run("facts", path)))


def test_all_files_that_cannot_be_read_are_told_at_once(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good.md").write_text(TEXT, encoding="utf-8")
    (folder / "empty.md").write_text("")
    (folder / "fields.md").write_text("---\ntitle: [a\nb: c\n---\n\nx\n")
    (folder / "terms.ttl").write_text("@prefix e: <http://e.example/> .\ne:a e:p .")
    before = content(store)
    refused = run("load", folder, "--store", store)
    assert refused.returncode == 1
    first, *faults = refused.stderr.splitlines()
    assert first.startswith("kg: 3 files cannot be read (")
    assert "--keep-going" in first
    told = [
        r"terms\.ttl, line 2, column 9: .*\(",
        r"empty\.md is empty \(",
        r"fields\.md, line 3: .*\(",
    ]
    assert len(faults) == 3
    for fault, expected in zip(faults, told, strict=True):
        assert re.search(expected, fault)
    assert content(store) == before
    assert run("facts", folder).stderr.startswith("kg: 2 files cannot be read (")


def test_who_keeps_going_gets_the_good_files_and_is_told_of_the_others(
    store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good.md").write_text(TEXT, encoding="utf-8")
    (folder / "empty.md").write_text("")
    (folder / "terms.ttl").write_text("@prefix e: <http://e.example/> .\ne:a e:p .")
    result = run("load", folder, "--keep-going", "--store", store)
    assert result.returncode == 1
    assert "1 loaded" in result.stderr
    *_, said, first, second = result.stderr.splitlines()
    assert said == "2 left out:"
    assert re.search(r"terms\.ttl, line 2", first)
    assert re.search(r"empty\.md is empty", second)
    assert "good.md" in run("query", "sources", "--store", store).stdout
    (folder / "good.md").unlink()
    assert "2 files cannot be read" in run("load", folder, "-k", "--store", store).stderr
    (folder / "empty.md").unlink()
    (folder / "terms.ttl").unlink()
    (folder / "good.md").write_text(TEXT, encoding="utf-8")
    assert run("load", folder, "-k", "--store", store).returncode == 0


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (TEXT, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TEXT, "utf-16", "utf-16-le"),
        (TEXT, "utf-16-be", "utf-16-be"),
        (TEXT, "utf-8-sig", "utf-8"),
    ],
)
def test_a_text_in_another_encoding_yields_its_facts(
    tmp_path: Path, text: str, encoding: str, name: str
) -> None:
    path = tmp_path / "brief.md"
    data = text.encode(encoding)
    path.write_bytes(b"\xfe\xff" + data if encoding == "utf-16-be" else data)
    result = run("facts", path)
    assert (result.returncode, result.stderr) == (0, "")
    facts = [json.loads(line) for line in result.stdout.splitlines()]
    assert {2_000_000_000, 12_500} <= {fact["value"] for fact in facts if "value" in fact}
    decoded = path.read_bytes().decode(name)
    for fact in facts:
        for evidence in fact["evidence"]:
            assert decoded[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_a_file_or_folder_that_may_not_be_read_is_named(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "secret.md"
    path.write_text(TEXT)
    path.chmod(0)
    result = process("load", path, "--store", store, preexec_fn=obey_permissions)
    assert "secret.md: Permission denied" in complaint(result)
    path.rename(path.with_suffix(".nt"))
    result = process("load", tmp_path / "secret.nt", "--store", store, preexec_fn=obey_permissions)
    assert "secret.nt: Permission denied" in complaint(result)
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    result = process("load", folder, "--store", store, preexec_fn=obey_permissions)
    assert "closed" in complaint(result)
    (tmp_path / "secret.nt").unlink()
    (tmp_path / "open.md").write_text(TEXT)
    result = process("load", tmp_path, "--store", store, preexec_fn=obey_permissions)
    assert "closed: Permission denied" in complaint(result), "not passed over beside others"


@pytest.mark.parametrize("command", [["load", "{more}"], ["info"], ["query", "funds"]])
def test_a_store_that_is_a_file_is_named(tmp_path: Path, more: Path, command: list[str]) -> None:
    file = tmp_path / "file"
    file.write_text("precious")
    for path in (file, file / "inside"):
        message = complaint(run("--store", path, *(part.format(more=more) for part in command)))
        assert str(path) in message
        assert "(" in message
    assert file.read_text() == "precious"


def test_a_folder_of_other_things_is_not_made_a_store(tmp_path: Path, more: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("cat")
    result = run("load", more, "--store", tmp_path / "photos")
    assert "photos is not a store (give an empty or a new directory)" in complaint(result)
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["cat.jpg"]


@pytest.mark.parametrize(
    "command",
    [["query", "funds"], ["sparql", "ASK {}"], ["why", "x"], ["facts"], ["export"], ["catalog"],
     ["info"], ["serve", "--port", "0"]],
    ids=lambda command: command[0],
)  # fmt: skip
def test_where_there_is_no_store_the_remedy_is_to_load(tmp_path: Path, command: list[str]) -> None:
    message = complaint(run("--store", tmp_path / "none", *command))
    assert "none" in message
    assert "kg load" in message
    assert not (tmp_path / "none").exists()


def test_a_store_that_another_loader_holds_goes_on_answering(store: Path, more: Path) -> None:
    before = run("export", "--store", store).stdout
    with open_primary(store):
        message = complaint(run("load", more, "--store", store))
        assert message.startswith(f"another loader holds {store}: process ")
        assert message.endswith("(wait until it has ended)")
        assert run("export", "--store", store).stdout == before
    assert run("load", more, "--store", store).returncode == 0


def unmeasured() -> dict[str, str]:
    """Return an environment in which no coverage is written, as the disk is full for that too."""
    return {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}


@pytest.mark.parametrize("size", [0, 1_000, 20_000, 60_000, 120_000])
def test_a_full_disk_leaves_the_store_as_it_was(store: Path, more: Path, size: int) -> None:
    before = run("export", "--store", store).stdout

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    result = process("load", more, "--store", store, preexec_fn=limit, env=unmeasured())
    message = complaint(result)
    assert f"cannot write the store {store}" in message
    assert "free disk space" in message
    assert run("export", "--store", store).stdout == before
    assert run("load", more, "--store", store).stderr.startswith("1 loaded")
    assert "250" in run("facts", "--store", store).stdout


def test_a_full_disk_under_a_new_store_is_named(tmp_path: Path, more: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    store = tmp_path / "store"
    assert "cannot write" in complaint(
        process("load", more, "--store", store, preexec_fn=limit, env=unmeasured())
    )
    assert "kg load" in complaint(run("info", "--store", store))
    assert run("load", more, "--store", store).returncode == 0


def test_a_store_that_may_not_be_written_answers_and_refuses(store: Path, more: Path) -> None:
    before = run("export", "--store", store).stdout
    folders = [store, *(path for path in store.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o500)
    try:
        result = process("load", more, "--store", store, preexec_fn=obey_permissions)
        message = complaint(result)
        assert f"cannot write the store {store}" in message
        assert "check rights" in message
        read = process("export", "--store", store, preexec_fn=obey_permissions)
        assert (read.stdout, read.stderr) == (before, "")
        new = process("load", more, "--store", store / "new", preexec_fn=obey_permissions)
        assert f"cannot write the store {store / 'new'}" in complaint(new)
    finally:
        for path in folders:
            path.chmod(0o700)


@pytest.mark.parametrize(
    ("arguments", "message", "lines"),
    [
        (["query", "talent-scheme"], "did you mean 'talent-schemes'?", 1),
        (["query", "zzzz"], "kg query lists them", 1),
        (["query", "figures", "--param", "abuot=x"], "did you mean 'about'", 1),
        (["sparql", "SELECT ?x {\n ?x foo:a 1 }"], "line 2, column 10: prefix not found\n", 3),
        (["sparql", "SELEKT * {}"], "\n  SELEKT * {}\n  ", 3),
        (["sparql", "SELECT * { ?s ?p"], "line 1, column 17: the line ends too early", 3),
        (["sparql", "INSERT DATA { <a:a> <a:b> 1 }"], "only queries are answered here", 1),
        (["sparql", "ASK { SERVICE <http://a.example/> {} }"], "SERVICE is not allowed", 1),
        (["sparql", "--file", "none.rq"], "none.rq cannot be read: No such file", 1),
        (["sparql", "ASK {}", "--format", "turtle"], "use one of table", 1),
        (["why", ""], "nothing is called ''", 1),
        (["why", "松溪创新"], "did you mean: 松溪创新基金", 1),
        (["export", "--graph", "doc/none"], "there is no graph", 1),
        (["export", "--graph", "a b:"], "is not the IRI of a graph", 1),
        (["export", "--output", "graph.nq.gz"], "does not tell its format (end it in", 1),
        (["export", "--output", "/proc/none/graph.nq"], "cannot write /proc/none/graph.nq", 1),
        (["serve", "--host", "256.0.0.1", "--port", "0"], "nothing is called 256.0.0.1", 1),
        (["serve", "--host", "a..b", "--port", "0"], "nothing is called a..b", 1),
    ],
)
def test_a_question_that_makes_no_sense_is_explained(
    loaded: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
    lines: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert message in complaint(run("--store", loaded, *arguments), lines)
    assert list(tmp_path.iterdir()) == []


def test_a_malformed_query_has_a_caret_below_the_place(loaded: Path) -> None:
    text = "SELECT ?x {\n  ?x a 'a' ; ; b }"
    place, source, caret = run("sparql", text, "--store", loaded).stderr.splitlines()
    column = int(re.findall(r"column (\d+)", place)[0])
    assert source == "    ?x a 'a' ; ; b }"
    assert caret.index("^") == column + 1


@pytest.mark.parametrize("joint", [" UNION ", ""])
def test_a_query_that_would_overflow_the_stack_is_refused(
    loaded: Path, tmp_path: Path, joint: str
) -> None:
    (tmp_path / "long.rq").write_text("ASK { " + joint.join(["{ ?s ?p ?o }"] * 15_000) + " }")
    result = process("sparql", tmp_path / "long.rq", "--store", loaded)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("kg: more than 1000 operators")


@pytest.mark.parametrize(
    "arguments",
    [["load"], ["nonsense"], ["info", "more"], ["query", "funds", "--fromat", "csv"],
     ["query", "funds", "--format", "yaml"], ["query", "funds", "--param", "about"], ["sparql"],
     ["sparql", "ASK {}", "--timeout", "0"], ["facts", "--format", "xml"], ["why"], ["--store"],
     ["serve", "--port", "99999"], ["--base", "nonsense", "info"], ["resolve", "--why", "so"],
     ["resolve", "--decided", "--undo", "id/one", "id/other"],
     ["--base", "http://a b/", "info"],
     ["--base", "http://a.example/x", "info"]],
    ids=" ".join,
)  # fmt: skip
def test_a_wrong_use_is_exit_code_2(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments, KG_STORE=str(loaded))
    assert (result.returncode, result.stdout) == (2, "")
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command", [["facts"], ["export"], ["query", "figures"], ["info"], ["query"], ["catalog"]]
)
def test_an_output_that_takes_nothing_is_an_error(loaded: Path, command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*KG, "--store", str(loaded), *command], stdout=full, stderr=subprocess.PIPE,
            encoding="utf-8", timeout=60,
        )  # fmt: skip
    assert result.returncode == 1
    assert re.fullmatch(r"kg: .*No space left on device\n", result.stderr)


@pytest.mark.parametrize("locale", ["ascii", "latin-1"])
@pytest.mark.parametrize("command", ["facts", "why 松溪创新基金", "info", "query funds"])
def test_output_is_utf_8_whatever_the_locale(loaded: Path, locale: str, command: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": locale}
    expected = run("--store", loaded, *command.split())
    result = process("--store", loaded, *command.split(), env=environment)
    assert (result.returncode, result.stdout, result.stderr) == (0, expected.stdout, "")
