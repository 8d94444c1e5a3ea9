"""Clauses with a subject of their own, for which nothing named before them stands any more.

``We``, ``本局``, ``兩地`` and ``the plant`` each say that the clause is not about what was named
last. Who speaks for a document (``we``, ``本局``) is the body that issues it; what is only pointed
to by its kind is resolved elsewhere, and where it is not, the clause is about no name at all.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.wordlists import read
from kg.text.folding import fold

_LEAD = (
    r"[\s,“”\"'「」]*(?:(?:<voices.lead_times>"
    r"|<voices.since>?(?:19|20)\d\d<times.year>(?:\d{1,2}<times.month>)?<times.since_then>?|"
    r"<voices.recently>|<voices.past>[^,]{1,3}<times.year>)[,\s]*){0,4}"
)
_ENGLISH_LEAD = (
    r"[\s,“\"']*(?:(?:and|but|so|however|meanwhile|today|also|in addition|as at [^,]{2,20}"
    r"|(?:in|by|since|during) (?:19|20)\d\d|last year|this year)[,\s]+){0,4}"
)
_SPEAKER = expression(
    rf"{_LEAD}<voices.ourselves>"
    rf"|{_ENGLISH_LEAD}(?:(?:we|i)\s+[a-z]|the (?:government|administration|state|county)\s+[a-z])"
    rf"|{_LEAD}<voices.ourselves_whole>",
    re.IGNORECASE,
)
_BOTH = expression(
    rf"{_LEAD}(?P<all><voices.both>|"
    rf"(?:[^,。;]{{2,24}}[、<clauses.joints>][^,。;、<clauses.joints>\d]{{1,6}}?)?"
    r"<numerals.several><voices.places_counted>)"
)
_QUOTE = 200  # code points back in which a quotation may begin
_THAT = seldom(
    r"\b(?:disclosed|said|says|report(?:s|ed)|estimate[sd]?|show(?:s|ed|n)?|found|finds|reckon(?:s|ed)?"
    r"|announced|note[sd]|confirmed|believe[sd]?|expect(?:s|ed)?|warn(?:s|ed)|argue[sd]|suggest(?:s|ed)?"
    r"|calculate[sd]|predict(?:s|ed)|forecasts?|revealed|claim(?:s|ed)|add(?:s|ed))"
    r"(?: (?:on|in|last|this|yesterday|today|earlier)[a-z ]{0,16})? that\b",
    re.IGNORECASE,
)
_ESTIMATES = expression(
    r"<voices.estimating>[^,。;]{0,3}\s*\Z"
    r"|\b(?:estimates?|estimated|forecasts?|calculates?|reckons?)\b"
    r"|(?:\b(?:official|government)|['’]s?) (?:\w+ )?(?:statistics|data|figures)\b"
    r"|\b(?:statistics|data|figures) (?:from|shows?|by|compiled|published|released)\b",
    re.IGNORECASE,
)
_GOVERNMENT = expression(
    rf"{_LEAD}(?P<who><voices.governments>)"
    r"(?=<voices.governing_deeds>|(?:19|20)\d\d)"
)
_THERE = re.compile(rf"{_ENGLISH_LEAD}there (?:are|were|is|was|have been)\b", re.IGNORECASE)
_KIND = (
    r"the (?!(?:first|second|third|latter|former|latest|number|total|average|majority|rest"
    r"|remaining|proportion|share|figure|rate|same|two|three)\b)(?:[a-z-]+ )??(?P<kind>[a-z-]+)"
)
_DEFINITE = re.compile(
    rf"{_ENGLISH_LEAD}{_KIND} "
    r"(?:will|would|can|could|has|have|had|is|are|was|were|may|might|must)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"{_ENGLISH_LEAD}{_KIND}\s*", re.IGNORECASE)
# A heading that names a thing of its own, not only what is told.
ENTITLED = expression(r"^[^、<clauses.joints>]+<voices.entitled>$")
# A clause that only says where a part of the thing spoken of sits: 秘書處設於某地.
_ASIDE = expression(r"[\s\w]{0,24}?<voices.seats><voices.seated>")
# A clause whose names only have a hand in what is spoken of: 甲集團、乙公司參與建設.
_HAND = expression(
    r"[\s\w、“”「」()&·-]{2,48}?<voices.taking_part>(?!<voices.taking_part_last>)"
    r"[\u4e00-\u9fff]{0,6}\s*\Z"
)
_GIVES = expression(
    r"[\s\w、“”「」()&·-]{2,40}?(?:<voices.giving_part>)[\u4e00-\u9fff]{0,6}\d[\d.,]{0,12}"
    r"[\u4e00-\u9fff]{0,5}\s*\Z"
)
_BY = expression(r"[\s\w]{0,24}?<particles.by>[^,。;:]{2,40}\Z")
_LEGISLATURE = expression(
    r"\b(?:legislative (?:council|assembly)|(?:county|state|national) assembly|parliament|senate"
    r"|house of (?:commons|assembly|representatives))\b"
    r"|<voices.legislatures>|<voices.legislatures_last>$",
    re.IGNORECASE,
)
_PROCEEDINGS = expression(
    r"\s*(?:question|paper|motion|debate|hearing|panel|(?:question|select) (?:time|committee))\b"
    r"|\s*(?:<numerals.ordinal>?[\d<numerals.small>]{1,4}<voices.sitting_numbers>|"
    r"<voices.sittings>)",
    re.IGNORECASE,
)


def speaks(folded: str, start: int, end: int) -> bool:
    """Tell whether the one who speaks for the document is the subject of a clause.

    >>> speaks("本局重新检讨", 0, 6), speaks("We will cut fares", 0, 17), speaks("本局长", 0, 3)
    (True, True, False)
    """
    return _SPEAKER.match(folded, start, end) is not None and not _is_quoted(folded, start)


def _is_quoted(folded: str, start: int) -> bool:
    """Tell whether a clause is part of what somebody else says."""
    before = folded[max(0, start - _QUOTE) : start + 2]
    opened = max(before.rfind(mark) for mark in "“「『")
    return opened > max(before.rfind(mark) for mark in "”」』") or before.count('"') % 2 == 1


def reported(folded: str, start: int, end: int) -> int:
    """Return where what somebody says begins in a clause that says who does; else 0.

    >>> text = "the ministry disclosed on friday that nearly"
    >>> text[reported(text, 0, len(text)) :], reported("the plan that", 0, 13)
    (' nearly', 0)
    """
    return max((found.end() for found in _THAT.finditer(folded, start, end)), default=0)


def estimates(folded: str, start: int, end: int) -> bool:
    """Tell whether a clause only says whose count or estimate follows: it is not about them.

    >>> estimates("旅游学院估计", 0, 6), estimates("公司总监表示", 0, 6)
    (True, False)
    """
    return _ESTIMATES.search(folded, start, end) is not None


def governs(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of a government without a name that is the subject of a clause.

    >>> governs("政府已投入", 0, 5), governs("政府工作报告", 0, 6)
    ((0, 2), None)
    """
    found = _GOVERNMENT.match(folded, start, end)
    return found.span("who") if found else None


def is_definite(folded: str, start: int, end: int) -> bool:
    """Tell whether a clause is nothing but a thing told by its kind: ``The terminal, which …``."""
    return _ALONE.fullmatch(folded, start, end) is not None


def counts(before: str) -> bool:
    """Tell whether words only say that there are so many of something."""
    return _THERE.fullmatch(before.strip()) is not None


@lru_cache(maxsize=256)  # several figures of a sentence look back over its clauses
def closes(folded: str, start: int, end: int) -> bool:
    """Tell whether a clause has a subject of its own that has no name.

    >>> closes("两地共备案影片", 0, 7), closes("the plant would employ", 0, 22)
    (True, True)
    >>> closes("累计备案影片", 0, 6), closes("the number of jobs is", 0, 21)
    (False, False)
    >>> closes("the annual quota was", 0, 20)  # of what is spoken of
    False
    """
    if definite := _DEFINITE.match(folded, start, end):
        return definite["kind"].lower() not in _belongings()
    return speaks(folded, start, end) or any(
        own.match(folded, start, end) for own in (_BOTH, _THERE, _kinds())
    )


def kind(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the noun that tells of what kind the nameless subject of a clause is.

    >>> kind("the plant would employ", 0, 22), kind("基地完工后", 0, 5), kind("we shall", 0, 8)
    ((4, 9), (0, 2), None)
    """
    if found := _DEFINITE.match(folded, start, end) or _ALONE.fullmatch(folded, start, end):
        return found.span("kind")
    found = _kinds().match(folded, start, end)
    return found.span(found.lastgroup or 0) if found else None


def points(folded: str, start: int, end: int) -> bool:
    """Tell whether the subject of a clause points to what was spoken of: 這台樣機.

    >>> points("这台样机单机容量", 0, 8), points("样机将", 0, 3)
    (True, False)
    """
    found = _kinds().match(folded, start, end)
    return found is not None and bool(found["this"])


@cache
def _belongings() -> frozenset[str]:
    return frozenset(read().get("measures", "belongings"))


@cache
def _kinds() -> re.Pattern[str]:
    """Return what matches a Chinese clause that begins with a kind: 基地完工後, 這條線總投資."""
    words = read().any_of("measures", "kinds")
    return expression(
        rf"{_LEAD}(?:<voices.this>(?P<our><voices.our_things>)"
        rf"|<voices.these><voices.classifiers>?"
        rf"[\u4e00-\u9fff]{{0,3}}?(?P<this>{words}|<voices.machines>)"
        rf"|(?P<kind>{words}))"
        r"(?=[<voices.kind_deeds>\d]|<voices.our_deeds>)"
    )


def several(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of places or parties that together are the subject of a clause: 兩地.

    >>> several("今年两地共备案影片", 0, 9), several("北岭、南浦两市合计", 0, 9)
    ((2, 4), (0, 7))
    """
    found = _BOTH.match(folded, start, end)
    return found.span("all") if found else None


def is_venue(title: str, body: str) -> bool:
    """Tell whether a title names a body only as the place of its proceedings; so is a parliament.

    >>> is_venue("Legislative Council Question 9: Carers", "Legislative Council")
    True
    >>> is_venue("Harbour Board opens a terminal", "Harbour Board")
    False
    """
    end = title.find(fold(body))
    if _LEGISLATURE.search(fold(body)):
        return True
    return end >= 0 and _PROCEEDINGS.match(title, end + len(body)) is not None


def of_topic(folded: str, bounds: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return the clauses of a sentence that may tell of what it speaks of.

    Left out is where a part of that sits, and who takes part, or gives money, behind one by whom
    it is done.

    >>> text = "北湾中心由甲大学牵头,乙集团、丙重工参与建设"
    >>> [text[a:b] for a, b in of_topic(text, ((0, 10), (11, 22)))]
    ['北湾中心由甲大学牵头']
    """
    told: list[tuple[int, int]] = []
    by = False
    for start, end in bounds:
        hand = by and (_HAND.match(folded, start, end) or _GIVES.match(folded, start, end))
        if hand or is_aside(folded, start, end):
            continue
        by = by or _BY.match(folded, start, end) is not None
        told.append((start, end))
    return told


def is_aside(folded: str, start: int, end: int) -> bool:
    """Tell whether a clause only says where a part of the thing spoken of sits.

    >>> is_aside("秘书处设于北湾大学", 0, 9), is_aside("北湾大学设立中心", 0, 8)
    (True, False)
    """
    return _ASIDE.match(folded, start, end) is not None
