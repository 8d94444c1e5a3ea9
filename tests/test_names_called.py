"""Latin names of which the words around them say what they are."""

import pytest

from tests.extracting import mentioned, named

Found = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The noun right before the name.
        ("It was paid for by Danish foundation Nordhavet.", [("Nordhavet", "kg:Institution")]),
        ("Flights resumed when the regional airline Skerry Air agreed.",
         [("Skerry Air", "kg:Firm")]),
        ("Its manager Oldbury resigned.", []),
        ("The team used software Python users know.", []),
        # An apposition behind a name that ends in a place, or with an article of its own.
        ("Visit Gdansk, the city's tourism agency, paid.", [("Visit Gdansk", "kg:Organisation")]),
        ("North Gdansk has many shops.", []),
        ("The nearest navigable river, the Tarrow, froze.", [("Tarrow", "kg:Region")]),
        # Only a body expects, lends or is thanked for its help.
        ("Melkpower expects demand to double by 2031.", [("Melkpower", "kg:Organisation")]),
        ("SfK is lending the town €3m.", [("SfK", "kg:Organisation")]),
        ("We are grateful to Te Ahi Mura for the welcome.", [("Te Ahi Mura", "kg:Organisation")]),
        ("Management expects sales to fall.", []),
        ("I thank Members for their questions.", []),
        ("The island has published Melk Zero, its plan for heat.", [("Melk Zero", "kg:Plan")]),
        ("The county leased 14 electric ferries from Sandara.", [("Sandara", "kg:Organisation")]),
        ("The county learned much from Sandara.", []),
        # An apposition in quotes; a name that ends in a plus sign.
        ('We give schools a free library system, "eShelf Lite", this year.',
         [("eShelf Lite", "kg:TechnologySolution")]),
        ("The number of Stepbridge+ holders grew.", [("Stepbridge+", "kg:Programme")]),
        ("The REDD+ text is long.", []),
        ('The town has issued "Aldra" vouchers since 2022.', [("Aldra", "kg:SupportService")]),
        ("The town has issued paper vouchers since 2022.", []),
        # What points back is no name.
        ("Some 300 firms joined the Scheme, and more joined the Fund.", []),
    ],
)  # fmt: skip
def test_words_beside_a_latin_name_classify_it(text: str, expected: Found) -> None:
    assert named(text, "standing", "class noun") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Samples come from the Oldbury treatment works.",
         [("Oldbury treatment works", "kg:Site")]),
        ("• Hosting: eNordic data centre, Gdansk", [("eNordic data centre", "kg:Site")]),
        ("Wells tap the Gdansk aquifer.", [("Gdansk aquifer", "kg:Site")]),
        ("The Gdansk wind farm is one of four.", []),  # a place may have several
        ("The Chinese power plant closed. Proposed dam: $3m. The New solar farm.", []),
        ("Builders like Gdansk data centre operators.", []),
    ],
)  # fmt: skip
def test_a_small_noun_names_a_site(text: str, expected: Found) -> None:
    assert named(text, "landmark") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuse began at Twin Wells, Texas, in 2013.", [("Twin Wells", "kg:City")]),
        ("Incomes rose 3% in Zomba and Nkhata Kale, and nearby Conwy.",
         [("Zomba", "kg:Place"), ("Nkhata Kale", "kg:Place"), ("Conwy", "kg:Place")]),
        ("Here in Tarrowshire the herds are gone.", [("Tarrowshire", "kg:Place")]),
        ("He spoke for Ports, Texas officials said.", []),
    ],
)  # fmt: skip
def test_a_region_behind_a_town_or_here_in_tells_a_place(text: str, expected: Found) -> None:
    assert named(text, "place") == expected


def test_a_colon_announces_a_list_of_one_class() -> None:
    text = "Three universities have joined already: Oldbury, Tarrow and Melk."
    kinds = [("Oldbury", "kg:University"), ("Tarrow", "kg:University"), ("Melk", "kg:University")]
    assert named(text, "list") == kinds
    assert named("The universities want one thing: Money.", "list") == []


def test_the_head_of_a_body_outweighs_the_water_that_it_is_called_after() -> None:
    found = dict(named("The Gulf of Melk Policy Centre reported it.", "capitals"))
    assert found == {"Gulf of Melk Policy Centre": "kg:ServiceCentre"}


def test_a_site_keeps_its_number() -> None:
    found = named("Tarrow Reclamation Plant 2, as it is known, opened.", "capitals")
    assert found == [("Tarrow Reclamation Plant 2", "kg:Site")]
    assert named("Tarrow Reclamation Plant 2 million", "capitals")[0][0].endswith("Plant")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last year the Auditor-General agreed, and the Crown paid.", ["Auditor-General", "Crown"]),
        ("The Treasury's forecast fell.", ["Treasury"]),
        # A post before a name, an office of somewhere, a part of a name.
        ("The Attorney General of Texas and the Ombudsman Jane Roe met.", []),
        ("The Commonwealth Bank and the Crown Estate lent money.", []),
    ],
)
def test_some_offices_act_as_bodies(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text, "office")] == expected


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        ("MELK NATIONAL HERRING REGISTRY\n\nFrom boat to box\n\nMNHR briefing, page 2", "MNHR",
         "MELK NATIONAL HERRING REGISTRY"),
        ("The Tarrow Skills Council met.\n\nThe TSC agreed.", "TSC", "Tarrow Skills Council"),
        ("An Early Start to the Day helps.\n\nThe ESD is a form.", "ESD", ""),
        ("The Tarrow Skills Council met.\n\nThe TSX rose.", "TSX", ""),
    ],
)  # fmt: skip
def test_initials_are_the_short_form_of_a_name(text: str, short: str, whole: str) -> None:
    found = {words: thing.id for words, thing, _ in mentioned(text)}
    assert (found[short] == found[whole]) if whole else short not in found


@pytest.mark.parametrize(
    "text", ["旗舰项目 Flagship programmes", "Venue: Melk Science Park\nSpeakers: Dr Lo and others"]
)
def test_a_noun_of_another_line_or_a_gloss_classifies_nothing(text: str) -> None:
    assert named(text, "class noun") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The consortium comprises Arden, Mott Hale and local builders.", ["Arden", "Mott Hale"]),
        ("Its tenants include Grellan, Ostro and Vint.", ["Grellan", "Ostro", "Vint"]),
        ("The partners are Happy with it.", []),
        ("The investors of Gdansk met.", []),
    ],
)
def test_those_who_make_up_a_consortium_are_bodies(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text, "list")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Money comes from the Just Melk Mechanism.", ["Just Melk Mechanism"]),
        ("The Next Herring Fund pays.", ["Next Herring Fund"]),
        ("The Tarrow Energy Corridor and the Melk Delivery Unit grew.",
         ["Tarrow Energy Corridor", "Melk Delivery Unit"]),
        ("Just Melk Fund staff came.", ["Melk Fund"]),
        ("Project LEAP and Operation Teal housed 312 people.", ["Project LEAP", "Operation Teal"]),
        ("The Project Manager left.", []),
        ("Any firm registered with Companies House may apply.", []),
        ("The Line broke, and the Finance Committee met.", []),
    ],
)  # fmt: skip
def test_heads_and_first_words_of_english_names(text: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text, "capitals")] == expected
