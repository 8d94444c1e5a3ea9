"""What somebody is quoted with, and who answers in an interview.

A quotation has its speaker behind it (``“…,” said X``, ``「……」某某說``); an answer has the name of
who gives it before it, again and again (``郑某：……``), and goes on until another one speaks.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kg.extraction.passages.reading import Reading
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity, Mention

Speaks = Callable[[Mention], bool]

STATED = "kg:stated"
_QUOTATION = re.compile(r"“([^“”\n]{8,400})”|「([^「」\n]{8,400})」|\"([^\"\n]{8,400})\"")
_BEHIND = 30  # code points between a quotation and the verb: a post and a name
_NEAR = 14  # between the name and the verb
_TITLE = len(" Mrs. ")
_BREAKS = '，。；！？,;!?\n“「"'
_ENDS = " ,.，。"
_LABEL = re.compile(r"[^:。,;!?]{1,24}:(?!\d)")
_TALK = (BlockKind.PARAGRAPH, BlockKind.LINE)
_FEWEST_TURNS = 2


def quoted(reading: Reading, verbs: re.Pattern[str], speaks: Speaks) -> Iterator[Fact]:
    """Yield what the quotations of a passage say that have their speaker behind them.

    ``verbs`` are those of saying; ``speaks`` tells whether a mention is of one who can speak.
    """
    passage = reading.passage
    for quotation in _QUOTATION.finditer(passage.text):
        speaker = _behind(reading, quotation.end(), verbs, speaks)
        if speaker is None or not isinstance(speaker.meaning, Entity):
            continue
        group = quotation.lastindex or 0
        words = quotation[group].rstrip(_ENDS)
        start = quotation.start(group)
        evidence = (
            passage.evidence(quotation.start(), speaker.end, "statement"),
            passage.evidence(speaker.start, speaker.end, "subject"),
            passage.evidence(start, start + len(words), "object"),
        )
        yield Fact(
            "relation", speaker.meaning, evidence, "quotation", predicate=STATED, object=words
        )


def _behind(reading: Reading, end: int, verbs: re.Pattern[str], speaks: Speaks) -> Mention | None:
    """Return who is named behind a quotation as having said it."""
    folded = reading.passage.folded
    last = min(len(folded), end + _BEHIND + _NEAR)
    verb = verbs.search(folded, end, last)
    if verb is None or any(stop in folded[end : verb.start()].lstrip(" ,") for stop in _BREAKS):
        return None
    if not folded[end : verb.start()].strip(" ,"):  # said X
        behind = reading.within(verb.end(), last + _NEAR)
        speaker = next((mention for mention in behind if speaks(mention)), None)
        return speaker if speaker and speaker.start - verb.end() <= _TITLE else None
    if folded[verb.end() : verb.end() + 1] in (":", ","):
        return None  # it is what follows that is said
    named = [mention for mention in reading.within(end, verb.start()) if speaks(mention)]
    return named[-1] if named and verb.start() - named[-1].end <= _NEAR else None


def turns(
    readings: Sequence[Reading], speaks: Speaks
) -> Iterator[tuple[Reading, Reading, Mention]]:
    """Yield the passages of an interview that are answers, and where who gives them is named.

    Whoever has his name with a colon before two passages and more is one who answers.
    """
    opened = [(reading, _label(reading, speaks)) for reading in readings]
    counts = Counter(_name(label) for _, label in opened if label)
    current: tuple[Reading, Mention] | None = None
    for reading, label in opened:
        is_talk = reading.passage.block.kind in _TALK
        if not is_talk or _LABEL.match(reading.passage.folded):
            answers = label and counts[_name(label)] >= _FEWEST_TURNS
            current = (reading, label) if label and answers else None
        if current is not None and is_talk:
            yield reading, *current


def _name(mention: Mention) -> str:
    return mention.meaning.id if isinstance(mention.meaning, Entity) else ""


def _label(reading: Reading, speaks: Speaks) -> Mention | None:
    """Return who is named at the start of a passage with a colon behind the name."""
    if reading.passage.block.kind not in _TALK:
        return None
    folded = reading.passage.folded
    lead = next(iter(reading.mentions), None)
    if lead is None or folded[: lead.start].strip(" *_") or not speaks(lead):
        return None
    return lead if folded[lead.end :].lstrip(" *_").startswith(":") else None
