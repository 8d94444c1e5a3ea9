"""The group to which a figure belongs that tells a part of what was counted before.

``640 people, of whom 90 are apprentices`` · ``員工860人,其中高級技工佔四成``: the figure is of the
same thing as the one before, and its group (``apprentices``) tells it apart.
"""

import re
from functools import cache
from itertools import pairwise

from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention, Quantity

_OF_WHOM = expression(
    r"(?:\bof (?:whom|which|these|those|them)|^\s*of the \d[\d,]* [a-z’' -]{3,40},)"
    r" (?:about |around |some |nearly |over |only )?\Z",
    re.IGNORECASE,
)
_ARE = expression(
    r" (?:are|were|is|was) (?P<group>[a-z’'-]+(?: [a-z’'-]+){0,3}?)(?=[,.;:)]|\Z| and )"
)
_GOES_TO = expression(  # of which $20 million would go to dredging
    r" (?:(?:will|would|is to) go|goes|went|has gone) (?:to|towards|into|on) (?:the )?"
    r"(?P<group>[a-z’'-]+(?: [a-z’'-]+){0,3}?)(?=[,.;:)]|\Z| and )"
)
_OF_THEM = expression(
    r" (?:of|among) (?:whom|which|them) (?:(?:are|were|is|was) )?"
    r"(?P<group>[a-z’'-]+(?: [a-z’'-]+){0,3}?)(?=[,.;:)]|\Z| and )"
)
_DONE = expression(
    r"\w+(?:ed|ing)\b|(?:ha[vs]e?|had|still|in|on|at|for|from|to|by|the|still|not|now|also|under|over)\b"
)
_CHINESE = expression(
    r"\s*(?:(?:其中|当中),?\s*)?(?P<group>[\u4e00-\u9fff]{2,10}?)(?:的?(?:占比|比例|比重|人数|数量))?"
    r"[只仅]?(?P<share>占)?(?:比)?[只仅]?[有为达约近逾]?(?:超过|不低于|不少于|达到|大约)?\s*"
)
_BELONGS = expression(
    r"\s*(?:均|都)?(?:为|是|属于?|来自)(?P<group>[\u4e00-\u9fff]{2,8})(?=[,。;、)]|\Z)"
)
_LISTED_PART = expression(
    r"(?:<particles.of>?[^、,。;:\d]{0,6})?[、,;]\s*(?:<clauses.list_joints>)?"
    r"(?P<group>[^、,。;:\d]{2,14})"
)
_PART = expression(r"\s*(?:其中|当中)")
_NO_GROUP = expression(r"总|占|有|约|近|其|中$|达|同比|累计|的$|新增|年|月|预计|超过")


def goes_on(
    reading: Reading, sentence: tuple[int, int], mention: Mention
) -> tuple[int, int] | None:
    """Return what a figure counts that goes on with a list of parts: 其中甲類57家、[乙類]41家.

    Nothing but what each part is called stands between the figures of such a list.
    """
    folded = reading.passage.folded
    begin = max(folded.rfind(word, sentence[0], mention.start) for word in _parts())
    inside = list(reading.within(begin, mention.end)) if begin >= 0 else []
    figures = [m for m in inside if isinstance(m.meaning, Quantity)]
    between = [
        _LISTED_PART.fullmatch(folded, one.end, other.start) for one, other in pairwise(figures)
    ]
    if not between or any(
        isinstance(m.meaning, Entity) for m in inside[inside.index(figures[0]) :]
    ):
        return None
    last = between[-1]
    return last.span("group") if last and all(between) else None


@cache
def _parts() -> tuple[str, ...]:
    return tuple(read().get("clauses", "of_which"))


def told(
    reading: Reading, sentence: tuple[int, int], clause: tuple[int, int], mention: Mention
) -> tuple[int, int] | None:
    """Return the range of the words for the group whose part a figure tells; None without one.

    ``clause`` is the range of the figure's clause within the range of its ``sentence``.
    """
    folded = reading.passage.folded
    if _OF_WHOM.search(folded[slice(sentence[0], mention.start)]):
        if goes := _GOES_TO.match(folded, mention.end, sentence[1]):
            return goes.span("group")
        found = _ARE.match(folded, mention.end, sentence[1])
    else:
        found = _OF_THEM.match(folded, mention.end, sentence[1])
    if found:
        return None if _DONE.match(found["group"]) else found.span("group")
    part = _PART.match(folded, *clause) is not None
    before = _CHINESE.fullmatch(folded, clause[0], mention.start)
    if before and (part or before["share"]) and not _NO_GROUP.search(before["group"]):
        return before.span("group")
    after = _BELONGS.match(folded, mention.end, clause[1]) if part else None
    if after:
        return after.span("group")
    listed = None if part else goes_on(reading, sentence, mention)
    named = listed and not _NO_GROUP.search(folded, *listed)
    return listed if named else None
