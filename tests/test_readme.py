"""The README is followed to the letter."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli.main import COMMANDS
from kg.resources import DOCUMENTS
from tests.serving import listening, stopped

ROOT = DOCUMENTS.parent
PLACEHOLDER = "@@ANSWER@@"


def blocks(language: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a clone, with ``kg`` in ``bin``."""
    place = tmp_path_factory.mktemp("clone")
    shutil.copytree(DOCUMENTS, place / "documents")
    (place / "bin").mkdir()
    (place / "bin" / "kg").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    (place / "bin" / "kg").chmod(0o755)
    return place


def shell(place: Path, line: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{place / 'bin'}:{os.environ['PATH']}"}
    environment.pop("KG_STORE", None)
    return subprocess.run(
        ["bash", "-c", line], cwd=place, env=environment, capture_output=True, encoding="utf-8",
        timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def answers(place: Path) -> dict[str, str]:
    """What each command of the README prints, run in the order of the README."""
    lines = re.findall(r"^\$ (.*)$", "".join(blocks("console")), re.MULTILINE)
    answers = {}
    for line in lines:
        if line.startswith("kg "):
            result = shell(place, line)
            assert result.returncode == 0, (line, result.stderr)
            answers[line] = result.stdout
    return answers


def test_each_command_does_something(answers: dict[str, str], place: Path) -> None:
    silent = {line for line, output in answers.items() if not output}
    assert len(answers) >= 8
    # Nothing is decided yet; what is checked, and found right, is told beside the answer.
    assert {line.split()[1] for line in silent} - {"check"} == {"load", "export", "resolve"}
    assert (place / "graph.ttl").read_text(encoding="utf-8").startswith("@prefix")
    assert (place / "kg-store" / "current").exists()
    sparql = next(output for line, output in answers.items() if line.startswith("kg sparql"))
    assert len(sparql.splitlines()) > 2


@pytest.fixture
def server(place: Path, answers: dict[str, str]) -> Iterator[str]:
    """The address of a server on a free port that answers from the store of the README."""
    assert answers
    store = str(place / "kg-store")
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", store]
    running = listening(subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8"))
    yield running.address.rstrip("/")
    assert stopped(running) == 0


def test_the_sparql_client_gets_an_answer(server: str, place: Path) -> None:
    (program,) = blocks("python")
    assert program.count("http://127.0.0.1:7878") == 1
    program = program.replace("http://127.0.0.1:7878", server)
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=place,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert result.returncode == 0, result.stderr
    assert " 50200\n" in result.stdout


def test_the_port_of_the_readme_is_the_default(place: Path) -> None:
    assert "default: 7878" in " ".join(shell(place, "kg serve --help").stdout.split())
    assert re.search(r"^PORT \?= 7878$", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_the_answer_is_what_the_command_prints(place: Path, answers: dict[str, str]) -> None:
    (shown,) = (block for block in blocks("") if block.startswith(("scheme", PLACEHOLDER)))
    if shown.strip() == PLACEHOLDER:
        pytest.skip("the README does not show the answer yet")
    assert answers
    line = "stty cols 120 2>/dev/null; COLUMNS=120 kg query talent-schemes"
    shell_line = f"script -qec {line!r} /dev/null"
    if not shutil.which("script"):
        pytest.skip("there is no script(1) to make a terminal")
    printed = shell(place, shell_line).stdout.replace("\r\n", "\n")
    assert shown == printed


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
def test_make_alone_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    public = {target for target in targets if re.search(rf"^{target}:.*##", makefile, re.MULTILINE)}
    assert {"help", "setup", "demo", "test", "check", "bench", "serve"} <= public
    for words in (["make"], ["make", "help"]):
        result = subprocess.run(
            [*words, "--no-print-directory"], cwd=ROOT, capture_output=True, encoding="utf-8",
            timeout=60, check=True,
        )  # fmt: skip
        listed = {line.split()[1] for line in result.stdout.splitlines()}
        assert listed == public
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == set(targets)


def test_every_command_is_named_in_the_readme_or_the_help(place: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8") + shell(place, "kg --help").stdout
    assert [name for name in COMMANDS if name not in text] == []


def test_the_links_lead_somewhere() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
