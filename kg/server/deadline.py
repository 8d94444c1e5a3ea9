"""A deadline that stands still while nobody works."""

import asyncio
from collections.abc import Callable

# Who is waited for may take his time, but not for ever.
_WALL = 20


class Deadline:
    """Calls ``passed`` after so many seconds, those between ``pause`` and ``go_on`` not counted."""

    def __init__(self, seconds: float, passed: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._passed = passed
        now = self._loop.time()
        self._end = now + seconds
        self._wall = now + _WALL * seconds
        self._paused: float | None = None
        self._timer = self._loop.call_at(self._end, self._ring)

    def pause(self) -> None:
        """Stand still."""
        self._paused = self._loop.time()

    def go_on(self) -> None:
        """Run again."""
        if self._paused is not None:
            self._end += self._loop.time() - self._paused
            self._paused = None

    def stop(self) -> None:
        """Never call."""
        self._timer.cancel()

    def _ring(self) -> None:
        now = self._loop.time()
        if self._paused is not None:
            self.go_on()
            self._paused = now
        end = min(self._end, self._wall)
        if now < end:
            # Paused, it is looked at again: it will not be on time, but the wall is.
            self._timer = self._loop.call_at(max(end, now + 0.01), self._ring)
        else:
            self._passed()
