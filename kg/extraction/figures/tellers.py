"""People who only tell of a figure: ``某某預計今年過1億元`` is of their house, not of them."""

import re

from kg.extraction.passages.reading import Reading
from kg.model.mention import Entity

_PERSON = "kg:Person"
_TELLS = re.compile(
    r"[也亦则还]?(?:坦言|透露|介绍|表示|预[计期测估]|估计|希望|期望|打算|计划|认为|相信|说|称|指)"
    r"|,? (?:also )?(?:expects?|expected|hopes?|plans?|aims?|said|says|estimates?|forecasts?)\b",
    re.IGNORECASE,
)


def only_tells(reading: Reading, named: tuple[int, int], position: int) -> bool:
    """Tell whether what a range names is a person who, up to a position, only tells something."""
    within = (m.meaning for m in reading.within(*named) if (m.start, m.end) == named)
    person = any(isinstance(each, Entity) and each.types[:1] == (_PERSON,) for each in within)
    return person and _TELLS.match(reading.passage.folded, named[1], position) is not None
