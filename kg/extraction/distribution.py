"""Figures that a clause deals out: ``甲和乙分別獲3億元和2億元``, ``… respectively``."""

import re

from kg.extraction.candidates import played
from kg.extraction.readings import Reading, clauses
from kg.extraction.roles import Role
from kg.model.mention import Mention, Quantity

_EACH = re.compile(r"分别|依次|\brespectively\b", re.IGNORECASE)


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


def _unit(mention: Mention) -> str | None:
    quantity = mention.meaning
    return quantity.unit if isinstance(quantity, Quantity) else None
