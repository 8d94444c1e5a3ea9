"""The constituents of one sentence: things, coordinated into groups, and what governs them.

The sentence is projected text (each mention is one character). Brackets and quotation marks are
blanked first, so that what stands beside a thing is its neighbour.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from kg.extraction.grammar.phrases import is_thing
from kg.extraction.grammar.projection import Alphabet, Projection
from kg.extraction.names.holdings import is_calling
from kg.extraction.words.expressions import expression
from kg.model.mention import Entity, Mention, TimeExpression

BORDER = ",;:。!?\n"
_BORDER = re.compile(f"[{BORDER}]")
_BRACKETED = re.compile(r" ?(?:\([^()]{0,60}\)|\[[^\[\]]{0,60}\])")
_LEFT_OUT = "\0"
_BRACKET = re.compile(r"[()\[\]]")
_TOLD = re.compile("[\ue000-\uf8ff]..|..[\ue000-\uf8ff]")
_QUOTES = re.compile('[“”‘「」『』《》〈〉"*`]|’(?!s)')
_DASH = re.compile(" [–—] ")  # it encloses what is said by the way, as commas do
_POLITE = "(?>(?i:<posts.courtesies>) ){0,3}"  # A and Dr B
_COMMA = expression(f" {{0,2}}, {{0,2}}(?:the |an? )?{_POLITE}")
_JOIN = expression(
    " {0,2}(?:、|<clauses.and_with>|&|,? ?(?:and|as well as)(?![a-z])"
    "|<clauses.jointly_adverbs>?<clauses.together>"
    ")"
    " {0,2}<clauses.list_joints>? {0,2}(?:(?:the|an?|its) "  # A and the city utility B
    "(?:(?!(?:for|with|from|which|that|who|are|was|were|has|have|had|will) )[a-z-]{3,16} ){0,3}"
    f"|both )?{_POLITE}"
)
_POSSESSOR = expression(
    " {0,2}(?:<clauses.possessing>|<clauses.people_of>|['’]s(?![a-z])|['’](?= ))"
)
_DETERMINER = "the|an?|its|their|his|her|our|this|that|both|new|former|local|national|city of"
_PREPOSITION = expression(
    "(?:(?<![a-z])(of|in|at|for|with|by|from|to|on|under|through|via|between|into|onto|near|among"
    "|inside|within|across|like|including|than|as|over|against|about|towards?|after|before|behind"
    "|outside|until|per|beyond|upon|without|during|around|alongside|besides?|unlike|despite)"
    f" {{1,2}}(?:(?:{_DETERMINER}) ){{0,3}}"
    "|(?<![a-z])(by|with) {1,2}(?:(?!with )(?:[a-z'’-]+|[\ue000-\uf8ff]) ){1,5}"
    "|(<clauses.prepositions>) {0,2}(?:[一-鿿]{0,6}<clauses.described_bodies> {0,2})?)\\Z"
)
HEAD = expression(" {0,2}(?:<clauses.possessing_head>|['’]s|['’]) {0,2}")
_LIES = expression("<clauses.lying> {0,2}\\Z")
_COUNTRYMAN = expression("(?:[一-鿿]{0,5}<clauses.countryman>)? {0,2}")
_LATIN_COUNTRYMAN = re.compile("(?:-based| [a-z-]+)(?: [a-z-]+){0,3} ")
_POST = re.compile(" {0,2}[一-鿿]{2,10} {0,2}")  # by Professor C of A: what stands before C
_NO_POST = expression("<clauses.no_post>")
_CALLED = expression("(?P<by><clauses.before_somebody>)(?P<words> {0,2}[一-鿿]{2,8} {0,2})\\Z")
STYLE = re.compile(  # the city of T is T; its government, or board, acts for it
    "(?<![a-z])(?:city|town|municipality|county|province|region|state|government|city council"
    "|board|board of directors|governing body|leadership|whole|rest|phase|stage|section"
    ") of (?:the )?\\Z"
    "|(?<![a-z])(?:consortium|partnership|team|group|alliance|company) behind (?:the )?\\Z"
    "|(?<![a-z])(?:consortium|alliance|group) of (?:the )?\\Z"
)
_INHERITED = frozenset(
    {
        "与",
        "和",
        "跟",
        "同",
        "由",
        "被",
        "获",
        "向",
        "对",
        "联同",
        "会同",
        "by",
        "with",
        "from",
        "to",
    }
)
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Group:
    """Things coordinated with each other.

    ``members`` are positions, ``start`` and ``end`` the range that they fill. ``governor`` is the
    preposition before them, or nothing; ``possessor`` tells that a head follows (``A的``, ``A's``).
    ``called`` is how many characters between the preposition and somebody say what he is.
    """

    members: tuple[int, ...]
    governor: str
    possessor: bool
    called: int = 0

    @property
    def start(self) -> int:
        """Where the first member stands."""
        return self.members[0]

    @property
    def end(self) -> int:
        """Where the last member ends."""
        return self.members[-1] + 1


class Sentence:
    """A range of positions of a projection, seen as constituents."""

    def __init__(
        self, projection: Projection, start: int, end: int, alphabet: Alphabet, aside: bool = False
    ) -> None:
        self.projection = projection
        self.start = start
        self.end = end
        self._alphabet = alphabet
        self._outer: dict[int, int] = {}  # a place → the one before it, in which it lies
        self._whole = _DASH.sub(" , ", _QUOTES.sub(" ", projection.text[start:end]))
        self._text = (
            _BRACKET.sub(" ", self._whole)
            if aside
            else _BRACKETED.sub(lambda found: _LEFT_OUT * len(found[0]), self._whole)
        )

    def asides(self) -> Iterator["Sentence"]:
        """Yield what brackets say of the thing before them: P (run by A), P(由A营运)."""
        for found in _BRACKETED.finditer(self._whole):
            thing = len(self._text[: found.start()].rstrip(f" {_LEFT_OUT}")) - 1
            if thing >= 0 and is_thing(self._whole[thing]) and _TOLD.search(found[0]):
                start, end = self.start + thing, self.start + found.end() - 1
                yield Sentence(self.projection, start, end, self._alphabet, aside=True)

    def text(self, start: int, end: int) -> str:
        """Return the text of a range of positions, without brackets and quotation marks."""
        return self.laid_out(start, end).replace(_LEFT_OUT, "")

    def laid_out(self, start: int, end: int) -> str:
        """Return that text with a character for every position, null ones for brackets."""
        return self._text[max(start - self.start, 0) : max(end - self.start, 0)]

    def clause(self, position: int) -> tuple[int, int]:
        """Return the range between the borders around a position."""
        borders, at = self._borders, position - self.start
        place = bisect_left(borders, at)
        first = borders[place - 1] + 1 if place else 0
        end = borders[place] if place < len(borders) else len(self._text)
        return self.start + first, self.start + end

    @cached_property
    def _borders(self) -> list[int]:
        return [found.start() for found in _BORDER.finditer(self._text)]

    def fitting(self, group: Group, kinds: str) -> tuple[int, ...]:
        """Return the members of a group that are of one of the classes (``|`` between them)."""
        accepting = self._alphabet.accepting(kinds)
        return tuple(
            position
            for position in group.members
            if self.projection.text[position] in accepting
            and self._alphabet.reading(self.projection.mentions[position], kinds) is not None
        )

    def head(self, group: Group, kinds: str) -> bool:
        """Tell whether the last of a group, beside which a verb or a head stands, is of them."""
        return group.members[-1] in self.fitting(group, kinds)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of things in the order of the text; what stands in brackets is left out."""
        things = [p for p, mention in self._mentions() if isinstance(mention.meaning, Entity)]
        groups: list[Group] = []
        for members in self._coordinated(things):
            group = self._group(members)
            if groups and not group.governor:
                group = replace(group, governor=self._inherited(groups[-1], group))
            groups.append(group)
        return tuple(groups)

    def qualifies(self, group: Group, after: Group) -> bool:
        """Tell whether a group governed by a preposition is an attribute of what follows it."""
        return bool(group.governor) and self._inherited(group, after) == group.governor

    def _inherited(self, before: Group, group: Group) -> str:
        """Return the preposition that governs a group through its attribute: 由A的P, 与L药厂A."""
        between = self.text(before.end, group.start)
        if before.possessor and HEAD.fullmatch(between):
            lies = _LIES.search(self.text(before.start - 6, before.start))
            return "" if lies else before.governor  # 收购位于L的P
        place = len(self.fitting(before, "kg:Place")) == len(before.members)
        near = before.governor in _INHERITED and (
            _COUNTRYMAN.fullmatch(between) or _LATIN_COUNTRYMAN.fullmatch(between)
        )
        if place and near:
            return before.governor
        return before.governor if self._is_post(before, between, group) else ""

    def _is_post(self, before: Group, between: str, group: Group) -> bool:
        """Tell whether somebody is named behind a body and the post there: 由A教授C."""
        somebody = before.governor in _INHERITED and self.fitting(group, "kg:Person")
        return (
            bool(somebody)
            and _POST.fullmatch(between) is not None
            and _NO_POST.search(between) is None
            and bool(self.fitting(before, "kg:Organisation"))
        )

    @cached_property
    def dates(self) -> tuple[int, ...]:
        """The positions of dates and periods."""
        return tuple(
            p for p, mention in self._mentions() if isinstance(mention.meaning, TimeExpression)
        )

    def _mentions(self) -> Iterator[tuple[int, Mention]]:
        for position, character in enumerate(self._text, self.start):
            if "\ue000" <= character <= "\uf8ff":
                yield position, self.projection.mentions[position]

    def _group(self, members: tuple[int, ...]) -> Group:
        start, end = members[0], members[-1] + 1
        opening = self._outer.get(start, start)
        before = STYLE.sub("", self.text(opening - _BEFORE, opening))
        governor = _PREPOSITION.search(before)
        name = next(filter(None, governor.groups())) if governor else ""
        possessor = _POSSESSOR.match(self.text(end, end + 6)) is not None
        called = None if name else _CALLED.search(before)
        if called and self._is("kg:Person", start) and is_calling(called["words"].strip()):
            return Group(members, called["by"], possessor, len(called["words"]))  # 由校友C创办
        return Group(members, name, possessor)

    def _coordinated(self, things: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Yield runs of things; a comma joins two only if a conjunction follows: A, B and C."""
        run: list[int] = []
        commas = 0
        seat = -1
        for thing, after in pairwise((*things, -1)):
            if run and self._is_seat(run[-1], thing, after):
                seat = thing
                continue
            between = self.text(max(run[-1], seat) + 1, thing) if run else ""
            if run and not between and self._lies_in(thing, run[-1], len(run) > 1):
                self._outer[thing] = self._outer.get(run[-1], run[-1])
                run[-1] = thing  # of A、日本B the second is B, and 在日本B is in B
                continue
            joined = bool(run) and _JOIN.fullmatch(between) is not None
            comma = bool(run) and not joined and self._listed(run[-1], thing, between)
            if run and not joined and not comma:
                yield from _closed(run, commas)
                run, commas = [], 0
            run.append(thing)
            commas = commas + 1 if comma else 0
        if run:
            yield from _closed(run, commas)

    def _lies_in(self, thing: int, place: int, listed: bool) -> bool:
        """Tell whether a place stands right before what lies in it: another place, or any thing."""
        return self._is("kg:Place", place) and (listed or self._is("kg:Place", thing))

    def _is_seat(self, before: int, thing: int, after: int) -> bool:
        """Tell whether a place only says where the body before it is: ``A, Leeds and B``."""
        seated = self.text(before + 1, thing) == ", " and self._is("kg:Place", thing)
        joined = seated and _JOIN.fullmatch(self.text(thing + 1, after))
        return bool(joined) and all(self._is("kg:Organisation", each) for each in (before, after))

    def _listed(self, before: int, after: int, between: str) -> bool:
        """Tell whether a comma may join two things: places go with places, doers with doers."""
        alike = self._is("kg:Place", before) is self._is("kg:Place", after)
        alike = alike and self._acts(before) is self._acts(after)
        return alike and _COMMA.fullmatch(between) is not None

    def _acts(self, position: int) -> bool:
        """Tell whether somebody, a body or a fund stands at a position."""
        return self._is("kg:Agent", position) or self._is("kg:Fund", position)

    def _is(self, kind: str, position: int) -> bool:
        """Tell whether a thing of a class stands at a position."""
        accepting = self._alphabet.accepting(kind) if self._alphabet.knows(kind) else ""
        return self.projection.text[position] in accepting


def _closed(run: list[int], commas: int) -> Iterator[tuple[int, ...]]:
    """Yield a run without its last members, which commas only have joined; then each of those."""
    cut = len(run) - commas
    if cut:
        yield tuple(run[:cut])
    for thing in run[cut:]:
        yield (thing,)
