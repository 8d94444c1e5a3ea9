"""A figure that stands before a thing as its attribute is of that thing."""

import pytest

from kg.extraction.figures.attributive import described
from kg.extraction.numbers.quantities import find
from kg.text.folding import fold


def thing(text: str) -> str:
    """Read what the first figure of a clause describes."""
    folded = fold(text)
    found = described(folded, (0, len(folded)), find(folded)[0])
    return text[slice(*found)] if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("牵头组建总额80亿元的绿色航运银团", "绿色航运银团"),
        ("成立了一隻30億元的海岸復育基金，", "海岸復育基金"),
        ("共建占地2.5公顷的苗种示范基地", "苗种示范基地"),
        ("signed a 15-year lease with the harbour board", "lease"),
        ("It gave nurses a five-year residence permit", "residence permit"),
        ("plans a network of 900 clinics by 2030", "network"),
        ("set up a joint facility of US$40 million for orchards", "joint facility"),
    ],
)
def test_the_thing_that_a_figure_describes(text: str, expected: str) -> None:
    assert thing(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "获得5亿元的投资",  # so much of something
        "培育年营收超5亿元的龙头企业6家",  # which of them are meant
        "有12%的居民",
        "a three-year delay in the works",
        "costs of US$40 million for orchards",
        "a five-year low in grain prices",
        "two years after the programme began",
    ],
)
def test_what_is_only_measured_or_counted_is_no_such_thing(text: str) -> None:
    assert thing(text) == ""
