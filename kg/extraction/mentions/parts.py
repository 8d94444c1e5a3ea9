"""Bodies inside the names of bodies: 某某大學藥學院 is part of 某某大學.

A Chinese name puts the larger body first. Where a body's name goes on behind the ending of another
body with a name of its own, the longer name is that of a part.
"""

import re
from collections.abc import Iterator

from kg.extraction.names.identity import mention
from kg.extraction.passages.reading import Reading
from kg.extraction.words.hints import Hints, of
from kg.extraction.words.ordinary import is_ordinary
from kg.model.fact import Fact
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_AUTHORITY = re.compile(r"[\u3400-\u9fff]{1,4}[省市区县][\u3400-\u9fff]{2,12}[厅局署委]")
_SPONSORED = re.compile(
    r"(?<=[部厅局委省市署])(?:重点实验室|工程|技术|创新中心|研究基地|人文|协同)"
)
_WHOLE = 4  # characters of the larger body's name, at least
_PART = 3  # and of what follows it


def find(reading: Reading, terminology: Terminology) -> Iterator[Fact]:
    """Yield ``kg:partOf`` for each body whose name says of which other body it is a part."""
    hints = of(terminology)
    for found in reading.mentions:
        body = found.meaning
        if found.rule != "suffix" or not isinstance(body, Entity):
            continue
        whole = _whole(reading, found, hints, terminology)
        if whole and isinstance(whole.meaning, Entity):
            passage = reading.passage
            yield Fact(
                kind="relation",
                subject=body,
                evidence=(
                    passage.evidence(found.start, found.end, "statement"),
                    passage.evidence(found.start, found.end, "subject"),
                    passage.evidence(whole.start, whole.end, "object"),
                ),
                rule="part",
                predicate="kg:partOf",
                object=whole.meaning,
            )


def _whole(
    reading: Reading, found: Mention, hints: Hints, terminology: Terminology
) -> Mention | None:
    """Return the larger body that a name begins with, the longest one, or None."""
    text, original = reading.passage.folded, reading.passage.text
    ending = hints.ending(text[found.start : found.end])
    if ending is None or ending[0] not in hints.bodies or "有限" in ending[1]:
        return None
    last = min(found.end - len(ending[1]), found.end - _PART)
    for end in range(last, found.start + _WHOLE - 1, -1):
        inner = hints.ending(text[found.start : end])
        if inner is None or inner[0] not in hints.bodies:
            continue
        if len(inner[1]) == 1 and not _AUTHORITY.fullmatch(text, found.start, end):
            continue  # a character may end a word, but not behind a place and a field
        if inner[1] == "航空":
            continue  # 某某航空航天大學 is no part of an airline
        if _SPONSORED.match(text, end):
            continue  # 某大學教育部重點實驗室 is the university's
        if not is_ordinary(text[found.start : end - len(inner[1])]):
            span, label = (found.start, end), (original[found.start : end],)
            return mention(span, label, inner[0], "part", terminology)
    return None
