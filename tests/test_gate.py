"""The write gate: what fails it never reaches the store."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.extraction.facts.gate import admit, merged
from kg.model.document import Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Quantity
from kg.model.span import Span
from kg.model.terminology import ClassTerm, Label, PropertyTerm, Terminology

TEXT = "广州在2024年批出1,200宗申请，黄埔大学由市政府创办。"
TERMINOLOGY = Terminology(
    {
        "kg:City": ClassTerm("kg:City", "", ("kg:Place",)),
        "kg:University": ClassTerm("kg:University", "", ("kg:Organisation",)),
        **{curie: ClassTerm(curie, "") for curie in ("kg:Place", "kg:Organisation", "kg:Event")},
    },
    {
        **{curie: PropertyTerm(curie, curie) for curie in ("kg:approvedApplicants", "kg:position")},
        "kg:locatedIn": PropertyTerm("kg:locatedIn", ""),
        "kg:twinnedWith": PropertyTerm("kg:twinnedWith", "", "kg:City", "kg:City"),
    },
)
CITY = Entity("id/guangzhou", (Label("广州", "zh-Hans"),), ("kg:City",))


def document() -> Document:
    return Document("a.txt", "a", TEXT, "0", "0", "utf-8", "zh-Hans", ())


def quoted(words: str, role: str = "statement") -> Evidence:
    start = TEXT.index(words)
    return Evidence(Span(start, start + len(words)), words, role)


FIGURE = Fact(
    kind="quantity",
    subject=CITY,
    evidence=(quoted("广州在2024年批出1,200宗申请"), quoted("1,200宗", "value")),
    rule="test",
    predicate="kg:approvedApplicants",
    quantity=Quantity(Decimal(1200), "application"),
    measure="申请",
)
POST = Fact(
    kind="relation",
    subject=CITY,
    evidence=(quoted("黄埔大学由市政府创办"),),
    rule="test",
    predicate="kg:position",
    object="市政府",
)
TWIN = replace(POST, predicate="kg:twinnedWith", object=CITY)
SCHOOL = Entity("id/whampoa", (Label("黄埔大学", "zh-Hans"),), ("kg:University",))
SEAT = replace(TWIN, predicate="kg:locatedIn")
MEETING = Entity("id/meeting", (Label("年会", "zh-Hans"),), ("kg:Event",))
ENTITY = Fact(kind="entity", subject=CITY, evidence=(quoted("广州", "mention"),), rule="test")


@pytest.mark.parametrize("fact", [FIGURE, POST, TWIN, ENTITY, SEAT, replace(SEAT, object=SCHOOL)])
def test_a_fact_in_order_is_admitted(fact: Fact) -> None:
    assert admit(document(), [fact], TERMINOLOGY) == ((fact,), ())


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (replace(FIGURE, evidence=()), "no evidence"),
        (replace(FIGURE, evidence=(replace(FIGURE.evidence[0], quote="别的"),)), "not the text"),
        (replace(ENTITY, evidence=(Evidence(Span(20, 99), "x", "mention"),)), "outside"),
        (replace(ENTITY, evidence=(Evidence(Span(3, 3), "", "mention"),)), "outside"),
        (replace(FIGURE, evidence=FIGURE.evidence[1:]), "nothing shows"),
        (replace(ENTITY, evidence=(quoted("广州", "context"),)), "nothing shows"),
        (replace(FIGURE, kind="number"), "unknown kind"),
        (replace(FIGURE, modality="perhaps"), "unknown modality"),
        (replace(FIGURE, predicate=""), "has no predicate"),
        (replace(ENTITY, predicate="kg:position"), "has no predicate"),
        (replace(FIGURE, predicate="kg:invented"), "unknown property kg:invented"),
        (replace(ENTITY, subject=replace(CITY, types=("kg:Town",))), "unknown class kg:Town"),
        (replace(ENTITY, subject=replace(CITY, types=())), "unknown class no class"),
        (replace(TWIN, object=SCHOOL), "黄埔大学 is no kg:City, which kg:twinnedWith asks for"),
        (replace(TWIN, subject=SCHOOL), "黄埔大学 is no kg:City"),
        (replace(SEAT, object=MEETING), "nothing is located in 年会"),
        (replace(FIGURE, quantity=None), "has a number"),
        (replace(POST, quantity=FIGURE.quantity), "has a number"),
        (replace(POST, object=None), "no object"),
        (replace(FIGURE, quantity=Quantity(Decimal("NaN"), "%")), "not a number"),
        (
            replace(FIGURE, quantity=Quantity(Decimal(9), "%", maximum=Decimal(3))),
            "the range runs backwards",
        ),
        (replace(POST, object="省政府"), "the words are in no quote"),
    ],
)
def test_a_fact_that_fails_is_dropped_with_its_reason(fact: Fact, reason: str) -> None:
    admitted, (rejection,) = admit(document(), [fact], TERMINOLOGY)
    assert admitted == ()
    assert reason in rejection.reason
    assert rejection.fact is fact


def test_a_statement_of_more_than_600_code_points_shows_nothing() -> None:
    text = "广州" + "甲" * 700
    long = replace(document(), text=text)
    fact = replace(POST, object="广州", evidence=(Evidence(Span(0, 601), text[:601], "statement"),))
    assert "600" in admit(long, [fact], TERMINOLOGY)[1][0].reason


def test_a_literal_may_be_broken_by_markup_and_in_the_other_script() -> None:
    text = "**市政\n府**辦的"
    fact = replace(
        POST, object="市政府办", evidence=(Evidence(Span(0, len(text)), text, "statement"),)
    )
    assert admit(replace(document(), text=text), [fact], TERMINOLOGY)[1] == ()


def test_a_date_literal_needs_no_verbatim_quote() -> None:
    assert admit(document(), [replace(POST, object="2024-10")], TERMINOLOGY)[1] == ()


def test_equal_facts_become_one_with_all_their_evidence() -> None:
    again = replace(ENTITY, evidence=(quoted("黄埔", "mention"),), tier="B", rule="other")
    (fact,), _ = admit(document(), [again, ENTITY], TERMINOLOGY)
    assert (fact.tier, fact.rule) == ("A", "test")
    assert [e.quote for e in fact.evidence] == ["广州", "黄埔"]
    assert merged(ENTITY, again) == merged(again, ENTITY)


def test_of_two_quotes_of_one_place_the_wider_is_kept() -> None:
    wider = replace(ENTITY, evidence=(quoted("广州在2024年", "mention"),), rule="other")
    for facts in ([ENTITY, wider], [wider, ENTITY]):
        (fact,), _ = admit(document(), facts, TERMINOLOGY)
        assert [e.quote for e in fact.evidence] == ["广州在2024年"]


def test_facts_come_in_the_order_of_the_text() -> None:
    admitted, _ = admit(document(), [POST, FIGURE], TERMINOLOGY)
    assert admitted == (FIGURE, POST)
