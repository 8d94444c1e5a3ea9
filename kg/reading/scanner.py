"""Lines to blocks: what Markdown, plain articles and slide texts have in common.

The scanner goes from line to line; each recogniser takes the lines that it knows and returns the
index behind them, or the index that it was given where it knows nothing. What differs between the
layouts is given: whether two adjoining lines are one (a soft wrap), and what ordinary text is.
"""

import re
from collections.abc import Callable, Sequence

from kg.model.document import BlockKind
from kg.model.span import Span
from kg.reading import marks
from kg.reading.lines import Line
from kg.reading.scan import Joins, Scan
from kg.reading.tables import cells, is_delimiter, table_end
from kg.text.folding import fold

_CLOSING = re.compile(r"(?<=[ \t])#+$|^#+$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>.*</h\1>", re.IGNORECASE)
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_SLIDE = re.compile(r"\W*(?:slide|页面?|幻灯片|投影片|简报)\s*\d{1,3}\W*", re.IGNORECASE)
_LONGEST_SETEXT = 120  # columns; a rule under a longer stretch is a rule
_WIDE_SOURCE = 60  # columns from which the line of a source may be wrapped


def scan(
    text: str, lines: Sequence[Line], joins: Joins, prose: BlockKind = BlockKind.PARAGRAPH
) -> Scan:
    """Read all lines of a body; the blocks found have no ``headings`` yet."""
    found = Scan(text, lines, joins, prose)
    at = 0
    while at < len(lines):
        if lines[at].page:
            found.pages.add(len(found.blocks))
        at = next(end for read in _RECOGNISERS if (end := read(found, at)) > at)
    return found


def _comment(body: Scan, at: int) -> int:
    start = body.lines[at].start
    if not body.text.startswith("<!--", start) or "<!--" in body.unclosed:
        return at
    closing = body.text.find("-->", start + 4)
    if closing < 0:
        body.unclosed.add("<!--")
        return at
    end = at
    while end < len(body.lines) and body.lines[end].end <= closing + 3:
        end += 1
    return end


def _code(body: Scan, at: int) -> int:
    fence = _FENCE.match(body.lines[at].text)
    if not fence or fence[0] in body.unclosed:
        return at
    for end in range(at + 1, len(body.lines)):
        text = body.lines[end].text
        if text.startswith(fence[0]) and not text.strip(fence[0][0]):
            return end + 1
    body.unclosed.add(fence[0])
    return at


def _furniture(body: Scan, at: int) -> int:
    line = body.lines[at]
    if marks.is_rule(line.text) or is_delimiter(line) or _SLIDE.fullmatch(fold(line.text)):
        body.pages.add(len(body.blocks))
        body.items.clear()
        return at + 1
    is_page_number = body.is_page_number(at)
    if not is_page_number and not marks.is_rights(line.text):
        return at
    body.add(BlockKind.BOILERPLATE, [line])
    if is_page_number:  # above a page or below it, a new one begins
        body.pages.add(len(body.blocks))
    return at + 1


def _heading(body: Scan, at: int) -> int:
    line = body.lines[at]
    html = _HTML_HEADING.fullmatch(line.text)
    found = marks.HEADING.match(line.text)
    if not html and not found:
        return at
    body.items.clear()
    level = int(html[1]) if html else len(found[1] or found[2]) if found else 0
    content = line if html else line.rest(found.end() if found else 0)
    text = _CLOSING.sub("", content.text).rstrip()
    if text:
        body.add(BlockKind.HEADING, [Line(text, content.start, gap=line.gap)], level)
    return at + 1


def _table(body: Scan, at: int) -> int:
    end = table_end(body.lines, at)
    if end > at:
        body.blocks += cells(body.text, body.lines[at:end], body.tables)
        body.tables += 1
        body.items.clear()
    return end


def _footnote(body: Scan, at: int) -> int:
    line = body.lines[at]
    found = marks.FOOTNOTE.match(line.text) or marks.LINK_DEFINITION.match(line.text)
    if not found:
        return at
    body.items.clear()
    content = line.rest(found.end())
    if not content.text:
        return at + 1
    taken = body.wrapped(at, content)
    body.add(BlockKind.FOOTNOTE, taken, label=found[1])
    return at + len(taken)


def _quote(body: Scan, at: int) -> int:
    line = body.lines[at]
    prefix = _QUOTE.match(line.text)
    if not prefix:
        return at
    body.items.clear()
    level = prefix[0].count(">")
    first = line.rest(prefix.end())
    if not first.text:
        return at + 1
    found = marks.marker(first.text)
    taken = [first.rest(found.length) if found else first]
    prefixes: list[Span] = []
    end = at + 1
    while end < len(body.lines) and (inner := _quoted(body, end, level)):
        if inner.start > body.lines[end].start:
            prefixes.append(Span(body.lines[end].start, inner.start))
        taken.append(inner)
        end += 1
    body.add(BlockKind.QUOTE, taken, level, prefixes=tuple(prefixes))
    return end


def _quoted(body: Scan, at: int, level: int) -> Line | None:
    """Return the content of a line that goes on with a quote of that level, if it does."""
    line = body.lines[at]
    if line.gap or line.page:
        return None
    prefix = _QUOTE.match(line.text)
    if not prefix:
        return None if body.interrupts(at) else line
    inner = line.rest(prefix.end())
    goes_on = inner.text and prefix[0].count(">") == level and not marks.marker(inner.text)
    return inner if goes_on else None


def _source(body: Scan, at: int) -> int:
    line = body.lines[at]
    label = marks.source_label(line.text)
    if not label:
        return at
    body.items.clear()
    taken = body.wrapped(at, line) if line.width >= _WIDE_SOURCE else [line]
    body.add(BlockKind.SOURCE, taken, label=label)
    return at + len(taken)


def _item(body: Scan, at: int) -> int:
    line = body.lines[at]
    found = marks.marker(line.text)
    if not found:
        return at
    is_reference = found.style == "[1]"
    depth = body.depth(line, found.style)
    taken = body.wrapped(at, line.rest(found.length))
    kind = BlockKind.FOOTNOTE if is_reference else BlockKind.LIST_ITEM
    body.add(kind, taken, 0 if is_reference else depth, found.text.rstrip(":"))
    return at + len(taken)


def _numbered(body: Scan, at: int) -> int:
    if at not in body.numbered:
        return at
    line, offset = body.lines[at], body.numbered[at]
    body.items.clear()
    body.add(body.prose, [line.rest(offset)], label=line.text[:offset].strip())
    return at + 1


def _prose(body: Scan, at: int) -> int:
    line = body.lines[at]
    while body.items and line.indent < body.items[-1][1]:
        body.items.pop()
    taken = body.wrapped(at, line)
    end = at + len(taken)
    if end < len(body.lines) and not body.lines[end].gap:
        rule = marks.SETEXT.fullmatch(body.lines[end].text)
        if rule and sum(line.width for line in taken) <= _LONGEST_SETEXT:
            body.add(BlockKind.HEADING, taken, 1 if rule[0][0] == "=" else 2)
            return end + 1
    body.add(body.prose, taken, len(body.items))
    return end


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
    _numbered,
    _prose,
)
