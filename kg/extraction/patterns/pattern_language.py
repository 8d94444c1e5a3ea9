r"""The language that patterns are written in: one example-like line with typed slots.

    [截至{when:date},] 根据 {s:Programme} 获批 …8 {m=(人数|人次)} [已|达] {v:count}

=====================  ===========================================================================
``word``               itself, in either Chinese script; Latin in any case, as whole words
a blank                an optional blank
``(a|b)``              one of them
``[a]``, ``[a|b]``     one of them or nothing
``…``, ``…8``          at most 12, or 8, characters of the clause, no actor and no figure in them
``……30``               the same, but it may step over commas and over anything but a figure
``%launch``            a word of the set ``launch`` in ``wordsets.toml``
``{s:Programme}``      a thing of that class or one below it, in quotes or not
``{s:City|Country}``   a thing of either class
``{v:money}``          a quantity: count, money, percent, pp, rank, multiple, ratio, duration,
                       measure, edition, or any ``quantity``
``{when:date}``        a date or period
``{a:Firm+}``          one or several, enumerated; also of quantities
``{x:text}``, ``20``   words of one clause, at most 40, or 20, characters
``{x:sentence}``       words up to the end of the sentence, at most 200 characters
``{x:name}``           a run of words that each begin with a capital: ``Newton upon Ayr``
``{xs:list}``          an enumeration of things or phrases: 、 , 及 和 與 and 以及
``{m=(a|b)}``          the stretch that this part matches, under a name
``^``                  where a clause may begin: behind no letter, figure or thing but a date
``/…/``                a regular expression over projected text, without open repetition; one that
                       only looks behind is of what follows it, with no blank between
``（`` ``）``             brackets in the text, of either width
``\x``                 the character ``x``
=====================  ===========================================================================

Everything is bounded, so that no text makes a pattern run away: a gap and a phrase have a length,
and :data:`MOST_WAYS` limits how many ways a pattern's gaps and phrases can share a text.
"""

import re
from collections.abc import Mapping

from kg.extraction.grammar.projection import FIGURE, THING, Alphabet
from kg.extraction.patterns.pattern_pieces import (
    MARK,
    Expression,
    PatternSyntaxError,
    Piece,
    check,
    joined,
    rarest,
)
from kg.extraction.patterns.pattern_words import any_of, literal, words_in
from kg.text.folding import fold

MOST_WAYS = 40_000
GAP, LONG_GAP, TEXT, NAME, SENTENCE, LIST = 12, 30, 40, 60, 200, 160

_STOP = "。!?;\\n"
_SPECIAL = "{}()[]|%/…^\\"
_BEGINS = f"(?<![\u4e00-\u9fa5{FIGURE}{THING}])"
_TITLE = "(?:dr|prof|professor|sir|dame|mr|mrs|ms|hon)(?![a-z])\\.? ?"
_OPENING = f"[“‘\"'「『《〈]?(?:the )?(?:{_TITLE})?[“‘\"'「『《〈]?"
_CLOSING = "[”’\"'」』》〉]?(?: ?\\([^()]{1,24}\\))?"
_SEPARATOR = " ?(?:[、,/]|以及|及|和|与|跟|,? ?and(?![a-z])|&) ?(?:以及|及|和|与|and (?=.))?"
# After a comma a verb with its object is no member: a maker of sails, opened its yard.
_CLAUSE = (
    "(?:[a-z]{2,14}ed|won|built|began|sold|grew|made|took|runs|is|was|has|had|will|plans)"
    " (?:its|the|an?|their|in|on|at|to|from|for|up|more|about|last|this|been|be)(?![a-z])"
)
_MORE = f" ?(?:以及|及|和|与|and )| (?!{_CLAUSE})[a-z0-9\ue000-\uf8ff]"  # an enumeration goes on
_ENDS = {
    "text": f" *(?=[,:{_STOP}]|$)",
    "name": "",
    "sentence": f" *(?=[{_STOP}]|$)",
    "list": f" *(?=[:{_STOP}]|$|,(?!{_MORE}))",
}
_SLOT = re.compile(r"\{([a-z][a-z0-9]*):([A-Za-z]+(?:\|[A-Za-z]+)*)(\d*)(\+?)\}")
_NAMED = re.compile(r"\{([a-z][a-z0-9]*)=")
_GAP = re.compile(r"(……?)(\d*)")
_WORD_SET = re.compile(r"%([a-z][a-z_]*)")
_LETTERS = re.compile(rf"(?s:\\.?|[^{re.escape(_SPECIAL)} ]+)")


def compiled(
    source: str, alphabet: Alphabet, word_sets: Mapping[str, tuple[str, ...]]
) -> Expression:
    """Compile a pattern; :class:`PatternSyntaxError` if it cannot be read."""
    reader = _Reader(source, alphabet, word_sets)
    pieces = reader.sequence("")
    if tail := _tail(pieces):
        pieces.append(Piece("", tail))
    if not any(piece.words or piece.needs for piece in pieces):
        raise PatternSyntaxError("nothing in it must be there: give it a word or a slot")
    ways = 1
    for piece in pieces:
        ways *= piece.ways
    if ways > MOST_WAYS:
        raise PatternSyntaxError(
            f"its gaps and phrases can share a text in {ways} ways: shorten them"
        )
    return Expression(source, tuple(pieces), dict(reader.slots), frozenset(reader.several))


def _tail(pieces: list[Piece]) -> str:
    """Return how a last phrase ends, if nothing that must be there follows it."""
    for piece in reversed(pieces):
        if not (piece.optional or piece.blank):
            return piece.tail
    return ""


class _Reader:
    """A recursive-descent reader of one pattern."""

    def __init__(
        self, source: str, alphabet: Alphabet, word_sets: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.source = source
        self.position = 0
        self.slots: dict[str, str] = {}
        self.several: set[str] = set()
        self._alphabet = alphabet
        self._word_sets = word_sets
        self._count = 0

    def sequence(self, closers: str) -> list[Piece]:
        """Read pieces up to one of ``closers``, or the end where there are none."""
        pieces: list[Piece] = []
        while self.position < len(self.source):
            character = self.source[self.position]
            if character in closers:
                return pieces
            if character in "}])|":
                raise PatternSyntaxError(
                    f"{character!r} at {self.position} closes nothing: write \\{character}"
                )
            pieces.append(self._piece(character))
        if closers:
            raise PatternSyntaxError(f"it ends before {closers[-1]!r}")
        return pieces

    def _piece(self, character: str) -> Piece:
        if character == " ":
            return self._blank()
        reader = {
            "{": self._braces, "(": self._group, "[": self._optional, "…": self._gap,
            "%": self._word_set, "/": self._raw, "^": self._start,
        }.get(character, self._literal)  # fmt: skip
        return reader()

    def _blank(self) -> Piece:
        start = self.position
        while self.source[self.position : self.position + 1] == " ":
            self.position += 1
        return Piece(self.source[start : self.position], " {0,2}", blank=True)

    def _literal(self) -> Piece:
        start = self.position
        letters = ""
        while found := _LETTERS.match(self.source, self.position):
            letters += found[0].removeprefix("\\")
            self.position = found.end()
        word = fold(letters).lower()
        regex = literal(word, self.source, start, self.position)
        return Piece(self.source[start : self.position], regex, frozenset({word}))

    def _braces(self) -> Piece:
        if named := _NAMED.match(self.source, self.position):
            return self._named(named)
        found = _SLOT.match(self.source, self.position)
        if found is None:
            raise PatternSyntaxError(
                f"no slot at {self.position}: write {{name:Class}}, {{name:kind}} or {{name=(a|b)}}"
            )
        self.position = found.end()
        name, kind, length, plus = found.groups()
        if kind in _PHRASES:
            return self._phrase(found[0], name, kind, int(length or _PHRASES[kind]))
        kinds = [f"kg:{each}" if each[0].isupper() else each for each in kind.split("|")]
        if unknown := [each for each in kinds if not self._alphabet.knows(each)]:
            raise PatternSyntaxError(f"{unknown[0]} is neither a class nor a kind")
        if length:
            raise PatternSyntaxError(f"{found[0]}: only phrases have a length")
        kind = "|".join(kinds)
        self._declare(name, kind)
        accepting = self._alphabet.accepting(kind)
        one = f"[{''.join(sorted(accepting))}]"
        if plus:
            self.several.add(name)
            one = f"{one}{_CLOSING}(?:{_SEPARATOR}{_OPENING}{one}{_CLOSING}){{0,40}}"
        wrap = (_OPENING, _CLOSING) if kind.startswith("kg:") else ("", "")
        regex = f"{wrap[0]}{self._group_of(name)}{one}){wrap[1]}"
        return Piece(found[0], regex, needs=(accepting,), slot=True)

    def _phrase(self, source: str, name: str, kind: str, length: int) -> Piece:
        self._declare(name, kind if kind in ("list", "name") else "text")
        letter = {
            "text": f"[^,:{_STOP}]",
            "name": f"[^,:{_STOP}]",
            "sentence": f"[^{_STOP}]",
            "list": f"(?:[^,:{_STOP}]|,(?={_MORE}))",
        }[kind]
        if kind == "list":
            self.several.add(name)
        group = f"{self._group_of(name)}{letter}{{1,{length}}}"
        last = not self.source[self.position :].strip(" )]|")
        if last:
            return Piece(source, f"{group}){_ENDS[kind]}", slot=True)
        return Piece(source, f"{group}?)", ways=length, slot=True, tail=_ENDS[kind])

    def _named(self, named: re.Match[str]) -> Piece:
        start, name = named.start(), named[1]
        self.position = named.end()
        pieces = self.sequence("}")
        self.position += 1
        self._declare(name, "words")
        inner = self._merged(pieces)
        regex = f"{self._group_of(name)}{inner.regex})"
        source = self.source[start : self.position]
        return Piece(source, regex, inner.words, inner.needs, inner.ways, inner.slot)

    def _group(self) -> Piece:
        return self._alternatives(")")

    def _optional(self) -> Piece:
        piece = self._alternatives("]")
        return Piece(
            piece.source, f"{piece.regex}?", ways=piece.ways, slot=piece.slot, optional=True
        )

    def _alternatives(self, closer: str) -> Piece:
        start = self.position
        branches: list[Piece] = []
        while self.source[self.position] != closer or not branches:
            self.position += 1
            branches.append(self._merged(self.sequence("|" + closer)))
        self.position += 1
        words = frozenset[str]()
        if all(branch.words for branch in branches):
            words = words.union(*(branch.words for branch in branches))
        needs = branches[0].needs if len(branches) == 1 else ()
        ways = max(branch.ways for branch in branches)
        regex = f"(?:{'|'.join(branch.regex for branch in branches)})"
        slot = any(branch.slot for branch in branches)
        return Piece(self.source[start : self.position], regex, words, needs, ways, slot)

    def _merged(self, pieces: list[Piece]) -> Piece:
        ways = 1
        for piece in pieces:
            ways *= piece.ways
        needs = tuple(need for piece in pieces for need in piece.needs)
        slot = any(piece.slot for piece in pieces)
        return Piece("", joined(pieces), rarest(pieces), needs, ways, slot)

    def _gap(self) -> Piece:
        found = _GAP.match(self.source, self.position)
        assert found is not None  # noqa: S101 - the caller saw the first of its characters
        self.position = found.end()
        far = len(found[1]) == 2
        most = int(found[2] or (LONG_GAP if far else GAP))
        figures = "".join(sorted(self._alphabet.accepting("quantity")))
        barred = figures if far else f",{self._alphabet.heavy}"
        self._count += 1
        regex = f"(?P<{MARK}{self._count}>[^{_STOP}{barred}]{{0,{most}}}?)"
        return Piece(found[0], regex, ways=most + 1)

    def _start(self) -> Piece:
        self.position += 1
        return Piece("^", _BEGINS)

    def _word_set(self) -> Piece:
        found = _WORD_SET.match(self.source, self.position)
        if found is None or found[1] not in self._word_sets:
            name = found[0] if found else self.source[self.position : self.position + 8]
            raise PatternSyntaxError(f"no word set {name}: add it to wordsets.toml")
        self.position = found.end()
        words = self._word_sets[found[1]]
        return Piece(found[0], any_of(words), words_in(words))

    def _raw(self) -> Piece:
        end = self.source.find("/", self.position + 1)
        if end < 0:
            raise PatternSyntaxError("a regular expression is not closed: write /…/")
        source = self.source[self.position : end + 1]
        self.position = end + 1
        check(source[1:-1])
        return Piece(source, f"(?:{fold(source[1:-1])})", ways=4)

    def _declare(self, name: str, kind: str) -> None:
        if self.slots.setdefault(name, kind) != kind:
            raise PatternSyntaxError(
                f"{name} is {self.slots[name]} here and {kind} there: use two names"
            )

    def _group_of(self, name: str) -> str:
        self._count += 1
        return f"(?P<{name}_{self._count}>"


_PHRASES = {"text": TEXT, "name": NAME, "sentence": SENTENCE, "list": LIST}
