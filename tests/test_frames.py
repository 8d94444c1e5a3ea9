"""Frames: one verb, many constructions; what is not said of the parties is not found."""

from pathlib import Path

import pytest

from kg.errors import PatternError
from kg.extraction.grammar.clauses import Sentence
from kg.extraction.grammar.frames import inflected
from kg.extraction.patterns import examples
from kg.extraction.patterns.catalogue import load
from kg.graph.ontology import terminology
from tests.extracting import patterns, stated


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "{海龙院|University}去年起在{台南|City}与{云帆|Firm}共同营运{河畔园|InnovationPark}",
            "海龙院",
        ),
        ("{河畔园|InnovationPark}，由{海龙院|University}及{云帆|Firm}联合营运", "云帆"),
        ("市内最大的、由{海龙院|University}营运的{河畔园|InnovationPark}", "海龙院"),
        ("{海龙院|University}一向重视产业，并营运{河畔园|InnovationPark}", "海龙院"),
        ("{河畔园|InnovationPark}的营运商{云帆|Firm}", "云帆"),
        ("负责营运{河畔园|InnovationPark}的{云帆|Firm}", "云帆"),
        (
            "{河畔园|InnovationPark}, jointly run by {云帆|Firm} and {海龙院|University}, grew.",
            "海龙院",
        ),
        ("{云帆|Firm} will soon operate the large new {河畔园|InnovationPark}.", "云帆"),
        ("The {河畔园|InnovationPark}, which {云帆|Firm} has managed, grew.", "云帆"),
        ("{云帆|Firm}, based in the north, runs {河畔园|InnovationPark}.", "云帆"),
        ("{河畔园|InnovationPark}'s operator, {云帆|Firm}, is hiring.", "云帆"),
    ],
)
def test_a_frame_is_found_in_any_construction(text: str, wanted: str) -> None:
    assert ("河畔园", "operatedBy", wanted) in stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "{云帆|Firm}的员工营运{河畔园|InnovationPark}",
        "在{云帆|Firm}协助下，居民营运{河畔园|InnovationPark}",
        "{云帆|Firm}营运{河畔园|InnovationPark}的餐厅",
        "{云帆|Firm}不会营运{河畔园|InnovationPark}",
        "若{云帆|Firm}营运{河畔园|InnovationPark}，租金会上升",
        "The staff of {云帆|Firm} run {河畔园|InnovationPark}.",
        "{云帆|Firm} wants a rival to run {河畔园|InnovationPark}.",
        "{云帆|Firm} does not operate {河畔园|InnovationPark}.",
        "{云帆|Firm} ended its run at {河畔园|InnovationPark}.",
    ],
)
def test_what_governs_or_denies_or_stands_between_makes_no_relation(text: str) -> None:
    assert not any(name == "operatedBy" for _, name, _ in stated(text))


def test_date_and_place_of_the_clause_are_told_of_the_patient() -> None:
    found = stated("{云帆|Firm}于2021年5月在{台南|City}设立{北岸研究所|ResearchInstitute}")
    assert {
        ("北岸研究所", "establishedBy", "云帆"),
        ("北岸研究所", "establishedOn", "2021-05"),
        ("北岸研究所", "locatedIn", "台南"),
    } <= found


def test_the_park_is_no_firm() -> None:
    text = "The park will be managed by {Tyne Trust|Organisation}."
    assert stated(text, "Aire Park|InnovationPark") == {("Aire Park", "operatedBy", "Tyne Trust")}
    assert not stated(text, "Wear Marine|Firm")


def test_what_is_to_come_is_a_plan() -> None:
    for text in (
        "{Tyne Bank|Firm} will acquire {Wear Marine|Firm}.",
        "{云帆|Firm}计划于明年收购{星河|Firm}",
    ):
        facts = examples.stated(patterns(), {"text": text})
        assert {fact.modality for fact in facts if fact.predicate == "kg:acquiredBy"} == {"plan"}


def test_commas_join_things_only_before_a_conjunction() -> None:
    plain, marked = examples.parse(
        "In {Leeds|City}, {Keel|Firm}, {Wear|Firm} and {Tyne|Firm} met {Aire|Firm}, {Bede|Firm}."
    )
    projection = patterns().alphabet.project(plain.lower(), marked)
    sentence = Sentence(projection, 0, len(projection.text), patterns().alphabet)
    assert [len(group.members) for group in sentence.groups] == [1, 3, 1, 1]
    assert [group.governor for group in sentence.groups] == ["in", "", "", ""]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("run/ran/run", {"run", "runs", "ran", "running"}),
        ("supply", {"supply", "supplies", "supplied", "supplying"}),
        ("launch", {"launch", "launches", "launched", "launching"}),
        (
            "take/took/taken over",
            {"take over", "takes over", "took over", "taken over", "taking over"},
        ),
    ],
)
def test_english_verbs_are_inflected(verb: str, forms: set[str]) -> None:
    assert set(inflected(verb)) == forms


def test_a_frame_without_its_classes_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[[frame]]\nid = "x"\nproperty = "kg:operatedBy"\n')
    with pytest.raises(PatternError, match=r"a\.toml:2: pattern x: no 'agent'"):
        load(tmp_path, terminology())


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The {Harbour Trust|Institution} opened a third pier at {Leith Docks|Site}.", ""),
        ("It is expected to create 300 jobs by 2028.", "Harbour Trust|Institution"),
        ("{Keel Ltd|Firm} and {Tyne College|University} will set up a school in {Leeds|City}.", ""),
        ("{台中市政府|GovernmentBody}将于2026年合办{海洋论坛|Conference}", ""),
        ("每年在{台南|City}、{高雄|City}轮流举办{海洋论坛|Conference}", ""),
        ("公司与{星河|Firm}合作开展的项目获奖", "云帆|Firm"),
        ("专家建议，建立{溯源平台|ComputingPlatform}", "台中|City"),
        ("由{云帆|Firm}提供的资料指，成立于2018年的{星河|Firm}获奖", "台中|City"),
    ],
)
def test_what_has_another_object_or_doer_is_not_founded_or_placed(text: str, topic: str) -> None:
    false = {"establishedBy", "locatedIn", "heldIn"}
    assert not {name for _, name, _ in stated(text, topic)} & false


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("{海院|University}2022年3月获{教育部|GovernmentBody}批准设立。",
         ("海院", "establishedOn", "2022-03")),
        ("{海盐馆|Institution}建于1901年，2010年扩建。", ("海盐馆", "establishedOn", "1901")),
        ("{林若水|Person}捐资40亿元发起设立{海基会|Fund}", ("海基会", "establishedBy", "林若水")),
        ("「{青苗平台|ComputingPlatform}」由{劳工局|GovernmentBody}牵头实施",
         ("青苗平台", "launchedBy", "劳工局")),
        ("{Keel Ltd|Firm} has won £3 million from the {Tyne Fund|Fund}.",
         ("Keel Ltd", "fundedBy", "Tyne Fund")),
        ("{Keel Ltd|Firm} opened again in {Leeds|City}.", ("Keel Ltd", "locatedIn", "Leeds")),
    ],
)  # fmt: skip
def test_approval_a_sum_and_a_bare_date_leave_the_parties_clear(
    text: str, relation: tuple[str, str, str]
) -> None:
    assert relation in stated(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("园区去年开放，由{云帆|Firm}营运", "云帆"),
        ("当局设立临时街市，由{云帆|Firm}营运", ""),
        ("会上宣布兴建一座新展馆，由{云帆|Firm}营运", ""),
        ("大学增设两所分校，由{云帆|Firm}管理", ""),
    ],
)
def test_what_was_set_up_without_a_name_is_not_the_topic(text: str, wanted: str) -> None:
    found = stated(text, "河畔园|InnovationPark")
    assert {body for _, relation, body in found if relation == "operatedBy"} == {*wanted.split()}


def test_to_be_responsible_for_work_is_not_to_lead() -> None:
    found = stated("{河畔项目|Project}由{云帆|Firm}负责施工")
    assert found == {("河畔项目", "builtBy", "云帆")}
    assert stated("{河畔项目|Project}由{云帆|Firm}负责") == {("河畔项目", "ledBy", "云帆")}


def test_who_only_charges_another_is_led_by_nobody() -> None:
    assert not stated("{高雄局|GovernmentBody}委托{海龙院|University}统筹前期规划")


def test_an_infinitive_goes_on_from_the_one_before() -> None:
    text = "{Keel Ltd|Firm} has agreed to train divers and to fund the {Tidal Project|Project}."
    assert ("Tidal Project", "fundedBy", "Keel Ltd") in stated(text)
    text = "{Keel Ltd|Firm} asked a bank to lend and to fund the {Tidal Project|Project}."
    assert not stated(text)


def test_a_field_before_a_name_only_says_of_which_kind_it_is() -> None:
    text = "{云帆|Firm}推出新一代{人工智能|TechnologyField}模型「{海燕一号|TechnologySolution}」"
    assert {thing for thing, _, _ in stated(text)} | {who for _, _, who in stated(text)} == {
        "海燕一号", "云帆",
    }  # fmt: skip
    assert not stated(
        "{云帆|Firm}开发{人工智能|TechnologyField}的应用「{海燕一号|TechnologySolution}」"
    )
