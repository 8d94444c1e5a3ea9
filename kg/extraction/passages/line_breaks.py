"""Which line breaks inside a block are meant: no name runs over one.

A source may be wrapped at a width, and then a break inside a paragraph says nothing; or its lines
are lines (``Co-hosts: …``, ``Media partner: …``) that a reader of the text sees one by one. The
lines of the whole document tell: where most of them are as long as they could be, it is wrapped,
and only the breaks after a shorter line are meant; so are none of a paragraph that has a full stop,
wherever its writer broke it. A label opens a line of its own anywhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.extraction.passages.passage import Passage

_SLACK = 6  # code points that a full line may be shorter than the width, its next word added
_LABEL = re.compile(r"[A-Z][\w-]{1,20}(?: [\w-]{1,20}){0,3}: |[\u3400-\u9fff]{2,8}[:：]")
_SENTENCES = re.compile(r"[a-z]{3}[.?!] (?=[A-Z])|。")
_STOPS = (".", "。", "!", "?")
_MOSTLY = 0.6  # of the lines before a break that are full, in a wrapped text


def meant(texts: Sequence[Passage]) -> Mapping[int, tuple[int, ...]]:
    """Return, for each passage that has any, where in its text the meant line breaks are.

    The keys are ``Passage.index``; an offset is that of the first character of the new line.
    """
    lines = {text.index: text.lines for text in texts if len(text.lines) > 1}
    if not lines:
        return {}
    width = max(end - start for text in texts for start, end in text.lines)
    breaks = [
        (text.index, position, room)
        for text in texts
        if text.index in lines
        for position, room in _breaks(text, width)
    ]
    full = sum(room <= _SLACK for _, _, room in breaks)
    wrapped = full >= _MOSTLY * len(breaks)
    found: dict[int, tuple[int, ...]] = {}
    for index, position, room in breaks:
        if not wrapped or room > _SLACK:
            found[index] = (*found.get(index, ()), position)
    return found


def _breaks(text: Passage, width: int) -> Iterator[tuple[int, int]]:
    """Yield where lines begin, and how much room the line before had for the next word."""
    lines = text.lines
    ended = text.folded.rstrip(" \"'”’」)").endswith(_STOPS)
    running = ended or _SENTENCES.search(text.folded) is not None
    for (start, end), (following, last) in pairwise(lines):
        words = text.text[following:last].split(" ", 1)
        word = len(words[0]) if words[0].isascii() else 1
        room = 0 if running else width - (end - start) - 1 - word
        yield following, width if _LABEL.match(text.text, following) else room


def marked(folded: str, positions: Sequence[int]) -> str:
    r"""Return a text with line breaks for the blanks that stand at meant breaks.

    >>> marked("Host: Aire Trust Media: Wear Post", (17,))
    'Host: Aire Trust\nMedia: Wear Post'
    """
    for position in positions:
        if folded[position - 1 : position] == " ":
            folded = f"{folded[: position - 1]}\n{folded[position:]}"
    return folded
