"""What was found in a sentence, and which of it is kept where two say the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kg.extraction.grammar.interjections import Interjection
from kg.extraction.grammar.phrases import Slot
from kg.extraction.grammar.projection import Projection
from kg.extraction.patterns.templates import Pattern


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in a passage; ``span`` and the slots are in the passage's offsets.

    ``rest`` is the text that it was found in, where that is without what is said by the way.
    """

    pattern: Pattern
    span: tuple[int, int]
    slots: Mapping[str, list[Slot]]
    rest: Projection | None = None


def spans(match: Match, aside: Interjection) -> bool:
    """Tell whether a match begins before what is said by the way and ends after it.

    What the surroundings would have to supply to a verb is not told across it.
    """
    if not match.span[0] < aside.start < aside.end < match.span[1]:
        return False
    templates = match.pattern.templates if match.pattern.frame else ()
    return all({each.subject, each.object} <= {*match.slots} for each in templates[:1])


def leaves(match: Match, aside: Interjection) -> bool:
    """Tell whether wording begins in what is said by the way and ends after it."""
    inside = aside.start <= match.span[0] < aside.end < match.span[1]
    return inside and match.pattern.frame is None


def chosen(found: Sequence[Match]) -> list[Match]:
    """Return the matches that remain when each figure and each object is claimed but once.

    The highest priority wins, then the longest match (a free phrase at the end makes a match long,
    not good, so length alone decides between equals), then the first in the files.
    """
    taken: set[tuple[object, ...]] = set()
    kept: list[Match] = []
    for match in sorted(
        found, key=lambda m: (-m.pattern.priority, m.span[0] - m.span[1], m.span[0])
    ):
        claims = set(_claims(match))
        relations = set(_relations(match))
        if not (relations or claims) & taken:
            taken |= claims | relations
            kept.append(match)
    return sorted(_untold(kept), key=lambda m: (m.span, m.pattern.id))


def _untold(matches: Sequence[Match]) -> Iterator[Match]:
    """Leave out the deeds between two things of which another match says what they are."""
    ends = [(match, {frozenset(pair) for pair in _ends(match)}) for match in matches]
    told = {pair for match, pairs in ends if not _is_deed(match) for pair in pairs}
    return (match for match, pairs in ends if not (_is_deed(match) and pairs <= told))


def _is_deed(match: Match) -> bool:
    return match.pattern.frame is not None and match.pattern.frame.deed


def _ends(match: Match) -> Iterator[tuple[int, int]]:
    """Yield where the two things stand that a match relates."""
    for template in match.pattern.templates:
        subjects, objects = (
            match.slots.get(name, ()) for name in (template.subject, template.object)
        )
        yield from ((one.start, other.start) for one, other in product(subjects, objects))


def _claims(match: Match) -> Iterator[tuple[object, ...]]:
    """Yield what no other match may state again: a figure; an object under the same property."""
    for first, template in enumerate(match.pattern.templates):
        if template.value:
            for slot in match.slots.get(template.value, ()):
                yield ("", slot.start, slot.end)
        elif not first:
            for slot in match.slots.get(template.object, ()):
                yield (template.property, slot.start, slot.end)


def _relations(match: Match) -> Iterator[tuple[object, ...]]:
    """Yield what a frame states: by grammar one thing can be the object of several subjects."""
    for template in match.pattern.templates if match.pattern.frame is not None else ():
        subjects, objects = (
            match.slots.get(name, ()) for name in (template.subject, template.object)
        )
        for subject, filling in product(subjects, objects):
            yield (template.property, subject.start, filling.start, filling.end)
