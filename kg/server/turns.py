"""What one worker does for those who asked: one task, or a few quick ones one after the other."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Any, NamedTuple

from kg.server.child import Child
from kg.server.deadline import Deadline
from kg.server.running import Job, Running

_FAREWELL = 0.1  # seconds for what nobody waits for: to start another process takes longer


class PutBack(Exception):
    """What a worker does must make room, and begin anew."""


class Work(NamedTuple):
    """A task, and the same as it is sent."""

    task: Mapping[str, Any]
    packed: bytes


class Turn:
    """A worker, for a time; ``over`` is called with it, and whether all was read, at its end."""

    __slots__ = ("_jobs", "_over", "_running", "_works", "child", "deadline")

    def __init__(
        self,
        child: Child,
        works: Sequence[Work],
        running: Running,
        deadline: Deadline,
        over: Callable[["Turn", bool], None],
    ) -> None:
        self.child = child
        self.deadline = deadline
        self._running = running
        self._works = deque(works)
        self._jobs: deque[Job] = deque([running.begin(work.task, child) for work in works])
        self._over: Callable[[Turn, bool], None] | None = over
        child.send(b"".join([work.packed for work in works]))

    @property
    def work(self) -> Work:
        """What the worker is doing."""
        return self._works[0]

    @property
    def job(self) -> Job:
        """The same, as an operator sees it."""
        return self._jobs[0]

    @property
    def jobs(self) -> Sequence[Job]:
        """This one, and those that come after it."""
        return self._jobs

    @property
    def shared(self) -> bool:
        """Whether somebody waits for the worker to do something else first."""
        return len(self._works) > 1

    def done(self) -> float:
        """Go on to the next task; return how many seconds this one took."""
        self._works.popleft()
        job = self._jobs.popleft()
        self._running.end(job)
        if self._jobs:
            self.job.since = monotonic()
        return job.seconds

    def end(self, *, whole: bool = False) -> None:
        """Give the worker back; twice does nothing."""
        if self._over:
            over, self._over = self._over, None
            while self._jobs:
                self._running.end(self._jobs.popleft())
            over(self, whole)

    def abandon(self) -> None:
        """Let go of a worker whose answer nobody waits for: what ends soon need not be killed."""
        if self._over is None:
            return
        if self.job.answering or not self.child.well:
            self.end()
            return
        self.child.listen(self._farewell)
        asyncio.get_running_loop().call_later(_FAREWELL, self.end)

    def _farewell(self) -> None:
        while self._works and self.child.whole():
            self.done()
        if self._works and self.child.promises():
            self.child.listen(self._farewell, later=True)
        else:
            self.end(whole=not self._works)
