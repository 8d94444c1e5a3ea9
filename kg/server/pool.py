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

    async def ask(self, task: Mapping[str, Any], packed: bytes = b"") -> Answer:
        """Yield the header of the answer, and then its header again with each chunk of its body.

        A short answer comes whole with its header. ``packed`` is the request as it is sent, where
        that is known.

        Raises a LimitPassed before the first, Broken after it. A worker whose answer was not read
        to the end is killed: nobody waits for it any more.
        """
        turn: _Turn | None = None
        try:
            packed = packed or frames.pack_request(task)
            turn = _Turn(self, await self._take(self._quick), task, packed)
            try:
                kind, data = await turn.child.receive()
            except _PutBack:
                turn.end()
                turn = _Turn(self, await self._take(self._slow), task, packed)
                kind, data = await turn.child.receive()
            header: dict[str, Any] = json.loads(data)
            turn.job.answering = True
            data = b""
            if "length" in header and (whole := turn.child.rest()) is not None:
                turn.whole = True
                turn.end()  # the worker is free for the next while this answer is sent
                kind = frames.END
                yield header, whole
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
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Child] = loop.create_future()
        queue.append(turn)
        self._hand_out()
        timer = loop.call_later(self.limits.patience, _give_up, turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if not turn.cancelled() and not turn.exception():
                self._give_back(turn.result(), whole=True)
            raise
        finally:
            timer.cancel()
            if turn in queue:
                queue.remove(turn)

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

    def __init__(self, pool: Pool, child: Child, task: Mapping[str, Any], packed: bytes) -> None:
        self.child = child
        self.job = pool.begin(child, task)
        self.whole = False
        self._pool = pool
        self._over = False
        self.deadline = Deadline(pool.limits.timeout, self._too_long)
        child.send(packed)

    def end(self) -> None:
        """Give the worker back; twice does nothing."""
        if not self._over:
            self._over = True
            self.deadline.stop()
            self._pool.end(self.job, whole=self.whole)

    def _too_long(self) -> None:
        seconds = self._pool.limits.timeout
        self.child.kill(TooLong(f"the query took longer than {seconds:g} s", "ask for less"))


def _give_up(turn: asyncio.Future[Child]) -> None:
    if not turn.done():
        turn.set_exception(Busy("every worker is at work", "try again in a moment"))


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
