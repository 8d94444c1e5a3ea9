"""What is asked of a document from many sides and read once: its title, its day of issue."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

from kg.extraction.passages.passage import Passage

_Read = TypeVar("_Read")


def once(
    reading: Callable[[Sequence[Passage]], _Read],
) -> Callable[[Sequence[Passage]], _Read]:
    """Return the same reading, which remembers what it read of the last passages.

    Only a tuple is remembered, as it cannot change, and only while no other was read.
    """
    last: tuple[Sequence[Passage], _Read] | None = None

    @wraps(reading)
    def remembered(texts: Sequence[Passage]) -> _Read:
        nonlocal last
        known = last
        if known is None or known[0] is not texts or not isinstance(texts, tuple):
            last = known = (texts, reading(texts))
        return known[1]

    return remembered
