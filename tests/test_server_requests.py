"""Requests at the edge of HTTP: each gets the answer of the standard, and no answer of another."""

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.hostile import ENDLESS, FLOOD
from tests.serving import PATIENCE, Server, started, stopped, until

pytestmark = pytest.mark.slow
ASK = b"/sparql?query=ASK%20%7B%7D"
HOST = b"Host: localhost\r\n"
PLAIN = b"GET " + ASK + b" HTTP/1.1\r\n" + HOST + b"\r\n"
LAST = b"GET " + ASK + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def server(store_path: Path) -> Iterator[Server]:
    server = started(store_path, "--workers", "2")
    yield server
    assert stopped(server) == 0


def get(target: bytes, headers: bytes = HOST, method: bytes = b"GET") -> bytes:
    return b"%s %s HTTP/1.1\r\n%s\r\n" % (method, target, headers)


def post(headers: bytes, body: bytes = b"ASK {}") -> bytes:
    given = HOST + b"Content-Type: application/sparql-query\r\n" + headers
    return get(b"/sparql", given, b"POST") + body


def said(server: Server, *pieces: bytes) -> bytes:
    """All that a connection says until it is closed."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        for piece in pieces:
            connection.sendall(piece)
        data = b""
        with suppress(ConnectionResetError):
            while more := connection.recv(1 << 16):
                data += more
    return data


def statuses(data: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3}) ", data)]


CHUNKED = b"Transfer-Encoding: chunked\r\n"
CHUNKS = b"6\r\nASK {}\r\n0\r\n"
EXPECTED = b"Content-Length: 6\r\nExpect: 100-continue\r\n"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (PLAIN, 200),
        (get(ASK, b""), 400),
        (get(ASK, HOST + b"Host: a.example\r\n"), 400),
        (get(ASK, HOST + HOST), 400),
        (get(ASK, b"Host: a.example\r\n"), 421),
        (get(b"http://localhost" + ASK), 200),
        (get(b"*", method=b"OPTIONS"), 404),
        (get(ASK, HOST + b"Content-Length: 0\r\n"), 200),
        (get(ASK, HOST + b"Content-Length: 5\r\n") + b"GET /", 200),
        (get(ASK, HOST + b"Range: bytes=0-1\r\n"), 200),
        (get(ASK, method=b"HEAD"), 200),
        (post(b"Content-Length: 0\r\n", b""), 400),
        (post(b"", b""), 400),
        (post(CHUNKED, CHUNKS + b"X-Trailer: a\r\nHost: a.example\r\n\r\n"), 200),
        (post(CHUNKED, b"6;a=b\r\nASK {}\r\n0\r\n\r\n"), 200),
        (get(b"/sparql?query=ASK%20%7B%7D%FF"), 400),
        (get(b"/sparql?query=ASK%20%7B%7D%23%ED%A0%80"), 400),
        (get(b"/sparql?query=ASK%20%7B%7D%00"), 400),
        (get(b"/sparql?query=ASK%20%7B%7D%zz"), 400),
        (post(b"Content-Length: 7\r\n", b"ASK {}\xff"), 400),
        (get(b"/id/%FF"), 404),
        (get(b"/../../etc/passwd"), 404),
        (get(ASK + b"%23" + b"a" * 60_000), 200),
        (get(ASK + b"&query=ASK%20%7B%7D"), 400),
    ],
)
def test_the_next_request_is_read_where_it_begins(
    server: Server, request_: bytes, status: int
) -> None:
    data = said(server, PLAIN, request_, LAST)
    assert statuses(data) == [200, status, 200]
    assert data.endswith(b'{"head":{},"boolean":true}')


@pytest.mark.parametrize(
    "request_",
    [
        post(b"Content-Length: 6\r\n" + CHUNKED, CHUNKS + b"\r\n"),
        post(b"Content-Length: 6\r\nContent-Length: 7\r\n"),
        post(b"Content-Length: +6\r\n"),
        post(b"Transfer-Encoding: chunked, identity\r\n", CHUNKS + b"\r\n"),
        post(CHUNKED, b"ZZ\r\nASK {}\r\n0\r\n\r\n"),
        get(ASK, HOST + b"Accept: text/csv,\r\n text/plain\r\n"),
        get(ASK, HOST + b"Accept : text/csv\r\n"),
        get(ASK, HOST + b"Accept: a\0b\r\n"),
        get(ASK + b"\xff"),
        PLAIN.replace(b"\r\n", b"\n"),
        PLAIN.replace(b"GET", b"get"),
        PLAIN.replace(b"1.1", b"1.2"),
    ],
)
def test_after_what_may_be_read_in_two_ways_nothing_is_read(
    server: Server, request_: bytes
) -> None:
    """Nor is the refusal the answer of what came before: that is told, or broken off."""
    assert statuses(said(server, PLAIN, request_, LAST)) in ([200, 400], [])
    assert statuses(said(server, request_, LAST)) == [400]


def test_what_comes_after_a_body_is_no_header(server: Server) -> None:
    """Not the format, nor the host or the token, whenever it is read."""
    head = post(CHUNKED + b"Accept: text/csv\r\nConnection: close\r\n", b"")
    trailers = b"Accept: text/turtle\r\nHost: a.example\r\nAuthorization: Bearer a\r\n\r\n"
    data = said(server, head, CHUNKS + trailers)
    assert (statuses(data), data.endswith(b"\r\n\r\ntrue")) == ([200], True)


def test_who_asks_before_he_sends_a_body_is_told_to_go_on(server: Server) -> None:
    head, body = post(EXPECTED, b""), b"ASK {}"
    assert statuses(said(server, head, body, LAST)) == [100, 200, 200]
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(head.replace(b" 6", b" 60000000"))
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 413 ")


def test_who_stops_sending_gets_the_whole_answer_or_nothing(server: Server) -> None:
    """The end of what a client sends is the end of its connection: it may have gone."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(post(b"Content-Length: 6\r\n"))
        connection.shutdown(socket.SHUT_WR)
        data = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert data == b"" or data.endswith(b"true}")


@pytest.mark.parametrize("junk", [b"GET /" + b"y" * 70_000, b"NONSENSE\r\n\r\n"])
@pytest.mark.parametrize(
    ("query", "expected"), [(f"{FLOOD} LIMIT 100000", [200]), (ENDLESS, list[int]())]
)
def test_a_refusal_does_not_stand_within_an_answer(
    server: Server, query: str, expected: list[int], junk: bytes
) -> None:
    """Who sends what is no request while an answer comes: the answer breaks off."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(get(b"/sparql?" + urlencode({"query": query}).encode()))
        if expected:
            data = connection.recv(1 << 16)
        else:
            until(lambda: server.metric("kg_workers_busy") >= 1)
            data = b""
        connection.sendall(junk)
        with suppress(ConnectionResetError):
            while not data.endswith(b"0\r\n\r\n") and (more := connection.recv(1 << 16)):
                data += more
    assert statuses(data) == expected
    assert not data.endswith(b"0\r\n\r\n")


def test_a_connection_in_use_is_not_taken_for_an_unused_one(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(PLAIN + post(b"Content-Length: 6\r\n", b"ASK"))
        time.sleep(6)  # longer than one may be unused
        connection.sendall(b" {}")
        data = b""
        while statuses(data) != [200, 200]:
            more = connection.recv(1 << 16)
            assert more
            data += more


def test_a_problem_tells_of_the_request_and_nothing_of_its_way(server: Server) -> None:
    for name in (b"Accept: */*", b"X-Other: a"):
        data = said(server, get(b"/sparql?query=ASK", HOST + name + b"\r\nConnection: close\r\n"))
        members = json.loads(data.partition(b"\r\n\r\n")[2])
        assert members.keys() == {"title", "status", "detail", "kind", "line", "column"}
