"""Errors → the members of a problem that a program can read (RFC 9457)."""

import re
from typing import Any

from kg.errors import KgError, QueryError
from kg.querying.diagnosis import MalformedQuery
from kg.querying.guard import TooDeep
from kg.server.limits import LimitPassed


class NotAcceptable(KgError):
    """Nothing that can be sent is accepted."""

    status = 406


def problem(error: KgError) -> dict[str, Any]:
    """Return an error as the members of an RFC 9457 problem.

    Beside ``title status detail``: its ``kind``, a word for programs; ``remedy``, what to do;
    ``line`` and ``column`` in what is malformed; ``limit``, the name of the one that was passed.

    >>> problem(NotAcceptable("a list of colours", "accept text/csv"))["kind"]
    'not-acceptable'
    """
    name = type(error).__name__
    members: dict[str, Any] = {
        "title": (type(error).__doc__ or name).partition("\n")[0].rstrip("."),
        "status": error.status,
        "detail": error.message,
        "kind": re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower(),
    }
    if error.remedy:
        members["remedy"] = error.remedy
    if isinstance(error, MalformedQuery):
        members["detail"] = error.complaint
    if isinstance(error, QueryError) and error.line is not None:
        members |= {"line": error.line, "column": error.column}
    if isinstance(error, LimitPassed | TooDeep):
        members["limit"] = error.limit
    return members
