"""The finite verb of an English clause, and the noun phrase that is its subject.

The verb that governs a position is the last finite one before it, and its subject what stands
before that: past adverbs, past what commas enclose (``The plant, opened in May, has``), back to
the verb before where it is left out (``has grown and employs``). A number that a phrase begins with
belongs to the verb behind it (``…, and 300 firms have joined``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.grammar.english_words import (
    MARK,
    NAME,
    STOPS,
    TIME,
    VERB,
    WORD,
    Marked,
    Token,
    aside,
    closed,
    previous,
    segment,
    tokens_of,
)

_BEFORE_A_CLAUSE = (",", ";", ":", "“", '"', "and", "but", "while", "that", "as", "year", "today")
_FINAL = (";", ":", "?", "!")


@dataclass(frozen=True, slots=True)
class Finite:
    """A finite verb and its subject, as half-open ranges of the text.

    ``subject`` is empty where it cannot be told; of a relative clause it is what that describes.
    ``holds`` tells that the subject itself holds the position asked of.
    """

    verb: tuple[int, int]
    subject: tuple[int, int]
    holds: bool = False


def finite(folded: str, sentence: tuple[int, int], position: int, named: Marked) -> Finite | None:
    """Return the verb of a position with its subject, or None where no verb governs it.

    ``named`` are the things, figures and times of the sentence, in order.

    >>> text = "The plant, opened in May, employs 40 people."
    >>> found = finite(text, (0, len(text)), 34, ())
    >>> text[slice(*found.subject)], text[slice(*found.verb)]
    ('The plant', 'employs')
    """
    tokens = tokens_of(folded, *sentence, named)
    at = next((i for i, token in enumerate(tokens) if token.end > position), len(tokens))
    verbs = [place for place, token in enumerate(tokens) if token.kind is VERB]
    before = [place for place in verbs if place < at and _is_one(tokens, place, at)]
    opening, after = _opening(tokens, at), next((place for place in verbs if place > at), None)
    whole = after is not None and not any(token.kind is MARK for token in tokens[at:after])
    if after and whole and opening is not None and opening > max(before, default=-1):
        phrase = (tokens[opening].start, tokens[after - 1].end)
        return Finite((tokens[after].start, tokens[after].end), phrase, holds=True)
    if not before:
        return None
    verb = before[-1]
    subject = _charged(tokens, verb, at) or _subject(tokens, verb) or (0, 0)
    return Finite((tokens[verb].start, tokens[verb].end), subject)


def _is_one(tokens: Sequence[Token], verb: int, at: int) -> bool:
    """Tell whether no mark parts a verb from a position for good."""
    return not any(token.word in _FINAL for token in tokens[verb:at])


def _opening(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the phrase begins that a number opens, if nothing but small words precedes."""
    while at and tokens[at - 1].word in closed("quantifying"):
        at -= 1
    before = tokens[at - 1] if at else None
    opens = before is None or before.kind is TIME or before.word in _BEFORE_A_CLAUSE
    return at if opens else None


def _charged(tokens: Sequence[Token], verb: int, at: int) -> tuple[int, int] | None:
    """Return the range of who is to do it: expects the line to carry 300, allows it to add 20."""
    raising = tuple(closed("raising"))
    if not any(token.word.startswith(raising) for token in tokens[verb : verb + 3]):
        return None
    end = next((i for i in range(verb, at) if tokens[i].kind is MARK), at)
    for place in range(verb + 1, end - 1):
        if tokens[place].word == "to" and tokens[place + 1].kind in (WORD, VERB):
            who = tokens[place - 1]
            charged = who.kind is not VERB and not who.word.startswith(raising)
            return _phrase(tokens, place - 1) if charged else None
    return None


def _subject(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Return the range of what stands before a verb as its subject."""
    place = previous(tokens, verb)
    if place is None:
        return None
    if _is_relative(tokens[place]):
        comma = place > 1 and tokens[place - 1].word == ","
        return _phrase(tokens, place - (2 if comma else 1))
    if tokens[place].kind is WORD and tokens[place].word in closed("coordinators"):
        earlier = next((i for i in range(place)[::-1] if tokens[i].kind is VERB), None)
        shared = earlier is not None and _is_one(tokens, earlier, verb)
        return _subject(tokens, earlier) if shared and earlier is not None else None
    if tokens[place].word == ",":
        opening = aside(tokens, place)
        return _phrase(tokens, opening - 1) if opening else None
    if tokens[place].word == ")":
        place = next((i for i in range(place)[::-1] if tokens[i].word == "("), 0) - 1
    return _described(tokens, place) or _phrase(tokens, place)


def _is_relative(token: Token) -> bool:
    return token.kind is WORD and token.word in closed("relatives")


def _described(tokens: Sequence[Token], last: int) -> tuple[int, int] | None:
    """Return what a relative clause describes whose object ends with a token: dams that feed X."""
    verb = _first(tokens, last) - 1
    before = previous(tokens, verb) if verb > 0 and tokens[verb].kind is VERB else None
    relative = before is not None and _is_relative(tokens[before])
    return _subject(tokens, verb) if relative else None


def _phrase(tokens: Sequence[Token], last: int) -> tuple[int, int] | None:
    """Return the range of the noun phrase that ends with a token."""
    if last < 0 or tokens[last].kind is MARK:
        return None
    first = _behind_lead(tokens, _first(tokens, last), last)
    return (tokens[first].start, tokens[last].end) if first <= last else None


def _first(tokens: Sequence[Token], last: int) -> int:
    """Return the first token of the noun phrase that ends with one, and of what opens it."""
    first = last
    while first > 0 and _continues(tokens, first - 1):
        first -= 1
    return first


def _continues(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a noun phrase goes on to the left with a token."""
    token = tokens[place]
    if token.kind is VERB or token.word in STOPS:
        return False
    if token.kind is WORD and token.word in closed("coordinators"):  # it may join two clauses
        begins = segment(tokens, place)
        return not any(each.kind is VERB for each in tokens[begins:place])
    return token.kind is not WORD or token.word not in closed("subordinators")


def _behind_lead(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where a phrase begins behind an adverbial without a comma: In May the council."""
    while first < last and (tokens[first].kind is TIME or tokens[first].word in closed("openers")):
        first += 1
    if tokens[first].word not in closed("prepositions"):
        return first
    for place in range(first + 2, last + 1):
        before, token = tokens[place - 1], tokens[place]
        begins = token.kind is NAME or token.word in closed("determiners", "pronouns")
        governed = before.word in closed("prepositions", "determiners", "coordinators")
        if before.kind is TIME or (begins and not governed):
            return place
    return last + 1
