"""A document's blocks as texts to search: views whose offsets lead back to the document."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from kg.extraction.numbers import quantities
from kg.extraction.numbers.currency import ASSUMED, Money, defaults, local
from kg.extraction.numbers.label_numbers import labelled
from kg.model.document import Block, Document
from kg.model.fact import Evidence
from kg.model.mention import Mention, Quantity
from kg.model.span import Span
from kg.text.folding import fold
from kg.text.views import View

_STOP = re.compile(r"[。！？!?；;]+|\.+(?=[\s”’\"')\]）］」』》⁰¹²³⁴-⁹]|\[\^|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|Nos|vs|etc|Inc|Ltd|Co|Corp|Dept|Fig|cf|approx|est|al|pp?|Vol|Rev|Hon"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?<![A-Za-z])[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)
_PAIRS = {"（": "）", "(": ")", "「": "」", "『": "』", "《": "》", "〈": "〉", "“": "”", "[": "]",
          "【": "】", "［": "］"}  # fmt: skip
_OPENER = re.compile(f"[{re.escape(''.join(_PAIRS))}]")
_CLOSERS = frozenset(_PAIRS.values()) | {'"', "’", "'"}
_CLOSED = re.compile(r"[ ”’\"')）\]」』]*")
_ENTRY = re.compile(  # how an entry of a timeline begins
    r"(?:(?:19|20)\d\d|[一二][一二三四五六七八九〇○零]{3})"
    r"(?:[ \t\u3000]{2}|[:：]|[-/.]\d{1,2}\b|\s?[—–-]{1,2}\s|年[^，。；,;]{0,12}?[ \t\u3000:：|｜])"
)
_NOTE = re.compile(r"\[\^[^\]]*\]|[⁰¹²³⁴-⁹]+")
_LONGEST = 1_000  # code points; no one writes such a sentence, but some files have no stops
_PAUSES = (re.compile(r"[，、：,:](?!\d)"), re.compile(r"\s|$"))
_FARTHEST = 400  # code points; a bracket that is not closed within them is taken as a stray one


@dataclass(frozen=True)
class Passage:
    """One block, with its text as a reader sees it; ``index`` is its place in the document.

    Offsets in and out of the methods are half-open and count the code points of ``text``; spans
    and evidence they return are in the document's own offsets.
    """

    document: Document
    block: Block
    view: View
    money: Money = ASSUMED
    index: int = 0

    @cached_property
    def text(self) -> str:
        """The block's text without its markup and inner line breaks."""
        return self.view.text

    @cached_property
    def folded(self) -> str:
        """The same text folded, character by character: what is searched."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences as half-open ranges of ``text``, without surrounding blanks.

        The entries of a timeline are sentences, however they end.
        """
        return tuple(
            sentence
            for start, end in self._entries
            for sentence in _shifted(split(self.text[start:end]), start)
        )

    @cached_property
    def _entries(self) -> tuple[tuple[int, int], ...]:
        """The parts of the text that begin with a day, one after the other; else all of it."""
        whole = ((0, len(self.text)),)
        if not _ENTRY.match(self.text):
            return whole
        starts = [start for start, _ in self.lines if _ENTRY.match(self.text, start)]
        ends = [*starts[1:], len(self.text)]
        return tuple(zip(starts, ends, strict=True)) if len(starts) > 1 else whole

    def sentence_at(self, position: int) -> tuple[int, int] | None:
        """Return the sentence in which a position of ``text`` lies; None between two."""
        place = bisect_right(self.sentences, position, key=itemgetter(0)) - 1
        found = self.sentences[place] if place >= 0 else None
        return found if found and position < found[1] else None

    def sentence_before(self, position: int) -> tuple[int, int] | None:
        """Return the last sentence that ends by a position of ``text``."""
        place = bisect_right(self.sentences, position, key=itemgetter(1))
        return self.sentences[place - 1] if place else None

    @cached_property
    def sentence_spans(self) -> tuple[Span, ...]:
        """The document's spans of the sentences."""
        return tuple(self.span(start, end) for start, end in self.sentences)

    @cached_property
    def amounts(self) -> tuple[Mention, ...]:
        """The mentions of quantities in the text: found once, read by many."""
        found = quantities.find(self.folded, self.money.dollar, self.money.yuan)
        if (":" in self.folded or "=" in self.folded) and any(map(str.isdigit, self.folded)):
            counted = {mention.start: mention for mention in labelled(self.folded, self.lines)}
            rest = (mention for mention in found if mention.start not in counted)
            found = sorted((*rest, *counted.values()), key=lambda mention: mention.start)
        return tuple(found)

    @cached_property
    def figures(self) -> tuple[tuple[Quantity, int, int], ...]:
        """The quantities in the text, each with its half-open range."""
        return tuple(
            (mention.meaning, mention.start, mention.end)
            for mention in self.amounts
            if isinstance(mention.meaning, Quantity)
        )

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """The lines that the source has it on, as half-open ranges of ``text``."""
        source, found, start = self.document.text, [], 0
        for position in self.view.starts[1:]:  # the source is contiguous everywhere else
            before = self.view.source(position - 1, position)[1]
            here = self.view.source(position, position + 1)[1]
            if len(source[before - 1 : here].splitlines()) > 1:
                found.append((start, len(self.text[:position].rstrip())))
                start = position
        return (*found, (start, len(self.text)))

    def span(self, start: int, end: int) -> Span:
        """Return the document's span of a range of ``text``."""
        if not self.text:
            return Span(self.block.span.start, self.block.span.start)
        return Span(*self.view.source(start, end))

    def quote(self, start: int, end: int) -> str:
        """Return what the document has at a range of ``text``, markup included."""
        return self.span(start, end).of(self.document.text)

    def evidence(self, start: int, end: int, role: str) -> Evidence:
        """Return a range of ``text`` as evidence."""
        span = self.span(start, end)
        return Evidence(span, span.of(self.document.text), role)


def passages(document: Document) -> tuple[Passage, ...]:
    """Return one passage per block, at the block's own index."""
    money = defaults(document)
    sections: dict[int, Money | None] = {}

    def spoken_of(block: Block) -> Money:
        """Return the money of the place with which the nearest heading of a block begins."""
        for over in reversed(block.headings):
            if over not in sections:
                heading = document.blocks[over].span
                sections[over] = local(document.text[heading.start : heading.end], money)
            if found := sections[over]:
                return found
        return money

    return tuple(
        Passage(
            document,
            block,
            View.of(
                document.text,
                block.span.start,
                block.span.end,
                [(mark.start, mark.end) for mark in block.markup],
            ),
            spoken_of(block),
            index,
        )
        for index, block in enumerate(document.blocks)
    )


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text`` as half-open ranges.

    A full stop ends a sentence unless it stands in a number, after an abbreviation or an initial,
    or inside brackets or quotes that go on after it. Text that goes on without any is cut at a
    comma or blank: what reads a sentence may take a time that grows with the square of its length.

    >>> text = "“很好。”他說。It grew 3.5 per cent (approx. double). Done."
    >>> [text[start:end] for start, end in split(text)]
    ['“很好。”他說。', 'It grew 3.5 per cent (approx. double).', 'Done.']
    """
    start = 0
    stops = list(_STOP.finditer(text))
    inside = _inside(text) if stops else set()
    for stop in stops:
        end = stop.end()
        if stop.start() < start or not _ends(text, stop):
            continue
        while end < len(text) and text[end] in _CLOSERS:
            end += 1
        if end in inside or not _parts(text, stop.end(), end):
            continue
        while note := _NOTE.match(text, end):
            end = note.end()
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _shifted(ranges: Iterable[tuple[int, int]], by: int) -> Iterator[tuple[int, int]]:
    return ((start + by, end + by) for start, end in ranges)


def _inside(text: str) -> set[int]:
    """Return the positions that lie within a closed pair of brackets or quotes."""
    inside: set[int] = set()
    opener = _OPENER.search(text)
    while opener:
        position = opener.start()
        end = text.find(_PAIRS[opener[0]], position, position + _FARTHEST)
        if end > 0:
            inside.update(range(position + 1, end + 1))
        opener = _OPENER.search(text, max(position, end) + 1)
    return inside


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Tell whether an English stop is one, not part of an abbreviation."""
    if not stop[0].startswith("."):
        return True
    behind = _CLOSED.match(text, stop.end())
    following = behind.end() if behind else stop.end()
    if text[following : following + 1].islower():
        return False
    short = _ABBREVIATION.search(text, max(0, stop.start() - 12), stop.start())
    return not short or following == len(text)


def _parts(text: str, stop: int, end: int) -> bool:
    """Tell whether what follows a stop and its closing marks is a new sentence.

    After a quotation that ends in a stop the sentence may go on: “很好。”他說.
    """
    if stop == end:
        return True
    return end == len(text) or text[end] in "\n \t" or text[end : end + 2] == "[^"


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the range without surrounding blanks, if anything is left; in parts, if it is long."""
    while end - start > _LONGEST:
        bounds = start + _LONGEST // 2, start + _LONGEST
        pauses = (pause.search(text, *bounds) for pause in _PAUSES)
        cut = next((pause.end() for pause in pauses if pause), bounds[1])
        yield from _trimmed(text, start, cut)
        start = cut
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
