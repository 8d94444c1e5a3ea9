"""Every figure that no pattern claimed is still a fact: its noun phrase, the best grounded subject.

A figure is read with what stands around it: the noun phrase that it measures (the words before it
in its clause, or the counted noun after it), the time named in its sentence, whether it is a fact,
a forecast, a target or a plan, and who says so.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.extraction.discourse.candidates import Subject
from kg.extraction.discourse.claims import Spans
from kg.extraction.discourse.measures import told_of
from kg.extraction.discourse.speech import Speech
from kg.extraction.discourse.timing import time_of
from kg.extraction.figures import contrasts, part_groups
from kg.extraction.figures.figure_clauses import clause_of
from kg.extraction.figures.figure_subjects import FigureSubjects
from kg.extraction.figures.framing import frames_only
from kg.extraction.figures.subjects import Subjects
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.patterns.circumstances import LONGEST_STATEMENT
from kg.extraction.surveys.responses import SHARE, answer, question
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Mention, Qualifier, Quantity, TimeExpression
from kg.model.span import Span

GENERIC = "kg:figure"
_NAME = "\ue000"  # no letter of any word
_SHORT = 24  # code points of an opening clause that holds for what follows

_SILENT = frozenset({BlockKind.FOOTNOTE, BlockKind.BOILERPLATE, BlockKind.SOURCE, BlockKind.FIELD})


class Figures:
    """Reads the figures of a document whose passages have been read.

    ``owners`` tells what a figure is of. ``survey`` is given where the whole document reports on
    one: its shares are answers. ``modality`` tells what the words before a figure make of it,
    ``doubtful`` whether they deny or only suppose: then it is a candidate.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        subjects: Subjects,
        speech: Speech,
        owners: FigureSubjects,
        survey: Subject | None = None,
        modality: Callable[[str], str] = lambda _: "actual",
        doubtful: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._readings = readings
        self._subjects = subjects
        self._speech = speech
        self._owners = owners
        self._survey = survey
        self._modality = modality
        self._is_doubtful = doubtful

    def find(self, claimed: Iterable[Span], stated: Iterable[Fact] = ()) -> Iterator[Fact]:
        """Yield an observation for each figure whose place no other fact claims as its value.

        ``stated`` are facts with figures of their own: what only moves may be of the same thing.
        """
        taken = Spans(claimed)
        known = {
            shown.span.start: fact
            for fact in stated
            if fact.quantity
            for shown in fact.evidence
            if shown.role == "value"
        }
        for index, reading in enumerate(self._readings):
            if reading.passage.block.kind in _SILENT or _counts_rows(reading):
                continue
            last: Fact | None = None
            for sentence in reading.passage.sentences:
                previous: Fact | None = None
                if not contrasts.goes_on(reading, sentence):
                    last = None
                for mention in reading.within(*sentence):
                    if not isinstance(mention.meaning, Quantity) or _is_bracket(mention.meaning):
                        continue
                    span = reading.passage.span(mention.start, mention.end)
                    if taken.meet(span):
                        last = previous = known.get(span.start, previous)
                        continue
                    if frames_only(reading, sentence, mention):
                        continue
                    figure = self._figure(index, sentence, mention, previous)
                    clause = clause_of(reading, sentence, mention)
                    last = previous = contrasts.told(
                        reading, clause, mention, last, figure, self._owners.mint
                    )
                    yield previous

    def _figure(
        self, index: int, sentence: tuple[int, int], mention: Mention, previous: Fact | None
    ) -> Fact:
        reading = self._readings[index]
        passage = reading.passage
        quantity = mention.meaning
        assert isinstance(quantity, Quantity)  # noqa: S101 - the caller chose it
        clause = clause_of(reading, sentence, mention)
        what = told_of(reading, sentence, clause, mention)
        asked = self._survey is not None and not self._owners.led(index, mention.start)
        option = answer(reading, sentence, clause, mention, what, asked)
        if option:  # it is of the survey, else of the document that reports on one
            subject = self._survey or self._subjects.last_resort
        else:
            subject = self._owners.of(index, sentence, clause, mention, what, previous)
        when = time_of(passage.folded, reading.within(*sentence), sentence, mention.start)
        speaker = self._speech.speaker(reading, sentence, mention.start)
        mood = _mood(reading, sentence, clause, mention.start)
        evidence = [
            _statement(reading, sentence, clause, mention),
            subject.evidence,
            passage.evidence(mention.start, mention.end, "value"),
        ]
        dimension = []
        if option:
            evidence.append(passage.evidence(*option, "option"))
            dimension.append(("option", passage.text[slice(*option)].strip()))
            over = self._questions(reading, sentence)
            evidence += over
            dimension += [("question", " - ".join(e.quote.strip() for e in over))] * bool(over)
        elif group := part_groups.told(reading, sentence, clause, mention):
            evidence.append(passage.evidence(*group, "context"))
            dimension.append(("category", passage.text[slice(*group)].strip()))
        if when:
            evidence.append(passage.evidence(when.start, when.end, "time"))
        if speaker:
            evidence.append(speaker.evidence)
        return Fact(
            kind="quantity",
            subject=subject.entity,
            evidence=tuple(dict.fromkeys(evidence)),
            rule="figure",
            tier="C" if self._is_doubtful(mood) else subject.tier,
            predicate=SHARE if option else GENERIC,
            quantity=quantity,
            dimension=tuple(dimension),
            measure=passage.text[slice(*what)].strip(),
            time=when.meaning.edtf if when and isinstance(when.meaning, TimeExpression) else "",
            modality=self._modality(mood),
            speaker=speaker.entity if speaker else None,
        )

    def _questions(self, reading: Reading, sentence: tuple[int, int]) -> list[Evidence]:
        """Return the heading over an answer, if it is no title, and what its sentence asks."""
        asked = question(reading, sentence)
        own = [reading.passage.evidence(*asked, "question")] if asked else []
        above = [self._readings[index].passage for index in reading.passage.block.headings[-1:]]
        title = self._subjects.last_resort.entity.name
        over = [h.evidence(0, len(h.text), "question") for h in above if h.text.strip() != title]
        return over + own


def _mood(
    reading: Reading, sentence: tuple[int, int], clause: tuple[int, int], position: int
) -> str:
    """Return the words before a position that set the mood of a clause, each name as one letter.

    They begin where it does, or where a short clause before it does (``預計到2028年，…``,
    ``如果獲批，…``). What a thing is called says nothing of it: Will Smith, 目標2030計劃.
    """
    folded = reading.passage.folded
    before = [each for each in clauses(folded, *sentence) if each[1] <= clause[0]]
    short = before and before[-1][1] - before[-1][0] <= _SHORT
    words, start = "", before[-1][0] if short else clause[0]
    for mention in reading.within(start, position):
        if isinstance(mention.meaning, Entity) and mention.start >= start:
            words, start = words + folded[start : mention.start] + _NAME, mention.end
    return words + folded[start:position]


def _is_bracket(quantity: Quantity) -> bool:
    """Tell whether a rank only bounds a list (the top 30): that is no figure of anything."""
    return quantity.unit == "rank" and quantity.qualifier is Qualifier.AT_MOST


def _statement(
    reading: Reading, sentence: tuple[int, int], clause: tuple[int, int], mention: Mention
) -> Evidence:
    """Return the sentence as the statement, or the clause where the sentence is too long."""
    for start, end in (sentence, clause):
        if end - start <= LONGEST_STATEMENT:
            return reading.passage.evidence(start, end, "statement")
    start = max(clause[0], mention.start - LONGEST_STATEMENT // 2)
    return reading.passage.evidence(start, min(clause[1], start + LONGEST_STATEMENT), "statement")


def _counts_rows(reading: Reading) -> bool:
    """Tell whether a cell is a bare number that no table gives a meaning: that of its row."""
    passage = reading.passage
    return passage.block.kind is BlockKind.CELL and passage.folded.strip().rstrip(".").isdecimal()
