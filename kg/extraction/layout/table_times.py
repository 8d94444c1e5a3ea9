"""The time of a table's figures: what a head of a row or column says, else its only year."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.extraction.discourse.timing import is_compared
from kg.extraction.passages.passage import Passage
from kg.extraction.times import dates
from kg.extraction.words.expressions import expression
from kg.model.mention import TimeExpression

# A head that is nothing but a year of the Republic of China: nothing lasts 112 years in a table.
_REPUBLICAN = expression(r"(?P<year>1[0-3]\d)<times.year><columns.fiscal>?")
FIRST_OF_REPUBLIC = 1911  # the year before its first
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The year with which the figures of a column are compared is not theirs: ``Change on 2023``.
_BASE = expression(
    r"(?:\b(?:on|vs\.?|versus|over|from|than)|<columns.compared>)\s*(?:19|20)\d\d", re.IGNORECASE
)


def time_of(heads: Iterable[Passage]) -> str:
    """Return the time that the nearest head gives, in EDTF; else empty."""
    return next((time for head in heads if (time := period_in(head.folded))), "")


@lru_cache(maxsize=256)
def period_in(folded: str) -> str:
    """Return the first time in a text that stands for itself, else its only year; else empty."""
    if not any(map(str.isdigit, folded)):
        return ""
    if republic := _REPUBLICAN.fullmatch(folded.strip()):
        return str(int(republic["year"]) + FIRST_OF_REPUBLIC)
    for mention in dates.find(folded, None):
        time = mention.meaning
        if isinstance(time, TimeExpression) and time.edtf and not time.relative:
            return "" if is_compared(folded, mention) else time.edtf
    years = set(_YEAR.findall(_BASE.sub("", folded)))
    return years.pop() if len(years) == 1 else ""
