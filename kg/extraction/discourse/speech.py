"""Who says it: reported speech is attributed to its speaker, not stated as the document's own.

``X表示，…``, ``X said that …``, ``…, said X`` and ``according to X, …`` bind to the end of their
sentence; a quotation block that follows ``他回忆道：`` belongs to the person last named, and so
does what ``他表示，`` reports. An answer in an interview is the words of who gives it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from kg.extraction.discourse import quotations
from kg.extraction.discourse.candidates import Subject
from kg.extraction.discourse.claims import Spans
from kg.extraction.discourse.quotations import STATED
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Mention
from kg.model.span import Span
from kg.model.terminology import Terminology
from kg.text.folding import fold

_NEAR = 14  # code points between a speaker and the verb: an adverb, a title, a date
_ACCORDING = expression(
    r"(?:^|[,.;:。] ?)(?:(?:but|and|yet) )?according to (?:the |its |their )?[^,.;:]{0,60}(?:, )?$",
    re.IGNORECASE,
)
_PRONOUN = expression(r"\s*(?:[他她]|(?:he|she)\b(?= ))", re.IGNORECASE)
_BREAK = "，。；！？,;!?\n"
_NOT_IN = {
    "称": "(?<![简统俗名全通职合])",
    "说": "(?<![小据传学])",
}  # words that are none of saying
_AFTERWARDS = ("后", "时", "前", "以来", "之际")  # a clause that ends so only says when
_VENUES = ("在", "于")
_START = attrgetter("start")


def verbs_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for verbs of saying, to be searched in folded text.

    >>> verbs_of(["表示", "said"]).search("她表示,")[0]
    '表示'
    """
    forms = sorted({fold(word).lower() for word in words}, key=lambda w: (-len(w), w))
    latin = "|".join(re.escape(w) for w in forms if w.isascii())
    others = "|".join(_NOT_IN.get(w, "") + re.escape(w) for w in forms if not w.isascii())
    firsts = "".join(sorted({re.escape(w[0]) for w in forms if not w.isascii()}))
    others = f"(?=[{firsts}])(?:{others})" if others else "(?!)"
    return expression(rf"(?:{others}|\b(?:{latin or '(?!)'})\b)", re.IGNORECASE)


def without_echoes(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts without those ``X stated …`` whose words other facts have taken apart.

    What somebody says is kept as a phrase only where nothing more could be read from it.
    """
    if not any(fact.predicate == STATED for fact in facts):
        return list(facts)
    told: dict[Entity, list[Span]] = {}
    for fact in facts:
        if fact.speaker:
            told.setdefault(fact.speaker, []).extend(e.span for e in fact.evidence[:1])
    apart = {speaker: Spans(places) for speaker, places in told.items()}

    def is_echo(fact: Fact) -> bool:
        said = (e.span for e in fact.evidence if e.role == "object")
        own = apart.get(fact.subject) if fact.predicate == STATED else None
        return own is not None and any(map(own.meet, said))

    return [fact for fact in facts if not is_echo(fact)]


class Speech:
    """Finds the speakers of a document whose passages have been read."""

    def __init__(
        self, verbs: re.Pattern[str], readings: Sequence[Reading], terminology: Terminology
    ) -> None:
        self._verb = verbs
        self._inverted = expression(rf"[,”\"] (?:{verbs.pattern})\s*$")
        self._terminology = terminology
        self._quoted = dict(self._blocks(readings))
        for answer, named, who in quotations.turns(readings, self._is_person):
            self._quoted.setdefault(id(answer), self._as_speaker(named, who))
        self._named = self._last_named(readings)

    def speaker(self, reading: Reading, sentence: tuple[int, int], position: int) -> Subject | None:
        """Return who is reported to say what stands at a position of a sentence, if anyone."""
        start, end = sentence
        for mention in reversed(tuple(reading.within(start, end))):
            if self._can_speak(mention) and self._says(reading, mention, start, end, position):
                return self._as_speaker(reading, mention)
        return self._meant(reading, start, end, position) or self._quoted.get(id(reading))

    def quoted(self, reading: Reading) -> Iterator[Fact]:
        """Yield what somebody named behind a quotation is quoted with."""
        return quotations.quoted(reading, self._verb, self._can_speak)

    def _meant(self, reading: Reading, start: int, end: int, position: int) -> Subject | None:
        """Return the person last named, where ``he said`` opens the sentence before a position."""
        folded = reading.passage.folded
        pronoun = _PRONOUN.match(folded, start, end)
        verb = pronoun and self._verb.search(folded, pronoun.end(), min(end, pronoun.end() + _NEAR))
        if not (pronoun and verb) or position < verb.end():
            return None
        if any(c in _BREAK for c in folded[pronoun.end() : verb.start()]):
            return None
        person = next(filter(self._is_person, reading.before(start)), None)
        return self._as_speaker(reading, person) if person else self._named.get(id(reading))

    def _last_named(self, readings: Sequence[Reading]) -> dict[int, Subject]:
        """Return for each passage the last person named in the one before it."""
        named = {}
        for before, reading in pairwise(readings):
            if person := next(filter(self._is_person, reversed(before.mentions)), None):
                named[id(reading)] = self._as_speaker(before, person)
        return named

    def attributed(self, reading: Reading, fact: Fact) -> Fact:
        """Return the fact with its speaker, where its statement is reported speech."""
        if fact.speaker or fact.kind not in ("relation", "quantity"):
            return fact
        statement = next(e.span for e in fact.evidence if e.role == "statement")
        spans = reading.passage.sentence_spans
        index = bisect_right(spans, statement.start, key=_START) - 1
        if index < 0 or not spans[index].contains(statement):
            return fact
        start, end = reading.passage.sentences[index]
        position = self._position(reading, start, end, fact)
        speaker = self.speaker(reading, (start, end), position)
        if speaker is None or speaker.entity == fact.subject:
            return fact
        return replace(fact, speaker=speaker.entity, evidence=(*fact.evidence, speaker.evidence))

    @staticmethod
    def _position(reading: Reading, start: int, end: int, fact: Fact) -> int:
        """Return where in the sentence the fact's own words begin."""
        shown = [e.span.start for e in fact.evidence if e.role in ("value", "object")]
        first = min(shown, default=0)
        places = range(start, end)
        source = reading.passage.view.source
        found = bisect_left(places, first, key=lambda i: source(i, i)[0])
        return places[found] if found < len(places) else start

    def _says(
        self, reading: Reading, mention: Mention, start: int, end: int, position: int
    ) -> bool:
        folded = reading.passage.folded
        verb = self._verb.search(folded, mention.end, min(end, mention.end + _NEAR + 8))
        if verb and not any(c in _BREAK for c in folded[mention.end : verb.start()]):
            near = verb.start() - mention.end <= _NEAR and position >= verb.end()
            return near and not (
                self._only_dates(folded, verb.end(), end)
                or folded.startswith(_VENUES, mention.start - 1)
            )
        if position >= mention.end and _ACCORDING.search(folded[start : mention.start]):
            return folded[mention.end : mention.end + 1] == ","
        ahead = folded[max(start, mention.start - _NEAR) : mention.start]
        return position < mention.start and self._inverted.search(ahead) is not None

    @staticmethod
    def _only_dates(folded: str, start: int, end: int) -> bool:
        """Tell whether a clause of saying says no more than when something else was done."""
        stop = min((at for c in _BREAK if (at := folded.find(c, start, end)) >= 0), default=end)
        return stop < end and folded.endswith(_AFTERWARDS, start, stop)

    def _can_speak(self, mention: Mention) -> bool:
        entity = mention.meaning
        return isinstance(entity, Entity) and self._terminology.is_a(
            entity.types, "kg:Person", "kg:Organisation"
        )

    def _is_person(self, mention: Mention) -> bool:
        entity = mention.meaning
        return isinstance(entity, Entity) and self._terminology.is_a(entity.types, "kg:Person")

    @staticmethod
    def _as_speaker(reading: Reading, mention: Mention) -> Subject:
        entity = mention.meaning
        assert isinstance(entity, Entity)  # noqa: S101 - it can speak
        return Subject(entity, reading.passage.evidence(mention.start, mention.end, "speaker"))

    def _blocks(self, readings: Sequence[Reading]) -> Iterable[tuple[int, Subject]]:
        """Yield the quotation blocks that an open ``says:`` before them introduces."""
        for before, quote in pairwise(readings):
            text = before.passage.folded.rstrip()
            if quote.passage.block.kind is not BlockKind.QUOTE or not text.endswith((":", "：")):
                continue
            people = [m for m in before.mentions if self._can_speak(m)]
            if people and self._verb.search(text, max(0, len(text) - _NEAR)):
                found = self._as_speaker(before, people[-1])
                evidence = Evidence(found.evidence.span, found.evidence.quote, "speaker")
                yield id(quote), Subject(found.entity, evidence, "B")
