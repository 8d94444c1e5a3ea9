"""One entry of a reference list, in whatever style it is written, as its fields.

What is marked is taken first: the link, the dates, a title in quotes or italics. The rest is split
at separators, and each field gets its role by where it stands and whether it names a person.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.names.bylines import with_whole_fields
from kg.extraction.references import bibliography_dates
from kg.extraction.references.bibliography_agents import agents
from kg.extraction.references.bibliography_entry import QUOTED, Piece, Rest
from kg.extraction.references.bibliography_fields import PRINTED, fields
from kg.extraction.references.bibliography_names import initialled, is_agent, people
from kg.extraction.words.wordlists import read
from kg.text.folding import fold

URL = (
    r"(?:https?://|(?<![\w./@])www\.(?=[\w-]+\.))[^\s<>\"'（）()\[\]{}，。；、“”「」|｜\0]+"
    r"(?:\([^\s()]*\)[^\s<>\"'（）()\[\]，。；、\0]*)*"
)
ANCHOR = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"'](?P<url>[^\"'<>]+)[\"'][^<>]*>"
    r"(?P<title>[^<]*(?:<(?!/?a\b)[^<]*)*)</a>",
    re.IGNORECASE,
)
LINK = re.compile(
    r"(?<!!)\[(?P<title>[^\[\]]+)\]\(\s*<?(?P<url>[a-z]+://(?:[^\s()]|\([^\s()]*\))+)>?"
    r"(?:\s+[^()]*)?\)",
    re.IGNORECASE,
)
BARE = re.compile(f"(?P<url>{URL})", re.IGNORECASE)
NUMBER = re.compile(r"^\s*(?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)、．])\s*")
GENRE = re.compile(r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]")  # [J], [EB/OL]: the mark after a title


_PERIODICAL = re.compile(  # 载《航运学报》2023年第4期
    r"(?:[载刊見见]于?\s*)?《(?P<name>[^《》\0]{2,20})》\s*(?:[,，]\s*)?(?:(?P<year>(?:19|20)\d\d)\s?年)?"
    r"[\s,，]*(?>总?第?\s*\d+\s*[卷期辑輯号號]\s*[,，]?\s*)*"
)
_EDITED = re.compile(r"\s*(?P<names>[^()\0]{3,120}?)\s?\([Ee]ds?\.?\)[,.:]?\s+")
_TITLE = re.compile(r"(?P<title>[^.\0]{4,160})(?=\.\s)")
_HOUSE = re.compile(  # 海湾出版社2021年版
    r"(?P<name>[\u3400-\u9fff]{2,16}(?:出版社|书局|書局|书店|書店|書社|书社))\s*[,，]?\s*(?P<year>(?:19|20)\d\d)年?版?"
)


def pieces(entry: str) -> list[Piece]:
    """Return the fields of an entry of a reference list, by position.

    >>> [(p.predicate, p.value) for p in pieces("Mei Wong, “Harbour Jobs”, The Post, 3 May 2024")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('dct:creator', 'Mei Wong'), ('dct:title', 'Harbour Jobs'), ('dct:publisher', 'The Post'),
     ('dct:issued', '2024-05-03')]
    """
    rest = Rest(entry)
    number = NUMBER.match(entry)
    if number:
        rest.cut(0, number.end())
    for genre in GENRE.finditer(entry):
        rest.cut(*genre.span())
    _take_link(rest)
    _take_by_style(rest)
    bibliography_dates.take(rest)
    _take_quoted_title(rest)
    _take_imprint(rest)
    rest.found += _roles(rest)
    return sorted(rest.found, key=lambda piece: piece.start)


def _take_link(rest: Rest) -> None:
    """Take the URL, and the title that it is linked from."""
    link = ANCHOR.search(rest.entry) or LINK.search(rest.entry)
    if link is None:
        bare = BARE.search(rest.entry)
        if bare:
            rest.take("kg:url", bare.start(), bare.start() + len(bare["url"].rstrip(".,;:!?")))
        return
    title = re.sub(r"<[^>]+>", "", link["title"]).strip()
    if title and not BARE.fullmatch(title) and fold(title).lower() not in _link_words():
        rest.take("dct:title", *link.span("title"), title.strip("《》〈〉"))
    rest.take("kg:url", *link.span("url"))
    rest.cut(*link.span())


@cache
def _link_words() -> frozenset[str]:
    return frozenset(word.lower() for word in read().get("generic", "link_words"))


def _take_by_style(rest: Rest) -> None:
    """Take what the style of an entry tells: authors with initials, house and year in brackets."""
    for place in initialled(rest.text):
        rest.take("dct:creator", *place)
    _take_edited(rest)
    found = PRINTED.search(rest.text)
    if found:
        rest.take("dct:publisher", *found.span("name"))
        rest.take("dct:issued", *found.span("year"))
        rest.cut(*found.span())


def _take_edited(rest: Rest) -> None:
    """Take the editors that an entry begins with, and its title, which a full stop ends."""
    edited = _EDITED.match(rest.text)
    if edited is None:
        return
    for place in people(rest.text, *edited.span("names")):
        rest.take("dct:creator", *place)
    rest.cut(0, edited.end())
    title = _TITLE.match(rest.text, edited.end())
    if title and not QUOTED.match(rest.text, title.start("title")):
        rest.take("dct:title", *title.span("title"))


def _take_quoted_title(rest: Rest) -> None:
    if rest.place("dct:title"):
        return
    quoted = QUOTED.search(rest.text)
    if quoted and quoted.lastgroup and "\0" not in quoted[0]:
        start, end = quoted.span(quoted.lastgroup)
        rest.take("dct:title", start, start + len(rest.text[start:end].rstrip(" ,.，。")))
        rest.cut(*quoted.span())


def _take_imprint(rest: Rest) -> None:
    """Take the periodical that carries a titled work, or its house, with the year beside it."""
    found = _PERIODICAL.search(rest.text) or _HOUSE.search(rest.text)
    if found is None or rest.place("dct:title") is None:
        return
    rest.take("dct:publisher", *found.span("name"))
    if found["year"] and not rest.place("dct:issued"):
        rest.take("dct:issued", *found.span("year"))
    rest.cut(*found.span())


def _roles(rest: Rest) -> Iterator[Piece]:
    """Yield title, authors and publisher from what is left."""
    told = fields(with_whole_fields(rest.text))
    title = rest.place("dct:title")
    if title is None:
        if not told:
            return
        issued = rest.place("dct:issued")
        start, end = _untitled(rest, told, issued.start if issued else -1)
        title = Piece("dct:title", start, end, rest.text[start:end])
        yield title
        told.remove((start, end))
    before = [place for place in told if place[0] < title.start]
    after = [place for place in told if place[0] > title.start]
    for role, start, end in agents(
        rest.text, before, after, rest.place("dct:publisher") is not None
    ):
        yield Piece(role, start, end, rest.text[start:end])


def _untitled(rest: Rest, fields: Sequence[tuple[int, int]], date: int) -> tuple[int, int]:
    """Return the field that is the title where no quotes or link mark it.

    That is one with a genre mark; after a date that follows its authors the next one (``Chan, K.
    (2023). Title. Press``); else the second, if the first looks like a signature.
    """
    typed = [place for place in fields if GENRE.match(rest.entry, place[1])]
    after = [place for place in fields if place[0] > date >= 0]
    if typed:
        return typed[0]
    if after and len(after) < len(fields):
        return after[0]
    return fields[len(fields) > 1 and _is_signed(rest.text, fields)]


def _is_signed(text: str, fields: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the first field names who wrote or published the second."""
    first, second = (text[start:end] for start, end in fields[:2])
    if is_agent(first) != is_agent(second):
        return is_agent(first)
    return is_agent(first) or 2 * len(first) <= len(second)
