"""Bare numbers that a label before them counts: ``Places: 36``, ``名額：36``, ``(n=36)``.

A number without a unit is a figure only where its label is a noun of what can be counted; the
number of a version, a page or a telephone counts nothing.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.extraction.numbers.table_units import counted
from kg.extraction.words.expressions import expression
from kg.model.mention import Mention, Quantity

_LABELLED = expression(
    r"[\s*_•·▪–-]*(?P<label>[^\W\d_][^:。;,]{1,38}?)[\s*_]*:[\s*_]*(?P<number>\d{1,3}(?:,\d{3})*|\d{4,7})"
    r"[\s*_]*"
)
_SAMPLE = expression(
    r"(?<![\w.])n\s?=\s?(?P<number>\d{1,3}(?:,\d{3})+|\d{1,7})(?![\w.])", re.IGNORECASE
)
_YEAR = expression(r"(?:19|20)\d\d")
_COUNTS = expression(
    r"(?:名额|[席座床铺车泊档摊]位|员工|人员|会员|学员|学生|毕业生|教师|项目|企业|公司|店铺|船只|车辆|[人户家个校班]?数目?|数量|总数)$"
    r"|(?:[a-z][a-z’'-]* ){0,4}?(?P<noun>[a-z]{3,}(?<!s)s|staff|people|headcount"
    r"|enrolment|capacity)"
    r"(?: (?:in|of|at|with|per|available|offered|enrolled|employed|represented)\b[^:]{0,30})?$",
    re.IGNORECASE,
)
_NO_NOUNS = expression(  # plurals of what is no number of things
    r"pages|notes|references|hours|details|contacts|credits|contents|rates|terms|chapters|sections"
    r"|days|months|years|weeks|minutes|points|scores|ranks"
)


def labelled(folded: str, lines: Iterable[tuple[int, int]]) -> Iterator[Mention]:
    """Yield the numbers that stand alone behind a label which they count, and sizes of samples.

    >>> [(m.start, m.meaning.unit) for m in labelled("Places: 36", [(0, 10)])]
    [(8, 'place')]
    >>> list(labelled("Version: 3", [(0, 10)])), list(labelled("Openings: 2024", [(0, 14)]))
    ([], [])
    """
    for sample in _SAMPLE.finditer(folded):
        asked = Quantity(Decimal(sample["number"].replace(",", "")), "respondent")
        yield Mention(*sample.span("number"), (asked,), "quantity")
    for start, end in lines:
        found = _LABELLED.fullmatch(folded, start, end)
        if found is None or _YEAR.fullmatch(found["number"]):
            continue
        counts = _COUNTS.search(found["label"])
        noun = (counts["noun"] or "").casefold() if counts else ""
        if counts is None or _NO_NOUNS.fullmatch(noun):
            continue
        thing = counted(found["label"])
        unit = thing.unit if thing else _singular(noun)
        value = Decimal(found["number"].replace(",", ""))
        yield Mention(*found.span("number"), (Quantity(value, unit or "item"),), "quantity")


def _singular(noun: str) -> str:
    if not noun.endswith("s"):
        return ""
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun[:-1]
