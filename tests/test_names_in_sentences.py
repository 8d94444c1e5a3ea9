"""Names by their part in the sentence, and the people that a text introduces.

Every table has names that must be found and phrases that must not be taken for one.
"""

import pytest

from kg.extraction.extractor import Extraction, Extractor
from kg.extraction.names import people
from kg.extraction.names.authors import class_of
from kg.extraction.names.discovery import discover
from kg.extraction.names.lexicon import Lexicon, longest
from kg.extraction.words.given_names import is_personal
from kg.extraction.words.hints import of
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology
from kg.reading.reader import read
from kg.text.folding import fold


@pytest.fixture(scope="module")
def terms(extractor: Extractor) -> Terminology:
    return extractor.terminology


@pytest.fixture(scope="module")
def lexicon(terms: Terminology) -> Lexicon:
    return Lexicon(terms)


def found(text: str, lexicon: Lexicon, terms: Terminology) -> dict[str, str]:
    """Return the names of a text that are new, with their classes."""
    folded = fold(text)
    known = lexicon.find(folded)
    mentions = longest([*known, *discover(folded, text, known, terms)])
    return {
        text[m.start : m.end]: m.meaning.types[0].removeprefix("kg:")
        for m in mentions
        if isinstance(m.meaning, Entity) and not m.meaning.known
    }


@pytest.mark.parametrize(
    ("text", "name", "curie"),
    [
        # given by a verb of naming
        ("A ferry named Skarven will sail from June.", "Skarven", "TechnologySolution"),
        ("The new roadmap, which we publish today, is called Tide 2040.", "Tide 2040", "Plan"),
        ("The facility, named Bärlund, covers two hectares.", "Bärlund", "Site"),
        # told by an apposition
        ("Velmara, a supplier of pumps, moved to the coast.", "Velmara", "Firm"),
        ("Last week Oldorf Rail, the operator of the tramway, apologised.", "Oldorf Rail", "Firm"),
        ("The manager, Quenby, was chosen after a tender.", "Quenby", "Organisation"),
        ("Lanternfish, the county's own satellite, was lost.", "Lanternfish", "TechnologySolution"),
        ("According to Weir & Co, a rating agency, few pay.", "Weir & Co", "Firm"),
        # what only a body is or has
        ("The pumps come from Torvex's factory in the north.", "Torvex", "Organisation"),
        ("The rest is financed by Haldane and QNB.", "QNB", "Organisation"),
        ("The rest is financed by Haldane and QNB.", "Haldane", "Organisation"),
        ("KLR has been appointed as the main contractor.", "KLR", "Organisation"),
        ("Bluefin (Nasdaq Oslo: BLUE) rose sharply.", "Bluefin", "Organisation"),
        ("Marlow Line, whose ferries call daily, agreed.", "Marlow Line", "Organisation"),
        ("SolarNet CRC, which leads the mission, agreed.", "SolarNet CRC", "Institution"),
        ("Dr Ana Reis, chief executive of Tessaly, spoke.", "Tessaly", "Organisation"),
        ("Brenholm has agreed to recycle its water.", "Brenholm", "Organisation"),
        # longer names
        ("I table the Harbours (Fees) Amendment Bill today.", "Harbours (Fees) Amendment Bill",
         "Legislation"),
        ("The Central Bank of Norland raised rates.", "Central Bank of Norland", "GovernmentBody"),
        ("It was sold to Norra kraftnät, the grid operator, in May.", "Norra kraftnät", "Firm"),
        ("The Edda Test Range saw a launch.", "Edda Test Range", "Site"),
        ("Professor Jane Orr of Wexley University spoke.", "Wexley University", "University"),
        ("There are ferries to Ostby and Vallvik.", "Vallvik", "Place"),
    ],
)  # fmt: skip
def test_a_latin_name_shows_by_its_part_in_the_sentence(
    text: str, name: str, curie: str, lexicon: Lexicon, terms: Terminology
) -> None:
    assert found(text, lexicon, terms).get(name) == curie


@pytest.mark.parametrize(
    "text",
    [
        "Construction has signed nothing.",
        "Analysts announced a review.",
        "The work was led by Anna Kessler.",
        "Parliament agreed to a second reading.",
        "The law is called a mistake by many.",
        "Total raised (US$ m)",
        "Jane Doe, Head of Sustainability and Growth, spoke.",
        "Deputy Chief Executive and Head of Finance",
        "Nobody employs more people.",
    ],
)
def test_a_common_word_or_a_person_is_no_body(
    text: str, lexicon: Lexicon, terms: Terminology
) -> None:
    names = found(text, lexicon, terms)
    assert not {name for name, curie in names.items() if curie != "Person"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("总部设在临海市的澜图重工，去年扩产。", "澜图重工"),
        ("由嵐川資本於去年設立。", "嵐川資本"),
        ("合作方包括汐岚科技（Xilan）。", "汐岚科技"),
        ("岚海精工旗下的工厂已经投产。", "岚海精工"),
        ("深圳联合财产保险推出首个产品。", "深圳联合财产保险"),
        ("青岫软件、岚德数字、云栖半导体等企业参展。", "岚德数字"),
        ("参与的有溪澜重工、徐州岚山集团。", "溪澜重工"),
        ("澄洲顾问预测明年增长。", "澄洲顾问"),
    ],
)
def test_a_chinese_firm_shows_by_trade_and_company(
    text: str, name: str, lexicon: Lexicon, terms: Terminology
) -> None:
    assert found(text, lexicon, terms).get(name) == "Firm"


@pytest.mark.parametrize(
    "text",
    [
        "绿色金融与合规科技是热门方向。",
        "推动养老保险和医疗保险改革。",
        "社会资本参与绿色能源。",
        "由人工智能推出的方案",
        "跨境电商完成增长。",
        "樂齡科技應用研究",
    ],
)
def test_a_trade_is_no_firm(text: str, lexicon: Lexicon, terms: Terminology) -> None:
    assert "Firm" not in found(text, lexicon, terms).values()


@pytest.mark.parametrize(
    ("text", "name", "curie"),
    [
        ("國家開發銀行雲南省分行牽頭", "國家開發銀行雲南省分行", "OrganisationalUnit"),
        ("中國科學院成都能源研究所研製", "中國科學院成都能源研究所", "ResearchInstitute"),
        ("在青嵐護理安老院試行", "青嵐護理安老院", "HealthInstitution"),
        (
            "「粵港灣區中藥及食品監測中心」下月成立",
            "「粵港灣區中藥及食品監測中心」",
            "ServiceCentre",
        ),
        ("位于溪岚金融商务区", "溪岚金融商务区", "Region"),
        ("依托杭州数据交易所", "杭州数据交易所", "Institution"),
        ("丹麦中央银行公布", "丹麦中央银行", "GovernmentBody"),
        ("「2+」機制自去年生效", "「2+」機制", "PolicyMeasure"),
        ("样机“澜海一号”已经下水", "“澜海一号”", "TechnologySolution"),
        ("支持澜石一号、澜石二号等项目", "澜石二号", "Project"),
        ("LABX2031 國際海洋展", "LABX2031 國際海洋展", "Exhibition"),
        ("中德青島產業園開園", "中德青島產業園", "InnovationPark"),
        ("漁農自然護理署高級主任", "漁農自然護理署", "GovernmentBody"),
        ("海島文化博覽暨高峰會", "海島文化博覽暨高峰會", "Conference"),
    ],
)
def test_a_chinese_name_shows_by_its_ending(
    text: str, name: str, curie: str, lexicon: Lexicon, terms: Terminology
) -> None:
    assert found(text, lexicon, terms).get(name) == curie


@pytest.mark.parametrize(
    "text",
    ["位于8号大楼", "在离岸海域作业", "外汇管理", "醫管局轄下醫院的床位", "沿海、內陸兩區試行",
     "打造「國際創新中心」", "采用国产PLM系统"],
)  # fmt: skip
def test_a_description_is_no_name(text: str, lexicon: Lexicon, terms: Terminology) -> None:
    names = found(text, lexicon, terms)
    assert not {name for name in names if name != "醫管局"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("执笔：沈以岚、高培之", {"沈以岚", "高培之"}),
        ("主編：區卓嵐 Cherry Au", {"區卓嵐"}),
        ("—— 何婉嵐，溪嵐安老院 院長", {"何婉嵐"}),
        ("沈以岚系澄川智库研究部主任。", {"沈以岚"}),
        ("澄川资本合伙人Petra Lindholm认为", {"Petra Lindholm"}),
        ("Prof. Martin Ho（香港中文大學校長）", {"Martin Ho"}),
        ("The Hon. MARIANNE DOYLE (Minister for Industry)", {"MARIANNE DOYLE"}),
        ("Dr Piet van der Meer, chief executive of Helion", {"Piet van der Meer"}),
        ("Inês Falcão (Head of Asia, Lonza)", {"Inês Falcão"}),
    ],
)
def test_people_are_introduced(
    text: str, names: set[str], lexicon: Lexicon, terms: Terminology
) -> None:
    new = found(text, lexicon, terms)
    assert {name for name, curie in new.items() if curie == "Person"} == names


@pytest.mark.parametrize(
    "text",
    ["编辑：部门负责人", "方案是解决主任医师不足", "居民覃女士担心",
     "王府井，北京的商业中心", "作者：数据中心"],
)  # fmt: skip
def test_what_stands_in_the_place_of_a_name_is_none(
    text: str, lexicon: Lexicon, terms: Terminology
) -> None:
    assert "Person" not in found(text, lexicon, terms).values()


def test_a_word_that_begins_a_name_may_be_personal() -> None:
    assert is_personal("Astrid")
    assert is_personal("Professor")
    assert not is_personal("Kestrel")


def held(text: str, lexicon: Lexicon, terms: Terminology) -> set[tuple[str, str, str, str]]:
    """Return person, post, employer and how of every post that a text states."""
    folded = fold(text)
    known = lexicon.find(folded)
    mentions: list[Mention] = longest([*known, *discover(folded, text, known, terms)])
    return {
        (
            text[h.person.start : h.person.end],
            text[slice(*h.post)],
            text[h.organisation.start : h.organisation.end] if h.organisation else "",
            h.how,
        )
        for h in people.posts(folded, text, mentions, terms)
    }


@pytest.mark.parametrize(
    ("text", "holding"),
    [
        ("Ms Joan Ware, chair of the Arden Corporation, spoke.",
         ("Joan Ware", "chair", "Arden Corporation", "explicit")),
        ("Elise Brandt (Head of Asia, Kestrel Cables) spoke.",
         ("Elise Brandt", "Head of Asia", "Kestrel Cables", "explicit")),
        ("Karin Holm, Head of Investor Relations, spoke.",
         ("Karin Holm", "Head of Investor Relations", "", "explicit")),
        ("Media, Kestrel Cables: Oskar Brand, Press Officer",
         ("Oskar Brand", "Press Officer", "Kestrel Cables", "explicit")),
        ("Prof. Martin Ho（香港中文大學校長）",
         ("Martin Ho", "校長", "香港中文大學", "explicit")),
        ("—— 何婉嵐，溪嵐安老院 院長", ("何婉嵐", "院長", "溪嵐安老院", "explicit")),
        ("沈以岚系澄川研究院主任。", ("沈以岚", "主任", "澄川研究院", "explicit")),
        ("陳嘉嵐博士，漁農自然護理署高級主任",
         ("陳嘉嵐", "高級主任", "漁農自然護理署", "explicit")),
        ("總部設在臨海市的瀾圖重工，去年擴產。副總裁黃柏嵐說，訂單增加。",
         ("黃柏嵐", "副總裁", "瀾圖重工", "coreference")),
        ("溪嵐試驗所投入運作，由梁嘉嵐教授出任行政總裁。",
         ("梁嘉嵐", "行政總裁", "溪嵐試驗所", "coreference")),
    ],
)  # fmt: skip
def test_a_post_and_its_body(
    text: str, holding: tuple[str, str, str, str], lexicon: Lexicon, terms: Terminology
) -> None:
    assert holding in held(text, lexicon, terms)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe, a graduate of Wexley University, spoke.",
        "溪嵐市政府公布計劃。記者黃柏嵐報道。",
        "她畢業於溪嵐大學。黃柏嵐女士出席。",
    ],
)
def test_no_employer_is_invented(text: str, lexicon: Lexicon, terms: Terminology) -> None:
    assert not {body for _, _, body, _ in held(text, lexicon, terms) if body}


def extracted(text: str, extractor: Extractor, name: str = "note.md") -> Extraction:
    return extractor.extract(read(text.encode(), name))


def names(extraction: Extraction) -> list[set[str]]:
    return [
        {label.text for label in fact.subject.labels}
        for fact in extraction.facts
        if fact.kind == "entity"
    ]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Torvald Energy AB builds. Later Torvald Energy grew, and Torvald hired.",
         {"Torvald Energy AB", "Torvald Energy", "Torvald"}),
        ("瀾圖醫院（Lantu Hospital）擴建。Lantu Hospital 聘人。", {"瀾圖醫院", "Lantu Hospital"}),
        ("溪嵐協會 Xilan Association 舉辦。", {"溪嵐協會", "Xilan Association"}),
        ("行政總裁 Dr Adrian Fok（霍景嵐）認為可行。", {"Adrian Fok", "霍景嵐"}),
    ],
)  # fmt: skip
def test_forms_of_one_name_are_one_thing(text: str, forms: set[str], extractor: Extractor) -> None:
    assert any(forms <= fold_all(labels) | labels for labels in names(extracted(text, extractor)))


def fold_all(labels: set[str]) -> set[str]:
    return {fold(label) for label in labels}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("平岚运河集团成立。平岚运河通航。", "平岚运河"),
        ("Port Energy AB builds. The Port hired.", "Port"),
        ("澜图医院（位于海边）扩建。", "位于海边"),
    ],
)
def test_what_only_begins_like_a_name_is_no_short_form(
    text: str, form: str, extractor: Extractor
) -> None:
    assert not any(form in labels for labels in names(extracted(text, extractor)))


def test_a_family_name_alone_is_no_firm(extractor: Extractor) -> None:
    text = "Mayor Anna Brenholm spoke. On Monday Brenholm announced a levy.\n"
    bodies = [
        fact
        for fact in extracted(text, extractor).facts
        if fact.kind == "entity" and "kg:Organisation" in fact.subject.types
    ]
    assert not bodies


def test_a_known_concept_is_noted_where_a_fact_is_about_it(extractor: Extractor) -> None:
    told = extracted("机器人技术日益普及。\n", extractor)
    assert not [fact for fact in told.facts if fact.kind == "entity"]


def test_authors_are_things(extractor: Extractor) -> None:
    told = extracted("---\ntitle: 海风\nauthor: 陈若岚\n---\n\n正文。\n", extractor)
    people_met = [f for f in told.facts if f.kind == "entity" and "kg:Person" in f.subject.types]
    assert [fact.evidence[0].quote for fact in people_met] == ["陈若岚"]


@pytest.mark.parametrize(
    ("name", "predicate", "curie"),
    [
        ("陈若岚", "dct:creator", "kg:Person"),
        ("Priya Castell", "dct:creator", "kg:Person"),
        ("溪岚市统计局", "dct:publisher", "kg:GovernmentBody"),
        ("海岚观察", "dct:publisher", "kg:Organisation"),
        ("岚视角", "dct:creator", "kg:Organisation"),
    ],
)
def test_the_class_of_a_maker(name: str, predicate: str, curie: str, terms: Terminology) -> None:
    assert class_of(name, of(terms), predicate) == curie


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("成都市住房和城乡建设局公布结果。", "成都市住房和城乡建设局"),
        ("市文化广电和旅游局与商会会面。", "市文化广电和旅游局"),
        ("其中成都高新区增长较快。", "成都高新区"),
        ("专访海城大学校长李文彬。", "海城大学"),
        ("海研院光电所所长骆明仲出席。", "海研院光电所"),
        ("由全资子公司海屿西洋公司管理。", "海屿西洋公司"),
        ("6月底前报市人民政府。", "市人民政府"),
        ("前聯宇副總經理林志遠到場。", "聯宇"),
        ("The Ministry of Forests and Fisheries agreed.", "Ministry of Forests and Fisheries"),
        ("We met the Panay Weavers' Federation.", "Panay Weavers' Federation"),
    ],
)
def test_a_name_is_neither_cut_nor_grown(
    text: str, name: str, lexicon: Lexicon, terms: Terminology
) -> None:
    names = found(text, lexicon, terms)
    assert name in names
    assert not [other for other in names if other != name and (other in name or name in other)]


@pytest.mark.parametrize(
    "text",
    [
        "我2001年从海城大学博士毕业后就来到这里。",
        "项目负责人应具有高级职称。",
        "吳委員明機發言。",
        "他一年只拍幾部電影。",
        "Kang Min-ho, Minister of Forests and Fisheries, agreed.",
    ],
)
def test_a_verb_a_count_and_a_portfolio_are_nobody(
    text: str, lexicon: Lexicon, terms: Terminology
) -> None:
    assert set(found(text, lexicon, terms)) <= {"海城大学", "Kang Min-ho"}


def posts_of(extractor: Extractor, text: str) -> set[tuple[str, str, str]]:
    facts = extractor.extract(read(text.encode(), "note.txt")).facts
    return {
        (
            f.subject.name,
            f.predicate[3:],
            f.object.name if isinstance(f.object, Entity) else f.object,
        )
        for f in facts
        if f.predicate in ("kg:position", "kg:worksFor") and f.object
    }


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("園區管理局王永明局長主持會議。",
         {("王永明", "position", "局長"), ("王永明", "worksFor", "園區管理局")}),
        ("會議由國立海洋大學林本明教授及陳怡真組長報告。",
         {("林本明", "position", "教授"), ("陳怡真", "position", "組長")}),
        ("The Harbour Trust grew. Its chief executive, Anna Marsh, spoke.",
         {("Anna Marsh", "position", "chief executive"),
          ("Anna Marsh", "worksFor", "Harbour Trust")}),
        ("在昨天的會議上曾家敏議員提問。", {("曾家敏", "position", "議員")}),
    ],
)  # fmt: skip
def test_a_post_is_told_on_either_side_of_the_name(
    extractor: Extractor, text: str, held: set[tuple[str, str, str]]
) -> None:
    assert held <= posts_of(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "前聯宇副總經理林志遠加入。",
        "因年龄原因，原总经理郑大海辞去职务。",
        "高雄市前市長陳大民到場。",
    ],
)
def test_a_post_of_the_past_is_held_no_more(extractor: Extractor, text: str) -> None:
    assert not posts_of(extractor, text)


def test_who_is_called_by_a_part_of_the_name_is_one_person(extractor: Extractor) -> None:
    text = "Dr Aiko Sato joined. Dr Sato spoke. Dr Tom Reed met Dr Ann Reed. Dr Reed left.\n"
    facts = extractor.extract(read(text.encode(), "note.txt")).facts
    people = {f.subject.name for f in facts if f.kind == "entity"}
    assert "Aiko Sato" in people
    assert "Sato" not in people
    assert "Reed" in people  # two are called so: which of them is not told


def test_a_recommendation_makes_nothing_exist(extractor: Extractor) -> None:
    text = "# 意见\n\n各方意见不一。\n\n## 建议\n\n1. 台中市政府设立“渔业委员会”，公布数据。\n"
    facts = extractor.extract(read(text.encode(), "note.md")).facts
    assert any(f.predicate == "kg:recommends" for f in facts)
    assert not any(f.predicate == "kg:establishedBy" for f in facts)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("鄭州文旅投資集團與澄湖影業合資建設。", "鄭州文旅投資集團"),
        ("由民政局与成都银行联合发起。", "成都银行"),
        ("高雄美國商會今年對會員做了調查。", "高雄美國商會"),
        ("大學與西貢養魚業協進會合辦計劃。", "西貢養魚業協進會"),
        ("香港銀行看淡下半年。", ""),
        ("成都银行业贷款增长。", ""),
        ("她早年办搬家公司。", ""),
        ("前漁政署署長到訪港口。", "漁政署"),
        ("國際集團紛紛進駐。", ""),
    ],
)
def test_bodies_are_called_after_their_place(
    text: str, name: str, lexicon: Lexicon, terms: Terminology
) -> None:
    bodies = [
        each
        for each, curie in found(text, lexicon, terms).items()
        if terms.is_a((f"kg:{curie}",), "kg:Organisation")
    ]
    if name:
        assert name in bodies
    else:
        assert not any(each.endswith(("銀行", "银行", "集團", "公司")) for each in bodies)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ministry launched the Afya Card in January.", "Afya Card"),
        ("Last year it introduced its new Young Railway Card.", "Young Railway Card"),
        ("The council is rolling out the Cool Roofs Offer.", "Cool Roofs Offer"),
        ("The ministry launched the Afya in January.", ""),
        ("Navies launched the Second Fleet.", ""),
        ("He introduced the Anna Berg.", ""),
    ],
)
def test_what_is_launched_is_a_programme(
    text: str, name: str, lexicon: Lexicon, terms: Terminology
) -> None:
    launched = {each for each, curie in found(text, lexicon, terms).items() if curie == "Programme"}
    assert launched == ({name} if name else set())


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("大樓由中鐵三局承建。", {"中鐵三局"}),
        ("園區將由長庚醫療財團法人營運。", {"長庚醫療財團法人"}),
        ("项目由岭澳绿源与碧波海岸联合兴建。", {"岭澳绿源", "碧波海岸"}),
        ("濠江金融管理局回應。", {"濠江金融管理局"}),
        ("碼頭由業主自行經營。", set()),
        ("晚會由著名主持人主持，由專業團隊承辦。", set()),
        ("由此可見，理由與經營無關。", set()),
        ("费用由承建商负责，由家长资助。", set()),
        ("漁會主委出席。", set()),
    ],
)
def test_what_they_do_betrays_bodies(
    text: str, bodies: set[str], lexicon: Lexicon, terms: Terminology
) -> None:
    told = found(text, lexicon, terms).items()
    assert {n for n, curie in told if terms.is_a((f"kg:{curie}",), "kg:Organisation")} == bodies
