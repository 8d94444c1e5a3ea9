"""Things that English text calls by what they are: ``the plant``, ``this scheme``, ``the city``.

It is the thing of that kind of which the text spoke last: one whose name has the noun first, else
one of a class that the noun may mean. A city or a country is the one that the document names most,
as many are named beside it. What a phrase goes on to tell apart (``the plant in Leeds``, ``the
scheme that it replaces``) is another thing, and a noun before a noun (``the plant manager``) none.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from kg.extraction.grammar.roles import Role, roles
from kg.extraction.mentions.last_words import RULE
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_TEXTS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.QUOTE)
_PLACES = ("kg:City", "kg:Country", "kg:Region")
_ONLY_BY_NAME = ("kg:GovernmentBody", "kg:Institution", "kg:IndustryAssociation")
_BACK, _MEMORY = 2, 20  # passages, and sentences of each
_WORD = expression(r"[a-z-]{3,}")
_OF = expression(r" (?:of|for|at|in) ")
_OFTENER = 2  # times that the place which is meant is named, for one of any other
# What follows a noun that stands for a thing, not before another noun or what tells it apart.
_AFTER = (
    r"(?=\s*[.,;:!?)\n”\"]|\s*$|['’]s?\b"
    r"|\s+(?:is|are|was|were|be|has|have|had|will|would|can|could|may|might|must|shall|should|does"
    r"|did|do|and|or|but|to|by|as|than|when|while|where|if|so|because|after|before|since|until"
    r"|also|now|then|still|already|not|itself|themselves|today|alone|again|last|this|next|later"
    r"|over|under|into|during|through|via|against|down|up|out|off|who)\b"
    r"|\s+(?:in|from|on|with|at)\s+(?:(?:early|late|mid)[ -]?)?(?:\d|January|February|March|April"
    r"|May|June|July|August|September|October|November|December|its|their|full|which|whom)"
    r"|\s+[a-z]+(?:ed|ly)\b"
    r"|\s+(?![a-z]+(?:ers|ors|ees|ists|ants|als|ings|ments|ions|ies|ics)\b)[a-z]{2,}s\b"
    r"|\s+(?:ran|won|began|sold|grew|led|made|took|put|held|bought|built|gave|saw|fell|rose|set|lost"
    r"|spent|went|came|became|paid|met|kept|cut)\b)"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A thing, by the words by which a passage names it."""

    entity: Entity
    words: str


def told(readings: Sequence[Reading], terminology: Terminology) -> tuple[Reading, ...]:
    """Return the readings with a mention for each such phrase whose thing can be told."""
    if not any(_called().search(reading.passage.folded) for reading in readings):
        return tuple(readings)
    found: list[Reading] = []
    described = _Descriptions(readings, terminology)
    for index, reading in enumerate(readings):
        pointing = described.of(index) if reading.passage.block.kind in _TEXTS else []
        whole = sorted((*reading.mentions, *pointing), key=_start)
        found.append(replace(reading, mentions=tuple(whole)) if pointing else reading)
    return tuple(found)


class _Descriptions:
    """Finds what the phrases of a document stand for."""

    def __init__(self, readings: Sequence[Reading], terminology: Terminology) -> None:
        self._readings = readings
        self._terminology = terminology
        self._named: dict[tuple[int, int, int], Sequence[_Named]] = {}
        self._dominant = {curie: self._most_named(curie) for curie in _PLACES}

    def of(self, index: int) -> list[Mention]:
        """Return a mention for each phrase of a passage that points to a thing."""
        reading = self._readings[index]
        found = []
        for match in _called().finditer(reading.passage.folded):
            span = match.span("noun")
            if not _taken(reading.mentions, *span):
                entity = self._meant(index, match.start(), match["noun"].lower())
                if entity:
                    found.append(Mention(*span, (entity,), RULE))
        return found

    def _meant(self, index: int, position: int, noun: str) -> Entity | None:
        classes = _classes()[noun]
        if dominant := self._dominant.get(classes[0]):
            return dominant
        groups = list(self._groups(index, position))
        called = _only([e.entity for e in g if _is_called(e.words, noun)] for g in groups)
        return called or _only(
            [e.entity for e in g if self._fits(e.entity, classes)] for g in groups
        )

    def _fits(self, entity: Entity, classes: Sequence[str]) -> bool:
        """Tell whether a thing is of a class; a body of no known kind may well be a firm."""
        if classes[0] == "kg:Firm" and entity.types[:1] == ("kg:Organisation",):
            return True
        told = classes[0] not in (*_ONLY_BY_NAME, *_PLACES)
        return told and self._terminology.is_a(entity.types, *classes)

    def _groups(self, index: int, position: int) -> Iterator[Sequence[_Named]]:
        """Yield what the sentences before a position name, the nearest first, then the headings.

        What a sentence speaks of comes before all else in it.
        """
        reading = self._readings[index]
        sentences = reading.passage.sentences
        own = bisect_right(sentences, position, key=itemgetter(0)) - 1
        if own >= 0:
            yield self._spoken_of(index, sentences[own][0], min(sentences[own][1], position))
        for start, end in sentences[max(0, own - _MEMORY) : max(0, own)][::-1]:
            yield self._spoken_of(index, start, end)
        for back in range(index - 1, max(-1, index - 1 - _BACK), -1):
            if self._readings[back].passage.block.kind in _TEXTS:
                for start, end in self._readings[back].passage.sentences[-_MEMORY:][::-1]:
                    yield self._spoken_of(back, start, end)
        for above in reversed(reading.passage.block.headings):
            yield self._spoken_of(above, 0, len(self._readings[above].passage.text))

    def _spoken_of(self, index: int, start: int, end: int) -> Sequence[_Named]:
        """Return the things that a range of a passage names, what it speaks of first."""
        key = index, start, end
        if key not in self._named:
            self._named[key] = _spoken_of(self._readings[index], start, end)
        return self._named[key]

    def _most_named(self, curie: str) -> Entity | None:
        """Return the place of a class that the document names far oftener than any other."""
        things: dict[str, Entity] = {}
        count: Counter[str] = Counter()
        for reading in self._readings:
            for mention in reading.mentions:
                entity = mention.meaning
                if isinstance(entity, Entity) and self._terminology.is_a(entity.types, curie):
                    things.setdefault(entity.id, entity)
                    count[entity.id] += 1
        most = [*count.most_common(2), ("", 0), ("", 0)][:2]
        (first, times), (_, others) = most
        return things[first] if times >= max(2, _OFTENER * others) else None


def _spoken_of(reading: Reading, start: int, end: int) -> list[_Named]:
    """Return the things that a range names, what it speaks of first."""
    found = [
        (role, mention)
        for bounds in clauses(reading.passage.folded, start, end)
        for mention, role in roles(reading, *bounds)
    ]
    ordered = sorted(found, key=lambda each: each[0] not in (Role.SUBJECT, Role.OBJECT))
    return [
        _Named(mention.meaning, reading.passage.folded[mention.start : mention.end])
        for _, mention in ordered
        if isinstance(mention.meaning, Entity)
    ]


def _only(groups: Iterable[Sequence[Entity]]) -> Entity | None:
    """Return the thing of the first group that has any, where it has one alone."""
    things = {entity.id: entity for entity in next(filter(None, groups), ())}
    return next(iter(things.values())) if len(things) == 1 else None


def _is_called(words: str, noun: str) -> bool:
    """Tell whether a noun is the head of a name: Aire Energy Park, Port of Aire, Strategy 2030."""
    head = _WORD.findall(_OF.split(words.lower())[0])
    return len(words.split()) > 1 and bool(head) and noun.rstrip("s") == head[-1].rstrip("s")


def _start(mention: Mention) -> int:
    return mention.start


def _taken(mentions: Sequence[Mention], start: int, end: int) -> bool:
    place = bisect_left(mentions, start, key=_start)
    beside = mentions[max(0, place - 1) : place + 1]
    return any(each.start < end and start < each.end for each in beside)


def is_kind(noun: str) -> bool:
    """Tell whether a noun, in small letters, is what a thing may be called, or only ``there``.

    >>> is_kind("plant"), is_kind("terminals"), is_kind("cost")
    (True, True, False)
    """
    return noun == "there" or noun in _classes() or noun.removesuffix("s") in _classes()


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """Return noun → the classes of what it may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for classes, nouns in read().tables["descriptions"].items():
        for noun in nouns:
            found.setdefault(noun, tuple(classes.split()))
    return found


@cache
def _called() -> re.Pattern[str]:
    nouns = "|".join(sorted(_classes(), key=len, reverse=True))
    return expression(
        rf"\b[Tt](?:he|his) (?>same |whole |entire |proposed |present |current |existing )?"
        rf"(?P<noun>{nouns})\b(?!-){_AFTER}"
    )
