r"""Whether a regular expression may take exponential time: read off its syntax tree, not tried out.

It may where, within a repetition, the same letters can be read in two ways: then a text that keeps
the repetition going and fails in the end has twice as many readings with every turn. So, of the
letters that may follow one another, those are looked for that two repetitions have follow one
another (``(?:a+)+``), and pairs of ways that part and meet again (``(?:a|ab|b)+``). What an
assertion refuses is not taken into account, so that it errs on the safe side;
a repetition of a few turns is no loop.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_FEW = 4  # turns that are told apart: [甲乙]{2,4} in a loop can be read in many ways
_SHORT = 12  # turns at most of what is no loop
_SMALL = 12  # letters of a body that is told apart for each turn
_USUAL = "\x00\n \t0aAzZ_-.,:;()中，。、：é\u3000\ue000\uf8ff\U0001f600"
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    c.CATEGORY_DIGIT: str.isdecimal,
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    c.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    c.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    c.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """Which letters, by number, a part of the expression begins and ends with."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


def ambiguous(source: str, flags: int = 0) -> str:
    """Return a text that a repetition can read in two ways, each time it stands there again.

    >>> ambiguous(r"(?:,\\s*[a-z]+)*"), ambiguous(r"(?:\\s*[a-z]+)*"), ambiguous("(?:ab|[ab])*")
    ('', 'aa', 'aba')
    """
    reader = _Reader(source, flags)
    if reader.twice:
        return "".join(reader.shown({place}) for place in reader.twice)
    return next(filter(None, (_twofold(reader, loop) for loop in reader.loops)), "")


class _Reader:
    """Numbers the letters of an expression and tells which may follow which."""

    def __init__(self, source: str, flags: int) -> None:
        tree = _parser.parse(source, flags)
        self._caseless = bool(tree.state.flags & re.IGNORECASE)
        self._samples = sorted(set(_USUAL) | set(_letters(tree)))
        self.letters: list[frozenset[str]] = []
        self.follow: dict[int, set[int]] = {}
        self.loops: list[range] = []
        self.twice: tuple[int, int] | None = None
        self._groups: dict[int, frozenset[str]] = {}
        self._sequence(tree)

    def shown(self, places: set[int]) -> str:
        """Return a letter that can be read at all of some places, a plain one if any is."""
        letters = frozenset.intersection(*(self.letters[place] for place in places))
        return min(letters, key=lambda letter: (not letter.isalnum(), letter))

    def _sequence(self, nodes: Iterable[tuple[Any, Any]]) -> _Part:
        whole = _Part()
        for kind, held in nodes:
            whole = self._joined(whole, self._part(kind, held))
        return whole

    def _joined(self, one: _Part, other: _Part) -> _Part:
        self._link(one.last, other.first)
        return _Part(
            one.first | other.first if one.empty else one.first,
            one.last | other.last if other.empty else other.last,
            one.empty and other.empty,
        )

    def _link(self, ends: Iterable[int], starts: Iterable[int], loop: bool = False) -> None:
        for end in ends:
            for start in starts:
                known = self.follow.setdefault(end, set())
                if loop and start in known:
                    self.twice = end, start
                known.add(start)

    def _part(self, kind: Any, held: Any) -> _Part:  # noqa: ANN401 (nodes are untyped)
        if kind in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            return self._letter(self._read_by(kind, held))
        if kind is c.SUBPATTERN:
            before, outside = len(self.letters), self._caseless
            _, more, less, _ = held
            self._caseless = (outside or bool(more & re.IGNORECASE)) and not less & re.IGNORECASE
            part = self._sequence(held[3])
            self._caseless = outside
            self._groups[held[0]] = frozenset().union(*self.letters[before:])
            return part
        if kind is c.GROUPREF:
            return self._letter(self._groups[held])
        if kind is c.ATOMIC_GROUP:
            return self._sequence(held)
        if kind is c.BRANCH:
            parts = [self._sequence(branch) for branch in held[1]]
            return _Part(
                frozenset().union(*(part.first for part in parts)),
                frozenset().union(*(part.last for part in parts)),
                any(part.empty for part in parts),
            )
        if kind is c.GROUPREF_EXISTS:
            parts = [self._sequence(branch or ()) for branch in held[1:]]
            return _Part(
                frozenset().union(*(part.first for part in parts)),
                frozenset().union(*(part.last for part in parts)),
            )
        if kind is c.POSSESSIVE_REPEAT:  # what it has read is not read again
            part = self._sequence(held[2])
            return part if held[0] else _Part(part.first, part.last)
        if kind in (c.MAX_REPEAT, c.MIN_REPEAT):
            return self._repeated(*held)
        return _Part()  # an assertion

    def _letter(self, letters: frozenset[str]) -> _Part:
        self.letters.append(letters)
        here = frozenset({len(self.letters) - 1})
        return _Part(here, here, empty=False)

    def _repeated(self, least: int, most: int, nodes: Any) -> _Part:  # noqa: ANN401
        before = len(self.letters)
        body = self._sequence(nodes)
        if most <= _FEW and len(self.letters) - before <= _SMALL:
            rest = _Part()  # the later turns: none of them without the one before it
            for turn in range(most, 1, -1):
                rest = self._joined(self._sequence(nodes), rest)
                rest = rest if turn <= least else _Part(rest.first, rest.last)
            whole = self._joined(body, rest)
            return whole if least else _Part(whole.first, whole.last)
        if most > _SHORT and not _is_atomic(nodes):
            self._link(body.last, body.first, loop=True)
            loop = range(before, len(self.letters))
            self.loops = [*(each for each in self.loops if each.start not in loop), loop]
        return body if least else _Part(body.first, body.last)

    def _read_by(self, kind: Any, held: Any) -> frozenset[str]:  # noqa: ANN401
        if kind is c.IN:
            negated = held[0][0] is c.NEGATE
            found = {x for x in self._samples if any(_is(x, item) for item in held[negated:])}
        else:
            negated = kind is not c.LITERAL
            found = {"\n" if kind is c.ANY else chr(held)}
        if self._caseless:
            found |= {x.swapcase() for x in found if len(x.swapcase()) == 1}
        return frozenset(set(self._samples) - found if negated else found)


def _is_atomic(nodes: Any) -> bool:  # noqa: ANN401
    """Tell whether no turn of a repetition is read in another way once it is over."""
    return bool([kind for kind, _ in nodes] in ([c.ATOMIC_GROUP], [c.POSSESSIVE_REPEAT]))


def _letters(nodes: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield every letter that a syntax tree names, the ends of ranges among them."""
    if isinstance(nodes, int):
        if 0 <= nodes <= 0x10FFFF and not isinstance(nodes, type(c.LITERAL)):
            yield chr(nodes)
            yield chr(nodes).swapcase()[0]
    elif isinstance(nodes, (tuple, list, _parser.SubPattern)):
        for node in nodes:
            yield from _letters(node)


def _is(letter: str, item: tuple[Any, Any]) -> bool:
    kind, held = item
    if kind is c.LITERAL:
        return bool(ord(letter) == held)
    if kind is c.RANGE:
        return bool(held[0] <= ord(letter) <= held[1])
    return bool(_CATEGORIES[held](letter))


def _twofold(reader: _Reader, loop: range) -> str:
    """Return a text that can be read in two ways within a turn or two of a loop, if any."""
    follow = {
        place: {each for each in reader.follow.get(place, ()) if each in loop} for place in loop
    }
    rest = deque((place, place, "") for place in loop)
    seen = {(place, place) for place in loop}
    while rest:
        here, there, text = rest.popleft()
        for one, other in _together(reader.letters, follow[here], follow[there]):
            longer = text + reader.shown({one, other})
            if here != there and one == other:
                return longer
            if (one, other) not in seen:
                seen.add((one, other))
                rest.append((one, other, longer))
    return ""


def _together(
    letters: list[frozenset[str]], ones: Iterable[int], others: Iterable[int]
) -> set[tuple[int, int]]:
    """Return which of some places can be read over the same letter as which of others."""
    by_letter: dict[str, list[int]] = {}
    for other in others:
        for letter in letters[other]:
            by_letter.setdefault(letter, []).append(other)
    return {(one, other) for one in ones for x in letters[one] for other in by_letter.get(x, ())}
