"""What an operator sees and does."""

import json
import os
import re
import select
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from kg.cli.main import main
from kg.server.control import NoServer, kill
from tests.hostile import FLOOD
from tests.serving import (
    PATIENCE,
    RESULTS,
    Reply,
    Server,
    listening,
    started,
    stopped,
    until,
    written,
)

pytestmark = pytest.mark.slow
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) } # secret"


def run(store: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "--store", str(store), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE)


def test_a_server_that_died_is_forgotten(store_path: Path) -> None:
    server = started(store_path, "--workers", "1")
    stopped(server, signal.SIGKILL)
    left = store_path / "servers" / str(server.process.pid)
    assert left.exists()
    told = run(store_path, "ps")
    assert (told.returncode, "no server serves" in told.stderr) == (1, True)
    assert not left.exists()


@pytest.fixture(scope="module")
def server(store_path: Path) -> Iterator[Server]:
    """One that never ends a query by itself while a test runs."""
    options = ("--workers", "1", "--cache", "0", "--timeout", str(2 * PATIENCE))
    server = started(store_path, *options)
    yield server
    assert stopped(server) == 0


def test_queries_are_listed_and_ended(server: Server, store_path: Path) -> None:
    until(lambda: server.metric("kg_workers_busy") == 0)
    assert "nothing running" in run(store_path, "ps").stdout
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(server.query, ENDLESS)
        until(lambda: server.metric("kg_workers_busy") == 1)
        listed = run(store_path, "ps").stdout
        number = re.search(r"^ *(\d+) .* s .* MB +query +SELECT", listed, re.MULTILINE)
        assert number, listed
        jobs = json.loads(run(store_path, "ps", "--json").stdout)
        assert [job["query"] for job in jobs[str(server.process.pid)]] == [ENDLESS]
        assert "no query 0 is running" in run(store_path, "kill", "0").stderr
        assert f"ended query {number[1]}" in run(store_path, "kill", number[1]).stdout
        reply = asked.result(PATIENCE)
    assert (reply.status, json.loads(reply.body)["limit"]) == (503, "operator")
    until(lambda: server.query("ASK {}").status == 200)
    socket_ = store_path / "servers" / str(server.process.pid)
    assert socket_.stat().st_mode & 0o077 == 0  # for its own user only


def test_a_number_that_two_servers_have_is_ended_on_the_one_named(tmp_path: Path) -> None:
    told = []

    class Operator(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked = json.loads(self.rfile.readline())
            told.append(asked)
            self.wfile.write(json.dumps({"jobs": [{"number": 7}], "killed": True}).encode() + b"\n")

    (tmp_path / "servers").mkdir()
    servers = [
        socketserver.UnixStreamServer(os.path.relpath(tmp_path / "servers" / name), Operator)
        for name in ("101", "102")
    ]
    for server in servers:
        Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    try:
        with pytest.raises(NoServer, match="101, 102 each have a query 7"):
            kill(tmp_path, 7)
        assert {"kill": 7} not in told
        assert kill(tmp_path, 7, 102) == 102
        assert told.count({"kill": 7}) == 1
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def test_a_client_that_goes_away_frees_the_worker(server: Server) -> None:
    """Long before any deadline: there is none that could have passed."""
    for text in (ENDLESS, FLOOD):
        request = f"GET /sparql?{urlencode({'query': text})} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with connected(server) as connection:
            connection.sendall(request.encode())
            until(lambda: server.metric("kg_workers_busy") == 1)
        until(lambda: server.metric("kg_workers_busy") == 0)
        until(lambda: server.query("ASK {}").status == 200)


def test_the_log_tells_each_request_and_no_secret(store_path: Path) -> None:
    for kind in ("hashed", "full"):
        server = started(store_path, "--access-log", kind, "--workers", "1")
        server.ask("/sparql?query=ASK%20%7B%7D%20%23secret", Authorization="Bearer hidden")
        server.ask("/sparql?query=ASK%20%7B%7D%20%23secret")
        server.ask("/none", Accept="text/turtle")
        log = written(server)
        lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
        asked = [line for line in lines if line["path"] == "/sparql"]
        assert [line["status"] for line in asked] == [200, 200]
        assert {line["client"] for line in asked} == {"127.0.0.1"}
        assert all(line["whole"] and line["bytes"] > 10 for line in asked)
        assert ("secret" in log) is (kind == "full")
        assert "hidden" not in log
        assert len({line["query"] for line in asked}) == 1
        assert [line["status"] for line in lines if line["path"] == "/none"] == [404]


def test_what_is_no_request_is_counted_and_told_in_the_access_log_only(store_path: Path) -> None:
    for options in ([], ["--access-log", "hashed"]):
        server = started(store_path, "--workers", "1", *options)
        for junk in (b"NONSENSE\r\n\r\n", b"\0\r\n\r\n", b"GET /" + b"y" * 70_000):
            with connected(server) as connection:
                connection.sendall(junk)
                assert connection.recv(1000)
        assert server.metric('kg_requests_total.*status="400".*') == 2
        assert server.metric('kg_requests_total.*status="414".*') == 1
        log = written(server)
        assert "Invalid HTTP" not in log
        lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
        told = [line for line in lines if line["path"] is None]
        assert [line["status"] for line in told] == ([400, 400, 414] if options else [])
        assert all(line["client"] == "127.0.0.1" for line in told)


def test_metrics_are_as_prometheus_reads_them(server: Server) -> None:
    for path in ("/sparql?query=ASK%20%7B%7D", "/sparql?query=SELEKT", "/id/made-up"):
        server.ask(path)
    reply = server.ask("/metrics")
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    for line in reply.body.splitlines():
        sample = r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? \S+'
        assert re.fullmatch(rf"# (HELP|TYPE) [a-z_]+ .+|{sample}", line), line
    assert server.metric("kg_requests_total") >= 3
    assert 'path="other"' in reply.body
    assert "made-up" not in reply.body
    assert server.metric("kg_generation") > 0
    assert server.metric("process_resident_memory_bytes") > 1_000_000


def test_a_stop_lets_answers_end_that_are_under_way(store_path: Path) -> None:
    server = started(store_path, "--workers", "1")
    left = store_path / "servers" / str(server.process.pid)
    try:
        assert left.exists()
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        query = urlencode({"query": f"{FLOOD} LIMIT 20000"})
        connection.request("GET", f"/sparql?{query}", headers={"Accept": RESULTS})
        response = connection.getresponse()
        begun = response.read(1000)  # the rest is more than the system keeps for who does not read
        server.process.send_signal(signal.SIGTERM)
        until(lambda: not listens(server))
        assert len(json.loads(begun + response.read())["results"]["bindings"]) == 20_000
        connection.close()
    finally:
        assert stopped(server) == 0
    assert not left.exists()


def test_a_stop_told_again_and_again_is_one_stop(store_path: Path) -> None:
    server = started(store_path, "--workers", "1")
    end = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < end:
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.002)
    assert stopped(server) == 0


def test_a_stop_tells_those_that_it_does_not_wait_for(store_path: Path, tmp_path: Path) -> None:
    store = shutil.copytree(
        store_path, tmp_path / "store", ignore=shutil.ignore_patterns("servers")
    )
    server = started(store, "--workers", "3", "--timeout", "100", "--writable")
    change = (
        "INSERT { GRAPH <urn:g> { <urn:a> <urn:b> ?n } } WHERE { { "
        + ENDLESS.partition("#")[0]
        + "} }"
    )
    asking: list[Callable[[], Reply]] = [
        lambda: server.ask(f"/sparql?{urlencode({'query': ENDLESS})}"),  # by the short way
        lambda: server.query(ENDLESS),
        lambda: server.ask("/sparql", "POST", change, Content_Type="application/sparql-update"),
    ]
    try:
        with ThreadPoolExecutor(len(asking)) as pool:
            replies = [pool.submit(ask) for ask in asking]
            until(lambda: server.metric("kg_requests_under_way") > len(asking))  # and this
            server.process.send_signal(signal.SIGTERM)
            told = [reply.result() for reply in replies]
    finally:
        assert stopped(server) == 0
    assert [reply.status for reply in told] == [503] * len(asking)
    assert all(json.loads(reply.body)["limit"] == "stop" for reply in told)
    assert all(reply.headers["retry-after"] for reply in told)


def listens(server: Server) -> bool:
    try:
        connected(server).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        (("--memory", "many"), "is no size"),
        (("--memory", "1M"), "at least 64M"),
        (("--cache", "x"), "is no size"),
        (("--max-rows", "0"), "not in the range"),
        (("--cors", "none", "--cors", "https://a.example"), "leaves no room"),
    ],
)
def test_wrong_options_are_refused(
    store_path: Path, option: tuple[str, str], complaint: str
) -> None:
    result = CliRunner().invoke(main, ["--store", str(store_path), "serve", *option])
    assert result.exit_code == 2
    assert complaint in result.output


def impatient(store: Path, folder: Path) -> Server:
    """One with the times made short, since nobody wants to wait for the real ones."""
    script = folder / "impatient.py"
    script.write_text(
        "from kg.server import connections\n"
        "connections.HEAD = connections.BODY = connections.STALL = 1.0\n"
        "from kg.cli.main import main\nmain()\n",
        encoding="utf-8",
    )
    options = ("--port", "0", "--workers", "1", "--timeout", str(2 * PATIENCE))
    process = subprocess.Popen(
        [sys.executable, script, "--store", store, "serve", *options],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    return listening(process)


def test_who_reads_slowly_but_steadily_gets_all(store_path: Path, tmp_path: Path) -> None:
    server = impatient(store_path, tmp_path)
    try:
        path = "/sparql?" + urlencode({"query": f"{FLOOD} LIMIT 20000"})
        whole = len(server.ask(path, Accept="text/csv").body.encode())
        server.ask(path, Accept="text/csv")  # kept: it is sent in one piece
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n"
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            connection.settimeout(PATIENCE)
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
            began, got = time.monotonic(), 0
            while piece := connection.recv(1 << 15):
                got += len(piece)
                time.sleep(max(0.0, began + got / 800_000 - time.monotonic()))
        assert got > whole
    finally:
        assert stopped(server) == 0


def test_who_says_nothing_is_not_kept_for_ever(store_path: Path, tmp_path: Path) -> None:
    server = impatient(store_path, tmp_path)
    try:
        head = b"POST /sparql HTTP/1.1\r\nHost:\r\nContent-Type: application/sparql-query\r\n"
        for sent, told in (
            (b"", rb"$"),
            (b"GET /sparql?query=", rb"HTTP/1.1 408 "),
            (head + b"Content-Length: 100\r\n\r\nASK", rb"HTTP/1.1 408 "),
        ):
            with connected(server) as connection:
                connection.sendall(sent)
                assert re.match(told, connection.recv(1000))
        # One that reads nothing of what it asked for: no deadline ends it but this one.
        asked = r'kg_requests_total\{.*path="/sparql".*\}'
        before = server.metric(asked)
        with connected(server) as connection:
            query = urlencode({"query": FLOOD})
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            until(lambda: server.metric(asked) == before + 1)
            until(lambda: server.metric("kg_workers_busy") == 0)
        until(lambda: server.ask("/sparql?query=ASK%20%7B%7D", Accept=RESULTS).status == 200)
    finally:
        assert stopped(server) == 0


def has_long_addresses() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_long_addresses(), reason="there is no IPv6")
def test_a_server_may_listen_where_addresses_are_longer(store_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "--store", str(store_path), "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--host", "::1"], stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        assert process.stderr
        address = re.search(r"http://\[::1\]:(\d+)/", process.stderr.readline())
        assert address
        with closing(HTTPConnection("::1", int(address[1]), timeout=PATIENCE)) as connection:
            connection.request("GET", "/sparql?query=ASK%20%7B%7D", headers={"Accept": "text/csv"})
            assert connection.getresponse().read() == b"true"
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


def connected(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


def test_a_stop_right_after_the_address_is_told_is_one(store_path: Path) -> None:
    """Before the server listens to signals, and while it starts its workers."""
    command = [sys.executable, "-m", "kg", "--store", str(store_path), "serve", "--port", "0"]
    for pause in (0.0, 0.05, 0.3):
        process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
        try:
            assert process.stderr
            assert select.select([process.stderr], [], [], PATIENCE)[0]
            assert "http://" in process.stderr.readline()
            time.sleep(pause)
            process.send_signal(signal.SIGTERM)
            _, log = process.communicate(timeout=20)
        finally:
            process.kill()
            process.communicate()
        assert process.returncode == 0
        assert "Traceback" not in log
        assert not (store_path / "servers" / str(process.pid)).exists()
