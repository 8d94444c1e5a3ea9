"""No request ends the server, starves it, or gets a part for the whole."""

import json
import os
import random
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import IncompleteRead
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.store import open_primary
from tests.hostile import DOUBLING, ENDLESS, FLOOD, JOIN, SORT, broken
from tests.serving import PATIENCE, RESULTS, Reply, Server, started, stopped, until

pytestmark = pytest.mark.slow
LIMIT = 1.0
GRAPH = NamedNode("https://kg.example.org/g")
SIZE = 3000
ROWS = "SELECT ?s ?o { ?s ?p ?o } LIMIT %d"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough for a join of itself never to end."""
    root = tmp_path_factory.mktemp("limits") / "store"
    with open_primary(root) as primary:
        subjects = [NamedNode(f"https://kg.example.org/id/s{number}") for number in range(SIZE)]
        words = [Literal('a "quoted", word },{"\n' + str(number)) for number in range(SIZE)]
        pairs = zip(subjects, words, strict=True)
        primary.replace(GRAPH.value, [Quad(s, GRAPH, o, GRAPH) for s, o in pairs])
        primary.publish()
    return root


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    options = ("--workers", "3", "--memory", "200M", "--max-rows", "2000", "--connections", "300")
    # Without a cache, each answer is that of a worker.
    server = started(store, "--cache", "0", "--timeout", str(LIMIT), *options)
    # The same process answers at the end of the module, with nothing left over.
    before = descriptors(server)
    yield server
    settle(server)
    assert server.process.poll() is None
    until(lambda: descriptors(server) <= before + 5)
    assert len(server.children()) == 4  # three at work, one ready
    children = server.children()
    assert stopped(server) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)


def descriptors(server: Server) -> int:
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))


def settle(server: Server) -> None:
    """Wait until nothing is under way, and the same four workers are there for a while."""
    same, before = 0, set[int]()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        children = server.children()
        quiet = len(children) == 4 and server.metric("kg_workers_busy") == 0
        same = same + 1 if quiet and children == before else 0
        if same == 3:
            return
        before = children
        time.sleep(0.1)
    pytest.fail("it never settles")


def alive(server: Server) -> bool:
    """Wait until a query is answered: some may be told before that no worker is free."""
    until(lambda: server.query("ASK {}").status == 200)
    return True


def in_time(server: Server, text: str, accept: str = RESULTS) -> Reply:
    """The answer to a query that takes much less than the limit, but on a busy machine."""
    end = time.monotonic() + PATIENCE
    while (reply := server.query(text, accept)).status == 503 and time.monotonic() < end:
        settle(server)
    return reply


def connected(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


def problem(
    server: Server, text: str, accept: str = "text/csv", way: Callable[..., Reply] = Server.query
) -> tuple[int, str]:
    reply = way(server, text, accept)
    return reply.status, json.loads(reply.body).get("limit", "") if reply.status != 200 else ""


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (ENDLESS, {"timeout"}),
        (f"ASK {{ {JOIN} FILTER(STRLEN(CONCAT(?c, ?f, ?i)) < 9) }}", {"timeout"}),
        (SORT, {"memory", "timeout"}),
        (DOUBLING, {"memory", "timeout"}),
        (ROWS % 2001, {"max_rows"}),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 2001", {"max_rows"}),
    ],
)
def test_whoever_passes_a_limit_is_told_which(server: Server, text: str, limits: set[str]) -> None:
    accept = "application/n-triples" if text.startswith("CONSTRUCT") else "text/csv"
    try:
        way = in_time if limits == {"max_rows"} else Server.query
        status, limit = problem(server, text, accept, way)
    except IncompleteRead:
        assert limits == {"max_rows"}  # after the first chunk: broken off
    else:
        assert limit in limits
        assert status == (413 if limit == "max_rows" else 503)
    assert alive(server)


@pytest.mark.parametrize(
    "accept",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_what_keeps_within_the_rows_is_whole(server: Server, accept: str) -> None:
    short = in_time(server, ROWS % 2000, accept)
    assert short.status == 200
    assert short.body.count("quoted") == 2000
    with suppress(IncompleteRead):
        assert server.query(ROWS % 2001, accept).status == 413


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(" + "(" * 5000 + "true" + ")" * 5000 + ") }",
        "ASK " + "{" * 3000 + "}" * 3000,
        "ASK { ?s " + "(" * 3000 + "<a:p>" + ")" * 3000 + " ?o }",
        "ASK { ?s ?p " + "[ <a:p> " * 3000 + "1" + "]" * 3000 + " }",
        "SELECT ?x { " + "{ SELECT ?x { " * 500 + "?x ?p ?o" + "}}" * 500 + " }",
    ],
)
def test_deep_nesting_is_refused_before_the_engine_sees_it(server: Server, text: str) -> None:
    settle(server)
    before = server.children()
    assert server.query(text).status == 400
    assert server.children() == before


def test_brackets_in_strings_iris_and_comments_do_not_count(server: Server) -> None:
    many = "(" * 1000
    text = f'# {many}\nASK {{ ?s ?p \'{many}\', """{many}""" , <http://a.example/{many}> }}'
    assert in_time(server, text).status == 200


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(" + "!" * 200_000 + "true) }",
        "ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * 20_000) + " }",
        "ASK { " + "{ ?s ?p ?o } " * 20_000 + " }",
        "ASK { " + "(" * 5000 + " }",
    ],
    ids=["not", "union", "groups", "brackets"],
)
def test_what_would_overflow_the_stack_is_told_where_and_what_to_do(
    server: Server, text: str
) -> None:
    settle(server)
    told = json.loads(in_time(server, text).body)
    # A worker that had overflowed could tell neither the kind nor the place.
    assert (told["status"], told["kind"], told["limit"]) == (400, "too-deep", "depth")
    assert told["line"] == 1
    assert "several queries" in told["remedy"]


def test_a_quick_query_is_answered_while_endless_ones_hold_every_worker(server: Server) -> None:
    with ThreadPoolExecutor(8) as pool:
        endless = [pool.submit(problem, server, ENDLESS) for _ in range(6)]
        answered = 0
        while not all(one.done() for one in endless):
            answered += server.query("ASK {}").status == 200
        assert answered
        assert {one.result()[0] for one in endless} == {503}


def test_an_endless_query_ends_on_time_and_its_worker_with_it(server: Server) -> None:
    settle(server)
    before = server.children()
    assert server.query(ENDLESS).status == 503
    until(lambda: len(before - server.children()) == 1)


def test_clients_that_go_away_leave_nothing_behind(server: Server) -> None:
    for text in (ENDLESS, FLOOD):
        request = f"GET /sparql?{urlencode({'query': text})} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for _ in range(10):
            with connected(server) as connection:
                connection.sendall(request.encode())
    until(lambda: server.metric("kg_workers_busy") == 0)
    assert alive(server)


def test_slow_and_silent_clients_keep_nobody_out(server: Server) -> None:
    pieces = (b"", b"GET /sparql?que", b"POST /sparql HTTP/1.1\r\nHost:\r\nContent-Length: 9\r\n",
              b"POST /sparql HTTP/1.1\r\nHost:\r\nContent-Type: application/sparql-query\r\n"
              b"Content-Length: 100\r\n\r\nASK")  # fmt: skip
    connections = []
    try:
        for number in range(100):
            connection = connected(server)
            connection.sendall(pieces[number % len(pieces)])
            connections.append(connection)
        assert alive(server)
        until(lambda: server.metric("kg_workers_busy") == 0)
    finally:
        for connection in connections:
            connection.close()


def test_readers_that_hold_every_worker_make_room(store: Path) -> None:
    server = started(store, "--workers", "2", "--cache", "0", "--timeout", "300")
    flood = f"SELECT * {{ ?s ?p ?o . ?a ?b ?c }} LIMIT {SIZE * SIZE // 2}"
    request = f"GET /sparql?{urlencode({'query': flood})} HTTP/1.1\r\nHost:\r\n\r\n".encode()
    readers = []
    try:
        for _ in range(5):
            readers.append(connected(server))
            readers[-1].sendall(request)
            readers[-1].recv(1000)  # and no more
        for _ in range(3):
            assert server.query("ASK {}").status == 200  # nobody was told to come back
        assert server.metric("kg_workers") <= 5  # two at work, two set aside, one ready
    finally:
        for reader in readers:
            reader.close()
        until(lambda: len(server.children()) == 3)
        assert stopped(server) == 0


def test_a_slow_reader_whom_others_need_not_wait_for_gets_all(store: Path) -> None:
    server = started(store, "--workers", "1", "--cache", "0", "--timeout", "300")
    try:
        query = f"SELECT * {{ ?s ?p ?o . ?a ?b ?c }} LIMIT {SIZE * 20}"
        whole = len(server.query(query, "text/csv").body)
        path = f"/sparql?{urlencode({'query': query})}"
        request = f"GET {path} HTTP/1.1\r\nHost:\r\nAccept: text/csv\r\nConnection: close\r\n\r\n"
        with connected(server) as reader:
            reader.sendall(request.encode())
            answer = reader.recv(1000)
            for _ in range(2):  # it is set aside for the first, and in nobody's way for the second
                time.sleep(1.5)
                assert server.query("ASK {}").status == 200
            while piece := reader.recv(1 << 20):
                answer += piece
        assert len(answer) > whole
        assert answer.endswith(b"0\r\n\r\n")
    finally:
        stopped(server)


def _got(server: Server, query: str) -> Reply:
    """The answer to a GET; on a busy machine it may be told before that no worker is free."""
    path = f"/sparql?{urlencode({'query': query})}"
    end = time.monotonic() + PATIENCE
    while (reply := server.ask(path, Accept="text/csv")).status == 503:
        assert time.monotonic() < end
    return reply


def test_answers_about_as_long_as_the_first_piece_are_whole(store: Path) -> None:
    server = started(store, "--workers", "2", "--cache", "0")
    try:
        lines = f"SELECT ?s ?o {{ ?s ?p ?o }} ORDER BY ?s LIMIT {SIZE}"
        length = len(server.query(lines, "text/csv").body.encode()) // SIZE
        counts = range((60 << 10) // length, (80 << 10) // length, 3)
        asked = [f"SELECT ?s ?o {{ ?s ?p ?o }} ORDER BY ?s LIMIT {count}" for count in counts]
        with ThreadPoolExecutor(3) as pool:
            plain = pool.map(lambda query: _got(server, query), asked)
            for count, reply in zip(counts, plain, strict=True):
                assert reply.status == 200
                assert reply.body.count("https://kg.example.org/id/s") == count
    finally:
        stopped(server)


def test_who_asks_the_same_at_once_leaves_no_worker_at_work(store: Path) -> None:
    """Some are answered from the cache when their own worker has begun already."""
    server = started(store, "--workers", "2")
    try:
        query = urlencode({"query": f"SELECT * {{ ?s ?p ?o }} LIMIT {SIZE}"})
        with ThreadPoolExecutor(8) as pool:
            for number in range(5):
                asked = [f"/sparql?{query}%23{number}"] * 16
                assert {reply.status for reply in pool.map(server.ask, asked)} == {200}
        until(lambda: server.metric("kg_workers_busy") == 0)
        assert server.query("ASK {} # not kept").status == 200
    finally:
        stopped(server)


def test_what_is_not_read_is_not_kept_for_the_reader(store: Path) -> None:
    server = started(store, "--workers", "1")
    try:
        query = urlencode({"query": f"SELECT * {{ ?s ?p ?o }} LIMIT {SIZE}"})
        request = f"GET /sparql?{query} HTTP/1.1\r\nHost:\r\nAccept: text/csv\r\n\r\n".encode()
        size = len(server.ask(f"/sparql?{query}", Accept="text/csv").body)
        before = server.metric("process_resident_memory_bytes")
        with connected(server) as connection:
            connection.sendall(request * 300)  # one after the other, as HTTP allows
            assert server.query("ASK {}").status == 200
            grown = server.metric("process_resident_memory_bytes") - before
        assert grown < 50 * size
    finally:
        stopped(server)


def test_who_asks_on_before_he_is_answered_takes_no_memory(store: Path) -> None:
    """A few bytes ask for little; the server must not make much of many of them."""
    server = started(store, "--workers", "1")

    def resident() -> int:
        return int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]) * 4096

    try:
        before = resident()
        requests = b"GET /x HTTP/1.1\r\nHost:\r\n\r\n" * 4000
        sent, answered, end = 0, 0, time.monotonic() + 3
        with connected(server) as connection:
            connection.setblocking(False)
            while sent < 6_000_000 and time.monotonic() < end:
                with suppress(BlockingIOError):
                    sent += connection.send(requests[sent % len(requests) :])
                with suppress(BlockingIOError):
                    answered += connection.recv(1 << 20).count(b"HTTP/1.1 ")
            assert server.ask("/healthz").status == 200
            assert resident() - before < 60_000_000
        assert answered
    finally:
        stopped(server)


def test_workers_that_end_while_they_have_nothing_to_do_are_replaced(store: Path) -> None:
    server = started(store, "--workers", "2", "--cache", "0")
    try:
        until(lambda: len(server.children()) == 3)
        before = server.children()
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        until(lambda: len(server.children() - before) == 3)
        assert server.query("ASK {}").status == 200
    finally:
        stopped(server)


def test_one_connection_too_many_is_told_to_come_back(server: Server) -> None:
    connections = [connected(server) for _ in range(320)]
    try:
        assert b" 503 " in connections[-1].recv(100)
    finally:
        for connection in connections:
            connection.close()
    assert alive(server)


@pytest.mark.parametrize("piece", [1400, 500_000])
@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nX: " + b"y" * 400_000, b" 431 "),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 400_000, b" 431 "),
        (b"GET /" + b"y" * 400_000, b" 414 "),
    ],
)
def test_a_head_without_end_is_refused(
    server: Server, head: bytes, status: bytes, piece: int
) -> None:
    with connected(server) as connection:
        with suppress(OSError):
            for begin in range(0, len(head), piece):
                connection.sendall(head[begin : begin + piece])
                time.sleep(0.01)
        with suppress(ConnectionError):
            assert status in connection.recv(100)
    assert alive(server)


@pytest.mark.parametrize("seed", range(10))
def test_broken_queries_are_answered(server: Server, seed: int) -> None:
    """Fifty queries each, cut and mixed from real ones; none may cost more than its own answer."""
    chance = random.Random(seed)
    for _ in range(50):
        with suppress(IncompleteRead):
            assert server.query(broken(chance)).status in {200, 400, 403, 406, 413, 503}
    assert server.process.poll() is None


def test_each_generation_is_answered_whole_while_others_follow(tmp_path: Path) -> None:
    """Readers that never stop see, in each answer, one state of the store and no mixture."""
    root = tmp_path / "store"

    def state(number: int) -> list[Quad]:
        value = Literal(str(number))
        return [
            Quad(NamedNode(f"https://kg.example.org/{i}"), GRAPH, value, GRAPH) for i in range(50)
        ]

    with open_primary(root) as primary:
        primary.replace(GRAPH.value, state(0))
        primary.publish()
    server = started(root, "--workers", "2")
    try:
        with ThreadPoolExecutor(8) as pool:

            def read(_: int) -> tuple[int, set[str], int]:
                reply = server.query("SELECT ?o { ?s ?p ?o }", "text/csv")
                lines = reply.body.split()[1:]
                return reply.status, set(lines), len(lines)

            reading = [pool.submit(read, number) for number in range(200)]
            for number in range(1, 6):
                with open_primary(root) as primary:
                    primary.replace(GRAPH.value, state(number))
                    primary.publish()
            answers = [each.result() for each in reading]
        assert {(status, len(values), count) for status, values, count in answers} == {(200, 1, 50)}
        assert server.query("SELECT ?o { ?s ?p ?o } LIMIT 1", "text/csv").body.split()[1:] == ["5"]
    finally:
        assert stopped(server) == 0


def test_workers_end_with_their_server(store: Path) -> None:
    server = started(store, "--workers", "2")
    children = server.children()
    stopped(server, signal.SIGKILL)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))
