"""A deadline that stands still while nobody works."""

from time import monotonic

# Who is waited for may take his time, but not for ever.
_WALL = 20


class Deadline:
    """Passes after so many seconds, those between ``pause`` and ``go_on`` not counted.

    Who set it looks now and then whether it has: a timer for each request costs more than most
    requests do.
    """

    __slots__ = ("_end", "_paused", "_wall")

    def __init__(self, seconds: float) -> None:
        now = monotonic()
        self._end = now + seconds
        self._wall = now + _WALL * seconds
        self._paused: float | None = None

    def pause(self) -> None:
        """Stand still."""
        self._paused = monotonic()

    def go_on(self) -> None:
        """Run again."""
        if self._paused is not None:
            self._end += monotonic() - self._paused
            self._paused = None

    @property
    def standing(self) -> float:
        """For how many seconds it has been standing still; 0 where it runs."""
        return 0.0 if self._paused is None else monotonic() - self._paused

    @property
    def passed(self) -> bool:
        """Whether it has passed; one that stands still does in the end."""
        now = monotonic()
        return now >= (self._wall if self._paused is not None else min(self._end, self._wall))
