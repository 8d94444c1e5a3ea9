"""``kg patterns``: lint, test, explain."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import main

PATTERN = """
[[pattern]]
id = "grown"
property = "kg:growth"
pattern = "{s:City} grew by {v:percent}"
subject = "s"
value = "v"
examples = [
  { text = "{Ashford|City} grew by 3%", value = VALUE },
  { text = "{Barton|City} grew by 4%", value = 4 },
]
counter = ["{Ashford|City} grew"]
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["patterns", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(PATTERN.replace("VALUE", "3"), encoding="utf-8")
    return tmp_path


def test_patterns_of_ones_own_are_counted(folder: Path) -> None:
    assert run("lint", "--folder", folder).output == "1 patterns in 1 files are well formed\n"
    assert run("test", "--folder", folder).output == "3 examples of 1 patterns hold\n"


def test_a_failing_example_is_named_and_ends_with_1(folder: Path) -> None:
    (folder / "mine.toml").write_text(PATTERN.replace("VALUE", "5"), encoding="utf-8")
    done = run("test", "--folder", folder)
    assert done.exit_code == 1
    assert "mine.toml: grown: {Ashford|City} grew by 3%: asked for {'value': 5}" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kg:growth", "kg:growht", "unknown property kg:growht"),
        ("{v:percent}", "{v:per cent", "{v:per cent"),
        ("[[pattern]]", "[[pattern]", "mine.toml"),
    ],
)
def test_a_fault_is_named_with_its_file(folder: Path, old: str, new: str, message: str) -> None:
    text = PATTERN.replace("VALUE", "3").replace(old, new)
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    done = run("lint", "--folder", folder)
    assert done.exit_code == 1
    assert "mine.toml" in done.stderr
    assert message in done.stderr


def test_a_sentence_is_explained() -> None:
    done = run("explain", "2024年北岭市设立了“远航基金”。")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[0] == "2024年北岭市设立了“远航基金”。"
    assert lines[1] == "  read as  ⟨2024年: 2024⟩⟨北岭市: city⟩设立了⟨“远航基金”: fund⟩。"
    assert any(line.startswith("  states   远航基金 · established by · 北岭市") for line in lines)
    assert any(line.startswith("  near     ") and ", then not " in line for line in lines)


def test_an_empty_sentence_is_a_clear_error() -> None:
    done = run("explain", " ")
    assert done.exit_code == 1
    assert "give a sentence" in done.stderr


def test_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    done = run("lint", "--folder", tmp_path / "none")
    assert done.exit_code == 1
    assert "no such folder" in done.stderr
