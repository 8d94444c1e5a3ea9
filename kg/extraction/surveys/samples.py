"""How many were asked in a survey, and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.discourse.timing import is_compared
from kg.extraction.numbers.table_units import is_sample
from kg.extraction.passages.once import once
from kg.extraction.passages.passage import Passage
from kg.extraction.surveys.answers import begins_with_group
from kg.extraction.times import dates
from kg.extraction.words.expressions import expression, seldom
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity, Quantity, TimeExpression
from kg.text.folding import fold

_TEXTS = (
    BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HEADING,
)  # fmt: skip
_LONGEST_LINE = 60
_NEAR = 3  # blocks
_FEWEST_GROUPS = 2
_FEWEST_ASKED = 10  # things, of which one asks somebody
_ASKING = expression(
    r"(?:<surveys.asked_many>"
    r"|interviews with|surveyed|interviewed|polled|\basked|sample(?: size)?(?: of)?\s*:?"
    r"|responses from|replies from|sample size|\bn\s?=)[^,。;]{0,14}$",
    re.IGNORECASE,
)
_REPLYING = expression(
    r"[^,。;.]{0,16}?(?:<surveys.replying>|<surveys.taken>.{0,3}<surveys.visits>|"
    r"<surveys.taking_part>.{0,6}<surveys.visits>"
    r"|respondents\b|responses\b|replies\b|(?:polled|surveyed|interviewed)\b"
    r"|(?:answered|replied|responded)\b|interviewees\b|took part"
    r"|participated"
    r"|(?:were|was|have been) (?:surveyed|interviewed|polled))",
    re.IGNORECASE,
)
_FIELDWORK = expression(
    r"\s*[^:]{0,10}(?:<surveys.fieldwork>|fieldwork|survey|poll(?:ing)?|interviews?"
    r"|questionnaires?)"
    r"<surveys.carried_out>?(?:<surveys.times>|dates?|period|conducted)?\s*[:(,]\s*",
    re.IGNORECASE,
)
_METHODS = expression(
    r"<surveys.methods>|who we (?:asked|surveyed|spoke)|method"
    r"|about (?:the"
    r"|this) survey|respondents",
    re.IGNORECASE,
)
_RATE = seldom(
    r"(?P<label><surveys.rate_kinds>*<surveys.reply_rates>"
    r"|(?:survey |overall )?(?:response|completion) rate"
    r"|(?P<error><surveys.largest>?<surveys.of_sample>?<surveys.error><surveys.error_range>?|"
    r"(?:sampling|margin of) error)"
    r"|<surveys.confidence>|confidence level)[^\d。;,]{0,14}$",
    re.IGNORECASE,
)
_FIRMS = seldom(  # firms among those who were asked
    r"<surveys.asked_ones>[^,。;:()]{0,6}?<surveys.firms>|<surveys.visited>[^,。;]{0,8}?\d"
    r"<surveys.firm_classifiers>"
    r"|\b(?:firms|companies|employers|businesses|enterprises)\b[^.;\d]{0,24}?"
    r"\b(?:surveyed|responded|polled|replied|answered|asked|took part)\b"
    r"|\b(?:surveyed|survey of|asked|polled|interviewed) (?:[\w,]+ ){1,4}?"
    r"(?:firms|companies|employers|businesses|enterprises)\b",
    re.IGNORECASE,
)
_COUNTED = expression(r"(?:^|[(、,;])\s*<surveys.parts>?(?P<group>[^\d,、;:()]{2,24}?)\s*$")
_NUMBER = expression(r"\D*?\d[\d,.]*\s*")
_NOUN = expression(r"[^\d,。;:().]{0,24}")
_ANSWERING = ("respondent", "reply", "response", "participant", "interviewee")
_NO_SAMPLE = ("%", "percentage point", "rank", "year", "month", "day", "hour", "times", "ratio")


@once
def asked_unit(texts: Sequence[Passage]) -> str:
    """Return the unit of those who were asked in a document: ``company`` or ``person``."""
    return "company" if any(_FIRMS.search(text.folded) for text in texts) else "person"


def in_row(fact: Fact, unit: str) -> Fact:
    """Return the fact of a cell as how many were asked, where its row says so, in ``unit``."""
    row = next((value for name, value in fact.dimension if name in ("option", "category")), "")
    if not is_sample(fold(row)) or fact.quantity is None or fact.quantity.unit not in ("%", "item"):
        return fact
    dimension = tuple(each for each in fact.dimension if each[1] != row)
    return replace(
        fact, rule="sample-size", predicate="kg:sampleSize", dimension=dimension, measure=row,
        quantity=replace(fact.quantity, unit=unit),
    )  # fmt: skip


def periods(texts: Sequence[Passage], survey: Entity) -> Iterator[Fact]:
    """Yield when the survey was made: a line ``Fieldwork: May to July 2024``."""
    for text in texts:
        label = _FIELDWORK.match(text.folded) if len(text.text) <= _LONGEST_LINE else None
        if label is None or text.block.kind not in _TEXTS:
            continue
        for mention in dates.find(text.folded[label.end() :], None)[:1]:
            start, end = label.end() + mention.start, label.end() + mention.end
            time = mention.meaning
            if isinstance(time, TimeExpression) and time.edtf and not time.relative:
                evidence = (
                    text.evidence(0, len(text.text), "statement"),
                    text.evidence(start, end, "object"),
                )
                yield Fact(
                    "relation", survey, evidence, "survey-period", "A", "kg:heldOn", time.edtf
                )


def in_period(sample: Fact, facts: Sequence[Fact]) -> Fact:
    """Return how many were asked with the time that their sentence or the survey gives."""
    if sample.time:
        return sample
    periods = {str(fact.object): fact for fact in facts if fact.rule == "survey-period"}
    if len(periods) != 1:
        return sample
    edtf, fact = next(iter(periods.items()))
    shown = replace(fact.evidence[-1], role="time")
    return replace(sample, time=edtf, evidence=(*sample.evidence, shown))


def samples(texts: Sequence[Passage], text: Passage, survey: Entity) -> Iterator[Fact]:
    """Yield how many were asked; the fact measures the noun after the number."""
    methods = any(_METHODS.search(texts[index].folded) for index in text.block.headings[-1:])
    for asked, first, last in text.figures:
        if asked.unit in _NO_SAMPLE or re.fullmatch(r"[A-Z]{3}", asked.unit):
            continue
        if asked.value < _FEWEST_ASKED and asked.unit not in ("person", "company"):
            continue  # 受访校长指出三项困难
        start, end = text.sentence_at(first) or (first, last)
        end = min(end, next((stop for _, stop in text.lines if stop >= last), end))
        number_ = _NUMBER.match(text.folded, first, last)
        noun = number_.end() if number_ else last
        asking = _ASKING.search(text.folded[start:first]) or (
            first == start and methods and begins_with_group(text.folded[noun:end])
        )
        if not asking and not _REPLYING.match(text.folded[noun:end]):
            continue
        if asked.unit in _ANSWERING:
            asked = replace(asked, unit=asked_unit(texts))
        words = _NOUN.match(text.folded[last:end])
        time = _sentence_time(text, start, end)
        measure = text.text[last : last + len(words[0])].strip() if words else ""
        yield Fact(
            kind="quantity",
            subject=survey,
            evidence=(text.evidence(start, end, "statement"), text.evidence(first, last, "value")),
            rule="sample-size",
            predicate="kg:sampleSize",
            quantity=asked,
            measure=measure or asked.noun or text.text[start:end],
            time=time,
        )


def rates(text: Passage, survey: Entity) -> Iterator[Fact]:
    """Yield how many of those asked answered, and how sure the results are."""
    for rate, first, last in text.figures:
        start, end = text.sentence_at(first) or (first, last)
        label = _RATE.search(text.folded[start:first])
        if label and rate.unit in ("%", "percentage point"):
            place = (start + label.start("label"), start + label.end("label"))
            evidence = (
                text.evidence(start, end, "statement"),
                text.evidence(first, last, "value"),
                text.evidence(*place, "predicate"),
            )
            yield Fact(
                "quantity", survey, evidence, "survey-rate", "A",
                "kg:figure" if label["error"] else "kg:rate",
                quantity=rate, measure=text.text[slice(*place)],
            )  # fmt: skip


def groups(texts: Sequence[Passage], text: Passage, survey: Entity) -> Iterator[Fact]:
    """Yield how many of each kind were asked: ``大型企業 40 間、中小企 80 間`` under the method.

    Several counts of one unit, each behind a label of its own, are the parts of a sample.
    """
    headed = any(_METHODS.search(texts[index].folded) for index in text.block.headings)
    before = texts[max(0, text.index - _NEAR) : text.index]
    if not headed and not any(_METHODS.match(t.folded.strip()) for t in before):
        return
    found: list[tuple[Quantity, tuple[int, int], tuple[int, int]]] = []
    for asked, first, last in text.figures:
        label = _COUNTED.search(text.folded[:first])
        if label and asked.unit not in _NO_SAMPLE and not re.fullmatch(r"[A-Z]{3}", asked.unit):
            found.append((asked, (first, last), label.span("group")))
    units = {asked.unit for asked, *_ in found}
    if len(found) < _FEWEST_GROUPS or len(units) > 1:
        return
    for count, place, group in found:
        words = text.text[slice(*group)]
        evidence = (
            text.evidence(group[0], place[1], "statement"),
            text.evidence(*place, "value"),
            text.evidence(*group, "group"),
        )
        yield Fact(
            "quantity", survey, evidence, "sample-group", "A", "kg:sampleSize", quantity=count,
            measure=words, dimension=(("group", words),),
        )  # fmt: skip


def _sentence_time(text: Passage, start: int, end: int) -> str:
    """Return the only time that a sentence gives, in EDTF; else empty."""
    sentence = text.folded[start:end]
    times = [
        mention.meaning.edtf
        for mention in dates.find(sentence, None)
        if isinstance(mention.meaning, TimeExpression)
        and not mention.meaning.relative
        and not is_compared(sentence, mention)
    ]
    return times[0] if len(times) == 1 else ""
