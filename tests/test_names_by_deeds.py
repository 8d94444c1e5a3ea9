"""Latin names of no class of their own that the sentence around them makes plain."""

import pytest

from tests.extracting import mentioned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who gets, uses and plans something; where it is from; who founded it.
        (
            "Pirongia-based Wavelock gets $3.1 million, and Hinau Fibre, which was founded in 2019"
            " by Josie Marwood, receives $800,000.",
            {
                "Pirongia": "kg:City",
                "Wavelock": "kg:Organisation",
                "Hinau Fibre": "kg:Organisation",
                "Josie Marwood": "kg:Person",
            },
        ),
        ("The land, which Eke Moana will plan, is bare.", {"Eke Moana": "kg:Organisation"}),
        ("A leaflet which Spring brings is read.", {}),
        (
            "The college has worked with Hollis Bradbury and Verre-Martin since 2021.",
            {"Hollis Bradbury": "kg:Organisation", "Verre-Martin": "kg:Organisation"},
        ),
        (
            "Its biggest borrower, Severn Gate Homes, rose.",
            {"Severn Gate Homes": "kg:Organisation"},
        ),
        ("Its biggest tenant, Josephine Roe, left.", {}),
        ("To the insurers here — AXB has begun — I say thanks.", {"AXB": "kg:Organisation"}),
        ("Auditor: Pembroke & Lim.", {"Pembroke & Lim": "kg:Organisation"}),
        ("Skills Wales publish figures each quarter.", {"Skills Wales": "kg:Organisation"}),
        ("BeamStart, run by a foundation, trains 300 people.", {"BeamStart": "kg:Programme"}),
        # An apposition, and what "and" joins to a name that has an "of".
        (
            "The Kowhai Institute of Technology and Marlin, the Picton research institute, will run"
            " a joint Diploma in Marine Robotics.",
            {
                "Kowhai Institute of Technology": "kg:ResearchInstitute",
                "Marlin": "kg:ResearchInstitute",
                "Picton": "kg:Place",
                "Diploma in Marine Robotics": "kg:TrainingProgramme",
            },
        ),
        ("She holds a Diploma in Marine Robotics.", {"Robotics": "kg:TechnologyField"}),
        # Initials beside a body; a thing of the land at a place.
        (
            "NORA and the University of Otane will open a Centre for Cold Storage at Tarata.",
            {
                "NORA": "kg:Organisation",
                "University of Otane": "kg:University",
                "Centre for Cold Storage": "kg:ServiceCentre",
                "Tarata": "kg:Place",
            },
        ),
        # Land and water; a side of the land; a version; a year; a rank.
        (
            "They swim off Cape Rangi and at Pukeko Bay.",
            {"Cape Rangi": "kg:Region", "Pukeko Bay": "kg:Region"},
        ),
        ("The catch off the Firth of Lorn fell.", {"Firth of Lorn": "kg:Region"}),
        (
            "The Welders Academy South trained 90.",
            {"Welders Academy South": "kg:ResearchInstitute"},
        ),
        ("At Heat House 2.0 the college tests pumps.", {"Heat House 2.0": "kg:Site"}),
        ("Heat House Terminal 2.5 million used.", {"Heat House Terminal": "kg:Site"}),
        (
            "Mr Byrne's Masterplan 2050 put trams first.",
            {"Byrne": "kg:Person", "Masterplan 2050": "kg:Plan"},
        ),
        ("Captain Flint Wharf will open.", {"Captain Flint Wharf": "kg:Site"}),
        # Places: who comes from one, what is held and sold at one.
        (
            "A delegation from Drogheda came, 120 flats at Steiger-K sold, and the first 60 homes,"
            " in Tarbert and Port Ellen, were let.",
            {
                "Drogheda": "kg:Place",
                "Steiger-K": "kg:Place",
                "Tarbert": "kg:Place",
                "Port Ellen": "kg:Region",
            },
        ),
        # A list behind its class noun.
        (
            "The best-known studios, Tinker Lane and Brass Owl, both began in garages.",
            {"Tinker Lane": "kg:Firm", "Brass Owl": "kg:Firm"},
        ),
        (
            "It put money into 12 studios since 2020, among them Maison Loup and Hut Eleven.",
            {"Maison Loup": "kg:Firm", "Hut Eleven": "kg:Firm"},
        ),
        # Kinds of bodies in other tongues stand first.
        (
            "Yayasan Laut Baru belongs to Universiti Kapuas Jaya.",
            {"Yayasan Laut Baru": "kg:Institution", "Universiti Kapuas Jaya": "kg:University"},
        ),
    ],
)  # fmt: skip
def test_a_latin_name_is_told_by_what_is_said_of_it(text: str, expected: dict[str, str]) -> None:
    assert {words: thing.types[0] for words, thing, _ in mentioned(text)} == expected
