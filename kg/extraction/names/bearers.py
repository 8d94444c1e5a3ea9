"""The noun before a name that says what bears it: 初創企業 in ``本地初創企業某某科技``.

It is no part of the name, although nothing divides the two.
"""

from functools import cache

from kg.extraction.words.automaton import Automaton
from kg.extraction.words.ordinary import is_ordinary
from kg.extraction.words.wordlists import read

_LONGEST = 12  # characters of the noun and what describes it
_GOES_ON = tuple("业者人方商费权师员学")
_NAME = 2  # characters of what is left, at least


def bearer(text: str, start: int, end: int) -> int:
    """Return where the name in a range of a folded text begins: behind the noun for what bears it.

    What stands before the noun must be ordinary words, and the name none; else it is ``start``.

    >>> text = "老股东蓝湾资本"
    >>> text[bearer(text, 0, len(text)):], bearer("投资机构平台", 0, 6)
    ('蓝湾资本', 0)
    """
    return _behind(_nouns(), text, start, end)


def done_to(text: str, start: int, end: int, bodies: tuple[str, ...] = ()) -> int:
    """Return where the name in a range of a folded text begins: behind a verb that it is object of.

    ``bodies`` are what names of those end in who may do it.

    >>> text = "共同监管蓝湾电力"
    >>> text[done_to(text, 0, len(text)):], done_to("管理学", 0, 3)
    ('蓝湾电力', 0)
    """
    begin = _behind(_verbs(), text, start, end, bodies)
    return start if text.startswith(read().get("generic", "undone"), begin) else begin


def _behind(words: Automaton, text: str, start: int, end: int, bodies: tuple[str, ...] = ()) -> int:
    begin = start
    for at, stop, noun in words.every(text[start : min(end, start + _LONGEST)]):
        name = text[start + stop : end]
        before = text[start : start + at]
        described = at == 0 or is_ordinary(before) or before.endswith(bodies)
        described = described and not name.startswith(_GOES_ON)  # 建造业: nobody builds it
        one = noun in name or len(name) < _NAME or is_ordinary(name)  # 某某公司某某公司
        if described and not one:
            begin = max(begin, start + stop)
    return begin


@cache
def _nouns() -> Automaton:
    lists = read()
    deeds, doers = lists.get("generic", "done"), lists.get("generic", "doers")
    doing = tuple(f"{deed}{doer}" for deed in deeds for doer in doers)
    return Automaton((*lists.get("generic", "bearers"), *doing))


@cache
def _verbs() -> Automaton:
    return Automaton(read().get("generic", "done"))
