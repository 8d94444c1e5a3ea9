"""Who answers for the tasks of a plan: ``（责任单位：甲局、乙局）`` behind what is to be done.

Plans and their tables of tasks name the bodies in charge behind each task, not in a sentence. The
task is what the paragraph is led by (``完善制度供給。推動修訂…``), else the heading above it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from kg.extraction.names.holdings import is_a
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_TASK = "kg:PolicyMeasure"
_LED_BY = "kg:ledBy"
_LEAD = expression(
    r"\W*(?:第[一二三四五六七八九十\d]{1,4}[条项点]\s*)?(?P<task>[^。:;,.()\n]{4,60})[。:.]\s?(?=\S)"
)
_SEPARATOR = expression(r"\s?(?:[、,;/]|以及|和|与|及|and|, and)\s?(?:the )?")
_LONGEST = 40  # characters of a heading that may be a task
_SAID = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.HEADING)


def find(
    readings: Sequence[Reading], mint: Callable[[str, str], Entity], terminology: Terminology
) -> Iterator[Fact]:
    """Yield that a task is led by each body which a label behind it names."""
    heading: Passage | None = None
    for reading in readings:
        text = reading.passage
        labels = list(_label().finditer(text.folded)) if text.block.kind in _SAID else []
        if text.block.kind is BlockKind.HEADING and not labels:
            heading = text
        for label in labels:
            shown = _task(text, label.start(), heading)
            if shown is not None:
                task = mint(shown.quote, _TASK)
                for body in _bodies(reading, label.end(), terminology):
                    yield _fact(text, task, shown, label.start(), body)


def lead(text: Passage) -> tuple[int, int] | None:
    """Return the range of the task that a paragraph is led by: ``完善制度供給。``, if it is."""
    found = _LEAD.match(text.folded)
    return found.span("task") if found else None


def is_labelled(text: Passage) -> bool:
    """Tell whether a label in a text says who answers for what it tells: ``（責任單位：…）``."""
    return _has_label(text.folded)


@lru_cache(maxsize=64)  # every figure of a paragraph asks of all of it
def _has_label(folded: str) -> bool:
    return _label().search(folded) is not None


@cache
def _label() -> re.Pattern[str]:
    labels = read().any_of("generic", "duties")
    return expression(rf"(?<![\w\u3400-\u9fff])(?:{labels})\s?:\s?(?:the )?", re.IGNORECASE)


def _task(text: Passage, end: int, heading: Passage | None) -> Evidence | None:
    """Return the words of the task that a label at ``end`` of a text belongs to."""
    lead = _LEAD.match(text.folded, 0, end)
    if lead:
        return text.evidence(*lead.span("task"), "subject")
    if heading is not None and 0 < len(heading.text) <= _LONGEST:
        return heading.evidence(0, len(heading.text), "subject")
    return None


def _bodies(reading: Reading, at: int, terminology: Terminology) -> Iterator[Mention]:
    """Yield the bodies of the list that begins at an offset."""
    starts = {mention.start: mention for mention in reading.mentions}
    while (body := starts.get(at)) is not None and is_a(
        body, terminology, "kg:Organisation", "kg:Jurisdiction"
    ):
        yield body
        gap = _SEPARATOR.match(reading.passage.folded, body.end)
        if gap is None:
            return
        at = gap.end()


def _fact(text: Passage, task: Entity, shown: Evidence, label: int, body: Mention) -> Fact:
    assert isinstance(body.meaning, Entity)  # noqa: S101 - only entities are bodies
    return Fact(
        "relation",
        task,
        (
            text.evidence(label, body.end, "statement"),
            shown,
            text.evidence(body.start, body.end, "object"),
        ),
        "duty",
        "A",
        _LED_BY,
        body.meaning,
    )
