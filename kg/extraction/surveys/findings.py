"""Surveys: the answers, and how many were asked.

The question of an answer is the nearest heading, its group whom the share holds for. A list of
shares in a document that knows of no survey is no more than that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from kg.extraction.passages.passage import Passage
from kg.extraction.surveys import questions
from kg.extraction.surveys.answers import PLAIN, Answer, listed, shares_of, spoken, trimmed
from kg.extraction.surveys.enumerated_answers import enumerated
from kg.extraction.surveys.identity import Mint, is_survey, survey_entity
from kg.extraction.surveys.polled import polled, when_asked
from kg.extraction.surveys.rankings import rankings, sectors
from kg.extraction.surveys.samples import groups, in_period, periods, rates, samples
from kg.extraction.surveys.survey_answers import APART, LONGEST_LINE, question_over, share_fact
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.text.folding import fold

_TITLED = expression(r".*(?:<surveys.kinds>|\b(?:survey|poll)\b)", re.IGNORECASE)
_AVERAGE = expression(
    r"\s*<surveys.on_the_whole>?<surveys.averages>"
    r"|\s*(?:on |the |overall )*(?:average|mean|median|net)\b",
    re.IGNORECASE,
)
_WEIGHTS = expression(
    r"<surveys.weights>|\bweight(?:s|ings?)?\b"
    r"|\b(?:budget|spending|cost|revenue) (?:breakdown|allocation|split|mix)\b"
    r"|\bbreakdown of (?:the )?(?:budget|spending|costs?|revenue)\b",
    re.IGNORECASE,
)
_LINES = (BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.PARAGRAPH)
_TEXTS = (*_LINES, BlockKind.QUOTE, BlockKind.HEADING)
_NEAR_GAP = 2  # blank lines


def find(texts: Sequence[Passage], subject: Entity, mint: Mint) -> list[Fact]:
    """Return the survey facts of a document's passages.

    ``subject`` is the document; ``mint`` makes a thing of words and a class.
    """
    known = is_survey(texts)
    asking = questions.in_force(texts)
    runs = [run for run in _runs(texts) if len(run) > _fewest(run, known)]
    used = {answer.text.block.span.start for run in runs for answer in run}
    facts = [
        share_fact(texts, answer, subject, answers, lead, _over(asking, answer, lead))
        for run in runs
        for lead in [_lead(texts, run)]
        for answers in [known and not _weighs(texts, run, lead)]
        for answer in run
    ]
    running = [t for t in texts if t.block.kind in _TEXTS and t.block.span.start not in used]
    if known:
        facts += _summaries(texts, runs, used, subject)
        facts += periods(texts, subject)
        facts += [fact for text in running for fact in _spoken(texts, text, subject)]
        asked = [fact for text in running for fact in _sampled(texts, text, subject)]
        facts += [in_period(fact, facts) for fact in asked]
        facts += [fact for text in running for fact in rates(text, subject)]
        facts += sectors(texts, subject)
    stated = {e.span.start for fact in facts for e in fact.evidence if e.role == "value"}
    facts += [fact for text in running for fact in _polled(texts, text, subject, asking, stated)]
    facts += rankings(texts, subject)
    return _attributed(facts, texts, survey_entity(texts, subject, mint), mint)


def _sampled(texts: Sequence[Passage], text: Passage, survey: Entity) -> Iterator[Fact]:
    """Yield how many were asked, group by group where a passage tells them apart."""
    parts = list(groups(texts, text, survey))
    yield from parts or samples(texts, text, survey)


def _attributed(
    facts: Sequence[Fact], texts: Sequence[Passage], survey: Entity, mint: Mint
) -> list[Fact]:
    """Return the facts with the survey that each belongs to.

    Where a document reports on several, each begins with how many were asked, and is called by
    the outermost heading over that.
    """
    places = [fact.evidence[0].span.start for fact in facts if fact.predicate == "kg:sampleSize"]
    sections: dict[str, int] = {}
    for text in texts:
        titles = [texts[index].text.strip(" :：") for index in text.block.headings[:1]]
        if titles and any(text.block.span.start <= p < text.block.span.end for p in places):
            sections.setdefault(titles[0], texts[text.block.headings[0]].block.span.start)
    if len(sections) <= 1:
        return [f if f.rule == APART else replace(f, subject=survey) for f in facts]
    surveys = [(start, mint(_name(title), "kg:Survey")) for title, start in sections.items()]
    return [
        replace(fact, subject=next(
            (s for start, s in reversed(surveys) if start <= fact.evidence[0].span.start), survey
        ))
        for fact in facts
    ]  # fmt: skip


def _name(title: str) -> str:
    """Return what a heading calls a survey, without what it says of it (``… 的結果``)."""
    named = _TITLED.match(fold(title))
    return title[: named.end()] if named else title


def _runs(texts: Sequence[Passage]) -> Iterator[list[Answer]]:
    """Yield the answers that stand one after the other in the same shape under one heading."""
    run: list[Answer] = []
    for text in texts:
        answers = listed(text) if text.block.kind in _LINES else []
        if run and not (
            answers
            and run[-1].shape == answers[0].shape
            and run[-1].text.block.headings == text.block.headings
        ):
            yield run
            run = []
        run = run + answers
    if run:
        yield run


def _fewest(run: Sequence[Answer], known: bool) -> int:
    """Return how many answers in a row are too few to be a list of them."""
    return 2 if run[0].shape == PLAIN else 0 if known else 1


def _lead(texts: Sequence[Passage], run: Sequence[Answer]) -> Passage | None:
    """Return the short line right above a list of answers, if the layout has it as no heading."""
    index = run[0].text.index
    if len(run) == 1 or index == 0 or run[0].text.block.gap > _NEAR_GAP:
        return None
    lead = texts[index - 1]
    short = 0 < len(lead.text.strip()) <= LONGEST_LINE and not lead.folded.endswith(("。", "."))
    numbered = lead.block.kind is BlockKind.LIST_ITEM is not run[0].text.block.kind
    plain = numbered or lead.block.kind in (BlockKind.LINE, BlockKind.PARAGRAPH)
    return (
        lead
        if short and plain and not lead.figures and index - 1 not in run[0].text.block.headings
        else None
    )


def _over(
    asking: Mapping[int, tuple[Passage, tuple[int, int]]], answer: Answer, lead: Passage | None
) -> tuple[Passage, tuple[int, int]] | None:
    """Return the question line over an answer; a numbered one right above ends the last."""
    found = asking.get(answer.text.block.span.start)
    ended = lead and lead.block.kind is BlockKind.LIST_ITEM and found and found[0] is not lead
    return None if ended else found


def _weighs(texts: Sequence[Passage], run: Sequence[Answer], lead: Passage | None) -> bool:
    """Tell whether what stands over a list of shares says that they are parts of a whole."""
    above = [texts[index] for index in run[0].text.block.headings[-1:]]
    over = [o.folded for o in (*above, *([lead] if lead else [])) if len(o.text) <= LONGEST_LINE]
    over += [run[0].text.folded[slice(*run[0].asked)]] if run[0].asked else []
    return any(map(_WEIGHTS.search, over))


def _summaries(
    texts: Sequence[Passage], runs: Sequence[Sequence[Answer]], used: set[int], survey: Entity
) -> Iterator[Fact]:
    """Yield the averages of answers: a line ``On average 12%`` right after them."""
    places = {text.block.span.start: index for index, text in enumerate(texts)}
    for run in runs:
        index = places[run[-1].text.block.span.start] + 1
        text = texts[index] if index < len(texts) else run[-1].text
        if text.block.span.start in used or len(text.text) > LONGEST_LINE:
            continue
        if text.block.gap > _NEAR_GAP or len(text.figures) != 1 or not _AVERAGE.match(text.folded):
            continue
        asked, headings = question_over(
            texts, run[-1].text.block.headings, survey.name, _lead(texts, run)
        )
        quantity, start, end = text.figures[0]
        words = text.text[slice(*trimmed(text.folded, 0, start))]
        yield Fact(
            kind="quantity",
            subject=survey,
            evidence=(
                text.evidence(0, len(text.text), "statement"),
                text.evidence(start, end, "value"),
                *headings,
            ),
            rule="survey-average",
            predicate="kg:average",
            quantity=quantity,
            measure=words or text.text.strip(),
            dimension=(("question", asked),) if asked else (),
        )


def _spoken(texts: Sequence[Passage], text: Passage, survey: Entity) -> Iterator[Fact]:
    """Yield the answers in running text: ``62 per cent of respondents said that …``."""
    asked = dict(questions.of_sentences(text))
    told = [
        (answer, sentence)
        for sentence in asked
        for answer in enumerated(
            text, [s for s in shares_of(text) if sentence[0] <= s[1] < sentence[1]], sentence
        )
    ]
    taken = {answer.place for answer, _ in told}
    told += [(answer, sentence) for answer, sentence in spoken(text) if answer.place not in taken]
    told = [(_split(text, answer), sentence) for answer, sentence in told]
    stated = {sentence: answer.asked for answer, sentence in told if answer.asked}
    for answer, sentence in told:
        question_ = answer.asked or asked[sentence] or stated.get(sentence)
        fact = share_fact(texts, replace(answer, asked=question_), survey, known=True)
        statement = text.evidence(*sentence, "statement")
        yield replace(fact, evidence=(statement, *fact.evidence[1:]), rule="survey-statement")


def _polled(
    texts: Sequence[Passage],
    text: Passage,
    survey: Entity,
    asking: Mapping[int, tuple[Passage, tuple[int, int]]],
    stated: Set[int],
) -> Iterator[Fact]:
    """Yield the answers that the verbs of sentences tell, but for those that are ``stated``."""
    shares = shares_of(text)
    told = polled(text, shares) if shares else []
    if not told:
        return
    asked = dict(questions.of_sentences(text))
    above = texts[text.index - 1] if text.index else text
    line = questions.line(above)
    under = (above, line) if line else asking.get(text.block.span.start)
    last: tuple[int, int] | None = None
    when: tuple[str, tuple[int, int]] | None = None
    for answer, sentence in told:
        last = answer.asked or asked[sentence] or last
        when = when_asked(text.folded, *sentence) or when
        if text.span(*answer.place).start in stated:
            continue
        fact = share_fact(
            texts, replace(answer, asked=last), survey, True, None, None if last else under
        )
        yield _dated(text, fact, sentence, when)


def _dated(
    text: Passage, fact: Fact, sentence: tuple[int, int], when: tuple[str, tuple[int, int]] | None
) -> Fact:
    """Return an answer with its sentence as the statement, and when it was asked for."""
    evidence = (text.evidence(*sentence, "statement"), *fact.evidence[1:])
    if when:
        evidence = (*evidence, text.evidence(*when[1], "time"))
    return replace(fact, evidence=evidence, rule="survey-told", time=when[0] if when else "")


def _split(text: Passage, answer: Answer) -> Answer:
    """Return an answer whose words say both what was chosen and what was asked as these two."""
    both = None if answer.asked else questions.split(text.folded, *answer.option)
    return replace(answer, option=both[0], asked=both[1]) if both else answer
