"""What a clause sets up is what the clauses behind it tell of: 推出某保險，單台保額六億元，費率1%.

Its places, its fees and its length are its own, not those of whoever set it up. The search goes
back over clauses that tell of it too, to the one that sets it up; what is told of a body as such
(its staff, its revenue) goes on with the body.
"""

import re
from collections.abc import Sequence
from functools import cache

from kg.extraction.discourse.owners import attributes, checked, core
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_OF_FIRMS = expression(r"<counts.of_firms>")
MARKS = "「“『《」”』》"
_COUNTED = r"<counts.summed>?\d[\d,.]*<numerals.myriads>?<counts.odd>?[\u4e00-\u9fff]{0,2}"
_COUNT = expression(r"(?:\d[\d,.]*|<numerals.thousands>+)<counts.number_ends>*<counts.classifiers>")
_LEAD = r"<counts.lead>*"
# A clause without a subject of its own: for whom it is, who does it, when it is done.
_GOES_ON = expression(
    r"\s*(?:<counts.goes_on>|<counts.stages>[<counts.as>\d]|<counts.governing>"
    r"|(?:<counts.coming_years>|\d{4}<times.year>)?(?:<numerals.small>{1,3}|\d{1,2})<times.month>"
    r"|(?:<counts.coming_years>|\d{4}<times.year>)[^,。;\d]{0,6}<counts.takes_effect>\s*$)"
)


def made(folded: str, bounds: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the words for what the last of some clauses sets up that do not only tell of it.

    >>> text = "每层均设有茶水间,供住户使用"
    >>> text[slice(*made(text, [(0, 8), (9, 14)]))]
    '茶水间'
    """
    for start, end in reversed(bounds):
        found = (
            None if _belongs().match(folded, start, end) else _set_up().search(folded, start, end)
        )
        if found and not _COUNT.match(found["name"]):
            return found.span("name")
        if not goes_on(folded, start, end):
            return None
    return None


def is_thing(folded: str, start: int, end: int) -> bool:
    """Tell whether words that nobody knows can be the name of what was set up."""
    return folded[start] in MARKS or checked(folded, start, end, shortest=2) == (start, end)


def goes_on(folded: str, start: int, end: int) -> bool:
    """Tell whether a clause has no subject of its own, or only tells of what was set up.

    >>> goes_on("为期两年", 0, 4), goes_on("员工增至三千", 0, 6)
    (True, False)
    """
    return bool(_belongs().match(folded, start, end) or _GOES_ON.match(folded, start, end))


def tells(folded: str, start: int, end: int, name: str = "") -> bool:
    """Tell whether words say how large, how long or how dear something is that was set up.

    They may call it by the last word of its ``name``.

    >>> tells("学费", 0, 2), tells("员工", 0, 2), tells("中心拥有", 0, 4, "共享中心")
    (True, False, True)
    """
    first, last = core(folded, start, end)
    if _OF_FIRMS.search(folded, first, last):
        return False
    bare = attributes().fullmatch(folded, first, last)
    called = name.strip(MARKS)[-2:]
    return bool(
        bare
        or _belongs().match(folded, start, end)
        or _belongs().match(folded, first, end)
        or (called and folded.startswith(called, first))
    )


@cache
def _belongs() -> re.Pattern[str]:
    words = read().any_of("measures", "of_made")
    return expression(rf"[\s,]*{_LEAD}(?:{words})")


@cache
def _set_up() -> re.Pattern[str]:
    verbs = read().any_of("measures", "makes")
    return expression(
        rf"(?:{verbs})<counts.set_up>?"
        r"(?:[^,。;]{0,24}<particles.of>|<counts.ones>?<counts.founded_classifiers>|"
        r"<counts.first_set>\(<counts.set>\)|<counts.new>)?"
        r"(?:[\u4e00-\u9fff]{2,14}(?=[「“]))?"  # 交付了巡检机器人“甲”
        r"(?P<name>[「“『《][^「」“”『』《》,。;]{2,30}[」”』》][\u4e00-\u9fff]{0,8}"
        rf"|[A-Za-z\d\u4e00-\u9fff]{{2,16}}?)(?:{_COUNTED})?[\s。.;!]*$"
    )
