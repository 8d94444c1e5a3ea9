"""Of what the figures of a feature are: the firm of whom it portrays, not where they studied."""

import pytest

from kg.model.fact import Fact
from kg.reading.reader import read
from tests.extracting import extractor


def facts(text: str) -> tuple[Fact, ...]:
    return tuple(extractor().extract(read(text.encode(), "test.txt")).facts)


def subjects(text: str) -> dict[str, str]:
    """Return value → thing that it is of."""
    return {f"{f.quantity.value:f}": f.subject.name for f in facts(text) if f.quantity}


@pytest.mark.parametrize(
    ("text", "body", "figures"),
    [
        (
            "何敏是玄波动力的联合创始人，东湾大学物理学博士。她的公司做推进器，"
            "今年6月完成近2亿元A轮融资，投后估值12亿元。",
            "玄波动力",
            ["200000000", "1200000000"],
        ),
        (
            "周寧現任綠野科研的總經理，北湾大学毕业。公司目前有56名員工，去年營收3,200萬元。",
            "綠野科研",
            ["56", "32000000"],
        ),
        (
            "34岁的李文韬是江口明岳智能科技有限公司的创始人兼CEO。三年前，他还是北湾理工大学的讲师。"
            "如今公司有118人，七成是研发人员。去年卖出2.3万副眼镜，收入4100万元。",
            "江口明岳智能科技有限公司",
            ["118", "70", "23000", "41000000"],
        ),
        (
            "Lena Brandt is chief executive of Norlys Marine. Before that she taught at Bergen "
            "University. The company employs 118 people, and last year it sold 23 ferries.",
            "Norlys Marine",
            ["118", "23"],
        ),
    ],
)
def test_a_company_is_the_firm_of_whom_the_text_portrays(
    text: str, body: str, figures: list[str]
) -> None:
    found = subjects(text)
    assert {value: found.get(value) for value in figures} == dict.fromkeys(figures, body)


@pytest.mark.parametrize(
    "text",
    [
        "何敏是国内最早的创始人之一，北湾大学毕业。",
        "李文韬是团队的负责人，也是父亲。",
        "周宁是公司的总经理。",
    ],
)
def test_ordinary_words_before_a_post_are_no_firm(text: str) -> None:
    assert not [f for f in facts(text) if "kg:Organisation" in f.subject.types and not f.object
                and "大学" not in f.subject.name]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (
            "李文韬是江口明岳智能科技有限公司的创始人。公司前三季度收入已到9600万元，"
            "李文韬预计今年能过1.4亿元。",
            "140000000",
            "江口明岳智能科技有限公司",
        ),
        (
            "李文韬是江口明岳智能科技有限公司的创始人。公司前三季度收入已到9600万元。",
            "96000000",
            "江口明岳智能科技有限公司",
        ),
        ("2026年全球AI眼镜出货量将达1,250万副，同比增长近八成。", "12500000", "AI眼镜"),
        ("報告指出，去年全球電動渡輪交付量為320艘，今年會更多。", "320", "電動渡輪"),
    ],
)
def test_a_figure_is_not_of_whoever_tells_it(text: str, value: str, expected: str) -> None:
    assert subjects(text)[value] == expected


def relations(text: str) -> set[tuple[str, str, str]]:
    """Return subject, property and object of each relation, by name."""
    return {
        (f.subject.name, f.predicate, getattr(f.object, "name", str(f.object)))
        for f in facts(text)
        if f.kind == "relation"
    }


@pytest.mark.parametrize(
    ("text", "founder"),
    [
        ("海風科技有限公司2021年由新竹大學校友何志遠創辦。", "何志遠"),
        ("海风科技有限公司由前飞行员何志远于2019年创立。", "何志远"),
        ("海风科技有限公司2021年由工程师李建国创办。", "李建国"),
        ("明岳光學有限公司由旅美物理學家周明遠創立，總部在新竹。", "周明遠"),
    ],
)
def test_who_founds_a_firm_may_be_told_by_what_he_is(text: str, founder: str) -> None:
    told = relations(text)
    assert founder in {object_ for _, name, object_ in told if name == "kg:establishedBy"}
    assert not [each for each in told if each[1] == "kg:worksFor"]
    assert not [each for each in told if each[1] == "kg:position" and "由" in each[2]]


@pytest.mark.parametrize(
    "text",
    [
        "海风科技有限公司与前沿技术何志远合作。",
        "海风科技有限公司由校友何志远介绍。",
        "海风科技有限公司并非由校友何志远创办。",
    ],
)
def test_who_only_stands_behind_such_a_word_founds_nothing(text: str) -> None:
    assert "kg:establishedBy" not in {name for _, name, _ in relations(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "东湖产业园去年建成。眼下园区已有28家机构。",
            {"28": "东湖产业园"},
        ),
        ("白石學院有兩個校區。學院上月推出「證書課程」，每班24人。", {"24": "證書課程"}),
        ("单是坪山区，就聚集了逾1200家企业。", {"1200": "Pingshan District"}),
        (
            "海風航空科技有限公司位於沙田。公司主力大廈外牆檢查，現有員工64人。",
            {"64": "海風航空科技有限公司"},
        ),
    ],
)
def test_a_body_is_called_by_its_kind_behind_words_of_time(
    text: str, expected: dict[str, str]
) -> None:
    found = subjects(text)
    assert {value: found.get(value) for value in expected} == expected


def test_she_who_proposes_is_the_one_who_spoke() -> None:
    text = "副教授葉蘊雯認為，單靠津貼不夠。她建議政府設立「船員保險池」。"
    assert ("葉蘊雯", "kg:recommends", "設立「船員保險池」") in relations(text)
    assert not [
        each for each in relations("副教授葉蘊雯走了。她相信設計。") if "recommends" in each[1]
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("物理学家李明从普林斯顿大学回国。", "李明"),
        ("结构生物学家颜晓雯出任东湖医学科学院院长。", "颜晓雯"),
        ("局长王建和表示，计划不变。", "王建和"),
    ],
)
def test_a_scholar_is_named_before_a_word_of_where(text: str, name: str) -> None:
    assert name in {f.subject.name for f in facts(text) if f.subject.types[0] == "kg:Person"}


@pytest.mark.parametrize("text", ["研究低空载客航空器的电池。", "遥控航空器机师不足。"])
def test_an_aircraft_is_no_airline(text: str) -> None:
    assert "kg:Firm" not in {f.subject.types[0] for f in facts(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is set up keeps its places, its applications and its fee, a clause or two on
        (
            "新竹大學去年成立海洋研究中心，今年9月開辦全港首個海洋工程碩士課程，首年提供60個學額，"
            "收到逾410份申請，學費為19.8萬元。",
            {"60": "全港首個海洋工程碩士課程", "410": "全港首個海洋工程碩士課程",
             "198000": "全港首個海洋工程碩士課程"},
        ),
        (
            "學院上月推出「潛水證書課程」，每班24人。院長鍾婉雯說，首三班滿額，輪候名單已有560人。",
            {"560": "潛水證書課程"},
        ),
        (
            "港務局與海關簽署《船員互認安排》，首階段涵蓋香港、深圳及珠海三地，2026年試行，首年名額400人。",
            {"400": "船員互認安排"},
        ),
        # who gets what a programme grants
        (
            "“雨燕计划”把资助对象分为两档：领军人才最高可获500万元经费，骨干人才每人120万元。",
            {"5000000": "雨燕计划", "1200000": "雨燕计划"},
        ),
        # whose first pilot somebody becomes is not what is spoken of
        (
            "东湖大学医院2021年成为“药械通”政策的首家试点医院，截至今年2月，已获批引进药品34种。",
            {"34": "东湖大学医院"},
        ),
        ("新竹海洋局2023年起推行的「船員專才計劃」，已培訓約900人。", {"900": "船員專才計劃"}),
        # and what none of this is
        ("新竹大學去年成立海洋研究中心，員工增至30人。", {"30": "海洋研究中心"}),
        ("林晓是云帆科技有限公司的首席科学官，手下有46名研究员。", {"46": "云帆科技有限公司"}),
        (
            "早上，巴士把年轻人送进东湖国家产业基地。三年前，蔡闻溪回国。"
            "如今她是云帆生物科技有限公司的首席科学官，手下有46名研究员，其中11人是从海外招来的。",
            {"46": "云帆生物科技有限公司", "11": "云帆生物科技有限公司"},
        ),
        (
            "东湖产业园去年建成。如今她是云帆科技有限公司的首席科学官，园区有46家企业。",
            {"46": "东湖产业园"},
        ),
        ("云帆科技有限公司的工程师可获50万元奖金。", {"500000": "云帆科技有限公司"}),
    ],
)  # fmt: skip
def test_what_was_set_up_or_grants_is_what_its_clauses_tell_of(
    text: str, expected: dict[str, str]
) -> None:
    found = subjects(text)
    assert {value: found.get(value) for value in expected} == expected


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("美团旗下的Keela Drone去年推出服务。", ("Keela Drone", "kg:partOf", "Meituan")),
        ("順豐集團的海翼科技則從台中調派人手。", ("海翼科技", "kg:partOf", "SF Express")),
        ("东湖大学去年获批设立，其前身是东湖学院。", ("东湖大学", "kg:supersedes", "东湖学院")),
        (
            "东湖科学城已有28家机构进驻，包括云帆科技有限公司。",
            ("云帆科技有限公司", "kg:presentIn", "东湖科学城"),
        ),
        (
            "院长兼机械系教授周明远说，课程重视设计。",
            ("周明远", "kg:position", "院长"),
        ),
        ("「海运工作组」由东湖区设立。", ("海运工作组", "kg:establishedBy", "东湖区")),
    ],
)
def test_what_is_owned_called_before_or_settled_is_told(
    text: str, stated: tuple[str, str, str]
) -> None:
    assert stated in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "云帆集团的核心科技由团队研发。",
        "腾讯旗下的三家子公司都在亏损。",
        "东湖科学城将邀请机构参观，包括云帆科技有限公司。",
        "东湖大学去年获批设立，其前身并非东湖学院。",
    ],
)
def test_what_is_no_name_or_denied_is_not(text: str) -> None:
    names = {name for _, name, _ in relations(text)}
    assert names.isdisjoint({"kg:partOf", "kg:presentIn", "kg:supersedes"})
