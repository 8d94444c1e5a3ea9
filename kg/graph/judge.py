"""One consistency check after another, quickly: a Java process that stays.

Explaining a contradiction takes dozens of checks of ever fewer axioms. A Java that can run a
program from its source (a JDK, 11 or newer) does them in one process, in milliseconds each; with
any other, each check is a reasoner's run of its own.
"""

import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from pyoxigraph import RdfFormat, Triple, serialize

from kg.errors import ReasonerError
from kg.graph import reasoner

_PROGRAM = Path(__file__).with_name("judge.java")


class OutOfTime(Exception):
    """There is no time, or there are no runs, left for another check."""


class Judge:
    """Answers whether axioms are consistent, within so many seconds and so many checks."""

    def __init__(self, seconds: float, checks: int) -> None:
        self._end = time.monotonic() + seconds
        self._left = checks
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed in __exit__)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Judge":
        java = reasoner.require_java()
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            [java, "-cp", str(reasoner.jar()), str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()
        self._complaints.close()

    def consistent(self, triples: Iterable[Triple]) -> bool:
        """Return whether the axioms are consistent; OutOfTime where that can no longer be asked."""
        seconds = self._end - time.monotonic()
        if self._left < 1 or seconds <= 0:
            raise OutOfTime
        self._left -= 1
        asked = list(triples)
        answer = self._ask(asked)
        if answer in ("true", "false"):
            return answer == "true"
        if answer:
            raise ReasonerError(f"HermiT failed: {answer}", "report it with the documents loaded")
        return reasoner.check(asked, seconds).consistent

    def _ask(self, triples: list[Triple]) -> str:
        """Return what the process says; nothing where it does not run here."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return ""
        try:
            process.stdin.write(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
            process.stdin.write(b"\n")
            process.stdin.flush()
            answer = process.stdout.readline().decode(errors="replace").strip()
        except BrokenPipeError:
            answer = ""
        if not answer:
            self._stop()
        return answer

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
