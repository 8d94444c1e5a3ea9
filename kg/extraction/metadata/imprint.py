"""What the masthead of a document says of it by form alone: keywords, section, and series."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extraction.names.body_names import BODY, trimmed
from kg.extraction.words.expressions import expression

_KEYWORDS = expression(
    r"^[\s*_【\[(]*(?:(?P<subject><documents.keyword_labels>|key ?words?|index terms|filed under"
    r"|(?:related )?(?:tags?|topics?))"
    r"|(?P<type><documents.section_labels>|section|category|categories))"
    r"[\s*_】\])]*:[\s*_]*(?=[^\W\d])",
    re.IGNORECASE,
)
_IN_TWO = re.compile(r"(?P<name>[A-Z][A-Za-z '’&-]+?)\s[\u3400-\u9fff]{2,12}")  # languages
_BETWEEN = re.compile(r"[;,、|#]|\s/\s|\s{2,}|(?<=[\u3400-\u9fff])\s(?=[\u3400-\u9fff#])")
_GENRE = (
    r"(?:<documents.brief_subjects>*"
    r"<documents.briefs>)"
)
_SERIES = expression(
    rf"^[\s*_#]*(?P<series>(?P<body>[^\d\s,。:《》]{{2,20}}?)?\s?{_GENRE})[\s*_·|(]*"
    r"(?:(?:19|20)\d\d<times.year>?\s*)?(?:"
    r"<documents.whole_numbers>\s*(?P<number>[\d<numerals.hundreds>]+)\s*<documents.serial_ends>)"
)
_ISSUE = expression(
    r"^[\s*_#|]*(?:(?:19|20)\d\d<times.year>?\s*)?<documents.whole_numbers>\s*(?P<number>\d+)\s*"
    r"<documents.serial_ends>"
    r"|^[\s*_#|]*(?:issue|vol(?:ume)?|no)\b\.?\s*(?P<english>\d+)\b(?!\s*(?:of|:))",
    re.IGNORECASE,
)
_ENGLISH_SERIES = re.compile(
    r"^[\s*_#]*(?P<series>(?:[A-Z][\w&’'-]* ){0,5}"
    r"(?i:Policy Brief|Working Paper|Discussion Paper|Research Note|Research Paper|Briefing Paper"
    r"|Briefing Note|Occasional Paper|Issue Brief|Technical Report|Policy Paper|Insight)s?"
    r"(?: Series)?,? (?:(?:No\.?|Number|#)\s?)?(?P<number>\d[\d/-]*))(?:\s*[|,·(*_].*)?$"
)
_BARS = expression(
    r"\s*[|•·]\s*|(?<=[\d<documents.day>])\.\s+(?=[Bb]y\s+[A-Z])|\s{2,}"
    r"|(?<=[\u3400-\u9fff])\s(?=[\u3400-\u9fff]|\d{4}[<times.year>/-])"
)
_LONGEST, _MOST = 30, 20


class Stated(NamedTuple):
    """A part of a line, the property that it is a value of, and the key of plain metadata."""

    predicate: str
    start: int
    end: int
    key: str = ""


def of(folded: str) -> Iterator[Stated]:
    """Yield what a line of a masthead states by its form.

    >>> line = "Keywords: ports; cranes"
    >>> [line[stated.start : stated.end] for stated in of(line)]
    ['ports', 'cranes']
    """
    label = _KEYWORDS.match(folded)
    if label:
        yield from _keywords(folded, label)
        return
    for start, end in [(0, len(folded))] if any(_series(folded)) else parts(folded):
        inner = folded[start:end]
        labelled = _KEYWORDS.match(inner)
        for said in _keywords(inner, labelled) if labelled else _series(inner):
            yield said._replace(start=start + said.start, end=start + said.end)


def parts(folded: str) -> list[tuple[int, int]]:
    """Return the parts of a line that bars or dots set apart.

    >>> line = "Quay Trust · Working Paper 9 · 9 May 2024"
    >>> [line[start:end] for start, end in parts(line)]
    ['Quay Trust', 'Working Paper 9', '9 May 2024']
    """
    cuts = [cut.span() for cut in _BARS.finditer(folded)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(folded)]
    return [place for pair in zip(starts, ends, strict=True) for place in trimmed(folded, *pair)]


def _series(folded: str) -> Iterator[Stated]:
    """Yield the series that a part of a masthead names, and the number in it."""
    found = _SERIES.match(folded) or _ENGLISH_SERIES.match(folded)
    if found:
        yield Stated("dct:isPartOf", *found.span("series"))
        body = found.groupdict().get("body")
        if body and BODY.search(body):
            yield Stated("dct:publisher", *found.span("body"))
    issue = _SERIES.match(folded) or (None if found else _ISSUE.match(folded))
    if issue:
        yield Stated("kg:metadata", *issue.span(issue.lastgroup or 0), "issue")


def _keywords(folded: str, label: re.Match[str]) -> Iterator[Stated]:
    """Yield the values behind the label of keywords, or of the section of a paper."""
    for start, end in separated(folded, label.end(), len(folded)):
        both = _IN_TWO.fullmatch(folded, start, end)
        yield Stated(f"dct:{label.lastgroup}", start, both.end("name") if both else end)


def separated(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the words of a list; none where it is no list of short words."""
    places: list[tuple[int, int]] = []
    cuts = [cut.span() for cut in _BETWEEN.finditer(folded, start, end)]
    for stop, after in [*cuts, (end, end)]:
        places += trimmed(folded, start, stop)
        start = after
    short = all(last - first <= _LONGEST for first, last in places)
    return places if short and len(places) <= _MOST else []
