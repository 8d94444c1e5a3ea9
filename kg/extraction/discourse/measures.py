"""What a figure measures, as a stretch of its clause: the noun phrase before it, or after it.

``全市常住人口493.7万人`` measures 常住人口; ``the vacancy rate in construction stood at 9 %`` the
vacancy rate in construction; ``350 affordable homes`` are counted by their own noun. A clause that
only says how something moved (``增长3.8%``, ``up 2 points``) measures what the clause before did.
"""

import re

from kg.extraction.numbers import units
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity, Mention, Quantity, TimeExpression

_LEAD = expression(
    r"^(?:[\s<measures.lead_particles>、,:\"“”「」()]|<measures.leads>"
    r"|\b(?:and|of|in|the|an?|its|their|our|which|that|who|has|have|while|with|but|also|some|around|about)\b)+",
    re.IGNORECASE,
)
_TAIL = expression(
    r"(?>[\s\"“「(]|<measures.tails>"
    r"|\b(?:will|would|could|is|are|was|were|be|been|being|has|have|had|reach(?:ed|es)?|total(?:led|s)?|of|to|at|by"
    r"|an?|the|some|stood|stands|amount(?:ed|s)?|rose|risen|fell|fallen|gr[eo]wn?|increased|decreased|dropped|about"
    r"|around|over|than|more|nearly|almost|for|in|with|from|up|down|only|just)\b)+$",
    re.IGNORECASE,
)
_MOVES = expression(
    r"(?:<measures.than>?<measures.earlier>?<measures.same_time>?<measures.rates>?"
    r"<measures.moves>?"
    r"|up|down|rose|fell|grew|an? (?:increase|decrease|rise|fall|drop)|compared)",
    re.IGNORECASE,
)
_MARKS = " \t\n,.;:!?、。；：！？()[]（）《》「」“”\"'-–—"
_WORDS = expression(r"[\u3400-\u9fff]{2}|[a-z]{3}", re.IGNORECASE)
_ENGLISH = expression(r"[a-z]{2}", re.IGNORECASE)
_DETERMINED = expression(
    r"\b(?:the|an?|our|its|their|this|these|each|every)\s+(?=[a-z])", re.IGNORECASE
)
_AUXILIARY = r"(?:will|would|has|have|had|also|already|now|is|are|was|were)\b"
_SPOKEN = expression(
    rf"\b(?:(?:i|we|it|they|he|she)\s+(?:{_AUXILIARY}\s+)*(?!{_AUXILIARY})[a-z]+"
    r"|agreed to [a-z]+|reported|contribute[ds]?)(?:\s+|$)",
    re.IGNORECASE,
)
_PERSONAL = expression(r"\b(?:i|we|it|they|he|she|you|there)\b", re.IGNORECASE)
_OF_WHAT = expression(
    r"\s*(?:of|in|for|on|into)\s+(?:the |a |an |our )?(?P<what>[a-z][\w -]{2,40}?)"
    r"(?=[,.;:]|\s+(?:over|by|and|to|in|from)\b|$)",
    re.IGNORECASE,
)


def measured(reading: Reading, clause: tuple[int, int], mention: Mention) -> tuple[int, int] | None:
    """Return the half-open range of the phrase that a figure measures; None where there is none.

    ``clause`` is the range of the figure's clause in the passage's text.
    """
    folded = reading.passage.folded
    left = _bracket(folded, clause[0], mention.start)
    for other in reading.within(clause[0], mention.start):
        if isinstance(other.meaning, (Entity, TimeExpression)):
            left = max(left, other.end)
    for begin in dict.fromkeys((left, _bracket(folded, clause[0], mention.start))):
        found = trimmed(folded, begin, mention.start)
        if found and _ENGLISH.search(folded, *found):
            found = _noun_phrase(folded, *found)
        if found and found[1] - found[0] > 1:
            return found
    return _counted(folded, clause, mention) or _of_what(folded, clause, mention)


def told_of(
    reading: Reading, sentence: tuple[int, int], clause: tuple[int, int], mention: Mention
) -> tuple[int, int]:
    """Return the half-open range of the words that tell what a figure measures, without the figure.

    It is the phrase measured; else what follows in the clause (``三成的渔船已安装定位仪``), or what
    stands before it there; else the clause beside it. Where the figure is all that is said, the
    clause is.
    """
    found = measured(reading, clause, mention)
    if found:
        return found
    folded = reading.passage.folded
    figures = [m for m in reading.within(*sentence) if isinstance(m.meaning, Quantity)]
    last = max((m.end for m in figures if m.end <= mention.start), default=clause[0])
    next_ = min((m.start for m in figures if m.start >= mention.end), default=clause[1])
    after = _bare(folded, mention.end, min(clause[1], next_))
    before = _bare(folded, max(clause[0], last), mention.start)
    beside = [c for c in clauses(folded, *sentence) if c[1] <= clause[0]][-1:]
    held = [after, before, *(_bare(folded, *c) for c in beside if c[0] >= last)]
    return next((each for each in held if each), clause)


def _bare(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a range of words without marks and what leads to them; None where too few are left."""
    found = trimmed(folded, start, end)
    if found is None:
        return None
    start, end = found
    end = start + len(folded[start:end].rstrip(_MARKS))
    start += len(folded[start:end]) - len(folded[start:end].lstrip(_MARKS))
    return (start, end) if end - start > 1 and _WORDS.search(folded, start, end) else None


def _bracket(folded: str, start: int, position: int) -> int:
    """Return where the words before a position begin: after the bracket that it stands in."""
    opened = folded.rfind("(", start, position)
    return opened + 1 if opened > folded.rfind(")", start, position) else start


def moves(phrase: str) -> bool:
    """Tell whether folded words say only how something moved, not what.

    >>> moves("同比增长"), moves("出口"), moves("up")
    (True, False, True)
    """
    return bool(_MOVES.fullmatch(phrase.strip()))


def trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a range of folded words without what only leads to it, or from it to a figure."""
    lead = _LEAD.match(folded[start:end])
    start += lead.end() if lead else 0
    tail = _TAIL.search(folded[start:end])
    end = start + tail.start() if tail else end
    return (start, end) if start < end else None


def _noun_phrase(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the part of English words that names something: from its first determiner on."""
    for verb in _SPOKEN.finditer(folded, start, end):
        start = verb.end()
    if start >= end:
        return None
    determined = _DETERMINED.search(folded, start, end)
    if determined:
        return determined.end(), end
    return None if _PERSONAL.search(folded, start, end) else (start, end)


def _counted(folded: str, clause: tuple[int, int], mention: Mention) -> tuple[int, int] | None:
    """Return the counted noun, if it is one: what follows 7300人 in 7300人報名 is a verb."""
    noun = mention.meaning.noun if isinstance(mention.meaning, Quantity) else ""
    if not noun.isascii() and not ((known := units.counted(noun, 0)) and known.unit):
        return None
    at = folded.find(noun, mention.start, clause[1] + len(noun)) if noun else -1
    return (at, at + len(noun)) if at >= 0 else None


def _of_what(folded: str, clause: tuple[int, int], mention: Mention) -> tuple[int, int] | None:
    """Return what money or a share after no noun is for: ``£64 million in marine energy``."""
    found = _OF_WHAT.match(folded, mention.end, clause[1])
    return found.span("what") if found else None
