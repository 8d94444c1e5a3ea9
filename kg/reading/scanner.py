"""Lines to blocks: what Markdown, plain articles and slide texts have in common.

The scan goes from line to line; each recogniser takes the lines that it knows and says where it
stopped. What differs between the layouts is given to it: whether two adjoining lines are one (a
soft wrap), and what a stretch of ordinary text is called.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model.document import Block, BlockKind
from kg.model.span import Span
from kg.reading import marks
from kg.reading.inline import is_empty, markup, merge
from kg.reading.lines import Line
from kg.reading.tables import cells, is_delimiter, table_end
from kg.text.folding import fold

_HEADING = re.compile(r"(#{1,6})(?:[ \t\u3000\u00a0]+|$)|(#{2,6})(?=[^\s#!])")
_CLOSING = re.compile(r"(?<=[ \t])#+$|^#+$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>.*</h\1>", re.IGNORECASE)
_SETEXT = re.compile(r"=+|-{2,}")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_FOOTNOTE = re.compile(r"(\[\^[^\[\]\s]{1,64}\]):\s*")
_LINK_DEFINITION = re.compile(r"(\[[^\[\]^]{1,100}\]):\s+(?=<?[a-z]+://)")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_OWN = re.compile(rf"{_FOOTNOTE.pattern}|{_LINK_DEFINITION.pattern}|```|~~~|>|<!--|\|.*\|$")
_SLIDE = re.compile(r"\W*(?:slide|页面?|幻灯片|投影片|简报)\s*\d{1,3}\W*", re.IGNORECASE)
_ENDS = tuple("。：；！？，:;.!?,")
_LONGEST_SETEXT = 120  # columns; a rule under a longer stretch is a rule
_WIDE_SOURCE = 60  # columns from which the line of a source may be wrapped

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

    def run(self) -> "Scan":
        """Read all lines."""
        at = 0
        while at < len(self.lines):
            if self.lines[at].page:
                self.pages.add(len(self.blocks))
            at = next(end for read in _RECOGNISERS if (end := read(self, at)) > at)
        return self

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
        if _OWN.match(line.text) or _HEADING.match(line.text) or _is_rule(line):
            return True
        if marks.source_label(line.text) or marks.is_rights(line.text) or self.is_page_number(at):
            return True
        found = marks.marker(line.text)
        if not found:
            return False
        return found.is_first or bool(self.items) or self.lines[at - 1].text.endswith(_ENDS)

    def is_page_number(self, at: int) -> bool:
        """Tell a page number: dressed as one, at the edge of a page, or one of a series."""
        text = self.lines[at].text
        return marks.is_page_mark(text) or (
            marks.bare_number(text) is not None and (self._is_at_edge(at) or at in self._series)
        )

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


def _comment(scan: Scan, at: int) -> int:
    start = scan.lines[at].start
    if not scan.text.startswith("<!--", start) or "<!--" in scan.unclosed:
        return at
    closing = scan.text.find("-->", start + 4)
    if closing < 0:
        scan.unclosed.add("<!--")
        return at
    end = at
    while end < len(scan.lines) and scan.lines[end].end <= closing + 3:
        end += 1
    return end


def _code(scan: Scan, at: int) -> int:
    fence = _FENCE.match(scan.lines[at].text)
    if not fence or fence[0] in scan.unclosed:
        return at
    for end in range(at + 1, len(scan.lines)):
        text = scan.lines[end].text
        if text.startswith(fence[0]) and not text.strip(fence[0][0]):
            return end + 1
    scan.unclosed.add(fence[0])
    return at


def _furniture(scan: Scan, at: int) -> int:
    line = scan.lines[at]
    if _is_rule(line) or _SLIDE.fullmatch(fold(line.text)):
        scan.pages.add(len(scan.blocks))
        scan.items.clear()
        return at + 1
    is_page_number = scan.is_page_number(at)
    if not is_page_number and not marks.is_rights(line.text):
        return at
    scan.add(BlockKind.BOILERPLATE, [line])
    if is_page_number:  # above a page or below it, a new one begins
        scan.pages.add(len(scan.blocks))
    return at + 1


def _heading(scan: Scan, at: int) -> int:
    line = scan.lines[at]
    html = _HTML_HEADING.fullmatch(line.text)
    found = _HEADING.match(line.text)
    if not html and not found:
        return at
    scan.items.clear()
    level = int(html[1]) if html else len(found[1] or found[2]) if found else 0
    content = line if html else line.rest(found.end() if found else 0)
    text = _CLOSING.sub("", content.text).rstrip()
    if text:
        scan.add(BlockKind.HEADING, [Line(text, content.start, gap=line.gap)], level)
    return at + 1


def _table(scan: Scan, at: int) -> int:
    end = table_end(scan.lines, at)
    if end > at:
        scan.blocks += cells(scan.text, scan.lines[at:end], scan.tables)
        scan.tables += 1
        scan.items.clear()
    return end


def _footnote(scan: Scan, at: int) -> int:
    line = scan.lines[at]
    found = _FOOTNOTE.match(line.text) or _LINK_DEFINITION.match(line.text)
    if not found:
        return at
    scan.items.clear()
    content = line.rest(found.end())
    if not content.text:
        return at + 1
    taken = scan.wrapped(at, content)
    scan.add(BlockKind.FOOTNOTE, taken, label=found[1])
    return at + len(taken)


def _quote(scan: Scan, at: int) -> int:
    line = scan.lines[at]
    prefix = _QUOTE.match(line.text)
    if not prefix:
        return at
    scan.items.clear()
    level = prefix[0].count(">")
    first = line.rest(prefix.end())
    if not first.text:
        return at + 1
    found = marks.marker(first.text)
    taken = [first.rest(found.length) if found else first]
    prefixes: list[Span] = []
    end = at + 1
    while end < len(scan.lines) and (inner := _quoted(scan, end, level)):
        if inner.start > scan.lines[end].start:
            prefixes.append(Span(scan.lines[end].start, inner.start))
        taken.append(inner)
        end += 1
    scan.add(BlockKind.QUOTE, taken, level, prefixes=tuple(prefixes))
    return end


def _quoted(scan: Scan, at: int, level: int) -> Line | None:
    """Return the content of a line that goes on with a quote of that level, if it does."""
    line = scan.lines[at]
    if line.gap or line.page:
        return None
    prefix = _QUOTE.match(line.text)
    if not prefix:
        return None if scan.interrupts(at) else line
    inner = line.rest(prefix.end())
    goes_on = inner.text and prefix[0].count(">") == level and not marks.marker(inner.text)
    return inner if goes_on else None


def _source(scan: Scan, at: int) -> int:
    line = scan.lines[at]
    label = marks.source_label(line.text)
    if not label:
        return at
    scan.items.clear()
    taken = scan.wrapped(at, line) if line.width >= _WIDE_SOURCE else [line]
    scan.add(BlockKind.SOURCE, taken, label=label)
    return at + len(taken)


def _item(scan: Scan, at: int) -> int:
    line = scan.lines[at]
    found = marks.marker(line.text)
    if not found:
        return at
    is_reference = found.style == "[1]"
    depth = scan.depth(line, found.style)
    taken = scan.wrapped(at, line.rest(found.length))
    kind = BlockKind.FOOTNOTE if is_reference else BlockKind.LIST_ITEM
    scan.add(kind, taken, 0 if is_reference else depth, found.text.rstrip(":"))
    return at + len(taken)


def _prose(scan: Scan, at: int) -> int:
    line = scan.lines[at]
    while scan.items and line.indent < scan.items[-1][1]:
        scan.items.pop()
    taken = scan.wrapped(at, line)
    end = at + len(taken)
    if end < len(scan.lines) and not scan.lines[end].gap:
        rule = _SETEXT.fullmatch(scan.lines[end].text)
        if rule and sum(line.width for line in taken) <= _LONGEST_SETEXT:
            scan.add(BlockKind.HEADING, taken, 1 if rule[0][0] == "=" else 2)
            return end + 1
    scan.add(scan.prose, taken, len(scan.items))
    return end


def _is_alone(lines: Sequence[Line], at: int) -> bool:
    below = lines[at + 1].gap if at + 1 < len(lines) else 1
    return bool((lines[at].gap or at == 0) and below)


def _is_rule(line: Line) -> bool:
    return marks.is_rule(line.text) or bool(_SETEXT.fullmatch(line.text)) or is_delimiter(line)


_RECOGNISERS: tuple[Callable[[Scan, int], int], ...] = (
    _comment,
    _code,
    _table,
    _furniture,
    _heading,
    _footnote,
    _quote,
    _source,
    _item,
    _prose,
)
