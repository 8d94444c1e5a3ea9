"""A real server of a store on loopback, and what asks it."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

RESULTS = "application/sparql-results+json"
QUERY = "application/sparql-query"
PATIENCE = 120.0  # seconds: only a server that never answers takes so long, on a busy machine too


def until(fact: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something is so; fail where it never is."""
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: str

    @property
    def media_type(self) -> str:
        return self.headers["content-type"].partition(";")[0]


@dataclass
class Server:
    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: str | bytes | Iterator[bytes] | None = None,
        **headers: str,
    ) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            encoded = body.encode() if isinstance(body, str) else body
            connection.request(method, path, encoded, named)
            response = connection.getresponse()
            fields = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, fields, response.read().decode())
        finally:
            connection.close()

    def children(self) -> set[int]:
        """The processes that the server has started and that are still there."""
        listing = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in listing.read_text().split()}

    def metric(self, name: str) -> float:
        """The value of a metric, summed over its labels; 0 where it has none."""
        lines = self.ask("/metrics").body.splitlines()
        return sum(float(line.split()[-1]) for line in lines if re.match(rf"{name}[ {{]", line))

    def query(self, text: str, accept: str = RESULTS) -> Reply:
        return self.ask("/sparql", "POST", text, Content_Type=QUERY, Accept=accept)


def started(store: Path, *options: str, variables: dict[str, str] | None = None) -> Server:
    command = [sys.executable, "-m", "kg", "--store", str(store), "serve", "--port", "0", *options]
    environment = {**os.environ, **(variables or {})}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment
    )
    return listening(process)


def listening(process: subprocess.Popen[str]) -> Server:
    """The server that a process is, when it answers; the process is ended where it never does."""
    assert process.stderr
    try:
        assert select.select([process.stderr], [], [], PATIENCE)[0], "the server says nothing"
        line = process.stderr.readline()
        port = re.search(r":(\d+)/", line)
        assert port, line
        server = Server(int(port[1]), process)
        until(lambda: _healthy(server))
    except BaseException:
        process.kill()
        process.communicate()
        raise
    return server


def _healthy(server: Server) -> bool:
    try:
        return server.ask("/healthz").status == 200
    except OSError:
        return False


def stopped(server: Server, number: signal.Signals = signal.SIGTERM) -> int:
    """End a server; return its exit code."""
    written(server, number)
    return server.process.returncode


def written(server: Server, number: signal.Signals = signal.SIGTERM) -> str:
    """End a server, by force where it does not end; return what it has logged."""
    server.process.send_signal(number)
    try:
        return server.process.communicate(timeout=PATIENCE)[1]
    finally:
        server.process.kill()
