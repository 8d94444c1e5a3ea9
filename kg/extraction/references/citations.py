"""The works that a document cites: footnotes, reference lists, links, and the marks to them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extraction.passages.passage import Passage
from kg.extraction.references.bibliography import (
    ANCHOR,
    BARE,
    LINK,
    pieces,
)
from kg.extraction.references.bibliography_entry import Piece
from kg.extraction.references.reference_lists import entries, is_note
from kg.extraction.words.expressions import expression, seldom
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.model.terminology import Label
from kg.text.folding import fold

_MARK = seldom(r"\[\^(?P<a>[^\]\s]+)\]|(?<![\w\]])\[(?P<b>\d{1,3})\](?!\()|(?P<c>[⁰¹²³⁴-⁹]+)")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CONTACT = expression(
    r"(?:网址|网站|网页|官网|主页|报名|登记|查询|详情)[^。;]{0,6}?:?\s*$"
    r"|(?:\b(?:register|registration|website|web ?site|home ?page|sign up|more information"
    r"|details|visit|enquir(?:y|ies))\b)[^.:;]{0,12}:?\s*$"
    r"|\b(?:full|complete|this|entire) (?:report|document|paper|publication|version|text|survey"
    r"|study|guide|brief(?:ing)?)\b[^.;]{0,30}\b(?:available|downloaded|found|read|published)\b[^.;]{0,12}$"
    r"|(?:报告|报告书|全文|全文版|完整版)[^。;,]{0,10}(?:见|下载|载于|浏览|登载于?|公布于)[^。;,]{0,6}$",
    re.IGNORECASE,
)
_REPEALED = seldom(
    r"(?P<laws>(?:《[^《》]{4,60}》(?:\([^()]{2,40}\))?(?:[、,]|[和及与以]{1,2})?){1,12})"
    r"(?:自.{4,12}起)?(?:同时|即行|一并|予以|随之|即|相应)?(?:废止|停止执行)"
    r"|\b[Tt]he (?P<law>(?:[A-Z][\w'’-]*|of|and|for|the|\([A-Z][\w ]+\))(?: (?:[A-Z][\w'’-]*|of|and"
    r"|for|the|\([A-Z][\w ]+\))){0,9} (?:19|20)\d\d) (?:is|are) (?:hereby )?"
    r"(?:repealed|revoked|rescinded)\b"
)
_LAW = expression(r"《([^《》]+)》")
_RUNS_ON = expression(r"[)）][ \t]*[^\W\d_]")  # behind an address in brackets
_SUBSCRIBED = expression(
    r"\W*(?:订阅|联络我们|联系我们|subscribe|contact(?: us)?)\s*:", re.IGNORECASE
)
_SITE = expression(r"(?:https?://)?[^/\s]+/?")
_PICTURE = expression(r"!\[[^\]]*\]\(\s*$|\bsrc\s*=\s*[\"']$")


class Citation(NamedTuple):
    """A mark in running text that points to a reference.

    ``position`` is where it stands in the passage's text, ``marker`` the reference's marker
    without brackets, ``sentence`` the index of the sentence that it supports, ``span`` the mark
    itself in the document.
    """

    position: int
    marker: str
    sentence: int
    span: Span


def find(texts: Sequence[Passage], subject: Entity) -> list[Fact]:
    """Return the facts about the works that the document ``subject`` cites.

    Each entry of a reference list is a thing of its own; the document ``dct:references`` the
    entry's URL, else its title. Links in running text are references too, and so are the laws that
    a text says it repeals.
    """
    facts: list[Fact] = []
    listed = list(entries(texts))
    for text, marker in listed:
        facts += _entry(text, marker, subject)
    stated = {piece for fact in facts for piece in (fact.object, fact.subject.name)}
    laws = [law for text in texts for law in _repealed(text, subject)]
    facts += [law for law in laws if law.object not in stated]
    closed = {text.index for text, _ in listed}
    running = [t for t in texts if t.block.kind is not BlockKind.FIELD and t.index not in closed]
    return facts + [
        link for text in running for link in _links(text, subject) if link.object not in stated
    ]


def cited(text: Passage) -> list[Citation]:
    """Return the marks in a passage that point to references, in order.

    A mark supports the sentence that it stands in or directly after.
    """
    if text.block.kind in (BlockKind.FOOTNOTE, BlockKind.FIELD):
        return []
    found: list[Citation] = []
    starts = [start for start, _ in text.sentences]
    for mark in _MARK.finditer(_source(text)):
        marker = mark["a"] or mark["b"] or mark["c"].translate(_SUPERSCRIPT)
        span = _span(text, *mark.span())
        position = bisect_left(
            range(len(text.text)), span.start, key=lambda i: text.view.source(i, i + 1)[0]
        )
        found.append(Citation(position, marker, max(0, bisect_left(starts, position) - 1), span))
    return found


def _source(text: Passage) -> str:
    """Return a block as written, markup and all: links are in the markup."""
    return text.block.span.of(text.document.text)


def _span(text: Passage, start: int, end: int) -> Span:
    return Span(text.block.span.start + start, text.block.span.start + end)


def _evidence(text: Passage, start: int, end: int, role: str) -> Evidence:
    span = _span(text, start, end)
    return Evidence(span, span.of(text.document.text), role)


def _entry(text: Passage, marker: str, subject: Entity) -> Iterator[Fact]:
    """Yield the document's reference to an entry, and the facts of the entry."""
    fields = pieces(_source(text))
    by_predicate = {piece.predicate: piece for piece in reversed(fields)}
    target = by_predicate.get("kg:url") or by_predicate.get("dct:title")
    if target is None:
        return
    if is_note(_source(text)):
        fields = [piece for piece in fields if piece.predicate == "kg:url"]
        target = by_predicate.get("kg:url")
        if target is None:
            return
    reference = _reference(text, marker, subject, fields)
    context = _evidence(text, 0, len(_source(text)), "context")
    place = _evidence(text, target.start, target.end, "statement")
    yield Fact("document", subject, (place,), "reference", "A", "dct:references", target.value)
    for piece in fields:
        if piece.predicate != "kg:url":
            evidence = (_evidence(text, piece.start, piece.end, "statement"), context)
            yield Fact(
                "document", reference, evidence, "reference", "A", piece.predicate, piece.value
            )


def _reference(text: Passage, marker: str, subject: Entity, fields: Sequence[Piece]) -> Entity:
    """Return the cited work: labelled with its title, URL and marker."""
    values = {piece.predicate: piece.value for piece in reversed(fields)}
    mark = f"[^{marker}]" if "^" in text.block.label else f"[{marker}]"
    names = [values.get("dct:title", ""), values.get("kg:url", ""), mark if marker else ""]
    labels = tuple(Label(name) for name in names if name) or (Label(text.text),)
    place = marker if re.fullmatch(r"[A-Za-z0-9-]+", marker) else f"at-{text.block.span.start}"
    return Entity(f"{subject.id}/ref-{place}", labels, ("kg:Reference",))


def _repealed(text: Passage, subject: Entity) -> Iterator[Fact]:
    """Yield the document's reference to each law of which a sentence says that it ends."""
    if text.block.kind is BlockKind.FIELD:
        return
    for told in _REPEALED.finditer(text.folded):
        names = [told.span("law")] if told["law"] else []
        names += [law.span(1) for law in _LAW.finditer(text.folded, *told.span("laws"))]
        for start, end in names:
            whole = text.evidence(*told.span(), "statement")
            evidence = (whole, text.evidence(start, end, "object"))
            title = text.text[start:end]
            yield Fact("document", subject, evidence, "repealed", "A", "dct:references", title)


def _is_contact(before: str) -> bool:
    """Tell whether words before a link send the reader to the publisher's own page."""
    folded = fold(before)
    return bool(_CONTACT.search(folded) or _SUBSCRIBED.match(folded.split("\n")[-1]))


def _is_site(source: str, start: int, end: int) -> bool:
    """Tell whether an address of a whole site has its line to itself: that of who publishes."""
    first, last = source.rfind("\n", 0, start) + 1, source.find("\n", end)
    line = source[first : last if last >= 0 else len(source)].strip(" *_\r|")
    return line == source[start:end] and bool(_SITE.fullmatch(line))


def _links(text: Passage, subject: Entity) -> Iterator[Fact]:
    """Yield the document's references by links in running text."""
    source = _source(text)
    taken: list[tuple[int, int]] = []
    for pattern in (ANCHOR, LINK, BARE):
        for link in pattern.finditer(source):
            start, end = link.start("url"), link.start("url") + len(link["url"].rstrip(".,;:!?*_"))
            if any(start < last and first < link.end() for first, last in taken):
                continue
            taken.append(link.span())
            url = source[start:end]
            runs_on = _RUNS_ON.match(source, link.end())  # the sentence is of another page
            is_contact = _is_contact(source[: link.start()]) and not runs_on
            is_contact = is_contact or _is_site(source, *link.span())
            is_page = url.startswith(("http", "www.")) or is_contact
            if is_page and not _PICTURE.search(source, 0, link.start()):
                evidence = (_evidence(text, start, end, "statement"),)
                predicate = "kg:url" if is_contact else "dct:references"
                yield Fact("document", subject, evidence, "link", "A", predicate, url)
