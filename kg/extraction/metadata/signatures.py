"""Whose names stand alone on lines below the title, and under a text with a date.

Who signs under a text has made it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kg.extraction.metadata import imprint
from kg.extraction.metadata.day_lines import day_behind, is_day, is_furniture
from kg.extraction.names import body_names, bylines, openings
from kg.extraction.names.body_names import BODY
from kg.extraction.names.bylines import Credit
from kg.extraction.passages.passage import Passage
from kg.extraction.words import surnames
from kg.model.document import BlockKind
from kg.model.mention import Entity

Resolve = Callable[[str], Entity | None]

KINDS = (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.HEADING, BlockKind.LIST_ITEM)
LONGEST = 120  # characters of a block that is nothing but a signature
_LABEL_ALONE = re.compile(
    r"^\W*(?:研究团队|研究人员|课题组(?:成员)?|编写组|作者|撰文|撰稿|执笔|authors?|research team"
    r"|written by|prepared by"
    r"|report authors?|contributors|lead authors?)\W*$",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"^(?:yours (?:sincerely|faithfully|truly)|(?:kind |best )?regards|sincerely)\W*$"
    r"|^(?:此致|此致敬礼|敬启|谨启|敬上|谨上|[并顺即敬]颂.{0,4}|[台公时商近][祺安绥]|.{0,12}[,、][并顺即敬]颂)\W*$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:she|he|they|her|his)\b|[他她]", re.IGNORECASE)
_BELOW_TITLE, _ABOVE_DATE = 4, 6  # lines
_MOST_LINES = 6  # of a block that is a masthead
_PLACES = ("kg:City", "kg:Country", "kg:Region")
_NAMES = range(1, 5)  # people who share a line


class Row(NamedTuple):
    """One line of a block, as a half-open range of the block's text."""

    text: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        """The folded words of the line, as long as the line."""
        return self.text.folded[self.start : self.end]

    def credit(self, predicate: str, place: tuple[int, int]) -> tuple[Passage, Credit]:
        """Return a part of the line as a credit."""
        return self.text, Credit(predicate, self.start + place[0], self.start + place[1])


Signed = tuple[Passage, Credit]


def rows(texts: Sequence[Passage]) -> list[Row]:
    """Return the lines of the blocks that may be nothing but a signature."""
    return [
        Row(text, *place)
        for text in texts
        if text.block.kind in KINDS and _is_short(text)
        for place in text.lines
    ]


def is_titled(row: Row, name: str) -> bool:
    """Tell whether a line is the title of the document, or one of several lines that are."""
    line = row.text.text[row.start : row.end]
    return name in (row.text.text.strip(" \"'"), line.strip(" \"'"))


def _is_short(text: Passage) -> bool:
    """Tell whether a block is as short as a signature, or is a few lines that each are."""
    if len(text.text) <= LONGEST:
        return True
    ends = [text.folded[first:last].rstrip()[-1:] for first, last in text.lines[:_MOST_LINES]]
    return (
        1 < len(text.lines) < _MOST_LINES
        and all(last - first <= LONGEST for first, last in text.lines)
        and not any(end in ".。,;" for end in ends)
    )


def below_title(
    texts: Sequence[Passage], lines: Sequence[Passage], name: str, resolve: Resolve
) -> Iterator[Signed]:
    """Yield the people whose bare names stand below the title, above their post, or in a list.

    Latin names need a given name that is known, a post or body on the next line, or, where they are
    several, a date beside them;
    whom the text goes on about (``She owns …``) is not its author.
    """
    each = rows(lines)
    titled = next((i for i, row in enumerate(each) if is_titled(row, name)), None)
    listed = signed = False
    for index, row in enumerate(each):
        words, start = _bare(row.words)
        below = each[index + 1].words if index + 1 < len(each) else ""
        label = _LABEL_ALONE.match(words)
        people = openings.person(words) if listed else []
        places = [(credit.start, credit.end) for credit in people]
        titled_here = words == name or is_titled(row, name)
        held = index > 0 and openings.is_office(words) and openings.person(each[index - 1].words)
        joined = body_names.JOINED.match(row.words)
        if joined and signed and not places:  # goes on with the names on the line before
            words, start = row.words[joined.end() :].rstrip(" *_"), joined.end()
        if not (places or titled_here or held) and (signed or not joined):
            near = titled is not None and titled < index <= titled + _BELOW_TITLE
            beside = each[max(0, index - 1) : index + 2]
            dated = any(day_behind(other.words) is not None for other in beside)
            places = _people(
                words, resolve, listed or bool(joined) or (near and dated), near, below
            )
            if places and not listed and _PRONOUN.match(_next(texts, row.text)):
                places = []
        yield from (row.credit("dct:creator", (start + a, start + b)) for a, b in places)
        listed = bool(label) or (listed and bool(places))
        signed = bool(places)


def _bare(line: str) -> tuple[str, int]:
    """Return what a line says beside its date and furniture, and where; its words if that is much.

    >>> _bare("Astrid Berg | 9 May 2024 | 6 min read")
    ('Astrid Berg', 0)
    """
    before = day_behind(line)
    line = line[:before] if before else line
    parts = [(a, b) for a, b in imprint.parts(line) if not is_furniture(line[a:b])]
    if len(parts) != 1:
        parts = [(0, len(line))]
    words = line[slice(*parts[0])].strip(" *_,")
    return words, line.index(words) if words else 0


def under_text(
    texts: Sequence[Passage], lines: Sequence[Passage], resolve: Resolve
) -> Iterator[Signed]:
    """Yield the bodies and people that sign below a text, next to a date or under a closing."""
    start = lines[-1].index if lines else -1
    each = [row for row in rows(texts) if row.text.index > start]
    for index, row in enumerate(each):
        if is_day(row.words):
            yield from _above(each, index, resolve)
        elif (before := day_behind(row.words)) and (place := _posted(row.words[:before])):
            yield row.credit("dct:creator", place)
        elif _CLOSE.match(row.words):
            for below in each[index + 1 : index + 4]:
                if openings.is_office(below.words) or _CLOSE.match(below.words):
                    continue
                if openings.is_name(below.words) or surnames.is_name(below.words.strip()):
                    yield below.credit("dct:creator", _whole(below.words))
                break


def _above(each: Sequence[Row], index: int, resolve: Resolve) -> Iterator[Signed]:
    """Yield who signs on the lines above a date, the nearest first."""
    after = each[index]
    for above in reversed(each[max(0, index - _ABOVE_DATE) : index]):
        if after.text.index - above.text.index > 1:
            return
        words = above.words.strip(" *_")
        bodies = body_names.signed(above.words)
        posted = openings.is_office(words) or openings.is_post(words)
        person = openings.person(words)
        if bodies:
            for first, last in bodies:
                start = innermost(above.text, above.start + first, above.start + last, resolve)
                yield above.credit("dct:creator", (start - above.start, last))
        elif person:
            yield from (above.credit("dct:creator", (c.start, c.end)) for c in person)
        elif _is_person(words, resolve):
            yield above.credit("dct:creator", _whole(above.words))
        elif not posted:
            return
        after = above


def _posted(words: str) -> tuple[int, int] | None:
    """Return the place of the post or body that words before a date consist of."""
    bare = words.strip(" *_,")
    signs = body_names.signed(bare) or (openings.is_office(bare))
    return (words.index(bare), words.index(bare) + len(bare)) if bare and signs else None


def _people(
    words: str, resolve: Resolve, listed: bool, near: bool, below: str
) -> list[tuple[int, int]]:
    """Return the places of the names of people that a line consists of."""
    posted = openings.is_post(below) or bool(body_names.signed(below))
    if not (near or listed or posted) or len(words) > LONGEST or bylines.is_credit(words):
        return []
    places = [] if is_furniture(words) else list(body_names.names(words, 0, len(words)))
    if near and listed and openings.is_office(words):  # beside the day: by the holder of the post
        return places
    if len(places) > 1 and _is_place(words[slice(*places[-1])], resolve):
        places.pop()  # where the one named before it is
    named = [words[slice(*place)] for place in places]
    if len(places) not in _NAMES or not all(_is_person(name, resolve) for name in named):
        return []
    several = len(places) > 1
    if (listed and (several or not near)) or (several and openings.are_people(words)):
        return places
    if words.isascii() or not surnames.is_name(words):
        return places if posted or openings.are_people(words) else []
    return places if (near and len(words) > 2) or openings.is_office(below) else []


def _next(texts: Sequence[Passage], text: Passage) -> str:
    return texts[text.index + 1].folded if text.index + 1 < len(texts) else ""


def _is_person(words: str, resolve: Resolve) -> bool:
    known = resolve(words)
    if known is not None and "kg:Person" not in known.types:
        return False
    return surnames.is_name(words) or (openings.is_name(words) and words[0].isascii())


def _is_place(words: str, resolve: Resolve) -> bool:
    """Tell whether words are the name of a known place."""
    known = resolve(words)
    return known is not None and any(type_ in _PLACES for type_ in known.types)


def _whole(words: str) -> tuple[int, int]:
    bare = words.strip(" *_")
    return words.index(bare), words.index(bare) + len(bare)


def innermost(text: Passage, first: int, last: int, resolve: Resolve) -> int:
    """Return where the name of a known unit starts after the name of the body it belongs to."""
    for start in range(first + 2, last - 3):
        if BODY.search(text.folded[first:start]) and resolve(text.text[start:last]):
            return start
    return first
