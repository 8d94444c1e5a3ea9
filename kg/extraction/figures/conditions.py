"""Figures that say who qualifies: 年研发投入不低于500万元的企业, firms with sales of at least $2m.

They are of the programme that asks for them, and tell nothing of a place or a body named beside
them. ``拥有产值超过10亿元的企业12家`` asks for nothing: it tells what there is.
"""

import re

from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.fact import Fact
from kg.model.mention import Mention, Qualifier, Quantity
from kg.model.terminology import Terminology

_HOLDERS = ("kg:Organisation", "kg:Place", "kg:Person")
_FAR = 60  # code points before a figure in which those stand who must have it
_BOUNDS = frozenset(
    {Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.MORE_THAN, Qualifier.LESS_THAN}
)
_KIND = r"<counts.eligible>"
_OF_THEM = (
    rf"<counts.or_so>?(?:\([^()]{{1,20}}\))?<particles.of>[\u4e00-\u9fff“”]{{0,12}}?(?:{_KIND})"
)
_DESCRIBED = expression(_OF_THEM)
_THOSE = expression(
    rf"{_OF_THEM}"
    r"(?!<counts.summing>*(?:<counts.has_so_many>|\d)|<particles.of>|[\d<numerals.hundreds>])"
)
_ASKS = expression(r"<counts.asking>")
_WHO = expression(
    r"\b(?:firms?|companies|businesses|enterprises|employers|applicants?|candidates?|graduates"
    r"|students|residents|households|families|workers|farmers|founders|investors|ships|vessels|buildings|projects|charities|those)"
    r"(?: [a-z]+ed in [^,.;]{2,40})?,?"
    r" (?:with|whose|that have|who have|who earn|earning|employing|having|of)\b"
    r"[^.;:]{0,48}\Z",
    re.IGNORECASE,
)
_QUALIFY = expression(
    r"\b(?:qualif(?:y|ies)|eligible|may apply|can apply|must|are entitled|are exempt"
    r"|will be exempt|can claim|may claim|receive|get up to)\b",
    re.IGNORECASE,
)


def asked(reading: Reading, fact: Fact, terminology: Terminology) -> bool:
    """Tell whether a fact takes for what a place or a body has what those have whom it tells of."""
    if fact.kind != "quantity" or not terminology.is_a(fact.subject.types, *_HOLDERS):
        return False
    values = (reading.covered(e.span) for e in fact.evidence if e.role == "value")
    return any(_qualifies(reading.passage, value) for value in values if value)


def _qualifies(passage: Passage, value: Mention) -> bool:
    """Tell whether a figure is a bound, and what follows or surrounds it tells for whom."""
    figure, sentence = value.meaning, passage.sentence_at(value.start)
    if not isinstance(figure, Quantity) or figure.qualifier not in _BOUNDS:
        return False
    if sentence is None or value.end > sentence[1]:
        return False
    described = _DESCRIBED.match(passage.folded, value.end) is not None
    return described or asks(passage.folded, sentence, value.start, value.end, figure)


def asks(folded: str, sentence: tuple[int, int], start: int, end: int, figure: Quantity) -> bool:
    """Tell whether the figure at ``start`` of folded text is what somebody must have to qualify.

    >>> from decimal import Decimal
    >>> least = Quantity(Decimal(500), "CNY", qualifier=Qualifier.AT_LEAST)
    >>> text = "在甲市注册、年投入不低于500元的企业"
    >>> asks(text, (0, len(text)), 9, 16, least)
    True
    >>> text = "甲市有年投入不低于500元的企业12家"
    >>> asks(text, (0, len(text)), 6, 13, least)
    False
    """
    if figure.qualifier not in _BOUNDS:
        return False
    if _THOSE.match(folded, end, sentence[1]):
        return _ASKS.search(folded, *sentence) is not None
    who = _WHO.search(folded, max(sentence[0], start - _FAR), start)
    return who is not None and _QUALIFY.search(folded, *sentence) is not None
