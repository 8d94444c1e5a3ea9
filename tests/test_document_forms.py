"""In whatever form it is said: what a document is called, when, by whom, under which number."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.extraction.references import citations
from kg.reading.reader import read

FORMS = tomllib.loads(
    (Path(__file__).parent / "data" / "document_forms.toml").read_text(encoding="utf-8")
)["form"]
_MAKERS = ("dct:creator", "dct:publisher")


def told(form: dict[str, Any]) -> dict[str, set[str]]:
    texts = passages(read(form["text"].encode(), form.get("file", "note.txt")))
    found: dict[str, set[str]] = {}
    linked = citations.find(texts, statements.document_entity(texts[0].document, texts))
    own = [fact for fact in linked if fact.predicate in ("kg:url", "dct:references")]
    for fact in (*statements.find(texts, lambda _: None), *own):
        assert isinstance(fact.object, str)
        found.setdefault(fact.predicate, set()).add(fact.object)
    return found


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_a_document_says_what_it_is(form: dict[str, Any]) -> None:
    found = told(form)
    for predicate, values in form.get("only", {}).items():
        assert found.get(predicate, set()) == set(values), predicate
    for predicate, values in form.get("has", {}).items():
        assert set(values) <= found.get(predicate, set()), predicate
    for predicate, values in form.get("lacks", {}).items():
        assert not set(values) & found.get(predicate, set()), predicate
    makers = set().union(*(found.get(predicate, set()) for predicate in _MAKERS))
    assert set(form.get("bodies", ())) <= makers


@pytest.mark.parametrize(
    "line",
    [
        "12/03/2025", "2025.3.12", "12 Mar 2025", "March 12th, 2025", "民國114年3月12日",
        "Date of issue: 12 March 2025", "Published 12 Mar 2025 at 09:30",
        "WINDHOEK — 12 March 2025",
        "Posted on March 12, 2025 by Astrid Berg", "Approved by the Board, 12 March 2025",
        "Version 2.1, 12 March 2025", "v2.1 (2025-03-12)", "刊登日期：2025年3月12日",
        "發文日期:114年3月12日", "擬備日期：2025年3月12日", "Air date: 12 March 2025",
        "成文于2025年3月12日",
        "2025 年 3 月 12 日", "（2025-03-12 10:00）", "Windhoek | 12 March 2025",
    ],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["{}\n\n{}", "# {}\n\n**{}**"])
def test_a_line_gives_the_day_of_issue(line: str, frame: str) -> None:
    text = frame.format("Fleet comes home light", line)
    body = "The fleet came home on Wednesday with its smallest catch in ten years. It was quiet."
    found = told({"text": f"{text}\n\n{body}\n", "file": "note.md" if "#" in text else "note.txt"})
    assert found["dct:issued"] == {"2025-03-12"}
    assert not {"dct:creator", "dct:publisher"} & found.keys() or "Astrid" in line


@pytest.mark.parametrize(
    "line",
    [
        "Closing date: 12 March 2025", "投標截止日期：2025年3月12日", "有效期至2025年3月12日",
        "訪談時間：2025年3月12日", "报告期：2024年1月1日至12月31日", "Next meeting: 12 March 2025",
    ],
)  # fmt: skip
def test_another_day_is_no_day_of_issue(line: str) -> None:
    body = "The fleet came home on Wednesday with its smallest catch in ten years. It was quiet."
    assert "dct:issued" not in told({"text": f"Fleet comes home light\n\n{line}\n\n{body}\n"})
