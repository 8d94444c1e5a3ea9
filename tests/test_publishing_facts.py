"""Facts as JSON: the fields of the interface, in its order, the same bytes by both roads."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.recall import stored
from kg.graph.triples import state
from kg.model.document import Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Qualifier, Quantity
from kg.model.span import Span
from kg.model.terminology import ClassTerm, Label, Name, PropertyTerm, Terminology
from kg.publishing.facts import as_json, lines
from kg.settings import Settings
from kg.vocabulary import SKOS

HERE = Settings("https://example.org/")
TERMS = Terminology(
    classes={
        "kg:City": ClassTerm("kg:City", "city", ("kg:Place",)),
        "kg:Place": ClassTerm("kg:Place", "place"),
    },
    properties={"kg:count": PropertyTerm("kg:count", "number of", indicator=True)},
    names=(Name("id/bay", (Label("灣城", "zh-Hant"), Label("Bay City", "en")), ("kg:City",)),),
)
TEXT = "Bay City opened 3 labs."
DOCUMENT = Document("bay.md", "bay", TEXT, "0a", "0b", "utf-8", "en", ())
STATED = (Evidence(Span(0, 22), TEXT[:22], "statement"),)
BAY = Entity("id/bay", (*TERMS.names[0].labels, Label("Bay", "en")), ("kg:City",), known=True)
MAYOR = Entity("id/mayor", (Label("Mayor", "en"),), ("kg:Person",))
COUNT = Fact(
    "quantity", BAY, (Evidence(Span(16, 17), "3", "value"), *STATED), "count",
    predicate="kg:count", quantity=Quantity(Decimal("3.0"), "lab"), measure="labs",
)  # fmt: skip
RELATION = Fact("relation", BAY, STATED, "r", predicate="kg:ledBy", object=MAYOR)
TITLE = Fact(
    "document", Entity("doc/bay", (Label("Bay City notes", "en"),), ("kg:Document",)), STATED,
    "front-matter", predicate="dct:title", object="Bay City notes",
)  # fmt: skip
ENTITY = Fact("entity", BAY, (Evidence(Span(0, 8), "Bay City", "mention"),), "lexicon")


def json_of(fact: Fact) -> dict[str, Any]:
    return as_json(fact, "bay.md", "https://example.org/doc/bay", HERE, TERMS)


def test_a_quantity_has_its_fields_in_order() -> None:
    record = json_of(COUNT)
    assert list(record) == [
        "id", "document", "document_iri", "kind", "subject", "predicate", "predicate_label",
        "value", "qualifier", "unit", "measure", "modality", "evidence", "tier", "rule",
    ]  # fmt: skip
    assert record["subject"] == {
        "iri": "https://example.org/id/bay",
        "labels": ["灣城", "Bay City", "Bay"],
        "types": ["kg:City", "kg:Place"],
    }
    assert record["predicate_label"] == "number of"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("3.0", "3"),
        ("0.25", "0.25"),
        ("5.02E+4", "50200"),
        ("-1.5", "-1.5"),
        ("1E+20", "1" + "0" * 20),
    ],
)
def test_numbers_are_integers_where_they_are_whole(value: str, printed: str) -> None:
    record = json_of(replace(COUNT, quantity=Quantity(Decimal(value), "lab")))
    assert json.dumps(record["value"]) == printed


def test_what_is_known_of_a_quantity_is_printed() -> None:
    quantity = Quantity(Decimal(3), "HKD", Decimal("4.5"), Qualifier.AT_LEAST, "month")
    fact = replace(COUNT, quantity=quantity, time="2024-Q1", dimension=(("group", "all"),),
                   modality="plan", speaker=MAYOR)  # fmt: skip
    record = json_of(fact)
    expected = {"value_max": 4.5, "qualifier": "at least", "per": "month", "time": "2024-Q1",
                "dimension": {"group": "all"}, "modality": "plan"}  # fmt: skip
    assert {field: record[field] for field in expected} == expected
    assert record["speaker"]["labels"] == ["Mayor"]


def test_a_relation_has_a_thing_or_a_literal_as_its_object() -> None:
    assert json_of(RELATION)["object"]["iri"] == "https://example.org/id/mayor"
    literal = json_of(replace(RELATION, object="engineer", speaker=MAYOR, modality="plan"))
    assert literal["object"] == {"value": "engineer"}
    assert literal["modality"] == "plan"
    assert "modality" not in json_of(RELATION)


def test_metadata_has_a_value_and_no_dimension() -> None:
    record = json_of(TITLE)
    assert (record["predicate_label"], record["object"]) == ("title", {"value": "Bay City notes"})
    other = replace(TITLE, predicate="kg:metadata", object=MAYOR, dimension=(("key", "mood"),))
    record = json_of(other)
    assert (record["predicate_label"], record["object"]) == ("mood", {"value": "Mayor"})
    assert "dimension" not in record


def test_an_entity_has_only_itself_and_its_mentions() -> None:
    assert list(json_of(ENTITY)) == [
        "id", "document", "document_iri", "kind", "subject", "evidence", "tier", "rule",
    ]  # fmt: skip


def test_an_unlisted_property_is_labelled_by_its_name() -> None:
    fact = replace(RELATION, predicate="kg:hasResearchCentreIn")
    assert json_of(fact)["predicate_label"] == "has research centre in"


def test_lines_are_in_the_order_of_document_evidence_and_identifier() -> None:
    facts = [COUNT, RELATION, TITLE, ENTITY]
    documents = [("b.md", "https://example.org/doc/b", facts), ("a.md", "i", facts[::-1])]
    printed = [json.loads(line) for line in lines(documents, HERE, TERMS)]
    keys = [(r["document"], r["evidence"][0]["start"], r["id"]) for r in printed]
    assert keys == sorted(keys)
    assert printed[0]["evidence"][0]["role"] in ("statement", "mention")
    assert list(lines(documents[::-1], HERE, TERMS)) == list(lines(documents, HERE, TERMS))


def test_the_store_and_the_file_print_the_same_lines() -> None:
    facts = [COUNT, RELATION, TITLE, ENTITY, replace(RELATION, tier="C", object="someone")]
    store = Store()
    store.extend(state(DOCUMENT, facts, HERE, TERMS))
    names = NamedNode(HERE.iri("names"))
    for label in TERMS.names[0].labels:
        literal = Literal(label.text, language=label.language)
        store.add(Quad(NamedNode(HERE.iri("id/bay")), SKOS.prefLabel, literal, names))
    direct = [("bay.md", HERE.iri(DOCUMENT.id), facts)]
    assert list(lines(stored(store, HERE), HERE, TERMS)) == list(lines(direct, HERE, TERMS))
