r"""The inline markup of Markdown, as ranges to drop from a stretch of text.

One pass over the characters that can begin markup; every search for a partner is bounded or
remembered, so that the time is linear in any text. More is dropped than a renderer would: a
``**`` without partner is never content, and next to CJK punctuation the rules of CommonMark miss
many a true one. Less is, too: ``A*STAR`` and ``snake_case`` keep their marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model.span import Span

_SPECIAL = re.compile(r"[\\`<\[\]!*_~]")
_ESCAPE = re.compile(r"\\(?:[!-/:-@\[-`{-~]|(?=[\r\n]))")
_TICKS = re.compile(r"`+")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*(?:[\s/][^<>]*)?>")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>")
_CITATION = re.compile(r"\[(?:\^[^\[\]\s]{1,64}|\d{1,3}(?:[-,–、]\d{1,3}){0,9})\](?!\()")
_DESTINATION = re.compile(
    r"""\([ \t]*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"""
    r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\)"""
)
_RUN = {mark: re.compile(re.escape(mark) + "+") for mark in "*_~"}
_WORD = {"*": re.compile(r"[A-Za-z0-9]"), "_": re.compile(r"\w"), "~": re.compile(r"[A-Za-z0-9]")}


def markup(text: str, start: int, end: int) -> tuple[Span, ...]:
    r"""Return the ranges of ``text[start:end]`` that are not content, in order.

    Images, comments, tags and citation markers are dropped whole; of links, emphasis, code and
    escapes the marks. HTML entities stay as they are.

    >>> text = r"**5%** of \$9[^2], [see](u)"
    >>> [span.of(text) for span in markup(text, 0, len(text))]
    ['**', '**', '\\', '[^2]', '[', '](u)']
    """
    return _merged(_Scan(text, start, end).ranges())


def _merged(ranges: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the union of ranges."""
    spans: list[Span] = []
    for start, end in sorted(ranges):
        if spans and start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


@dataclass(slots=True)
class _Scan:
    text: str
    start: int
    end: int
    found: list[tuple[int, int]] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)  # open ones: where, how long
    openers: dict[str, tuple[int, int]] = field(default_factory=dict)  # emphasis not yet closed
    ticks: dict[int, list[int]] | None = None  # where the runs of each length are, last first
    no_comment_from: int | None = None

    def ranges(self) -> list[tuple[int, int]]:
        position = self.start
        while special := _SPECIAL.search(self.text, position, self.end):
            position = self._step(special.start(), special[0])
        return self.found

    def _step(self, at: int, character: str) -> int:
        """Take in the markup that begins at ``at``; return where to go on."""
        match character:
            case "\\":
                return self._drop_if(_ESCAPE, at, 1)
            case "`":
                return self._code(at)
            case "<":
                return self._angle(at)
            case "]":
                return self._close(at)
            case "[" | "!":
                return self._open(at)
            case _:
                return self._emphasis(at, character)

    def _drop_if(self, pattern: re.Pattern[str], at: int, length: int = 0) -> int:
        """Drop what the pattern matches, or its first ``length`` characters."""
        if match := pattern.match(self.text, at, self.end):
            self.found.append((at, at + length if length else match.end()))
            return match.end()
        return at + 1

    def _code(self, at: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for run in reversed(list(_TICKS.finditer(self.text, at, self.end))):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
        run_end = at
        while run_end < self.end and self.text[run_end] == "`":
            run_end += 1
        length = run_end - at
        places = self.ticks.get(length, [])
        while places and places[-1] <= at:
            places.pop()
        if not places:
            return run_end
        closing = places.pop()
        self.found += [(at, run_end), (closing, closing + length)]
        return closing + length

    def _angle(self, at: int) -> int:
        if self.text.startswith("<!--", at):
            return self._comment(at)
        if link := _AUTOLINK.match(self.text, at, self.end):
            self.found += [(at, at + 1), (link.end() - 1, link.end())]
            return link.end()
        return self._drop_if(_TAG, at)

    def _comment(self, at: int) -> int:
        if self.no_comment_from is not None and at >= self.no_comment_from:
            return at + 4
        closing = self.text.find("-->", at + 4, self.end)
        if closing < 0:
            self.no_comment_from = at
            return at + 4
        self.found.append((at, closing + 3))
        return closing + 3

    def _open(self, at: int) -> int:
        if self.text[at] == "!":
            if not self.text.startswith("![", at) or at + 2 > self.end:
                return at + 1
            self.brackets.append((at, 2))
            return at + 2
        if _CITATION.match(self.text, at, self.end):
            return self._drop_if(_CITATION, at)
        self.brackets.append((at, 1))
        return at + 1

    def _close(self, at: int) -> int:
        if not self.brackets:
            return at + 1
        opened, length = self.brackets.pop()
        destination = _DESTINATION.match(self.text, at + 1, self.end)
        if not destination:
            return at + 1
        if length == 2:
            self.found.append((opened, destination.end()))
        else:
            self.found += [(opened, opened + 1), (at, destination.end())]
        return destination.end()

    def _emphasis(self, at: int, mark: str) -> int:
        run = _RUN[mark].match(self.text, at, self.end)
        run_end = run.end() if run else at + 1
        before = self.text[at - 1] if at > self.start else " "
        after = self.text[run_end] if run_end < self.end else " "
        here = (at, run_end)
        if mark == "*" and run_end - at > 1:
            if not (before.isdigit() and after.isdigit()):
                self.found.append(here)
        elif run_end - at <= 3 and (mark != "~" or run_end - at == 2):
            self._pair(here, mark, before, after)
        return run_end

    def _pair(self, here: tuple[int, int], mark: str, before: str, after: str) -> None:
        """Open or close an emphasis, as its neighbours allow."""
        run = self.text[slice(*here)]
        word = _WORD[mark]
        closes = not before.isspace() and not word.match(after)
        if closes and run in self.openers:
            self.found += [self.openers.pop(run), here]
        elif not after.isspace() and not word.match(before):
            self.openers[run] = here


def merge(*groups: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the union of several groups of ranges, in order.

    >>> merge((Span(4, 6),), (Span(0, 2), Span(5, 8)))
    (Span(start=0, end=2), Span(start=4, end=8))
    """
    return _merged([(span.start, span.end) for group in groups for span in group])


def is_empty(text: str, span: Span, dropped: tuple[Span, ...]) -> bool:
    """Tell whether nothing but markup and blanks is in a span."""
    return not "".join(_contents(text, span, dropped)).strip()


def _contents(text: str, span: Span, dropped: tuple[Span, ...]) -> Iterator[str]:
    start = span.start
    for gone in dropped:
        yield text[start : gone.start]
        start = gone.end
    yield text[start : span.end]
