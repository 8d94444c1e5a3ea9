"""Figures that a clause deals out: ``甲和乙分別獲3億元和2億元``, ``… respectively``.

In a list of things with a figure each (``甲市3家、乙市2家``) each has its own.
"""

import re

from kg.extraction.discourse.candidates import played
from kg.extraction.grammar.roles import Role
from kg.extraction.passages.reading import Reading, clauses
from kg.model.mention import Entity, Mention, Quantity

_NEAR = 60  # code points
_BREAK = re.compile(r"[,、;。:]")
_EACH = re.compile(r"分别|依次|\brespectively\b", re.IGNORECASE)
_FIRST = re.compile(r"(?:其中|当中)?[,:\s]*(?:包括)?")
_ITEM = re.compile(r"[、,;]\s*(?P<name>[\u4e00-\u9fff]{2,4})(?:有|占|各)?")
_OF_ANOTHER = ("%", "times", "ratio", "percentage point", "rank")
_OWN = re.compile(r"的(?:大?约|近|逾|超过)?|['’]s (?:about |around |nearly |over )?")
_IN = re.compile(r"[\s,、]*(?:而|但|则)?在")
_ALONE = re.compile(r"(?:大约|大概|约|则|也|却|只|要|需|是|为|有|近|逾|超过|仅|，|,)*")
_HAS = re.compile(r"(?:有|占|则|约|共)*")


def share(reading: Reading, sentence: tuple[int, int], mention: Mention) -> Mention | None:
    """Return the thing to which a figure is dealt out; None where its clause deals out none.

    There must be as many things spoken of, in the clause or in the nearest one before it that
    speaks of any, as the clause has figures of the same unit.
    """
    bounds = clauses(reading.passage.folded, *sentence)
    own = next((each for each in bounds if each[0] <= mention.start < each[1]), sentence)
    if not _EACH.search(reading.passage.folded, *own):
        return None
    dealt = [m for m in reading.within(*own) if _unit(m) == _unit(mention)]
    before = [(a, min(b, dealt[0].start)) for a, b in bounds if a <= own[0]]
    for a, b in reversed(before):
        things = [thing for thing, role in played(reading, a, b) if role is Role.SUBJECT]
        if things:
            return things[dealt.index(mention)] if 1 < len(things) == len(dealt) else None
    return None


def paired(
    reading: Reading, sentence: tuple[int, int], mention: Mention
) -> tuple[int, int, Entity] | None:
    """Return the range of the thing that has a figure of its own in a list, and one of its class.

    The first of the list is named, the others may be words that nobody knows: 甲市3家、乙市2家.
    """
    folded, start = reading.passage.folded, max(sentence[0], mention.start - _NEAR)
    before = tuple(reading.within(start, mention.start))
    named = before[-1] if before else None
    if named and isinstance(named.meaning, Entity):
        lead = _BREAK.split(folded[start : named.start])[-1]
        alone = _FIRST.fullmatch(lead) and _HAS.fullmatch(folded, named.end, mention.start)
        of_list = "其中" in lead or "当中" in lead or _follows(reading, start, named)
        return (named.start, named.end, named.meaning) if alone and of_list else None
    if not named or not _unit(named) or _unit(named) != _unit(mention):
        return None
    item = _ITEM.fullmatch(folded, named.end, mention.start)
    sibling = paired(reading, sentence, named) if item else None
    return (*item.span("name"), sibling[2]) if item and sibling else None


def placed(reading: Reading, clause: tuple[int, int], mention: Mention) -> Mention | None:
    """Return the thing that a figure alone is said of: ``福岡的8.1小時``, ``在西安大约51万``."""
    folded = reading.passage.folded
    before = tuple(reading.within(clause[0], mention.start))
    named = before[-1] if before else None
    if not named or not isinstance(named.meaning, Entity):
        return None
    between = folded[named.end : mention.start]
    if _unit(mention) in _OF_ANOTHER:
        return None  # half of theirs is not theirs
    if _OWN.fullmatch(between):
        return named
    lead = folded[clause[0] : named.start]
    return named if _IN.fullmatch(lead) and _ALONE.fullmatch(between) else None


def _follows(reading: Reading, start: int, named: Mention) -> bool:
    """Tell whether a thing comes right behind the figure of the one before it in a list."""
    figures = [m for m in reading.within(start, named.start) if _unit(m)]
    if not figures:
        return False
    return reading.passage.folded[figures[-1].end : named.start].strip() in ("、", ",", ";")


def _unit(mention: Mention) -> str | None:
    quantity = mention.meaning
    return quantity.unit if isinstance(quantity, Quantity) else None
