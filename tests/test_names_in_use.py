"""Names that what is done with them shows, and names that stand for one thing in two forms."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def names(text: str, curie: str = "kg:Entity") -> set[str]:
    """Return the labels of what a text names, of a class."""
    facts = extractor().extract(read(text.encode(), "test.md")).facts
    things = [fact.subject for fact in facts if fact.kind == "entity"]
    known = extractor().terminology
    return {thing.labels[0].text for thing in things if known.is_a(thing.types, curie)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2023年，北岭市设立果业基金，总规模10亿元。", "果业基金"),
        ("寧海市成立海洋基金，規模50億元，由寧海投資公司管理。", "海洋基金"),
        ("省里发起设立“算力基金”，首期5亿元。", "算力基金"),
        ("公司完成C轮融资6亿元，由科创基金领投。", "科创基金"),
        ("這一輪由產業基金跟投。", "產業基金"),
    ],
)
def test_a_fund_of_ordinary_words_is_one_by_its_size_or_stake(text: str, name: str) -> None:
    assert name in names(text, "kg:Fund")


@pytest.mark.parametrize(
    "text",
    [
        "政府拟设立产业基金，支持中小企业。",
        "养老基金规模扩大。",
        "各地纷纷建立科创基金。",
        "鼓励产业基金投资初创企业。",
        "资金由政府出资。",
    ],
)
def test_a_kind_of_fund_is_none(text: str) -> None:
    assert names(text, "kg:Fund") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("该园由北岭市国有资本投资运营有限公司管理。", "北岭市国有资本投资运营有限公司"),
        ("北岭港口建设运营股份有限公司中标。", "北岭港口建设运营股份有限公司"),
        ("委托海角水务运营有限公司运营该厂。", "海角水务运营有限公司"),
        ("項目由遠山文旅開發有限公司承建。", "遠山文旅開發有限公司"),
    ],
)
def test_the_business_of_a_firm_is_part_of_its_name(text: str, name: str) -> None:
    assert names(text, "kg:Organisation") == {name}


@pytest.mark.parametrize(
    "text",
    [
        "该厂由当地一家公司运营，以有限公司形式注册。",
        "公司负责建设管理，有限公司章程另定。",
        "由政府投资的运营有限公司仍在筹建。",
    ],
)
def test_a_legal_form_alone_is_no_firm(text: str) -> None:
    assert names(text, "kg:Firm") == set()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The City of Westmere opened it. Westmere lost 4% of its engineers in 2023.", 1),
        ("The County of Marsh Vale voted. Marsh Vale has 12 schools.", 1),
        ("The Republic of Oranda signed. Oranda has 3 ports.", 1),
        ("The City of Westmere paid. Eastvale Town Council has 12 schools.", 2),
    ],
)
def test_the_city_of_a_place_is_the_place(text: str, count: int) -> None:
    assert len(names(text)) == count


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司完成C轮融资6亿元，由科创基金领投，红杉中国跟投。", "红杉中国"),
        ("該公司獲遠帆中國領投，金額6億元。", "遠帆中國"),
        ("深圳市政府领投，北岭国资继续跟投。", "北岭国资"),
    ],
)
def test_who_has_a_stake_in_a_round_is_a_body(text: str, name: str) -> None:
    assert name in names(text, "kg:Organisation")
    assert "China" not in names(text)


@pytest.mark.parametrize(
    "text", ["老股东持续跟投。", "社会资本领投。", "领投方为一家基金。", "原有投资者参投。"]
)
def test_a_kind_of_investor_is_nobody(text: str) -> None:
    assert names(text, "kg:Organisation") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It backed firms, including Tidewave Robotics ($3m) and Lumen Grid.", "Lumen Grid"),
        ("It backs firms such as Tidal Forge (steel), Moss Kelp (food) and Oak Loom.", "Moss Kelp"),
        ("潮汐科技有限公司（龍頭）、TideWave Robotics（潮機）和MossGrid合資。", "MossGrid"),
    ],
)
def test_a_remark_behind_a_member_does_not_end_a_list(text: str, name: str) -> None:
    assert name in names(text, "kg:Organisation")
