"""Chinese names of people, by what stands around them.

A name is a surname of the list and one or two characters; it counts only where a title stands
before it, an honorific after it, or a verb of saying after a full name that starts its clause. A
full name of three characters also counts before an office (``某某某市長``), and in the slots of
:mod:`.chinese_slots`.
"""

import re
from dataclasses import dataclass
from functools import cache

from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.chinese_slots import FULL as _FULL
from kg.extraction.names.chinese_slots import after_date, is_somebody
from kg.extraction.words.automaton import Automaton
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.expressions import expression
from kg.extraction.words.ordinary import is_listed, is_ordinary
from kg.extraction.words.surnames import is_word, lengths
from kg.extraction.words.wordlists import read

_HAN = re.compile(r"[\u3400-\u9fff]+")
_SHORTEST = 2  # characters of a name that needs no blank before it
_MEETINGS = ("会上", "会议上", "席上", "论坛上")
_POSTSCRIPT = re.compile(r"\([^()\n]{1,12}\)")  # 秘書長(特別職務)某某某
_AGE = re.compile(
    r"[,(]\s?(?:现年|今年|年仅)?(?:\d{2}|[二三四五六七八]?十[一二三四五六七八九]?)岁"
    r"|(?:今年|现年|年仅)(?:\d{2}|[二三四五六七八]?十[一二三四五六七八九]?)岁"
)
_BODILY = tuple(
    "省市县区镇乡村局部署厅处院会所厂店馆台社委"
)  # what bodies end in, and no given name
_AUXILIARY = frozenset("应须能常时曾由从于向和")  # surnames too: 负责人应具有…
_VERBAL = _AUXILIARY | {"任", "说", "计", "指"}
_ONCE = expression(r"<posts.once_was>")
_CLOSES = re.compile(r"[),。;、\n]|$")
_LINKING = frozenset("的和与及或在向于")
_BEFORE_BODIES = frozenset("从在于向由与及")  # 物理学家某某从某大学回国
_TRANSLITERATION = re.compile(r"[\u3400-\u9fff]{2,6}(?:·[\u3400-\u9fff]{1,8}){1,3}")


@dataclass(frozen=True)
class _Words:
    titles: Automaton
    speech: tuple[str, ...]
    personal: tuple[str, ...]
    honorifics: tuple[str, ...]
    courteous: Automaton
    officers: Automaton
    founding: tuple[str, ...]


@cache
def _words() -> _Words:
    lists, posts = read(), "posts"
    return _Words(
        Automaton(lists.get(posts, "titles")),
        lists.get(posts, "speech") + lists.get(posts, "appointed"),
        lists.get(posts, "personal"),
        lists.get(posts, "honorifics"),
        Automaton(lists.get(posts, "honorifics")),
        Automaton(lists.get(posts, "officers")),
        lists.get("slots", "founding"),
    )


def find(land: Landscape) -> dict[tuple[int, int], str]:
    """Return where a folded text names people in Chinese, and what tells (``title``, …)."""
    words, text = _words(), land.text
    spans: dict[tuple[int, int], str] = {}
    for at, end, _ in words.titles.longest(text):
        length = _transliterated(land, end) or _length(land, end)
        if length == _SHORTEST and _behind_surname(land, at):
            continue  # 某委員某某: the surname stands before the title
        aside = text[end : end + 1] == "(" and _POSTSCRIPT.match(text, end)
        if not length and (text[end : end + 1] == " " or aside):  # 記者 某某某
            end = aside.end() if aside else end + 1
            length = _length(land, end)
            length = length if length > _SHORTEST or _is_alone(land, at, end, length) else 0
        if length:
            spans[end, end + length] = "title"
    for start, _, _ in words.courteous.longest(text):
        length = _length_before(land, start)
        if length:
            spans[start - length, start] = "honorific"
    for start, _, _ in words.officers.longest(text):
        length = _length_before(land, start) or _behind_body(land, start)
        if length >= _FULL and not text[start - length : start].endswith(_BODILY):
            spans[start - length, start] = "honorific"
    for match in _HAN.finditer(text):
        spans |= _speaking(land, match.start(), match.end())
    return spans


def _transliterated(land: Landscape, start: int) -> int:
    """Return the length of a foreign name in Chinese (``甲乙·丙丁``) that starts here, or 0."""
    match = _TRANSLITERATION.match(land.text, start)
    if match is None:
        return 0
    end = land.text.rindex("·", start, match.end()) + 1
    while end < match.end() and land.kinds[end] is Kind.PLAIN:
        end += 1
    return end - start


def _behind_surname(land: Landscape, title: int) -> bool:
    """Tell whether all that stands before a title is a surname: 某委員某某, not 某局委員某某."""
    opens = title == 1 or (title > 1 and not _HAN.match(land.text[title - 2]))
    return title > 0 and opens and bool(lengths(f"{land.text[title - 1]}某某", 0))


def _length(land: Landscape, start: int) -> int:
    """Return the length of the Chinese name that starts here and ends at a boundary, or 0."""
    verbal = land.text[start : start + 1] in _AUXILIARY
    if verbal and Kind.PLAIN not in land.kinds[start + 1 : start + 3]:
        return 0  # 应 + 具有
    for length in lengths(land.text, start):
        end = start + length
        name = land.text[start:end]
        if name[-1] in _BEFORE_BODIES and land.kinds[end - 1] is not Kind.PLAIN:
            continue
        says = length == _FULL and land.text.startswith(_words().speech, end)
        closed = says or land.breaks(end) or land.text.startswith(_words().honorifics, end)
        closed = closed or (length >= _FULL and _is_free(land, start, end))
        if closed and is_somebody(name, says):
            return length - (length == _FULL and _goes_on_once(land.text, end))
    return 0


def _is_alone(land: Landscape, title: int, start: int, length: int) -> bool:
    """Tell whether a short name is all behind a post in a body and a blank: 某局局长 某某)."""
    text, end = land.text, start + length
    posted = title > 0 and _HAN.match(text, title - 1) is not None
    return bool(posted and length and _CLOSES.match(text, end)) and not is_listed(text[start:end])


def _goes_on_once(text: str, end: int) -> bool:
    """Tell whether the last character of a name is an adverb to what follows: 某某原是教师."""
    return _ONCE.match(text, end - 1) is not None


def _is_free(land: Landscape, start: int, end: int) -> bool:
    """Tell whether no word of the lists is in a full name or takes its last character.

    Then it is a name behind a title whatever verb follows: 技术长某某某坐镇.
    """
    name, behind = land.text[start:end], land.text[end - 1 : end + 1]
    words = (name[:2], name[1:], behind)
    if any(is_listed(word) or is_word(word) for word in words) or name[0] in _VERBAL:
        return False
    return _is_unmarked(land, start, end)


def _length_before(land: Landscape, end: int) -> int:
    """Return the length of the Chinese name that an honorific at ``end`` follows, or 0."""
    for length in (3, 2, 4):
        start = end - length
        if start < 0:
            continue
        met = start == 0 or land.text.endswith(_MEETINGS, 0, start)  # 會議上某某議員的提問
        if not met and land.kinds[start - 1] is Kind.PLAIN:
            continue
        if _is_word(land.text, start, length):
            continue
        # 曾某某議員: a surname that is an adverb too
        first = start + (length == _FULL and land.text[start] in _AUXILIARY)
        fits = length in lengths(land.text, start) and _is_unmarked(land, first, end)
        name = land.text[start:end]
        if fits and not (is_ordinary(name) or is_word(name)):
            return length
    return 0


def _speaking(land: Landscape, start: int, end: int) -> dict[tuple[int, int], str]:
    """Find names that start a clause (a run of Han characters) and speak or are addressed."""
    words, text = _words(), land.text
    for length in lengths(text, start):
        stop = start + length
        name = text[start:stop]
        if (
            is_word(name)
            or (stop >= end and not text[stop : stop + 1].isdigit() and not _AGE.match(text, stop))
            or _is_word(text, start, length)
        ):
            continue
        if text.startswith(words.honorifics, stop):
            return {(start, stop): "honorific"}
        personal = text.startswith(words.personal, stop) and not is_listed(name)
        acts = text.startswith(words.speech, stop) or _AGE.match(text, stop) is not None
        acts = acts or text.startswith(words.founding, after_date(text, stop))
        if (acts if length > _SHORTEST else personal) and _is_unmarked(land, start, stop):
            return {(start, stop): "speaker"}
    return {}


def _behind_body(land: Landscape, end: int) -> int:
    """Return the length of a full name between its body and its office: 某局某某某局長, or 0."""
    start = end - _FULL
    bodily = start > 1 and land.text[start - 1] in (*_BODILY, "学", "司", "团")
    name = land.text[max(0, start) : end]
    fits = bodily and _FULL in lengths(land.text, start) and _is_unmarked(land, start, end)
    return _FULL if fits and is_somebody(name) else 0


def _is_word(text: str, start: int, length: int) -> bool:
    """Tell whether what would be a surname and more is a word: 居民 in 居民某女士."""
    return length > len("居民") and is_ordinary(text[start : start + 2])


def _is_unmarked(land: Landscape, start: int, stop: int) -> bool:
    """Tell whether no boundary word is inside, but for one character in the middle (陳其邁)."""
    marked = [at for at in range(start, stop) if land.kinds[at] is not Kind.PLAIN]
    middle = marked == [start + 1] and stop - start == _FULL
    return not marked or (middle and land.text[start + 1] not in _LINKING)
