"""Projected text: one character a mention, and exact ways back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.grammar.projection import Alphabet, kind_of, project
from kg.model.mention import Entity, Mention, Quantity, TimeExpression
from kg.model.terminology import ClassTerm, Label, Terminology

CLASSES = {
    term.curie: term
    for term in (
        ClassTerm("kg:Actor", "actor"),
        ClassTerm("kg:Place", "place"),
        ClassTerm("kg:Concept", "concept"),
        ClassTerm("kg:City", "city", ("kg:Place", "kg:Actor")),
        ClassTerm("kg:Programme", "programme"),
        ClassTerm("kg:Firm", "firm", ("kg:Actor",)),
    )
}
TERMS = Terminology(CLASSES)


def thing(name: str, *types: str) -> Entity:
    return Entity(f"id/{name}", (Label(name),), types)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("%", "percent"),
        ("percentage point", "pp"),
        ("HKD", "money"),
        ("rank", "rank"),
        ("times", "multiple"),
        ("ratio", "ratio"),
        ("month", "duration"),
        ("PFLOPS", "measure"),
        ("person", "count"),
        ("item", "count"),
    ],
)
def test_the_unit_tells_the_kind_of_a_quantity(unit: str, kind: str) -> None:
    assert kind_of(Quantity(Decimal(1), unit)) == kind


def test_a_class_is_matched_by_what_is_below_it_and_not_by_what_is_above() -> None:
    alphabet = Alphabet(TERMS)
    city = project("台北", [Mention(0, 2, (thing("台北", "kg:City"),))], TERMS).text
    place = project("某地", [Mention(0, 2, (thing("某地", "kg:Place"),))], TERMS).text
    assert city in alphabet.accepting("kg:Place")
    assert city in alphabet.accepting("kg:Actor")
    assert place not in alphabet.accepting("kg:City")
    assert city in alphabet.accepting("kg:Programme|kg:City")


def test_an_ambiguous_name_fits_every_slot_and_is_read_as_the_slot_asks() -> None:
    alphabet = Alphabet(TERMS)
    city, firm = thing("亚马逊城", "kg:City"), thing("亚马逊", "kg:Firm")
    mention = Mention(0, 3, (city, firm))
    wild = alphabet.project("亚马逊", [mention]).text
    assert wild in alphabet.accepting("kg:Firm")
    assert wild in alphabet.accepting("kg:Programme")
    assert alphabet.reading(mention, "kg:Firm") is firm
    assert alphabet.reading(mention, "kg:Place") is city
    assert alphabet.reading(mention, "kg:Programme") is None


def test_a_thing_of_a_class_and_its_ancestor_is_of_the_class() -> None:
    alphabet = Alphabet(TERMS)
    both = alphabet.project("台北", [Mention(0, 2, (thing("台北", "kg:Place", "kg:City"),))])
    one = alphabet.project("台北", [Mention(0, 2, (thing("台北", "kg:City"),))])
    assert both.text == one.text


def test_a_thing_of_unknown_class_fits_nothing() -> None:
    mention = Mention(0, 2, (thing("甲", "kg:Unheard"),))
    assert Alphabet(TERMS).reading(mention, "kg:Place") is None


def test_gaps_may_step_over_places_and_dates_but_not_over_firms_and_figures() -> None:
    alphabet = Alphabet(TERMS)
    assert not alphabet.accepting("kg:City") & set(alphabet.heavy) - alphabet.accepting("kg:Firm")
    assert alphabet.accepting("kg:Firm") <= set(alphabet.heavy)
    assert alphabet.accepting("money") <= set(alphabet.heavy)
    assert not alphabet.accepting("date") & set(alphabet.heavy)


def test_private_characters_of_the_text_itself_are_not_taken_for_mentions() -> None:
    assert project("甲\ue003乙", [], TERMS).text == "甲\ufffd乙"


def test_lower_case_keeps_the_length() -> None:
    assert project("İSTANBUL AI", [], TERMS).text == "İstanbul ai"


def test_of_overlapping_mentions_the_first_counts() -> None:
    mentions = [
        Mention(0, 3, (TimeExpression("2024"),)),
        Mention(2, 4, (TimeExpression("2025"),)),
        Mention(4, 4, (TimeExpression("2026"),)),
    ]
    projection = project("二零二四年", mentions, TERMS)
    assert len(projection.text) == 3
    assert list(projection.mentions) == [0]


def test_positions_and_offsets_of_a_range() -> None:
    projection = project(
        "共批出1200宗。", [Mention(3, 8, (Quantity(Decimal(1200), "item"),))], TERMS
    )
    assert projection.position(5) == 3
    assert projection.positions(0, 8) == (0, 4)
    assert projection.offsets(3, 4) == (3, 8)
    assert project("", [], TERMS).position(0) == 0


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 6)), max_size=8),
)
def test_every_position_leads_back_to_its_own_text(
    text: str, places: list[tuple[int, int]]
) -> None:
    mentions = [
        Mention(start, min(start + length, len(text)), (Quantity(Decimal(1), "item"),))
        for start, length in sorted(places)
        if start < len(text)
    ]
    projection = project(text, mentions, TERMS)
    assert projection.starts[-1] == len(text)
    for position, character in enumerate(projection.text):
        start, end = projection.offsets(position, position + 1)
        assert start < end
        mention = projection.mentions.get(position)
        if mention:
            assert (start, end) == (mention.start, mention.end)
        else:
            assert end == start + 1
            assert character == "\ufffd" or character.lower() == text[start:end].lower()
        assert projection.position(start) == position
