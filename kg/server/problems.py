"""Errors → the members of a problem that a program can read (RFC 9457)."""

from typing import Any

from kg.errors import KgError
from kg.querying.diagnosis import MalformedQuery


class NotAcceptable(KgError):
    """Nothing that can be sent is accepted."""

    status = 406


def problem(error: KgError) -> dict[str, Any]:
    """Return an error as the members of an RFC 9457 problem."""
    members: dict[str, Any] = {
        "title": type(error).__doc__ or type(error).__name__,
        "status": error.status,
        "detail": str(error),
    }
    members["title"] = members["title"].partition("\n")[0].rstrip(".")
    if isinstance(error, MalformedQuery):
        members |= {"line": error.line, "column": error.column, "detail": error.complaint}
    return members
