"""Answers for clients of HTTP/1.0, who know no chunks: kept until they are whole.

The end of the connection would tell them the end of the answer, but also where it broke off: a part
would look like a whole. So they are told the length, and what is large waits on the disk meanwhile.
"""

import logging
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.server import failures
from kg.server.limits import TooLarge
from kg.server.problems import problem

_LOG = logging.getLogger(__name__)
_EMPTY = (204, 304)  # statuses of answers without a body
_IN_MEMORY = 1 << 20
_MOST = 1 << 30  # bytes of an answer
_PIECE = 256 * 1024
_REMEDY = "ask by HTTP/1.1, or for less with LIMIT"
_AGAIN = "ask again, or for less with LIMIT"


class BrokenOff(KgError):
    """The answer broke off."""

    status = 503


class Spooling:
    """Tells clients of HTTP/1.0 the length of each answer, and ends their connection after it."""

    def __init__(self, app: ASGIApp, most: int = _MOST) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["http_version"] != "1.0":
            await self._app(scope, receive, send)
            return
        file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closing it may fail too)
        try:
            answer = _Answer(scope, send, file, self._most)
            await self._app(scope, receive, answer.take)
            if answer.waiting:
                error = answer.failure or BrokenOff(
                    "the query could not be answered to its end", _AGAIN
                )
                await failures.response(Request(scope), problem(error))(scope, receive, send)
        finally:
            with suppress(OSError):
                file.close()


class _Answer:
    """One answer; ``waiting`` while its beginning is held back."""

    def __init__(self, scope: Scope, send: Send, file: IO[bytes], most: int) -> None:
        self._bodiless = scope["method"] == "HEAD"
        self._send = send
        self._file = file
        self._most = most
        self._start: Message = {}
        self.waiting = False
        self.failure: KgError | None = None

    async def take(self, message: Message) -> None:
        """Take the next message of the application."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Connection"] = "close"
            self._start = message
            told = "content-length" in headers or self._bodiless
            self.waiting = not told and message["status"] not in _EMPTY
            if not self.waiting:
                await self._send(message)
        elif not self.waiting:
            await self._send(message)
        else:
            await self._keep(message)

    async def _keep(self, message: Message) -> None:
        if self.failure:
            return
        try:
            self._file.write(message.get("body", b""))
            self._file.flush()
        except OSError as error:
            _LOG.warning("an answer could not be kept: %s", error)
            self.failure = BrokenOff("the server has no room for the answer", _AGAIN)
            return
        size = self._file.tell()
        if size > self._most:
            said = f"an answer by HTTP/1.0 has {self._most} bytes at most"
            self.failure = TooLarge(said, _REMEDY)
        elif not message.get("more_body"):
            self.waiting = False
            MutableHeaders(scope=self._start)["Content-Length"] = str(size)
            await self._send(self._start)
            self._file.seek(0)
            while piece := self._file.read(_PIECE):
                await self._send({"type": "http.response.body", "body": piece, "more_body": True})
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
