"""Names by the ontology that comes with the program: places, firms, people, bodies, indices."""

import pytest

from kg.extraction.extractor import Extractor
from kg.extraction.names import people
from kg.extraction.names.discovery import discover
from kg.extraction.names.lexicon import Lexicon, longest
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


def mentions(text: str, lexicon: Lexicon, terms: Terminology) -> list[Mention]:
    folded = fold(text)
    known = lexicon.find(folded)
    return longest([*known, *discover(folded, text, known, terms)])


def found(text: str, lexicon: Lexicon, terms: Terminology) -> dict[str, str]:
    return {
        text[m.start : m.end]: m.meaning.types[0].removeprefix("kg:")
        for m in mentions(text, lexicon, terms)
        if isinstance(m.meaning, Entity)
    }


@pytest.mark.parametrize(
    ("text", "name", "curie"),
    [
        ("2031年云岚市国民经济公报", "云岚市", "City"),
        ("來到北嵐省的旅客增加", "北嵐省", "Region"),
        ("在临溪县和云岭镇建厂", "临溪县", "Region"),
        ("在临溪县和云岭镇建厂", "云岭镇", "Region"),
        ("白鹭岛的通勤班车", "白鹭岛", "Region"),
        ("南岭自治州新增就业3万人", "南岭自治州", "Region"),
        ("由滨江高新区管委会牵头", "滨江高新区管委会", "GovernmentBody"),
        ("广东岚海新区管委会科创和人才局", "广东岚海新区管委会科创和人才局", "GovernmentBody"),
        ("园区管委会公布", "园区管委会", "GovernmentBody"),
        (
            "由中国科学院成都光电技术与光电仪器研究所参与",
            "中国科学院成都光电技术与光电仪器研究所",
            "ResearchInstitute",
        ),
        ("总部设在生物医药产业园，", "生物医药产业园", "InnovationPark"),
        ("能源轉型研究中心發布報告", "能源轉型研究中心", "ResearchInstitute"),
        ("澳門生產力暨科技轉移中心", "澳門生產力暨科技轉移中心", "ServiceCentre"),
        ("全球航空人才城市指數", "全球航空人才城市指數", "Indicator"),
        ("設立「護理實習津貼」", "「護理實習津貼」", "FundingProgramme"),
        ("龍頭企業：星海醫療、雲箏智能、先禾科技", "雲箏智能", "Firm"),
        ("本地企业包括星海智造、澄湖生物和岚屿科技等", "岚屿科技", "Firm"),
        ("收购传感器企业衡岚科技，", "衡岚科技", "Firm"),
        ("猎头机构岚德人才的调查", "岚德人才", "Firm"),
        ("Zentara AG, Oruva plc and Velmar Ltd", "Oruva plc", "Firm"),
        ("Norvinda Group of Bergen", "Norvinda Group", "Firm"),
        ("Norvinda Group of Bergen", "Bergen", "City"),
        ("Norvinda Group of Xanby", "Xanby", "Place"),
        ("offices in Xanby and Zurich", "Xanby", "Place"),
        ("Homes will be built at Scarpa, Lerwick and Brody.", "Brody", "Place"),
        ("The port of Velmar exported fish", "Velmar", "City"),
        ("the island of Senja", "Senja", "Region"),
        ("a plant in County Clare", "County Clare", "Region"),
        ("the Northern Islands Enterprise", "Northern Islands Enterprise", "StatutoryBody"),
        ("the Coastal Housing Partnership", "Coastal Housing Partnership", "Institution"),
        ("According to the Coastal Employer Panel", "Coastal Employer Panel", "Survey"),
        ("the Global Ports Index", "Global Ports Index", "Indicator"),
        ("Harbour College Dublin will", "Harbour College Dublin", "University"),
        ("XDA Ireland will", "XDA Ireland", "Organisation"),
        ("Kestrel Cables opened", "Kestrel Cables", "Firm"),
        ("the Wavelet programme", "Wavelet", "Programme"),
        ("启岚通航、天澜无人机等企业设立了基地", "天澜无人机", "Firm"),
        ("校方与翼澜科技签署协议", "翼澜科技", "Firm"),
        ("泵站由宏澜工程與翼岚技術承建", "翼岚技術", "Firm"),
        ("首輪由粤創投領投", "粤創投", "Firm"),
        ("將軍山「嵐軒居」項目已獲續租", "「嵐軒居」", "Project"),
        ("使用「易嵐付」終端的店舖", "「易嵐付」", "TechnologySolution"),
        ("岚江航运合作大会闭幕", "岚江航运合作大会", "Conference"),
        ("複製自貿試驗區經驗，教育局放寬岚城大學名額", "岚城大學", "University"),
        ("Zentara rose, but SeaLoop leases moorings.", "SeaLoop", "Organisation"),
        ("Designed by: Velmark", "Velmark", "Organisation"),
        ("Its hub is VelTech, a joint institute of two cities.", "VelTech", "ResearchInstitute"),
        ("「職業培訓估計調查」顯示", "「職業培訓估計調查」", "Survey"),
        ("聖若瀾大學聯合發布", "聖若瀾大學", "University"),
        ("Grid operator Norlund hired technicians in Xanby.", "Norlund", "Firm"),
        ("Grid operator Norlund hired technicians in Xanby.", "Xanby", "Place"),
        (
            "The University of Norland's Power Demonstration Centre",
            "University of Norland",
            "University",
        ),
    ],
)
def test_a_name_shows_by_what_stands_around_it(
    text: str, name: str, curie: str, lexicon: Lexicon, terms: Terminology
) -> None:
    assert found(text, lexicon, terms).get(name) == curie


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("由专业技术负责，发展养殖渔业", "专业技术"),
        ("引水工程由当局建设", "引水工程"),
        ("政府支持中心建设", "政府支持中心"),
        ("现在，我代表市人民政府报告", "代表市人民政府"),
        ("观众为什么去博物馆", "什么去博物馆"),
        ("推行「優質」服務", "「優質」"),
        ("被问及「是否满意，为什么」项目", "「是否满意，为什么」"),
        ("Designed by: Tuesday", "Tuesday"),
        ("The ApplePie recipe rose.", "The ApplePie"),
    ],
)
def test_no_name_is_seen_in_other_words(
    text: str, name: str, lexicon: Lexicon, terms: Terminology
) -> None:
    assert name not in found(text, lexicon, terms)


@pytest.mark.parametrize(
    "text",
    [
        "全市、各县、城镇居民和上市公司、超市、股市、宜居城市",
        "五大洲、全省各市、该县、本区、社区、园区、高新区的政策不同",
        "半岛地区的海岛旅游和小岛民宿",
        "全年全市实现增长，老城区与工业区改造",
        "企业：注册、开户、纳税；企业有困难、问题",
        "部门处理数据，企业招聘需求上升，企业数据安全",
        "供应商需要资金、人才、技术",
        "公司任何人都可以申请，何况担任主任的责任",
        "从安家费到共享实验室",
        "综合竞争力指数和消费者信心指数",
        "skills in Python, trust in Parliament, a degree in Physics",
        "people in Government moved in January; held in Summer",
        "THE COASTAL ISLES DEVELOPMENT BUDGET",
        "Renewable Energy and Solar Power",
        "Zenta等大学生社团参加量子科技和柔性电子研究",
        "investors in Bitcoin, experts in Kotlin and lessons in Data Science",
    ],
)
def test_descriptions_are_no_names(text: str, lexicon: Lexicon, terms: Terminology) -> None:
    concepts = {"Sector", "TechnologyField", "Occupation", "PopulationGroup", "Concept"}
    assert set(found(text, lexicon, terms).values()) <= concepts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动形成都市圈格局", []),
        ("国内地区发展不均", []),
        ("把才智利用好", []),
        ("放眼以上海外市场", []),
        ("发展中国家的其中国有企业", []),
        ("以上海为例", ["上海"]),
        ("形成成都经验", ["成都"]),
        ("内地与香港", ["内地", "香港"]),
        ("a derby near Derbyshire", ["Derbyshire"]),
    ],
)
def test_a_short_name_is_not_found_across_two_words(
    text: str, expected: list[str], lexicon: Lexicon
) -> None:
    assert [text[m.start : m.end] for m in lexicon.find(fold(text))] == expected


def test_a_park_of_a_city_is_not_the_city(extractor: Extractor) -> None:
    facts = extractor.extract(read("在成都高新区和成都市建厂。".encode(), "a.txt")).facts
    things = {e.quote: f.subject.id for f in facts if f.kind == "entity" for e in f.evidence}
    assert things["成都市"] == "id/chengdu"
    assert things["成都高新区"] != "id/chengdu"


@pytest.mark.parametrize(
    ("text", "person", "posts"),
    [
        ("星海集团创始人兼首席科学官程望远说", "程望远", ["创始人", "首席科学官"]),
        ("由星海大学教授谢澄宇担任实验室主任。", "谢澄宇", ["教授", "实验室主任"]),
        ("何志平出任星海集团副总裁，任期三年", "何志平", ["副总裁"]),
        ("以下是何俊賢議員的提問", "何俊賢", []),
        ("Statement by the Convener for Ports, Una Calder, to it", "Una Calder", []),
        ("Dr Iain Strachan, its managing director, left", "Iain Strachan", ["managing director"]),
        (
            "Eilidh Mary Grant, its chief economist, agrees",
            "Eilidh Mary Grant",
            ["chief economist"],
        ),
        ("Chief executive Sofia Marin said", "Sofia Marin", []),
        ("Deputy Governor of the Bank of Norland, Anna Beck, said", "Anna Beck", []),
    ],
)
def test_people_and_posts(
    text: str, person: str, posts: list[str], lexicon: Lexicon, terms: Terminology
) -> None:
    named = mentions(text, lexicon, terms)
    people_named = [
        text[m.start : m.end]
        for m in named
        if isinstance(m.meaning, Entity) and m.meaning.types == (people.PERSON,)
    ]
    assert people_named == [person]
    held = people.posts(fold(text), text, named, terms)
    if posts:
        assert [text[slice(*one.post)] for one in held] == posts


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("澄海大学药学院的课程。", "澄海大学药学院", "澄海大学"),
        ("星岚科技大学机器人研究院揭幕。", "星岚科技大学机器人研究院", "星岚科技大学"),
        ("澄海大学的课程。", "", ""),
        ("科技大学城揭幕。", "", ""),
    ],
)
def test_a_body_in_the_name_of_a_body_is_its_whole(
    text: str, part: str, whole: str, extractor: Extractor
) -> None:
    facts = extractor.extract(read(text.encode(), "a.txt")).facts
    pairs = [
        (fact.subject.labels[0].text, fact.object.labels[0].text)
        for fact in facts
        if fact.predicate == "kg:partOf" and isinstance(fact.object, Entity)
    ]
    assert pairs == ([(part, whole)] if part else [])


def test_a_firm_is_known_by_its_first_characters_where_they_are_its_own(
    extractor: Extractor,
) -> None:
    text = (
        "岚屿智造科技股份有限公司成立。岚屿智造增长。“岚屿的毛利率下降。”"
        "东方科技有限公司成立，东方的文化。"
    )
    facts = extractor.extract(read(text.encode(), "a.txt")).facts
    quotes = {e.quote for f in facts if f.kind == "entity" for e in f.evidence}
    assert {"岚屿智造科技股份有限公司", "岚屿智造", "岚屿", "东方科技有限公司"} <= quotes
    assert "东方" not in quotes
