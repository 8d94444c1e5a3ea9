"""The circumstances of a match: the clauses that state it, when it holds, and in which sense."""

import re

from kg.extraction.discourse.timing import time_of
from kg.extraction.grammar.projection import Projection
from kg.extraction.patterns.matches import Match
from kg.extraction.patterns.surroundings import Passage
from kg.extraction.words import modality
from kg.extraction.words.modality import Moods
from kg.model.mention import Mention, TimeExpression

LONGEST_STATEMENT = 300  # code points
_CLAUSE_END = re.compile(r"[,:](?!\d)|(?<!\d)[,:]|[。!?;\n]|——")
_SHORT = 24  # positions from an opening to the match that it holds for: 预计到2028年，…


class Circumstances:
    """What the words around a match say of it.

    ``sentence`` is the range of the passage that was searched; ``moods`` are looked for in
    projected text.
    """

    def __init__(
        self,
        match: Match,
        sentence: tuple[int, int],
        passage: Passage,
        projection: Projection,
        moods: Moods,
    ) -> None:
        self._span = match.span
        self._sentence = sentence
        self._passage = passage
        self._projection = projection
        self._moods = moods

    def time(self, figure: int | None) -> Mention | None:
        """Return when the figure at an offset of the passage holds; None: the nearest date."""
        if figure is None:
            return self._nearest_time()
        sentence = self._passage.sentence_at(figure) or self._sentence
        inside = (
            self._projection.mentions[each]
            for each in range(*self._projection.positions(*sentence))
            if each in self._projection.mentions
        )
        return time_of(self._passage.folded, inside, sentence, figure)

    def _nearest_time(self) -> Mention | None:
        """Return the date inside the match, else before it in its clause, else after it there."""
        first, _ = self._projection.positions(*self.clauses())
        start, end = self._projection.positions(*self._span)
        _, last = self._projection.positions(*self._sentence)
        after = _CLAUSE_END.search(self._projection.text, end, last + 1)  # it looks at what follows
        clause = min(after.start(), last) if after else last
        for positions in (range(start, end), range(start - 1, first - 1, -1), range(end, clause)):
            for position in positions:
                mention = self._projection.mentions.get(position)
                if mention is not None and isinstance(mention.meaning, TimeExpression):
                    return mention
        return None

    def modality(self) -> str:
        """Return the modality that the words of the match and of its clause before it tell."""
        text = self._projection.text
        first, _ = self._projection.positions(*self._sentence)
        start, end = self._projection.positions(*self._span)
        before = [c.end() for c in _CLAUSE_END.finditer(text, first, start)]
        clause = before[-1] if before else first
        previous = before[-2] if len(before) > 1 else first
        if start - previous <= _SHORT:
            clause = previous
        return modality.told(text, self._moods, clause, end)

    def clauses(self) -> tuple[int, int]:
        """Return the passage offsets of the clauses that the match stands in, at most 300 long."""
        text = self._passage.folded
        start, end = self._span
        first, last = self._sentence
        cuts = [cut.end() for cut in _CLAUSE_END.finditer(text, first, start)]
        after = _CLAUSE_END.search(text, end, last) if end < last else None
        a, b = (cuts[-1] if cuts else first), (after.start() if after else last)
        while a < start and text[a] == " ":
            a += 1
        if b - a > LONGEST_STATEMENT:
            a, b = start, min(end, start + LONGEST_STATEMENT)
        return a, b
