"""The years that the lines of a timeline begin with: ``2015  《…條例》施行``, ``2019: Port opens``.

A bare number is no year elsewhere; here its place says so, and what stands behind it: words, set
apart by more than one blank, a colon or a dash.
"""

import re
from collections.abc import Iterable

from kg.model.mention import Mention, TimeExpression

_LINE = re.compile(
    r"\s?(?P<year>(?:19|20)\d\d)(?:\s{2,8}|\s?[:|·]\s?|\s[–—-]\s|\t)(?=[\u3400-\u9fffA-Z《“「\"‘])"
)


def years(folded: str, lines: Iterable[tuple[int, int]]) -> list[Mention]:
    """Return the years that lines of a folded text begin with as entries of a timeline.

    >>> [(m.start, m.end, m.meaning.edtf) for m in years("2015  条例施行", [(0, 10)])]
    [(0, 4, '2015')]
    >>> years("2015 firms", [(0, 10)])
    []
    """
    matches = (_LINE.match(folded, start) for start, _ in lines)
    return [
        Mention(*match.span("year"), (TimeExpression(match["year"]),)) for match in matches if match
    ]
