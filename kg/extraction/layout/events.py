"""Events announced line by line: a name, a date, and what stands near: time, place, language."""

import re
from collections.abc import Callable, Iterator, Sequence

from kg.extraction.layout.event_titles import spoken_at
from kg.extraction.names.body_names import names
from kg.extraction.passages.passage import Passage
from kg.extraction.times import dates
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity, TimeExpression

_EVENT = expression(
    r"<events.last>\s*(?:(?:19|20)\d\d)?$"
    r"|\b(?:summit|conference|forum|symposium|seminar|expo|exhibition|fair|congress|workshop"
    r"|webinar|convention)\b\s*(?:(?:19|20)\d\d)?$",
    re.IGNORECASE,
)
_CLOCK = (
    r"<documents.parts_of_day_two>?\s*\d{1,2}[:.<events.hours>]?(?:\d{2}"
    r"<documents.minutes>?)?\s*(?:[ap]\.?m\.?|hrs?|hkt|noon)?"
)
_TIME = expression(
    rf"^(?P<label>(?:<events.times>|time)\s*:\s*)?{_CLOCK}\s*(?:[-–—<times.to>]|to)\s*{_CLOCK}$",
    re.IGNORECASE,
)
_VENUE = expression(
    r"^(?P<label>(?:<events.place_labels>|venue|location|place)\s*:\s*)"
    r"|<events.venues>[\w\s]{0,12}$"
    r"|^(?!.*(?:\d\s?%|\b(?:is|are|was|has|have|holds?|of the)\b))"
    r".*\b(?:hall|auditorium|cent(?:re|er)|hotel|building|ballroom|theatre|theater|room)\b",
    re.IGNORECASE,
)
_TONGUE = (
    r"(?:<events.languages>|putonghua|mandarin|cantonese|english|chinese"
    r"|french|japanese|portuguese|korean)"
)
_LANGUAGE = expression(
    r"^(?P<label>(?:<events.language_labels>|languages?|conducted in)\s*:?\s*)"
    rf"|^{_TONGUE}(?>\s*(?:[<clauses.joints>、,&/]|and)?\s*{_TONGUE})*(?:\s*\(?(?:"
    rf"<events.interpreting>|simultaneous.*))?$",
    re.IGNORECASE,
)
_YEAR = expression(r"^(?:19|20)\d\d<times.year>?$")
_ORGANISER = expression(
    r"^(?P<label>(?:<events.organising><events.bodies>?"
    r"|(?:co-?)?organi[sz](?:ers?|ed by)|hosts?"
    r"|hosted by)"
    r"\s*:\s*)",
    re.IGNORECASE,
)
_DETAIL_LABEL = expression(
    r"^(?:<events.detail_labels>|time|venue|location|place|languages?"
    r"|(?:co-?)?organi[sz]|host)[^:]{0,12}:",
    re.IGNORECASE,
)
_SEVERAL = ("kg:organisedBy",)
_DETAILS = (
    ("kg:organisedBy", _ORGANISER),
    ("kg:timeOfDay", _TIME),
    ("kg:language", _LANGUAGE),
    ("kg:venue", _VENUE),
)
_DATE_LABEL = expression(
    r"^(?:<events.before_date>?<events.dates>|dates?|when)\s*:\s*", re.IGNORECASE
)
_WEEKDAY = expression(
    r"<documents.weekdays>|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[\s,()/|]",
    re.IGNORECASE,
)
_TITLES = (BlockKind.HEADING, BlockKind.LINE, BlockKind.PARAGRAPH)
_LISTED = (*_TITLES, BlockKind.LIST_ITEM)
_NEAR = 10  # blocks
_LONGEST, _SHORTEST_NAME = 120, 4  # characters of a line

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]


def find(texts: Sequence[Passage], resolve: Resolve, mint: Mint) -> list[Fact]:
    """Return the date, time of day, venue and language of the events that a document announces.

    A date line without any such detail near it is not taken for an announcement. Of what is
    printed in two languages the first is taken. ``resolve`` gives the known thing that a text
    names, or None; ``mint`` makes a thing of words and a class.
    """
    facts: list[Fact] = []
    for index, text in enumerate(texts):
        day = _day(text)
        title = _title(texts, index) if day else None
        if not day or title is None:
            continue
        event = _event(texts, title, resolve, mint)
        details: dict[str, Fact] = {}
        announced = texts[title.index + 1 : index]
        lines = [(near, line) for near in (*announced, text) for line in _labelled(near)]
        lines += [(near, line) for near in _near(texts, index) for line in _stated(near)]
        for near, line in lines:
            for fact in _details(near, line, event, title, resolve, mint):
                key = fact.id if fact.predicate in _SEVERAL else fact.predicate
                details.setdefault(key, fact)
        if details:
            facts += _theme(texts, title, index, event)
            facts.append(_fact(text, day[1], event, title, "kg:heldOn", day[0]))
            facts += details.values()
    return facts


def _day(text: Passage) -> tuple[str, tuple[int, int]] | None:
    """Return the day, or the days, of a line that holds nothing but dates and weekdays.

    The line of a block that has several must be labelled, unless it is the first.
    """
    if text.block.kind not in _LISTED or not any(map(str.isdigit, text.text)):
        return None
    for number, (start, end) in enumerate(text.lines):
        label = _DATE_LABEL.match(text.folded[start:end])
        if end - start > _LONGEST or (number and not label):
            continue
        edtf = _days(text.folded[start + label.end() if label else start : end])
        if edtf:
            return edtf, (0, len(text.text)) if number == 0 else (start, end)
    return None


def _days(rest: str) -> str:
    """Return the first of the days that a text consists of, in EDTF; else empty."""
    days = []
    for mention in reversed(dates.find(rest, None)):
        rest = rest[: mention.start] + rest[mention.end :]
        time = mention.meaning
        if isinstance(time, TimeExpression) and re.match(r"\d{4}-\d\d-\d\d(?:/|$)", time.edtf):
            days.append(time.edtf)
    return days[-1] if days and not _WEEKDAY.sub("", rest) else ""


def _labelled(text: Passage) -> list[tuple[int, int]]:
    """Return the lines of a block that say by a label which detail of an event they give."""
    if text.block.kind not in _LISTED:
        return []
    return [line for line in text.lines if _DETAIL_LABEL.match(text.folded[slice(*line)])]


def _stated(text: Passage) -> list[tuple[int, int]]:
    """Return the first line of a block, and those that are labelled."""
    return list(dict.fromkeys((text.lines[0], *_labelled(text))))


def _title(texts: Sequence[Passage], index: int) -> Passage | None:
    """Return the nearest line above that is the name of an event."""
    for text in reversed(texts[max(0, index - _NEAR) : index]):
        words = text.folded.strip()
        if text.block.kind not in _TITLES or not _SHORTEST_NAME <= len(words) <= _LONGEST:
            continue
        if _EVENT.search(words) or spoken_at(text.folded):
            return text
    return None


def _event(texts: Sequence[Passage], title: Passage, resolve: Resolve, mint: Mint) -> Entity:
    """Return the event of a title; a line above it that is a known name (a place) belongs to it."""
    if spoken := spoken_at(title.folded):
        words = title.text[slice(*spoken)]
        return resolve(words) or mint(words, "kg:Event")
    words = title.text.strip()
    above = texts[max(0, title.index - 1)]
    if above is not title and resolve(above.text.strip()):
        words = f"{above.text.strip()}{' ' if words.isascii() else ''}{words}"
    return resolve(words) or mint(words, "kg:Event")


def _theme(texts: Sequence[Passage], title: Passage, index: int, event: Entity) -> Iterator[Fact]:
    """Yield the first line between an event's name and its date: what it is about."""
    between = texts[title.index + 1 : index]
    lines = [t for t in between if not _YEAR.match(t.folded.strip()) and t.block.kind in _TITLES]
    for line in lines[:1]:
        if len(line.text) <= _LONGEST and not _day(line) and not _labelled(line):
            place = (0, len(line.text))
            yield _fact(line, place, event, title, "kg:theme", line.text.strip(), "B")


def _near(texts: Sequence[Passage], index: int) -> Iterator[Passage]:
    """Yield the lines after a date line that belong to the same announcement."""
    for text in texts[index + 1 : index + _NEAR]:
        if (
            (len(text.text) > _LONGEST and not _labelled(text))
            or _EVENT.search(text.folded.strip())
            or _day(text)
        ):
            return
        yield text


def _details(
    text: Passage, line: tuple[int, int], event: Entity, title: Passage, resolve: Resolve,
    mint: Mint,
) -> Iterator[Fact]:  # fmt: skip
    """Yield what a line says about an event."""
    start, end = line
    words = text.folded[start:end]
    for predicate, pattern in _DETAILS:
        match = pattern.search(words)
        if not match:
            continue
        place = (start + len(match["label"] or ""), start + len(words.rstrip(" 。.;,")))
        if predicate == "kg:organisedBy":
            for name in names(text.folded, *place):
                words_ = text.text[slice(*name)]
                body = resolve(words_) or mint(words_, "kg:Organisation")
                yield _fact(text, name, event, title, predicate, body)
            return
        value: Entity | str = text.text[slice(*place)]
        if predicate == "kg:venue":
            hall = text.text[slice(*place)]
            bare = re.split(r"\s*[(（,，]", hall)[0]
            value = resolve(hall) or resolve(bare) or mint(bare, "kg:Site")
        yield _fact(text, place, event, title, predicate, value)
        return


def _fact(
    text: Passage, place: tuple[int, int], event: Entity, title: Passage, predicate: str,
    value: Entity | str, tier: str = "A",
) -> Fact:  # fmt: skip
    evidence = (text.evidence(*place, "statement"), title.evidence(0, len(title.text), "subject"))
    return Fact("relation", event, evidence, "event-block", tier, predicate, value)
