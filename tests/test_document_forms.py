"""In whatever form it is said: what a document is called, when, by whom, under which number."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extraction import metadata
from kg.extraction.passages import passages
from kg.reading.reader import read

FORMS = tomllib.loads(
    (Path(__file__).parent / "data" / "document_forms.toml").read_text(encoding="utf-8")
)["form"]
_MAKERS = ("dct:creator", "dct:publisher")


def told(form: dict[str, Any]) -> dict[str, set[str]]:
    texts = passages(read(form["text"].encode(), form.get("file", "note.txt")))
    found: dict[str, set[str]] = {}
    for fact in metadata.find(texts, lambda _: None):
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
