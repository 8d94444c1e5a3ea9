"""What ``we``, ``this Government``, ``my department``, ``我局`` stand for: the house of who speaks.

Such a word is a mention of that body where it acts; what *we* must, hope or think is no act.
``我市`` is the place that the text speaks for, whoever speaks.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extraction.discourse.deixis import Deixis
from kg.extraction.discourse.voices import Voices
from kg.extraction.mentions.anaphora import OF_GOVERNMENT, OF_SPEAKER
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_OFFICIAL = (
    "office",
    "state",
    "one",
    "self",
)  # what only who holds an office of government can mean
_GOVERNING = ("office", "state")
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.QUOTE)


def told(
    readings: Sequence[Reading],
    terminology: Terminology,
    voices: Callable[[], Voices],
) -> tuple[Reading, ...]:
    """Return the readings with a mention for each word of the first person that acts.

    ``voices`` tells who speaks; it is asked for only where a document has such a word.
    """
    places = [
        list(_words().finditer(r.passage.folded)) if r.passage.block.kind in _PROSE else []
        for r in readings
    ]
    if not any(places):
        return tuple(readings)
    meant = _Meant(readings, terminology, voices())
    return tuple(
        _with(reading, list(meant.of(index, found))) if found else reading
        for index, (reading, found) in enumerate(zip(readings, places, strict=True))
    )


class _Meant:
    def __init__(
        self, readings: Sequence[Reading], terminology: Terminology, voices: Voices
    ) -> None:
        self._deixis = Deixis(readings, terminology)
        self._voices = voices

    def of(self, index: int, found: Sequence[re.Match[str]]) -> Iterator[Mention]:
        """Yield the mentions of those words of a passage whose body can be told."""
        for match in found:
            if match.lastgroup == "place":
                place = self._deixis.place(index, *match.span())
                entity, rule = (place[0] if place else None), OF_GOVERNMENT
            else:
                entity, rule = self._body(index, match)
            if entity:
                yield Mention(*match.span(), (entity,), rule)

    def _body(self, index: int, match: re.Match[str]) -> tuple[Entity | None, str]:
        voice, kind = self._voices.of(index, match.end()), match.lastgroup
        if voice is None or (kind in _OFFICIAL and voice.government is None):
            return None, ""
        body = voice.government if kind in _GOVERNING else voice.body
        return body, OF_GOVERNMENT if body == voice.government else OF_SPEAKER


def _with(reading: Reading, found: Sequence[Mention]) -> Reading:
    new = [each for each in found if not any(reading.meeting(each.start, each.end))]
    if not new:
        return reading
    mentions = sorted((*reading.mentions, *new), key=lambda mention: mention.start)
    return replace(reading, mentions=tuple(mentions))


@cache
def _words() -> re.Pattern[str]:
    words = read()

    def any_of(*names: str) -> str:
        return words.any_of("voices", *names)

    houses = any_of("houses")
    acts = rf"(?= [a-z])(?! (?:{any_of('idle')})\b)"
    gives = rf"[Bb]udget(?= (?:{any_of('providing')})\b)"
    return expression(
        rf"\b(?P<state>(?:[Oo]ur|[Tt]his|[Mm]y) (?:Government|Administration)){acts}"
        rf"|\b(?P<we>[Ww]e){acts}"
        rf"|\b(?P<one>I)(?= (?:{any_of('acting')})\b)"
        rf"|\b(?P<house>(?:[Oo]ur|[Mm]y)(?: own)? (?i:{houses})){acts}"
        rf"|\b(?P<office>[Tt]he (?:Government|Administration){acts}(?! (?:of|for|in)\b)"
        rf"|(?:[Tt]his|[Tt]he|[Tt]oday['’]s) {gives})"
        rf"|(?P<han>我们|我(?:{any_of('houses_han')}))(?!{any_of('idle_han')})"
        rf"|(?P<self>本人|我)(?={any_of('acting_han')})"
        rf"|我(?P<place>[市省县区州])(?!{any_of('idle_han')})"
    )
