"""A thing that is called by the last word of its name: ``the Partnership``, ``the park``.

It is the thing named last before whose name ends so. In small letters it has to be named near, and
no other thing before it may be called so.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.passages.reading import Reading
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

RULE = "anaphora"
_CALLED = re.compile(  # the Partnership, the £12 million hub
    r"\b[Tt]he (?:[^\s\d]{0,3}\d[\d.,]* (?:million|billion|bn|m) )?(?:new |joint )?"
    r"(?P<word>[A-Z]?[a-z]{3,})\b(?![ -][A-Z]| of [A-Z]|-|['’]s [A-Z][a-z]+ [A-Z])"
)
_CALLABLE = (
    "kg:Organisation", "kg:PolicyInstrument", "kg:Fund", "kg:Project", "kg:Site", "kg:Event",
    "kg:ComputingResource",
)  # fmt: skip
_NOT_SHORT = re.compile(  # what many things are
    "city|state|country|region|report|survey|study|index|schemes?|programmes?|programs?|projects?"
    "|funds?|banks?|company|group|initiative|plan|strategy|act|bill|policy|agency|department"
    "|ministry|association|services?"
)
_NEAR, _FEWEST = 3, 2  # passages, words
_TEXTS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.QUOTE)


def told(readings: Sequence[Reading], terminology: Terminology) -> tuple[Reading, ...]:
    """Return the readings with a mention for each such word whose thing can be told."""
    named: dict[str, list[tuple[int, Entity]]] = {}
    found: list[Reading] = []
    for index, reading in enumerate(readings):
        pointing: list[Mention] = []
        folded = reading.passage.folded
        matches = iter(_CALLED.finditer(folded) if reading.passage.block.kind in _TEXTS else ())
        match = next(matches, None)
        for mention in (*reading.mentions, None):
            while match and (mention is None or match.start() < mention.start):
                entity = _meant(named, match["word"], index)
                span = match.span() if len(match[0].split()) == _FEWEST else match.span("word")
                if entity and not _taken(reading.mentions, *span):
                    pointing.append(Mention(*span, (entity,), RULE))
                match = next(matches, None)
            if mention is not None:
                _note(named, mention, folded, index, terminology)
        found.append(_with(reading, pointing))
    return tuple(found)


def _with(reading: Reading, pointing: Sequence[Mention]) -> Reading:
    if not pointing:
        return reading
    return replace(reading, mentions=tuple(sorted((*reading.mentions, *pointing), key=_start)))


def _start(mention: Mention) -> int:
    return mention.start


def _note(
    named: dict[str, list[tuple[int, Entity]]],
    mention: Mention,
    folded: str,
    index: int,
    terminology: Terminology,
) -> None:
    """Remember the last word of a name of at least two."""
    entity, words = mention.meaning, folded[mention.start : mention.end].split()
    if mention.rule == RULE or not isinstance(entity, Entity) or len(words) < _FEWEST:
        return
    if not any(terminology.is_a(entity.types, kind) for kind in _CALLABLE):
        return
    if words[-1][:1].isupper() and words[-1].isalpha():
        named.setdefault(words[-1], []).append((index, entity))


def _meant(named: dict[str, list[tuple[int, Entity]]], word: str, index: int) -> Entity | None:
    """Return the thing that is called so at a passage: the nearest before."""
    things = named.get(word.capitalize(), [])
    if not things:
        return None
    where, entity = things[-1]
    if word[0].isupper():
        return entity
    alone = all(other.id == entity.id for _, other in things)
    return entity if alone and index - where <= _NEAR and not _NOT_SHORT.fullmatch(word) else None


def _taken(mentions: Sequence[Mention], start: int, end: int) -> bool:
    place = bisect_left(mentions, start, key=_start)
    beside = mentions[max(0, place - 1) : place + 1]
    return any(each.start < end and start < each.end for each in beside)
