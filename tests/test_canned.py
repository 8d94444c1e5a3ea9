from pathlib import Path

import pytest
from pyoxigraph import Literal, QuerySolutions, Store

from kg.errors import QueryError, UnknownQuery
from kg.graph.generations import open_current
from kg.loading import load
from kg.querying import canned
from kg.querying.canned import CannedQuery
from kg.querying.evaluation import evaluate
from kg.querying.parameters import Parameter, bind, with_values
from kg.settings import Settings

SETTINGS = Settings()
SAMPLES = {
    "iri": "id/cloud-scheme", "string": "云", "integer": "3", "decimal": "2.5", "boolean": "true",
    "date": "2025-01-31",
}  # fmt: skip
HOSTILE = [
    'x" } DROP ALL #', "') UNION { ?s ?p ?o }", "\\", "\\u0022", "\n}", "> } SELECT", "?x", "${x}",
    "'''", '"""', "\x00", "𝌆", "} #",
]  # fmt: skip


def test_the_questions_that_were_promised_are_there() -> None:
    promised = {"talent-schemes", "funds", "institutions", "firms", "figures", "sources"}
    promised |= {"timeline", "responsibilities", "recommendations", "surveys"}
    assert promised <= set(canned.names())


@pytest.mark.parametrize("query", canned.load(), ids=lambda query: query.name)
def test_each_question_is_described_and_runs_with_every_parameter_bound(
    query: CannedQuery, store_path: Path
) -> None:
    assert query.summary.endswith(".")
    assert query.tags
    assert all(parameter.summary for parameter in query.parameters)
    arguments = {p.name: SAMPLES[p.type] for p in query.parameters}
    with open_current(store_path) as snapshot:
        for given in (arguments, {}):
            if given or not any(p.required and p.default is None for p in query.parameters):
                text = bind(query.text, query.parameters, given, SETTINGS)
                answer = evaluate(snapshot.store, text)
                assert isinstance(answer, QuerySolutions)
                list(answer)


@pytest.mark.parametrize("query", canned.load(), ids=lambda query: query.name)
def test_each_question_runs_as_it_is_in_any_tool(query: CannedQuery) -> None:
    from rdflib import Graph

    Graph().query(query.text)


def rows(store_path: Path, name: str, **arguments: str) -> list[dict[str, str]]:
    query = canned.get(name)
    with open_current(store_path) as snapshot:
        answer = evaluate(snapshot.store, bind(query.text, query.parameters, arguments, SETTINGS))
        assert isinstance(answer, QuerySolutions)
        names = [variable.value for variable in answer.variables]
        return [
            {name: term.value for name, term in zip(names, row, strict=True) if term is not None}
            for row in answer
        ]


def test_a_scheme_has_a_row_for_each_figure_and_document(store_path: Path) -> None:
    found = [row for row in rows(store_path, "talent-schemes") if row["scheme"].startswith("Azure")]
    assert [(row["value"], row["document"]) for row in found] == [
        ("12500", "brief.md"), ("13000", "note.md"),
    ]  # fmt: skip
    assert found[0] == {
        "scheme": "Azure Cloud Talent Scheme", "measure": "approved applicants", "value": "12500",
        "qualifier": "exact", "unit": "application", "time": "../2025-Q1", "dimension": "内地",
        "document": "brief.md", "sentence": "青云人才计划\n至今批出1.25万宗申请。",
    }  # fmt: skip


def test_a_scheme_without_a_figure_still_shows(store_path: Path) -> None:
    assert {"scheme": "静水引才计划"} in rows(store_path, "talent-schemes")


def test_only_a_figure_that_somebody_said_has_a_speaker(tmp_path: Path) -> None:
    """Two people speak: neither said the figures that the document states in its own name."""
    (tmp_path / "review.md").write_text(
        "# Harbour Growth Fund: a review\n\n"
        "The Harbour Growth Fund held US$1.2 billion at 31 December 2024.\n\n"
        "Mayor Helen Okafor said the Harbour Growth Fund will hold US$3 billion by 2028.\n\n"
        "The Top Talent Pass Scheme had approved 8,420 applicants by the end of 2024.\n\n"
        "Director John Smith said the Top Talent Pass Scheme will approve 500 applicants.\n",
        encoding="utf-8",
    )
    load([tmp_path / "review.md"], tmp_path / "store", SETTINGS)
    funds, schemes = (
        [(row["value"], row.get("speaker")) for row in rows(tmp_path / "store", name)]
        for name in ("funds", "talent-schemes")
    )
    assert funds == [("1200000000", None), ("3000000000", "Helen Okafor")]
    assert sorted(schemes) == [("500", "John Smith"), ("8420", None)]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ({}, 2),
        ({"about": "azure"}, 2),
        ({"about": "青云"}, 2),
        ({"about": "nothing"}, 0),
        ({"indicator": "approved"}, 2),
        ({"indicator": "申请"}, 2),
        ({"about": "azure", "indicator": "salary"}, 0),
    ],
)
def test_figures_can_be_narrowed(store_path: Path, arguments: dict[str, str], count: int) -> None:
    assert len(rows(store_path, "figures", **arguments)) == count


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_argument_stays_a_value(store_path: Path, value: str) -> None:
    assert rows(store_path, "figures", about=value) == []


def test_a_rounded_figure_is_no_conflict(store_path: Path) -> None:
    """One document writes 1.25万, the other 1.3万: see test_conflicts for figures that differ."""
    assert rows(store_path, "conflicts") == []


def test_people_have_their_posts_with_the_sentence(store_path: Path) -> None:
    found = rows(store_path, "people")
    posts = {(row["person"], row["relation"], row["value"]) for row in found}
    assert ("林海", "position", "首席顾问") in posts
    assert ("林海", "works for", "远山科技") in posts


def test_firms_count_the_documents_that_name_them(store_path: Path) -> None:
    assert [row["documents"] for row in rows(store_path, "firms")] == ["2"]


def test_sources_lists_the_documents(store_path: Path) -> None:
    assert [row["document"] for row in rows(store_path, "sources")] == ["brief.md", "note.md"]


def test_an_unknown_question_suggests_the_nearest() -> None:
    with pytest.raises(UnknownQuery, match="did you mean 'talent-schemes'"):
        canned.get("talent-scheme")
    with pytest.raises(UnknownQuery, match="lists them"):
        canned.get("zzzzzz")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#+ summary: [", "not YAML"),
        ("#+ - a", "keys with values"),
        ("#+ params: [a]", "params must map"),
        ("#+ params:\n#+   a: {type: colour}", "no type 'colour'"),
        ("#+ params:\n#+   a: {kind: iri}", "no field 'kind'"),
    ],
)
def test_a_malformed_header_is_named(header: str, message: str) -> None:
    query = CannedQuery("broken", f"{header}\nASK {{}}")
    with pytest.raises(QueryError, match=rf"broken\.rq.*{message}"):
        assert query.summary or query.parameters


def test_a_question_may_have_no_header(tmp_path: Path) -> None:
    (tmp_path / "plain.rq").write_text("ASK {}", encoding="utf-8")
    (query,) = canned.load(tmp_path)
    assert (query.summary, query.description, query.tags, query.parameters) == ("", "", (), ())


def test_a_parameter_has_default_and_need() -> None:
    text = "#+ params:\n#+   a: iri\n#+   b: {default: 3, type: integer}\n#+   c: {required: true}"
    parameters = CannedQuery("q", text).parameters
    assert parameters == (
        Parameter("a", "iri"),
        Parameter("b", "integer", "", "3"),
        Parameter("c", "string", "", None, True),
    )
    with pytest.raises(QueryError, match="needs 'c'"):
        bind("ASK {}", parameters, {}, SETTINGS)
    assert bind("ASK {}", parameters, {"a": "id/x", "c": "z"}, SETTINGS) == (
        "ASK { VALUES (?a ?b ?c) { (<https://kg.example.org/id/x>"
        ' "3"^^<http://www.w3.org/2001/XMLSchema#integer> "z") }}'
    )


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("iri", "http://a b"), ("iri", "x>y"), ("integer", "3.5"), ("integer", "三"),
        ("decimal", "."), ("boolean", "yes"), ("date", "2025-1-1"), ("integer", "1\n"),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_refused(type_: str, value: str) -> None:
    with pytest.raises(QueryError, match="parameter 'p'"):
        Parameter("p", type_).term(value, SETTINGS)


def test_an_unknown_parameter_suggests_the_nearest() -> None:
    parameters = (Parameter("about"),)
    with pytest.raises(QueryError, match="did you mean 'about'"):
        bind("ASK {}", parameters, {"abuot": "x"}, SETTINGS)
    with pytest.raises(QueryError, match="it has: none"):
        bind("ASK {}", (), {"x": "x"}, SETTINGS)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("SELECT ?x { ?x ?y ?z }", "SELECT ?x {@ ?x ?y ?z }"),
        ("SELECT ?x WHERE { ?x ?y ?z }", "SELECT ?x WHERE {@ ?x ?y ?z }"),
        ("# {\nSELECT ?x # {\nwhere { }", "# {\nSELECT ?x # {\nwhere {@ }"),
        ("SELECT (EXISTS { } AS ?e) { }", "SELECT (EXISTS { } AS ?e) {@ }"),
        ("CONSTRUCT { ?x a 1 } WHERE { }", "CONSTRUCT { ?x a 1 } WHERE {@ }"),
        ("ASK FROM <a{b> { }", "ASK FROM <a{@b> { }"),
    ],
)
def test_values_stand_at_the_head_of_the_outermost_group(text: str, bound: str) -> None:
    block = ' VALUES (?x) { ("1") }'
    assert with_values(text, {"x": Literal("1")}) == bound.replace("@", block)


def test_a_query_without_a_group_cannot_be_bound() -> None:
    with pytest.raises(QueryError, match="no group"):
        with_values("DESCRIBE <a:b>", {"x": Literal("1")})


def test_values_reach_filters_and_aggregates() -> None:
    text = "SELECT (COUNT(*) AS ?n) { VALUES ?v { 1 2 3 } FILTER(?v >= ?x) }"
    terms = {"x": Parameter("x", "integer").term("2", SETTINGS)}
    answer = Store().query(with_values(text, terms))
    assert isinstance(answer, QuerySolutions)
    assert [row["n"].value for row in answer] == ["2"]
