"""What a figure measures, as a thing of its own: of it the figure is where nothing has a name."""

from collections.abc import Callable, Sequence

from kg.extraction.discourse.candidates import ANYTHING, Subject
from kg.extraction.discourse.measures import measured, moves
from kg.extraction.discourse.owners import attributes, left_out
from kg.extraction.figures import clause_nouns
from kg.extraction.figures.figure_clauses import clause_of
from kg.extraction.figures.subjects import Subjects
from kg.extraction.figures.unnamed_things import CONCEPT, Unnamed
from kg.extraction.grammar.topics import counted_part, noun_phrase
from kg.extraction.passages.reading import Reading
from kg.model.mention import Entity, Mention, Quantity


class MeasuredThings:
    """Makes things of what the figures of a document measure, whose passages have been read.

    ``mint`` makes a thing of words and a class.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        subjects: Subjects,
        mint: Callable[[str, str], Entity],
    ) -> None:
        self._readings = readings
        self._subjects = subjects
        self._mint = mint
        self._things = Unnamed(mint)

    def instead(
        self,
        found: Subject | None,
        reading: Reading,
        sentence: tuple[int, int],
        mention: Mention,
        what: tuple[int, int],
    ) -> Subject | None:
        """Return what is found; for nothing, or the document, the noun that the clause is about."""
        if found and found.entity.id != self._subjects.last_resort.entity.id:
            return found
        told = clause_nouns.told(reading, sentence, mention)
        measure = None if told or found else self._concept(reading, what)
        told = told or (None if measure else clause_nouns.counted(reading.passage.folded, mention))
        return self._things.of(reading, told) if told else measure or found

    def after(self, index: int, position: int, classes: tuple[str, ...]) -> Subject | None:
        """Return what the figure after a position measures; where there is none, the document."""
        reading = self._readings[index]
        wanted = [curie for curie in classes if curie != ANYTHING]
        for sentence in () if wanted else reading.passage.sentences:
            for mention in reading.within(max(position, sentence[0]), sentence[1]):
                if isinstance(mention.meaning, Quantity):
                    what = measured(reading, clause_of(reading, sentence, mention), mention)
                    return self._concept(reading, what) if what else None
        return self._subjects.document(classes)

    def _concept(self, reading: Reading, what: tuple[int, int]) -> Subject | None:
        """Return what is measured as a concept, where the words can be the name of one."""
        folded = reading.passage.folded
        part = counted_part(folded, *what) if _is_behind(reading, what[0]) else what
        named = noun_phrase(folded, *part) if part and not moves(folded[slice(*what)]) else None
        if named is None or left_out(folded, *named) or attributes().fullmatch(folded, *named):
            return None  # 報名, 接待觀眾: what is done is no thing; 面積 is of one
        words = reading.passage.text[slice(*named)].strip()
        return Subject(self._mint(words, CONCEPT), reading.passage.evidence(*named, "subject"), "B")


def _is_behind(reading: Reading, position: int) -> bool:
    """Tell whether a figure stands right before a position, or only ``的`` between them."""
    near = reading.within(max(0, position - 24), position)
    last = next((m.end for m in reversed(list(near)) if isinstance(m.meaning, Quantity)), None)
    return last is not None and reading.passage.folded[last:position].strip() in ("", "的")
