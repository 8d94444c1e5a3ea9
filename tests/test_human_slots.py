"""English names that only their slot in the sentence shows to be people's."""

import pytest

from tests.extracting import people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What somebody is, becomes or is made.
        ("Ilkay Sorrel is the chief hydrologist and a lecturer at the mill.", ["Ilkay Sorrel"]),
        ("Vidar Quenby was elected mayor in June.", ["Vidar Quenby"]),
        ("When Vidar Quenby became chairman of the weir, it leaked.", ["Vidar Quenby"]),
        ("Copper Lantern is a leader in lamps.", []),
        ("The Red Heron is a fellow of mine.", []),
        ("Weir Authority is the chair of the board.", []),
        # What only people do.
        ("Odile Branwell teaches glazing.", ["Odile Branwell"]),
        ("Owen Branwell and Ugo Tressel retired.", ["Owen Branwell", "Ugo Tressel"]),
        ("Odile Branwell holds a doctorate from a mill.", ["Odile Branwell"]),
        ("Copper Lantern holds a licence.", []),
        ("Copper Lantern makes lamps.", []),
        # From body to body only people move.
        (
            "Odile Branwell moved from the Glass Institute to the Weir Authority.",
            ["Odile Branwell"],
        ),
        ("Odile Branwell left Kiln Works for the Glass Institute.", ["Odile Branwell"]),
        ("Copper Lantern moved from Lyster to Quay Point.", []),
        ("Odile Branwell joined Kiln Works as head of glazing.", ["Odile Branwell"]),
        ("Copper Lantern joined the scheme as a backer.", []),
        # Done by people, and the head of what people sit in.
        ("It was chaired by Owen Branwell and Ugo Tressel.", ["Owen Branwell", "Ugo Tressel"]),
        ("The task force, led by Owen Branwell, met.", ["Owen Branwell"]),
        ("The cable was led by Copper Lantern.", []),
        # A post beside the name: in brackets, behind its owner, behind a verb that fills it.
        ("Odile Branwell (director, Kiln Works) spoke.", ["Odile Branwell"]),
        ("Copper Lantern (founded by potters) spoke.", []),
        ("The kiln's head of glazing, Odile Branwell, left early.", ["Odile Branwell"]),
        ("The kiln's oldest part, Copper Lantern, shines.", []),
        ("The board has appointed Odile Branwell as its director.", ["Odile Branwell"]),
        ("The board appointed Copper Lantern to mend it.", []),
        ("Owen Branwell succeeded Hugo Tressel as dean.", ["Owen Branwell", "Hugo Tressel"]),
    ],
)
def test_slots_that_only_people_fill(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Royal Mail retired the old vans.", "Ernst Young resigned as auditor in May.",
        "Wells Fargo sits on the board of the mill.", "Baker Tilly is the auditor of the mill.",
        "Baker Tilly was appointed auditor of the mill.", "Baker Tilly is counsel for the mill.",
        "Sierra Leone chaired the session.", "The session was chaired by Sierra Leone.",
        "The commission, led by Sierra Leone, met.", "Monte Carlo grew up around a casino.",
        "World Cup succeeded the old league.", "The report was written by Baker Tilly.",
        "Ernst Young acts as agent of the mill.", "Wells Fargo works for growers.",
        "Kind Regards was born of a joke.",
    ],
)  # fmt: skip
def test_what_firms_and_places_do_too_makes_nobody_a_person(text: str) -> None:
    assert people(text) == []


def test_a_family_name_that_a_firm_has_too_belongs_to_the_person() -> None:
    assert people("Odile Siemens teaches glazing.") == ["Odile Siemens"]
