"""The common noun that a clause is about, where nothing that has a name is offered.

``The bursary is worth £4,500`` is about the bursary, ``300 firms have joined the scheme`` about the
scheme, ``該項目總投資12億元`` about the project, ``全市新增床位`` about the whole city. What
belongs to a thing (``the budget``) and who only speaks (``we``) are no such things.
"""

import re
from functools import cache

from kg.extraction.discourse import closing
from kg.extraction.discourse.owners import is_field, left_out
from kg.extraction.figures.figure_holders import marked
from kg.extraction.grammar.finite_clauses import finite
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention, Quantity

_HAN = expression("[\u3400-\u9fff]")
_DETERMINER = expression(
    r"(?:(?:the|an?|each|every|all|some|most|many|this|these|those|our|its|their|any) )+",
    re.IGNORECASE,
)
_NOUN = expression(r"[A-Za-z][a-z’'-]+(?: [a-z][a-z’'-]*){0,5}")
_CUT = expression(
    r"\s(?:in|on|at|from|with|by|over|under|aged|between|among|per|to|who|which|that)\s(?![A-Z]).*|,.*"
)
_EMPTY = expression(
    r"it|he|she|they|we|you|i|there|this|that|these|those|who|which|ones?|people|others|year"
    r"|government|council|ministry|authorities|respondents",
    re.IGNORECASE,
)
_TAKEN_PART_IN = expression(
    r"\b(?:joined|signed|entered|used|completed|attended|left|in|to|for|under|through|from|on) "
    r"(?:the |its |this )(?:[a-z-]+ ){0,2}?(?:scheme|programme|program|charter|voucher|fund|course"
    r"|initiative|pilot|project|fellowship|grant|bursary|compact|pledge|academy|school|network)\b"
)
_AT = expression(r" (?:at|in|to|through|with|for|from) (?:the )?")
_WHOLE = expression(
    r"[\s,]*(?:[^,。;:]{0,12}?<counts.time_last>[,\s]*)?(?P<all><counts.whole_places>)"
    r"(?!<counts.officials>)"
)
_OF_THE = expression(
    r"(?:of|among|for) (?:the |all )?(?:\d[\d,]* )?(?P<who>[a-z’'-]+(?: [a-z’'-]+){0,3})"
    r"(?: (?:asked|surveyed|polled|interviewed)| (?:who|that|which) [^,;]{3,48})?,",
    re.IGNORECASE,
)
_MORE = expression(
    r" (?:more|additional|extra|further) (?P<who>[a-z’'-]+(?: [a-z’'-]+)?)(?=[,.;]|\Z| by| in)"
)
_COUNTED = expression(r"[\s<particles.of>]*(?P<who>[\u4e00-\u9fff]{2,6})(?=[,。;]|\Z)")
_SHARE_OF = expression(
    r"<particles.of>?(?P<who>[\u4e00-\u9fff]{0,6}?<counts.bearers>)"
    r"(?=<counts.bearing>)"
)
_AMONG = expression(
    r"[\s,]*<particles.in>?<counts.asked>?"
    r"(?:\d[\d,]*[\u4e00-\u9fff])?(?P<who>[\u4e00-\u9fff]{2,10}?)"
    r"<counts.among>(?:,|<counts.counted_of>|\Z)"
)
_EACH = expression(
    r"[\s,]*<counts.each>(?P<what>[\u4e00-\u9fff]{2,6}?)"
    r"(?=<counts.each_gets>)"
)
_TOWARDS = expression(
    r"[\s,]*(?:[“「][^”」]{1,20}[”」])?<counts.towards>[^,。;:]{0,8}?(?P<who>[\u4e00-\u9fff]{2,8}?)"
    r"(?:每[人名位家年月]|一次性|按|分别|给予|发放|提供|最高)?(?:每[人名位家年月])?(?:一次性|最高)?"
    r"(?:给予|发放|提供)?(?:补贴|补助|奖励|资助|津贴|奖)"
)


def told(reading: Reading, sentence: tuple[int, int], mention: Mention) -> tuple[int, int] | None:
    """Return the range of the common noun that the clause of a figure is about, if one is.

    ``sentence`` is the range of its sentence in the passage's text.
    """
    folded = reading.passage.folded
    if _HAN.search(folded, *sentence):
        quantity = mention.meaning
        share = isinstance(quantity, Quantity) and quantity.unit == "%"
        if share and (part := _SHARE_OF.match(folded, mention.end)):
            return part.span("who")
        return _chinese(folded, sentence, mention.start)
    return _english(reading, sentence, mention.start)


def _english(reading: Reading, sentence: tuple[int, int], position: int) -> tuple[int, int] | None:
    folded = reading.passage.folded
    if among := _OF_THE.match(folded, sentence[0], position):
        return _noun(folded, *among.span("who"))
    found = finite(folded, sentence, position, marked(reading, sentence))
    if found is None or not found.subject[1]:
        return None
    if found.holds:
        part = _TAKEN_PART_IN.search(folded, found.verb[0], sentence[1])
        if part:
            return _noun(folded, part.start() + part[0].index(" ") + 1, part.end())
        return _placed(reading, found.verb[1], sentence[1])
    if any(isinstance(m.meaning, Entity) for m in reading.within(*found.subject)):
        return None
    return _noun(folded, *found.subject)


def counted(folded: str, mention: Mention) -> tuple[int, int] | None:
    """Return the range of what a figure counts, behind it: ``5,000 more nurses``, ``200名護士``."""
    form = _COUNTED if _HAN.match(folded, mention.end) else _MORE
    found = form.match(folded, mention.end)
    done = found and left_out(folded, *found.span("who"))  # 7300人報名: what they do
    return found.span("who") if found and not done else None


def _placed(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the thing at which those counted do something: ``called at Koper``."""
    named = next((m for m in reading.within(start, end) if isinstance(m.meaning, Entity)), None)
    at = named and _AT.fullmatch(reading.passage.folded, start, named.start)
    return (named.start, named.end) if named and at else None


def _noun(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the noun of a phrase without its determiner and what stands behind it.

    >>> text = "the crane school in the docks"
    >>> text[slice(*_noun(text, 0, len(text)))], _noun("it", 0, 2), _noun("the budget", 0, 10)
    ('crane school', None, None)
    """
    determiner = _DETERMINER.match(folded, start, end)
    start = determiner.end() if determiner else start
    words = _CUT.sub("", folded[start:end]).strip()
    last = words.lower().rpartition(" ")[2]
    if not _NOUN.fullmatch(words) or _EMPTY.fullmatch(last) or _belongs(last):
        return None
    return start, start + len(words)


def _belongs(noun: str) -> bool:
    """Tell whether a noun says what is told of a thing; what is given is one itself."""
    return is_field(noun) and noun not in ("grant", "allowance")


def _chinese(folded: str, sentence: tuple[int, int], position: int) -> tuple[int, int] | None:
    """Return what the clause begins with, or the nearest one before it that has a subject.

    >>> text = "该项目总投资12亿元,建成后可提供3000个岗位"
    >>> text[slice(*_chinese(text, (0, len(text)), 17))]
    '项目'
    >>> text = "全市新增护理员200人"
    >>> text[slice(*_chinese(text, (0, len(text)), 7))]
    '全市'
    """
    for start, end in reversed(clauses(folded, sentence[0], position)):
        for form in (_WHOLE, _EACH, _TOWARDS, _AMONG):
            if found := form.match(folded, start, end):
                return found.span(1)
        if kind := closing.kind(folded, start, end):
            return kind
        thing = _things().match(folded, start, end)
        if thing and not (thing["kind"] and left_out(folded, start, thing.end())):
            return thing.span("thing")
    return None


@cache
def _things() -> re.Pattern[str]:
    """Return what matches a clause that begins with a thing told by its kind: 計劃首年共收到."""
    words = read().any_of("measures", "things")
    return expression(
        r"[\s,]*<counts.this>?"
        rf"(?P<thing>(?P<kind>[\u4e00-\u9fff]{{0,3}}?)(?:{words}))"
        r"(?=[<counts.thing_deeds>\d]|<clauses.planning>|\Z)"
    )
