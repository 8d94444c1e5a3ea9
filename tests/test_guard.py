import contextlib
import subprocess
import sys
from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import QueryError
from kg.querying import guard
from kg.querying.guard import ReadOnly, Refused, TooDeep
from kg.querying.lexer import tokens

PIECES = (
    "ASK", "select", "sErvice", "ſervice", "servıce", "servi̇ce", "serv\\u0069ce", "with", "Insert",
    "1", " ", "{", "}", "(", ")", "[" * 120, "+" * 600, " || " * 400, "[]" * 900, "?a" * 900,
    "<a:b>", ":", "?s", "'", "#", "\n", "true", "silent",
)  # fmt: skip

REACHING_OUT = [
    "ASK { SERVICE <http://b.example/> { ?s ?p ?o } }",
    "ASK{service<http://b.example/>{?s ?p ?o}}",
    "ASK { SERVICE SILENT ?where { ?s ?p ?o } }",
    "ASK { ?s ?p 'x' . # comment\n SERVICE # comment\n <http://b.example/> { } }",
    "ASK { FILTER(1<2)SERVICE#>\n<http://b.example/>{ ?s ?p ?o } }",
    "ASK { FILTER(1<2&&'x>'='y')SERVICE<http://b.example/>{ ?s ?p 'z' } }",
    "ASK { FILTER(?a<2#> '''\n)SERVICE<http://b.example/>{ } FILTER('''x''' != '') }",
    "PREFIX service: <http://b.example/> ASK { SERVICE service:x { } }",
    # The engine's parser knows no boundaries of words.
    "PREFIX : <http://b.example/> ASK { SERVICE:x { } }",
    "ASK{SERVICESILENT<http://b.example/>{}}",
    "ASK { ?s ?p 1SERVICE <http://b.example/> { } }",
    "ASK { ?s ?p -1.0e+5service <http://b.example/> { } }",
    "ASK { ?s ?p 1.SERVICE <http://b.example/> { } }",
    "ASK { ?s ?p trueSERVICE <http://b.example/> { } }",
    "PREFIX : <http://b.example/> ASK { ?s ?p trueservice:x { } }",
    "PREFIX f: <http://b.example/> ASK { servicef:x { } }",
    "PREFIX f: <http://b.example/> ASK { ?s ?p trueservicesilentf:x { } }",
    # An escaped sign in a name or an IRI opens no string and no comment.
    r"PREFIX a: <a:> ASK { ?s ?p a:b\' . SERVICE <http://b.example/> {} ?x ?y 'z' }",
    "PREFIX a: <a:> ASK { ?s ?p a:b\\# . SERVICE <http://b.example/> { }\n}",
    r"ASK { ?s <a:'\U00000061> ?o . SERVICE <http://b.example/> {} FILTER('x' != 'y') }",
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
    "PREFIX service: <a:> SELECT * FROM service:g { GRAPH service:x { service:s service:p 1 } }",
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


@pytest.mark.parametrize("text", REACHING_OUT)
def test_what_is_refused_is_a_query_to_the_engine(text: str) -> None:
    with contextlib.suppress(OSError):  # a port that the engine never connects to
        Store().query(text.replace("http://b.example/", "http://127.0.0.1:9/"))


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://b.example/>", "load:x", "PREFIX : <http://b.example/> LOAD:x",
        "LOADSILENT<http://b.example/>INTOGRAPH<a:b>", "CLEAR ALL;LOAD<http://b.example/>",
        "# LOAD\nINSERT DATA { } ;\nLOAD SILENT <http://b.example/> INTO GRAPH <a:b>",
        "INSERT { ?s ?p 1 } WHERE { ?s ?p 1SERVICE <http://b.example/> { } }",
    ],
)  # fmt: skip
def test_an_update_that_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        guard.check_update(text)
    guard.check_update(text, services=True, loads=True)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:load> <a:p> 'LOAD <a:b>' } # LOAD <a:b>",
        "PREFIX load: <a:> INSERT DATA { GRAPH load:g { load:s load:p load:o } }",
        "PREFIX load: <a:> COPY GRAPH load:a TO GRAPH load:b; WITH load:g DELETE { } WHERE { }",
        "DELETE { ?load ?p 1 } WHERE { ?load ?p 1 FILTER(?load < 2) }",
    ],
)
def test_an_update_within_the_store_is_harmless(text: str) -> None:
    guard.check_update(text)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("ASK { }", "a query, not an update"),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?s<?o&&?p>?o) }", "write blanks"),
        ("INSERT DATA {" + "(" * 300, "deeper than"),
    ],
)
def test_what_is_no_clear_update_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint):
        guard.check_update(text)


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
    with pytest.raises(TooDeep, match="deeper than 200") as caught:
        guard.check("ASK " + opening * 5000 + closing * 5000)
    assert (caught.value.line, caught.value.column) == (1, 205)
    assert caught.value.remedy.startswith("take needless brackets away")
    guard.check("ASK { ?s ?p '" + opening * 5000 + "' }")


SLOW = {"optional", "steps"}  # the engine orders joins in time that grows with their cube
PATTERN, CONDITION = "?s <a:p> ?o", "?s <a:p> ?o FILTER(%s)"
CHAINS: dict[str, Callable[[int], str]] = {
    "union": lambda n: " UNION ".join(["{ ?s <a:p> ?o }"] * n),
    "optional": lambda n: PATTERN + " OPTIONAL { ?s <a:q> ?x }" * n,
    "minus": lambda n: PATTERN + " MINUS { ?s <a:q> ?x }" * n,
    "filter": lambda n: PATTERN + " FILTER(?o > 1)" * n,
    "exists": lambda n: PATTERN + " FILTER NOT EXISTS { ?s <a:q> ?x }" * n,
    "bind": lambda n: PATTERN + "".join(f" BIND(?o AS ?x{i})" for i in range(n)),
    "columns": lambda n: "{ SELECT " + "".join(f"(?o AS ?x{i})" for i in range(n)) + "{ } }",
    "having": lambda n: "{ SELECT ?s { } GROUP BY ?s HAVING" + " (COUNT(*) > 1)" * n + " }",
    "or": lambda n: CONDITION % "||".join(["?o"] * n),
    "and": lambda n: CONDITION % " && ".join(["?o = 1"] * n),
    "plus": lambda n: CONDITION % "+".join(["?o"] * n),
    "minus signs": lambda n: CONDITION % " - ".join(["?o"] * n),
    "times": lambda n: CONDITION % "*".join(["?o"] * n),
    "not": lambda n: CONDITION % ("!" * n + "?o"),
    "in what looks like an IRI": lambda n: (
        CONDITION % ("?o<(" + "+".join(["?o"] * n) + ")&&?o>(1)")
    ),
    "alternatives": lambda n: "?s " + "|".join(["<a:p>"] * n) + " ?o",
    "alternatives in brackets": lambda n: "?s (" + "|".join(["<a:p>"] * n) + ")* ?o",
    "steps": lambda n: "?s " + "/".join(["<a:p>"] * n) + " ?o",
    "inverses": lambda n: "?s " + "^" * n + "<a:p> ?o",
    "triples": lambda n: "<< " * n + PATTERN + " >>" * n + " <a:q> 1",
    "arguments around": lambda n: (
        CONDITION % ("COALESCE(1, 2 + " * 100 + "||".join(["?o"] * (n - 100)) + ")" * 100)
    ),
}
FLAT = [
    "VALUES ?o {" + " -1" * 5000 + " }",
    "VALUES (?s ?o) {" + " (<a:b> -1)" * 5000 + " }",
    CONDITION % ("?o IN (" + ", ".join(["-1"] * 5000) + ")"),
    CONDITION % ("CONCAT(" + ", ".join(["STR(?o + 1)"] * 3000) + ")"),
    "?s <a:p> 1 ." * 3900,
    "?s <a:p> 1, -2, 3 ; <a:q> <http://a.example/b-c/d+e> ." * 900,
    '?s <a:p> "' + "| / && UNION " * 5000 + '"',
    "?s <a:p>* ?o ." * 3900,
    CONDITION % " || ".join(f"?o != <http://a.example/{i}>" for i in range(990)),
    "{" * 100 + " UNION ".join(["{ ?s <a:p> ?o }"] * 900) + "}" * 100,
]  # fmt: skip


@pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS)
def test_what_stands_in_a_row_and_nests_for_the_engine_is_refused(
    chain: Callable[[int], str],
) -> None:
    guard.check("ASK {" + chain(900) + "}")
    for n in (1100, 8000):
        with pytest.raises(TooDeep, match="more than 1000 operators, or 5000 triples") as caught:
            guard.check("ASK {\n" + chain(n) + "}")
        assert caught.value.line == 2
        assert "VALUES" in caught.value.remedy


@pytest.mark.parametrize("text", FLAT, ids=range(len(FLAT)))
def test_what_is_flat_to_the_engine_may_be_long(text: str) -> None:
    guard.check("ASK {" + text + "}")


@pytest.mark.parametrize(
    "text",
    [
        "?s <a:p> ?o ." * 5100,
        "?s <a:p> 1" + ", 2" * 5100,
        "?s <a:p> 1" + "; <a:q> 2" * 5100,
        "?s <a:p> (" + " 1" * 1700 + ")",
        "?s <a:p> (" + "<a:b>" * 1700 + ")",
        "?s <a:p> (" + "[]" * 1700 + ")",
        "?s <a:p> (" + "(1)" * 1700 + ")",
        "?s <a:p> (" + "?a" * 1700 + ")",
        "{ ?s <a:p> ?o }" * 5100,
        "VALUES ?o { 1 }" * 2600,
    ],
)
def test_too_many_patterns_are_refused(text: str) -> None:
    with pytest.raises(TooDeep):
        guard.check("ASK {" + text + "}")
    guard.check("CONSTRUCT {" + text.replace("VALUES", "").replace("{", "") + "} WHERE { }")


def test_chains_within_chains_add_up() -> None:
    inner = CONDITION % " || ".join(["?o"] * 600)
    guard.check("ASK { " + f"{{ {inner} }} " * 5 + "}")
    with pytest.raises(TooDeep):
        guard.check("ASK { " + f"{{ {inner} }} " + "UNION { ?s ?p ?o } " * 600 + "}")
    with pytest.raises(TooDeep):
        guard.check("ASK { " + "{ ?s ?p ?o } UNION " * 600 + f"{{ {inner} }} " + "}")


def test_the_data_of_an_update_may_be_long() -> None:
    guard.check_update("INSERT DATA { <a:s> <a:p> (" + " -1" * 5000 + ") }")
    guard.check_update("DELETE { } INSERT {" + "?s <a:p> ?o ." * 9000 + "} WHERE { }")
    guard.check_update("DELETE DATA { " + "<<<a:s> <a:p> -1>> <a:q> +1 ." * 5000 + "}")
    with pytest.raises(TooDeep):
        guard.check_update("DELETE { } WHERE {" + CHAINS["union"](1100) + "}")


@pytest.mark.slow
@pytest.mark.parametrize("chain", [chain for name, chain in CHAINS.items() if name not in SLOW])
def test_the_engine_survives_the_longest_chain_in_brackets(chain: Callable[[int], str]) -> None:
    text = "ASK " + "{" * 95 + chain(960) + "}" * 95
    guard.check(text)
    code = """import sys, pyoxigraph
try: pyoxigraph.Store().query(sys.stdin.read())
except SyntaxError: pass"""
    subprocess.run([sys.executable, "-c", code], input=text.encode(), check=True)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_text_that_is_not_read_token_by_token_would_pass(text: str) -> None:
    with patch.object(guard, "_harmless", return_value=False):
        read = _verdict(text)
    assert _verdict(text) == read


def _verdict(text: str) -> tuple[type[Exception], str] | None:
    try:
        guard.check(text)
    except QueryError as error:
        return type(error), str(error)
    return None


@given(st.text(alphabet="<>'\"#\\ \n{}()aB:?1=&|é𝌆"))
def test_tokens_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert token.start >= last
        assert text[token.start : token.start + len(token.text)] == token.text
        last = token.start + len(token.text)
