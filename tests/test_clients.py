"""Real clients, each of others' making, get what is there, change it, and are told what fails."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from tests import installed
from tests.installed import program, run
from tests.serving import Server, started, stopped

if TYPE_CHECKING:
    from rdflib.term import Node

pytestmark = pytest.mark.slow

Term = tuple[str, str, str]
Found = NamedNode | BlankNode | Literal | Triple

A, XSD = "http://a.example/", "http://www.w3.org/2001/XMLSchema#"
CITY, SAYS, COUNTS = NamedNode(f"{A}香港"), NamedNode(f"{A}说"), NamedNode(f"{A}counts")
TERMS: list[NamedNode | BlankNode | Literal] = [
    NamedNode("http://b.example/é?a=b&c=d#e"),
    BlankNode(),
    Literal(""),
    Literal("plain"),
    Literal("e\u0301 \U0001f600 \u05d0\u200f"),
    Literal("a \"quoted\" \\ <tag> & 'it'\r\nnext\tcell, one]]>"),
    Literal("colour", language="en-gb"),
    Literal("得閒飲茶", language="zh-hant-hk"),
    Literal("二〇二五年：批出１２宗", language="zh-hans"),
    Literal(42),
    Literal("-1.5", datatype=NamedNode(f"{XSD}decimal")),
    Literal(2.5),
    Literal(True),
    Literal("2024-03-01", datatype=NamedNode(f"{XSD}date")),
    Literal("P1Y", datatype=NamedNode(f"{A}own")),
]
MANY, LIMIT = 4000, 5000  # rows: what a question asks for, and what the server allows
SELECT = f"SELECT ?text {{ {CITY} {SAYS} ?text }}"
CONSTRUCT = f"CONSTRUCT {{ ?city <{A}told> ?text }} WHERE {{ ?city {SAYS} ?text }}"
COUNT = f"SELECT ?number {{ ?s {COUNTS} ?number }}"
ASK = f"ASK {{ {CITY} {SAYS} '得閒飲茶'@zh-Hant-HK, 42 }}"
NOT = f"ASK {{ {CITY} {SAYS} '得閒飲茶'@zh-Hans }}"
FLOOD = f"SELECT * {{ ?s {COUNTS} ?number . ?city {SAYS} ?text }}"  # ends in the midst
NESTED = f"SELECT * {{ {'{' * 500} ?s ?p ?o {'}' * 500} }}"  # no client sees that it is too deep
FORBIDDEN = f"LOAD <{A}elsewhere>"


def told(term: Found) -> Term:
    """Return what a client has to know of a term: its kind, its value, its language or datatype."""
    if isinstance(term, Literal):
        return ("Literal", term.value, term.language or term.datatype.value)
    return (type(term).__name__, term.value if isinstance(term, NamedNode) else "", "")


EXPECTED = sorted(map(told, TERMS))
CONSTRUCTED = sorted((told(CITY), told(NamedNode(f"{A}told")), term) for term in EXPECTED)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("stores") / "own"
    options = ("--writable", "--default-graph", "own", "--workers", "2")
    server = started(root, *options, "--max-rows", str(LIMIT))
    triples = [Triple(CITY, SAYS, term) for term in TERMS]
    triples += [Triple(BlankNode(), COUNTS, Literal(number)) for number in range(MANY)]
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    type_ = "application/n-triples"
    assert server.ask("/data?default", "PUT", data, Content_Type=type_).status == 204
    yield server
    assert stopped(server) == 0


def updates(client: str) -> tuple[list[str], str]:
    """Return updates of a graph that a client has to itself, and what then has one row: 写了."""
    graph = f"GRAPH <{A}by/{client}>"
    first = f"INSERT DATA {{ {graph} {{ {CITY} {SAYS} '写了'@zh, 7 }} }}"
    then = f"DELETE DATA {{ {graph} {{ {CITY} {SAYS} 7 }} }}"
    return [first, then], f"SELECT ?text {{ {graph} {{ ?city {SAYS} ?text }} }}"


WRITTEN = told(Literal("写了", language="zh"))


def rows(text: str, form: QueryResultsFormat) -> list[Term]:
    """Return the only column of a table that a client writes."""
    table = parse_query_results(text.encode(), format=form)
    assert isinstance(table, QuerySolutions)
    found = [solution[0] for solution in table]
    return sorted(told(term) for term in found if term is not None)


def converted(server: Server, text: str, form: str, method: str = "GET") -> Any:  # noqa: ANN401 (each form is of another type)
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{server.address}sparql")
    client.setQuery(text)
    client.setReturnFormat(form)
    client.setMethod(method)
    return client.query().convert()


def test_sparqlwrapper_gets_each_format(server: Server) -> None:
    for method in ("GET", "POST"):
        table = json.dumps(converted(server, SELECT, "json", method))
        assert rows(table, QueryResultsFormat.JSON) == EXPECTED
    document = converted(server, SELECT, "xml").toxml()
    assert rows(document, QueryResultsFormat.XML) == EXPECTED
    assert sorted(map(int, converted(server, COUNT, "csv").split()[1:])) == list(range(MANY))
    assert converted(server, ASK, "json")["boolean"] is True
    assert converted(server, NOT, "json")["boolean"] is False
    triples = parse(converted(server, CONSTRUCT, "turtle"), RdfFormat.TURTLE)
    assert sorted((told(t.subject), told(t.predicate), told(t.object)) for t in triples) == (
        CONSTRUCTED
    )


def test_sparqlwrapper_writes_and_is_told_what_fails(server: Server) -> None:
    from http.client import IncompleteRead
    from urllib.error import HTTPError

    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    changes, then = updates("sparqlwrapper")
    for change in changes:
        converted(server, change, "json", "POST")
    table = json.dumps(converted(server, then, "json"))
    assert rows(table, QueryResultsFormat.JSON) == [WRITTEN]
    with pytest.raises(QueryBadFormed, match="nest deeper"):
        converted(server, NESTED, "json")
    with pytest.raises(HTTPError, match="403"):
        converted(server, FORBIDDEN, "json", "POST")
    with pytest.raises(IncompleteRead):
        converted(server, FLOOD, "json")


def read(node: "Node") -> Term:
    """Return what rdflib knows of a term."""
    from rdflib import BNode, URIRef
    from rdflib import Literal as Words

    if isinstance(node, Words):
        return ("Literal", str(node), node.language or str(node.datatype or f"{XSD}string"))
    assert isinstance(node, URIRef | BNode)
    return ("NamedNode", str(node), "") if isinstance(node, URIRef) else ("BlankNode", "", "")


@pytest.mark.parametrize("form", ["xml", "json"])
def test_rdflib_sees_the_endpoint_as_a_store(server: Server, form: str) -> None:
    from http.client import IncompleteRead

    from rdflib import Graph, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    address = f"{server.address}sparql"
    graph = Graph(SPARQLStore(address, returnFormat=form))
    assert sorted(read(row[0]) for row in graph.query(SELECT)) == EXPECTED  # type: ignore[index]
    objects = graph.objects(URIRef(CITY.value), URIRef(SAYS.value))
    assert sorted(map(read, objects)) == EXPECTED
    assert len(graph.query(COUNT)) == MANY
    assert graph.query(ASK).askAnswer is True
    assert graph.query(NOT).askAnswer is False
    made: Any = Graph(SPARQLStore(address)).query(CONSTRUCT).graph  # with JSON it asks for rows
    assert sorted((read(s), read(p), read(o)) for s, p, o in made) == CONSTRUCTED
    with pytest.raises(ValueError, match="wrong"):
        graph.query(NESTED)
    with pytest.raises(IncompleteRead):
        graph.query(FLOOD)


def test_rdflib_writes_through_the_endpoint(server: Server) -> None:
    from rdflib import Graph, URIRef
    from rdflib import Literal as Words
    from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

    address = f"{server.address}sparql"
    name = URIRef(f"{A}by/rdflib")
    graph = Graph(SPARQLUpdateStore(address, address), identifier=name)
    triple = (name, name, Words("é", lang="fr"))
    graph.add(triple)
    assert list(graph) == [triple]
    graph.remove(triple)
    assert list(graph) == []


@pytest.fixture(scope="module")
def scripts() -> Path:
    return installed.scripts()


@pytest.mark.parametrize("client", ["sparql-http-client", "fetch-sparql-endpoint", "comunica"])
def test_clients_for_node_ask_and_write(server: Server, scripts: Path, client: str) -> None:
    changes, then = updates(client)
    asked = {
        "select": SELECT, "many": COUNT, "ask": ASK, "not": NOT, "construct": CONSTRUCT,
        "updates": changes, "updated": then,
        "nested": NESTED, "forbidden": FORBIDDEN, "flood": FLOOD,
    }  # fmt: skip
    address = f"{server.address}sparql"
    done = run([program("node"), scripts / f"{client}.mjs", address], json.dumps(asked))
    assert (done.returncode, done.stderr) == (0, "")
    answers = json.loads(done.stdout)
    assert sorted(tuple(term) for (term,) in answers["select"]) == EXPECTED
    assert sorted(int(value) for ((_, value, _),) in answers["many"]) == list(range(MANY))
    assert (answers["ask"], answers["not"]) == (True, False)
    triples = sorted(tuple(map(tuple, triple)) for triple in answers["construct"])
    assert triples == CONSTRUCTED
    assert answers["updated"] == [[list(WRITTEN)]]
    assert "400" in answers["nested"]["error"]
    assert "403" in answers["forbidden"]["error"]
    if client == "sparql-http-client":  # waits for the rest for ever: at least it takes no part
        assert "flood" not in answers
    else:
        assert answers["flood"]["error"] == "terminated"


def test_roqet_is_answered(server: Server) -> None:
    roqet = [
        program("roqet", "rasqal-utils"),
        "-q",
        "-i",
        "sparql",
        "-p",
        f"{server.address}sparql",
    ]
    table = run([*roqet, "-e", SELECT, "-r", "xml"])
    # It writes numbers in a way of its own.
    expected = [
        (kind, "2.5E0" if value == "2.5" else value, rest) for kind, value, rest in EXPECTED
    ]
    assert rows(table.stdout, QueryResultsFormat.XML) == expected
    numbers = run([*roqet, "-e", COUNT, "-r", "csv"]).stdout.split()[1:]
    assert sorted(map(int, numbers)) == list(range(MANY))
    for text, complaint in ((NESTED, "HTTP status 400"), (FLOOD, "transfer closed")):
        failed = run([*roqet, "-e", text])
        assert failed.returncode
        assert complaint in failed.stderr


def test_the_commands_of_jena_ask_and_write(server: Server, tmp_path: Path) -> None:
    java, address = installed.jena(tmp_path), f"{server.address}sparql"

    def asked(text: str, form: str) -> str:
        done = run([*java, "arq.rsparql", "--service", address, "--results", form, text])
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert rows(asked(SELECT, "json"), QueryResultsFormat.JSON) == EXPECTED
    answer = parse_query_results(asked(ASK, "xml").encode(), format=QueryResultsFormat.XML)
    assert isinstance(answer, QueryBoolean)
    assert bool(answer) is True
    changes, then = updates("jena")
    change = run([*java, "arq.rupdate", "--service", address, ";".join(changes)])
    assert change.returncode == 0, change.stderr
    assert rows(asked(then, "json"), QueryResultsFormat.JSON) == [WRITTEN]
    for command, text in (("arq.rsparql", FLOOD), ("arq.rupdate", FORBIDDEN)):
        failed = run([*java, command, "--service", address, text])
        # It tells by its words alone that an answer broke off.
        assert (failed.stdout, "Exception" in failed.stderr) == ("", True)


def test_the_native_server_asks_ours(server: Server, tmp_path: Path) -> None:
    native = installed.native()
    store, empty = tmp_path / "store", tmp_path / "empty.nt"
    empty.touch()
    assert run([native, "load", "--location", store, "--file", empty]).returncode == 0
    query: list[str | Path] = [native, "query", "--location", store, "--results-format", "json"]

    def service(text: str) -> str:
        return f"SELECT * {{ SERVICE <{server.address}sparql> {{ {text} }} }}"

    table = run([*query, "--query", service(SELECT)])
    assert rows(table.stdout, QueryResultsFormat.JSON) == EXPECTED
    numbers = rows(run([*query, "--query", service(COUNT)]).stdout, QueryResultsFormat.JSON)
    assert sorted(int(value) for _, value, _ in numbers) == list(range(MANY))
    assert run([*query, "--query", service(FLOOD)]).returncode


def test_curl_asks_and_writes(server: Server, tmp_path: Path) -> None:
    curl = [program("curl"), "--silent", "--fail", "--show-error"]
    address, graph = f"{server.address}sparql", f"{server.address}data?graph={A}by/curl"

    def done(*options: str | Path) -> tuple[int, str]:
        result = run([*curl, *options])
        return result.returncode, result.stdout

    json_ = ("--header", "Accept: application/sparql-results+json", address)
    sent = ("--data-urlencode", f"query={SELECT}")
    for way in (sent, ("--get", *sent), ("--compressed", *sent), ("--http1.0", *sent)):
        code, table = done(*way, *json_)
        assert (code, rows(table, QueryResultsFormat.JSON)) == (0, EXPECTED)
    file = tmp_path / "graph.ttl"
    file.write_text(f"{CITY} {SAYS} '写了'@zh .", encoding="utf-8")
    turtle = ("--header", "Content-Type: text/turtle", "--upload-file", file)
    status = ("--output", tmp_path / "body", "--write-out", "%{http_code}", graph)
    assert [done(*turtle, *status)[1] for _ in range(2)] == ["201", "204"]
    code, table = done("--data-urlencode", f"query={updates('curl')[1]}", *json_)
    assert (code, rows(table, QueryResultsFormat.JSON)) == (0, [WRITTEN])
    assert done("--request", "DELETE", *status) == (0, "204")
    assert done(*status) == (22, "404")
    assert done("--data-urlencode", f"update={FORBIDDEN}", address)[0] == 22
    # An answer that breaks off: told as a part, or, to who knows no chunks, before it is sent.
    for version, told in (("--http1.0", 22), ("--http1.1", 18)):
        for compressed in ((), ("--compressed",)):
            flood = (version, *compressed, "--data-urlencode", f"query={FLOOD}")
            assert done(*flood, *json_)[0] == told
