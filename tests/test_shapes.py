import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import OntologyError
from kg.graph import ontology
from kg.graph.shapes import Breach, validate
from kg.model.terminology import Terminology
from kg.resources import ONTOLOGY, SHAPES
from kg.settings import Settings
from kg.vocabulary import RDF, SH, expand

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

FIXTURES = Path(__file__).parent / "data" / "shapes"
BASE = Settings().base
OWN = "https://w3id.org/policy-kg/shapes#"
NODE_SHAPE = NamedNode(SH.iri + "NodeShape")


def declared() -> list[str]:
    quads = parse(path=SHAPES, format=RdfFormat.TURTLE)
    return sorted(
        quad.subject.value.removeprefix(OWN)
        for quad in quads
        if quad.predicate == RDF.type and quad.object == NODE_SHAPE
    )


def fixture(name: str, folder: str) -> list[Quad]:
    """Return a fixture's triples, its identifiers within ``folder`` so that fixtures may meet."""
    text = (FIXTURES / f"{name}.ttl").read_text(encoding="utf-8")
    return inside(text.replace(BASE, BASE + folder), "graph/fixture")


def inside(turtle: str, graph: str) -> list[Quad]:
    """Return the triples of some Turtle, in a graph."""
    name = NamedNode(BASE + graph)
    store = Store()
    store.load(turtle, RdfFormat.TURTLE, to_graph=name)
    return list(store)


def store_of(*quads: Quad) -> Store:
    store = Store()
    store.extend(ontology.quads(Settings()))
    store.extend(quads)
    return store


@pytest.fixture(scope="module")
def broken() -> dict[str, set[str]]:
    """Which shapes each fixture breaks: all are validated at once, apart by their identifiers."""
    names = declared()
    store = store_of(*(quad for name in names for quad in fixture(name, f"{name}/")))
    found: dict[str, set[str]] = {name: set() for name in names}
    for breach in validate(store, Settings()):
        name = breach.thing.removeprefix(BASE).partition("/")[0]
        found[name].add(breach.shape.removeprefix(OWN))
    return found


def test_each_shape_has_a_fixture_and_each_fixture_a_shape() -> None:
    assert len(declared()) >= 40
    assert [path.stem for path in sorted(FIXTURES.glob("*.ttl"))] == declared()


@pytest.mark.parametrize("name", declared())
def test_a_fixture_breaks_its_shape_and_no_other(name: str, broken: dict[str, set[str]]) -> None:
    assert broken[name] == {name}


@pytest.mark.parametrize("name", declared())
def test_a_fixture_names_its_only_fault(name: str) -> None:
    first = (FIXTURES / f"{name}.ttl").read_text(encoding="utf-8").partition("\n")[0]
    assert re.fullmatch(r"# [A-Z].*[.]", first)


@pytest.fixture(scope="module")
def terms() -> Terminology:
    return ontology.terminology()


def test_each_class_of_things_has_a_shape(terms: Terminology) -> None:
    quads = parse(path=SHAPES, format=RdfFormat.TURTLE)
    aimed = {quad.object for quad in quads if quad.predicate == NamedNode(SH.iri + "targetClass")}
    assert {curie for curie in terms.classes if expand(curie) not in aimed} == set()


def test_each_range_of_a_relation_is_in_a_shape(terms: Terminology) -> None:
    """As a class of the objects, or for the structure of a statement as a shape of its own."""
    quads = list(parse(path=SHAPES, format=RdfFormat.TURTLE))
    on = {q.subject: q.object for q in quads if q.predicate == NamedNode(SH.iri + "path")}
    of = {
        (on[q.subject], q.object)
        for q in quads
        if q.predicate == NamedNode(SH.iri + "class") and q.subject in on
    }
    apart = {"kg:evidence", "kg:dimension"}  # targets of shapes of their own
    assert [
        term.curie
        for term in terms.properties.values()
        if term.range.startswith("kg:") and term.curie not in apart
        if (expand(term.curie), expand(term.range)) not in of
    ] == []


def test_the_domain_of_a_relation_is_in_a_shape(terms: Terminology) -> None:
    quads = list(parse(path=SHAPES, format=RdfFormat.TURTLE))
    classes = {q.subject: q.object for q in quads if q.predicate == NamedNode(SH.iri + "class")}
    aimed = {
        (q.object, classes[q.subject])
        for q in quads
        if q.predicate == NamedNode(SH.iri + "targetSubjectsOf") and q.subject in classes
    }
    assert [
        term.curie
        for term in terms.properties.values()
        if term.domain.startswith("kg:") and term.domain != "kg:Evidence"
        if (expand(term.curie), expand(term.domain)) not in aimed
    ] == []


def test_every_constraint_speaks_english_and_chinese() -> None:
    quads = list(parse(path=SHAPES, format=RdfFormat.TURTLE))
    told: dict[object, set[str]] = {}
    for quad in quads:
        if quad.predicate == NamedNode(SH.iri + "message"):
            told.setdefault(quad.subject, set()).add(quad.object.language.lower())
    assert told
    assert all(languages == {"en", "zh-hant"} for languages in told.values())


def test_the_shapes_are_shapes_by_the_shapes_of_shacl() -> None:
    import pyshacl
    from rdflib import Graph

    conforms, _, text = pyshacl.validate(
        Graph(), shacl_graph=Graph().parse(SHAPES), meta_shacl=True
    )
    assert conforms, text


def test_what_the_loader_writes_from_our_documents_breaks_no_shape(demo: Store) -> None:
    assert validate(demo, Settings()) == []


def test_what_two_documents_state_in_two_tiers_breaks_no_shape() -> None:
    text = (FIXTURES / "Statement.ttl").read_text(encoding="utf-8")
    quads = [
        *inside(text.replace('"D"', '"A"'), "doc/a"),
        *inside(text.replace('"D"', '"B"'), "doc/b"),
    ]
    assert validate(store_of(*quads), Settings()) == []


def test_a_finding_about_a_blank_node_and_a_wrong_literal_is_told() -> None:
    data = (
        "@prefix kg: <https://w3id.org/policy-kg/ontology#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        '_:a a kg:Fund . <https://x.example/b> kg:observedFor _:a ; kg:value "many"^^xsd:decimal .'
    )
    store = store_of(*inside(data, "graph/odd-ttl"))
    found = validate(store, Settings())
    assert any(breach.thing.startswith("_:") for breach in found)
    assert any(breach.value == "many" for breach in found)
    assert found == validate(store, Settings(), [f"{BASE}graph/odd-ttl"])
    assert validate(store, Settings(), [f"{BASE}doc/other"]) == []


def test_an_inferred_type_does_not_prove_a_relation_right() -> None:
    quads = list(fixture("RelationsToActors", ""))
    wrong = next(
        quad.object
        for quad in quads
        if quad.predicate.value.endswith("By") and isinstance(quad.object, NamedNode)
    )
    inferred = NamedNode(f"{BASE}inferred/range")
    store = store_of(*quads, Quad(wrong, RDF.type, expand("kg:Actor"), inferred))
    assert [breach.shape for breach in validate(store, Settings())] == [OWN + "RelationsToActors"]


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("kgs:Person a", "kgs:Person @@ a"), r"\d+", ""),
        (('sh:pattern "^[0-9a-f]{64}$"', "sh:pattern 7 , 8"), "", ""),
        (("sh:maxLength 200", 'sh:maxLength "long"'), "", ""),
    ],
)
def test_a_broken_file_of_shapes_is_named(
    change: tuple[str, str], line: str, reason: str, tmp_path: Path
) -> None:
    text = SHAPES.read_text(encoding="utf-8")
    assert change[0] in text
    file = tmp_path / "shapes.ttl"
    file.write_text(text.replace(*change), encoding="utf-8")
    quads = fixture("Person", "")
    with pytest.raises(OntologyError, match=rf"shapes\.ttl:{line}.*{reason}") as raised:
        validate(store_of(*quads, *fixture("LoadedDocument", "")), Settings(), shapes=file)
    assert raised.value.remedy


def test_a_missing_file_of_shapes_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"none\.ttl"):
        validate(Store(), Settings(), shapes=tmp_path / "none.ttl")


def test_breaches_are_sorted_values() -> None:
    quads = [*fixture("Person", "a/"), *fixture("Fund", "b/")]
    found = validate(store_of(*quads), Settings())
    assert [b.shape.removeprefix(OWN) for b in found] == ["Fund", "Person"]
    assert isinstance(found[0], Breach)
    assert found[0].severity == "Warning"
    assert dict(found[0].messages).keys() == {"en", "zh-Hant"}
    assert (ONTOLOGY / "shapes.ttl") == SHAPES
