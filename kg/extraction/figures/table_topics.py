"""What a table is of whose rows and columns name only measures and times.

No figure of a table is of the document: it is of what its caption names (``Table 2. Harbours of
Kent``, ``表二 本市漁業概況``), else of what the text right before the table goes on to tell of.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.discourse.candidates import Candidates, Subject
from kg.extraction.discourse.line_topics import headed
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.model.terminology import Terminology

_RULE = "table-cell"
_NUMBER = expression(
    r"[\s*_#]*(?:<documents.figures>\s*[\d<numerals.small>]{1,3}|(?:table|figure|chart|exhibit)\s+"
    r"[\dA-Z.]{1,4})[\s:.、]*",
)
_CLOSING = expression(r"<counts.overviews>$|[\s*_:]+$")
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.LIST_ITEM)


class TableTopics:
    """Tells what the tables of a document are of, whose passages have been read.

    ``topic`` gives what a clause is about that does not say so itself, as ``FigureSubjects.topic``
    does; ``mint`` makes a thing of words and a class.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        terminology: Terminology,
        topic: Callable[[int, int, int, tuple[str, ...]], Subject | None],
        mint: Callable[[str, str], Entity],
    ) -> None:
        self._readings = readings
        self._candidates = Candidates(terminology)
        self._topic = topic
        self._mint = mint
        self._starts = [reading.passage.block.span.start for reading in readings]

    def told(self, facts: Iterable[Fact], document: Entity) -> Iterator[Fact]:
        """Yield the facts, those of tables of what these are of where they were of a document."""
        for fact in facts:
            if fact.rule != _RULE or fact.subject.id != document.id:
                yield fact
                continue
            found = self._of(fact)
            if found is None or found.entity.id == document.id:
                yield fact
                continue
            evidence = tuple(dict.fromkeys((*fact.evidence, found.as_context("heading").evidence)))
            yield replace(fact, subject=found.entity, evidence=evidence, tier="B")

    def _of(self, fact: Fact) -> Subject | None:
        captions = [e.span for e in fact.evidence if e.role == "caption"]
        for span in reversed(captions):
            if found := self._captioned(self._readings[self._at(span)]):
                return found
        return self._before(next(self._at(e.span) for e in fact.evidence if e.role == "statement"))

    def _at(self, span: Span) -> int:
        """Return the index of the passage that a span stands in."""
        return max(0, bisect_right(self._starts, span.start) - 1)

    def _captioned(self, caption: Reading) -> Subject | None:
        """Return the thing that a caption names, known or not."""
        folded = caption.passage.folded
        if named := self._candidates.best(caption, 0, len(folded)):
            return named
        number = _NUMBER.match(folded)
        start = number.end() if number else 0
        words = folded[start:]
        while (closing := _CLOSING.search(words)) is not None:
            words = words[: closing.start()]
        topic = headed(words)
        if topic is None:
            return None
        first, last = start + topic[0], start + topic[1]
        thing = self._mint(caption.passage.text[first:last].strip(), "kg:Topic")
        return Subject(thing, caption.passage.evidence(first, last, "heading"), "B")

    def _before(self, cell: int) -> Subject | None:
        """Return what the last sentence before a table goes on to tell of."""
        for index in range(cell - 1, -1, -1):
            passage = self._readings[index].passage
            if passage.block.kind is BlockKind.CELL:
                continue
            if passage.block.kind not in _PROSE or not passage.sentences:
                return None
            start, end = passage.sentences[-1]
            return self._topic(index, start, end, ())
        return None
