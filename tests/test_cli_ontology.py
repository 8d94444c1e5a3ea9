"""``kg ontology``: lists, terms by any of their names, uses, and formats for machines."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from kg.cli.main import main
from kg.errors import NotFound
from kg.graph import terms
from kg.graph.generations import open_current
from kg.graph.terms import CLASS, INDICATOR, PROPERTIES, Ontology, Term, text
from kg.model.terminology import Label
from kg.querying.glossary import entry, find, listing, overview
from kg.querying.records import record, turtle
from kg.querying.tables import display_width
from kg.querying.usage import question, use
from kg.vocabulary import PREFIXES

SMALL = """
@prefix : <https://w3id.org/policy-kg/ontology> .
@prefix kg: <https://w3id.org/policy-kg/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .

: a owl:Ontology ; dct:title "Ports"@en , "港口"@zh-Hant ; dct:description "What ports do."@en .
kg:Entity a owl:Class ; rdfs:label "entity"@en .
kg:Harbour a owl:Class ; rdfs:subClassOf kg:Entity , foaf:Thing ;
    rdfs:label "harbour"@en , "海港"@zh-Hant , "海港"@zh-Hans ;
    skos:definition "Entity that shelters ships."@en , "供船隻停泊的事物。"@zh-Hant ;
    skos:scopeNote "Not a lake."@en ; skos:example "a bay"@en ; kg:suffixHint "Harbour"@en .
kg:Quay a owl:Class ; rdfs:subClassOf kg:Harbour ; rdfs:label "quay"@en , "碼頭"@zh-Hant .
kg:Pier a owl:Class ; rdfs:label "pier"@en ; owl:deprecated true ; dct:isReplacedBy kg:Quay .
kg:Mole a owl:Class ; rdfs:subClassOf kg:Entity , kg:Quay ; rdfs:label "mole"@en .
kg:leads a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:label "leads to"@en ;
    rdfs:domain kg:Harbour ; rdfs:range kg:Harbour ; owl:inverseOf kg:ledFrom ;
    owl:propertyChainAxiom ( kg:leads kg:ledFrom ) .
kg:ledFrom a owl:ObjectProperty ; rdfs:label "led from"@en .
kg:depth a owl:DatatypeProperty ; rdfs:label "depth"@en ; rdfs:domain kg:Entity ;
    rdfs:range xsd:decimal .
kg:tide a kg:Indicator , owl:NamedIndividual ; rdfs:label "tide"@en .
kg:blue a skos:Concept ; skos:prefLabel "blue"@en .
foaf:Thing a owl:Class .
"""
ALIGNED = """
@prefix kg: <https://w3id.org/policy-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:Harbour skos:closeMatch <http://schema.example/Port> .
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    folder = tmp_path_factory.mktemp("ontology")
    (folder / "kg.ttl").write_text(SMALL, encoding="utf-8")
    (folder / "alignments.ttl").write_text(ALIGNED, encoding="utf-8")
    return terms.read(folder)


@pytest.fixture(scope="module")
def ours() -> Ontology:
    return terms.read()


def run(
    *arguments: str, store: Path = Path("nowhere"), env: Mapping[str, str] | None = None
) -> Result:
    return CliRunner(env=dict(env or {})).invoke(
        main, ["--store", str(store), "ontology", *arguments]
    )


def told(result: Result) -> dict[str, str]:
    """Return what an entry tells, by its heads; a line without one goes on with the last."""
    found: dict[str, str] = {}
    head = "title"
    for line in result.output.splitlines():
        head = line[:13].strip() or head
        found[head] = f"{found.get(head, '')}\n{line[13:]}".strip()
    return found


def test_everything_that_is_said_of_a_term_is_read(small: Ontology) -> None:
    assert small.iri == "https://w3id.org/policy-kg/ontology"
    assert small.terms["kg:Harbour"] == Term(
        "kg:Harbour",
        "https://w3id.org/policy-kg/ontology#Harbour",
        CLASS,
        ("owl:Class",),
        (Label("harbour", "en"), Label("海港", "zh-Hant"), Label("海港", "zh-Hans")),
        (Label("Entity that shelters ships.", "en"), Label("供船隻停泊的事物。", "zh-Hant")),
        (Label("a bay", "en"),),
        (Label("Not a lake.", "en"),),
        parents=("kg:Entity", "foaf:Thing"),
        alignments=(("closeMatch", "http://schema.example/Port"),),
        suffixes=("Harbour",),
    )
    assert small.terms["kg:Pier"].deprecated
    assert small.terms["kg:Pier"].replaced_by == ("kg:Quay",)
    assert small.terms["kg:leads"].facets == (
        "transitive", "inverse of kg:ledFrom", "follows from kg:leads then kg:ledFrom",
    )  # fmt: skip
    assert {term.curie: term.kind for term in small.described(INDICATOR, "individual")} == {
        "kg:tide": INDICATOR, "kg:blue": "individual",
    }  # fmt: skip


def test_what_is_below_a_term_with_two_parents_stands_under_the_first(small: Ontology) -> None:
    assert [(depth, term.local, more) for depth, term, more in small.tree(CLASS)] == [
        (0, "Entity", False), (1, "Harbour", False), (2, "Quay", False), (3, "Mole", False),
        (1, "Mole", False), (0, "Pier", False),
    ]  # fmt: skip
    assert small.ancestors("kg:Mole") == ("kg:Entity", "kg:Quay", "kg:Harbour")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "city"), ("zh-Hans", "市"), ("zh-Hant", "市"), ("fr", "city")],
)
def test_words_come_in_the_nearest_language(language: str, words: str) -> None:
    assert text([Label("市", "zh-Hant"), Label("city", "en")], language) == words
    assert text([Label("ville", "fr")], language) == "ville"
    assert text([], language) == ""


@pytest.mark.parametrize(
    ("words", "curies"),
    [
        ("kg:City", ["kg:City"]),
        ("https://w3id.org/policy-kg/ontology#City", ["kg:City"]),
        ("City", ["kg:City"]),
        ("CITY", ["kg:City"]),
        ("城市", ["kg:City"]),
        ("人才入境计划", ["kg:TalentAdmissionScheme"]),
        ("人才入境計劃", ["kg:TalentAdmissionScheme"]),
        ("indicator", ["kg:indicator", "kg:Indicator"]),
        ("kg:indicator", ["kg:indicator"]),
        ("works  for", ["kg:worksFor"]),
        ("schema:City", ["kg:City"]),
        ("dct:title", ["dct:title"]),
    ],
)
def test_a_term_is_found_by_any_of_its_names(ours: Ontology, words: str, curies: list[str]) -> None:
    assert sorted(term.curie for term in find(ours, words)) == sorted(curies)


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("Citty", r"did you mean: kg:City \(city · 城市\)"),
        ("基金計", "基金"),
        ("zzzzzzz", "kg ontology lists the terms"),
        ("", "did you mean|lists the terms"),
    ],
)
def test_what_is_not_found_suggests_the_nearest(ours: Ontology, words: str, remedy: str) -> None:
    with pytest.raises(NotFound, match=remedy):
        find(ours, words)
    result = run(words or "zzzzzzz")
    assert result.exit_code == 1
    assert "kg: no term of the ontology" in result.stderr


def test_without_a_term_the_tree_of_classes_is_shown(ours: Ontology) -> None:
    result = run()
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines[1] == ours.iri
    assert re.fullmatch(r"\d+ classes, \d+ properties, \d+ indicators", lines[2])
    assert re.search(r"^ +City +city · 城市$", result.output, re.MULTILINE)
    shown = {line.split()[0] for line in lines[5:] if line}
    assert {term.local for term in ours.described(CLASS)} <= shown


@pytest.mark.parametrize(("kind", "kinds"), [
    ("classes", (CLASS,)), ("properties", PROPERTIES), ("indicators", (INDICATOR,)),
])  # fmt: skip
def test_a_list_has_every_term_with_its_definition(
    ours: Ontology, kind: str, kinds: tuple[str, ...]
) -> None:
    lines = run(kind).output.splitlines()
    listed = {line.split()[0] for line in lines}
    assert listed == {term.local for term in ours.described(*kinds)}
    chinese = run(kind, "--language", "zh-Hant").output
    assert chinese == run(kind, env={"KG_LANGUAGE": "zh-Hant"}).output
    assert all(text(term.labels, "zh-Hant") in chinese for term in ours.described(*kinds))


def test_columns_are_aligned_whatever_the_script(ours: Ontology) -> None:
    lines = listing(ours, (CLASS,), "zh-Hant", None).splitlines()
    definitions = [text(term.definitions, "zh-Hant") for _, term, _ in ours.tree(CLASS)]
    starts = {
        display_width(line[: -len(words)])
        for line, words in zip(lines, definitions, strict=True)
        if words
    }
    assert len(starts) == 1


def test_lines_are_cut_to_the_terminal(ours: Ontology) -> None:
    for shown in (listing(ours, PROPERTIES, "zh-Hans", 60), overview(ours, 60)):
        assert max(map(display_width, shown.splitlines())) <= 60
    in_full = entry(ours, ours.terms["kg:Entity"], None, 60)
    assert max(map(display_width, in_full.splitlines())) <= 60
    assert "kg:observedFor" in in_full


def test_a_term_is_told_in_full_without_a_store() -> None:
    said = told(run("City"))
    assert said["kg:City  city"].endswith("https://w3id.org/policy-kg/ontology#City")
    assert said["labels"] == "city (en)\n城市 (zh-Hant)\n城市 (zh-Hans)"
    assert said["under"] == "kg:Jurisdiction"
    assert said["aligned"] == "closeMatch schema:City"
    assert "市" in said["recognised"]
    assert said["query"].startswith("kg sparql 'SELECT ?city")
    assert {"used", "for example"}.isdisjoint(said)


def test_a_property_tells_what_it_relates() -> None:
    said = told(run("kg:worksFor"))
    assert said["relates"] == "kg:Person → kg:Actor"
    assert "follows from kg:holds then kg:post then kg:postIn" in said["is a"]


def test_a_deprecated_term_names_its_successor(small: Ontology) -> None:
    assert "deprecated   use kg:Quay" in entry(small, small.terms["kg:Pier"], None, None)
    assert "(deprecated)" in listing(small, (CLASS,), "en", None)
    assert record(small, small.terms["kg:Pier"])["replacedBy"] == ("kg:Quay",)


def test_a_term_tells_its_use_where_there_is_a_store(store_path: Path) -> None:
    said = told(run("TalentAdmissionScheme", store=store_path))
    count, named = map(int, re.findall(r"\d+", said["used"]))
    assert count > named == 2
    assert said["for example"].splitlines()[0].startswith("Azure Cloud Talent Scheme — ")
    figures = told(run("approvedApplicants", store=store_path))
    assert figures["used"] == "2 figures"
    assert figures["for example"].startswith("Azure Cloud Talent Scheme — 12,500")
    assert told(run("worksFor", store=store_path))["used"] == "1 triple"
    assert told(run("worksFor", store=store_path))["for example"] == "林海 — 远山科技"
    observed = told(run("kg:Observation", store=store_path))["for example"]
    assert "Azure Cloud Talent Scheme — approved applicants — 12,500" in observed
    stretches = told(run("kg:Evidence", store=store_path))
    assert stretches["used"] != "0 things"


def test_the_use_of_every_term_can_be_asked_for(ours: Ontology, store_path: Path) -> None:
    with open_current(store_path) as snapshot:
        for term in ours.described():
            found = use(snapshot.store, ours, term)
            assert found is not None
            asked = question(ours, term)
            rows = list(snapshot.store.query(asked, prefixes=PREFIXES))  # type: ignore[arg-type]
            assert bool(rows) == bool(found.examples), term.curie
            assert "'" not in asked


def test_an_individual_and_a_stranger_have_their_use(small: Ontology, store_path: Path) -> None:
    with open_current(store_path) as snapshot:
        found = use(snapshot.store, small, small.terms["kg:blue"])
        assert found is not None
        assert (found.count, found.named, found.examples) == (0, None, ())
        stranger = Term("http://x.example/a", "http://x.example/a", CLASS)
        assert use(snapshot.store, small, stranger) is None
        assert "query" not in entry(small, stranger, None, None)


def test_json_tells_what_the_table_tells(store_path: Path) -> None:
    (city,) = json.loads(run("City", "-f", "json", store=store_path).output)
    assert city["labels"] == {"en": "city", "zh-Hant": "城市", "zh-Hans": "城市"}
    assert city["use"]["count"] > 0
    assert city["alignments"] == [{"match": "closeMatch", "term": "schema:City"}]
    indicators = json.loads(run("indicators", "-f", "json").output)
    assert all(one["kind"] == INDICATOR for one in indicators)
    everything = json.loads(run("-f", "json").output)
    assert {"kg:City", "kg:worksFor", "kg:salary"} <= {one["term"] for one in everything}


def test_turtle_holds_the_triples_of_the_term_with_its_lists(ours: Ontology) -> None:
    one = run("worksFor", "-f", "ttl").output
    assert {str(t.predicate.value).rpartition("#")[2] for t in parse(one, RdfFormat.TURTLE)} >= {
        "first", "rest", "domain", "closeMatch",
    }  # fmt: skip
    whole = run("-f", "ttl").output
    assert len(list(parse(whole, RdfFormat.TURTLE))) == len(ours.quads)
    assert whole.encode() == turtle(terms.read())


def test_a_file_that_is_no_store_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    result = run("City", store=file)
    assert result.exit_code == 1
    assert "is a file" in result.stderr
