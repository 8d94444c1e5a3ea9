"""Names and phrases that their surroundings make sure, with the ontology that is shipped."""

import pytest

from kg.extraction.names.discovery import discover
from kg.extraction.names.lexicon import Lexicon
from kg.graph.ontology import terminology
from kg.model.mention import Entity
from kg.model.terminology import Terminology
from kg.text.folding import fold


@pytest.fixture(scope="module")
def shipped() -> Terminology:
    return terminology()


def names(text: str, terms: Terminology) -> dict[str, str]:
    """Return each discovered name of a text with its class."""
    return {
        text[m.start : m.end]: m.meaning.types[0]
        for m in discover(fold(text), text, Lexicon(terms).find(fold(text)), terms)
        if isinstance(m.meaning, Entity)
    }


@pytest.mark.parametrize(
    ("text", "name", "curie"),
    [
        ("織染服務業的職位空缺率下降", "織染服務業", "kg:Sector"),
        ("去年造船業平均開出一千個職缺", "造船業", "kg:Sector"),
        ("其中模具工程師最難找", "模具工程師", "kg:Occupation"),
        ("招聘平台「尋才島」公布結果", "「尋才島」", "kg:DataProvider"),
        ("在碼頭設立「雲海沙盒2.0」，首批接納企業", "「雲海沙盒2.0」", "kg:Programme"),
        ("由省人力資源和社會保障廳負責", "省人力資源和社會保障廳", "kg:GovernmentBody"),
        ("海洋局會撥款推行", "海洋局", "kg:GovernmentBody"),
        ("據澄湖統計局數據", "澄湖統計局", "kg:GovernmentBody"),
        ("經費由國家發展基金與企業各出一半", "國家發展基金", "kg:Fund"),
        ("澄湖青年就業調查2024　摘要", "澄湖青年就業調查2024", "kg:Survey"),
        ("立法會會議上林頌安議員的提問", "林頌安", "kg:Person"),
        ("said Omar Al Tayer, the centre's deputy director.", "Omar Al Tayer", "kg:Person"),
        ("Ko Mei Lin, a professor of law at the college", "Ko Mei Lin", "kg:Person"),
        ("Authors: Ann Vale and Pia Roe", "Pia Roe", "kg:Person"),
        ("My name is Ravi Sole and I work here", "Ravi Sole", "kg:Person"),
        ("The Harbour AI Residency pays well", "Harbour AI Residency", "kg:TrainingProgramme"),
        ("Kenya's Board of Trade met", "Board of Trade", "kg:StatutoryBody"),
        ("e-Passage programme launched", "e-Passage", "kg:Programme"),
        ("head of talent at WaveForge, said", "WaveForge", "kg:Firm"),
        ("WaveForge hired forty people", "WaveForge", "kg:Firm"),
        ("a supercomputer called Zephyra", "Zephyra", "kg:Supercomputer"),
        ("Northern Skills Barometer 2023", "Northern Skills Barometer 2023", "kg:Survey"),
        ("the Harbour Just Transition Fund", "Harbour Just Transition Fund", "kg:Fund"),
    ],
)
def test_surroundings_make_a_name_sure(
    text: str, name: str, curie: str, shipped: Terminology
) -> None:
    assert names(text, shipped).get(name) == curie


@pytest.mark.parametrize(
    "text",
    [
        "中小企業與應屆畢業的學生",
        "各行業的職缺",
        "高級工程師次之",
        "【調查方法】",
        "企業應建立職業資格互認清單",
        "教育局會議室",
        "企業「創新」的精神",
        "ABOUT THE SURVEY",
        "I am Irish and proud",
        "Contact: General Enquiries",
        "Training programme launched in 2014",
        "A report on JavaScript courses",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str, shipped: Terminology) -> None:
    assert not names(text, shipped)
