"""Where a document lists the works that it cites: under a heading or label, and behind note marks.

A list of works that ends a document needs no heading. An entry is a block of a list, or a line that
begins with a mark of its own: ``¹``, ``①``, ``註1：``, ``【1】``. Such a line must look like a
reference, as remarks have marks too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.passages.passage import Passage, split
from kg.extraction.references.bibliography import (
    ANCHOR,
    BARE,
    GENRE,
    LINK,
    NUMBER,
    pieces,
)
from kg.extraction.references.bibliography_entry import QUOTED, Piece
from kg.model.document import BlockKind
from kg.text.folding import fold
from kg.text.views import View

_REFERENCES = re.compile(
    r"^\W*(?:\d+[.、]?\s*)?(?:引用|引文|参考|注释|注解|附注|备注|脚注|尾注|资料来源|数据来源|延伸阅读|相关链接"
    r"|references?|bibliography|works cited|(?:end|foot)?notes|(?:data )?sources"
    r"|(?:further|suggested) reading|citations)"
    r"(?:\s*(?:资料|文献|来源|书目|list))?"
    r"(?:\s*(?:与|及|和|、|and|&)\s*(?:链接|连结|文献|资料|来源|注释|参考\S{0,4}|延伸阅读|说明"
    r"|links?|notes|sources|references|bibliography|(?:further )?reading))?\W*$",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(r"(?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)、．])[ \t]*$")
_LISTED = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.LINE)
_MARK = re.compile(
    r"\s*(?:(?P<a>[⁰¹²³⁴-⁹]+)\s?|(?P<b>[①-⑳])\s?|【(?P<c>\d{1,2})】\s?"
    r"|(?:注|note )(?P<d>\d{1,2})\s?[:.、]\s*|(?P<e>\*{1,3}|[†‡])\s+)(?=\S)",
    re.IGNORECASE,
)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨", "0123456789123456789")
_SAYS = re.compile(
    r"[是为\d]|进行|包括|不含|详见|参见|\b(?:is|are|was|were|be|has|have|had|does|do|did|see|includes?|excludes?|refers?)\b",
    re.IGNORECASE,
)
_LONGEST_ENTRY, _LONGEST_LABEL = 400, 30  # characters


def entries(texts: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    """Yield the passages that are entries of a reference list, with their markers."""
    labelled = _under_labels(texts) | _at_the_end(texts)
    for text in texts:
        if text.block.kind is BlockKind.FOOTNOTE:
            yield text, re.sub(r"[^\w-]|^\W+$", "", text.block.label)
        elif text.index in labelled or _is_listed(text, texts):
            number = _number(text)
            if number or text.block.kind is BlockKind.LIST_ITEM or not _is_prose(text):
                yield text, number
        elif text.block.kind in _LISTED:
            yield from _marked(text, texts)


def is_note(entry: str) -> bool:
    """Tell whether an entry remarks on something: sentences without title or day of a work.

    >>> is_note("Face to face; 40 people. Full tables: https://a.example"), is_note("A Pier, 2024.")
    (True, False)
    >>> is_note("World Bank. Digital Ports Report. https://a.example")
    False
    """
    told = pieces(entry)
    dated = any(piece.predicate == "dct:issued" for piece in told)
    marked = any(mark.search(entry) for mark in (QUOTED, LINK, ANCHOR, GENRE))
    if dated or marked or _is_undated_work(entry, told):
        return False
    return len(list(split(entry))) > 1


def _is_undated_work(entry: str, told: Sequence[Piece]) -> bool:
    """Tell whether fields are those of a work without a day: who made it, its title, its address.

    What says something is no title, and a remark names nobody first.
    """
    roles = tuple(piece.predicate for piece in told)
    if roles[:1] not in (("dct:creator",), ("dct:publisher",)) or roles[-1] != "kg:url":
        return False
    title = next((piece for piece in told[1:2] if piece.predicate == "dct:title"), None)
    return title is not None and _SAYS.search(fold(title.value)) is None and ";" not in entry


def _is_listed(text: Passage, texts: Sequence[Passage]) -> bool:
    return text.block.kind in _LISTED and any(
        _REFERENCES.match(texts[index].folded) for index in text.block.headings[-1:]
    )


def _under_labels(texts: Sequence[Passage]) -> set[int]:
    """Return the list items right below a line that is a label of references: ``Sources:``."""
    found: set[int] = set()
    for label in texts:
        if label.block.kind not in (BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.SOURCE):
            continue
        if len(label.text) > _LONGEST_LABEL or not _REFERENCES.match(label.folded):
            continue
        for text in texts[label.index + 1 :]:
            if text.block.kind is not BlockKind.LIST_ITEM:
                break
            found.add(text.index)
    return found


def _at_the_end(texts: Sequence[Passage]) -> set[int]:
    """Return the items of the list that ends a document, if works are most of what it lists."""
    found: list[int] = []
    for text in reversed(texts):
        if text.block.kind is BlockKind.LIST_ITEM:
            found.append(text.index)
        elif found or len(text.text) > _LONGEST_LABEL:
            break  # but for a line or two behind it
    source = texts[0].document.text if texts else ""
    cited = [index for index in found if _is_reference(texts[index].block.span.of(source))]
    return set(found) if len(cited) > 1 and 3 * len(cited) >= 2 * len(found) else set()


def _marked(text: Passage, texts: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    """Yield the lines of a block that begin with the mark of a note and are references."""
    label = text.block.label.strip()
    if label and _MARK.match(label + " x"):
        if _is_reference(text.text) and _is_cited(label, text, texts):
            yield text, label.translate(_SUPERSCRIPT)
        return
    marks = [_MARK.match(text.folded, first, last) for first, last in text.lines]
    if not marks or marks[0] is None:
        return
    starts = [place[0] for place, mark in zip(text.lines, marks, strict=True) if mark]
    for start, end in zip(starts, [*starts[1:], len(text.text)], strict=True):
        mark = _MARK.match(text.folded, start)
        words = text.text[mark.end() : end].strip() if mark else ""
        if mark and words and len(words) <= _LONGEST_ENTRY and _is_reference(words):
            sign = mark[mark.lastgroup or 0]
            if mark.lastgroup == "d" or _is_cited(sign, text, texts):
                yield _part(text, mark.end(), end), sign.translate(_SUPERSCRIPT)


def _is_reference(entry: str) -> bool:
    """Tell whether a note names a work: by title and day, or by either and a link."""
    fields = {piece.predicate for piece in pieces(entry)}
    titled = any(mark.search(entry) for mark in (QUOTED, LINK, ANCHOR, GENRE))
    told = titled + ("dct:issued" in fields) + bool(BARE.search(entry))
    return told > 1 or (bool(told) and len(fields) > 2 and not is_note(entry))


def _is_cited(sign: str, note: Passage, texts: Sequence[Passage]) -> bool:
    """Tell whether a mark stands inside a text before its note."""
    return any(sign in text.text[1:] for text in texts[: note.index])


def _part(text: Passage, start: int, end: int) -> Passage:
    """Return a range of a block as a passage of its own."""
    span = text.span(start, start + len(text.text[start:end].rstrip()))
    inside = [m for m in text.block.markup if span.start <= m.start and m.end <= span.end]
    block = replace(text.block, span=span, markup=tuple(inside), label="")
    view = View.of(text.document.text, span.start, span.end, [(m.start, m.end) for m in inside])
    return replace(text, block=block, view=view)


def _is_prose(text: Passage) -> bool:
    """Tell whether a paragraph under a list of references is a sentence: it has no mark of one."""
    marks = ("kg:url", "dct:issued", "kg:retrievedOn")
    source = text.block.span.of(text.document.text)
    quoted = QUOTED.search(source)
    if quoted and quoted[0] == source.strip():
        return True  # a remark in italics
    cites = quoted or any(p.predicate in marks for p in pieces(source))
    return not cites and text.folded.rstrip().endswith(("。", ".", "!", "?"))


def _number(text: Passage) -> str:
    """Return the number of an entry: inside the block, or just before it; else empty."""
    start = text.block.span.start
    number = NUMBER.match(text.text) or _NUMBER_BEFORE.search(
        text.document.text, max(0, start - 8), start
    )
    return (number["a"] or number["b"]) if number else ""
