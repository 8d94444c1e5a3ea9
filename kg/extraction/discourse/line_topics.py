"""What a heading, or the label of a line, names as the topic of what it is over or before."""

import re
from functools import cache

from kg.extraction.discourse.owners import attributes, is_field, is_relational
from kg.extraction.grammar.topics import noun_phrase
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_HEADED = expression(
    r"[\s#*]*(?:<numerals.small>{1,3}、|\([^()]{1,3}\)|\d{1,2}(?:\.\d{1,2})*[.、\s])?\s*"
    r"(?:(?:slide|box|case study|case|<documents.insets>)\s*\d{0,2}\s*[|:–—-]\s*)?"
    r"(?:[^:|]{2,20}[:|]\s*(?=\S))?",
    re.IGNORECASE,
)
_BILINGUAL = expression(r"(?P<chinese>[\u4e00-\u9fff·“”「」]{2,16}) [A-Z][A-Za-z’'& -]*")
_MEASURED = expression(r"<counts.measured_anywhere>|<counts.measured_last>$")
_SAID = expression(
    r"<clauses.said_last>$|<clauses.said_within>[\u4e00-\u9fff]|^<clauses.said_first>|<clauses.and>"
    r"|^(?:[Ww]ho|[Ww]hat|[Hh]ow|[Ww]here|[Ww]hen|[Ww]hy|[Ww]hich)\b"
)
_OWN_PART = expression(  # what a line adds to its figure: a bracket, a part of what is counted
    r"\([^()]*\)|[,;]?\s*(?:<clauses.of_which>|\bof (?:which|whom|these)\b).*$", re.IGNORECASE
)
_LONGEST_LATIN = 40
_NUMBER = expression(r"\d[\d,.]*")
_TOLD = expression(
    r"\s*(?:[\u4e00-\u9fff]{2}|(?!up to|about|some|over|from|around)[a-z]+ [a-z])", re.IGNORECASE
)
_NUMBERS = expression(
    r"<documents.numbered>"
    r"<numerals.small>{0,3}|<numerals.ordinal><numerals.small>{1,3}[\u4e00-\u9fff]{0,3}"
    r"|(?:recommendation|measure|pillar|step|phase|item|action)",
    re.IGNORECASE,
)
_SPEAKS = expression(r"<clauses.speaking>$|\b(?:said|says|adds?)$")
_LABEL = expression(
    r"[\s*•·▪–—(\d)a-z.、-]{0,8}?(?P<name>[A-Z\u4e00-\u9fff][^,。:;!?\n()]{1,38}?)\s*\*{0,2}(?::|\s[–—-]\s)"
)
_LONGEST = 16  # code points of a Chinese topic


def headed(heading: str) -> tuple[int, int] | None:
    """Return the topic that a folded heading names; None where it only says what follows.

    >>> heading = "二、过渡房屋"
    >>> heading[slice(*headed(heading))], headed("背景"), headed("钱从哪里来?")
    ('过渡房屋', None, None)
    """
    number = _HEADED.match(heading)
    start = number.end() if number else 0
    words = heading[start:].strip(" :*_#「」“”")
    if both := _BILINGUAL.fullmatch(words):  # 揚帆工坊 Sail Workshops
        words = both["chinese"]
    start = heading.index(words, start) if words else start
    chinese = bool(re.search(r"[\u4e00-\u9fff]", words))
    longest = _LONGEST if chinese else _LONGEST_LATIN
    if not chinese and not (" " in words or words.isupper()):
        return None  # Build, Outlook
    if not 2 < len(words) <= longest or re.search(r"[?,;!。\d]", words):
        return None
    if words.endswith(tuple(_generic())) or _MEASURED.search(words) or _SAID.search(words):
        return None
    return noun_phrase(heading, start, start + len(words))


def labelled(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the topic of the label with which a line begins: ``Seed track – up to …``.

    None where the label only says what is told behind it (``Budget: …``), or who speaks; and
    where a figure is all that is told: then the label says what it measures.

    >>> line = "加工品牌类:资助上限为600万元"
    >>> line[slice(*labelled(line, 0, 16))], labelled("总投资:3亿元,分期拨付", 0, 13)
    ('加工品牌类', None)
    >>> labelled("Peak power: 28 MW", 0, 17), labelled("Annual budget: $3m, in two parts", 0, 32)
    (None, None)
    >>> labelled("First harvest: 96 tonnes (May 2024)", 0, 35)  # a day is no second figure
    """
    found = _LABEL.match(folded, start, end)
    if not found or attributes().search(found["name"]) or is_relational(found["name"]):
        return None
    told = folded[found.end() : end]
    figures = _NUMBER.findall(_OWN_PART.sub("", told))
    if ":" in told or not (_TOLD.match(told) or len(figures) > 1):
        return None
    last = found["name"].split()[-1].casefold()
    if _SPEAKS.search(found["name"]) or _NUMBERS.fullmatch(found["name"]):
        return None
    if is_field(last) or is_field(found["name"]) or headed(found["name"]) is None:
        return None
    return found.span("name")


@cache
def _generic() -> frozenset[str]:
    return frozenset(read().get("measures", "headings"))
