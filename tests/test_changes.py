"""What a change set out from and arrived at, rises told from falls, and what is yet to come."""

from decimal import Decimal

import pytest

from kg.model.fact import Fact
from kg.model.mention import Qualifier
from kg.reading.reader import read
from tests.extracting import extractor


def figures(text: str) -> list[Fact]:
    facts = extractor().extract(read(text.encode(), "test.md")).facts
    found = [fact for fact in facts if fact.quantity]
    place = {f.id: next(e.span.start for e in f.evidence if e.role == "value") for f in found}
    return sorted(found, key=lambda fact: place[fact.id])


def values(text: str) -> list[str]:
    return [f"{fact.quantity.value:f}" for fact in figures(text) if fact.quantity]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("去年工业用水量下降8.7%。", ["-8.7"]),
        ("書店營業額按年減少約一成二，座位使用率下跌3.5個百分點。", ["-12", "-3.5"]),
        ("Ferry traffic fell by 12 per cent and ticket sales rose by 3 per cent.", ["-12", "3"]),
        ("竊盜案與詐騙案分別下降12.5%和15.1%。", ["-12.5", "-15.1"]),
        ("进口和出口分别增长12.5%和下降1.6%。", ["12.5", "-1.6"]),
        ("Loans to adults were down by 4.1%, those to children by 17%.", ["-4.1", "-17"]),
        ("The co-operative reduced its water use by 30 per cent.", ["-30"]),
        ("Rents were 6 per cent lower than in 2019.", ["-6"]),
        ("Rainfall was 30% below average.", ["-30"]),
        ("本年雨量較正常偏少一成半。", ["-15"]),
        ("书店客流比平日少三成。", ["-30"]),
        # a level, an amount, and what its own measure calls a fall
        ("Turnout was 30% above average.", ["30"]),
        ("空置率较低，为5%。", ["5"]),
        ("Some 30% of homes are under water.", ["30"]),
        ("空置率下降至8.7%。", ["8.7"]),
        ("Unemployment fell to 4.2 per cent.", ["4.2"]),
        ("Emissions were cut by 18,000 tonnes.", ["18000"]),
        ("书价的降幅为5%。", ["5"]),
        ("去年书籍销量上升8.7%。", ["8.7"]),
    ],
)
def test_a_fall_has_its_sign(sentence: str, expected: list[str]) -> None:
    assert values(sentence) == expected


def test_the_bound_of_a_fall_turns_with_it() -> None:
    more, between = figures("渡轮客量下降超过8%。货运量减少5%至7%。")
    assert more.quantity
    assert between.quantity
    assert more.quantity.value == Decimal(-8)
    assert more.quantity.qualifier is Qualifier.LESS_THAN
    assert between.quantity.value == Decimal(-7)
    assert between.quantity.maximum == Decimal(-5)


def test_a_head_that_calls_its_figures_falls_gives_them_their_sign() -> None:
    table = "| 地区 | 跌幅 |\n|---|---|\n| 青岛 | 4.5% |\n| 济南 | 3.2% |\n"
    assert [f.quantity.value < 0 for f in figures(table) if f.quantity] in ([], [True, True])


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("轮候时间由高峰期的6.1年缩短至5.3年。", "轮候时间"),
        ("校園面積自158公頃縮減為89公頃。", "校園面積"),
        ("拟将早餐补贴从每餐3元提高到5元。", "早餐补贴"),
        ("过夜游客由2024年的112万人次提高到300万人次。", "过夜游客"),
        ("Night buses rose from 31 in 2023 to 58 last year.", "Night buses"),
        ("The wait for a mooring lengthened from 41 weeks to 53.", "wait for a mooring"),
        ("Listed co-operatives: 4 → 25", "Listed co-operatives"),
    ],
)
def test_a_change_has_two_stages_of_one_measure(sentence: str, measure: str) -> None:
    found = figures(sentence)
    assert [dict(f.dimension).get("stage") for f in found] == ["before", "after"]
    assert {f.measure for f in found} == {measure}


@pytest.mark.parametrize(
    "sentence",
    [
        "票价由3元至5元不等。",
        "中心由清大设立，拨款3亿元，聘用20人。",
        "Prices range from 3 euros to 5 euros.",
        "来自12个县的代表讨论了30个议题。",
    ],
)
def test_a_range_and_an_agent_have_no_stage(sentence: str) -> None:
    assert not [f for f in figures(sentence) if "stage" in dict(f.dimension)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "图书销量40亿册，增长3.6%；杂志销量8亿册，比上年下降2.1%。",
            [("图书销量", "3.6"), ("杂志销量", "-2.1")],
        ),
        (
            "借書310萬冊，還書290萬冊，分別增長12.5%和下降1.6%。",
            [("借書", "12.5"), ("還書", "-1.6")],
        ),
        ("Loans rose by 3 per cent.", [("Loans", "3")]),
    ],
)
def test_what_only_moves_is_growth_of_what_stands_before_it(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = [f for f in figures(sentence) if f.predicate == "kg:growth"]
    assert [(f.measure, f"{f.quantity.value:f}") for f in found if f.quantity] == expected


def modalities(text: str) -> list[str]:
    return [fact.modality for fact in figures(f"---\ndate: 2025-04-08\n---\n\n{text}")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2030年，公共泳池达到40座。", ["target"]),
        ("2025年计划完成渠道改造65公里。", ["plan"]),
        ("By 2031 we want 12 per cent of libraries to open on Sundays.", ["target"]),
        ("The council should set aside €500 million.", ["plan"]),
        ("2024年，公共泳池达到40座。", ["actual"]),
        ("The pools had 12,000 visitors in 2023.", ["actual"]),
        ("By 2020 the network had 40 pools.", ["actual"]),
    ],
)
def test_nothing_is_actual_that_is_yet_to_come(sentence: str, expected: list[str]) -> None:
    assert modalities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("65岁以上长者有3万人。", ["30000"]),
        ("18至30歲的學員佔三成。", ["30"]),
        ("Grants went to 400 people aged 60 or above.", ["400"]),
        ("义工的平均年龄为65岁。", ["65"]),
        ("The pier is 60 years old.", ["60"]),
    ],
)
def test_an_age_that_only_says_who_is_counted_is_no_figure(
    sentence: str, expected: list[str]
) -> None:
    assert values(sentence) == expected


def ends(text: str) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            f"{f.quantity.value:f}",
            f.time,
            dict(f.dimension).get("stage", ""),
            f.subject.name,
            f.measure,
        )
        for f in figures(text)
        if f.quantity
    ]


@pytest.mark.parametrize(
    ("sentence", "high", "low"),
    [
        (
            "Ferry trips reached 5.2 million in 2023, up from 4.1 million a year earlier.",
            ("5200000", "2023"),
            ("4100000", "2022"),
        ),
        (
            "The mean rent of the estate was 620 dollars in 2023, down from 700 dollars in 2019.",
            ("620", "2023"),
            ("700", "2019"),
        ),
        (
            "The quarry sold 50 tonnes in 2023, up 25% from 40 tonnes.",
            ("50", "2023"),
            ("40", ""),
        ),
        (
            "The choir has 52 singers, compared with 38 singers in 2019.",
            ("52", ""),
            ("38", "2019"),
        ),
        ("2023年渡轮载客52万人次,高于2022年的41万人次。", ("520000", "2023"), ("410000", "2022")),
        ("2023年渡輪載客520萬人次，較上年的410萬人次為多。", ("5200000", "2023"), ("4100000", "")),
    ],
)  # fmt: skip
def test_what_was_before_may_be_told_second(
    sentence: str, high: tuple[str, str], low: tuple[str, str]
) -> None:
    """Both ends are of one thing and measure one thing; each has its own time."""
    found = [each for each in ends(sentence) if each[0] in (high[0], low[0])]
    assert [each[:3] for each in found] == [(*high, "after"), (*low, "before")]
    assert len({each[3:] for each in found}) == 1


def test_a_rule_of_its_own_states_an_end_too() -> None:
    low, high = figures("诊所的平均轮候时间由28日缩短至15日。")
    assert (low.rule, high.rule) == ("average-amount", "figure")
    assert [dict(f.dimension) for f in (low, high)] == [{"stage": "before"}, {"stage": "after"}]
    assert low.predicate == high.predicate == "kg:average"
    assert low.measure == high.measure


@pytest.mark.parametrize(
    "sentence",
    [
        "全國平均薪金3萬元，高於鄰市的2萬元。",
        "The north has 52 farms, compared with 38 farms in the south.",
        "The grant pays 300 dollars in 2024, and members get 200 dollars from a fund.",
    ],
)
def test_what_is_compared_with_no_earlier_time_is_no_change(sentence: str) -> None:
    assert not any(dict(fact.dimension).get("stage") for fact in figures(sentence))
