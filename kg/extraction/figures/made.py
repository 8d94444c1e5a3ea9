"""What a text has set up and goes on to tell of, and what it opens with behind a modifier."""

from collections.abc import Iterator, Sequence

from kg.extraction.discourse.candidates import Classes, Subject
from kg.extraction.figures import creations, relative_heads
from kg.extraction.figures.recipients import are_given
from kg.extraction.figures.subjects import Subjects
from kg.extraction.figures.unnamed_things import Unnamed
from kg.extraction.grammar.roles import Role
from kg.extraction.names.holdings import ends_as_title
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind
from kg.model.mention import Entity

_BODY = "kg:Organisation"
_UNDER_HIM = expression(r"[\s,]*<counts.under_him>")
_GRANTING = ("kg:Programme", "kg:Fund", "kg:PolicyMeasure")
_ITEMS = 4  # of a list, before one that goes on to tell of what the first has set up


class Made:
    """Finds such things in a document whose passages have been read."""

    def __init__(self, readings: Sequence[Reading], subjects: Subjects, things: Unnamed) -> None:
        self._readings = readings
        self._subjects = subjects
        self._things = things

    def headed(self, reading: Reading, start: int, end: int) -> Subject | None:
        """Return what a clause opens with behind a modifier, though it has no known name."""
        head = relative_heads.head(reading, start, end)
        return self._things.named(reading, head) if head else None

    def described(
        self, index: int, sentence: int, position: int, classes: Classes = ()
    ) -> Subject | None:
        """Return what an earlier clause opens with behind a modifier, if it is of the classes."""
        reading = self._readings[index]
        *earlier, _ = clauses(reading.passage.folded, sentence, position) or [(position, position)]
        for bounds in reversed(earlier):
            if found := self.headed(reading, *bounds):
                return found if self._subjects.suits(found, classes) else None
            if self._subjects.before(index, *bounds, (), Role.SUBJECT):
                return None
        return None

    def led(self, index: int, sentence: int, start: int) -> Subject | None:
        """Return the body whose post somebody is told to hold, for who works under him there.

        ``她是某公司的首席科学官，手下有46名研究员``; ``start`` is where the last clause begins.
        """
        reading = self._readings[index]
        folded = reading.passage.folded
        earlier = clauses(folded, sentence, start)
        if not earlier or not _UNDER_HIM.match(folded, start):
            return None
        for mention in reversed(tuple(reading.within(*earlier[-1]))):
            body = mention.meaning
            if isinstance(body, Entity) and self._subjects.terminology.is_a(body.types, _BODY):
                post = folded[mention.end : earlier[-1][1]].strip()
                shown = reading.passage.evidence(mention.start, mention.end, "subject")
                return Subject(body, shown, "B") if ends_as_title(post) else None
        return None

    def granting(
        self, index: int, sentence: int, found: tuple[int, int], position: int
    ) -> Subject | None:
        """Return the programme spoken of where a clause tells what those it is for get.

        ``计划分为两档：领军人才最高可获500万元`` is told of the programme.
        """
        folded = self._readings[index].passage.folded
        if not are_given(folded, found, position):
            return None
        before = self._subjects.before(index, sentence, found[0], _GRANTING)
        return before or self._subjects.paragraph.carried(index, sentence, _GRANTING)

    def told_of(self, index: int, sentence: int, start: int, position: int) -> Subject | None:
        """Return what is set up by the nearest clause that does not only go on, if one does.

        ``start`` is where the clause of a figure begins. The search goes back through its sentence
        and the one before, or the list item before.
        """
        folded = self._readings[index].passage.folded
        for reading, bounds in self._before(index, sentence, start):
            text = reading.passage.folded
            if found := creations.made(text, bounds):
                if not creations.tells(folded, start, position, text[slice(*found)]):
                    return None
                known = self._things.met(reading, found)
                thing = creations.is_thing(text, *found)
                return known or (self._things.of(reading, found) if thing else None)
            if not all(
                creations.goes_on(text, *each) or self._subjects.tells(reading, *each)
                for each in bounds
            ):
                return None
        return None

    def _before(
        self, index: int, sentence: int, start: int
    ) -> Iterator[tuple[Reading, Sequence[tuple[int, int]]]]:
        """Yield the clauses before one: of its sentence, the sentence before, the items before."""
        reading = self._readings[index]
        passage = reading.passage
        yield reading, clauses(passage.folded, sentence, start)
        if earlier := passage.sentence_before(sentence):
            yield reading, clauses(passage.folded, *earlier)
            return
        for before in reversed(self._readings[max(0, index - _ITEMS) : index]):
            block = before.passage.block
            same = (block.kind, block.headings) == (passage.block.kind, passage.block.headings)
            if not same or block.kind is not BlockKind.LIST_ITEM:
                return
            yield before, clauses(before.passage.folded, 0, len(before.passage.text))
