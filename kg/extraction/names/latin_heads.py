"""Where one Latin name ends and the next begins in a sequence of words, and the head of a name.

A sequence is split where two names meet: before ``and`` between two heads, behind a possessive,
before the body whose paper it is (``the Harbour Report of the Quay Institute``).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.names.distinct_names import is_title
from kg.extraction.words.given_names import is_personal
from kg.extraction.words.hints import Hints
from kg.extraction.words.latin_words import (
    POSSESSIVE,
    Word,
    is_trade_name,
    is_undertaking,
    ordinary,
    words_of,
)

_APPOSED = re.compile(r", (?:the|an?|its) [^,.;:]{3,50}, ")
_PREPOSITIONS = ("of", "for", "on", "de", "du", "della", "di")  # Université de Valmont


def parts(
    words: list[Word], text: str, ends: set[int], hints: Hints, *, named: bool
) -> Iterator[list[Word]]:
    """Split a sequence where two names meet; ``named`` tells that an article stands before it."""
    rest = words
    while rest:
        places = range(1, len(rest))
        cut = next((i for i in places if _splits(rest, i, text, ends, hints)), len(rest))
        whole = named and cut > 1 and rest is words and rest[0].text in words_of("inner")
        yield rest[:1] + _trimmed(rest[1:cut]) if whole else _trimmed(rest[:cut])
        rest = rest[cut:]


def _splits(words: list[Word], at: int, text: str, ends: set[int], hints: Hints) -> bool:
    word = words[at].text
    if _meets(words, at, ends, hints) or _is_paper_of_body(words, at, hints):
        return True
    if word == "of" and at > 1 and words[at - 1].text in words_of("legal"):
        return True  # the X Group of a city
    if word == "on":
        return head_of(words[:at], hints) is None
    if word == "the":
        if words[at - 1].text not in ("of", "for", "on"):
            return True
        return head_of(words[: at - 1], hints) is None  # graduates of the X Institute
    if words[at - 1].text in ("of", "for", "the") and is_title(words[:at]):
        return True
    if word != "and":
        opens = word in words_of("openers") and word not in words_of("inner")
        return opens and word[0].isupper()
    return _splits_at_and(words, at, text, ends, hints)


def _splits_at_and(words: list[Word], at: int, text: str, ends: set[int], hints: Hints) -> bool:
    """Tell whether the "and" there stands between two names, not within one."""
    following = words[at + 1].text if at + 1 < len(words) else ""
    if following == "the" or words[at - 1].end in ends or is_undertaking(words[:at]):
        return True
    joined = any(w.text in ("of", "for") for w in words[:at])
    right = _other(words[at + 1 :], hints)
    acronym = at + 2 == len(words) and following.isupper() and following not in ordinary()
    if joined:
        alone = at + 2 == len(words) and following[1:].islower() and following not in ordinary()
        apposed = alone and _APPOSED.match(text, words[-1].end) is not None  # and X, the lab, will
        return acronym or apposed or (right is not None and right[0] in hints.bodies)
    if right is not None and right[0] == "kg:Region":
        return True  # Zomba and Nkhata Bay
    left = head_of(words[:at], hints) is not None or is_trade_name(words[:at])
    return left and right is not None


def _is_paper_of_body(words: list[Word], at: int, hints: Hints) -> bool:
    """Tell whether a paper's whole name stands before ``of the`` and a body's behind it."""
    following = words[at + 1].text if at + 1 < len(words) else ""
    of = words[at].text == "of" and following == "the"
    if at < 2 or not of or not all(word.is_capital for word in words[:at]):
        return False
    paper, whose = hints.head_word([w.text for w in words[:at]]), _other(words[at + 2 :], hints)
    papers = ("kg:Report", "kg:Survey", "kg:Strategy", "kg:Plan")
    return bool(paper and paper[0] in papers and whose and whose[0] in hints.bodies)


def _other(words: list[Word], hints: Hints) -> tuple[str, int] | None:
    """Return the head of what may be another name; a head alone is none (Oceans and Fisheries)."""
    alone = sum(word.is_capital for word in words) == 1
    return None if alone else head_of(words, hints)


def _meets(words: list[Word], at: int, ends: set[int], hints: Hints) -> bool:
    """Tell whether one name ends and another begins (X College Y | School of Law)."""
    follows = words[at].text in ("of", "at", "for") and at > 1
    if follows and is_personal(words[0].text) and head_of(words[:at], hints) is None:
        return True  # Jane Doe of the University of X
    if _owns(words, at, hints):
        return True  # the University of X's Y Centre, the X Institute's Y Report
    following = words[at + 1].text if at + 1 < len(words) else ""
    if words[at - 1].end not in ends or following not in ("of", "for"):
        return False
    first = any(hints.head_word([word.text]) for word in words[:at])
    return first and words[at].is_capital and head_of(words[at:], hints) is not None


def _owns(words: list[Word], at: int, hints: Hints) -> bool:
    """Tell whether a name with a head of its own ends in a possessive before a word."""
    last = words[at - 1]
    if POSSESSIVE.search(last.text):
        owner = [*words[: at - 1], replace(last, text=POSSESSIVE.sub("", last.text))]
        return head_of(words[: at - 1], hints) is not None or (at > 1 and _is_body(owner, hints))
    return at > 1 and words[at].start - last.end == len("' ") and is_trade_name(words[:at])


def _is_body(words: list[Word], hints: Hints) -> bool:
    head = head_of(words, hints)
    return is_trade_name(words) or bool(head and head[0] in hints.bodies)


def _trimmed(words: list[Word]) -> list[Word]:
    """Drop what only stands at the edges: small words and capitalised sentence openers."""
    begin, end = 0, len(words)
    while begin < end and (not words[begin].is_capital or words[begin].text in words_of("openers")):
        begin += 1
    while end > begin and not (words[end - 1].is_capital or words[end - 1].is_foreign):
        end -= 1
    return words[begin:end]


def head_of(words: list[Word], hints: Hints) -> tuple[str, int] | None:
    """Return class and length of the head of a name, and None if it has none."""
    texts = [word.text for word in words]
    cut = next((i for i, text in enumerate(texts) if text in _PREPOSITIONS), len(texts))
    if texts and texts[0] in words_of("leading") and len(texts) > 1:
        return hints.head_word(texts[:1])
    whole = hints.head_word(texts)
    if whole and whole[1] > cut:
        return whole  # House of Representatives
    first = hints.head_word(texts[:cut])
    if first and whole and first[0] in hints.places and whole[0] in hints.bodies:
        return whole  # Bay of Melk Council
    return first or whole
