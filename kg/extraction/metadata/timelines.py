"""Years that only their place shows: those of a timeline, and those of the Republic.

The lines of a timeline begin with them: ``2015  《…條例》施行``, ``2019: Port opens``. A number
alone is no year elsewhere; there its place says so, and what stands behind it: words, set apart by
more than one blank, a colon or a dash. A document that dates itself by the Republic means a year
by 113年.
"""

import re
from collections.abc import Iterable
from datetime import date

from kg.model.mention import Mention, TimeExpression

_LINE = re.compile(
    r"\s?(?P<year>(?:19|20)\d\d)(?:\s{2,8}|\s?[:|·]\s?|\s[–—-]\s|\t)(?=[\u3400-\u9fffA-Z《“「\"‘])"
)
_REPUBLIC = 1911
_REPUBLIC_DATE = re.compile(r"(?<!\d)(?:民国)?1[0-3]\d年\d{1,2}月")
_REPUBLICAN = re.compile(  # no length: 逾113年历史
    r"(?<![\d.$])(?<!\d,)(?<![约近逾满达第])(?P<year>1[0-3]\d)年(?!\d|[多余来内间后前以]|的?(?:历史|时间|寿命))"
)

_REPUBLICAN_SPAN = re.compile(  # 114年至117年, 111至114年
    r"(?<![\d.$])(?<!\d,)(?P<first>1[0-3]\d)年?[ ]?[至到~–—-][ ]?(?P<last>1[0-3]\d)年"
    r"(?!\d|的?(?:历史|时间|寿命))"
)


def years(folded: str, lines: Iterable[tuple[int, int]]) -> list[Mention]:
    """Return the years that lines of a folded text begin with as entries of a timeline.

    >>> [(m.start, m.end, m.meaning.edtf) for m in years("2015  条例施行", [(0, 10)])]
    [(0, 4, '2015')]
    >>> years("2015 firms", [(0, 10)])
    []
    """
    matches = (_LINE.match(folded, start) for start, _ in lines)
    return [_year(*match.span("year"), int(match["year"])) for match in matches if match]


def counts_from_republic(folded: str) -> bool:
    """Tell whether a folded text has a day or a month of a year of the Republic.

    >>> counts_from_republic("发布日期:115年4月21日"), counts_from_republic("115年历史")
    (True, False)
    """
    return _REPUBLIC_DATE.search(folded) is not None


def republican(folded: str) -> list[Mention]:
    """Return the years of the Republic in the folded text of a document that counts in them.

    >>> [(m.start, m.meaning.edtf) for m in republican("我国113年再利用率,逾113年历史")]
    [(2, '2024')]
    >>> [m.meaning.edtf for m in republican("推估,116年需求1,113年")]
    ['2027']
    >>> [m.meaning.edtf for m in republican("期程为114年至117年")]
    ['2025/2028']
    """
    spans = [
        _span(match, int(match["first"]) + _REPUBLIC, int(match["last"]) + _REPUBLIC)
        for match in _REPUBLICAN_SPAN.finditer(folded)
        if match["first"] < match["last"]
    ]
    return spans + [
        _year(match.start(), match.end(), int(match["year"]) + _REPUBLIC)
        for match in _REPUBLICAN.finditer(folded)
        if not any(span.start < match.end() and match.start() < span.end for span in spans)
    ]


def _span(match: re.Match[str], first: int, last: int) -> Mention:
    time = TimeExpression(f"{first}/{last}", date(first, 1, 1), date(last, 12, 31))
    return Mention(*match.span(), (time,))


def _year(start: int, end: int, year: int) -> Mention:
    time = TimeExpression(f"{year}", date(year, 1, 1), date(year, 12, 31))
    return Mention(start, end, (time,))
