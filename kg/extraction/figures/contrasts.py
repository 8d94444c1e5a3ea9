"""What is said of one is said of another by its name and its number alone.

``甲市的失業率為3.2%,乙市則為4.1%`` · ``…, while in B it was 4.1%`` · ``…, against 4.1% for B``:
the second figure has the measure of the first. Its name is that of another thing, or of a group of
the same one (``管理層則為45歲``). Beside a place, a word that nobody knows and that is none of the
ordinary ones is a place, too (``甲市的8小時與巴塞的9小時``).
"""

import re
from collections.abc import Callable
from dataclasses import replace

from kg.extraction.figures.unnamed_things import CONCEPT
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.ordinary import is_ordinary
from kg.model.fact import Fact
from kg.model.mention import Entity, Mention, Quantity

_CHINESE = re.compile(
    r"\s*(?:而|但)?在?(?P<other>[^\s,。;:、的]{1,12}?)则(?:仅|只|亦|也|高|约|近|逾|超过?)*[为达是有占]?到?"
    r"(?:大?约|近|逾|超过|仅)?\s*"
)
_BESIDE = re.compile(r"\s*(?:与|和|及|、|以及|,)\s*(?P<other>[\u4e00-\u9fff]{2,6})的")
_ENGLISH = re.compile(
    r"\s*(?:(?:while|whereas|but|and)\s+(?:in\s+|for\s+|at\s+|among\s+)?|(?:for|in|among)\s+)(?P<other>[^,;:]{2,40}?)\s+(?:it|they|that)\s+"
    r"(?:was|were|is|are|had|has|have|reached|stood at)\s+(?:about|around|only|nearly|over)?\s*",
    re.IGNORECASE,
)
_AGAINST = expression(
    r",?\s*(?:(?:as )?compared (?:with|to)|against|versus)\s+"
    r"(?:about |around |only |just |nearly |over |some )?\Z",
    re.IGNORECASE,
)
_FOR_ANOTHER = expression(
    r"\s+(?:for|in|among|at|of)\s+(?:the )?(?P<other>[^,;:.()\d]{3,40}?)"
    r"(?=[,;:.()]|\s(?:as a whole|and|who|which|that|in|over|by)\b|\Z)",
    re.IGNORECASE,
)
_EARLIER = expression(
    r".*\b(?:year|month|quarter|period|decade|earlier|before|case)s?\b", re.IGNORECASE
)
_ANOTHER = expression(  # 護士的離職率為11%,醫生的離職率為6%; 博士生年薪18萬,碩士生為12萬
    r"\s*(?P<other>(?![但而并则其占约为这该])[\u4e00-\u9fff]{2,8}?)(?:的[\u4e00-\u9fff]{2,6})?[为是](?:约|近|逾)?"
)
_PLACES = ("kg:City", "kg:Region", "kg:Country", "kg:Jurisdiction", "kg:Place", "kg:Site")
# What ends like this is measured itself: 工資升幅則為4.1%.
_MEASURE = re.compile(
    r"[率额数量值幅比度例龄价薪]$|(?:收入|成本|规模|比重|面积|开支|预算|人次|金额)$"
)
_NEAR = 48  # code points between two figures that are set against each other
_LEAD = 24
_END = re.compile(r"[\s。.!;,，]*")


def goes_on(reading: Reading, sentence: tuple[int, int]) -> bool:
    """Tell whether a sentence is the other half of the one before, behind a semicolon."""
    before = reading.passage.sentence_before(sentence[0])
    return before is not None and reading.passage.folded[before[1] - 1] == ";"


def told(
    reading: Reading,
    clause: tuple[int, int],
    mention: Mention,
    previous: Fact | None,
    figure: Fact,
    mint: Callable[[str, str], Entity] | None = None,
) -> Fact:
    """Return the figure, with the measure of the ``previous`` one where it has none of its own.

    ``mint`` makes a thing of words and a class: a place beside a place.
    """
    words = (
        _other(reading, clause, mention, previous)
        or _beside(reading, mention, previous)
        or _against(reading, clause, mention, previous)
    )
    if previous is None or words is None:
        return figure
    passage = reading.passage
    named = _named(reading, words)
    kind = previous.subject.types[0]
    if (
        named is None
        and mint
        and (kind == CONCEPT or kind in _PLACES)
        and (kind == CONCEPT or not is_ordinary(passage.folded[slice(*words)]))
    ):
        named = mint(passage.text[slice(*words)].strip(), kind)
    shown = passage.evidence(*words, "subject" if named else "group")
    kept = () if named else tuple(e for e in previous.evidence if e.role == "subject")
    own = tuple(e for e in figure.evidence if e.role != "subject")
    group = () if named else (("group", passage.text[slice(*words)].strip()),)
    return replace(
        figure,
        subject=named or previous.subject,
        predicate=previous.predicate,
        measure=previous.measure,
        dimension=(*(pair for pair in previous.dimension if pair[0] != "group"), *group),
        evidence=tuple(dict.fromkeys((*own, *kept, shown))),
        time=figure.time or previous.time,
        tier="B",
        rule="contrast",
    )


def _other(
    reading: Reading, clause: tuple[int, int], mention: Mention, previous: Fact | None
) -> tuple[int, int] | None:
    """Return the range of the words for the other thing or group; None where there is none."""
    if previous is None or previous.quantity is None or not isinstance(mention.meaning, Quantity):
        return None
    answers = any(name == "option" for name, _ in previous.dimension)
    if answers or previous.quantity.unit != mention.meaning.unit:
        return None
    folded = reading.passage.folded
    unnamed = previous.subject.types[:1] == (CONCEPT,)
    for form in (_CHINESE, _ENGLISH, *((_ANOTHER,) if unnamed else ())):
        found = form.fullmatch(folded, clause[0], mention.start)
        if found and not _MEASURE.search(found["other"]):
            alone = _END.fullmatch(folded, mention.end, clause[1])
            return found.span("other") if alone else None
    return None


def _beside(reading: Reading, mention: Mention, previous: Fact | None) -> tuple[int, int] | None:
    """Return the words for another place right behind the figure of one: 與乙市的9小時."""
    if previous is None or previous.quantity is None:
        return None
    before = reading.before(mention.start)
    nearest = next((m for m in before if isinstance(m.meaning, Quantity)), None)
    if nearest is None:
        return None
    figure, last = mention.meaning, nearest.meaning
    same = last == previous.quantity and previous.subject.types[0] in _PLACES
    if not same or not isinstance(figure, Quantity) or figure.unit != previous.quantity.unit:
        return None
    found = _BESIDE.fullmatch(reading.passage.folded, nearest.end, mention.start)
    return found.span("other") if found else None


def _against(
    reading: Reading, clause: tuple[int, int], mention: Mention, previous: Fact | None
) -> tuple[int, int] | None:
    """Return the words for another thing behind its own figure: ``against 5% for plumbers``."""
    if previous is None or previous.quantity is None or not isinstance(mention.meaning, Quantity):
        return None
    folded = reading.passage.folded
    figures = [m for m in reading.within(0, mention.start) if isinstance(m.meaning, Quantity)]
    if not figures or previous.quantity.unit != mention.meaning.unit:
        return None
    ahead = figures[-1].end
    if figures[-1].meaning != previous.quantity or mention.start - ahead > _NEAR:
        return None
    if not _AGAINST.search(folded, max(ahead, mention.start - _LEAD), mention.start):
        return None
    found = _FOR_ANOTHER.match(folded, mention.end, min(clause[1] + _NEAR, len(folded)))
    return found.span("other") if found and not _EARLIER.match(found["other"]) else None


def _named(reading: Reading, words: tuple[int, int]) -> Entity | None:
    """Return the thing that the words name, if they name one."""
    for mention in reading.within(*words):
        if isinstance(mention.meaning, Entity) and mention.start == words[0]:
            return mention.meaning
    return None
