"""What an English phrase with a figure hangs on: ``X, a fund of 40 million``, ``a dock, with 300``.

A noun in apposition tells of the name before it, and so does ``with`` behind it; who is named only
in that apposition (``X, a fund managed by A, which has``) is not what a relative clause goes on to
tell of. Behind what a verb sets up, ``with`` tells of that and not of whoever sets it up.
"""

from kg.extraction.mentions.descriptions import is_kind
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity, Mention

_PLACED = r"[”\"’')*]*(?: (?:in|at|near|on|off) (?:the )?[^\W\d_][\w’'-]*(?: [A-Z][\w’'-]*)?)?"
_APPOSED = expression(
    rf"{_PLACED}, (?:an?|the|one of (?:the|its)) (?![^,;:.()]*\b(?:is|are|was|were|has|have|had"
    r"|will|would|can|which|that|who)\b)[^,;:.()]{2,100}"
)
_UNKNOWN = expression(
    r"(?P<name>[A-Z][\w’'-]+(?: (?:(?:of|for|du|de|des|la|and) )?[A-Z][\w’'-]+){0,3})"
    rf"{_APPOSED.pattern}$"
)
_AT = expression(r"[”\"’')*]* (?:in|at|near|on|off) (?:the )?")
_MEASURES = expression(r"\b(?:of|with|worth|costing|covering|spanning|holding)\b[^,;:.()]{0,24}$")
_WORTH = expression(  # X, worth 40 million; X, now valued at 3 billion
    r", (?:now |each |currently |together )?(?:worth|costing|(?:valued|priced|budgeted) at)"
    r"(?: (?:about|around|some|over|nearly|almost|up to|more than))? $"
)
_CALLED = expression(
    r"(?P<name>[A-Z][\w’'-]*(?: (?:of|for|and|the) (?=[A-Z])| (?=[A-Z]))?(?:[A-Z][\w’'-]* ?){1,5})$"
)
_WITH = expression(r", (?:each )?(?:with|having) [^,;:.]{0,60}$")
_BY = expression(r"\bby (?:the )?(?:[a-z-]+ ){0,3}[“\"]?$")
_WHICH = expression(r"[”\"’']?,? (?:which|that|who)\b")
_SET_UP = expression(
    r"\b(?:set(?:s|ting)? up|establish(?:es|ed|ing)?|buil(?:ds?|t|ding)|open(?:s|ed|ing)?"
    r"|launch(?:es|ed|ing)?|creat(?:es?|ed|ing)|found(?:s|ed|ing)?|runs?|adds?|added|unveil(?:s|ed)?"
    r"|plans?|planned|hosts?|hosted|develop(?:s|ed|ing)?)"
    r" (?:an?|the|its|their|another|one) (?P<name>(?:[a-z-]+ ){0,3}?(?P<noun>[a-z-]+))"
    r"(?: (?:for|in|at|of|on|near|to) [^,;:.]{2,60})?$"
)
_RUNS = expression(  # what they will run is what its places are of, with so many
    r"\b(?:set(?:s|ting)? up|establish|buil[dt]|open|launch|creat|found|run|offer|host|start|add)"
    r"(?:e?s|e?d|ing)? (?:an?|the|its|their|another|one) (?:[a-z-]+ ){0,3}[“\"]?$"
)
_FARTHEST = 240  # code points between a name and the end of what hangs on it
_LONGEST = 160  # code points of a clause before what hangs on its object

Host = Mention | tuple[int, int]


def host(reading: Reading, sentence: tuple[int, int], position: int) -> Host | None:
    """Return the thing on which the phrase of a figure hangs, or the range of its noun phrase.

    ``sentence`` is its half-open range in the text of the passage, ``position`` where the figure
    stands. None is returned for a figure that does not stand in such a phrase.
    """
    folded = reading.passage.folded
    if worth := _WORTH.search(folded, max(sentence[0], position - _LONGEST), position):
        return _right_before(reading, sentence, worth.start())
    if behind := _WITH.search(folded, max(sentence[0], position - _LONGEST), position):
        if apposed := _named(reading, sentence, behind.start()):
            return apposed
        run = _right_before(reading, sentence, behind.start())
        if isinstance(run, Mention) and _RUNS.search(folded, sentence[0], run.start):
            return run
        made = _SET_UP.search(folded, max(sentence[0], behind.start() - _LONGEST), behind.start())
        named = made and any(reading.within(*made.span("name")))
        return made.span("name") if made and not named and is_kind(made["noun"]) else None
    if _MEASURES.search(folded, max(sentence[0], position - _LONGEST), position):
        return _named(reading, sentence, position)
    return None


def described(reading: Reading, sentence: tuple[int, int], name: tuple[int, int]) -> Host | None:
    """Return the thing in whose apposition a name stands: X, a fund run by the A, which.

    It must be all of the apposition, or who does what that tells; ``name`` is its half-open range.
    None is returned for a name that stands elsewhere.
    """
    folded = reading.passage.folded
    if not _WHICH.match(folded, name[1]):
        return None
    before = next(reading.within(*name), None)
    start = before.start if before else name[0]
    if _BY.search(folded, sentence[0], start):
        return _named(reading, sentence, start)
    return _named(reading, sentence, name[1]) if folded.endswith(", ", 0, name[0]) else None


def _right_before(reading: Reading, sentence: tuple[int, int], end: int) -> Host | None:
    """Return the thing whose name ends at a position, known or not."""
    folded = reading.passage.folded
    near = tuple(reading.within(max(sentence[0], end - _LONGEST), end))
    if near and near[-1].end == end and isinstance(near[-1].meaning, Entity):
        return near[-1]
    called = _CALLED.search(folded, max(sentence[0], end - _LONGEST), end)
    return called.span("name") if called else None


def _named(reading: Reading, sentence: tuple[int, int], end: int) -> Host | None:
    """Return the thing whose name stands before an apposition that ends at a position."""
    folded = reading.passage.folded
    things = [
        mention
        for mention in reading.within(max(sentence[0], end - _FARTHEST), end)
        if isinstance(mention.meaning, Entity)
        and folded[mention.start].isupper()
        and _APPOSED.fullmatch(folded, mention.end, end)
    ]
    unknown = _UNKNOWN.search(folded, max(sentence[0], end - _FARTHEST), end)
    if not things:
        return unknown.span("name") if unknown else None
    if len(things) > 1 and _AT.fullmatch(folded, things[-2].end, things[-1].start):
        return things[-2]  # X in Kent, a school
    if unknown and _AT.fullmatch(folded, unknown.end("name"), things[-1].start):
        return unknown.span("name")
    return things[-1]
