"""The first and the last moment of an EDTF time, for filters in SPARQL.

The bounds have no time zone: they are the local time of whoever wrote the text, and inventing a
zone would be a statement that no document makes.
"""

import re
from calendar import monthrange

_DAY = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d\d)(?:-(\d\d))?))?[~?%]?")


def bounds(edtf: str) -> tuple[str, str]:
    """Return the earliest and latest ``xsd:dateTime`` of a time; empty where open or unknown.

    A fiscal year (``2023-24``) runs from April to March, as in Hong Kong, Singapore, the United
    Kingdom, India and Japan.

    >>> bounds("2024-Q1")
    ('2024-01-01T00:00:00', '2024-03-31T23:59:59')
    >>> bounds("../2023-24"), bounds("soon")
    (('', '2024-03-31T23:59:59'), ('', ''))
    """
    start, slash, end = edtf.partition("/")
    return _days(start)[0], _days(end if slash else start)[1]


def _days(point: str) -> tuple[str, str]:
    match = _DAY.fullmatch(point)
    if not match or match[1] == "0000":
        return "", ""
    year, (quarter, half, month, day) = int(match[1]), match.groups()[1:]
    if quarter:
        return _months(year, int(quarter) * 3 - 2, year, int(quarter) * 3)
    if half:
        return _months(year, int(half) * 6 - 5, year, int(half) * 6)
    if not month:
        return _months(year, 1, year, 12)
    if not day:
        return _month_or_fiscal_year(year, int(month))
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(year, int(month))[1]):
        return "", ""
    return f"{year:04}-{month}-{day}T00:00:00", f"{year:04}-{month}-{day}T23:59:59"


def _month_or_fiscal_year(year: int, number: int) -> tuple[str, str]:
    if 1 <= number <= 12:
        return _months(year, number, year, number)
    following = number == (year + 1) % 100 and year < 9999
    return _months(year, 4, year + 1, 3) if following else ("", "")


def _months(year: int, month: int, last_year: int, last_month: int) -> tuple[str, str]:
    last_day = monthrange(last_year, last_month)[1]
    return (
        f"{year:04}-{month:02}-01T00:00:00",
        f"{last_year:04}-{last_month:02}-{last_day}T23:59:59",
    )
