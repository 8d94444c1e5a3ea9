"""Years that say which call, budget or statistics are meant, and years of what only tells."""

import re
from datetime import date

import pytest

from kg.extraction.discourse.timing import time_of
from kg.extraction.passages.passage import Passage, passages
from kg.extraction.times import dates
from kg.model.mention import Quantity, TimeExpression
from kg.reading.reader import read
from kg.text.folding import fold

ANCHOR = date(2026, 3, 12)


def times(text: str) -> list[str]:
    found = (mention.meaning for mention in dates.find(fold(text), ANCHOR))
    return [time.edtf for time in found if isinstance(time, TimeExpression)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the 2024 call 44% of the places went to teams.", ["2024"]),
        ("The 2023 budget set aside $3 million.", ["2023"]),
        ("After the 2025 round, in which it drew nine applications,", ["2025"]),
        ("The 2030 target is 60%.", ["2030"]),
        ("Our 2016 survey reached 400 homes.", ["2016"]),
        ("Under the 2022–24 plan, forty shops opened.", ["2022/2024"]),
        ("Spending in 2021-25 was $40 million.", ["2021/2025"]),
        ("Spending in 2025-26 was $40 million.", ["2025-26"]),  # of a fiscal year
        ("Some 40 homes will be finished by year-end.", ["2026-12"]),
        ("Fiscal 2024 sales were $9 million.", ["2024"]),
        ("2024全年新增企業40家", ["2024"]),
        ("2025会计年度收入为3亿元", ["2025"]),
        ("今年頭兩個月新增企業40家", ["2026-01/2026-02"]),
        ("2015年至2024年的十年間新增企業40家", ["2015/2024"]),
        # the names of things, and numbers
        ("The 2024 Act binds them.", []),
        ("The 2050 people who came were glad.", []),
        ("It has 2022–2% more.", []),
    ],
)
def test_a_year_before_what_there_is_one_of_each_year_is_a_time(
    text: str, expected: list[str]
) -> None:
    assert times(text) == expected


def passage(text: str) -> Passage:
    return next(each for each in passages(read(text.encode(), "note.txt")) if each.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("港務局今年2月公布的《2025年度泊位監測》顯示，空置率為8%。", "2025"),
        ("《2024年住戶調查》指出，空置率為8%。", "2024"),
        ("港務局今年2月公布，空置率為8%。", "2026-02"),
        ("《2024年住戶條例》生效後，空置率為8%。", ""),
        ("《2021—2025年住戶調查》指出，空置率為8%。", ""),
        ("A report published in May 2025 found that 8% of berths are empty.", ""),
        ("The office said in May 2025 that 8% of berths are empty.", "2025-05"),
    ],
)
def test_a_figure_is_of_the_year_of_its_statistics_not_of_the_day_they_came_out(
    text: str, expected: str
) -> None:
    found = passage(text)
    mentions = [*dates.find(found.folded, ANCHOR), *found.amounts]
    mentions = [m for m in mentions if not isinstance(m.meaning, Quantity) or m.meaning.unit == "%"]
    titles = [each.span() for each in re.finditer("《[^》]*》", found.folded)]  # names of works
    mentions = [m for m in mentions if not any(a < m.start < b for a, b in titles)]
    mentions.sort(key=lambda mention: mention.start)
    figure = next(mention for mention in mentions if isinstance(mention.meaning, Quantity))
    time = time_of(found.folded, mentions, found.sentences[0], figure.start)
    told = time.meaning.edtf if time and isinstance(time.meaning, TimeExpression) else ""
    assert told == expected
