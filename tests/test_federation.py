import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import KgError
from kg.querying.federation import loads, with_services
from kg.querying.guard import Refused
from kg.server import remotes
from kg.server.remotes import Unreachable, fetch, forwarding, public_address

ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"far"}}]}}'


class Remote(ThreadingHTTPServer):
    """A server that somebody else runs; it notes what it is asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, bytes]] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Remote

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, body))
        status, type_, sent = {
            "/sparql?a=b": (200, "application/sparql-results+json", ROWS),
            "/graph.ttl": (200, "text/turtle", b"<> <http://a.example/p> <x> ."),
            "/moved": (302, "text/plain", b""),
            "/bad.ttl": (200, "text/turtle", b"<> ."),
        }.get(self.path, (404, "text/plain", b"no"))
        self.send_response(status)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Location", f"{self.server.origin}/sparql?a=b")
        self.end_headers()
        self.wfile.write(sent)

    do_GET = do_POST  # noqa: N815 (the name that the library asks for)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def remote() -> Iterator[Remote]:
    server = Remote()
    thread = threading.Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_each_clause_gets_the_address_that_stands_for_its_own() -> None:
    text = (
        "ASK { SERVICE<http://a.example/>{ ?s ?p 'SERVICE <x>' } "
        "SERVICE SILENT <http://b.example/> {} }"
    )
    assert with_services(text, lambda iri: f"{iri}x") == (
        "ASK { SERVICE<http://a.example/x>{ ?s ?p 'SERVICE <x>' } "
        "SERVICE SILENT <http://b.example/x> {} }"
    )


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE ?where { } }",
        "PREFIX a: <http://a.example/> ASK { SERVICE a:x { } }",
        "PREFIX : <http://a.example/> ASK { SERVICE:x { } }",
        "ASK { SERVICESILENT <http://a.example/> { } }",
        "ASK { ?s ?p trueSERVICE <http://a.example/> { } }",
        "ASK { SERVICE <http://a.example/> { OPTIONAL { } SERVICE <http://b.example/> { } } }",
        r"ASK { SERVICE <http://a\u002Eexample/> { } }",
        "ASK { SERVICE",
    ],
)
def test_a_clause_without_a_plain_address_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        with_services(text, str)


def test_what_is_loaded_is_known() -> None:
    text = (
        "CLEAR ALL; LOAD <http://a.example/x> ; load silent <http://a.example/y> into graph <a:g>"
    )
    first, second = loads(text)
    assert (first.address, first.graph, first.silent) == ("http://a.example/x", None, False)
    assert (second.address, second.graph, second.silent) == ("http://a.example/y", "a:g", True)
    assert text[first.start : first.end] == "LOAD <http://a.example/x>"


@pytest.mark.parametrize(
    "text", ["PREFIX a: <http://a.example/> LOAD a:x", "LOAD <a:b> INTO <a:g>"]
)
def test_what_is_loaded_is_written_out(text: str) -> None:
    with pytest.raises(Refused):
        loads(text)


def test_only_the_origins_that_are_named_are_asked(remote: Remote) -> None:
    graph = f"{remote.origin}/graph.ttl"
    assert fetch(graph, [remote.origin], headers={}).media_type == "text/turtle"
    for address in (
        f"{remote.origin}/graph.ttl",
        f"http://user@127.0.0.1:{remote.server_port}/graph.ttl",
        "http://a.example:port/",
        "no address",
    ):
        with pytest.raises(Refused):
            fetch(address, ["http://a.example"], headers={})
    assert len(remote.asked) == 1
    with pytest.raises(Unreachable, match="HTTP and HTTPS"):
        fetch("file:///etc/passwd", ["file://"], headers={})
    with pytest.raises(Refused):
        fetch(f"http://user@127.0.0.1:{remote.server_port}/graph.ttl", [remote.origin], headers={})


def test_an_address_may_be_an_iri(remote: Remote) -> None:
    with pytest.raises(Unreachable, match="answers 404"):
        fetch(f"{remote.origin}/gräph?a=b%20c", [remote.origin], headers={})
    assert remote.asked[0][1] == "/gr%C3%A4ph?a=b%20c"


def test_a_secure_address_is_asked_securely(remote: Remote) -> None:
    origin = remote.origin.replace("http", "https")
    with pytest.raises(Unreachable, match="does not answer"):
        fetch(f"{origin}/graph.ttl", [origin], headers={})
    assert remote.asked == []


def test_a_redirection_is_not_followed(remote: Remote) -> None:
    with pytest.raises(Unreachable, match="answers 302"):
        fetch(f"{remote.origin}/moved", [remote.origin], headers={})
    assert [path for _, path, _ in remote.asked] == ["/moved"]


def test_a_name_is_resolved_once_and_must_be_public(
    remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        # What a name server does that wants to be let in: first a public address, then ours.
        address = "203.0.113.1" if len(looked_up) > 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    origin = f"http://rebound.example:{remote.server_port}"
    with pytest.raises(Refused, match=r"has the address 127\.0\.0\.1"):
        fetch(f"{origin}/graph.ttl", [origin], headers={})
    assert looked_up == ["rebound.example"]
    assert remote.asked == []


def test_a_name_that_is_none_is_said() -> None:
    with pytest.raises(Unreachable, match="no host"):
        public_address("nowhere.invalid", 80)
    assert public_address("::1", 80) == "::1"


def test_too_large_an_answer_is_not_read(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remotes, "_LARGEST", 10)
    with pytest.raises(Unreachable, match="more than 10 bytes"):
        fetch(f"{remote.origin}/graph.ttl", [remote.origin], headers={})


def test_the_forwarder_stands_for_an_address_and_is_gone_afterwards(remote: Remote) -> None:
    with forwarding([remote.origin]) as forward:
        here = forward(f"{remote.origin}/sparql?a=b")
        assert here.startswith("http://127.0.0.1:")
        origin = here.rpartition("/")[0]
        answer = fetch(here, [origin], headers={"Accept": "*/*"}, body=b"ASK {}")
        assert answer.body == ROWS
        with pytest.raises(Unreachable, match="answers 502"):
            fetch(f"{origin}/guessed", [origin], headers={}, body=b"ASK {}")
        with pytest.raises(Refused):
            forward("http://a.example/")
    assert remote.asked == [("POST", "/sparql?a=b", b"ASK {}")]
    with pytest.raises(KgError):
        fetch(here, [origin], headers={}, body=b"ASK {}")
