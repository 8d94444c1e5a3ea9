"""Facts become quads, and quads the same facts."""

import dataclasses
import hashlib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.graph.periods import bounds
from kg.graph.recall import language_tag, recall
from kg.graph.statements import merge
from kg.graph.triples import CLASSES, state
from kg.model.document import Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Qualifier, Quantity
from kg.model.span import Span
from kg.model.terminology import Label, Name, PropertyTerm, Terminology
from kg.settings import Settings
from kg.vocabulary import expand as term

HERE = Settings("https://example.org/")
TEXT = "灣城設立25億元海洋基金，工廠數目由120間增至150間。Bay City plans 3 labs by 2031."


def document(text: str = TEXT) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("bay.md", "bay-1234", text, digest, digest, "utf-8", "zh-Hant", ())


def span(quote: str, role: str = "statement") -> Evidence:
    start = TEXT.index(quote)
    return Evidence(Span(start, start + len(quote)), quote, role)


BAY = Entity("id/bay-city", (Label("灣城", "zh-Hant"), Label("Bay City", "en")), ("kg:City",))
FUND = Entity("id/fund-1", (Label("海洋基金", "zh-Hant"),), ("kg:Fund",))
SPEAKER = Entity("id/mayor", (Label("Mayor", "en"),), ("kg:Person",))
RELATION = Fact(
    "relation", FUND, (span("灣城設立25億元海洋基金"),), "founding",
    predicate="kg:establishedBy", object=BAY,
)  # fmt: skip
SIZE = Fact(
    "quantity", FUND, (span("灣城設立25億元海洋基金"), span("25億元", "value")), "money",
    predicate="kg:fundSize", quantity=Quantity(Decimal("2500000000.00"), "HKD"), measure="基金",
)  # fmt: skip


def stated(*facts: Fact, terminology: Terminology | None = None) -> list[Quad]:
    return list(state(document(), facts, HERE, terminology or Terminology()))


def has(quads: list[Quad], subject: str, curie: str, value: NamedNode | Literal) -> bool:
    return any(
        quad.subject == NamedNode(HERE.iri(subject))
        and quad.predicate == term(curie)
        and quad.object == value
        for quad in quads
    )


def test_a_relation_is_a_plain_triple_and_a_fact_node() -> None:
    quads = stated(RELATION)
    assert has(quads, "id/fund-1", "kg:establishedBy", NamedNode(HERE.iri("id/bay-city")))
    node = f"fact/{RELATION.id}"
    assert has(quads, node, "rdf:type", term("kg:Statement"))
    assert has(quads, node, "rdf:subject", NamedNode(HERE.iri("id/fund-1")))
    assert has(quads, node, "rdf:predicate", term("kg:establishedBy"))
    assert has(quads, node, "rdf:object", NamedNode(HERE.iri("id/bay-city")))


def test_evidence_has_a_position_and_a_quote_in_code_points() -> None:
    quads = stated(SIZE)
    start = TEXT.index("25億元")
    node = f"doc/bay-1234#evidence-{start}-{start + 4}-value"
    assert has(quads, node, "kg:role", Literal("value"))
    assert has(quads, node, "oa:hasSource", NamedNode(HERE.iri("doc/bay-1234")))
    assert has(quads, f"doc/bay-1234#char={start},{start + 4}", "oa:start", Literal(start))
    assert has(quads, f"doc/bay-1234#quote-{start}-{start + 4}", "oa:exact", Literal("25億元"))


def test_a_figure_keeps_its_value_as_a_decimal_and_its_words() -> None:
    quads = stated(SIZE)
    node = f"fact/{recall(quads, HERE)[-1].id}"
    assert has(quads, node, "kg:value", Literal("2500000000", datatype=term("xsd:decimal")))
    assert has(quads, node, "kg:valueText", Literal("25億元"))
    assert has(quads, node, "kg:currency", Literal("HKD"))
    assert has(quads, node, "kg:indicator", term("kg:fundSize"))


def test_a_range_has_two_ends_and_no_single_value() -> None:
    fact = Fact(
        "quantity", BAY, (span("由120間增至150間"),), "range", predicate="kg:count",
        quantity=Quantity(Decimal(120), "company", Decimal(150)),
    )  # fmt: skip
    predicates = {quad.predicate for quad in stated(fact)}
    assert {term("kg:minimum"), term("kg:maximum")} <= predicates
    assert term("kg:value") not in predicates


@pytest.mark.parametrize(
    "changes",
    [{"speaker": SPEAKER}, {"tier": "C"}, {"modality": "plan"}],
    ids=["reported", "candidate", "planned"],
)
def test_what_the_document_does_not_assert_is_no_plain_triple(changes: dict[str, object]) -> None:
    fact = dataclasses.replace(RELATION, **changes)  # type: ignore[arg-type]
    quads = stated(fact)
    assert term("kg:establishedBy") not in {quad.predicate for quad in quads}
    assert recall(quads, HERE) == merge([fact])


def test_a_candidate_lives_in_a_graph_of_its_own() -> None:
    quads = stated(dataclasses.replace(RELATION, tier="C"), SIZE)
    graphs = {quad.graph_name for quad in quads}
    assert graphs == {NamedNode(HERE.iri(g)) for g in ("doc/bay-1234", "candidates/bay-1234")}
    assert {fact.tier for fact in recall(quads, HERE)} == {"A", "C"}


@pytest.mark.parametrize(
    ("reach", "object_", "value"),
    [
        ("xsd:string", "harbour", Literal("harbour")),
        ("", "harbour", Literal("harbour")),
        ("xsd:string", BAY, Literal("灣城")),
        ("kg:Place", BAY, NamedNode(HERE.iri("id/bay-city"))),
        ("kg:Place", "harbour", None),
    ],
)
def test_the_range_of_a_property_decides_the_plain_triple(
    reach: str, object_: Entity | str, value: NamedNode | Literal | None
) -> None:
    terms = Terminology(properties={"kg:aim": PropertyTerm("kg:aim", "aim", range=reach)})
    fact = Fact("relation", FUND, (span("海洋基金"),), "r", predicate="kg:aim", object=object_)
    quads = stated(fact, terminology=terms)
    plain = [quad.object for quad in quads if quad.predicate == term("kg:aim")]
    assert plain == ([value] if value is not None else [])
    assert recall(quads, HERE) == merge([fact])


def test_a_curated_name_adds_only_the_labels_that_the_names_graph_lacks() -> None:
    curated = Name("id/bay-city", (Label("灣城", "zh-Hant"),), ("kg:City",))
    known = Entity("id/bay-city", (*curated.labels, Label("灣城市", "zh-Hant")), ("kg:City",), True)
    fact = Fact("entity", known, (span("灣城", "mention"),), "lexicon")
    quads = stated(fact, terminology=Terminology(names=(curated,)))
    labels = [q for q in quads if q.predicate.value.endswith("Label")]
    assert [q.object.value for q in labels if isinstance(q.object, Literal)] == ["灣城市"]
    names = Quad(
        NamedNode(HERE.iri("id/bay-city")), term("skos:prefLabel"),
        Literal("灣城", language="zh-Hant"), NamedNode(HERE.iri("names")),
    )  # fmt: skip
    assert recall([*quads, names], HERE) == merge([fact])


def test_a_curated_name_without_its_names_graph_is_called_by_its_identifier() -> None:
    known = Entity("id/bay-city", (Label("灣城", "zh-Hant"),), ("kg:City",), True)
    terms = Terminology(names=(Name("id/bay-city", known.labels, known.types),))
    quads = stated(Fact("entity", known, (span("灣城", "mention"),), "x"), terminology=terms)
    assert recall(quads, HERE)[0].subject.name == "bay-city"


def test_a_time_has_its_bounds_for_filters() -> None:
    fact = Fact(
        "relation", FUND, (span("by 2031", "time"),), "r", predicate="kg:launchedOn",
        object="2031-Q2", time="2031-Q2", dimension=(("stage", "first"), ("question", "Why?")),
    )  # fmt: skip
    quads = stated(fact)
    node = f"fact/{merge([fact])[0].id}"
    moment = Literal("2031-04-01T00:00:00", datatype=term("xsd:dateTime"))
    assert has(quads, node, "kg:earliest", moment)
    assert has(quads, node, "kg:timeText", Literal("by 2031"))
    assert has(quads, node, "kg:question", Literal("Why?"))
    assert recall(quads, HERE) == merge([fact])


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-10-03", "2024-10-03", "2024-10-03"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2023-24", "2023-04-01", "2024-03-31"),
        ("1999-00", "1999-04-01", "2000-03-31"),
        ("2018/..", "2018-01-01", ""),
        ("../2024-Q1", "", "2024-03-31"),
        ("2019/2022", "2019-01-01", "2022-12-31"),
        ("2023-02-30", "", ""),
        ("2023-77", "", ""),
        ("0000", "", ""),
        ("", "", ""),
    ],
)
def test_bounds_of_a_time(edtf: str, earliest: str, latest: str) -> None:
    days = tuple(moment.partition("T")[0] for moment in bounds(edtf))
    assert days == (earliest, latest)


def test_the_document_node_says_where_the_text_came_from() -> None:
    quads = list(state(document(), [], HERE, fingerprint="f00"))
    for curie, text in [("kg:fileName", "bay.md"), ("dct:language", "zh-Hant"),
                        ("kg:fingerprint", "f00")]:  # fmt: skip
        assert has(quads, "doc/bay-1234", curie, Literal(text))


def test_equal_facts_become_one_with_all_their_evidence_and_the_best_tier() -> None:
    weaker = dataclasses.replace(RELATION, tier="B", evidence=(span("Bay City"),), rule="weak")
    (fact,) = merge([weaker, RELATION])
    assert (fact.tier, fact.rule, len(fact.evidence)) == ("A", "founding", 2)


def test_the_order_in_which_facts_come_changes_nothing() -> None:
    assert stated(RELATION, SIZE) == stated(SIZE, RELATION)


def test_nothing_is_blank_and_nothing_is_said_twice() -> None:
    quads = stated(RELATION, SIZE, RELATION)
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)
                   for q in quads)  # fmt: skip


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "en", "zh-Hant-HK", ""])
def test_a_language_tag_gets_its_capitals_back(tag: str) -> None:
    assert language_tag(tag.lower()) == tag


def test_facts_survive_the_store_itself() -> None:
    store = Store()
    store.extend(stated(RELATION, SIZE))
    assert recall(store, HERE) == merge([RELATION, SIZE])


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
some = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
labels = st.lists(
    st.builds(Label, some, st.sampled_from(["zh-Hans", "zh-Hant", "en", ""])),
    min_size=1,
    max_size=3,
)
types = st.lists(st.sampled_from(["kg:City", "kg:Firm", "kg:Place"]), max_size=2)
entities = st.builds(
    Entity, st.sampled_from(["id/a", "id/b", "id/c"]), labels.map(tuple), types.map(tuple)
) | st.builds(Entity, st.just("doc/bay-1234"), labels.map(tuple), st.just(("kg:Document",)))


@st.composite
def stretches(draw: st.DrawFn) -> Evidence:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    role = draw(st.sampled_from(["statement", "mention", "value", "time", "time-anchor"]))
    return Evidence(Span(start, end), TEXT[start:end], role)


decimals = st.decimals(-(10**12), 10**13, allow_nan=False, allow_infinity=False, places=3)
quantities = st.builds(
    Quantity, decimals, words, st.none() | decimals, st.sampled_from(Qualifier), words, words
)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(sorted(CLASSES)))
    return Fact(
        kind=kind,
        subject=draw(entities),
        evidence=tuple(draw(st.lists(stretches(), min_size=1, max_size=4))),
        rule=draw(some),
        tier=draw(st.sampled_from("ABC")),
        predicate="" if kind == "entity" else draw(st.sampled_from(["kg:aim", "dct:title"])),
        object=None if kind in ("entity", "quantity") else draw(entities | words),
        quantity=draw(quantities) if kind == "quantity" else None,
        measure=draw(words),
        time=draw(st.sampled_from(["", "2024", "../2024-Q1", "once"])),
        dimension=tuple(draw(st.lists(st.tuples(st.sampled_from(["question", "index"]), words)))),
        modality=draw(st.sampled_from(["actual", "forecast", "target", "plan"])),
        speaker=draw(st.none() | entities),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(facts(), max_size=6))
def test_what_is_stated_is_recalled(found: list[Fact]) -> None:
    expected = merge(found)
    store = Store()
    store.extend(state(document(), found, HERE))
    assert merge(expected) == expected
    assert recall(store, HERE) == expected
    assert [fact.id for fact in recall(store, HERE)] == [fact.id for fact in expected]
