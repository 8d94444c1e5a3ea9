"""What is said of one of several things that ``and`` joins is said of all of them."""

import pytest

from tests.extracting import stated, told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "{Keel|Firm}, {Wear|Firm} and {Tyne Bank|Firm} are based at {Aire Park|Site}.",
            {(each, "locatedIn", "Aire Park") for each in ("Keel", "Wear", "Tyne Bank")},
        ),
        (
            "{Leeds|City} is home to {Keel|Firm}, {Wear|Firm} and {Tyne Bank|Firm}.",
            {(each, "locatedIn", "Leeds") for each in ("Keel", "Wear", "Tyne Bank")},
        ),
        (
            "I thank {Keel|Firm} and {Wear|Firm} for hosting the {Ports Summit|Conference}.",
            {("Ports Summit", "organisedBy", each) for each in ("Keel", "Wear")},
        ),
    ],
)
def test_all_of_them_are_meant_in(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert wanted <= stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Unlike {Keel|Firm} and {Wear|Firm}, {Tyne Bank|Firm} is based at {Aire Park|Site}.",
        "{Tyne Bank|Firm} is based at {Aire Park|Site}, and {Keel|Firm} hires {Wear|Firm} staff.",
        "{Keel|Firm} grew and {Tyne Bank|Firm} is based at {Aire Park|Site}.",
    ],
)
def test_only_the_bank_is_there_in(text: str) -> None:
    assert stated(text) == {("Tyne Bank", "locatedIn", "Aire Park")}


def test_a_list_ends_where_the_clause_goes_on() -> None:
    found = told("The Tyne Academy offers a short course, and plans to train 900 welders.")
    assert {words for _, what, words in found if what == "provides"} == {"a short course"}
