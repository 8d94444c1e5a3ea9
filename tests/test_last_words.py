"""Things that are called by the last word of their name, and what English clauses say of them."""

import pytest

from kg.model.mention import Entity
from kg.reading.reader import read
from tests.extracting import extractor, meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Borth Rail Partnership met. Later the Partnership opened a hub.",
         [("the Partnership", "Borth Rail Partnership")]),
        ("We visited the Aire Community Hub. The hub is run by volunteers.",
         [("The hub", "Aire Community Hub")]),
        ("The Kelp Energy Park opened.\n\nIt rained.\n\nThe park has eight turbines.",
         [("The park", "Kelp Energy Park")]),
        # Nothing before, another of the kind, a longer name, what many things are, far away.
        ("The park opened. The Kelp Energy Park is new.", []),
        ("The Kelp Energy Park and the Aire Business Park closed. The park is shut.", []),
        ("The Borth Rail Partnership met the Partnership Council of Leeds.", []),
        ("The Solar Rebate Scheme ended, and the scheme that follows is larger.", []),
        ("The Kelp Energy Park opened.\n\nA.\n\nB.\n\nC.\n\nD.\n\nThe park is shut.", []),
    ],
)  # fmt: skip
def test_a_thing_is_called_by_the_last_word_of_its_name(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = [each for each in meant(text) if each[0].split()[-1] not in ("Council", "scheme")]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Kelp Energy Park, which will be run by the city's utility, Tyne Power Ltd, is partly "
         "financed by the Leeds Green Fund.",
         {("kg:operatedBy", "Tyne Power Ltd"), ("kg:fundedBy", "Leeds Green Fund")}),
        ("The Kelp Energy Park, opened in May with the help of two schools, is run by Keel Ltd.",
         {("kg:operatedBy", "Keel Ltd")}),
        ("The Kelp Energy Park, an old quarry that nobody wanted, is owned by Keel Ltd.",
         {("kg:ownedBy", "Keel Ltd")}),
        ("The Kelp Energy Park, funded by the Leeds Green Fund and run by Keel Ltd, has reopened.",
         {("kg:fundedBy", "Leeds Green Fund"), ("kg:operatedBy", "Keel Ltd")}),
        ("Beside the Kelp Energy Park, which few visit, Keel Ltd is owned by nobody.", set()),
        ("The Kelp Energy Park, which opened, and the school, is run by nobody.", set()),
        ("Because the Kelp Energy Park, which opened, failed, Keel Ltd left.", set()),
    ],
)  # fmt: skip
def test_what_stands_between_commas_does_not_part_a_subject_from_its_verb(
    text: str, expected: set[tuple[str, str]]
) -> None:
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    assert {
        (f.predicate, f.object.name)
        for f in facts
        if f.kind == "relation" and isinstance(f.object, Entity)
    } == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Leeds Council last week published its National Ports Roadmap.",
         {("kg:issuedBy", "Leeds Council")}),
        ("The Leeds Council in March 2023 launched the Canal Skills Scheme.",
         {("kg:launchedBy", "Leeds Council")}),
        ("Keel Energy, a joint venture between Aire Holdings and Wear Holdings, has grown.",
         {("kg:ownedBy", "Aire Holdings"), ("kg:ownedBy", "Wear Holdings")}),
        ("The Aire Institute, which is based in Leeds and is part of the University of Otley, won",
         {("kg:partOf", "University of Otley"), ("kg:headquarteredIn", "Leeds")}),
        ("The Aire Skills Centre opened with a £3 million donation from the Wear Foundation.",
         {("kg:fundedBy", "Wear Foundation")}),
        ("Leeds Council, which last week met, ignored its National Ports Roadmap.", set()),
        ("The Aire Skills Centre opened with a letter from the Wear Foundation.", set()),
        ("The Namibian government agreed.", set()),
    ],
)  # fmt: skip
def test_english_clauses_of_the_press_are_read(text: str, expected: set[tuple[str, str]]) -> None:
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    assert {
        (f.predicate, f.object.name)
        for f in facts
        if f.kind == "relation" and isinstance(f.object, Entity)
    } == expected


def test_who_leads_is_a_person_whatever_the_given_name() -> None:
    text = "Kgomotso Abi, who heads the department, spoke. Kelp Partners, which heads it, did not."
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    people = {f.subject.name for f in facts if "kg:Person" in f.subject.types}
    assert people == {"Kgomotso Abi"}
