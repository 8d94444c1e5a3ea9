"""Requests per second, side by side, and what a server looks like after it was ill-treated.

The rivals are installed into ``.kg/rivals``: the native Oxigraph server, and rdflib-endpoint over
the same engine. All serve one and the same generation. ``wrk`` asks, with eight clients.
"""

import os
import random
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from functools import partial
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import generations
from kg.graph.store import open_primary
from tests.bench.measuring import Row
from tests.hostile import DOUBLING, ENDLESS, FLOOD, SORT, broken
from tests.serving import RESULTS, Server, started, stopped

TRIPLES = int(os.environ.get("KG_BENCH_TRIPLES", "1000000"))
SECONDS = 2
FEW = 100  # answers a second: where there are fewer, it is measured for longer
LONGER = 8
ROUNDS = 3
CLIENTS = 8
Start = Callable[[], AbstractContextManager[str]]
RIVALS = Path(__file__).parents[2] / ".kg" / "rivals"
_BASE = "http://a.example/"
_GRAPH = NamedNode(f"{_BASE}g")
QUERIES = {
    "tiny": "ASK {}",
    "medium (60 rows)": f"SELECT * {{ ?s <{_BASE}p1> ?o }} LIMIT 60",
    "large (20,000 rows)": f"SELECT * {{ ?s <{_BASE}p1> ?o }} LIMIT 20000",
    "aggregate": f"SELECT ?c (COUNT(*) AS ?n) {{ ?s <{_BASE}p0> ?c }} GROUP BY ?c",
}
_RDFLIB_ENDPOINT = """
import sys
import oxrdflib, pyoxigraph, rdflib, rdflib_endpoint, uvicorn
store = oxrdflib.OxigraphStore(store=pyoxigraph.Store.read_only(sys.argv[1]))
app = rdflib_endpoint.SparqlEndpoint(graph=rdflib.Dataset(store=store))
uvicorn.run(app, port=int(sys.argv[2]), log_level="critical")
"""


def throughput(folder: Path) -> list[Row]:
    """Return requests per second of each query: the native server, ours, and rdflib-endpoint."""
    if shutil.which("wrk") is None:
        return [("left out: there is no wrk", 0.0, "")]
    _install()
    root = folder / "large"
    fill(root)
    with ExitStack() as stack:
        started = {
            "oxigraph serve-read-only": _oxigraph(root),
            "kg serve --cache 0": _kg(root, "--cache", "0"),
            "kg serve, asked again": _kg(root),
        }
        servers: dict[str, Start] = {
            name: partial(_left_running, stack.enter_context(each))
            for name, each in started.items()
        }
        # It goes on with what its clients no longer wait for, at the cost of who is next.
        servers["rdflib-endpoint"] = partial(_rdflib_endpoint, root)
        return [row for name, query in QUERIES.items() for row in _compared(name, query, servers)]


def _compared(name: str, query: str, servers: Mapping[str, Start]) -> Iterator[Row]:
    rates: dict[str, list[float]] = {server: [] for server in servers}
    native, seconds = next(iter(servers)), SECONDS
    for turn in range(ROUNDS + 1):
        for server, start in servers.items():
            with start() as address:
                rate = _rate(f"{address}?{urlencode({'query': query})}", seconds)
            if turn:
                rates[server].append(rate)
            elif server == native and rate < FEW:
                seconds = LONGER
    base = statistics.median(rates[native])
    for server, found in rates.items():
        rate = statistics.median(found)
        yield f"{name}: {server}", rate, f"{rate / base:.2f}×" if base else "?"


def _left_running(address: str) -> AbstractContextManager[str]:
    return nullcontext(address)


def _rate(address: str, seconds: int = SECONDS) -> float:
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "30s"]
    command += ["-H", f"Accept: {RESULTS}", address]
    written = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert "Non-2xx" not in written, written
    found = re.search(r"Requests/sec: +([\d.]+)", written)
    return float(found[1]) if found else 0.0


def ill_treatment(folder: Path, fuzzed: int = 10_000) -> list[Row]:
    """Return what 100 memory bombs, 500 clients that go, 500 that are slow and broken queries do.

    Memory in megabytes and numbers of descriptors and processes, before and after.
    """
    root = folder / "small"
    fill(root, 30_000)
    server = started(root, "--timeout", "1", "--memory", "300M", "--workers", "2")
    try:
        server.query("ASK {}")
        before = _state(server)
        statuses: Counter[int] = Counter()
        for number in range(100):
            statuses[_status(server, (SORT, DOUBLING)[number % 2])] += 1
        _leave(server, 500)
        _dawdle(server, 500)
        chance = random.Random(1)
        with ThreadPoolExecutor(4) as pool:
            texts = (broken(chance) for _ in range(fuzzed))
            statuses.update(pool.map(lambda text: _status(server, text), texts))
        time.sleep(3)
        after = _state(server)
        told = ", ".join(
            f"{count} × {status or 'broken off'}" for status, count in statuses.items()
        )
        rows = [(f"answers: {told}", float(sum(statuses.values())), "")]
        for name, value in after.items():
            rows.append((f"{name}, {before[name]:g} before", value, ""))
        return rows
    finally:
        stopped(server)


def _status(server: Server, text: str) -> int:
    with suppress(OSError, HTTPException):
        return server.query(text).status
    return 0


def _leave(server: Server, times: int) -> None:
    for number in range(times):
        query = urlencode({"query": (ENDLESS, FLOOD)[number % 2]})
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())


def _dawdle(server: Server, clients: int) -> None:
    connections = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(clients)]
    for connection in connections:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: a")
    assert server.query("ASK {}").status == 200
    for connection in connections:
        connection.close()


def _state(server: Server) -> dict[str, float]:
    return {
        "megabytes of the server": server.metric("process_resident_memory_bytes") / (1 << 20),
        "its descriptors": server.metric("process_open_fds"),
        "its processes": len(server.children()),
    }


def fill(root: Path, size: int = TRIPLES) -> None:
    """Make a store of so many triples."""
    with open_primary(root) as primary:
        primary.publish_under("https://kg.example.org/")
        primary.add(_quads(size // 10))
        primary.publish()


def _quads(subjects: int) -> Iterator[Quad]:
    properties = [NamedNode(f"{_BASE}p{number}") for number in range(10)]
    for number in range(subjects):
        subject = NamedNode(f"{_BASE}s{number}")
        yield Quad(subject, properties[0], NamedNode(f"{_BASE}c{number % 100}"), _GRAPH)
        for key, property_ in enumerate(properties[1:7], start=1):
            yield Quad(subject, property_, Literal(f"value {number} of property {key}"), _GRAPH)
        for key, property_ in enumerate(properties[7:], start=7):
            yield Quad(subject, property_, Literal(number * key % 1000), _GRAPH)


def _install() -> None:
    if not (RIVALS / "bin" / "oxigraph").exists():
        subprocess.run([sys.executable, "-m", "venv", RIVALS], check=True)
        wanted = ("oxigraph", "rdflib-endpoint", "oxrdflib", "uvicorn")
        subprocess.run([RIVALS / "bin" / "pip", "install", "--quiet", *wanted], check=True)


def _path(root: Path) -> Path:
    generation = generations.current(root)
    assert generation
    return generation.path


@contextmanager
def _kg(root: Path, *options: str) -> Iterator[str]:
    server = started(root, *options)
    try:
        yield f"{server.address}sparql"
    finally:
        stopped(server)


@contextmanager
def _oxigraph(root: Path) -> Iterator[str]:
    port = _free()
    program = RIVALS / "bin" / "oxigraph"
    command: list[Path | str] = [program, "serve-read-only", "--location", _path(root)]
    command += ["--bind", f"127.0.0.1:{port}"]
    with _running(command, f"http://127.0.0.1:{port}/query") as address:
        yield address


@contextmanager
def _rdflib_endpoint(root: Path) -> Iterator[str]:
    port = _free()
    command = (RIVALS / "bin" / "python", "-c", _RDFLIB_ENDPOINT, _path(root), str(port))
    with _running(command, f"http://127.0.0.1:{port}/") as address:
        yield address


@contextmanager
def _running(command: Sequence[Path | str], address: str) -> Iterator[str]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(f"{address}?query=ASK%20%7B%7D", timeout=5).close()
                break
            time.sleep(0.1)
        yield address
    finally:
        process.kill()
        process.wait()


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def main() -> None:
    """Print both tables: ``python -m tests.bench.endpoint``."""
    import tempfile

    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    with tempfile.TemporaryDirectory() as name:
        for title, rows in (
            ("requests per second, eight clients", throughput(Path(name))),
            ("after ill treatment", ill_treatment(Path(name))),
        ):
            sys.stdout.write(f"\n{title}\n")
            for label, figure, ratio in rows:
                sys.stdout.write(f"  {label:58}{figure:12.2f}{ratio:>9}\n")


if __name__ == "__main__":
    main()
