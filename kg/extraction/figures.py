"""Every figure that no pattern claimed is still a fact: its noun phrase, the best grounded subject.

A figure is read with what stands around it: the noun phrase that it measures (the words before it
in its clause, or the counted noun after it), the time named in its sentence, whether it is a fact,
a forecast, a target or a plan, and who says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.extraction import closing
from kg.extraction.attributive import described
from kg.extraction.candidates import ANYTHING, Subject
from kg.extraction.claims import Spans
from kg.extraction.instruments import Instruments
from kg.extraction.jurisdiction import Territory
from kg.extraction.measures import measured, moves
from kg.extraction.modality import modality
from kg.extraction.offers import CONCEPT, Offers
from kg.extraction.owners import left_out
from kg.extraction.qualifiers import tells_age
from kg.extraction.readings import Reading, clauses
from kg.extraction.responses import SHARE, answer, question, tells_of_asked
from kg.extraction.roles import is_light
from kg.extraction.speech import Speech
from kg.extraction.subjects import Subjects
from kg.extraction.timing import time_of
from kg.extraction.topics import noun_phrase
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Mention, Qualifier, Quantity, TimeExpression
from kg.model.span import Span

GENERIC = "kg:figure"
_SHORT = 24  # code points of an opening clause that holds for what follows
LONGEST = 300  # code points of a statement

_SILENT = frozenset({BlockKind.FOOTNOTE, BlockKind.BOILERPLATE, BlockKind.SOURCE, BlockKind.FIELD})
_LABELS = re.compile(r"[\s*_]*:")
_PARTS = re.compile(
    r"(?:其中|当中|\b(?:of (?:which|whom|these|those|them|this)|among them))[^，。；,;]{0,6}$",
    re.IGNORECASE,
)


class Figures:
    """Reads the figures of a document whose passages have been read.

    ``mint`` makes a thing of words and a class: where nothing that has a name is offered as the
    subject, what is measured is the subject itself. ``survey`` is given where the whole document
    reports on one: its shares are answers. ``doubtful`` tells whether words deny or only suppose:
    a figure after such words is a candidate.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        subjects: Subjects,
        speech: Speech,
        mint: Callable[[str, str], Entity],
        survey: Subject | None = None,
        doubtful: Callable[[str], bool] = lambda _: False,
        territory: Territory | None = None,
        resolve: Callable[[str], Entity | None] = lambda _: None,
    ) -> None:
        self._readings = readings
        self._subjects = subjects
        self._speech = speech
        self._mint = mint
        self._survey = survey
        self._is_doubtful = doubtful
        self._offers = Offers(readings, subjects, mint, territory, resolve)
        self._instruments = Instruments(subjects)

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
            if reading.passage.block.kind in _SILENT:
                continue
            for sentence in reading.passage.sentences:
                previous: Fact | None = None
                for mention in reading.within(*sentence):
                    if not isinstance(mention.meaning, Quantity) or _is_bracket(mention.meaning):
                        continue
                    if tells_age(reading.passage.folded, mention.start, mention.end):
                        continue
                    span = reading.passage.span(mention.start, mention.end)
                    if taken.meet(span):
                        previous = known.get(span.start, previous)
                        continue
                    previous = self._figure(index, sentence, mention, previous)
                    yield previous

    def topic(
        self, index: int, sentence: int, position: int, classes: tuple[str, ...]
    ) -> Subject | None:
        """Return what a match is about that does not say so itself.

        The sentence starts at ``sentence``, the match at ``position``. ``classes``, where given,
        are those of which the subject must have one.
        """
        bounds, figure = self._value(index, sentence, position)
        told = self._asked(self._readings[index], bounds)
        if told and not [curie for curie in classes if curie != ANYTHING]:
            return told
        dealt = self._subjects.dealt(index, bounds, figure, classes) if figure else None
        value = figure.start if figure else position
        found = dealt or self._offers.offered(index, sentence, value, classes)
        if not dealt and not [curie for curie in classes if curie != ANYTHING]:
            reading = self._readings[index]
            found = self._instruments.instead(found, index, reading, sentence, value) or found
        return found or self._last_resort(index, position, classes)

    def _value(
        self, index: int, sentence: int, position: int
    ) -> tuple[tuple[int, int], Mention | None]:
        """Return the sentence, and the first figure at or after a position in its clause."""
        reading = self._readings[index]
        end = next((e for s, e in reading.passage.sentences if s <= sentence < e), position)
        bounds = clauses(reading.passage.folded, sentence, end)
        last = next((b for a, b in bounds if a <= position < b), position)
        figures = (m for m in reading.within(position, last) if isinstance(m.meaning, Quantity))
        return (sentence, end), next(figures, None)

    def _figure(
        self, index: int, sentence: tuple[int, int], mention: Mention, previous: Fact | None
    ) -> Fact:
        reading = self._readings[index]
        passage = reading.passage
        quantity = mention.meaning
        assert isinstance(quantity, Quantity)  # noqa: S101 - the caller chose it
        clause = _clause(reading, sentence, mention)
        what = measured(reading, clause, mention) or clause
        option = answer(reading, sentence, clause, mention, what, self._survey is not None)
        subject = self._survey if option else None
        subject = subject or self._subject(index, sentence, clause, mention, what, previous)
        when = time_of(passage.folded, reading.within(*sentence), sentence, mention.start)
        speaker = self._speech.speaker(reading, sentence, mention.start)
        evidence = [
            _statement(reading, sentence, clause, mention),
            subject.evidence,
            passage.evidence(mention.start, mention.end, "value"),
        ]
        dimension = []
        if option:
            evidence.append(passage.evidence(*option, "option"))
            dimension.append(("option", passage.text[slice(*option)].strip()))
            asked = self._questions(reading, sentence)
            evidence += asked
            dimension += [("question", " - ".join(e.quote.strip() for e in asked))] * bool(asked)
        if when:
            evidence.append(passage.evidence(when.start, when.end, "time"))
        if speaker:
            evidence.append(speaker.evidence)
        return Fact(
            kind="quantity",
            subject=subject.entity,
            evidence=tuple(dict.fromkeys(evidence)),
            rule="figure",
            tier="C" if self._doubtful(reading, sentence, mention) else subject.tier,
            predicate=SHARE if option else GENERIC,
            quantity=quantity,
            dimension=tuple(dimension),
            measure=passage.text[slice(*what)].strip(),
            time=when.meaning.edtf if when and isinstance(when.meaning, TimeExpression) else "",
            modality=modality(passage.folded[_mood(reading, sentence, clause) : mention.start]),
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

    def _doubtful(self, reading: Reading, sentence: tuple[int, int], mention: Mention) -> bool:
        clause = _clause(reading, sentence, mention)
        start = _mood(reading, sentence, clause)
        return self._is_doubtful(reading.passage.folded[start : mention.start])

    def _subject(
        self,
        index: int,
        sentence: tuple[int, int],
        clause: tuple[int, int],
        mention: Mention,
        what: tuple[int, int],
        previous: Fact | None,
    ) -> Subject:
        """Return a named thing; else what the figure before is of; else what is measured."""
        reading = self._readings[index]
        placed = (
            self._subjects.after(index, mention.end)
            or self._described(reading, clause, mention)
            or self._subjects.dealt(index, sentence, mention)
            or self._subjects.paired(index, sentence, mention, self._mint)
            or self._beside(index, sentence, mention, previous)
            or self._subjects.where(index, clause, mention)
            or self._moved(index, sentence[0], mention, what, previous)
            or self._asked(reading, sentence)
        )
        if placed:
            return placed
        found = (
            self._offers.own(index, sentence[0], mention.start)
            or self._resumed(index, sentence[0], clause[0])
            or self._offers.offered(index, sentence[0], mention.start)
        )
        run = self._instruments.instead(found, index, reading, sentence[0], mention.start)
        found = run or found
        if found is None and previous and left_out(reading.passage.folded, *clause):
            found = _same(previous)
        return found or self._concept(reading, what) or self._subjects.last_resort

    def _described(
        self, reading: Reading, clause: tuple[int, int], mention: Mention
    ) -> Subject | None:
        """Return the thing that a figure stands before as its attribute: ``a ten-year visa``."""
        found = described(reading.passage.folded, clause, mention)
        return self._offers.unnamed(reading, found) if found else None

    def _moved(
        self,
        index: int,
        sentence: int,
        mention: Mention,
        what: tuple[int, int],
        previous: Fact | None,
    ) -> Subject | None:
        """Return what the figure before is of, where this one says only how it moved."""
        folded = self._readings[index].passage.folded
        if not previous or not moves(folded[slice(*what)]):
            return None
        return self._offers.own(index, sentence, mention.start) or _same(previous)

    def _resumed(self, index: int, sentence: int, position: int) -> Subject | None:
        """Return the thing without a name that an earlier clause spoke of: 某港2024年…，排名第8."""
        reading = self._readings[index]
        for start, end in reversed(clauses(reading.passage.folded, sentence, position)):
            for mention in reading.within(start, end):
                if isinstance(mention.meaning, Quantity):
                    own = self._offers.own(index, sentence, mention.start)
                    unnamed = own and own.entity.types[:1] == (CONCEPT,)
                    here = own and own.evidence.span.start >= reading.passage.span(start, end).start
                    return own if unnamed and here else None
        return None

    def _asked(self, reading: Reading, sentence: tuple[int, int]) -> Subject | None:
        """Return the survey on which the document reports, for what is told of those asked."""
        told = self._survey and tells_of_asked(reading.passage.folded, *sentence)
        return self._survey if told else None

    def _beside(
        self, index: int, sentence: tuple[int, int], mention: Mention, previous: Fact | None
    ) -> Subject | None:
        """Return what a figure is of by its place: a label, in a bracket, a part of the last."""
        folded = self._readings[index].passage.folded
        before = folded[sentence[0] : mention.start]
        if _LABELS.match(folded, mention.end, sentence[1]) and is_light(before):
            return self._subjects.described(index, mention.end, sentence[1])
        if before.count("(") > before.count(")"):
            bracket = sentence[0] + before.rindex("(")
            alone = is_light(folded[bracket + 1 : mention.start])
            named = self._subjects.ahead(index, bracket) if alone else None
            return named or (_same(previous) if previous else None)
        return _same(previous) if previous and _PARTS.search(before) else None

    def _last_resort(self, index: int, position: int, classes: tuple[str, ...]) -> Subject | None:
        """Return what the figure after a position measures; where there is none, the document."""
        reading = self._readings[index]
        wanted = [curie for curie in classes if curie != ANYTHING]
        for sentence in () if wanted else reading.passage.sentences:
            for mention in reading.within(max(position, sentence[0]), sentence[1]):
                if isinstance(mention.meaning, Quantity):
                    what = measured(reading, _clause(reading, sentence, mention), mention)
                    return self._concept(reading, what) if what else None
        return self._subjects.document(classes)

    def _concept(self, reading: Reading, what: tuple[int, int]) -> Subject | None:
        """Return what is measured as a concept, where the words can be the name of one."""
        folded = reading.passage.folded
        named = None if moves(folded[slice(*what)]) else noun_phrase(folded, *what)
        if named is None:
            return None
        words = reading.passage.text[slice(*named)].strip()
        return Subject(self._mint(words, CONCEPT), reading.passage.evidence(*named, "subject"), "B")


def _same(previous: Fact) -> Subject | None:
    """Return the subject of the figure before, as its evidence shows it."""
    shown = [e for e in previous.evidence if e.role in ("subject", "antecedent", "heading")]
    return Subject(previous.subject, shown[0], "B") if shown else None


def _clause(reading: Reading, sentence: tuple[int, int], mention: Mention) -> tuple[int, int]:
    folded = reading.passage.folded
    bounds = clauses(folded, *sentence)
    start, end = next((c for c in bounds if c[0] <= mention.start < c[1]), sentence)
    return closing.reported(folded, start, mention.start) or start, end


def _mood(reading: Reading, sentence: tuple[int, int], clause: tuple[int, int]) -> int:
    """Return where the words begin that set the mood of a clause.

    It is its own start, or that of a short clause before it (``預計到2028年，…``, ``如果獲批，…``).
    """
    bounds = clauses(reading.passage.folded, *sentence)
    before = [each for each in bounds if each[1] <= clause[0]]
    short = before and before[-1][1] - before[-1][0] <= _SHORT
    return before[-1][0] if short else clause[0]


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
