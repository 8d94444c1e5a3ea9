"""What an operator sees and does."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.serving import RESULTS, Server, started, stopped

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) } # secret"


def run(store: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "--store", str(store), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)


def test_queries_are_listed_and_ended(store_path: Path) -> None:
    assert "no server serves" in run(store_path, "ps").stderr
    server = started(store_path)
    try:
        assert "nothing running" in run(store_path, "ps").stdout
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(server.query, ENDLESS)
            time.sleep(0.3)
            listed = run(store_path, "ps").stdout
            number = re.search(r"^ *(\d+) .* s .* MB +query +SELECT", listed, re.MULTILINE)
            assert number, listed
            jobs = json.loads(run(store_path, "ps", "--json").stdout)
            assert [job["query"] for job in jobs[str(server.process.pid)]] == [ENDLESS]
            assert "no query 0 is running" in run(store_path, "kill", "0").stderr
            assert f"ended query {number[1]}" in run(store_path, "kill", number[1]).stdout
            reply = asked.result()
        assert (reply.status, json.loads(reply.body)["limit"]) == (503, "operator")
        assert server.query("ASK {}").status == 200
        socket_ = store_path / "servers" / str(server.process.pid)
        assert socket_.stat().st_mode & 0o077 == 0  # for its own user only
    finally:
        assert stopped(server) == 0
    assert not socket_.exists()


def test_a_server_that_died_is_forgotten(store_path: Path) -> None:
    server = started(store_path)
    server.process.kill()
    server.process.communicate(timeout=10)
    left = store_path / "servers" / str(server.process.pid)
    assert left.exists()
    assert run(store_path, "ps").returncode == 1
    assert not left.exists()


def test_the_log_tells_each_request_and_no_secret(store_path: Path) -> None:
    for kind in ("hashed", "full"):
        server = started(store_path, "--access-log", kind)
        server.ask("/sparql?query=ASK%20%7B%7D%20%23secret", Authorization="Bearer hidden")
        server.ask("/sparql?query=ASK%20%7B%7D%20%23secret")
        server.ask("/none", Accept="text/turtle")
        server.process.send_signal(signal.SIGTERM)
        _, written = server.process.communicate(timeout=20)
        lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
        asked = [line for line in lines if line["path"] == "/sparql"]
        assert [line["status"] for line in asked] == [200, 200]
        assert {line["client"] for line in asked} == {"127.0.0.1"}
        assert all(line["whole"] and line["bytes"] > 10 for line in asked)
        assert ("secret" in written) is (kind == "full")
        assert "hidden" not in written
        assert len({line["query"] for line in asked}) == 1
        assert [line["status"] for line in lines if line["path"] == "/none"] == [404]


def test_metrics_are_as_prometheus_reads_them(store_path: Path) -> None:
    server = started(store_path)
    try:
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
    finally:
        assert stopped(server) == 0


def test_a_stop_lets_answers_end_that_are_under_way(store_path: Path) -> None:
    server = started(store_path, "--timeout", "10")
    sorting = "SELECT (COUNT(*) AS ?n) { { SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 400000 } }"
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(server.query, sorting)
        while not server.metric("kg_workers_busy") and not asked.done():
            pass
        assert stopped(server) == 0
        assert asked.result().status == 200


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        (("--memory", "many"), "is no size"),
        (("--memory", "1M"), "at least 64M"),
        (("--cache", "x"), "is no size"),
        (("--max-rows", "0"), "not in the range"),
    ],
)
def test_wrong_options_are_refused(
    store_path: Path, option: tuple[str, str], complaint: str
) -> None:
    result = run(store_path, "serve", *option)
    assert result.returncode == 2
    assert complaint in result.stderr


def test_who_says_nothing_is_not_kept_for_ever(store_path: Path, tmp_path: Path) -> None:
    """With the times made short, since nobody wants to wait for the real ones."""
    script = tmp_path / "impatient.py"
    script.write_text(
        "import sys\nfrom kg.server import connections\n"
        "connections.HEAD = connections.BODY = connections.STALL = 0.5\n"
        "from kg.cli.main import main\nmain()\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [sys.executable, script, "--store", store_path, "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert process.stderr
    found = re.search(r":(\d+)/", process.stderr.readline())
    assert found
    server = Server(int(found[1]), process)
    try:
        head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
        for sent, told in (
            (b"", b""),
            (b"GET /sparql?query=", b" 408 "),
            (head + b"Content-Length: 100\r\n\r\nASK", b" 408 "),
        ):
            with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
                connection.sendall(sent)
                assert told in connection.recv(1000)
        # One that reads nothing of what it asked for.
        flood = "SELECT%20*%20%7B%20?a%20?b%20?c%20.%20?d%20?e%20?f%20.%20?g%20?h%20?i%20%7D"
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            connection.sendall(f"GET /sparql?query={flood} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            time.sleep(0.5)
            assert server.metric("kg_workers_busy") == 1
            began = time.monotonic()
            while server.metric("kg_workers_busy"):
                assert time.monotonic() - began < 10
        assert server.ask("/sparql?query=ASK%20%7B%7D", Accept=RESULTS).status == 200
    finally:
        assert stopped(server) == 0
