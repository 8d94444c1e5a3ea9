"""Figures that no pattern claims: what they measure, of whom, when, in which sense, who says so."""

import pytest

from kg.conversion import knowledge
from kg.extraction.discourse.claims import Spans
from kg.extraction.discourse.measures import moves
from kg.model.fact import Fact
from kg.model.span import Span
from kg.reading.reader import read
from kg.text.folding import fold
from tests.extracting import extractor


def figures(text: str, name: str = "test.md") -> list[Fact]:
    return [f for f in extractor().extract(read(text.encode(), name)).facts if f.quantity]


def figure(text: str, value: str, name: str = "test.md") -> Fact:
    (found,) = [f for f in figures(text, name) if f"{f.quantity.value:f}" == value]  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("年末全市常住人口512.4万人。", "5124000", "常住人口"),
        ("全港共有商場停車位8.3萬個。", "83000", "商場停車位"),
        ("The dropout rate in nursing stood at 7.1 per cent.", "7.1", "dropout rate in nursing"),
        ("Some 410 affordable studios will open in May.", "410", "affordable studios"),
        ("We have spent £31 million on tidal power.", "31000000", "tidal power"),
    ],
)
def test_a_figure_measures_the_noun_phrase_beside_it(text: str, value: str, measure: str) -> None:
    assert figure(text, value).measure == measure


def test_what_is_measured_is_the_subject_where_nothing_is_named() -> None:
    fact = figure("# Notes\n\nThe dropout rate in nursing stood at 7.1 per cent.\n", "7.1")
    assert (fact.subject.name, fact.subject.types) == ("dropout rate in nursing", ("kg:Topic",))
    assert fact.tier == "B"


def test_a_movement_is_of_what_moved() -> None:
    first, second = figures("# 数据\n\n第三产业增加值731.5亿元，增长4.2%。\n")
    assert first.subject == second.subject


@pytest.mark.parametrize(
    ("text", "value", "time"),
    [
        ("2021年招收3,100人，2023年招收4,700人。", "4700", "2023"),
        ("2023年失業人數為4,700人，較2021年減少900人。", "900", "2023"),
        (
            "By 2019, 42 per cent of homes had fibre, compared with 17 per cent in 2012.",
            "17",
            "2012",
        ),
        ("今年招收3,100人。", "3100", ""),
    ],
)
def test_a_figure_has_the_time_of_its_own_clause(text: str, value: str, time: str) -> None:
    assert figure(text, value).time == time


def test_a_bulletin_reports_on_the_year_of_its_title() -> None:
    text = (
        "---\ntitle: 2022年青禾市统计公报\ndate: 2023-03-05\n---\n\n年末全市共有公园62个。\n\n"
        "全年接待游客81万人次。\n"
    )
    park, visits = figure(text, "62"), figure(text, "810000")
    assert park.time == "2022-12"
    assert visits.time == "2022"
    assert "2022" in {e.quote for e in visits.evidence if e.role == "time"}


def test_the_year_in_the_name_of_an_event_is_the_time_of_its_figures() -> None:
    text = "2019成都国际电子博览会吸引了430家企业参展。"
    assert figure(text, "430").time == "2019"


def test_a_relative_time_shows_the_date_that_it_leans_on() -> None:
    text = "---\ntitle: 简讯\ndate: 2024-05-06\n---\n\n青禾学院去年招收3,100名学生。\n"
    fact = figure(text, "3100")
    assert fact.time == "2023"
    assert {e.quote for e in fact.evidence if e.role == "time-anchor"} == {"2024-05-06"}


def test_a_fact_shows_the_work_that_its_sentence_cites() -> None:
    text = "深圳新增3,100个岗位。[^1] 另有职工72,000人。[^2]\n\n[^1]: 甲报\n[^2]: 乙报\n"
    assert [e.quote for e in figure(text, "3100").evidence if e.role == "citation"] == ["[^1]"]
    assert [e.quote for e in figure(text, "72000").evidence if e.role == "citation"] == ["[^2]"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("香港特區政府將撥款6億元。", "600000000", "HKD"),
        ("澳門特區政府將撥款6億元。", "600000000", "MOP"),
        ("新竹市政府將補助6億元，另有新台幣2億元。", "600000000", "TWD"),
        ("深圳市将拨款6亿元。", "600000000", "CNY"),
        ("Singapore will spend $6 million on labs.", "6000000", "SGD"),
        ("The city of Boston, in the United States, spent $6 million.", "6000000", "USD"),
    ],
)
def test_a_bare_yuan_or_dollar_is_of_the_documents_place(text: str, value: str, unit: str) -> None:
    quantity = figure(text, value).quantity
    assert quantity is not None
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("预计到2031年短缺4万人", "forecast"),
        ("目标是培训3000人", "target"),
        ("政府计划投入2亿元", "plan"),
        ("已培训3000人", "actual"),
        ("is expected to reach", "forecast"),
        ("计划到2027年", "plan"),
        ("擬於明年撥出", "plan"),
        ("library aims for", "target"),
        ("本局建议设立", "plan"),
        ("资料显示", "actual"),
        ("拟南芥的样本有", "actual"),
        ("虚拟银行有", "actual"),
        ("该计划在去年批出", "actual"),
        ("销量比预期低", "actual"),
        ("by the will of the founder", "actual"),
        ("the gallery was willed", "actual"),
    ],
)
def test_words_tell_facts_from_forecasts_targets_and_plans(clause: str, expected: str) -> None:
    assert knowledge().patterns.modality(fold(clause)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("同比增长", True), ("下降", True), ("up", True), ("出口", False), ("增长率", False)],
)
def test_words_of_movement_name_nothing(phrase: str, expected: bool) -> None:
    assert moves(phrase) is expected


SURVEY = """# 北岸青年就業意向調查2024

受訪者中，六成四人選擇「發展空間較大」，較去年上升3個百分點。

至於離職的原因，「工時過長」佔38%。
"""


def test_shares_in_the_prose_of_a_survey_are_answers() -> None:
    chosen, reason = figure(SURVEY, "64"), figure(SURVEY, "38")
    assert chosen.predicate == "kg:responseShare"
    assert dict(chosen.dimension)["option"] == "選擇「發展空間較大」"
    assert dict(reason.dimension) == {"option": "工時過長", "question": "離職的原因"}


def test_what_is_told_of_those_asked_is_of_the_survey() -> None:
    text = "# 2024年漁港商戶調查報告\n\n海灣商會於2024年成立。受訪商戶平均聘用員工31人。\n"
    fact = figure(text, "31")
    assert fact.subject.name == "2024年漁港商戶調查報告"


def test_what_only_moves_is_of_what_stands_before_it() -> None:
    text = (
        "# 資料\n\n海灣商會表示，前線銷售員的月薪中位數由11,000港元升至12,400港元，按年增加6%。\n"
    )
    subjects = {f.subject.name for f in figures(text)}
    assert subjects == {"前線銷售員"}


def test_the_option_of_a_share_is_all_that_its_clause_says_of_it() -> None:
    text = (
        "# 2024年漁港商戶調查報告\n\n## 外地業務\n\n"
        "已在橫琴粵澳深度合作區開設業務的企業佔9.8%，無意開設的佔68.2%。\n"
    )
    told = dict(figure(text, "9.8").dimension)
    assert told == {"option": "已在橫琴粵澳深度合作區開設業務的企業", "question": "外地業務"}


def test_a_share_outside_a_survey_is_no_answer() -> None:
    assert figure("深圳的绿化率为38%。", "38").predicate != "kg:responseShare"


def test_the_top_of_a_list_is_no_figure() -> None:
    found = figures("深圳有7所学校进入前30名。")
    assert [f.quantity.value for f in found if f.quantity] == [7]


def test_spans_know_what_meets_them() -> None:
    spans = Spans([Span(4, 9), Span(5, 6), Span(20, 22)])
    assert [spans.meet(Span(a, b)) for a, b in ((0, 4), (8, 10), (9, 20), (21, 30))] == [
        False,
        True,
        False,
        True,
    ]
    assert not Spans([]).meet(Span(0, 9))


@pytest.mark.parametrize(
    "text",
    [
        "Porto does not have 40 labs.",
        "西湖基金并未获得3亿元注资。",
        "如果获批，深圳的产值可达50亿元。",
        "杭州没有500家工厂。",
    ],
)
def test_what_is_denied_or_supposed_is_only_a_candidate(text: str) -> None:
    assert {fact.tier for fact in figures(text)} == {"C"}


def test_no_word_that_merely_looks_like_a_denial_counts() -> None:
    assert {fact.tier for fact in figures("深圳未来科技园不断扩建，新增300个岗位。")} <= {"A", "B"}


def test_projects_are_not_projected() -> None:
    assert {f.modality for f in figures("The city funded 12 projects in 2023.")} == {"actual"}


@pytest.mark.parametrize(
    ("text", "value", "time"),
    [
        # who is cited before the time is no hindrance
        ("據統計局資料，2024年旅客3,493萬人次。旅客總消費753億元。", "75300000000", "2024"),
        (
            "According to the bureau, in 2024 arrivals reached 3,000. Spending was $40.",
            "40",
            "2024",
        ),
        # but a time that the sentence only mentions sets no frame
        ("據統計局資料，旅客3,493萬人次，高於2019年。旅客總消費753億元。", "75300000000", ""),
    ],
)
def test_a_source_before_a_time_does_not_hide_it(text: str, value: str, time: str) -> None:
    assert figure(f"# 旅遊\n\n{text}\n", value).time == time


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("完成年度目标的", "actual"),
        ("代表建议", "actual"),
        ("目标是", "target"),
        ("本局建议", "plan"),
    ],
)
def test_goals_that_were_met_and_proposals_that_were_handled_are_facts(
    clause: str, expected: str
) -> None:
    assert knowledge().patterns.modality(fold(clause)) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("菊川町人口只有4萬3千。", "43000", "person"),
        ("船員求供比為3.7。", "3.7", "ratio"),
        ("商場有57家鋪子。", "57", "shop"),
        ("本年舉辦46場居民諮詢會。", "46", "time"),
        ("園區有12家初創公司。", "12", "company"),
    ],
)
def test_what_is_counted_may_stand_before_its_number(text: str, value: str, unit: str) -> None:
    found = figure(f"# 通報\n\n{text}\n", value).quantity
    assert (found.unit if found else None) == unit


@pytest.mark.parametrize(
    ("heading", "currency"),
    [("內地的經驗", "CNY"), ("二、澳門", "MOP"), ("與內地合作", "HKD"), ("財務", "HKD")],
)
def test_bare_money_is_that_of_the_place_of_its_section(heading: str, currency: str) -> None:
    text = f"# 香港的海運\n\n香港發展情況。\n\n## {heading}\n\n- 形成1,000億元規模的基金\n"
    (found,) = [f.quantity for f in figures(text)]
    assert (found.unit if found else None) == currency


@pytest.mark.parametrize(
    ("text", "value", "measure", "subject"),
    [
        ("不足三成的院舍設有無障礙設施。", "30", "院舍設有無障礙設施", "院舍"),
        ("三分之二的社企录得盈余。", "66.6667", "社企录得盈余", "社企"),
        ("超过八成的渔船已安装定位仪。", "80", "渔船已安装定位仪", "渔船"),
        ("五成市民支持。", "50", "市民支持", "市民"),
        ("One in six farms larger than two hectares sells milk.", "16.6667", "farms", "farms"),
        ("The museum drew 40,000 visitors.", "40000", "museum drew", "museum"),
        ("The library aims for 300 loans.", "300", "library aims", "library"),
        ("The number of registered nurses is 300.", "300", "number of registered nurses",
         "number of registered nurses"),
    ],
)  # fmt: skip
def test_no_figure_is_in_its_own_measure_and_no_verb_in_its_topic(
    text: str, value: str, measure: str, subject: str
) -> None:
    found = figure(text, value)
    assert found.measure.startswith(measure)
    assert found.subject.name.startswith(subject)
    shown = next(e.quote for e in found.evidence if e.role == "value")
    assert shown not in found.measure
