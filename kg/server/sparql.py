"""``/sparql`` (the SPARQL 1.1 protocol) and ``/queries/NAME`` (canned questions)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.querying import canned
from kg.querying.canned import CannedQuery
from kg.querying.parameters import bind
from kg.server import asking, failures, negotiation, protocol
from kg.server.access import Access
from kg.server.delivery import unless_gone
from kg.server.description import Features
from kg.server.pool import Pool
from kg.server.problems import NotAcceptable
from kg.server.writer import Writer
from kg.settings import Settings

METHODS = ["GET", "HEAD", "POST", "QUERY", "OPTIONS"]


class Sparql:
    """The handlers of queries and updates.

    ``questions`` are the canned ones; ``features`` is what the service description says of the
    configuration.
    """

    def __init__(
        self,
        pool: Pool,
        writer: Writer | None,
        settings: Settings,
        access: Access,
        features: Features,
        questions: Mapping[str, CannedQuery],
    ) -> None:
        self._pool = pool
        self._writer = writer
        self._base = settings.base
        self._settings = settings
        self._access = access
        self._limits = pool.limits
        self._features = features
        self._questions = questions

    async def endpoint(self, request: Request) -> Response:
        """Answer a query, carry out an update, or describe the service."""
        if request.method == "OPTIONS":
            types = [protocol.FORM, protocol.QUERY]
            types += [protocol.UPDATE] if self._access.writable else []
            return allowed(METHODS, accept_post=types, accept_query=[protocol.QUERY])
        writes = self._access.writable and self._access.writes(request)
        most = self._limits.max_data if writes else self._limits.max_body
        asked = protocol.read(
            request.method,
            request.scope["query_string"],
            request.headers.get("content-type", ""),
            await asking.body(request, most),
        )
        if asked is None:
            return await self._describe(request)
        if isinstance(asked, protocol.Change):
            return await self._change(request, asked)
        self._access.may_ask(request)
        return await self._query(request, asked)

    async def canned(self, request: Request) -> Response:
        """Answer a canned question, with its parameters in the address."""
        name = request.path_params["name"]
        query = self._questions.get(name) or canned.get(name)
        arguments = protocol.parameters(request.scope["query_string"])
        text = bind(query.text, query.parameters, arguments, self._settings)
        return await self._query(request, protocol.Asked(text), query.summary)

    async def _query(self, request: Request, asked: protocol.Asked, title: str = "") -> Response:
        task = querying(asked, request.headers.get("accept", ""), self._base, self._access)
        return await asking.answer(self._pool, request, {**task, "title": title})

    async def _change(self, request: Request, change: protocol.Change) -> Response:
        self._access.may_write(request)
        task = {
            "task": "update",
            "update": change.text,
            "using": change.using,
            "using_named": change.using_named,
            "remotes": self._access.remotes,
            "base": self._base,
        }
        assert self._writer  # noqa: S101 (there is one where writing is allowed)
        return written(request, await unless_gone(request.receive, self._writer.write(task)))

    async def _describe(self, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        chosen = negotiation.choose(accept, negotiation.DESCRIPTIONS)
        if chosen == "text/html":
            return RedirectResponse(request.url_for("front"), 303, headers={"Vary": "Accept"})
        task = {
            "task": "service",
            "endpoint": str(request.url.replace(query="", fragment="")),
            "graph": chosen or "text/turtle",
            "base": self._base,
            "features": asdict(self._features),
        }
        return await asking.answer(self._pool, request, task)


def querying(asked: protocol.Asked, accept: str, base: str, access: Access) -> dict[str, Any]:
    """Return the task of a worker that answers a query; NotAcceptable where nothing can be sent."""
    results = negotiation.choose(accept, negotiation.RESULTS)
    graph = negotiation.choose(accept, negotiation.GRAPHS)
    if results is None and graph is None:
        raise NotAcceptable(f"nothing that is sent here is accepted by {accept!r}")
    return {
        "task": "query",
        "query": asked.text,
        "default": asked.default,
        "named": asked.named,
        "base": base,
        "remotes": access.remotes,
        "results": results,
        "graph": graph,
    }


def allowed(
    methods: Sequence[str], *, accept_post: Sequence[str] = (), accept_query: Sequence[str] = ()
) -> Response:
    """Return the answer to OPTIONS."""
    headers = {"Allow": ", ".join(methods)}
    if accept_post:
        headers["Accept-Post"] = ", ".join(accept_post)
    if accept_query:
        headers["Accept-Query"] = ", ".join(f'"{type_}"' for type_ in accept_query)
    return Response(status_code=204, headers=headers)


def written(request: Request, result: Mapping[str, Any]) -> Response:
    """Return the response that tells what the writer did."""
    if result["status"] >= HTTPStatus.BAD_REQUEST:
        return failures.response(request, result)
    headers = {"X-Kg-Generation": str(result["generation"]), "Cache-Control": "no-store"}
    if "location" in result:
        headers["Location"] = result["location"]
    return Response(status_code=result["status"], headers=headers)
