"""Numbers whose noun is left out, and the signs and forms that numbers stand in."""

import pytest

from kg.extraction.numbers.currency import defaults
from kg.extraction.numbers.quantities import find
from kg.model.mention import Quantity
from kg.reading.reader import read
from kg.text.folding import fold


def written(text: str) -> list[str]:
    """Return value and unit of every quantity."""
    found = (mention.meaning for mention in find(fold(text)))
    return [f"{q.value:f} {q.unit}" for q in found if isinstance(q, Quantity)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("power for 14 berths, up from five today", ["14 berth", "5 berth"]),
        ("1,370 nurses last year, up from 820 in 2023", ["1370 person", "820 person"]),
        ("a rate of 12 per cent, down from 18", ["12 %", "18 %"]),
        ("Of the 25 pledges, sixteen have been met and nine are late.",
         ["25 pledge", "16 pledge", "9 pledge"]),
        ("It has 12 depots; three are in Asia.", ["12 depot", "3 depot"]),
        ("from 18 months to nine", ["18 month", "9 month"]),
        ("from eight weeks to three.", ["8 week", "3 week"]),
        ("at the end of the year there were 134, employing 2,260.", ["134 item", "2260 person"]),
        ("there are maybe thirty of them", ["30 item"]),
        ("at least one launch a month", ["1 launch"]),
        ("Our piers handled 412,000 boxes, up from 380,000", ["412000 box", "380000 box"]),
        ("train 5,000 welders; Koper already has 1,870.", ["5000 person", "1870 person"]),
        ("9 weeks in Leeds, 13 in Hull and 21 in York", ["9 week", "13 week", "21 week"]),
        ("成本约42万元;甲地大约51万,乙地则要68万。", ["420000 CNY", "510000 CNY", "680000 CNY"]),
        ("收入4100万元,去年亏了1800万。", ["41000000 CNY", "18000000 CNY"]),
        # another thing, or far from the sum
        ("投资5000万元,用户3万。", ["50000000 CNY", "30000 item"]),
        ("成本42万元;装船3万箱。", ["420000 CNY", "30000 item"]),
        ("train 5,000 welders; Koper has 1,870 berths.", ["5000 person", "1870 berth"]),
        ("compared with 2010", []),
        ("one of them", []),
        ("open from three to midnight", []),
        ("up 8 per cent to £312 million", ["8 %", "312000000 GBP"]),
        ("in the first half of 2023/24", []),
        # how often, how much for how much
        ("twice a day", ["2 time"]), ("three times a week", ["3 time"]),
        ("three times as many", ["3 times"]),
        ("one euro for every two euros of private money", ["0.5 ratio"]),
        # the parts of a whole
        ("三次产业结构为8.2:37.3:54.5", ["8.2 %", "37.3 %", "54.5 %"]),
        ("按4:2:3:1分摊", []), ("三次产业协同", []), ("the other half of the day", []),
        # what a classifier stands for, and what a number stands behind
        ("共回收问卷96份", ["96 questionnaire"]), ("发出二十七封警告信", ["27 letter"]),
        ("有21家属外资", ["21 company"]), ("入场人次合共逾170万", ["1700000 person"]),
        ("登记车辆数量为45,300", ["45300 vehicle"]), ("软件园二期总面积", []),
        ("分三期建设", ["3 item"]), ("为第一台样机", []), ("居四城之首", ["1 rank"]),
        ("handled 914,000 TEU", ["914000 TEU"]), ("吞吐量91万标准箱", ["910000 TEU"]),
        ("We ask three things of them", []), ("at 10.00 GMT", []), ("在半年内", ["6 month"]),
        # money
        ("Dh95,000 a year", ["95000 AED"]), ("R45 million", ["45000000 ZAR"]), ("R2 was high", []),
        ("RM85 million", ["85000000 MYR"]), ("Rs 500 crore", ["5000000000 INR"]),
        ("2.5 lakh jobs", ["250000 job"]), ("SEK210 million", ["210000000 SEK"]),
    ],
)  # fmt: skip
def test_a_number_counts_what_was_said(text: str, expected: list[str]) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "香港長者護理服務調查報告\n\n新加坡政府將投入35億新加坡元，香港則撥款6億元資助長者購買產品。",
            ("HKD", "HKD"),
        ),
        ("澳門簡訊\n\n預算為2,400萬澳門元，津貼8,000元。香港亦派員出席。", ("MOP", "HKD")),
        ("新竹科學園區\n\n台北市補助6億元。", ("TWD", "TWD")),
        ("深圳企业在香港融资3亿港元，投资6亿元。在深圳投资8亿元。", ("CNY", "HKD")),
        ("四川企业投资6亿元。", ("CNY", "USD")),
        ("Adelaide. The satellite cost $6.6 million. Singapore paid S$2 million.", ("CNY", "AUD")),
        ("Wellington, New Zealand. Grants of $6 million.", ("CNY", "NZD")),
        ("Tokyo spent ¥9 billion.", ("JPY", "USD")),
        ("Grants of $6 million.", ("CNY", "USD")),
    ],
)
def test_bare_money_is_of_the_place_that_a_document_speaks_for(
    text: str, expected: tuple[str, str]
) -> None:
    assert tuple(defaults(read(text.encode(), "test.txt"))) == expected
