"""Answers that were given before: told apart by ETags, kept in memory, gone with their generation.

A store answers the same request in the same way until its next generation. So the request and the
generation name the answer: who has it already is told so without asking a worker. An ETag stands
for the very bytes: it is made of everything in the request that they depend on, the encoding that
is accepted among it, and is left out where a query asks for chance or the time of day, as the
worker tells that has read it.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.graph import generations
from kg.server import conditions
from kg.server.delivery import Record

SIZE = 64 << 20  # bytes that the answers kept may take together
_SHARE = 8  # one answer may take this part of it
_LONGEST_BODY = 64 * 1024  # of a request: longer ones are not looked up
_OVERHEAD = 1024
_QUERY = (b"application/sparql-query", b"application/x-www-form-urlencoded")
_SAFE = frozenset({"GET", "HEAD", "QUERY"})
# What an answer depends on besides method, address and body.
_DEPENDS = (b"host", b"accept", b"accept-encoding", b"content-type", b"x-forwarded-host",
            b"x-forwarded-proto")  # fmt: skip

Headers = Sequence[tuple[bytes, bytes]]


class Current:
    """The tag of a store's current generation, read again only when it has changed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen = (0, 0)
        self.number = 0
        self._tag = ""

    def tag(self) -> str:
        """Return the tag; empty where there is no generation."""
        stamp = generations.stamp(self._root)
        if stamp != self._seen:
            now = generations.current(self._root)
            self._seen = stamp
            self.number, self._tag = (now.number, now.tag) if now else (0, "")
        return self._tag


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer as it was sent, and the query that it answers."""

    headers: Headers
    body: bytes
    query: str = ""

    @property
    def size(self) -> int:
        """The bytes that it takes, about."""
        return len(self.body) + len(self.query) + _OVERHEAD


class Answers:
    """The latest answers of one generation, within ``size`` bytes."""

    def __init__(self, size: int = SIZE) -> None:
        self.most = size
        self.largest = size // _SHARE
        self.size = self.hits = self.stored = 0
        self._tag = ""
        self._kept: OrderedDict[bytes, Answer] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: bytes, tag: str) -> Answer | None:
        """Return the answer that was kept; those of other generations are forgotten."""
        if tag != self._tag:
            self._kept.clear()
            self.size, self._tag = 0, tag
        answer = self._kept.get(key)
        if answer is None:
            return None
        self.hits += 1
        self._kept.move_to_end(key)
        return answer

    def put(self, key: bytes, tag: str, answer: Answer) -> None:
        """Keep an answer of the generation in use; the ones unused for longest make room."""
        if tag != self._tag or answer.size > self.largest:
            return
        if key in self._kept:
            self.size -= self._kept.pop(key).size
        self._kept[key] = answer
        self.stored += 1
        self.size += answer.size
        while self.size > self.most:
            self.size -= self._kept.popitem(last=False)[1].size


class Cache:
    """Middleware: answers what it has answered before.

    ``control`` is the Cache-Control header of what may be asked again.
    """

    def __init__(
        self, app: ASGIApp, current: Current, answers: Answers, control: str = "no-cache"
    ) -> None:
        self._app = app
        self._current = current
        self._answers = answers
        self._control = (b"cache-control", control.encode("ascii"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass on and remember."""
        try:
            request = await _Request.read(scope, receive)
        except ClientDisconnect:
            return  # nobody asks any more, and a part of what was asked may mean something else
        if request is None:
            await self._app(scope, receive, send)
            return
        tag = self._current.tag()
        etag = request.etag(tag)
        kept = self._answers.get(request.key, tag)
        if request.safe and etag in request.known:
            await _send(send, 304, (*self._marks(etag), (b"vary", b"Accept, Accept-Encoding")), b"")
        elif kept:
            record = Record.of(scope)
            record.asked, record.kept = kept.query, True
            await _send(send, 200, kept.headers, b"" if request.method == "HEAD" else kept.body)
        else:
            recorder = _Recorder(self, request, Record.of(scope), send)
            await self._app(scope, request.receive, recorder.send)

    def _marks(self, etag: bytes) -> Headers:
        return ((b"etag", etag), self._control)

    def marked(self, request: "_Request", tag: str) -> Headers:
        """Return the headers that let an answer be known again."""
        return self._marks(request.etag(tag)) if request.safe else (self._control,)

    def keep(self, request: "_Request", tag: str, answer: Answer) -> None:
        """Keep a whole answer."""
        if request.method != "HEAD":
            self._answers.put(request.key, tag, answer)

    @property
    def largest(self) -> int:
        """How large an answer may be that is kept."""
        return self._answers.largest


def key_of(path: bytes, query: bytes, headers: Mapping[bytes, bytes], body: bytes = b"") -> bytes:
    """Return what tells a request from all that may be answered differently."""
    kind = b"POST" if body else b"GET"
    return b"\0".join((kind, path, query, body, *(headers.get(name, b"") for name in _DEPENDS)))


@lru_cache(maxsize=512)
def etag_of(key: bytes, tag: str) -> bytes:
    """Return the strong ETag of an answer in the generation that has the ``tag``."""
    digest = hashlib.sha256(key).hexdigest()[:24]
    return f'"{tag}{conditions.SEPARATOR}{digest}"'.encode("ascii")


class _Request:
    """A request of which the same may come again; its body is read and can be received anew."""

    def __init__(self, scope: Scope, receive: Receive, body: bytes) -> None:
        headers: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            headers[name] = headers[name] + b"," + value if name in headers else value
        self.method: str = scope["method"]
        self.safe = self.method in _SAFE
        self.known = _listed(headers.get(b"if-none-match", b""))
        self._receive = receive
        self._messages = [{"type": "http.request", "body": body, "more_body": False}]
        self.key = key_of(scope["raw_path"], scope["query_string"], headers, body)

    @classmethod
    async def read(cls, scope: Scope, receive: Receive) -> "_Request | None":
        """Return the request; None where it is none that has the same answer again.

        Raises ClientDisconnect where the client goes before its body is whole.
        """
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD", "POST", "QUERY"}:
            return None
        length = kind = b""
        for name, value in scope["headers"]:
            if name == b"content-length":
                length = value
            elif name == b"content-type":
                kind = value
            elif name in (b"authorization", b"transfer-encoding", b"cookie"):
                return None
        if scope["method"] in ("GET", "HEAD"):
            return cls(scope, receive, b"") if length in (b"", b"0") else None
        if not (kind.startswith(_QUERY) and length.isdigit() and 0 < int(length) <= _LONGEST_BODY):
            return None
        body = b""
        while len(body) < int(length):
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            body += message.get("body", b"")
        return cls(scope, receive, body)

    def etag(self, tag: str) -> bytes:
        """Return the ETag of the answer in the generation that has the ``tag``."""
        return etag_of(self.key, tag)

    async def receive(self) -> Message:
        """Give the body that was read, then what comes."""
        return self._messages.pop() if self._messages else await self._receive()


class _Recorder:
    """Passes an answer on, marks it, and keeps it when it has become whole."""

    def __init__(self, cache: Cache, request: _Request, record: Record, send: Send) -> None:
        self._cache = cache
        self._request = request
        self._record = record
        self._pass = send
        self._headers: Headers | None = None  # of an answer that may be kept
        self._body = bytearray()
        self._tag = ""

    async def send(self, message: Message) -> None:
        """Take a message of the answer."""
        if message["type"] == "http.response.start":
            message = self._begin(message)
        elif self._headers is not None:
            self._more(self._headers, message)
        await self._pass(message)

    def _begin(self, message: Message) -> Message:
        answered = self._record.answered
        unkept = (b"cache-control", b"no-store") in message["headers"]
        if message["status"] != 200 or unkept or not answered.get("repeatable"):
            return message
        self._tag = answered["tag"]
        marks = self._cache.marked(self._request, self._tag)
        names = {name for name, _ in marks}
        kept = [header for header in message["headers"] if header[0] not in names]
        self._headers = (*kept, *marks)
        return {**message, "headers": [*kept, *marks]}

    def _more(self, headers: Headers, message: Message) -> None:
        self._body += message.get("body", b"")
        if len(self._body) > self._cache.largest:
            self._headers = None
            self._body.clear()
        elif not message.get("more_body", False):
            length = (b"content-length", str(len(self._body)).encode())
            sized = (*(header for header in headers if header[0] != length[0]), length)
            answer = Answer(sized, bytes(self._body), self._record.asked)
            self._cache.keep(self._request, self._tag, answer)


def _listed(header: bytes) -> frozenset[bytes]:
    """Return the ETags of an If-None-Match; weak ones are as good (RFC 9110 § 13.1.2)."""
    return frozenset(part.strip().removeprefix(b"W/") for part in header.split(b","))


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body, "more_body": False})
