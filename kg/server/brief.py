"""Requests whose answers are expected in one piece: callbacks serve them, without a task each.

Where quick ones wait, a worker that becomes free takes a few of them at once: to hand over each by
itself costs as much as to answer it.
"""

import logging
from collections import deque
from collections.abc import Callable
from math import inf

from kg.server.child import Child
from kg.server.forms import Form
from kg.server.limits import Busy, LimitPassed
from kg.server.pool import Answer, Pool
from kg.server.turns import Turn, Work
from kg.server.workers import Waiter

_LOG = logging.getLogger(__name__)
_TOGETHER = 8  # at most


class Brief:
    """One request, asked of a pool.

    ``answered`` is called with header and body of an answer that comes in one piece, ``begun`` with
    one that does not, as ``Pool.ask`` returns it. ``form`` tells whether it will be quick, and
    learns whether it was.
    """

    __slots__ = ("_batch", "_form", "_pool", "_turn", "_waiter", "answered", "begun", "work")

    def __init__(
        self,
        pool: Pool,
        work: Work,
        form: Form,
        answered: Callable[[bytes, bytes], None],
        begun: Callable[[Answer], None],
    ) -> None:
        self.work = work
        self.answered = answered
        self.begun = begun
        self._form = form
        self._pool = pool
        self._batch: Batch | None = None
        self._turn: Turn | None = None  # of an answer that did not come in one piece
        self._waiter: Waiter | None = None
        join = self._join if form.quick else None
        try:
            self._waiter = pool.workers.take(self._took, self.fail, join=join)
        except Busy as error:
            self.fail(error)

    def cancel(self) -> None:
        """Forget it, unless it is over: nobody waits for the answer any more."""
        self._pool.workers.forget(self._waiter)
        if self._batch:
            self._batch.forget(self)
        if self._turn:
            self._turn.abandon()

    def again(self) -> None:
        """Ask once more, before those who came later, for a worker of its own."""
        self._batch = None
        self._waiter = self._pool.workers.take(self._took, self.fail, first=True)

    def go_on(self, turn: Turn) -> None:
        """Have the answer as it comes."""
        self._turn = turn
        self.begun(self._pool.resume(turn))

    def took(self, seconds: float) -> None:
        """Learn how long the answer took."""
        self._form.took(seconds)

    def _took(self, child: Child) -> None:
        self._waiter = None
        self._batch = batch = Batch(self._pool, self)
        if self._form.quick:
            for join in self._pool.workers.joining(_TOGETHER - 1):
                join(batch)
        batch.begin(child)

    def _join(self, batch: "Batch") -> None:
        self._waiter = None
        self._batch = batch
        batch.briefs.append(self)

    def fail(self, error: LimitPassed) -> None:
        """Say that there will be no answer."""
        self._pool.running.passed[error.limit] += 1
        self.begun(_failing(error))


class Batch:
    """The requests that one worker answers in turn."""

    def __init__(self, pool: Pool, first: Brief) -> None:
        self._pool = pool
        self._turn: Turn
        self.briefs: deque[Brief | None] = deque([first])  # None: nobody waits any more

    def begin(self, child: Child) -> None:
        """Let a worker begin."""
        self._turn = self._pool.begin(child, [brief.work for brief in self.briefs if brief])
        self._turn.child.listen(self._heard)

    def forget(self, brief: Brief) -> None:
        """Tell nobody of this answer."""
        if brief not in self.briefs:
            return
        self.briefs[self.briefs.index(brief)] = None
        if not any(self.briefs):
            self._turn.abandon()

    def _heard(self) -> None:
        turn, briefs = self._turn, self.briefs
        told = []
        seconds, answers = 0.0, 0
        while briefs and (whole := turn.child.whole()):
            seconds += turn.done()
            answers += 1
            if brief := briefs.popleft():
                told.append((brief, whole))
        for brief, _ in told:  # those that come together took the time together
            brief.took(seconds / answers)
        if not briefs:
            turn.end(whole=True)  # the next requests are under way before these answers are
        elif not any(briefs):
            turn.abandon()
        elif turn.child.promises():
            turn.child.listen(self._heard, later=True)
        else:
            self._dissolve()
        for brief, whole in told:
            try:
                brief.answered(*whole)
            except Exception:  # noqa: BLE001 (what goes wrong with one client is no other's)
                _LOG.exception("an answer could not be passed on")

    def _dissolve(self) -> None:
        """Let one have its answer as it comes; let several begin anew, each by itself.

        Which of several it was that failed or took long is not known: the worker may hold an answer
        back that it sends with the next.
        """
        turn = self._turn
        pairs = zip(self.briefs, turn.jobs, strict=True)
        left = [(brief, job.verdict) for brief, job in pairs if brief]
        self.briefs.clear()
        for brief, _ in left:
            brief.took(inf)
        if not turn.shared:
            left[0][0].go_on(turn)
            return
        turn.end()
        for brief, verdict in reversed(left):
            if verdict:
                brief.fail(verdict)
            else:
                brief.again()


async def _failing(error: LimitPassed) -> Answer:
    raise error
    yield {}, b""  # what makes it a generator
