"""What queries cost that differ only in the names and texts in them, as those of a program do."""

import re
from functools import lru_cache

_QUICK = 0.02  # seconds
_SURE = 3  # quick answers until one more is expected to be quick
_UNSURE = 50  # the same, at most, after one that was not
# Each alternative takes what it has begun to read: no text is read twice.
_VARIES = re.compile(
    r"""<[^<>\s]*>|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|(?<![\w-])[\w-]*:[\w.%-]*""", re.DOTALL
)


class Form:
    """What is known of the queries of one form.

    >>> form = form_of('SELECT * { <a:1> ?p "x" }')
    >>> form is form_of('SELECT * { <a:2> ?p "y" }')
    True
    >>> for _ in range(3):
    ...     form.took(0.001)
    >>> form.quick
    True
    >>> form.took(1.0)
    >>> form.quick
    False
    """

    __slots__ = ("_doubt", "_left")

    def __init__(self) -> None:
        self._left = self._doubt = _SURE  # quick answers that are needed: still, and in all

    @property
    def quick(self) -> bool:
        """Whether the next one is expected to take a few milliseconds."""
        return not self._left

    def took(self, seconds: float) -> None:
        """Learn how long one took; a machine that is busy makes each slow for once."""
        if seconds > _QUICK:
            self._doubt = min(2 * self._doubt, _UNSURE)
            self._left = self._doubt
        elif self._left:
            self._left -= 1
        elif self._doubt > _SURE:
            self._doubt -= 1


@lru_cache(maxsize=4096)
def _form(_: str) -> Form:
    return Form()


def form_of(text: str) -> Form:
    """Return the form of a query; the oldest forms are forgotten."""
    return _form(_VARIES.sub("?", text))
