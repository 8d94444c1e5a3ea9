"""Who gets money: ``甲公司獲某局的乙計劃資助7,200萬元`` is told of 甲公司, not of the programme."""

from kg.extraction.passages.reading import clauses
from kg.extraction.words.expressions import expression

_GETS = expression(
    r"(?:获得?|得到|取得)(?!批)[^,。;]{0,40}?(?:资助|拨款|补助|奖励|补贴|捐助|注资|贷款)[^,。;]{0,6}$"
)


def gets(folded: str, sentence: int, position: int) -> int:
    """Return where the words begin that say what somebody gets, up to a figure; 0 if none do.

    >>> gets("甲公司获乙计划资助7200万元", 0, 9), gets("乙计划资助7200万元", 0, 5)
    (3, 0)
    """
    start, end = (clauses(folded, sentence, position) or [(position, position)])[-1]
    found = _GETS.search(folded, start, end)
    return found.start() if found else 0
