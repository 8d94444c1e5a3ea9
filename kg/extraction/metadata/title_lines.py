"""Lines of a cover that may be the name of a document, and those that say of what kind it is."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.metadata import imprint, particulars
from kg.extraction.metadata.day_lines import is_placed_day
from kg.extraction.metadata.mastheads import date_line
from kg.extraction.names.body_names import BODY, JOINED, PERIODICAL, signed
from kg.extraction.names.bylines import POST, is_credit
from kg.extraction.names.openings import person
from kg.extraction.passages.passage import Passage
from kg.extraction.times.calendar_days import days
from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.genres import GENRE, WORK
from kg.model.document import BlockKind

RIGHTS = seldom(
    r"©|\(c\)\s*\d{4}|\bcopyright\b|<documents.rights>|all rights reserved|"
    r"<documents.reserved>.{0,4}<documents.right>",
    re.IGNORECASE,
)
EDITION = expression(
    r"\S(?: |\s?[(])(?:19|20)\d\d<times.year>?[)]?$"
)  # the year that a publication is of
_LABELLED = expression(  # a line that says one thing of the document, not its name
    r"^[\s*_【\[]*(?:<documents.line_labels>|abstract|summary"
    r"|key ?words?|tags?|contacts?|tel|e-?mail|website"
    r"|version|ref(?:erence)?|date|time|venue|present|apologies|attendees|in attendance"
    r"|<documents.attendance_labels>)[\s*_】\]]*:"
    r"|^[A-Z][a-z]{1,11}: \S+$"
    r"|^(?:——|--|[—–]\s)|^\W*<documents.author_is>"
    r"|^\W*(?:the )?(?:author|writer)s? (?:is|are)\b",
    re.IGNORECASE,
)
_FRAGMENT = expression(
    r"(?:\([^()]*\))?<particles.of>[\u3400-\u9fff]{0,4}|\([^()]*\)|.*<documents.about>"
)
_DATE_WORDS = expression(r"<documents.date_characters>")
_WIDE = expression(r"\S\s{6,}\S")
_GAPS = expression(r"(?<=\S)\s{2,}(?=\S)")
_PATH = expression(  # of a page in its site
    r"\S\s?[>»›]\s?\S|^<documents.here>|^(?:home|<documents.home>)\s?[/|\\·-]", re.IGNORECASE
)
_OFFICE = expression(  # of the one named on the line before: Minister for Coasts and Islands
    rf"^(?:[A-Z][\w'’-]+ ){{0,3}}(?i:{POST.pattern}) (?:for|of) "
    r"(?>(?:[A-Z][\w'’&-]*,?|and|the|of|&)(?:\s|$))+$"
)
_VALID = expression(  # from or until when
    r"^(?:effective|valid|in force|applicable|applies)\b.{0,20}\d"
    r"|^<documents.valid>.{0,30}\d"
    r"|^(?:ordered|presented|laid|printed|adopted|submitted|tabled|delivered)"
    r" (?:by|to|before|at|pursuant|on|in)\b",
    re.IGNORECASE,
)
_SESSION = expression(  # of the body before which a document is laid
    r"<numerals.ordinal>.{1,6}<documents.sessions>$|^agenda item\b|\bsession$"
    r"|^(?:the )?(?:house of (?:assembly|commons|lords|representatives|keys)|parliament(?: of .+)?"
    r"|(?:national|legislative|general) (?:assembly|council)|senate)$",
    re.IGNORECASE,
)
_OTHER_KIND = expression(  # a part of a document, and for what it is meant
    r"^for |summary|findings|glance|delivery|notes$|<documents.other_kinds>", re.IGNORECASE
)
_ISSUE_NUMBER = expression(
    r"\s*(?:no\.?|<numerals.ordinal>)?\s*\d[\d/-]*\s*<documents.number_ends>?$", re.IGNORECASE
)
_RED_HEAD = expression(
    r"^[\u3400-\u9fff]{4,30}<documents.official>$"
)  # over the number of an official document
_LETTERHEAD = expression(  # over the headline: whose press release it is
    r"^(?:(?P<han>[\u3400-\u9fff]{3,20}?)[\s|·:-]*<documents.releases>$"
    r"|(?P<latin>(?:[A-Z][\w.'’&-]*|of|and|for|the)(?: (?:[A-Z][\w.'’&-]*|of|and|for|the)){1,8}?)"
    r"\s[-–—|:]*\s?(?i:press|news|media) (?i:release|statement))$",
)
DASHED = expression(r"\s*(?:——|--|[—–]\s)\s*")
_BILINGUAL = expression(r"(\S*[\u3400-\u9fff])[\s|/]+([A-Z][A-Za-z ]+)")
_IN_TWO = expression(  # a name, and the same in the other script
    r"([A-Z][A-Za-z.'’& -]+?)[\s|/]+([\u3400-\u9fff·]{2,12})"
)
_SPOKEN_BY = expression(
    r"^(?:[a-z]+ )?(?:speech|remarks|address|statement|keynote|lecture|testimony) "
    r"(?:(?:delivered |given )?by\b|of (?:the )?(?:dr|prof|mrs?|ms|hon|rt)\b)",
    re.IGNORECASE,
)
_POLITY = expression(r"^[\u3400-\u9fff]{2,10}<documents.polities>$")  # whose document it is
AFFILIATED = re.compile(r"^\s*[¹²³⁴⁵⁶⁷⁸⁹†‡§]\s?\S")  # of the authors with that mark
_NO_TITLE = (
    RIGHTS, _LABELLED, _PATH, _SESSION, _OFFICE, _VALID, _RED_HEAD, _LETTERHEAD, _POLITY,
    AFFILIATED,
)  # fmt: skip
_IN_FORM = expression(
    r"^[*_\s]*(?:[\u3400-\u9fff]{2,8}|[A-Za-z]{3,14}(?: [A-Za-z]{2,14}){0,2})\s*:\s*\S"
)
_SEVERAL = 3  # lines of a form
_SHORTEST, LONGEST = 4, 120  # characters of a title
_LONGEST_NAME = 60  # characters of a periodical


def may_be_title(text: Passage) -> bool:
    """Tell whether a block may be the name of a document: no credit, date, label or genre."""
    if text.block.kind is BlockKind.SOURCE or _in_series(text):
        return False
    first, last = named_lines(text)
    dated = date_line(text)
    if dated and dated[2].span.start < text.span(first, last).end:
        return False
    speaks = len(text.lines) > 1 and person(text.folded[slice(*text.lines[0])].strip())
    return not speaks and reads_as_title(text.folded[first:last])


def named_lines(text: Passage) -> tuple[int, int]:
    """Return the lines of a block that may be a title: without the number or date under them."""
    lines = list(text.lines)
    while len(lines) > 1 and _is_apart(text.folded[slice(*lines[-1])]):
        lines.pop()
    return lines[0][0], lines[-1][1]


def _is_apart(line: str) -> bool:
    """Tell whether a line under a title is a number or date, or goes on with it behind a dash."""
    return particulars.is_particular(line) or is_placed_day(line) or bool(DASHED.match(line))


def reads_as_title(line: str) -> bool:
    """Tell whether the words of a folded line may be a title, or go on with one.

    >>> [reads_as_title(line) for line in ("Kelp comes back", "By Ada Lee", "Version: 2")]
    [True, False, False]
    """
    folded = line.strip()
    if not _SHORTEST <= len(folded) <= LONGEST or _FRAGMENT.fullmatch(folded):
        return False
    if not any(map(str.isalpha, _DATE_WORDS.sub("", folded))) or folded.endswith(("。", ".", ";")):
        return False
    if any(no_title.search(folded) for no_title in _NO_TITLE) or _is_row(folded):
        return False
    if (is_genre(folded) and not _is_edition(folded)) or person(folded):
        return False
    if particulars.is_particular(folded):
        return False
    named = signed(folded) and not any(map(str.isdigit, folded))
    if named or is_credit(folded) or JOINED.match(folded):
        return bool(WORK.match(folded))
    return True


def letterhead(folded: str) -> tuple[int, int] | None:
    """Return the range of whose press release a line over its headline says that it is.

    >>> words = "Harbour Council - Press Release"
    >>> words[slice(*letterhead(words))], letterhead("Press Release")
    ('Harbour Council', None)
    """
    found = _LETTERHEAD.match(folded)
    return found.span(found.lastgroup or 0) if found else None


def is_genre(folded: str) -> bool:
    """Tell whether a line says what kind of document it is over, in one or two languages.

    >>> is_genre("Press Release"), is_genre("新闻稿 Press Release"), is_genre("Harbour News")
    (True, True, False)
    """
    both = _BILINGUAL.fullmatch(folded)
    halves = both.groups() if both else (folded,)
    return all(GENRE.match(half) for half in halves)


def _is_row(folded: str) -> bool:
    """Tell whether a line is the row of a table, two columns, or a day under a label."""
    wide = len(_GAPS.findall(folded)) > 1 or _WIDE.search(folded)
    return bool(wide) or (":" in folded and any(days(folded.split(":", 1)[1])))


def kinds(lines: Sequence[Passage], name: str) -> Iterator[tuple[Passage, tuple[int, int]]]:
    """Yield where lines over the title of a cover say what kind of document it is.

    >>> list(kinds([], "Kelp comes back"))
    []
    """
    for text in lines:
        words = text.folded.strip(" *_【】[]")
        if text.text.strip() == name:
            return
        if is_genre(words) and not _OTHER_KIND.search(words):
            words = _ISSUE_NUMBER.sub("", words)
            start = text.folded.index(words)
            yield text, (start, start + len(words))


def _is_edition(folded: str) -> bool:
    """Tell whether a kind of document is named with the year that it is of: Annual Report 2025."""
    return bool(WORK.search(folded) and EDITION.search(folded))


def _in_series(text: Passage) -> bool:
    """Tell whether one of several lines is the series that a document is in, and its number."""
    lines = text.lines if len(text.lines) > 1 else ()
    told = (said for first, last in lines for said in imprint.of(text.folded[first:last]))
    return any(said.predicate == "dct:isPartOf" for said in told)


def may_be_title_after_all(text: Passage) -> bool:
    """Tell whether a line is the title where nothing else is: a genre, what sounds like a body.

    ``Remarks by the Minister`` is one too: whose speech it is.
    """
    words = text.folded.strip()
    sounds = text.block.kind is BlockKind.HEADING and BODY.search(words) and not is_credit(words)
    spoken = _SPOKEN_BY.match(words) and not words.endswith((".", ":", ";"))
    return bool(GENRE.match(words) or _LETTERHEAD.match(words) or sounds or spoken)


def in_forms(lines: Sequence[Passage]) -> set[int]:
    """Return the indexes of the blocks that are lines of a form: three labels or more in a row.

    What the document is called may be one of them (``標題：…``), but its label says so.
    """
    found: set[int] = set()
    run: list[int] = []
    for text in lines:
        run = run if run and not text.block.gap else []
        run = [*run, text.index] if _IN_FORM.match(text.folded) else []
        found.update(run if len(run) >= _SEVERAL else ())
    return found


def is_periodical(text: Passage) -> bool:
    """Tell whether a line is the name of a newspaper or journal."""
    return periodical(text.folded) is not None


def periodical(folded: str) -> tuple[int, int] | None:
    """Return the place of the name of a newspaper or journal that a line consists of.

    >>> line = "HARBOUR COURIER 港湾速报"
    >>> line[slice(*periodical(line))], periodical("Port news: more tugs")
    ('HARBOUR COURIER', None)
    """
    words = folded.strip()
    if len(words) > _LONGEST_NAME or re.search(r"\d|[:,?!]", words) or GENRE.match(words):
        return None
    both = _IN_TWO.fullmatch(words)
    halves = both.groups() if both else (words,)
    if not any(PERIODICAL.search(half) for half in halves):
        return None
    start = folded.index(words)
    return start, start + len(halves[0])
