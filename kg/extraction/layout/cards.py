"""Labelled lines about a thing: below the name of a platform ``運營方：甲公司``, ``Built by: A``.

Slides, leaflets and fact sheets name a thing on a line and say below it, label by label, who runs
it, since when and where. What the lines are about stands on the nearest line above that has
neither a label nor a figure; a line that names nothing ends the search.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.layout.card_lines import Line, lines
from kg.extraction.layout.label_meanings import class_named, meaning
from kg.extraction.names import body_names
from kg.extraction.names.holdings import is_a
from kg.extraction.passages.reading import Reading
from kg.extraction.words.ordinary import is_ordinary
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Mention, Quantity, TimeExpression
from kg.model.terminology import Terminology

Mint = Callable[[str, str], Entity]
Resolve = Callable[[str], Entity | None]
_Range = tuple[int, int]

_BODY, _BODIES, _PLACE = "kg:Organisation", ("kg:Organisation", "kg:Jurisdiction"), "kg:Place"
_SITE = "kg:Site"
_NO_THING = ("kg:Concept", "kg:Person", "kg:Event", "kg:Proposition")
_NOT_OF_SITES = frozenset({"kg:partner", "kg:administeredBy", "kg:offeredBy", "kg:launchedBy"})
_OF_DOCUMENTS = frozenset({"kg:fundedBy", "kg:partner", "kg:administeredBy", "kg:heldOn"})
_FITTING = {"bodies": _BODIES, "places": (_PLACE,), "things": ("kg:Entity",)}
_RUNNING = re.compile(r"[。;!?]|,.{20}|\.$")
_OPENING = re.compile(
    r"(?:(?:预计|预期|拟|计划|约|于|expected|due|planned|by|in|since|from|the) ?){0,3}"
)
_QUOTED = re.compile(r"[「『“‘\"](?P<name>[^」』”’\"]{2,20})[」』”’\"]")
_COINED = re.compile(r"(?:\A|[:—–|·-] ?)(?P<name>[A-Z][a-z]{0,9}[A-Z0-9]{2,16})(?= ?[—–(:|-]|\Z)")
_NAME = re.compile(
    r"[\u3400-\u9fff()·A-Za-z]{4,24}"
    r"|[A-Z][\w&.'’-]*(?: (?:[A-Z][\w&.'’-]*|&|of|for|and|the|in)){0,8}"
)
_SHORT = re.compile("[^由的将和与待自各所及在是为等有不一本]{2,8}")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?=\s*(?:[(,]|\Z))")
_BRACKETED = re.compile(r"\([^()]{0,80}\)")
_ASIDE = re.compile(r", [A-Z][a-z]+\Z")
_SURVEYED = re.compile(r"调查|问卷|访问|\b(?:survey|poll|fieldwork)\b", re.IGNORECASE)
_OVERVIEW = re.compile(  # over the particulars of what the whole document is about
    r"(?:(?:programme|scheme|project|course|fund|event)? ?(?:at a glance|in brief|overview|details)"
    r"|(?:key|quick) (?:facts|dates|details|information)|fact ?sheet|essentials|the essentials"
    r"|(?:计划|项目|课程|基金)?(?:一览|概览|概要|简介|基本(?:资料|信息|资讯)|资料便览|要点|详情))",
    re.IGNORECASE,
)
_BEHALF = re.compile(r",? (?:acting )?(?:on behalf of|for the)\b|[,(]?受.{2,30}委托", re.IGNORECASE)
_NEW_SLIDE = 3  # blank lines
_REACH, _MASTHEAD, _LONGEST_TITLE = 14, 5, 48  # lines, lines, characters


def find(
    readings: Sequence[Reading], document: Entity, survey: Entity, resolve: Resolve, mint: Mint,
    terms: Terminology,
) -> Iterator[Fact]:  # fmt: skip
    """Yield what labelled lines say of the thing above them.

    ``document`` is what those of the masthead are about, ``survey`` the survey that it reports,
    where lines are about one; ``resolve`` gives the known thing that a text names, or None.
    """
    each = list(lines(readings))
    for index, line in enumerate(each):
        told = meaning(line.label) if line.label else None
        if told is None:
            continue
        about = _about(each, index, document, survey, mint, terms)
        if about is not None and _sound(told[1], about[0], document, terms):
            yield from _told(line, *told, *about, resolve, mint, terms)


def _about(
    lines: Sequence[Line], index: int, document: Entity, survey: Entity, mint: Mint,
    terms: Terminology,
) -> tuple[Entity, Evidence] | None:  # fmt: skip
    """Return what the labelled line at an index is about, and where it is named."""
    for place in range(index - 1, max(-1, index - _REACH), -1):
        line, below = lines[place], lines[place + 1]
        if below.block.gap >= _NEW_SLIDE and below.reading is not line.reading:
            return None
        if kind := class_named(line.label):
            return _called(line, kind, mint, terms)
        if _figures(line) or (line.label and not _heads(line)):
            continue
        if _OVERVIEW.fullmatch(line.folded.strip(" *_#【】")):
            return _titled(lines, document, mint, terms)
        if len(line.folded) > _LONGEST_TITLE or _RUNNING.search(line.folded):
            break
        if _SURVEYED.search(line.folded):
            return survey, line.reading.passage.evidence(line.start, line.end, "heading")
        named = _named(line, mint, terms)
        if named and 0 < place < _MASTHEAD and terms.is_a(named[0].types, _BODY):
            first = lines[0]  # who issues it
            return document, first.reading.passage.evidence(first.start, first.end, "heading")
        return named
    return _headed(lines, lines[index], mint, terms)


def _headed(
    lines: Sequence[Line], line: Line, mint: Mint, terms: Terminology
) -> tuple[Entity, Evidence] | None:
    """Return what the nearest heading over a line names, below running text; no label names one."""
    over = line.block.headings
    heads = {
        each.reading.passage.index: each
        for each in lines
        if each.block.kind is BlockKind.HEADING and not each.label
    }
    named = (_named(heads[at], mint, terms) for at in reversed(over) if at in heads)
    return next((found for found in named if found), None)


def _called(
    line: Line, kind: str, mint: Mint, terms: Terminology
) -> tuple[Entity, Evidence] | None:
    """Return the thing that a line names as what a card is about: ``Name: Kelp Station``."""
    named = _named(replace(line, start=line.value), mint, terms)
    passage = line.reading.passage
    words = passage.folded[line.value : line.end]
    if named or kind == "kg:Entity" or not _NAME.fullmatch(words) or is_ordinary(words):
        return named
    thing = mint(passage.text[line.value : line.end], kind)
    return thing, passage.evidence(line.value, line.end, "subject")


def _titled(
    lines: Sequence[Line], document: Entity, mint: Mint, terms: Terminology
) -> tuple[Entity, Evidence] | None:
    """Return what the title of the document names: a guide to a programme is called after it."""
    title = next((line for line in lines if document.name in line.reading.passage.text), None)
    return _named(title, mint, terms) if title else None


def _sound(curie: str, thing: Entity, document: Entity, terms: Terminology) -> bool:
    """Tell whether a thing may have a property: a venue has no partners, a paper no operator."""
    if thing == document or terms.is_a(thing.types, "kg:Survey"):
        return curie in _OF_DOCUMENTS
    if curie == "kg:heldOn":
        return False  # the cards of events are read elsewhere
    if curie == "kg:organisedBy":
        return terms.is_a(thing.types, "kg:Programme", "kg:Project", "kg:Policy")
    return curie not in _NOT_OF_SITES or not terms.is_a(thing.types, _SITE)


def _heads(line: Line) -> bool:
    """Tell whether a line with an unknown label is a title: ``The flagship: NORDA``."""
    return meaning(line.label) is None and _COINED.search(line.folded) is not None


def _figures(line: Line) -> bool:
    return any(isinstance(m.meaning, Quantity) for m in line.reading.within(line.start, line.end))


def _named(line: Line, mint: Mint, terms: Terminology) -> tuple[Entity, Evidence] | None:
    """Return the thing that a title names: a known one, one in quotation marks, a coined name."""
    passage = line.reading.passage
    quoted = _QUOTED.search(line.folded)
    inside = line.start + quoted.end("name") if quoted else line.start
    for mention in reversed(tuple(line.reading.within(line.start, line.end))):
        if mention.end >= inside and _is_thing(mention, terms):
            assert isinstance(mention.meaning, Entity)  # noqa: S101 - only entities have a class
            return mention.meaning, passage.evidence(mention.start, mention.end, "subject")
    found = quoted or _COINED.search(line.folded)
    if found is None:
        return None
    start, end = (line.start + each for each in found.span("name"))
    curie = "kg:Programme" if quoted else "kg:Project"
    return mint(passage.text[start:end], curie), passage.evidence(start, end, "subject")


def _is_thing(mention: Mention, terms: Terminology) -> bool:
    if is_a(mention, terms, _PLACE):
        return is_a(mention, terms, _SITE)
    return is_a(mention, terms, "kg:Entity") and not is_a(mention, terms, *_NO_THING)


def _told(
    line: Line, sort: str, curie: str, thing: Entity, shown: Evidence,
    resolve: Resolve, mint: Mint, terms: Terminology,
) -> Iterator[Fact]:  # fmt: skip
    """Yield what a line says of a thing: one fact for each value behind its label."""
    passage = line.reading.passage
    kinds = _FITTING.get(sort, ())
    unknown = {"bodies": _BODY, "things": thing.types[0]}.get(sort, "")
    values = _values(line, unknown, kinds, resolve, mint, terms) if kinds else _day(line)
    for (start, end), value in values:
        evidence = (
            passage.evidence(line.start, line.end, "statement"),
            shown,
            passage.evidence(start, end, "object"),
        )
        yield Fact("relation", thing, evidence, "card", "A", curie, value)


def _day(line: Line) -> Iterator[tuple[_Range, str]]:
    """Yield the day, month or year that a value begins with, in EDTF."""
    opening = _OPENING.match(line.reading.passage.folded, line.value, line.end)
    start = opening.end() if opening else line.value
    for mention in line.reading.within(start, line.end):
        if isinstance(mention.meaning, TimeExpression) and mention.start == start:
            yield (mention.start, mention.end), mention.meaning.edtf.removesuffix("/..")
            return
    if year := _YEAR.match(line.reading.passage.folded[: line.end], start):
        yield year.span("year"), year["year"]


def _values(
    line: Line, kind: str, kinds: tuple[str, ...], resolve: Resolve, mint: Mint, terms: Terminology
) -> Iterator[tuple[_Range, Entity]]:
    """Yield the things that a value lists; none unless all may be names.

    Of ``kinds`` are those that are known. ``kind`` is the class of those that are not; without one
    there are none. A place behind a body is where it sits.
    """
    passage = line.reading.passage
    folded = _BRACKETED.sub(lambda aside: " " * len(aside[0]), passage.folded)
    known = {
        m.start: m for m in line.reading.within(line.value, line.end) if is_a(m, terms, *kinds)
    }
    found: list[tuple[_Range, Entity]] = []
    kind = kind or (_PLACE if known and kinds == (_PLACE,) else "")  # what stands among places
    behalf = _BEHALF.search(folded, line.value, line.end)
    stop = behalf.start() if behalf else line.end
    for start, last in _parts(folded, line.value, stop):
        aside = _ASIDE.search(folded, start, last)
        end = aside.start() if aside else last
        mention = known.get(start)
        if mention and mention.end in (end, last):
            assert isinstance(mention.meaning, Entity)  # noqa: S101 - only entities have a class
            if not (found and kind == _BODY and is_a(mention, terms, _PLACE)):
                found.append(((mention.start, mention.end), mention.meaning))
            continue
        words = passage.text[start:end]
        if not kind or not _is_name(folded[start:end]):
            return
        found.append(((start, end), resolve(words) or mint(words, kind)))
    yield from found


def _parts(folded: str, start: int, end: int) -> Iterator[_Range]:
    """Yield the names of a list; a firm of two names is one: ``Mast & Boom Ltd``."""
    whole = next(body_names.trimmed(folded, start, end), (end, end))
    words = folded[slice(*whole)]
    if "," not in words and _NAME.fullmatch(words) and body_names.BODY.search(words):
        yield whole
    else:
        yield from body_names.names(folded, start, end)


def _is_name(words: str) -> bool:
    """Tell whether words may be the name of a body: they end so, or are short and say nothing."""
    if not _NAME.fullmatch(words) or is_ordinary(words):
        return False
    return words[0] < "\u3400" or bool(body_names.BODY.search(words) or _SHORT.fullmatch(words))
