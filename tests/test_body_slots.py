"""Chinese bodies that nothing but their slot betrays, and people by the grammar around them."""

import pytest

from kg.extraction.extractor import Extraction, Extractor, Knowledge
from kg.extraction.patterns.catalogue import load
from kg.graph.ontology import terminology
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.reading.reader import read
from kg.resources import PATTERNS


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    known = terminology()
    return Extractor(Knowledge(known, load(PATTERNS, known)))


def _extracted(extractor: Extractor, text: str) -> Extraction:
    return extractor.extract(read(text.encode(), "text.txt"))


def _bodies(extractor: Extractor, text: str) -> set[str]:
    return {
        label.text
        for fact in _extracted(extractor, text).facts
        if fact.kind == "entity" and "kg:Person" not in fact.subject.types
        for label in fact.subject.labels
    }


def _told(fact: Fact) -> tuple[str, str, str]:
    value = fact.object
    words = value.labels[0].text if isinstance(value, Entity) else str(value)
    return fact.subject.labels[0].text, (fact.predicate or "").removeprefix("kg:"), words


def _relations(extractor: Extractor, text: str) -> set[tuple[str, str, str]]:
    return {_told(f) for f in _extracted(extractor, text).facts if f.kind == "relation"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("隆昌堂是海湾控股旗下的子公司。", "隆昌堂"),
        ("雲嶺茶廠是海灣控股旗下的子公司。", "雲嶺茶廠"),
        ("海湾控股去年收购了白鹭制陶。", "白鹭制陶"),
        ("海湾控股持有白鹭制陶35%的股份。", "白鹭制陶"),
        ("白鹭制陶完成了3亿元B轮融资。", "白鹭制陶"),
        ("白鹭制陶明年还要在厦门设立分公司。", "白鹭制陶"),
        ("工程委托白鹭制陶管理。", "白鹭制陶"),
        ("艺术节由厦门大学主办，白鹭制陶协办。", "白鹭制陶"),
        ("青川生物采用新工艺生产菌粉。", "青川生物"),
        ("白鹭制陶与厦门大学、华为达成战略合作。", "白鹭制陶"),
        ("海风基金已投资青川生物、雪线冷链等9个项目。", "雪线冷链"),
        ("白鹭制陶获海湾控股战略投资5000万元。", "白鹭制陶"),
        ("海湾控股斥资3亿元收购白鹭制陶60%股权。", "白鹭制陶"),
        ("白鹭制陶的最大股东是海湾控股。", "白鹭制陶"),
        ("海湾控股前身为江海船厂。", "江海船厂"),
        ("海洋机器人实验室隶属厦门大学。", "海洋机器人实验室"),
        ("海洋机器人实验室于2022年5月在青岛成立。", "海洋机器人实验室"),
        ("三家企业——青川生物、白鹭制陶、雪线冷链——获奖。", "白鹭制陶"),
        ("北汐船務去年斥資三億元收購遠岸拖輪六成股權。", "北汐船務"),
        ("北汐船務去年斥資三億元收購遠岸拖輪六成股權。", "遠岸拖輪"),
        ("栖霞纺织亦与南岭大学签订人才培养协议。", "栖霞纺织"),
        ("栖霞纺织2016年在深圳上市。", "栖霞纺织"),
        ("2018年，何其远从九禾化工离职，加入栖霞纺织。", "九禾化工"),
        ("2018年，何其远从九禾化工离职，加入栖霞纺织。", "栖霞纺织"),
        ("该渡轮由远岸造船改装。", "远岸造船"),
        ("由栖霞纺织自主研发的“青螺二号”已面世。", "栖霞纺织"),
        ("青螺实验室经厦门市科学技术局批准设立。", "青螺实验室"),
        ("栖霞保险受国家海洋局监管。", "国家海洋局"),
        ("该基金由礦務安全監督署管理。", "礦務安全監督署"),
        ("第六屆亞洲蘭花論壇將在厦门舉行。", "第六屆亞洲蘭花論壇"),
    ],
)
def test_what_fills_a_slot_of_bodies_is_one(extractor: Extractor, text: str, name: str) -> None:
    assert name in _bodies(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "数字经济是海湾控股旗下的重点业务。",
        "海湾控股收购了优质资产。",
        "我们委托专业人员管理。",
        "职业教育采用新模式。",
        "手术机器人采用新算法。",
        "居民代表在厦门设立分公司。",
        "该实验室于2022年成立。",
        "公司的最大股东是海湾控股。",
        "高端装备是海湾控股的主业。",
        "民间资本获准参与。",
        "传统陶瓷采用新釉料。",
        "受访者在经济发展中得到实惠。",
    ],
)
def test_ordinary_words_in_such_a_slot_are_no_name(extractor: Extractor, text: str) -> None:
    known = {"海湾控股", "厦门", "廈門市", "Xiamen", "厦门市", "数字经济", "职业教育"}
    assert not {n for n in _bodies(extractor, text) if len(n) > 2 and n[0] > "\u3400"} - known


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("南岭大学教授何其远受聘担任首席顾问。", ("何其远", "worksFor", "南岭大学")),
        ("南岭大学教授何其远受聘担任首席顾问。", ("何其远", "position", "首席顾问")),
        ("何其远，南岭大学法学院教授，长期研究海商法。", ("何其远", "position", "教授")),
        ("何其遠，南嶺大學法學院教授，長期研究海商法。", ("何其遠", "position", "教授")),
        ("何其远曾任职于国家海洋局，2020年加入南岭大学。", ("何其远", "worksFor", "南岭大学")),
        ("何其远硕士毕业于早稻田大学。", ("何其远", "educatedAt", "早稻田大学")),
        ("青川科技创始人、总经理何其远认为，不难。", ("何其远", "position", "总经理")),
        ("学院院长、南岭大学教授何其远说，不难。", ("何其远", "position", "院长")),
        ("何其远2018年创办青川生物，此前在南岭大学任教。", ("青川生物", "establishedBy", "何其远")),
        (
            "海风基金由厦门市财政局设立，规模2亿元，由青川资本管理。",
            ("海风基金", "administeredBy", "青川资本"),
        ),
        ("“青舟计划”替代了原有的“引凤工程”。", ("青舟计划", "supersedes", "引凤工程")),
        ("青川生物自主研发的“海珠蓝”染料畅销。", ("青川生物", "develops", "海珠蓝")),
    ],
)
def test_what_grammar_says_of_people_and_quoted_things(
    extractor: Extractor, text: str, fact: tuple[str, str, str]
) -> None:
    assert fact in _relations(extractor, text)


def test_who_worked_somewhere_once_does_not_work_there(extractor: Extractor) -> None:
    told = _relations(extractor, "何其远曾任职于国家海洋局，2020年加入南岭大学。")
    assert ("何其远", "formerEmployer", "国家海洋局") in told
    assert ("何其远", "worksFor", "国家海洋局") not in told
