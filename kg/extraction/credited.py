"""Whom the start and the end of a document credit: authors, editors, speakers, publishers.

A credit is a line with a label (``Edited by``), a name alone below the title, a name with a post,
or the name of a body that signs the cover or, next to a date, the end.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.extraction import bylines, openings
from kg.extraction.bylines import BODY
from kg.extraction.cover import RIGHTS, is_periodical, may_be_title
from kg.extraction.issue_dates import date_line, imprints, of_event
from kg.extraction.passages import Passage
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.text.scripts import script

_HOSTED = re.compile(r"^\W*主办")  # the host of a survey issues it; that of an event does not
_DASHED = re.compile(r"^\s*(?:——|--|[—–]\s)\s*")
_LABEL_ALONE = re.compile(
    r"^\W*(?:研究团队|研究人员|课题组(?:成员)?|编写组|作者|撰文|撰稿|执笔|authors?|research team"
    r"|written by|prepared by"
    r"|report authors?|contributors|lead authors?)\W*$",
    re.IGNORECASE,
)
_SIGNED = (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.HEADING)
_LONGEST_LINE, _LONGEST_SUBTITLE = 240, 100
_OPENING, _CLOSING, _IMPRINTED = 8, 6, 12  # blocks

Resolve = Callable[[str], Entity | None]


def find(
    texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity, name: str, resolve: Resolve
) -> Iterator[Fact]:
    """Yield the credits of the document ``subject``, which is called ``name``.

    ``lines`` are the passages of its cover; ``resolve`` gives the known thing that a text names.
    """
    yield from _labelled(texts, lines, subject)
    yield from _opened(texts, lines, subject)
    if name:
        yield from _signatures(lines, name, subject, resolve)
        yield from _named(lines, name, subject)
        yield from _subtitle(lines, name, subject)
    if not any(RIGHTS.search(text.folded) for text in texts):
        yield from _signed_off(texts, lines, subject)


def _labelled(
    texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity
) -> Iterator[Fact]:
    """Yield whom the lines at the start and the end credit."""
    for text in filter(_is_masthead, [*lines, *_ending(texts, lines)]):
        for first, last in text.lines if not of_event(text) else ():
            line = text.folded[first:last]
            if _HOSTED.search(line) and any(map(of_event, texts)):
                continue
            for credit in (*bylines.credits_of(line), *openings.imprint(line)):
                yield _credited(text, credit.moved(first), subject, "byline")
        for place in imprints(text):
            credit = bylines.Credit("dct:publisher", *place)
            yield _credited(text, credit, subject, "masthead", "B")


def _ending(texts: Sequence[Passage], lines: Sequence[Passage]) -> list[Passage]:
    """Return the last blocks of a document that are not on its cover."""
    return [text for text in texts[-_CLOSING:] if text not in lines]


def _is_masthead(text: Passage) -> bool:
    return text.block.kind is not BlockKind.FIELD and len(text.text) <= _LONGEST_LINE


def _credited(
    text: Passage, credit: bylines.Credit, subject: Entity, rule: str, tier: str = "A"
) -> Fact:
    place = (credit.start, credit.end)
    value, evidence = text.text[slice(*place)], part(text, *place)
    return stated(subject, credit.predicate, value, evidence, rule, tier)


def _signatures(
    lines: Sequence[Passage], name: str, subject: Entity, resolve: Resolve
) -> Iterator[Fact]:
    """Yield the bodies that sign the cover: names alone on a line that follow the title.

    They issue it; where a notice of rights says who does, they are its authors.
    """
    titled = next((i for i, t in enumerate(lines) if t.text.strip(" \"'") == name), len(lines))
    reserved = any(RIGHTS.search(text.folded) for text in lines)
    property_ = "dct:creator" if reserved else "dct:publisher"
    for index, text in enumerate(lines):
        if RIGHTS.search(text.folded) or bylines.is_credit(text.folded):
            continue
        if index > titled:
            for credit in openings.person(text.folded[slice(*text.lines[0])].strip(" *_")):
                yield _credited(text, credit, subject, "cover-person", "B")
        places = _bodies(text) if index > titled or not reserved else []
        named = [(0, len(text.text))] if index < titled and is_periodical(text) else []
        for first, last in (*places, *named) if index != titled else ():
            first = _innermost(text, first, last, resolve)
            value, evidence = text.text[first:last], part(text, first, last)
            yield stated(subject, property_, value, evidence, "cover-signature", "B")


def _bodies(text: Passage) -> list[tuple[int, int]]:
    """Return the places of the bodies that a block names: all of it, or lines of it."""
    whole = bylines.signed(text.folded)
    if whole or len(text.lines) == 1:
        return whole
    return [
        (first + start, first + end)
        for first, last in text.lines
        for start, end in bylines.signed(text.folded[first:last])
    ]


def _signed_off(
    texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity
) -> Iterator[Fact]:
    """Yield the bodies that sign at the end, next to a date."""
    last = _ending(texts, lines)
    for index, text in enumerate(last):
        near = last[max(0, index - 1) : index + 2]
        if text.block.kind in _SIGNED and any(date_line(t) for t in near if t is not text):
            for place in _bodies(text):
                value, evidence = text.text[slice(*place)], part(text, *place)
                yield stated(subject, "dct:publisher", value, evidence, "signature", "B")


def _innermost(text: Passage, first: int, last: int, resolve: Resolve) -> int:
    """Return where the name of a known unit starts after the name of the body it belongs to."""
    for start in range(first + 2, last - 3):
        if BODY.search(text.folded[first:start]) and resolve(text.text[start:last]):
            return start
    return first


def _opened(texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield who is credited by how the running text begins."""
    for text in lines:
        for credit in openings.source(text.folded):
            yield _credited(text, credit, subject, "masthead", "B")
    for text in texts[:_OPENING]:
        for credit in openings.opening(text.folded):
            yield _credited(text, credit, subject, "transcript-opening")
    announced = openings.announcer([text.folded for text in texts[:_IMPRINTED]])
    if announced:
        yield _credited(texts[announced[0]], announced[1], subject, "press-release", "B")


def _named(lines: Sequence[Passage], name: str, subject: Entity) -> Iterator[Fact]:
    """Yield the people named on lines of their own: above a post, or below a label."""
    each = [(text, place) for text in lines for place in text.lines]
    listed = False
    for (text, place), (after, below) in pairwise([*each, *each[-1:]]):
        words = text.folded[slice(*place)].strip(" *_")
        start = place[0] + text.folded[slice(*place)].index(words) if words else place[0]
        label = _LABEL_ALONE.match(words)
        is_name = openings.is_name(words) and words != name
        posted = is_name and openings.is_post(after.folded[slice(*below)])
        people = openings.person(words) if listed else []
        if people:
            for credit in people:
                yield _credited(text, credit.moved(start), subject, "cover-person", "B")
        elif posted or (listed and is_name):
            credit = bylines.Credit("dct:creator", start, start + len(words))
            yield _credited(text, credit, subject, "cover-person", "B")
        listed = bool(label) or (listed and (is_name or bool(people)))


def _subtitle(lines: Sequence[Passage], name: str, subject: Entity) -> Iterator[Fact]:
    """Yield the line below the title that goes on with it, or says it in another language."""
    titled = next((i for i, t in enumerate(lines) if t.text.strip(" \"'") == name), len(lines))
    for title, text in pairwise(lines[titled : titled + 2]):
        dashed = _DASHED.match(text.folded)
        short = len(text.text) <= _LONGEST_SUBTITLE and text.block.gap <= 1
        scripts = (script(title.text), script(text.text))
        told = scripts == ("Han", "Latin") and BODY.search(text.folded) is None
        deeper = text.block.kind is BlockKind.HEADING and not text.block.gap
        if not short or not (dashed or ((told or deeper) and may_be_title(text))):
            continue
        if date_line(text) or bylines.is_credit(text.folded) or openings.is_name(text.folded):
            continue
        start = dashed.end() if dashed else 0
        value = text.text[start:].strip(" *_—–")
        place = (text.text.index(value), text.text.index(value) + len(value))
        evidence = part(text, *place)
        yield stated(subject, "kg:alternativeTitle", value, evidence, "subtitle", "B")


def stated(
    subject: Entity, property_: str, value: str, evidence: tuple[Evidence, ...], rule: str,
    tier: str = "A", dimension: tuple[tuple[str, str], ...] = (),
) -> Fact:  # fmt: skip
    """Return a fact of the document."""
    return Fact("document", subject, evidence, rule, tier, property_, value, dimension=dimension)


def part(text: Passage, start: int, end: int) -> tuple[Evidence, Evidence]:
    """Return the evidence that a line states something by a part of it."""
    whole = text.evidence(0, len(text.text), "statement")
    return whole, text.evidence(start, end, "object")
