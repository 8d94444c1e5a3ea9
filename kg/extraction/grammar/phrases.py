"""What the free phrases of a pattern hold: stretches of words, names, members of enumerations."""

from dataclasses import dataclass

from kg.extraction.grammar.projection import Projection
from kg.extraction.words.expressions import expression
from kg.extraction.words.people_nouns import names_people
from kg.model.mention import Entity, Mention, Quantity, TimeExpression

_TRIM = " ,、.:;·"
_PARTICLES = "的了着"
_IDEOGRAPH = expression("[\u3400-\u9fff]")
_OPEN, _CLOSE = "([（「『《“", ")]）」』》”"
_LEADING = expression(r"(?:[(\[]\d{1,2}[)\]]|\d{1,2}[.、)] ?|(?:以及|及|和|与|and )) ?")
_WORD = r"(?:St\.|Mt\.|[A-Z][\w'’.-]*\w)"
_ALIKE = 3  # characters by which two members of a list may differ
_WHOLE = 3  # characters of which each side is a member where others stand before them
_NAME = expression(rf"{_WORD}(?: (?:(?:of|upon|on|de|la|the) )?{_WORD}){{0,5}}")
_GOES_ON = expression(  # offers a course, and plans to grow: the clause goes on, no list does
    ",? and (?:(?:also|now|then) )?(?:(?:is|are|was|were|has|have|had|will|it|they)(?![a-z])"
    "|(?:plans|aims|hopes|expects|intends|wants|seeks|is due) to )"
)
_AND_SO_ON = expression(
    r"(?<![平同对均中高初优])等(?![级待于距同值候效])|,? (?:etc\.?|and so on)"
    r"|(?:,|,? and) (?:is|was|are|were|has|have|had|will|can|it|they|its|employs)(?![a-z])"
    r"| (?:founded|established|based|headquartered|set up) (?:in|by|on)(?![a-z])"
    r"|, (?:which|who|where|while|with|but|said|announced|according|we|he|she)(?![a-z])"
)
_AND = expression(r"以及|(?<=[^\s])(?:和|及|与|跟)|(?<![a-z])and(?![a-z])|&")


@dataclass(frozen=True, slots=True)
class Slot:
    """What one name of a pattern holds: passage offsets, the mention if it is one, the words.

    ``meaning`` is the reading of the mention that the slot asked for.
    """

    start: int
    end: int
    mention: Mention | None
    text: str
    meaning: Entity | Quantity | TimeExpression | None = None


def phrase(projection: Projection, start: int, end: int) -> list[Slot]:
    """Return the stretch as one slot, without outer punctuation; nothing if nothing is left."""
    text = projection.text
    while start < end and (
        text[start] in _TRIM or text[start] in _CLOSE or text[start] in _PARTICLES
    ):
        start += 1
    depth = 0
    for position in range(start, end):
        depth += (text[position] in _OPEN) - (text[position] in _CLOSE)
        if depth < 0:
            end = position
            break
    while start < end and (text[end - 1] in _TRIM or text[end - 1] in _OPEN):
        end -= 1
    if start < end and text[start] in _OPEN:
        closing = text.find(_CLOSE[_OPEN.index(text[start])], start, end)
        start += closing in (-1, end - 1)
        end -= closing == end - 1
    if start >= end or (end == start + 1 and _IDEOGRAPH.match(text[start])):
        return []
    mention = projection.mentions.get(start) if end == start + 1 else None
    meaning = mention.meaning if mention else None
    a, b = projection.offsets(start, end)
    return [Slot(a, b, mention, projection.folded[a:b], meaning)]


def name(projection: Projection, start: int, end: int) -> list[Slot]:
    """Return the words with capitals that a stretch begins with; nothing if there are none.

    What was recognised as a thing is none of them: a slot of its class takes it, and words right
    before it (``Ms`` before somebody) are part of no other name.
    """
    while start < end and projection.text[start] == " ":
        start += 1
    last = next((p for p in range(start, end) if p in projection.mentions), end)
    first, stop = projection.offsets(start, last)
    words = _NAME.match(projection.folded, first, stop)
    if words is None or (last < end and not projection.folded[words.end() : stop].strip()):
        return []
    return [Slot(words.start(), words.end(), None, words[0])]


def items(projection: Projection, start: int, end: int) -> list[Slot]:
    """Return the members of an enumeration; of one of bare figures (50%, A 35%) there are none."""
    text = projection.text
    for ends in (_AND_SO_ON, _GOES_ON):
        ending = ends.search(text, start, end)
        end = ending.start() if ending else end
    cuts = [start]
    depth = 0
    for position in range(start, end):
        depth += (text[position] in _OPEN) - (text[position] in _CLOSE)
        if depth <= 0 and text[position] in "、,/":
            cuts += [position, position + 1]
    cuts.append(end)
    held: list[Slot] = []
    for last, (a, b) in enumerate(zip(cuts[::2], cuts[1::2], strict=True), 1 - len(cuts) // 2):
        while lead := _LEADING.match(text, a, b):
            a = lead.end()
        for c, d in _parts(projection, a, b, many=len(cuts) > 2) if last == 0 else [(a, b)]:
            held += phrase(projection, c, d)
    return [] if any(isinstance(each.meaning, Quantity) for each in held) else held


def _parts(projection: Projection, start: int, end: int, many: bool) -> list[tuple[int, int]]:
    """Split the last member at its conjunction, if the two sides look like two members.

    They do when both are mentions, when the conjunction can be no part of a name, when members
    stand before them, or when they are of similar length: 管理及保护 at the end of a long phrase is
    one member, 物流及建筑 is two. In English kinds of people are two: ``crane drivers and dock
    pilots``.
    """
    text = projection.text
    for cut in _AND.finditer(text, start, end):
        left, right = text[start : cut.start()].strip(), text[cut.end() : end].strip()
        latin = cut[0] in ("and", "&")
        sides = [_length(projection, *side) for side in ((start, cut.start()), (cut.end(), end))]
        shortest = min(sides)
        alike = shortest > 1 and abs(sides[0] - sides[1]) <= _ALIKE
        alike = not latin and (alike or (many and shortest >= _WHOLE))
        things = is_thing(left) and is_thing(right)
        both = latin and (many or names_people(left) or names_people(right))
        if left and right and (things or cut[0] == "以及" or alike or both):
            return [(start, cut.start()), (cut.end(), end)]
    return [(start, end)]


def _length(projection: Projection, start: int, end: int) -> int:
    """Return how many characters a stretch has in the text: a thing in it is one position."""
    held = (projection.mentions.get(at) for at in range(start, end))
    return sum(each.end - each.start if each else 1 for each in held)


def is_thing(text: str) -> bool:
    """Tell whether projected text is one recognised thing."""
    return len(text) == 1 and "\ue000" <= text <= "\uf8ff"
