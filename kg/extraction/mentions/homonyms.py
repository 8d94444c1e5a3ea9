"""Which of several things of one name is meant, where the words around the name tell.

A known name may stand for several things (a mountain and a machine). Two signs put the right one
first: a class noun beside the name (``超級計算機某某``, ``the X supercomputer``), and the noun of
the list in which it stands (``甲、乙等城市``, ``cities such as X and Y``). Where the text gives no
sign, the default stays first. The other readings are kept: a relation takes the one of the class
that it asks for, and so has the last word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.names.lexicon import is_bounded
from kg.extraction.passages.reading import Reading
from kg.extraction.words import hints
from kg.extraction.words.hints import Hints
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_NEAR = 24  # characters from a list to its noun, at most
_FAR = 2 * _NEAR + 16  # characters in which that noun and "such as the" stand, at most
_JOINED = re.compile(r"\s?(?:、|,? and |,? or |以及|及|和|与|,)\s?")
_STOP = re.compile(r"[,。;:()、\n]")
_OTHER = re.compile(r",? (?:and|or) other ")


def told(reading: Reading, terminology: Terminology) -> Reading:
    """Return the reading with the meanings of ambiguous names in the order that the text tells."""
    if all(len(mention.meanings) == 1 for mention in reading.mentions):
        return reading
    mentions = [
        _ordered(place, reading, terminology) if len(mention.meanings) > 1 else mention
        for place, mention in enumerate(reading.mentions)
    ]
    return replace(reading, mentions=tuple(mentions))


def _ordered(place: int, reading: Reading, terminology: Terminology) -> Mention:
    """Return a mention with the meanings first that a noun near it classifies."""
    mention, text = reading.mentions[place], reading.passage.folded
    start, end = _list(place, reading.mentions, text)
    known = hints.of(terminology)
    for curie in (*_before(text, start, known), *_behind(text, end, known, terminology)):
        fitting = [
            meaning
            for meaning in mention.meanings
            if isinstance(meaning, Entity) and terminology.is_a(meaning.types, curie)
        ]
        if fitting:
            rest = [meaning for meaning in mention.meanings if meaning not in fitting]
            return replace(mention, meanings=(*fitting, *rest))
    return mention


def _list(place: int, mentions: Sequence[Mention], text: str) -> tuple[int, int]:
    """Return the range of the names that are coordinated with one, itself among them."""
    first = last = place
    while first and _JOINED.fullmatch(text, mentions[first - 1].end, mentions[first].start):
        first -= 1
    while last + 1 < len(mentions) and _JOINED.fullmatch(
        text, mentions[last].end, mentions[last + 1].start
    ):
        last += 1
    return mentions[first].start, mentions[last].end


def _before(text: str, start: int, known: Hints) -> Iterator[str]:
    """Yield the class of the noun that ends right before a list: ``cities such as``."""
    phrases = read().any_of("english", "such_as")
    far = max(0, start - _FAR)
    bare = re.sub(rf"(?:,? (?:{phrases}))?(?: of)?(?: the)? ?\Z", "", text[far:start])
    for begin in range(max(0, len(bare) - _NEAR), len(bare)):
        word = bare[begin:].lower() if bare[begin:].isascii() else bare[begin:]
        if word in known.heads and is_bounded(text, far + begin, far + len(bare)):
            yield known.heads[word]
            return


def _behind(text: str, end: int, known: Hints, terminology: Terminology) -> Iterator[str]:
    """Yield the class of the noun behind a list: at once, or behind ``等``, ``and other``.

    A body behind a name at once is one that is there (``某某企業``), not what the name means.
    """
    other = _OTHER.match(text, end)
    begin = other.end() if other else end
    closed = bool(other) or text.startswith("等", end)
    near = _STOP.split(text[begin : begin + _NEAR])[0]
    for at, stop, head in known.head_automaton.longest(near):
        curie = known.heads[head]
        at_once = not near[:at].strip()
        body = terminology.is_a((curie,), "kg:Organisation")
        if is_bounded(near, at, stop) and (closed or (at_once and not body)):
            yield curie
        if not closed:
            return
