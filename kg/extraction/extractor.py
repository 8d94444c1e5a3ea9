"""A document becomes facts: the summary of the text wing.

    passages → mentions → structure (front matter, citations, surveys, tables, lists)
                        → patterns, posts
                        → figures that nothing claimed
                        → the things named
                        → the gate

What is surer comes first and claims its figures; what comes later leaves them alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kg.extraction.discourse.bare_posts import BarePosts
from kg.extraction.discourse.candidates import Subject
from kg.extraction.discourse.claims import Spans
from kg.extraction.discourse.jurisdiction import Jurisdiction, Territory
from kg.extraction.discourse.speech import Speech, verbs_of, without_echoes
from kg.extraction.facts import redundant, repeated
from kg.extraction.facts.attribution import attribute
from kg.extraction.facts.gate import Rejection, admit
from kg.extraction.facts.things import mentioned, of_document, unified
from kg.extraction.figures import changes, conditions
from kg.extraction.figures.figure_subjects import FigureSubjects
from kg.extraction.figures.placements import Placements
from kg.extraction.figures.subjects import Subjects
from kg.extraction.figures.table_topics import TableTopics
from kg.extraction.figures.timeframes import Frames
from kg.extraction.figures.unclaimed import Figures
from kg.extraction.layout import (
    cards,
    duties,
    event_cards,
    events,
    introduced_lists,
    labelled_figures,
    listings,
    posts,
    recommended,
    rosters,
    tables,
)
from kg.extraction.mentions import parts
from kg.extraction.mentions.studies import Studies
from kg.extraction.metadata import period, statements
from kg.extraction.names import authors, tenures
from kg.extraction.numbers.bands import banded
from kg.extraction.passages.passage import Passage, passages
from kg.extraction.passages.reading import Reading
from kg.extraction.patterns.catalogue import Context, PatternSet
from kg.extraction.recognition import Recogniser
from kg.extraction.references import citations
from kg.extraction.surveys import findings, identity, respondents, responses
from kg.extraction.words import wordlists
from kg.extraction.words.modality import foreseen
from kg.model.document import BlockKind, Document
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.model.terminology import Terminology

_NOT_PROSE = frozenset({BlockKind.FIELD, BlockKind.FOOTNOTE, BlockKind.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a run knows before it reads: the terminology and the patterns compiled for it."""

    terminology: Terminology
    patterns: PatternSet


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document yielded: its facts in the order of the text, and what the gate refused.

    ``readings`` are its passages, in order, with what was recognised in them.
    """

    document: Document
    facts: tuple[Fact, ...]
    rejected: tuple[Rejection, ...]
    readings: tuple[Reading, ...]


class Extractor:
    """Reads documents with one knowledge; it keeps no state between documents."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._recogniser = Recogniser(knowledge.terminology)
        lists = wordlists.read()
        self._verbs = verbs_of(
            (*lists.get("posts", "speech"), *lists.get("posts", "english_speech"))
        )

    @property
    def terminology(self) -> Terminology:
        """The classes, properties and names that it knows."""
        return self._knowledge.terminology

    def extract(self, document: Document) -> Extraction:
        """Return the facts that the document states."""
        texts = passages(document)
        dated = statements.document_date(document, texts) or period.delivered(texts)
        reported = period.reported(texts)
        now = reported.end if reported else dated[0] if dated else None
        readings = self._recogniser.read(texts, now)
        facts = recommended.unmade(list(self._facts(document, texts, readings)))
        facts = recommended.proposed(facts)
        facts += mentioned(readings, facts, self.terminology)
        resolve = self._recogniser.resolver(readings)
        facts += authors.named(facts, resolve, self._recogniser.mint, self.terminology)
        anchor = None
        if reported:
            anchor = replace(reported.evidence, role="time-anchor")
        elif dated:
            anchor = Evidence(dated[1], dated[1].of(document.text), "time-anchor")
        frames = Frames(readings, period.Sections(readings, texts, now), reported, now)
        facts = attribute(facts, readings, anchor, frames, self.terminology)
        facts = list(respondents.told(changes.told(facts, readings), readings))
        facts = list(banded(foreseen(facts, now), document))
        facts = repeated.unified(facts, readings)
        facts = of_document(unified(facts), document, self._recogniser.is_anchored)
        facts = redundant.untold_deeds(facts)
        admitted, rejected = admit(document, facts, self.terminology)
        return Extraction(document, admitted, rejected, tuple(readings))

    def _facts(
        self, document: Document, texts: Sequence[Passage], readings: Sequence[Reading]
    ) -> Iterator[Fact]:
        entity = statements.document_entity(document, texts)
        resolve, mint = self._recogniser.resolver(readings), self._recogniser.mint
        about = _as_subject(entity, texts)
        territory = Jurisdiction(readings, self.terminology, resolve, mint).territory()
        home = territory.home.entity if territory.home else None
        subjects = Subjects(readings, self.terminology, about, self._verbs, resolve, home)
        speech = Speech(self._verbs, readings, self.terminology)
        survey = self._survey(texts, subjects)
        placements = Placements(readings, self.terminology)
        owners = FigureSubjects(readings, subjects, placements, mint, survey, territory, resolve)
        patterns = self._knowledge.patterns
        moods = (patterns.modality, patterns.doubtful)
        figures = Figures(readings, subjects, speech, owners, survey, *moods)
        tables_of = TableTopics(readings, self.terminology, owners.topic, mint)
        structure = list(
            tables_of.told(self._structure(texts, entity, readings, territory), entity)
        )
        structure += introduced_lists.find(readings, entity, owners.topic, mint, self.terminology)
        yield from structure
        claimed = Spans(_places(structure, ("value", "option", "header")))
        stated = [
            fact
            for fact in self._stated(entity, readings, owners, speech)
            if not any(map(claimed.meet, _places([fact], ("value",))))
        ]
        yield from stated
        spoken_for = _places((*structure, *stated), ("value", "option", "header"))
        yield from figures.find(spoken_for, (*structure, *stated))

    def _survey(self, texts: Sequence[Passage], subjects: Subjects) -> Subject | None:
        """Return the survey that a whole document reports on, if it is about one."""
        if not responses.reports_on_survey(texts):
            return None
        report = subjects.last_resort
        survey = identity.survey_entity(texts, report.entity, self._recogniser.mint)
        return replace(report, entity=survey)

    def _structure(
        self,
        texts: Sequence[Passage],
        entity: Entity,
        readings: Sequence[Reading],
        territory: Territory,
    ) -> Iterator[Fact]:
        """Yield what the layout says: it is explicit, and read before any prose.

        Tables that name no subject are of whose report it is, or of the place that it is on.
        """
        resolve, mint = self._recogniser.resolver(readings), self._recogniser.mint
        issuer = territory.issuer.entity if territory.issuer else None
        about = issuer or (territory.home.entity if territory.home else None)
        yield from statements.find(texts, resolve)
        yield from citations.find(texts, entity)
        yield from findings.find(texts, entity, mint)
        yield from tables.find(texts, entity, resolve, mint, about, self._employs)
        yield from labelled_figures.find(texts, issuer or entity)
        yield from listings.find(texts, entity, resolve, mint)
        yield from events.find(texts, resolve, mint)
        yield from event_cards.find(texts, resolve, mint)
        survey = identity.survey_entity(texts, entity, mint)
        yield from cards.find(readings, entity, survey, resolve, mint, self.terminology)
        yield from rosters.find(readings, resolve, mint, self.terminology)
        yield from duties.find(readings, mint, self.terminology)

    def _employs(self, thing: Entity) -> bool:
        return self.terminology.is_a(thing.types, "kg:Organisation", "kg:Jurisdiction")

    def _stated(
        self,
        entity: Entity,
        readings: Sequence[Reading],
        owners: FigureSubjects,
        speech: Speech,
    ) -> Iterator[Fact]:
        """Yield what sentences say, by pattern; what they report is given its speaker."""
        bodies = BarePosts(readings, self.terminology)
        studies = Studies(self.terminology)
        for index, reading in enumerate(readings):
            if reading.passage.block.kind in _NOT_PROSE:
                continue
            topic = partial(owners.topic, index)
            context = Context(entity, topic=topic, mint=self._recogniser.mint)
            unnamed = studies.beside(reading)
            facts = self._knowledge.patterns.facts(
                reading.passage, reading.mentions, context, unnamed
            )
            facts = [
                tenures.once(fact)
                for fact in tenures.own(facts)
                if not conditions.asked(reading, fact, self.terminology)
            ]
            said = [speech.attributed(reading, owners.told(index, fact)) for fact in facts]
            said = redundant.without_partners(said)
            yield from without_echoes([*said, *speech.quoted(reading)])
            body = partial(bodies.body, index, topic=topic)
            found = tenures.own(posts.find(reading, self.terminology, body))
            held = list(redundant.new_posts(found, said))
            yield from held
            yield from tenures.founded([*said, *held])
            yield from parts.find(reading, self.terminology)


def _as_subject(entity: Entity, texts: Sequence[Passage]) -> Subject:
    """Return the document as the subject of last resort, shown by its title or first words."""
    for text in texts:
        if text.text.strip():
            end = min(len(text.text), 100)
            return Subject(entity, text.evidence(0, end, "heading"), "B")
    return Subject(entity, Evidence(Span(0, 0), "", "heading"), "B")


def _places(facts: Iterable[Fact], roles: tuple[str, ...]) -> list[Span]:
    """Return the places that figures claim, in these roles."""
    return [e.span for fact in facts if fact.quantity for e in fact.evidence if e.role in roles]
