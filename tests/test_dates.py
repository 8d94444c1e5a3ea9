"""Dates, periods and relative times in both scripts and English."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.times.dates import find
from kg.model.mention import TimeExpression
from kg.text.folding import fold

ANCHOR = date(2024, 5, 15)


def edtf(text: str, anchor: date | None = ANCHOR) -> list[str]:
    """Return the EDTF of every time in ``text``."""
    return [time.edtf for time in times(text, anchor)]


def times(text: str, anchor: date | None = ANCHOR) -> list[TimeExpression]:
    """Return the meaning of every time in ``text``."""
    found = [mention.meaning for mention in find(fold(text), anchor)]
    return [meaning for meaning in found if isinstance(meaning, TimeExpression)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年", ["2021"]), ("二零二一年", ["2021"]), ("二〇二一年七月", ["2021-07"]),
        ("一九九八年", ["1998"]),
        ("2021年7月", ["2021-07"]), ("2021年7月9日", ["2021-07-09"]),
        ("2021年7月9日(星期五)", ["2021-07-09"]),
        ("2021-07-09", ["2021-07-09"]), ("2021-07", ["2021-07"]), ("2021/7/9", ["2021-07-09"]),
        ("2021.7.9", ["2021-07-09"]), ("9/7/2021", ["2021-07-09"]),
        ("2021-07-09T08:30:00+08:00", ["2021-07-09"]), ("2021年第三季度", ["2021-Q3"]),
        ("2021年首季", ["2021-Q1"]), ("2021年第二季", ["2021-Q2"]), ("2021年二季度", ["2021-Q2"]),
        ("2021年上半年", ["2021-H1"]), ("2021年下半年", ["2021-H2"]), ("2021年底", ["2021-12"]),
        ("2021年末", ["2021-12"]), ("2021年初", ["2021-01"]), ("2021年中", ["2021"]),
        ("2021年前三季度", ["2021-01/2021-09"]), ("2021年首九个月", ["2021-01/2021-09"]),
        ("2021年1至4月", ["2021-01/2021-04"]), ("2021年1-4月份", ["2021-01/2021-04"]),
        ("2017年至2021年", ["2017/2021"]), ("2017-2021年", ["2017/2021"]),
        ("2017至2021年間", ["2017/2021"]),
        ("2021年3月至2022年8月", ["2021-03/2022-08"]),
        ("2021年3月5日至8日", ["2021-03-05/2021-03-08"]),
        ("2021年3月5日至4月2日", ["2021-03-05/2021-04-02"]),
        ("截至2021年6月", ["../2021-06"]), ("截止2021年6月30日", ["../2021-06-30"]),
        ("2021年6月止", ["../2021-06"]), ("自2017年起", ["2017/.."]), ("2017年以來", ["2017/.."]),
        ("從2017年開始", ["2017/.."]), ("2017年至今", ["2017/.."]),
        ("自2017年3月推出", ["2017-03/.."]),
        ("2017年起草", ["2017"]), ("到2031年", ["2031"]), ("2021-22年度", ["2021-22"]),
        ("2021/22財政年度", ["2021-22"]), ("2010-11年度", ["2010/2011"]),
        ("2021-22学年", ["2021/2022"]),
        ("1990年代", ["1990/1999"]), ("今年", ["2024"]), ("去年", ["2023"]), ("前年", ["2022"]),
        ("明年", ["2025"]), ("后年", ["2026"]), ("今年2月", ["2024-02"]),
        ("去年11月", ["2023-11"]),
        ("去年底", ["2023-12"]), ("今年初", ["2024-01"]), ("明年起", ["2025/.."]),
        ("今年以来", ["2024"]),
        ("今年首季", ["2024-Q1"]), ("去年第四季", ["2023-Q4"]), ("去年下半年", ["2023-H2"]),
        ("年内", ["2024"]), ("年底", ["2024-12"]), ("本月", ["2024-05"]), ("上月", ["2024-04"]),
        ("上个月", ["2024-04"]), ("下个月", ["2024-06"]), ("上季", ["2024-Q1"]),
        ("本季度", ["2024-Q2"]),
        ("上周", ["2024-05-06/2024-05-12"]), ("昨日", ["2024-05-14"]),
        ("上月12日", ["2024-04-12"]), ("今(15)日", ["2024-05-15"]), ("昨(14日)", ["2024-05-14"]),
        ("本(5)月20日", ["2024-05-20"]), ("去(112)年11月", ["2023-11"]), ("今(三)班", []),
        ("自112年7月起执行至113年6月", ["2023-07/2024-06"]),
        ("由2025年3月起至2026年2月", ["2025-03/2026-02"]),
        ("自2017年3月起增至2021年", ["2017-03/..", "2021"]),
        ("本财政年度", ["2024-25"]), ("上财政年度", ["2023-24"]), ("6月3日", ["2024-06-03"]),
        ("11月28日", ["2023-11-28"]), ("第二季度", ["2024-Q2"]), ("上半年", ["2024-H1"]),
        ("2021年6月公布，9月实施", ["2021-06", "2021-09"]),
        ("2021年6月公布。9月实施", ["2021-06", "2024-09"]),
        # English
        ("30 June 2021", ["2021-06-30"]), ("30th June, 2021", ["2021-06-30"]),
        ("June 30, 2021", ["2021-06-30"]), ("Jun 30, 2021", ["2021-06-30"]),
        ("Jun 2021", ["2021-06"]),
        ("Sept 2021", ["2021-09"]), ("30 June 2021 (Wednesday)", ["2021-06-30"]),
        ("Q3 2021", ["2021-Q3"]),
        ("2021 Q3", ["2021-Q3"]), ("H2 2021", ["2021-H2"]), ("1H2021", ["2021-H1"]),
        ("the third quarter of 2021", ["2021-Q3"]), ("the first half of 2021", ["2021-H1"]),
        ("the second half of last year", ["2023-H2"]), ("FY2021-22", ["2021-22"]),
        ("FY21-22", ["2021-22"]),
        ("FY2021", ["2021"]), ("the 2021-22 financial year", ["2021-22"]),
        ("fiscal year 2021/22", ["2021-22"]),
        ("The 2021-22 Budget", ["2021-22"]), ("mid-2021", ["2021"]),
        ("the end of 2021", ["2021-12"]),
        ("by end-2021", ["2021-12"]), ("the end of this year", ["2024-12"]),
        ("since 2017", ["2017/.."]),
        ("since June 2017", ["2017-06/.."]), ("as of March 2021", ["../2021-03"]),
        ("as at the end of March 2021", ["../2021-03"]), ("from 2017 to 2021", ["2017/2021"]),
        ("between 2017 and 2021", ["2017/2021"]), ("in 2017 and 2021", ["2017", "2021"]),
        ("2017–2021", ["2017/2021"]), ("by 2031", ["2031"]), ("in 2021", ["2021"]),
        ("from 2030", ["2030/.."]), ("figures from 2021", ["2021"]),
        ("2021 onwards", ["2021/.."][:0]),
        ("in 2021 onwards", ["2021/.."]),
        ("3 January to 28 March 2021", ["2021-01-03/2021-03-28"]),
        ("5 to 7 June 2021", ["2021-06-05/2021-06-07"]),
        ("June to August 2021", ["2021-06/2021-08"]),
        ("the first nine months of 2021", ["2021-01/2021-09"]), ("last October", ["2023-10"]),
        ("this April", ["2024-04"]), ("next July", ["2024-07"]), ("last year", ["2023"]),
        ("next year", ["2025"]), ("this year", ["2024"]), ("last month", ["2024-04"]),
        ("last quarter", ["2024-Q1"]), ("yesterday", ["2024-05-14"]),
        ("It today opened a yard", ["2024-05-15"]),
        ("today's 85 yards; Today we can say", []), ("Today we open a yard", ["2024-05-15"]),
        ("in May", ["2024-05"]),
        ("on 5 May", ["2024-05-05"]), ("the current financial year", ["2024-25"]),
        ("the 1990s", ["1990/1999"]),
        # spans told by their length; what nobody can date is found, and has no EDTF
        ("近三年", ["2021/2024"]), ("过去五年", ["2019/2024"]), ("五年来", ["2019/2024"]),
        ("over the past three years", ["2021/2024"]),
        ("in the last 18 months", ["2022-11/2024-05"]),
        ("三年前", ["2021"]), ("两个月前", ["2024-03"]), ("four years ago", ["2020"]),
        ("未来三年", [""]), ("the next two years", [""]), ("in its first three years", [""]),
        ("twelve years later", [""]), ("七年过去,", [""]), ("头两个月,", [""]),
        ("last summer", [""]),
        ("近10年经验", []), ("三年内", []), ("over four years", []), ("2027年前", ["2027"]),
        ("“十四五”期间", ["2021/2025"]), ("十三五时期", ["2016/2020"]), ("“十四五”末", ["2025"]),
        ("十四五规划", []), ("令和5年度", ["2023-24"]), ("平成30年4月", ["2018-04"]),
        ("112年度", ["2023"]), ("112年7月", ["2023-07"]), ("112年经验", []),
        # periods told by their end
        ("the year ended 31 March 2024", ["2023-24"]), ("截至2024年3月31日止年度", ["2023-24"]),
        ("the six months to 30 June 2023", ["2023-H1"]), ("截至2023年9月30日止三个月", ["2023-Q3"]),
        ("the two days to 7 May 2024", ["2024-05-06/2024-05-07"]),
        ("the year ended 31 December 2023", ["2023"]), ("2023财年", ["2023"]),
        # years that are listed
        ("2021、2022及2023年", ["2021", "2022", "2023"]),
        ("in 2021, 2022 and 2023", ["2021", "2022", "2023"]),
        ("二〇二三至二四年度", ["2023-24"]), ("the 2023-24 school year", ["2023/2024"]),
        # what is no time
        ("三个月", []), ("24年经验", []), ("每年10月", []), ("同年", []),
        ("近日", []),
        ("2025香港科技展", []), ("2,021家", []), ("We may march", []), ("2021 firms", []),
        ("13/14/2021", []),
        ("2021-02-30", []), ("$2021", []), ("百年", []), ("翌年3月", []),
    ],
)  # fmt: skip
def test_times_are_read_as_edtf(text: str, expected: list[str]) -> None:
    assert edtf(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "去年10月",
        "今年",
        "last year",
        "上月",
        "6月3日",
        "last October",
        "昨日",
        "本财政年度",
        "年底",
    ],
)
def test_without_an_anchor_a_relative_time_is_found_but_open(text: str) -> None:
    (meaning,) = times(text, None)
    assert meaning == TimeExpression("", relative=True)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2021年第三季度", date(2021, 7, 1), date(2021, 9, 30)),
        ("2020年2月", date(2020, 2, 1), date(2020, 2, 29)),
        ("截至2021年6月", None, date(2021, 6, 30)),
        ("自2017年起", date(2017, 1, 1), None),
        ("2021-22年度", date(2021, 4, 1), date(2022, 3, 31)),
        ("2017年至2021年", date(2017, 1, 1), date(2021, 12, 31)),
        ("in the 1990s", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_bounds_are_inclusive_and_open_ends_are_none(
    text: str, earliest: date | None, latest: date | None
) -> None:
    (meaning,) = times(text)
    assert (meaning.earliest, meaning.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("数字截至2021年6月公布", "截至2021年6月"),
        ("自2017年起实施", "自2017年起"),
        ("到2031年建成", "2031年"),
        ("It opened in June 2021 (late).", "June 2021"),
        ("有效 since 2017.", "since 2017"),
    ],
)
def test_a_mention_covers_the_words_that_decide_its_form(text: str, quote: str) -> None:
    (mention,) = find(text, ANCHOR)
    assert text[mention.start : mention.end] == quote


def test_only_what_needed_the_anchor_is_relative() -> None:
    assert [m.relative for m in times("2021年6月公布,9月实施。去年完成")] == [False, False, True]


@given(
    st.text(
        alphabet="年月日至到截自起去今明上下半第季度0123456789-/. 一二三四十MayJune to2024",
        max_size=60,
    )
)
def test_times_are_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for mention in find(text, ANCHOR):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize(
    "unit", ["1", "1月", "2024-", "2024年至", "年", "May ", "1-", "截至", "零"]
)
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    started = time.thread_time()
    find((unit * 50_000)[:50_000], ANCHOR)
    assert time.thread_time() - started < 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年开工。渡轮同年11月启用。", ["2019", "2019-11"]),
        ("自2021年起招生，同年9月开学。", ["2021/..", "2021-09"]),
        ("渡轮11月启用。", ["2025-11"]),
        ("2019年开工。渡轮11月启用。", ["2019", "2025-11"]),
    ],
)
def test_the_same_year_is_that_of_the_date_before(text: str, expected: list[str]) -> None:
    assert edtf(text, date(2025, 12, 1)) == expected
