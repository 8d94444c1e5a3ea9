"""The unit that a table's head or caption gives for all its figures: ``(HK$ million)``."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kg.extraction.numbers import quantities, units
from kg.extraction.numbers.currency import ASSUMED, Money
from kg.extraction.words.expressions import expression
from kg.model.mention import Quantity

BRACKETS = expression(r"[(\[]([^()\[\]]{1,24})[)\]]")
_LABELLED = expression(r"(?:<columns.unit_labels>|\bunits?)\s*:\s*([^,;)]{1,24})", re.IGNORECASE)
_LAST = expression(r",\s*(?!\d)([^,()]{1,12})\)\s*$")  # behind a remark in the same brackets
_PERCENT = expression(
    r"%|<columns.percentages>|pct|per ?cent(?:age)?(?: share)?|share|<columns.share_heads>",
    re.IGNORECASE,
)
_MONEY_FIRST = expression(
    r"^(?P<currency>[A-Z]{0,3}[$€£¥₦₹₩₱]|(?-i:[A-Z]{3}))\s?"
    r"(?P<scale>thousand|million|billion|trillion|mn?|bn|k)?(?P<rate> per [a-z]+)?$",
    re.IGNORECASE,
)
_SCALES = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_THOUSANDS = expression(
    r"^['’]?000s?(?P<noun>\s.*)?$|^(?:in )?thousands?(?P<of>\s.*)?$", re.IGNORECASE
)
_BILINGUAL = expression(r"(\S*[\u3400-\u9fff]\S*)\s+([A-Z][A-Za-z' -]*)")
_PART = expression(r"^(?:[-–—·•]\s?|<columns.of_which>:?|of which )", re.IGNORECASE)
_IN_METRES = expression(  # what is measured in them: there ``m`` stands for no million
    r"\b(?:lengths?|heights?|widths?|depths?|draughts?|spans?|altitude|elevation|distance|diameter"
    r"|beam|radius)\b|<columns.lengths>",
    re.IGNORECASE,
)
_SCORE = expression(r"<columns.scores>|\b(?:scores?|points|ratings?)\b", re.IGNORECASE)
_RANK = expression(r"<columns.ranks>|\b(?:rank(?:ing)?|position)\b", re.IGNORECASE)
_SHARE = expression(
    r"<columns.rates>$|\b(?:rate|share|percentage|growth)$",
    re.IGNORECASE,
)
_NOUNS = {
    "person": r"<columns.people>"
    r"|persons?|people|population|employees|staff|workers|students|trainees|residents|engineers|technicians"
    r"|researchers|scientists|graduates|professionals|specialists|developers|nurses|teachers"
    r"|jobseekers|volunteers|members|interns|apprentices|participants|respondents|beneficiaries"
    r"|children|women|men|farmers|young people|users|subscribers|applicants"
    r"|employment|workforce|headcount|passengers|visitors|tourists|travell?ers|patients|pupils"
    r"|voters|commuters",
    "company": r"<columns.firms>|companies|firms|enterprises|businesses|start-?ups|employers",
    "university": r"<columns.universities>|universities",
    "project": r"<columns.projects>|projects",
    "patent": r"<columns.patents>|patents",
    "application": r"<columns.applications>|applications",
}
_NUMBER_OF = tuple(
    (
        unit_,
        expression(
            rf"(?:{words})<columns.numbers_of>$"
            rf"|\b(?:numbers?|no\.) of (?:[\w-]+ ){{0,3}}(?:{words})\b",
            re.IGNORECASE,
        ),
    )
    for unit_, words in _NOUNS.items()
)
_BARE = tuple(  # with what tells which of them are meant: ``Active start-ups``
    (
        unit_,
        expression(
            r"(?:[\u4e00-\u9fff]{0,6}|(?:(?!of|per|by|for|to|in)[a-z][a-z-]* ){0,2})"
            rf"(?:{words})(?: (?:of|in|at|with|from|who|on|by|employed|hired|enrolled|trained)\b"
            r"[^%]{0,60})?",
            re.IGNORECASE,
        ),
    )
    for unit_, words in _NOUNS.items()
)
_SAMPLE = expression(
    r"<columns.valid>?<columns.samples><columns.sample_sizes>?|(?:valid |total )?sample"
    r"(?: size)?|base|n"
    r"|(?:number of )?respondents",
    re.IGNORECASE,
)
_COUNTED = expression(r"^(?:no\.?|numbers?|<columns.counted>|count)$", re.IGNORECASE)
# How much can be had is no scale: ``(满分10分)``, ``(out of 5)``.
_GRADED = expression(
    r"<columns.full_marks>|\d\s?<columns.marks>|\bout of \d|\bmax(?:imum|\.)?\b", re.IGNORECASE
)
_NOTE = expression(r"<columns.how_answered>|multiple|choose|select", re.IGNORECASE)  # how to answer
_RATE = expression(r"(?<=[^\d\s])\s?/\s?(?=[a-z]+$)", re.IGNORECASE)  # €/year
_FIXED = ("person", "company", "university", "country", "lab")  # units that many nouns stand for
_LASTS = expression(  # Median weeks to fill, 平均招聘周数
    r"^(?:(?:median|average|mean|typical|no\. of|number of) )?(?:(?:working|calendar) )?"
    r"(?P<en>years|months|weeks|days|hours|minutes)(?: (?:to|of|from|between|until|in|per)\b|$)"
    r"|(?P<zh><columns.spans>)<columns.number>$",
    re.IGNORECASE,
)
_PIECES = expression(r"[,;]\s*(?!\d)")
_IN = expression(
    r"^(?:in\b|<columns.in>|<columns.by>(?=.*<columns.counted_in>$))\s*|<columns.counted_in>$",
    re.IGNORECASE,
)
_BY = expression(r"<columns.by>|\bby\b", re.IGNORECASE)  # what the figures are set apart by
_YEAR = expression(
    r"^(?:(?:19|20)\d\d(?:[-–/]\d{2,4})?\s?(?:<times.year>?<columns.fiscal>?|[efp])|"
    r"1[0-3]\d<times.year><columns.fiscal>?|(?:(?:19"
    r"|20)\d\d\s?<times.year>?)?\s?"
    r"(?:<numerals.ordinal>?\s?[<numerals.four>1-4]\s?<columns.quarters>|q[1-4]|"
    r"<columns.half_years>|1?\d<times.month>)|q[1-4]\s(?:19|20)\d\d)$",
    re.IGNORECASE,
)


def unit(head: str, money: Money = ASSUMED) -> Quantity | None:
    """Return one of the unit that folded words give, or None; its value is the scale.

    ``money`` tells what a bare 元 and a bare ``$`` are. A classifier gives what its noun counts.

    >>> [(q.value, q.unit) for q in (unit("就业(%)"), unit("Cases (no.)")) if q]
    [(Decimal('1'), '%'), (Decimal('1'), 'item')]
    >>> [q.unit for q in (unit("注册实验室(间)"), unit("支出(百万元)", Money("HKD", "HKD"))) if q]
    ['lab', 'HKD']
    """
    stated = (*_LABELLED.finditer(head), *BRACKETS.finditer(head), *_LAST.finditer(head))
    given = [match[1] for match in stated]
    if _PERCENT.fullmatch(head.strip()):
        given.append("%")
    if _IN_METRES.search(head) and any(words.strip() == "m" for words in given):
        return Quantity(Decimal(1), "metre")
    words, one = next(((w, one) for w in given if (one := named(w, money))), ("", None))
    if one is None or one.unit not in ("item", "company"):
        return one
    bare = BRACKETS.sub("", head).strip()
    told, noun = units.counted(bare, 0, words), counted(bare)
    kind = (told.unit if told else "") or (noun.unit if noun and one.unit == "item" else "")
    return replace(one, unit=kind or one.unit)


def implied(head: str) -> Quantity | None:
    """Return one of the unit that the words of a head imply, or None.

    >>> [q.unit for q in map(implied, ("人才得分", "Overall rank", "企业数", "空缺率")) if q]
    ['point', 'rank', 'company', '%']
    """
    for words in _tongues(BRACKETS.sub("", head).strip(" :")):
        for unit_, pattern in (("rank", _RANK), ("point", _SCORE), ("%", _SHARE), *_NUMBER_OF):
            if pattern.search(words):
                return Quantity(Decimal(1), unit_)
        if lasts := _LASTS.search(words):
            return Quantity(Decimal(1), units.meaning((lasts["en"] or lasts["zh"]).casefold())[1])
    return None


def is_sample(head: str) -> bool:
    """Tell whether a row's or column's folded head says how many were asked.

    >>> is_sample("有效样本数"), is_sample("Sample size"), is_sample("Samples tested")
    (True, True, False)
    """
    return _SAMPLE.fullmatch(head.strip()) is not None


def counted(head: str) -> Quantity | None:
    """Return one of what a head names and nothing else, or None.

    >>> [q and q.unit for q in map(counted, ("Firms", "Graduates of courses", "Staff costs"))]
    ['company', 'person', None]
    """
    tongues = _tongues(_PART.sub("", head.strip(" :")))
    told = (unit_ for words in tongues for unit_, pattern in _BARE if pattern.fullmatch(words))
    found = next(told, "") or next(filter(None, map(_last_noun, tongues)), "")
    return Quantity(Decimal(1), found) if found else None


def _last_noun(words: str) -> str:
    """Return the unit of the noun that a head ends in, where many nouns stand for it: Studios."""
    thing = units.counted_english(words, 0) if words.isascii() else units.counted(words, 0)
    return thing.unit if thing and thing.end == len(words) and thing.unit in _FIXED else ""


def _tongues(words: str) -> tuple[str, ...]:
    """Return the words of a head, or each half of one in Chinese and English: 會員 Members."""
    both = _BILINGUAL.fullmatch(words)
    return both.groups() if both else (words,)


@lru_cache(maxsize=256)  # a head stands over many cells
def named(words: str, money: Money = ASSUMED) -> Quantity | None:
    """Return one of the unit that is named, or None: ``百万元`` is 1,000,000 of a currency.

    ``money`` tells of which, where the words do not.

    >>> [named(words).value for words in ("百万元", "满分10分", "out of 10")]  # type: ignore
    [Decimal('1000000'), Decimal('1'), Decimal('1')]
    """
    pieces = _PIECES.split(words.strip())
    if len(pieces) > 1:  # a remark and a unit: (by school, %)
        return next((one for piece in reversed(pieces) if (one := named(piece, money))), None)
    words = _IN.sub("", pieces[0])
    if _YEAR.match(words) or _NOTE.search(words) or _BY.match(words) or "=" in words:
        return None
    if _COUNTED.match(words):
        return Quantity(Decimal(1), "item")
    if _GRADED.search(words):
        return Quantity(Decimal(1), "point")
    if _PERCENT.fullmatch(words):
        return Quantity(Decimal(1), "%")
    if units.meaning(words)[0] == "classifier":
        return Quantity(Decimal(1), units.meaning(words)[1])
    for text in _spelled(_RATE.sub(" per ", words)):
        found = quantities.find(text, money.dollar, money.yuan)
        meaning = found[0].meaning if len(found) == 1 else None
        if not isinstance(meaning, Quantity) or (meaning.unit == "item" and meaning.value == 1):
            continue
        if found[0].end == len(text) or meaning.unit != "item":
            return replace(meaning, noun="")
    return None


def _spelled(words: str) -> list[str]:
    """Return the ways to write one of a unit."""
    money, thousands = _MONEY_FIRST.match(words), _THOUSANDS.match(words)
    if money:
        scale = (money["scale"] or "").casefold()
        return [f"{money['currency']}1 {_SCALES.get(scale, scale)}".strip() + (money["rate"] or "")]
    if thousands:
        return [f"1,000{thousands['noun'] or thousands['of'] or ''}"]
    return [f"1{words}", f"1 {words}"]


def is_year(words: str) -> bool:
    """Tell whether words are a year, or a part of one, and nothing else."""
    return bool(_YEAR.match(words.strip()))
