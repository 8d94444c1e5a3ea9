"""What a measurement is made with: two things in turn, and whole processes with their memory."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

RUNS = 15
_TICKS = os.sysconf("SC_CLK_TCK")
_TIMES = slice(11, 15)  # of a line of stat behind the name: own user and system, those of the dead

Row = tuple[str, float, str]
"""What was measured, in seconds, and how it compares."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process cost: seconds of processor time, all its threads together, and megabytes."""

    seconds: float
    megabytes: float


def process(*command: str | Path) -> Callable[[], object]:
    """Return what runs a whole process."""
    line = [str(part) for part in command]
    return lambda: subprocess.run(line, check=True, capture_output=True)


def spent(*command: str | Path) -> Spent:
    """Run a whole process and return what it cost; its output goes nowhere."""
    started = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, started.args)
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def processor_time(pid: int) -> float:
    """Return the seconds of processor time of a process with all that it has started."""
    with suppress(OSError):  # it has ended: who started it has its time
        line = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        own = sum(map(int, line[_TIMES])) / _TICKS
        return own + sum(processor_time(int(child)) for child in children)
    return 0.0


def paired(
    one: Callable[[], object],
    other: Callable[[], object],
    runs: int = RUNS,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Return the median seconds of each, run in turn after a warm-up."""
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for action, taken in zip((one, other), times, strict=True):
            begin = clock()
            action()
            if run:
                taken.append(clock() - begin)
    return statistics.median(times[0]), statistics.median(times[1])


def both(one: Sequence[str | Path], other: Sequence[str | Path], runs: int) -> list[Spent]:
    """Return what two processes cost at the median, run in turn after a warm-up."""
    costs = [[spent(*one), spent(*other)] for _ in range(runs + 1)][1:]
    return [
        Spent(statistics.median(c.seconds for c in column), max(c.megabytes for c in column))
        for column in zip(*costs, strict=True)
    ]
