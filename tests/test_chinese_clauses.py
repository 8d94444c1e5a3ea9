"""Who does what in Chinese clauses of many forms, and what such clauses do not say."""

import pytest

from kg.model.mention import Entity
from kg.reading.reader import read
from tests.extracting import extractor, told


def _relations(text: str) -> set[tuple[str, str, str]]:
    found = set()
    for fact in extractor().extract(read(text.encode(), "text.txt")).facts:
        if fact.kind == "relation":
            value = fact.object
            words = value.labels[0].text if isinstance(value, Entity) else str(value)
            predicate = (fact.predicate or "").removeprefix("kg:")
            found.add((fact.subject.labels[0].text, predicate, words))
    return found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # what a thing is described as
        ("“青螺计划”是岚桥港务局去年推出的培训项目。", ("青螺计划", "launchedBy", "岚桥港务局")),
        ("“青螺计划”是由岚桥港务局推出的培训项目。", ("青螺计划", "launchedBy", "岚桥港务局")),
        (
            "《栖峰漁業報告》為嵐橋港務局所發佈。",
            ("栖峰漁業報告", "issuedBy", "嵐橋港務局"),
        ),
        # topic first; who did it, first
        (
            "《栖峰渔业报告》，岚桥港务局已于上月公布。",
            ("栖峰渔业报告", "issuedBy", "岚桥港务局"),
        ),
        (
            "经岚桥港务局批准，栖峰海洋实验室于2023年成立。",
            ("栖峰海洋实验室", "approvedBy", "岚桥港务局"),
        ),
        (
            "由澄浦漁船協會主辦，第六屆亞洲漁業論壇昨日開幕。",
            ("第六屆亞洲漁業論壇", "organisedBy", "澄浦漁船協會"),
        ),
        # who is entrusted, by whomever
        (
            "《栖峰渔业白皮书》由岚桥港务局委托澄浦大学编写。",
            ("栖峰渔业白皮书", "issuedBy", "澄浦大学"),
        ),
        ("當局已將栖峰科技園交予嵐橋集團營運。", ("栖峰科技園", "operatedBy", "嵐橋集團")),
        ("居民聘请岚桥集团管理栖峰科技园。", ("栖峰科技园", "operatedBy", "岚桥集团")),
        # the next clause goes on with the object of the one before
        (
            "澄浦渔船协会主办第六届渔业论坛，岚桥集团协办。",
            ("第六届渔业论坛", "organisedBy", "岚桥集团"),
        ),
        # who has a part in what a clause before tells of
        (
            "嵐橋集團去年完成B輪募資4億元，由澄浦創投領投，韓國的栖峰資本跟投。",
            ("栖峰資本", "investedIn", "嵐橋集團"),
        ),
        ("岚桥集团获贷款3亿元，由澄浦银行提供。", ("岚桥集团", "fundedBy", "澄浦银行")),
        # over a clause that only says when
        (
            "栖峰市推出「青螺方案」，2024年7月上路，由勞工局主辦。",
            ("青螺方案", "organisedBy", "勞工局"),
        ),
        (
            "澄浦渔业联盟成立于2019年，由岚桥集团发起，成员有三家。",
            ("澄浦渔业联盟", "launchedBy", "岚桥集团"),
        ),
        # the subject of the clauses before
        (
            "澄浦生物医药有限公司研发疫苗，是岚桥集团旗下的全资子公司。",
            ("澄浦生物医药有限公司", "partOf", "岚桥集团"),
        ),
        (
            "栖峰海洋实验室隶属澄浦大学，由科技部补助成立，专注于水声研究。",
            ("栖峰海洋实验室", "focusArea", "水声研究"),
        ),
        (
            "青螺科技园引入社会资本3亿元，由岚桥集团负责建设和运营。",
            ("青螺科技园", "operatedBy", "岚桥集团"),
        ),
        # what is approved is what somebody may do
        (
            "岚桥集团获栖峰市科技局批准组建澄浦海洋研究院。",
            ("澄浦海洋研究院", "approvedBy", "栖峰市科技局"),
        ),
        # with whom, in the clause before
        (
            "岚桥集团将与澄浦大学合作，在高新区设立栖峰数据中心。",
            ("栖峰数据中心", "establishedBy", "澄浦大学"),
        ),
        (
            "由澄浦大學科研團隊創辦的嵐橋光學有限公司去年投產。",
            ("嵐橋光學有限公司", "establishedBy", "澄浦大學"),
        ),
        ("岚桥光学有限公司是栖峰能源的全资子公司。", ("岚桥光学有限公司", "partOf", "栖峰能源")),
        # a common noun for what was named
        (
            "我们正在建设栖峰渔港。项目位于岚桥科技园，由澄浦建设集团承建。",
            ("栖峰渔港", "builtBy", "澄浦建设集团"),
        ),
        (
            "第三届栖峰帆船公开赛昨日开幕。赛事由岚桥体育局主办。",
            ("第三届栖峰帆船公开赛", "organisedBy", "岚桥体育局"),
        ),
        # a verb that says nothing, and its noun
        ("居民委託澄浦大學就「青螺計劃」進行檢討。", ("青螺計劃", "evaluatedBy", "澄浦大學")),
        (
            "岚桥集团先后在越南、柬埔寨设立了三家工厂。",
            ("岚桥集团", "presentIn", "Cambodia"),
        ),
        ("岚桥基金领投了栖峰科技的C轮融资。", ("岚桥基金", "investedIn", "栖峰科技")),
        # by somebody of a body
        (
            "栖峰海洋实验室由澄浦大学教授何其远牵头。",
            ("栖峰海洋实验室", "ledBy", "何其远"),
        ),
        # the noun behind a verb is its object, no part of it
        ("岚桥集团与澄浦大学签署协议。", ("岚桥集团", "signedWith", "澄浦大学")),
        ("岚桥集团与澄浦大学签订人才培养协议。", ("岚桥集团", "signedWith", "澄浦大学")),
        # what became of the subject, not of what it belongs to
        (
            "澄浦造船有限公司隶属岚桥集团，2004年成立。",
            ("澄浦造船有限公司", "establishedOn", "2004"),
        ),
        # what a clause is about is not where it was
        (
            "栖峰海洋实验室设在厦门，由岚桥集团营运。",
            ("栖峰海洋实验室", "operatedBy", "岚桥集团"),
        ),
        (
            "“青螺计划”下月启动。计划由岚桥港务局主办，澄浦渔船协会协办。",
            ("青螺计划", "partner", "澄浦渔船协会"),
        ),
        (
            "「青螺計劃」下月上路。計畫由嵐橋港務局主辦，澄浦大學為執行單位。",
            ("青螺計劃", "administeredBy", "澄浦大學"),
        ),
        # whose member, whose product
        ("岚桥集团作为澄浦渔船协会的成员，每年提交报告。", ("岚桥集团", "partOf", "澄浦渔船协会")),
        (
            "澄浦大学引入岚桥集团的调度系统“海梭”。",
            ("岚桥集团", "develops", "海梭"),
        ),
        (
            "第六屆亞洲漁業論壇將在厦门舉行，由澄浦漁船協會主辦，嵐橋集團協辦。",
            ("第六屆亞洲漁業論壇", "organisedBy", "嵐橋集團"),
        ),
        # what is quoted
        ("澄浦漁業發展基金資助了「丹穗項目」。", ("丹穗項目", "fundedBy", "澄浦漁業發展基金")),
        ("何其远是岚桥集团的工程师，毕业于澄浦大学。", ("何其远", "educatedAt", "澄浦大学")),
    ],
)
def test_a_clause_states_its_relation(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in _relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "“青螺计划”是岚桥港务局推出的计划的前身。",
        "《栖峰渔业报告》，岚桥港务局尚未公布。",
        "若经岚桥港务局批准，栖峰海洋实验室将于明年成立。",
        "《栖峰渔业白皮书》由岚桥港务局的顾问编写。",
        "當局會否將栖峰科技園交予嵐橋集團營運？",
        "居民聘请岚桥集团的前职员打理“青螺计划”。",
        "居民委託澄浦大學就「青螺計劃」進行宣傳。",
        "岚桥集团在越南设立了奖学金。",
        "岚桥集团与澄浦大学未签署协议。",
        "岚桥基金领投栖峰科技的计划告吹。",
        "论坛在栖峰会展中心举行。项目由岚桥集团承建。",
        "岚桥集团完成募资，澄浦创投没有跟投。",
        "《栖峰渔业条例》已生效，由岚桥港务局负责解释。",
    ],
)
def test_what_a_clause_does_not_say_is_not_found(text: str) -> None:
    assert not _relations(text)


PLAIN_RELATIONS = (
    (
        "高雄蓝色产业基金由云帆创投负责管理。",
        {("高雄蓝色产业基金", "administeredBy", "云帆创投")},
    ),
    (
        "高雄蓝色产业基金由云帆创投受托管理。",
        {("高雄蓝色产业基金", "administeredBy", "云帆创投")},
    ),
    ("「海濱之夜」由文化局於2023年5月首辦。", {("海濱之夜", "organisedBy", "文化局")}),
    ("「樂齡卡」由社會福利署推出。", {("樂齡卡", "launchedBy", "社會福利署")}),
    (
        "宁波市科技局计划明年设立“深海装备引导基金”。",
        {("深海装备引导基金", "establishedBy", "宁波市科技局")},
    ),
)


@pytest.mark.parametrize(("sentence", "facts"), PLAIN_RELATIONS)
def test_who_is_charged_and_who_holds_what_is_in_quotes_are_read(
    sentence: str, facts: set[tuple[str, str, str]]
) -> None:
    assert facts <= told(sentence)


def test_what_is_praised_in_quotes_is_no_name() -> None:
    assert told("他說「誠信」是我們共同的平台。") == set()
