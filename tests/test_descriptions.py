"""Things that English text calls by what they are, and what is told of them."""

import pytest

from kg.extraction.extractor import Extraction
from kg.model.mention import Entity
from kg.reading.reader import read
from tests.extracting import extractor


def extract(text: str) -> Extraction:
    return extractor().extract(read(f"{text}\n".encode(), "note.md"))


def called(text: str) -> list[tuple[str, str]]:
    return [
        (reading.passage.text[m.start : m.end], m.meaning.name)
        for reading in extract(text).readings
        for m in reading.mentions
        if isinstance(m.meaning, Entity) and m.rule == "anaphora"
    ]


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        # By its name, though another of the kind stands nearer.
        ("The Port of Arbroath grew. Keel Airport shut. In May the port sold two cranes.",
         "port", "Port of Arbroath"),
        ("The Young Piper Bursary Scheme and the Choir Fund began. Each year the scheme helps 40.",
         "scheme", "Young Piper Bursary Scheme"),
        # By its class.
        ("The Kelp Mapping System opened in June. By 2020 the system had 40 users.",
         "system", "Kelp Mapping System"),
        ("The Kelp Mapping System opened in June. It rained.\n\nBy 2020 the system had 40 users.",
         "system", "Kelp Mapping System"),
        # A body of no known kind may well be a firm.
        ("Brevik, which operates ferries, grew. By May the operator had 9 boats.",
         "operator", "Brevik"),
        ("# The Loom Street Residency\n\n## Who may apply\n\nAnyone may ask the residency to wait.",
         "residency", "Loom Street Residency"),
        # The place that the document names most, whatever stands beside it.
        ("Dundee is old. Perth is older. Dundee grew, and Dundee built. The city loses money.",
         "city", "Dundee"),
    ],
)  # fmt: skip
def test_a_thing_is_called_by_what_it_is(text: str, noun: str, name: str) -> None:
    assert (noun, name) in [(words.split()[-1], thing) for words, thing in called(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The Kelp Mapping System opened. The system operators met.",  # a noun before a noun
        "The Kelp Mapping System opened. The system of weights is old.",
        "The Kelp Mapping System opened. The system that follows is larger.",
        "The system grew. The Kelp Mapping System is new.",  # it was not named before
        "Perth, Dundee and Cork met. The city is old.",  # no city is named more than another
        "The Wear Foundation spoke. The council met.",  # a council is called so by its name
        "The Kelp Mapping System opened. The new system is larger.",  # another one
    ],
)
def test_what_is_told_apart_or_was_not_named_points_to_nothing(text: str) -> None:
    nouns = ("system", "city", "council")
    assert [each for each in called(text) if each[0].split()[-1].lower() in nouns] == []


def test_relations_are_told_of_what_is_called_by_its_kind() -> None:
    text = (
        "The Tay Apprenticeship Levy began in 2019. Ministers met. "
        "Since May the levy is no more, but the programme is run by the Wear Foundation."
    )
    found = {
        (f.subject.name, f.predicate, f.object.name)
        for f in extract(text).facts
        if f.kind == "relation" and isinstance(f.object, Entity)
    }
    assert any(subject == "Tay Apprenticeship Levy" for subject, *_ in found)
