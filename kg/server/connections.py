"""Connections of clients: each has a time for every step, and there are not too many of them.

What a slow or silent client holds is a file descriptor and a little memory. It loses them when it
does not send its request's head within ``HEAD`` seconds, or its body at ``PACE`` bytes a second
after ``BODY`` seconds of grace, or does not read what it asked for: ``LEAST`` bytes a second of
what waits for it, looked at every ``STALL`` seconds.
"""

import asyncio
import fcntl
import struct
import sys
import termios
from collections.abc import Callable
from typing import Any

from httptools import HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from kg.server.pacing import PacedConnection

HEAD = 10.0
BODY = 10.0
PACE = 10_000
STALL = 20.0
LEAST = 1000
LONGEST_HEAD = 65_000  # bytes: the parser knows no longer address; longer queries come by POST
MOST = 1000


class Connection(PacedConnection):
    """One connection of a client."""

    most = MOST
    refused: Callable[[object, int], None] | None = None  # is told each client and status

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (uvicorn's own)
        super().__init__(*args, **kwargs)
        self._timer: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._unread = 0  # bytes that the client had not read at the last look
        self._in_head = True
        self._head = self._body = 0
        self._since = 0.0  # when the head was whole
        self._answered = 0.0  # when the last answer was
        self._taken = self._again = b""  # what the parser was given, and what it gets once more
        self.url = b""  # as much of the latest address as has come

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Admit the client, or say that there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            self._refuse(503, b"retry-after: 5\r\n")
            return
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the client."""
        self._rest()
        if self._stalled:
            self._stalled.cancel()
        if self.timeout_keep_alive_task:
            self.timeout_keep_alive_task.cancel()
        super().connection_lost(exc)

    def take(self, data: bytes) -> None:
        """Take a piece of a request."""
        if self.transport.is_closing():
            return
        if self._in_head:
            if self.recognise(data):
                self._rest()
                return
            end = data.find(b"\r\n\r\n")  # what follows is the body, which may be longer
            self._head += len(data) if end < 0 else end
            if self._head > LONGEST_HEAD:
                self._refuse(414 if 2 * len(self.url) > self._head else 431)  # what is long of it
                return
            self._since = 0.0
        self._taken = data
        super().take(data)
        while self._again:
            self._taken, self._again = self._again, b""
            super().take(self._taken)
        # A head that comes whole, as most do, needs no time.
        if not self._since and self._timer is None and not self.transport.is_closing():
            self._expect_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what comes after the body is none, and may not pass for one."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Go on to the body."""
        self._in_head = False
        self._head = self._body = 0
        self._since = self.loop.time()
        self._rest()
        if self._offers_more():
            return
        if self.answer_plainly(self._taken):
            return
        super().on_headers_complete()
        if not self.parser.should_upgrade():
            self._timer = self.loop.call_later(BODY, self._look_at_body)

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Let the request be answered."""
        self._in_head = True
        self._rest()
        if not self._offers_more():
            super().on_message_complete()

    def pause_writing(self) -> None:
        """Wait for the client to read, but not for ever."""
        super().pause_writing()
        if self._stalled is None:
            self._unread = self._left()
            self._stalled = self.loop.call_later(STALL, self._look_at_reader)

    def resume_writing(self) -> None:
        """Go on writing."""
        if self._stalled:
            self._stalled.cancel()
            self._stalled = None
        super().resume_writing()

    def on_response_complete(self) -> None:
        """Go on to the next request, or wait for it, but not for ever.

        To set a timer for each costs a tenth of a small one: one runs on, and looks at its end.
        """
        self._answered = self.loop.time()
        if self.pipeline or self.timeout_keep_alive_task is None or self.transport.is_closing():
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        self.flow.resume_reading()
        self.go_on()

    def _unset_keepalive_if_required(self) -> None:
        """Let it run."""

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that is not used, also where its client does not read the rest."""
        self.timeout_keep_alive_task = None
        left = self._answered + self.timeout_keep_alive - self.loop.time()
        if self.begun or not self._in_head or not self.is_answered():
            left = self.timeout_keep_alive
        if left > 0:
            again = self.timeout_keep_alive_handler
            self.timeout_keep_alive_task = self.loop.call_later(left, again)
            return
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        super().timeout_keep_alive_handler()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP; what comes after is not read."""
        self._rest()
        if self._is_answering():
            self.transport.close()
            return
        super().send_400_response(msg)
        self._tell(400)

    def _offers_more(self) -> bool:
        """Tell whether the client would go on in another protocol, as those of Java do."""
        upgrade: bool = self.parser.should_upgrade()
        return upgrade and self.parser.get_method() != b"CONNECT"

    def _unsupported_upgrade_warning(self) -> None:
        """Read the request once more without the offer, which a server may ignore (RFC 9110, 7.8).

        The parser takes what follows the head, though it is a body, for the other protocol.
        """
        if not self._offers_more():
            return
        reached = sys.exc_info()[1]
        assert isinstance(reached, HttpParserUpgrade)  # noqa: S101 (called where it is caught)
        lines = [b"%s: %s\r\n" % header for header in self.headers if header[0] != b"upgrade"]
        version = self.parser.get_http_version().encode()
        first = b"%s %s HTTP/%s\r\n" % (self.parser.get_method(), self.url, version)
        self._again = first + b"".join(lines) + b"\r\n" + self._taken[reached.args[0] :]
        self.parser = HttpRequestParser(self)

    def _expect_head(self) -> None:
        self._timer = self.loop.call_later(HEAD, self._late)

    def _look_at_body(self) -> None:
        """End a request whose body is too slow; one that waits for us to read is not."""
        taken = self.loop.time() - self._since
        if self.flow.waiting:
            self._since += BODY
        elif taken > BODY + self._body / PACE:
            self._late()
            return
        self._timer = self.loop.call_later(BODY, self._look_at_body)

    def _late(self) -> None:
        if self.flow.waiting:  # then it is not the client that is late
            self._expect_head()
        elif self._in_head and not self._head:
            self.transport.close()  # said nothing, is told nothing
        else:
            self._refuse(408)

    def _refuse(self, status: int, headers: bytes = b"") -> None:
        """Answer without reading on, unless an answer is under way, and close."""
        if not self._is_answering():
            phrase = _PHRASES[status]
            self.transport.write(
                b"HTTP/1.1 %d %s\r\n%scontent-length: 0\r\nconnection: close\r\n\r\n"
                % (status, phrase, headers)
            )
            self._tell(status)
        self._rest()
        self.transport.close()

    def _is_answering(self) -> bool:
        """Tell whether a refusal would stand in, or for, the answer of another request."""
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        if cycle is None:
            return False
        if self._in_head:
            return not cycle.response_complete
        # The one that is refused is the latest; others may be before it, or it has its answer.
        return bool(self.pipeline) or cycle.response_started or cycle.response_complete

    def _tell(self, status: int) -> None:
        refused = type(self).refused
        if refused:
            refused(self.client, status)

    def _look_at_reader(self) -> None:
        """End a connection whose client reads too little of what waits for it."""
        before, self._unread = self._unread, self._left()
        if before - self._unread < LEAST * STALL:
            self.transport.abort()
        else:
            self._stalled = self.loop.call_later(STALL, self._look_at_reader)

    def _left(self) -> int:
        """Count the bytes that the client has not taken: here, and those that the system holds."""
        number = self.transport.get_extra_info("socket").fileno()
        try:
            (held,) = struct.unpack("i", fcntl.ioctl(number, termios.TIOCOUTQ, bytes(4)))
        except OSError:  # not every system tells
            held = 0
        return self.transport.get_write_buffer_size() + int(held)

    def _rest(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


_PHRASES = {
    408: b"Request Timeout",
    414: b"URI Too Long",
    431: b"Request Header Fields Too Large",
    503: b"Service Unavailable",
}
