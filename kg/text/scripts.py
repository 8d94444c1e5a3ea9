"""What script a text is written in, how wide it is, and which language that makes it."""

import re
from collections import Counter
from functools import cache

from kg.text.folding import simplified_forms

# Every line break that ``str.splitlines`` knows.
LINE_BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
# Characters that no blank separates from their neighbours: Han, kana, and full-width punctuation.
CJK = _HAN + "\u3001-\u303f\u3040-\u30ff\u31f0-\u31ff\uff01-\uffef"

_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_WIDE_RUN = re.compile(f"[{CJK}\u3000\u2014\u2026\uac00-\ud7af]+")
_SAMPLE = 200_000
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def width(text: str) -> int:
    """Return how many columns a text takes: two for a CJK character, one for another.

    >>> width("AI人才")
    6
    """
    if text.isascii():
        return len(text)
    return len(text) + sum(map(len, _WIDE_RUN.findall(text)))


def script(text: str) -> str:
    """Tell whether a text is all ``Han``, all ``Latin``, or (empty) a mixture or neither.

    >>> script("新界北"), script("New Territories"), script("AI人才")
    ('Han', 'Latin', '')
    """
    han = _HAN_CHARACTER.search(text)
    latin = _LATIN_WORD.search(text)
    if bool(han) == bool(latin):
        return ""
    return "Han" if han else "Latin"


def language(text: str) -> str:
    """Return the language that dominates: ``zh-Hans``, ``zh-Hant`` or ``en``.

    A Chinese text is Traditional where the characters that only Traditional writes outnumber
    those that only Simplified does; one that has neither counts as Simplified. The beginning of a
    very long text speaks for the rest.

    >>> language("創科發展藍圖"), language("科创发展蓝图"), language("The Blueprint")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    text = text[:_SAMPLE]
    han = _HAN_CHARACTER.findall(text)
    if len(han) <= sum(1 for _ in _LATIN_WORD.finditer(text)):
        return "en"
    forms, simplified = simplified_forms(), _only_simplified()
    balance = sum(
        count * ((character in forms) - (character in simplified))
        for character, count in Counter(han).items()
    )
    return "zh-Hant" if balance > 0 else "zh-Hans"


@cache
def _only_simplified() -> frozenset[str]:
    """Return the characters that only Simplified writes."""
    forms = simplified_forms()
    return frozenset(forms.values()) - forms.keys()
