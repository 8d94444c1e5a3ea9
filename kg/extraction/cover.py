"""Where a document says what it is called: front matter, else its cover.

The cover is what comes before the first running text: lines that stand alone.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extraction import fields, imprint, particulars
from kg.extraction.body_names import BODY, JOINED, PERIODICAL
from kg.extraction.bylines import is_credit
from kg.extraction.calendar_days import days
from kg.extraction.expressions import expression, seldom
from kg.extraction.genres import GENRE, WORK
from kg.extraction.mastheads import date_line
from kg.extraction.once import once
from kg.extraction.openings import person
from kg.extraction.passages import Passage
from kg.model.document import BlockKind
from kg.model.fact import Evidence
from kg.text.scripts import width

RIGHTS = seldom(
    r"©|\(c\)\s*\d{4}|\bcopyright\b|版权所有|all rights reserved|保留.{0,4}权利", re.IGNORECASE
)
_STOP = expression(r"(?<!\b[Nn]o)(?<!\b[Vv]ol)[。.;；](?:\s|$)")
_EDITION = expression(r"\S(?: |\s?[(])(?:19|20)\d\d年?[)]?$")  # the year that a publication is of
_LABELLED = expression(  # a line that says one thing of the document, not its name
    r"^[\s*_【\[]*(?:摘要|提要|内容提要|导读|编者按|关键[词字]|主题词|标签|[文编]号|索引号|版本|电话|传真|电邮|邮箱"
    r"|地址|网址|联系人|联络人?|查询|传媒查询|作者简介|日期|时间|地点|abstract|summary"
    r"|key ?words?|tags?|contacts?|tel|e-?mail|website"
    r"|version|ref(?:erence)?|date|time|venue|present|apologies|attendees|in attendance"
    r"|[出列缺]席者?|参加人员|记录人?)[\s*_】\]]*:"
    r"|^[A-Z][a-z]{1,11}: \S+$"
    r"|^(?:——|--|[—–]\s)|^\W*(?:本文)?作者(?:为|是|系)"
    r"|^\W*(?:the )?(?:author|writer)s? (?:is|are)\b",
    re.IGNORECASE,
)
_PERIOD = expression(r"\s?\((?:19|20)\d\d年?\s?[—–~至-]{1,2}\s?(?:19|20)?\d\d年?\)\s*")
_FRAGMENT = expression(
    r"(?:\([^()]*\))?的[\u3400-\u9fff]{0,4}|\([^()]*\)|.*关于(?:印发|转发|发布|公布)?"
)
_DATE_WORDS = expression(r"[年月日期第总至到号]")
_WIDE = expression(r"\S\s{6,}\S")
_GAPS = expression(r"(?<=\S)\s{2,}(?=\S)")
_PAGE = 3  # blank lines from here on are a new page
_BLOCKS = 40  # more blocks than this are no cover
_NO_COVER = (BlockKind.LIST_ITEM, BlockKind.CELL, BlockKind.FOOTNOTE, BlockKind.QUOTE)
_LABELLED_LINES = 12  # blocks
_UNTITLED = (BlockKind.FIELD, BlockKind.CELL, BlockKind.FOOTNOTE)
_NEWS = expression(r"(?:通讯|简讯|通报|月报|季报)$|\b(?:newsletter|bulletin)$", re.IGNORECASE)
_PATH = expression(r"\S\s?[>»›]\s?\S|^当前位置")  # of a page in its site
_SESSION = expression(  # of the body before which a document is laid
    r"第.{1,6}[次届](?:全体)?(?:会议|大会|常会)$|^agenda item\b|\bsession$", re.IGNORECASE
)
_RED_HEAD = expression(r"^[\u3400-\u9fff]{4,30}文件$")  # over the number of an official document
_LETTERHEAD = expression(  # over the headline: whose press release it is
    r"^[\u3400-\u9fff]{3,20}(?:新闻稿|新闻公报|新闻通稿|新闻发布稿?|新闻资料)$"
    r"|^(?:[A-Z][\w.'’&-]*|of|and|for|the)(?: (?:[A-Z][\w.'’&-]*|of|and|for|the)){1,8}"
    r"\s[-–—|:]*\s?(?:press|news|media) (?:release|statement)$",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 4, 120  # characters of a title
_RUNNING = 60  # columns; a longer text with a full stop is running text


def cover(texts: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the blocks before the first running text, up to a copyright line or the next page.

    A cover that bears a date ends where several blank lines follow it.
    """
    dated = False
    for text in [t for t in texts if t.block.kind is not BlockKind.FIELD][:_BLOCKS]:
        kind = text.block.kind
        if kind is BlockKind.HEADING and text.block.label:
            return  # the first numbered section
        running = width(text.text) > _RUNNING and _STOP.search(text.text)
        if (kind in _NO_COVER and not _is_masthead(text)) or (
            running and kind is not BlockKind.HEADING
        ):
            return
        if dated and text.block.gap >= _PAGE:
            return
        dated = dated or bool(date_line(text))
        yield text
        if RIGHTS.search(text.folded):
            return


def _is_masthead(text: Passage) -> bool:
    """Tell whether an item or quotation is of the masthead: it credits somebody or is dated."""
    if text.block.kind not in (BlockKind.LIST_ITEM, BlockKind.QUOTE) or len(text.text) > _LONGEST:
        return False
    told = is_credit(text.folded) or particulars.is_particular(text.folded)
    return told or bool(date_line(text))


@once
def title(texts: Sequence[Passage]) -> tuple[str, tuple[Evidence, ...]] | None:
    """Return the document's title, with every place where it stands alone."""
    for key, text in fields.stated(texts):
        if fields.predicate(key) == "dct:title":
            start, end = fields.unquoted(text.text)
            if start < end:
                return text.text[start:end], (text.evidence(start, end, "statement"),)
    labelled = _labelled(texts)
    if labelled:
        text, start, end = labelled
        return text.text[start:end], (text.evidence(start, end, "statement"),)
    best = _best(texts)
    if best is None:
        return None
    best = _with_period(best, texts)
    start, end = _named_by(best)
    places = [text for text in texts if text.text == best.text]
    return best.text[start:end], tuple(t.evidence(start, end, "statement") for t in places)


def _with_period(best: Passage, texts: Sequence[Passage]) -> Passage:
    """Return the heading below that gives the same name with its period, where there is one.

    The title of a notice is broken into lines (``关于印发 / 某方案 / （2026年）的通知``); what it
    sends out follows it under its whole name.
    """
    name = best.folded.strip()
    same = (
        text
        for text in texts[:_BLOCKS]
        if text.block.kind is BlockKind.HEADING and text.folded.startswith(name)
    )
    return next((text for text in same if _PERIOD.fullmatch(text.folded, len(name))), best)


def _named_by(best: Passage) -> tuple[int, int]:
    """Return the lines of a block that are a title: without the number or date under it."""
    lines = list(best.lines)
    while len(lines) > 1 and particulars.is_particular(best.folded[slice(*lines[-1])]):
        lines.pop()
    first, last = lines[0][0], lines[-1][1]
    start, end = fields.unquoted(best.text[first:last])
    return first + start, first + end


def _labelled(texts: Sequence[Passage]) -> tuple[Passage, int, int] | None:
    """Return the place where a line at the start gives the title under a label."""
    lines = [(text, place) for text in texts[:_LABELLED_LINES] for place in text.lines]
    lines = [line for line in lines if line[0].block.kind not in _UNTITLED]
    for text, (first, last) in lines:
        for told in particulars.of(text.folded[first:last]):
            if told.predicate == "dct:title":
                return text, first + told.start, first + told.end
    memorandum = particulars.memorandum([t.folded[a:b] for t, (a, b) in lines])
    if "dct:title" in memorandum:
        at, start = memorandum["dct:title"]
        text, (first, last) = lines[at]
        return text, first + start, last
    return None


def _best(texts: Sequence[Passage]) -> Passage | None:
    """Return the line of the cover that is most like a title."""
    lines = list(cover(texts))
    marked = [text for text in lines if _is_marked(text)]
    if marked:
        first = min(marked, key=lambda text: text.block.level)
        below = next((text for text in marked if text.index > first.index), first)
        return below if _is_letterhead(first, below, texts) else first
    candidates = [text for text in lines if may_be_title(text)]
    candidates = candidates or [text for text in lines if _may_be_after_all(text)][:1]
    numbered = _numbered(lines)
    seen = [text.folded for text in texts]

    def likeness(text: Passage) -> float:
        return (
            4 * bool(WORK.search(text.folded.strip()))
            + (text.block.kind is BlockKind.HEADING) * (2 if text.block.level <= 1 else 1)
            + 2 * bool(_EDITION.search(text.folded.strip()))
            + (seen.count(text.folded) > 1)
            + min(len(text.text) / 20, 1.5)
            + (text is candidates[0])
            - 4 * (is_periodical(text) and text is not numbered)
            + 6 * (text is numbered)
            - 6 * is_credit(text.folded)
        )

    return max(candidates, key=likeness, default=None)


def _is_letterhead(first: Passage, below: Passage, texts: Sequence[Passage]) -> bool:
    """Tell whether the first heading is who issues what the next one names: a body, the holder."""
    works = WORK.search(below.folded.strip()) or GENRE.match(below.folded.strip())
    name = first.folded.strip()
    return bool(works) and bool(
        (BODY.search(name) and not WORK.search(name))
        or any(RIGHTS.search(text.folded) and name in text.folded for text in texts[-_BLOCKS:])
    )


def _numbered(lines: Sequence[Passage]) -> Passage | None:
    """Return the periodical on the first line with the number of its issue alone on the next."""
    if len(lines) < 2 or not (is_periodical(lines[0]) or _NEWS.search(lines[0].folded)):
        return None
    issue = lines[1].folded.strip()
    return lines[0] if any(said.key == "issue" for said in imprint.of(issue)) else None


def _is_marked(text: Passage) -> bool:
    """Tell whether a heading is marked as one (``# Title``), not guessed from its place."""
    source, span = text.document.text, text.block.span
    return text.block.kind is BlockKind.HEADING and bool(
        re.search(r"#\s*$", source[max(0, span.start - 8) : span.start])
        or re.match(r"[ \t]*\r?\n[=-]{2,}[ \t]*(?:\r?\n|$)", source[span.end : span.end + 200])
    )


def may_be_title(text: Passage) -> bool:
    """Tell whether a line may be the name of a document: no credit, date, label or genre."""
    folded = text.folded.strip()
    if not _SHORTEST <= len(folded) <= _LONGEST or text.block.kind is BlockKind.SOURCE:
        return False
    if not any(map(str.isalpha, _DATE_WORDS.sub("", folded))):
        return False
    ended = folded.endswith(("。", ".", ";")) or _FRAGMENT.fullmatch(folded)
    if RIGHTS.search(folded) or date_line(text) or ended:
        return False
    if len(_GAPS.findall(folded)) > 1 or _WIDE.search(folded):
        return False  # the row of a table, or two columns
    if ":" in folded and any(days(folded.split(":", 1)[1])):
        return False
    if (
        (GENRE.match(folded) and not _is_edition(folded))
        or person(folded)
        or _LABELLED.match(folded)
    ):
        return False
    if _in_series(text) or _PATH.search(folded) or _SESSION.search(folded):
        return False
    if particulars.is_particular(folded) or _RED_HEAD.match(folded) or _LETTERHEAD.match(folded):
        return False
    if BODY.search(folded) or is_credit(folded) or JOINED.match(folded):
        return bool(WORK.match(folded))
    return True


def _is_edition(folded: str) -> bool:
    """Tell whether a kind of document is named with the year that it is of: Annual Report 2025."""
    return bool(WORK.search(folded) and _EDITION.search(folded))


def _in_series(text: Passage) -> bool:
    """Tell whether one of several lines is the series that a document is in, and its number."""
    lines = text.lines if len(text.lines) > 1 else ()
    told = (said for first, last in lines for said in imprint.of(text.folded[first:last]))
    return any(said.predicate == "dct:isPartOf" for said in told)


def _may_be_after_all(text: Passage) -> bool:
    """Tell whether a line is the title where nothing else is: a genre, what sounds like a body."""
    words = text.folded.strip()
    sounds = text.block.kind is BlockKind.HEADING and BODY.search(words) and not is_credit(words)
    return bool(GENRE.match(words) or _LETTERHEAD.match(words) or sounds)


def is_periodical(text: Passage) -> bool:
    """Tell whether a line is the name of a newspaper or journal."""
    words = text.folded.strip()
    named = len(words) <= _RUNNING and PERIODICAL.search(words) and not GENRE.match(words)
    return bool(named) and not re.search(r"\d|[:,?!]", words)
