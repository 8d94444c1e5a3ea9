"""Shares of respondents told in prose: ``六成三人選擇「發展空間較大」``, ``38 % planned to leave``.

A percentage is an answer where its sentence speaks of people who were asked, or where the whole
document reports on a survey and the clause does not only compare.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.extraction.discourse.measures import moves, trimmed
from kg.extraction.metadata import cover
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.surveys import questions
from kg.extraction.words.expressions import expression
from kg.model.mention import Mention, Quantity
from kg.text.folding import fold

SHARE = "kg:responseShare"
_REPORT = expression(r"<surveys.report_kinds>|\b(?:survey|poll|barometer|pulse)\b", re.IGNORECASE)
_ASKED = expression(
    r"<surveys.were_asked>|\b(?:respondents?|responded|surveyed|polled|interviewed|were asked"
    r"|who (?:replied|answered))\b",
    re.IGNORECASE,
)
_METHOD = expression(
    r"<surveys.questionnaires>:|<surveys.sampling>|margin of error|sample size",
    re.IGNORECASE,
)
_COMPARES = expression(
    r"^[\s]*(?:<surveys.comparing>|compared|up|down|from|against)", re.IGNORECASE
)
_WHO = "<surveys.who>"
_OPENING = expression(
    rf"[\s)）」”<particles.of>,]*(?:<surveys.asked_passive>?(?:{_WHO})"
    r"|(?:of )?(?:them|those|respondents|firms|companies|people))?"
    r"[\s<particles.of>]*(?:<surveys.share_adverbs>|said|say|that)*\s*",
    re.IGNORECASE,
)
_TOPIC = expression(
    r"[\s]*(?:<surveys.topics>"
    r"|(?:when )?asked (?:about|why|what|how)|as (?:to|for))\s*",
    re.IGNORECASE,
)
# Shares that no answers make: of a thing, of things counted before, rates that are measured.
_OF_A_THING = re.compile(
    r"\s+of\s+(?:the|its|their|a|an)\s+(?:[a-z-]+\s+){0,2}?(?:threshold|line|total|level|costs?|value"
    r"|average|budget|income|wage|output|market|area|land|price|population|gdp|time)\b",
    re.IGNORECASE,
)
_RATE = expression(r"(?<!<surveys.no_rate>)<surveys.rate>[^,。;%]{0,6}\Z")
_MEASURED = expression(
    r"<surveys.measures>[^,。;%]{0,4}\Z|^\s*<surveys.measured>"
    r"|^\s*(?:[a-z-]+ ){0,4}(?:rate|ratio|growth|coverage|margin|increase|decrease)s?\s*\Z",
    re.IGNORECASE,
)
_PART = expression(r"(?:<clauses.of_which>|\bof (?:which|these|them))[^。;]{0,12}\Z", re.IGNORECASE)
_ASKABLE = frozenset({"person", "household", "company", "respondent", "student", "shop", "school"})
_LINK = expression(
    r"\s*(?:[,、]|<surveys.joints>|,?\s?\b(?:and|while|but)\b)\s*[^,、\s]{0,2}\s*\Z", re.IGNORECASE
)
_SHORTEST = 3


def reports_on_survey(texts: Sequence[Passage]) -> bool:
    """Tell whether the document's title says that it reports on a survey."""
    found = cover.title(texts)
    return bool(found and _REPORT.search(fold(found[0])))


@lru_cache(maxsize=64)  # each figure of a sentence asks
def tells_of_asked(folded: str, start: int, end: int) -> bool:
    """Tell whether a sentence of a survey's report tells of those asked, or how they were."""
    return bool(_ASKED.search(folded, start, end) or _METHOD.search(folded, start, end))


def is_rate(label: str) -> bool:
    """Tell whether the folded label of a share says what is measured, not what was answered.

    >>> is_rate("护理型床位占比"), is_rate("平均入住率"), is_rate("满意率"), is_rate("交通便利")
    (True, True, False, False)
    """
    return bool(_RATE.search(label) or _MEASURED.search(label))


def answer(
    reading: Reading,
    sentence: tuple[int, int],
    clause: tuple[int, int],
    mention: Mention,
    before: tuple[int, int],
    survey: bool,
) -> tuple[int, int] | None:
    """Return the range of the option that a share chose; None where it is no answer.

    ``before`` is the range of the phrase before the figure, ``survey`` whether the whole document
    reports on one.
    """
    folded = reading.passage.folded
    if not isinstance(mention.meaning, Quantity) or mention.meaning.unit != "%":
        return None
    asked = _ASKED.search(folded, *sentence)
    if not (asked or survey) or _COMPARES.match(folded[slice(*clause)]):
        return None
    if not asked and _is_of_things(reading, sentence, mention):
        return None
    limit = _next_share(reading, mention, clause[1])
    opening = _OPENING.match(folded, mention.end, limit)
    start = opening.end() if opening else mention.end
    start, end = _bare(folded, start, limit)
    if end - start >= _SHORTEST:
        return start, end
    whole = trimmed(folded, clause[0], mention.start) if before[1] <= mention.start else None
    start, end = _bare(folded, *(whole or before))
    named = end <= mention.start and end - start > 1 and not moves(folded[start:end])
    return (start, end) if named else None


def _is_of_things(reading: Reading, sentence: tuple[int, int], mention: Mention) -> bool:
    """Tell whether a share is of what nobody can ask: of halls, of a threshold; or is a rate."""
    folded = reading.passage.folded
    before = folded[sentence[0] : mention.start]
    if _OF_A_THING.match(folded, mention.end, sentence[1]) or is_rate(before):
        return True
    counted = [m.meaning for m in reading.within(sentence[0], mention.start)]
    figures = [each for each in counted if isinstance(each, Quantity) and each.unit != "%"]
    return bool(figures and _PART.search(before) and figures[-1].unit not in _ASKABLE)


def _next_share(reading: Reading, mention: Mention, end: int) -> int:
    """Return where the words of an answer end: before the share of the next one in its clause."""
    folded = reading.passage.folded
    for other in reading.within(mention.end, end):
        if isinstance(other.meaning, Quantity) and other.meaning.unit == "%":
            link = _LINK.search(folded, mention.end, other.start)
            return link.start() if link else end
    return end


def _bare(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return a range without a final stop, and without a quote mark whose partner is outside."""
    end = start + len(folded[start:end].rstrip(" 。.;!?！？"))
    for opening, closing in ("「」", "“”", "()"):
        words = folded[start:end]
        if words.endswith(closing) and words.count(closing) > words.count(opening):
            end -= 1
        elif words.startswith(opening) and words.count(opening) > words.count(closing):
            start += 1
    return start, end


def question(reading: Reading, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """Return the range of what a sentence says was asked: ``至於北上的原因，…``."""
    for start, end in clauses(reading.passage.folded, *sentence):
        topic = _TOPIC.match(reading.passage.folded, start, end)
        if topic and end - topic.end() >= _SHORTEST:
            return topic.end(), end
    return questions.asked(reading.passage.folded, *sentence)
