"""Who else is meant by what a wording finds beside its verb: ``A, B and C are based at P``.

A slot holds the thing that stands beside the words; what English coordinates with it is said of,
too, where it is the subject of a verb, or where the wording ends with it (``P houses A, B and C``).
"""

import re
from functools import cached_property

from kg.extraction.grammar.clauses import Sentence
from kg.extraction.grammar.english_subjects import FINITE
from kg.extraction.grammar.projection import Alphabet, Projection

_AND = re.compile(" and ")
_LEAD = re.compile("(?:the )?")
_NEAR = 3  # quotation marks and blanks between a thing and the end of a wording


class Coordination:
    """The things of a sentence, a range of positions, as English coordinates them."""

    def __init__(self, projection: Projection, bounds: tuple[int, int], alphabet: Alphabet) -> None:
        self._projection = projection
        self._bounds = bounds
        self._alphabet = alphabet

    @cached_property
    def _sentence(self) -> Sentence:
        return Sentence(self._projection, *self._bounds, self._alphabet)

    def beside(self, hit: re.Match[str], position: int) -> tuple[int, ...]:
        """Return the positions of the things that share what a match says of one of them."""
        text = hit.string
        first = _LEAD.fullmatch(text[hit.start() : position]) is not None
        last = hit.end() - position - 1 <= _NEAR
        if first is last or " and " not in text[slice(*self._bounds)]:
            return ()
        group = next((each for each in self._sentence.groups if position in each.members), None)
        if group is None or len(group.members) < 2 or (group.governor and first):
            return ()
        inside = [each for each in group.members if hit.start() <= each < hit.end()]
        joint = text[group.members[-2] + 1 : group.members[-1]]
        if inside != [position] or _AND.search(joint) is None:
            return ()
        verb = FINITE.match(text, group.end, self._bounds[1]) is not None
        edge = group.members[-1] if first else group.members[0]
        return group.members if edge == position and verb is first else ()
