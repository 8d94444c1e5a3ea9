"""The thing without a known name that a modifier with names in it describes.

``某市的「甲」船隊年載貨量…`` and ``本會「甲」由108點…`` tell of 甲, ``甲大學與乙會合辦的某計劃，
獲撥款…`` of the programme: not of the place or of the bodies, which only stand in the modifier.
What has a name that is known is told apart by its role.
"""

from kg.extraction.discourse.owners import attributes
from kg.extraction.figures.attributive import is_thing
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity

_QUOTED = expression(
    r"(?:<particles.of>[^,。;:「“『《]{0,6}?|(?<="
    r"<relative.bodies>)(?=[「“『]))(?P<name>[「“『《][^「」“”『』《》]{2,30}[」”』》])(?P<rest>[\u4e00-\u9fff]{0,6})"
)
# Who does it stands before the verb: 由甲建的, 甲與乙合辦的.
_DONE_BY = expression(
    r"(?:\A|[\s,])(?:<relative.done_by>[^,。;:]{2,36}?"
    r"|[^,。;:]{2,30}?[<clauses.joints>、][^,。;:]{2,24}?<relative.jointly>[\u4e00-\u9fff]{1,3})"
    r"<particles.of>(?P<name>[\u4e00-\u9fff]{3,16}?)(?=[,\s]|\Z|<relative.goes_on>|\d)"
)
# It is governed, or only a scene: 獲某署的「甲計劃」資助, 在某地的「乙論壇」上.
_GOVERNS = expression(r"<relative.governing>")
_SAYS = expression(r"<relative.saying>")
_LONGEST = 48  # code points of a clause up to its head


def head(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the thing that a clause opens with behind its modifier, if it does."""
    folded = reading.passage.folded
    found = _QUOTED.search(folded, start, min(end, start + _LONGEST))
    name = found["name"][1:-1] if found else ""
    if found and _GOVERNS.search(folded, start, found.start()):
        return None
    if found and (_SAYS.match(found["rest"]) or attributes().fullmatch(name)):
        return None
    if found is None:
        found = _DONE_BY.search(folded[start:end])
        if found is None or not is_thing(found["name"]):
            return None
        first, last = start + found.start("name"), start + found.end("name")
        return _unless_known(reading, start, first, last)
    return _unless_known(reading, start, *found.span("name"))


def _unless_known(reading: Reading, start: int, first: int, last: int) -> tuple[int, int] | None:
    """Return a range behind a modifier that names something, where nothing stands in it yet."""
    modifier = any(isinstance(m.meaning, Entity) for m in reading.within(start, first))
    return (first, last) if modifier else None
