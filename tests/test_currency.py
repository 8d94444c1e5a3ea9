"""Whose money a bare dollar is, in one document."""

import pytest

from kg.extraction.numbers.currency import defaults
from kg.reading.reader import read


@pytest.mark.parametrize(
    ("text", "dollar"),
    [
        ("Ferries leave Dunedin at noon, and Otago pays $3 for each.", "NZD"),
        ("The mills of Winnipeg cost $3 million. Perth has none, nor has Manitoba.", "CAD"),
        ("Ohio and Michigan share a $3 toll.", "USD"),
        ("Harbour dues in Hobart are $3, as they are in Western Australia.", "AUD"),
        ("Looms in Tainan cost $3, in Kaohsiung more.", "TWD"),
        ("A loom costs $3.", "USD"),
    ],
)
def test_a_bare_dollar_is_that_of_the_places_named(text: str, dollar: str) -> None:
    assert defaults(read(f"{text}\n".encode(), "note.md")).dollar == dollar
