"""Whom the start and the end of a document credit: authors, editors, speakers, publishers.

A credit is a line with a label (``Edited by``), a name alone below the title, a name with a post,
or the name of a body that signs the cover or, next to a date, the end.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.metadata import cover_names, imprint, labels_above, particulars, signatures
from kg.extraction.metadata.issue_dates import dateline, of_event
from kg.extraction.metadata.mastheads import date_line, imprints, is_labelled
from kg.extraction.metadata.title_lines import DASHED, may_be_title, reads_as_title
from kg.extraction.names import bylines, openings
from kg.extraction.names.body_names import BODY, PERIODICAL, own_end, signed
from kg.extraction.passages.passage import Passage
from kg.extraction.times.calendar_days import days
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.text.scripts import script, width

_HOSTED = re.compile(r"^\W*主办")  # the host of a survey issues it; that of an event does not
_TENDER = re.compile(  # who calls for tenders, wherever the notice says so
    r"[\s*_-]*(?:(?:采购|招标)(?:人|单位|机关|(?:代理)?机构)"
    r"|(?:contracting|procuring) (?:authority|entity|agency))\s*[*_]*:",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"(?:chapter|part|section|excerpt|extract)\b|第.{1,3}[章节编]|节选", re.IGNORECASE
)
_BARRED = re.compile(r"[^|•]+")
_VENUE = re.compile(r"(?:[A-Z][\w'’-]*|of|the)(?: (?:[A-Z][\w'’-]*|of|the))*, [A-Z][\w'’ -]+")
_ARTICLE = re.compile(r"[Tt]he ")
_LONGEST_LINE, _SHORTEST_SUBTITLE, _LONGEST_SUBTITLE = 240, 14, 120
_SUBTITLES, _MASTHEAD = 2, 3  # lines
_OPENING, _CLOSING, _IMPRINTED, _NOTICE = 8, 6, 12, 24  # blocks

Resolve = Callable[[str], Entity | None]


def find(
    texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity, name: str, resolve: Resolve
) -> Iterator[Fact]:
    """Yield the credits of the document ``subject``, which is called ``name``.

    ``lines`` are the passages of its cover; ``resolve`` gives the known thing that a text names.
    """
    told = [*_labelled(texts, lines, subject), *_opened(texts, lines, subject)]
    told += _signed(signatures.under_text(texts, lines, resolve), subject, "signature")
    told += _taken_from(texts, lines, subject)
    if not any(map(of_event, lines)):
        told += _signed(labels_above.find(lines), subject, "label-above")
    if name:
        people = list(signatures.below_title(texts, lines, name, resolve))
        told += _signed(people, subject, "cover-person")
        covered = cover_names.find(texts, lines, name, resolve)
        for fact in _signed(covered, subject, "cover-signature"):
            body = people and BODY.search(str(fact.object))  # it issues what people have written
            told.append(replace(fact, predicate="dct:publisher") if body else fact)
        subtitles = list(_subtitle(texts, lines, name, subject))
        whole = " ".join(str(fact.object) for fact in subtitles)
        continued = _continued(lines, name, subject)
        told += [*subtitles, *(fact for fact in continued if str(fact.object) not in whole)]
    if not any(fact.predicate == "dct:publisher" for fact in told):
        for text in filter(_is_masthead, _ending(texts, lines)):
            for credit in openings.press_office(text.folded):
                told.append(_credited(text, credit, subject, "press-office", "B"))
    makers = {fact.object for fact in told if fact.predicate == "dct:creator"}
    placed = {(fact.predicate, fact.object, fact.evidence): fact for fact in reversed(told)}
    for fact in reversed(placed.values()):  # who has made and issued a document is told once
        if fact.predicate != "dct:publisher" or fact.object not in makers:
            yield fact


def _end(line: str) -> int:
    """Return where the address behind a sender's name begins."""
    return line.index("<") if "<" in line else len(line)


def _signed(
    found: Iterable[tuple[Passage, bylines.Credit]], subject: Entity, rule: str
) -> Iterator[Fact]:
    """Yield what lines that are nothing but names say."""
    for text, credit in found:
        yield _credited(text, credit, subject, rule, "B")


def _labelled(
    texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity
) -> Iterator[Fact]:
    """Yield whom the lines at the start and the end credit."""
    for text in filter(_is_masthead, [*lines, *_ending(texts, lines)]):
        for first, last in text.lines if not of_event(text) else ():
            line = text.folded[first:last]
            hosted = _HOSTED.search(line)
            if hosted and (text not in lines or any(map(of_event, texts))):
                continue
            for credit in (*bylines.credits_of(line), *openings.imprint(line)):
                yield _credited(text, credit.moved(first), subject, "byline")
            for part_ in _BARRED.finditer(line):
                for credit in bylines.behind(part_[0]):
                    yield _credited(text, credit.moved(first + part_.start()), subject, "byline")
        for place in imprints(text):
            credit = bylines.Credit("dct:publisher", *place)
            yield _credited(text, credit, subject, "masthead", "B")
    edges = (*lines, *_ending(texts, lines))
    for text in filter(_is_masthead, texts[:_NOTICE]):
        if text not in edges:
            yield from _tendered(text, subject)


def _tendered(text: Passage, subject: Entity) -> Iterator[Fact]:
    """Yield who calls for tenders, as lines further down in a notice say."""
    for first, last in text.lines:
        if _TENDER.match(text.folded, first, last):
            for credit in bylines.credits_of(text.folded[first:last]):
                yield _credited(text, credit.moved(first), subject, "tender")


def _ending(texts: Sequence[Passage], lines: Sequence[Passage]) -> list[Passage]:
    """Return the last blocks of a document that are not on its cover."""
    return [text for text in texts[-_CLOSING:] if text not in lines]


def _is_masthead(text: Passage) -> bool:
    short = len(text.text) <= _LONGEST_LINE or is_labelled(text)
    return text.block.kind is not BlockKind.FIELD and short


def _credited(
    text: Passage, credit: bylines.Credit, subject: Entity, rule: str, tier: str = "A"
) -> Fact:
    end = credit.end
    if credit.predicate in ("dct:publisher", "dct:creator"):
        end = own_end(text.folded, credit.start, credit.end)
    place = (credit.start, end)
    value, evidence = text.text[slice(*place)], part(text, *place)
    return stated(subject, credit.predicate, value, evidence, rule, tier)


def _opened(texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity) -> Iterator[Fact]:
    """Yield who is credited by how the running text begins."""
    for text in lines:
        for credit in openings.source(text.folded):
            yield _credited(text, credit, subject, "masthead", "B")
    for text in texts[:_OPENING]:
        for credit in openings.opening(text.folded):
            yield _credited(text, credit, subject, "transcript-opening")
    rows = signatures.rows(texts[:_IMPRINTED])
    sender = particulars.memorandum([row.words for row in rows]).get("dct:creator")
    if sender:
        row = rows[sender[0]]
        for first, last in bylines.people(row.words, sender[1], _end(row.words)):
            yield _credited(*row.credit("dct:creator", (first, last)), subject, "memorandum")
    closing = [text.folded for text in _ending(texts, lines)]
    announced = openings.announcer([text.folded for text in texts[:_IMPRINTED]], closing)
    if announced:
        text, credit = texts[announced[0]], announced[1]
        each = signed(text.folded[credit.start : credit.end]) or [(0, credit.end - credit.start)]
        for first, last in each:
            article = _ARTICLE.match(text.folded, credit.start + first)
            start = article.end() if article else credit.start + first
            one = bylines.Credit(credit.predicate, start, credit.start + last)
            yield _credited(text, one, subject, "press-release", "B")


def _taken_from(
    texts: Sequence[Passage], lines: Sequence[Passage], subject: Entity
) -> Iterator[Fact]:
    """Yield the paper that a text was taken from, as a line at its end says."""
    for text in _ending(texts, lines):
        for credit in openings.source(text.folded):
            if PERIODICAL.search(text.folded[credit.start : credit.end]):
                yield _credited(text, credit, subject, "masthead", "B")


def _continued(lines: Sequence[Passage], name: str, subject: Entity) -> Iterator[Fact]:
    """Yield the lines that stand between the title and the rest of a masthead.

    A date, a credit or a name must follow: a heading of the text is no subtitle. One behind a dash
    needs nothing else.
    """
    rows = signatures.rows(lines)
    titled = [i for i, row in enumerate(rows) if signatures.is_titled(row, name)]
    below = rows[titled[-1] + 1 : titled[-1] + 2 + _MASTHEAD] if titled else []
    for at, row in enumerate(below[:_SUBTITLES]):
        dashed = DASHED.match(row.words)
        words = row.words[dashed.end() if dashed else 0 :].strip(" *_")
        reads = reads_as_title(words) and not _tells_else(words) and _is_said(words)
        if not reads or _opens_masthead(words):
            return
        if dashed or any(_opens_masthead(after.words) for after in below[at + 1 :]):
            text, start = row.text, row.start + row.words.index(words)
            place = (start, start + len(words))
            value, evidence = text.text[slice(*place)], part(text, *place)
            yield stated(subject, "kg:alternativeTitle", value, evidence, "subtitle", "B")


def _tells_else(words: str) -> bool:
    """Tell whether a line is a venue, a series, several parts, or something under a label."""
    labelled = any(map(str.isdigit, words.partition(":")[2]))  # 財政年度：2023年
    parts = len(imprint.parts(words)) > 1 or any(imprint.of(words)) or any(days(words))
    return labelled or parts or bool(_VENUE.fullmatch(words))


def _is_said(words: str) -> bool:
    """Tell whether words are more than a name: several, one of them not in capitals."""
    small = any(word.islower() for word in words.split())
    return (small or not words.isascii()) and width(words) > _SHORTEST_SUBTITLE


def _opens_masthead(line: str) -> bool:
    """Tell whether a line is a date, a credit or a name of those that stand under a title."""
    words = line.strip(" *_")
    named = openings.person(words) or openings.are_people(words) or signed(words)
    return bool(any(days(line)) or bylines.is_credit(words) or bylines.label_alone(words) or named)


def _subtitle(
    texts: Sequence[Passage], lines: Sequence[Passage], name: str, subject: Entity
) -> Iterator[Fact]:
    """Yield the line below the title that goes on with it, or says it in another language."""
    titled = next((i for i, t in enumerate(lines) if t.text.strip(" \"'") == name), len(lines))
    for title, text in pairwise(lines[titled : titled + 2]):
        dashed = DASHED.match(text.folded)
        short = len(text.text) <= _LONGEST_SUBTITLE and text.block.gap <= 1
        scripts = (script(title.text), script(text.text))
        told = scripts == ("Han", "Latin") and BODY.search(text.folded) is None
        deeper = text.block.kind is BlockKind.HEADING and not text.block.gap
        aside = _emphasised(text)
        if aside and text.block.gap <= 1:
            yield stated(subject, "kg:alternativeTitle", text.text[slice(*aside)],
                         part(text, *aside), "subtitle", "B")  # fmt: skip
            return
        deeper = deeper or any(map(dateline, texts[text.index + 1 : text.index + 2]))
        if not short or not (dashed or ((told or deeper) and may_be_title(text))):
            continue
        if date_line(text) or bylines.is_credit(text.folded) or openings.is_name(text.folded):
            continue
        start = dashed.end() if dashed else 0
        value = text.text[start:].strip(" *_—–")
        place = (text.text.index(value), text.text.index(value) + len(value))
        evidence = part(text, *place)
        yield stated(subject, "kg:alternativeTitle", value, evidence, "subtitle", "B")


def _emphasised(text: Passage) -> tuple[int, int] | None:
    """Return the first line of a block where it is in italics, and no sentence, credit or date."""
    source, (first, last) = text.document.text, text.lines[0]
    if text.block.kind is not BlockKind.PARAGRAPH or not 0 < last - first <= _LONGEST_SUBTITLE:
        return None
    span, line = text.span(first, last), text.folded[first:last].strip()
    around = source[max(0, span.start - 1) : span.start] + source[span.end : span.end + 1]
    before = source[max(0, span.start - 2) : span.start - 1]
    names = bylines.is_credit(line) or openings.is_name(line) or openings.person(line)
    if around not in ("**", "__") or before in ("*", "_") or names:
        return None
    said = line.endswith((".", "。", "!", "?")) or any(days(line)) or any(imprint.of(line))
    return None if said or _PART_OF.match(line) else (first, last)


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
