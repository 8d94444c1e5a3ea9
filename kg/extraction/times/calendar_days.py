"""The days and months that a text tells exactly, in the ways in which mastheads write them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kg.extraction.times import dates
from kg.model.mention import Mention, TimeExpression
from kg.text.folding import fold

_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?![\d.])")
_POINTED = re.compile(r"(\s*(?:19|20)\d\d)\.((?:0[1-9]|1[0-2])\s*)")  # a month, alone on its line
_DASHED = re.compile(
    r"(?<![\w-])(\d{1,2})-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-((?:19|20)\d\d)(?![\w-])",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b"
)


def when(value: str) -> tuple[str, date] | None:
    """Return the first day or month in a text: in ISO form, and as its first day."""
    stamp = re.match(r"\s*(\d{4}-\d\d-\d\d)(?=T|\s|$)", value)
    if stamp:
        try:
            return stamp[1], date.fromisoformat(stamp[1])
        except ValueError:
            return None
    return next(((edtf, day) for _, edtf, day in days(fold(value))), None)


@lru_cache(maxsize=1024)  # a masthead is asked for its dates from many sides
def days(folded: str) -> tuple[tuple[Mention, str, date], ...]:
    """Return the days and months in a text: no years, periods or relative dates."""
    if not any(map(str.isnumeric, folded)):
        return ()
    folded = _POINTED.sub(r"\1-\2", folded) if _POINTED.fullmatch(folded) else folded
    line = _DASHED.sub(r"\1 \2 \3", _DOTTED.sub(r"\1/\2/\3", folded))
    return tuple(_days(_MONTH.sub(lambda month: month[0].capitalize(), line)))


def _days(folded: str) -> Iterator[tuple[Mention, str, date]]:
    for mention in dates.find(folded, None):
        time = mention.meaning
        if not isinstance(time, TimeExpression) or time.relative or time.earliest is None:
            continue
        if re.fullmatch(r"\d{4}-(?:0\d|1[0-2])(?:-\d\d)?", time.edtf):
            yield mention, time.edtf, time.earliest
