"""Things that have no known name: a range of a passage as a subject, of its own words."""

from collections.abc import Callable

from kg.extraction.discourse.candidates import Subject
from kg.extraction.figures.creations import MARKS
from kg.extraction.passages.reading import Reading
from kg.model.mention import Entity

CONCEPT = "kg:Topic"


class Unnamed:
    """Makes subjects of words; ``mint`` makes a thing of words and a class."""

    def __init__(self, mint: Callable[[str, str], Entity]) -> None:
        self._mint = mint

    def of(self, reading: Reading, found: tuple[int, int]) -> Subject:
        """Return the thing that a range names, made of its words where nobody knows it."""
        shown = reading.passage.evidence(*found, "subject")
        for mention in reading.within(*found):
            if (mention.start, mention.end) == found and isinstance(mention.meaning, Entity):
                return Subject(mention.meaning, shown, "B")
        words = reading.passage.text[slice(*found)].strip()
        return Subject(self._mint(words, CONCEPT), shown, "B")

    def named(self, reading: Reading, found: tuple[int, int]) -> Subject:
        """Return what a range names within its quotes, or at its end; else as :meth:`of` does."""
        return self.met(reading, found) or self.of(reading, found)

    def met(self, reading: Reading, found: tuple[int, int]) -> Subject | None:
        """Return the thing with a name that stands within the quotes of a range, or at its end."""
        folded = reading.passage.folded
        quoted = folded[slice(*found)].strip(MARKS)
        for mention in reading.within(found[0] - 1, found[1] + 1):
            entity = mention.meaning
            whole = folded[mention.start : mention.end].strip(MARKS) == quoted
            if not (isinstance(entity, Entity) and (whole or mention.end >= found[1] - 1)):
                continue
            if entity.types[-1:] != ("kg:Person",):
                shown = reading.passage.evidence(mention.start, mention.end, "subject")
                return Subject(entity, shown, "B")
        return None
