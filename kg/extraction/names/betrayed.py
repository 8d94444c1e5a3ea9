"""Organisations that only what stands beside them betrays.

It is a post (``某某汽車副總裁李某``, ``某某雲的總裁``), or what they do: ``由某某三局承建``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from kg.extraction.names import predicated_posts
from kg.extraction.names.bearers import bearer
from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.employers import HEADS
from kg.extraction.names.holdings import FORMER, once_before, titles
from kg.extraction.names.identity import mention
from kg.extraction.names.post_extents import post_start
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import is_ordinary
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_AND = expression("[<clauses.joints>、]")
_LINKS = "与和及、"
_BACKED = seldom(  # 甲中国跟投: who has a stake in a round
    r"(?:^|[,。;、<slots.joined_or_done>])(?P<names>(?:(?!<slots.no_backer>)[\u3400-\u9fff]){3,12}?"
    r"(?:[<clauses.joints>、](?:(?!<slots.no_backer>)[\u3400-\u9fff]){3,12}?)?)"
    r"<slots.backing_styles>?<slots.backing_verbs>"
)
_SEATED = seldom(  # 甲映画把总部放在某地: who has a head office
    r"(?:^|[,。;:!?\n*] ?|[<clauses.joints>、])(?P<names>[\u3400-\u9fffA-Za-z0-9]{3,8}?)"
    r"<slots.adverbs_before>?<particles.disposing>?(?:<slots.regions>?<slots.head_offices>|"
    r"<slots.works>)"
    r"(?=<slots.seating>)"
)
_HEADED = expression(  # 担任甲智航董事长: only a firm has such a head
    r"(?P<body>[\u3400-\u9fff]{4,8}?)(?<!<slots.pointing>)<posts.firm_heads>(?=[,。;、兼)\n]|$)"
)
_NOBODY = (
    "股东",
    "投资者",
    "投资人",
    "社会资本",
    "民间资本",
    "团队",
    "队伍",
    "人员",
    "单位",
    "机构",
    "厂商",
)
_SHORTEST_DOER = 4  # characters
_SHORTEST_SLOT = 3  # where nothing but a body can stand
_COUNTED = expression("<posts.counted_people>")
_POINTING = expression("<slots.pointing>")  # 该公司: whoever that is
_EMPLOYER = (2, 14)  # characters of an organisation that only its post betrays


def find(
    land: Landscape,
    original: str,
    people: Sequence[Mention],
    terminology: Terminology,
    hints: Hints,
) -> Iterator[Mention]:
    """Yield the organisations that only ``ORG TITLE NAME`` betrays (``某某汽車副總裁李某``)."""
    for person in people:
        last = len(land.text[: person.start].rstrip())
        end = post_start(land.text, last)
        if end == last:
            continue
        end = once_before(land.text, end)  # 某公司前董事长
        region = re.search(r"\([^()\n]{1,20}\)$", land.text[max(0, end - 24) : end])
        end -= len(region[0]) if region else 0
        end -= land.text[end - 1 : end] == "的"
        if not end:
            continue
        start = land.stem(end).start
        doubled = land.text[end - 1] == land.text[end]  # 某某所 + 所長
        ending = hints.ending(land.text[start:end])  # 某某大學 + 校長, but 鐵路局 + 局長
        whole = doubled or (ending is not None and ending[0] in hints.bodies)
        headed = land.text[end : end + 2] in HEADS and not whole
        if headed and land.stem(end).anchor is Kind.PLAIN:
            end += 1  # 某某局長: the head of 某某局
        if FORMER.match(land.text, start, end):
            start += 1  # 前某某公司副總經理
        yield from _body(land, original, start, end, terminology, hints)


def held(
    land: Landscape,
    original: str,
    people: Sequence[Mention],
    terminology: Terminology,
    hints: Hints,
) -> Iterator[Mention]:
    """Yield the organisations that ``NAME 是 ORG 的 TITLE`` betrays (``甲是乙動力的創始人``)."""
    if not people:
        return
    ends = {person.end for person in people}
    for predicate in predicated_posts.predicates(land.text, ends):
        told = _owned().match(land.text, predicate.end())
        if told := told or _HEADED.match(land.text, predicate.end()):
            yield from _body(land, original, *told.span("body"), terminology, hints)


def _body(
    land: Landscape, original: str, start: int, end: int, terminology: Terminology, hints: Hints
) -> Iterator[Mention]:
    """Yield the body that words before a post name, unless they are ordinary ones."""
    pointing = _POINTING.match(land.text, start, end)
    name = land.text[start:end]
    shortest, longest = _EMPLOYER
    folk = name.endswith(read().get("generic", "folk")) or name in read().get("posts", "grades")
    clear = (
        not folk
        and not _COUNTED.match(name)
        and not is_ordinary(name)
        and "(" not in name
        and not land.overlaps(start, end)
    )
    ending = hints.ending(name)
    kind = ending is not None and ending[1] == name  # 协会会长某某: one that is named elsewhere
    if shortest <= len(name) <= longest and clear and not pointing and not kind:
        is_body = ending and terminology.is_a((ending[0],), "kg:Organisation")
        curie = ending[0] if ending and is_body else "kg:Organisation"
        label = (original[start:end],)
        yield mention((start, end), label, curie, "employer", terminology)


def doers(
    land: Landscape, original: str, terminology: Terminology, hints: Hints
) -> Iterator[Mention]:
    """Yield organisations that what they do betrays (``由甲三局與乙隊承建``, ``甲中国跟投``)."""
    deeds = (_done_by(), _BACKED, _SEATED)
    for done in chain.from_iterable(deed.finditer(land.text) for deed in deeds):
        at = done.start("names")
        for name in _AND.split(done["names"]):
            start, end = bearer(land.text, at, at + len(name)), at + len(name)
            at = end + 1
            if _is_doer(land, start, end):
                yield _doer(land, original, start, end, terminology, hints)


def partners(
    land: Landscape, original: str, terminology: Terminology, hints: Hints
) -> Iterator[Mention]:
    """Yield organisations that do something with a body that is named: ``甲集团与乙影业合资``."""
    if not _verbs_jointly().search(land.text):
        return
    for match in _jointly().finditer(land.text):
        start, end = match.span("name")
        start = bearer(land.text, start, end)
        joined = land.kinds[match.start() - 1] is Kind.BODY if match.start() else False
        if joined and _is_doer(land, start, end):
            yield _doer(land, original, start, end, terminology, hints)
    for match in _jointly_behind().finditer(land.text):
        start, end = match.span("name")
        body = match.end() < len(land.text) and land.kinds[match.end()] is Kind.BODY
        close = end if not body else _end_of_body(land, match.end())
        joined = body and _verbs_jointly().match(land.text, close) is not None
        if joined and _is_doer(land, start, end):
            yield _doer(land, original, start, end, terminology, hints)


def _end_of_body(land: Landscape, start: int) -> int:
    """Return where a body ends, or the last of a list of bodies: 甲集团、乙大学."""
    end = start
    while end < len(land.kinds) and (
        land.kinds[end] is Kind.BODY
        or (land.text[end] in _LINKS and land.kinds[end + 1 : end + 2] == [Kind.BODY])
    ):
        end += 1
    return end


def doer(
    land: Landscape, original: str, start: int, end: int, terminology: Terminology, hints: Hints
) -> Mention | None:
    """Return the body that the words of the range name by what they stand with, or None."""
    start = bearer(land.text, start, end)
    if not _is_doer(land, start, end, _SHORTEST_SLOT):
        return None
    return _doer(land, original, start, end, terminology, hints)


def _doer(
    land: Landscape, original: str, start: int, end: int, terminology: Terminology, hints: Hints
) -> Mention:
    ending = hints.ending(land.text[start:end])
    told = ending and len(ending[1]) > 1  # 中铁三局 is no bureau
    is_body = ending and terminology.is_a((ending[0],), "kg:Organisation")
    curie = ending[0] if ending and told and is_body else "kg:Organisation"
    return mention((start, end), (original[start:end],), curie, "doer", terminology)


def _is_doer(land: Landscape, start: int, end: int, shortest: int = _SHORTEST_DOER) -> bool:
    """Tell whether words may be the name of a body: no ordinary ones, no post, no boundary."""
    name = land.text[start:end]
    free = all(kind in (Kind.PLAIN, Kind.PLACE) for kind in land.kinds[start:end])
    plain = Kind.PLAIN in land.kinds[start:end]
    somebody = name.endswith((*titles(), *read().get("generic", "folk"), *_NOBODY))
    somebody = somebody or is_ordinary(name) or name.endswith(read().get("generic", "bearers"))
    bodily = len(name) == _SHORTEST_SLOT and name.endswith(read().get("slots", "bodily"))
    return free and plain and (bodily or len(name) >= shortest) and not somebody


@cache
def _jointly() -> re.Pattern[str]:
    verbs = read().any_of("generic", "jointly")
    return seldom(
        rf"[<clauses.joints>、<slots.with>](?P<name>[\u3400-\u9fffA-Za-z0-9]{{2,9}}?)(?:{verbs})"
    )


@cache
def _jointly_behind() -> re.Pattern[str]:
    return expression(r"(?:^|[,。;、\n] {0,4})(?P<name>[\u3400-\u9fff]{3,8}?)[<clauses.joints>、]")


@cache
def _verbs_jointly() -> re.Pattern[str]:
    return seldom(read().any_of("generic", "jointly"))


@cache
def _owned() -> re.Pattern[str]:
    return expression(
        r"(?P<body>[\u3400-\u9fffA-Za-z0-9]{3,12}?)<particles.of>[\u3400-\u9fff]{0,6}?"
        rf"(?:{'|'.join(sorted(titles(), key=len, reverse=True))})(?=[,。;、兼)\n]|$)"
    )


@cache
def _done_by() -> re.Pattern[str]:
    deeds = "|".join(sorted(read().get("generic", "deeds"), key=len, reverse=True))
    return seldom(
        r"<slots.done_by_whom>(?P<names>[\u3400-\u9fff]{3,12}?"
        r"(?:[<clauses.joints>、][\u3400-\u9fff]{3,12}?)?)"
        rf"<slots.how_done>?(?:{deeds})(?!<slots.no_deed>)"
    )
