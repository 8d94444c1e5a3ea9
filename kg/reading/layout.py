"""What kind of text a body is: Markdown, a plain article, or the text of slides.

Measured, whatever the file is called. Sentences tell: prose ends one every 50 to 200 columns, the
text of slides hardly any, however its lines are wrapped. Lists and tables are left out of the
count, as both have them. Markdown is told by its headings, footnotes, quotes and links; a text
with few headings among many lines without a sentence is still one of slides.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from kg.reading import marks
from kg.reading.lines import Line
from kg.text.scripts import script

_STRUCTURE = re.compile(r"#{1,6}\s|\[\^[^\[\]\s]+\]:|>\s|.*\]\(https?:", re.DOTALL)
_HEADING = re.compile(r"#{1,6}\s")
_SENTENCE = re.compile(r"[。！？；]|[.!?;][”’\"')]*(?:\s|$)")
_COLUMNS_A_SENTENCE = 320  # above it, a text is not prose
_FEWEST_LINES = 8
_HEADED = 0.1  # the share of headings from which a text is Markdown
_FULL = 0.7  # a line this full, against the widest ones, is wrapped
_WIDEST_WRAP = 120  # columns; longer lines are paragraphs
_LONG = 40  # columns from which a line of a slide is long
_CROWDED = 0.75  # the share of lines without a blank line before, from which pages are dense
_OPEN_END = re.compile(r"[、，,/&＆（(「『《“+–-]$|(?:[與与及和的]|\b(?:and|or|of|the|for|to|in))$")


class Layout(StrEnum):
    """How a body is laid out."""

    MARKDOWN = "markdown"
    ARTICLE = "article"
    SLIDES = "slides"


def layout(lines: Sequence[Line]) -> Layout:
    """Return the layout of a body."""
    plain = [line for line in lines if not _is_listed(line.text) or _is_prose(line)]
    headings = sum(1 for line in plain if _HEADING.match(line.text))
    columns = sum(line.width for line in plain)
    sentences = sum(len(_SENTENCE.findall(line.text)) for line in plain)
    is_prose = sentences * _COLUMNS_A_SENTENCE >= columns
    if len(lines) >= _FEWEST_LINES and headings < _HEADED * len(plain) and not is_prose:
        return Layout.SLIDES
    structured = any(_STRUCTURE.match(line.text) for line in lines)
    return Layout.MARKDOWN if structured else Layout.ARTICLE


def _is_prose(line: Line) -> bool:
    """Tell a numbered paragraph from an item of a list."""
    return line.width > _WIDEST_WRAP and marks.ends_sentence(line.text)


def _is_listed(text: str) -> bool:
    return text.startswith("|") or marks.marker(text) is not None


class Wrapping:
    """Which adjoining lines of a text are one, by the width at which it is wrapped."""

    def __init__(self, lines: Sequence[Line]) -> None:
        widths = sorted(line.width for line in lines) or [0]
        self._width = widths[len(widths) * 95 // 100]
        pairs = [pair for pair in pairwise(lines) if not _is_listed(pair[1].text)]
        adjoining = sum(1 for _, line in pairs if not line.gap)
        self._is_dense = adjoining > _CROWDED * len(pairs)

    def of_article(self, line: Line, following: Line) -> bool:
        """Tell whether a line of an article goes on with the one before.

        It does where that one is full, or visibly ends in the middle of something; not where it is
        set in.
        """
        if following.opens or following.indent > line.indent + 1 or self._width > _WIDEST_WRAP:
            return False
        if marks.is_row(following.text) or marks.is_row(line.text):
            return False
        return self._is_open(line, following)

    def of_slides(self, line: Line, following: Line) -> bool:
        """Tell whether a line of a slide goes on with the one before: is in the same text box."""
        if marks.ends_sentence(line.text) or line.text.endswith(("：", ":")):
            return False
        if marks.is_figure(following.text) or marks.is_detail(following.text):
            return False
        if marks.is_row(following.text) or marks.is_row(line.text):
            return False
        if following.indent < line.indent and line.width < _LONG:  # a label behind a short item
            return False
        scripts = {script(line.text), script(following.text)}
        if scripts == {"Han", "Latin"}:
            return False
        return not self._is_dense or self._is_open(line, following)

    def _is_open(self, line: Line, following: Line) -> bool:
        if line.width >= max(_LONG, _FULL * self._width):
            return True
        if marks.ends_sentence(line.text):
            return False
        return bool(_OPEN_END.search(line.text[-8:])) or following.text[0].islower()
