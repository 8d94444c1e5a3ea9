"""Latin names that show by their initials: ``KNCR`` is the ``KENYA NATIONAL CARBON REGISTRY``.

Where a document uses letters that nobody knows, and somewhere has capitalised words that begin
with them, the words are a name and the letters its short form, although no brackets say so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.mentions.resolution import GUESSES
from kg.extraction.names.identity import mention
from kg.extraction.names.lexicon import longest
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.hints import Hints, of
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_LETTERS = expression(r"(?<![\w&.-])[A-Z]{3,6}(?![\w&-])")
_WORD = expression(r"[A-Z][\w’'-]*|of|for|and|the|on|in|&")
_PHRASE = expression(r"[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of|for|and|the|on|in|&)){2,9}")
_BODY = "kg:Organisation"
_LONGEST = 2_000  # readings in which short forms are looked for


def told(readings: Sequence[Reading], terminology: Terminology) -> list[Reading]:
    """Return the readings with a mention where a name stands whose initials the document uses."""
    letters = _unknown(readings[:_LONGEST])
    if not letters:
        return list(readings)
    hints = of(terminology)
    found: set[str] = set()
    whole = []
    for reading in readings:
        named = []
        for start, end, short in _named(reading.passage.folded, letters - found):
            if entry := _mention(reading, start, end, short, terminology, hints):
                found.add(short)
                named.append(entry)
        whole.append(_with(reading, named))
    return whole


def _unknown(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the capital letters that stand for themselves, and that no mention covers."""
    common = read().get("generic", "acronyms")
    found: dict[str, bool] = {}
    for reading in readings:
        for match in _LETTERS.finditer(reading.passage.folded):
            taken = any(m.rule not in GUESSES for m in reading.meeting(*match.span()))
            if not taken and match[0] not in common:
                found[match[0]] = True
    return frozenset(found)


def _named(text: str, letters: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where capitalised words stand whose initials are some of the letters, and which."""
    for phrase in _PHRASE.finditer(text):
        words = [*_WORD.finditer(text, *phrase.span())]
        for first, word in enumerate(words):
            initials = ""
            for last in words[first:] if word[0][0].isupper() else ():
                initials += last[0][0] if last[0][0].isupper() else ""
                whole = len(initials) > 1 and initials in letters and last[0][0].isupper()
                if whole and last[0] not in letters and len(last[0]) > 1:
                    yield word.start(), last.end(), initials
                    break


def _mention(
    reading: Reading, start: int, end: int, short: str, terminology: Terminology, hints: Hints
) -> Mention | None:
    """Return the words as a name with its short form, unless they are part of a longer one."""
    over = list(reading.meeting(start, end))
    same = next((m for m in over if (m.start, m.end) == (start, end)), None)
    known = same and isinstance(same.meaning, Entity) and same.meaning.known
    if known or any(m.start < start or end < m.end for m in over):
        return None
    words = reading.passage.text[start:end]
    head = hints.head_word([word.capitalize() for word in words.split()])
    curie = head[0] if head else _BODY
    if same and isinstance(same.meaning, Entity):
        curie = same.meaning.types[0]
    elif words.upper() != words and head is None:
        return None  # An Early Start: only a heading's capitals are a name without a head
    labels = (words, short, *((words.title(),) if words.isupper() else ()))
    return mention((start, end), labels, curie, "acronym", terminology)


def _with(reading: Reading, named: Sequence[Mention]) -> Reading:
    if not named:
        return reading
    spans = {(m.start, m.end) for m in named}
    others = [m for m in reading.mentions if (m.start, m.end) not in spans]
    return replace(reading, mentions=tuple(longest([*named, *others])))
