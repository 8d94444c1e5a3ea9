"""What was answered before is known again, by those who have it and by the server."""

import gzip
import io
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.store import open_primary
from kg.querying.repeatability import repeatable
from kg.server.cache import Answer, Answers
from tests.serving import QUERY, Server, started, stopped

GRAPH = NamedNode("https://kg.example.org/g")
ALL = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
CSV = {"Accept": "text/csv"}


def address(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


def publish(root: Path, *values: str) -> None:
    with open_primary(root) as primary:
        quads = [Quad(GRAPH, GRAPH, Literal(value), GRAPH) for value in values]
        primary.replace(GRAPH.value, quads)
        primary.publish()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cache") / "store"
    publish(root, "first")
    return root


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    server = started(root, "--workers", "1")
    yield server
    assert stopped(server) == 0


@pytest.mark.parametrize("extra", [{}, {"X_Made_Up": "1"}], ids=["shortest way", "long way"])
def test_who_has_the_answer_is_told_so_without_asking_a_worker(
    server: Server, root: Path, extra: dict[str, str]
) -> None:
    query = address(ALL + " # " + str(extra))
    publish(root, "first")
    first = server.ask(query, **CSV, **extra)
    assert first.body.split() == ["o", "first"]
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for known in (tag, f'"other", {tag}', f"W/{tag}"):
        again = server.ask(query, If_None_Match=known, **CSV, **extra)
        assert (again.status, again.body, again.headers["etag"]) == (304, "", tag)
    hits = server.metric("kg_cache_hits_total")
    assert server.ask(query, **CSV, **extra).body == server.ask(query, **CSV, **extra).body
    assert server.metric("kg_cache_hits_total") == hits + 2
    head = server.ask(query, "HEAD", **CSV, **extra)
    assert (head.status, head.body, head.headers["etag"]) == (200, "", tag)
    publish(root, "second", str(extra))
    later = server.ask(query, If_None_Match=tag, **CSV, **extra)
    assert (later.status, "second" in later.body) == (200, True)
    assert later.headers["etag"] != tag


def test_both_ways_say_the_same(server: Server) -> None:
    for accept in ("text/csv", "application/sparql-results+json", "text/turtle", "*/*"):
        for query in ("ASK { ?s ?p 1 }", ALL, "SELECT (RAND() * 0 AS ?x) {}", "SELEKT", FULL):
            long = server.ask(address(query), Accept=accept, X_Made_Up="1")
            for _ in range(2):
                short = server.ask(address(query), Accept=accept)
                assert (short.status, short.body) == (long.status, long.body)
                assert named(short.headers) == named(long.headers)


MANY = " ".join(map(str, range(400)))
FULL = f'SELECT ?x {{ VALUES ?n {{ {MANY} }} BIND(CONCAT("{"x" * 300}", STR(?n)) AS ?x) }}'


def named(headers: dict[str, str]) -> dict[str, str]:
    """The headers, without those that differ from request to request."""
    # How the body is framed depends on whether it is kept.
    left_out = {"date", "etag", "content-length", "transfer-encoding"}
    kept = {name: value for name, value in headers.items() if name not in left_out}
    return {**kept, "has etag": str("etag" in headers)}


def test_each_way_of_asking_has_an_etag_of_its_own(server: Server) -> None:
    query = address(FULL)
    tags = {
        server.ask(query, "HEAD", Accept=accept, Accept_Encoding=coding).headers["etag"]
        for accept in ("text/csv", "text/tab-separated-values")
        for coding in ("gzip", "identity")
    }
    assert len(tags) == 4


def test_what_is_kept_compressed_is_sent_compressed(server: Server) -> None:
    plain = server.ask(address(FULL), **CSV).body
    for _ in range(2):
        connection = HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", address(FULL), headers={**CSV, "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        assert response.headers["Content-Encoding"] == "gzip"
        packed = gzip.GzipFile(fileobj=io.BytesIO(response.read()))
        assert packed.read().decode() == plain
        connection.close()


def test_a_query_in_the_body_is_answered_from_memory_too(server: Server) -> None:
    hits = server.metric("kg_cache_hits_total")
    for _ in range(3):
        reply = server.ask("/sparql", "POST", ALL, Content_Type=QUERY, **CSV)
        assert reply.status == 200
        assert "etag" not in reply.headers  # the address alone does not name it
    assert server.metric("kg_cache_hits_total") == hits + 2


@pytest.mark.parametrize(
    "query",
    ["SELECT (NOW() AS ?x) {}", "SELECT (rand() AS ?x) {}", "SELECT (STRUUID() AS ?x) {}",
     "SELECT (bNode() AS ?x) {}", "CONSTRUCT { _:a ?p ?o } { ?s ?p ?o }",
     "CONSTRUCT { ?s ?p (1 2) } { ?s ?p ?o }", "CONSTRUCT { ?s ?p [ ?p 1 ] } { ?s ?p ?o }"],
)  # fmt: skip
def test_what_differs_each_time_is_not_kept(server: Server, query: str) -> None:
    assert not repeatable(query)
    first, second = (server.ask(address(query), Accept="*/*") for _ in range(2))
    assert first.status == second.status == 200
    assert "etag" not in first.headers


def test_the_health_of_a_server_is_not_told_from_memory(server: Server) -> None:
    hits = server.metric("kg_cache_hits_total")
    for _ in range(2):
        reply = server.ask("/healthz")
        assert (reply.status, reply.body) == (200, "ok\n")
        assert reply.headers["cache-control"] == "no-store"
        assert "etag" not in reply.headers
    assert server.metric("kg_cache_hits_total") == hits


def test_head_says_no_length_but_that_of_the_answer(server: Server) -> None:
    for query in (ALL, "SELECT (NOW() AS ?x) {}"):
        head = server.ask(address(query), "HEAD", **CSV)
        length = str(len(server.ask(address(query), **CSV).body.encode()))
        assert head.headers.get("content-length", length) == length


def test_problems_and_what_needs_a_token_are_not_kept(server: Server) -> None:
    hits = server.metric("kg_cache_hits_total")
    for _ in range(2):
        assert server.ask(address("SELEKT")).status == 400
        assert server.ask(address(ALL), Authorization="Bearer none").status in {200, 401}
    assert server.metric("kg_cache_hits_total") == hits


def test_requests_one_after_the_other_on_one_connection(server: Server) -> None:
    """As pipelined by clients that do not wait: each is answered, in order."""
    import socket

    queries = ["ASK {}", ALL, "SELEKT", FULL, "ASK { ?s ?p 1 }", "ASK {}"]
    expected = [server.ask(address(query), **CSV).body for query in queries]
    lines = "".join(
        f"GET {address(query)} HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n"
        f"{'Connection: close' + chr(13) + chr(10) if number == len(queries) - 1 else ''}\r\n"
        for number, query in enumerate(queries)
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(lines.encode())
        answer = b""
        while data := connection.recv(65536):
            answer += data
    assert answer.count(b"HTTP/1.1 200 OK") == 5
    assert answer.count(b"HTTP/1.1 400 Bad Request") == 1
    for body in (expected[1], expected[0]):
        assert body.encode() in answer
    assert answer.endswith(expected[-1].encode())


def test_the_longest_unused_answer_makes_room() -> None:
    answers = Answers(8 * 2048)
    for number in range(20):
        answers.put(b"%d" % number, "none", Answer((), b""))
    assert len(answers) == 0  # of no generation in use
    assert answers.get(b"0", "a") is None
    for number in range(20):
        answers.put(b"%d" % number, "a", Answer((), b"x" * 500))
        answers.get(b"0", "a")
    assert answers.size <= answers.most
    assert answers.get(b"0", "a") is not None
    assert answers.get(b"1", "a") is None
    answers.put(b"0", "a", Answer((), b"y"))
    assert answers.get(b"0", "a") == Answer((), b"y")
    answers.put(b"large", "a", Answer((), b"x" * 4000))
    assert answers.get(b"large", "a") is None
    assert answers.get(b"0", "b") is None
    assert answers.size == 0
