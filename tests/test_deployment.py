"""What the README says about deployment is true of the program."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.main import main
from kg.resources import DOCUMENTS

README = (DOCUMENTS.parent / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def commands() -> list[list[str]]:
    start = re.search(r"^ExecStart=(.*)$", block("ini"), re.MULTILINE)
    entry = re.search(r"^ENTRYPOINT \[(.*)\]$", block("dockerfile"), re.MULTILINE)
    assert start
    assert entry
    return [shlex.split(start[1]), shlex.split(entry[1].replace(",", " "))]


@pytest.mark.parametrize("command", commands(), ids=["unit", "container"])
def test_the_options_of_a_service_exist(command: list[str], tmp_path: Path) -> None:
    assert Path(command[0]).name == "kg"
    there = str(tmp_path)
    arguments = [there if re.match(r"/.*store$", part) else part for part in command[1:]]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1  # all is understood, only there is nothing to serve
    assert "there is nothing to read" in result.output


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd")
    unit = tmp_path / "kg.service"
    unit.write_text(block("ini").replace("/opt/kg/bin/kg", "/bin/true"), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(unit)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert "kg.service" not in result.stderr


def test_each_line_of_the_container_file_is_an_instruction() -> None:
    lines = block("dockerfile").splitlines()
    known = {"FROM", "COPY", "RUN", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK",
             "ENTRYPOINT"}  # fmt: skip
    assert {line.split()[0] for line in lines} == known
    assert lines[0].startswith("FROM ")
    for line in lines:
        for listed in re.findall(r"\[.*\]$", line):
            assert all(isinstance(part, str) for part in json.loads(listed))
