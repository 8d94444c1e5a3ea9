"""Whose report on itself a document is, where its title does not say so: ``Annual Report 2024``.

What such a report counts, and what it tells without a subject, is of the body that its cover names.
That of an authority is on its territory, and is read elsewhere.
"""

import re
from collections.abc import Sequence

from kg.extraction.metadata import cover, cover_names
from kg.extraction.names.body_names import BODY
from kg.extraction.passages.passage import Passage
from kg.extraction.words.expressions import expression
from kg.text.folding import fold

_OF_BODY = expression(  # 某基金會2024年度報告
    r"^[\s《]*(?P<body>[\u3400-\u9fff]{2,24}?(?:基金会|公司|集团|银行|大学|学院|协会|学会|商会|联合会|医院|合作社|研究院))"
    r"(?:\(.{2,8}\))?\s?(?:(?:19|20)\d\d(?:[-/–]\d{2,4})?年?度?)?(?:年度|中期|半年度?|季度|可持续发展|社会责任)?(?:工作)?(?:报告|年报)"
)
_AUTHORITY = re.compile(
    r"(?:局|署|厅|部|委|政府|委员会)$"
    r"|\b(?:ministry|department|government|council|bureau|commission|assembly)\b",
    re.IGNORECASE,
)


def reporter(texts: Sequence[Passage]) -> tuple[Passage, int, int] | None:
    """Return where a document names the body that it reports on as its own; None without one."""
    titled = cover.title(texts)
    if titled is None:
        return None
    name = titled[0]
    for text in texts if (own := _OF_BODY.match(fold(name))) else ():
        if text.text.strip().startswith(name[: own.end("body")]):  # type: ignore[union-attr]
            start = text.folded.index(own["body"])  # type: ignore[index]
            return text, start, start + len(own["body"])  # type: ignore[index]
    if not cover_names.OF_NOBODY.match(fold(name)):
        return None
    lines = list(cover.cover(texts))
    found = {
        text.text[credit.start : credit.end]: (text, credit.start, credit.end)
        for text, credit in cover_names.find(texts, lines, name, lambda _: None)
        if credit.predicate in ("dct:publisher", "dct:creator")
    }
    bodies = {words: place for words, place in found.items() if _is_body(fold(words))}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _is_body(words: str) -> bool:
    named = BODY.search(words) or cover_names.CAPITALS.fullmatch(words)
    return bool(named) and not _AUTHORITY.search(words)
