"""Errors → the members of a problem that a program can read (RFC 9457)."""

import logging
import re
from typing import Any

from kg.errors import KgError, QueryError, StoreError, StoreFull, StoreLocked
from kg.querying.diagnosis import MalformedQuery
from kg.querying.guard import TooDeep
from kg.server.limits import LimitPassed

_LOG = logging.getLogger(__name__)


class NotAcceptable(KgError):
    """Nothing that can be sent is accepted."""

    status = 406


def problem(error: KgError) -> dict[str, Any]:
    """Return an error as the members of an RFC 9457 problem.

    Beside ``title status detail``: its ``kind``, a word for programs; ``remedy``, what to do;
    ``line`` and ``column`` in what is malformed; ``limit``, the name of the one that was passed.
    What is wrong with the store is logged, with its place; a stranger is told that it is.

    >>> problem(NotAcceptable("a list of colours", "accept text/csv"))["kind"]
    'not-acceptable'
    """
    if isinstance(error, StoreError):
        _LOG.warning("%s", error)
        error = _told(error)
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


def _told(error: StoreError) -> StoreError:
    """Return what a stranger learns of it."""
    if isinstance(error, StoreFull):
        return StoreFull("the disk is full", "free disk space")
    if isinstance(error, StoreLocked):
        return StoreLocked("another loader holds the store", "wait until it has ended")
    return StoreError("the store cannot be used", "see the server's log")
