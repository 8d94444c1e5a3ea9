"""Lone figures above their labels."""

import pytest

from kg.extraction.layout import labelled_figures
from kg.extraction.passages.passage import passages
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read

SUBJECT = Entity("doc/deck", (Label("deck"),), ("kg:Document",))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("\\$3.6億\n平均每年維修開支", [("kg:average", 360_000_000, "平均每年維修開支")]),
        ("3,200\n\nstart-ups in the bay", [("kg:figure", 3200, "start-ups in the bay")]),
        ("HK$5 million\n\nAverage grant", [("kg:average", 5_000_000, "Average grant")]),
        ("45%\n\nof the bay", []),
        ("2023\n\n共創零碳碼頭", []),
        ("3,200\n\n45 ships", []),
        ("3,200\n\n\n\nfar away", []),
        ("3,200 ships in the bay", []),
        ("about 3,200 or 4,000\n\nships", []),
        ("in 3,200\n\nships", []),
    ],
)
def test_a_lone_figure_takes_the_words_under_it(
    lines: str, expected: list[tuple[str, int, str]]
) -> None:
    document = read(f"# 岸電概況\n\n{lines}\n".encode(), "deck.md")
    found = labelled_figures.find(passages(document), SUBJECT)
    assert [
        (fact.predicate, int(fact.quantity.value), fact.measure) for fact in found if fact.quantity
    ] == expected
    for fact in found:
        assert fact.tier == "B"
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)
