"""The shortest way for the commonest request: a query by GET, with nothing special about it.

Half of what a small query costs is the way through the layers of the application. So such a
request is looked up, and its query handed to a worker, where its bytes come in. Whatever turns out
not to be simple (a problem, a long answer, compression) goes the long way with the answer that was
begun. What the layers add to every answer is learned from one that went the long way, when the
server starts: both ways say the same.
"""

import asyncio
from collections.abc import Iterable, Mapping
from functools import lru_cache
from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Scope

from kg.errors import KgError
from kg.server import frames, protocol
from kg.server.access import Access
from kg.server.cache import Answer as Kept
from kg.server.cache import Answers, Current, etag_of, key_of, repeatable
from kg.server.delivery import Record
from kg.server.metrics import Metrics
from kg.server.observation import OWN, AccessLog
from kg.server.pool import Answer, Pool
from kg.server.sparql import querying

PATH = b"/sparql"
# Only these headers may be there: each other one may mean something to a layer.
_PLAIN = frozenset(
    [b"host", b"accept", b"accept-encoding", b"accept-language", b"user-agent", b"connection"]
)
_OWN = frozenset([b"content-type", b"content-length", b"x-kg-generation", b"etag"])
_LONGEST = 4096  # bytes of an address whose meaning is remembered
_COMPRESSED = 1000  # from this size on a client that accepts it gets gzip: the long way
_WHOLE = 1 << 30  # longer than any answer whose length is told beforehand

Headers = Iterable[tuple[bytes, bytes]]


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
        self._common: bytes | None = None  # the head that all answers share
        self._open = not access.questions_only

        @lru_cache(maxsize=512)
        def errand(query: bytes, accept: bytes) -> _Errand | None:
            try:
                asked = protocol.read("GET", query, "", b"")
                if isinstance(asked, protocol.Asked):
                    task = querying(asked, accept.decode("latin-1"), base, access)
                    return _Errand({**task, "head": False})
            except KgError:
                pass  # the long way tells what is wrong
            return None

        self._errand = errand

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
            self._common = b"".join(
                b"%s: %s\r\n" % header for header in sent[0]["headers"] if header[0] not in _OWN
            )

    def request(self, url: bytes, headers: Headers, client: object = None) -> "Request | None":
        """Return a request that is plain; None for one that must go the long way."""
        if self._common is None or not url.startswith(PATH + b"?") or len(url) > _LONGEST:
            return None
        named: dict[bytes, bytes] = {}
        for name, value in headers:
            if name not in _PLAIN or name in named:
                return None
            named[name] = value
        query = url[len(PATH) + 1 :].partition(b"#")[0]
        errand = self._errand(query, named.get(b"accept", b""))
        if errand is None:
            return None
        codings = named.get(b"accept-encoding", b"")
        gzip = b"gzip" in codings or b"*" in codings
        return Request(key_of(PATH, query, named), query, errand, client, gzip=gzip)

    def kept(self, request: "Request") -> bytes | None:
        """Return the answer that was kept, as it is sent."""
        if not self._answers.most:
            return None
        tag = self._current.tag()
        kept = self._answers.get(request.key, tag)
        if kept is None:
            return None
        self._note(request, len(kept.body), kept=True)
        lines = [b"%s: %s\r\n" % header for header in kept.headers if header[0] in _KEPT]
        return b"".join((self._common or b"", *lines, b"\r\n", kept.body))

    async def ask(self, request: "Request") -> bytes | Answer:
        """Return the answer of a worker, as it is sent; or what must go the long way."""
        answer = self._pool.ask(request.errand.task, request.errand.packed)
        try:
            header, first = await anext(answer)
        except KgError as error:
            return _failing(error)
        most = _COMPRESSED if request.gzip else _WHOLE
        if header["status"] != 200 or header.get("length", _WHOLE) >= most:
            return _resumed(header, first, answer)
        body = b"".join([first, *[data async for _, data in answer]])
        self._note(request, len(body), header)
        return self._head(request, header, body) + body

    def _head(self, request: "Request", header: Mapping[str, Any], body: bytes) -> bytes:
        media_type = header["media_type"].encode("ascii")
        if media_type.startswith(b"text/"):
            media_type += b"; charset=utf-8"
        own = b"content-type: %s\r\nx-kg-generation: %d\r\ncontent-length: %d\r\n" % (
            media_type,
            header["generation"],
            len(body),
        )
        common = self._common or b""
        if not request.errand.repeatable:
            common = common.replace(b"cache-control: %s\r\n" % self._control, b"")
            return b"%s%s\r\n" % (common, own)
        etag = etag_of(request.key, header["tag"])
        if self._answers.most:
            self._keep(request, header, body, media_type)
        return b"%s%setag: %s\r\n\r\n" % (common, own, etag)

    def _keep(
        self, request: "Request", header: Mapping[str, Any], body: bytes, media_type: bytes
    ) -> None:
        headers = (
            (b"content-type", media_type),
            (b"x-kg-generation", b"%d" % header["generation"]),
            (b"content-length", b"%d" % len(body)),
            (b"etag", etag_of(request.key, header["tag"])),
            (b"vary", b"Accept, Accept-Encoding"),
            (b"cache-control", self._control),
        )
        self._answers.put(request.key, header["tag"], Kept(headers, body))

    def _note(
        self,
        request: "Request",
        size: int,
        header: Mapping[str, Any] | None = None,
        *,
        kept: bool = False,
    ) -> None:
        seconds = perf_counter() - request.began
        self._metrics.count("GET", "/sparql", 200, seconds, size)
        if self._log:
            scope = {"client": request.client, "method": "GET", "path": "/sparql"}
            record = Record(request.errand.text, header or {}, kept)
            self._log.write(scope, record, status=200, size=size, seconds=seconds)


class _Errand:
    """What a worker is to do, and what can be known of it once for all who ask the same."""

    __slots__ = ("packed", "repeatable", "task", "text")

    def __init__(self, task: Mapping[str, Any]) -> None:
        self.task = task
        self.text: str = task["query"]
        self.packed = frames.pack_request(task)
        self.repeatable = repeatable(self.text)


class Request:
    """A plain request: what names its answer, and what a worker is to do."""

    __slots__ = ("began", "client", "errand", "gzip", "key", "query")

    def __init__(
        self, key: bytes, query: bytes, errand: _Errand, client: object, *, gzip: bool
    ) -> None:
        self.key = key
        self.client = client
        self.query = query
        self.errand = errand
        self.gzip = gzip
        self.began = perf_counter()


async def _resumed(header: dict[str, Any], first: bytes, answer: Answer) -> Answer:
    try:
        yield header, first
        async for part in answer:
            yield part
    finally:
        await answer.aclose()


async def _failing(error: KgError) -> Answer:
    raise error
    yield {}, b""  # what makes it a generator


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
