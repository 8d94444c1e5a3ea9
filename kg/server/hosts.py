"""Answers requests that are meant for this server, and tells others that they are not.

A browser sends a request of a page to the address that the name of the page has at that moment,
with that name as its ``Host``: if it is this machine's, the page could read what is private here.
"""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.server import failures
from kg.server.access import Access, Misdirected
from kg.server.problems import problem

_REMEDY = "ask as 127.0.0.1 or localhost, or serve it with --cors naming the site (or *)"


class Hosts:
    """Passes on requests whose ``Host`` is one of the server's."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that it is not for this server."""
        if scope["type"] == "http":
            request = Request(scope, receive)
            host = request.headers.get("host", "")
            if not self._access.is_meant(host):
                told = Misdirected(f"nothing is answered as {host} here", _REMEDY)
                await failures.response(request, problem(told))(scope, receive, send)
                return
        await self._app(scope, receive, send)
