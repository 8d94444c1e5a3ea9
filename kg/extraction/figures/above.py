"""What stands above a figure, or before its line, and names a topic: headings and labels."""

import re
from collections.abc import Sequence

from kg.extraction.discourse.candidates import Subject
from kg.extraction.discourse.line_topics import headed
from kg.extraction.discourse.line_topics import labelled as label_of
from kg.extraction.figures.unnamed_things import Unnamed
from kg.extraction.passages.reading import Reading
from kg.model.document import BlockKind
from kg.model.mention import Entity

_FEWEST_HEADINGS, _LONGEST_LINE = 2, 80
_LONGEST_LISTING = 600  # code points of a block whose lines may have labels
_LINES = (BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.PARAGRAPH, BlockKind.HEADING)


class Above:
    """Finds the topics of headings and labels in a document whose passages have been read."""

    def __init__(self, readings: Sequence[Reading], things: Unnamed) -> None:
        self._readings = readings
        self._things = things

    def labelled(self, index: int, position: int) -> Subject | None:
        """Return the topic of the label with which the line of a figure begins."""
        passage = self._readings[index].passage
        if passage.block.kind not in _LINES or len(passage.text) > _LONGEST_LISTING:
            return None
        line = next((each for each in passage.lines if each[0] <= position < each[1]), (0, 0))
        found = label_of(passage.folded, *line)
        return (
            self._things.of(self._readings[index], found).as_context("heading") if found else None
        )

    def headed(self, index: int) -> Subject | None:
        """Return the topic that the heading right above a line names, though it has no name."""
        passage = self._readings[index].passage
        running = len(passage.text) > _LONGEST_LINE or passage.folded.rstrip().endswith(("。", "."))
        return None if running else self.titled(index)

    def titled(self, index: int, kind: re.Pattern[str] | None = None) -> Subject | None:
        """Return the topic of the heading right above a passage, though it has no name."""
        above = self._readings[index].passage.block.headings
        if len(above) < _FEWEST_HEADINGS:
            return None  # the one over all is the title
        heading = self._readings[above[-1]]
        if any(isinstance(mention.meaning, Entity) for mention in heading.mentions):
            return None
        found = headed(heading.passage.folded)
        if found and kind and not kind.search(heading.passage.folded[slice(*found)]):
            return None
        return self._things.of(heading, found).as_context("heading") if found else None
