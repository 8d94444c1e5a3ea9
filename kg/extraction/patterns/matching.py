"""Finding patterns in one sentence of projected text, and choosing among what was found."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from kg.extraction.grammar import interjections, outcomes
from kg.extraction.grammar.phrases import Slot, is_thing, items, name, phrase
from kg.extraction.grammar.projection import Alphabet, Projection
from kg.extraction.patterns import heads
from kg.extraction.patterns.coordination import Coordination
from kg.extraction.patterns.matches import Match, chosen, leaves, spans
from kg.extraction.patterns.nearness import Explanation, Promise, explanation, promise
from kg.extraction.patterns.pattern_pieces import Expression
from kg.extraction.patterns.predication import FrameFinder
from kg.extraction.patterns.templates import Pattern
from kg.extraction.words.automaton import Automaton

_STOPS = "。!?;\n"
_OPEN = "([（「『《“"
_THING = re.compile("[\ue000-\uf8ff]")


class Finder:
    """Finds a set of patterns; what most sentences lack is looked up before any search."""

    def __init__(
        self,
        patterns: Iterable[Pattern],
        alphabet: Alphabet,
        negation: re.Pattern[str] | None,
        hypothetical: re.Pattern[str] | None = None,
        future: re.Pattern[str] | None = None,
    ) -> None:
        self._alphabet = alphabet
        self._hypothetical = hypothetical
        self._negation = negation
        self._before = negation and re.compile(f"(?:{negation.pattern})[^,。;:]{{0,2}}\\Z")
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        self._all: list[tuple[Pattern, Expression, tuple[int, ...]]] = []
        patterns = tuple(patterns)
        moods = (negation, hypothetical, future)
        self._frames = FrameFinder(patterns, alphabet, *moods)
        self._deeds = FrameFinder(patterns, alphabet, *moods, whatever=True)
        for pattern in patterns:
            for expression in pattern.expressions:
                self._add(pattern, expression)
        self._words = Automaton(
            word for _, expression, _ in self._all for words in expression.wanted for word in words
        )

    def find(
        self,
        projection: Projection,
        sentence: tuple[int, int],
        paragraph: bool = False,
        framed: Projection | None = None,
    ) -> list[Match]:
        """Return the matches in a range of passage offsets, best of each conflict, by position.

        With ``paragraph`` only the patterns that may read past a sentence are tried, else only the
        others. The frames read ``framed``, where that is given.
        """
        found = self._worded(projection, sentence, paragraph)
        if not paragraph:
            found += self._framed(framed or projection, sentence)
            for aside in interjections.found(projection, sentence):
                found = [each for each in found if not leaves(each, aside)]
                rest = aside.rest
                more = self._worded(rest, sentence) + self._framed(rest, sentence)
                found += [replace(each, rest=rest) for each in more if spans(each, aside)]
        return chosen(found) if found else found

    def _worded(
        self, projection: Projection, sentence: tuple[int, int], paragraph: bool = False
    ) -> list[Match]:
        start, end = projection.positions(*sentence)
        found: list[Match] = []
        for index in self._candidates(projection, start, end):
            pattern, expression, _ = self._all[index]
            if pattern.paragraph == paragraph:
                found += self._matches(pattern, expression, projection, (start, end))
        return found

    def _framed(self, projection: Projection, sentence: tuple[int, int]) -> list[Match]:
        bounds = projection.positions(*sentence)
        frames = chain(
            self._frames.find(projection, *bounds), self._deeds.find(projection, *bounds)
        )
        return [Match(each.pattern, each.span, each.slots) for each in frames]

    def explain(self, projection: Projection, offset: int) -> list[Explanation]:
        """Return, best first, how far each pattern comes in the sentence around an offset.

        Patterns of which too little is found are left out, and those that are found whole.
        """
        bounds = _sentence(projection.text, projection.position(offset))
        found = (
            explanation(self._all[index][0].id, self._all[index][1], projection, bounds, promised)
            for promised, index in self._promising(projection, bounds)
        )
        return sorted((each for each in found if each is not None), key=_distance)

    def nearest(self, projection: Projection, offset: int) -> Explanation | None:
        """Return the first of what :meth:`explain` returns: no others are searched than may be."""
        bounds = _sentence(projection.text, projection.position(offset))
        best: Explanation | None = None
        for promised, index in self._promising(projection, bounds):
            if best and _nearness(promised) > _nearness(best):
                break  # nor is any other of those that follow
            pattern, expression, _ = self._all[index]
            found = explanation(pattern.id, expression, projection, bounds, promised)
            if found and (best is None or _distance(found) < _distance(best)):
                best = found
        return best

    def _promising(
        self, projection: Projection, bounds: tuple[int, int]
    ) -> list[tuple[Promise, int]]:
        """Return the patterns that may be near, by their places, the most promising first."""
        text = projection.text[slice(*bounds)]
        characters, present = frozenset(text), self._words.present(text)
        found = [
            (promised, index)
            for index, (_, expression, _) in enumerate(self._all)
            if (promised := promise(expression, characters, present))
        ]
        return sorted(found, key=lambda each: (_nearness(each[0]), each[1]))

    def _add(self, pattern: Pattern, expression: Expression) -> None:
        index = len(self._all)
        self._all.append((pattern, expression, tuple(_mask(need) for need in expression.needs)))
        for word in expression.words:
            self._by_word[word].append(index)
        if not expression.words:
            self._always.append(index)

    def _candidates(self, projection: Projection, start: int, end: int) -> list[int]:
        """Return the expressions whose needed words and characters are all in the range."""
        text = projection.text[start:end]
        words, things = self._words.present(text), _mask(set(_THING.findall(text)))
        chosen = set(self._always).union(*(self._by_word.get(word, ()) for word in words))
        return [index for index in sorted(chosen) if self._may_match(index, words, things)]

    def _may_match(self, index: int, words: frozenset[str], things: int) -> bool:
        _, expression, needs = self._all[index]
        for need in needs:
            if not need & things:
                return False
        return not any(map(words.isdisjoint, expression.wanted))

    def _matches(
        self,
        pattern: Pattern,
        expression: Expression,
        projection: Projection,
        bounds: tuple[int, int],
    ) -> Iterator[Match]:
        joined = Coordination(projection, bounds, self._alphabet)
        for hit in expression.regex.finditer(projection.text, *bounds):
            if heads.is_attribute(hit, bounds[1]) or heads.is_qualifier(hit, bounds[0]):
                continue
            if self._is_doubtful(expression, hit, bounds[0]):
                continue
            slots = self._slots(pattern, expression, hit, projection, joined)
            if slots is not None and not (
                _ties(pattern, expression) and outcomes.failed(hit.string, hit.end())
            ):
                yield Match(pattern, projection.offsets(*hit.span()), slots)

    def _is_doubtful(self, expression: Expression, hit: re.Match[str], start: int) -> bool:
        return self._negated(expression, hit, start) or self._supposed(expression, hit, start)

    def _negated(self, expression: Expression, hit: re.Match[str], start: int) -> bool:
        """Tell whether a word of negation stands in a gap, or right before the first word."""
        if self._negation is None or self._before is None:
            return False
        for gap in expression.gaps:
            found = hit[gap] and self._negation.search(hit.string, hit.start(gap), hit.end(gap) + 2)
            if found and found.start() < hit.end(gap):
                return True
        if is_thing(hit[0].strip("".join((_OPEN, " ")))[:1]):
            return False
        before = hit.string[max(start, hit.start() - 8) : hit.start()]
        return self._before.search(before) is not None

    def _supposed(self, expression: Expression, hit: re.Match[str], start: int) -> bool:
        """Tell whether the clause supposes: such a word before the match, or in a gap of it."""
        if self._hypothetical is None:
            return False
        cut = max(hit.string.rfind(mark, start, hit.start()) for mark in ",;:") + 1
        ranges = [(max(start, cut), hit.start()), *map(hit.span, expression.gaps)]
        return any(self._hypothetical.search(hit.string, *each) for each in ranges if each[1] > 0)

    def _slots(
        self,
        pattern: Pattern,
        expression: Expression,
        hit: re.Match[str],
        projection: Projection,
        joined: Coordination,
    ) -> dict[str, list[Slot]] | None:
        """Return what each name holds, or None where a wild card is not what was asked for."""
        slots: dict[str, list[Slot]] = {}
        for slot, groups in expression.groups.items():
            for group in groups:
                if hit[group] is None:
                    continue
                kind, (start, end) = expression.slots[slot], hit.span(group)
                held = self._held(kind, projection, start, end)
                if not held:
                    return None
                if end - start == 1 and kind.startswith("kg:") and _relates(pattern, slot):
                    for each in joined.beside(hit, start):
                        others = self._mentions(projection, each, each + 1, kind)
                        held += [other for other in others if each != start]
                slots[slot] = [*slots.get(slot, ()), *held]
        return slots

    def _held(self, kind: str, projection: Projection, start: int, end: int) -> list[Slot]:
        if kind in ("text", "words"):
            return phrase(projection, start, end)
        if kind == "list":
            return items(projection, start, end)
        if kind == "name":
            return name(projection, start, end)
        return self._mentions(projection, start, end, kind)

    def _mentions(self, projection: Projection, start: int, end: int, kind: str) -> list[Slot]:
        held: list[Slot] = []
        accepting = self._alphabet.accepting(kind)
        for position in range(start, end):
            if projection.text[position] in accepting:
                mention = projection.mentions[position]
                meaning = self._alphabet.reading(mention, kind)
                if meaning is None:
                    return []
                words = projection.folded[mention.start : mention.end]
                held.append(Slot(mention.start, mention.end, mention, words, meaning))
        return held


def _relates(pattern: Pattern, slot: str) -> bool:
    """Tell whether a slot is one side of all that a pattern relates, and of no figure."""
    return all(slot in (each.subject, each.object) and each.object for each in pattern.templates)


def _ties(pattern: Pattern, expression: Expression) -> bool:
    """Tell whether a pattern says what one thing is to another, and not what somebody said."""
    return any(
        template.object and expression.slots.get(template.object, "").startswith("kg:")
        for template in pattern.templates
    )


def _nearness(found: Promise | Explanation) -> tuple[float, int]:
    return -found.matched / found.total, -found.matched


def _distance(found: Explanation) -> tuple[float, int, str]:
    return *_nearness(found), found.pattern


def _sentence(text: str, position: int) -> tuple[int, int]:
    """Return the range between the stops around a position."""
    before = max(text.rfind(stop, 0, position) for stop in _STOPS) + 1
    after = [found for stop in _STOPS if (found := text.find(stop, position)) >= 0]
    return before, min(after, default=len(text))


def _mask(characters: Iterable[str]) -> int:
    mask = 0
    for character in characters:
        mask |= 1 << (ord(character) - 0xE000)
    return mask
