"""A pool of workers → the HTTP application: SPARQL, graphs, questions, things, a front page."""

import contextlib
from collections.abc import AsyncIterator, Iterable
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KgError
from kg.querying import canned
from kg.querying.canned import CannedQuery
from kg.server import asking, failures, graph_store, negotiation, sparql
from kg.server.access import Access
from kg.server.cache import Answers, Cache, Current
from kg.server.collection import collect_seldom
from kg.server.compression import Compression
from kg.server.control import Control
from kg.server.delivery import Gone
from kg.server.description import Features
from kg.server.express import Express
from kg.server.graph_store import GraphStore
from kg.server.headers import SecurityHeaders
from kg.server.hosts import Hosts
from kg.server.metrics import MEDIA_TYPE, Metrics
from kg.server.observation import AccessLog, Observation, observe_refusal
from kg.server.operation import Operation
from kg.server.pages import front_page
from kg.server.pool import Pool
from kg.server.sparql import Sparql
from kg.server.spooling import Spooling
from kg.server.writer import Writer
from kg.settings import Settings

_EXPOSED = ["ETag", "Location", "Retry-After", "X-Kg-Generation"]


def create_app(
    pool: Pool,
    settings: Settings,
    *,
    writer: Writer | None = None,
    access: Access | None = None,
    own_default: bool = False,
    operation: Operation | None = None,
) -> Starlette:
    """Return the application; it starts the pool and the writer, and stops them.

    ``own_default`` tells that the default graph of the store is its own, not the union of the
    others. ``state.express`` of the application is the short way, ``state.refused(client, status)``
    takes note of what is no request, ``state.break_off()`` ends what is under way.
    """
    access = access or Access()
    operation = operation or Operation()
    current, answers = Current(pool.root), Answers(operation.cache)
    metrics = Metrics(pool, writer, answers, current)
    control = Control(pool.root, pool.running)
    log = AccessLog(operation.access_log) if operation.access_log else None
    express = Express(
        pool,
        settings.base,
        access,
        current,
        answers,
        metrics,
        control=operation.cache_control,
        log=log,
    )
    features = Features(
        writable=access.writable,
        union=not own_default,
        federated=bool(access.remotes),
        limits=pool.limits,
    )
    questions = {question.name: question for question in canned.load()}
    asked = Sparql(pool, writer, settings, access, features, questions)
    graphs = GraphStore(pool, writer, settings, access)
    site = _Site(pool, settings, questions.values())

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            if writer:
                await writer.start()
            await control.start()
            await express.learn(app)
            collect_seldom()
            yield
        finally:
            await control.stop()
            if writer:
                await writer.stop()
            await pool.stop()

    app = Starlette(
        routes=[
            Route("/", site.front, name="front"),
            Route("/healthz", site.health),
            Route("/metrics", partial(_metrics, metrics)),
            Route("/sparql", asked.endpoint, methods=sparql.METHODS, name="sparql"),
            Route("/data", graphs.endpoint, methods=graph_store.METHODS),
            Route("/data/{path:path}", graphs.endpoint, methods=graph_store.METHODS),
            Route("/queries/{name}", asked.canned),
            Route("/{path:path}", site.thing),
        ],
        middleware=[
            Middleware(Observation, metrics=metrics, log=log),
            Middleware(Spooling),
            Middleware(SecurityHeaders),
            Middleware(Hosts, access=access),
            Middleware(
                CORSMiddleware,
                allow_origins=access.origins,
                allow_methods=sorted({*sparql.METHODS, *graph_store.METHODS}),
                allow_headers=["*"],
                expose_headers=_EXPOSED,
            ),
            Middleware(Cache, current=current, answers=answers, control=operation.cache_control),
            Middleware(Compression),
        ],
        exception_handlers={
            KgError: failures.of_error,
            HTTPException: failures.of_exception,
            Gone: _gone,
            ClientDisconnect: _gone,
        },
        lifespan=lifespan,
    )
    app.state.express = express
    app.state.refused = partial(observe_refusal, metrics, log)

    def break_off() -> None:
        pool.break_off()
        if writer:
            writer.break_off()

    app.state.break_off = break_off
    return app


async def _metrics(metrics: Metrics, _: Request) -> Response:
    return Response(metrics.text(), media_type=MEDIA_TYPE)


async def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=499)  # for the log: nobody will read it


class _Site:
    """The pages, with what they share."""

    def __init__(self, pool: Pool, settings: Settings, questions: Iterable[CannedQuery]) -> None:
        self._pool = pool
        self._settings = settings
        self._questions = tuple(questions)

    async def front(self, request: Request) -> Response:
        return HTMLResponse(front_page(self._questions, str(request.url_for("sparql"))))

    async def health(self, request: Request) -> Response:
        task = {
            "task": "query",
            "query": "ASK {}",
            "results": "text/csv",
            "base": self._settings.base,
        }
        response = await asking.answer(self._pool, request, task)
        if response.status_code == 200:
            generation = {"X-Kg-Generation": response.headers["x-kg-generation"]}
            response = PlainTextResponse("ok\n", headers=generation)
        response.headers["Cache-Control"] = "no-store"
        return response

    async def thing(self, request: Request) -> Response:
        accept = request.query_params.get("format") or request.headers.get("accept", "")
        task = {
            "task": "thing",
            "iri": self._settings.iri(request.path_params["path"]),
            "graph": negotiation.choose(accept, negotiation.PAGES),
            "base": self._settings.base,
        }
        return await asking.answer(self._pool, request, task)
