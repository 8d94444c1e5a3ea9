"""Two names → the signs that they mean one thing, in words, and what speaks against it.

Names are compared folded, so that script, case, brackets and blanks make no difference. Edit
distance is difflib's: what matters is less how much differs than *what* does (a number, a place, a
direction), and difflib tells that. rapidfuzz (MIT) would be faster at it, for 12 MB and another
compiled package; but only names that share something rare are ever compared (see
:mod:`.proposals`), so that its speed would not be felt.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.text.folding import fold

PERSON = "kg:Person"

_MARKS = re.compile(r"[\s《》〈〉「」『』“”‘’\"'()（）【】\[\]·・,，.、\-–—_/&+]+")
_WORD = re.compile(r"[a-zà-öø-ÿ0-9]+")
_CJK = re.compile(r"[\u3400-\u9fff]")
_SMALL = frozenset(re.findall(r"\w+", "the a an of and for in on at to de la du des von van der"))
# Several may follow each other (``co ltd``, ``集团公司``); each can be read in one way only.
_LEGAL = re.compile(
    r"(?:\s*(?:\b(?:limited|ltd|inc|incorporated|corp|corporation|co|company|llc|plc|ag|ab|gmbh|sa|nv"
    r"|group|holdings?)\b|股份|有限责任公司|有限公司|集团|公司))+$"
)
_NUMBERS = re.compile(
    r"\d+(?:\.\d+)?|第[一二三四五六七八九十百]+|[一二三四五六七八九十]+(?=[期号院次届批代区])"
    r"|\b(?:i{1,3}|iv|vi{0,3}|ix|first|second|third|fourth|fifth|one|two|three|four|five)\b"
)
_APART = frozenset("东南西北中前后左右上下内外新旧老大小男女省市县区总分正副")
_APART_WORDS = frozenset(
    re.findall(
        r"\w+",
        "east eastern west western south southern north northern central upper lower new old"
        " great greater little junior senior vice deputy assistant former international national"
        " regional",
    )
)
_LONGEST_SHORT_FORM = 5  # characters
_ALIKE = 0.85  # of a spelling that differs; below, names are other names


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason to take two names for one, and how much it says (to 100)."""

    words: str
    weight: int


def plain(name: str) -> str:
    """Return what is compared: folded, in small letters, without marks.

    >>> plain("「數碼港」 Cyber-Port")
    '数码港 cyber port'
    """
    return _MARKS.sub(" ", fold(name).casefold()).strip()


def words(name: str) -> tuple[str, ...]:
    """Return the telling Latin words of a plain name."""
    return tuple(word for word in _WORD.findall(name) if word not in _SMALL)


def initials(name: str) -> str:
    """Return the first letters of the Latin words of a plain name.

    >>> initials("bank for international settlements")
    'bis'
    """
    found = words(name)
    return "".join(word[0] for word in found) if len(found) > 1 else ""


def signs(one: str, other: str, family: str) -> Iterator[Sign]:
    """Yield the signs that two names mean one thing of a class family."""
    a, b = sorted((plain(one), plain(other)), key=lambda name: (len(name), name))
    if a.replace(" ", "") == b.replace(" ", ""):
        yield Sign("the same but for marks", 100)
        return
    if family == PERSON:
        yield from _of_people(a, b)
        return
    if (core := _LEGAL.sub("", a).strip()) and core == _LEGAL.sub("", b).strip():
        yield Sign("the same but for the legal form", 95)
        return
    yield from _of_words(a, b)
    yield from _of_characters(a, b)
    yield from _of_spelling(a, b)


def against(one: str, other: str, places: Collection[str]) -> str:
    """Return what tells two names apart, or nothing; ``places`` are plain names of places."""
    a, b = plain(one), plain(other)
    if sorted(_NUMBERS.findall(a)) != sorted(_NUMBERS.findall(b)):
        return "other numbers"
    here, there = _held(a, places), _held(b, places)
    if here and there and here != there:
        return "other places"
    if (set(words(a)) ^ set(words(b))) & _APART_WORDS:
        return "a word that tells things apart"
    for gone, come in _differences(a, b):
        if gone and come and (set(gone) | set(come)) & _APART:
            return "a character that tells things apart"
    return ""


def _of_people(a: str, b: str) -> Iterator[Sign]:
    """Yield what speaks for two names of people: of Chinese ones nothing but the whole name."""
    if _CJK.search(a + b):
        return
    short, long = a.split(), b.split()
    if len(short) == 1 and len(long) > 1 and short[0] in (long[0], long[-1]):
        yield Sign("one of the names of the other alone", 70)
    elif len(short) == len(long) and sorted(short) == sorted(long):
        yield Sign("the same names in another order", 95)
    elif short[-1] == long[-1] and len(short) > 1:
        first, others = short[0], long[:-1]
        if len(first) == 1 and others[0].startswith(first):
            yield Sign("the initial and the family name of the other", 85)
        elif first == others[0]:
            yield Sign("without the middle name", 90)


def _of_words(a: str, b: str) -> Iterator[Sign]:
    short, long = words(a), words(b)
    if not short or not long:
        return
    if len(short) > len(long):
        short, long = long, short
    if len(short) > 1 and sorted(short) == sorted(long):
        yield Sign("the same words", 95)
    elif set(short) < set(long) and len("".join(short)) > 3 and not _CJK.search(a + b):
        weight = 75 if len(short) > 1 else 65
        yield Sign(f"all its words are in the other, without “{_rest(short, long)}”", weight)
    for abbreviation, whole in ((a, b), (b, a)):
        if len(abbreviation) > 2 and abbreviation == initials(whole):
            yield Sign(f"“{abbreviation.upper()}” are the initials of the other", 90)


def _of_characters(a: str, b: str) -> Iterator[Sign]:
    """Yield whether a short Chinese name is made of characters of the long one, in order."""
    short, long = "".join(_CJK.findall(a)), "".join(_CJK.findall(b))
    if not 2 <= len(short) < len(long) or words(a) != words(b):
        return
    if long.endswith(short):
        yield Sign(f"the end of the other, without “{long[: -len(short)]}”", 65)
    elif len(short) <= _LONGEST_SHORT_FORM and _abbreviates(short, long):
        yield Sign("a short form: its characters stand in the other in this order", 80)


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether a name is shortened by leaving characters of its words out.

    Where a whole stretch in the middle or at the end is left out, the longer name is that of
    another body, or of a part of this one.

    >>> _abbreviates("港科大", "香港科技大学"), _abbreviates("澳门大学", "澳门旅游大学")
    (True, False)
    """
    gap = any(long.startswith(short[:k]) and long.endswith(short[k:]) for k in range(len(short)))
    ends = short[0] in long[:3] and short[-1] in long[-2:]
    return ends and not gap and is_subsequence(short, long)


def _of_spelling(a: str, b: str) -> Iterator[Sign]:
    """Yield whether two names are spelt alike; a short Chinese name has no misspellings."""
    if _CJK.search(a + b) and min(len(a), len(b)) < 6:
        return
    ratio = SequenceMatcher(None, a, b, autojunk=False).ratio()
    if ratio >= _ALIKE and min(len(a), len(b)) > 4:
        changes = ", ".join(f"“{gone}” for “{come}”" for gone, come in _differences(a, b))
        yield Sign(f"spelt alike: {changes}", int(100 * ratio) - 10)


def is_subsequence(short: str, long: str) -> bool:
    """Tell whether the characters of one stand in the other in the same order.

    >>> is_subsequence("港科大", "香港科技大学"), is_subsequence("科港", "香港科技大学")
    (True, False)
    """
    rest = iter(long)
    return all(character in rest for character in short)


def _differences(a: str, b: str) -> list[tuple[str, str]]:
    found = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [(a[i:j], b[k:m]) for tag, i, j, k, m in found if tag != "equal"]


def _held(name: str, places: Collection[str]) -> set[str]:
    """Return the places that a name holds, the longest at each point."""
    compact = name.replace(" ", "")
    found = {
        compact[i:j]
        for i in range(len(compact))
        for j in range(i + 2, min(len(compact), i + 6) + 1)
        if compact[i:j] in places and _CJK.search(compact[i:j])
    }
    found |= {word for word in words(name) if word in places}
    return {one for one in found if not any(one != other and one in other for other in found)}


def _rest(short: tuple[str, ...], long: tuple[str, ...]) -> str:
    return " ".join(word for word in long if word not in short)
