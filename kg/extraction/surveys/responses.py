"""Shares of respondents told in prose: ``六成三人選擇「發展空間較大」``, ``38 % planned to leave``.

A percentage is an answer where its sentence speaks of people who were asked, or where the whole
document reports on a survey and the clause does not only compare.
"""

import re
from collections.abc import Sequence

from kg.extraction.discourse.measures import moves, trimmed
from kg.extraction.metadata import cover
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.surveys import questions
from kg.model.mention import Mention, Quantity
from kg.text.folding import fold

SHARE = "kg:responseShare"
_REPORT = re.compile(r"调查|问卷|民调|民意|\b(?:survey|poll|barometer|pulse)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"受访|被访|访问了|应答|作答|\b(?:respondents?|responded|surveyed|polled|interviewed|were asked"
    r"|who (?:replied|answered))\b",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"问卷:|有效样本|样本(?:数|量)|抽样误差|抽样|回[复应收]率|margin of error|sample size",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"^[\s]*(?:较|比|按年|同比|上升|下跌|增|减|compared|up|down|from|against)", re.IGNORECASE
)
_WHO = "者|人|企业|青年|学生|僱主|雇主|员工|公司|人士|市民"
_OPENING = re.compile(
    rf"[\s)）」”的,]*(?:(?:受访|被访)?(?:{_WHO})"
    r"|(?:of )?(?:them|those|respondents|firms|companies|people))?"
    r"[\s的]*(?:则|亦|也|更|均|都|表示|认为|指|said|say|that)*\s*",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"[\s]*(?:至于|关于|就|对于|谈到|谈及|问及|被问(?:及|到)"
    r"|(?:when )?asked (?:about|why|what|how)|as (?:to|for))\s*",
    re.IGNORECASE,
)
# Shares that no answers make: of a thing, of things counted before, rates that are measured.
_OF_A_THING = re.compile(
    r"\s+of\s+(?:the|its|their|a|an)\s+(?:[a-z-]+\s+){0,2}?(?:threshold|line|total|level|costs?|value"
    r"|average|budget|income|wage|output|market|area|land|price|population|gdp|time)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?<![满支选认知同赞信参接续推])(?<![意持择同晓])率[^,。;%]{0,6}\Z")
_MEASURED = re.compile(
    r"(?:占比|比重|增[速幅长]|[升跌降]幅)[^,。;%]{0,4}\Z|^\s*(?:占(?!据|地)|同比|环比|按年|按季)"
    r"|^\s*(?:[a-z-]+ ){0,4}(?:rate|ratio|growth|coverage|margin|increase|decrease)s?\s*\Z",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:其中|当中|\bof (?:which|these|them))[^。;]{0,12}\Z", re.IGNORECASE)
_ASKABLE = frozenset({"person", "household", "company", "respondent", "student", "shop", "school"})
_LINK = re.compile(
    r"\s*(?:[,、]|和|及|以及|而|,?\s?\b(?:and|while|but)\b)\s*[^,、\s]{0,2}\s*\Z", re.IGNORECASE
)
_SHORTEST = 3


def reports_on_survey(texts: Sequence[Passage]) -> bool:
    """Tell whether the document's title says that it reports on a survey."""
    found = cover.title(texts)
    return bool(found and _REPORT.search(fold(found[0])))


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
