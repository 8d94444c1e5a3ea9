"""One entry of a reference list, in whatever style it is written, as its fields.

What is marked is taken first: the link, the dates, a title in quotes or italics. The rest is split
at separators, and each field gets its role by where it stands and whether it names a person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extraction import dates
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
_INVERTED = re.compile(r"[A-Z][\w'’-]+, [A-Z][a-z’'-]+(?: [A-Z]\.)?(?=\.|,| and | & | \()")
_CITY = re.compile(r"^(?:[A-Z][A-Za-z ]{2,20}|[\u3400-\u9fff]{2,4})\s*[:：]\s*(?=\S)")
_TOWN = re.compile(r"(?:[A-Z][a-z]+ ?){1,3}(?:, [A-Z][A-Za-z]+)?")
_HOUSE = re.compile(r"\b(?:Press|Routledge|Springer|Elsevier|Wiley|Palgrave|Macmillan|Sage|Books)\b")
_SERIAL = re.compile(r"^(?:The|A) |\b(?:Review|Quarterly|Studies|Letters|Reports|Annual|Papers)$")
_UNDATED = re.compile(
    r"[(\[]\s*(?P<text>无(?:特定)?日期|日期不详|未注明日期|n\.\s?d\.?|no date|undated)\s*[)\]]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HARD = re.compile(r"\0+|[·•‧|｜;；—–]|\s-\s")
_SOFT = re.compile(
    r"．|,\s+(?!(?:[A-Z]\.|&|and\b|Jr|Inc|Ltd|LLC))|，|。|、|(?P<stop>\.)(?:\s+(?=\S)|$)"
)
_INITIAL = re.compile(
    r"(?:^|[\s,&.])[A-Z]$|\b(?:vol|no|pp?|ed|eds|dr|mr|ms|st|et al)$", re.IGNORECASE
)
_NOISE = re.compile(
    r"^(?:[\W\d_]*|(?:vol(?:ume)?|no|issue|pp?|ch(?:apter)?|第|页|頁)\W*[\d()–, -]+[期卷页頁]?"
    r"|(?:available (?:at|from)|url|doi|from|in|online|link|网址|链接|载于?)\W*)$",
    re.IGNORECASE,
)
_GENRE = re.compile(r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]")  # [J], [EB/OL]: the mark after a title
_BODY = re.compile(
    r"(?:网|社|报|局|署|部|处|院|所|会|中心|公司|大学|集团|银行|财经|日报|周刊|政府|频道|电视台|出版|杂志"
    r"|研究|台|新闻稿|公报|年鉴|评论|学报)$"
    r"|\b(?:news|times|press|post|agency|department|bureau|office|ministry|council|university"
    r"|institute|bank|organi[sz]ation|commission|centre|center|journal|publishing|publisher"
    r"|government|association|committee|authority|foundation|daily|media|limited|ltd|inc|union"
    r"|school|secretariat|board|operator|network|alliance|group|service|plc|wire|ledger"
    r"|courier|gazette|herald|tribune|weekly|magazine|chronicle)\b",
    re.IGNORECASE,
)
_HAN_PERSON = re.compile(r"^[\u3400-\u9fff]{2,3}(?:·[\u3400-\u9fff]{2,8})?$")
_LATIN_PERSON = re.compile(
    r"^[A-Z][\w'’-]+,\s?(?:[A-Z]\.[ -]?)+(?:.*)$"
    r"|^(?:[A-Z][\w'’-]+|[A-Z]\.)(?:[ -](?:[A-Z][\w'’-]+|[A-Z]\.|de|van|von|bin|al)){1,3}"
    r"(?:(?:,? and | & |, ).*|\s+et al\.?)?$"
)
_EDGES = " \t\r\n\u00a0\u3000*_()（）[]<>《》〈〉:：.,，。．\"'“”‘"


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
    for genre in _GENRE.finditer(entry):
        rest.cut(*genre.span())
    _take_link(rest)
    _take_dates(rest)
    _take_quoted_title(rest)
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
    if title and not BARE.fullmatch(title):
        rest.take("dct:title", *link.span("title"), title)
    rest.take("kg:url", *link.span("url"))
    rest.cut(*link.span())


def _take_dates(rest: _Rest) -> None:
    """Take the date of retrieval, then that of publication, or the remark that there is none."""
    _take_year_first(rest)
    folded = rest.folded
    published: list[tuple[int, int, str]] = []
    for mention in dates.find(folded, None):
        if not isinstance(mention.meaning, TimeExpression) or not mention.meaning.edtf:
            continue
        word = _RETRIEVED.search(folded, max(0, mention.start - _FARTHEST), mention.start)
        after = _RETRIEVED_AFTER.match(folded, mention.end)
        if word or after:
            rest.take("kg:retrievedOn", mention.start, mention.end, mention.meaning.edtf)
            rest.cut(word.start() if word else mention.start, after.end() if after else mention.end)
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
        (y.start(), y.end(), y[0]) for y in _YEAR.finditer(folded) if _is_field(folded, *y.span())
    ]
    if best:
        rest.take("dct:issued", *best[0])
    elif undated := _UNDATED.search(folded):
        rest.take("dct:issued", *undated.span("text"))


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


def _roles(rest: _Rest) -> Iterator[Piece]:
    """Yield title, authors and publisher from what is left."""
    fields = [(a, b) for a, b in _split(rest.text) if not _NOISE.match(rest.text[a:b])]
    title = rest.place("dct:title")
    if title is None:
        if not fields:
            return
        issued = rest.place("dct:issued")
        start, end = _untitled(rest, fields, issued.start if issued else -1)
        title = Piece("dct:title", start, end, rest.text[start:end])
        yield title
        fields.remove((start, end))
    before = [place for place in fields if place[0] < title.start]
    yield from _agents(rest.text, before, [place for place in fields if place[0] > title.start])


def _untitled(rest: _Rest, fields: Sequence[tuple[int, int]], date: int) -> tuple[int, int]:
    """Return the field that is the title where no quotes or link mark it.

    That is one with a genre mark; after a date that follows its authors the next one (``Chan, K.
    (2023). Title. Press``); else the second, if the first looks like a signature.
    """
    typed = [place for place in fields if _GENRE.match(rest.entry, place[1])]
    after = [place for place in fields if place[0] > date >= 0]
    if typed:
        return typed[0]
    if after and len(after) < len(fields):
        return after[0]
    return fields[len(fields) > 1 and _is_signed(rest.text, fields)]


def _is_signed(text: str, fields: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the first field names who wrote or published the second."""
    first, second = (text[start:end] for start, end in fields[:2])
    if _is_agent(first) != _is_agent(second):
        return _is_agent(first)
    return _is_agent(first) or 2 * len(first) <= len(second)


def _is_agent(words: str) -> bool:
    named = _is_person(words) or _BODY.search(fold(words))
    return bool(named or re.fullmatch(r"[A-Z]{2,8}", words))


def _is_person(words: str) -> bool:
    """Tell whether words look like the name of one or more people.

    >>> [_is_person(words) for words in ("Chan, K. M.", "Mei Wong", "World Bank", "李小明")]
    [True, True, False, True]
    """
    if _BODY.search(fold(words)) or _SERIAL.search(words):
        return False
    return bool(
        _INVERTED.match(words + ",") or _HAN_PERSON.match(words) or _LATIN_PERSON.match(words)
    )


def _agents(
    text: str, before: Sequence[tuple[int, int]], after: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    """Yield authors and publisher by where they stand to the title.

    Who stands before it is its author, unless that is a body and nobody follows. What follows is
    the publisher first, then the author; a person before a body is the author.
    """
    bodies = [place for place in before if _BODY.search(fold(text[slice(*place)]))]
    if bodies and after and _is_city(text[slice(*after[0])], is_last=len(after) == 1):
        after = after[1:]  # where the body has it printed
    publisher = ""
    for start, end in before:
        words = text[start:end]
        author = _is_person(words) or (len(before) == 1 and bool(after))
        publisher = publisher if author else words
        yield Piece("dct:creator" if author else "dct:publisher", start, end, words)
    people = [_is_person(text[start:end]) for start, end in after[:2]]
    for number, (start, end) in enumerate(after[:2]):
        first_of_two = number == 0 and people == [True, False]
        if people[number] and (publisher or first_of_two):
            yield Piece("dct:creator", start, end, text[start:end])
        elif not publisher:
            publisher = text[start:end]
            yield Piece("dct:publisher", start, end, publisher)


def _is_city(words: str, *, is_last: bool) -> bool:
    """Tell whether the one field after the title can only be where it came out: ``Lisbon``."""
    return is_last and bool(_TOWN.fullmatch(words)) and not _is_serial(words)


def _is_serial(words: str) -> bool:
    return bool(_BODY.search(fold(words)) or _SERIAL.search(words) or _HOUSE.search(words))


def _split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the fields of an entry: what stands between separators, trimmed."""
    cuts = [hard.span() for hard in _HARD.finditer(text)]
    inverted = _INVERTED.match(text.lstrip("\0 "))
    first_stop = len(text) - len(text.lstrip("\0 ")) + inverted.end() if inverted else 0
    for soft in _SOFT.finditer(text, first_stop):
        before = text[: soft.start()].replace("\0", " ")
        if not (soft["stop"] and _INITIAL.search(before)):
            cuts.append(soft.span())
    start = 0
    for first, last in [*sorted(cuts), (len(text), len(text))]:
        part = text[start:first]
        trimmed = part.strip(_EDGES)
        if trimmed:
            begin = start + part.index(trimmed)
            city = _CITY.match(trimmed)
            if city and begin > first_stop:
                begin, trimmed = begin + city.end(), trimmed[city.end() :]
            end = begin + len(trimmed)
            yield begin, end + _is_open(text, begin, end)
        start = max(start, last)


def _is_open(text: str, start: int, end: int) -> bool:
    """Tell whether the next character closes what a trimmed field left open."""
    field_, following = text[start:end], text[end : end + 1]
    if following == ")":
        return field_.count("(") > field_.count(")")
    return following == "." and bool(re.search(r"[\s.][A-Z]$", field_))
