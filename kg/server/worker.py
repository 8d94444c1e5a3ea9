"""The process that evaluates: one generation open, one request at a time.

The engine cannot be interrupted, can be made to take all memory, and its stack can overflow. So it
runs here, behind a memory wall, where the worst that a request can do is to end this process; the
server starts another one. It is started as ``python -m kg.server.worker STORE LIMITS`` (JSON), with
the socket to the server as its standard input.
"""

import json
import logging
import os
import select
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import KgError
from kg.graph import generations
from kg.graph.generations import Snapshot
from kg.server import frames
from kg.server.answers import ANSWERS
from kg.server.collection import collect_seldom
from kg.server.confinement import without_network
from kg.server.limits import Limits
from kg.server.problems import problem
from kg.server.reply import Reply

_SHORT = 4096  # bytes of a task that is remembered
_HELD = 32 * 1024  # bytes of answers from which on they are sent,
_TOGETHER = 4  # and how many: the server passes these on while the next are found
GRACE = 1.0  # seconds to end by itself
NO_MEMORY = 3  # exit code
# What the engine and the allocator reserve without using it.
_RESERVED = 1 << 30

_LOG = logging.getLogger(__name__)
Handler = Callable[[Mapping[str, Any], bytes, BinaryIO], None]


class Unforeseen(KgError):
    """A fault of the server."""

    status = 500


class Worker:
    """Answers requests from the current generation of a store."""

    def __init__(self, root: Path, limits: Limits | None = None) -> None:
        self._root = root
        self._limits = limits or Limits()
        self._seen = generations.stamp(root)
        self._snapshot: Snapshot = generations.open_current(root)
        self._shown = _shown(self._snapshot)
        self._unreadable: KgError | None = None  # why the current generation cannot be read

    def answer(self, task: Mapping[str, Any], body: bytes, output: BinaryIO) -> None:  # noqa: ARG002 (readers have none)
        """Answer one request on ``output``."""
        reply = Reply(output, self._shown, self._limits)
        if self._unreadable:
            reply.fail(problem(self._unreadable))
            return
        try:
            ANSWERS[task["task"]](self._snapshot.store, task, reply)
            reply.finish()
        except KgError as error:
            reply.fail(problem(error))
        except (BrokenPipeError, ConnectionResetError, MemoryError):
            raise  # the server has gone, or this process must
        except Exception:  # noqa: BLE001 (the next request is not to suffer from it)
            _LOG.exception("a request could not be answered")
            reply.fail(problem(Unforeseen("the server made a mistake", "tell who runs it")))

    def refresh(self) -> None:
        """Take the generation that is current now."""
        stamp = generations.stamp(self._root)
        if stamp == self._seen:
            self._unreadable = None
            return
        try:
            fresh = generations.open_current(self._root)
        except KgError as error:  # told to who asks
            self._unreadable = error
            return
        self._snapshot.close()
        self._snapshot, self._seen, self._shown = fresh, stamp, _shown(fresh)
        self._unreadable = None


def _shown(snapshot: Snapshot) -> dict[str, Any]:
    return {"generation": snapshot.generation.number, "tag": snapshot.generation.tag}


def limit_memory(size: int) -> None:
    """Let an allocation of ``size`` bytes more than now end this process, where that can be."""
    import resource

    with suppress(OSError):  # no procfs: no wall
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
        wall = pages * os.sysconf("SC_PAGESIZE") + size + _RESERVED
        resource.setrlimit(resource.RLIMIT_AS, (wall, wall))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(
    handler: Handler, memory: int, *, refresh: Callable[[], None] = lambda: None, together: int = 1
) -> None:
    """Answer the requests that come on standard input until it closes.

    ``refresh`` is called when some have come, before the first of them is answered. So many
    answers are sent ``together`` where more requests are here.
    """
    # A stray print goes to standard error: the socket is for messages only.
    os.dup2(2, 1)
    limit_memory(memory)
    threading.Thread(target=_end_when_alone, daemon=True).start()
    collect_seldom()
    try:
        with suppress(BrokenPipeError, ConnectionResetError):  # the server has gone
            _listen(handler, refresh, together)
    except MemoryError:
        os._exit(NO_MEMORY)


def _listen(handler: Handler, refresh: Callable[[], None], together: int) -> None:
    with open(0, "rb", buffering=0) as stream, open(0, "wb", buffering=0, closefd=False) as output:
        output.write(frames.pack(frames.READY))
        whole = _Whole(output, together)
        for messages in frames.read(stream):
            refresh()
            for _, header, body in messages:
                task = _known(header) if len(header) <= _SHORT else json.loads(header)
                handler(task, body, whole)  # type: ignore[arg-type]  # needs only write
            whole.send()


@lru_cache(maxsize=256)
def _known(header: bytes) -> Mapping[str, Any]:
    """Return the task of a request; many are the same."""
    task: Mapping[str, Any] = json.loads(header)
    return task


class _Whole:
    """A raw stream that writes all it is given, what is short not before it must."""

    def __init__(self, stream: Any, together: int) -> None:  # noqa: ANN401 (a raw file)
        self._stream = stream
        self._together = together
        self._held: list[bytes] = []
        self._size = self._whole = 0  # bytes, and answers

    def write(self, data: bytes) -> int:
        self._held.append(data)
        self._size += len(data)
        if self._size > _HELD:
            self.send()
        return len(data)

    def send(self) -> None:
        """Write what is held back."""
        view = memoryview(b"".join(self._held))
        self._held.clear()
        self._size = self._whole = 0
        while view:
            view = view[self._stream.write(view) :]

    def flush(self) -> None:
        """Take note that an answer is whole; so many are sent together."""
        self._whole += 1
        if self._whole >= self._together:
            self.send()


def _end_when_alone() -> None:
    """End, even within a query, when the server has gone."""
    poll = select.poll()
    poll.register(0, 0)  # nothing but its end
    poll.poll()
    time.sleep(GRACE)
    os._exit(0)


def main(arguments: list[str]) -> None:
    """Answer queries of a store."""
    root, limits = Path(arguments[0]), Limits(**json.loads(arguments[1]))
    if not limits.network:
        without_network()
    worker = Worker(root, limits)
    run(worker.answer, limits.memory, refresh=worker.refresh, together=_TOGETHER)


if __name__ == "__main__":
    main(sys.argv[1:])
