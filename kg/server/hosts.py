"""Answers requests that are meant for this server, and tells others that they are not.

A request names one host, unless it is of HTTP/1.0 (RFC 9112 § 3.2): of two, those on its way may
have taken the other one.

A browser sends a request of a page to the address that the name of the page has at that moment,
with that name as its ``Host``: if it is this machine's, the page could read what is private here.
"""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import KgError
from kg.server import failures
from kg.server.access import Access, Misdirected
from kg.server.problems import problem

_REMEDY = "ask as 127.0.0.1 or localhost, or serve it with --cors naming the site (or *)"


class Nameless(KgError):
    """The request does not name the one host that it is for."""

    status = 400


class Hosts:
    """Passes on requests whose ``Host`` is one of the server's."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that it is not for this server."""
        if scope["type"] == "http":
            request = Request(scope, receive)
            if told := self._complaint(request.headers.getlist("host"), scope["http_version"]):
                await failures.response(request, problem(told))(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _complaint(self, hosts: Sequence[str], version: str) -> KgError | None:
        """Return what is wrong with the hosts that a request names, if anything."""
        if len(hosts) > 1 or (not hosts and version != "1.0"):
            return Nameless(f"the request names {len(hosts)} hosts", "send one Host header")
        if not self._access.is_meant(*hosts or [""]):
            return Misdirected(f"nothing is answered as {hosts[0]} here", _REMEDY)
        return None
