"""What stands right at a Chinese name and is no part of it, or is one and looks like none.

A particle may open a name (之 in ``共建之江造船中心``, not in ``設立之研究中心``); when a post was
held stands before a body (``原某航运总裁``); a verb of having a share ends the names of some firms.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.expressions import expression
from kg.extraction.words.ordinary import is_listed, is_ordinary

_OPENING = frozenset(",。;:!?\n、(「“《")  # what a clause or a name begins behind
_HELD_WHEN = expression(r"(?:\A|(?<=[,。;:、\n]))<posts.held_when>")  # 原某航运总裁
_HAN = expression(r"[\u3400-\u9fff]+")
_POSTED = 16  # characters from there to the post, at most
_SHARES = expression(  # 由某某集团控股51%
    r"<boundaries.sharing>(?=<boundaries.sharing_by>?\d{1,3}(?:\.\d{1,4})?%)"
)
_WORD = (2, 3, 4)  # characters of an ordinary word behind such a stem


def leads(text: str, start: int, end: int, kinds: Sequence[Kind], midst: Collection[int]) -> bool:
    """Tell whether the particle in a range of a folded text opens a name, or ties two nouns.

    It does where a clause begins. Behind a verb it may tie what was done to an ordinary word; it
    makes a stem with a character that is no word, before words that are (之江 + 机器人). ``kinds``
    are those of the characters before it, ``midst`` the places inside boundary words.
    """
    if start == 0 or text[start - 1] in _OPENING:
        return True
    if is_ordinary(text[end : end + 1]) or is_listed(text[end : end + 2]):
        return False
    behind = kinds[start - 1] in (Kind.STOP, Kind.JOINT)
    verb = start - 1 in midst
    words = (text[end + 1 : end + 1 + length] for length in _WORD)
    return behind and (not verb or any(map(is_ordinary, words)))


def parted(text: str, titles: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where a folded text says when a post was held, or has a verb of having a share.

    ``titles`` are the places of the posts that it names.
    """
    for match in _HELD_WHEN.finditer(text):
        at = match.end()
        near = range(at + 2, at + _POSTED)
        first = next((start for start, _ in titles if start in near), None)
        if first and _HAN.fullmatch(text, at, first):
            yield match.span()
    yield from (match.span() for match in _SHARES.finditer(text))


def inside(words: Iterable[tuple[int, int, str]]) -> set[int]:
    """Return the places inside the words that were found: no name ends there.

    >>> sorted(inside([(0, 3, "大學生"), (7, 9, "內部")]))
    [1, 2, 8]
    """
    return {at for start, end, _ in words for at in range(start + 1, end)}
