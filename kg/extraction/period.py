"""The year that a whole document reports on: a statistical bulletin, an annual report.

Such a document names its year once, in the title; its figures (``全年``, ``年末``, ``the year``)
are of that year, not of the one in which it came out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.extraction import cover
from kg.extraction.passages import Passage
from kg.model.fact import Evidence
from kg.model.span import Span
from kg.text.folding import fold

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d|[-–/]\d)")
_REPORTS = re.compile(
    r"统计|公报|年报|年度报告|年鉴|主要数据"
    r"|\b(?:statistic\w*|bulletin|annual report|yearbook|in figures)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A year as EDTF, and where the title names it."""

    edtf: str
    evidence: Evidence

    @property
    def end(self) -> date:
        """The last day: what the document's relative words (``年末``) are relative to."""
        return date(int(self.edtf), 12, 31)


def reported(texts: Sequence[Passage]) -> Period | None:
    """Return the year that the document reports on, if its title says that it reports on one."""
    found = cover.title(texts)
    if found is None:
        return None
    for evidence in found[1]:
        year = _YEAR.search(evidence.quote)
        if year and _REPORTS.search(fold(evidence.quote)):
            start = evidence.span.start + year.start()
            span = Span(start, start + len(year[0]))
            return Period(year[1], Evidence(span, year[0], "time"))
    return None
