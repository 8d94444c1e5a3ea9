"""``kg query conflicts``: what cannot all be right, in texts of three scripts."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.main import main
from kg.errors import OntologyError, QueryError
from kg.loading import load
from kg.querying import canned, composition, guards
from kg.resources import GUARDS, QUERIES
from kg.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

NOTE = """---
title: Notes on funds
date: 2025-02-01
---
# Notes on funds

The Co-Investment Fund has a size of HK$50 billion.

The number of licensed operators rose from 40 to 52 in 2024, an increase of 10.

| District | Staff | Firms |
|---|---|---|
| East | 1,300 | 120 |
| West | 950 | 80 |
| Total | 2,350 | 200 |
"""
BRIEF = """---
title: 基金近況
date: 2025-02-02
---
# 基金近況

共同投資基金規模達300億港元。
"""
ARTICLE = """---
title: 展会简报
date: 2025-03-01
---
# 展会简报

2024年参展企业由200家增加到260家，增长40%。培训为期两周。
"""
AGREES = """---
title: 基金摘要
date: 2025-02-03
---
# 基金摘要

共同投资基金规模达300亿港元。2024年参展商由200家增加到260家，增长30%。
"""


def conflicts(folder: Path, **texts: str) -> list[dict[str, str]]:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    load([folder], folder / "store", Settings())
    arguments = ["--store", str(folder / "store"), "query", "conflicts", "--format", "csv"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    folder = tmp_path_factory.mktemp("conflicts")
    return conflicts(folder, note=NOTE, brief=BRIEF, article=ARTICLE)


def test_documents_that_disagree_are_shown_with_both_sentences(found: list[dict[str, str]]) -> None:
    rows = [row for row in found if row["kind"] == "documents disagree"]
    assert [(row["document"], row["found"], row["sentence"]) for row in rows] == [
        ("brief.md", "300億港元", "共同投資基金規模達300億港元"),
        ("note.md", "HK$50 billion", "The Co-Investment Fund has a size of HK$50 billion."),
    ]
    assert {row["subject"] for row in rows} == {"Co-Investment Fund"}
    assert "30000000000 HKD" in rows[0]["finding"]
    assert BRIEF.index(rows[0]["sentence"]) == int(rows[0]["start"])


@pytest.mark.parametrize(
    ("kind", "finding", "documents"),
    [
        ("rows add up", "add up to 2250, and the total is 2350 person", {"note.md"}),
        ("change adds up", "From 200 to 260 is a change of 30 %, not 40", {"article.md"}),
        ("change adds up", "From 40 to 52 is a change of 12 operator, not 10", {"note.md"}),
    ],
)
def test_arithmetic_that_fails_within_a_document_is_shown(
    found: list[dict[str, str]], kind: str, finding: str, documents: set[str]
) -> None:
    rows = [row for row in found if row["kind"] == kind and finding in row["finding"]]
    assert len(rows) == 3
    assert {row["document"] for row in rows} == documents
    assert len({row["found"] for row in rows}) == 3


def test_nothing_else_is_told(found: list[dict[str, str]]) -> None:
    assert len({(row["kind"], row["finding"]) for row in found}) == 4


def test_documents_that_agree_are_in_no_conflict(tmp_path: Path) -> None:
    assert conflicts(tmp_path, brief=BRIEF, same=AGREES) == []


def test_each_rule_of_a_conflict_is_asked_and_none_is_written_twice() -> None:
    text = canned.get("conflicts").text
    asked = [guard for guard in guards.load() if "conflict" in guard.tags]
    assert len(asked) >= 8
    for guard in asked:
        assert guard.text.partition("WHERE")[2].strip() in text or "#" in guard.text
    assert "kg:indicator" not in (QUERIES / "conflicts.rq").read_text(encoding="utf-8")


def test_a_question_of_no_guards_is_refused() -> None:
    with pytest.raises(QueryError, match="no guard has the tag 'nothing'"):
        composition.composed("#+ guards: nothing\nASK {}")
    with pytest.raises(QueryError, match="no place"):
        composition.composed("#+ guards: conflict\nASK {}")


def test_a_broken_guard_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(GUARDS, tmp_path / "guards")
    (folder / "circle.rq").write_text("#+ severity: fatal\nASK {}", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"circle\.rq:1"):
        composition.composed((QUERIES / "conflicts.rq").read_text(encoding="utf-8"), folder)
