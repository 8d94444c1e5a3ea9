"""Compresses answers with gzip, as they stream, for clients that accept it.

An answer that breaks off stays broken: its last chunk and the checksum are only written where the
application ended it. Entity tags are given further out, where an answer is what is sent.
"""

import zlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.negotiation import accepts_coding

_SMALLEST = 1000  # bytes from which on it is worth it
_LEVEL = 5
_GZIP = 31  # what zlib calls this format


class Compression:
    """The middleware; what is inside it knows nothing of compression."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wanted = accepts_coding(Headers(scope=scope).get("accept-encoding", ""), "gzip")
        await self._app(scope, receive, _Sender(send, wanted=wanted).send)


class _Sender:
    """Sends one response, compressed where that is wanted and worth it."""

    def __init__(self, send: Send, *, wanted: bool) -> None:
        self._send = send
        self._wanted = wanted
        self._start: Message | None = None
        self._packer: zlib._Compress | None = None

    async def send(self, message: Message) -> None:
        """Take a message of the application."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            await self._begin(self._start, message)
            self._start = None
        if self._packer:
            message = self._packed(message)
            if not message["body"] and message["more_body"]:
                return
        await self._send(message)

    async def _begin(self, start: Message, first: Message) -> None:
        headers = MutableHeaders(scope=start)
        headers.add_vary_header("Accept-Encoding")
        short = not first.get("more_body") and len(first.get("body", b"")) < _SMALLEST
        if self._wanted and not short and "content-encoding" not in headers:
            headers["content-encoding"] = "gzip"
            del headers["content-length"]
            self._packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
        await self._send(start)

    def _packed(self, message: Message) -> Message:
        assert self._packer  # noqa: S101 (asked for by send)
        more = message.get("more_body", False)
        body = self._packer.compress(message.get("body", b""))
        if not more:
            body += self._packer.flush()
        return {"type": "http.response.body", "body": body, "more_body": more}
