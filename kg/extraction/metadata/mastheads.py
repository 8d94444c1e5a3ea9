"""A date in a masthead: alone on its line, or framed by no more than where and by whom.

A line that bars or dots cut into a few parts is a masthead too, and the date has a part of it.
"""

import re
from collections.abc import Iterator
from datetime import date

from kg.extraction.metadata import imprint, particulars
from kg.extraction.metadata.day_lines import AROUND, PLACE, SHORT, is_furniture
from kg.extraction.names.body_names import BODY, PERIODICAL, own_end, signed
from kg.extraction.names.bylines import is_credit
from kg.extraction.names.openings import are_people, is_office
from kg.extraction.passages.passage import Passage
from kg.extraction.times.calendar_days import days
from kg.extraction.words.expressions import expression
from kg.extraction.words.genres import GENRE, WORK
from kg.model.fact import Evidence
from kg.text.folding import fold

_OTHER_DAY = expression(  # a day of something else: until when, from when, of what data
    r"<documents.other_days>"
    r"|closing|deadline|valid|effective|expir|start|until|from|next|due|held",
    re.IGNORECASE,
)
_GIVEN = expression(  # a line that says how the text was made public, and then the day
    r"^\W*(?:[a-z]+ )?(?:delivered|presented|given|tabled|laid|submitted|adopted|approved|released"
    r"|issued|published|signed|made|broadcast)\b(?! (?:until|from|by|before|after) \d)"
    r"[^.;]{0,160}(?:\bon|,)\s*(?:\w+day,? )?(?:the )?$",
    re.IGNORECASE,
)
_OCCASION = expression(  # what somebody speaks at
    r"^(?:(?:[A-ZÀ-Þ\d][\w.'’&-]*|of|and|for|the|on|in) ){1,8}"
    r"(?:Week|Forum|Conference|Summit|Congress|Symposium|Seminar|Webinar|Workshop|Fair|Expo|Days?"
    r"|Roundtable|Lecture|Dialogue|Convention|Assembly)$"
    r"|^[\u3400-\u9fff\d]{3,24}<events.occasions>$"
)
_HAPPENED = expression(  # on that day, to what the line is about
    r"^\W*<documents.happened>"
)
_SOURCED = expression(r"^(?:<documents.sources>|sources?):\s*\S", re.IGNORECASE)
_PRINTED = expression(
    r"(?:<documents.printed_in>|published in|appeared in)\s*(?:[《“\"*_]|(?:the )?(?-i:[A-Z]))",
    re.IGNORECASE,
)
_NAMED = expression(  # a name of several words or characters
    r"(?P<name>(?:[A-ZÀ-Þ][\w.'’-]*|&|of|and|for|the)"
    r"(?: (?:[A-ZÀ-Þ][\w.'’-]*|&|of|and|for|the)){1,7}|[\u3400-\u9fff]{4,20})"
    r"(?:\s?\([^()]{2,60}\))?"  # its short form, or the name in another language
)
_PAPER = expression(r"^[\u3400-\u9fff]{2,7}<documents.papers>$")
_TITLED = expression(r"《(?P<name>[^《》]{2,20})》<documents.periodicals>?")
_PAGE_OF = expression(
    r"\s<numerals.ordinal>?\s?[A-Z]?[\w<numerals.small>]{1,3}<documents.edition>\)?$"
)
_PART = expression(r"(?:[^|·•—–,/\s《》]|(?<!\s)\s(?!\s)|(?<=\d),(?=\d))+")
_TIME_OF_DAY = expression(
    r"<documents.parts_of_day>?\s?\d{1,2}<documents.clock_hours>(?:\d{1,2}<documents.minutes>|"
    r"<documents.half_hours>)?|\d{1,2}[:.]\d{2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b(?:hkt|gmt|sgt"
    r"|cest?|utc|e[sd]t|p[sd]t|bst|jst|ist|a?est)\b",
    re.IGNORECASE,
)
_PASSED = expression(r"^.{4,60}<documents.passed>\)?$")  # of a regulation
_HOURS = expression(  # of an event
    r"\d[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[-–—<times.to>]|to)\s*\d{1,2}[:.]\d{2}", re.IGNORECASE
)
_MEETING = expression(r"^<particles.in>.{4,50}<events.meetings_at>\W*$")
_A_DAY = "2024年1月1日"
_OPENING_LINES = 5  # blocks
_MOST_PARTS = 6
_MOST_LABELS, _LONGEST_LABEL = 20, 30  # lines of a form, and characters before the colon
_LONGEST = 120  # characters of a line with a date

DayLine = tuple[str, date, Evidence]  # in ISO form, as a day, and where it stands


def date_line(text: Passage) -> DayLine | None:
    """Return the date of a line that has nothing but a date, or what frames one in a masthead."""
    return next((stated[:3] for stated in dated(text)), None) if may_be_dated(text) else None


def may_be_dated(text: Passage) -> bool:
    """Tell whether a block is short and has a figure, as a line with a date is."""
    longest = 2 * _LONGEST if text.index < _OPENING_LINES else _LONGEST
    short = len(text.text) <= longest or is_labelled(text)
    return short and any(map(str.isnumeric, text.text))


def is_labelled(text: Passage) -> bool:
    """Tell whether a block is lines that each have a label and a short value, as a form has."""
    lines = [text.folded[first:last] for first, last in text.lines[: _MOST_LABELS + 1]]
    told = sum(0 < line.find(":") <= _LONGEST_LABEL for line in lines)
    short = all(len(line) <= _LONGEST for line in lines)
    return 1 < len(lines) <= _MOST_LABELS and short and told > len(lines) / 2


def imprints(text: Passage) -> list[tuple[int, int]]:
    """Return the places of the periodicals and bodies that stand next to a date in a masthead."""
    if not may_be_dated(text):
        return []
    parts = {
        _named(part)
        for *_, sides in dated(text)
        for side in sides
        if not (is_credit(side) or _PRINTED.search(side))
        for part in map(_uncredited, _PART.findall(side))
    }
    names = sorted(part for part in parts if _is_publisher(part) and not is_credit(part))
    names = names or _left_over(text)
    starts = [(text.folded.index(name), len(name)) for name in names]
    return sorted((start, start + length) for start, length in starts)


def _left_over(text: Passage) -> list[str]:
    """Return the one part of a masthead with a date that is a name and nothing else of its kind."""
    lines = (text.folded[slice(*place)] for place in text.lines[:_OPENING_LINES])
    line = next((line for line in lines if _is_masthead(line, text.index)), "")
    parts = [line[start:end].strip("*_ ") for start, end in imprint.parts(line)]
    left = [part for part in parts if not (is_furniture(part) or _says_else(part))]
    if len(left) != 1 or len(parts) == 1:
        return []
    periodical = _TITLED.fullmatch(left[0])
    if periodical:
        return [periodical["name"]]
    is_sure = any(days(line)) or _is_publisher(left[0])
    named = _NAMED.fullmatch(left[0])
    return [named["name"]] if is_sure and named else []


def _says_else(part: str) -> bool:
    """Tell whether a part of a masthead is dated, a genre, a series, a credit or a number."""
    stated = any(days(part)) or any(imprint.of(part)) or particulars.is_particular(part)
    names = is_credit(part) or are_people(part) or is_office(part)
    return bool(stated or GENRE.match(part) or names)


def dated(text: Passage) -> Iterator[tuple[str, date, Evidence, tuple[str, ...]]]:
    """Yield the dates of mastheads in a block, each with the words before and after it."""
    for first, last in text.lines:
        line = _without_revisions(text.folded[first:last])
        if _is_scheduled(text, first, last):
            continue
        for mention, edtf, day in days(line):
            start, end = first + mention.start, first + mention.end
            sides = (line[: mention.start], line[mention.end :])
            around = _part(*sides) if _is_masthead(line, text.index) else sides
            if _frames(*around) or _told(*sides, text.index):
                yield edtf, day, text.evidence(start, end, "statement"), sides


def _is_scheduled(text: Passage, first: int, last: int) -> bool:
    """Tell whether a line and the one above or below it each begin with a day of their own."""
    own = _first_day(text.folded[first:last])
    if own is None:
        return False
    source, place = text.document.text, text.span(first, last)
    above = source[max(0, place.start - _LONGEST) : place.start].rstrip(" \r\n").rpartition("\n")[2]
    below = source[place.end : place.end + _LONGEST].lstrip("\r\n").partition("\n")[0]
    return any(_first_day(fold(line)) not in (None, own) for line in (above, below))


def _first_day(folded: str) -> str | None:
    """Return the day that a line begins with, before other words."""
    words = folded.strip(" *•·-|")
    found = (stated for stated in days(words[:SHORT]) if stated[0].start == 0)
    return next((edtf for mention, edtf, _ in found if words[mention.end :].strip()), None)


def _told(before: str, after: str, index: int) -> bool:
    """Tell whether a line of the cover says that the text was given on a day, or at what."""
    if index >= _OPENING_LINES or AROUND.sub("", after):
        return False
    occasion = before.strip(" *_,|·—–-")
    return bool(_GIVEN.match(before) or (index and _OCCASION.match(occasion)))


def _is_masthead(line: str, index: int) -> bool:
    """Tell whether a line near the start is cut by bars into a few short parts."""
    parts = imprint.parts(line) if index < _OPENING_LINES else []
    return 1 < len(parts) < _MOST_PARTS and all(_is_short(line[a:b]) for a, b in parts)


def _is_short(part: str) -> bool:
    return len(part) <= SHORT and not part.endswith((".", "。", "!", "?"))


def _part(before: str, after: str) -> tuple[str, str]:
    """Return what is around a date in its own part of a masthead."""
    start, _ = imprint.parts(before + _A_DAY)[-1]
    _, end = imprint.parts(_A_DAY + after)[0]
    return before[start:], after[: end - len(_A_DAY)]


def _without_revisions(line: str) -> str:
    """Return a line of the same length with bars for what it says of its last change."""
    for told in particulars.of(line):
        if told.predicate == "dct:modified":
            line = line[: told.label] + "|" * (told.end - told.label) + line[told.end :]
    return line


def _frames(before: str, after: str) -> bool:
    """Tell whether words around a date say no more than where, in what or by whom it was issued."""
    if _OTHER_DAY.search(before) or _HOURS.search(after) or _HAPPENED.match(after):
        return False
    if _PRINTED.search(before) or is_credit(before):
        return not AROUND.sub("", after)
    parts = [part for side in (before, after) for part in _PART.findall(side)]
    parts = [_TIME_OF_DAY.sub("", part) for part in parts]
    if before.strip() == "(" and _PASSED.match(after.strip()):
        return True
    if _MEETING.match(after) and not AROUND.sub("", before):
        return True
    for part in parts:
        rest = AROUND.sub("", part)
        paper = _PAGE_OF.sub("", part).strip(" *_《》()")
        framed = _is_frame(part.strip(" *_《》()")) or PERIODICAL.search(paper)
        if rest and not framed:
            return False
    return len(parts) < _MOST_PARTS


def _is_frame(part: str) -> bool:
    """Tell whether a part of a line is a credit, a periodical, a genre, a place, a body, people."""
    body = BODY.search(part) and signed(part)
    place = PLACE.match(part) and not WORK.search(part)
    return bool(
        is_credit(part) or _SOURCED.match(part) or PERIODICAL.search(part) or GENRE.match(part)
        or are_people(part) or place or body or _PAPER.match(part) or _is_uncredited_frame(part)
    )  # fmt: skip


def _is_uncredited_frame(part: str) -> bool:
    """Tell whether a part names in what it was issued, then who wrote it: 某某網 記者 某某."""
    issuer = _uncredited(part)
    return issuer != part and _is_frame(issuer)


def _named(part: str) -> str:
    """Return a part of a masthead without marks around it, and without its short form."""
    words = part.strip(" *_《》")
    return words[: own_end(words, 0, len(words))].strip("()")


def _uncredited(part: str) -> str:
    """Return a part of a masthead without the hour before its first word and credits behind it."""
    part = _TIME_OF_DAY.sub("", part)
    issuer, _, rest = part.strip().partition(" ")
    return issuer if rest and is_credit(rest) else part


def _is_publisher(words: str) -> bool:
    if ":" in words or GENRE.match(words):
        return False
    paper = PERIODICAL.search(words) or _PAPER.match(words)
    return bool(paper or (BODY.search(words) and signed(words)))
