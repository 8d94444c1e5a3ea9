"""Shares that running text gives to several options: in brackets, in turn, or to the first one."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.names.body_names import trimmed
from kg.extraction.passages.passage import Passage
from kg.extraction.surveys.answers import Answer
from kg.extraction.words.expressions import expression, seldom
from kg.model.mention import Quantity

_AND = r"\s*(?:[、,]\s*(?:and\s)?|<clauses.list_joints_all>|\band\b)\s*"
_ITEM = r"[^,、。;:()]{2,40}?\s*\([^()]{1,12}\)"
_LIST = seldom(
    r"(?:^|[,。;:\s])(?P<asked>[^,。;:()]{2,40}?)\s*(?:<surveys.in_turn>|[<surveys.are>:]"
    rf"|\b(?:were|are|included?|including)\b)\s*(?P<items>{_ITEM}(?>{_AND}{_ITEM})+)",
    re.IGNORECASE,
)
_OPTION = expression(
    rf"(?:{_AND})?(?P<option>[^,、。;:()]{{2,40}}?)\s*\((?P<share>[^()]*)\)", re.IGNORECASE
)
_TURN = expression(
    r"(?:^|[,。;])(?P<first>[^,。;、<clauses.joints>]{2,16})(?P<more>"
    r"(?:[、<clauses.joints>][^,。;、<clauses.joints>]{2,16})+?)"
    r"<surveys.also_adverbs>?<surveys.respectively><surveys.each>?<surveys.each_has>"
    r"<counts.nearly>?$"
)
_LED = expression(r"<surveys.chosen_from>(?=.)")
_PART = expression(r"[^、<clauses.joints>]+")
_TOPPED = expression(
    r"(?:^|[,。;:])(?P<option>[^,。;:]{2,20}?)<surveys.also_adverbs>?<surveys.with_share>"
    r"<counts.nearly>?$"
)
_TOPPED_AFTER = expression(r"\s*<surveys.topping>")
_LINK = expression(
    r"\s*(?:<surveys.links>|followed by|next|then)<surveys.link_ends>*\s*",
    re.IGNORECASE,
)
_RANKED = expression(r"<surveys.top_so_many>|\btop (?:three|five|ten)\b", re.IGNORECASE)
_NEXT = expression(
    r"<surveys.next_in_order><surveys.link_particles>?"
    r"<surveys.next_is>\s*(?P<option>[^,。;:()]{2,40}?)\s*,?\s*"
    r"<surveys.also_adverbs>?<surveys.takes><counts.roughly>?\s*$"
)
_CHOSEN = expression(
    r"(?:[「“](?P<quoted>[^「」“”]{2,40})[」”]"
    r"|(?:<surveys.choosing_answers>|(?:\b(?:chose|cited|named|by|as|was|were"
    r"|said|want|prefer)\b))\s*(?P<plain>[^,.。;:()、]{2,60}))\s*$",
    re.IGNORECASE,
)
_BETWEEN = expression(r"\s*\)?\s*(?:[、,]|<clauses.list_joints_all>|and)\s*")

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
