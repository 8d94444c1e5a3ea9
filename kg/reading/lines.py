"""A text cut into its lines that are not blank, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text.scripts import width

_PADDING = re.compile(r"[\s\u200b\u2060\ufeff]*")
TAB = 4  # columns of the screen that a tab stands for


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    ``text`` is the line without the blanks around it, ``start`` where that begins in the document,
    ``indent`` how many columns it is set in, ``gap`` how many blank lines are before it, ``page``
    whether a form feed is, and ``opens`` whether it is set in by ideographic spaces, with which
    Chinese opens a paragraph.
    """

    text: str
    start: int
    indent: int = 0
    gap: int = 0
    page: bool = False
    opens: bool = False

    @property
    def end(self) -> int:
        """Where the text ends in the document."""
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        """How many columns the text takes."""
        return width(self.text)

    def rest(self, offset: int) -> "Line":
        """Return what is left of the line from ``offset`` on, set in as deep as it stands."""
        tail = self.text[offset:]
        skipped = offset + len(tail) - len(tail.lstrip())
        indent = self.indent + width(self.text[:skipped])
        return Line(self.text[skipped:], self.start + skipped, indent, self.gap, self.page)


def split(text: str, start: int = 0) -> Iterator[Line]:
    r"""Yield the lines of ``text`` from ``start`` on that are not blank.

    >>> [(line.text, line.start, line.indent, line.gap) for line in split("a\n\n  b\n")]
    [('a', 0, 0, 0), ('b', 5, 2, 1)]
    """
    gap, page = 0, False
    for raw in text[start:].splitlines(keepends=True):
        padding = _PADDING.match(raw)
        indented = padding.end() if padding else 0
        content = raw[indented:].rstrip().rstrip("\u200b\u2060\ufeff").rstrip()
        if content:
            indent = width(raw[:indented].expandtabs(TAB))
            opens = raw[:indented].endswith("\u3000")
            yield Line(content, start + indented, indent, gap, page, opens)
            gap, page = 0, False
        else:
            gap += 1
        page = page or "\f" in raw
        start += len(raw)
