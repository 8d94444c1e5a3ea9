"""Survey answers in words: a share, what it says, and who says it.

An answer stands in a list (``45% Costs``, ``Large firms: 19%``), alone on a line of a slide
(``17% of firms said …``) or in running text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.passages.passage import Passage
from kg.extraction.surveys.responses import is_rate
from kg.extraction.words.expressions import expression, seldom
from kg.model.document import BlockKind
from kg.model.mention import Qualifier, Quantity

_POPULATION = (
    r"(?:<surveys.populations>|respondents?|firms|companies|employers|smes|enterprises|businesses"
    r"|households|students|workers|organi[sz]ations|users|adults|employees|residents|consumers"
    r"|teachers|people)"
)
_GROUP = seldom(
    rf"^[^,。:]{{0,24}}{_POPULATION}$"
    rf"|^(?:[\w-]+ ){{0,2}}{_POPULATION}\b(?! (?:plan|use|of|in)\b)[^.:%]{{0,50}}$",
    re.IGNORECASE,
)
_GROUP_FIRST = expression(rf"^\s*(?:[\w-]+ ){{0,2}}{_POPULATION}", re.IGNORECASE)
_SAY = (
    r"(?:said|say|reported|report|believed?|thought|think|agreed?|indicated?|stated?|told us|noted?"
    r"|cited?|named?|mentioned|pointed to|chose)"
)
_VERB = r"(?:were|was|are|is|be|had|have|has|did|do|would|could|said|say)\b"
_EN_GROUP = (
    rf"(?:of )?(?:the |all )?(?P<group>(?:(?!{_VERB})[\w-]+ ){{0,3}}?{_POPULATION}"
    r"(?: (?:who|that|with|in|using|not) [^,.]{1,40}?)?)"
)
_SPOKEN = tuple(
    expression(pattern, re.IGNORECASE)
    for pattern in (
        r"^<particles.of>?(?P<group>[^,。]{0,24}?)<surveys.saying_adverbs>?"
        r"<surveys.saying>,?(?P<option>.{2,})$",
        rf"^{_EN_GROUP} (?:also )?{_SAY}(?: that)? (?P<option>.{{2,}})$",
        rf"^<particles.of>?(?P<group><surveys.asked_mark>[^,。]{{0,12}}?{_POPULATION}|"
        rf"<surveys.respondents>)(?P<option>.{{2,}})$",
        rf"^{_EN_GROUP} (?P<option>\S.+)$",
        rf"^{_SAY}(?: that)? (?P<option>.{{2,}})$",
        r"^that (?P<option>.{2,})$",  # 27% that it was the same: what the one before said is meant
    )
)
_AMONG = expression(
    rf"(?:^|[。;,\s])(?P<group>[^,。;\s]{{0,12}}{_POPULATION})<surveys.among>,?[^,。;\d]{{0,4}}$"
    rf"|\b(?:among|of) (?:the |all )?(?P<group_en>(?:[\w-]+ ){{0,3}}?{_POPULATION}"
    r"(?: (?:who|that|with|using|not) [^,.%\d]{1,40})?),? (?:\w+ )?$",
    re.IGNORECASE,
)
_OF_THEM = expression(r"\b(?:of|among) (?:these|them|those)\b,? ?(?:\w+ )?$", re.IGNORECASE)
_BEING = expression(r"(?:were|are) (?=\w)", re.IGNORECASE)
_CHOSEN = expression(r"^(?:<surveys.included>|(?P<chose><surveys.chose>))(?P<option>.{2,})$")
_CHANGE = expression(
    r"(?:<surveys.changed>|rose|fell|increased?|decreased?|grew|up|down|by)"
    r"\s*(?:<counts.arriving>|by|to)?\s*$",
    re.IGNORECASE,
)
_CLAUSE = expression(
    r"[。;!?]|,(?!\d)|\.(?=\s|$)|\s(?=(?:while|whereas|but|compared) )", re.IGNORECASE
)
_LABEL_END = expression(r"[:(\t|」”』]\s*$|\s[-–—]\s*$|\s{2,}$|[^\x00-\x7f\s]\s+$")
_LETTER = expression(r"\s*(?:<surveys.letters>[、.)]|[A-Ha-h][.)、])\s*(?=\S)")
_PLAIN_LABEL = expression(r"(?:[A-Za-z][\w'’/&+-]*,? ){1,7}")
PLAIN = "plain label first"  # only a blank before the number: an answer in a list of them alone
_APART = expression(r"[^\d\s]{1,4}[ \t]+(?=\d)")
_NOTE = expression(r"\s*\([^()]*\)\s*$")
_HEAD = expression(
    r"\s*(?:<documents.figures>\s*[\d<numerals.small>]+[.:、\s]+|(?:figure|chart)\s*\d+[.:\s]+)?"
    r"(?P<asked>(?:[^:。;()%]|\([^()]*\)){3,90}?)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of an answer
_FEWEST_ASKED = 2
_QUOTED = expression(r"[「“\"『]([^「」“”\"『』]+)[」”\"』]")


@dataclass(frozen=True, slots=True)
class Answer:
    """A share in a passage, with its place and those of option, group and question, if named."""

    text: Passage
    share: Quantity
    place: tuple[int, int]
    option: tuple[int, int]
    group: tuple[int, int] | None
    shape: str
    asked: tuple[int, int] | None = None


def is_group(folded: str) -> bool:
    """Tell whether a heading only says who was asked.

    >>> is_group("已采用机械臂的企业"), is_group("Firms using robots"), is_group("企业采用情况")
    (True, True, False)
    """
    return bool(_GROUP.match(folded.strip()))


def begins_with_group(folded: str) -> bool:
    """Tell whether words after a number say who was asked (``148 employers in 9 counties``)."""
    return bool(_GROUP_FIRST.match(folded))


def listed(text: Passage) -> list[Answer]:
    """Return the answers of a passage that consists of nothing else.

    A sentence outside a list is running text: what it says is found by :func:`spoken`.
    """
    shares = shares_of(text)
    if not shares or len(text.text) > _LONGEST * (len(shares) + 1):
        return []
    if text.block.kind is not BlockKind.LIST_ITEM and text.folded.rstrip().endswith(("。", ".")):
        return []
    if text.folded[: shares[0][1]].strip(" ~≈•-–:"):
        return _label_first(text, shares)
    return _number_first(text, [s for s in shares if _is_apart(text.folded, s[1])])


def spoken(text: Passage) -> Iterator[tuple[Answer, tuple[int, int]]]:
    """Yield the answers in running text, each with its sentence."""
    shares = shares_of(text)
    for start, end in text.sentences:
        inside = [share for share in shares if start <= share[1] < end]
        limits = [*(share[1] for share in inside), end][1:]
        for (share, first, last), limit in zip(inside, limits, strict=True):
            if _CHANGE.search(text.folded[start:first]):
                continue
            stop = _CLAUSE.search(text.folded, last, limit)
            place = trimmed(text.folded, last, stop.start() if stop else limit)
            said = _said(text.folded, *place)
            if said is None and _OF_THEM.search(text.folded[start:first]):
                being = _BEING.match(text.folded, *place)
                said = (None, (being.end(), place[1])) if being else None
            if said:
                group = said[0] or _among(text.folded, start, first)
                yield Answer(text, share, (first, last), said[1], group, "spoken"), (start, end)


def _among(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the group that is named before a share: ``受訪企業中，有28%``."""
    before = _AMONG.search(folded[start:end])
    if before is None:
        return None
    first, last = before.span("group" if before["group"] else "group_en")
    return start + first, start + last


def trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without the marks that separate a label from its number."""
    part = folded[start:end]
    left = len(part) - len(part.lstrip(" \t:)]|–—-、,;。*•"))
    inner = re.sub(r"\s(?:and|or|while|but)\s*$", "", part[left:])
    return start + left, start + left + len(inner.rstrip(" \t:|–—-、,;。.(["))


def shares_of(text: Passage) -> list[tuple[Quantity, int, int]]:
    """Return the percentages of a passage, in order, each with its place.

    In a list, words set apart from the number belong to the label (``資金不足 48%``).
    """
    shares = [figure for figure in text.figures if figure[0].unit == "%"]
    if text.block.kind not in (BlockKind.LIST_ITEM, BlockKind.LINE):
        return shares
    return [_without_label(text.folded, *share) for share in shares]


def _without_label(folded: str, share: Quantity, start: int, end: int) -> tuple[Quantity, int, int]:
    """Return a share without a word of bound that stands behind a label and apart from it."""
    lead = _APART.match(folded, start, end)
    if lead and folded[:start].rstrip(" :") and folded[start - 1] not in " \t:":
        return replace(share, qualifier=Qualifier.EXACT), lead.end(), end
    return share, start, end


def _is_apart(folded: str, start: int) -> bool:
    """Tell whether a share starts an answer, and is no part of another's words (``over half``)."""
    return not folded[:start].strip() or folded[start - 1] in " \t,;、|/"


def _number_first(text: Passage, shares: Sequence[tuple[Quantity, int, int]]) -> list[Answer]:
    ends = [*(share[1] for share in shares[1:]), len(text.text)]
    found = []
    for (share, first, last), end in zip(shares, ends, strict=True):
        start, stop = trimmed(text.folded, last, end)
        if _NOTE.fullmatch(text.folded, last, end):
            return []  # the label is elsewhere, and this says of whom or when
        if start >= stop or re.search(r"[。;](?=.)", text.folded[start:stop]):
            return []
        group, option = _said(text.folded, start, stop) or (None, (start, stop))
        chosen = _CHOSEN.match(text.folded[slice(*option)])
        # An item of a list may be an option that is a choice (``Choosing a supplier``); a line of
        # its own says that some chose one.
        if chosen and not (chosen["chose"] and text.block.kind is BlockKind.LIST_ITEM):
            option = (option[0] + chosen.start("option"), option[1])
        found.append(Answer(text, share, (first, last), option, group, "number first"))
    return found


def _label_first(text: Passage, shares: Sequence[tuple[Quantity, int, int]]) -> list[Answer]:
    found, shape = [], "label first"
    asked = _asked_above(text.folded, shares)
    start = asked[1] if asked else 0
    for share, first, last in shares:
        option = _unquoted(
            text, *trimmed(text.folded, _after_letter(text.folded, start, first), first)
        )
        label = text.folded[slice(*option)]
        if not label or is_rate(label) or re.search(r"。|\.\s|\S\s{2,}\S", label):
            return []
        if not (asked or _LABEL_END.search(text.folded[start:first])):
            if len(shares) > 1 or not _PLAIN_LABEL.fullmatch(text.folded[start:first]):
                return []
            shape = PLAIN
        found.append(Answer(text, share, (first, last), option, None, shape, asked))
        start = last
    return [] if text.folded[start:].strip(" )]。.;,、") else found


def _asked_above(
    folded: str, shares: Sequence[tuple[Quantity, int, int]]
) -> tuple[int, int] | None:
    """Return what stands before the first of several answers and a colon: ``Reasons: rent 45%``."""
    if len(shares) < _FEWEST_ASKED:
        return None
    head = _HEAD.match(folded, 0, shares[0][1])
    return head.span("asked") if head and head.end() < shares[0][1] - 1 else None


def _unquoted(text: Passage, start: int, end: int) -> tuple[int, int]:
    """Return a range without the quotation marks that stand around all of it."""
    quoted = _QUOTED.fullmatch(text.folded, start, end)
    return quoted.span(1) if quoted else (start, end)


def _after_letter(folded: str, start: int, end: int) -> int:
    """Return where an option starts behind the letter that counts it: ``乙、``, ``b)``."""
    letter = _LETTER.match(folded, start, end)
    return letter.end() if letter else start


def _said(
    folded: str, start: int, end: int
) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    """Return who says it, if that is named, and what they say; None if nobody says anything."""
    for pattern in _SPOKEN:
        match = pattern.match(folded[start:end])
        if match:
            option = (start + match.start("option"), start + match.end("option"))
            if not match.groupdict().get("group"):
                return None, option
            return (start + match.start("group"), start + match.end("group")), option
    return None
