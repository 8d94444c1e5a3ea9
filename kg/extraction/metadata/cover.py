"""Where a document says what it is called: front matter, else its cover.

The cover is what comes before the first running text: lines that stand alone.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.metadata import abstracts, fields, imprint, particulars
from kg.extraction.metadata.mastheads import date_line
from kg.extraction.metadata.title_lines import (
    EDITION,
    LONGEST,
    RIGHTS,
    in_forms,
    is_periodical,
    may_be_title,
    may_be_title_after_all,
    named_lines,
)
from kg.extraction.names.body_names import BODY
from kg.extraction.names.bylines import is_credit
from kg.extraction.passages.once import once
from kg.extraction.passages.passage import Passage
from kg.extraction.words.expressions import expression
from kg.extraction.words.genres import GENRE, WORK
from kg.model.document import BlockKind
from kg.model.fact import Evidence
from kg.model.mention import Quantity
from kg.model.span import Span
from kg.text.scripts import width

_STOP = expression(r"(?<!\b[Nn]o)(?<!\b[Vv]ol)[。.;；](?:\s|$)")
_PERIOD = expression(r"\s?\((?:19|20)\d\d年?\s?[—–~至-]{1,2}\s?(?:19|20)?\d\d年?\)\s*")
_SENT = expression(r"关于(?:印发|发布|公布|转发|颁[发布]|下发)\s?《(?P<name>[^《》]{4,80})》")
_SENDING = expression(r"关于(?:印发|发布|公布|转发|颁[发布]|下发)\s*$")  # the line is broken
_PAGE = 3  # blank lines from here on are a new page
_BLOCKS = 40  # more blocks than this are no cover
_NO_COVER = (BlockKind.LIST_ITEM, BlockKind.CELL, BlockKind.FOOTNOTE, BlockKind.QUOTE)
_LABELLED_LINES = 12  # blocks
_UNTITLED = (BlockKind.FIELD, BlockKind.CELL, BlockKind.FOOTNOTE)
_NEWS = expression(r"(?:通讯|简讯|通报|月报|季报)$|\b(?:newsletter|bulletin)$", re.IGNORECASE)
_OCCASION = expression(  # at which a text with a name of its own was spoken
    r"^(?:(?:opening|closing|keynote) )?(?:speech|remarks|address|statement|message)"
    r" (?:at|to|on|before)\b"
    r"|^report(?:, together with\b| of (?:a|the) (?:workshop|meeting|seminar|conference"
    r"|round ?table|hearing|visit|mission|inquiry)\b)",
    re.IGNORECASE,
)
_RUNNING = 60  # columns; a longer text with a full stop is running text


def cover(texts: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the blocks before the first running text, up to a copyright line or the next page.

    A cover that bears a date ends where several blank lines follow it; what says in short what
    the text is about is none of its lines.
    """
    dated = False
    for text in [t for t in texts if t.block.kind is not BlockKind.FIELD][:_BLOCKS]:
        kind = text.block.kind
        if kind is BlockKind.HEADING and text.block.label:
            return  # the first numbered section
        if abstracts.is_standfirst(texts, text):
            continue
        credited = is_credit(text.folded) and len(text.text) <= LONGEST
        running = width(text.text) > _RUNNING and _STOP.search(text.text) and not credited
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
    if text.block.kind not in (BlockKind.LIST_ITEM, BlockKind.QUOTE) or len(text.text) > LONGEST:
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
    if sent := _sent_out(best, texts):
        span = Span(sent[0].span(0, 1).start, sent[-1].span(0, len(sent[-1].text)).end)
        whole = Evidence(span, span.of(best.document.text), "statement")
        return "".join(each.text.strip() for each in sent), (whole,)
    best = _with_period(best, texts)
    start, end = _named_by(best)
    places = [text for text in texts if text.text == best.text]
    return best.text[start:end], tuple(t.evidence(start, end, "statement") for t in places)


def _sent_out(best: Passage, texts: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the blocks below that give what a notice sends out its whole name: one, or two.

    The notice names it: ``关于印发《某方案（2026年）》的通知``. Its period may have its own line.
    """
    above = texts[best.index - 1].folded if best.index else ""
    named = _SENT.search(above + best.folded if _SENDING.search(above) else best.folded)
    whole = _unspaced(named["name"]) if named else ""
    for text, below in pairwise(texts[:_BLOCKS]) if named else ():
        name = _unspaced(text.folded)
        if name == whole:
            return (text,)
        if name + _unspaced(below.folded) == whole and not below.block.gap:
            return (text, below)
    return ()


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


def _unspaced(words: str) -> str:
    return "".join(words.split())


def _named_by(best: Passage) -> tuple[int, int]:
    """Return the lines of a block that are a title: without the number or date under it."""
    first, last = named_lines(best)
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
    forms = in_forms(lines)
    candidates = [text for text in lines if text.index not in forms and may_be_title(text)]
    candidates = [text for text in candidates if not _is_issue(text)] or candidates
    candidates = candidates or [text for text in lines if may_be_title_after_all(text)][:1]
    numbered = None if any(abstracts.labelled(texts)) else _numbered(lines)
    seen = [text.folded for text in texts]
    dated = next((text.index for text in lines if date_line(text)), -1)

    def likeness(text: Passage) -> float:
        return (
            4 * (bool(WORK.search(text.folded.strip())) and not _is_occasion(text, candidates))
            + (text.block.kind is BlockKind.HEADING) * (2 if text.block.level <= 1 else 1)
            + 2 * (bool(EDITION.search(text.folded.strip())) and not _is_occasion(text, candidates))
            + (seen.count(text.folded) > 1)
            + min(len(text.text) / 20, 1.5)
            + (text is candidates[0])
            - 4 * (is_periodical(text) and text is not numbered)
            + 6 * (text is numbered)
            + 3 * (text.index <= dated and not is_periodical(text))  # a section is below the day
            - 3 * _counts(text)
            - 6 * is_credit(text.folded)
        )

    return max(candidates, key=likeness, default=None)


def _counts(text: Passage) -> bool:
    """Tell whether a block of several lines tells how many of something there are, as no title."""
    meanings = (each.meaning for each in text.amounts)
    told = any(isinstance(each, Quantity) and each.noun for each in meanings)
    return len(text.lines) > 1 and told


def _is_letterhead(first: Passage, below: Passage, texts: Sequence[Passage]) -> bool:
    """Tell whether the first heading is who issues what the next one names: a body, the holder."""
    works = WORK.search(below.folded.strip()) or GENRE.match(below.folded.strip())
    name = first.folded.strip()
    return bool(works) and bool(
        (BODY.search(name) and not WORK.search(name))
        or any(name in text.folded and RIGHTS.search(text.folded) for text in texts[-_BLOCKS:])
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


def _is_issue(text: Passage) -> bool:
    """Tell whether a line is a series and the number of an issue, or of a paper in it."""
    told = imprint.of(text.folded.strip())
    return any(said.predicate == "dct:isPartOf" or said.key == "issue" for said in told)


def _is_occasion(text: Passage, candidates: Sequence[Passage]) -> bool:
    """Tell whether a line says at what a text was spoken that has its title on the line before."""
    return text is not candidates[0] and bool(_OCCASION.match(text.folded.strip()))
