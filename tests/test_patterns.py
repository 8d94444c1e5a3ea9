"""Patterns: reading the files, matching, and making facts."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import PatternError
from kg.extraction.grammar.projection import Alphabet
from kg.extraction.patterns.catalogue import Context, PatternSet, load
from kg.extraction.patterns.examples import described, faults, parse
from kg.extraction.patterns.pattern_language import compiled
from kg.extraction.patterns.pattern_pieces import PatternSyntaxError
from kg.extraction.patterns.pattern_words import any_of
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.model.terminology import ClassTerm, Label, PropertyTerm, Terminology
from kg.text.folding import fold

CLASSES = {
    term.curie: term
    for term in (
        ClassTerm("kg:Actor", "actor"),
        ClassTerm("kg:Place", "place"),
        ClassTerm("kg:City", "city", ("kg:Place", "kg:Actor")),
        ClassTerm("kg:Organisation", "organisation", ("kg:Actor",)),
        ClassTerm("kg:Firm", "firm", ("kg:Organisation",)),
        ClassTerm("kg:Person", "person", ("kg:Actor",)),
        ClassTerm("kg:Programme", "programme"),
        ClassTerm("kg:Fund", "fund"),
        ClassTerm("kg:Document", "document"),
        ClassTerm("kg:Sector", "sector"),
    )
}
PROPERTIES = {
    term.curie: term
    for term in (
        PropertyTerm("kg:launchedBy", "launched by", "kg:Programme", "kg:Actor"),
        PropertyTerm("kg:launchedOn", "launched on"),
        PropertyTerm("kg:focusArea", "focus area"),
        PropertyTerm("kg:stated", "stated", "kg:Actor"),
        PropertyTerm("kg:presentIn", "present in", "kg:Organisation", "kg:Place"),
        PropertyTerm("kg:approvedApplicants", "approved", "kg:Programme", indicator=True),
        PropertyTerm("kg:share", "share", indicator=True),
        PropertyTerm("kg:medianIncome", "median income", indicator=True),
        PropertyTerm("kg:budget", "budget", indicator=True),
    )
}
TERMS = Terminology(CLASSES, PROPERTIES)
WORD_SETS = """
launch = ["推出", "launched"]
negation = ["没有", "未", "not"]
hypothetical = ["如果", "正考虑", "if"]
forecast = ["预计", "is expected"]
target = ["目标"]
plan = ["拟"]
actual = ["已"]
"""
DOCUMENT = Entity("doc/x", (Label("x"),), ("kg:Document",))


@dataclass(frozen=True)
class Line:
    """A passage of one sentence a line."""

    text: str

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        start = 0
        for line in self.text.split("\n"):
            found.append((start, start + len(line)))
            start += len(line) + 1
        return tuple(found)

    def sentence_at(self, position: int) -> tuple[int, int] | None:
        return next((each for each in self.sentences if each[0] <= position < each[1]), None)

    def evidence(self, start: int, end: int, role: str) -> Evidence:
        return Evidence(Span(start, end), self.text[start:end], role)


def pattern_set(folder: Path, *tables: str, word_sets: str = WORD_SETS) -> PatternSet:
    (folder / "wordsets.toml").write_text(word_sets, encoding="utf-8")
    (folder / "family.toml").write_text("\n".join(tables), encoding="utf-8")
    return load(folder, TERMS)


def facts(patterns: PatternSet, marked: str, context: Context | None = None) -> list[Fact]:
    text, mentions = parse(marked)
    return patterns.facts(Line(text), mentions, context or Context(DOCUMENT))


LAUNCH = """
[[pattern]]
id = "launch"
property = "kg:launchedBy"
pattern = [
  "{a:Actor} …8 [于 {when:date}] %launch …6 {s:Programme+}",
  "{s:Programme} was launched by {a:Actor}",
]
subject = "s"
object = "a"
time = "when"
also = [ { property = "kg:launchedOn", object = "when" } ]
"""
APPROVED = """
[[pattern]]
id = "approved"
property = "kg:approvedApplicants"
pattern = "[截至 {when:date} [,]] [{s:Programme} …6] 批出 {v:count} [{m=(申请|个案)}]"
subject = "s"
default_subject = "topic"
value = "v"
time = { slot = "when", as = "as-of" }
measure = "m"
[[pattern]]
id = "part"
property = "kg:share"
pattern = "其中 {d:text10} 占 {v:percent}"
inherit = ["subject", "time", "measure"]
value = "v"
dimension = { origin = "d", stage = "final" }
"""


# --- the language


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("批出", "已批出", True),
        ("批 出", "批  出", True),
        ("(批|发)出", "发出", True),
        ("[已]批出", "批出", True),
        ("invest(ed|s) in", "she invests in", True),
        ("invest(ed|s) in", "reinvests in", False),
        ("fund", "refund", False),
        ("[the ]fund", "refund", False),
        ("[the ]fund", "the fund", True),
        ("re(fund|pay)", "repay", True),
        ("機構", "机构", True),
        ("50\\%", "50%", True),
        ("/[甲乙]{2}/ 丙", "甲乙丙", True),
        ("（ 甲 ）", "(甲)", True),
        ("批…2出", "批一二出", True),
        ("批…2出", "批一二三出", False),
        ("批…出", "批,出", False),
        ("批……出", "批,出", True),
        ("批……出", "批。出", False),
        ("{m=(申请|个案)}数", "申请数", True),
    ],
)
def test_the_language_of_patterns(pattern: str, text: str, found: bool) -> None:
    expression = compiled(pattern, Alphabet(TERMS), {})
    assert bool(expression.regex.search(text)) is found


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("{s:Unheard}批出", "neither a class nor a kind"),
        ("{s:City12}批出", "only phrases have a length"),
        ("{s}批出", "no slot at 0"),
        ("(批出", "ends before"),
        ("批出]", "closes nothing"),
        ("%unheard", "no word set %unheard"),
        ("%9", "no word set %9"),
        ("/批出", "not closed"),
        ("/批+/出", "no open repetition"),
        ("/批{2,}/出", "no open repetition"),
        ("/(/批", "not a regular expression"),
        ("…", "nothing in it must be there"),
        ("[批出]", "nothing in it must be there"),
        ("批…99{x:text}在{y:text}的", "ways"),
        ("{s:City}和{s:Firm}", "use two names"),
    ],
)
def test_a_malformed_pattern_says_what_is_wrong(pattern: str, complaint: str) -> None:
    with pytest.raises(PatternSyntaxError, match=complaint):
        compiled(pattern, Alphabet(TERMS), {})


def test_word_sets_may_hold_regular_expressions() -> None:
    assert any_of(("/将(?=于)/", "拟")) == "(?:将(?=于)|拟)"
    expression = compiled("%plan 开幕", Alphabet(TERMS), {"plan": ("/将(?=于)/", "拟")})
    assert expression.words == {"开幕"}


# --- reading the files


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("[[pattern]]\n", "without an id"),
        ("[other]\n", "unknown table other"),
        ('[[pattern]]\nid = "x"\ncolour = 1\n', "pattern x: unknown key colour"),
        ('[[pattern]]\nid = "x"\n', "no pattern"),
        ("[[pattern]\n", "mend the TOML"),
        (LAUNCH.replace("kg:launchedOn", "kg:unheard"), "unknown property kg:unheard"),
        (LAUNCH.replace('object = "a"', 'object = "z"'), "no slot z"),
        (LAUNCH.replace('object = "a"', 'value = "a"'), "is a relation"),
        (APPROVED.replace('value = "v"', 'object = "v"', 1), "is an indicator"),
        (LAUNCH.replace('object = "a"', ""), "no object or value"),
        (LAUNCH.replace('subject = "s"', ""), "no subject"),
        (LAUNCH.replace('property = "kg:launchedBy"', ""), "no property"),
        (LAUNCH.replace("{a:Actor}", "{a:Sector}"), "not in the range of kg:launchedBy"),
        (LAUNCH.replace("{s:Programme", "{s:Firm"), "not in the domain"),
        (LAUNCH.replace("%launch", "%unheard"), "no word set %unheard"),
        (LAUNCH + 'tier = "Z"\n', "tier is 'Z'"),
        (LAUNCH + 'priority = "high"\n', "priority is not a whole number"),
        (LAUNCH + 'inherit = ["colour"]\n', "cannot inherit colour"),
        (LAUNCH + "examples = [ {} ]\n", "an example without a text"),
        (LAUNCH + LAUNCH, "pattern launch: family.toml has it"),
        (LAUNCH + 'modality = "perhaps"\n', "modality is 'perhaps'"),
        (LAUNCH.replace("{ property =", "{ colour = 1, property ="), "unknown key colour"),
    ],
)
def test_a_faulty_file_is_refused_with_file_and_pattern(
    tmp_path: Path, table: str, complaint: str
) -> None:
    with pytest.raises(PatternError, match=complaint) as refused:
        pattern_set(tmp_path, table)
    assert "family.toml" in str(refused.value)
    assert refused.value.remedy


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="no such folder"):
        load(tmp_path / "none", TERMS)


@pytest.mark.parametrize("line", ["launch = 3", 'launch = ["/a+/"]\nnegation = ["/a+/"]'])
def test_a_faulty_word_set_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(PatternError, match="wordsets"):
        pattern_set(tmp_path, word_sets=line)


def test_without_known_properties_none_is_checked(tmp_path: Path) -> None:
    (tmp_path / "family.toml").write_text(APPROVED.replace("kg:share", "kg:new"), "utf-8")
    assert len(load(tmp_path, Terminology(CLASSES)).patterns) == 2


# --- facts


def test_one_match_states_each_fact_of_its_templates(tmp_path: Path) -> None:
    found = facts(
        pattern_set(tmp_path, LAUNCH),
        "{台中|City}今年于{2021年|date:2021}推出「{青苗計劃|Programme}」和{远航计划|Programme}",
    )
    seen = [(f.subject.name, f.predicate, described(f)["object"], f.time) for f in found]
    assert seen == [
        ("青苗計劃", "kg:launchedBy", "台中", "2021"),
        ("远航计划", "kg:launchedBy", "台中", "2021"),
        ("青苗計劃", "kg:launchedOn", "2021", "2021"),
        ("远航计划", "kg:launchedOn", "2021", "2021"),
    ]
    assert {f.tier for f in found} == {"A"}
    roles = [e.role for e in found[0].evidence]
    assert roles == ["statement", "subject", "object", "time"]
    assert found[0].evidence[1].quote == "青苗計劃"


@pytest.mark.parametrize(
    "text",
    [
        "{台中|City}没有推出{青苗计划|Programme}",
        "{台中|City}至今未推出{青苗计划|Programme}",
        "{台中|City}的{云帆|Firm}与推出{青苗计划|Programme}",
    ],
)
def test_negation_and_other_actors_block(tmp_path: Path, text: str) -> None:
    found = facts(pattern_set(tmp_path, LAUNCH), text)
    assert not [f for f in found if described(f)["object"] == "台中"]


def test_negation_right_before_the_first_word_blocks(tmp_path: Path) -> None:
    topic = Entity("id/t", (Label("甲"),), ("kg:Programme",))
    patterns = pattern_set(tmp_path, APPROVED)
    assert facts(patterns, "批出{9宗|count:9:item}", Context(DOCUMENT, topic))
    assert not facts(patterns, "尚未批出{9宗|count:9:item}", Context(DOCUMENT, topic))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("如果{台中|City}推出{青苗计划|Programme}", 0),
        ("{台中|City}正考虑推出{青苗计划|Programme}", 0),
        ("如果预算通过，{台中|City}推出{青苗计划|Programme}", 1),
        ("We wonder if {Leeds|City} launched {Seedlings|Programme}", 0),
    ],
)
def test_what_a_clause_only_supposes_is_not_stated(tmp_path: Path, text: str, count: int) -> None:
    assert len(facts(pattern_set(tmp_path, LAUNCH), text)) == count


SEAT = """
[[pattern]]
id = "seat"
property = "kg:presentIn"
pattern = "{s:Firm} [is] based in {o:name}"
subject = "s"
object = "o"
mint = { o = "kg:City" }
"""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("is based in Newton upon Ayr and employs nine", ["Newton upon Ayr"]),
        ("is based in St. Brackley", ["St. Brackley"]),
        ("is based in part on loans", []),
        ("is based in {Leeds|City}", []),
    ],
)
def test_a_name_is_a_run_of_capitals_that_nobody_recognised(
    tmp_path: Path, text: str, names: list[str]
) -> None:
    found = facts(pattern_set(tmp_path, SEAT), "{Keel|Firm} " + text)
    assert [described(f)["object"] for f in found] == names


def test_a_title_may_stand_before_a_person(tmp_path: Path) -> None:
    table = LAUNCH.replace("by {a:Actor}", "by {a:Actor+}")
    text = "{Seedlings|Programme} was launched by Dr {Ann Carter|Person} and Prof. {Bo Lund|Person}"
    found = facts(pattern_set(tmp_path, table), text)
    assert [described(f)["object"] for f in found] == ["Ann Carter", "Bo Lund"]


def test_a_date_of_the_next_sentence_is_not_the_time(tmp_path: Path) -> None:
    text = "{台中|City}推出{青苗计划|Programme}\n{2020年|date:2020}"
    assert [f.time for f in facts(pattern_set(tmp_path, LAUNCH), text)] == [""]


def test_a_default_subject_makes_tier_b_and_shows_where_it_comes_from(tmp_path: Path) -> None:
    topic = Entity("id/t", (Label("甲"),), ("kg:Programme",))
    shown = Evidence(Span(0, 0), "", "heading")
    patterns = pattern_set(tmp_path, APPROVED)
    (fact,) = facts(patterns, "批出{9宗|count:9:item}", Context(DOCUMENT, topic, shown))
    assert (fact.subject, fact.tier, fact.measure) == (topic, "B", "approvedApplicants")
    assert shown in fact.evidence
    assert facts(patterns, "批出{9宗|count:9:item}") == []


@dataclass(frozen=True)
class Nearby:
    entity: Entity
    evidence: Evidence
    tier: str


def test_a_topic_is_asked_for_by_place_and_class(tmp_path: Path) -> None:
    topic = Entity("id/t", (Label("甲"),), ("kg:Programme",))
    asked: list[tuple[int, int, tuple[str, ...]]] = []

    def nearest(start: int, position: int, classes: tuple[str, ...]) -> Nearby | None:
        asked.append((start, position, classes))
        return Nearby(topic, Evidence(Span(0, 0), "", "subject"), "A")

    patterns = pattern_set(tmp_path, APPROVED)
    (fact,) = facts(patterns, "共批出{9宗|count:9:item}", Context(DOCUMENT, topic=nearest))
    assert (fact.subject, fact.tier) == (topic, "A")
    assert asked == [(0, 1, ("kg:Programme",))]


def test_a_weak_topic_makes_a_weak_fact_and_none_makes_none(tmp_path: Path) -> None:
    topic = Entity("id/t", (Label("甲"),), ("kg:Programme",))
    weak = Nearby(topic, Evidence(Span(0, 0), "", "heading"), "B")
    patterns = pattern_set(tmp_path, APPROVED)
    text = "共批出{9宗|count:9:item}"
    (fact,) = facts(patterns, text, Context(DOCUMENT, topic=lambda *_: weak))
    assert fact.tier == "B"
    assert facts(patterns, text, Context(DOCUMENT, topic=lambda *_: None)) == []


def test_a_part_inherits_from_the_figure_before_it(tmp_path: Path) -> None:
    text = (
        "截至{2023年|date:2023},{青苗计划|Programme}批出{9宗|count:9:item}申请,"
        "其中海外占{25%|percent:25:%}"
    )
    whole, part = facts(pattern_set(tmp_path, APPROVED), text)
    assert (whole.time, whole.measure) == ("../2023", "申请")
    assert (part.subject.name, part.time, part.measure) == ("青苗计划", "../2023", "申请")
    assert part.dimension == (("origin", "海外"), ("stage", "final"))
    assert facts(pattern_set(tmp_path, APPROVED), "其中海外占{25%|percent:25:%}") == []


def test_members_that_belong_together_are_zipped(tmp_path: Path) -> None:
    table = """
[[pattern]]
id = "medians"
property = "kg:medianIncome"
pattern = "{g:list} 的 {m=月薪中位数} 分别为 {v:money+}"
default_subject = "document"
value = "v"
measure = "m"
zip = ["g", "v"]
dimension = { group = "g" }
per = "month"
qualifier = "about"
unit = "TWD"
"""
    patterns = pattern_set(tmp_path, table)
    text = "教师和校长的月薪中位数分别为{2万|money:20000:USD}和{3万|money:30000:USD}"
    found = [described(f) for f in facts(patterns, text)]
    assert [(f["value"], f["dimension"], f["per"]) for f in found] == [
        (20000.0, {"group": "教师"}, "month"),
        (30000.0, {"group": "校长"}, "month"),
    ]
    assert {(f["unit"], f["qualifier"], f["subject"]) for f in found} == {("TWD", "about", "x")}
    uneven = "教师、校长和职员的月薪中位数分别为{2万|money:20000:USD}和{3万|money:30000:USD}"
    assert facts(patterns, uneven) == []


FOCUS = """
[[pattern]]
id = "focus"
property = "kg:focusArea"
pattern = "{s:Programme} (聚焦|focuses on) {o:list} [等领域]"
subject = "s"
object = "o"
"""


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("聚焦氢能、储能，以及智能电网。", ["氢能", "储能", "智能电网"]),
        ("聚焦机器人、精密仪器和新材料等领域", ["机器人", "精密仪器", "新材料"]),
        (
            "聚焦课程本土化与多语言教学支援、学生档案管理及保护等",
            ["课程本土化与多语言教学支援", "学生档案管理及保护"],
        ),
        ("聚焦(1)联盟（院校+业界）、(2)渔业及林业", ["联盟（院校+业界）", "渔业", "林业"]),
        ("聚焦{云帆|Firm}和{星河|Firm}", ["云帆", "星河"]),
        ("focuses on safety, clean fuel and automation", ["safety", "clean fuel", "automation"]),
        ("focuses on research and development", ["research and development"]),
        ("聚焦“绿色航运”", ["绿色航运"]),
        ("focuses on ports, tugs and is funded by Leeds", ["ports", "tugs"]),
        ("focuses on ports, which closed", ["ports"]),
        ("focuses on ports, opened its yard in May", ["ports"]),
        ("focuses on ports, dyed wool and sails", ["ports", "dyed wool", "sails"]),
        ("聚焦高等教育、平等机会", ["高等教育", "平等机会"]),
    ],
)  # fmt: skip
def test_an_enumeration_is_one_fact_a_member(tmp_path: Path, text: str, items: list[str]) -> None:
    found = facts(pattern_set(tmp_path, FOCUS), "{青苗计划|Programme}" + text)
    assert [described(f)["object"] for f in found] == items


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("{台中|City}推出{青苗计划|Programme}", "actual"),
        ("{台中|City}拟推出{青苗计划|Programme}", "plan"),
        ("预计{2026年|date:2026}，{台中|City}推出{青苗计划|Programme}", "forecast"),
        (
            "预计经济好转而且各行各业均有所增长并带动消费意欲持续上升，"
            "{台中|City}推出{青苗计划|Programme}",
            "actual",
        ),
        ("目标已定，{台中|City}已推出{青苗计划|Programme}", "actual"),
    ],
)  # fmt: skip
def test_the_words_of_a_clause_tell_its_modality(tmp_path: Path, text: str, modality: str) -> None:
    assert facts(pattern_set(tmp_path, LAUNCH), text)[0].modality == modality


def test_the_time_is_that_of_the_match_or_of_the_sentence_or_of_the_context(
    tmp_path: Path,
) -> None:
    patterns = pattern_set(tmp_path, APPROVED)
    before = facts(patterns, "{2020年|date:2020},{青苗计划|Programme}批出{9宗|count:9:item}")
    after = facts(patterns, "{青苗计划|Programme}批出{9宗|count:9:item}于{2021年|date:2021}")
    none = facts(
        patterns, "{青苗计划|Programme}批出{9宗|count:9:item}", Context(DOCUMENT, time="2019")
    )
    assert [f[0].time for f in (before, after, none)] == ["2020", "2021", "2019"]


def test_of_two_matches_of_one_figure_the_higher_priority_then_the_longer_stays(
    tmp_path: Path,
) -> None:
    def table(name: str, pattern: str, more: str = "") -> str:
        return (
            f'[[pattern]]\nid = "{name}"\nproperty = "kg:budget"\npattern = "{pattern}"\n'
            f'default_subject = "document"\nvalue = "v"\n{more}\n'
        )

    text = "今年拨款{9亿|money:900000000:TWD}元整"
    short, long = table("short", "拨款 {v:money}"), table("long", "今年 拨款 {v:money}")
    (fact,) = facts(pattern_set(tmp_path, short, long), text)
    assert fact.rule == "long"
    preferred = table("short", "拨款 {v:money}", "priority = 90")
    (fact,) = facts(pattern_set(tmp_path, preferred, long), text)
    assert fact.rule == "short"


def test_a_pattern_reads_past_a_sentence_only_if_it_says_so(tmp_path: Path) -> None:
    table = """
[[pattern]]
id = "said"
property = "kg:stated"
pattern = "{s:Person} 这样说 /[。\\n]{0,2}/ {o:sentence}"
subject = "s"
object = "o"
"""
    text = "{林若水|Person}这样说\n订单回升"
    assert facts(pattern_set(tmp_path, table), text) == []
    (fact,) = facts(pattern_set(tmp_path, table + 'window = "paragraph"'), text)
    assert fact.object == "订单回升"


def test_words_become_things_where_a_class_is_given_and_the_context_can(tmp_path: Path) -> None:
    table = """
[[pattern]]
id = "gap"
property = "kg:share"
pattern = "{s:text8} 占 {v:percent}"
subject = "s"
value = "v"
mint = { s = "kg:Sector" }
"""
    patterns = pattern_set(tmp_path, table)
    text = "造船业占{9%|percent:9:%}"

    def mint(words: str, curie: str) -> Entity:
        return Entity("id/new", (Label(words),), (curie,))

    (fact,) = facts(patterns, text, Context(DOCUMENT, mint=mint))
    assert (fact.subject.name, fact.subject.types) == ("造船业", ("kg:Sector",))
    assert facts(patterns, text) == []


def test_a_speaker_is_kept_apart_from_what_is_said(tmp_path: Path) -> None:
    table = """
[[pattern]]
id = "said"
property = "kg:approvedApplicants"
pattern = "{w:Person} [称|%launch] {s:Programme} 批出 {v:count}"
subject = "s"
value = "v"
speaker = "w"
"""
    text = "{林若水|Person}称{青苗计划|Programme}批出{9宗|count:9:item}"
    (fact,) = facts(pattern_set(tmp_path, table), text)
    assert fact.speaker is not None
    assert (fact.speaker.name, fact.evidence[-1].role) == ("林若水", "speaker")


def test_nothing_is_related_to_itself_and_topics_can_be_objects(tmp_path: Path) -> None:
    table = """
[[pattern]]
id = "launch"
property = "kg:launchedBy"
pattern = "%launch …6 {s:Programme}"
subject = "s"
object = "topic"
"""
    patterns = pattern_set(tmp_path, table)
    city = Entity("id/c", (Label("台中"),), ("kg:City",))
    (fact,) = facts(patterns, "推出{青苗计划|Programme}", Context(DOCUMENT, city))
    assert (fact.object, fact.tier) == (city, "B")
    assert facts(patterns, "推出{青苗计划|Programme}") == []
    (itself,) = parse("{青苗计划|Programme}")[1]
    assert isinstance(itself.meaning, Entity)
    assert facts(patterns, "推出{青苗计划|Programme}", Context(DOCUMENT, itself.meaning)) == []


def test_a_long_sentence_is_quoted_around_the_match(tmp_path: Path) -> None:
    text = "甲" * 400 + "{台中|City}推出{青苗计划|Programme}" + "乙" * 400
    (fact,) = facts(pattern_set(tmp_path, LAUNCH), text)
    assert fact.evidence[0].quote == "台中推出青苗计划"


def test_a_relation_of_unresolved_date_is_not_stated(tmp_path: Path) -> None:
    text = "{台中|City}于{日前|date:}推出{青苗计划|Programme}"
    assert [f.predicate for f in facts(pattern_set(tmp_path, LAUNCH), text)] == ["kg:launchedBy"]


def test_matches_give_slots_in_the_offsets_of_the_passage(tmp_path: Path) -> None:
    patterns = pattern_set(tmp_path, APPROVED)
    text, mentions = parse("甲乙{青苗计划|Programme}共批出{1200宗|count:1200:item}申请")
    projection = patterns.alphabet.project(fold(text), mentions)
    (match,) = patterns.match(projection, (0, len(text)))
    (value,) = match.slots["v"]
    assert (text[value.start : value.end], value.text) == ("1200宗", "1200宗")
    assert match.span == (2, len(text))
    assert value.mention is mentions[1]


def test_explain_tells_how_far_a_pattern_came(tmp_path: Path) -> None:
    patterns = pattern_set(tmp_path, APPROVED, LAUNCH)
    text, mentions = parse(
        "好。{青苗计划|Programme}批出多宗申请。{台中|City}推出{青苗计划|Programme}"
    )
    projection = patterns.alphabet.project(fold(text), mentions)
    near = patterns.explain(projection, text.index("批出"))
    assert [(each.pattern, each.before) for each in near] == [("approved", "{v:count}")]
    assert patterns.explain(projection, text.index("推出")) == []  # found whole: not near


def test_the_same_input_gives_the_same_facts(tmp_path: Path) -> None:
    text = "{台中|City}推出{青苗计划|Programme}，{青苗计划|Programme}批出{9宗|count:9:item}"
    one = facts(pattern_set(tmp_path, LAUNCH, APPROVED), text)
    two = facts(pattern_set(tmp_path, LAUNCH, APPROVED), text)
    assert one == two
    assert len(one) == 2


def test_faulty_examples_are_reported(tmp_path: Path) -> None:
    table = (
        LAUNCH
        + """
examples = [ { text = "{台中|City}推出{青苗计划|Programme}", object = "高雄" } ]
counter = [ "{台中|City}推出{青苗计划|Programme}" ]
"""
    )
    lines = list(faults(pattern_set(tmp_path, table)))
    assert len(lines) == 5  # the counter-example fails whatever it is about
    assert "has not two examples" in lines[0]
    assert "asked for {'object': '高雄'}" in lines[1]
    assert "must not be found" in lines[2]


def test_a_counter_example_fails_whichever_pattern_states_it(tmp_path: Path) -> None:
    """What another pattern must state instead is named apart."""
    table = """
[[pattern]]
id = "starts"
property = "kg:launchedBy"
pattern = "{a:Actor} 创办 {s:Programme}"
subject = "s"
object = "a"
examples = [
  { text = "{台中|City}创办{青苗计划|Programme}", object = "台中" },
  { text = "{高雄|City}创办{青苗计划|Programme}", object = "高雄" },
]
%s = [ "{台中|City}推出{青苗计划|Programme}" ]
"""
    lines = [
        [each for each in faults(pattern_set(tmp_path, LAUNCH, table % key)) if "starts" in each]
        for key in ("counter", "leaves")
    ]
    assert ["by launch" in each for each in lines[0]] == [True] * 3
    assert lines[1] == []
    own = table % "leaves"
    lone = list(faults(pattern_set(tmp_path, own)))
    assert ["left to another pattern" in each for each in lone] == [True] * 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{台中|City}推出{青苗计划|Programme}", True),
        ("{台中|City}推出「{青苗计划|Programme}」的决定", True),
        ("{台中|City}推出「{青苗计划|Programme}」的消息不实", False),
        ("{台中|City}推出{青苗计划|Programme}的第二期", False),
    ],
)
def test_what_only_tells_of_which_the_next_noun_is_is_not_meant(
    text: str, found: bool, tmp_path: Path
) -> None:
    assert bool(facts(pattern_set(tmp_path, LAUNCH), text)) is found


def test_a_count_in_a_mark_is_a_quantity() -> None:
    plain, mentions = parse("{三人|count:3:person}在{2024年|date:2024}")
    assert plain == "三人在2024年"
    assert mentions[0].meaning == mentions[0].meanings[0]
    assert getattr(mentions[0].meaning, "value", None) == Decimal(3)
