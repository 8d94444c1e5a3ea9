"""What a server looks like after it was ill-treated."""

import random
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.store import open_primary
from tests.bench.endpoint import BASE, QUERIES, fill
from tests.bench.measuring import Row
from tests.hostile import DOUBLING, ENDLESS, FLOOD, SORT, broken
from tests.serving import Server, started, stopped

_STATE = NamedNode(f"{BASE}n")


def ill_treatment(folder: Path, fuzzed: int = 10_000) -> list[Row]:
    """Return what 100 memory bombs, 500 clients that go, 500 that are slow and broken queries do.

    And 200 at once, while generations change.

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
        statuses += _crowd(server, root, 200)
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


def _crowd(server: Server, root: Path, clients: int) -> Counter[int]:
    with ThreadPoolExecutor(clients) as pool:
        asked = [pool.submit(_status, server, QUERIES["medium (60 rows)"]) for _ in range(clients)]
        for number in range(5):
            with open_primary(root) as primary:
                primary.replace(f"{BASE}n", [Quad(_STATE, _STATE, Literal(number), _STATE)])
                primary.publish()
            asked += [pool.submit(_status, server, "ASK {}") for _ in range(clients)]
        return Counter(each.result() for each in asked)


def _state(server: Server) -> dict[str, float]:
    return {
        "megabytes of the server": server.metric("process_resident_memory_bytes") / (1 << 20),
        "its descriptors": server.metric("process_open_fds"),
        "its processes": len(server.children()),
    }
