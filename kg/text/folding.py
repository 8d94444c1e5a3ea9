"""One spelling for matching: Traditional to Simplified, full width to ASCII, same length.

The table is OpenCC's ``hk2s`` (which is ``t2s`` and the Hong Kong variants), character by
character, so that no offset ever moves; its phrase rules are left out, because they change length.
``著`` is folded to ``着`` as well, which Taiwan and Hong Kong write for each other. Names and rules
are folded with the same table, so its many-to-one cases (``著`` and ``着``) are symmetric.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("folding.txt")
_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DOTS = "・‧･"  # between the parts of a foreign name, as · elsewhere
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFF01 - ord("!")
_SHORT = 100  # characters: what is kept of texts does not grow with them
_CAPITALS = re.compile("[A-Z]+")


def fold(text: str) -> str:
    """Return ``text`` in the spelling used for matching: same length, case kept.

    >>> fold("「高端人才通行證計劃」２０２４")
    '「高端人才通行证计划」2024'
    """
    if text.isascii():
        return text
    return _folded(text) if len(text) <= _SHORT else text.translate(_folds())


@lru_cache(maxsize=8192)  # names and lines are asked of again and again
def _folded(text: str) -> str:
    return text.translate(_folds())


def lower(text: str) -> str:
    """Return ``text`` with its ASCII letters small: same length, which ``str.lower`` may change.

    >>> lower("İstanbul AI"), len("İ".lower())
    ('İstanbul ai', 2)
    """
    return text.lower() if text.isascii() else _CAPITALS.sub(_small, text)


def _small(letters: re.Match[str]) -> str:
    return letters[0].lower()


@cache
def simplified_forms() -> dict[str, str]:
    """Return the one-to-one table from a Traditional character to its Simplified form."""
    lines = _TABLE.read_text(encoding="utf-8").split("\n")
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


@cache
def _folds() -> dict[int, str]:
    folds = {ord(character): form for character, form in simplified_forms().items()}
    folds |= dict.fromkeys(map(ord, _SPACES), " ")
    folds |= dict.fromkeys(map(ord, _DOTS), "·")
    folds[ord("○")] = "〇"  # a zero to many typists: 二○二四
    folds |= {code: chr(code - _TO_ASCII) for code in _FULL_WIDTH}
    return folds
