"""What a text says in short of itself before it begins: a standfirst, or an abstract.

A standfirst is a sentence or two between the title and the byline, or set apart there as a
quotation or in bold; an abstract has a label (``摘要：…``, ``Abstract. …``).
"""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.metadata.mastheads import date_line
from kg.extraction.names import openings
from kg.extraction.names.bylines import is_credit
from kg.extraction.passages.passage import Passage
from kg.extraction.words import surnames
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind

_LABEL = expression(
    r"^[\s*_【\[(]*(?:摘要|内容提要|内容摘要|提要|导读|导语|核心提示|简介|abstract|summary|synopsis"
    r"|in (?:brief|short|a nutshell)|at a glance|本文要点|要点)"
    r"[\s*_】\])]*[:.][\s*_]*(?=\S)",
    re.IGNORECASE,
)
_SPOKEN = expression(r"^\W*[\"“「『]|[\"”」』]|(?:^|\s)[—–-]{1,3}\s*\w[^。.]{0,40}$")
_ENDED = expression(r"[。.!?…][”\"』」)]?\s*$")
_STRONG = expression(r"\s*(?:\*\*|__)(?!\s).*(?:\*\*|__)\s*$", re.DOTALL)
_SHORTEST, _LONGEST = 12, 480  # characters
_BLOCKS, _ABSTRACTS = 6, 16  # a standfirst and an abstract are among the first so many


def is_standfirst(texts: Sequence[Passage], text: Passage) -> bool:
    """Tell whether a block near the start says in short what the text below it is about.

    It stands below a line, and above a byline or date, unless it is set apart by its type.
    """
    body = [each for each in texts[: text.index + 2] if each.block.kind is not BlockKind.FIELD]
    at = next((i for i, each in enumerate(body) if each is text), 0)
    if not 0 < at < _BLOCKS or not _SHORTEST <= len(text.text) <= _LONGEST:
        return False
    if _SPOKEN.search(text.folded) or not _ENDED.search(text.folded) or is_credit(text.folded):
        return False
    below = body[at + 1] if at + 1 < len(body) else None
    if _set_apart(text):
        beside = (body[at - 1], *([below] if below else []))
        return not any(each.block.kind is BlockKind.QUOTE for each in beside)
    plain = text.block.kind in (BlockKind.PARAGRAPH, BlockKind.LINE)
    follows = at + 2 < len(body) or len(texts) > len(body)  # what is under it is no byline else
    return plain and below is not None and follows and _is_byline(below)


def find(texts: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """Yield what the start of a text says in short: the block, and the range of the words.

    A text under a label is taken before a standfirst.
    """
    for found in labelled(texts):
        yield found
        return
    told = (text for text in texts[:_BLOCKS] if is_standfirst(texts, text))
    for text in told:
        yield text, 0, len(text.text)
        return


def labelled(texts: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """Yield the texts near the start that a label calls an abstract, which articles have."""
    for text in texts[:_ABSTRACTS]:
        label = None if text.block.kind is BlockKind.FIELD else _LABEL.match(text.folded)
        if label and len(text.text) - label.end() >= _SHORTEST:
            yield text, label.end(), len(text.text.rstrip())


def _set_apart(text: Passage) -> bool:
    """Tell whether a block is a quotation, or bold from end to end."""
    source = text.document.text
    start, end = text.block.span.start, text.block.span.end
    whole = source[max(0, start - 2) : end + 2]
    return text.block.kind is BlockKind.QUOTE or bool(_STRONG.match(whole))


def _is_byline(text: Passage) -> bool:
    """Tell whether the first line of a block is a credit, a day, or a name with a post."""
    line = text.folded[slice(*text.lines[0])].strip(" *_")
    named = surnames.is_name(line) or (line.isascii() and openings.is_name(line))
    return bool(is_credit(line) or date_line(text) or named or openings.person(line))
