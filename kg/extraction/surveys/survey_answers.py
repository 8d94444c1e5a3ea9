"""An answer to a survey as a fact: what was asked, which option it is, and whose share it is."""

import re
from collections.abc import Sequence

from kg.extraction.passages.passage import Passage
from kg.extraction.surveys.answers import Answer, is_group
from kg.extraction.times import dates
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, TimeExpression
from kg.text.folding import fold

APART = "share-list"  # the rule of shares that no survey gives
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\d-])")
LONGEST_LINE = 60  # characters of what can be a heading or a lead


def question_over(
    texts: Sequence[Passage], headings: Sequence[int], title: str, lead: Passage | None = None
) -> tuple[str, tuple[Evidence, ...]]:
    """Return the question that headings ask, ``outer - inner``, and the headings as evidence.

    ``lead`` is a line right above the answers that is no heading.

    The document's title is left out, and so are headings that only say who was asked, unless
    there is no other.
    """
    named = [
        texts[index] for index in headings if texts[index].text.strip(" :：") not in ("", title)
    ]
    asked = [text for text in named if not is_group(text.folded)] or named[-1:]
    asked = [*asked, *([lead] if lead else [])][-2:]
    words = " - ".join(text.text.strip(" :：") for text in asked)
    return words, tuple(text.evidence(0, len(text.text), "question") for text in asked)


def share_fact(
    texts: Sequence[Passage], answer: Answer, survey: Entity, known: bool,
    lead: Passage | None = None, line: tuple[Passage, tuple[int, int]] | None = None,
) -> Fact:  # fmt: skip
    """Return the fact of one answer, under the line that asks for it, if there is one.

    ``known`` tells whether the document reports on a survey, ``lead`` is the line right above the
    answers where that is no heading.
    """
    text = answer.text
    asked, headings = question_over(texts, text.block.headings, survey.name, lead)
    if line:
        asked, headings = line[0].text[slice(*line[1])], (line[0].evidence(*line[1], "question"),)
    if answer.asked:
        own = text.text[slice(*answer.asked)]
        over, above = question_over(texts, text.block.headings[-1:], survey.name)
        asked = own if not over or over in own or len(over) > LONGEST_LINE else f"{over} - {own}"
        headings = (*(above if asked != own else ()), text.evidence(*answer.asked, "question"))
    option = text.text[slice(*answer.option)]
    dimension = [("question", asked)] if asked else []
    dimension.append(("option", option))
    evidence = [
        text.evidence(0, len(text.text), "statement"),
        text.evidence(*answer.place, "value"),
        text.evidence(*answer.option, "option"),
    ]
    group = _group(texts, answer)
    if group:
        dimension.append(("group", group[0]))
        evidence.append(group[1])
    return Fact(
        kind="quantity",
        subject=survey,
        evidence=(*evidence, *headings),
        rule="survey-list" if known else APART,
        tier="A" if known and asked else "B",
        predicate="kg:responseShare" if known else "kg:share",
        quantity=answer.share,
        measure=option,
        time="" if known else _time(asked),
        dimension=tuple(dimension),
    )


def _time(heading: str) -> str:
    """Return the one time that a heading over shares gives, in EDTF: ``Landings, 2024``."""
    if not any(map(str.isdigit, heading)):
        return ""
    times = {
        time.edtf
        for mention in dates.find(fold(heading), None)
        if isinstance(time := mention.meaning, TimeExpression) and not time.relative
    }
    found = times or set(_YEAR.findall(heading))
    return found.pop() if len(found) == 1 else ""


def _group(texts: Sequence[Passage], answer: Answer) -> tuple[str, Evidence] | None:
    """Return whom the share holds for: named in the answer, else by one of several headings."""
    if answer.group:
        text, place = answer.text, answer.group
        return text.text[slice(*place)], text.evidence(*place, "group")
    headings = answer.text.block.headings
    for index in reversed(headings if len(headings) > 1 else ()):
        if is_group(texts[index].folded):
            heading = texts[index]
            return heading.text.strip(" :："), heading.evidence(0, len(heading.text), "group")
    return None
