"""Connections that answer what is plain without the application, where its bytes come in."""

import asyncio
from collections.abc import Callable
from functools import lru_cache, partial

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from kg.server.brief import Brief
from kg.server.delivery import Record
from kg.server.express import PATH, Express, Request
from kg.server.heads import Heads
from kg.server.pool import Answer


class PlainConnection(HttpToolsProtocol):
    """One connection; ``express`` answers what is plain, if there is one."""

    express: Express | None = None
    heads = Heads()
    _plain: "_PlainCycle | RequestResponseCycle | None" = None  # the last one answered here
    begun = False  # whether a request has begun that the parser has not yet read to its end

    def on_message_begin(self) -> None:
        """Take note that the parser is in a request."""
        self.begun = True
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Take note that the parser is between two requests."""
        self.begun = False
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the request that is being answered, though another may have come after it."""
        cycle = self._plain
        if cycle and cycle is not self.cycle and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        super().connection_lost(exc)

    def is_answered(self) -> bool:
        """Tell whether no request is being answered."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def recognise(self, data: bytes) -> bool:
        """Answer data if it is a plain request like one before; tell whether it is."""
        if self.begun or not self.express or not self._is_idle():
            return False
        head = self.heads.read(data)
        if head is None:
            return False
        url, headers = head
        request = self.express.request(url, headers, self.client)
        if request is None:
            return False
        self._answer(self.express, request)
        return True

    def answer_plainly(self, data: bytes) -> bool:
        """Answer the request whose head, in data, is parsed; tell whether it is plain."""
        if not self.express or not self._is_plain():
            return False
        headers = tuple(self.headers)
        request = self.express.request(self.url, headers, self.client)
        if request is None:
            return False
        self.heads.learn(data, headers)
        self._answer(self.express, request)
        return True

    def _is_idle(self) -> bool:
        """Tell whether no request is being answered, and the client reads."""
        return self.is_answered() and not self.flow.write_paused

    def _is_plain(self) -> bool:
        """Tell whether a GET without a body has come, and no other is being answered."""
        return (
            self._is_idle()  # the long way waits for who does not read
            and self.parser.get_method() == b"GET"
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
            and not self.parser.should_upgrade()
        )

    def _answer(self, express: Express, request: Request) -> None:
        self._plain = cycle = _PlainCycle(partial(express.gone, request))
        self.cycle = cycle  # type: ignore[assignment]  # all of one that is looked at
        kept = express.kept(request)
        if kept is not None:
            self._end(cycle, kept)
            return
        cycle.asked = express.ask(
            request, partial(self._end, cycle), partial(self._go_the_long_way, cycle, request)
        )

    def _go_the_long_way(self, cycle: "_PlainCycle", request: Request, answer: Answer) -> None:
        scope = self._scope(request)
        record = Record.of(scope)
        record.begun, record.since = answer, request.began
        cycle.handed_on = True
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
        self._plain = long
        task = self.loop.create_task(long.run_asgi(self.app))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        # A layer may have answered otherwise, and left what was begun as it is.
        task.add_done_callback(cycle.forget)

    def _scope(self, request: Request) -> Scope:
        """Return the request as the application reads it (ASGI)."""
        return {
            "type": "http",
            "asgi": {"version": self.asgi_version, "spec_version": "2.3"},
            "http_version": "1.1",
            "server": self.server,
            "client": self.client,
            "scheme": self.scheme,
            "root_path": self.root_path,
            "headers": list(request.headers),
            "state": self.app_state.copy(),
            "method": "GET",
            "path": PATH.decode(),
            "raw_path": PATH,
            "query_string": request.plain.query,
        }

    def _end(self, cycle: "_PlainCycle", answer: bytes) -> bool:
        """Send an answer; False where the client is going, of which the cycle is told."""
        if self.transport.is_closing():
            return False
        # The headers of the server are made anew each second.
        head = b"HTTP/1.1 200 OK\r\n" + _lines(tuple(self.server_state.default_headers))
        if not cycle.keep_alive:
            head += b"connection: close\r\n"
        self.transport.write(head + answer)
        cycle.response_complete = True
        cycle.asked = None
        if not cycle.keep_alive:
            self.transport.close()
        self.on_response_complete()
        return True


@lru_cache(maxsize=1)
def _lines(headers: tuple[tuple[bytes, bytes], ...]) -> bytes:
    return b"".join([b"%s: %s\r\n" % header for header in headers])


class _PlainCycle:
    """A request on the shortest way, as uvicorn looks at it; a client that goes away ends it."""

    handed_on = False  # whether the application answers instead
    response_started = response_complete = disconnected = more_body = False
    keep_alive = True
    body = b""
    asked: Brief | None = None

    def __init__(self, gone: Callable[[], None]) -> None:
        self._gone = gone

    @property
    def message_event(self) -> "_PlainCycle":
        """What is told of each change: this."""
        return self

    def set(self) -> None:
        """Take note that something has come, or that the client has gone."""
        if self.disconnected and not self.handed_on:
            self.forget()
            self._gone()

    def forget(self, _: object = None) -> None:
        """Let go of what was asked and is not wanted any more."""
        if self.asked:
            self.asked.cancel()
