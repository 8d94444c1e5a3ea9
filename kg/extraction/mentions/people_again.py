"""People who are met again by their family name, or as *she* and *he*.

A family name is that of the one person of the document who has it. A pronoun that begins a
sentence, or a clause behind a semicolon or a conjunction, is the only person of the nearest
sentence before that names any; who has just said something is told by :mod:`.speech`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.latin_words import ordinary
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

RULE = "anaphora"
_SHORTEST = 4  # letters of a family name that stands alone
_LATIN = expression(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?: [\w.’'-]+){1,3}")
_STOP = expression(r"[.!?][”\"’']? |[。!?][”’」]?")
_AROUND = expression(r"(?:[A-Z][\w’'-]*|\b[A-Z]\.) $")
_GOES_ON = expression(r"[\w-]| [A-Z]| (?:of|and|&) [A-Z]")
_TEXTS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.QUOTE)


def told(readings: Sequence[Reading], terminology: Terminology) -> tuple[Reading, ...]:
    """Return the readings with a mention of a person for each such word."""
    people = [_people(reading, terminology) for reading in readings]
    families = _families(readings, people)
    found: list[Reading] = []
    before: Sequence[Mention] = ()
    for reading, named in zip(readings, people, strict=True):
        if reading.passage.block.kind in _TEXTS:
            again = sorted((*named, *_by_family(reading, families)), key=_start)
            again += _by_pronoun(reading, again, before)
            new = [mention for mention in again if mention not in named]
            before = again or before
            if new:
                mentions = sorted((*reading.mentions, *new), key=_start)
                reading = replace(reading, mentions=tuple(mentions))
        found.append(reading)
    return tuple(found)


def _start(mention: Mention) -> int:
    return mention.start


def _people(reading: Reading, terminology: Terminology) -> list[Mention]:
    return [
        mention
        for mention in reading.mentions
        if isinstance(mention.meaning, Entity)
        and terminology.is_a(mention.meaning.types, "kg:Person")
    ]


def _families(
    readings: Sequence[Reading], people: Sequence[Sequence[Mention]]
) -> dict[str, Entity]:
    """Return family name → person, of Latin names whose last word only one person has."""
    who: dict[str, dict[str, Entity]] = {}
    for reading, named in zip(readings, people, strict=True):
        for mention in named:
            name = reading.passage.folded[mention.start : mention.end]
            if isinstance(mention.meaning, Entity) and _LATIN.fullmatch(name):
                who.setdefault(name.split()[-1], {})[mention.meaning.id] = mention.meaning
    return {
        family: next(iter(those.values()))
        for family, those in who.items()
        if len(those) == 1 and len(family) >= _SHORTEST and family not in ordinary()
    }


def _by_family(reading: Reading, families: dict[str, Entity]) -> Iterator[Mention]:
    text = reading.passage.folded
    for family, person in families.items():
        at = text.find(family)
        while at >= 0:
            end = at + len(family)
            alone = text[at - 1 : at] in ("", " ", "\n", "“", '"', "(") and not _GOES_ON.match(
                text, end
            )
            if alone and not _is_within(reading, at, end) and not _follows_name(text, at):
                yield Mention(at, end, (person,), RULE)
            at = text.find(family, end)


def _follows_name(text: str, at: int) -> bool:
    """Tell whether another name ends right before, and no courtesy."""
    before = _AROUND.search(text[max(0, at - 24) : at])
    if before is None:
        return False
    lists = read()
    word = before[0].strip()
    return word not in lists.get("posts", "courtesies") + lists.get("english", "openers")


def _is_within(reading: Reading, start: int, end: int) -> bool:
    return any(each.start < end and start < each.end for each in reading.mentions)


def _by_pronoun(
    reading: Reading, named: Sequence[Mention], before: Sequence[Mention]
) -> Iterator[Mention]:
    text = reading.passage.folded
    for match in _pronoun().finditer(text):
        earlier = [mention for mention in named if mention.end <= match.start()]
        person = _nearest(text, earlier) if earlier else _only(before)
        place = match.span(match.lastgroup or 0)
        if person and not _is_within(reading, *place):
            yield Mention(*place, (person,), RULE)


def _nearest(text: str, earlier: Sequence[Mention]) -> Entity | None:
    """Return the only person of the last sentence that names any."""
    last = earlier[-1]
    stops = [stop.end() for stop in _STOP.finditer(text, 0, last.start)]
    first = stops[-1] if stops else 0
    return _only([mention for mention in earlier if mention.start >= first])


def _only(mentions: Sequence[Mention]) -> Entity | None:
    people = {m.meaning.id: m.meaning for m in mentions if isinstance(m.meaning, Entity)}
    return next(iter(people.values())) if len(people) == 1 else None


@cache
def _pronoun() -> re.Pattern[str]:
    speech = read().any_of("posts", "english_speech")
    said = read().any_of("posts", "speech")
    when = "(?:(?:Today|Now|Since then|Later|Previously|Since [0-9]{4}),? )?"
    return expression(
        rf"(?:^|[.!?] |\n|; |, (?:and|but|where|when|while|as) ){when}"
        rf"(?P<latin>[Ss]he|[Hh]e) (?!(?:also )?(?:{speech})\b)(?=[a-z])"
        rf"|(?:^|[。!?,;\n])<posts.before_pronouns>?(?P<han><posts.pronouns>)"
        rf"(?:(?=<posts.proposing>)|(?!{said}|<posts.no_pronouns>))"
    )
