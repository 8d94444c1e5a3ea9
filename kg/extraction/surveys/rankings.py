"""Options in a list whose heading says what they are: the first few of a ranking, sectors asked."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.passages.passage import Passage
from kg.extraction.surveys.answers import trimmed
from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.numerals import number
from kg.model.document import BlockKind
from kg.model.fact import Fact
from kg.model.mention import Entity

COUNT = (
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3}"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_TOP = seldom(
    rf"(?:首|前|头|最[^,。]{{1,8}}的)(?P<a>{COUNT})(?:个|大|项|位|名|种|类)"
    rf"|\b(?:top|first) (?P<b>{COUNT})\b|\b(?P<c>{COUNT}) (?:most|biggest|largest|main) ",
    re.IGNORECASE,
)
_SECTORS = expression(
    r"受访.{0,6}(?:资料|背景|行业|概况)|(?:行业|业务)(?:分布|类别|性质)|主要?针对行业"
    r"|respondents?.{0,3} .{0,12}(?:profile|industr|sector)|profile of respondents"
    r"|(?:industries|sectors) (?:covered|surveyed)",
    re.IGNORECASE,
)
_SECTOR = expression(
    r"业$|\b(?:industry|sector|services?|trade|manufacturing|construction|logistics|retail|finance"
    r"|education)\b",
    re.IGNORECASE,
)
_LINES = (BlockKind.LIST_ITEM, BlockKind.LINE, BlockKind.PARAGRAPH)
_TEXTS = (*_LINES, BlockKind.QUOTE, BlockKind.HEADING)
_LONGEST_LINE = 60
_FEWEST = 2  # members of a ranking


def rankings(texts: Sequence[Passage], survey: Entity) -> Iterator[Fact]:
    """Yield the members of a list whose heading says how many come first.

    Slide order may not be the order of rank, so these are no more than tier B.
    """
    for index, text in enumerate(texts):
        top = _TOP.search(text.folded) if text.block.kind in _TEXTS else None
        if not top or len(text.text) > _LONGEST_LINE:
            continue
        word = next(group for group in top.groups() if group).casefold()
        count = int(number(word) or 0)
        items = list(_items(texts, index))
        bulleted = bool(items) and items[0].block.kind is BlockKind.LIST_ITEM
        items = [item for item in items if (item.block.kind is BlockKind.LIST_ITEM) == bulleted]
        if count < _FEWEST or len(items) < count or (bulleted and len(items) > count):
            continue
        for rank, item in enumerate(items[:count], start=1):
            dimension = (("question", text.text.strip(" :：")), ("rank", str(rank)))
            yield _member(item, text, survey, "kg:rankedOption", dimension, "B")


def _items(texts: Sequence[Passage], index: int) -> Iterator[Passage]:
    """Yield the short texts without figures that follow a heading, up to the first other text.

    Two kinds of blocks may follow each other; a list does not go on after other lines.
    """
    kinds: list[BlockKind] = []
    for text in texts[index + 1 :]:
        if text.block.kind not in _LINES or len(text.text) > _LONGEST_LINE:
            return
        if re.search(r"[。!?;:]", text.folded) or text.figures:
            return
        if text.block.kind not in kinds:
            kinds.append(text.block.kind)
        elif kinds[-1] is not text.block.kind:
            return
        if text.text.strip():
            yield text


def sectors(texts: Sequence[Passage], survey: Entity) -> Iterator[Fact]:
    """Yield the sectors that those asked belong to, where a heading says so."""
    for index, heading in enumerate(texts):
        if not _SECTORS.search(heading.folded) or len(heading.text) > _LONGEST_LINE:
            continue
        items = [
            text
            for text in texts[index + 1 :]
            if index in text.block.headings
            and text.block.kind is BlockKind.LIST_ITEM
            and not text.figures
        ]
        named = sum(bool(_SECTOR.search(item.folded.strip())) for item in items)
        if 2 * named >= len(items):
            for item in items:
                yield _member(item, heading, survey, "kg:surveyedSector", (), "A")


def _member(
    item: Passage, heading: Passage, survey: Entity, predicate: str,
    dimension: tuple[tuple[str, str], ...], tier: str,
) -> Fact:  # fmt: skip
    start, end = trimmed(item.folded, 0, len(item.text))
    return Fact(
        kind="relation",
        subject=survey,
        evidence=(
            item.evidence(0, len(item.text), "statement"),
            item.evidence(start, end, "object"),
            heading.evidence(0, len(heading.text), "question"),
        ),
        rule="headed-options",
        tier=tier,
        predicate=predicate,
        object=item.text[start:end],
        dimension=dimension,
    )
