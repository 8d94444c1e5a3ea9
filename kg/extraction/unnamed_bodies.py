"""Bodies that a document calls by no name: ``本會`` is who issues it, ``政府`` its place's.

Who issues it is the first body that the document names with the same head noun. The government is
that of the place that the document names most; words of what governments should do, or of
governments at large, name none.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extraction.readings import Reading
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology
from kg.text.folding import fold

_Bodies = Mapping[str, Entity | None]
RULE = "anaphora"
_OWN = re.compile(
    r"(?<![\u3400-\u9fff])本(?P<head>会|局|署|处|厅|校|院|所|公司|集团|行|馆|中心|协会|商会)(?![员议计籍])"
)
_ENDINGS = {
    "校": ("大学", "学院", "学校", "中学", "小学"),
    "行": ("银行",),
    "公司": ("公司", "集团"),
}
_HAN = "\u3400-\u9fff"
_GOVERNMENT = re.compile(
    rf"(?:(?<![{_HAN}A-Za-z])|(?<=[由获经]))(?P<level>特区|市|省|县|区|州|郡)?(?:政府|(?<=[市县])府)"
    r"(?=于|在|已|亦|也|会|将|正|自|今|去年|明年|近|早前|最新|现|\d|二[○〇零]|[一二三四五六七八九十]+月"
    r"|公布|发布|发表|宣布|推出|推行|设立|成立|拨|预留|资助|委托|颁布|制定|注资|与|和|斥资|另|则)"
)
_QUOTED = re.compile(r"[「“][^」”]*\Z")
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.QUOTE)
_PLACES = ("kg:Jurisdiction", "kg:Region")
_FEWEST = 2  # mentions of the place whose government is meant


def told(
    readings: Sequence[Reading],
    terminology: Terminology,
    known: Callable[[str], Entity | None],
    mint: Callable[[str, str], Entity],
) -> tuple[Reading, ...]:
    """Return the readings with a mention for each such word whose body can be told.

    ``known`` gives the thing of a name, or None; ``mint`` makes a thing of words and a class.
    """
    texts = "\n".join(reading.passage.folded for reading in readings)
    own = {match["head"] for match in _OWN.finditer(texts)}
    levels = {match["level"] or "" for match in _GOVERNMENT.finditer(texts)}
    if not own and not levels:
        return tuple(readings)
    issuers = {head: _issuer(readings, head, terminology) for head in own}
    place = _most_named(readings, terminology) if levels else None
    governments = {
        level: _government(*place, level, terminology, known, mint) if place else None
        for level in levels
    }
    return tuple(_with(reading, issuers, governments) for reading in readings)


def _with(reading: Reading, issuers: _Bodies, governments: _Bodies) -> Reading:
    if reading.passage.block.kind not in _PROSE:
        return reading
    found = [
        mention
        for mention in _pointing(reading.passage.folded, issuers, governments)
        if not _taken(reading.mentions, mention)
    ]
    if not found:
        return reading
    return replace(reading, mentions=tuple(sorted((*reading.mentions, *found), key=_start)))


def _start(mention: Mention) -> int:
    return mention.start


def _pointing(folded: str, issuers: _Bodies, governments: _Bodies) -> Iterator[Mention]:
    for match in _OWN.finditer(folded):
        issuer = issuers.get(match["head"])
        if issuer and not _QUOTED.search(folded, 0, match.start()):
            yield Mention(*match.span(), (issuer,), RULE)
    for match in _GOVERNMENT.finditer(folded) if any(governments.values()) else ():
        if government := governments.get(match["level"] or ""):
            yield Mention(*match.span(), (government,), RULE)


def _taken(mentions: Sequence[Mention], found: Mention) -> bool:
    place = bisect_left(mentions, found.start, key=_start)
    beside = mentions[max(0, place - 1) : place + 1]
    return any(each.start < found.end and found.start < each.end for each in beside)


def _named(readings: Sequence[Reading]) -> Iterator[tuple[Entity, str]]:
    for reading in readings:
        for mention in reading.mentions:
            if isinstance(mention.meaning, Entity):
                yield mention.meaning, reading.passage.folded[mention.start : mention.end]


def _issuer(readings: Sequence[Reading], head: str, terminology: Terminology) -> Entity | None:
    """Return the first body of a document whose name ends in a head noun."""
    endings = _ENDINGS.get(head, (head,))
    for entity, words in _named(readings):
        if terminology.is_a(entity.types, "kg:Organisation"):
            names = (words, *(fold(label.text) for label in entity.labels))
            if any(name.endswith(endings) for name in names):
                return entity
    return None


def _most_named(readings: Sequence[Reading], terminology: Terminology) -> tuple[Entity, str] | None:
    """Return the place that a document names most, and how, if it does so more than once."""
    places = Counter(
        (entity, words)
        for entity, words in _named(readings)
        if terminology.is_a(entity.types, *_PLACES) and not words.isascii()
    )
    best = places.most_common(1)
    return best[0][0] if best and best[0][1] >= _FEWEST else None


def _government(
    place: Entity,
    words: str,
    level: str,
    terminology: Terminology,
    known: Callable[[str], Entity | None],
    mint: Callable[[str, str], Entity],
) -> Entity:
    """Return the government of a place, of which ``words`` are the name and ``level`` the kind."""
    stem = words if words.endswith(level) else f"{words}{level}"
    names = [f"{stem}政府", *(f"{fold(label.text)}政府" for label in place.labels)]
    found = next(filter(None, map(known, names)), None)
    if found is not None and terminology.is_a(found.types, "kg:Organisation"):
        return found
    return mint(names[0], "kg:GovernmentBody")
