"""What a figure or a phrase is about: the best thing that the text itself offers.

The search goes outwards and stops at the first place that offers something: the clause, the
clauses before it in the sentence (:mod:`.sentence_subjects`), the sentences before
(:mod:`.antecedents`), the tab of the slide, the headings, the title (:mod:`.headings`). What lies
outside the clause is a heuristic link and makes a fact of tier B. Where nothing is offered the
document itself is the subject: nobody is invented.
"""

import re
from collections.abc import Callable, Sequence

from kg.extraction.discourse.candidates import ANYTHING, Candidates, Classes, Subject
from kg.extraction.figures.antecedents import Antecedents
from kg.extraction.figures.headings import Headings
from kg.extraction.figures.sentence_subjects import SentenceSubjects
from kg.extraction.passages.reading import Reading
from kg.model.mention import Entity
from kg.model.terminology import Terminology


class Subjects(SentenceSubjects):
    """Finds subjects in a document whose passages have been read.

    ``paragraph`` finds what the sentences before offer, ``headings`` what stands above.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        terminology: Terminology,
        document: Subject,
        speech: re.Pattern[str],
        resolve: Callable[[str], Entity | None] = lambda _: None,
        home: Entity | None = None,
    ) -> None:
        candidates = Candidates(terminology)
        super().__init__(readings, candidates, terminology, speech, resolve, home)
        self.last_resort = document
        self.paragraph = Antecedents(readings, self, candidates)
        self.headings = Headings(readings, terminology, candidates)

    def document(self, classes: Classes = ()) -> Subject | None:
        """Return the document itself, the subject of last resort, if it is of the classes."""
        wanted = [curie for curie in classes if curie != ANYTHING]
        suits = not wanted or self._candidates.fits(self.last_resort.entity, classes)
        return self.last_resort if suits else None
