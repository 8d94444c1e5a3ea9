import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.querying import guard
from kg.querying.guard import ReadOnly, Refused
from kg.querying.lexer import tokens

REACHING_OUT = [
    "ASK { SERVICE <http://b.example/> { ?s ?p ?o } }",
    "ASK{service<http://b.example/>{?s ?p ?o}}",
    "ASK { SERVICE SILENT ?where { ?s ?p ?o } }",
    "ASK { ?s ?p 'x' . # comment\n SERVICE # comment\n <http://b.example/> { } }",
    "ASK { FILTER(1<2)SERVICE#>\n<http://b.example/>{ ?s ?p ?o } }",
    "ASK { FILTER(1<2&&'x>'='y')SERVICE<http://b.example/>{ ?s ?p 'z' } }",
    "ASK { FILTER(?a<2#> '''\n)SERVICE<http://b.example/>{ } FILTER('''x''' != '') }",
    "PREFIX service: <http://b.example/> ASK { SERVICE service:x { } }",
]
HARMLESS = [
    "ASK { ?s <http://b.example/service> 'SERVICE <x> { }' }",
    "PREFIX service: <http://b.example/service#> SELECT ?service { ?service service:service 1 }",
    "# SERVICE <http://b.example/> { }\nASK { }",
    "ASK { FILTER(?a < 2) ?x <http://b.example/service#> 3 }",
    "ASK { VALUES (?a ?b) { (1 <http://b.example/service#x>) } }",
    'ASK { ?s ?p """SERVICE <http://b.example/> { } """ }',
    "ASK { ?s ?p 'it\\'s SERVICE <x> {' }",
    "SELECT (<http://b.example/f>(?x) AS ?delete) { }",
]


@pytest.mark.parametrize("text", REACHING_OUT)
def test_a_query_that_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        guard.check(text)
    assert caught.value.status == 403
    guard.check(text, services=True)


@pytest.mark.parametrize("text", HARMLESS)
def test_the_word_alone_is_harmless(text: str) -> None:
    guard.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { }", "DELETE WHERE { }", "LOAD <http://b.example/>", "clear all",
        "PREFIX a: <http://b.example/> DROP ALL", "# x\nWITH <g:g> DELETE { } WHERE { }",
    ],
)  # fmt: skip
def test_an_update_is_refused(text: str) -> None:
    with pytest.raises(ReadOnly):
        guard.check(text)


@pytest.mark.parametrize(("opening", "closing"), ["()", "{}", "[]"])
def test_deep_nesting_is_refused(opening: str, closing: str) -> None:
    guard.check("ASK " + opening * 150 + closing * 150)
    with pytest.raises(QueryError, match="deeper than 200"):
        guard.check("ASK " + opening * 5000 + closing * 5000)
    guard.check("ASK { ?s ?p '" + opening * 5000 + "' }")


@given(st.text(alphabet="<>'\"#\\ \n{}()aB:?1=&|é𝌆"))
def test_tokens_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert token.start >= last
        assert text[token.start : token.start + len(token.text)] == token.text
        last = token.start + len(token.text)
