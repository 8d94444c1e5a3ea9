"""Connections of clients: each has a time for every step, and there are not too many of them.

What a slow or silent client holds is a file descriptor and a little memory. It loses them when it
does not send its request's head within ``HEAD`` seconds, or its body at ``PACE`` bytes a second
after ``BODY`` seconds of grace, or does not read for ``STALL`` seconds of what it asked for.
"""

import asyncio
import sys
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from httptools import HttpParserUpgrade, HttpRequestParser
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from kg.server.delivery import Record
from kg.server.express import PATH, Express, Request
from kg.server.pool import Answer, Brief

HEAD = 10.0
BODY = 10.0
PACE = 10_000
STALL = 20.0
LONGEST_HEAD = 65_000  # bytes: the parser knows no longer address; longer queries come by POST
MOST = 1000


class Connection(HttpToolsProtocol):
    """One connection of a client; ``express`` answers what is plain, if there is one."""

    most = MOST
    express: Express | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (uvicorn's own)
        super().__init__(*args, **kwargs)
        self._timer: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._in_head = True
        self._head = self._body = 0
        self._since = 0.0  # when the head was whole
        self._taken = self._again = b""  # what the parser was given, and what it gets once more

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
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request."""
        if self.transport.is_closing():
            return
        if self._in_head:
            end = data.find(b"\r\n\r\n")  # what follows is the body, which may be longer
            self._head += len(data) if end < 0 else end
            if self._head > LONGEST_HEAD:
                in_address = not self.headers and b"\n" not in data[:LONGEST_HEAD]
                self._refuse(414 if in_address else 431)
                return
            self._since = 0.0
        self._taken = data
        super().data_received(data)
        while self._again:
            self._taken, self._again = self._again, b""
            super().data_received(self._taken)
        # A head that comes whole, as most do, needs no time.
        if not self._since and self._timer is None and not self.transport.is_closing():
            self._expect_head()

    def on_headers_complete(self) -> None:
        """Go on to the body."""
        self._unset_keepalive_if_required()  # of an answer before, in the same piece of data
        self._in_head = False
        self._head = self._body = 0
        self._since = self.loop.time()
        self._rest()
        if self._offers_more():
            return
        if (
            self._is_free()
            and self.express
            and (plain := self.express.request(self.url, self.headers, self.client))
        ):
            self._answer_plainly(self.express, plain)
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
            self._stalled = self.loop.call_later(STALL, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on writing."""
        if self._stalled:
            self._stalled.cancel()
            self._stalled = None
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that is not used, also where its client does not read the rest."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        super().timeout_keep_alive_handler()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP; what comes after is not read."""
        self._rest()
        super().send_400_response(msg)

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

    def _is_free(self) -> bool:
        """Tell whether a GET without a body has come, and no other is being answered."""
        cycle: RequestResponseCycle | None = self.cycle
        return (
            (cycle is None or cycle.response_complete)
            and self.parser.get_method() == b"GET"
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
            and not self.parser.should_upgrade()
            and not self.flow.write_paused  # the long way waits for who does not read
        )

    def _answer_plainly(self, express: Express, request: Request) -> None:
        cycle = _PlainCycle()
        self.cycle = cycle  # type: ignore[assignment]  # all of one that is looked at
        kept = express.kept(request)
        if kept is not None:
            self._end_plainly(cycle, kept)
            return
        # The parser may go on to the next request, and its scope, before this one is answered.
        cycle.asked = express.ask(
            request,
            partial(self._end_plainly, cycle),
            partial(self._go_the_long_way, cycle, request, self.scope),
        )

    def _go_the_long_way(
        self, cycle: "_PlainCycle", request: Request, begun: Mapping[str, Any], answer: Answer
    ) -> None:
        scope: Scope = {**begun, "method": "GET", "path": PATH.decode(), "raw_path": PATH,
                        "query_string": request.plain.query}  # fmt: skip
        Record.of(scope).begun = answer
        long = RequestResponseCycle(
            scope=scope,  # type: ignore[arg-type]  # starlette's word for it
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=cycle.keep_alive,
            on_response=self.on_response_complete,
        )
        long.more_body = False
        long.message_event.set()
        latest: object = self.cycle
        if latest is cycle:
            self.cycle = long
        task = self.loop.create_task(long.run_asgi(self.app))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        # A layer may have answered otherwise, and left what was begun as it is.
        task.add_done_callback(cycle.forget)

    def _end_plainly(self, cycle: "_PlainCycle", answer: bytes) -> None:
        if self.transport.is_closing():
            return
        # The headers of the server are made anew each second.
        head = b"HTTP/1.1 200 OK\r\n" + _lines(tuple(self.server_state.default_headers))
        if not cycle.keep_alive:
            head += b"connection: close\r\n"
        self.transport.write(head + answer)
        cycle.response_complete = True
        if not cycle.keep_alive:
            self.transport.close()
        self.on_response_complete()

    def _expect_head(self) -> None:
        self._timer = self.loop.call_later(HEAD, self._late)

    def _look_at_body(self) -> None:
        """End a request whose body is too slow; one that waits for us to read is not."""
        taken = self.loop.time() - self._since
        if self.flow.read_paused:
            self._since += BODY
        elif taken > BODY + self._body / PACE:
            self._late()
            return
        self._timer = self.loop.call_later(BODY, self._look_at_body)

    def _late(self) -> None:
        if self._in_head and not self._head:
            self.transport.close()  # said nothing, is told nothing
        else:
            self._refuse(408)

    def _refuse(self, status: int, headers: bytes = b"") -> None:
        """Answer without reading on, unless an answer is under way, and close."""
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        if cycle is None or not cycle.response_started or cycle.response_complete:
            phrase = _PHRASES[status]
            self.transport.write(
                b"HTTP/1.1 %d %s\r\n%scontent-length: 0\r\nconnection: close\r\n\r\n"
                % (status, phrase, headers)
            )
        self._rest()
        self.transport.close()

    def _rest(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


@lru_cache(maxsize=1)
def _lines(headers: tuple[tuple[bytes, bytes], ...]) -> bytes:
    return b"".join([b"%s: %s\r\n" % header for header in headers])


class _PlainCycle:
    """A request on the shortest way, as uvicorn looks at it; a client that goes away ends it."""

    def __init__(self) -> None:
        self.response_started = self.response_complete = self.disconnected = False
        self.keep_alive = True
        self.more_body = False
        self.body = bytearray()
        self.asked: Brief | None = None
        self.message_event = self

    def set(self) -> None:
        """Take note that something has come, or that the client has gone."""
        if self.disconnected:
            self.forget()

    def forget(self, _: object = None) -> None:
        """Let go of what was asked and is not wanted any more."""
        if self.asked:
            self.asked.cancel()


_PHRASES = {
    408: b"Request Timeout",
    414: b"URI Too Long",
    431: b"Request Header Fields Too Large",
    503: b"Service Unavailable",
}
