"""For whom the first person of a text speaks.

Of a speech it is the office of who gives it, of a reply that of who replies, of a turn in an
interview or before the press the house of whose turn it is, and of a quotation the house of who
is quoted. Who asks speaks for nobody; where the house of a speaker is not told, nobody is meant.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg.extraction.discourse import own_words
from kg.extraction.mentions.governments import Governments, named
from kg.extraction.metadata import cover
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_TALK = (BlockKind.PARAGRAPH, BlockKind.LINE)
_TURN = expression(r"[\s*_]*(?P<who>[^:,。;!?\n]{1,60}?)\s*(?:\([^()]{0,80}\))?[\s*_]*:(?!\d)")
_ZONE = expression(r"[\W\d_]*(?P<who>[^\W\d_]{1,12}(?: [^\W\d_]{1,12}){0,2})[\W\d_]*")
_ASKED = re.compile(r"[?]\W*\Z")
_TITLES = r"(?:,? (?:Rt |the )?(?:Hon(?:ourable)?|Mrs?|Ms|Dr|Prof|Professor|Sir|Dame)\.?){0,3}"
_PORTFOLIO = r"(?P<of>[A-Z][\w'’-]+(?:(?i:,? and the|,? and|,| for| of)? [A-Z][\w'’-]+){0,7}?)"
_NAME = expression(r"[\u3400-\u9fff·]{2,8}|(?:[A-Z&][\w&.'’-]*(?: |$)){1,5}")
_NEAR = 80  # code points between a person and the post
_LONGEST_QUESTION = 300
_FEWEST_TURNS = 2
_PERSON = "kg:Person"
_STATES = ("kg:Country", "kg:SpecialAdministrativeRegion")
_LEVELS = {"mayors": ("kg:City",), "governors": ("kg:Region",), "rulers": _STATES}


class Voice(NamedTuple):
    """The body for which somebody speaks; the government, if it is one of its bodies."""

    body: Entity
    government: Entity | None


class Voices:
    """Tells for whom the first person of a document speaks, whose passages have been read."""

    def __init__(
        self,
        readings: Sequence[Reading],
        terminology: Terminology,
        governments: Governments,
    ) -> None:
        self._readings = readings
        self._terminology = terminology
        self._governments = governments
        self._named = {words: entity for entity, words in named(readings)}
        self._held: dict[str, Voice] = {}
        for reading in readings:
            for who, voice in self._holders(reading):
                self._held.setdefault(who.id, voice)
        turns = self._turns()
        self._spoken = turns or self._speech()

    def of(self, index: int, position: int) -> Voice | None:
        """Return the voice in which a position of a passage is written, if that can be told."""
        reading = self._readings[index]
        quoted = own_words.quotation(reading.passage.folded, position)
        return self._quoted(reading, quoted) if quoted else self._spoken.get(index)

    def _quoted(self, reading: Reading, quoted: tuple[int, int]) -> Voice | None:
        """Return the voice of who is named beside a quotation."""
        sides = own_words.beside(reading, quoted)
        people = (mention.meaning for side in sides for mention in filter(self._is_person, side))
        who = next(people, None)
        return self._held.get(who.id) if isinstance(who, Entity) else None

    def _holders(self, reading: Reading) -> Iterator[tuple[Entity, Voice]]:
        """Yield the people of a passage who are named with their office or their house."""
        folded = reading.passage.folded
        houses: dict[int, object] = {}
        beside = list(pairwise(reading.mentions))
        for body, who in (*beside, *((b, a) for a, b in beside)):
            if own_words.is_pair(folded, body, who, self._terminology):
                houses.setdefault(who.start, body.meaning)
        for mention in filter(self._is_person, reading.mentions):
            held, house = mention.meaning, houses.get(mention.start)
            before = folded[max(0, mention.start - _NEAR) : mention.start]
            after = folded[mention.end : mention.end + _NEAR]
            voice = self._office(before, after, house if isinstance(house, Entity) else None)
            if voice and isinstance(held, Entity):
                yield held, voice

    def _office(self, before: str, after: str, house: Entity | None) -> Voice | None:
        """Return the voice of somebody by the words on either side and the body named beside."""
        is_a, around = self._terminology.is_a, f"{before}|{after}"
        if ruler := _ruling().search(before):
            return _of(None, self._governments.of_level(_level(ruler["post"])))
        if house is not None and not is_a(house.types, "kg:LegislativeBody"):
            of_state = is_a(house.types, "kg:GovernmentBody")
            return Voice(house, self._government() if of_state else None)
        for held, pattern in _posts().items():
            if pattern.search(around):
                return _of(None, self._governments.of_class(*_LEVELS[held]))
        minister = _ministers().search(around)
        if minister is None:
            return None
        kind = "of" if minister["of"] else "for"
        post = minister["head"] or minister["post"]
        ministry = self._ministry(post, around[minister.start(kind) :].casefold())
        return _of(ministry, self._government())

    def _government(self) -> Entity | None:
        return self._governments.of_class(*_STATES)

    def _ministry(self, post: str, words: str) -> Entity | None:
        """Return the named ministry of the portfolio with which words begin: a secretary has none.

        Whom a Hong Kong secretary leads is a bureau; the department there is another's.
        """
        heads: tuple[str, ...] = ("Ministry of", "Ministry for", "Department of", "Department for")
        heads = heads[2:] if post.startswith("Secretary") else heads
        for name, body in self._named.items():
            portfolios = [name.removeprefix(f"{head} ") for head in heads if name.startswith(head)]
            portfolios += [name.removesuffix(" Bureau")] if name.endswith(" Bureau") else []
            held = post != "Secretary" or name.endswith(" Bureau")
            if held and any(words.startswith(each.casefold()) for each in portfolios):
                return body
        return None

    def _is_person(self, mention: Mention) -> bool:
        entity = mention.meaning
        return isinstance(entity, Entity) and self._terminology.is_a(entity.types, _PERSON)

    def _speech(self) -> dict[int, Voice]:
        """Return the voice of the passages of a speech: that of the office of who gives it.

        Whom its salutation names (Ada, distinguished guests) only listens.
        """
        starts = {
            text.block.span.start for text in cover.cover([r.passage for r in self._readings])
        }
        lines = [r for r in self._readings if r.passage.block.span.start in starts]
        lines = lines or list(self._readings[:1])
        if not any(_speeches().search(line.passage.folded) for line in lines):
            return {}
        lines = [line for line in lines if not _salutations().search(line.passage.folded)]
        people = [m.meaning for line in lines for m in line.mentions if self._is_person(m)]
        voices = (self._held.get(who.id) for who in people if isinstance(who, Entity))
        words = (line.passage.folded for line in lines)
        told = (self._office("", f", {w.title() if w.isupper() else w}", None) for w in words)
        speaker = next(filter(None, voices), None) or next(filter(None, told), None)
        return dict.fromkeys(range(len(self._readings)), speaker) if speaker else {}

    def _turns(self) -> dict[int, Voice]:
        """Return the voice of each passage of a talk, or of a question and its reply.

        A turn goes on until the next one; after a question that has no label answers who answers.
        """
        labels = [self._label(reading) for reading in self._readings]
        asked = any(map(_is_question, self._readings))
        if sum(label is not None for label in labels) + asked < _FEWEST_TURNS:
            return {}
        answers = Counter(label.id for label in labels if isinstance(label, Entity))
        main = self._held.get(max(answers, key=lambda key: answers[key])) if answers else None
        main = main if answers else self._replier()
        turns: dict[int, Voice] = {}
        current: Voice | None = None
        for index, (reading, label) in enumerate(zip(self._readings, labels, strict=True)):
            if isinstance(label, Entity):
                current = self._held.get(label.id)
            elif _is_question(reading):
                current = main
                continue
            elif label is not None:
                current = main if label else None
            if current:
                turns[index] = current
        return turns

    def _replier(self) -> Voice | None:
        """Return the voice of the first who is named with an office: legislators hold none."""
        for reading in self._readings:
            for mention in filter(self._is_person, reading.mentions):
                if isinstance(mention.meaning, Entity) and mention.meaning.id in self._held:
                    return self._held[mention.meaning.id]
        return None

    def _label(self, reading: Reading) -> Entity | bool | None:
        """Return whose turn a passage begins: somebody's, of who answers, or of who asks.

        It is True where an answer begins, False where a question or the turn of a stranger does.
        """
        folded = reading.passage.folded
        if reading.passage.block.kind not in (*_TALK, BlockKind.HEADING):
            return None
        zone = _ZONE.fullmatch(folded)
        turn = _TURN.match(folded)
        words = (zone or turn or {"who": ""})["who"].strip(" *_").lower()
        if words in read().get("voices", "asking"):
            return False
        if words in read().get("voices", "answering"):
            return True
        if turn is None or reading.passage.block.kind is BlockKind.HEADING:
            return None
        people = [m for m in reading.within(0, turn.end("who")) if self._is_person(m)]
        if people and people[-1].end == turn.end("who") and isinstance(people[-1].meaning, Entity):
            return people[-1].meaning
        known = self._by_family(turn["who"])
        addressed = not folded[turn.end() :].strip()  # Mr Speaker:
        return known or (False if _is_name(turn["who"]) and not addressed else None)

    def _by_family(self, words: str) -> Entity | None:
        """Return the person of whose name a label has the last word: ``Minister Nabukenya``."""
        last = words.strip(" *_").rpartition(" ")[2]
        if len(last) < len("Lee") or not last.isalpha():
            return None
        for reading in self._readings:
            for mention in filter(self._is_person, reading.mentions):
                name = reading.passage.folded[mention.start : mention.end]
                if name.endswith(f" {last}") and isinstance(mention.meaning, Entity):
                    return mention.meaning
        return None


def _of(body: Entity | None, government: Entity | None) -> Voice | None:
    """Return the voice of a body of a government, or else of that government itself."""
    speaking = body or government
    return Voice(speaking, government) if speaking else None


def _is_question(reading: Reading) -> bool:
    """Tell whether a passage stands out between the answers, as what an interviewer says does."""
    block, text = reading.passage.block, reading.passage.folded
    source = block.span.of(reading.passage.document.text).strip()
    marked = block.kind is BlockKind.PARAGRAPH and source.startswith("**") and source.endswith("**")
    heading = block.kind is BlockKind.HEADING and _ASKED.search(text) is not None
    return len(text) <= _LONGEST_QUESTION and (marked or heading)


def _is_name(words: str) -> bool:
    """Tell whether a label is the name of somebody of whom nothing is known."""
    return _NAME.fullmatch(words.strip(" *_")) is not None


def _level(post: str) -> str:
    """Return the level of the place whose government a Han post is of: ``市`` of its mayor."""
    return post[0] if len(post) == len("市长") and post[0] in "市省州县区" else ""


@cache
def _speeches() -> re.Pattern[str]:
    return expression(read().any_of("voices", "speeches"), re.IGNORECASE)


@cache
def _salutations() -> re.Pattern[str]:
    return expression(read().any_of("voices", "salutations"), re.IGNORECASE)


@cache
def _ruling() -> re.Pattern[str]:
    return re.compile(rf"(?P<post>{read().any_of('voices', 'ruling')})\s*\Z")


@cache
def _posts() -> dict[str, re.Pattern[str]]:
    """Return the posts before the bar, or right behind it, by the name of their list."""
    posts = {name: read().any_of("voices", name) for name in _LEVELS}
    return {
        name: expression(
            rf"\b(?:{held})(?: of [\w ]{{2,30}})?{_TITLES} ?\||\|(?:, | \()(?:the )?(?:{held})\b"
        )
        for name, held in posts.items()
    }


@cache
def _ministers() -> re.Pattern[str]:
    posts = read().any_of("voices", "ministers")
    behind = _PORTFOLIO.replace("<of>", "<for>")
    return expression(
        rf"\b(?P<head>{posts}) (?i:for|of) {_PORTFOLIO}{_TITLES},? ?\|"
        rf"|\|[^.;|]{{0,80}}?\b(?P<post>{posts}) (?i:for|of) {behind}(?![\w'’-]| [A-Z])"
    )
