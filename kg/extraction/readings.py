"""A passage together with what was recognised in it, and its clauses."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from kg.extraction.passages import Passage
from kg.model.mention import Mention

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
