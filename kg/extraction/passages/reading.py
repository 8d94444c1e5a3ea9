"""A passage together with what was recognised in it, and its clauses."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from kg.extraction.passages.passage import Passage
from kg.model.mention import Mention
from kg.model.span import Span

# It begins with a set of characters: so a search passes over all others without trying anything.
_CLAUSE = re.compile(
    r"[,:;、，；： —](?:(?<=[，；：])|(?<=[,:])(?:(?<!\d.)|(?!\d))|(?<=[;,、])(?=其中|当中)"
    r"|(?<=\S )- |(?<= )– |(?<=—)—)"
)
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with what was recognised in it, sorted by position, without overlaps."""

    passage: Passage
    mentions: tuple[Mention, ...]

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the mentions that lie inside a range of the passage's text."""
        mentions = self.mentions
        for place in range(bisect_left(mentions, start, key=_START), len(mentions)):
            mention = mentions[place]
            if mention.end > end:
                return
            yield mention

    def before(self, position: int) -> Iterator[Mention]:
        """Yield the mentions that end by a position of the passage's text, the last one first."""
        mentions = self.mentions
        for place in range(bisect_left(mentions, position, key=_START) - 1, -1, -1):
            if mentions[place].end <= position:
                yield mentions[place]

    def meeting(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the mentions that share a character with a range of the passage's text."""
        mentions = self.mentions
        first = bisect_right(mentions, start, key=_START) - 1
        for place in range(max(0, first), bisect_left(mentions, end, key=_START)):
            if mentions[place].end > start:
                yield mentions[place]

    def shown(self, position: int) -> Mention | None:
        """Return the mention that begins at a position of the document, if one does."""
        source = self.passage.view.source

        def origin(mention: Mention) -> int:
            return source(mention.start, mention.end)[0]

        place = bisect_left(self.mentions, position, key=origin)
        found = self.mentions[place] if place < len(self.mentions) else None
        return found if found and origin(found) == position else None

    def covered(self, span: Span) -> Mention | None:
        """Return the mention that a span of the document covers exactly, if there is one."""
        found = self.shown(span.start)
        return found if found and self.passage.span(found.start, found.end) == span else None


@lru_cache(maxsize=64)  # several readers ask of one sentence
def clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Split a range of folded text at commas, colons and dashes (not those within numbers).

    >>> text = "投入1,500亿元,约占三成"
    >>> [text[a:b] for a, b in clauses(text, 0, len(text))]
    ['投入1,500亿元', '约占三成']
    """
    bounds = [start]
    for cut in _CLAUSE.finditer(text, start, end):
        bounds += [cut.start(), cut.end()]
    bounds.append(end)
    return tuple((a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b)
