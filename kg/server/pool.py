"""A few worker processes, each answering one request after the other, killed when one takes long.

Endless queries cannot starve quick ones: the one that holds the last free worker is on trial. If it
is not quick and others wait, it is put back, and begins anew where a worker stays free beside it.
Nor can clients who read slowly: while others wait, the worker of such a one is set aside, and when
too many are, the answer that has waited for its client for longest is broken off.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.server import frames
from kg.server.child import Child, WorkerEnded
from kg.server.deadline import Deadline
from kg.server.limits import (
    Busy,
    LimitPassed,
    Limits,
    Stopping,
    TooLong,
    TooMuchMemory,
    TooSlow,
)
from kg.server.running import Running
from kg.server.turns import PutBack, Turn, Work
from kg.server.workers import Workers

__all__ = ["Broken", "Busy", "Pool", "TooLong", "WorkerEnded"]

_LOG = logging.getLogger(__name__)
_TRIAL = 0.25  # seconds that a quick query takes at most
_STANDING = 1.0  # seconds that a worker waits for its client before others come first
_OK = 200
_LOOK = 0.05  # seconds between two looks at what the workers do

Answer = AsyncGenerator[tuple[dict[str, Any], bytes], None]


class Broken(Exception):
    """An answer cannot be completed after its beginning was sent: break the connection.

    ``limit`` names the limit that was passed, if one was.
    """

    def __init__(self, message: str, limit: str = "") -> None:
        super().__init__(message)
        self.limit = limit


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

    def break_off(self) -> None:
        """End what is under way, and begin nothing more; all who wait are told that it stops."""
        self.workers.refuse()
        for turn in list(self._turns):
            turn.child.kill(Stopping())

    async def stop(self) -> None:
        """End the workers."""
        if self._looking:
            self._looking.cancel()
        await self.workers.stop()

    def ask(self, task: Mapping[str, Any]) -> Answer:
        """Yield the header of the answer, and then its header again with each chunk of its body.

        A short answer comes whole with its header, which then tells its ``length``.

        Raises a LimitPassed before the first, Broken after it. A worker whose answer was not read
        to the end is killed, unless it ends soon: nobody waits for it any more.
        """
        return self._answer(Work(task, frames.pack_json(frames.WHOLE, task)), None)

    def begin(self, child: Child, works: Sequence[Work], *, slow: bool = False) -> Turn:
        """Let a child begin with what was asked; what is known to be ``slow`` is on no trial."""
        turn = Turn(child, works, self.running, Deadline(self.limits.timeout), self._end)
        self._turns.add(turn)
        if self.workers.busy == self.workers.size > 1 and not slow:
            self._trial = turn
        return turn

    def resume(self, turn: Turn) -> Answer:
        """Return the answer of a turn that has begun, as ``ask`` does."""
        return self._answer(turn.work, turn)

    def _end(self, turn: Turn, whole: bool) -> None:
        """Take the child of a turn back; a ``whole`` answer was read to its end."""
        self._turns.discard(turn)
        if not self.workers.is_aside(turn.child):  # else no place becomes free
            self._trial = None
        self.workers.give_back(turn.child, whole=whole)

    async def _answer(self, work: Work, turn: Turn | None) -> Answer:
        try:
            turn = turn or self.begin(await self.workers.taken(), [work])
            try:
                kind, told, data = await turn.child.receive()
            except PutBack:
                turn.end()
                turn = self.begin(await self.workers.taken(slow=True), [work], slow=True)
                kind, told, data = await turn.child.receive()
            header: dict[str, Any] = json.loads(told)
            turn.job.answering = True
            if kind == frames.WHOLE:
                turn.end(whole=True)  # free for the next while this answer is sent
                yield sized(header, data), data
                return
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

    def _look_at(self, turn: Turn) -> None:
        limits = self.limits
        if turn.deadline.passed:
            seconds = f"{limits.timeout:g} s"
            turn.child.kill(TooLong(f"the query took longer than {seconds}", "ask for less"))
        elif turn.child.resident() > limits.memory:  # the wall around it is coarse
            size = f"{limits.memory >> 20} MB"
            turn.child.kill(TooMuchMemory(f"the query needs more than {size}", "ask for less"))
        elif self._is_in_the_way(turn) and turn.job.seconds > _TRIAL:
            self._trial = None
            turn.child.kill(PutBack())

    def _is_in_the_way(self, turn: Turn) -> bool:
        """Tell whether others wait for this one alone."""
        wanted = turn.shared or (turn is self._trial and self.workers.wanted)
        return wanted and not turn.job.answering


def sized(header: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Return the header of an answer that is all here, as ``Pool.ask`` yields it."""
    length = {"length": len(body)} if header["status"] == _OK else {}
    return {**header, **length}


async def _rest(child: Child) -> tuple[bytes, bytes]:
    """Return the next message of an answer that was begun; Broken where there is none."""
    try:
        kind, header, data = await child.receive()
    except LimitPassed as error:
        raise Broken(str(error), error.limit) from None
    if kind == frames.FAILURE:
        problem = json.loads(header)
        raise Broken(problem["detail"], problem.get("limit", ""))
    return kind, data
