"""Times of what tells a figure, and not of the figure: when a report came out, what year it is of.

``今年3月公布的《2025年度監測》顯示`` tells of 2025; ``a study published in May found`` of no time.
"""

import re
from datetime import date

from kg.extraction.words.expressions import expression
from kg.model.mention import Mention, TimeExpression

_PUBLISHED = expression(  # when what tells it came out: 3月公布的《…》显示, published in May, found
    r"\A[^,。;]{0,10}(?:公布|发布|发表|出版|出炉|推出|印发)的?[^,。;]{0,12}(?P<title>[《〈「])"
    r"[^《》〈〉「」]{0,48}[》〉」][^,。;]{0,6}(?:显示|指出|发现|称|表明|披露|统计)"
    r"|\A(?P<report>公布|发布|发表|出版|出炉)的?(?:结果|报告)?[,:]"
    r"|\A,? (?:found|finds|shows?|showed|said|says|reported|put|puts|estimated|estimates)\b",
)
_STATISTICS = expression(  # 《2025年度…監測》顯示
    r"《[^《》]{0,24}?(?<![\d—–至到-])(?P<year>(?:19|20)\d\d)年?度?(?![-—–至到\d])[^《》]{0,24}"
    r"(?:监测|调查|统计|公报|年鉴|年报|普查|概览|排名|指数|报告|数据)[^《》]{0,8}》[^,。;]{0,6}(?:显示|指出|发现|称|表明|披露|统计)"
)
_REPORT = expression(r"(?:调查|问卷|研究|报告|统计|监测)(?:结果)?[于在]?\Z")
_PUBLISHED_BEFORE = expression(
    r"\b(?:published|released|issued|dated)(?: (?:in|on|last))?\s*\Z", re.IGNORECASE
)


def is_of_source(text: str, start: int, time: Mention, between: str) -> bool:
    """Tell whether a time of a sentence is when the source came out that tells a figure.

    ``text`` is folded, the sentence begins at ``start``, ``between`` is what stands between the
    time and the figure.
    """
    told = _PUBLISHED.match(between)
    before = text[max(start, time.start - 16) : time.start]
    if told and told["report"]:
        return _REPORT.search(before) is not None
    return bool(told and (told["title"] or _PUBLISHED_BEFORE.search(before)))


def titled(text: str, start: int, position: int) -> Mention | None:
    """Return the year in the title of the statistics that tell the figure at ``position``.

    >>> words = "《2024年住户调查》显示,空置率为8%"
    >>> titled(words, 0, 19).meaning.edtf, titled(words[8:], 0, 10)  # type: ignore[union-attr]
    ('2024', None)
    """
    told = list(_STATISTICS.finditer(text, start, position))
    if not told:
        return None
    year = int(told[-1]["year"])
    time = TimeExpression(f"{year}", date(year, 1, 1), date(year, 12, 31))
    return Mention(*told[-1].span("year"), (time,), "date")
