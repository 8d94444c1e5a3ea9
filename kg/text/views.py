"""Text derived from a source, with the way back: markup dropped and soft wraps joined.

A view is a chain of pieces, each a stretch of the source that is contiguous there too, so that its
cost is that of the changes and not of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.text.scripts import CJK, LINE_BREAKS

# A run of blanks is matched whole and then looked into: a pattern that began at each blank of a
# long run, in the hope of a line break, would take quadratic time.
_BLANKS = re.compile(f"[ \t\u00a0\u3000\u200b\ufeff{LINE_BREAKS}]+")
_LINE_BREAK = re.compile(f"[{LINE_BREAKS}]")
_CJK = re.compile(f"[{CJK}]")
# Quotation marks, dashes and dots that both scripts share belong to the script beside them.
_SHARED = frozenset("“”‘’—…·")

# Where it starts and ends in the source, and the words that replace it, if any.
_Piece = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class View:
    r"""Derived text; ``starts`` and ``origins`` say where its pieces begin here and there.

    >>> source = "撥款**30億\n港元**，見[^1] Annex"
    >>> view = View.of(source, 0, len(source), [(2, 4), (10, 12), (14, 18)])
    >>> view.text
    '撥款30億港元，見 Annex'
    >>> view.source(2, 7), source[slice(*view.source(2, 7))]
    ((4, 10), '30億\n港元')
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def of(
        cls, source: str, start: int, end: int, markup: Iterable[tuple[int, int]] = ()
    ) -> "View":
        """Derive a view of ``source[start:end]``.

        ``markup`` are ranges of the source to drop, in order, none overlapping. A run of blanks
        that holds a line break becomes nothing between CJK characters and at either end, and one
        space elsewhere.
        """
        plain = cls._of_pieces(source, _kept(start, end, markup))
        wrapped = _LINE_BREAK.search(plain.text)
        return cls._of_pieces(source, _unwrapped(plain)) if wrapped else plain

    @classmethod
    def _of_pieces(cls, source: str, pieces: Iterable[_Piece]) -> "View":
        texts: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        for start, end, replacement in pieces:
            text = replacement or source[start:end]
            texts.append(text)
            starts.append(length)
            origins.append(start)
            length += len(text)
        return cls("".join(texts), tuple(starts), tuple(origins))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open range of ``text`` to the tightest half-open range of the source.

        An empty range gives an empty one. Raises ValueError where the range is not in the text.
        """
        if not 0 <= start <= end <= len(self.text) or not self.text:
            message = f"{start}:{end} is not a range of a text of {len(self.text)} characters"
            raise ValueError(message)
        if len(self.starts) == 1:  # as most are
            origin = self.origins[0]
            return origin + start, origin + end
        if start == end == len(self.text):
            place = self._origin(end - 1) + 1
            return place, place
        first = self._origin(start)
        return first, self._origin(end - 1) + 1 if start < end else first

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the contiguous ranges of the source that ``text[start:end]`` is made of."""
        piece = bisect_right(self.starts, start)
        while start < end:
            stop = min(end, self.starts[piece]) if piece < len(self.starts) else end
            origin = self._origin(start)
            yield origin, origin + stop - start
            start, piece = stop, piece + 1

    def _origin(self, offset: int) -> int:
        piece = bisect_right(self.starts, offset) - 1 if len(self.starts) > 1 else 0
        return self.origins[piece] + offset - self.starts[piece]


def _kept(start: int, end: int, markup: Iterable[tuple[int, int]]) -> Iterator[_Piece]:
    for dropped, resumed in markup:
        if start < dropped:
            yield start, min(dropped, end), ""
        start = max(start, resumed)
    if start < end:
        yield start, end, ""


def _unwrapped(view: View) -> Iterator[_Piece]:
    """Yield the pieces that are left when line breaks are dropped or replaced by a space."""
    text = view.text
    done = 0
    for blanks in _BLANKS.finditer(text):
        if not _LINE_BREAK.search(blanks[0]):
            continue
        yield from ((*piece, "") for piece in view.pieces(done, blanks.start()))
        if _is_spaced(text, blanks.start(), blanks.end()):
            place, _ = view.source(blanks.start(), blanks.end())
            yield place, place + 1, " "
        done = blanks.end()
    yield from ((*piece, "") for piece in view.pieces(done, len(text)))


def _is_spaced(text: str, start: int, end: int) -> bool:
    """Tell whether a line break between two characters stands for a space."""
    if start == 0 or end == len(text):
        return False
    sides = text[start - 1], text[end]
    cjk = [bool(_CJK.match(side)) for side in sides]
    joined = all(known or side in _SHARED for known, side in zip(cjk, sides, strict=True))
    return not (joined and any(cjk))
