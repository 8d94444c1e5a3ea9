"""Names of a column whose head says what they are of: ``| 廠商 | 基地 |``, ``| Operator | Town |``.

Below such a head a cell is a name, whatever it looks like, unless it is made of ordinary words or
sums the others up. Where the head is of bodies or schemes, a place in the name is a part of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.extraction.names.identity import mention
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.ordinary import has_latin_name, is_ordinary
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

RULE = "column"
_NAMED = ("kg:Organisation", "kg:Place", "kg:Programme", "kg:Fund")
_HEAD = expression(r"\s*\(.*|\s{2,}.*|\s*/.*")
_NAME = expression(r"[^\s()、,;:。!?|][^()、,;:。!?|\n]{0,47}?(?=\s?\(|\s*$)")
_HAN = expression(r"[\u3400-\u9fff]")
_LONGEST = 16  # characters of a Chinese name
_WORDS = 7  # words of a Latin one
_DIGITS = expression(r"\d")


def told(readings: Sequence[Reading], terminology: Terminology) -> list[Reading]:
    """Return the readings, those of such cells with the name that they hold."""
    heads = {
        (block.table, block.column): curie
        for reading in readings
        if (block := reading.passage.block).kind is BlockKind.CELL and block.row == 0
        if (curie := _class(reading.passage)) and terminology.is_a((curie,), *_NAMED)
    }
    if not heads:
        return list(readings)
    return [_read(reading, heads, terminology) for reading in readings]


def _class(head: Passage) -> str:
    words = _HEAD.sub("", head.folded).strip().casefold()
    return _classes().get(words) or _classes().get(words.removesuffix("s"), "")


@cache
def _classes() -> dict[str, str]:
    """Return the class that each head gives: of what tables name, of bodies and places of cards.

    A head that columns of people have too (speakers, members) is of them.
    """
    lists = read()
    labelled = {"bodies": "kg:Organisation", "places": "kg:Place"}
    entries = [entry.partition("=")[::2] for entry in lists.get("tables", "rows")]
    entries += [
        (curie, entry.partition("=")[2])
        for sort, curie in labelled.items()
        for entry in lists.get("labels", sort)
    ]
    people = (entry.partition("=")[::2] for entry in lists.get("tables", "people"))
    classes = {
        head: "kg:Person" for sort, heads in people if sort == "person" for head in heads.split(",")
    }
    for curie, heads in entries:
        for head in heads.split(","):
            classes.setdefault(head, curie)
    return classes


def _read(
    reading: Reading, heads: Mapping[tuple[int, int], str], terminology: Terminology
) -> Reading:
    block = reading.passage.block
    curie = heads.get((block.table, block.column), "") if block.row > 0 else ""
    name = _NAME.match(reading.passage.folded) if curie else None
    if name is None or not _is_name(name[0]):
        return reading
    place = terminology.is_a((curie,), "kg:Place")
    within = list(reading.meeting(*name.span()))
    if any(_is_it(each, name.span(), place=place) for each in within):
        return reading
    label = reading.passage.text[name.start() : name.end()]
    new = mention(name.span(), (label,), curie, RULE, terminology)
    others = [each for each in reading.mentions if each not in within]
    return replace(reading, mentions=tuple(sorted([*others, new], key=_start)))


def _start(each: Mention) -> int:
    return each.start


def _is_it(each: Mention, span: tuple[int, int], *, place: bool) -> bool:
    """Tell whether a mention is all of a name, or too much of it to be a part."""
    if place or not isinstance(each.meaning, Entity):
        return True
    return each.start <= span[0] and each.end >= span[1]


def _is_name(words: str) -> bool:
    """Tell whether what a cell holds may be a name: no ordinary words, no sum, no figure."""
    lists = read()
    if words.casefold() in lists.get("generic", "no_names") or _DIGITS.match(words):
        return False
    if _HAN.search(words):
        kinds = lists.get("generic", "bodies") + lists.get("generic", "folk")
        short = len(words) <= _LONGEST and " " not in words
        return short and len(words) > 1 and not is_ordinary(words) and not words.endswith(kinds)
    parts = words.split()
    plain = (*lists.get("generic", "english"), *lists.get("english", "openers"))
    named = parts[0][:1].isupper() and not (len(parts) == 1 and parts[0] in plain)
    own = any(part[:1].isupper() and part not in plain for part in parts)
    return named and own and len(parts) <= _WORDS and has_latin_name(words)
