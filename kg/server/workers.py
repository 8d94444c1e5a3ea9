"""The processes that evaluate, and the line of those who wait for one.

Two lines: who is in the slow one gets a worker only where another one stays free. A worker that
itself waits, for a client that reads slowly, may be set aside: it is not counted then, and another
process takes its place.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Sequence
from time import monotonic
from typing import Any

from kg.server.child import Child
from kg.server.limits import Busy, LimitPassed, Stopping

_LOG = logging.getLogger(__name__)
_SPARE = 1  # kept ready, so that nobody waits for the one that takes the place of a killed one
_AGAIN = 1.0  # seconds until a worker that does not start is started again


class Waiter:
    """One who waits: ``took`` is called with a worker, or ``failed`` with what went wrong.

    ``join`` lets him share the worker of another one, if he may.
    """

    __slots__ = ("failed", "join", "took", "until")

    def __init__(
        self,
        took: Callable[[Child], None],
        failed: Callable[[LimitPassed], None],
        until: float,
        join: Callable[[Any], None] | None,
    ) -> None:
        self.took = took
        self.failed = failed
        self.until = until
        self.join = join


class Workers:
    """Starts ``size`` processes and one more, shares them out, replaces those that end.

    As many as ``size`` may be set aside. ``queue`` requests may wait, each for ``patience``
    seconds.
    """

    def __init__(self, arguments: Sequence[str], size: int, *, queue: int, patience: float) -> None:
        self.size = size
        self.busy = 0
        self.all: set[Child] = set()
        self._arguments = arguments
        self._most = queue
        self._patience = patience
        self._idle: list[Child] = []
        self._aside: set[Child] = set()
        self._line: deque[Waiter] = deque()
        self._slow: deque[Waiter] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._soon = False  # whether the free workers will be handed out in a moment

    @property
    def waiting(self) -> int:
        """How many wait for a worker."""
        return len(self._line) + len(self._slow)

    @property
    def wanted(self) -> bool:
        """Whether somebody waits who would take any worker."""
        return bool(self._line)

    async def start(self) -> None:
        """Start the processes."""
        await asyncio.gather(*(self._start_one() for _ in range(self.size + _SPARE)))

    async def stop(self) -> None:
        """End the processes."""
        self.refuse()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(child.stop() for child in self.all))

    def refuse(self) -> None:
        """Let nobody wait any longer, and start no process any more."""
        self._stopping = True
        for line in (self._line, self._slow):
            while line:
                line.popleft().failed(Stopping())

    def take(
        self,
        took: Callable[[Child], None],
        failed: Callable[[LimitPassed], None],
        *,
        slow: bool = False,
        first: bool = False,
        join: Callable[[Any], None] | None = None,
    ) -> Waiter | None:
        """Call ``took`` with a worker: at once (None), or when it is the turn of the waiter.

        Raises Busy where too many wait already; ``failed`` gets it where it takes too long, or
        Stopping. Who had a worker before comes ``first``, however many wait. ``join`` is that of a
        Waiter.
        """
        if self._stopping:
            failed(Stopping())
            return None
        at_once = first or not (slow or join or self._line)
        if at_once and (child := self._free(self.size)):
            took(child)
            return None
        free = self._idle and self.busy < self.size
        if self.waiting >= self._most and not first and not free:
            raise Busy("too many requests wait", "try again in a moment")
        waiter = Waiter(took, failed, monotonic() + self._patience, join)
        if first:
            self._line.appendleft(waiter)
            return waiter  # there is no free worker
        (self._slow if slow else self._line).append(waiter)
        if join is None:
            self._hand_out()
        elif not self._soon:  # first see whether more of his kind have come
            self._soon = True
            asyncio.get_running_loop().call_soon(self._hand_out_now)
        return waiter

    async def taken(self, *, slow: bool = False) -> Child:
        """Return a worker when one is free; raises Busy where that takes too long, or Stopping."""
        future: asyncio.Future[Child] = asyncio.get_running_loop().create_future()

        def took(child: Child) -> None:
            if future.done():  # cancelled: it does not know of it yet
                self.give_back(child, whole=True)
            else:
                future.set_result(child)

        def failed(error: LimitPassed) -> None:
            if not future.done():
                future.set_exception(error)

        waiter = self.take(took, failed, slow=slow)
        try:
            return await future
        except asyncio.CancelledError:
            if future.cancelled() or future.exception():
                self.forget(waiter)
            else:
                self.give_back(future.result(), whole=True)
            raise

    def joining(self, most: int) -> Iterator[Callable[[Any], None]]:
        """Take those out of the line who are next and may share a worker, ``most`` of them.

        They leave the other free workers their part.
        """
        line = self._line
        most = min(most, len(line) // (self.size - self.busy + 1))
        while most and line and (join := line[0].join):
            line.popleft()
            most -= 1
            yield join

    def forget(self, waiter: Waiter | None) -> None:
        """Let one wait no longer; twice does nothing."""
        for line in (self._line, self._slow):
            if waiter and waiter in line:
                line.remove(waiter)

    def set_aside(self, child: Child) -> bool:
        """Count a worker no longer, so that another one may work; False where too many are."""
        if len(self._aside) >= self.size:
            return False
        self._aside.add(child)
        self.busy -= 1
        self._later(self._start_one())
        self._hand_out()
        return True

    def is_aside(self, child: Child) -> bool:
        """Tell whether a worker is not counted."""
        return child in self._aside

    def give_back(self, child: Child, *, whole: bool) -> None:
        """Take a worker back; one whose answer was not read to its end makes room for another."""
        if child in self._aside:
            self._aside.discard(child)
        else:
            self.busy -= 1
        if not whole or not child.alive:
            child.kill()
            self._later(self._replace(child))
        elif len(self.all) > self._wanted:
            self._later(self._dismiss(child))
        else:
            self._idle.append(child)
        self._hand_out()

    def replace_dead(self) -> None:
        """Replace those that ended while they had nothing to do."""
        for child in [child for child in self._idle if not child.alive]:
            self._idle.remove(child)
            self._later(self._replace(child))

    def lose_patience(self) -> None:
        """Tell those who have waited too long."""
        now = monotonic()
        for line in (self._line, self._slow):
            while line and line[0].until < now:
                line.popleft().failed(Busy("every worker is at work", "try again in a moment"))

    @property
    def _wanted(self) -> int:
        """How many processes there should be."""
        return self.size + _SPARE + len(self._aside)

    def _free(self, most: int) -> Child | None:
        """Return an idle worker, counted as busy, unless ``most`` are busy already."""
        if self.busy >= most:
            return None
        self.replace_dead()
        if not self._idle:
            return None
        self.busy += 1
        return self._idle.pop()

    def _hand_out_now(self) -> None:
        self._soon = False
        self._hand_out()

    def _hand_out(self) -> None:
        """Give the free workers to those who wait, the quick ones first."""
        for line, most in ((self._line, self.size), (self._slow, max(self.size - 1, 1))):
            while line and (child := self._free(most)):
                line.popleft().took(child)

    async def _replace(self, child: Child) -> None:
        await child.ended()
        self.all.discard(child)
        await self._start_one()

    async def _dismiss(self, child: Child) -> None:
        await child.stop()
        self.all.discard(child)

    async def _start_one(self) -> None:
        while not self._stopping and len(self.all) < self._wanted:
            child = None
            try:
                child = await Child.start("kg.server.worker", *self._arguments)
                self.all.add(child)
                if await child.ready():
                    self._idle.append(child)
                    self._hand_out()
                    return
            except OSError as error:  # no more processes or descriptors, for now
                _LOG.warning("a worker cannot be started: %s", error)
            if child:
                self.all.discard(child)
            await asyncio.sleep(_AGAIN)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
