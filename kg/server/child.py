"""A process that works for the server, at the other end of a socket.

The socket is one pair for both directions; how much may wait in it unread is bounded, so that a
client that reads slowly slows down the process rather than filling the memory of the server.
"""

import asyncio
import logging
import os
import socket
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

from kg.server import frames
from kg.server.limits import LimitPassed, TooMuchMemory

_LOG = logging.getLogger(__name__)
_AHEAD = 1 << 20  # bytes that may wait to be read
_BUFFER = 1 << 20
_GRACE = 2.0
_ABORTED, _NO_MEMORY = -6, 3  # how a process ends whose allocation fails: in Rust, in Python


# Engines free and allocate much that is small, and look into much that lies far apart: glibc keeps
# more of the small pieces for each thread, and takes large pages. Elsewhere nobody reads this.
_ALLOCATOR = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=2000:glibc.malloc.hugetlb=1"}


class WorkerEnded(LimitPassed):
    """The query ended the process that evaluated it."""

    limit = "depth"


class Child(asyncio.Protocol):
    """One process and the server's end of its socket."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._unpacker = frames.Unpacker()
        self._messages: deque[frames.Message] = deque()
        self._waiting = 0  # bytes
        self._paused = False
        self._wake: asyncio.Future[None] | None = None
        self._lost = False
        self._listener: Callable[[], None] | None = None
        self._transport: asyncio.Transport
        self._verdict: Exception | None = None

    @classmethod
    async def start(cls, module: str, *arguments: str) -> "Child":
        """Start ``python -m MODULE ARGUMENTS …``; it is usable after ``ready``."""
        ours, theirs = socket.socketpair()
        with theirs:
            for end in (ours, theirs):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
            try:
                process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    "-m",
                    module,
                    *arguments,
                    stdin=theirs.fileno(),
                    env={**_ALLOCATOR, **os.environ},
                    start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
                )
            except BaseException:
                ours.close()
                raise
        ours.setblocking(False)
        loop = asyncio.get_running_loop()
        try:
            _, child = await loop.create_unix_connection(lambda: cls(process), sock=ours)
        except BaseException:  # who wanted it does so no longer
            ours.close()
            process.kill()
            await process.wait()
            raise
        return child

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return not self._lost

    @property
    def well(self) -> bool:
        """Whether it can be asked again when it is done."""
        return not self._lost and self._verdict is None

    async def ready(self) -> bool:
        """Wait until it can work; False where it ended before."""
        try:
            return (await self.receive())[0] == frames.READY
        except WorkerEnded:
            return False

    def send(self, request: bytes) -> None:
        """Send the messages of a request."""
        self._transport.write(request)

    async def receive(self) -> frames.Message:
        """Return the next message; raise the verdict of ``kill``, or what its end tells."""
        while not self._messages or self._verdict:
            if self._verdict:
                raise self._verdict
            if self._lost:
                raise await self._reason()
            self._wake = asyncio.get_running_loop().create_future()
            await self._wake
        return self._taken()

    def listen(self, listener: Callable[[], None], *, later: bool = False) -> None:
        """Call ``listener``, once, when messages have come or none will come any more.

        ``later``: when others have come than those that are here.
        """
        self._listener = listener
        if not later:
            self._wake_up()

    def whole(self) -> tuple[bytes, bytes] | None:
        """Take header and body of the next answer if it comes whole; None where it does not."""
        if self._verdict or not self._messages or self._messages[0][0] != frames.WHOLE:
            return None
        _, header, body = self._taken()
        return header, body

    def promises(self) -> bool:
        """Tell whether the next answer may still come whole."""
        return self.well and not self._messages

    def _taken(self) -> frames.Message:
        message = self._messages.popleft()
        self._waiting -= len(message[2])
        if self._paused and self._waiting < _AHEAD:
            self._paused = False
            self._transport.resume_reading()
        return message

    def kill(self, verdict: Exception | None = None) -> None:
        """End the process at once; who waits for it hears the ``verdict``."""
        self._verdict = self._verdict or verdict
        self._lost = True
        if self._process.returncode is None:
            self._process.kill()
        self._transport.abort()
        self._wake_up()

    async def stop(self) -> None:
        """Let the process end by itself; kill it when it does not."""
        self._transport.close()
        try:
            async with asyncio.timeout(_GRACE):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()

    async def ended(self) -> None:
        """Wait until the process is gone."""
        await self._process.wait()

    def resident(self) -> int:
        """Return the bytes of memory that it holds; 0 where that is not known."""
        try:
            fields = Path(f"/proc/{self.pid}/statm").read_bytes().split()
        except OSError:
            return 0
        return int(fields[1]) * _PAGE

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the socket."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Take messages; stop reading where too many wait."""
        for message in self._unpacker.feed(data):
            self._messages.append(message)
            self._waiting += len(message[2])
        if self._waiting > _AHEAD:
            self._paused = True
            self._transport.pause_reading()
        self._wake_up()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (asyncio's signature)
        """Remember that nothing more will come."""
        self._lost = True
        self._wake_up()

    def _wake_up(self) -> None:
        if self._listener and (self._messages or self._verdict or self._lost):
            listener, self._listener = self._listener, None
            try:
                listener()
            except Exception:  # noqa: BLE001 (what goes wrong with a client ends no worker)
                _LOG.exception("an answer could not be passed on")
        if self._wake and not self._wake.done():
            self._wake.set_result(None)

    async def _reason(self) -> Exception:
        """Return what the end of the process tells about the request."""
        code = await self._process.wait()
        if code in (_ABORTED, _NO_MEMORY):
            return TooMuchMemory("the query needs too much memory", "make it smaller")
        return WorkerEnded("the query ended the process that evaluated it", "make it simpler")


_PAGE = os.sysconf("SC_PAGESIZE")
