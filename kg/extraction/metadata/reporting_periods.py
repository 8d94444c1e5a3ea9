"""The time that a document covers, as a line at its start says: ``財政年度：…``."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.passages.passage import Passage
from kg.extraction.times import dates
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind
from kg.model.mention import TimeExpression

_LABEL = expression(
    r"^[\s*_(【\[•·-]*(?:(?:财政|会计|报告|资料|数据|统计)?年度|(?:报告|统计|资料|数据|覆盖|涵盖)期间?|(?:统计|报告|数据)时段"
    r"|(?:reporting|reference|accounting|review|survey|data) period|period (?:covered|under review)"
    r"|(?:financial|fiscal|reporting) year|time period|coverage)[\s*_】\])]*:[\s*_]*"
    r"|^[\s*_(【\[•·-]*(?=(?:for the (?:financial |fiscal )?(?:year|(?:six|three|nine) months"
    r"|period|quarter)(?: ended| ending| from| to|:)|截至.{4,16}止))",
    re.IGNORECASE,
)
_FOR_THE = expression(r"(?:for the|for)?\s*", re.IGNORECASE)
_BLOCKS, _LONGEST = 12, 100  # blocks at the start, and characters of a line


def find(texts: Sequence[Passage]) -> Iterator[tuple[Passage, int, int, str]]:
    """Yield the time that a document covers: block, range of the words, and EDTF.

    A line that goes on behind the time is a sentence, and of no such kind.
    """
    for text in texts[:_BLOCKS]:
        if text.block.kind in (BlockKind.FIELD, BlockKind.FOOTNOTE, BlockKind.CELL):
            continue
        for first, last in text.lines:
            line = text.folded[first:last] if last - first <= _LONGEST else ""
            label = _LABEL.match(line)
            told = _time(text.folded, first + label.end(), last) if label else None
            if told:
                yield text, *told
                return


def _time(folded: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Return the time that a range of a line consists of."""
    for mention in dates.find(folded[start:end], None):
        time = mention.meaning
        if not isinstance(time, TimeExpression) or time.relative or not time.edtf:
            return None
        before, after = folded[start : start + mention.start], folded[start + mention.end : end]
        alone = _FOR_THE.fullmatch(before) and not after.strip(" *_.。)】]")
        place = (start + mention.start, start + mention.end)
        return (*place, time.edtf) if alone else None
    return None
