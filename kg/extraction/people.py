"""People, and the posts that a text says they hold.

A Chinese name is a surname of the list and one or two characters; it counts only where a title
stands before it, an honorific after it, or a verb of saying after a full name that starts its
clause. An English name is capitalised words after a courtesy or a title, or before ``, Title of``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction import introductions
from kg.extraction.automaton import Automaton
from kg.extraction.boundaries import Landscape
from kg.extraction.boundary_words import Kind
from kg.extraction.employers import posts
from kg.extraction.given_names import is_given
from kg.extraction.holdings import PostHolding
from kg.extraction.identity import mention
from kg.extraction.ordinary import is_ordinary
from kg.extraction.surnames import lengths
from kg.extraction.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

__all__ = ["PERSON", "PostHolding", "find", "posts"]

PERSON = "kg:Person"
_HAN = re.compile(r"[\u3400-\u9fff]+")
_N = r"[A-Z][A-Za-zÀ-ɏ’'-]{0,30}[a-zà-ɏ]"
_OF = "(?:van|von|de|der|den|del|della|di|da|dos|du|bin|binti|al|ter|la)"  # Anna van der Meer
_CAPITALS = r"[A-Z]{2,20}(?:[ -][A-Z]{2,20}){1,2}"
_NAME = rf"(?:{_N}(?: (?:{_OF} ){{0,2}}(?:[A-Z]\.|{_N}|[A-Z]{{2,20}})){{0,3}}|{_CAPITALS})"
_EACH = re.compile(rf"{_N}(?: (?:[A-Z]\.|{_N})){{1,3}}")
_INTRODUCED = re.compile(  # who somebody says to be, or a label names
    rf"(?:\b(?:I am|I['’]m|[Mm]y name is) |\b(?:Speakers?|Moderators?|Chair|Panell?ists?|Authors?"
    rf"|Editors?|Host|Interviewer|Keynote|Contact): )"
    rf"(?P<names>{_EACH.pattern}(?:(?:, |,? and | & ){_EACH.pattern})*)(?=[,.;(|]| and |\*|$)"
)
_CAPITAL = re.compile(_N)
_SHORTEST = 2  # characters of a name that needs no blank before it
_MEETINGS = ("会上", "会议上", "席上", "论坛上")
_TRANSLITERATION = re.compile(r"[\u3400-\u9fff]{2,6}(?:·[\u3400-\u9fff]{1,8}){1,3}")


@dataclass(frozen=True)
class _Words:
    titles: Automaton
    speech: tuple[str, ...]
    honorifics: tuple[str, ...]
    courteous: Automaton
    nobody: frozenset[str]
    courtesy: re.Pattern[str]
    portfolio: re.Pattern[str]
    presented: re.Pattern[str]
    apposition: re.Pattern[str]
    saying: re.Pattern[str]
    said: re.Pattern[str]
    english: frozenset[str]
    posts: frozenset[str]


@cache
def _words() -> _Words:
    lists = read()
    posts = "posts"
    titles = "|".join(sorted(map(re.escape, lists.get(posts, "english")), key=len, reverse=True))
    lower = titles.lower()
    plain = "|".join(lists.get(posts, "english_lower"))
    courtesies = "|".join(map(re.escape, lists.get(posts, "courtesies")))
    acts = "|".join((*lists.get(posts, "english_speech"), *lists.get(posts, "english_acts")))
    callings = "|".join(lists.get(posts, "english_callings"))
    speech = "|".join(lists.get(posts, "english_speech"))
    return _Words(
        Automaton(lists.get(posts, "titles")),
        lists.get(posts, "speech") + lists.get(posts, "appointed"),
        lists.get(posts, "honorifics"),
        Automaton(lists.get(posts, "honorifics")),
        frozenset(lists.get(posts, "nobody")),
        re.compile(
            rf"(?<![\w-])(?:(?:{titles}|{plain}) (?:(?:{courtesies}) ){{0,3}}"
            rf"|(?:(?:{courtesies}) ){{1,3}})(?P<name>{_NAME})"
        ),
        re.compile(
            rf"(?<![\w-])(?:{titles}) (?:for|of) (?:the )?(?:{_N}(?:,? and |, | )){{1,8}}"
            rf"(?P<name>{_N} {_N})(?=,| (?:{acts})\b)"
        ),
        re.compile(
            rf"(?<![\w-])(?:{titles}) (?:for|of) (?:the )?"
            rf"(?:{_N}(?:,? and |, | of the | of | for | )){{0,7}}{_N}, "
            rf"(?:(?:{courtesies}) ){{0,3}}(?P<name>{_N}(?: {_N}){{1,2}})(?=,)"
        ),
        re.compile(
            rf"(?:(?:{courtesies}) ){{0,3}}(?P<name>{_NAME})(?:, | \()(?:"
            rf"(?:the |an? )?(?:[A-Z]\w+ |former |then ){{0,2}}(?:{titles})\b"
            rf"|(?:[a-z-]+ ){{0,2}}(?:{lower})(?= (?:of|at|for)\b)"
            rf"|(?:its|their|the|an?) (?:[a-z’'-]+ ){{0,3}}(?:{lower})(?=[,.;)])"
            rf"|(?:the|an?) (?:[a-z’'-]+ ){{0,3}}(?:{callings})(?= (?:of|at|for|from|in|with)\b))"
        ),
        re.compile(rf"(?<![\w-])(?P<name>{_EACH.pattern})(?:,? who\b| (?:{speech})\b)"),
        re.compile(
            rf"\b(?:{speech}|[Bb]y) (?P<name>{_EACH.pattern})(?=,|\.| \(| of | at | and |$)"
        ),
        frozenset(lists.get("generic", "english") + lists.get("english", "openers")),
        frozenset(lists.get(posts, "english")),
    )


def find(
    land: Landscape, original: str, taken: Sequence[Mention], terminology: Terminology
) -> list[Mention]:
    """Return the people that a text names, in order; each is also taken in the landscape."""
    spans = {**_chinese(land), **introductions.find(land)}
    if _CAPITAL.search(land.text):
        spans |= _english(land.text)
    found: list[Mention] = []
    places = {
        (m.start, m.end)
        for m in taken
        if isinstance(m.meaning, Entity) and terminology.is_a(m.meaning.types, "kg:Place")
    }
    used = {at for m in taken for at in range(m.start, m.end)}
    for (start, end), rule in sorted(spans.items()):
        first = start + len(land.text[start:end].split(" ")[0])
        begin = first if (start, first) in places and first < end else start  # Florence Beck
        if not used.isdisjoint(range(begin, end)):
            continue
        used.update(range(start, end))
        entry = mention((start, end), (original[start:end],), PERSON, rule, terminology)
        land.take(entry)
        found.append(entry)
    return found


def _chinese(land: Landscape) -> dict[tuple[int, int], str]:
    words, text = _words(), land.text
    spans: dict[tuple[int, int], str] = {}
    for _, end, _ in words.titles.longest(text):
        length = _transliterated(land, end) or _length(land, end)
        if not length and text[end : end + 1] == " ":  # 記者 某某某
            end, length = end + 1, _length(land, end + 1)
            length = length if length > _SHORTEST else 0
        if length:
            spans[end, end + length] = "title"
    for start, _, _ in words.courteous.longest(text):
        length = _length_before(land, start)
        if length:
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


def _length(land: Landscape, start: int) -> int:
    """Return the length of the Chinese name that starts here and ends at a boundary, or 0."""
    for length in lengths(land.text, start):
        end = start + length
        name = land.text[start:end]
        closed = land.breaks(end) or land.text.startswith(_words().honorifics, end)
        if closed and name not in _words().nobody and not is_ordinary(name):
            return length
    return 0


def _length_before(land: Landscape, end: int) -> int:
    """Return the length of the Chinese name that an honorific at ``end`` follows, or 0."""
    for length in (3, 2, 4):
        start = end - length
        if start < 1:
            continue
        met = land.text.endswith(_MEETINGS, 0, start)  # 會議上某某議員的提問
        if land.kinds[start - 1] is Kind.PLAIN and not met:
            continue
        if _is_word(land.text, start, length):
            continue
        fits = length in lengths(land.text, start) and _is_unmarked(land, start, end)
        if fits and not is_ordinary(land.text[start:end]):
            return length
    return 0


def _speaking(land: Landscape, start: int, end: int) -> dict[tuple[int, int], str]:
    """Find names that start a clause (a run of Han characters) and speak or are addressed."""
    words, text = _words(), land.text
    for length in lengths(text, start):
        stop = start + length
        name = text[start:stop]
        if (
            name in words.nobody
            or is_ordinary(name)
            or stop >= end
            or _is_word(text, start, length)
        ):
            continue
        if text.startswith(words.honorifics, stop):
            return {(start, stop): "honorific"}
        if length > 2 and text.startswith(words.speech, stop) and _is_unmarked(land, start, stop):
            return {(start, stop): "speaker"}
    return {}


def _is_word(text: str, start: int, length: int) -> bool:
    """Tell whether what would be a surname and more is a word: 居民 in 居民某女士."""
    return length > len("居民") and is_ordinary(text[start : start + 2])


def _is_unmarked(land: Landscape, start: int, stop: int) -> bool:
    return all(kind is Kind.PLAIN for kind in land.kinds[start:stop])


def _english(text: str) -> dict[tuple[int, int], str]:
    words = _words()
    found = [(m.span("name"), "title") for m in words.courtesy.finditer(text)]
    for pattern in (words.portfolio, words.presented):
        found += [(m.span("name"), "title") for m in pattern.finditer(text)]
    for match in _INTRODUCED.finditer(text):
        names = _EACH.finditer(text, match.start("names"), match.end("names"))
        found += [(name.span(), "title") for name in names]
    for pattern in (words.saying, words.said):
        found += [
            (m.span("name"), "speaker")
            for m in pattern.finditer(text)
            if is_given(m["name"].split()[0])
        ]
    found += [
        (m.span("name"), "apposition") for m in words.apposition.finditer(text) if " " in m["name"]
    ]
    return {span: rule for span, rule in found if _is_english_name(text[slice(*span)])}


def _is_english_name(name: str) -> bool:
    parts = name.split()
    words = _words()
    return parts[0] not in words.posts and not any(part in words.english for part in parts)
