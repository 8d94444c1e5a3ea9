"""What a figure is about, and who says it: from the clause outwards."""

import pytest

from kg.extraction.extractor import Extraction
from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.extraction.passages.reading import clauses
from kg.model.fact import Fact
from kg.reading.reader import read
from tests.extracting import extractor


def extract(text: str, name: str = "test.md") -> Extraction:
    return extractor().extract(read(text.encode(), name))


def figure(text: str, value: str, name: str = "test.md") -> Fact:
    facts = [
        f for f in extract(text, name).facts if f.quantity and f"{f.quantity.value:f}" == value
    ]
    assert len(facts) == 1, [f.quantity for f in extract(text, name).facts]
    return facts[0]


def subject(text: str, value: str, name: str = "test.md") -> str:
    return figure(text, value, name).subject.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投入1,500億元，約佔三成", ["投入1,500億元", "約佔三成"]),
        ("By 2024, 1,200 firms", ["By 2024", " 1,200 firms"]),
        ("目標：首3年", ["目標", "首3年"]),
        ("", []),
    ],
)
def test_clauses_are_cut_at_commas_but_not_within_numbers(text: str, expected: list[str]) -> None:
    folded = text.replace("，", ",").replace("：", ":")
    assert [folded[a:b] for a, b in clauses(folded, 0, len(folded))] == [
        e.replace("：", ":") for e in expected
    ]


def test_a_thing_in_the_clause_comes_first() -> None:
    text = "广州的产业规模庞大，深圳则新增了7300个岗位。"
    assert subject(text, "7300") == "Shenzhen" or "深圳" in {
        label.text for label in figure(text, "7300").subject.labels
    }
    assert figure(text, "7300").tier == "A"


def test_an_earlier_clause_of_the_sentence_is_a_weaker_link() -> None:
    fact = figure("深圳改组了三个部门，随后新增了7300个岗位。", "7300")
    assert "深圳" in {label.text for label in fact.subject.labels}
    assert fact.tier == "B"


def test_the_sentence_before_offers_its_subject() -> None:
    fact = figure("深圳去年改革户籍制度。随后新增了7300个岗位。", "7300")
    assert "深圳" in {label.text for label in fact.subject.labels}
    assert "antecedent" in {e.role for e in fact.evidence}


def test_the_heading_offers_a_subject() -> None:
    fact = figure("# 综述\n\n## 深圳\n\n新增了7300个岗位。\n", "7300")
    assert "深圳" in {label.text for label in fact.subject.labels}
    assert "heading" in {e.role for e in fact.evidence}


def test_nobody_is_invented_where_nothing_is_named() -> None:
    text = "# 简讯\n\n共有7300人报名。\n"
    fact = figure(text, "7300")
    assert fact.subject.id == "doc/test"
    assert fact.subject == statements.document_entity(
        passages(read(text.encode(), "test.md"))[0].document
    )


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        (
            "Larkspur Power Ltd runs six sites in Sweden and Finland. In 2021 it made £31 million.",
            "31000000",
            "Larkspur Power Ltd",
        ),
        (
            "Larkspur Power Ltd runs six sites in Sweden. Order backlog stood at £31 million.",
            "31000000",
            "Larkspur Power Ltd",
        ),
        ("海风科技有限公司在深圳设厂。总投资约4.8亿元。", "480000000", "海风科技有限公司"),
        ("海風科技有限公司與日本藥廠簽約。首付款6,000萬元。", "60000000", "海風科技有限公司"),
    ],
)
def test_the_focus_is_carried_on_past_what_is_governed(text: str, value: str, name: str) -> None:
    assert subject(f"# Notes\n\n{text}\n", value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("共有9家企业参展，其中深圳企业（华为除外）4家。", "4", "深圳"),
        (
            "Larkspur Power Ltd (12.4 per cent) and Finland hold shares.",
            "12.4",
            "Larkspur Power Ltd",
        ),
        (
            "**HK$31億**：政府在前年預留設立「晨曦研發基金」的金額，分三年發放",
            "3100000000",
            "晨曦研發基金",
        ),
    ],
)
def test_a_bracket_or_label_belongs_to_what_it_stands_by(text: str, value: str, name: str) -> None:
    fact = figure(f"# Notes\n\n{text}\n", value)
    assert any(name in label.text for label in fact.subject.labels), fact.subject


def test_a_relative_clause_is_about_what_stands_before_it() -> None:
    text = "Finland funds the Larkspur Grid Academy in Sweden, which can train 1,300 people a year."
    assert subject(f"# Notes\n\n{text}\n", "1300") == "Larkspur Grid Academy"


def test_the_house_of_who_speaks_carries_no_focus_on() -> None:
    text = "海风科技有限公司停产。深圳市物流协会秘书长陈立国到场。仓库存有7300件货物。"
    assert subject(text, "7300") == "海风科技有限公司"


SLIDES = """各地經驗



東京



首爾

- 首爾於2018年設立創業基金，至今支持了640間初創企業
- 累計培訓了9,100名工程師



各地經驗



東京



首爾

- 東京每年舉辦創科展
- 去年共有310間企業參展
"""


def test_the_active_tab_of_a_slide_is_the_one_its_text_names() -> None:
    assert "首爾" in {label.text for label in figure(SLIDES, "9100", "s.txt").subject.labels}


def test_reported_speech_has_its_speaker() -> None:
    text = "深圳海风科技有限公司总经理陈立国表示，公司今年将招聘260名工程师。"
    fact = figure(text, "260")
    assert fact.speaker is not None
    assert fact.speaker.name == "陈立国"
    assert "speaker" in {e.role for e in fact.evidence}


def test_a_quotation_block_belongs_to_whom_its_introduction_names() -> None:
    text = "深圳海风科技有限公司总经理陈立国回忆道：\n\n> “当年我们只有260名员工。”\n"
    fact = figure(text, "260")
    assert fact.speaker is not None
    assert fact.speaker.name == "陈立国"


def test_what_nobody_reports_has_no_speaker() -> None:
    assert figure("深圳今年将招聘260名教师。", "260").speaker is None


def test_the_lines_of_a_card_are_about_what_its_heading_names() -> None:
    text = (
        "PORT DAY 2026\n\nSlide 2 | The flagship: MOLVRA\nPeak lifting power: 28 tonnes\n"
        "Built by a yard nearby\n"
    )
    assert subject(text, "28", "test.txt") == "MOLVRA"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        # the text goes on to speak of what somebody sets up
        ("5月，海灣市政府成立北灣漁業學院，首期招生120人。", "120", "北灣漁業學院"),
        (
            "In May the Harbour Board opened the Northport Research Centre, with 120 desks.",
            "120",
            "Northport Research Centre",
        ),
        # but not of what a firm sets up within itself
        ("海风科技有限公司设立北湾研究中心，今年招聘120人。", "120", "海风科技有限公司"),
        # nor of what is only visited
        ("北湾大学参观海风研究中心，师生共120人。", "120", "北湾大学"),
    ],
)
def test_what_is_set_up_is_spoken_of_next(text: str, value: str, expected: str) -> None:
    assert subject(text, value) == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("停留时间低于福冈的8.1小时与新加坡的9.7小时。", "9.7", "Singapore"),
        ("同样的短片，在西安大约51万元，在杭州则要68万元。", "680000", "Hangzhou"),
        ("A nurse earns €38,000 in Grenoble, against €52,000 in Zurich.", "38000", "Grenoble"),
        ("A nurse earns €38,000 in Grenoble, against €52,000 in Zurich.", "52000", "Zurich"),
    ],
)
def test_places_that_are_compared_have_a_figure_each(text: str, value: str, expected: str) -> None:
    assert subject(text, value) == expected


def test_a_share_or_a_multiple_of_something_is_not_that_things() -> None:
    text = "深圳市装机容量60万千瓦，约占广东省的一半，为海南的3倍。"
    assert subject(text, "50") != "Guangdong"
    assert subject(text, "3") != "Hainan"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        # what money goes to
        (
            "The government will invest $85 million over four years in the Northport Space Park.",
            "85000000",
            "Northport Space Park",
        ),
        (
            "Reserve €75 million of the Digital Harbour Programme for teaching.",
            "75000000",
            "Digital Harbour Programme",
        ),
        # who is only based there
        (
            "Larkspur Holdings Ltd, the Jakarta-based lender, raised US$96 million.",
            "96000000",
            "Larkspur Holdings Ltd",
        ),
        # all of a place, clauses before
        (
            "据海岸局资料，全市渔港增至12个，新泊位不少于60个，从业人员达到9万人。深圳如此。",
            "90000",
            "Shenzhen",
        ),
        # whose estimate it is
        ("海岸研究院今年做过一次测算，一艘渔船在深圳成本约42万元。", "420000", "Shenzhen"),
    ],
)
def test_what_a_figure_goes_to_or_comes_from(text: str, value: str, expected: str) -> None:
    assert subject(f"# Notes\n\n{text}\n", value) == expected


def test_a_newspaper_is_not_what_its_article_goes_on_about() -> None:
    text = "# Ships\n\nThe Harbour Gazette reported. Crews are short. It has 37 openings since.\n"
    assert subject(text, "37") != "Harbour Gazette"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        # a name, and an aside on it
        (
            "The Larch Fund, set up in 2021 with €45 million, has backed 62 mills. "
            "Grants average €380,000.",
            "380000",
            "Larch Fund",
        ),
        ("北湾大学，创办于1958年，现有校区三个。去年招收新生320人。", "320", "北湾大学"),
        # where it is
        (
            "Sweden bought timber. In Riga, the port handled 18.6 million tonnes.",
            "18600000",
            "Riga",
        ),
        ("海风公司退出深圳。在杭州，去年新增泊位186个。", "186", "Hangzhou"),
    ],
)
def test_what_a_paragraph_goes_on_to_tell_of(text: str, value: str, expected: str) -> None:
    assert subject(f"# Notes\n\n{text}\n", value) == expected


def test_a_report_on_a_body_is_about_that_body() -> None:
    text = (
        "# Northport Harbour Authority Annual Report 2024-25\n\n## Highlights\n\n"
        "The Authority handled 4.1 million boxes. Revenue was $310 million. "
        "Our workforce stood at 1,250.\n"
    )
    assert subject(text, "4100000") == "Northport Harbour Authority"
    assert subject(text, "310000000") == "Northport Harbour Authority"
    assert subject(text, "1250") == "Northport Harbour Authority"
    found = figure(text, "1250").quantity
    assert (found.unit if found else None) == "person"


def test_a_guide_to_others_reports_on_no_body() -> None:
    text = "# A Guide to Harbour Fees 2024\n\nRevenue was $310 million.\n"
    assert subject(text, "310000000") not in ("A Guide", "Harbour Fees")


def test_lines_with_labels_are_clauses_of_their_own() -> None:
    text = "# 招标公告\n\n项目名称：滨海大道改造\n预算金额：3,200万元\n工期：240日\n"
    assert figure(text, "32000000").subject.name != "工期"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MediTrack Ltd, a Mombasa start-up, has raised $14 million.", "MediTrack Ltd"),
        ("Mombasa has raised $14 million.", "Mombasa"),
    ],
)
def test_where_a_thing_is_from_is_no_subject(text: str, expected: str) -> None:
    assert subject(f"# Notes\n\n{text}\n", "14000000") == expected


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        (
            "北湾船舶中心由浙江大学牵头，海风集团、中铁二院参与建设，已集聚院士7名。",
            "7",
            "北湾船舶中心",
        ),
        (
            "碧海输电工程由南岸集团旗下的海风电网公司建设，海缆长度85公里。",
            "85",
            "碧海输电工程",
        ),
        (
            "「碧海認證計劃」由經發局管理，認證企業達112家，其中種子企業57家、成長企業41家。",
            "41",
            "碧海認證計劃",
        ),
        ("会展中心共有员工860人，其中博士12人，硕士64人，具有高级职称的31人。", "31", "会展中心"),
        # A name of its own, or a clause, is no more of the list.
        ("会展中心共有员工860人，其中博士12人，海风集团另派31人。", "31", "海风集团"),
    ],
)
def test_who_helps_and_what_is_counted_in_parts_are_not_spoken_of(
    text: str, value: str, name: str
) -> None:
    assert name in subject(f"# Notes\n\n{text}\n", value)
