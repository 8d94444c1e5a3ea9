"""The answer of a worker → an HTTP response, whole or recognisably broken off.

The status line waits for the worker's first message. When the client goes away the worker is
killed; when the worker breaks off, so does the connection: no client may take a part for the whole.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.server.pool import Answer, Broken, Pool, WorkerEnded
from kg.server.running import asked

_LOG = logging.getLogger(__name__)
# From here on a request is watched for the going of its client; most are answered before.
_QUICK = 0.1
_RECORD = "kg.record"


async def unless_gone(receive: Receive, work: Awaitable[Any]) -> Any:  # noqa: ANN401 (what the work gives)
    """Do the work for a request whose own body has been read; raise Gone when its client goes."""
    watch = _Watch(receive)
    try:
        return await watch.unless_gone(work)
    finally:
        watch.stop()


@dataclass(slots=True)
class Record:
    """What those around want to know of a request: query, header of the answer, if it was kept."""

    asked: str = ""
    answered: Mapping[str, Any] = field(default_factory=dict)
    kept: bool = False
    begun: Answer | None = None  # an answer that was asked for already, and not yet read
    since: float = field(default_factory=perf_counter)  # when the request came

    @classmethod
    def of(cls, scope: Scope) -> "Record":
        """Return the record of a request; those inside share it with those around them."""
        record: Record = scope.setdefault(_RECORD, cls())
        return record


class Gone(Exception):
    """The client has gone: there is nobody to answer."""


async def deliver(
    pool: Pool,
    scope: Scope,
    receive: Receive,
    task: Mapping[str, Any],
    failure: Callable[[Mapping[str, Any]], Response],
) -> Response:
    """Ask a worker and return the response to a request whose own body has been read.

    ``failure`` makes a response of a problem that the worker reports.
    """
    record = Record.of(scope)
    record.asked = asked(task)
    answer = record.begun or pool.ask(task)
    watch = _Watch(receive)
    try:
        header, first = await watch.unless_gone(anext(answer))
        if header["status"] == 200 and "length" not in header:
            record.answered = header
            return _Stream(header, answer, watch)
        # To its end, so that the worker is free for the next.
        whole = b"".join([first, *[data async for _, data in answer]])
        watch.stop()
    except Broken as broken:  # nothing was sent yet
        watch.stop()
        raise WorkerEnded(str(broken), "ask again") from None
    except BaseException:
        watch.stop()
        await answer.aclose()
        raise
    if header["status"] != 200:
        return failure(header)
    record.answered = header
    response = Response(whole, headers=_headers(header))
    if scope["method"] == "HEAD":
        del response.headers["content-length"]  # what it says is the length of the answer to GET
    return response


class _Stream(Response):
    """A body that comes in pieces."""

    def __init__(self, header: Mapping[str, Any], answer: Answer, watch: "_Watch") -> None:
        self.status_code = 200
        self.background = None
        self.body = b""
        self.init_headers(_headers(header))
        del self.headers["content-length"]
        self._answer = answer
        self._watch = watch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 (the watch receives)
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        try:
            await self._watch.unless_gone(self._send(start, send))
        except Gone:
            _LOG.info("the client has gone")
        except Broken as broken:  # the server closes a connection whose answer is not whole
            _LOG.warning("answer broken off: %s", broken)
        finally:
            self._watch.stop()
            await self._answer.aclose()

    async def _send(self, start: dict[str, Any], send: Send) -> None:
        await send(start)
        async for _, data in self._answer:
            await send({"type": "http.response.body", "body": data, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Watch:
    """Ends what is done for a client when the client goes away."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = self._loop.call_later(_QUICK, self._begin)
        self._watching: asyncio.Task[None] | None = None
        self._working: asyncio.Task[Any] | None = asyncio.current_task()
        self._gone = False

    async def unless_gone(self, work: Awaitable[Any]) -> Any:  # noqa: ANN401 (what the work gives)
        """Do the work; raise Gone when the client goes meanwhile."""
        try:
            return await work
        except asyncio.CancelledError:
            if not self._gone or not self._working:
                raise
            self._working.uncancel()
            raise Gone from None

    def stop(self) -> None:
        """Watch no more."""
        if self._timer:
            self._timer.cancel()
        if self._watching:
            self._watching.cancel()

    def _begin(self) -> None:
        self._watching = self._loop.create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        if self._working:
            self._working.cancel()


def _headers(header: Mapping[str, Any]) -> dict[str, str]:
    media_type = header["media_type"]
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return {
        "content-type": media_type + charset,
        "vary": "Accept",
        "x-kg-generation": str(header["generation"]),
    }
