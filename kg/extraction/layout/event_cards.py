"""Events on cards: a name, and under it the labelled lines of when, where and by whom.

In one block the labels tell that it is an event, whatever its name; a date and one more detail make
a card. Where the lines stand by themselves, the line over them has to be called an event, or its
programme, notice or minutes.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.extraction.layout.event_titles import spoken_at
from kg.extraction.names.body_names import han_end, names
from kg.extraction.passages.passage import Passage
from kg.extraction.times import dates
from kg.extraction.words.expressions import expression, seldom
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, TimeExpression

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

_LABELS = {
    "kg:heldOn": r"(?:<events.events>?<events.date_labels>|dates?(?: and time)?|when|time)",
    "kg:venue": r"(?:<events.events>?<events.places>|<events.venue_labels>|venue|location|place"
    "|where)",
    "kg:organisedBy": r"(?:<events.organising><events.bodies>?"
    r"|(?:co-?)?organi[sz](?:ers?|ed by)|hosts?|hosted by)",
    "kg:partner": r"(?:<events.supporting><events.supporters>?"
    r"|(?:supported|sponsored) by|sponsors?|(?:media |knowledge |strategic )?partners?)",
    "kg:administeredBy": r"(?:<events.meetings>?<events.secretariats><events.units>?|"
    "(?:conference )?secretariat)",
    "kg:language": r"(?:<events.language_labels>|languages?)",
}
_NAMED = expression(  # the line with the name of an event, where that has a label too
    r"^[\s*_•-]*(?:<events.name_labels>"
    r"|(?:event|conference|name of (?:the )?event|event (?:name|title)))[\s*_]*:[\s*_]*(?=\S)",
    re.IGNORECASE,
)
_BODIES = ("kg:organisedBy", "kg:partner", "kg:administeredBy")
_LABELLED = tuple(
    (predicate, expression(rf"^[\s*_•-]*{label}[\s*_]*:[\s*_]*", re.IGNORECASE))
    for predicate, label in _LABELS.items()
)
_PAPER = r"(?:<particles.of>?<events.meeting>?<events.papers>)?"
_HAPPENING = seldom(  # the name of an event, and of a paper about it
    rf"^[\s*_]*(?P<name>[^。;!?]{{2,60}}?<events.kinds>(?:\s?(?:19|20)\d\d)?){_PAPER}[\s*_]*$"
    r"|^[\s*_]*(?:(?:programme|program|agenda|schedule|invitation|minutes|notice)(?: of| to| for)?"
    r"(?: the)?:? )?(?P<english>[^.;!?]{2,70}?\b(?:summit|conference|forum|symposium|seminar|expo"
    r"|exhibition|fair|congress|workshop|webinar|convention|festival|meeting|roundtable|lecture)"
    r"(?:\s?(?:19|20)\d\d)?)(?:\s?[-–—:|,]?\s?(?:programme|program|agenda|schedule|minutes))?[\s*_]*$",
    re.IGNORECASE,
)
_ANY_LABEL = expression(r"^[\s*_•-]*[^:]{1,20}:\s*\S")
_CLOCK = expression(
    r"<documents.parts_of_day>?\s?\d{1,2}[:.<events.hours>]\d{0,2}<documents.minutes>?\s*"
    r"(?:[ap]\.?m\.?)?\s*(?:[-–—<times.to>]|to)\s*<documents.parts_of_day>?\s?"
    r"\d{1,2}[:.<events.hours>]?\d{0,2}<documents.minutes>?\s*(?:[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_DAYS = expression(r"\d{4}-\d\d-\d\d(?:/|$)")
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.LIST_ITEM)
_TITLES = (*_KINDS, BlockKind.HEADING)
_FEWEST_DETAILS, _LONGEST_NAME = 2, 80
_MOST_LINES = 8  # blocks


def find(texts: Sequence[Passage], resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield what the cards of a document say of their events.

    ``resolve`` gives the known thing that a text names, or None; ``mint`` makes a thing of words
    and a class.
    """
    yield from _under_titles(texts, resolve, mint)
    yield from _named(texts, resolve, mint)
    for text in texts:
        if text.block.kind not in _KINDS or len(text.lines) <= _FEWEST_DETAILS:
            continue
        (start, end), *rest = text.lines
        told = [(line, said) for line in rest if (said := _says(text, line))]
        name = text.text[start:end].strip(" *_")
        plain = name and len(name) <= _LONGEST_NAME and not _ANY_LABEL.match(text.folded[start:end])
        dated = any(said[0] == "kg:heldOn" for _, said in told)
        if not plain or not dated or len(told) < _FEWEST_DETAILS:
            continue
        event = resolve(name) or mint(name, "kg:Event")
        for _, (predicate, place) in told:
            subject = text.evidence(start, end, "subject")
            yield from _detail(text, predicate, place, event, subject, resolve, mint)


def _under_titles(texts: Sequence[Passage], resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield what the labelled lines right under the name of an event say of it."""
    for title, below in pairwise(texts):
        if title.block.kind not in _TITLES or len(title.lines) > 1:
            continue
        place = _happening(title.folded)
        if not place or _ANY_LABEL.match(title.folded) or not _is_labelled(below):
            continue
        told = [
            (text, said) for text, line in _run(texts, below.index) if (said := _says(text, line))
        ]
        if len(told) < _FEWEST_DETAILS or not any(_is_day(text, said) for text, said in told):
            continue
        words = title.text[slice(*place)].strip()
        event = resolve(words) or mint(words, "kg:Event")
        for text, (predicate, value) in told:
            subject = title.evidence(*place, "subject")
            yield from _detail(text, predicate, value, event, subject, resolve, mint)


def _happening(folded: str) -> tuple[int, int] | None:
    """Return where a title names an event: as itself, with its programme, or as where one spoke."""
    if spoken := spoken_at(folded):
        return spoken
    named = _HAPPENING.match(folded)
    return named.span("name" if named["name"] else "english") if named else None


def _named(texts: Sequence[Passage], resolve: Resolve, mint: Mint) -> Iterator[Fact]:
    """Yield what labelled lines say of the event that one of them names: ``會議名稱：…``."""
    for text in texts:
        for start, end in text.lines if text.block.kind in _KINDS else ():
            label = _NAMED.match(text.folded[start:end])
            if not label or end - start > _LONGEST_NAME:
                continue
            run = list(_run(texts, text.index))
            told = [(each, said) for each, line in run if (said := _says(each, line))]
            if len(told) < _FEWEST_DETAILS or not any(_is_day(each, said) for each, said in told):
                continue
            place = (start + label.end(), end)
            words = text.text[slice(*place)].strip(" *_")
            event = resolve(words) or mint(words, "kg:Event")
            subject = text.evidence(*place, "subject")
            for each, (predicate, value) in told:
                yield from _detail(each, predicate, value, event, subject, resolve, mint)


def _run(texts: Sequence[Passage], first: int) -> Iterator[tuple[Passage, tuple[int, int]]]:
    """Yield the labelled lines from a block on, up to one that is none."""
    for text in texts[first : first + _MOST_LINES]:
        if not _is_labelled(text):
            return
        yield from ((text, line) for line in text.lines)


def _is_labelled(text: Passage) -> bool:
    """Tell whether every line of a block has a label."""
    return text.block.kind in _KINDS and all(
        _ANY_LABEL.match(text.folded[slice(*line)]) for line in text.lines
    )


def _is_day(text: Passage, said: tuple[str, tuple[int, int]]) -> bool:
    return said[0] == "kg:heldOn" and bool(_days(text.folded[slice(*said[1])]))


def _says(text: Passage, line: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """Return the property that a line's label stands for, and the place of what follows it."""
    for predicate, label in _LABELLED:
        found = label.match(text.folded[slice(*line)])
        if found:
            end = line[0] + len(text.folded[slice(*line)].rstrip(" 。.;,*_"))
            return (
                (predicate, (line[0] + found.end(), end)) if found.end() + line[0] < end else None
            )
    return None


def _detail(
    text: Passage, predicate: str, place: tuple[int, int], event: Entity, subject: Evidence,
    resolve: Resolve, mint: Mint,
) -> Iterator[Fact]:  # fmt: skip
    """Yield what one line says of an event."""

    def stated(property_: str, span: tuple[int, int], value: Entity | str) -> Fact:
        evidence = (text.evidence(*span, "statement"), subject, text.evidence(*span, "object"))
        return Fact("relation", event, evidence, "event-card", "A", property_, value)

    if predicate == "kg:heldOn":
        clock = _CLOCK.search(text.folded, *place)
        if clock:
            span = (clock.start(), clock.start() + len(clock[0].rstrip()))
            yield stated("kg:timeOfDay", span, text.text[slice(*span)].strip())
        for day in _days(text.folded[slice(*place)]):
            yield stated(predicate, place, day)
    elif predicate in _BODIES:
        for first, last in names(text.folded, *place):
            span = (first, han_end(text.folded, first, last))
            words = text.text[slice(*span)]
            yield stated(predicate, span, resolve(words) or mint(words, "kg:Organisation"))
    elif predicate == "kg:venue":
        words = text.text[slice(*place)]
        bare = re.split(r"\s*[(（,]", words)[0]
        known = resolve(words) or resolve(bare)
        yield stated(predicate, place, known or mint(bare, "kg:Site"))
    else:
        yield stated(predicate, place, text.text[slice(*place)])


def _days(words: str) -> list[str]:
    """Return the first day, or range of days, that words give, in EDTF."""
    times = [mention.meaning for mention in dates.find(words, None)]
    days = [time.edtf for time in times if isinstance(time, TimeExpression)]
    return [day for day in days if _DAYS.match(day)][:1]
