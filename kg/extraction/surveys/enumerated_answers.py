"""Shares that running text gives to several options: in brackets, in turn, or to the first one."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.names.body_names import trimmed
from kg.extraction.passages.passage import Passage
from kg.extraction.surveys.answers import Answer
from kg.extraction.words.expressions import expression, seldom
from kg.model.mention import Quantity

_AND = r"\s*(?:[、,]\s*(?:and\s)?|和|以?及|与|\band\b)\s*"
_ITEM = r"[^,、。;:()]{2,40}?\s*\([^()]{1,12}\)"
_LIST = seldom(
    r"(?:^|[,。;:\s])(?P<asked>[^,。;:()]{2,40}?)\s*(?:依次为|依次是|依序为|分别为|分别是|包括|[为是:]"
    rf"|\b(?:were|are|included?|including)\b)\s*(?P<items>{_ITEM}(?>{_AND}{_ITEM})+)",
    re.IGNORECASE,
)
_OPTION = expression(
    rf"(?:{_AND})?(?P<option>[^,、。;:()]{{2,40}}?)\s*\((?P<share>[^()]*)\)", re.IGNORECASE
)
_TURN = expression(
    r"(?:^|[,。;])(?P<first>[^,。;、和及与]{2,16})(?P<more>(?:[、和及与][^,。;、和及与]{2,16})+?)"
    r"(?:则|亦|也)?分别(?:各)?(?:占|有|为|获|录得)[约近]?$"
)
_LED = expression(r"(?:来自|选择|属于|认为|表示)(?=.)")
_PART = expression(r"[^、和及与]+")
_TOPPED = expression(r"(?:^|[,。;:])(?P<option>[^,。;:]{2,20}?)(?:则|亦|也)?以[约近]?$")
_TOPPED_AFTER = expression(r"\s*(?:居首|居冠|排第一|位列第一|高踞榜首|领先|最多)")
_LINK = expression(
    r"\s*(?:其次|其后|然后|随后|再次|接着|紧随其后|最多|followed by|next|then)(?:的|者|则)*\s*",
    re.IGNORECASE,
)
_RANKED = expression(r"排名?前|前[三五十]|头三|依次|\btop (?:three|five|ten)\b", re.IGNORECASE)
_NEXT = expression(
    r"(?:其次|其后|随后|再次|再者|紧随其后的?)(?:则|的)?(?:是|为|有)\s*(?P<option>[^,。;:()]{2,40}?)\s*,?\s*"
    r"(?:则|也|亦)?(?:占|有|达|约占|约)[约近逾]?\s*$"
)
_CHOSEN = expression(
    r"(?:[「“](?P<quoted>[^「」“”]{2,40})[」”]"
    r"|(?:选择|认为|表示|使用|采用|提及|指出|属于|来自|因为|希望|(?:\b(?:chose|cited|named|by|as|was|were"
    r"|said|want|prefer)\b))\s*(?P<plain>[^,.。;:()、]{2,60}))\s*$",
    re.IGNORECASE,
)
_BETWEEN = expression(r"\s*\)?\s*(?:[、,]|和|及|与|以及|and)\s*")

Share = tuple[Quantity, int, int]


def enumerated(text: Passage, shares: Sequence[Share], sentence: tuple[int, int]) -> list[Answer]:
    """Return the answers that one sentence enumerates, each with its own share.

    ``shares`` are the shares of the sentence, in order.
    """
    found = [
        *_bracketed(text, shares, sentence),
        *_in_turn(text, shares, sentence),
        *_topped(text, shares, sentence),
        *_next(text, shares, sentence),
    ]
    taken = {answer.place for answer in found}
    return found + [
        answer for answer in _aside(text, shares, sentence) if answer.place not in taken
    ]


def _bracketed(
    text: Passage, shares: Sequence[Share], sentence: tuple[int, int]
) -> Iterator[Answer]:
    """Yield ``Rent (38%), fares (24%) and food (21%)``: two and more after what was asked."""
    found = _LIST.search(text.folded, *sentence)
    for item in _OPTION.finditer(text.folded, *found.span("items")) if found else ():
        for share, first, last in shares:
            if found and item.start("share") <= first and last <= item.end("share"):
                place, option, asked = (first, last), item.span("option"), found.span("asked")
                yield Answer(text, share, place, option, None, "spoken", _question(text, asked))


def _question(text: Passage, asked: tuple[int, int]) -> tuple[int, int] | None:
    """Return what stands before a list of answers, if it is no mere link to those before."""
    if _RANKED.search(text.folded, *asked):
        return None
    linked = _LINK.match(text.folded, *asked)
    if linked is None:
        return asked
    return (linked.end(), asked[1]) if asked[1] - linked.end() > 1 else None


def _next(text: Passage, shares: Sequence[Share], sentence: tuple[int, int]) -> Iterator[Answer]:
    """Yield ``其次是甲，佔44%``: who comes next, and then the share."""
    for share, first, last in shares:
        found = _NEXT.search(text.folded[sentence[0] : first])
        if found:
            option = (sentence[0] + found.start("option"), sentence[0] + found.end("option"))
            yield Answer(text, share, (first, last), option, None, "spoken")


def _aside(text: Passage, shares: Sequence[Share], sentence: tuple[int, int]) -> Iterator[Answer]:
    """Yield ``選擇「甲」（58%）``: a share that brackets add to the option before."""
    for share, first, last in shares:
        closed = text.folded[last:].lstrip()[:1] == ")"
        before = text.folded[sentence[0] : first].rstrip(" 约近逾占")
        found = _CHOSEN.search(before[:-1]) if closed and before.endswith("(") else None
        if found:
            number = "quoted" if found["quoted"] else "plain"
            option = (sentence[0] + found.start(number), sentence[0] + found.end(number))
            yield Answer(text, share, (first, last), option, None, "spoken")


def _in_turn(text: Passage, shares: Sequence[Share], sentence: tuple[int, int]) -> Iterator[Answer]:
    """Yield ``甲和乙分別佔19%和14%``: as many options as shares."""
    for number, (_, first, _) in enumerate(shares):
        found = _TURN.search(text.folded[sentence[0] : first])
        if not found:
            continue
        start, end = sentence[0] + found.start("first"), sentence[0] + found.end("more")
        led = _LED.search(text.folded, start, sentence[0] + found.end("first"))
        start, end = led.end() if led else start, end - text.folded.endswith("的", start, end)
        parts = [part.span() for part in _PART.finditer(text.folded, start, end)]
        options = [place for part in parts for place in trimmed(text.folded, *part)]
        turn = shares[number : number + len(options)]
        if len(turn) == len(options) and all(
            _BETWEEN.fullmatch(text.folded, one[2], other[1]) for one, other in pairwise(turn)
        ):
            for (share, begin, end), option in zip(turn, options, strict=True):
                yield Answer(text, share, (begin, end), option, None, "spoken")


def _topped(text: Passage, shares: Sequence[Share], sentence: tuple[int, int]) -> Iterator[Answer]:
    """Yield ``甲以26%居首``."""
    for share, first, last in shares:
        found = _TOPPED.search(text.folded[sentence[0] : first])
        if found and _TOPPED_AFTER.match(text.folded, last):
            option = (sentence[0] + found.start("option"), sentence[0] + found.end("option"))
            yield Answer(text, share, (first, last), option, None, "spoken")
