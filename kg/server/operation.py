"""How a server is run: what it keeps in memory, what it lets others keep, what it writes down."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """The settings of an operator.

    ``cache`` is how many bytes of answers are kept, ``max_age`` how many seconds others may keep
    one without asking (0: they must ask, and are told at once when it has not changed).
    ``access_log`` is ``hashed``, ``full`` or None; ``connections`` how many clients there may be.
    """

    cache: int = 64 << 20
    max_age: int = 0
    access_log: str | None = None
    connections: int = 1000

    @property
    def cache_control(self) -> str:
        """The Cache-Control header of what others may keep.

        >>> Operation(max_age=60).cache_control
        'public, max-age=60'
        """
        return f"public, max-age={self.max_age}" if self.max_age else "no-cache"
