"""Capitalised Latin names, inside Chinese text and in English.

A run is a sequence of capitalised words with small words (of, for, and, the) between them. It is
split where two names meet, its class is that of its head word (``Institute`` in ``Institute for
X``, else the last word). Runs without a class are left to :mod:`kg.extraction.lists`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.hints import Hints
from kg.extraction.identity import mention
from kg.extraction.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_L = "A-Za-z0-9À-ÖØ-öø-ɏ"
_WORD = re.compile(rf"(?<![{_L}])[A-Za-zÀ-ÖØ-öø-ɏ](?:[{_L}&@+'’./-]{{0,40}}[{_L}+])?")
_POSSESSIVE = re.compile(r"['’]s$")
_YEAR_AFTER = re.compile(r" (?:19|20)\d\d(?![\d-])")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)? $")
_COMMA_LIST = re.compile(
    r", (?:[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}, ){0,5}?"
    r"(?:[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}),? and [A-Z]"
)
_LAST_OF_LIST = re.compile(r", and [A-Z]")
_URL = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}", re.ASCII)
_HEADING = 4  # words in capitals that are more likely a heading than a name
_CONCEPTS = frozenset({
    "kg:Concept", "kg:TechnologyField", "kg:Sector", "kg:Occupation", "kg:Topic",
    "kg:PopulationGroup", "kg:Indicator",
})  # fmt: skip
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
        return any(character.isupper() for character in self.text) or self.text == "plc"


@dataclass(frozen=True, slots=True)
class Run:
    """A possible name; ``curie`` is its class, empty where its words do not tell."""

    start: int
    end: int
    curie: str = ""


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(read().get("english", name))


@cache
def _ordinary() -> frozenset[str]:
    lists = read()
    return frozenset(lists.get("generic", "english") + lists.get("generic", "acronyms"))


def find(runs: Sequence[Run], text: str, original: str, terminology: Terminology) -> list[Mention]:
    """Return the runs that have a class, as mentions; events and laws keep their year."""
    found = []
    for run in runs:
        concept = terminology.is_a((run.curie,), "kg:Concept")
        published = terminology.is_a((run.curie,), "kg:Indicator")  # the X Index
        if run.curie and (published or not concept):
            start, end = _dated(run, text, terminology)
            labels = (original[start:end], original[run.start : run.end])
            found.append(mention((start, end), labels, run.curie, "capitals", terminology))
    return found


def _dated(run: Run, text: str, terminology: Terminology) -> tuple[int, int]:
    start, end = run.start, run.end
    dated = ("kg:Event", "kg:Legislation", "kg:PolicyStatement", "kg:Report", "kg:Survey")
    if any(terminology.is_a((run.curie,), curie) for curie in dated):
        after = _YEAR_AFTER.match(text, end)
        before = _YEAR_BEFORE.search(text[max(0, start - 10) : start])
        if after:
            end = after.end()
        elif before and terminology.is_a((run.curie,), "kg:PolicyStatement"):
            start -= len(before[0])
    return start, end


def runs(text: str, taken: Sequence[Mention], hints: Hints) -> list[Run]:
    """Return the names and possible names of a text, in order, none overlapping."""
    ends = {m.end for m in taken if isinstance(m.meaning, Entity) and _is_thing(m.meaning)}
    places = {m.end for m in taken if isinstance(m.meaning, Entity) and _is_place(m.meaning, hints)}
    found: list[Run] = []
    for words in _sequences(text, ends):
        if text[max(0, words[0].start - 2) : words[0].start] == ", ":
            ends |= {word.end for word in words[:2]}  # "and" stands between members of a list
        for part in _parts(words, ends, hints):
            found += _classified(part, text, places, hints)
    return found


def _words(text: str, ends: set[int]) -> Iterator[Word]:
    links = [(m.start(), m.end()) for m in _URL.finditer(text)]
    at = 0
    for match in _WORD.finditer(text):
        while at < len(links) and links[at][1] <= match.start():
            at += 1
        if at == len(links) or match.start() < links[at][0]:
            word = _POSSESSIVE.sub("", match[0])
            if match.start() + len(word) not in ends:
                word = match[0]  # King's College; but a known name's possessive ends it
            yield Word(match.start(), match.start() + len(word), word)


def _sequences(text: str, ends: set[int]) -> Iterator[list[Word]]:
    """Yield sequences of words that names may be made of."""
    current: list[Word] = []
    for word in _words(text, ends):
        if current and (len(current) == _LONGEST or not _continues(current, word, text)):
            yield current
            current = []
        if current or word.is_capital:
            current.append(word)
    if current:
        yield current


def _continues(current: list[Word], word: Word, text: str) -> bool:
    gap = text[current[-1].end : word.start]
    if not word.is_capital and word.text not in _list("joins"):
        return False
    if gap in (" ", " & "):
        return True
    if gap != ", " or not any(w.text in ("for", "of") for w in current):
        return False
    if not any(w.text in _list("listing") for w in current):
        return False
    at = current[-1].end
    return bool(_COMMA_LIST.match(text, at) or _LAST_OF_LIST.match(text, at))


def _parts(words: list[Word], ends: set[int], hints: Hints) -> Iterator[list[Word]]:
    """Split a sequence where two names meet."""
    rest = words
    while rest:
        cut = next((i for i in range(1, len(rest)) if _splits(rest, i, ends, hints)), len(rest))
        yield _trimmed(rest[:cut])
        rest = rest[cut:]


def _splits(words: list[Word], at: int, ends: set[int], hints: Hints) -> bool:
    word = words[at].text
    following = words[at + 1].text if at + 1 < len(words) else ""
    if _meets(words, at, ends, hints):
        return True
    if word == "of" and at > 1 and words[at - 1].text in _list("legal"):
        return True  # the X Group of a city
    if word == "on":
        return _head(words[:at], hints) is None
    if word == "the":
        if words[at - 1].text not in ("of", "for", "on"):
            return True
        return _head(words[: at - 1], hints) is None  # graduates of the X Institute
    if words[at - 1].text in ("of", "for", "the") and _is_title(words[:at]):
        return True
    if word != "and":
        opens = word in _list("openers") and word not in _list("inner")
        return opens and word[0].isupper()
    if following == "the" or words[at - 1].end in ends:
        return True
    joined = any(w.text in ("of", "for") for w in words[:at])
    right = _head(words[at + 1 :], hints)
    if joined:
        return right is not None and right[0] in hints.bodies
    return _head(words[:at], hints) is not None and right is not None


def _meets(words: list[Word], at: int, ends: set[int], hints: Hints) -> bool:
    """Tell whether a body's name ends and a part's begins (X College Y | School of Law)."""
    if _POSSESSIVE.search(words[at - 1].text) and _head(words[: at - 1], hints):
        return True  # the University of X's Y Centre
    following = words[at + 1].text if at + 1 < len(words) else ""
    if words[at - 1].end not in ends or following not in ("of", "for"):
        return False
    first = any(hints.head_word([word.text]) for word in words[:at])
    return first and words[at].is_capital and _head(words[at:], hints) is not None


def _is_title(words: list[Word]) -> bool:
    """Tell whether the words are a post and its preposition (``Chief Executive of the``)."""
    last = len(words)
    while last and not words[last - 1].is_capital:
        last -= 1
    return " ".join(word.text for word in words[:last]) in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset(read().get("posts", "english"))


def _trimmed(words: list[Word]) -> list[Word]:
    """Drop what only stands at the edges: small words and capitalised sentence openers."""
    begin, end = 0, len(words)
    while begin < end and (not words[begin].is_capital or words[begin].text in _list("openers")):
        begin += 1
    while end > begin and not words[end - 1].is_capital:
        end -= 1
    return words[begin:end]


def _head(words: list[Word], hints: Hints) -> tuple[str, int] | None:
    """Return class and length of the head of a name, and None if it has none."""
    texts = [word.text for word in words]
    cut = next((i for i, text in enumerate(texts) if text in ("of", "for", "on")), len(texts))
    return hints.head_word(texts[:cut]) or hints.head_word(texts)


def _is_thing(entity: Entity) -> bool:
    """Tell whether a known name is no concept: "Computer Science" ends no name before "and"."""
    return not _CONCEPTS.intersection(entity.types)


def _is_place(entity: Entity, hints: Hints) -> bool:
    return any(curie in hints.places for curie in entity.types)


def _placed_head(words: list[Word], places: set[int], hints: Hints) -> tuple[str, int] | None:
    """Return the head of a name that ends in a place: Trinity College Dublin, ABC Ireland."""
    if len(words) < 2 or words[-1].end not in places:
        return None
    head = hints.head_word([word.text for word in words[:-1]])
    if head:
        return (head[0], 0) if head[0] in hints.bodies else None
    short = words[-2].text
    acronym = len(words) == 2 and len(short) > 2 and short.isupper() and short not in _ordinary()
    return ("kg:Organisation", 0) if acronym else None


def _is_trade_name(words: list[Word]) -> bool:
    """Tell whether a run is a firm's name by its last word: Kestrel Cables."""
    texts = [word.text for word in words]
    if not 2 <= len(texts) <= 3 or not all(word.is_capital for word in words):
        return False
    first = texts[0]
    common = first in _ordinary() or first in _list("openers") or first in _list("common")
    return texts[-1] in _list("trades") and not common and not first.isupper()


def _classified(words: list[Word], text: str, places: set[int], hints: Hints) -> Iterator[Run]:
    """Yield the run as one name if its head tells the class, else its pieces."""
    if not words:
        return
    if _is_heading(words):
        return
    if len(words) > 1 and _POSSESSIVE.search(words[-1].text):
        last = words[-1]
        words = [*words[:-1], Word(last.start, last.end - 2, last.text[:-2])]
    head = _head(words, hints) or _placed_head(words, places, hints)
    if head is None and _is_trade_name(words):
        head = ("kg:Firm", 1)
    if head and _is_distinct(words, head[1], text):
        yield Run(words[0].start, words[-1].end, head[0])
        return
    piece: list[Word] = []
    for word in [*words, None]:
        if word is not None and (word.is_capital or (piece and word.text in ("de", "du", "von"))):
            piece.append(word)
            continue
        if piece and not all(w.text in _ordinary() for w in piece):
            head = _head(piece, hints)
            distinct = head is not None and _is_distinct(piece, head[1], text)
            yield Run(piece[0].start, piece[-1].end, head[0] if head and distinct else "")
        piece = []


def _is_heading(words: list[Word]) -> bool:
    """Tell whether words in capitals are a heading (ABOUT THE STUDY), not a name (KPMG IRELAND)."""
    if len(words) < 2 or not all(word.text.isupper() for word in words):
        return False
    opening = any(word.text.capitalize() in _list("openers") for word in words)
    return opening or len(words) >= _HEADING


def _is_distinct(words: list[Word], head: int, text: str) -> bool:
    """Tell whether a name has more than its head word and one ordinary word."""
    before = text[max(0, words[0].start - 12) : words[0].start].split()
    indefinite = bool(before) and before[-1].lower() in _list("indefinite")
    others = [w for w in words if w.is_capital][: -head or None]
    rest = [w for w in words if w.is_capital]
    special = [w for w in rest if w.text not in _ordinary()]
    if len(rest) <= head:
        return False
    if before and _POSSESSIVE.search(before[-1]) and len(rest) < len(words):
        return True  # some country's Board of Trade
    own = len(special) > head or len(others) >= 2 or (bool(special) and special[0] in others)
    return own and not (indefinite and all(w.text in _ordinary() for w in others))
