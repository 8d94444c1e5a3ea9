"""Two names that "and" joins, read as one: the document itself names one of them elsewhere.

``Saltlab and Quay Park`` may be one name or two; where ``Quay Park`` stands alone in another
place of the document there are two, and the one that nobody has named is of the same class.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extraction.names.identity import mention
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_JOINED = expression(r"(?P<left>[A-Z][^,;()]{1,60}?) and (?:the )?(?P<right>[A-Z][^,;()]{2,60})\Z")
_NAMED = (
    "kg:Organisation", "kg:Site", "kg:PolicyInstrument", "kg:Fund", "kg:Project", "kg:Event",
    "kg:ComputingResource", "kg:TechnologySolution",
)  # fmt: skip
_WHOLE = ("title", "quoted")  # rules by which the text says itself where a name ends


def told(readings: Sequence[Reading], terminology: Terminology) -> list[Reading]:
    """Return the readings, such names as the two that they are."""
    alone = {
        reading.passage.folded[m.start : m.end]: m.meaning
        for reading in readings
        for m in reading.mentions
        if isinstance(m.meaning, Entity) and terminology.is_a(m.meaning.types, *_NAMED)
    }
    if not any(" and " in name for name in alone):
        return list(readings)
    return [
        replace(reading, mentions=tuple(_parted(reading, alone, terminology)))
        for reading in readings
    ]


def _parted(
    reading: Reading, alone: Mapping[str, Entity], terminology: Terminology
) -> Iterator[Mention]:
    """Yield the mentions of a passage, each part of a joined one by itself."""
    for each in reading.mentions:
        words = reading.passage.folded[each.start : each.end]
        found = _JOINED.match(words) if " and " in words and _may_part(each) else None
        if found is None or not {found["left"], found["right"]} & alone.keys():
            yield each
            continue
        for side in ("left", "right"):
            start, end = (each.start + at for at in found.span(side))
            yield _named(reading, (start, end), found[side], each, alone, terminology)


def _may_part(each: Mention) -> bool:
    meaning = each.meaning
    return isinstance(meaning, Entity) and not meaning.known and each.rule not in _WHOLE


def _named(
    reading: Reading,
    span: tuple[int, int],
    name: str,
    whole: Mention,
    alone: Mapping[str, Entity],
    terminology: Terminology,
) -> Mention:
    """Return the mention of one part: what the document names so, else one of the whole's class."""
    if name in alone:
        return Mention(*span, (alone[name],), whole.rule)
    assert isinstance(whole.meaning, Entity)  # noqa: S101 - seen by _may_part
    label = (reading.passage.text[slice(*span)],)
    return mention(span, label, whole.meaning.types[0], whole.rule, terminology)
