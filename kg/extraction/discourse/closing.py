"""Clauses with a subject of their own, for which nothing named before them stands any more.

``We``, ``本局``, ``兩地`` and ``the plant`` each say that the clause is not about what was named
last. Who speaks for a document (``we``, ``本局``) is the body that issues it; what is only pointed
to by its kind is resolved elsewhere, and where it is not, the clause is about no name at all.
"""

import re
from functools import cache, lru_cache

from kg.extraction.words.wordlists import read
from kg.text.folding import fold

_LEAD = (
    r"[\s,“”\"'「」]*(?:(?:去年|今年|明年|目前|其中|同时|此外|另外|因此|现时|年内|至今"
    r"|[自从]?(?:19|20)\d\d年(?:\d{1,2}月)?(?:起|以来|底)?|近年|过去[^,]{1,3}年)[,\s]*){0,4}"
)
_ENGLISH_LEAD = (
    r"[\s,“\"']*(?:(?:and|but|so|however|meanwhile|today|also|in addition|as at [^,]{2,20}"
    r"|(?:in|by|since|during) (?:19|20)\d\d|last year|this year)[,\s]+){0,4}"
)
_SPEAKER = re.compile(
    rf"{_LEAD}(?:本[局署院会校司厅处部委行社所馆台报](?!计|长|员)|我[局院校司厅委会](?!员|长)|本公司|我们(?!的)|我会)"
    rf"|{_ENGLISH_LEAD}(?:(?:we|i)\s+[a-z]|the (?:government|administration|state|county)\s+[a-z])"
    rf"|{_LEAD}(?:本集团|我行|本校|我校|本院|我院|本中心|本会)(?!计|长|员)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"{_LEAD}(?P<all>双方|各地|(?:[^,。;]{{2,24}}[、和与及][^,。;、和与及\d]{{1,6}}?)?"
    r"[两二三四五六七八九十](?:地|[市省城县区校院岛州港](?![区政民委])|座城市|个城市|家公司|家企业))"
)
_QUOTE = 200  # code points back in which a quotation may begin
_THAT = re.compile(
    r"\b(?:disclosed|said|says|report(?:s|ed)|estimate[sd]?|show(?:s|ed|n)?|found|finds|reckon(?:s|ed)?"
    r"|announced|note[sd]|confirmed|believe[sd]?|expect(?:s|ed)?|warn(?:s|ed)|argue[sd]|suggest(?:s|ed)?"
    r"|calculate[sd]|predict(?:s|ed)|forecasts?|revealed|claim(?:s|ed)|add(?:s|ed))"
    r"(?: (?:on|in|last|this|yesterday|today|earlier)[a-z ]{0,16})? that\b",
    re.IGNORECASE,
)
_ESTIMATES = re.compile(
    r"(?:统计|估计|估算|预[估测]|推[算估]|测算|普查|(?:资料|数据)(?:显示|反映|表明)|数字显示)[^,。;]{0,3}\s*\Z"
    r"|\b(?:estimates?|estimated|forecasts?|calculates?|reckons?)\b"
    r"|(?:\b(?:official|government)|['’]s?) (?:\w+ )?(?:statistics|data|figures)\b"
    r"|\b(?:statistics|data|figures) (?:from|shows?|by|compiled|published|released)\b",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    rf"{_LEAD}(?P<who>(?:(?:特[区區]|[省市县区]|州|当地|本地)?(?:人民)?政府|港府|市府|县府)|(?:[省市县区]|[省市县区]级|中央|本级)财政)"
    r"(?=安排|出资|下达|[已将会拟亦也正于在每共投拨预推提承计宣决合另再会须应可能]|目前|过去|今年|去年|明年|(?:19|20)\d\d)"
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
ENTITLED = re.compile(
    r"^[^、与和及]+(?:案|计划|项目|工程|基金|基地|园区|大桥|专线|中心|系统|平台)$"
)
# A clause that only says where a part of the thing spoken of sits: 秘書處設於某地.
_ASIDE = re.compile(
    r"[\s\w]{0,24}?(?:秘书处|总部|办公室|办事处|会址|校址|厂址|院址|总院)(?:设|位|坐落|落户|现址)"
)
_LEGISLATURE = re.compile(
    r"\b(?:legislative (?:council|assembly)|(?:county|state|national) assembly|parliament|senate"
    r"|house of (?:commons|assembly|representatives))\b"
    r"|立法会|立法院|人民代表大会|人大常委会|议会$",
    re.IGNORECASE,
)
_PROCEEDINGS = re.compile(
    r"\s*(?:question|paper|motion|debate|hearing|panel|(?:question|select) (?:time|committee))\b"
    r"|\s*(?:第?[\d一二三四五六七八九十]{1,4}[题次届号]|口头|书面|会议|质询|答问|质问)",
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
    return re.compile(
        rf"{_LEAD}(?:本(?P<our>项目|工程|计划|课程|基金|方案|政策|条线|馆|园区|报告|研究)"
        rf"|[该此这][条座个款家项处艘台所批期部]?"
        rf"[\u4e00-\u9fff]{{0,3}}?(?P<this>{words}|样机|机组|系统|[线桥船])"
        rf"|(?P<kind>{words}))"
        r"(?=[将已现完建可全总占年预于在由设投启每首单规能\d]|计划|估计|[日月]均|目前|上半|去年|今年)"
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


def is_aside(folded: str, start: int, end: int) -> bool:
    """Tell whether a clause only says where a part of the thing spoken of sits.

    >>> is_aside("秘书处设于北湾大学", 0, 9), is_aside("北湾大学设立中心", 0, 8)
    (True, False)
    """
    return _ASIDE.match(folded, start, end) is not None
