"""What a pattern is compiled to: pieces, each a regular expression with what it needs to match."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

MARK = "_gap"
"""How the names of the groups begin that hold gaps."""

_OPEN_REPETITION = re.compile(r"(?<!\\)(?:\\\\)*(?:[*+]|\{\d*,\})")

_LOOKS_BEHIND = re.compile(r"\(\?:(?:\(\?<[!=](?:\\.|\[(?:\\.|[^]\\])*\]|[^()\[\\])*\))+\)")


class PatternSyntaxError(ValueError):
    """A pattern that cannot be read; the message says where and what to write instead."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One element of a pattern.

    ``words``: one of these stands in any text it matches (empty: nothing is known). ``needs``: sets
    of characters of the alphabet, from each of which one must be there. ``ways``: in how many
    lengths it can match. ``slot``: it is a slot, or holds one. ``blank``: it is a blank.
    ``optional``: it may be absent. ``tail``: of a phrase, what must follow where nothing else has
    to.
    """

    source: str
    regex: str
    words: frozenset[str] = frozenset()
    needs: tuple[frozenset[str], ...] = ()
    ways: int = 1
    slot: bool = False
    blank: bool = False
    optional: bool = False
    tail: str = ""

    @property
    def looks_behind(self) -> bool:
        """Whether it only tells what must not, or must, stand right before the next piece."""
        return _LOOKS_BEHIND.fullmatch(self.regex) is not None


@dataclass(frozen=True)
class Expression:
    """A compiled pattern.

    ``slots`` maps each name to what it holds: ``kg:…`` class, kind of quantity, ``date`` (several
    of these between ``|``), ``text``, ``list`` or ``words`` (a named stretch). ``several`` are the
    names that hold an enumeration.
    """

    source: str
    pieces: tuple[Piece, ...]
    slots: Mapping[str, str]
    several: frozenset[str]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """What is searched in projected text."""
        return re.compile(joined(self.pieces))

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The regular expression's groups for each slot, in order of place."""
        groups: dict[str, tuple[str, ...]] = {}
        for group in self.regex.groupindex:
            name, _, number = group.partition("_")
            if name and number:
                groups[name] = (*groups.get(name, ()), group)
        return groups

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """The groups of the gaps."""
        return tuple(group for group in self.regex.groupindex if group.startswith(MARK))

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of which any text that matches has at least one; empty if none are known."""
        return rarest(self.pieces)

    @cached_property
    def wanted(self) -> tuple[frozenset[str], ...]:
        """All the sets of words, of each of which any text that matches has at least one."""
        return tuple(dict.fromkeys(piece.words for piece in self.pieces if piece.words))

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of characters, each of which any text that matches meets."""
        return tuple(dict.fromkeys(need for piece in self.pieces for need in piece.needs))


def joined(pieces: tuple[Piece, ...] | list[Piece]) -> str:
    """Return one regular expression; a blank may stand on either side of a slot.

    None stands behind a piece that looks behind: it would look at the blank.
    """
    parts: list[str] = []
    for index, piece in enumerate(pieces):
        if index and pieces[index - 1].looks_behind:
            parts.append("" if piece.blank else piece.regex)
            continue
        if index and (piece.slot or pieces[index - 1].slot) and not piece.blank:
            parts.append("" if pieces[index - 1].blank else " ?")
        parts.append(piece.regex)
    return "".join(parts)


def check(regex: str) -> None:
    """Refuse a regular expression that cannot be compiled, or repeats without bound."""
    if _OPEN_REPETITION.search(regex):
        raise PatternSyntaxError(
            "no open repetition in a regular expression: write {0,9} for *, {1,9} for +"
        )
    try:
        re.compile(regex)
    except re.error as error:
        raise PatternSyntaxError(f"not a regular expression: {error}") from error


def rarest(pieces: tuple[Piece, ...] | list[Piece]) -> frozenset[str]:
    """Return the words of the piece that rules out most texts: long ones, few of them."""
    known = [piece.words for piece in pieces if piece.words]
    return max(
        known, key=lambda words: (min(map(len, words)), -len(words)), default=frozenset[str]()
    )
