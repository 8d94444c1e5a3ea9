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
# A place with a government of its own by its ending; 園區 and 養殖區 have none.
_GOVERNED = re.compile(r"(?:[省市县州郡]|(?<![园专片校社街库景牧殖护展新作])区)$")
_SPECIAL = ("香港", "澳门")
_LENGTHS = (4, 3, 2)  # of the place with which the name of a body may begin
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
    governed = _GOVERNMENT.search(texts) is not None
    if not own and not governed:
        return tuple(readings)
    issuers = {head: _issuer(readings, head, terminology) for head in own}
    governments = _Governments(readings, terminology, known, mint) if governed else None
    return tuple(_with(reading, issuers, governments) for reading in readings)


def _with(reading: Reading, issuers: _Bodies, governments: "_Governments | None") -> Reading:
    if reading.passage.block.kind not in _PROSE:
        return reading
    pointing = [*_own(reading, issuers), *(governments.named(reading) if governments else ())]
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


class _Governments:
    """Tells which government a word without a name means, in a document that has been read."""

    def __init__(
        self,
        readings: Sequence[Reading],
        terminology: Terminology,
        known: Callable[[str], Entity | None],
        mint: Callable[[str, str], Entity],
    ) -> None:
        self._terminology = terminology
        self._known = known
        self._mint = mint
        named = [place for reading in readings for place in self._places(reading)]
        count = Counter(place.id for place in named)
        often = {place.id: place for place in named if count[place.id] >= _FEWEST}
        self._often = sorted(often.values(), key=lambda place: -count[place.id])

    def named(self, reading: Reading) -> Iterator[Mention]:
        """Yield a mention for each such word of a passage whose government can be told.

        It is that of the one place of its level that the passage names; else of the one that the
        document names most.
        """
        matches = list(_GOVERNMENT.finditer(reading.passage.folded))
        here = {place.id: place for place in self._places(reading)} if matches else {}
        for match in matches:
            level = match["level"] or ""
            near = [p for p in here.values() if level and self._is_of(p, level)]
            places = near if len(near) == 1 else self._often
            if government := self._of(places, level):
                yield Mention(*match.span(), (government,), RULE)

    def _places(self, reading: Reading) -> Iterator[Entity]:
        """Yield the places with a government that a passage names, or a body of theirs does.

        What nobody knows and ends like no place with a government (養殖區) has none.
        """
        for entity, words in _named([reading]):
            if words.isascii():
                continue
            place: Entity | None = entity
            if not self._terminology.is_a(entity.types, *_PLACES):
                begun = map(self._known, (words[:length] for length in _LENGTHS))
                place = next(filter(self._is_place, begun), None)
            if place and (place.known or _GOVERNED.search(words)):
                yield place

    def _is_place(self, entity: Entity | None) -> bool:
        return entity is not None and self._terminology.is_a(entity.types, *_PLACES)

    def _of(self, places: Sequence[Entity], level: str) -> Entity | None:
        """Return the government of the first place of a level (市, 省 …; of any if empty)."""
        place = next((p for p in places if not level or self._is_of(p, level)), None)
        forms = _forms(place) if place else []
        if place is None or not forms:
            return None
        whole = next((form for form in forms if _GOVERNED.search(form)), "")
        if not whole and self._terminology.is_a(place.types, "kg:City"):
            whole = f"{forms[0]}市"
        for name in (*(f"{form}政府" for form in forms), f"{whole}政府"):
            found = self._known(name)
            if found is not None and self._terminology.is_a(found.types, "kg:Organisation"):
                return found
        return self._mint(f"{whole}政府", "kg:GovernmentBody") if whole else None

    def _is_of(self, place: Entity, level: str) -> bool:
        """Tell whether a place is one of a level: a city is no province and no county."""
        forms = _forms(place)
        if level == "特区":
            return any(form in _SPECIAL for form in forms)
        if any(_GOVERNED.search(form) for form in forms):
            return any(form.endswith(level) for form in forms)
        return level == "市" and self._terminology.is_a(place.types, "kg:City")


def _forms(place: Entity) -> list[str]:
    """Return the Chinese names of a place, folded."""
    return [fold(label.text) for label in place.labels if not label.text.isascii()]
