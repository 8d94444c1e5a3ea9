"""Numbers that are no figures of anything: they frame another, point back or count what is listed.

Ages say of whom a figure is (``65岁以上``), spans over what time (``半年内就业率85%``) and
thresholds of which things (``产值超5亿元的企业8家``). A small count of what was told before
(``the three cities``, ``上述三城``), of what stands right before it (``甲、乙和丙三类``) or right
after it (``Three gaps remain: …``), and in a heading, says nothing that its list does not say.
"""

import re
from decimal import Decimal
from functools import cache

from kg.extraction.numbers.ellipsis import counts
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.mention import Mention, Quantity

_AGE = expression(r"<frames.years_old>")
_MEASURED_AGE = expression(r"<frames.ages>[^,。;]{0,10}\Z")
_SOME_AGES = expression(r"<frames.or_over>|[<times.to>~–—-]")
_OF_AGE = expression(
    r"\b(?:aged|ages|(?:over|under|above|below) the age of)\s(?:between\s)?\Z", re.IGNORECASE
)
_WHO = expression(r"<frames.and_or>?<frames.or_over>?<particles.of>?[\u4e00-\u9fff]")
_DURATION = expression(r"<frames.spans>$")
_FRAMED = expression(  # 三年累計售出, 三年行動計劃, 四個小時後，
    r"\s*(?:<frames.of_spans>"
    r"|<frames.after>(?=[,\s]))"
)
_TERM = expression(r"<frames.terms>$")
_TERM_OF = expression(r"[\u4e00-\u9fff]{0,6}<frames.bodies_of_terms>")
_TIMES = frozenset(("year", "month", "week", "day", "hour", "quarter"))
_RATES = ("%", "times")
_WITHIN = expression(r"\s*<frames.within>(?![\u4e00-\u9fff]?<frames.done>)")
_AFTER = expression(
    r"\b(?:within|after|every)\s(?:just |only |about |some |a further )?\Z", re.IGNORECASE
)
_THRESHOLD = expression(r"<frames.thresholds>[\u4e00-\u9fff“”「」\"]{2,12}\Z")
_SMALL = Decimal(10)
_HAN_NUMERAL = expression(r"<numerals.counting>")
_RELATIVE = re.compile(r"[^,.;:()]{3,60}?\b(?:that|which|who|where)\b")
_ANNOUNCES = re.compile(r"[ a-z][^,.;:!?()\n]{1,60}(?:\([^()]{1,16}\))?:", re.IGNORECASE)
_NAMED = re.compile(r"[a-z,]\s\Z")
_CAPITALISED = re.compile(r"(?:[A-Z][a-z]+[ -]?)+\Z")
_AND = expression(r"<clauses.list_joints_all>|、")


@cache
def _pointing() -> re.Pattern[str]:
    return expression(
        rf"(?:{read().any_of('measures', 'pointing')})<particles.of>?[^,。;]{{0,2}}\Z"
    )


@cache
def _pointing_english() -> re.Pattern[str]:
    words = read().any_of("measures", "pointing_english")
    return expression(rf"\b(?:{words}) (?:first |last |other |same )?\Z", re.IGNORECASE)


def frames_only(reading: Reading, sentence: tuple[int, int], mention: Mention) -> bool:
    """Tell whether a number of a sentence says something of another figure, or nothing new.

    ``sentence`` is its range in the passage.
    """
    text, quantity = reading.passage.folded, mention.meaning
    if not isinstance(quantity, Quantity):
        return False
    if tells_age(text, mention.start, mention.end) or _spans(text, mention.start, mention.end):
        return True
    clause = _clause(text, sentence, mention)
    if quantity.unit in _TIMES:
        return _lasts_for(reading, clause, mention)
    if _is_threshold(reading, clause, mention):
        return True
    small = quantity.maximum is None and Decimal(1) < quantity.value <= _SMALL
    if not (small and counts(quantity)):
        return False
    announced = quantity.unit not in read().get("measures", "announced")
    if announced and reading.passage.block.kind is BlockKind.HEADING:
        return True
    return (
        _points_back(text, mention)
        or _closes_list(text, clause, mention, quantity)
        or (announced and _announces(text, sentence, mention))
        or _is_named(reading, mention)
    )


def tells_age(text: str, start: int, end: int) -> bool:
    """Tell whether the figure at ``start`` only says of what age those are who are counted.

    >>> tells_age("65岁以上长者有3万人", 0, 5), tells_age("平均年龄为65岁", 5, 8)
    (True, False)
    """
    if _OF_AGE.search(text, max(0, start - 24), start):
        return True
    words = text[start:end]
    if not _AGE.search(words) or _MEASURED_AGE.search(text, max(0, start - 16), start):
        return False
    return bool(_SOME_AGES.search(words) or _WHO.match(text, end))


def _spans(text: str, start: int, end: int) -> bool:
    """Tell over what time something is counted, or of which term it is: 三年累计, 第十六届政府."""
    words = text[start:end]
    if _TERM.search(words):
        return _TERM_OF.match(text, end) is not None
    return bool(_DURATION.search(words)) and _FRAMED.match(text, end) is not None


def _clause(text: str, sentence: tuple[int, int], mention: Mention) -> tuple[int, int]:
    found = (each for each in clauses(text, *sentence) if each[0] <= mention.start < each[1])
    return next(found, sentence)


def _figures(reading: Reading, start: int, end: int) -> list[Quantity]:
    """Return the figures of a range but for spans of time."""
    inside = (mention.meaning for mention in reading.within(start, end))
    return [each for each in inside if isinstance(each, Quantity) and each.unit not in _TIMES]


def _lasts_for(reading: Reading, clause: tuple[int, int], mention: Mention) -> bool:
    """Tell whether a span only says in what time another figure of its clause comes about.

    In how many years so much is spent or built is a figure of its own: 五年内投入2亿元.
    """
    text = reading.passage.folded
    if _WITHIN.match(text, mention.end):
        return any(each.unit in _RATES for each in _figures(reading, mention.end, clause[1]))
    before = _AFTER.search(text, max(0, mention.start - 24), mention.start)
    return before is not None and bool(_figures(reading, *clause))


def _is_threshold(reading: Reading, clause: tuple[int, int], mention: Mention) -> bool:
    """Tell whether an amount says which things the next figure counts: 超5亿元的企业8家."""
    text, quantity = reading.passage.folded, mention.meaning
    bounded = isinstance(quantity, Quantity) and quantity.qualifier.value != "exact"
    after = next(
        (m for m in reading.within(mention.end, clause[1]) if isinstance(m.meaning, Quantity)), None
    )
    if not bounded or after is None:
        return False
    return _THRESHOLD.match(text, mention.end, after.start) is not None


def _announces(text: str, sentence: tuple[int, int], mention: Mention) -> bool:
    """Tell whether an English count opens a sentence that lists: Three gaps remain: A and B."""
    opens = not text[sentence[0] : mention.start].strip(" *_-•")
    return opens and _ANNOUNCES.match(text, mention.end) is not None


def _points_back(text: str, mention: Mention) -> bool:
    near = max(0, mention.start - 16)
    if _pointing().search(text, near, mention.start):
        return True
    pointed = _pointing_english().search(text, near, mention.start)
    return pointed is not None and not _RELATIVE.match(text, mention.end)


def _closes_list(text: str, clause: tuple[int, int], mention: Mention, quantity: Quantity) -> bool:
    """Tell whether a written count is that of the names right before it: 甲、乙和丙三类."""
    before = text[clause[0] : mention.start]
    if not _HAN_NUMERAL.match(text, mention.start) or not _AND.search(before):
        return False
    return len(_AND.split(before)) == quantity.value and not before.endswith("等")


def _is_named(reading: Reading, mention: Mention) -> bool:
    """Tell whether an English number is part of a name: Bay Games and Seven Cranes."""
    passage = reading.passage
    words = passage.text[mention.start : mention.end + 1]
    after = passage.text[mention.end + 1 : mention.end + 2]
    begins = _NAMED.search(passage.text, max(0, mention.start - 2), mention.start)
    return bool(begins and _CAPITALISED.match(words.strip()) and after.isupper())
