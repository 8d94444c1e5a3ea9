"""Chinese places that nothing in their name betrays, by where they stand.

Something is set down there (``選址於白石塘``, ``落戶大寮``), the number of a kind of place closes a
list of them (``前寮、苓坡兩區``, ``甲塘、乙埔等地``), a letter tells one part of an area from
another (``新港B區``), something is set up or held there (``在濱溪成立``), a sentence opens
with their kind (``在臨浦區，``), or they follow the place that they lie in (``在某國白石港開設``).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.identity import mention
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.ordinary import is_listed, is_ordinary
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_PLACE, _REGION = "kg:Place", "kg:Region"
_NAME = r"[\u3400-\u9fff]{2,4}"
_BEHIND = expression("[,。;、)\n<particles.of>]|$")  # what may follow where something is set down
_UNLIKELY = expression(r"<slots.no_place_signs>|\A<slots.no_places>\Z|<slots.no_buildings>\Z")
_SHORTEST, _LONGEST = 2, 5  # characters of a name


def find(land: Landscape, original: str, terminology: Terminology) -> list[Mention]:
    """Return the places that a passage names so, in order."""
    found: dict[int, tuple[int, str]] = {}
    kinds = (_lettered, _listed, _settled, _inner, _done_there, _opening)
    for start, end, curie in chain.from_iterable(kind(land) for kind in kinds):
        if not land.overlaps(start, end):
            found.setdefault(start, (end, curie))
    return [
        mention((start, end), (original[start:end],), curie, "place", terminology)
        for start, (end, curie) in sorted(found.items())
    ]


def _settled(land: Landscape) -> Iterator[tuple[int, int, str]]:
    for match in _site().finditer(land.text):
        for group in ("name", "other"):
            if match[group] and _is_name(land, *match.span(group)):
                yield *match.span(group), _PLACE


def _done_there(land: Landscape) -> Iterator[tuple[int, int, str]]:
    """Yield the places where something is set up, built or held, but no times and no meetings."""
    for match in _scene().finditer(land.text):
        spot = not match["name"].endswith(read().get("slots", "no_spots"))
        if spot and _is_name(land, *match.span("name")):
            yield *match.span("name"), _PLACE


def _opening(land: Landscape) -> Iterator[tuple[int, int, str]]:
    """Yield the districts of which a sentence speaks from its first words on: 在临浦区, 甲公司…."""
    for match in _district().finditer(land.text):
        if not is_ordinary(match["stem"]) and _is_name(land, *match.span("stem")):
            yield *match.span("name"), _REGION


def _listed(land: Landscape) -> Iterator[tuple[int, int, str]]:
    for match in _counted().finditer(land.text):
        at, members = match.start("names"), []
        for name in match["names"].split("、"):
            members.append((at, at + len(name)))
            at += len(name) + 1
        if all(_is_name(land, *span) for span in members):
            yield from ((start, end, _REGION) for start, end in members)


def _lettered(land: Landscape) -> Iterator[tuple[int, int, str]]:
    for match in _part().finditer(land.text):
        start, letter = match.start("letter"), match.start("letter")
        while start > match.start() and land.kinds[start - 1] is Kind.PLAIN:
            start -= 1
        sited = land.text[:start].endswith(read().get("slots", "sited"))  # 選址於新城A區
        plain = not is_ordinary(land.text[start:letter])
        if letter - start >= _SHORTEST and (sited or plain):
            yield start, match.end(), _REGION


def _inner(land: Landscape) -> Iterator[tuple[int, int, str]]:
    """Yield the places named behind the one that they lie in, where something is, or is done."""
    for match in _place().finditer(land.text):
        start = match.end()
        while start < len(land.text) and land.kinds[start] is Kind.PLACE:
            start += 1
        end = start
        while (
            end < len(land.text) and land.kinds[end] is Kind.PLAIN and not land.text[end].isascii()
        ):
            end += 1
        settling = match["sited"] in read().get("slots", "settling")
        told = land.text[end - 1 : end] in read().get("slots", "kinds_of_inner_places") or (
            match["sited"] and not settling and _BEHIND.match(land.text, end)
        )
        inside = start > match.end() and _SHORTEST <= end - start <= _LONGEST
        if inside and told and land.breaks(end) and _is_name(land, start, end):
            yield start, end, _PLACE


def _is_name(land: Landscape, start: int, end: int) -> bool:
    """Tell whether words may name a place: plain, no word of the lists, and no side of a thing."""
    name = land.text[start:end]
    plain = all(kind is Kind.PLAIN for kind in land.kinds[start:end])
    side = name.endswith(read().get("slots", "sides"))
    common = is_ordinary(name) or is_listed(name) or is_listed(name[:2]) or is_listed(name[-2:])
    return plain and not side and not common and not _UNLIKELY.search(name)


@cache
def _site() -> re.Pattern[str]:
    sited = read().any_of("slots", "sited")
    return seldom(
        rf"(?:{sited})(?P<name>{_NAME}?)(?:(?:<clauses.and_with>|、)(?P<other>{_NAME}?)"
        r"(?=[,。;)\n<particles.of>]|<slots.around>|$)|(?=[,。;、)\n<particles.of>]|<clauses.and_with>|$))"
    )


@cache
def _scene() -> re.Pattern[str]:
    return seldom(
        rf"<slots.there>(?P<name>{_NAME}?)"
        r"(?:<slots.done_there>|<slots.opens_at><particles.done>?(?=[^,。;]{0,6}<slots.opened_there>)"
        r"|<slots.built_there>(?!<slots.no_building>|$))"
    )


@cache
def _district() -> re.Pattern[str]:
    return seldom(
        r"(?:(?<=[。;!?\n])|\A)<particles.in>(?P<name>(?!<slots.no_districts>)"
        r"(?P<stem>[\u3400-\u9fff](?!<slots.no_districts><slots.districts>)[\u3400-\u9fff])"
        r"<slots.districts>)(?=[,、]|<particles.of>)"
    )


@cache
def _place() -> re.Pattern[str]:
    sited = read().any_of("slots", "sited")
    return seldom(
        rf"(?:(?P<sited>{sited})<particles.done>?|<particles.at>|<particles.in>)(?=[\u3400-\u9fff])"
    )


@cache
def _counted() -> re.Pattern[str]:
    kinds = "".join(read().get("slots", "kinds_of_places"))
    several = "".join(read().get("slots", "several"))
    return seldom(
        rf"(?<![\u3400-\u9fff、])(?P<names>{_NAME}(?:、{_NAME}){{1,8}}?)[{several}][{kinds}]"
    )


@cache
def _part() -> re.Pattern[str]:
    kinds = "".join(read().get("slots", "parts_of_land"))
    return seldom(
        rf"[\u3400-\u9fff]{{2,4}}(?P<letter>[A-Z])[{kinds}]"
        r"(?![\u3400-\u9fff]?[<slots.of_a_part>])"
    )
