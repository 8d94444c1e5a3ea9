"""Of what the figures of a task of a plan are: what it sets up, else the task itself.

The items of a plan begin with what is to be done (``引进领军人才。对…给予500万元``), and nobody is
named as the subject after that. What a sentence sets up in a number (``建设「夜校」8所，每所…``,
``提供公寓4,200套，租金…``) is what it goes on to speak of; all else is told of the task.
"""

import re
from collections.abc import Callable
from functools import cache

from kg.extraction.discourse.candidates import Subject
from kg.extraction.discourse.owners import left_out
from kg.extraction.layout import duties
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.mention import Entity

_LONGEST = 24  # code points of a task without a body that answers for it
_COUNTED = expression(r"\d[\d,.]*[万亿]?[多余]?[套所家个座间台张处条支批项场班期]")
# A work in quotes, though nobody says how many of it there are: 實施「木原英才」專項，每年引進…
_NAMED = expression(
    r"(?:实施|推行|推出|启动|开展|开办|设立|组织)[“「『](?P<name>[^“”「」『』,。;]{2,16})[”」』]"
    r"(?:专项|计划|工程|行动|项目|课程|活动)?(?=$|,)"
)


def told_of(
    reading: Reading,
    sentence: int,
    position: int,
    mint: Callable[[str, str], Entity],
    place: Subject | None = None,
) -> Subject | None:
    """Return what an item of a plan sets up, or its task, for a figure in a sentence behind it.

    ``mint`` makes a thing of words and a class. Where a document speaks for a ``place``, an item
    for which no body answers tells of the place: 办好民生实事。新增床位200张.
    """
    passage = reading.passage
    task = led(passage)
    if task is None or sentence < task[1] or (place and not duties.is_labelled(passage)):
        return None
    if found := set_up(passage.folded, sentence, position):
        within = (m.meaning for m in reading.within(*found) if (m.start, m.end) == found)
        known = next((each for each in within if isinstance(each, Entity)), None)
        thing = known or mint(passage.text[slice(*found)], "kg:Topic")
        return Subject(thing, passage.evidence(*found, "subject"), "B")
    measure = mint(passage.text[slice(*task)], "kg:PolicyMeasure")
    return Subject(measure, passage.evidence(*task, "heading"), "B")


def led(passage: Passage) -> tuple[int, int] | None:
    """Return the range of the task that leads an item of a plan, if one does.

    A body answers for it (``责任单位：…``), or it is an item that begins with what is done.
    """
    found = duties.lead(passage)
    if found is None or passage.block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
        return None
    if duties.is_labelled(passage):
        return found
    item = passage.block.kind is BlockKind.LIST_ITEM and found[1] - found[0] <= _LONGEST
    return found if item and left_out(passage.folded, *found) else None


def set_up(folded: str, sentence: int, position: int) -> tuple[int, int] | None:
    """Return what a sentence that names nobody sets up in a number, up to a figure.

    >>> text = "面向企业提供人才公寓4,200套,租金不高于市场价的六成"
    >>> text[slice(*set_up(text, 0, 10))], text[slice(*set_up(text, 0, 26))]
    ('人才公寓', '人才公寓')
    >>> text = "实施“春晖”专项,每年引进名师"
    >>> text[slice(*set_up(text, 0, 15))]
    '春晖'
    >>> set_up("对企业给予500万元资助", 0, 5)
    """
    for start, end in reversed(clauses(folded, sentence, position)):
        if named := _NAMED.search(folded, start, end):
            return named.span("name")
        for found in _sets_up().finditer(folded, start, end):
            if found.end() == position or _COUNTED.match(folded, found.end()):
                return found.span("name")
    return None


@cache
def _sets_up() -> re.Pattern[str]:
    verbs = read().any_of("measures", "sets_up")
    return re.compile(
        rf"(?:{verbs})(?:了|新的?)?[“「『]?(?P<name>[A-Za-z\u4e00-\u9fff]{{2,14}}?)[”」』]?(?=\d|$)"
    )
