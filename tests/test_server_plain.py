"""Plain requests are answered where they come in, as the layers of the application would."""

import json
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kg.server.heads import Heads
from tests.hostile import JOIN
from tests.serving import PATIENCE, Server, started, stopped, until, written

pytestmark = pytest.mark.slow
CSV = {"Accept": "text/csv", "Accept-Encoding": "gzip"}
FLOOD = f"SELECT * {{ {JOIN} }} ORDER BY ?a ?e ?i"
ALL = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 200"
BROWSER = {"User-Agent": "a", "Accept-Language": "zh-Hant, en;q=0.5", **CSV}


@pytest.fixture(scope="module")
def server(store_path: Path) -> Iterator[Server]:
    server = started(store_path, "--cache", "0", "--workers", "2")
    yield server
    assert stopped(server) == 0


def address(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


def test_each_is_answered_as_on_a_connection_of_its_own(server: Server) -> None:
    queries = ["SELECT (1 AS ?n) {}", ALL, "SELEKT", "SELECT (RAND() > 2 AS ?n) {}", "ASK {}"]
    expected = {}
    for query in queries:
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as alone:
            expected[query] = asked(alone, query, **{"X-Other": "a"})  # what is not plain
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as connection:
        for query in queries * 6:  # often enough to be known for quick
            assert asked(connection, query) == expected[query]
            connection.request("POST", "/sparql", "ASK {}", {"Content-Type": "text/plain"})
            assert connection.getresponse().read()


def asked(
    connection: HTTPConnection, query: str, **more: str
) -> tuple[int, set[str], str | None, bytes]:
    connection.request("GET", address(query), headers={**BROWSER, **more})
    response = connection.getresponse()
    names = {name.lower() for name, _ in response.getheaders()}
    return response.status, names, response.getheader("ETag"), response.read()


def test_a_head_that_comes_in_pieces_or_with_another_is_read_whole(server: Server) -> None:
    def head(number: int, more: str = "") -> bytes:
        query = address(f"SELECT ({number} AS ?n) {{}}")
        return f"GET {query} HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n{more}\r\n".encode()

    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(head(1))
        assert until_row(connection) == b"1"
        connection.sendall(head(2) + head(3))  # known headers, and more than one request
        assert until_row(connection, 2) == b"3"
        for piece in (head(4)[:9], head(4)[9:-3], head(4)[-3:]):
            connection.sendall(piece)
            time.sleep(0.05)
        assert until_row(connection) == b"4"
        connection.sendall(head(5, "Connection: close\r\n"))
        assert until_row(connection) == b"5"
        assert connection.recv(1) == b""


def until_row(connection: socket.socket, times: int = 1) -> bytes:
    """The row of the last of so many answers."""
    data = b""
    while data.count(b"\r\n\r\nn\r\n") < times or not data.endswith(b"\r\n"):
        piece = connection.recv(65536)
        assert piece
        data += piece
    return data.split()[-1]


def test_many_at_once_get_each_its_own(server: Server) -> None:
    def client(first: int) -> list[bytes]:
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as connection:
            return [
                asked(connection, f'SELECT ("{first + number}" AS ?n) {{}}')[3].split()[-1]
                for number in range(60)
            ]

    with ThreadPoolExecutor(8) as pool:
        for first, found in enumerate(pool.map(client, range(0, 8000, 1000))):
            assert found == [b"%d" % (1000 * first + number) for number in range(60)]
    assert server.metric("kg_workers_busy") == 0


def test_a_connection_that_is_not_used_is_closed_and_one_in_use_is_not(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        for pause in (3.0, 3.0, 0.0):  # longer, together, than one may be silent
            connection.sendall(
                b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: localhost\r\n\r\n"
            )
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
            time.sleep(pause)
        began = time.monotonic()
        assert connection.recv(1) == b""
        assert time.monotonic() - began > 2


def test_a_head_that_has_begun_is_not_two(server: Server) -> None:
    """However it is cut into pieces: what follows half a head is the rest of it."""
    known = b" HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n\r\n"
    first, second = (address(f"SELECT ({n} AS ?n) {{}}").encode() for n in (7, 8))
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(b"GET " + first + known)
        assert until_row(connection) == b"7"
        half = b" HTTP/1.1\r\nAccept: text/csv\r\nX-Other: "
        connection.sendall(b"GET " + first + known + b"GET " + first + half)
        assert until_row(connection) == b"7"
        connection.sendall(b"GET " + second + known)  # the value of a header, and more of them
        assert until_row(connection) == b"7"


def test_who_goes_before_the_answer_is_counted_and_logged(store_path: Path) -> None:
    server = started(store_path, "--cache", "0", "--access-log", "hashed")
    try:
        query = urlencode({"query": FLOOD})
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            until(lambda: server.metric("kg_workers_busy") == 1)
        until(lambda: server.metric("kg_workers_busy") == 0)
    finally:
        log = written(server)
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    gone = [line for line in lines if line["path"] == "/sparql"]
    assert [(line["status"], line["whole"]) for line in gone] == [(499, False)]


@pytest.mark.parametrize(
    "data",
    [
        b"GET /a HTTP/1.1\r\nHost: b\r\n\r\nGET /c HTTP/1.1\r\nHost: b\r\n\r\n",
        b"GET /a HTTP/1.1\r\nHost: b\r\nX: c\r\n\r\n",
        b"GET /a HTTP/1.1\r\nHost: b\r\n\r\nHost: b",
        b"ET /a HTTP/1.1\r\nHost: b\r\n\r\n",
        b"GET /a b HTTP/1.1\r\nHost: b\r\n\r\n",
        b"tail\r\nGET /a HTTP/1.1\r\nHost: b\r\n\r\n",
        b"GET /a HTTP/1.1\r\n" + b"Host: b\r\n" * 1000 + b"\r\n",
    ],
)
def test_only_one_whole_head_is_learned(data: bytes) -> None:
    heads = Heads()
    heads.learn(data, ((b"host", b"b"),))
    assert heads.read(data) is None
    assert heads.read(b"GET /a HTTP/1.1\r\n" + data.partition(b"\r\n")[2]) is None


def test_what_is_learned_is_forgotten_in_the_end() -> None:
    heads = Heads()
    for number in range(300):
        heads.learn(b"GET /a HTTP/1.1\r\nHost: %d\r\n\r\n" % number, ((b"host", b"%d" % number),))
    assert heads.read(b"GET /a HTTP/1.1\r\nHost: 0\r\n\r\n") is None
    assert heads.read(b"GET /a HTTP/1.1\r\nHost: 299\r\n\r\n") == (b"/a", ((b"host", b"299"),))


def test_what_is_under_way_is_counted_until_it_is_answered_or_its_client_goes(
    server: Server,
) -> None:
    def under_way() -> float:
        return server.metric("kg_requests_under_way") - 1  # the one that asks

    with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as connection:
        for query in ("ASK {}", ALL, "SELEKT"):
            asked(connection, query)
        until(lambda: under_way() == 0)
        connection.request("GET", address(FLOOD), headers=CSV)
        until(lambda: under_way() == 1)
    until(lambda: under_way() == 0)


def test_who_goes_with_another_request_behind_the_first_holds_no_worker(server: Server) -> None:
    def head(query: str) -> bytes:
        return f"GET {address(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()

    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(head(FLOOD))
        until(lambda: server.metric("kg_workers_busy") == 1)
        connection.sendall(head("ASK {}"))
        until(lambda: server.metric("kg_requests_total") > 0)  # both have been read by now
    until(lambda: server.metric("kg_workers_busy") == 0)
    until(lambda: server.metric("kg_requests_under_way") == 1)


def test_a_stop_lets_a_small_answer_end_that_is_under_way(store_path: Path) -> None:
    server = started(store_path, "--workers", "1")
    # Ten million rows to count: still under way when the signal comes, however fast the machine.
    ten = " ".join("1234567890")
    product = " ".join(f"VALUES ?{name} {{ {ten} }}" for name in "abcdefg")
    try:
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as connection:
            query = f"SELECT (COUNT(*) AS ?n) {{ {product} }}"
            connection.request("GET", address(query), headers={"Accept": "text/csv"})
            until(lambda: server.metric("kg_workers_busy") == 1)
            server.process.send_signal(signal.SIGTERM)
            response = connection.getresponse()
            assert (response.status, response.read()) == (200, b"n\r\n10000000\r\n")
            assert response.getheader("Connection") == "close"
    finally:
        assert stopped(server) == 0
