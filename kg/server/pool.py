"""A few worker processes, each answering one request at a time, killed when one takes too long.

Endless queries cannot starve quick ones: the one that holds the last free worker is on trial. If it
is not quick and others wait, it is put back, and begins anew where a worker stays free beside it.
Nor can clients who read slowly: while others wait, the worker of such a one is set aside, and when
too many are, the answer that has waited for its client for longest is broken off.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.server import frames
from kg.server.child import Child, WorkerEnded
from kg.server.deadline import Deadline
from kg.server.limits import Busy, LimitPassed, Limits, TooLong, TooMuchMemory, TooSlow
from kg.server.running import Running
from kg.server.workers import Workers

__all__ = ["Broken", "Busy", "Pool", "TooLong", "WorkerEnded"]

_LOG = logging.getLogger(__name__)
_TRIAL = 0.25  # seconds that a quick query takes at most
_STANDING = 1.0  # seconds that a worker waits for its client before others come first
_LOOK = 0.05  # seconds between two looks at what the workers do
_FAREWELL = 0.1  # seconds for what nobody waits for: to start another process takes longer

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
    """Hands requests to workers, and looks after what they do."""

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
        self.running = running or Running()
        self.workers = Workers(
            [str(root), json.dumps(asdict(self.limits))],
            size,
            queue=self.limits.queue,
            patience=self.limits.patience,
        )
        self._turns: set[Turn] = set()
        self._trial: Turn | None = None
        self._looking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the workers."""
        await self.workers.start()
        self._looking = asyncio.get_running_loop().create_task(self._look())

    async def stop(self) -> None:
        """End the workers."""
        if self._looking:
            self._looking.cancel()
        await self.workers.stop()

    def ask(self, task: Mapping[str, Any]) -> Answer:
        """Yield the header of the answer, and then its header again with each chunk of its body.

        A short answer comes whole with its header.

        Raises a LimitPassed before the first, Broken after it. A worker whose answer was not read
        to the end is killed, unless it ends soon: nobody waits for it any more.
        """
        return self._answer(task, frames.pack_request(task), None)

    def ask_briefly(
        self,
        task: Mapping[str, Any],
        packed: bytes,
        answered: Callable[[bytes, bytes], None],
        begun: Callable[[Answer], None],
    ) -> "Brief":
        """Call ``answered`` with header and body of an answer that comes in one piece.

        ``begun`` is called with one that does not, as ``ask`` returns it. ``packed`` is the request
        as it is sent.
        """
        return Brief(self, task, packed, answered, begun)

    def begin(self, child: Child, task: Mapping[str, Any], packed: bytes) -> "Turn":
        """Let a child begin with a task."""
        turn = Turn(self, child, task, packed)
        self._turns.add(turn)
        if self.workers.busy == self.workers.size > 1:
            self._trial = turn
        return turn

    def end(self, turn: "Turn", *, whole: bool) -> None:
        """Take the child of a turn back; a ``whole`` answer was read to its end."""
        self._turns.discard(turn)
        if not self.workers.is_aside(turn.child):  # else no place becomes free
            self._trial = None
        self.running.end(turn.job)
        self.workers.give_back(turn.child, whole=whole)

    def resume(self, turn: "Turn") -> Answer:
        """Return the answer of a turn that has begun, as ``ask`` does."""
        return self._answer(turn.task, turn.packed, turn)

    async def _answer(self, task: Mapping[str, Any], packed: bytes, turn: "Turn | None") -> Answer:
        try:
            turn = turn or self.begin(await self.workers.taken(), task, packed)
            try:
                kind, data = await turn.child.receive()
            except _PutBack:
                turn.end()
                turn = self.begin(await self.workers.taken(slow=True), task, packed)
                kind, data = await turn.child.receive()
            header: dict[str, Any] = json.loads(data)
            turn.job.answering = True
            data = b""
            if "length" in header and (rest := turn.child.rest()) is not None:
                turn.end(whole=True)  # free for the next while this answer is sent
                kind = frames.END
                yield header, rest
            while kind != frames.END:
                turn.deadline.pause()
                yield header, data
                turn.deadline.go_on()
                kind, data = await _rest(turn.child)
            turn.end(whole=True)
        except (LimitPassed, Broken) as error:
            self.running.passed[error.limit] += 1
            raise
        finally:
            if turn is not None:
                turn.abandon()

    async def _look(self) -> None:
        """Look at the workers again and again."""
        while True:
            await asyncio.sleep(_LOOK)
            try:
                self._look_once()
            except Exception:  # noqa: BLE001 (without it there would be no limits)
                _LOG.exception("a look at the workers failed")

    def _look_once(self) -> None:
        self.workers.lose_patience()
        self.workers.replace_dead()
        for turn in list(self._turns):
            self._look_at(turn)
        if self.workers.wanted:
            self._look_at_readers()

    def _look_at_readers(self) -> None:
        """Make room for who waits where workers wait for clients."""
        standing = [
            turn
            for turn in self._turns
            if turn.deadline.standing > _STANDING and not self.workers.is_aside(turn.child)
        ]
        standing.sort(key=lambda turn: -turn.deadline.standing)
        if standing and not any(self.workers.set_aside(turn.child) for turn in standing):
            slowest = standing[0]
            slowest.child.kill(TooSlow("the client reads too slowly while others wait", "read on"))
            slowest.end()  # now: its client may never ask for the rest

    def _look_at(self, turn: "Turn") -> None:
        limits = self.limits
        if turn.deadline.passed:
            seconds = f"{limits.timeout:g} s"
            turn.child.kill(TooLong(f"the query took longer than {seconds}", "ask for less"))
        elif turn.child.resident() > limits.memory:  # the wall around it is coarse
            size = f"{limits.memory >> 20} MB"
            turn.child.kill(TooMuchMemory(f"the query needs more than {size}", "ask for less"))
        elif (
            turn is self._trial
            and self.workers.wanted
            and not turn.job.answering
            and turn.job.seconds > _TRIAL
        ):
            self._trial = None
            turn.child.kill(_PutBack())


class Turn:
    """What one request has of the pool: a worker, for a time."""

    __slots__ = ("_over", "_pool", "child", "deadline", "job", "packed", "task")

    def __init__(self, pool: Pool, child: Child, task: Mapping[str, Any], packed: bytes) -> None:
        self.child = child
        self.task = task
        self.packed = packed
        self.job = pool.running.begin(task, child)
        self.deadline = Deadline(pool.limits.timeout)
        self._pool = pool
        self._over = False
        child.send(packed)

    def end(self, *, whole: bool = False) -> None:
        """Give the worker back; twice does nothing."""
        if not self._over:
            self._over = True
            self._pool.end(self, whole=whole)

    def abandon(self) -> None:
        """Let go of a worker whose answer nobody waits for: what ends soon need not be killed."""
        if self._over:
            return
        if self.job.answering or not self.child.well:
            self.end()
            return
        self.child.listen(self._farewell)
        asyncio.get_running_loop().call_later(_FAREWELL, self.end)

    def _farewell(self) -> None:
        self.end(whole=self.child.whole() is not None)


class Brief:
    """A request whose answer is expected in one piece: it needs no task of its own."""

    __slots__ = ("_answered", "_begun", "_over", "_packed", "_pool", "_task", "_turn", "_waiter")

    def __init__(
        self,
        pool: Pool,
        task: Mapping[str, Any],
        packed: bytes,
        answered: Callable[[bytes, bytes], None],
        begun: Callable[[Answer], None],
    ) -> None:
        self._pool = pool
        self._task = task
        self._packed = packed
        self._answered = answered
        self._begun = begun
        self._turn: Turn | None = None
        self._waiter = None
        try:
            self._waiter = pool.workers.take(self._took, self._failed)
        except Busy as error:
            self._failed(error)

    def cancel(self) -> None:
        """Forget it, unless it is over: nobody waits for the answer any more."""
        self._pool.workers.forget(self._waiter)
        if self._turn:
            self._turn.abandon()

    def _took(self, child: Child) -> None:
        self._turn = self._pool.begin(child, self._task, self._packed)
        child.listen(self._heard)

    def _heard(self) -> None:
        turn = self._turn
        assert turn  # noqa: S101 (who has it hears)
        whole = turn.child.whole()
        if whole is None:
            self._begun(self._pool.resume(turn))
        else:
            turn.end(whole=True)  # the next request is under way before this answer is
            self._answered(*whole)

    def _failed(self, error: Busy) -> None:
        self._pool.running.passed[error.limit] += 1
        self._begun(_failing(error))


async def _failing(error: LimitPassed) -> Answer:
    raise error
    yield {}, b""  # what makes it a generator


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
