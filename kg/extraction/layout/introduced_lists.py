"""Lists that a sentence introduces: ``The fund has three priorities:``, ``計畫有四大重點：``.

Its last words say what the items are (``labels.toml``), and of what, unless that is what the text
is about. As many items must follow as it announces. What a title of its own announces is read in
``listings``.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from kg.extraction.discourse.candidates import Subject
from kg.extraction.layout import recommended
from kg.extraction.names.holdings import is_a
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading
from kg.extraction.surveys.rankings import COUNT
from kg.extraction.words.expressions import seldom
from kg.extraction.words.numerals import number
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Terminology

Mint = Callable[[str, str], Entity]
Topic = Callable[[int, int, int, tuple[str, ...]], Subject | None]

_KINDS = (BlockKind.PARAGRAPH, BlockKind.LINE)
_BEARERS = ("kg:Organisation", "kg:Programme", "kg:Project", "kg:Fund", "kg:Policy")
_NAMED = (*_BEARERS, "kg:Jurisdiction")  # a place only where the sentence names it
_CLASSES = {"kg:focusArea": "kg:Concept", "kg:hasChallenge": "kg:Challenge"}
_STOP = re.compile(r"[.;!?。]\s*(?=\S)")
_LEAD = re.compile(r"\W*(?:the |and |as for |(?:目前|现时|而|但|在)?)?\W*", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|not|without|never)\b|没有|并非|不是|未有|第[一二三四五六七八九十\d]{1,2}[大个项]",
    re.IGNORECASE,
)
_FEWEST, _MOST, _LONGEST = 2, 12, 400  # items, and code points of the text that introduces them


class _Introduction(NamedTuple):
    """What a sentence says of the items below it: where, as which noun, and how many."""

    start: int
    noun: tuple[int, int]
    curie: str
    announced: int


def find(
    readings: Sequence[Reading], document: Entity, topic: Topic, mint: Mint, terms: Terminology
) -> Iterator[Fact]:
    """Yield one relation for each item of the lists that sentences introduce.

    ``topic`` gives what a clause is about that does not say so itself, as ``FigureSubjects.topic``
    does; where nothing is, the list is of the ``document``.
    """
    for index, reading in enumerate(readings):
        told = _introduction(reading.passage)
        items = list(_items(readings[index + 1 :])) if told else []
        if told is None or not _FEWEST <= len(items) <= _MOST:
            continue
        if told.announced and told.announced != len(items):
            continue
        about = _about(reading, index, told, topic, terms)
        subject, shown = (about.entity, (about.evidence,)) if about else (document, ())
        heading = reading.passage.evidence(*told.noun, "heading")
        for item in items:
            place = recommended.lead(item, 0)
            thing = mint(item.text[slice(*place)], _CLASSES[told.curie])
            evidence = (item.evidence(*place, "statement"), heading, *shown)
            yield Fact("relation", subject, evidence, "introduced-list", "B", told.curie, thing)


def _introduction(passage: Passage) -> _Introduction | None:
    """Return what the last sentence of a text says that the items below it are."""
    if passage.block.kind not in _KINDS or len(passage.folded) > _LONGEST:
        return None
    start = max((stop.end() for stop in _STOP.finditer(passage.folded)), default=0)
    found = next((m for form in _forms() if (m := form.search(passage.folded, start))), None)
    if found is None or _DENIED.search(passage.folded, start):
        return None
    if not (found["count"] or passage.folded.rstrip().endswith(":")):
        return None
    count = int(number(found["count"]) or 0) if found["count"] else 0
    return _Introduction(start, found.span("noun"), _meanings()[found["noun"].lower()], count)


def _items(below: Sequence[Reading]) -> Iterator[Passage]:
    """Yield the items right below a text, without what stands deeper."""
    passages = [reading.passage for reading in below[: _MOST * 2]]
    level = passages[0].block.level if passages else 0
    listed = takewhile(lambda text: text.block.kind is BlockKind.LIST_ITEM, passages)
    return (text for text in listed if text.block.level == level)


def _about(
    reading: Reading, index: int, told: _Introduction, topic: Topic, terms: Terminology
) -> Subject | None:
    """Return whose the items are: whom the sentence begins with, else what it is about."""
    passage = reading.passage
    lead = _LEAD.match(passage.folded, told.start)
    start = lead.end() if lead else told.start
    for mention in reading.within(start, told.noun[0]):
        if mention.start == start and is_a(mention, terms, *_NAMED):
            assert isinstance(mention.meaning, Entity)  # noqa: S101 - only entities have a class
            evidence = passage.evidence(mention.start, mention.end, "subject")
            return Subject(mention.meaning, evidence)
    found = topic(index, told.start, told.noun[0], _BEARERS)
    return found.as_context("context") if found else None


@cache
def _meanings() -> dict[str, str]:
    """Return the property that each noun for the items of a list stands for."""
    entries = (entry.partition("=") for entry in read().get("labels", "items"))
    return {word: curie for curie, _, words in entries for word in words.split(",")}


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Return what the end of a sentence that introduces items looks like: English, Chinese."""
    words = sorted(_meanings(), key=len, reverse=True)
    latin = "|".join(word for word in words if word.isascii())
    han = "|".join(word for word in words if not word.isascii())
    return (
        seldom(
            rf"(?:(?<![\w.-])(?P<count>{COUNT}) )?"
            rf"(?:(?:main|key|strategic|top|major|common|further) )?(?<![\w-])(?P<noun>{latin})\b"
            r"[^.;:?!]{0,60}:\s*$",
            re.IGNORECASE,
        ),
        seldom(
            rf"(?:(?<!第)(?P<count>{COUNT})\s?(?:大|项|个|方面|条|点|类|种)的?)?"
            rf"(?:主要|核心|政策|工作|战略|首要)?(?P<noun>{han})"
            rf"(?>领域|方面|工作|任务|有|为|是|如下|包括|分别|在于|以下|主要|共|{COUNT}|项|个|点|大)*:?\s*$"
        ),
    )
