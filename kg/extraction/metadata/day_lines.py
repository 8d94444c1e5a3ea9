"""Lines that are a day of issue and nothing else, or that end in one."""

import re

from kg.extraction.times.calendar_days import days
from kg.extraction.words.expressions import expression
from kg.extraction.words.genres import WORK

AROUND = expression(  # what says no more of a date than that the document is of that day
    r"ends/|sent|\bdate of (?:issue|publication|release)\b|\bpublication\b|\bfirst\b|\bthis\b"
    r"|\bday of\b|\b(?:revised |[a-z]+ )?edition\b|\bv(?:er(?:sion|\.)?)?\s?\d[\d.]*"
    r"|\b(?:air|report) date\b|\bat\b|\b(?:adopted|approved|endorsed)(?: by the [a-z]+)?\b"
    r"|issued(?: at| on)?|as at|published(?: on)?|posted|hong kong|date[d:]?"
    r"|released?|hkt|gmt|for (?:discussion|information|consideration)|\bon\b|for immediate"
    r"|\bfor(?= release)"
    r"|<documents.read_count>:?\s*\d+<documents.times>?|\d+ min(?:ute)?s? read"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|<documents.weekdays>"
    r"|<documents.reports>(?=<documents.issue>)|<documents.notices>(?=<documents.day_labels>)|"
    r"<documents.issuing>"
    r"|<documents.reports>(?=<documents.day_labels>)|<documents.edition>$|(?<="
    r"<documents.edition_before>)<particles.at>|<documents.republic>(?=<documents.era_years>)|"
    r"<documents.republic>$|<documents.day_labels>"
    r"|[A-Z]?\d{1,3}<documents.editions>|<numerals.ordinal>[\w<numerals.small>]{1,3}"
    r"<documents.edition>|\bpages? \w?\d+|\bpp?\. ?\w?\d+"
    r"|\d{1,2}[:<documents.clock_hours>]\d{2}<documents.minutes>?|[ap]\.?m\.?|[\s()/,.:|;—–《》·-]+"
    r"|<documents.whole_numbers>\s*\d+\s*<documents.issues>|\d{4}"
    r"<documents.year_numbers>\s*\d+\s*<documents.issues>|(?<!\d)<documents.issue_ends>"
    r"|\b(?:issue|vol(?:ume)?|no)\b\.?\s*\d*",
    re.IGNORECASE,
)
PLACE = expression(r"^(?:[A-Z][A-Za-z’'-]+ ?){1,3}$|^[\u3400-\u9fff]{2,4}$")
SHORT = 60  # characters of a line with a date, or of a part of one


def is_day(line: str) -> bool:
    """Tell whether a folded line is a day or month of issue and nothing else.

    >>> is_day("(2024年5月9日)"), is_day("9 May 2024"), is_day("Berlin, 9 May 2024")
    (True, True, False)
    """
    before = day_behind(line)
    return before is not None and not AROUND.sub("", line[:before])


def is_placed_day(line: str) -> bool:
    """Tell whether a folded line is a day of issue, behind the place of issue or without one.

    >>> is_placed_day("Berlin, 9 May 2024"), is_placed_day("9 May 2024"), is_placed_day("Berlin")
    (True, True, False)
    """
    before = day_behind(line)
    if before is None:
        return False
    around = line[:before].strip(" ,")
    return not AROUND.sub("", around) or bool(PLACE.match(around) and not WORK.search(around))


def is_furniture(part: str) -> bool:
    """Tell whether a part of a masthead is a date, a time to read it or the like, and no name."""
    day = next((m for m, *_ in days(part)), None) if any(map(str.isnumeric, part)) else None
    rest = part[: day.start] + part[day.end :] if day else part
    return not AROUND.sub("", rest)


def day_behind(line: str) -> int | None:
    """Return where the day that a short folded line ends in begins; None where it ends otherwise.

    >>> day_behind("Mayor  9 May 2024"), day_behind("9 May 2024 was fine")
    (7, None)
    """
    if len(line) > SHORT or not any(map(str.isnumeric, line)):
        return None
    starts = (m.start for m, *_ in days(line) if not AROUND.sub("", line[m.end :]))
    return next(starts, None)
