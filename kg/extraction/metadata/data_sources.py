"""Whom a ``Source:`` line names as the sources of the data above it."""

import re
from collections.abc import Iterator

from kg.extraction.names.body_names import trimmed
from kg.extraction.words.expressions import expression, seldom

_SOURCE = expression(
    r"^[\s*_]*[(\[【]?(?:<documents.data_sources>"
    r"|data sources?|sources?)\s*[:–]\s*",
    re.IGNORECASE,
)
_BEHIND = seldom(  # a caption or a note
    r"(?:[(\[]|(?<=[.。;]\s)|(?<=[。;]))(?:<documents.of_data>?<documents.source>|"
    r"(?:data )?sources?)\s*:\s*"
    r"(?=[^()\[\]]{2,80}[)\].。]?\s*$)",
    re.IGNORECASE,
)
_TOLD = seldom(  # in a sentence of its own
    r"(?:^|(?<=[。;]))\s*<documents.told_sources>(?=[^。:]{4,120}(?:。|$))"
)
_WITH = expression(r"[、,<clauses.joints>]")
_WORK = expression(r"《([^《》]{2,60})》$")
_OWN = expression(  # who only put together what somebody else has
    r"(?:the )?(?:author|staff|own)(?:s?['’]s?|s)?\s(?:own )?"
    r"(?:calculations?|estimates?|analys[ie]s|compilations?)"
    r"(?:,? (?:based|drawing) on| using| from)\s",
    re.IGNORECASE,
)
_BRACKETED_END = expression(r"\s{2,}\S{2,8}:|[)\]】]\s*$")  # another label, or the closing
_TAIL = expression(
    r"\s*[(,]\s*(?:as (?:of|at)\s*)?\d{4}[^)]{0,12}\)?\s*[。.]?$"
    r"|,\s*(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?(?:\d{1,2},\s)?(?:19|20)\d\d\b.*$"
    r"|\s*\((?:ID|<documents.accounts>)[^()]*\)$"
    r"|[。.]\s.*$"  # a remark on the data
    r"|(?:['’]s)?\s+(?:own )?(?:calculations?|estimates?|analys[ie]s|compilations?)\b(?! of\b).*$"
    r"|[。.\s⁰¹²³⁴-⁹]+$"
    r"|<documents.by_source>[\u3400-\u9fff]{2,12}<documents.compiling>[。.\s]*$",
    re.IGNORECASE,
)
_NOBODY = expression(  # who only put the data together, and what is no name
    r"^(?:[Tt]he )?[Aa]uthors?['’]?s?$|^(?:<numerals.ordinal>?\w{1,3}<documents.edition>"
    r"|[A-Z]?\d{1,3})$"
    r"|<documents.compiled>$|^<documents.no_sources>"
)
_TAKEN = expression(  # which of the data is from there
    r"(?:(?:\d{4}年)?[\u3400-\u9fff]{0,8}(?:数据|数字|资料|图表|统计)(?:均|则|皆|主要)?(?:取自|来自|引自|源自|摘自|出自)"
    r"|(?:\d{4} |[a-z]+ ){0,3}(?:data|figures)(?: (?:for|of|from) \d{4})? "
    r"(?:are |is |were |was )?(?:taken |drawn )?from (?:the )?)",
    re.IGNORECASE,
)
_CUT = expression(
    r"[;；]|(?<!\d)、|,(?=[\u3400-\u9fff])|(?>, and|,| and) (?=(?:the |our |an? )?[a-z]{3})"
)
_COMMON = re.compile(r"(?:the|our|an?) [a-z]")  # the survey described below
_NUMBER = expression(r"\s*[(\[]?\d{1,2}[)\].、]\s*")
_INSIDE = expression(r"《[^《》]*》|\([^()]*\)|“[^“”]*”|「[^「」]*」")


def named(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each source that a line names, without its date.

    Who only put the data together is none.

    >>> line = "资料来源:统计处、港务局(2024),本社整理"
    >>> [line[start:end] for start, end in named(line)]
    ['统计处', '港务局']
    """
    label = _SOURCE.match(folded) or _BEHIND.search(folded)
    if not label:
        yield from _in_sentence(folded)
        return
    rest = folded[label.end() :]
    bracketed = _BRACKETED_END.search(rest) if label[0].lstrip(" *_")[:1] in "([【" else None
    end = label.end() + (bracketed.start() if bracketed else len(rest))
    whole = _INSIDE.sub(lambda title: "x" * len(title[0]), folded[:end])
    start = label.end()
    for cut, after in [*(c.span() for c in _CUT.finditer(whole, start)), (end, end)]:
        numbered = _NUMBER.match(folded, start, cut)
        start = numbered.end() if numbered else start
        own = _OWN.match(folded, start, cut)
        start = own.end() if own else start
        taken = _TAKEN.match(folded, start, cut)
        start = taken.end() if taken else start
        words = folded[start:cut].rstrip("。. *_")
        tail = _TAIL.search(words)
        named_ = words[: tail.start()] if tail else words
        common = start > label.end() and _COMMON.match(named_.strip())
        if not (common or _NOBODY.search(named_.strip())):
            yield from trimmed(folded, start, start + len(named_))
        start = after


def _in_sentence(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the works and bodies that a sentence on the sources of the data lists.

    >>> line = "资料来源包括港务局《海港年报》与渔业统计月报。"
    >>> [line[start:end] for start, end in _in_sentence(line)]
    ['海港年报', '渔业统计月报']
    """
    told = _TOLD.search(folded)
    if not told:
        return
    end = folded.find("。", told.end())
    end = end if end >= 0 else len(folded)
    whole = _INSIDE.sub(lambda title: "x" * len(title[0]), folded[:end])
    start = told.end()
    for cut, after in [*(c.span() for c in _WITH.finditer(whole, start)), (end, end)]:
        work = _WORK.search(folded[start:cut])
        if work:
            yield start + work.start(1), start + work.end(1)
        else:
            yield from trimmed(folded, start, cut)
        start = after
