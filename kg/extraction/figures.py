"""Every figure that no pattern claimed is still a fact: its noun phrase, the best grounded subject.

A figure is read with what stands around it: the noun phrase that it measures (the words before it
in its clause, or the counted noun after it), the time named in its sentence, whether it is a fact,
a forecast, a target or a plan, and who says so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.extraction.speech import Speech
from kg.extraction.subjects import Reading, Subject, Subjects, clauses
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Mention, Qualifier, Quantity, TimeExpression
from kg.model.span import Span

GENERIC = "kg:figure"
LONGEST = 300  # code points of a statement

_SILENT = frozenset({BlockKind.FOOTNOTE, BlockKind.BOILERPLATE, BlockKind.SOURCE, BlockKind.FIELD})
_LEAD = re.compile(
    r"^(?:[\s的之在于和与及、,，:：\"“”「」]|其中|当中|(?:and|of|in|the|a|an|its|their|which|that|has|have)\b)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s\"“”「」(（]|预计|估计|预期|预测|预算|面临|已经|已|将|会|可|就|仅|只|共|均|都|各|分别|累计|合计|总共|总计|高达|多达|"
    r"达到|达至|达|为|是|有|占|至|到|升至|增至|降至|跌至|突破|超过|约|近|逾|了|的|"
    r"\b(?:will|would|is|are|was|were|be|been|has|have|had|reach(?:ed|es)?|total(?:led|s)?|of|to|at|by|a|an|the|some|"
    r"stood|stands|amount(?:ed|s)?|rose|fell|grew|about|around|over|than|more|nearly|almost|for|in|with)\b)+$",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"预计|预测|预期|预料|料将|推算|估计将|将会|将(?=高达|达|有|增|升|降|面临|短缺|需|超|突破|逾|近|约|为|成)|有望|"
    r"\b(?:forecast|project(?:ed|s)?|expect(?:ed|s)?|will|would|estimated to)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"目标|力争|争取|冀|指标为|\b(?:target|aim(?:s|ed)?|goal)\b", re.IGNORECASE)
_PLAN = re.compile(
    r"计划(?=[在于投设建推拨增])|拟|将于|\b(?:plan(?:s|ned)? to|intend)\b", re.IGNORECASE
)


def find(
    readings: Sequence[Reading], subjects: Subjects, speech: Speech, claimed: Iterable[Span]
) -> Iterator[Fact]:
    """Yield a generic observation for each figure whose place no other fact claims as its value."""
    taken = sorted(claimed)
    for index, reading in enumerate(readings):
        if reading.passage.block.kind in _SILENT:
            continue
        for start, end in reading.passage.sentences:
            previous: Fact | None = None
            for mention in reading.within(start, end):
                if not isinstance(mention.meaning, Quantity) or _is_bracket(mention.meaning):
                    continue
                span = reading.passage.span(mention.start, mention.end)
                if any(span.overlaps(other) for other in taken):
                    continue
                previous = _figure(readings, index, (start, end), mention, subjects, speech)
                yield previous


def modality(clause: str) -> str:
    """Tell whether folded words state a fact, a forecast, a target or a plan.

    >>> modality("预计到2028年短缺18万人"), modality("已批出5万宗"), modality("目标是培训3000人")
    ('forecast', 'actual', 'target')
    """
    for name, words in (("target", _TARGET), ("forecast", _FORECAST), ("plan", _PLAN)):
        if words.search(clause):
            return name
    return "actual"


def time_of(reading: Reading, sentence: tuple[int, int], position: int) -> Mention | None:
    """Return the time that holds at a position of a sentence.

    It is the last one named before it, else the first after it in the same clause.
    """
    start, end = sentence
    times = [m for m in reading.within(start, end) if isinstance(m.meaning, TimeExpression)]
    before = [m for m in times if m.end <= position]
    if before:
        return before[-1]
    for a, b in clauses(reading.passage.folded, start, end):
        if a <= position < b:
            return next((m for m in times if a <= m.start < b), None)
    return None


def _figure(
    readings: Sequence[Reading],
    index: int,
    sentence: tuple[int, int],
    mention: Mention,
    subjects: Subjects,
    speech: Speech,
) -> Fact:
    reading = readings[index]
    passage = reading.passage
    quantity = mention.meaning
    assert isinstance(quantity, Quantity)  # noqa: S101 - the caller chose it
    start, end = sentence
    clause = next(
        (c for c in clauses(passage.folded, start, end) if c[0] <= mention.start < c[1]), sentence
    )
    subject = subjects.before(index, start, mention.start) or subjects.around(index, start)
    when = time_of(reading, sentence, mention.start)
    speaker = speech.speaker(reading, sentence, mention.start)
    evidence = [
        _statement(reading, sentence, clause, mention),
        subject.evidence,
        passage.evidence(mention.start, mention.end, "value"),
    ]
    if when:
        evidence.append(passage.evidence(when.start, when.end, "time"))
    if speaker:
        evidence.append(speaker.evidence)
    return Fact(
        kind="quantity",
        subject=subject.entity,
        evidence=tuple(dict.fromkeys(evidence)),
        rule="figure",
        tier=subject.tier,
        predicate=GENERIC,
        quantity=quantity,
        measure=measure(reading, clause, mention),
        time=when.meaning.edtf if when and isinstance(when.meaning, TimeExpression) else "",
        modality=modality(passage.folded[start : mention.start]),
        speaker=speaker.entity if speaker else None,
    )


def measure(reading: Reading, clause: tuple[int, int], mention: Mention) -> str:
    """Return the noun phrase of what a figure measures, in the words of the text.

    It is what stands between the last thing or time named before the figure and the verb that
    leads to it; else the counted noun; else the clause.
    """
    passage = reading.passage
    left = clause[0]
    for other in reading.within(clause[0], mention.start):
        if isinstance(other.meaning, (Entity, TimeExpression)):
            left = other.end
    for begin in (left, clause[0]):
        phrase = passage.folded[begin : mention.start]
        lead = _LEAD.match(phrase)
        start = begin + (lead.end() if lead else 0)
        tail = _TAIL.search(passage.folded[start : mention.start])
        end = start + tail.start() if tail else mention.start
        if end - start >= 2:
            return passage.text[start:end].strip()
    quantity = mention.meaning
    noun = quantity.noun if isinstance(quantity, Quantity) else ""
    at = passage.folded.find(noun, mention.start, clause[1] + len(noun)) if noun else -1
    if at >= 0:
        return passage.text[at : at + len(noun)]
    return passage.text[clause[0] : clause[1]].strip()


def _is_bracket(quantity: Quantity) -> bool:
    """Tell whether a rank only bounds a list (the top 30): that is no figure of anything."""
    return quantity.unit == "rank" and quantity.qualifier is Qualifier.AT_MOST


def _statement(
    reading: Reading, sentence: tuple[int, int], clause: tuple[int, int], mention: Mention
) -> Evidence:
    """Return the sentence as the statement, or the clause where the sentence is too long."""
    for start, end in (sentence, clause):
        if end - start <= LONGEST:
            return reading.passage.evidence(start, end, "statement")
    start = max(clause[0], mention.start - LONGEST // 2)
    return reading.passage.evidence(start, min(clause[1], start + LONGEST), "statement")


__all__ = ["GENERIC", "Subject", "find", "measure", "modality", "time_of"]
