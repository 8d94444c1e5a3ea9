"""What the labelled lines at the edges of a document say of it: ``標題：…``, ``Ref.: …``.

They are front matter without fences: a line, or a part of one that wide gaps or bars set apart,
with one label and one value. People and bodies have labels of their own, in ``bylines``. A number
is also told by its form (``云政发〔2024〕12号``, ``ISBN …``).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.extraction.names.body_names import trimmed
from kg.extraction.words.expressions import expression

_LABELS = {
    "dct:title": r"(?:文件|公文|报告)?(?:标 *题|题 *目|题 *名)|(?:文件|公文|信息)名 *称|名 +称"
    r"|事 *由|主 *旨|(?:document |report |contract )?title",
    "dct:identifier": r"(?:发文字|文|文件|档|编|统一书|(?:文件|项目|招标|采购|公告|报告)编"
    r"|(?:合约|标书|合同|课题)编) *号"
    r"|索 *引 *号|(?:(?:our|your|tender|document|report|file|paper|contract|project) )?"
    r"ref(?:erence)?"
    r"(?: (?:no|number))?|(?:lc |cb |information |policy )?"
    r"(?:paper|document|report|notice|tender|file) (?:no|number)",
    "dct:modified": r"(?:(?:最后|最近|上次|内容)?(?:更新|修订|修改)(?:日期|时间)?(?:[於于至])?)"
    r"|(?:(?:page |content )?last )?(?:updated|revised|modified|reviewed)(?: on| at)?"
    r"|(?:last )?(?:update|revision|revision date)",
}
_LABELLED = expression(
    r"(?:^[\s*_•\[【(]*|(?<=[\s|·•(]))(?:"
    + "|".join(
        rf"(?P<{name.split(':')[1]}>(?:{label})[\]】*_]*)(?:[.]?[:：]|{{}})\s*".replace(
            "{}", r"(?=\s*(?:[A-Z][a-z]+\s)?\d)" if name == "dct:modified" else "(?!)"
        )
        for name, label in _LABELS.items()
    )
    + ")",
    re.IGNORECASE,
)
_TOLD = expression(r":|更新|修订|修改|updated|revised|modified|reviewed", re.IGNORECASE)
_VALUE = expression(r"(?:(?!\s{2,}|\s*[|•·]|\s[^\s:]{2,8}:).)+")
_ORDINANCE = expression(  # the number of an official document of the mainland
    r"^[\s(]*(?P<number>[\u3400-\u9fff]{1,12}[〔\[(](?:19|20)\d\d[〕\])]\s?第?\s?\d{1,5}\s?号)[\s)]*(?:\s\S{1,8})?$"
)
_PAPER = expression(  # of a paper for a legislature or its like: a code with figures in it
    r"^(?:[\u3400-\u9fff]{2,6}|(?:[A-Z]{1,4} )?(?:Paper|Document|Report)(?: No\.?)?)\s?"
    r"(?P<number>[A-Z]{1,6}\s?(?:\(\d+\)|\d)[A-Z\d()/-]*\d\)?)(?:号文件|号)?$"
)
_NUMBERED = expression(  # of one for a committee: what it is called, the number and the year
    r"^[\u3400-\u9fff]{0,8}<documents.official>\s?第?\s?(?P<number>\d{1,4}/\d{2,4})\s?号?$"
)
_BOOK = expression(r"\bIS[BS]N(?:-1[03])?[:\s]*(?P<number>\d[\d -]{6,15}[\dX])\b")
_DOI = expression(r"\bdoi(?:\.org/|[:\s]\s*)(?P<number>10\.\d{4,9}/[^\s,;]{2,60})", re.IGNORECASE)
_CODE = expression(r"^(?=.*\d)[^\s,;。]{2,40}$")
_MEMO = (
    expression(r"^(?:to|收[件信][人者]|收文者|致|送)\s*:", re.IGNORECASE),
    expression(r"^(?:from|[发寄][件信][人者]|发文者|由|发)\s*:\s*", re.IGNORECASE),
    expression(r"^(?:subject|re|主题|事由|主旨)\s*:\s*", re.IGNORECASE),
)
_LONGEST = 240


class Particular(NamedTuple):
    """A part of a line, as half-open offsets, and the property that it is a value of.

    ``label`` is where its label begins.
    """

    predicate: str
    start: int
    end: int
    label: int


@lru_cache(maxsize=1024)  # a line is asked from many sides
def of(folded: str) -> tuple[Particular, ...]:
    """Return what a line states under its labels, and the number that it is.

    >>> line = "Ref.: HT/2024/017"
    >>> [(told.predicate, line[told.start : told.end]) for told in of(line)]
    [('dct:identifier', 'HT/2024/017')]
    """
    is_plain = ":" not in folded and not any(map(str.isdigit, folded))
    return () if is_plain or len(folded) > _LONGEST else tuple(_stated(folded))


def _stated(folded: str) -> Iterator[Particular]:
    number = next(
        (m for p in (_ORDINANCE, _PAPER, _NUMBERED) if (m := p.match(folded.strip(" *_")))), None
    )
    book = _BOOK.search(folded) or _DOI.search(folded)
    if number or book:
        told = (number or book)["number"]  # type: ignore[index]
        start = folded.index(told)
        yield Particular("dct:identifier", start, start + len(told), start)
        return
    for label in _LABELLED.finditer(folded) if _TOLD.search(folded) else ():
        value = _VALUE.match(folded, label.end())
        for place in trimmed(folded, *value.span()) if value else ():
            predicate = f"dct:{label.lastgroup}"
            if predicate != "dct:identifier" or _CODE.match(folded[slice(*place)]):
                yield Particular(predicate, *place, label.start())


def is_particular(folded: str) -> bool:
    """Tell whether a line states something under a label, or is a number: it is no title."""
    return bool(of(folded))


def memorandum(lines: list[str]) -> dict[str, tuple[int, int]]:
    """Return where a memorandum names its sender and its subject: line and offset of the value.

    >>> memorandum(["To: All", "From: Ada Marlow", "Subject: Rules"])
    {'dct:creator': (1, 6), 'dct:title': (2, 9)}
    """
    found = [
        next(((at, m.end()) for at, line in enumerate(lines) if (m := label.match(line))), None)
        for label in _MEMO
    ]
    to, sender, subject = found
    if not (to and sender):
        return {}
    return {"dct:creator": sender} | ({"dct:title": subject} if subject else {})
