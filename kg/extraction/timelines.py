"""The year that a line of a timeline begins with: ``2015  《…條例》施行``, ``2019: Port opens``.

A bare number is no year elsewhere; here its place says so, and what stands behind it: words, set
apart by more than one blank, a colon or a dash.
"""

import re

from kg.model.mention import Mention, TimeExpression

_LINE = re.compile(
    r"\s?(?P<year>(?:19|20)\d\d)(?:\s{2,8}|\s?[:|·]\s?|\s[–—-]\s|\t)(?=[\u3400-\u9fffA-Z《“「\"‘])"
)


def year(folded: str) -> list[Mention]:
    """Return the year that a folded text begins with as an entry of a timeline, if it does.

    >>> [(m.start, m.end, m.meaning.edtf) for m in year("2015  条例施行")], year("2015 firms")
    ([(0, 4, '2015')], [])
    """
    match = _LINE.match(folded)
    if match is None:
        return []
    return [Mention(*match.span("year"), (TimeExpression(match["year"]),))]
