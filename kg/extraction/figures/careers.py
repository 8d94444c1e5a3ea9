"""How long somebody did something is told of that person: ``X, who spent nine years at Y``."""

from kg.extraction.discourse.candidates import Subject
from kg.extraction.figures.focus import shown
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity, Mention, Quantity

_PERSON = "kg:Person"
_TIMES = ("year", "month", "week", "day")
_DID = expression(
    r",?(?: who)?(?: (?:has|had|is|was))?(?: [a-z]+){0,2}?"
    r" (?:spent|worked|served|taught|been|after)(?: [a-z]+){0,3}? (?:for )?(?:the )?"
    r"(?:past |last )?"
    r"|[^,。;:]{0,24}?(?:<posts.serving>|<posts.worked>)<particles.done>?"
)
_AT = expression(
    r" (?:as|at|in|with|for|of|on|running|leading|teaching|working)\b|[\u4e00-\u9fff,。]"
)
_NEAR = 60  # code points before a figure in which the person stands


def served(reading: Reading, sentence: tuple[int, int], mention: Mention) -> Subject | None:
    """Return who did something for the time that a figure of a sentence is, if it is one."""
    quantity, folded = mention.meaning, reading.passage.folded
    if not isinstance(quantity, Quantity) or quantity.unit not in _TIMES:
        return None
    near = reading.within(max(sentence[0], mention.start - _NEAR), mention.start)
    people = [m for m in near if isinstance(m.meaning, Entity) and m.meaning.types[-1] == _PERSON]
    last = people[-1] if people else None
    did = last and _DID.fullmatch(folded, last.end, mention.start)
    return shown(reading, last, "A") if did and last and _AT.match(folded, mention.end) else None
