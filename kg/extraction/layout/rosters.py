"""Lines that list who holds a post: ``主任：甲、乙``, ``Legal counsel, Quay Trust: Ada Lee``.

Whoever a line says to be of no body is of the one that has the line above to itself. A heading, or
a line that is nothing else, may tell whether those below hold their posts or once held them.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

from kg.extraction.layout.roster_lines import Range, Roster, carded, stated, to_all
from kg.extraction.names import body_names, standing_of_posts, tenures
from kg.extraction.names.holdings import is_a
from kg.extraction.names.standing_of_posts import PAST, PRESENT, UNTOLD
from kg.extraction.passages.reading import Reading
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.terminology import Terminology

Resolve = Callable[[str], Entity | None]
Mint = Callable[[str, str], Entity]

_KINDS = (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.LIST_ITEM, BlockKind.HEADING)
_BODY, _PERSON = "kg:Organisation", "kg:Person"
_EMPLOYERS = ("kg:Organisation", "kg:Jurisdiction")
_LONGEST_BLOCK = 4000  # code points; a longer one is no list of people


class _Line(NamedTuple):
    """A line, where it stands, and what it states."""

    reading: Reading
    place: Range
    told: list[Roster]


def find(
    readings: Sequence[Reading], resolve: Resolve, mint: Mint, terms: Terminology
) -> Iterator[Fact]:
    """Yield the post, and the employer where one is told, of each person that such lines name."""
    above: tuple[Reading, Range] | None = None
    section = PRESENT
    for listed, run in groupby(_lines(readings), key=lambda line: bool(line.told)):
        lines = list(run)
        sure = any(h.known for line in lines for roster in line.told for h in roster.holders)
        for reading, place, told in lines:
            folded = reading.passage.folded
            for roster in told:
                if people := _surely(roster, folded, sure, section):
                    yield from _facts(reading, place, people, above, resolve, mint, terms)
            if listed:
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
        for line, below in zip_longest(passage.lines, passage.lines[1:]):
            told = stated(passage.folded, *line)
            card = carded(passage.folded, line, below) if below and not told else None
            yield (
                _Line(reading, (line[0], below[1]), [card]) if card else _Line(reading, line, told)
            )


def _surely(roster: Roster, folded: str, sure: bool, section: str) -> Roster | None:
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
    return Roster(roster.post, roster.body, holders) if holders else None


def _body_alone(reading: Reading, start: int, end: int, terms: Terminology) -> Range | None:
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
    reading: Reading, line: Range, roster: Roster,
    above: tuple[Reading, Range] | None, resolve: Resolve, mint: Mint, terms: Terminology,
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
        if not to_all(post):
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
    reading: Reading, own: Range | None, above: tuple[Reading, Range] | None
) -> tuple[str, Evidence, str] | None:
    """Return the words of the body that a post is in, where they stand, and the tier."""
    if own:
        passage = reading.passage
        return passage.text[slice(*own)], passage.evidence(*own, "object"), "A"
    if above is None:
        return None
    passage = above[0].passage
    return passage.text[slice(*above[1])], passage.evidence(*above[1], "heading"), "B"
