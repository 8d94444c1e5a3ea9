"""The thing without a name that a clause itself speaks of before its figure.

``海灣線全長22公里`` is about the line, ``護理員年齡中位數53歲`` about carers: what has no name of
its own is the subject all the same, sooner than what was named a sentence before. A clause that
begins with what is done (``新增床位1200張``) or with what belongs to the thing spoken of
(``員工平均年齡``, ``總投資``) has no such thing; nor has one that tells what share a part takes
of it (``海外收入占比``).
"""

import re
from functools import cache

from kg.extraction.grammar.roles import is_light
from kg.extraction.grammar.topics import noun_phrase
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import particle, read

_LEAD = expression(
    r"(?:[\s,。、:：“”「」\"'*()\[\]]|\d{1,4}<times.date_units>|<times.ends_meant>|"
    r"<numerals.counting>{1,3}<times.for_years>|<clauses.openers>)+"
)
_TAIL = expression(r"(?>[\s“「(:：]|<clauses.before_figures>)+$")
_VERBAL = expression(r"<clauses.predicating>")
_OF_ANOTHER = expression(r"<clauses.of_another>")  # 归属于某股东的净利润, 非核心收入
_NO_THING = expression(  # when or how something is, and what people are called: no things
    r"<clauses.circumstances>"
    r"|.*<clauses.time_ends>$|.*<clauses.called>"
    r"|\d[\d,.]*<counts.unit_heads>|<numerals.small>{1,3}<counts.classifying>"
)
# The whole, the average or the first of something spoken of before (總樓地板, 平均招聘, 首期), or
# any one of a kind (一艘漁船).
_OF_WHOLE = expression(r"<clauses.of_whole>")
_LONGEST = 16  # code points of a thing that has no name
_SHORTEST = 3
_CHINESE = expression(r"[A-Za-z\d]{0,8}[\u4e00-\u9fff]")
_DATED = expression(
    r"(?P<name>[\u4e00-\u9fff]{2,11}[^\W\d<clauses.into_dates>])(?=(?:19|20)\d\d<times.year>)"
)
_NUMBERED = expression(r"[A-Za-z\d]{1,8}(?=[\u4e00-\u9fff])")
_PUT = expression(
    r"(?:<particles.disposing>(?=[\u4e00-\u9fff]{2,16}<particles.of>)|<clauses.relaxing>)"
)
_QUOTED = expression(
    r"[「“『《](?P<name>[^「」“”『』《》]{2,40})[」”』》](?P<rest>[^「」“”『』《》]*)$"
)
_OPENED = expression(
    r"(?P<name>[^,。;:，；\d]{3,30}?)<clauses.opening_adverbs>*"
    r"(?:<particles.by>(?!<particles.at>|[^,<clauses.into_dates>]{0,8}\d)|<clauses.opening_verbs>|"
    r"<particles.since>(?=\d)"
    r"|<clauses.dated_verbs>(?=\d)"
    r"|<particles.at>?(?:(?:<clauses.lately>|\d{4}<times.year>)[^,。;]{0,10}?)?<clauses.begun>)"
)


def owner(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the thing that the words of a clause before its figure speak of.

    >>> text = "海湾线全长22公里"
    >>> text[slice(*owner(text, 0, 5))], owner("新增床位1200张", 0, 4), owner("总投资3亿", 0, 3)
    ('海湾线', None, None)
    """
    if quoted := _quoted(folded, start, end):
        return quoted
    put = _PUT.search(folded, start, end)  # 將某事的審批時間由28日縮短
    start = put.end() if put else start
    start, end = core(folded, start, end)
    dated = _DATED.match(folded, start, end)
    if dated and not attributes().search(dated["name"]):  # 某某港2024年货柜量
        return checked(folded, *dated.span("name"))
    words = folded[start:end]
    if not _CHINESE.match(words) or re.search(r"[,。;；，、]", words):
        return None
    lengths = [length for length in (_before_attribute(words), _before_verb(words)) if length]
    return checked(folded, start, start + min(lengths)) if lengths else None


def opened(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the thing without a name that a clause opens with: ``東灣項目由某公司承建``.

    >>> text = "东湾项目由甲公司承建"
    >>> text[slice(*opened(text, 0, 10))]
    '东湾项目'
    """
    lead = _LEAD.match(folded, start, end)
    found = _OPENED.match(folded, lead.end() if lead else start, end)
    if not found or attributes().search(found["name"]):
        return None
    first, last = found.span("name")
    last = first + len(folded[first:last].rstrip("」”』》"))
    head = folded.rfind(particle("of"), first, last) + 1  # 某路以北的某社区, 某地採用的輸電工程
    first = head if head and last - head >= _SHORTEST else first
    return checked(folded, first, last)


def left_out(folded: str, start: int, end: int) -> bool:
    """Tell whether a clause leaves out its subject: it begins with what is done.

    >>> left_out("批出46个项目", 0, 7), left_out("东湾线全长22公里", 0, 9)
    (True, False)
    """
    return _done().match(folded, *core(folded, start, end)) is not None


def is_done(folded: str, position: int) -> bool:
    """Tell whether a verb that says what is done stands right before a position: 新建「…」.

    >>> is_done("新建口袋公园", 2), is_done("位于口袋公园", 2), is_done("某口袋公园", 1)
    (True, True, False)
    """
    before = folded[max(0, position - 6) : position].rstrip(f' “「《"{particle("done")}')
    return before.endswith(_deeds())


def is_field(word: str) -> bool:
    """Tell whether a folded word says what is told of a thing, and names none: budget, 名额."""
    return word in _fields()


def core(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return a range without the adverbs before it and the copulas after it."""
    lead = _LEAD.match(folded, start, end)
    start = lead.end() if lead else start
    tail = _TAIL.search(folded[start:end])
    return start, start + tail.start() if tail else end


def _quoted(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a name in quotes of which only an attribute or a copula is told behind it."""
    found = _QUOTED.search(folded, start, end)
    if not found or not is_light(folded[start : found.start()]):
        return None
    first, last = core(folded, *found.span("rest"))
    bare = first >= last or attributes().fullmatch(folded, first, last)
    return found.span("name") if bare else None


def _before_attribute(words: str) -> int:
    """Return how many code points stand before what is measured, where it is known."""
    found = attributes().search(words)
    return found.start() if found and found.start() >= _SHORTEST else 0


def _before_verb(words: str) -> int:
    """Return how many code points stand before the first adverb or verb of possession."""
    found = _VERBAL.search(words, _SHORTEST - 1)
    if (
        not found
        or not _SHORTEST <= found.start() <= _LONGEST
        or words[found.start() - 1] == particle("of")
    ):
        return 0
    if attributes().fullmatch(words, 0, found.start()):
        return 0  # 净利润只有: what is measured is of the thing spoken of before
    return found.start()


def checked(folded: str, start: int, end: int, shortest: int = _SHORTEST) -> tuple[int, int] | None:
    """Return what of a range is the name of a thing of its own, if any of it is."""
    number = _NUMBERED.match(folded, start, end)  # 1823热线
    named = noun_phrase(folded, number.end() if number else start, end)
    if named is None:
        return None
    words = folded[start : named[1]].strip(f"{particle('of')} ")
    short = shortest <= len(words) <= _LONGEST
    if (
        not short
        or _OF_ANOTHER.match(words)
        or _NO_THING.match(words)
        or _OF_WHOLE.match(words)
        or _done().match(words)
        or is_relational(words)
    ):
        return None
    return start, start + len(words)


def is_relational(words: str) -> bool:
    """Tell whether words name what belongs to a thing spoken of before: 员工, 專案投資."""
    near = (words[: len(words) - more] for more in range(3))
    return words.startswith(read().get("clauses", "quantifying")) or any(
        part in _relational() for part in near
    )


@cache
def attributes() -> re.Pattern[str]:
    """Return what finds, at the end of words, what is measured of a thing: 全長, 月薪中位數."""
    lists = read()
    heads = "|".join(sorted(lists.get("measures", "attributes"), key=len, reverse=True))
    before = "|".join(sorted(lists.get("measures", "of_attributes"), key=len, reverse=True))
    years = "<numerals.counting>{1,3}<times.year>"  # 计划三年总经费
    return expression(rf"<particles.of>?(?>{before}|{years})*(?:{heads})$")


@cache
def _done() -> re.Pattern[str]:
    words = sorted(read().get("measures", "done"), key=len, reverse=True)
    return expression(rf"(?!<measures.named_by_deeds>)(?:{'|'.join(map(re.escape, words))})")


@cache
def _deeds() -> tuple[str, ...]:
    return tuple(word for word in read().get("measures", "done") if len(word) > 1)


@cache
def _fields() -> frozenset[str]:
    return frozenset(word.casefold() for word in read().get("measures", "fields"))


@cache
def _relational() -> frozenset[str]:
    return frozenset(read().get("measures", "relational"))
