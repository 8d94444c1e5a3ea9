"""Bare numbers behind labels that they count."""

import pytest

from kg.extraction.passages.passage import passages
from kg.model.mention import Quantity
from kg.reading.reader import read


def figures(line: str) -> list[tuple[int, str]]:
    document = read(f"# Note\n\n- {line}\n- Nothing else\n".encode(), "note.md")
    item = next(text for text in passages(document) if text.text.startswith(line[:2]))
    found = [mention.meaning for mention in item.amounts]
    return [(int(q.value), q.unit) for q in found if isinstance(q, Quantity)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Places: 36", [(36, "place")]),
        ("Countries represented: 14", [(14, "country")]),
        ("Students in evening courses: 1,240", [(1240, "person")]),
        ("Staff: 85", [(85, "person")]),
        ("Ferries: 12", [(12, "ferry")]),
        ("名額：36", [(36, "item")]),
        ("Why they left (n=317)", [(317, "respondent")]),
        ("The pin=317 is given", []),
        ("床位數：120", [(120, "item")]),
        ("員工：850", [(850, "person")]),
        # the numbers of versions, pages, years and telephones; words behind them; no label
        ("Version: 3", []),
        ("Pages: 31", []),
        ("Openings: 2024", []),
        ("Tel: 2345", []),
        ("Places: 36A", []),
        ("電話：2345", []),
        ("年份：2024", []),
        ("Access: 24", []),
    ],
)
def test_a_number_alone_behind_a_label_counts_what_the_label_names(
    line: str, expected: list[tuple[int, str]]
) -> None:
    assert figures(line) == expected
