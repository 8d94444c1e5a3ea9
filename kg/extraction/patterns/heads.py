"""Whether a match of a pattern is only part of a noun phrase that has another head.

``A的合作伙伴B的員工`` tells of the staff, and in ``a venture of A and B has 300 staff`` nothing is
said of B: it qualifies the venture. Nor is anything said of what is set apart (``rather than A``,
``而非A``), nor of A where its rival acts (``A的對手``).
"""

import re
from functools import cache

from kg.extraction.grammar.phrases import is_thing
from kg.extraction.words.wordlists import read

_CLOSE = "》」』”)"
_HEAD_FOLLOWS = re.compile(f"[{_CLOSE}]?的(?!通知|公告|通告|决定|命令|批复|[函令])[一-龥]")
_QUALIFIES = re.compile(
    r"(?<![a-z])(?P<noun>[a-z]{2,20}) of (?:the |its )?"
    r"(?:[\ue000-\uf8ff](?:, | and )(?:the )?)*\Z"
)
_FAR = 60
_PASSED = re.compile(  # 由A补助，聚焦…: who only has a hand in the clause before is not spoken of
    "(?:由|被|获|受|与|跟|隶属于?|依托|委托|联同|联合|携手)[ “「《]{0,2}"
    "(?>[\ue000-\uf8ff][”」》、和与及的 “「《]{1,4})*\\Z"
)
_NEXT_CLAUSE = re.compile("[^\ue000-\uf8ff,]{0,12},")


def is_attribute(hit: re.Match[str], end: int) -> bool:
    """Tell whether the last thing of a match only says of which a noun is: 资助大学的学生."""
    last = hit[0].rstrip(_CLOSE)[-1:]
    if not is_thing(last):
        return False
    return bool(
        _HEAD_FOLLOWS.match(hit.string, hit.end(), end)
        or _apposed().match(hit.string, hit.end(), end)
    )


def is_qualifier(hit: re.Match[str], start: int) -> bool:
    """Tell whether what a match begins with, in a sentence from ``start``, is not its subject."""
    if not is_thing(hit[0][:1]):
        return False
    before = hit.string[max(start, hit.start() - _FAR) : hit.start()]
    if _excluding().search(before) or _counterpart().match(hit[0]):
        return True
    if _NEXT_CLAUSE.match(hit[0], 1) and _PASSED.search(before):
        return True
    if not _predicate().match(hit[0]):
        return False
    found = _QUALIFIES.search(before)
    return found is not None and found["noun"] not in read().get("grammar", "standing_for")


@cache
def _apposed() -> re.Pattern[str]:
    """Return what makes a thing the attribute of another behind it: the A chipmaker B."""
    kinds = read().any_of("grammar", "kinds_of_bodies")
    return re.compile(rf" (?:[a-z-]{{3,16}} )?(?:[a-z-]*maker|{kinds}) [“\"]?[\ue000-\uf8ff]")


@cache
def _excluding() -> re.Pattern[str]:
    """Return what sets a thing apart from what is told: rather than A, 而非A."""
    words = read().any_of("grammar", "excluding")
    return re.compile(rf"(?<![a-z])(?:{words})(?: the)?[\s“「]?\Z")


@cache
def _counterpart() -> re.Pattern[str]:
    """Return a thing of which only another is told: A的對手, A's rival."""
    words = read().any_of("grammar", "counterparts")
    return re.compile(rf".(?:的|['’]s )(?:{words})(?![a-z])")


@cache
def _predicate() -> re.Pattern[str]:
    """Return the pattern of a thing and the verb that says what it is or has."""
    verbs = read().any_of("grammar", "auxiliaries", "having")
    return re.compile(rf".,? ?(?:(?:now|also|currently|already) )?(?:{verbs})(?![a-z])")
