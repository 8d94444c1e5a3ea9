"""Bytes to text, exactly, or a refusal.

Offsets hold only if everyone decodes a file alike, so nothing is repaired: a text is strict UTF-8,
UTF-16 with its byte-order mark (which stays in the text), or a legacy Chinese encoding that is
beyond doubt. Two counts decide between those: how many of the non-ASCII characters are among the
3,755 commonest (GB 2312, level 1, after folding), and among the hundred that every Chinese text is
full of. Right guesses score near 1 and above 0.2, wrong ones below 0.5 or near 0, from 40
characters on; a general detector (charset-normalizer was tried) had nothing to add.
"""

import codecs
import re
from collections.abc import Iterator

from kg.errors import ReadError
from kg.text.folding import fold

_REMEDY = "convert the file to UTF-8"
_LEGACY = ("gb18030", "big5", "big5hkscs")
_SAMPLE = 50_000
_PLAUSIBLE = 0.85  # the least share of common characters
_MARGIN = 0.1  # by which the best encoding must beat the next
_FREQUENT_SHARE = 0.08  # the least share of frequent characters; Korean read as GB18030 has none
_DOUBT = 2  # imaginary rare characters: a handful of bytes proves nothing
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_EMPTY = re.compile(r"[\s\ufeff\u200b]*")
_CONTROL_SHARE = 0.01
_FORMATS = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP archive or Office document", b"{\\rtf": "RTF"}
_LEVEL_1 = range(0xB0, 0xD8)  # lead bytes of GB 2312's common characters
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制"
)
_PUNCTUATION = frozenset("、。…—～·「」『』《》〈〉“”‘’【】")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of ``data`` and the encoding in which it decodes to exactly that.

    Raises ReadError, which names the file, where it is empty, binary, or in an encoding that
    cannot be told.
    """
    for magic, format_ in _FORMATS.items():
        if data.startswith(magic):
            raise ReadError(f"{name} is {format_}, not text", "extract its text first")
    text, encoding = _decoded(data, name)
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > _CONTROL_SHARE * len(text):
        raise ReadError(f"{name} is binary: it holds control characters", "give a text file")
    if _EMPTY.fullmatch(text):
        raise ReadError(f"{name} is empty", "give a file with text")
    return text, encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _legacy(data, name)
        return _strict(data, encoding, name), encoding


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{name} is not valid {encoding}: {error.reason} at byte {error.start}"
        raise ReadError(message, _REMEDY) from error


def _legacy(data: bytes, name: str) -> str:
    """Return the legacy encoding of ``data``, or raise ReadError if there is any doubt."""
    if b"\x00" in data:
        raise ReadError(f"{name} is binary, or UTF-16 without a byte-order mark", _REMEDY)
    # big5 before big5hkscs, its superset: where both read the same, the plainer name is right.
    ranked = sorted(_scores(data), key=lambda candidate: -candidate[0])
    best, encoding, text = ranked[0] if ranked else (0.0, "", "")
    rival = max((score for score, _, other in ranked if other != text), default=0.0)
    if best < _PLAUSIBLE or best - rival < _MARGIN:
        tried = ", ".join(("utf-8", *_LEGACY))
        raise ReadError(f"{name} is in an unknown encoding: tried {tried}", _REMEDY)
    return encoding


def _scores(data: bytes) -> Iterator[tuple[float, str, str]]:
    for encoding in _LEGACY:
        try:
            text = data.decode(encoding)[:_SAMPLE]
        except UnicodeDecodeError:
            continue
        characters = [character for character in fold(text) if character > "\x7f"]
        total = len(characters) + _DOUBT
        if sum(character in _FREQUENT for character in characters) >= _FREQUENT_SHARE * total:
            yield sum(map(_is_common, characters)) / total, encoding, text


def _is_common(character: str) -> bool:
    try:
        return character in _PUNCTUATION or character.encode("gb2312")[0] in _LEVEL_1
    except UnicodeEncodeError:
        return False
