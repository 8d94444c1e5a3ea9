"""Sees every request: counts it, and writes a line of JSON about it where that is wanted.

A query is told by its hash unless the log is to be ``full``; headers, and the part of the address
after ``?``, are never logged: tokens and queries are in there.
"""

import json
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TextIO

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.delivery import Record
from kg.server.metrics import Metrics
from kg.server.running import digest

HASHED, FULL = "hashed", "full"
OWN = "kg.own"  # in the scope of a request that the server makes itself
CLOSED = 499  # what is logged where the client had gone before there was an answer


class AccessLog:
    """Writes a line about each request: ``kind`` is ``hashed`` or ``full``."""

    def __init__(self, kind: str, output: TextIO | None = None) -> None:
        self._kind = kind
        self._output = output or sys.stderr

    def write(
        self,
        scope: Mapping[str, Any],
        record: Record,
        *,
        status: int,
        size: int,
        seconds: float,
        whole: bool = True,
    ) -> None:
        """Write of a request: who asked what, and what was sent, in bytes."""
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": scope["client"][0] if scope.get("client") else None,
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "bytes": size,
            "whole": whole,
            "seconds": round(seconds, 6),
            "query": record.asked if self._kind == FULL else digest(record.asked),
            "generation": record.answered.get("generation"),
            "cached": record.kept,
        }
        with suppress(OSError, ValueError):  # nobody reads it any more: no reason not to answer
            self._output.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._output.flush()


class Observation:
    """The middleware; without a ``log`` it only counts."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log: AccessLog | None = None) -> None:
        self._app = app
        self._metrics = metrics
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and see what becomes of it."""
        if scope["type"] != "http" or OWN in scope:
            await self._app(scope, receive, send)
            return
        seen = _Seen(send)
        record = Record.of(scope)
        self._metrics.under_way += 1
        try:
            await self._app(scope, receive, seen.send)
        except Exception as error:
            if seen.status == CLOSED and not isinstance(error, ClientDisconnect):
                seen.status = 500  # what those around will send
            raise
        finally:
            seconds = time.perf_counter() - record.since
            self._metrics.under_way -= 1
            self._metrics.count(scope["method"], scope["path"], seen.status, seconds, seen.size)
            if self._log:
                self._log.write(
                    scope, record,
                    status=seen.status, size=seen.size, seconds=seconds, whole=seen.whole,
                )  # fmt: skip


def observe_refusal(metrics: Metrics, log: AccessLog | None, client: object, status: int) -> None:
    """See what was refused before it was a request: nobody knows what it asks for."""
    metrics.refuse(status)
    if log:
        scope = {"client": client, "method": None, "path": None}
        log.write(scope, Record(), status=status, size=0, seconds=0.0)


class _Seen:
    """What was sent to the client."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = CLOSED
        self.size = 0
        self.whole = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.size += len(message.get("body", b""))
            self.whole = not message.get("more_body", False)
        await self._send(message)
