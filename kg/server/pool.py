"""A few worker processes, each answering one request at a time, killed when one takes too long."""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.server import frames

# A reader may take its time, but not hold a worker for ever.
_WALL = 20
_GRACE = 2.0


class Busy(KgError):
    """Every worker is at work."""

    status = 503


class TooLong(KgError):
    """The query takes too long."""

    status = 503


class WorkerEnded(KgError):
    """The query ended the process that evaluated it."""

    status = 503


class Broken(Exception):
    """An answer cannot be completed after its beginning was sent: break the connection."""


class _Worker:
    """The server's end of one worker process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def send(self, request: Mapping[str, Any]) -> None:
        assert self._process.stdin  # noqa: S101 (it is a pipe)
        self._process.stdin.write(frames.pack_json(frames.HEADER, request))
        await self._process.stdin.drain()

    async def receive(self) -> tuple[bytes, bytes]:
        """Return the next message; WorkerEnded where the process is no more."""
        assert self._process.stdout  # noqa: S101 (it is a pipe)
        try:
            head = await self._process.stdout.readexactly(frames.HEAD_SIZE)
            kind, length = frames.unpack_head(head)
            return kind, await self._process.stdout.readexactly(length)
        except (asyncio.IncompleteReadError, OSError):
            raise WorkerEnded(
                "the query needs too much memory or nests too deep", "make it smaller"
            ) from None

    def kill(self) -> None:
        if self.alive:
            self._process.kill()

    async def stop(self) -> None:
        """Let the process end by itself; kill it when it does not."""
        assert self._process.stdin  # noqa: S101 (it is a pipe)
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_GRACE):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()

    async def ended(self) -> None:
        await self._process.wait()


class Pool:
    """Starts workers, hands them requests, replaces those that end.

    ``timeout`` is the time in seconds that a worker may take, not counting the client's reading;
    ``patience`` how long a request waits for a free worker.
    """

    def __init__(
        self,
        root: Path,
        *,
        size: int = 2,
        timeout: float = 30.0,
        patience: float = 5.0,
        megabytes: int = 2048,
    ) -> None:
        self._arguments = [str(root), str(megabytes)]
        self._size = size
        self._timeout = timeout
        self._patience = patience
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the workers."""
        await asyncio.gather(*(self._start_one() for _ in range(self._size)))

    async def stop(self) -> None:
        """End the workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(worker.stop() for worker in self._all))

    async def ask(
        self, request: Mapping[str, Any]
    ) -> AsyncGenerator[tuple[dict[str, Any], bytes], None]:
        """Yield the header of the answer, and then its header again with each chunk of its body.

        Raises Busy, TooLong or WorkerEnded before the first, Broken after it. A worker whose
        answer was not read to the end is killed: nobody waits for it any more.
        """
        worker = await self._take()
        whole = False
        wall = asyncio.get_running_loop().call_later(_WALL * self._timeout, worker.kill)
        header: dict[str, Any] = {}
        left = self._timeout
        loop = asyncio.get_running_loop()
        try:
            await worker.send(request)
            while True:
                since = loop.time()
                kind, body = await self._receive(worker, left, started=bool(header))
                left -= loop.time() - since
                if kind == frames.END:
                    break
                if kind == frames.FAILURE:
                    raise Broken(body.decode())
                if kind == frames.HEADER:
                    header = json.loads(body)
                    body = b""
                yield header, body
            whole = True
        finally:
            wall.cancel()
            self._give_back(worker, whole=whole)

    async def _receive(self, worker: _Worker, left: float, *, started: bool) -> tuple[bytes, bytes]:
        try:
            async with asyncio.timeout(max(left, 0)):
                return await worker.receive()
        except TimeoutError:
            error: KgError = TooLong(f"the query took longer than {self._timeout:g} s")
        except WorkerEnded as ended:
            error = ended
        if started:
            raise Broken(str(error))
        raise error

    async def _take(self) -> _Worker:
        try:
            async with asyncio.timeout(self._patience):
                while True:
                    worker = await self._idle.get()
                    if worker.alive:
                        return worker
                    self._give_back(worker, whole=False)
        except TimeoutError:
            raise Busy("every worker is at work", "try again in a moment") from None

    def _give_back(self, worker: _Worker, *, whole: bool) -> None:
        if whole and worker.alive:
            self._idle.put_nowait(worker)
            return
        worker.kill()
        task = asyncio.get_running_loop().create_task(self._replace(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replace(self, worker: _Worker) -> None:
        await worker.ended()
        self._all.discard(worker)
        await self._start_one()

    async def _start_one(self) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kg.server.worker",
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
        )
        worker = _Worker(process)
        self._all.add(worker)
        self._idle.put_nowait(worker)
