"""What a server counts, in the text format that Prometheus reads.

A library for this would bring more code than is written here, and threads that nothing here has.
"""

import os
import resource
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from kg.server.cache import Answers, Current
from kg.server.pool import Pool
from kg.server.writer import Writer

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 30.0)
# Anything else is a page of a thing: what clients make up must not become a time series.
_PATHS = ("sparql", "data", "queries", "healthz", "metrics", "")

Labels = Mapping[str, str]
Sample = tuple[str, Labels, float]


class Metrics:
    """Counts requests, and tells what the rest of the server counts."""

    def __init__(
        self, pool: Pool, writer: Writer | None, answers: Answers, current: Current
    ) -> None:
        self._pool = pool
        self._writer = writer
        self._answers = answers
        self._current = current
        self._began = time.time()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._seconds: dict[str, list[int]] = {}
        self._sums: Counter[str] = Counter()
        self._bytes = 0
        self.under_way = 0

    def count(self, method: str, path: str, status: int, seconds: float, size: int) -> None:
        """Count a request that has been answered."""
        where, known = _labels(path, method)
        self._requests[where, known, status] += 1
        buckets = self._seconds.setdefault(where, [0] * (len(_BUCKETS) + 1))
        buckets[bisect_left(_BUCKETS, seconds)] += 1
        self._sums[where] += seconds  # type: ignore[assignment]  # a counter of seconds
        self._bytes += size

    def refuse(self, status: int) -> None:
        """Count what was refused before it was a request."""
        self._requests["other", "other", status] += 1

    def text(self) -> str:
        """Return all of it."""
        return "".join(
            line
            for name, kind, about, samples in self._families()
            for line in _family(name, kind, about, samples)
        )

    def _families(self) -> Iterator[tuple[str, str, str, Iterable[Sample]]]:
        yield (
            "kg_requests_total",
            "counter",
            "Requests answered.",
            (
                ("", {"path": path, "method": method, "status": str(status)}, count)
                for (path, method, status), count in sorted(self._requests.items())
            ),
        )
        yield "kg_request_seconds", "histogram", "Time to answer.", self._histogram()
        yield "kg_sent_bytes_total", "counter", "Bytes of answers.", _one(self._bytes)
        yield (
            "kg_limits_passed_total",
            "counter",
            "Queries ended, by the limit they passed.",
            (
                ("", {"limit": limit or "none"}, count)
                for limit, count in sorted(self._pool.running.passed.items())
            ),
        )
        yield from self._gauges()
        yield from _process(self._began)

    def _gauges(self) -> Iterator[tuple[str, str, str, Iterable[Sample]]]:
        workers, answers = self._pool.workers, self._answers
        self._current.tag()
        for name, kind, about, value in (
            ("kg_requests_under_way", "gauge", "Requests being answered.", self.under_way),
            ("kg_workers", "gauge", "Processes that evaluate.", len(workers.all)),
            ("kg_workers_busy", "gauge", "Those at work.", workers.busy),
            ("kg_requests_waiting", "gauge", "Requests that wait for a worker.", workers.waiting),
            ("kg_updates_waiting", "gauge", "Updates that wait for their turn.",
             self._writer.waiting if self._writer else 0),
            ("kg_cache_answers", "gauge", "Answers in memory.", len(answers)),
            ("kg_cache_bytes", "gauge", "Memory that they take.", answers.size),
            ("kg_cache_hits_total", "counter", "Requests answered from memory.", answers.hits),
            ("kg_cache_stored_total", "counter", "Answers put into memory.", answers.stored),
            ("kg_generation", "gauge", "Number of the generation served.", self._current.number),
        ):  # fmt: skip
            yield name, kind, about, _one(value)

    def _histogram(self) -> Iterator[Sample]:
        for path, buckets in sorted(self._seconds.items()):
            total = 0
            for limit, count in zip((*map(str, _BUCKETS), "+Inf"), buckets, strict=True):
                total += count
                yield "_bucket", {"path": path, "le": limit}, total
            yield "_sum", {"path": path}, self._sums[path]
            yield "_count", {"path": path}, total


@lru_cache(maxsize=512)
def _labels(path: str, method: str) -> tuple[str, str]:
    first = path.split("/", 2)[1] if path.startswith("/") else "other"
    where = f"/{first}" if first in _PATHS else "other"
    known = method if method in {"GET", "HEAD", "POST", "PUT", "DELETE", "QUERY"} else "other"
    return where, known


def _process(began: float) -> Iterator[tuple[str, str, str, Iterable[Sample]]]:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = usage.ru_utime + usage.ru_stime
    yield "process_cpu_seconds_total", "counter", "Processor time.", _one(seconds)
    yield "process_start_time_seconds", "gauge", "When the server started.", _one(began)
    own = Path("/proc/self")
    if own.exists():
        pages = int((own / "statm").read_bytes().split()[1])
        size = pages * os.sysconf("SC_PAGESIZE")
        yield "process_resident_memory_bytes", "gauge", "Memory of the server.", _one(size)
        descriptors = sum(1 for _ in (own / "fd").iterdir())
        yield "process_open_fds", "gauge", "Open file descriptors.", _one(descriptors)


def _one(value: float) -> Iterable[Sample]:
    return (("", {}, value),)


def _family(name: str, kind: str, about: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP {name} {about}\n# TYPE {name} {kind}\n"
    for suffix, labels, value in samples:
        inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
        yield f"{name}{suffix}{f'{{{inside}}}' if inside else ''} {value:.15g}\n"
