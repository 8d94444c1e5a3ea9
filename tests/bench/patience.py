"""How long a quick query waits beside endless ones, and how late an endless one is ended."""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from kg.server import control
from tests.bench.endpoint import fill
from tests.bench.measuring import Row
from tests.hostile import ENDLESS, JOIN
from tests.serving import Reply, Server, started, stopped, until

ASKED = 200
ENDED = 20
LIMIT = 1.0  # seconds
PROCESSES = 4  # two at work, one ready, one that writes
GRAPH = "http://a.example/n"
_UPDATE = f"INSERT {{ GRAPH <{GRAPH}> {{ ?a ?b ?i }} }} WHERE {{ {JOIN} FILTER(?a = ?i) }}"


def waiting(folder: Path) -> list[Row]:
    """Return milliseconds: the 95th percentile of ``ASK {}``, idle and beside endless queries."""
    root = folder / "waiting"
    fill(root, 30_000)
    options = ("--workers", "3", "--timeout", "600")
    with _serving(root, *options) as server, ThreadPoolExecutor(8) as pool:
        idle = _p95(server)
        rows = [("95 of 100 ASK {} take at most, idle", idle, "")]
        for endless, what in ((2, "in all slots but one"), (8, "in all slots, and waiting")):
            asked = [pool.submit(server.query, ENDLESS) for _ in range(endless)]
            until(lambda: server.metric("kg_workers_busy") >= 2)
            beside = _p95(server)
            label = f"the same beside endless queries {what}"
            rows.append((label, beside, f"{beside / idle:.1f}×"))
            while not all(each.done() for each in asked):
                _end_all(root)
        return rows


def lateness(folder: Path) -> list[Row]:
    """Return milliseconds past the limit: until the client is answered, the process is gone."""
    root = folder / "late"
    fill(root, 30_000)
    rows: list[Row] = []
    with _serving(root, "--timeout", str(LIMIT), "--workers", "2", "--writable") as server:
        for name, ask, quick, endless in (
            ("query", server.query, "ASK {}", ENDLESS),
            ("update", partial(_update, server), "CREATE SILENT GRAPH <a:g>", _UPDATE),
        ):
            late = [_late(server, ask, quick, endless) for _ in range(ENDED)]
            for what, found in zip(("its client is answered", "its process is gone"),
                                   zip(*late, strict=True), strict=True):  # fmt: skip
                label = f"an endless {name} of {LIMIT:g} s: {what} after the limit, at most"
                rows.append((label, max(found), f"median {statistics.median(found):.0f}"))
    return rows


def _late(
    server: Server, ask: Callable[[str], Reply], quick: str, endless: str
) -> tuple[float, float]:
    until(lambda: len(server.children()) == PROCESSES)
    assert ask(quick).status in {200, 204}
    before = server.children()
    began = time.perf_counter()
    assert ask(endless).status == 503
    answered = time.perf_counter()
    until(lambda: before - server.children())
    gone = time.perf_counter()
    return (answered - began - LIMIT) * 1000, (gone - began - LIMIT) * 1000


def _update(server: Server, text: str) -> Reply:
    return server.ask("/sparql", "POST", text, Content_Type="application/sparql-update")


def _end_all(root: Path) -> None:
    for jobs in control.listing(root).values():
        for job in jobs:
            with suppress(control.NoServer):  # it has ended by itself
                control.kill(root, job["number"])


def _p95(server: Server) -> float:
    taken = []
    for _ in range(ASKED):
        began = time.perf_counter()
        assert server.query("ASK {}").status == 200
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


@contextmanager
def _serving(root: Path, *options: str) -> Iterator[Server]:
    server = started(root, "--cache", "0", *options)
    try:
        yield server
    finally:
        stopped(server)
