"""Whose names stand alone on the lines of a cover: bodies, periodicals, who speaks.

A body on the cover above the title issues the document; one below it has made it, where it is of
those that study, and issues it else.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.metadata import imprint
from kg.extraction.metadata.day_lines import is_furniture
from kg.extraction.metadata.signatures import KINDS, LONGEST, Resolve, Signed, innermost
from kg.extraction.metadata.title_lines import AFFILIATED, DASHED, RIGHTS, letterhead, periodical
from kg.extraction.names import body_names, bylines, openings
from kg.extraction.names.bylines import Credit
from kg.extraction.passages.passage import Passage
from kg.extraction.words.expressions import expression
from kg.extraction.words.genres import GENRE
from kg.text.folding import fold
from kg.text.scripts import script

_STUDIES = re.compile(
    r"(?:研究[院所室组]|研究中心|大学|学院|实验室|智库|学会|学社|课题组|编写组|项目组)$"
    r"|\b(?:institute|university|school|college|academy|laboratory|lab|observatory|think tank"
    r"|research (?:centre|center|unit|group))\b",
    re.IGNORECASE,
)
_RESEARCHES = re.compile(
    r"研究|智库|课题组|\b(?:institute|observatory|laboratory|think tank|research)\b", re.IGNORECASE
)
_JOINTLY = re.compile(  # by several who issue it together
    r"\s联合(?:发布|主办)?(?:\s|$)|^联合(?:发布|主办)?$|\bin (?:association|collaboration) with\b",
    re.IGNORECASE,
)
OF_NOBODY = re.compile(  # a title that does not say whose report it is
    r"(?:(?:annual|interim|half-year(?:ly)?|quarterly|financial|sustainability|impact|integrated)"
    r" (?:report|review|accounts|statements?)|report and accounts|年报|(?:年度|季度|中期)?工作?报告"
    r"|\d{4}\S{0,6}\s?(?:年?度?报告|年报))",
    re.IGNORECASE,
)
CAPITALS = re.compile(
    r"[A-Z][\w.'’&-]*(?: (?:[A-Z][\w.'’&-]*|of|for|and|the|&)){1,7}|[\u3400-\u9fff]{4,20}"
)
_GOVERNMENT = expression(r"政府$|\bgovernment(?: of .*)?$", re.IGNORECASE)
_ASIDE = re.compile(r"\s?\([^()]*\)\s*$")


def find(
    texts: Sequence[Passage], lines: Sequence[Passage], name: str, resolve: Resolve
) -> Iterator[Signed]:
    """Yield the bodies, periodicals and titled people whose names are lines of a cover.

    ``name`` is the document's title. Where a notice of rights says who issues it, the bodies below
    the title are its authors, and those above that do research.
    """
    titled = _title_at(lines, name)
    reserved = any(RIGHTS.search(text.folded) for text in lines)
    jointly = any(_JOINTLY.search(text.folded) for text in lines)
    signed_before = False
    for index, text in enumerate(lines):
        goes_on = index == titled + 1 and bool(DASHED.match(text.folded))  # with the title
        if index == titled or goes_on or _is_of_another_kind(text):
            continue
        if head := letterhead(text.folded):
            yield text, Credit("dct:publisher", *head)
            continue
        yield from _titled_people(text) if index > titled or _speaks(lines, index) else ()
        heading = text.block.kind in KINDS and len(text.text) <= LONGEST and titled < len(lines)
        holds = heading and _holds(text, texts) and text.folded.strip() != name
        above = index == titled - 1 and heading and OF_NOBODY.match(fold(name)) and _is_named(text)
        yield from _periodicals(text) if index < titled else ()
        if holds or above:
            yield text, Credit("dct:publisher", 0, len(text.text))
        over = reserved and index < titled  # of those only who has done the research is told
        places = [] if over and holds else _bodies(text, signed_before)
        if places and index and _translates(lines[index - 1], text):
            continue
        signed_before = bool(places)
        places = [place for place in places if not _heads(lines, index, place)]
        for first, last in places:
            first = innermost(text, first, last, resolve)
            studies = reserved or _STUDIES.search(text.folded[first:last])
            if over and not _RESEARCHES.search(text.folded[first:last]):
                continue
            below = index > titled or over
            made = below and studies and not jointly and not _shares_line(text, first)
            yield text, Credit("dct:creator" if made else "dct:publisher", first, last)


def _is_of_another_kind(text: Passage) -> bool:
    """Tell whether a line is a notice of rights, a credit, or where the authors with a mark are."""
    credited = len(text.lines) == 1 and bylines.is_credit(text.folded)
    affiliated = AFFILIATED.match(text.folded)
    return bool(credited or affiliated or RIGHTS.search(text.folded))


def _titled_people(text: Passage) -> Iterator[Signed]:
    """Yield the people whom lines name with a title or an office."""
    for first, last in text.lines:
        line = text.folded[first:last]
        for credit in openings.person(line.strip(" *_")):
            yield text, credit.moved(first + len(line) - len(line.lstrip(" *_")))


def _periodicals(text: Passage) -> Iterator[Signed]:
    """Yield the newspapers and journals that lines consist of."""
    for first, last in text.lines:
        if place := periodical(text.folded[first:last]):
            yield text, Credit("dct:publisher", *place).moved(first)


def _is_named(text: Passage) -> bool:
    """Tell whether a block is a name in capitals or in Chinese, and no credit or kind of work."""
    line = text.folded.strip(" *_")
    other = GENRE.match(line) or bylines.is_credit(line) or any(map(str.isdigit, line))
    return bool(CAPITALS.fullmatch(line)) and not other


def _speaks(lines: Sequence[Passage], index: int) -> bool:
    """Tell whether a line over the title names its holder with an office, or stands over that."""
    words = lines[index].folded.strip(" *_")
    below = lines[index + 1].folded if index + 1 < len(lines) else ""
    return bool(openings.person(words)) and (
        openings.is_post(below) or "," in words or not words.isascii()
    )


def _translates(above: Passage, text: Passage) -> bool:
    """Tell whether a line right below the Chinese name of a body gives it in Latin letters."""
    scripts = (script(above.text), script(text.text))
    near = text.block.gap == 0 and len(above.lines) == 1
    return near and scripts == ("Han", "Latin") and bool(body_names.signed(above.folded))


def _heads(lines: Sequence[Passage], index: int, place: tuple[int, int]) -> bool:
    """Tell whether a government only heads the letter of the body on the line below it."""
    text = lines[index]
    if not _GOVERNMENT.search(text.folded[slice(*place)]):
        return False
    below = [text.folded[first:last] for first, last in text.lines if first >= place[1]]
    if not below and index + 1 < len(lines) and not lines[index + 1].block.gap:
        below = [lines[index + 1].folded]
    return (
        bool(below) and bool(body_names.signed(below[0])) and not body_names.JOINED.match(below[0])
    )


def _holds(text: Passage, texts: Sequence[Passage]) -> bool:
    """Tell whether a notice of rights names what a line consists of."""
    return any(text.folded in other.folded and RIGHTS.search(other.folded) for other in texts)


def _title_at(lines: Sequence[Passage], name: str) -> int:
    return next((i for i, t in enumerate(lines) if t.text.strip(" \"'") == name), len(lines))


def _bodies(text: Passage, joined: bool) -> list[tuple[int, int]]:
    """Return the places of the bodies that a block names: lines of it, or all of it.

    ``joined`` tells that the block before names one too, so that ``與 …`` goes on with it.
    """
    lines = [text.folded[first:last] for first, last in text.lines]
    if any(map(bylines.label_alone, lines)):
        return []
    by_line = [
        [
            (first + start + a, first + start + b)
            for start, end in imprint.parts(line)
            for a, b in body_names.signed(_ASIDE.sub("", line[start:end]))
        ]
        for (first, _), line in zip(text.lines, lines, strict=True)
        if not _says_else(line)
    ]
    if len(by_line) > 1 and all(by_line):
        return [place for places in by_line for place in places]
    if any(map(_says_else, lines)):
        return [place for places in by_line for place in places]
    whole = body_names.signed(text.folded)
    goes_on = body_names.JOINED.match(text.folded) if joined and not whole else None
    if goes_on and len(text.text) <= LONGEST and not re.search(r"[。,:]", text.folded):
        return [(goes_on.end(), len(text.text.rstrip()))]
    return whole or [place for places in by_line for place in places]


def _says_else(line: str) -> bool:
    """Tell whether a line is a credit, which another reads, or calls those whom it is sent to."""
    return bylines.is_credit(line) or bool(bylines.behind(line)) or line.rstrip().endswith(":")


def _shares_line(text: Passage, start: int) -> bool:
    """Tell whether a name has its line with a series or a date, set apart by bars."""
    first, last = next(line for line in text.lines if line[0] <= start < line[1])
    places = imprint.parts(text.folded[first:last])
    words = [text.folded[first + a : first + b] for a, b in places]
    return len(words) > 1 and any(is_furniture(word) or any(imprint.of(word)) for word in words)
