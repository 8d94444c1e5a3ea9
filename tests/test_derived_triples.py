"""What the graph adds to the facts of a document: posts, works cited twice, ideas of words."""

import dataclasses
import hashlib

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import ontology
from kg.graph.recall import recall
from kg.graph.statements import merge
from kg.graph.triples import state
from kg.model.document import Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.model.terminology import Label, Terminology
from kg.settings import Settings
from kg.vocabulary import KG, RDF, SKOS

HERE = Settings("https://example.org/")
TEXT = "Ada Moss is the harbour master of Fjord Port and a fellow of North College. " * 2
ADA = Entity("id/ada", (Label("Ada Moss", "en"),), ("kg:Person",))
PORT = Entity("id/port", (Label("Fjord Port", "en"),), ("kg:Organisation",))
COLLEGE = Entity("id/college", (Label("North College", "en"),), ("kg:University",))


@pytest.fixture(scope="module")
def terminology() -> Terminology:
    return ontology.terminology()


def fact(subject: Entity, predicate: str, value: Entity | str, start: int = 0) -> Fact:
    kind = "document" if predicate.startswith("dct:") else "relation"
    span = Span(start, start + 40)
    statement = Evidence(span, span.of(TEXT), "statement")
    return Fact(kind, subject, (statement,), "test", predicate=predicate, object=value)


def stated(*facts: Fact, terminology: Terminology | None = None) -> list[Quad]:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    document = Document("port.md", "port", TEXT, digest, digest, "utf-8", "en", ())
    quads = list(state(document, facts, HERE, terminology or Terminology()))
    assert recall(quads, HERE) == merge(facts)
    return quads


def objects(quads: list[Quad], predicate: NamedNode) -> list[str]:
    return sorted(
        quad.object.value
        for quad in quads
        if quad.predicate == predicate and isinstance(quad.object, NamedNode | Literal)
    )


def reference(name: str, title: str, day: str) -> list[Fact]:
    entity = Entity(f"id/{name}", (Label(title),), ("kg:Reference",))
    return [fact(entity, "dct:title", title), fact(entity, "dct:issued", day)]


def test_a_title_and_an_employer_of_one_sentence_make_a_holding() -> None:
    quads = stated(fact(ADA, "kg:position", "harbour master"), fact(ADA, "kg:worksFor", PORT))
    (holding,) = objects(quads, KG.holds)
    (post,) = objects(quads, KG.post)
    assert objects(quads, KG.postIn) == [HERE.iri("id/port")]
    assert objects(quads, KG.heldBy) == [HERE.iri("id/ada")]
    assert (
        Quad(NamedNode(post), SKOS.prefLabel, Literal("harbour master"), quads[0].graph_name)
        in quads
    )
    assert Quad(NamedNode(holding), RDF.type, KG.PostHolding, quads[0].graph_name) in quads


def test_two_posts_of_a_person_stay_apart() -> None:
    quads = stated(
        fact(ADA, "kg:position", "harbour master"), fact(ADA, "kg:worksFor", PORT),
        fact(ADA, "kg:position", "fellow", 76), fact(ADA, "kg:worksFor", COLLEGE, 76),
    )  # fmt: skip
    assert len(objects(quads, KG.holds)) == 2
    assert objects(quads, KG.postIn) == [HERE.iri("id/college"), HERE.iri("id/port")]


def test_where_it_is_not_clear_whose_post_it_is_there_is_none() -> None:
    quads = stated(
        fact(ADA, "kg:position", "fellow"), fact(ADA, "kg:worksFor", PORT),
        fact(ADA, "kg:worksFor", COLLEGE),
    )  # fmt: skip
    assert objects(quads, KG.holds) == []


@pytest.mark.parametrize("changes", [{"tier": "C"}, {"speaker": PORT}, {"modality": "plan"}])
def test_a_post_that_is_not_asserted_is_not_held(changes: dict[str, object]) -> None:
    title = dataclasses.replace(fact(ADA, "kg:position", "fellow"), **changes)  # type: ignore[arg-type]
    assert objects(stated(title, fact(ADA, "kg:worksFor", COLLEGE)), KG.holds) == []


def test_copies_of_one_article_are_the_same_work() -> None:
    title = "Dock wages climb, again"
    quads = stated(
        *reference("b", title, "2023-03-03"),
        *reference("a", "Dock Wages Climb — again", "2023-03-03"),
        *reference("c", title, "2023-03-03"), *reference("d", "Ferries return", "2023-03-03"),
    )  # fmt: skip
    assert objects(quads, KG.sameWorkAs) == [HERE.iri("id/a")] * 2


@pytest.mark.parametrize(
    ("one", "other"), [("2022-03-03", "2023-03-03"), ("2023", "2023"), ("", "2023")]
)
def test_one_title_on_two_days_or_on_none_is_not_one_work(one: str, other: str) -> None:
    facts = [
        *reference("a", "Annual report", one or "n.d."),
        *reference("b", "Annual report", other),
    ]
    assert objects(stated(*facts), KG.sameWorkAs) == []


def test_a_concept_that_is_only_words_is_a_node(terminology: Terminology) -> None:
    quads = stated(fact(PORT, "kg:focusArea", "tidal power"), terminology=terminology)
    (idea,) = [quad.object for quad in quads if quad.predicate == KG.focusArea]
    assert isinstance(idea, NamedNode)
    assert Quad(idea, SKOS.prefLabel, Literal("tidal power"), quads[0].graph_name) in quads
    assert Quad(idea, RDF.type, KG.Concept, quads[0].graph_name) in quads


def test_no_agent_is_made_of_a_phrase(terminology: Terminology) -> None:
    quads = stated(fact(PORT, "kg:partner", "several shipowners"), terminology=terminology)
    assert objects(quads, KG.partner) == []
