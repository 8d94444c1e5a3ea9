"""What has no name is of the document that speaks of it."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def subjects(text: str, name: str) -> set[str]:
    extraction = extractor().extract(read(text.encode(), name))
    return {fact.subject.id for fact in extraction.facts if fact.kind == "quantity"}


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("The bursary is worth $500 a month.", False),
        ("Membership fees rose to $40.", False),
        ("受訪船東中，62%打算換船。", False),
        ("The Tarrow Bursary is worth $500 a month.", True),
        ("Fishing fees in Norway rose to $40.", True),
    ],
)
def test_only_what_is_named_is_one_thing_in_several_documents(text: str, shared: bool) -> None:
    one, other = subjects(f"{text}\n", "one.md"), subjects(f"{text}\n\nMore.\n", "other.md")
    assert one
    assert (one == other) is shared


def test_within_a_document_it_is_one_thing() -> None:
    text = "The bursary is worth $500 a month.\n\nThe bursary lasts 12 months.\n"
    assert len(subjects(text, "one.md")) == 1
