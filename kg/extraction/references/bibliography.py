"""One entry of a reference list, in whatever style it is written, as its fields.

What is marked is taken first: the link, the dates, a title in quotes or italics. The rest is split
at separators, and each field gets its role by where it stands and whether it names a person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.extraction.references.bibliography_agents import agents
from kg.extraction.references.bibliography_fields import PRINTED, fields
from kg.extraction.references.bibliography_names import initialled, is_agent
from kg.extraction.times import dates
from kg.extraction.words.wordlists import read
from kg.model.mention import TimeExpression
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
QUOTED = re.compile(
    r"“(?P<a>[^“”]{3,})”|「(?P<b>[^「」]{3,})」|《(?P<c>[^《》]{2,})》|〈(?P<d>[^〈〉]{2,})〉"
    r"|‘(?P<h>[^‘’]{8,}(?:’\w[^‘’]*)*)’(?!\w)|\"(?P<e>[^\"]{3,})\""
    r"|(?<![*\w])\*(?P<f>[^*]{3,})\*(?![*\w])|(?<![_\w])_(?P<g>[^_]{3,})_(?!\w)"
)
_RETRIEVED = re.compile(
    r"(?:(?:检索|存取|访问|查阅|浏览|取用|引用|撷取|读取)(?:日期|时间|于)?"
    r"|(?:last )?(?:retrieved|accessed|viewed|visited)(?: on| at)?)\s*:?\s*$",
    re.IGNORECASE,
)
_RETRIEVED_AFTER = re.compile(r"\s*(?:日)?(?:浏览|检索|访问|查阅|存取|下载|取用|读取|撷取)")
_DATED = re.compile(
    r"(?:\b(?:published|issued|dated|released|posted|last updated|updated)(?: on)?|发布于?"
    r"|发表于?)\s*:?\s*$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"\(((?:19|20)\d\d)[a-z]?,\s([A-Z][a-z]+)(?:\s(\d{1,2}))?\)")
_UNDATED = re.compile(
    r"[(\[]\s*(?P<text>无(?:特定)?日期|日期不详|未注明日期|n\.\s?d\.?|no date|undated)\s*[)\]]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
GENRE = re.compile(r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]")  # [J], [EB/OL]: the mark after a title


_PERIODICAL = re.compile(  # 载《航运学报》2023年第4期
    r"(?:[载刊見见]于?\s*)?《(?P<name>[^《》\0]{2,20})》\s*(?:[,，]\s*)?(?:(?P<year>(?:19|20)\d\d)\s?年)?"
    r"[\s,，]*(?>总?第?\s*\d+\s*[卷期辑輯号號]\s*[,，]?\s*)*"
)
_HOUSE = re.compile(  # 海湾出版社2021年版
    r"(?P<name>[\u3400-\u9fff]{2,16}(?:出版社|书局|書局|书店|書店|書社|书社))\s*[,，]?\s*(?P<year>(?:19|20)\d\d)年?版?"
)
_ONLINE = re.compile(r"\[[A-Z]{1,2}/OL\]")
_BEFORE = frozenset(',.;·|—–，。)]"”’')
_AFTER = frozenset(",.;:·|—–()[]，。")
_FARTHEST = 40  # characters between a date and the word that says what it is


@dataclass(frozen=True, slots=True)
class Piece:
    """One field of an entry: its property, its value, and where the entry has it."""

    predicate: str
    start: int
    end: int
    value: str


def pieces(entry: str) -> list[Piece]:
    """Return the fields of an entry of a reference list, by position.

    >>> [(p.predicate, p.value) for p in pieces("Mei Wong, “Harbour Jobs”, The Post, 3 May 2024")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('dct:creator', 'Mei Wong'), ('dct:title', 'Harbour Jobs'), ('dct:publisher', 'The Post'),
     ('dct:issued', '2024-05-03')]
    """
    rest = _Rest(entry)
    number = NUMBER.match(entry)
    if number:
        rest.cut(0, number.end())
    for genre in GENRE.finditer(entry):
        rest.cut(*genre.span())
    _take_link(rest)
    _take_by_style(rest)
    _take_dates(rest)
    _take_quoted_title(rest)
    _take_imprint(rest)
    rest.found += _roles(rest)
    return sorted(rest.found, key=lambda piece: piece.start)


@dataclass
class _Rest:
    """What is left of an entry; what was taken is blotted out, so that places do not move."""

    entry: str
    text: str = ""
    found: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.entry

    @property
    def folded(self) -> str:
        return fold(self.text.replace("\0", " "))

    def cut(self, start: int, end: int) -> None:
        self.text = self.text[:start] + "\0" * (end - start) + self.text[end:]

    def take(self, predicate: str, start: int, end: int, value: str = "") -> None:
        self.found.append(Piece(predicate, start, end, value or self.entry[start:end]))
        self.cut(start, end)

    def place(self, predicate: str) -> Piece | None:
        return next((piece for piece in self.found if piece.predicate == predicate), None)


def _take_link(rest: _Rest) -> None:
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


def _take_by_style(rest: _Rest) -> None:
    """Take what the style of an entry tells: authors with initials, house and year in brackets."""
    for place in initialled(rest.text):
        rest.take("dct:creator", *place)
    found = PRINTED.search(rest.text)
    if found:
        rest.take("dct:publisher", *found.span("name"))
        rest.take("dct:issued", *found.span("year"))
        rest.cut(*found.span())


def _take_dates(rest: _Rest) -> None:
    """Take the date of retrieval, then that of publication, or the remark that there is none."""
    _take_year_first(rest)
    folded = rest.folded
    published: list[tuple[int, int, str]] = []
    titles = [title.span() for title in QUOTED.finditer(rest.text)]
    for mention in dates.find(folded, None):
        if not isinstance(mention.meaning, TimeExpression) or not mention.meaning.edtf:
            continue
        if any(start < mention.start and mention.end < end for start, end in titles):
            continue  # the years that a work is about
        word = _RETRIEVED.search(folded, max(0, mention.start - _FARTHEST), mention.start)
        after = _RETRIEVED_AFTER.match(folded, mention.end) or _is_visit(rest.entry, mention.start)
        if word or after:
            rest.take("kg:retrievedOn", mention.start, mention.end, mention.meaning.edtf)
            last = after.end() if isinstance(after, re.Match) else mention.end
            rest.cut(word.start() if word else mention.start, last)
        else:
            dated = _DATED.search(folded, max(0, mention.start - _FARTHEST), mention.start)
            if dated:
                rest.cut(dated.start(), mention.start)
                folded = rest.folded
            published.append((mention.start, mention.end, mention.meaning.edtf))
    if rest.place("dct:issued"):
        return
    best = [d for d in published if _is_bracketed(folded, *d[:2])]
    best += [d for d in published if _is_field(folded, *d[:2])]
    best += [
        (y.start(), y.end(), y[0])
        for y in _YEAR.finditer(folded)
        if _is_field(folded, *y.span()) and not any(a < y.start() < b for a, b in titles)
    ]
    if best:
        rest.take("dct:issued", *best[0])
    elif undated := _UNDATED.search(folded):
        rest.take("dct:issued", *undated.span("text"))


def _is_visit(entry: str, start: int) -> bool:
    """Tell whether square brackets hold the day on which a page was seen, as GB/T 7714 has it."""
    return bool(_ONLINE.search(entry, 0, start)) and entry[:start].endswith("[")


def _take_year_first(rest: _Rest) -> None:
    """Take a date of publication as APA has it: ``(2025, March 12)``."""
    match = _YEAR_FIRST.search(rest.text)
    if match is None:
        return
    spelled = " ".join(part for part in (match[3], match[2], match[1]) if part)
    time = next((mention.meaning for mention in dates.find(spelled, None)), None)
    if isinstance(time, TimeExpression) and time.edtf:
        rest.take("dct:issued", match.start() + 1, match.end() - 1, time.edtf)


def _is_bracketed(text: str, start: int, end: int) -> bool:
    opened = text[:start].rstrip()[-1:] in ("(", "[")
    return opened and text[end:].lstrip()[:1] in (")", "]")


def _is_field(text: str, start: int, end: int) -> bool:
    """Tell whether a date has separators, or an end of the entry, on both sides."""
    after = text[end : end + _FARTHEST]
    following = after.lstrip()
    closed = not following or following[0] in _AFTER or after.startswith(("  ", "\t"))
    if not (closed or following.startswith("http")):
        return False
    before = text[:start].rstrip()
    opened = before[-1:] in ("(", "[")
    inner = before[:-1].rstrip() if opened else before
    return not inner or inner[-1] in _BEFORE or text[len(inner) : start].startswith("  ")


def _take_quoted_title(rest: _Rest) -> None:
    if rest.place("dct:title"):
        return
    quoted = QUOTED.search(rest.text)
    if quoted and quoted.lastgroup and "\0" not in quoted[0]:
        start, end = quoted.span(quoted.lastgroup)
        rest.take("dct:title", start, start + len(rest.text[start:end].rstrip(" ,.，。")))
        rest.cut(*quoted.span())


def _take_imprint(rest: _Rest) -> None:
    """Take the periodical that carries a titled work, or its house, with the year beside it."""
    found = _PERIODICAL.search(rest.text) or _HOUSE.search(rest.text)
    if found is None or rest.place("dct:title") is None:
        return
    rest.take("dct:publisher", *found.span("name"))
    if found["year"] and not rest.place("dct:issued"):
        rest.take("dct:issued", *found.span("year"))
    rest.cut(*found.span())


def _roles(rest: _Rest) -> Iterator[Piece]:
    """Yield title, authors and publisher from what is left."""
    told = fields(rest.text)
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


def _untitled(rest: _Rest, fields: Sequence[tuple[int, int]], date: int) -> tuple[int, int]:
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
