"""Capitalised Latin words, and the sequences of them that names may be made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.wordlists import read

POSSESSIVE = expression(r"['’]s$")
_L = "A-Za-z0-9À-ÖØ-öø-ɏ"
_WORD = expression(rf"(?<![{_L}])[A-Za-zÀ-ÖØ-öø-ɏ](?:[{_L}&@+'’./-]{{0,40}}[{_L}+])?")
_COMMA_LIST = expression(
    r", (?:[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}, ){0,5}?"
    r"(?:[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}),? and [A-Z]"
)
_LAST_OF_LIST = expression(r", and [A-Z]")
_INSERT = expression(
    r" \([A-Z][\w -]{1,30}\)(?: [A-Z]\w+){0,2} (?:Bill|Act|Ordinance|Regulations?|Order)\b"
)
_URL = seldom(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}", re.ASCII)
_ATTRIBUTE = expression("-(?:based|owned|led|backed|born|listed|headquartered|funded|run|built)$")
_LONGEST = 32  # words that are looked at together


@dataclass(frozen=True, slots=True)
class Word:
    """A Latin word with its place in the text."""

    start: int
    end: int
    text: str

    @property
    def is_capital(self) -> bool:
        """Tell whether it may be part of a name (iPhone and 3M's kind too)."""
        text = self.text
        if text.isascii():
            return text.lower() != text or text == "plc"
        return any(character.isupper() for character in text)

    @property
    def is_foreign(self) -> bool:
        """Tell whether it is a small word of another language: no English one has its letters."""
        return not self.text.isascii()


def has_words(text: str) -> bool:
    """Tell whether a text has any Latin word."""
    return _WORD.search(text) is not None


def _words(text: str, ends: set[int]) -> Iterator[Word]:
    links = [(m.start(), m.end()) for m in _URL.finditer(text)]
    at = 0
    for match in _WORD.finditer(text):
        while at < len(links) and links[at][1] <= match.start():
            at += 1
        if at == len(links) or match.start() < links[at][0]:
            word = match[0]
            if word[-2:] in ("'s", "’s") and match.end() - 2 in ends:
                word = word[:-2]  # a known name's possessive ends it; but not in King's College
            yield Word(match.start(), match.start() + len(word), word)


def sequences(text: str, ends: set[int]) -> Iterator[list[Word]]:
    """Yield sequences of words that names may be made of."""
    current: list[Word] = []
    for word in _words(text, ends):
        if current and (len(current) == _LONGEST or not _continues(current, word, text)):
            yield current
            current = []
        if _ATTRIBUTE.search(word.text):  # Leeds-based Keel Ltd
            continue
        if current or word.is_capital:
            current.append(word)
    if current:
        yield current


def _continues(current: list[Word], word: Word, text: str) -> bool:
    gap = text[current[-1].end : word.start]
    if (
        not word.is_capital
        and word.text not in read().get("english", "joins")
        and not word.is_foreign
    ):
        return False
    plural = gap in ("' ", "’ ") and current[-1].text.endswith("s")  # the Weavers' Federation
    if gap in (" ", " & ") or (plural and word.is_capital) or _inserted(text, current, word, gap):
        return True
    if gap == ". " and len(current[-1].text) == 1:
        return True  # Charles K. Kao
    if gap != ", " or not any(w.text in ("for", "of") for w in current):
        return False
    if not any(w.text in read().get("english", "listing") for w in current):
        return False
    at = current[-1].end
    return bool(_COMMA_LIST.match(text, at) or _LAST_OF_LIST.match(text, at))


def _inserted(text: str, current: list[Word], word: Word, gap: str) -> bool:
    """Tell whether a bracket of a law's name opens or closes here (the Ports (Access) Bill)."""
    if gap == " (":
        return _INSERT.match(text, current[-1].end) is not None
    opened = text.rfind("(", current[0].start, word.start)
    return gap == ") " and opened > 0 and _INSERT.match(text, opened - 1) is not None


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a list of English words."""
    return frozenset(read().get("english", name))


@cache
def ordinary() -> frozenset[str]:
    """Return the capitalised words that are no names by themselves."""
    lists = read()
    return frozenset(lists.get("generic", "english") + lists.get("generic", "acronyms"))


def is_trade_name(words: list[Word]) -> bool:
    """Tell whether a run is a firm's name by its last word: Kestrel Cables."""
    texts = [word.text for word in words]
    if len(texts) > 1 and texts[-1] in words_of("kin"):  # Keel & Sons
        return words[-1].start - words[-2].end == len(" & ")
    if not 2 <= len(texts) <= 3 or not all(word.is_capital for word in words):
        return False
    first = texts[0]
    common = first in ordinary() or first in words_of("openers") or first in words_of("common")
    return texts[-1] in words_of("trades") and not common and not first.isupper()


def is_undertaking(words: list[Word]) -> bool:
    """Tell whether a run is a project's name by its first word: Project Heron, Operation Melk."""
    if len(words) < 2 or words[0].text not in ("Project", "Operation"):
        return False
    return words[1].is_capital and words[1].text not in ordinary()
