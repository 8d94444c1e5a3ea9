"""Of what a figure is: the thing that its place, its clause or its surroundings give it.

The evidence counts in this order, the same for a figure that a pattern states and one that none
does. First its place: the phrase that it hangs on, what it describes, what it is dealt out to, the
label or bracket it stands by. Then the grammar of its clause (:mod:`.clause_topics`), then what
the text offers (:mod:`.offers`): the clause and who speaks in it, the clauses before it, the
paragraph, what stands above. Then what the figure before is of. Where there is nothing, what is
measured is a thing of its own (:mod:`.measured_things`), and at last the document is.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.extraction.discourse.candidates import ANYTHING, Subject
from kg.extraction.discourse.jurisdiction import Territory
from kg.extraction.discourse.measures import moves
from kg.extraction.discourse.owners import left_out
from kg.extraction.figures import careers, conditions, part_groups
from kg.extraction.figures.attributive import described
from kg.extraction.figures.clause_topics import ClauseTopics
from kg.extraction.figures.figure_holders import FigureHolders
from kg.extraction.figures.instruments import Instruments
from kg.extraction.figures.measured_things import MeasuredThings
from kg.extraction.figures.offers import Offers
from kg.extraction.figures.placements import Placements
from kg.extraction.figures.recipients import gets
from kg.extraction.figures.subjects import Subjects
from kg.extraction.figures.unnamed_things import CONCEPT
from kg.extraction.grammar.roles import is_light
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.surveys.responses import tells_of_asked
from kg.model.fact import Fact
from kg.model.mention import Entity, Mention, Quantity

_OF_WHAT = ("subject", "antecedent", "heading")
_LABELS = re.compile(r"[\s*_]*:")
_PARTS = re.compile(
    r"(?:其中|当中|\b(?:of (?:which|whom|these|those|them|this)|among them))[^，。；,;]{0,6}$",
    re.IGNORECASE,
)
_AGENT = re.compile(r"(?:,|^)[由获][^,。;:]{0,24}$")
_OVER = re.compile(r"(?:over|for|within) [\w-]+ (?:years?|months?|weeks?)", re.IGNORECASE)
_PART_OF = re.compile(r" (?:[a-z-]+ )?of (?:which|whom|these|those|them|its|their)\b")


class FigureSubjects:
    """Tells what the figures of a document are of, whose passages have been read.

    ``mint`` makes a thing of words and a class: where nothing that has a name is offered as the
    subject, what is measured is the subject itself. ``survey`` is given where the whole document
    reports on one, ``territory`` is that of the document; ``resolve`` finds a thing by its name.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        subjects: Subjects,
        placements: Placements,
        mint: Callable[[str, str], Entity],
        survey: Subject | None = None,
        territory: Territory | None = None,
        resolve: Callable[[str], Entity | None] = lambda _: None,
    ) -> None:
        self._readings = readings
        self._subjects = subjects
        self._placements = placements
        self.mint = mint
        self._survey = survey
        self._offers = Offers(readings, subjects, mint, territory, resolve)
        self._instruments = Instruments(subjects)
        self._measures = MeasuredThings(readings, subjects, mint)
        self._holders = FigureHolders(subjects.terminology, mint)
        self._topics = ClauseTopics(readings, subjects, subjects.terminology, mint)

    def topic(
        self, index: int, sentence: int, position: int, classes: tuple[str, ...]
    ) -> Subject | None:
        """Return what a match is about that does not say so itself.

        The sentence starts at ``sentence``, the match at ``position``. ``classes``, where given,
        are those of which the subject must have one.
        """
        bounds, figure = self._value(index, sentence, position)
        told = self._asked(self._readings[index], bounds)
        anything = all(curie == ANYTHING for curie in classes)
        if told and anything:
            return told
        dealt = self._placements.dealt(index, bounds, figure, classes) if figure else None
        value = figure.start if figure else position
        found = dealt or self._by_grammar(index, bounds, figure, classes)
        found = found or self._offers.offered(index, sentence, value, classes)
        if found and classes and not dealt:
            found = self._topics.pointed(found, index, sentence, position, classes)
        if not dealt and anything:
            found = self._run(found, index, self._readings[index], sentence, value) or found
        return found or self._measures.after(index, position, classes)

    def _by_grammar(
        self,
        index: int,
        sentence: tuple[int, int],
        figure: Mention | None,
        classes: tuple[str, ...],
    ) -> Subject | None:
        """Return what the clause of a figure is about by its grammar, if of the classes."""
        found = self._topics.of(index, sentence, figure) if figure else None
        return found if found and self._subjects.suits(found, classes) else None

    def told(self, index: int, fact: Fact) -> Fact:
        """Return a stated figure as one of what was set up (開辦「乙」，招收30人) or gets it."""
        passage = (reading := self._readings[index]).passage
        values = sorted(e.span.start for e in fact.evidence if e.role == "value")
        shown = map(reading.shown, values if fact.kind == "quantity" else ())
        value = next((m for m in shown if m and isinstance(m.meaning, Quantity)), None)
        if value is None:
            return fact
        at = value.start
        sentence, _ = passage.sentence_at(at) or (at, at)
        told = self._recipient(index, sentence, at, fact) or self._undergone(index, sentence, fact)
        made = self._placements.after(index, value.end) or self._offers.set_up(index, sentence, at)
        made = made or told
        if made is None or made.entity.id == fact.subject.id:
            return fact
        kept = tuple(e for e in fact.evidence if e.role not in _OF_WHAT)
        return replace(fact, subject=made.entity, evidence=(*kept, made.evidence), tier="B")

    def _undergone(self, index: int, sentence: int, fact: Fact) -> Subject | None:
        """Return what a figure is told of by whose agent it is found: 由甲公司投資5億元."""
        reading = self._readings[index]
        shown = (reading.shown(e.span.start) for e in fact.evidence if e.role == "subject")
        agent = next(filter(None, shown), None)
        found = agent and _AGENT.search(reading.passage.folded, sentence, agent.start)
        return self._offers.offered(index, sentence, found.start()) if found else None

    def _run(
        self, found: Subject | None, index: int, reading: Reading, sentence: int, position: int
    ) -> Subject | None:
        """Return what a body runs, to put in its place; a body just set up stays what it is."""
        made = found and self._offers.set_up(index, sentence, position)
        if found and made and made.entity.id == found.entity.id:
            return None
        return self._instruments.instead(found, index, reading, sentence, position)

    def _recipient(self, index: int, sentence: int, at: int, fact: Fact) -> Subject | None:
        """Return who gets what a fact tells of the programme that gives it."""
        passage = self._readings[index].passage
        start = gets(passage.folded, sentence, at)
        shown = next((e.span.start for e in fact.evidence if e.role in _OF_WHAT), 0)
        given = start and passage.span(start, at).start <= shown
        return self._offers.offered(index, sentence, start) if given else None

    def _value(
        self, index: int, sentence: int, position: int
    ) -> tuple[tuple[int, int], Mention | None]:
        """Return the sentence, and the first figure at or after a position in its clause."""
        reading = self._readings[index]
        _, end = reading.passage.sentence_at(sentence) or (sentence, position)
        every = clauses(reading.passage.folded, sentence, end)
        last = next((b for a, b in every if a <= position < b), position)
        figures = (m for m in reading.within(position, last) if isinstance(m.meaning, Quantity))
        return (sentence, end), next(figures, None)

    def of(
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
        if _is_asked_for(reading, sentence, mention):
            return self._instruments.asking(index, sentence[0], mention.start)
        placed = (
            self._placements.after(index, mention.end)
            or self._holders.hung(reading, sentence, mention)
            or self._described(reading, clause, mention)
            or careers.served(reading, sentence, mention)
            or self._placements.dealt(index, sentence, mention)
            or self._placements.paired(index, sentence, mention, self.mint)
            or self._placements.placed(index, clause, mention)
            or self._beside(index, sentence, mention, previous)
            or self._parted(index, mention, previous)
            or self._placements.where(index, clause, mention)
            or self._moved(index, sentence[0], mention, what, previous)
            or self._asked(reading, sentence)
        )
        if placed:
            return placed
        found = (
            self._topics.of(index, sentence, mention)
            or self._offers.own(index, sentence[0], mention.start)
            or self._resumed(index, sentence[0], clause[0])
            or self._offers.offered(index, sentence[0], mention.start)
        )
        found = self._run(found, index, reading, sentence[0], mention.start) or found
        if self._survey and found and self._is_issuer(found) and not self.led(index, mention.start):
            return self._survey
        if found is None and previous and left_out(reading.passage.folded, *clause):
            found = _same(previous)
        return (
            self._measures.instead(found, reading, sentence, mention, what)
            or self._subjects.last_resort
        )

    def led(self, index: int, position: int) -> bool:
        """Tell whether a thing leads the passage of a position."""
        return self._offers.leads.of(index, position) is not None

    def _is_issuer(self, found: Subject) -> bool:
        """Tell whether a body is offered from outside the sentence, as who reports may be."""
        outside = found.evidence.role in _OF_WHAT[1:]
        return outside and self._subjects.is_a(found, "kg:Institution")

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
                    if own is None:
                        continue  # it goes on to tell of what is spoken of, too
                    unnamed = own.entity.types[:1] == (CONCEPT,)
                    here = own.evidence.span.start >= reading.passage.span(start, end).start
                    return own if unnamed and here else None
        return None

    def _asked(self, reading: Reading, sentence: tuple[int, int]) -> Subject | None:
        """Return the survey on which the document reports, for what is told of those asked."""
        return self._survey if tells_of_asked(reading.passage.folded, *sentence) else None

    def _beside(
        self, index: int, sentence: tuple[int, int], mention: Mention, previous: Fact | None
    ) -> Subject | None:
        """Return what a figure is of by its place: a label, in a bracket, a part of the last."""
        folded = (reading := self._readings[index]).passage.folded
        before = folded[sentence[0] : mention.start]
        if _LABELS.match(folded, mention.end, sentence[1]) and is_light(before):
            return self._placements.described(index, mention.end, sentence[1])
        if before.count("(") > before.count(")"):
            bracket = sentence[0] + before.rindex("(")
            alone = is_light(folded[bracket + 1 : mention.start])
            named = self._placements.ahead(index, bracket) if alone else None
            return named or _same(previous)
        part = _PARTS.search(before) or part_groups.goes_on(reading, sentence, mention)
        return _same(previous) if part else None

    def _parted(self, index: int, mention: Mention, previous: Fact | None) -> Subject | None:
        """Return what the figure before is of, where this one takes a part of it, or spreads it.

        ``11 of which`` takes a part; ``over four years`` tells in what time a sum is spent.
        """
        if previous is None:
            return None
        passage = self._readings[index].passage
        spread = _OVER.match(passage.folded, mention.start, mention.end)
        last = max((e.span.end for e in previous.evidence if e.role == "value"), default=0)
        gap = passage.document.text[last : passage.span(mention.start, mention.end).start]
        parted = _PART_OF.match(passage.folded, mention.end)
        return _same(previous) if parted or (spread and not gap.strip()) else None


def _is_asked_for(reading: Reading, sentence: tuple[int, int], mention: Mention) -> bool:
    """Tell whether a figure is what somebody must have to qualify."""
    figure, folded = mention.meaning, reading.passage.folded
    return isinstance(figure, Quantity) and conditions.asks(
        folded, sentence, mention.start, mention.end, figure
    )


def _same(previous: Fact | None) -> Subject | None:
    """Return the subject of the figure before, as its evidence shows it."""
    shown = [e for e in previous.evidence if e.role in _OF_WHAT] if previous else []
    return Subject(previous.subject, shown[0], "B") if previous and shown else None
