"""What a client may do over HTTP, and what it is told when it may not."""

import base64
import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import RdfFormat, parse

from kg.vocabulary import SD
from tests.conftest import fill
from tests.serving import PATIENCE, QUERY, Reply, Server, started, stopped
from tests.test_federation import Remote, remote

pytestmark = pytest.mark.slow

__all__ = ["remote"]

FORM = "application/x-www-form-urlencoded"
UPDATE = "application/sparql-update"
TURTLE = "text/turtle"
TOKEN = "correct horse"
G = "http://a.example/g"
GRAPH = f"/data?graph={quote(G, safe='')}"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A store with a default graph of its own, that this machine may write to."""
    root = tmp_path_factory.mktemp("stores") / "own"
    server = started(root, "--writable", "--default-graph", "own", "--workers", "1")
    yield server
    assert stopped(server) == 0


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A store of documents; its questions are open, the rest needs the token."""
    root = tmp_path_factory.mktemp("stores") / "guarded"
    fill(root, "brief", "1.25万宗", Decimal(12500))
    options = ["--writable", "--questions-only", "--cors", "https://b.example", "--workers", "1"]
    server = started(root, *options, variables={"KG_TOKEN": TOKEN})
    yield server
    assert stopped(server) == 0


def update(server: Server, text: str, **headers: str) -> Reply:
    return server.ask("/sparql", "POST", text, Content_Type=UPDATE, **headers)


def holds(server: Server, pattern: str, **headers: str) -> bool:
    asked = server.ask(f"/sparql?{urlencode({'query': f'ASK {{ {pattern} }}'})}", **headers)
    return bool(json.loads(asked.body)["boolean"])


BEARER = {"Authorization": f"Bearer {TOKEN}"}
BASIC = {"Authorization": "Basic " + base64.b64encode(f"anyone:{TOKEN}".encode()).decode()}
WRONG = {"Authorization": "Bearer wrong"}
ASK = "/sparql?query=ASK%7B%7D"


@pytest.mark.parametrize(
    ("method", "path", "body", "type_", "allowed"),
    [
        ("GET", "/", None, "", True),
        ("GET", "/queries/firms", None, "", True),
        ("GET", "/id/cloud-scheme", None, "", True),
        ("GET", "/sparql", None, "", True),
        ("GET", ASK, None, "", False),
        ("POST", "/sparql", "ASK {}", QUERY, False),
        ("QUERY", "/sparql", "ASK {}", QUERY, False),
        ("GET", "/data", None, "", False),
        ("POST", "/sparql", f"CREATE SILENT GRAPH <{G}>", UPDATE, False),
        ("PUT", GRAPH, "<a:s> <a:p> 1 .", TURTLE, False),
        ("POST", GRAPH, "<a:s> <a:p> 2 .", TURTLE, False),
        ("DELETE", GRAPH, None, "", False),
    ],
)
def test_the_token_opens_what_is_closed(
    guarded: Server, method: str, path: str, body: str | None, type_: str, allowed: bool
) -> None:
    headers = {"Content_Type": type_} if type_ else {}
    reply = guarded.ask(path, method, body, **headers)
    assert reply.status == 200 if allowed else reply.status == 401
    assert allowed == ("www-authenticate" not in reply.headers)
    if not allowed:
        assert guarded.ask(path, method, body, **headers, **WRONG).status == 401
        for right in (BEARER, BASIC):
            if method != "DELETE" or right is BEARER:
                assert guarded.ask(path, method, body, **headers, **right).status < 300


def test_a_token_that_cannot_be_read_is_wrong(guarded: Server) -> None:
    assert guarded.ask(ASK, Authorization="Basic %%%").status == 401
    assert guarded.ask(ASK, Authorization="Digest x").status == 401


def test_scripts_of_the_sites_that_are_named_may_read(guarded: Server) -> None:
    asked = "/queries/firms"
    allowed = guarded.ask(asked, Origin="https://b.example").headers
    assert allowed["access-control-allow-origin"] == "https://b.example"
    assert "access-control-allow-credentials" not in allowed
    assert (
        "access-control-allow-origin" not in guarded.ask(asked, Origin="https://c.example").headers
    )
    preflight = {"Access_Control_Request_Method": "PUT", "Origin": "https://b.example"}
    assert guarded.ask("/data", "OPTIONS", **preflight).status == 200
    refused = guarded.ask("/data", "OPTIONS", **{**preflight, "Origin": "https://c.example"})
    assert refused.status == 400


def test_scripts_of_no_site_may_read_what_is_on_this_machine_only(own: Server) -> None:
    origin = {"Origin": "https://b.example"}
    for path in (ASK, "/", "/data?default"):
        assert "access-control-allow-origin" not in own.ask(path, **origin).headers
    preflight = own.ask("/sparql", "OPTIONS", Access_Control_Request_Method="POST", **origin)
    assert preflight.status == 400


def test_a_private_server_answers_to_its_own_names_only(own: Server, guarded: Server) -> None:
    for host in ("rebound.example", f"rebound.example:{own.port}", "10.0.0.5", "localhost.a", "["):
        for path in (ASK, ASK, "/", "/healthz", "/data?default"):
            reply = own.ask(path, Host=host)
            assert (reply.status, json.loads(reply.body)["kind"]) == (421, "misdirected")
    for host in (f"localhost:{own.port}", "LOCALHOST", "[::1]:80"):
        assert own.ask(ASK, Host=host).status == 200
    assert guarded.ask("/", Host="b.example").status == 200
    assert guarded.ask("/", Host="c.example").status == 421


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--cors", "*"]], ids=" ".join)
def test_what_is_public_may_be_read_by_all_scripts(store_path: Path, options: list[str]) -> None:
    server = started(store_path, *options, "--workers", "1")
    try:
        for path in (ASK, ASK, "/"):
            reply = server.ask(path, Origin="https://b.example", Host="data.example")
            assert reply.headers["access-control-allow-origin"] == "*"
            assert "access-control-allow-credentials" not in reply.headers
    finally:
        assert stopped(server) == 0


def test_the_service_describes_how_it_is_configured(guarded: Server, own: Server) -> None:
    def described(server: Server) -> set[object]:
        reply = server.ask("/sparql", Accept=TURTLE)
        return {quad.object for quad in parse(reply.body, RdfFormat.TURTLE)}

    assert {SD.SPARQL11Update, SD.UnionDefaultGraph} <= described(guarded)
    assert SD.UnionDefaultGraph not in described(own)
    assert SD.BasicFederatedQuery not in described(guarded) | described(own)
    assert server_says(guarded, "may take 30 seconds")


def server_says(server: Server, words: str) -> bool:
    return words in server.ask("/sparql", Accept=TURTLE).body


def test_a_derived_default_graph_is_not_written_to(guarded: Server) -> None:
    reply = update(guarded, "INSERT DATA { <a:s> <a:p> 1 }", **BEARER)
    problem = json.loads(reply.body)
    assert (reply.status, problem["kind"]) == (409, "derived-graph")
    assert "--default-graph own" in problem["remedy"]
    assert guarded.ask("/data?default", "PUT", "", Content_Type=TURTLE, **BEARER).status == 409


def test_what_is_written_to_a_graph_is_in_the_union(guarded: Server) -> None:
    data = f"GRAPH <{G}new> {{ <a:s> <a:new> 1 }}"
    assert update(guarded, f"INSERT DATA {{ {data} }}", **BEARER).status == 204
    assert holds(guarded, "<a:s> <a:new> 1", **BEARER)
    assert holds(guarded, "?s a <https://w3id.org/policy-kg/ontology#Firm>", **BEARER)
    assert update(guarded, f"DROP GRAPH <{G}new>", **BEARER).status == 204
    assert not holds(guarded, "<a:s> <a:new> 1", **BEARER)


def test_a_browser_writes_only_for_a_page_of_the_server(own: Server) -> None:
    text = "CREATE SILENT GRAPH <a:browser>"
    host = f"127.0.0.1:{own.port}"
    assert update(own, text, Origin=f"http://{host}").status == 204
    for headers in (
        {"Origin": "https://b.example"},
        {"Origin": "null"},
        {"Host": f"rebound.example:{own.port}"},
        {"Host": f"rebound.example:{own.port}", "Origin": f"http://rebound.example:{own.port}"},
        {"X-Forwarded-For": "10.0.0.1"},
    ):
        reply = update(own, text, **headers)
        assert reply.status == (421 if "Host" in headers else 403)
        assert own.ask("/data?default", "DELETE", **headers).status == reply.status


def test_a_read_only_server_is_not_written_to(store_path: Path) -> None:
    server = started(store_path, "--cors", "none", "--workers", "1")
    try:
        assert update(server, "CLEAR ALL").status == 403
        assert server.ask(GRAPH, "PUT", "", Content_Type=TURTLE).status == 403
        assert server.ask("/sparql?update=CLEAR+ALL").status == 400
        described = server.ask("/sparql", Accept=TURTLE)
        assert str(SD.SPARQL11Update) not in described.body
        origin = server.ask(ASK, Origin="https://b.example")
        assert "access-control-allow-origin" not in origin.headers
        assert "accept-post" not in server.ask("/data", "OPTIONS").headers
    finally:
        assert stopped(server) == 0


def test_a_graph_is_written_read_and_removed(own: Server) -> None:
    assert own.ask(GRAPH).status == 404
    assert own.ask(GRAPH, "PUT", "<a:s> <a:p> 1 .", Content_Type=TURTLE).status == 201
    assert own.ask(GRAPH, "POST", "<a:s> <a:p> 2 .", Content_Type=TURTLE).status == 204
    head = own.ask(GRAPH, "HEAD", Accept=TURTLE)
    assert (head.status, head.body, head.headers["content-type"]) == (
        200, "", "text/turtle; charset=utf-8",
    )  # fmt: skip
    for accept in ("application/n-triples", "application/rdf+xml", "application/ld+json"):
        reply = own.ask(GRAPH, Accept=accept)
        assert reply.media_type == accept
        assert len(list(parse(reply.body, RdfFormat.from_media_type(accept)))) == 2
    assert own.ask(GRAPH, Accept="image/png").status == 406
    quads = own.ask("/data", Accept="application/n-quads").body
    assert f"<{G}>" in quads
    assert own.ask(GRAPH, "DELETE").status == 204
    assert own.ask(GRAPH, "DELETE").status == 404


def test_a_new_graph_is_where_its_location_says(own: Server) -> None:
    reply = own.ask("/data", "POST", "<> <a:p> 1 .", Content_Type=TURTLE)
    location = reply.headers["location"]
    assert reply.status == 201
    indirect = own.ask(f"/data?graph={quote(location, safe='')}", Accept="application/n-triples")
    direct = own.ask(location.replace("https://kg.example.org", ""), Accept="application/n-triples")
    assert f"<{location}> <a:p>" in indirect.body
    assert direct.body == indirect.body


@pytest.mark.parametrize(
    ("path", "method", "body", "type_", "status"),
    [
        ("/data", "PUT", "<a:s> <a:p> 1 .", TURTLE, 400),
        ("/data", "DELETE", None, "", 400),
        ("/data?graph=a:g&default", "GET", None, "", 400),
        ("/data?graph=nowhere", "PUT", "<a:s> <a:p> 1 .", TURTLE, 400),
        ("/data?graph=a:g", "PUT", "<a:s> <a:p> .", TURTLE, 400),
        ("/data?graph=a:g", "PUT", "x", "text/plain2", 415),
        ("/data?graph=a:g", "PATCH", "x", TURTLE, 405),
        ("/sparql", "POST", "INSERT DATA {", UPDATE, 400),
        ("/sparql", "POST", "CREATE GRAPH <a:g>; CREATE GRAPH <a:g>", UPDATE, 422),
        ("/sparql?using-graph-uri=a:g", "POST", "query=ASK{}", FORM, 400),
        ("/sparql?using-graph-uri=a:g", "POST", "WITH <a:g> DELETE {} WHERE {}", UPDATE, 400),
        ("/sparql?update=CLEAR+ALL", "POST", "CLEAR ALL", UPDATE, 400),
    ],
)  # fmt: skip
def test_a_bad_change_is_a_problem_and_changes_nothing(
    own: Server, path: str, method: str, body: str | None, type_: str, status: int
) -> None:
    before = own.ask("/healthz").headers["x-kg-generation"]
    headers = {"Content_Type": type_} if type_ else {}
    reply = own.ask(path, method, body, **headers)
    assert (reply.status, reply.media_type) == (status, "application/problem+json")
    assert own.ask("/healthz").headers["x-kg-generation"] == before


def test_a_malformed_body_has_line_and_column(own: Server) -> None:
    reply = own.ask("/data?graph=a:g", "PUT", "<a:s> <a:p> 1 .\n<a:s> .", Content_Type=TURTLE)
    problem = json.loads(reply.body)
    assert (problem["kind"], problem["line"]) == ("malformed-body", 2)


def test_nobody_overwrites_what_they_have_not_seen(own: Server) -> None:
    path = "/data?graph=a:seen"
    turtle = {"Content_Type": TURTLE}
    assert own.ask(path, "PUT", "<a:s> <a:p> 1 .", **turtle, If_Match="*").status == 412
    assert own.ask(path, "PUT", "<a:s> <a:p> 1 .", **turtle, If_None_Match="*").status == 201
    assert own.ask(path, "PUT", "<a:s> <a:p> 2 .", **turtle, If_None_Match="*").status == 412
    tag = own.ask(path, Accept=TURTLE).headers["etag"]
    assert own.ask(path, Accept=TURTLE, If_None_Match=tag).status == 304
    assert own.ask(path, "PUT", "<a:s> <a:p> 2 .", **turtle, If_Match=tag).status == 204
    assert own.ask(path, "DELETE", If_Match=tag).status == 412
    assert own.ask(path, "DELETE", If_Match=own.ask(path).headers["etag"]).status == 204


@pytest.mark.parametrize(
    ("accept", "order"),
    [
        ("application/sparql-results+json", '"vars":["z","a"]'),
        ("application/sparql-results+xml", '<variable name="z"/><variable name="a"/>'),
        ("text/csv", "z,a\r\n"),
        ("text/tab-separated-values", "?z\t?a\n"),
        ("text/html", "<th>z</th><th>a</th>"),
    ],
)
def test_columns_come_in_the_order_written(own: Server, accept: str, order: str) -> None:
    assert order in own.query("SELECT * { VALUES (?z ?a) { (1 2) } }", accept).body


def test_an_unknown_function_gives_no_value(own: Server) -> None:
    reply = own.query("SELECT ?x { BIND(<http://a.example/f>(1) AS ?x) }", "text/csv")
    assert (reply.status, reply.body) == (200, "x\r\n\r\n")


def test_a_query_comes_by_its_own_method(own: Server) -> None:
    reply = own.ask("/sparql", "QUERY", "ASK {}", Content_Type=QUERY, Accept="text/csv")
    assert (reply.status, reply.body) == (200, "true")
    assert own.ask("/sparql", "OPTIONS").headers["accept-query"] == f'"{QUERY}"'


def test_a_long_answer_is_compressed_for_who_accepts_it(own: Server) -> None:
    values = " ".join(f"({number})" for number in range(20000))
    text = f"SELECT ?x {{ VALUES (?x) {{ {values} }} }}"
    plain = own.ask("/sparql", "POST", text, Content_Type=QUERY, Accept="text/csv")
    packed = raw(own, text, "gzip;q=0.5, br")
    assert (plain.status, packed.status) == (200, 200), plain.body
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert gzip.decompress(packed.body.encode("latin-1")).decode() == plain.body
    assert "content-encoding" not in raw(own, text, "gzip;q=0").headers
    assert "content-encoding" not in raw(own, "ASK {}", "gzip").headers


def raw(server: Server, text: str, codings: str) -> Reply:
    from http.client import HTTPConnection

    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    headers = {"Content-Type": QUERY, "Accept": "text/csv", "Accept-Encoding": codings}
    connection.request("POST", "/sparql", text.encode(), headers)
    response = connection.getresponse()
    fields = {name.lower(): value for name, value in response.getheaders()}
    reply = Reply(response.status, fields, response.read().decode("latin-1"))
    connection.close()
    return reply


def test_a_browser_is_told_on_a_page(own: Server) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    reply = own.query("SELECT ?x {\n ?x foo:a <b> }", browser)
    assert (reply.status, reply.media_type) == (400, "text/html")
    assert "prefix not found (line 2, column 10)" in reply.body
    assert own.ask("/sparql", Accept=browser).status == 303


def test_pages_run_nothing_that_is_not_ours(own: Server) -> None:
    page = own.ask("/", Accept="text/html")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    for reply in (page, own.query("ASK {}"), own.query("SELEC")):
        assert reply.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in own.query("ASK {}").headers


def test_nothing_reaches_out(own: Server, remote: Remote) -> None:
    for text in (
        f"ASK {{ SERVICE <{remote.origin}/sparql> {{ ?s ?p ?o }} }}",
        f"ASK {{ SERVICE SILENT <{remote.origin}/sparql> {{ ?s ?p ?o }} }}",
        f"ASK {{ {{ SELECT * {{ SERVICE <{remote.origin}/sparql> {{ ?s ?p ?o }} }} }} }}",
        f"ASK {{ VALUES ?x {{ <{remote.origin}/sparql> }} SERVICE ?x {{ ?s ?p ?o }} }}",
        f"ASK {{ ?s ?p 1SERVICE <{remote.origin}/sparql> {{ ?s ?p ?o }} }}",
    ):
        reply = own.query(text)
        assert (reply.status, json.loads(reply.body)["kind"]) == (403, "refused"), text
    for text in (
        f"LOAD <{remote.origin}/graph.ttl> INTO GRAPH <a:g>",
        f"LOAD SILENT <{remote.origin}/graph.ttl>",
        f"CLEAR ALL;LOADSILENT<{remote.origin}/graph.ttl>",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{remote.origin}/sparql> {{ ?s ?p ?o }} }}",
    ):
        assert update(own, text).status in (400, 403), text
    own.query(f"SELECT * FROM <{remote.origin}/graph.ttl> {{ ?s ?p ?o }}")
    assert remote.asked == []


def test_a_server_that_is_named_is_asked(store_path: Path, remote: Remote) -> None:
    server = started(store_path, "--allow-remote", remote.origin, "--workers", "1")
    try:
        service = f"SERVICE <{remote.origin}/sparql?a=b> {{ ?s ?p ?x }}"
        reply = server.query(f"SELECT ?x {{ {service} }}", "text/csv")
        assert (reply.status, reply.body) == (200, "x\r\nfar\r\n")
        assert len(remote.asked) == 1
        elsewhere = "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
        assert server.query(elsewhere).status == 403
        gone = f"ASK {{ SERVICE <{remote.origin}/none> {{ ?s ?p ?o }} }}"
        assert server.query(gone).status == 422
        assert (
            str(SD.BasicFederatedQuery)
            in server.ask("/sparql", Accept="application/n-triples").body
        )
    finally:
        assert stopped(server) == 0


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--writable", "--host", "0.0.0.0"], "whoever reaches 0.0.0.0 could write"),
        (["--questions-only"], "needs a token in KG_TOKEN"),
        (["--cors", "b.example"], "no origin"),
        (["--allow-remote", "*"], "no origin"),
        (["--default-graph", "own"], "is the union of its graphs"),
        (["--host", "none.invalid"], "nothing is called none.invalid"),
        (["--connections", "2000000000"], "open files"),  # more than Linux ever allows
    ],
)
def test_a_server_that_would_not_be_safe_does_not_start(
    store_path: Path, options: list[str], complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from kg.cli.main import main

    monkeypatch.delenv("KG_TOKEN", raising=False)
    result = CliRunner().invoke(
        main, ["--store", str(store_path), "serve", "--port", "0", *options]
    )
    assert result.exit_code != 0
    assert complaint in result.output + str(result.exception)


def test_one_server_at_a_time_writes_to_a_store(tmp_path: Path) -> None:
    root = tmp_path / "store"
    writable = ["--writable", "--default-graph", "own", "--workers", "1"]
    first = started(root, *writable)
    servers = [first]
    try:
        command = [sys.executable, "-m", "kg", "--store", str(root), "serve", "--port", "0"]
        refused = subprocess.run(
            [*command, *writable], capture_output=True, encoding="utf-8", timeout=PATIENCE
        )
        assert refused.returncode == 1
        other = f"process {first.process.pid} at {first.address}"
        assert f"another server writes to {root}: {other} (write there" in refused.stderr
        second = started(root, "--workers", "1")
        servers.append(second)
        assert update(first, "INSERT DATA { <a:s> <a:p> 1 }").status == 204
        assert holds(second, "<a:s> <a:p> 1")
    finally:
        first.process.kill()
        first.process.communicate()
        for other_server in servers[1:]:
            stopped(other_server)
    third = started(root, *writable)  # the one that was killed holds nothing
    assert update(third, "INSERT DATA { <a:s> <a:p> 2 }").status == 204
    assert stopped(third) == 0


@pytest.mark.parametrize("token", ["secret\n", " secret", "sec\tret"])
def test_a_token_that_cannot_be_sent_is_refused(
    store_path: Path, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from kg.cli.main import main

    monkeypatch.setenv("KG_TOKEN", token)
    result = CliRunner().invoke(main, ["--store", str(store_path), "serve", "--writable"])
    assert (result.exit_code, "no client can send it" in result.output) == (2, True)


@pytest.mark.parametrize("header", ["Forwarded", "X_Forwarded_For", "Via"])
def test_what_a_proxy_brings_does_not_come_from_this_machine(own: Server, header: str) -> None:
    change = "INSERT DATA { <a:s> <a:p> <a:o> }"
    assert update(own, change).status == 204
    assert update(own, change, **{header: "1.1 a"}).status == 403
    assert update(own, change, Host="[::1").status == 421


def test_a_large_body_is_for_those_who_may_write(guarded: Server) -> None:
    text = "ASK {} #" + "x" * (2 << 20)
    refused = guarded.ask("/sparql", "POST", text, Content_Type=QUERY)
    assert refused.status == 413
    assert guarded.ask("/sparql", "POST", text, Content_Type=QUERY, **BEARER).status == 200
