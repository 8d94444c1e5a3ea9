"""The shortest way for the commonest request: a query by GET, with nothing special about it.

Half of what a small query costs is the way through the layers of the application. So such a
request is looked up, and its query handed to a worker, where its bytes come in. Whatever turns out
not to be simple (a problem, a long answer, compression) goes the long way with the answer that was
begun. What the layers add to every answer is learned from one that went the long way, when the
server starts: both ways say the same.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Scope

from kg.errors import KgError
from kg.server import frames, protocol
from kg.server.access import Access
from kg.server.brief import Brief
from kg.server.cache import Answer as Kept
from kg.server.cache import Answers, Current, etag_of, key_of
from kg.server.delivery import Record
from kg.server.forms import form_of
from kg.server.heads import Headers
from kg.server.metrics import Metrics
from kg.server.observation import CLOSED, OWN, AccessLog
from kg.server.pool import Answer, Pool, sized
from kg.server.sparql import querying
from kg.server.turns import Work

PATH = b"/sparql"
# Only these headers may be there: each other one may mean something to a layer.
_PLAIN = frozenset(
    [b"host", b"accept", b"accept-encoding", b"accept-language", b"user-agent", b"connection"]
)
_OWN = frozenset([b"content-type", b"content-length", b"x-kg-generation", b"etag"])
_LONGEST = 4096  # bytes of an address, or of a header, whose meaning is remembered
_COMPRESSED = 1000  # from this size on a client that accepts it gets gzip: the long way
_SENT = b"%scontent-length: %d\r\n\r\n%s"  # head, length and body of an answer


class Express:
    """Answers what is plain."""

    def __init__(
        self,
        pool: Pool,
        base: str,
        access: Access,
        current: Current,
        answers: Answers,
        metrics: Metrics,
        *,
        control: str,
        log: AccessLog | None = None,
    ) -> None:
        self._pool = pool
        self._current = current
        self._answers = answers
        self._metrics = metrics
        self._control = control.encode("ascii")
        self._log = log
        self._common: bytes = b""  # the head that all answers share, once it is learned
        self._unmarked: bytes = b""  # the same for what is not the same when it is asked again
        self._open = not access.questions_only

        @lru_cache(maxsize=512)
        def plain(url: bytes, headers: Headers) -> _Plain | None:
            named = dict(headers)
            if b"host" not in named or not access.is_meant(named[b"host"].decode("latin-1")):
                return None
            query = url[len(PATH) + 1 :].partition(b"#")[0]
            try:
                asked = protocol.read("GET", query, "", b"")
                if isinstance(asked, protocol.Asked) and len(named) == len(headers):
                    accept = named.get(b"accept", b"").decode("latin-1")
                    return _Plain(query, named, querying(asked, accept, base, access))
            except KgError:
                pass  # the long way tells what is wrong
            return None

        self._plain = plain
        self._head = lru_cache(maxsize=512)(self._make_head)

    async def learn(self, app: ASGIApp) -> None:
        """Learn from the application what its layers say with each answer."""
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        bodies: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            # Then nothing more comes, and the client stays: whoever waits for it to go may wait.
            return bodies.pop() if bodies else await asyncio.Future()

        await app({**_ASK}, receive, send)
        names = {name for name, _ in sent[0]["headers"]}
        if self._open and sent[0]["status"] == 200 and names >= _OWN:
            common = [header for header in sent[0]["headers"] if header[0] not in _OWN]
            self._common = _lines(common)
            control = (b"cache-control", self._control)
            self._unmarked = _lines([header for header in common if header != control])

    def request(self, url: bytes, headers: Headers, client: object = None) -> "Request | None":
        """Return a request that is plain; None for one that must go the long way."""
        if not self._common or not url.startswith(PATH + b"?") or len(url) > _LONGEST:
            return None
        for name, value in headers:
            if name not in _PLAIN or len(value) > _LONGEST:
                return None
        plain = self._plain(url, headers)
        return Request(plain, headers, client) if plain else None

    def kept(self, request: "Request") -> bytes | None:
        """Return the answer that was kept, as it is sent."""
        if not self._answers.most:
            return None
        kept = self._answers.get(request.plain.key, self._current.tag())
        if kept is None:
            return None
        self._note(request, len(kept.body), kept=True)
        return b"%s%s\r\n%s" % (self._common, _own(tuple(kept.headers)), kept.body)

    def ask(
        self,
        request: "Request",
        answered: Callable[[bytes], bool],
        begun: Callable[[Answer], None],
    ) -> Brief:
        """Call ``answered`` with the answer of a worker, as it is sent; it tells whether it is.

        Or ``begun`` with one that must go the long way. Until one of them is called, or ``gone``,
        the request counts as one that is under way.
        """
        plain = request.plain
        metrics = self._metrics
        metrics.under_way += 1

        def told(header: bytes, body: bytes) -> None:
            known = _header(header)
            if known["status"] != 200 or (plain.gzip and len(body) >= _COMPRESSED):
                handed_on(_resumed(sized(known, body), body))
                return
            if self._answers.most and known["repeatable"]:
                self._keep(plain, known, body)
            if answered(_SENT % (self._head(plain, header), len(body), body)):
                metrics.under_way -= 1
                self._note(request, len(body), known)

        def handed_on(answer: Answer) -> None:
            metrics.under_way -= 1  # the application counts it
            begun(answer)

        return Brief(self._pool, plain.work, plain.form, told, handed_on)

    def gone(self, request: "Request") -> None:
        """Take note that the client of a request went before it was answered."""
        self._metrics.under_way -= 1
        self._note(request, 0, status=CLOSED)

    def _make_head(self, plain: "_Plain", data: bytes) -> bytes:
        """Return the head of an answer, up to its length."""
        header = _header(data)
        own = b"content-type: %s\r\nx-kg-generation: %d\r\n" % (
            _media_type(header),
            header["generation"],
        )
        if not header["repeatable"]:
            return self._unmarked + own
        return b"%s%setag: %s\r\n" % (self._common, own, etag_of(plain.key, header["tag"]))

    def _keep(self, plain: "_Plain", header: Mapping[str, Any], body: bytes) -> None:
        headers = (
            (b"content-type", _media_type(header)),
            (b"x-kg-generation", b"%d" % header["generation"]),
            (b"content-length", b"%d" % len(body)),
            (b"etag", etag_of(plain.key, header["tag"])),
            (b"vary", b"Accept, Accept-Encoding"),
            (b"cache-control", self._control),
        )
        self._answers.put(plain.key, header["tag"], Kept(headers, body))

    def _note(
        self,
        request: "Request",
        size: int,
        header: Mapping[str, Any] | None = None,
        *,
        kept: bool = False,
        status: int = 200,
    ) -> None:
        seconds = perf_counter() - request.began
        self._metrics.count("GET", "/sparql", status, seconds, size)
        if self._log:
            scope = {"client": request.client, "method": "GET", "path": "/sparql"}
            record = Record(request.plain.text, header or {}, kept)
            whole = status != CLOSED
            self._log.write(scope, record, status=status, size=size, seconds=seconds, whole=whole)


class _Plain:
    """What can be known of a plain request once for all who ask the same."""

    __slots__ = ("form", "gzip", "key", "query", "text", "work")

    def __init__(
        self, query: bytes, headers: Mapping[bytes, bytes], task: Mapping[str, Any]
    ) -> None:
        codings = headers.get(b"accept-encoding", b"")
        self.query = query
        self.key = key_of(PATH, query, headers)
        self.gzip = b"gzip" in codings or b"*" in codings
        whole = {**task, "head": False}
        self.work = Work(whole, frames.pack_json(frames.WHOLE, whole))
        self.text: str = task["query"]
        self.form = form_of(self.text)


class Request:
    """A plain request of a client, and when it came."""

    __slots__ = ("began", "client", "headers", "plain")

    def __init__(self, plain: _Plain, headers: Headers, client: object) -> None:
        self.plain = plain
        self.headers = headers
        self.client = client
        self.began = perf_counter()


async def _resumed(header: dict[str, Any], body: bytes) -> Answer:
    yield header, body


@lru_cache(maxsize=256)
def _header(data: bytes) -> dict[str, Any]:
    """Return the header of an answer; those of short answers are few."""
    header: dict[str, Any] = json.loads(data)
    return header


def _media_type(header: Mapping[str, Any]) -> bytes:
    media_type: bytes = header["media_type"].encode("ascii")
    return media_type + b"; charset=utf-8" if media_type.startswith(b"text/") else media_type


def _lines(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    return b"".join([b"%s: %s\r\n" % header for header in headers])


@lru_cache(maxsize=512)
def _own(headers: Headers) -> bytes:
    """Return, of the headers of a kept answer, those that are not common to all, as lines."""
    return _lines([header for header in headers if header[0] in _KEPT])


_KEPT = frozenset([*_OWN, b"content-encoding"])
_ASK: Scope = {
    "type": "http",
    "asgi": {"version": "3.0", "spec_version": "2.3"},
    "http_version": "1.1",
    "method": "GET",
    "scheme": "http",
    "path": "/sparql",
    "raw_path": b"/sparql",
    "root_path": "",
    "query_string": b"query=ASK%20%7B%7D",
    "headers": [(b"host", b"localhost")],
    "client": None,
    "server": None,
    "state": {},
    OWN: True,
}
