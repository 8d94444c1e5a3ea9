"""The process that evaluates: one generation open, one request at a time.

The engine cannot be interrupted, can be made to take all memory, and its stack can overflow. So it
runs here, behind a memory wall, where the worst that a request can do is to end this process; the
server starts another one. It is started as ``python -m kg.server.worker STORE MEGABYTES``.
"""

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import KgError
from kg.graph import generations
from kg.graph.generations import Snapshot
from kg.server import frames
from kg.server.answers import ANSWERS
from kg.server.problems import problem

CHUNK = 64 * 1024
GRACE = 1.0  # seconds to end by itself


class Reply:
    """A file to write an answer into; holds the header back until the first chunk is full.

    A failure before that is a clean error with a status of its own.
    """

    def __init__(self, output: BinaryIO, generation: int) -> None:
        self._output = output
        self._generation = generation
        self._buffer = bytearray()
        self.media_type = ""
        self.started = False

    def write(self, data: bytes) -> int:
        """Take bytes of the answer."""
        self._buffer += data
        if len(self._buffer) >= CHUNK:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Do nothing: chunks are sent when they are full."""

    def finish(self) -> None:
        """Send what is left, and the end."""
        self._send()
        self._output.write(frames.pack(frames.END))
        self._output.flush()

    def fail(self, problem: Mapping[str, Any]) -> None:
        """Send a problem: as the header, or as a break where the header is out already."""
        kinds = [frames.FAILURE] if self.started else [frames.HEADER, frames.END]
        for kind in kinds:
            self._output.write(frames.pack_json(kind, problem))
        self._output.flush()

    def _send(self) -> None:
        if not self.started:
            self.started = True
            header = {
                "status": 200,
                "media_type": self.media_type,
                "generation": self._generation,
            }
            self._output.write(frames.pack_json(frames.HEADER, header))
        if self._buffer:
            self._output.write(frames.pack(frames.DATA, bytes(self._buffer)))
            self._buffer.clear()
        self._output.flush()


class Worker:
    """Answers requests from the current generation of a store."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._snapshot: Snapshot = generations.open_current(root)

    def answer(self, request: Mapping[str, Any], output: BinaryIO) -> None:
        """Answer one request on ``output``."""
        reply = Reply(output, self._snapshot.generation.number)
        try:
            self._refresh()
            reply = Reply(output, self._snapshot.generation.number)
            ANSWERS[request["task"]](self._snapshot.store, request, reply)
            reply.finish()
        except KgError as error:
            reply.fail(problem(error))

    def _refresh(self) -> None:
        """Take the generation that is current now."""
        if generations.current(self._root) != self._snapshot.generation:
            fresh = generations.open_current(self._root)
            self._snapshot.close()
            self._snapshot = fresh


def limit_memory(megabytes: int) -> None:
    """Let an allocation beyond the limit end this process, where the platform can."""
    try:
        import resource
    except ImportError:  # not a Unix
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> None:
    """Answer requests from standard input until it closes."""
    root, megabytes = arguments
    # Frames have the real standard output to themselves; a stray print goes to standard error.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(int(megabytes))
    worker = Worker(Path(root))
    requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=[requests], daemon=True).start()
    while (request := requests.get()) is not None:
        worker.answer(json.loads(request), output)


def _listen(requests: "queue.SimpleQueue[bytes | None]") -> None:
    """Pass requests on; when the server has gone, end, even within a query."""
    # Unbuffered: a thread that holds the lock of a buffer hinders the end of the process.
    with open(0, "rb", buffering=0, closefd=False) as stream:
        while (message := frames.read(stream)) is not None:
            requests.put(message[1])
    requests.put(None)
    time.sleep(GRACE)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
