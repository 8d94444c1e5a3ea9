"""A pool of workers → the HTTP application: SPARQL, canned questions, things, a front page."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kg.errors import KgError
from kg.querying import canned
from kg.querying.parameters import bind
from kg.server import negotiation, protocol
from kg.server.pages import front_page
from kg.server.pool import Broken, Pool
from kg.server.problems import NotAcceptable, problem
from kg.settings import Settings

_LOG = logging.getLogger(__name__)
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
Chunks = AsyncGenerator[tuple[dict[str, Any], bytes], None]


def create_app(pool: Pool, settings: Settings) -> Starlette:
    """Return the application; it starts the pool and stops it."""
    site = _Site(pool, settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    return Starlette(
        routes=[
            Route("/", site.front),
            Route("/healthz", site.health),
            Route("/sparql", site.sparql, methods=METHODS),
            Route("/queries/{name}", site.canned),
            Route("/{path:path}", site.thing),
        ],
        middleware=[
            Middleware(
                CORSMiddleware, allow_origins=["*"], allow_methods=METHODS, allow_headers=["*"]
            )
        ],
        exception_handlers={KgError: _problem, HTTPException: _http_problem},
        lifespan=lifespan,
    )


class _Site:
    """The handlers, with what they share."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings

    async def front(self, request: Request) -> Response:
        return HTMLResponse(front_page(canned.load(), str(request.url_for("sparql"))))

    async def health(self, request: Request) -> Response:
        response = await self._answer(
            request, {"task": "query", "query": "ASK {}", "results": "text/csv", "base": self._settings.base}
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    async def sparql(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
        asked = protocol.read(
            request.method,
            request.scope["query_string"],
            request.headers.get("content-type", ""),
            await _body(request),
        )
        accept = request.headers.get("accept", "")
        if asked is None:
            task = {
                "task": "service",
                "endpoint": str(request.url.replace(query="", fragment="")),
                "graph": negotiation.choose(accept, negotiation.GRAPHS) or "text/turtle",
            }
            return await self._answer(request, task)
        return await self._query(request, asked)

    async def canned(self, request: Request) -> Response:
        query = canned.get(request.path_params["name"])
        arguments = protocol.parameters(request.scope["query_string"])
        text = bind(query.text, query.parameters, arguments, self._settings)
        return await self._query(request, protocol.Asked(text))

    async def thing(self, request: Request) -> Response:
        accept = request.query_params.get("format") or request.headers.get("accept", "")
        chosen = negotiation.choose(accept, negotiation.PAGES)
        task = {
            "task": "thing",
            "iri": self._settings.iri(request.path_params["path"]),
            "graph": chosen,
            "base": self._settings.base,
        }
        return await self._answer(request, task)

    async def _query(self, request: Request, asked: protocol.Asked) -> Response:
        accept = request.headers.get("accept", "")
        task = {
            "task": "query",
            "query": asked.text,
            "default": asked.default,
            "named": asked.named,
            "base": self._settings.base,
            "results": negotiation.choose(accept, negotiation.RESULTS),
            "graph": negotiation.choose(accept, negotiation.GRAPHS),
        }
        if task["results"] is None and task["graph"] is None:
            raise NotAcceptable(f"nothing that is sent here is accepted by {accept!r}")
        return await self._answer(request, task)

    async def _answer(self, request: Request, task: Mapping[str, Any]) -> Response:
        """Ask a worker; the status line waits for its first message."""
        chunks = self._pool.ask(task)
        header = await _unless_gone(request, chunks)
        if header["status"] != 200:
            async for _ in chunks:  # to its end, so that the worker is free for the next
                pass
            return _problem_response(header)
        media_type = header["media_type"]
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        return _Stream(
            chunks,
            media_type=media_type + charset,
            headers={"Vary": "Accept", "X-Kg-Generation": str(header["generation"])},
        )


class _Stream(StreamingResponse):
    """The body of an answer; however it ends, the worker is given back or killed.

    When the worker breaks off, so does the connection: no client may take a part for the whole.
    """

    def __init__(self, chunks: Chunks, *, media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(_bodies(chunks), media_type=media_type, headers=headers)
        self._chunks = chunks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except Broken as broken:  # the server closes a connection whose answer is not whole
            _LOG.warning("answer broken off: %s", broken)
        finally:
            await self._chunks.aclose()


async def _bodies(chunks: Chunks) -> AsyncIterator[bytes]:
    async for _, body in chunks:
        yield body


async def _unless_gone(request: Request, chunks: Chunks) -> dict[str, Any]:
    """Return the header of an answer; stop waiting for it when the client has gone."""
    first = asyncio.ensure_future(anext(chunks))
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({first, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
    if not first.done():
        first.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await first
        raise HTTPException(499, "the client has gone")
    return first.result()[0]


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _body(request: Request) -> bytes:
    """Return the body; TooLarge as soon as it is."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > protocol.MAX_BODY:
            raise protocol.TooLarge(f"a query may have {protocol.MAX_BODY} bytes")
    return bytes(body)


async def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, KgError)  # noqa: S101 (registered for it)
    return _problem_response(problem(error))


async def _http_problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for it)
    members = {"title": error.detail, "status": error.status_code}
    return _problem_response(members, error.headers)


def _problem_response(
    members: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Response:
    response = JSONResponse(
        dict(members), members["status"], dict(headers or {}), "application/problem+json"
    )
    response.headers["Vary"] = "Accept"
    if members["status"] == 503:
        response.headers["Retry-After"] = "5"
    return response
