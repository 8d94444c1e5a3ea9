"""Requests per second, side by side.

The rivals are installed into ``.kg/rivals``: the native Oxigraph server, and rdflib-endpoint over
the same engine. All serve one and the same generation, and eight clients ask: ``wrk``, or, where
an answer takes long, a few lines of Python.

Two servers are compared at a time, and nothing else runs: in short rounds, one after the other,
the first of them by turns; none begins before the servers have done what the one before left them.
What is told is the median of the ratios of the rounds, so that a drift of the machine meets both.
Where others use the machine, requests per second tell as much of them; the processor time of an
answer tells less of them.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import astuple, dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import generations
from kg.graph.store import open_primary
from tests.bench.measuring import Row, processor_time
from tests.serving import PATIENCE, RESULTS, started, stopped

TRIPLES = int(os.environ.get("KG_BENCH_TRIPLES", "1000000"))
SECONDS = 1
SLOW = 0.02  # seconds: an answer that takes longer is asked for EACH times by each client
EACH = 2
ROUNDS = 7
SETTLED = 10.0  # seconds at most, until what nobody waits for is done
CLIENTS = 8
RIVALS = Path(__file__).parents[2] / ".kg" / "rivals"
BASE = "http://a.example/"
_GRAPH = NamedNode(f"{BASE}g")
QUERIES = {
    "tiny": "ASK {}",
    "medium (60 rows)": f"SELECT * {{ ?s <{BASE}p1> ?o }} LIMIT 60",
    "large (20,000 rows)": f"SELECT * {{ ?s <{BASE}p1> ?o }} LIMIT 20000",
    "aggregate": f"SELECT ?c (COUNT(*) AS ?n) {{ ?s <{BASE}p0> ?c }} GROUP BY ?c",
}
_RDFLIB_ENDPOINT = """
import sys
import oxrdflib, pyoxigraph, rdflib, rdflib_endpoint, uvicorn
store = oxrdflib.OxigraphStore(store=pyoxigraph.Store.read_only(sys.argv[1]))
app = rdflib_endpoint.SparqlEndpoint(graph=rdflib.Dataset(store=store))
uvicorn.run(app, port=int(sys.argv[2]), log_level="critical")
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A server that runs: where it is asked, and its process."""

    address: str
    pid: int

    def settle(self) -> None:
        """Wait until it does nothing any more."""
        end = time.monotonic() + SETTLED
        before = -1.0
        while (now := processor_time(self.pid)) > before and time.monotonic() < end:
            before = now
            time.sleep(0.1)


@dataclass(frozen=True, slots=True)
class Round:
    """What a server did in one round: answers per second, seconds of processor time for each."""

    rate: float
    cost: float


Start = Callable[[], AbstractContextManager[Target]]


def throughput(folder: Path) -> list[Row]:
    """Return requests per second of each query: the native server, ours, and rdflib-endpoint."""
    if shutil.which("wrk") is None:
        return [("left out: there is no wrk", 0.0, "")]
    _install()
    root = folder / "large"
    fill(root)
    native = partial(_oxigraph, root)
    uncached = partial(_kg, root, "--cache", "0")
    pairs: tuple[tuple[str, Start, str, Start], ...] = (
        ("kg serve --cache 0", uncached, "oxigraph serve-read-only", native),
        ("kg serve, asked again", partial(_kg, root), "oxigraph serve-read-only", native),
        ("kg serve --cache 0", uncached, "rdflib-endpoint", partial(_rdflib_endpoint, root)),
    )
    return [row for pair in pairs for row in _compared(*pair)]


def _compared(ours: str, start: Start, theirs: str, start_theirs: Start) -> Iterator[Row]:
    """Compare two servers: one row for the rate, one for the processor time, of each query."""
    for name, query in QUERIES.items():
        with start() as our, start_theirs() as their:
            pairs = _rounds(our, their, urlencode({"query": query}))
        rates = [our.rate / their.rate for our, their in pairs if their.rate]
        costs = [their.cost / our.cost for our, their in pairs if our.cost]
        middle = [
            Round(*(statistics.median(column) for column in zip(*map(astuple, side), strict=True)))
            for side in zip(*pairs, strict=True)
        ]
        yield f"{name}: {theirs}", middle[1].rate, "1"
        yield f"{name}: {ours}", middle[0].rate, _median(rates)
        label = f"{name}: milliseconds of processor time, of {middle[1].cost * 1000:.2f}"
        yield label, middle[0].cost * 1000, _median(costs)


def _median(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f}×" if ratios else "?"


def _rounds(our: Target, their: Target, query: str) -> list[tuple[Round, Round]]:
    """Ask both in turn, after a round that warms them up."""
    asked = _counted if _seconds(their, query) > SLOW else _wrk
    for each in (our, their):
        asked(each, query)
    pairs = []
    for turn in range(ROUNDS):
        order = (our, their) if turn % 2 else (their, our)
        found = {}
        for each in order:
            each.settle()
            found[each] = asked(each, query)
        pairs.append((found[our], found[their]))
    return pairs


def _seconds(server: Target, query: str) -> float:
    """Return how long one answer takes, when it is asked for again."""
    _client(server, query, 1)
    began = time.perf_counter()
    _client(server, query, 1)
    return time.perf_counter() - began


def _wrk(server: Target, query: str) -> Round:
    """Ask as often as one can in some seconds; what is not answered by then is left."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--timeout", "30s"]
    command += ["-H", f"Accept: {RESULTS}", f"{server.address}?{query}"]
    before = processor_time(server.pid)
    written = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    spent = processor_time(server.pid) - before
    assert "Non-2xx" not in written, written
    found = re.search(r"(\d+) requests in [^\0]*Requests/sec: +([\d.]+)", written)
    assert found, written
    return Round(float(found[2]), spent / max(int(found[1]), 1))


def _counted(server: Target, query: str) -> Round:
    """Ask so many times, and wait for all the answers: those that are left would cost as much."""
    before, began = processor_time(server.pid), time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = sum(pool.map(lambda _: _client(server, query, EACH), range(CLIENTS)))
    seconds = time.perf_counter() - began
    return Round(answers / seconds, (processor_time(server.pid) - before) / max(answers, 1))


def _client(server: Target, query: str, times: int) -> int:
    """Ask on one connection; return how many of the answers came."""
    place = urlsplit(server.address)
    with closing(HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)) as connection:
        statuses = []
        for _ in range(times):
            connection.request("GET", f"{place.path}?{query}", headers={"Accept": RESULTS})
            response = connection.getresponse()
            while response.read(1 << 16):
                pass
            statuses.append(response.status)
    return statuses.count(200)


def fill(root: Path, size: int = TRIPLES) -> None:
    """Make a store of so many triples."""
    with open_primary(root) as primary:
        primary.publish_under("https://kg.example.org/")
        primary.add(_quads(size // 10))
        primary.publish()


def _quads(subjects: int) -> Iterator[Quad]:
    properties = [NamedNode(f"{BASE}p{number}") for number in range(10)]
    for number in range(subjects):
        subject = NamedNode(f"{BASE}s{number}")
        yield Quad(subject, properties[0], NamedNode(f"{BASE}c{number % 100}"), _GRAPH)
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
def _kg(root: Path, *options: str) -> Iterator[Target]:
    server = started(root, *options)
    try:
        yield Target(f"{server.address}sparql", server.process.pid)
    finally:
        stopped(server)


@contextmanager
def _oxigraph(root: Path) -> Iterator[Target]:
    port = _free()
    program = RIVALS / "bin" / "oxigraph"
    command: list[Path | str] = [program, "serve-read-only", "--location", _path(root)]
    command += ["--bind", f"127.0.0.1:{port}"]
    with _running(command, f"http://127.0.0.1:{port}/query") as target:
        yield target


@contextmanager
def _rdflib_endpoint(root: Path) -> Iterator[Target]:
    port = _free()
    command = (RIVALS / "bin" / "python", "-c", _RDFLIB_ENDPOINT, _path(root), str(port))
    with _running(command, f"http://127.0.0.1:{port}/") as target:
        yield target


@contextmanager
def _running(command: Sequence[Path | str], address: str) -> Iterator[Target]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(f"{address}?query=ASK%20%7B%7D", timeout=5).close()
                break
            time.sleep(0.1)
        yield Target(address, process.pid)
    finally:
        process.kill()
        process.wait()


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def main() -> None:
    """Print the table: ``python -m tests.bench.endpoint``."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for label, figure, ratio in throughput(Path(name)):
            sys.stdout.write(f"  {label:58}{figure:12.2f}{ratio:>9}\n")


if __name__ == "__main__":
    main()
