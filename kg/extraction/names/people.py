"""People, and the posts that a text says they hold.

A Chinese name shows by a surname, an English one by its capitals, and each only with a word beside
it that people have: see :mod:`.chinese_people`, :mod:`.english_people` and :mod:`.introductions`.
"""

from collections.abc import Sequence

from kg.extraction.names import (
    chinese_people,
    chinese_slots,
    english_people,
    human_slots,
    introductions,
)
from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.employers import posts
from kg.extraction.names.holdings import PostHolding
from kg.extraction.names.identity import mention
from kg.extraction.words.hints import of
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

__all__ = ["PERSON", "PostHolding", "find", "posts"]

PERSON = "kg:Person"


def find(
    land: Landscape, original: str, taken: Sequence[Mention], terminology: Terminology
) -> list[Mention]:
    """Return the people that a text names, in order; each is also taken in the landscape."""
    spans = {
        **chinese_slots.find(land),
        **chinese_people.find(land),
        **introductions.find(land),
        **english_people.find(land.text, of(terminology).english),
    }
    found: list[Mention] = []
    places = {
        (m.start, m.end)
        for m in taken
        if isinstance(m.meaning, Entity) and terminology.is_a(m.meaning.types, "kg:Place")
    }
    used = {at for m in taken for at in range(m.start, m.end)}
    known = {(m.start, m.end) for m in taken if m.rule == "lexicon"}
    firms = known - places
    for (start, end), rule in sorted(spans.items()):
        first = start + len(land.text[start:end].split(" ")[0])
        begin = first if (start, first) in places and first < end else start  # Florence Beck
        last = start + land.text[start:end].rfind(" ") + 1
        family = (
            firms if begin > start or not human_slots.is_known(land.text, (start, end)) else known
        )
        until = last if start < last and (last, end) in family else end  # Ada Roche, Dr Bo Lund
        if not used.isdisjoint(range(begin, until)):
            continue
        used.update(range(start, end))
        entry = mention((start, end), (original[start:end],), PERSON, rule, terminology)
        land.take(entry)
        found.append(entry)
    return found
