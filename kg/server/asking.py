"""A request → a task for a worker → its answer as a response, and the body of a request."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.server import failures
from kg.server.delivery import deliver
from kg.server.pool import Pool


class TooLarge(KgError):
    """The body is too large."""

    status = 413


async def answer(pool: Pool, request: Request, task: Mapping[str, Any]) -> Response:
    """Ask a worker; the status line waits for its first message."""
    return await deliver(
        pool,
        request.scope,
        request.receive,
        {**task, "head": request.method == "HEAD"},
        partial(failures.response, request),
    )


async def body(request: Request, most: int) -> bytes:
    """Return the body of a request; TooLarge as soon as it is, in bytes."""
    error = TooLarge(f"a request may have {most} bytes", "send less, or raise the limit")
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise error
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > most:
            raise error
    return bytes(read)
