"""Bodies that a document calls by no name: ``本會`` is who issues it, ``政府`` its place's.

Who issues it is the first body that the document names with the same head noun. The government is
that of the place that the document names most; words of what governments should do, or of
governments at large, name none.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extraction.mentions.governments import Governments, named
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology
from kg.text.folding import fold

_Bodies = Mapping[str, Entity | None]
RULE = "anaphora"
_OWN = expression(
    r"(?<![\u3400-\u9fff])<voices.this>(?P<head><bodies.own_kinds>)(?!<bodies.no_own>)"
)
_ENDINGS = {
    "校": ("大学", "学院", "学校", "中学", "小学"),
    "行": ("银行",),
    "公司": ("公司", "集团"),
}
_HAN = "\u3400-\u9fff"
_GOVERNMENT = expression(
    rf"(?:(?<![{_HAN}A-Za-z])|(?<=<bodies.before_government>))(?P<level><bodies.tiers>)?(?:"
    rf"<bodies.government>|(?<=<bodies.tier_seats>)<bodies.seat>|<bodies.authorities>)"
    r"(?=<bodies.government_goes_on>|\d|二[○〇<numerals.zero>]|<numerals.small>+<times.month>"
    r"|<bodies.government_deeds>)"
)
_QUOTED = re.compile(r"[「“][^」”]*\Z")
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.QUOTE)


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
    governed = _GOVERNMENT.search(texts) is not None
    if not own and not governed:
        return tuple(readings)
    issuers = {head: _issuer(readings, head, terminology) for head in own}
    governments = Governments(readings, terminology, known, mint) if governed else None
    return tuple(_with(reading, issuers, governments) for reading in readings)


def _with(reading: Reading, issuers: _Bodies, governments: Governments | None) -> Reading:
    if reading.passage.block.kind not in _PROSE:
        return reading
    pointing = [*_own(reading, issuers), *(_governed(reading, governments) if governments else ())]
    found = [mention for mention in pointing if not _taken(reading.mentions, mention)]
    if not found:
        return reading
    return replace(reading, mentions=tuple(sorted((*reading.mentions, *found), key=_start)))


def _start(mention: Mention) -> int:
    return mention.start


def _own(reading: Reading, issuers: _Bodies) -> Iterator[Mention]:
    folded = reading.passage.folded
    for match in _OWN.finditer(folded):
        issuer = issuers.get(match["head"])
        if issuer and not _QUOTED.search(folded, 0, match.start()):
            yield Mention(*match.span(), (issuer,), RULE)


def _taken(mentions: Sequence[Mention], found: Mention) -> bool:
    place = bisect_left(mentions, found.start, key=_start)
    beside = mentions[max(0, place - 1) : place + 1]
    return any(each.start < found.end and found.start < each.end for each in beside)


def _governed(reading: Reading, governments: Governments) -> Iterator[Mention]:
    """Yield a mention for each such word of a passage whose government can be told.

    It is that of the one place of its level that the passage names; else of the one that the
    document names most.
    """
    matches = list(_GOVERNMENT.finditer(reading.passage.folded))
    here = list(governments.places(reading)) if matches else []
    for match in matches:
        if government := governments.near(here, match["level"] or ""):
            yield Mention(*match.span(), (government,), RULE)


def _issuer(readings: Sequence[Reading], head: str, terminology: Terminology) -> Entity | None:
    """Return the first body of a document whose name ends in a head noun."""
    endings = _ENDINGS.get(head, (head,))
    for entity, words in named(readings):
        if terminology.is_a(entity.types, "kg:Organisation"):
            names = (words, *(fold(label.text) for label in entity.labels))
            if any(name.endswith(endings) for name in names):
                return entity
    return None
