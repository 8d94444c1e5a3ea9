"""Surveys: the answers, and how many were asked.

The question of an answer is the nearest heading, its group whom the share holds for. A list of
shares in a document that knows of no survey is no more than that.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extraction import questions
from kg.extraction.answers import PLAIN, Answer, is_group, listed, shares_of, spoken, trimmed
from kg.extraction.enumerated_answers import enumerated
from kg.extraction.passages import Passage
from kg.extraction.rankings import rankings, sectors
from kg.extraction.samples import groups, in_period, periods, rates, samples
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.text.folding import fold

Mint = Callable[[str, str], Entity]

_SURVEY = re.compile(
    r"受访|问卷|抽样|(?:共|成功|合共)访问|(?:进行|开展|一项|这项|是次|该项?|有关|民意|意见)调查"
    r"|调查(?:发现|显示|结果|指|对象|概况|方法)|有效样本|样本(?:数|量|:)"
    r"|(?:企业|雇主|雇员|员工|市民|住户|居民|学生|网上|网络|电话|消费者|行业|用户)调查"
    r"|\b(?:respondents?|survey(?:s|ed)?|questionnaires?|polled|interviewed)\b"
    r"|\basked \d[\d,]+ \w+|\bwere asked\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[《「“](?P<a>[^《》「」“”]{3,40}?(?:调查|问卷|民调)[^《》「」“”]{0,12})[》」”]"
    r"|\b(?P<b>(?:(?:19|20)\d\d )?(?:[A-Z][\w&’'-]* (?:(?:of|and|on|for|in) )?(?:the )?){1,8}?"
    r"Survey\b"
    r"(?: (?:of|on) (?:[A-Z]\w* ?){1,4}\b)?(?: (?:19|20)\d\d)?)"
)
_TITLED = re.compile(r".*(?:调查|问卷|民调|\b(?:survey|poll)\b)", re.IGNORECASE)
_AVERAGE = re.compile(
    r"\s*(?:总体|整体)?(?:平均|中位|加权平均|净)"
    r"|\s*(?:on |the |overall )*(?:average|mean|median|net)\b",
    re.IGNORECASE,
)
_WEIGHTS = re.compile(r"权重|比重|\bweight(?:s|ings?)?\b", re.IGNORECASE)
_LINES = (BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.PARAGRAPH)
_TEXTS = (*_LINES, BlockKind.QUOTE, BlockKind.HEADING)
_LONGEST_LINE = 60
_NEAR_GAP = 2  # blank lines
_APART = "share-list"  # the rule of shares that no survey gives


def find(texts: Sequence[Passage], subject: Entity, mint: Mint) -> list[Fact]:
    """Return the survey facts of a document's passages.

    ``subject`` is the document; ``mint`` makes a thing of words and a class.
    """
    known = is_survey(texts)
    asking = questions.in_force(texts)
    runs = [run for run in _runs(texts) if len(run) > _fewest(run, known)]
    used = {answer.text.block.span.start for run in runs for answer in run}
    facts = [
        _share(texts, answer, subject, answers, lead, asking.get(answer.text.block.span.start))
        for run in runs
        for lead in [_lead(texts, run)]
        for answers in [known and not _weighs(texts, run, lead)]
        for answer in run
    ]
    if known:
        facts += _summaries(texts, runs, used, subject)
        facts += periods(texts, subject)
        running = [t for t in texts if t.block.kind in _TEXTS and t.block.span.start not in used]
        facts += [fact for text in running for fact in _spoken(texts, text, subject)]
        asked = [fact for text in running for fact in _sampled(texts, text, subject)]
        facts += [in_period(fact, facts) for fact in asked]
        facts += [fact for text in running for fact in rates(text, subject)]
        facts += sectors(texts, subject)
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
        return [f if f.rule == _APART else replace(f, subject=survey) for f in facts]
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


def is_survey(texts: Sequence[Passage]) -> bool:
    """Tell whether the document reports on people who were asked."""
    return any(_SURVEY.search(t.folded) for t in texts if t.block.kind is not BlockKind.FOOTNOTE)


def survey_entity(texts: Sequence[Passage], subject: Entity, mint: Mint) -> Entity:
    """Return the survey if the document names exactly one, else the document ``subject``."""
    names: dict[str, str] = {}
    for text in texts:
        if "《" not in text.folded and "Survey" not in text.folded:
            continue
        for match in _NAMED.finditer(text.folded):
            start, end = match.span("a" if match["a"] else "b")
            names.setdefault(text.folded[start:end].casefold(), text.text[start:end])
    return mint(next(iter(names.values())), "kg:Survey") if len(names) == 1 else subject


def question(
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
    short = 0 < len(lead.text.strip()) <= _LONGEST_LINE and not lead.folded.endswith(("。", "."))
    plain = lead.block.kind in (BlockKind.LINE, BlockKind.PARAGRAPH) and not lead.figures
    return lead if short and plain and index - 1 not in run[0].text.block.headings else None


def _weighs(texts: Sequence[Passage], run: Sequence[Answer], lead: Passage | None) -> bool:
    """Tell whether what stands over a list of shares says that they are parts of a whole."""
    above = [texts[index] for index in run[0].text.block.headings[-1:]]
    over = [*above, *([lead] if lead else [])]
    return any(len(o.text) <= _LONGEST_LINE and _WEIGHTS.search(o.folded) for o in over)


def _share(
    texts: Sequence[Passage], answer: Answer, survey: Entity, known: bool,
    lead: Passage | None = None, line: tuple[Passage, tuple[int, int]] | None = None,
) -> Fact:  # fmt: skip
    """Return the fact of one answer, under the line that asks for it, if there is one."""
    text = answer.text
    asked, headings = question(texts, text.block.headings, survey.name, lead)
    if line:
        asked, headings = line[0].text[slice(*line[1])], (line[0].evidence(*line[1], "question"),)
    if answer.asked:
        own = text.text[slice(*answer.asked)]
        over, above = question(texts, text.block.headings[-1:], survey.name)
        asked = own if not over or over in own or len(over) > _LONGEST_LINE else f"{over} - {own}"
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
        rule="survey-list" if known else _APART,
        tier="A" if known and asked else "B",
        predicate="kg:responseShare" if known else "kg:share",
        quantity=answer.share,
        measure=option,
        dimension=tuple(dimension),
    )


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


def _summaries(
    texts: Sequence[Passage], runs: Sequence[Sequence[Answer]], used: set[int], survey: Entity
) -> Iterator[Fact]:
    """Yield the averages of answers: a line ``On average 12%`` right after them."""
    places = {text.block.span.start: index for index, text in enumerate(texts)}
    for run in runs:
        index = places[run[-1].text.block.span.start] + 1
        text = texts[index] if index < len(texts) else run[-1].text
        if text.block.span.start in used or len(text.text) > _LONGEST_LINE:
            continue
        if text.block.gap > _NEAR_GAP or len(text.figures) != 1 or not _AVERAGE.match(text.folded):
            continue
        asked, headings = question(
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
        fact = _share(texts, replace(answer, asked=question_), survey, known=True)
        statement = text.evidence(*sentence, "statement")
        yield replace(fact, evidence=(statement, *fact.evidence[1:]), rule="survey-statement")


def _split(text: Passage, answer: Answer) -> Answer:
    """Return an answer whose words say both what was chosen and what was asked as these two."""
    both = None if answer.asked else questions.split(text.folded, *answer.option)
    return replace(answer, option=both[0], asked=both[1]) if both else answer
