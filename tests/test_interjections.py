"""What a sentence says by the way is no part of what it says."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor, stated


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "{Aire Park|InnovationPark}, a former dock in Kent, hosts 60 firms, among them"
            " {Keel|Firm}.",
            {("Keel", "locatedIn", "Aire Park")},
        ),
        (
            "In the north, {Aire Park|InnovationPark}, run by {Wear|Firm}, is home to 40 firms,"
            " including {Keel|Firm}.",
            {("Keel", "locatedIn", "Aire Park")},
        ),
        (
            "{Keel|Firm}, which {Ann Carter|Person} founded, has its headquarters in {Leeds|City}.",
            {("Keel", "headquarteredIn", "Leeds")},
        ),
    ],
)
def test_a_wording_is_found_though_something_is_said_in_its_midst(
    text: str, wanted: set[tuple[str, str, str]]
) -> None:
    assert wanted <= stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "The head of {Aire Park|InnovationPark}, a former dock, hosts 60 guests, among them"
        " {Keel|Firm}.",
        "{Aire Park|InnovationPark}, a former dock, does not host firms such as {Keel|Firm}.",
        "Beside {Aire Park|InnovationPark}, a dock, hosts 60 firms, among them {Keel|Firm}.",
    ],
)
def test_what_governs_a_thing_keeps_it_from_being_the_subject_behind_an_aside(text: str) -> None:
    assert not stated(text)


def test_who_is_named_by_the_way_is_not_whom_the_sentence_counts() -> None:
    text = "The Tyne Institute, opened in 2019 and paid for by Keel Ltd, has 40 staff."
    facts = extractor().extract(read(f"{text}\n".encode(), "note.txt")).facts
    figures = {(fact.subject.name, int(fact.quantity.value)) for fact in facts if fact.quantity}
    assert figures == {("Tyne Institute", 40)}
