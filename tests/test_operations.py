import pytest
from pyoxigraph import Store

from kg.errors import QueryError
from kg.querying.diagnosis import MalformedQuery
from kg.querying.operations import check_syntax, operations, with_using


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("INSERT DATA { <a:s> <a:p> 1 }", "INSERT"),
        ("BASE <a:> PREFIX a: <a:> CLEAR ALL ;\n# ; DROP ALL\nLOAD <a:b>;", "CLEAR LOAD"),
        ("WITH <a:g> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 ; ?q ';' }", "DELETE"),
        ("", ""),
    ],
)
def test_an_update_is_a_row_of_operations(text: str, verbs: str) -> None:
    assert " ".join(operation.verb for operation in operations(text)) == verbs


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:s> <a:p> 1 }",
        "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } . <a:s> <a:p> [ ] }",
        "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } [ ] <a:p> 1 }",
        "DELETE DATA { <a:s> <a:p> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { GRAPH ?g { ?s ?p ?o } } INSERT { ?s ?p 2 } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "CLEAR DEFAULT", "DROP SILENT DEFAULT", "COPY <a:b> TO DEFAULT", "MOVE DEFAULT TO <a:b>",
        "LOAD <a:b>",
    ],
)  # fmt: skip
def test_an_operation_writes_to_the_default_graph(text: str) -> None:
    assert [operation.writes_default for operation in operations(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }",
        "INSERT DATA { }",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "WITH <a:g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "INSERT { GRAPH ?g { ?s ?p [ ?p 1 ] } } WHERE { ?s ?p ?g { ?s ?p ?o } }",
        "CLEAR ALL", "DROP NAMED", "COPY DEFAULT TO <a:b>", "LOAD <a:b> INTO GRAPH <a:g>",
        "CREATE GRAPH <a:g>",
    ],
)  # fmt: skip
def test_an_operation_writes_to_named_graphs_only(text: str) -> None:
    assert [operation.writes_default for operation in operations(text)] == [False]


def test_the_graphs_of_the_request_are_written_into_each_pattern() -> None:
    text = "DELETE WHERE { ?s ?p '}' } ; INSERT { ?s ?p 1 }WHERE{ ?s ?p 2 }; CLEAR ALL"
    assert with_using(text, ["<a:g>"], ["<a:h>"]) == (
        "DELETE { ?s ?p '}' } USING <a:g> USING NAMED <a:h> WHERE { ?s ?p '}' } ; "
        "INSERT { ?s ?p 1 }USING <a:g> USING NAMED <a:h> WHERE{ ?s ?p 2 }; CLEAR ALL"
    )
    assert with_using(text, [], []) == text


@pytest.mark.parametrize(
    "text",
    [
        "WITH <a:g> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }",
        "CLEAR ALL; INSERT { ?s ?p 1 } USING NAMED <a:g> WHERE { ?s ?p 1 }",
        "DELETEWHERE { ?s ?p 1 }",
        "INSERT { ?s ?p 1 } USINGNAMED <a:g> WHERE { ?s ?p 1 }",
    ],
)
def test_an_update_that_chooses_its_graphs_itself_is_a_conflict(text: str) -> None:
    with pytest.raises(QueryError):
        with_using(text, ["<a:g>"], [])


def test_the_syntax_is_checked_and_nothing_is_done() -> None:
    check_syntax(
        "BASE <a:> LOAD <http://127.0.0.1:9/>; INSERT { ?s ?p 1 } WHERE { SERVICE <b> { } }"
    )
    check_syntax("")


@pytest.mark.parametrize(
    "text", ["CLEAR ALL;\nDROP 1", "PREFIX a: <a:>\nDROP 1", "PREFIX a: <a:> DROP 1 ;\n", "DROP 1"]
)
def test_what_is_malformed_is_where_the_engine_says(text: str) -> None:
    with pytest.raises(SyntaxError) as told:
        Store().update(text)
    with pytest.raises(MalformedQuery) as caught:
        check_syntax(text)
    assert f"error at {caught.value.line}:{caught.value.column}:" in str(told.value)
