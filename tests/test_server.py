import json
import re
import subprocess
import sys
from collections.abc import Iterator
from http.client import IncompleteRead
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.graph.store import open_primary
from kg.vocabulary import SD
from tests.serving import QUERY, RESULTS, Server, started, stopped, until

LIMIT = 2.0
CHUNKED = f"{QUERY}; charset=utf-8"  # with a body of which nobody says how long it is


@pytest.fixture(scope="module")
def server(store_path: Path) -> Iterator[Server]:
    server = started(store_path, "--timeout", str(LIMIT))
    yield server
    assert stopped(server) == 0


@pytest.mark.parametrize(
    ("method", "path", "body", "content_type"),
    [
        ("GET", "/sparql?query=ASK+%7B%7D", None, ""),
        ("POST", "/sparql", "query=ASK+%7B%7D", "application/x-www-form-urlencoded"),
        ("POST", "/sparql", "query=ASK+%7B%7D", "application/x-www-form-urlencoded;charset=utf-8"),
        ("POST", "/sparql", "ASK {}", "application/sparql-query"),
        ("POST", "/sparql", "ASK {}", "application/sparql-query; charset=UTF-8"),
    ],
)
def test_a_query_comes_in_each_way_of_the_protocol(
    server: Server, method: str, path: str, body: str | None, content_type: str
) -> None:
    headers = {"Content_Type": content_type} if content_type else {}
    reply = server.ask(path, method, body, **headers)
    assert (reply.status, json.loads(reply.body)["boolean"]) == (200, True)
    assert "Accept" in reply.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", RESULTS),
        ("application/json", RESULTS),
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("text/*;q=0.1, text/csv;q=0.9", "text/csv"),
        ("application/sparql-results+xml, */*;q=0.1", "application/sparql-results+xml"),
        ("text/html", "text/html"),
    ],
)
def test_rows_come_as_accepted(server: Server, accept: str, media_type: str) -> None:
    reply = server.query("SELECT * { ?s ?p ?o } LIMIT 1", accept)
    assert (reply.status, reply.media_type) == (200, media_type)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.2", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
    ],
)
def test_graphs_come_as_accepted(server: Server, accept: str, media_type: str) -> None:
    reply = server.query("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", accept)
    assert (reply.status, reply.media_type) == (200, media_type)


@pytest.mark.parametrize(
    ("path", "method", "body", "content_type", "status"),
    [
        ("/sparql?query=SELEC", "GET", None, "", 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "GET", None, "", 400),
        ("/sparql?query=%FF", "GET", None, "", 400),
        ("/sparql?nothing=1", "GET", None, "", 400),
        ("/sparql", "POST", "ASK {}", "text/plain", 415),
        ("/sparql", "POST", "ASK {}", "application/sparql-query; charset=latin1", 415),
        ("/sparql", "POST", b"ASK { ?s ?p '\xff' }", QUERY, 400),
        ("/sparql?query=ASK%7B%7D", "POST", "ASK {}", QUERY, 400),
        ("/sparql", "POST", "CLEAR ALL", "application/sparql-update", 403),
        ("/sparql", "POST", "update=CLEAR+ALL", "application/x-www-form-urlencoded", 403),
        ("/sparql", "POST", "INSERT DATA { <a:a> <a:b> 1 }", QUERY, 403),
        ("/sparql", "POST", "ASK { SERVICE <http://127.0.0.1:9/> { } }", QUERY, 403),
        ("/sparql", "POST", "ASK {" + "{" * 5000 + "}" * 5000 + "}", QUERY, 400),
        ("/sparql", "POST", "ASK { ?s ?p '" + "x" * (1 << 20) + "' }", QUERY, 413),
        ("/sparql", "POST", b"ASK { ?s ?p '" + b"x" * (1 << 20) + b"' }", CHUNKED, 413),
        ("/sparql", "DELETE", None, "", 405),
        ("/queries/none", "GET", None, "", 404),
        ("/queries/figures?nothing=1", "GET", None, "", 400),
        ("/queries/figures?about=1&about=2", "GET", None, "", 400),
        ("/id/none", "GET", None, "", 404),
    ],
)
def test_a_bad_request_is_a_problem_and_the_server_lives(
    server: Server,
    path: str,
    method: str,
    body: str | bytes | None,
    content_type: str,
    status: int,
) -> None:
    headers = {"Content_Type": content_type} if content_type else {}
    sent = iter([body]) if content_type is CHUNKED and isinstance(body, bytes) else body
    reply = server.ask(path, method, sent, **headers)
    assert (reply.status, reply.media_type) == (status, "application/problem+json")
    problem = json.loads(reply.body)
    assert problem["status"] == status
    assert problem["title"]
    assert server.query("ASK {}").status == 200


def test_another_protocol_may_be_offered(server: Server) -> None:
    offered = {"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2_Settings": "AAEA"}
    posted = server.ask("/sparql", "POST", "ASK {}", Content_Type=QUERY, **offered)
    assert (posted.status, json.loads(posted.body)["boolean"]) == (200, True)
    assert server.ask("/sparql?query=ASK%7B%7D", **offered).status == 200


@pytest.mark.parametrize("media_type", ["application/sparql-results+xml", "application/rdf+xml"])
def test_xml_keeps_the_ends_of_lines(server: Server, media_type: str) -> None:
    form = "SELECT ?text" if "results" in media_type else "CONSTRUCT { <a:s> <a:p> ?text }"
    document = server.query(f"{form} {{ VALUES ?text {{ 'a\\r\\nb' }} }}", media_type).body
    assert "a\r\nb" in "".join(ET.fromstring(document).itertext())


def test_a_malformed_query_has_line_and_column(server: Server) -> None:
    problem = json.loads(server.query("SELECT ?x {\n ?x foo:a 1 }").body)
    assert (problem["line"], problem["column"]) == (2, 10)
    assert problem["detail"] == "prefix not found"


def test_what_is_not_accepted_is_said(server: Server) -> None:
    assert server.query("ASK {}", "image/png").status == 406
    assert server.query("ASK {}", "text/turtle").status == 406
    assert server.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv").status == 406


def test_head_and_options(server: Server) -> None:
    head = server.ask("/sparql?query=ASK+%7B%7D", "HEAD")
    assert (head.status, head.body, head.media_type) == (200, "", RESULTS)
    options = server.ask("/sparql", "OPTIONS")
    assert (options.status, options.headers["allow"]) == (
        204,
        "GET, HEAD, POST, QUERY, OPTIONS",
    )


def test_the_graphs_of_the_request_are_the_data_set(server: Server) -> None:
    asked = {"query": "ASK { ?s a <https://w3id.org/policy-kg/ontology#Firm> }"}
    for graph, found in (("doc/brief", True), ("ontology", False), ("none", False)):
        chosen = {**asked, "default-graph-uri": f"https://kg.example.org/{graph}"}
        reply = server.ask(f"/sparql?{urlencode(chosen)}")
        assert json.loads(reply.body)["boolean"] is found
    named = {
        "query": "ASK { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "https://kg.example.org/none"
    }  # fmt: skip
    assert json.loads(server.ask(f"/sparql?{urlencode(named)}").body)["boolean"] is False


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_without_a_query_the_service_describes_itself(server: Server, accept: str) -> None:
    reply = server.ask("/sparql", Accept=accept)
    assert (reply.status, reply.media_type) == (200, accept)
    graph = list(parse(reply.body, RdfFormat.from_media_type(accept)))
    services = [quad.subject.value for quad in graph if quad.object == SD.Service]
    assert services == [f"{server.address}sparql"]
    names = [quad.object.value for quad in graph if quad.predicate == SD.name]
    assert "https://kg.example.org/doc/brief" in names


def test_the_front_page_says_what_is_here(server: Server) -> None:
    page = server.ask("/").body
    assert "queries/talent-schemes" in page
    assert f"{server.address}sparql" in page
    assert "PREFIX kg:" in page


def test_a_question_has_an_address(server: Server) -> None:
    reply = server.ask(f"/queries/figures?about={quote('青云')}", Accept="text/csv")
    assert reply.status == 200
    assert "Azure Cloud Talent Scheme,approved applicants,12500" in reply.body
    assert "<table>" in server.ask("/queries/firms", Accept="text/html").body
    figures = server.ask("/queries/figures", Accept="text/html").body
    assert "<h1>Every figure that the documents state, with the sentence.</h1>" in figures
    assert '<td class="number">12,500</td>' in figures


def test_every_page_leads_back_and_gives_sentences_room(server: Server) -> None:
    for path in ("/queries/figures", "/id/cloud-scheme", "/id/nothing-of-that-name"):
        assert '<a href="/">' in server.ask(path, Accept="text/html").body
    assert '<th class="sentence">sentence</th>' in server.ask(
        "/queries/figures", Accept="text/html"
    ).body  # fmt: skip


def test_a_thing_is_described_as_accepted(server: Server) -> None:
    turtle = server.ask("/id/cloud-scheme", Accept="text/turtle")
    assert "Azure Cloud Talent Scheme" in turtle.body
    page = server.ask("/id/cloud-scheme", Accept="text/html,*/*;q=0.1")
    assert page.media_type == "text/html"
    assert "<h1>Azure Cloud Talent Scheme</h1>" in page.body
    assert "Azure Cloud Talent Scheme — approved applicants — 12,500" in page.body
    assert "<mark>1.25万宗</mark>" in page.body
    assert 'class="kinds"' in page.body
    fact = re.search(r"<p><a href=\"(/[^\"]+)\">Azure", page.body)
    assert fact
    assert "<blockquote>" in server.ask(fact[1], Accept="text/html").body
    assert server.ask("/id/cloud-scheme?format=text/turtle").media_type == "text/turtle"


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
FLOOD = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_query_that_takes_too_long_is_ended_and_the_next_is_answered(server: Server) -> None:
    reply = server.query(ENDLESS)
    assert reply.status == 503
    assert "longer than 2 s" in reply.body
    assert reply.headers["retry-after"]
    assert server.query("ASK {}").status == 200


def test_an_answer_that_breaks_off_never_looks_whole(server: Server) -> None:
    with pytest.raises(IncompleteRead):
        server.query(FLOOD)
    assert server.query("ASK {}").status == 200


def test_a_killed_worker_is_replaced(server: Server) -> None:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    if not children.exists():
        pytest.skip("needs procfs")
    for child in children.read_text().split():
        subprocess.run(["kill", "-9", child], check=True)
    for _ in range(3):
        until(lambda: server.query("ASK {}").status == 200)


def test_a_load_is_served_at_once(tmp_path: Path) -> None:
    root = tmp_path / "store"
    with open_primary(root) as primary:
        primary.replace("https://kg.example.org/g", [])
        with primary.changing():
            primary.publish()
    server = started(root, "--workers", "1")
    try:
        text = "ASK { ?s ?p ?o }"
        assert json.loads(server.query(text).body)["boolean"] is False
        graph = NamedNode("https://kg.example.org/g")
        with open_primary(root) as primary:
            primary.replace(graph.value, [Quad(graph, graph, Literal("x"), graph)])
            primary.publish()
        assert json.loads(server.query(text).body)["boolean"] is True
    finally:
        assert stopped(server) == 0


def test_a_port_that_is_taken_is_said(server: Server, store_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "--store", str(store_path), "serve"]
    result = subprocess.run(
        [*command, "--port", str(server.port)], capture_output=True, encoding="utf-8", timeout=120
    )
    assert result.returncode == 1
    assert f"port {server.port}: Address already in use (choose another --port)" in result.stderr


def test_an_address_that_is_no_iri_is_not_found(server: Server) -> None:
    assert server.ask("/id/a%20b", Accept="text/turtle").status == 404


def test_a_graph_that_is_no_iri_is_a_bad_request(server: Server) -> None:
    reply = server.ask("/sparql?query=ASK%7B%7D&default-graph-uri=foo%20bar", Accept=RESULTS)
    assert reply.status == 400
    assert "foo bar" in reply.body


def test_a_bad_query_costs_no_worker(server: Server) -> None:
    listing = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    if not listing.exists():
        pytest.skip("this system does not list children")
    before = set(listing.read_text().split())
    for _ in range(10):
        assert server.query("SELEKT").status == 400
    assert set(listing.read_text().split()) == before
