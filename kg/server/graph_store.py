"""``/data``: the SPARQL 1.1 Graph Store Protocol.

``/data?graph=IRI`` and ``/data?default`` name a graph; ``/data/some/path`` is the graph whose IRI
is that path under the base that the data is published under. ``GET /data`` is all of it, ``POST
/data`` makes a new graph.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.server import asking, negotiation, protocol
from kg.server.access import Access
from kg.server.delivery import unless_gone
from kg.server.pool import Pool
from kg.server.problems import NotAcceptable
from kg.server.sparql import allowed, written
from kg.server.writer import Writer
from kg.settings import Settings

METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"]
_TASKS = {"PUT": "put", "POST": "post", "DELETE": "delete"}
_ALL = object()


class GraphStore:
    """The handler of graphs."""

    def __init__(
        self,
        pool: Pool,
        writer: Writer | None,
        settings: Settings,
        access: Access,
    ) -> None:
        self._pool = pool
        self._writer = writer
        self._settings = settings
        self._access = access
        self._limits = pool.limits

    async def endpoint(self, request: Request) -> Response:
        """Read or write a graph."""
        if request.method == "OPTIONS":
            types = [*dict.fromkeys(negotiation.GRAPHS.values()), "multipart/form-data"]
            return allowed(METHODS, accept_post=types if self._access.writable else [])
        name = self._name(request)
        if request.method in {"GET", "HEAD"}:
            self._access.may_ask(request)
            return await self._read(request, name)
        self._access.may_write(request)
        return await self._write(request, name)

    async def _read(self, request: Request, name: Any) -> Response:  # noqa: ANN401
        accept = request.query_params.get("format") or request.headers.get("accept", "")
        offers = negotiation.DATASETS if name is _ALL else negotiation.GRAPHS
        chosen = negotiation.choose(accept, offers)
        if chosen is None:
            raise NotAcceptable(f"no format of graphs is accepted by {accept!r}")
        what = {"all": True} if name is _ALL else {"name": name}
        task = {"task": "graph", "graph": chosen, "base": self._settings.base, **what}
        return await asking.answer(self._pool, request, task)

    async def _write(self, request: Request, name: Any) -> Response:  # noqa: ANN401
        task = {
            "task": _TASKS[request.method],
            "name": name,
            "base": self._settings.base,
            "content_type": request.headers.get("content-type", ""),
            "if_match": request.headers.get("if-match", ""),
            "if_none_match": request.headers.get("if-none-match", ""),
        }
        if name is _ALL:
            if request.method != "POST":
                raise QueryError("no graph is named", "add ?graph=IRI or ?default")
            task |= {"task": "create", "name": None, "within": self._settings.iri("data/")}
        body = await asking.body(request, self._limits.max_data)
        assert self._writer  # noqa: S101 (there is one where writing is allowed)
        work = self._writer.write(task, body)
        return written(request, await unless_gone(request.receive, work))

    def _name(self, request: Request) -> Any:  # noqa: ANN401
        """Return the IRI of the graph that a request is about; None for the default, or all."""
        pairs = protocol.pairs_of(request.scope["query_string"])
        named = [(key, value) for key, value in pairs if key in {"graph", "default"}]
        path = request.scope.get("raw_path", b"").partition(b"?")[0].decode("ascii")
        direct = path.partition("/data/")[2]
        if len(named) + bool(direct) > 1:
            raise QueryError("the request names several graphs", "name one")
        if direct:
            return self._settings.iri(f"data/{direct}")
        if not named:
            return _ALL
        key, value = named[0]
        return value if key == "graph" else None
