"""A few worker processes, each answering one request at a time, killed when one takes too long.

One process more than may be at work is kept ready, so that the next request need not wait for the
one that takes the place of a killed one.

Endless queries cannot starve quick ones: the one that holds the last free worker is on trial. If it
is not quick and others wait, it is put back, and begins anew where a worker stays free beside it.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator, Coroutine, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from kg.server import frames
from kg.server.child import Child, WorkerEnded
from kg.server.deadline import Deadline
from kg.server.limits import Busy, LimitPassed, Limits, TooLong, TooMuchMemory
from kg.server.running import Job, Running

__all__ = ["Broken", "Busy", "Pool", "TooLong", "WorkerEnded"]

_SPARE = 1
_TRIAL = 0.25  # seconds that a quick query takes at most
_LOOK = 0.05  # seconds between two looks at what the workers do
_AGAIN = 1.0  # seconds until a worker that does not start is started again

Answer = AsyncGenerator[tuple[dict[str, Any], bytes], None]


class Broken(Exception):
    """An answer cannot be completed after its beginning was sent: break the connection.

    ``limit`` names the limit that was passed, if one was.
    """

    def __init__(self, message: str, limit: str = "") -> None:
        super().__init__(message)
        self.limit = limit


class _PutBack(Exception):
    """The request must make room and begin anew."""


class Pool:
    """Starts workers, hands them requests, replaces those that end."""

    def __init__(
        self,
        root: Path,
        limits: Limits | None = None,
        *,
        size: int = 2,
        running: Running | None = None,
    ) -> None:
        self.root = root
        self.limits = limits or Limits()
        self.size = size
        self.running = running or Running()
        self.busy = 0
        self._arguments = [str(root), json.dumps(asdict(self.limits))]
        self._idle: list[Child] = []
        self._all: set[Child] = set()
        self._quick: deque[asyncio.Future[Child]] = deque()  # those who wait for any worker
        self._slow: deque[asyncio.Future[Child]] = deque()  # those who leave one free
        self._trial: Job | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    @property
    def waiting(self) -> int:
        """How many requests wait for a worker."""
        return len(self._quick) + len(self._slow)

    @property
    def workers(self) -> int:
        """How many processes there are."""
        return len(self._all)

    async def start(self) -> None:
        """Start the workers."""
        await asyncio.gather(*(self._start_one() for _ in range(self.size + _SPARE)))
        self._later(self._look())

    async def stop(self) -> None:
        """End the workers."""
        self._stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(child.stop() for child in self._all))

    async def ask(self, task: Mapping[str, Any], body: bytes = b"") -> Answer:
        """Yield the header of the answer, and then its header again with each chunk of its body.

        Raises a LimitPassed before the first, Broken after it. A worker whose answer was not read
        to the end is killed: nobody waits for it any more.
        """
        turn: _Turn | None = None
        try:
            turn = _Turn(self, await self._take(self._quick), task, body)
            try:
                kind, data = await turn.child.receive()
            except _PutBack:
                turn.end()
                turn = _Turn(self, await self._take(self._slow), task, body)
                kind, data = await turn.child.receive()
            header: dict[str, Any] = json.loads(data)
            turn.job.answering = True
            data = b""
            while kind != frames.END:
                turn.deadline.pause()
                yield header, data
                turn.deadline.go_on()
                kind, data = await _rest(turn.child)
            turn.whole = True
        except (LimitPassed, Broken) as error:
            self.running.passed[error.limit] += 1
            raise
        finally:
            if turn is not None:
                turn.end()

    def begin(self, child: Child, task: Mapping[str, Any]) -> Job:
        """Note that a child begins with a task."""
        job = self.running.begin(task, child)
        if self.busy == self.size > 1:
            self._trial = job
        return job

    def end(self, job: Job, *, whole: bool) -> None:
        """Take the child of a job back; a ``whole`` answer was read to its end."""
        self.running.end(job)
        self._trial = None
        self._give_back(job.child, whole=whole)

    async def _take(self, queue: deque[asyncio.Future[Child]]) -> Child:
        """Return a worker; wait in the queue for it where none is free."""
        if queue is self._quick and not queue and (child := self._free(self.size)):
            return child
        if self.waiting >= self.limits.queue:
            raise Busy("too many requests wait", "try again in a moment")
        turn: asyncio.Future[Child] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self._hand_out()
        try:
            await asyncio.wait([turn], timeout=self.limits.patience)
            if turn.done():
                return turn.result()
        except asyncio.CancelledError:
            if turn.done():
                self._give_back(turn.result(), whole=True)
            raise
        finally:
            if not turn.done():
                turn.cancel()
                queue.remove(turn)
        raise Busy("every worker is at work", "try again in a moment")

    def _free(self, most: int) -> Child | None:
        """Return an idle worker, counted as busy, unless ``most`` are busy already."""
        while self.busy < most and self._idle:
            child = self._idle.pop()
            if child.alive:
                self.busy += 1
                return child
        return None

    def _hand_out(self) -> None:
        """Give the free workers to those who wait, the quick ones first."""
        for queue, most in ((self._quick, self.size), (self._slow, max(self.size - 1, 1))):
            while queue:
                if queue[0].done():
                    queue.popleft()
                elif child := self._free(most):
                    queue.popleft().set_result(child)
                else:
                    break

    def _give_back(self, child: Child, *, whole: bool) -> None:
        self.busy -= 1
        if whole and child.alive:
            self._idle.append(child)
        else:
            child.kill()
            self._later(self._replace(child))
        self._hand_out()

    async def _replace(self, child: Child) -> None:
        await child.ended()
        self._all.discard(child)
        await self._start_one()

    async def _start_one(self) -> None:
        while not self._stopping:
            child = await Child.start("kg.server.worker", *self._arguments)
            self._all.add(child)
            if await child.ready():
                self._idle.append(child)
                self._hand_out()
                return
            self._all.discard(child)
            await asyncio.sleep(_AGAIN)

    async def _look(self) -> None:
        """Look at the workers again and again."""
        while True:
            await asyncio.sleep(_LOOK)
            self._look_at_memory()
            self._look_at_trial()

    def _look_at_memory(self) -> None:
        """End those whose resident memory is over the limit: the wall around them is coarse."""
        most = self.limits.memory
        for job in self.running.jobs():
            if job.child.resident() > most:
                error = TooMuchMemory(f"the query needs more than {most >> 20} MB", "ask for less")
                job.child.kill(error)

    def _look_at_trial(self) -> None:
        """Put back the one that has not been quick while others wait."""
        job = self._trial
        if job and self._quick and not job.answering and job.seconds > _TRIAL:
            self._trial = None
            job.child.kill(_PutBack())

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _Turn:
    """What one request has of the pool: a worker, for a time."""

    def __init__(self, pool: Pool, child: Child, task: Mapping[str, Any], body: bytes) -> None:
        self.child = child
        self.job = pool.begin(child, task)
        self.whole = False
        self._pool = pool
        self._over = False
        seconds = pool.limits.timeout
        error = TooLong(f"the query took longer than {seconds:g} s", "ask for less")
        self.deadline = Deadline(seconds, partial(child.kill, error))
        child.send(task, body)

    def end(self) -> None:
        """Give the worker back; twice does nothing."""
        if not self._over:
            self._over = True
            self.deadline.stop()
            self._pool.end(self.job, whole=self.whole)


async def _rest(child: Child) -> tuple[bytes, bytes]:
    """Return the next message of an answer that was begun; Broken where there is none."""
    try:
        kind, data = await child.receive()
    except LimitPassed as error:
        raise Broken(str(error), error.limit) from None
    if kind == frames.FAILURE:
        problem = json.loads(data)
        raise Broken(problem["detail"], problem.get("limit", ""))
    return kind, data
