"""The places that facts have claimed: a figure is taken once."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from kg.model.span import Span


class Spans:
    """Spans that can be asked whether another one meets any of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ends = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ends]
        # The farthest end of each span and all before it.
        self._ends = list(accumulate((end for _, end in ends), max))

    def meet(self, other: Span) -> bool:
        """Tell whether any span overlaps ``other``."""
        place = bisect_left(self._starts, other.end)
        return place > 0 and self._ends[place - 1] > other.start
