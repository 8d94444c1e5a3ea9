"""Several things of one name: which is meant, read by the whole extractor."""

import pytest

from kg.extraction.extractor import Extraction, Extractor
from kg.model.mention import Entity
from kg.reading import reader


def _read(extractor: Extractor, text: str) -> Extraction:
    return extractor.extract(reader.read(text.encode(), "brief.md"))


def _named(found: Extraction) -> set[str]:
    """Return what the text names, without what is beside the point."""
    return {fact.subject.id[3:] for fact in found.facts if fact.kind == "entity"}


def _relations(found: Extraction) -> set[tuple[str, str, str]]:
    return {
        (fact.subject.id[3:], fact.predicate, fact.object.id[3:])
        for fact in found.facts
        if fact.kind == "relation" and isinstance(fact.object, Entity)
    }


@pytest.mark.parametrize(
    ("text", "meant", "other"),
    [
        # The text does not tell: the default.
        ("新加坡去年的財政盈餘創新高。", "singapore", "singapore-city"),
        ("The visitors flew to Singapore.", "singapore", "singapore-city"),
        ("數碼港的海濱長廊已經開放。", "cyberport", "cyberport-company"),
        ("Snow fell early in the Alps.", "alps", "alps-supercomputer"),
        ("Piz Daint is shown in the figure.", "piz-daint", "piz-daint-mountain"),
        ("New York is shown in the figure.", "new-york-city", "new-york-state"),
        ("很多旅客到迪士尼樂園遊玩。", "disneyland-park", "disneyland"),
        # The noun of the list.
        ("悉尼、新加坡、孟買等城市都想吸引這些人才。", "singapore-city", "singapore"),
        ("澳洲、新加坡和印度等國家都想吸引這些人才。", "singapore", "singapore-city"),
        (
            "Talent moves to cities such as Sydney, Singapore and Mumbai.",
            "singapore-city",
            "singapore",
        ),
        ("Sydney, Singapore and other cities attract talent.", "singapore-city", "singapore"),
        ("Sydney, Singapore, and other countries attract talent.", "singapore", "singapore-city"),
        ("Sony、Disneyland、Intel等企業都派人參加。", "disneyland", "disneyland-park"),
        ("Firms such as Sony and Disneyland sent people.", "disneyland", "disneyland-park"),
        # The noun beside the name.
        ("研究團隊使用超級計算機Alps處理數據。", "alps-supercomputer", "alps"),
        ("The team ran its model on the Alps supercomputer.", "alps-supercomputer", "alps"),
        ("The team ran its model on the supercomputer Alps.", "alps-supercomputer", "alps"),
        (
            "The supercomputers Frontier and Alps were compared.",
            "alps-supercomputer",
            "alps",
        ),
        # Longer names of their own.
        ("紐約州的大學生增加。", "new-york-state", "new-york-city"),
        ("Students in New York State are more.", "new-york-state", "new-york-city"),
        ("數碼港公司的職員增加。", "cyberport-company", "cyberport"),
        ("香港特區政府的職員增加。", "hksar-government", "hong-kong"),
        ("港府的職員增加。", "hksar-government", "hong-kong"),
        ("香港的居民增加。", "hong-kong", "hksar-government"),
        ("阿里雲的客戶增加。", "alibaba-cloud", "alibaba-group"),
    ],
)
def test_the_right_thing_is_named(extractor: Extractor, text: str, meant: str, other: str) -> None:
    named = _named(_read(extractor, text))
    assert meant in named
    assert other not in named


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("數碼港推出了「海燕計劃」。", ("kg:launchedBy", "cyberport-company")),
        (
            "The Petrel Programme is administered by Cyberport.",
            ("kg:administeredBy", "cyberport-company"),
        ),
        ("松溪科技公司已落戶數碼港。", ("kg:presentIn", "cyberport")),
        ("新加坡推出了「海燕計劃」。", ("kg:launchedBy", "singapore")),
        ("港府推出了「海燕計劃」。", ("kg:launchedBy", "hksar-government")),
        ("香港推出了「海燕計劃」。", ("kg:launchedBy", "hong-kong")),
    ],
)
def test_a_relation_takes_the_thing_of_its_class(
    extractor: Extractor, text: str, relation: tuple[str, str]
) -> None:
    found = _read(extractor, text)
    assert relation in {(predicate, object_) for _, predicate, object_ in _relations(found)}
    pairs = ({"cyberport", "cyberport-company"}, {"singapore", "singapore-city"})
    assert all(not pair <= _named(found) for pair in pairs)


def test_machines_of_a_list_are_operated(extractor: Extractor) -> None:
    found = _read(extractor, "瑞士國家超算中心擁有Piz Daint和Alps等超級計算機。")
    assert _relations(found) == {
        (machine, predicate, "cscs")
        for machine in ("piz-daint", "alps-supercomputer")
        for predicate in ("kg:operatedBy", "kg:ownedBy")
    }


def test_an_ordinary_word_is_no_firm(extractor: Extractor) -> None:
    assert _named(_read(extractor, "The airport opened its third runway in 2025.")) == set()
    found = _read(extractor, "Google、Runway等企業在蘇黎世設有研究中心。")
    firms = {
        fact.subject.name
        for fact in found.facts
        if fact.kind == "relation" and fact.predicate == "kg:hasResearchCentreIn"
    }
    assert firms == {"Google", "Runway"}
