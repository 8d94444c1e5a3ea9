"""Clients of HTTP/1.0: they know no chunks, and read to the length that they are told."""

import asyncio
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import quote

import pytest
from starlette.types import Message, Receive, Scope, Send

from kg.server.spooling import Spooling
from tests.serving import PATIENCE, Server, started, stopped

MANY = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 40000"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture(scope="module")
def server(store_path: Path) -> Iterator[Server]:
    server = started(store_path, "--max-rows", "60000", "--workers", "1")
    yield server
    assert stopped(server) == 0


def asked(server: Server, path: str, method: str = "GET", version: str = "1.0") -> tuple[Any, ...]:
    """Return status, headers and body; the end of the connection is the end of the answer."""
    head = f"{method} {path} HTTP/{version}\r\nHost: localhost\r\nAccept: text/csv,*/*;q=0.1\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(
            f"{head}{'' if version == '1.0' else 'Connection: close'}\r\n\r\n".encode()
        )
        with connection.makefile("rb") as stream:
            answer = stream.read()
    first, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = first.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return int(status.split()[1]), headers, body


def query(text: str) -> str:
    return f"/sparql?query={quote(text)}"


@pytest.mark.parametrize(
    "path",
    [query("ASK {}"), query(MANY), query("SELEC"), "/", "/sparql", "/data",
     "/queries/firms", "/healthz", "/nowhere"],
)  # fmt: skip
def test_who_knows_no_chunks_is_told_the_length(server: Server, path: str) -> None:
    _, new, _ = asked(server, path, version="1.1")
    status, headers, body = asked(server, path)
    assert "transfer-encoding" not in headers
    assert int(headers["content-length"]) == len(body) > 0
    assert headers["connection"] == "close"
    assert new["content-type"] == headers["content-type"]
    assert status in {200, 400, 404}
    if path == query(MANY):
        assert body.count(b"\n") == 40001
    assert asked(server, path, "HEAD")[2] == b""


def test_an_answer_that_breaks_off_is_a_problem(server: Server) -> None:
    status, headers, body = asked(server, query(ENDLESS))
    assert status == 503
    assert int(headers["content-length"]) == len(body)
    assert json.loads(body)["kind"] == "broken-off"


def test_an_answer_too_long_to_be_kept_is_refused() -> None:
    async def app(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _piece in range(3):
            await send({"type": "http.response.body", "body": b"x" * 10, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    def answered(most: int, version: str) -> list[Message]:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        scope = {"type": "http", "http_version": version, "method": "GET", "headers": []}
        asyncio.run(Spooling(app, most)(scope, receive, send))
        return sent

    assert [message.get("body") for message in answered(30, "1.0")] == [None, b"x" * 30, b""]
    assert len(answered(30, "1.1")) == 5
    start, body = answered(29, "1.0")
    assert start["status"] == 413
    assert "HTTP/1.1" in json.loads(body["body"])["remedy"]


@pytest.mark.parametrize("full", ["write", "flush"])
def test_an_answer_for_which_the_disk_has_no_room_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    def refuse(*_: object) -> None:
        monkeypatch.undo()
        raise OSError(28, "No space left on device")

    async def app(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x", "more_body": True})
        await send({"type": "http.response.body", "body": b"x"})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    monkeypatch.setattr(SpooledTemporaryFile, full, refuse)
    scope = {"type": "http", "http_version": "1.0", "method": "GET", "headers": []}
    asyncio.run(Spooling(app)(scope, receive, send))
    assert sent[0]["status"] == 503
    assert json.loads(sent[1]["body"])["kind"] == "broken-off"
