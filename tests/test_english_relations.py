"""English clauses: second passives, deeds as nouns, words as objects, who is meant by ``it``."""

import pytest

from tests.extracting import stated, told


def test_who_helped_to_build_a_thing_is_not_what_is_run() -> None:
    text = (
        "In 2002 it gave way to a plant, built with loans from {Tyne Bank|Firm} and Norway's "
        "{Heron Fund|Fund} and run ever since by {Keel|Firm}."
    )
    assert not [fact for fact in stated(text) if fact[1] in ("operatedBy", "administeredBy")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The {Aire Scheme|Programme} is paid for by {Tyne Bank|Firm} and run by {Keel|Firm}.",
            {("Aire Scheme", "administeredBy", "Keel"), ("Aire Scheme", "fundedBy", "Tyne Bank")},
        ),
        (
            "Founded by {Ann Carter|Person} in 2011 and run by {Tyne Bank|Firm}, {Aire Dock|Site}"
            " is full.",
            {
                ("Aire Dock", "establishedBy", "Ann Carter"),
                ("Aire Dock", "operatedBy", "Tyne Bank"),
            },
        ),
        (
            "{Leeds College|University}, {Leeds|City} and {Keel|Firm} signed a pact with"
            " {Wear|Firm}.",
            {
                ("Leeds College", "signedWith", "Keel"),
                ("Leeds College", "signedWith", "Wear"),
                ("Keel", "signedWith", "Wear"),
            },
        ),
        (
            "According to a review by {Leeds College|University}, the {Aire Scheme|Programme}"
            " works.",
            {("Aire Scheme", "evaluatedBy", "Leeds College")},
        ),
        (
            "{Keel|Firm}'s two-year contract with {Wear|Firm} ends.",
            {("Keel", "signedWith", "Wear")},
        ),
        (
            "{Leeds|City} has appointed {Keel|Firm} to run {Aire Dock|Site}.",
            {("Aire Dock", "operatedBy", "Keel")},
        ),
        (
            "{Leeds|City} will host the {Ports Summit|Conference}, by far its biggest.",
            {("Ports Summit", "organisedBy", "Leeds")},
        ),
        (
            "{Aire Dock|Site} was built by a consortium of {Keel|Firm} and {Wear|Firm}.",
            {("Aire Dock", "builtBy", "Keel"), ("Aire Dock", "builtBy", "Wear")},
        ),
        (
            "{Tyne Bank|Firm}, the {Aire Fund|Fund} and {Wear|Firm} have invested in {Keel|Firm}.",
            {(each, "investedIn", "Keel") for each in ("Tyne Bank", "Aire Fund", "Wear")},
        ),
        (
            "Under its agreement with {Wear|Firm}, {Keel|Firm} hires.",
            {("Keel", "signedWith", "Wear")},
        ),
        (
            "They opened the {Aire Lab|ResearchLaboratory}, focusing on tides, hulls and sails.",
            {("Aire Lab", "focusArea", each) for each in ("tides", "hulls", "sails")},
        ),
        (
            "The annual {Ports Summit|Conference}, hosted by {Leeds|City}, covers cranes from"
            " 2027.",
            {("Ports Summit", "focusArea", "cranes"), ("Ports Summit", "organisedBy", "Leeds")},
        ),
        (
            "The {Aire Fund|Fund}, launched in {2014|date:2014} and managed by {Keel|Firm}, grows.",
            {("Aire Fund", "administeredBy", "Keel"), ("Aire Fund", "launchedOn", "2014")},
        ),
        (
            "The {Aire Scheme|Programme}, run by {Keel|Firm} and launched in {2014|date:2014},"
            " grows.",
            {("Aire Scheme", "administeredBy", "Keel"), ("Aire Scheme", "launchedOn", "2014")},
        ),
        (
            "It paid for {Aire Dock|Site}, to be run by {Keel|Firm}.",
            {("Aire Dock", "operatedBy", "Keel")},
        ),
    ],
)  # fmt: skip
def test_parties_are_found_in(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert wanted <= stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "The {Aire Lab|ResearchLaboratory} is focused by {Keel|Firm}.",
        "The {Ports Act|Legislation} applies under protest.",
        "The {Ports Act|Legislation} applies to no ferries.",
        "The {Aire Fund|Fund} invests in 2027.",
        "{Wear|Firm} saw the {Aire Fund|Fund} ruined and a rival managed by {Keel|Firm}.",
        "The {Aire Fund|Fund}, based in May and not managed by {Keel|Firm}, grows.",
        "The board of the {Aire Fund|Fund}, chosen in May and managed by {Keel|Firm}, meets.",
        "An agreement with {Wear|Firm} pleased {Keel|Firm}.",
        "Under an agreement with {Wear|Firm}'s bank, {Keel|Firm} hires.",
        "Under an agreement with unions, {Keel|Firm} hires.",
        f"The {{Aire Lab|ResearchLaboratory}} focuses on {'deep ' * 30}tides",
    ],
)
def test_no_party_and_no_field_is_found_in(text: str) -> None:
    assert not stated(text)


def test_a_company_may_be_a_body_of_no_known_kind_but_a_centre_is_no_college() -> None:
    text = "The {}, which has 40 rooms, is due to open in {{June 2027|date:2027-06}}."
    assert stated(text.format("company"), "Keel|Organisation")
    assert not stated(text.format("centre"), "Leeds College|University")


def test_the_text_goes_on_with_what_money_is_spent_on_and_with_what_is_called_so() -> None:
    text = (
        "We will spend $90 million over four years on a new Reef Weaving Academy in Ballarat. It"
        " will be run by Colne Vale University together with the weaving firm Pennine Fabrics.\n\n"
        "Partners will set up the Cold Chain Centre. Of the sum, $8 million comes from Larch"
        " Enterprise Board. The centre, which will cover two floors, is due to open in May 2027.\n"
    )
    assert {
        ("Reef Weaving Academy", "operatedBy", "Colne Vale University"),
        ("Reef Weaving Academy", "operatedBy", "Pennine Fabrics"),
        ("Cold Chain Centre", "fundedBy", "Larch Enterprise Board"),
        ("Cold Chain Centre", "plannedFor", "2027-05"),
    } <= told(text)


def test_it_is_what_was_set_up_and_not_who_did_so() -> None:
    text = (
        "The Ministry of Fisheries of Skerry will open a Kelp Training Centre in March 2027. It"
        " will be led by Dr Ana Koro.\n\nKeel Council met the Harbour Academy. It is run by Tyne"
        " Bank.\n"
    )
    assert {each for each in told(text) if each[1] in ("ledBy", "operatedBy")} == {
        ("Kelp Training Centre", "ledBy", "Ana Koro"),
        ("Keel Council", "operatedBy", "Tyne Bank"),
    }


PLAIN_RELATIONS = (
    (
        "Aldgate Bank and Keel Ltd will each contribute €4 million to the Wind Apprentice Fund.",
        {("Wind Apprentice Fund", "fundedBy", "Aldgate Bank")},
    ),
    (
        "The Growth Fund has invested in nine companies, among them Aldgate Bank and Keel Ltd.",
        {("Growth Fund", "investedIn", "Aldgate Bank"), ("Growth Fund", "investedIn", "Keel Ltd")},
    ),
    (
        "Lakeview Polytechnic, the Riggers' Union and four local employers set up the Tidal"
        " Skills Academy in 2023.",
        {
            ("Tidal Skills Academy", "establishedBy", "Lakeview Polytechnic"),
            ("Tidal Skills Academy", "establishedBy", "Riggers' Union"),
            ("Tidal Skills Academy", "establishedOn", "2023"),
        },
    ),
    (
        "The Kent County Council today launched the Tidal Skills Academy.",
        {("Tidal Skills Academy", "launchedBy", "Kent County Council")},
    ),
    (
        "Keel Robotics, backed by Norwood Capital and Fenwick Partners, makes welding arms.",
        {
            ("Keel Robotics", "fundedBy", "Norwood Capital"),
            ("Keel Robotics", "fundedBy", "Fenwick Partners"),
        },
    ),
)


@pytest.mark.parametrize(("sentence", "facts"), PLAIN_RELATIONS)
def test_a_plain_sentence_states_these_and_nothing_else_of_its_parties(
    sentence: str, facts: set[tuple[str, str, str]]
) -> None:
    found = told(sentence)
    assert facts <= found
    acting = {subject for subject, *_ in facts}
    others = {each for each in found if each[0] not in acting}
    assert {each for each in others if each[1] in ("focusArea", "provides")} == set()
