"""A known firm's arm in a place, named by both: ``微软苏州``, ``TSMC Arizona``."""

from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.identity import mention
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_FIRM, _PLACES = "kg:Firm", ("kg:City", "kg:Region", "kg:Country")
_ADVERB = expression("<slots.adverbs>")
_LATIN_GOES_ON = expression(r"(?! [A-Z])(?![’'-])(?!\w)")


def find(
    land: Landscape, original: str, known: Sequence[Mention], terminology: Terminology
) -> list[Mention]:
    """Return the arms of firms in places that a passage names, in order.

    ``known`` are the known names in it. In Chinese a word that no name holds must follow, or the
    end of a clause: ``微软苏州现有``, not ``微软苏州办公室``.
    """
    text, found = land.text, []
    for firm, place in pairwise(known):
        gap = text[firm.end : place.start]
        latin = gap == " " and text[place.start].isascii()
        ends = _LATIN_GOES_ON.match(text, place.end) if latin else _ends(land, place.end)
        if gap != " " * latin or not ends:
            continue
        if _is(firm, terminology, _FIRM) and _is(place, terminology, *_PLACES):
            span = (firm.start, place.end)
            found.append(mention(span, (original[slice(*span)],), _FIRM, "local arm", terminology))
    return found


def _is(known: Mention, terminology: Terminology, *classes: str) -> bool:
    meaning = known.meaning
    return isinstance(meaning, Entity) and terminology.is_a(meaning.types, *classes)


def _ends(land: Landscape, at: int) -> bool:
    stops = at == len(land.text) or land.kinds[at] in (Kind.STOP, Kind.JOINT)
    return stops or _ADVERB.match(land.text, at) is not None
