"""Compresses answers with gzip, as they stream, for clients that accept it.

The compressed answer is another representation: it has an entity tag of its own, ``"…-gzip"``,
and a client that brings it back is understood. An answer that breaks off stays broken: its last
chunk and the checksum are only written where the application ended it.
"""

import zlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.negotiation import accepts_coding

_SMALLEST = 1000  # bytes from which on it is worth it
_LEVEL = 5
_GZIP = 31  # what zlib calls this format
_MARK = "-gzip"
_CONDITIONS = (b"if-none-match", b"if-match")


class Compression:
    """The middleware; what is inside it knows nothing of compression."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, without the mark of its entity tags."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        plain = [
            (name, value.replace(f'{_MARK}"'.encode(), b'"') if name in _CONDITIONS else value)
            for name, value in scope["headers"]
        ]
        wanted = accepts_coding(Headers(scope=scope).get("accept-encoding", ""), "gzip")
        sender = _Sender(send, wanted=wanted)
        await self._app({**scope, "headers": plain}, receive, sender.send)


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
        empty = start["status"] in (204, 304)
        if self._wanted and "content-encoding" not in headers and (empty or not short):
            if "etag" in headers:
                headers["etag"] = headers["etag"].removesuffix('"') + f'{_MARK}"'
            if not empty:
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
