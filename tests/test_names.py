"""New names: endings, brackets, capitals, lists, and what is no name."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.extraction.names.discovery import discover
from kg.extraction.names.identity import identify, language_of
from kg.extraction.names.lexicon import Lexicon, longest
from kg.extraction.words import wordlists
from kg.extraction.words.brackets import bare, pairs
from kg.model.mention import Entity, Mention, Quantity
from kg.model.terminology import ClassTerm, Label, Name, Terminology
from kg.text.folding import fold


def term(
    curie: str, parents: str = "", suffixes: str = "", heads: tuple[str, ...] = ()
) -> ClassTerm:
    return ClassTerm(curie, curie, tuple(parents.split()), tuple(suffixes.split()), heads)


CLASSES = [
    term("kg:Organisation", "kg:Actor", "基金会 Foundation"),
    term("kg:Institution", "kg:Organisation"),
    term(
        "kg:GovernmentBody",
        "kg:Institution",
        "局 署 部 委员会 政府 办公室 Ministry Department Office Bureau",
    ),
    term("kg:StatutoryBody", "kg:Institution", "Authority Council"),
    term("kg:University", "kg:Institution", "大学 理工学院 University", ("大学", "universities")),
    term("kg:OrganisationalUnit", "kg:Institution", "商学院"),
    term("kg:ResearchInstitute", "kg:Institution", "研究院 研究所 研究中心 Institute"),
    term("kg:ResearchLaboratory", "kg:ResearchInstitute", "实验室 Laboratory"),
    term("kg:SupercomputingCentre", "kg:Institution", "超级计算中心"),
    term("kg:ServiceCentre", "kg:Institution", "中心 Centre"),
    term("kg:IndustryAssociation", "kg:Institution", "协会 联盟 Association"),
    term("kg:MediaOutlet", "kg:Organisation", "日报"),
    term("kg:DataProvider", "kg:Organisation", "", ("招聘平台",)),
    term(
        "kg:Firm", "kg:Organisation", "有限公司 公司 集团 Limited Group", ("企业", "firms", "巨头")
    ),
    term("kg:StartUp", "kg:Firm", "", ("初创企业", "start-ups")),
    term("kg:Place"),
    term("kg:Jurisdiction", "kg:Place kg:Actor"),
    term("kg:City", "kg:Jurisdiction"),
    term("kg:Region", "kg:Place"),
    term("kg:InnovationPark", "kg:Place", "科学园"),
    term("kg:PolicyInstrument"),
    term("kg:Legislation", "kg:PolicyInstrument", "条例 法 Act Bill"),
    term("kg:Plan", "kg:PolicyInstrument", "规划 方案 Plan"),
    term("kg:Strategy", "kg:PolicyInstrument", "战略 策略 Strategy"),
    term("kg:PolicyMeasure", "kg:PolicyInstrument", "措施"),
    term("kg:PolicyStatement", "kg:PolicyInstrument", "施政报告 预算案 Budget"),
    term("kg:Agreement", "kg:PolicyInstrument", "备忘录 Memorandum"),
    term("kg:Programme", "kg:PolicyInstrument", "计划 Programme Scheme"),
    term("kg:Fund", "", "基金 Fund"),
    term("kg:Event", "", "节 Week"),
    term("kg:Conference", "kg:Event", "大会 高峰会 论坛 Summit Forum"),
    term("kg:Document", "", "报告"),
    term("kg:ComputingResource"),
    term("kg:Supercomputer", "kg:ComputingResource", "超级计算机", ("超级计算机", "supercomputer")),
    term("kg:ComputingPlatform", "kg:ComputingResource", "平台"),
    term("kg:Concept"),
    term("kg:Sector", "kg:Concept", "", ("行业", "sectors")),
    term("kg:Indicator", "kg:Concept", "指数"),
    term("kg:Person"),
]
PLACES = [("廣州", "kg:City"), ("滨海市", "kg:City"), ("内地", "kg:Region"), ("Busan", "kg:City")]
TERMS = Terminology(
    {c.curie: c for c in CLASSES},
    {},
    (
        *(Name(f"id/p{i}", (Label(p),), (c,)) for i, (p, c) in enumerate(PLACES)),
        Name("id/acme", (Label("Acme"),), ("kg:Firm",)),
    ),
)
LEXICON = Lexicon(TERMS)


def found(text: str, *numbers: tuple[str, str]) -> dict[str, str]:
    """Return name → class; ``numbers`` are quantities (words, unit) in the text."""
    folded = fold(text)
    taken = LEXICON.find(folded)
    for words, unit in numbers:
        at = text.index(words)
        taken.append(Mention(at, at + len(words), (Quantity(Decimal(1), unit),)))
    result = {}
    for mention in discover(folded, text, longest(taken), TERMS):
        assert isinstance(mention.meaning, Entity)
        result[text[mention.start : mention.end]] = mention.meaning.types[0].removeprefix("kg:")
    return result


@pytest.mark.parametrize(
    ("text", "name", "curie"),
    [
        ("随着廣州超級計算中心投產", "廣州超級計算中心", "SupercomputingCentre"),
        ("据滨海市机器人产业联盟统计", "滨海市机器人产业联盟", "IndustryAssociation"),
        ("星河云图科技（廣州）有限公司成立", "星河云图科技（廣州）有限公司", "Firm"),
        ("云从科技集团有限公司成立", "云从科技集团有限公司", "Firm"),
        ("由環境及海洋局負責", "環境及海洋局", "GovernmentBody"),
        ("海洋和渔业委员会指出", "海洋和渔业委员会", "GovernmentBody"),
        ("滨海市政府與外界合作", "滨海市政府", "GovernmentBody"),
        ("滨海大学商学院院长", "滨海大学商学院", "OrganisationalUnit"),
        ("教育局局長出席", "教育局", "GovernmentBody"),
        ("建立國家綠色計算中心", "國家綠色計算中心", "ServiceCentre"),
        ("國家超級計算廣州中心", "國家超級計算廣州中心", "ServiceCentre"),
        ("2031滨海海洋大会将举行", "2031滨海海洋大会", "Conference"),
        ("第9届滨海创新论坛", "第9届滨海创新论坛", "Conference"),
        ("2031年施政報告提出", "2031年施政報告", "PolicyStatement"),
        ("推出AI算力普惠計劃", "AI算力普惠計劃", "Programme"),
        ("推出 AI 學徒試驗計劃", "AI 學徒試驗計劃", "Programme"),
        ("Zenta研究所和Oru實驗室", "Zenta研究所", "ResearchInstitute"),
        ("Zenta研究所和Oru實驗室", "Oru實驗室", "ResearchLaboratory"),
        ("滨海大学创新基金", "滨海大学创新基金", "Fund"),
        ("企业和滨海科学园合作", "滨海科学园", "InnovationPark"),
    ],
)
def test_an_ending_and_an_honest_beginning_make_a_name(text: str, name: str, curie: str) -> None:
    assert found(text).get(name) == curie


@pytest.mark.parametrize(
    "text",
    [
        "有關部門支持本地大學與跨國公司合作",
        "成立新的研究中心",
        "公司计划于明年投产",
        "许多大学生进入内部市场部",
        "近年科技企業增長",
        "政府采取措施，加快发展",
        "海外研究中心",
        "内地研究中心",
        "这是一条“绿色通道”，吸引“海归”人才",
        "“双一流”大学招生",
        "他说：“我们要建立一个新的数据中心，服务市民。”",
        "AI、GPU等領域",
        "金融、医疗等行业",
        "综合竞争力指数",
    ],
)
def test_descriptions_and_scare_quotes_are_no_names(text: str) -> None:
    assert found(text) == {}


def test_money_before_it_makes_a_fund_of_ordinary_words() -> None:
    assert found("注資20億港元科技創新基金", ("20億港元", "HKD")) == {"科技創新基金": "Fund"}
    assert found("20億規模的科技創新基金", ("20億", "item")) == {"科技創新基金": "Fund"}
    assert found("建設7家人工智能研究院", ("7家", "item")) == {}


@pytest.mark.parametrize(
    ("text", "name", "curie"),
    [
        ("印发《滨海市“十六五”数字规划》后", "《滨海市“十六五”数字规划》", "Plan"),
        ("《数据条例（2031年）》生效", "《数据条例（2031年）》", "Legislation"),
        ("《星海日报》报道", "《星海日报》", "MediaOutlet"),
        ("《智能未来》一书", "《智能未来》", "Document"),
        ("《Coastal Data Act》", "《Coastal Data Act》", "Legislation"),
        ("設立「海洋數據辦公室」", "「海洋數據辦公室」", "GovernmentBody"),
        ("推出“启航者”计划", "“启航者”计划", "Programme"),
        ("推出「啟航者」計畫", "「啟航者」計畫", "Programme"),
        ('推出"启航者"计划', '"启航者"计划', "Programme"),
        ("通过“远航”或“启航者”计划来", "“远航”", "Programme"),
        # A noun, whatever the programme does: only a time that is to come makes it a verb.
        ("“启航者”计划每年招收30人", "“启航者”计划", "Programme"),
        ("「啟航者」計劃向企業撥款", "「啟航者」計劃", "Programme"),
        ("“启航者”计划与大学合作增加名额", "“启航者”计划", "Programme"),
        ("“启航者”计划今年推动300人就业", "“启航者”计划", "Programme"),
    ],
)
def test_brackets_hold_names_where_a_noun_says_so(text: str, name: str, curie: str) -> None:
    assert found(text).get(name) == curie


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenta、OruLab等初創企業", {"Zenta": "StartUp", "OruLab": "StartUp"}),
        (
            "智海、月之山、Zenta等初创企业",
            {"智海": "StartUp", "月之山": "StartUp", "Zenta": "StartUp"},
        ),
        ("滨海大学、Zenta等大学", {"滨海大学": "University", "Zenta": "University"}),
        ("超級計算機Borealis（名為Alba）", {"Borealis": "Supercomputer"}),
        ("超級計算機（名為Alba）", {"Alba": "Supercomputer"}),
        ("招聘平台jobsEast的數據", {"jobsEast": "DataProvider"}),
        ("与Northwind Data和Acme合作", {"Northwind Data": "Firm"}),
        (
            "firms such as Zenta, Oru and Wavelet grew",
            dict.fromkeys(["Zenta", "Oru", "Wavelet"], "Firm"),
        ),
        ("Zenta, Oru and other start-ups", dict.fromkeys(["Zenta", "Oru"], "StartUp")),
        ("Zenta和Oru", {}),
        ("grew in other sectors such as Retail", {}),
    ],
)
def test_company_tells_the_class(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Ministry of Ocean Affairs and Trade said",
            {"Ministry of Ocean Affairs and Trade": "GovernmentBody"},
        ),
        (
            "the Busan Future Foundation and the University of Ulsan",
            {"Busan Future Foundation": "Foundation", "University of Ulsan": "University"},
        ),
        ("the Office for Coastal Statistics.", {"Office for Coastal Statistics": "GovernmentBody"}),
        ("at the Busan AI Summit 2031", {"Busan AI Summit 2031": "Conference"}),
        # What is held at a dated event is called after it, another event is not.
        (
            "at the Busan Tides Week 2031 Opening Forum today",
            {"Busan Tides Week 2031 Opening Forum": "Conference"},
        ),
        (
            "at the Busan AI Summit 2031 Closing Forum",
            {"Busan AI Summit 2031 Closing Forum": "Conference"},
        ),
        (
            "the Busan AI Summit 2031 Ocean Forum opened",
            {"Busan AI Summit 2031 Ocean Forum": "Conference"},
        ),
        (
            "the Busan AI Summit 2031 and the Ulsan Ocean Forum",
            {"Busan AI Summit 2031": "Conference", "Ulsan Ocean Forum": "Conference"},
        ),
        (
            "after the Busan AI Summit 2031, Ulsan Ocean Forum",
            {"Busan AI Summit 2031": "Conference", "Ulsan Ocean Forum": "Conference"},
        ),
        (
            "At the Busan AI Summit 2031 Ulsan University",
            {"Busan AI Summit 2031": "Conference", "Ulsan University": "University"},
        ),
        (
            "graduates of the Ulsan Institute of Arts and Design",
            {"Ulsan Institute of Arts and Design": "ResearchInstitute"},
        ),
        (
            "the Department for Ports, Trade and Energy will",
            {"Department for Ports, Trade and Energy": "GovernmentBody"},
        ),
        ("Director of the Busan Port Authority", {"Busan Port Authority": "StatutoryBody"}),
        ("Wavelet, Zenta and Oru Group", {"Wavelet": "Firm", "Zenta": "Firm", "Oru Group": "Firm"}),
        ("in the 2031-32 Coastal Budget", {"2031-32 Coastal Budget": "PolicyStatement"}),
        ("the Memorandum on Coastal Data", {"Memorandum on Coastal Data": "Agreement"}),
        ("a Research Institute for all; the Government; our Fund", {}),
        ("see https://Example.org/Busan-Institute and a@Busan.Institute", {}),
        ("St Anne's University", {"St Anne's University": "University"}),
    ],
)
def test_capitalised_names_get_the_class_of_their_head(text: str, expected: dict[str, str]) -> None:
    got = found(text)
    assert {k: v for k, v in got.items() if v != "Person"} == {
        k: v if v != "Foundation" else "Organisation" for k, v in expected.items()
    }


def test_a_company_name_without_anything_to_tell_is_left_out() -> None:
    assert found("与Zenta合作") == {}
    assert found("") == {}


def test_brackets_match_with_a_stack() -> None:
    text = "」《甲「乙丙》「丁戊」"
    assert [b.inside(text) for b in pairs(text)] == ["甲「乙丙", "丁戊"]
    assert [b.inside('"ab"\n"c') for b in pairs('"ab"\n"c')] == ["ab"]
    assert bare("“甲”計劃") == "甲計劃"


def test_scripts_brackets_and_close_classes_share_an_identifier() -> None:
    one = identify("「遠航」計劃", ("kg:Programme",), TERMS)
    assert one == identify("远航计划", ("kg:PolicyMeasure",), TERMS)
    assert one.startswith("id/policyinstrument-")
    assert one.isascii()
    assert one != identify("远航计划", ("kg:Fund",), TERMS)
    assert identify("2031 Busan Forum", ("kg:Event",), TERMS) == identify(
        "Busan Forum", ("kg:Conference",), TERMS
    )
    assert identify("X", ("kg:Unheard",), TERMS).startswith("id/thing-")
    assert language_of("数据") == "zh-Hans"


def test_labels_are_cut_from_the_original_text() -> None:
    text = "推出「啟航者」計劃"
    (mention,) = discover(fold(text), text, [], TERMS)
    assert isinstance(mention.meaning, Entity)
    assert [label.text for label in mention.meaning.labels] == ["「啟航者」計劃", "啟航者計劃"]
    assert mention.meaning.labels[0].language == "zh-Hant"


def test_a_word_list_that_is_malformed_is_named(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "slots.toml").write_text(
        'ties = "甲 乙 甲 !甲板"\nrounds = ["丙 丁"]', encoding="utf-8"
    )
    lists = wordlists.read(folder)
    assert lists.get("slots", "ties") == ("甲", "乙")
    assert lists.get("slots", "rounds") == ("丙 丁",)
    assert lists.any_of("slots", "ties") == "乙|甲(?!板)"
    with pytest.raises(OntologyError, match="no word list 'none'"):
        lists.get("slots", "none")
    for name, content, told in (
        ("number", "# ties\nties = 3", r"slots\.toml:2: 'ties' is not a list"),
        ("broken", "ties = ,\n", r"slots\.toml: .*line 1"),
        ("unknown", "\n\ntyes = '甲'", r"slots\.toml:3: nothing reads a word list 'tyes'"),
    ):
        (folder / name).mkdir()
        (folder / name / "slots.toml").write_text(content, encoding="utf-8")
        with pytest.raises(OntologyError, match=told):
            wordlists.read(folder / name)


def test_a_copy_of_the_ontology_needs_to_hold_only_the_lists_that_are_changed(
    tmp_path: Path,
) -> None:
    (tmp_path / "posts.toml").write_text('labels = "甲"', encoding="utf-8")
    own, lists = wordlists.read(), wordlists.read(tmp_path)
    assert lists.get("posts", "labels") == ("甲",)
    assert lists.get("posts", "titles") == own.get("posts", "titles")
    assert lists.get("slots", "ties") == own.get("slots", "ties")


def test_a_word_counts_where_it_is_no_part_of_a_longer_one() -> None:
    lists = wordlists.WordLists(
        {"slots": {"ties": ("会", "机会")}}, {("slots", "ties"): ("协会", "会议", "大会堂")}
    )
    found = re.compile(lists.filled(r"<slots.ties>|\[<slots.ties>\]"))
    assert found.findall("会 机会 协会 会议 大会堂 大会") == ["会", "机会", "会"]
    with pytest.raises(OntologyError, match=r"'ties' is a list of characters \(take '机会' out"):
        lists.filled("[x<slots.ties>]")


WORDS = """
《 》 「 」 “ ” " （ ） ( ) 、 ， 。 和 及 与 或 的 从 等 該 建立 推出 計劃 计划 基金 研究院 局 部
有限公司 初創企業 廣州 内地 滨海市 2031 第9届 星海 甲 Zenta Acme Busan of for and the on such as
firms other University Institute , . 's 總監 李明 表示 Dr Mr Director 名為
超級計算機 🙂 İ · 人工智能 科技
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", " "])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=25), st.sampled_from(["", " "]))
def test_any_text_gives_valid_mentions_apart(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    folded = fold(text)
    mentions = discover(folded, text, LEXICON.find(folded), TERMS)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    for mention in mentions:
        assert isinstance(mention.meaning, Entity)
        assert mention.meaning.labels
        assert mention.meaning.id.isascii()
