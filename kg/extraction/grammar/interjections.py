"""An English sentence without what it says by the way: ``P, a former mill in L, is home to A``.

A wording says what stands beside a verb. What commas enclose between a thing and its verb stands in
the way of it, and what ends there is not what the verb is of: ``P, run by A, has 40 rooms``.
"""

import re
from dataclasses import dataclass

from kg.extraction.grammar.english_subjects import FINITE
from kg.extraction.grammar.projection import FIGURE_OR_DATE, Projection

_ASIDE = re.compile(
    "(?<=[\ue000-\uf8ff])(?: ?\\([^()]{1,24}\\))?"
    "(?P<aside> ?, (?:which|who"
    f"|whose(?=[^,;:.!?\n]{{1,60}}?{FINITE.pattern})"  # not: whose manager, A, Vs
    "|the|an?|one of|its|once|now|formerly|home to|part of"
    "|[a-z]{2,14}(?:ed|en|ing)|run|led|set up|built|held)(?![a-z])[^;:.!?\n]{1,140}?,)"
    f"(?={FINITE.pattern})"
)
_FRONTED = re.compile(  # In the north, P, a mill, is
    "(?:in|on|at|since|under|by|with|after|before|during|last|this|next|as) [^,]{1,50}, "
    "(?:the )?\\Z"
)
_GOVERNED = re.compile(  # the head of P, a mill, is no part of it
    "(?:(?<![a-z])(?:of|in|at|for|with|by|from|to|on|under|through|between|into|near|among|inside"
    "|than|like|including|and|or|against|about|behind|via|as"
    "|beside|within|across|beyond|unlike|despite)"
    f"(?: (?:the|an?|its|their))?(?: [a-z’'-]+){{0,2}} |,(?! ?{FIGURE_OR_DATE}) (?:the )?)\\Z"
)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Interjection:
    """What is said by the way, in offsets of the passage, and the text ``rest`` without it."""

    start: int
    end: int
    rest: Projection


def found(projection: Projection, sentence: tuple[int, int]) -> tuple[Interjection, ...]:
    """Return what a sentence, a range of passage offsets, says by the way between thing and verb.

    What is left of the text after one is where the next is looked for.
    """
    several: list[Interjection] = []
    while len(several) < _MOST:
        start, end = projection.positions(*sentence)
        hits = _ASIDE.finditer(projection.text, start, end)
        hit = next((hit for hit in hits if _is_subject(projection.text, start, hit)), None)
        if hit is None:
            break
        span = projection.offsets(*hit.span("aside"))
        projection = projection.without(*hit.span("aside"))
        several.append(Interjection(*span, projection))
    return tuple(several)


def _is_subject(text: str, start: int, hit: re.Match[str]) -> bool:
    """Tell whether what stands before an interjection is governed by nothing."""
    before = text[start : text.rfind(text[hit.start() - 1], start, hit.start())]
    return _FRONTED.match(before.lstrip()) is not None or _GOVERNED.search(before) is None
