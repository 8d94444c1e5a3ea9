"""Problems → responses: JSON for programs, a page for browsers."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg.errors import KgError
from kg.server import negotiation
from kg.server.pages import problem_page
from kg.server.problems import problem

_RETRY_AFTER = "5"  # seconds
_SCHEMES = 'Bearer realm="kg", Basic realm="kg", charset="UTF-8"'


async def of_error(request: Request, error: Exception) -> Response:
    """Return the response that tells one of our own errors."""
    assert isinstance(error, KgError)  # noqa: S101 (registered for it)
    return response(request, problem(error))


async def of_exception(request: Request, error: Exception) -> Response:
    """Return the response that tells an error of the framework: no such route, no such method."""
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for it)
    members = {"title": error.detail, "status": error.status_code}
    return response(request, members, error.headers)


def response(
    request: Request, members: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Response:
    """Return the response that tells a problem, with what the standards want beside it."""
    status = members["status"]
    chosen = negotiation.choose(request.headers.get("accept", ""), negotiation.PROBLEMS)
    sent: Response
    if chosen == "text/html":
        sent = HTMLResponse(problem_page(members), status, dict(headers or {}))
    else:
        sent = JSONResponse(
            dict(members), status, dict(headers or {}), media_type="application/problem+json"
        )
    sent.headers["Vary"] = "Accept"
    sent.headers["Cache-Control"] = "no-store"
    if status == 503:
        sent.headers["Retry-After"] = _RETRY_AFTER
    if status == 401:
        sent.headers["WWW-Authenticate"] = _SCHEMES
    return sent
