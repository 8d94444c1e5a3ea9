"""The queries and updates that are under way: listed and ended by number."""

import hashlib
import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from kg.server.child import Child
from kg.server.limits import LimitPassed

_SHOWN = 200


class Ended(LimitPassed):
    """The operator ended the query."""

    limit = "operator"


@dataclass(slots=True)
class Job:
    """One task that a child works on.

    ``text`` is its query or update, if it has one; ``answering`` tells whether an answer has begun,
    ``verdict`` why it was ended by hand.
    """

    number: int
    task: str
    text: str
    child: Child
    since: float = field(default_factory=monotonic)
    answering: bool = False
    verdict: LimitPassed | None = None

    @property
    def seconds(self) -> float:
        """How long it has been at work."""
        return monotonic() - self.since

    def shown(self) -> dict[str, Any]:
        """Return the job as a person wants to see it."""
        return {
            "number": self.number,
            "task": self.task,
            "seconds": round(self.seconds, 3),
            "memory": self.child.resident(),
            "process": self.child.pid,
            "query": " ".join(self.text.split())[:_SHOWN],
        }


def asked(task: Mapping[str, Any]) -> str:
    """Return the query or update of a task; empty where it has none."""
    return str(task.get("query") or task.get("update") or "")


def digest(text: str) -> str:
    """Return what tells a query from others without telling the query."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


class Running:
    """The jobs under way."""

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}
        self._numbers = itertools.count(1)
        self.passed: Counter[str] = Counter()  # how often which limit was passed

    def begin(self, task: Mapping[str, Any], child: Child) -> Job:
        """Note that a child begins with a task."""
        job = Job(next(self._numbers), str(task["task"]), asked(task), child)
        self._jobs[job.number] = job
        return job

    def end(self, job: Job) -> None:
        """Note that it is done with."""
        del self._jobs[job.number]

    def jobs(self) -> list[Job]:
        """Return the jobs, the longest running first."""
        return list(self._jobs.values())

    def kill(self, number: int) -> bool:
        """End a job; tell whether there was one of that number."""
        job = self._jobs.get(number)
        if job is None:
            return False
        job.verdict = Ended("the operator ended the query", "ask for less")
        job.child.kill(job.verdict)
        return True
