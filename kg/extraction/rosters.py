"""Lines that list who holds a post: ``主任：甲、乙``, ``Legal counsel, Quay Trust: Ada Lee``.

The post stands before the colon, with the body that it is in, if the line says so; else that is
the body behind the name, or the one that has the line above to itself. A line of which any part is
neither a name, a post, a body nor a number says something else.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import NamedTuple

from kg.extraction import body_names, personal_names, standing_of_posts, tenures
from kg.extraction.bylines import POST, is_credit
from kg.extraction.expressions import expression
from kg.extraction.holdings import is_a
from kg.extraction.readings import Reading
from kg.extraction.standing_of_posts import PAST, PRESENT, UNTOLD
from kg.extraction.wordlists import read
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.terminology import Terminology

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]
_Range = tuple[int, int]

_KINDS = (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.LIST_ITEM, BlockKind.HEADING)
_BODY, _PERSON = "kg:Organisation", "kg:Person"
_EMPLOYERS = ("kg:Organisation", "kg:Jurisdiction")
_LABEL = expression(r"[\s*_•·–-]*(?P<label>[^\s:][^:。;!?\d]{1,60}?)[\s*_]*:[\s*_]*(?=\S)")
_NOUN = (
    rf"(?:{POST.pattern}|\b(?:counsel|engineer|accountant|adviser|advisor|member|clerk|trustee"
    r"|scientist|master|bursar|registrar|co-?ordinator|convenor|auditor|actuary|attach[eé])\b)"
)
_ENDING = expression(rf"{_NOUN}$", re.IGNORECASE)
_PLURAL = expression(r"(?<=[a-z])s$")
_OPENING = expression(rf"^(?:[\w-]+ ){{0,2}}{_NOUN} (?:of|for|to)\b", re.IGNORECASE)
_ASIDE = expression(r"\s?\((?P<inside>[^()]*)\)")
_WIDE = expression(r"\s{2,}(?=[^\s:]{2,24}:)|(?<=[\u3400-\u9fff)])\s(?=[\u3400-\u9fff]{2,12}:)")
_TEAM = expression(
    r"[\u3400-\u9fff]{0,8}(?:负责人|主持人|(?:课题|项目|编写|执行|研究|专家)组{0,2}长)"
)
_CUT = expression(r"\s*(?:[,;、/&]|\band\b|\s[和与及]\s|(?<=\))\s)\s*")
_NUMBER = expression(r"[\d\s()+-]{5,}|\S+@\S+|www\.\S+|(?:tel|电话|ext)\b.*", re.IGNORECASE)
_NAMED = expression(r"(?:[A-Z][\w.'’&-]*|[A-Z]{2,})(?: (?:[A-Z][\w.'’&-]*|of|for|the|and|&)){0,8}")
_MEMBERS = frozenset(
    ("委员", "成员", "组员", "理事", "监事", "组长", "副组长", "顾问", "队长", "召集人")
)
_ALL = expression(r"members|trustees|成员|组员", re.IGNORECASE)  # no post of one of them
_LONGEST_BLOCK = 4000  # code points; a longer one is no list of people
_LONGEST = 240


class _Holder(NamedTuple):
    """A person of a list, the body that the list says the person is of, and when.

    ``known`` tells that the words show by themselves that they are a person's name.
    """

    place: _Range
    body: _Range | None
    known: bool
    standing: str


@dataclass
class _Roster:
    """What a line states: the post, the body of the post, and who holds it, as ranges."""

    post: _Range | None
    body: _Range | None
    holders: list[_Holder] = field(default_factory=list)


class _Line(NamedTuple):
    """A line, where it stands, and what it states."""

    reading: Reading
    place: _Range
    told: list[_Roster]


def find(
    readings: Sequence[Reading], resolve: Resolve, mint: Mint, terms: Terminology
) -> Iterator[Fact]:
    """Yield the post, and the employer where one is told, of each person that such lines name."""
    above: tuple[Reading, _Range] | None = None
    section = PRESENT
    for stated, run in groupby(_lines(readings), key=lambda line: bool(line.told)):
        lines = list(run)
        sure = any(h.known for line in lines for roster in line.told for h in roster.holders)
        for reading, place, told in lines:
            folded = reading.passage.folded
            for roster in told:
                if people := _surely(roster, folded, sure, section):
                    yield from _facts(reading, place, people, above, resolve, mint, terms)
            if stated:
                continue
            alone = _body_alone(reading, *place, terms) if place[0] < place[1] else None
            above = (reading, alone) if alone else None
            titled = standing_of_posts.is_heading(folded[slice(*place)]) and not alone
            if titled or reading.passage.block.kind is BlockKind.HEADING:
                section = standing_of_posts.heading(folded[slice(*place)])


def _lines(readings: Sequence[Reading]) -> Iterator[_Line]:
    """Yield the lines of a document with what each states; of what holds no list, an empty one."""
    for reading in readings:
        passage = reading.passage
        if passage.block.kind not in _KINDS or len(passage.text) > _LONGEST_BLOCK:
            yield _Line(reading, (0, 0), [])
            continue
        for line in passage.lines:
            yield _Line(reading, line, _rosters(passage.folded, *line))


def _rosters(folded: str, start: int, end: int) -> list[_Roster]:
    """Return what the parts of a line state of posts."""
    parts = _parted(folded, start, end) if end - start <= _LONGEST else []
    return [roster for part in parts if (roster := _roster(folded, *part))]


def _surely(roster: _Roster, folded: str, sure: bool, section: str) -> _Roster | None:
    """Return a roster of those only who are people and hold the post, or held it; None if nobody.

    ``sure`` tells that somebody of the list is known to be a person, ``section`` of which time the
    posts under the heading are.
    """
    post = folded[slice(*roster.post)] if roster.post else ""
    sure = sure and post.casefold().split(" ")[-1] not in read().get("posts", "of_firms")
    sure = sure or any(holder.known for holder in roster.holders)
    said = {section, standing_of_posts.standing(post)}
    holders = []
    for holder in roster.holders:
        times = said | {holder.standing}
        time = next(each for each in (UNTOLD, PAST, PRESENT) if each in times)
        if (holder.known or sure) and time != UNTOLD:
            holders.append(holder._replace(standing=time))
    return _Roster(roster.post, roster.body, holders) if holders else None


def _parted(folded: str, start: int, end: int) -> list[_Range]:
    """Return the parts of a line that wide gaps before labels set apart."""
    cuts = [gap.span() for gap in _WIDE.finditer(folded, start, end)]
    starts = [start, *(last for _, last in cuts)]
    return list(zip(starts, [*(first for first, _ in cuts), end], strict=True))


def _roster(folded: str, start: int, end: int) -> _Roster | None:
    """Return what a line states of posts; None where it states something else."""
    label = _LABEL.match(folded, start, end)
    if label is None:
        return None
    first, last = label.span("label")
    team = _TEAM.fullmatch(folded, first, last)
    if is_credit(folded[start:end]) and not team:
        return None
    ascii_ = folded[first:last].isascii()
    roster = _latin_label(folded, first, last) if ascii_ else _han_label(folded, first, last)
    if roster is None or not _read(folded, label.end(), end, roster):
        return None
    return roster if roster.post and roster.holders else None


def _latin_label(folded: str, start: int, end: int) -> _Roster | None:
    """Return the post and the body of a label: ``Head of X, Quay Trust``, ``Media, Quay Trust``."""
    words, _, behind = folded[start:end].partition(", ")
    is_post = _is_post(words)
    body = (end - len(behind), end) if behind and _NAMED.fullmatch(behind) else None
    if (behind and not body) or not (is_post or body):
        return None
    return _Roster((start, start + len(words)) if is_post else None, body)


def _is_post(words: str) -> bool:
    return bool(_ENDING.search(_PLURAL.sub("", words)) or _OPENING.match(words))


def introduced(
    folded: str, start: int, end: int, sure: bool = False
) -> tuple[_Range, _Range | None, _Range | None]:
    """Return the ranges of a person, and of the post and the body behind the name, in a cell.

    The first is empty where the words are no such thing; ``sure`` tells that people stand there.

    >>> words = "Ann Lee, Director of Ports, Quay Trust Ltd"
    >>> [words[slice(*place)] for place in introduced(words, 0, len(words)) if place]
    ['Ann Lee', 'Director of Ports', 'Quay Trust Ltd']
    """
    roster = _Roster(None, None)
    if not _read(folded, start, end, roster) or len(roster.holders) != 1:
        return (start, start), None, None
    (holder,) = roster.holders
    if not (sure or holder.known):
        return (start, start), None, None
    return holder.place, roster.post, holder.body


def _han_label(folded: str, start: int, end: int) -> _Roster | None:
    """Return the post that a Chinese label is, and the body before it: ``某學會會長``."""
    words = folded[start:end]
    titles = _titles()
    if words in titles or _TEAM.fullmatch(words):
        return _Roster((start, end), None)
    for cut in range(len(words) - 1, 2, -1):
        if words[cut:] in titles and body_names.BODY.search(words[:cut]):
            return _Roster((start + cut, end), (start, start + cut))
    return None


@cache
def _titles() -> frozenset[str]:
    lists = read()
    return frozenset(lists.get("posts", "titles")) | _MEMBERS - set(lists.get("posts", "labels"))


def _read(folded: str, start: int, end: int, roster: _Roster) -> bool:
    """Read the people of a list into a roster; False where a part of it is nothing of the kind."""
    bare = _ASIDE.sub(lambda aside: " " * len(aside[0]), folded)
    at = start
    for stop, after in [*(cut.span() for cut in _CUT.finditer(bare, start, end)), (end, end)]:
        for place in body_names.trimmed(bare, at, stop):
            if not _item(folded, bare, place, after, roster):
                return False
        at = after
    return True


def _item(folded: str, bare: str, place: _Range, stop: int, roster: _Roster) -> bool:
    """Read one part of a list: a person, or the post, body or number of the last one."""
    words = bare[slice(*place)]
    if person := personal_names.name(bare, *place, sure=True):
        aside = _ASIDE.search(folded, person[1], stop)
        inside = aside.span("inside") if aside else None
        of = inside if inside and body_names.signed(folded[slice(*inside)]) else None
        known = personal_names.name(bare, *place) is not None
        when = standing_of_posts.standing(folded[slice(*inside)]) if inside else PRESENT
        roster.holders.append(_Holder(person, of, known, when))
        return True
    if not roster.holders:
        return False
    holder = roster.holders[-1]
    if roster.post is None and _is_post(words):
        roster.post = place
        return True
    if body_names.signed(words) and holder.body is None:
        roster.holders[-1] = holder._replace(body=place)
        return True
    return bool(_NUMBER.fullmatch(words))


def _body_alone(reading: Reading, start: int, end: int, terms: Terminology) -> _Range | None:
    """Return the range of the body that a line consists of."""
    line = reading.passage.folded[start:end]
    bare = line.strip(" *_:")
    first = start + line.index(bare)
    named = (
        m for m in reading.within(start, end)
        if m.start <= first and m.end >= first + len(bare) and is_a(m, terms, _BODY)
    )  # fmt: skip
    whole = next(((m.start, m.end) for m in named), None)
    signed = body_names.signed(line)  # of a body and a unit of it, the unit
    return whole or ((start + signed[-1][0], start + signed[-1][1]) if signed else None)


def _facts(
    reading: Reading, line: _Range, roster: _Roster,
    above: tuple[Reading, _Range] | None, resolve: Resolve, mint: Mint, terms: Terminology,
) -> Iterator[Fact]:  # fmt: skip
    """Yield the relations of a roster; whom the line says to be of no body is of the one above."""
    passage = reading.passage
    statement = passage.evidence(*line, "statement")
    assert roster.post is not None  # noqa: S101 - a roster without a post is none
    post = passage.text[slice(*roster.post)]
    for holder in roster.holders:
        words, past = passage.text[slice(*holder.place)], holder.standing == PAST
        person = resolve(words) or mint(words, _PERSON)
        named = passage.evidence(*holder.place, "subject")
        shown = (statement, named, passage.evidence(*roster.post, "object"))
        if not _ALL.fullmatch(post):
            held = Fact("relation", person, shown, "roster", "A", "kg:position", post)
            yield tenures.past(held) if past else held
        own = roster.body or (None if past else holder.body)  # of whom one is today
        employer = _employer(reading, own, above)
        if employer:
            body, evidence, tier = employer
            known = resolve(body)
            employs = known and any(terms.is_a(known.types, curie) for curie in _EMPLOYERS)
            thing = known if known and employs else mint(body, _BODY)
            told = (statement, named, evidence)
            works = Fact("relation", person, told, "roster", tier, "kg:worksFor", thing)
            yield tenures.past(works) if past else works


def _employer(
    reading: Reading, own: _Range | None, above: tuple[Reading, _Range] | None
) -> tuple[str, Evidence, str] | None:
    """Return the words of the body that a post is in, where they stand, and the tier."""
    if own:
        passage = reading.passage
        return passage.text[slice(*own)], passage.evidence(*own, "object"), "A"
    if above is None:
        return None
    passage = above[0].passage
    return passage.text[slice(*above[1])], passage.evidence(*above[1], "heading"), "B"
