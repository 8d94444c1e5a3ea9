"""Who gets money: ``甲公司獲某局的乙計劃資助7,200萬元`` is told of 甲公司, not of the programme."""

from kg.extraction.passages.reading import clauses
from kg.extraction.words.expressions import expression

_GETS = expression(
    r"(?:获得?|得到|取得)(?!批)[^,。;]{0,40}?(?:资助|拨款|补助|奖励|补贴|捐助|注资|贷款)[^,。;]{0,6}$"
)
_ARE_PEOPLE = expression(r"<counts.people_ends>\Z")
_RECEIVES = expression(r"<counts.receives>")


def are_given(folded: str, named: tuple[int, int], position: int) -> bool:
    """Tell whether words name people, and those up to a figure say that they get it.

    >>> [are_given(words, (0, 4), 8) for words in ("领军人才最高可获", "领军人才总数达到")]
    [True, False]
    """
    people = _ARE_PEOPLE.search(folded, *named) is not None
    return people and _RECEIVES.search(folded, named[1], position) is not None


def gets(folded: str, sentence: int, position: int) -> int:
    """Return where the words begin that say what somebody gets, up to a figure; 0 if none do.

    >>> gets("甲公司获乙计划资助7200万元", 0, 9), gets("乙计划资助7200万元", 0, 5)
    (3, 0)
    """
    start, end = (clauses(folded, sentence, position) or [(position, position)])[-1]
    found = _GETS.search(folded, start, end)
    return found.start() if found else 0
