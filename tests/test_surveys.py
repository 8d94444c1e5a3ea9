"""Survey answers in lists and in running text, sample sizes, rankings, sectors asked."""

import pytest

from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.extraction.surveys import findings
from kg.extraction.surveys.answers import is_group
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read


def mint(words: str, curie: str) -> Entity:
    return Entity(f"id/{words}", (Label(words),), (curie,))


def find(text: str, name: str = "note.md") -> list[Fact]:
    document = read(text.encode(), name)
    found = findings.find(passages(document), statements.document_entity(document), mint)
    for fact in found:
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)
    return found


def shares(found: list[Fact]) -> list[tuple[int, str]]:
    return [
        (int(fact.quantity.value), dict(fact.dimension)["option"])
        for fact in found
        if fact.quantity and fact.predicate in ("kg:responseShare", "kg:share")
    ]


DECK = """



灣畔市綠色運輸調查

2024年5月



調查結果

成功訪問 820 名市民

不使用電動巴士的原因

● 52% 班次不足
● 31%** 票價較高
● 9% 其他



市民出行方式

鐵路（48%）
巴士（33%）
步行（19%）



已轉用電動車的車主

轉用的好處

● 61% 較安靜
● 40% 節省燃料



17% 車主表示
會再次購買

55% 企業的司機佔員工一半或以上



轉用時的首三個考慮

售價

續航力

充電位置



受訪者行業

● 運輸業
● 零售業
● 其他
"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("- 60% costs too much\n- 39% too slow", [(60, "costs too much"), (39, "too slow")]),
        ("- 45%** 成本\n- 30%** 人手", [(45, "成本"), (30, "人手")]),
        ("* costs: 45 %\n* noise: 20 %", [(45, "costs"), (20, "noise")]),
        ("- 成本（45%）\n- 人手（20%）", [(45, "成本"), (20, "人手")]),
        ("大企：19%\n中小企：81%", [(19, "大企"), (81, "中小企")]),
        ("- 45 per cent: noise\n- 20 per cent: smell", [(45, "noise"), (20, "smell")]),
        ("- 46% 10萬以下\n- 19% 10-30萬", [(46, "10萬以下"), (19, "10-30萬")]),
        ("- 43% 包括政府基金\n- 19% 包括貸款", [(43, "政府基金"), (19, "貸款")]),
        ("Small firms - 40%\n\nLarge firms - 70%", [(40, "Small firms"), (70, "Large firms")]),
        ("- 30% 同意。但有保留\n- 20% 反對。但有保留", []),
        ("- costs 45% of income each year\n- noise 20% of the time", []),
        ("- 45%\n- 20%", []),
    ],
)
def test_a_list_of_shares_is_one_fact_each(lines: str, expected: list[tuple[int, str]]) -> None:
    text = f"# Quiet ports\n\nWe surveyed residents.\n\n## Reasons\n\n{lines}\n"
    assert shares(find(text)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Some 62 per cent of respondents said they would stay, while 30 per cent cited noise.",
            [("they would stay", "respondents"), ("noise", "")],
        ),
        ("七成三受訪僱主表示人手不足。", [("人手不足", "受訪僱主")]),
        ("45%的受訪者認為租金是主因，較去年上升5%。", [("租金是主因", "受訪者")]),
        ("受訪企業中，有28%表示會擴充。", [("會擴充", "受訪企業")]),
        ("Of the small firms, 40% reported losses.", [("losses", "small firms")]),
        ("逾六成受訪商戶計劃加價。", [("計劃加價", "受訪商戶")]),
        ("The survey says exports rose 12% last year.", []),
        ("The survey covers 12% of the bay.", []),
    ],
)
def test_a_sentence_says_who_says_what(sentence: str, expected: list[tuple[str, str]]) -> None:
    text = f"# Bay news\n\nA questionnaire was sent out in May.\n\n## Findings\n\n{sentence}\n"
    found = [dict(f.dimension) for f in find(text) if f.rule == "survey-statement"]
    assert [(d["option"], d.get("group", "")) for d in found] == expected


def test_a_list_in_a_document_without_a_survey_is_plain_shares() -> None:
    found = find("# Energy\n\n## Mix\n\n- 45% wind\n- 30% solar\n")
    assert {fact.predicate for fact in found} == {"kg:share"}
    assert {fact.tier for fact in found} == {"B"}


@pytest.mark.parametrize(
    ("heading", "time"),
    [
        ("Landings by species, 2024", "2024"), ("2024年第一季度各品種佔比", "2024-Q1"),
        ("各品种占比（2023年）", "2023"), ("Landings by species", ""),
        ("Landings by species, 2014 to 2024 and 2030", ""),
    ],
)  # fmt: skip
def test_plain_shares_are_of_the_time_that_their_heading_gives(heading: str, time: str) -> None:
    found = find(f"# Harbour notes\n\n## {heading}\n\n- Herring 46%\n- Cod 27%\n- Other 27%\n")
    assert {fact.time for fact in found} == {time}


def test_a_lone_share_in_a_document_without_a_survey_is_left_to_others() -> None:
    assert find("# Energy\n\n## Mix\n\n- 45% wind\n") == []


def test_questions_options_and_groups_come_from_the_slides() -> None:
    found = {
        str(dict(f.dimension)["option"]): dict(f.dimension)
        for f in find(DECK, "deck.txt")
        if f.predicate == "kg:responseShare"
    }
    assert found["班次不足"]["question"].endswith("不使用電動巴士的原因")
    assert found["票價較高"]["question"] == found["班次不足"]["question"]
    assert found["鐵路"]["question"].endswith("市民出行方式")
    assert found["會再次購買"]["group"] == "車主"
    assert "企業的司機佔員工一半或以上" in found
    assert len(found) == 10


def test_a_numbered_question_holds_for_the_lines_below_it() -> None:
    text = "单车使用问卷调查\n\n二、骑行习惯\n\n1. 最常骑行的时段\n早上：44%\n晚上：56%\n\n"
    text += "2. 不骑车的原因（可多选）\n天气 52%\n路窄 47%\n坡陡 31%\n\n"
    text += "3. 每月花费\n30元以下 28%\n30元以上 72%\n"
    asked = {
        str(d["option"]): str(d["question"])
        for d in map(dict, (f.dimension for f in find(text, "q.txt")))
    }
    assert asked["早上"].endswith("最常骑行的时段")
    assert asked["坡陡"].endswith("不骑车的原因")
    assert asked["30元以上"].endswith("每月花费")


def test_a_heading_that_names_a_population_is_the_group() -> None:
    text = (
        "# A survey of ports\n\n## Firms using cranes\n\n### Benefits\n\n- 60% speed\n- 20% cost\n"
    )
    for fact in find(text):
        assert dict(fact.dimension)["group"] == "Firms using cranes"
        assert dict(fact.dimension)["question"] == "Benefits"
    assert is_group("已转用电动车的企业")


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("共訪問216間製造企業", 216, "company"),
        ("受訪企業267間", 267, "company"),
        ("The institute surveyed 1,200 firms in May.", 1200, "company"),
        ("In all, 850 people took part in the survey.", 850, "person"),
        ("本會進行問卷調查，收回503份有效問卷。", 503, None),
        ("調查以電話進行，樣本為1,004人。", 1004, "person"),
    ],
)
def test_the_number_asked_is_the_sample_size(sentence: str, value: int, unit: str | None) -> None:
    text = f"# 問卷調查\n\n{sentence}\n\nBudgets of HK$3 million fell 12% in 2 years.\n"
    (fact,) = [f for f in find(text) if f.predicate == "kg:sampleSize"]
    assert fact.quantity
    assert fact.quantity.value == value
    assert unit is None or fact.quantity.unit == unit
    assert fact.measure


def test_the_first_few_are_ranked_in_their_order() -> None:
    found = [f for f in find(DECK, "deck.txt") if f.predicate == "kg:rankedOption"]
    assert [(f.object, dict(f.dimension)["rank"], f.tier) for f in found] == [
        ("售價", "1", "B"),
        ("續航力", "2", "B"),
        ("充電位置", "3", "B"),
    ]


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("Top three reasons", 3),
        ("The 3 most common reasons", 3),
        ("首三個原因", 3),
        ("Top four reasons", 0),
        ("Top two reasons", 0),
        ("Three reasons", 0),
    ],
)
def test_a_ranking_has_exactly_as_many_members_as_it_says(heading: str, count: int) -> None:
    text = f"# Ports\n\n## {heading}\n\n- Noise\n- Smell\n- Smoke\n\nThat is all of it.\n"
    assert len([f for f in find(text) if f.predicate == "kg:rankedOption"]) == count


def test_sectors_asked_need_a_heading_that_says_so() -> None:
    found = [f.object for f in find(DECK, "deck.txt") if f.predicate == "kg:surveyedSector"]
    assert found == ["運輸業", "零售業", "其他"]
    other = "# A survey\n\n## Respondents' industries\n\n- Quays\n- Sheds\n- Ships\n"
    assert [f for f in find(other) if f.predicate == "kg:surveyedSector"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Jobs\n\nThe 2024 Quay Survey polled 300 firms.\n", "2024 Quay Survey"),
        ("# 職位\n\n《海灣僱主調查》訪問了300間企業，受訪企業來自全市。\n", "海灣僱主調查"),
    ],
)  # fmt: skip
def test_a_named_survey_is_the_subject(text: str, name: str) -> None:
    (fact,) = find(text)
    assert fact.subject.name == name
    assert fact.subject.types == ("kg:Survey",)


def test_two_samples_make_two_surveys() -> None:
    text = (
        "# 年報\n\n前言。\n\n"
        "# 船東概況\n\n共訪問 40 間企業\n\n## 原因\n\n- 30% 租金\n- 20% 人手\n\n"
        "# 貨主概況\n\n共訪問 90 間企業\n\n## 原因\n\n- 50% 租金\n- 10% 人手\n"
    )
    found = [(f.subject.name, f.measure) for f in find(text) if f.predicate == "kg:responseShare"]
    assert found == [
        ("船東概況", "租金"), ("船東概況", "人手"), ("貨主概況", "租金"), ("貨主概況", "人手"),
    ]  # fmt: skip


def test_nothing_comes_of_nothing() -> None:
    assert findings.find((), Entity("doc/a", (Label("a"),), ("kg:Document",)), mint) == []


def test_an_average_after_answers_belongs_to_their_question() -> None:
    text = (
        "\n\n\n碼頭企業問卷調查\n\n\n\n研究方法\n\n● 網上問卷：2024年3月至6月\n"
        "● 有效樣本：120間企業\n\n\n\n"
        "來年投資\n\n36%  增加\n\n49%  不變\n\n平均增幅為8%\n"
    )
    found = find(text, "deck.txt")
    (average,) = [f for f in found if f.predicate == "kg:average"]
    assert dict(average.dimension) == {"question": "來年投資"}
    (sample,) = [f for f in found if f.predicate == "kg:sampleSize"]
    assert sample.time == "2024-03/2024-06"
    assert [f.object for f in found if f.predicate == "kg:heldOn"] == ["2024-03/2024-06"]


def test_employers_under_who_we_asked_are_the_sample() -> None:
    text = (
        "# Dock survey\n\n## Who we asked\n\n- 148 employers in 9 counties\n\n"
        "## Results\n\n- 61% short of staff\n- 39% not\n"
    )
    (sample,) = [f for f in find(text) if f.predicate == "kg:sampleSize"]
    assert sample.quantity is not None
    assert sample.quantity.value == 148


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("受訪者的首選港口依次為甲港（38%）、乙港（24%）及丙港（21%）。", ["甲港", "乙港", "丙港"]),
        ("受訪者之中，航運及造船業分別佔19%和14%。", ["航運", "造船業"]),
        ("受訪者的理想行業，航運以26%居首。", ["航運"]),
        ("The main worries of respondents were rent (45%) and low pay (12%).", ["rent", "low pay"]),
    ],
)
def test_a_sentence_enumerates_options(sentence: str, expected: list[str]) -> None:
    found = [dict(fact.dimension)["option"] for fact in find(sentence) if fact.dimension]
    assert found == expected


def test_the_question_of_an_answer_in_prose_stands_under_its_heading() -> None:
    text = (
        "# 漁港商戶調查\n\n## 整體狀況\n\n"
        "被問及過去一年的漁獲，41.2%的受訪商戶表示上升，18.3%表示不變。\n"
    )
    asked = {dict(fact.dimension)["question"] for fact in find(text) if fact.dimension}
    assert asked == {"整體狀況 - 過去一年的漁獲"}


def test_rates_and_weights_in_a_document_with_a_survey_are_no_answers() -> None:
    found = find(
        "# 渔港报告\n\n受访船主共200名。\n\n## 权重\n\n- 设施   30%\n- 服务   70%\n\n"
        "## 现状\n\n- 冷库床位占比 64.3%\n- 泊位利用率 57%\n- 同比增速：3.5%\n\n"
        "## 您用过哪些设施？\n\n- 冷库 41%\n- 充电桩 33%\n- 修船满意率 20%\n"
    )
    told = [(f.predicate, f.measure) for f in found if f.quantity and f.quantity.unit == "%"]
    assert told == [
        ("kg:share", "设施"),
        ("kg:share", "服务"),
        ("kg:responseShare", "冷库"),
        ("kg:responseShare", "充电桩"),
        ("kg:responseShare", "修船满意率"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It reports our 2023 yard survey. We surveyed 90 yards.", "2023 yard survey"),
        (
            "The Dock Skills Study, which the union completed, is out. It surveyed 90 yards.",
            "Dock Skills Study",
        ),
        (
            "We surveyed 90 yards for our yard survey.\n\n## References\n\n"
            "1. Keel Bank, *Dock Wages Survey*, 2023. https://keel.example\n",
            "yard survey",
        ),
    ],
)
def test_a_survey_of_its_own_is_the_subject_and_no_cited_one(text: str, name: str) -> None:
    assert {fact.subject.name for fact in find(f"# Pulse\n\n{text}\n")} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "The Dock Skills Study is out. It cost nothing.\n\nWe surveyed 90 yards.",
        "We surveyed 90 yards.",
        "We surveyed 90 yards. The Dock Wages Survey and the Dock Rents Survey agree.",
    ],
)
def test_a_survey_without_one_name_is_its_document(text: str) -> None:
    assert {fact.subject.name for fact in find(f"# Pulse\n\n{text}\n")} == {"Pulse"}


@pytest.mark.parametrize(
    ("sentence", "option"),
    [
        ("Of these, 62% were small yards with fewer than 50 staff.",
         "small yards with fewer than 50 staff"),
        ("Among them, 71 per cent were yards.", "yards"),
        ("Of them, 12% were cooperatives.", "cooperatives"),
    ],
)  # fmt: skip
def test_what_part_of_them_are_is_an_answer(sentence: str, option: str) -> None:
    found = find(f"# Pulse\n\nWe surveyed 90 employers. {sentence}\n")
    assert [words for _, words in shares(found)] == [option]
