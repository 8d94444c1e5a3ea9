"""The state of a scan from lines to blocks, and the questions that all recognisers ask of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model.document import Block, BlockKind
from kg.model.span import Span
from kg.reading import marks
from kg.reading.inline import is_empty, markup, merge
from kg.reading.lines import Line
from kg.reading.tables import is_delimiter

_OWN = re.compile(
    rf"{marks.FOOTNOTE.pattern}|{marks.LINK_DEFINITION.pattern}|```|~~~|>|<!--|\|.*\|$"
)
_NUMBERED = re.compile(r"(\d{1,2})[ \t\u3000]{1,4}(?=[^\W\d]\w|[「『《“\"(（])")
_DIGITS = re.compile(r"[0-9]{1,3}")
_LONGEST_LABEL = 60  # columns
_FEWEST_FEET = 3  # pages
_BOLD = re.compile(r"(\*\*|__)\S[^*_]*\1$")  # a line that is all a lead
_ENDS = tuple("。：；！？，:;.!?,")

# Whether the second of two adjoining lines goes on with the first.
Joins = Callable[[Line, Line], bool]


@dataclass(slots=True)
class Scan:
    """The reading of a body: the ``blocks`` so far, and which of them begin a page or slide.

    ``joins`` tells whether the second of two adjoining lines goes on with the first; ``prose`` is
    the kind of a stretch of text that is nothing else.
    """

    text: str
    lines: Sequence[Line]
    joins: Joins
    prose: BlockKind = BlockKind.PARAGRAPH
    blocks: list[Block] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    tables: int = 0
    items: list[tuple[int, int, str]] = field(default_factory=list)  # indent, content, style
    unclosed: set[str] = field(default_factory=set)  # openings known to have no end
    numbered: dict[int, int] = field(default_factory=dict)  # lines that count on, and where from
    _series: set[int] = field(default_factory=set)  # lines that number pages

    def __post_init__(self) -> None:
        """Find the series of bare numbers, each alone between blank lines, that count pages."""
        lines = [(at, marks.bare_number(line.text)) for at, line in enumerate(self.lines)]
        alone = [
            (at, number) for at, number in lines if number is not None and _is_alone(self.lines, at)
        ]
        for (at, number), (later, following) in pairwise(alone):
            if following == number + 1:
                self._series |= {at, later}
        self._series |= _running_feet(self.lines)
        if self.prose is BlockKind.LINE:
            self._find_numbered()

    def _find_numbered(self) -> None:
        """Find the short lines that begin with numbers which count on from 1: ``1  Talent``."""
        chain: list[tuple[int, int]] = []
        for at, line in enumerate(self.lines):
            found = _NUMBERED.match(line.text) if line.text[0].isdigit() else None
            if not found or line.width > _LONGEST_LABEL:
                continue
            number = int(found[1])
            if number == 1:
                chain = [(at, found.end())]
            elif chain and number == len(chain) + 1:
                chain.append((at, found.end()))
                self.numbered.update(chain)

    def add(
        self,
        kind: BlockKind,
        lines: Sequence[Line],
        level: int = 0,
        label: str = "",
        prefixes: tuple[Span, ...] = (),
    ) -> None:
        """Add the block that covers ``lines``, unless there is nothing but markup in it."""
        span = Span(lines[0].start, lines[-1].end)
        dropped = merge(markup(self.text, span.start, span.end), prefixes)
        if not is_empty(self.text, span, dropped):
            block = Block(kind, span, dropped, level=level, label=label, gap=lines[0].gap)
            self.blocks.append(block)

    def wrapped(self, at: int, first: Line) -> list[Line]:
        """Return ``first`` (of ``lines[at]``) and the lines behind that go on with it."""
        taken = [first]
        for index in range(at + 1, len(self.lines)):
            line = self.lines[index]
            if line.gap or line.page or self.interrupts(index):
                break
            if not self.joins(taken[-1], line):
                break
            taken.append(line)
        return taken

    def interrupts(self, at: int) -> bool:
        """Tell whether a line begins something of its own though no blank line is before it."""
        line = self.lines[at]
        if (
            _OWN.match(line.text)
            or marks.HEADING.match(line.text)
            or marks.is_rule(line.text)
            or is_delimiter(line)
            or at in self.numbered
        ):
            return True
        if marks.source_label(line.text) or marks.is_rights(line.text) or self.is_page_number(at):
            return True
        found = marks.marker(line.text)
        if not found:
            return False
        if found.is_first or self.items or self.lines[at - 1].text.endswith(_ENDS):
            return True
        lead = self.prose is BlockKind.LINE or _BOLD.match(self.lines[at - 1].text)
        return bool(lead) and self._counts_on(found)

    def _counts_on(self, found: marks.Marker) -> bool:
        """Tell whether a number is the next after that of the last list, under another label."""
        last = next((b for b in reversed(self.blocks) if b.kind is BlockKind.LIST_ITEM), None)
        numbers = [_DIGITS.search(text) for text in (last.label if last else "", found.text)]
        before, now = (int(number[0]) if number else 0 for number in numbers)
        return before > 0 and now == before + 1

    def is_page_number(self, at: int) -> bool:
        """Tell a page number: dressed as one, at the edge of a page, or one of a series."""
        text = self.lines[at].text
        if marks.is_page_mark(text) or at in self._series:
            return True
        return marks.bare_number(text) is not None and self._is_at_edge(at)

    def _is_at_edge(self, at: int) -> bool:
        is_last = at + 1 == len(self.lines)
        return (
            self.lines[at].page or (is_last and at > 0) or (not is_last and self.lines[at + 1].page)
        )

    def depth(self, line: Line, style: str) -> int:
        """Return how deep a list item is, 1 for the outermost, and remember it as the last one.

        Set in deeper is deeper; so is, set in alike, another style of numbers inside the first.
        """
        while self.items and line.indent < self.items[-1][0]:
            self.items.pop()
        alike = [entry[2] for entry in self.items if entry[1] > line.indent]
        if style in alike or style == "bullet" or "bullet" in alike:
            keep = alike.index(style) if style in alike else 0
            del self.items[len(self.items) - len(alike) + keep :]
        self.items.append((line.indent, line.indent + 2, style))
        return len(self.items)


def _running_feet(lines: Sequence[Line]) -> set[int]:
    """Return the lines that say the same thing with a number that only grows: ``Ports | 12``."""
    feet: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(lines):
        words, number = marks.running_foot(line.text)
        if words:
            feet.setdefault(words, []).append((at, number))
    return {
        at
        for places in feet.values()
        if len(places) >= _FEWEST_FEET and all(a[1] < b[1] for a, b in pairwise(places))
        for at, _ in places
    }


def _is_alone(lines: Sequence[Line], at: int) -> bool:
    below = lines[at + 1].gap if at + 1 < len(lines) else 1
    return bool((lines[at].gap or at == 0) and below)
