"""Where a worker writes an answer: held back, counted, and never a part that looks like a whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, BinaryIO, TypeVar

from kg.graph.returns import referenced
from kg.server import counting, frames
from kg.server.limits import Limits, TooLarge, TooMuch

FIRST = 64 * 1024  # held back, so that a failure before it is a clean error with its own status
CHUNK = 256 * 1024
_XML = frozenset(["application/sparql-results+xml", "application/rdf+xml"])
Row = TypeVar("Row")


class Reply:
    """A file to write an answer into; holds the header back until the first chunk is full.

    Raises TooMuch from ``write`` where the answer passes ``max_rows``, TooLarge for ``max_bytes``.
    ``repeatable`` tells whether it is the same, byte for byte, when it is asked for again.
    """

    def __init__(self, output: BinaryIO, generation: Mapping[str, Any], limits: Limits) -> None:
        self._output = output
        self._generation = generation
        self._limits = limits
        self._buffer = bytearray()
        self._full = FIRST
        self._bytes = 0
        self._rows = 0
        self._count: Callable[[bytes], int] | None = None
        self.media_type = ""
        self.repeatable = True
        self.started = False
        self.max_rows = limits.max_rows

    def write(self, data: bytes) -> int:
        """Take bytes of the answer."""
        self._buffer += data
        if len(self._buffer) >= self._full:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Do nothing: chunks are sent when they are full."""

    def counted(self, rows: Iterable[Row]) -> Iterable[Row]:
        """Return the rows, or triples, of an answer; TooMuch on the way where they are too many."""
        most = self._limits.max_rows
        return rows if most is None else self._at_most(most, rows)

    def _at_most(self, most: int, rows: Iterable[Row]) -> Iterator[Row]:
        for number, row in enumerate(rows, start=1):
            if number > most:
                raise self._too_many()
            yield row

    def finish(self) -> None:
        """Send what is left, and the end; what is whole by then goes in one message."""
        self._check()
        if self.started:
            last = frames.pack(frames.MORE, body=self._buffer) if self._buffer else b""
            self._output.write(last + frames.pack(frames.END))
        else:
            self._output.write(frames.pack(frames.WHOLE, self._header(), self._buffer))
        self._output.flush()

    def fail(self, problem: Mapping[str, Any]) -> None:
        """Send a problem: as the answer, or as a break where that has begun already."""
        kind = frames.FAILURE if self.started else frames.WHOLE
        self._output.write(frames.pack_json(kind, problem))
        self._output.flush()

    def _send(self) -> None:
        self._check()
        if not self.started:
            self._output.write(frames.pack(frames.BEGUN, self._header()))
            self.started = True
            self._full = CHUNK
        self._output.write(frames.pack(frames.MORE, body=self._buffer))
        self._buffer.clear()
        self._output.flush()

    def _header(self) -> bytes:
        generation = tuple(self._generation.items())
        return _told(self.media_type, generation, repeatable=self.repeatable)

    def _check(self) -> None:
        """Make what is about to be sent ready, and hold it against the limits."""
        if self.media_type in _XML and b"\r" in self._buffer:
            self._buffer = bytearray(referenced(self._buffer))
        self._bytes += len(self._buffer)
        most = self._limits.max_bytes
        if most is not None and self._bytes > most:
            raise TooLarge(f"the answer has more than {most} bytes", "ask for less with LIMIT")
        if self._limits.max_rows is None:
            return
        if self._count is None:
            self._count = counting.rows_of(self.media_type) or _none
            self._rows -= self.media_type in counting.HEADED
        self._rows += self._count(bytes(self._buffer))
        if self._rows > self._limits.max_rows:
            raise self._too_many()

    def _too_many(self) -> TooMuch:
        return TooMuch(
            f"the answer has more than {self._limits.max_rows} rows", "ask for less with LIMIT"
        )


@lru_cache(maxsize=64)
def _told(media_type: str, generation: tuple[tuple[str, Any], ...], *, repeatable: bool) -> bytes:
    """Return the header of an answer; there are few."""
    header = {"status": 200, "media_type": media_type, "repeatable": repeatable}
    return frames.encode({**header, **dict(generation)})


def _none(_: bytes) -> int:
    return 0
