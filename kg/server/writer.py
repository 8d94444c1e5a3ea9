"""Hands updates to the one process that writes, one after the other, in the order they came."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.server import frames
from kg.server.child import Child, WorkerEnded
from kg.server.deadline import Deadline
from kg.server.limits import Busy, LimitPassed, Limits, Stopping, TooLong, TooMuchMemory
from kg.server.running import Running

_LOOK = 0.05
_NO_START = ("the process that writes cannot start", "see the server's log")


class Writer:
    """Makes changes of the store; each is a new generation before it is answered."""

    def __init__(
        self, root: Path, limits: Limits | None = None, *, running: Running | None = None
    ) -> None:
        self.limits = limits or Limits()
        self.running = running or Running()
        self.waiting = 0
        self._arguments = [str(root), json.dumps(asdict(self.limits))]
        self._turn = asyncio.Lock()  # hands over in the order of asking
        self._child: Child | None = None
        self._starting: asyncio.Task[None] | None = None
        self._stopping = False

    async def start(self) -> None:
        """Have the process ready."""
        async with self._turn:
            await self._ready()

    def break_off(self) -> None:
        """End the change that is under way, and make no other: nothing of it is kept."""
        self._stopping = True
        if self._child and self._turn.locked():
            self._child.kill(Stopping())

    async def stop(self) -> None:
        """End the process, when the change that is under way is done."""
        if self._starting:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        async with self._turn:
            if self._child:
                await self._child.stop()
                self._child = None

    async def write(self, task: Mapping[str, Any], body: bytes = b"") -> dict[str, Any]:
        """Make a change; return ``status``, ``generation`` and what the task tells, or a problem.

        Raises a LimitPassed where it took too long or too much; nothing is changed then.
        """
        if self.waiting >= self.limits.queue:
            raise Busy("too many updates wait", "try again in a moment")
        self.waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self.waiting -= 1
        try:
            if self._stopping:
                raise Stopping
            child = await self._ready()
            if self._stopping:  # since it was started
                raise Stopping
            return await self._write(child, task, body)
        finally:
            self._turn.release()
            if (
                self._child and not self._child.well and not self._stopping
            ):  # so that the next need not wait for it
                self._starting = asyncio.get_running_loop().create_task(self.start())

    async def _write(self, child: Child, task: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        looking = asyncio.get_running_loop().create_task(self._look(child))
        job = self.running.begin(task, child)
        try:
            child.send(frames.pack_json(frames.WHOLE, task, body))
            _, header, _ = await child.receive()
            answer: dict[str, Any] = json.loads(header)
        except LimitPassed as error:
            self.running.passed[error.limit] += 1
            raise
        except BaseException:
            child.kill()  # the client has gone, and will not learn what became of its update
            raise
        else:
            return answer
        finally:
            looking.cancel()
            self.running.end(job)

    async def _ready(self) -> Child:
        """Return the process; a new one where there is none any more."""
        if self._child and not self._child.well:
            await self._child.ended()
            self._child = None
        if self._child is None:
            try:
                child = await Child.start("kg.server.scribe", *self._arguments)
            except OSError as error:  # no more processes or descriptors, for now
                raise WorkerEnded(*_NO_START) from error
            try:
                if not await child.ready():
                    raise WorkerEnded(*_NO_START)  # noqa: TRY301 (as any other end)
            except BaseException:  # who asks the next one is not to read that this one is ready
                child.kill()
                await child.ended()
                raise
            self._child = child
        return self._child

    async def _look(self, child: Child) -> None:
        """End the process when what it does takes too long or too much."""
        deadline = Deadline(self.limits.timeout)
        most = self.limits.memory
        while not deadline.passed:
            if child.resident() > most:
                size = f"{most >> 20} MB"
                child.kill(TooMuchMemory(f"the update needs more than {size}", "make it smaller"))
                return
            await asyncio.sleep(_LOOK)
        seconds = f"{self.limits.timeout:g} s"
        child.kill(TooLong(f"the update took longer than {seconds}", "make it smaller"))
