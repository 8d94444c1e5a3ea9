"""Where the words of a Chinese post begin, and which posts several joined words are.

A title of the list ends it, and what qualifies one stands before (資深顧問, 事業部執行董事); of a
title that no list has, the unit before it tells where it begins (某厅二级巡视员).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extraction.names.holdings import PostHolding, ends_as_title, titles
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_HAN = expression(r"[\u3400-\u9fff]{1,14}\Z")
_UNIT = expression(r"[\u3400-\u9fff]*[<posts.title_units>](?=[\u3400-\u9fff]{2})")
_OF = expression(r"\A[ <particles.of>]+")
_LONGEST_UNLISTED, _SHORT_UNLISTED = 14, 6  # characters of a title of no list, with its unit or not
_BY = expression(r".*<particles.by>")
_AND_ALSO = expression("<posts.also_held>")


def post_start(text: str, end: int) -> int:
    """Return where the Chinese title that ends at ``end`` begins, its modifiers included."""
    start = end - _title(text[max(0, end - 10) : end])
    start = start if start < end else _unlisted_start(text, end)
    while 0 < start < end:
        joint = _also(text, start)
        if joint is not None:
            start = joint
            continue
        modifier = next((m for m in _modifiers() if text.startswith(m, start - len(m))), "")
        if not modifier or len(modifier) > start:
            break
        start -= len(modifier)
    return start


def _unlisted_start(text: str, end: int) -> int:
    """Return where a title of no list begins, behind the last body or unit; its end if none does.

    Of 某厅二级巡视员 it is 二级巡视员.
    """
    run = _HAN.search(text, max(0, end - _LONGEST_UNLISTED), end)
    if run is None or not ends_as_title(run[0]):
        return end
    if by := _BY.search(run[0], 0, len(run[0]) - 1):  # 公司由前飞行员某甲创办
        return run.start() + by.end()
    unit = _UNIT.match(run[0])
    start = run.start() + (unit.end() if unit else 0)
    grade = _grade().search(run[0], start - run.start())
    if grade:  # 某某种业总农艺师
        return run.start() + grade.start()
    return start if start + 1 < end and (unit or end - start <= _SHORT_UNLISTED) else end


@cache
def _grade() -> re.Pattern[str]:
    """Return what begins a title of no list: a rank, and one or two words behind it."""
    return expression(rf"(?:{read().any_of('posts', 'grades')})(?=[\u3400-\u9fff]{{2,5}}\Z)")


def _also(text: str, start: int) -> int | None:
    """Return where the post begins that the same person holds too (創辦人兼…), if any."""
    if text[start - 1] not in read().get("posts", "also_held"):
        return None
    length = _title(text[max(0, start - 9) : start - 1])
    return start - 1 - length if length else None


def _title(words: str) -> int:
    """Return the length of the longest title that words end with, 0 where they end with none."""
    if not words.endswith(titles()):
        return 0  # as most do, which is told at once
    return max(len(title) for title in titles() if words.endswith(title))


def each(text: str, holding: PostHolding) -> Iterator[PostHolding]:
    """Yield one holding for each post of several that are joined (創辦人兼行政總裁)."""
    start, end = holding.post
    start += len(text[start:end]) - len(_OF.sub("", text[start:end], count=1))
    at = start
    for match in _AND_ALSO.finditer(text, start, end):
        if ends_as_title(text[at : match.start()]):
            yield replace(holding, post=(at, match.start()))
            at = match.end()
    yield replace(holding, post=(at, end))


@cache
def _modifiers() -> tuple[str, ...]:
    return tuple(
        sorted(
            (*read().get("posts", "modifiers"), *read().get("posts", "grades")),
            key=len,
            reverse=True,
        )
    )
