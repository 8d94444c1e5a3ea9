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
    r"|(?:浏览|阅读|点击)(?:次数|量|数)?:?\s*\d+次?|\d+ min(?:ute)?s? read"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:星期|周)[一二三四五六日天]"
    r"|报告(?=发布)|公告(?=日期|时间)|发布|发表|出版|印发|编制|编印|制表|成文|发文|刊登|刊发|拟备|编写|撰写|提交|播出|稿件|定稿|签发"
    r"|报告(?=日期|时间)|版$|(?<=[文布表版发])于|中华(?=民国)|中华$|日期|时间|完"
    r"|[A-Z]?\d{1,3}版面?|第[\w一二三四五六七八九十]{1,3}版|\bpages? \w?\d+|\bpp?\. ?\w?\d+"
    r"|\d{1,2}[:时]\d{2}分?|[ap]\.?m\.?|[\s()/,.:|;—–《》·-]+"
    r"|(?:总第|第)\s*\d+\s*期|\d{4}年第\s*\d+\s*期|(?<!\d)[号刊]"
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
