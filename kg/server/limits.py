"""What one request may cost, and what is said when it costs more."""

from dataclasses import dataclass

from kg.errors import KgError
from kg.querying.guard import MAX_DEPTH


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server; where one is passed, the client is told which.

    ``timeout`` is the time in seconds that a query or update may take, ``memory`` the bytes that
    it may take, ``max_rows`` and ``max_bytes`` the size of an answer (None: no limit),
    ``max_body`` that of a request, ``max_data`` that of one that brings data, in bytes, and
    ``depth`` how deep its brackets may nest. When no worker is free, ``queue`` requests may wait,
    each for ``patience`` seconds. Only with ``network`` may it be evaluated where other servers
    can be reached.
    """

    timeout: float = 30.0
    memory: int = 1 << 30
    max_rows: int | None = None
    max_bytes: int | None = None
    max_body: int = 1 << 20
    max_data: int = 64 << 20
    depth: int = MAX_DEPTH
    patience: float = 5.0
    queue: int = 100
    network: bool = False


class LimitPassed(KgError):
    """A limit of the server was passed.

    ``limit`` is its name, as in :class:`Limits`.
    """

    status = 503
    limit = ""


class Busy(LimitPassed):
    """Every worker is at work."""

    limit = "queue"


class Stopping(LimitPassed):
    """The server stops, and does not wait any longer."""

    limit = "stop"

    def __init__(self) -> None:
        super().__init__("the server stops", "ask again when it is there again")


class TooLong(LimitPassed):
    """The query takes too long."""

    limit = "timeout"


class TooSlow(LimitPassed):
    """The client reads too slowly while others wait."""

    limit = "reading"


class TooMuchMemory(LimitPassed):
    """The query takes too much memory."""

    limit = "memory"


class TooMuch(LimitPassed):
    """The answer has too many rows."""

    status = 413
    limit = "max_rows"


class TooLarge(LimitPassed):
    """The answer has too many bytes."""

    status = 413
    limit = "max_bytes"
