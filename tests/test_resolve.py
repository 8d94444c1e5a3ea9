"""``kg resolve``: what may be one thing is proposed; only what is accepted is merged."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.cli.main import main
from kg.errors import StoreError
from kg.graph import decisions
from kg.graph.asserted import derive
from kg.graph.decisions import Decision, Decisions
from kg.graph.generations import open_current
from kg.loading import load
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.model.terminology import ClassTerm, Label, Terminology
from kg.querying import proposals
from kg.querying.likeness import against, plain, signs
from kg.querying.proposals import Thing, candidates
from kg.settings import Settings
from kg.vocabulary import DCT

pytestmark = pytest.mark.slow

BODY, PERSON = "kg:Organisation", "kg:Person"
PLACES = frozenset(map(plain, ["湖南", "河南", "瑞士", "香港", "Kent"]))


@pytest.mark.parametrize(
    ("one", "other", "family", "least"),
    [
        ("港科大", "香港科技大學", BODY, 80),
        ("BIS", "Bank for International Settlements", BODY, 90),
        ("North Quay Robotics Ltd", "North Quay Robotics", BODY, 95),
        ("North Quay Trading Co., Ltd.", "North Quay Trading Limited", BODY, 95),
        ("北港机电集团公司", "北港机电股份有限公司", BODY, 95),
        ("北港" + "集团公司" * 40 + "会", "北港" + "集团公司" * 40 + "院", BODY, 0),
        ("远山科技", "遠山科技有限公司", BODY, 95),
        ("Harbour Data Institute", "Institute of Harbour Data", BODY, 95),
        ("Gerontech Expo", "Gerontech Expo cum Summit", "kg:Event", 75),
        ("Meridan Analytics", "Meridian Analytics", BODY, 75),
        ("創新科技暑聯合辦公室", "創新科技署聯合辦公室", BODY, 70),
        ("数码中心", "东湾数码中心", BODY, 60),
        ("J. Okafor", "Jane Okafor", PERSON, 85),
        ("Okafor", "Jane Okafor", PERSON, 70),
        ("「海星」", "海星", BODY, 100),
    ],
)
def test_signs_of_one_thing(one: str, other: str, family: str, least: int) -> None:
    found = list(signs(one, other, family))
    assert max(sign.weight for sign in found) >= least
    assert all(sign.words for sign in found)
    assert sorted(found, key=str) == sorted(signs(other, one, family), key=str)


@pytest.mark.parametrize(
    ("one", "other", "family"),
    [
        ("澳門大學", "澳門旅遊大學", BODY),
        ("立法會", "立法會房屋事務委員會", BODY),
        ("李明", "李明华", PERSON),
        ("李明", "李亮", PERSON),
        ("Jane Okafor", "John Okafor", PERSON),
        ("联合", "前海联合财产保险", BODY),
        ("Lab", "Night Lab", BODY),
        ("海星", "海马", BODY),
    ],
)
def test_other_names_are_no_sign(one: str, other: str, family: str) -> None:
    assert list(signs(one, other, family)) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("湖南博物院", "河南博物院", "other places"),
        ("2022年施政報告", "2023年施政報告", "other numbers"),
        ("第一醫院", "第二醫院", "other numbers"),
        ("科學園二期", "科學園", "other numbers"),
        ("Second Campus", "Campus", "other numbers"),
        ("Park Phase II", "Park Phase III", "other numbers"),
        ("East Lab", "West Lab", "a word that tells things apart"),
        ("城东医院", "城西医院", "a character that tells things apart"),
        ("Deputy Director Office", "Director Office", "a word that tells things apart"),
        ("远山科技", "遠山科技有限公司", ""),
        ("香港數碼港", "數碼港", ""),
    ],
)
def test_what_tells_names_apart(one: str, other: str, apart: str) -> None:
    assert against(one, other, PLACES) == apart
    assert against(other, one, PLACES) == apart


def thing(number: int, name: str) -> Thing:
    return Thing(f"id/firm-{number}", (name,), ("kg:Firm",), BODY, False, frozenset())


def test_the_work_grows_with_the_names_and_not_with_their_square() -> None:
    def pairs(count: int) -> int:
        named = [
            thing(n, f"Firm {chr(0x4E00 + n // 3)}{chr(0x5E00 + n // 3)}") for n in range(count)
        ]
        return sum(1 for _ in candidates(named))

    few, many = pairs(300), pairs(1200)
    assert few > 0
    assert many <= 5 * few


def test_a_pair_is_compared_once_and_known_names_not_with_each_other() -> None:
    one, other = thing(1, "Quay Robotics"), thing(2, "Quay Robotics Ltd")
    assert list(candidates([one, other])) == [(one, other)]
    known = [Thing(t.id, t.names, t.types, t.family, True, t.documents) for t in (one, other)]
    assert list(candidates(known)) == []


# ------------------------------------------------------------------ decisions


def test_decisions_are_read_as_they_were_written(tmp_path: Path) -> None:
    taken = Decisions(
        (
            Decision(
                "id/firm-1", "id/firm-2", True, ('Quay "R"', "海星"), "short", "Lin", "2026-01-02"
            ),
            Decision("id/firm-3", "id/firm-4", same=False),
        )
    )
    decisions.write(tmp_path, taken)
    assert decisions.read(tmp_path) == taken
    assert taken.taken[0].explanation == "short — Lin, 2026-01-02"
    assert decisions.read(tmp_path / "none") == Decisions()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[decision]", "decisions.toml"),
        ("[[choice]]\nsame = []", "only"),
        ('decision = "x"', "only"),
        ("[[decision]]\nwhy = 'x'", "decision 1: needs one of"),
        ("[[decision]]\nsame = ['id/a', 'id/b']\nwhen = 'x'", "decision 1: needs one of"),
        ("[[decision]]\nsame = ['id/a']", "list of two"),
        ("[[decision]]\nsame = ['id/a', 'id/a']", "list of two"),
        ("[[decision]]\nsame = ['id/a', 'b']", "written id/"),
        ("[[decision]]\nsame = ['id/a', 'id/c']\n[[decision]]\nsame = ['id/b', 'id/c']", "and by"),
        ("[[decision]]\nsame = ['id/a', 'id/b']\n[[decision]]\nsame = ['id/b', 'id/a']", "itself"),
        ("[[decision]]\nsame=['id/a','id/b']\n[[decision]]\ndifferent=['id/b','id/a']", "both are"),
    ],
)  # fmt: skip
def test_a_bad_file_of_decisions_is_named(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "decisions.toml").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=fault) as raised:
        decisions.read(tmp_path)
    assert raised.value.remedy


def test_chains_end_at_one_node_and_a_relation_to_itself_says_nothing() -> None:
    taken = Decisions((Decision("id/a", "id/b"), Decision("id/b", "id/c")))
    assert taken.replaced == {"id/b": "id/a", "id/c": "id/a"}
    a, b, c = (Entity(f"id/{x}", (Label(x),), ("kg:Firm",)) for x in "abc")
    shown = (Evidence(Span(0, 1), "x", "statement"),)
    facts = [
        Fact("entity", c, shown, "names"),
        Fact("relation", b, shown, "x", predicate="kg:partOf", object=c),
        Fact("relation", a, shown, "x", predicate="kg:name", object="x", speaker=b),
    ]
    stated = list(taken.applied(facts))
    assert [fact.subject.id for fact in stated] == ["id/a", "id/a"]
    assert stated[1].speaker is not None
    assert stated[1].speaker.id == "id/a"
    assert {label.text for fact in stated for label in fact.subject.labels} == {"c", "a"}


NOTE = "# Note\n\nJane Okafor, Director of the Quay Institute, said that 300 people came.\n"
BRIEF = (
    "# Brief\n\nThe Quay Institute said that 40 people left. "
    "Okafor, Director of the Tide Institute, said so.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "note.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "texts" / "brief.md").write_text(BRIEF, encoding="utf-8")
    return tmp_path


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(store), *arguments])


def quads(store: Path) -> list[str]:
    with open_current(store) as snapshot:
        return sorted(map(str, snapshot.store))


@pytest.mark.slow
def test_what_is_accepted_is_one_node_after_the_next_load_and_two_when_taken_back(
    folder: Path,
) -> None:
    store = folder / "store"
    load([folder / "texts"], store, Settings())
    before = quads(store)
    listed = json.loads(run(store, "resolve", "--format", "json").stdout)
    (pair,) = [each for each in listed if {n["names"][0] for n in each["nodes"]} >= {"Okafor"}]
    kept, other = (node["id"] for node in pair["nodes"])
    assert "one of the names of the other alone" in " ".join(pair["reasons"])
    for node in pair["nodes"]:
        for shown in node["sentences"]:
            text = {"note.md": NOTE, "brief.md": BRIEF}[shown["document"]]
            assert text[shown["start"] : shown["end"]] == shown["quote"]
    told = run(store, "resolve", "--accept", kept, other, "--why", "the family name", "--by", "Lin")
    assert told.exit_code == 0, told.output
    assert "loaded again: brief.md" in told.stderr
    assert quads(store) == before, "nothing changes before the next load"

    assert load([folder / "texts"], store, Settings()).loaded == ("brief.md",)
    merged = quads(store)
    assert load([folder / "texts"], store, Settings()).loaded == ()
    with open_current(store) as snapshot:
        gone, stays = (NamedNode(Settings().iri(node)) for node in (other, kept))
        said = list(
            snapshot.store.quads_for_pattern(
                gone, None, None, NamedNode(Settings().iri("doc/brief"))
            )
        )
        assert {q.predicate for q in said if q.predicate == DCT.isReplacedBy}
        assert any("the family name — Lin" in str(quad.object) for quad in said)
        assert len(said) == 2
        graphs = {q.graph_name for q in snapshot.store.quads_for_pattern(stays, None, None)}
        assert {f"<{Settings().iri(f'doc/{name}')}>" for name in ("note", "brief")} <= set(
            map(str, graphs)
        )
    assert json.loads(run(store, "resolve", "-f", "json").stdout) == [
        each for each in listed if each != pair
    ]
    assert "the family name" in run(store, "resolve", "--decided").stdout
    assert json.loads(run(store, "resolve", "--decided", "-f", "json").stdout)[0]["by"] == "Lin"

    taken = (store / "decisions.toml").read_text()
    names = json.loads(run(store, "resolve", "--decided", "-f", "json").stdout)[0]["names"]
    assert run(store, "resolve", "--undo", *reversed(names)).exit_code == 0, "one node by now"
    (store / "decisions.toml").write_text(taken)

    (folder / "again").mkdir()
    (folder / "again" / "decisions.toml").write_text((store / "decisions.toml").read_text())
    assert run(store, "resolve", "--undo", kept, other).exit_code == 0
    assert load([folder / "texts"], store, Settings()).loaded == ("brief.md",)
    assert quads(store) == before
    assert merged != before


@pytest.mark.slow
def test_what_is_refused_is_not_proposed_again(folder: Path) -> None:
    store = folder / "store"
    load([folder / "texts"], store, Settings())
    (first, *rest) = json.loads(run(store, "resolve", "-f", "json").stdout)
    one, other = (node["id"] for node in first["nodes"])
    assert "score" in run(store, "resolve").stdout
    assert run(store, "resolve", "--reject", one, other).stdout.startswith("two things")
    assert json.loads(run(store, "resolve", "-f", "json").stdout) == rest
    for arguments, fault in (
        (("--accept", one, one), "both are"),
        (("--accept", one, "hong-kong"), "nothing is called|does not name|known name"),
        (("--undo", one, "id/nobody"), "nothing is called|nothing was decided"),
        (("--accept", one, "note.md"), "does not name one thing"),
    ):
        result = run(store, "resolve", *arguments)
        assert result.exit_code == 1
        assert result.stderr.startswith("kg: ")
        assert re.search(fault, result.stderr), result.stderr
    assert run(store, "resolve", "--accept", one, other, "--reject", one, other).exit_code == 2


CLASSES = {
    "kg:Organisation": (),
    "kg:Firm": ("kg:Organisation",),
    "kg:University": ("kg:Organisation",),
    "kg:Event": (),
}
GRAPH = """
@prefix id: <https://kg.example.org/id/> .
@prefix kg: <https://w3id.org/policy-kg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://kg.example.org/doc/a> {
    id:one a kg:Firm ; skos:prefLabel "Quay Robotics" ; kg:partner id:two .
    id:two a kg:Firm ; skos:prefLabel "Quay Robotics Ltd" .
    id:three a kg:University ; skos:prefLabel "Quay Robotics Inc" .
    id:four a kg:Event ; skos:prefLabel "Tide Forum" ; kg:heldOn "2024-05" .
    id:five a kg:Event ; skos:prefLabel "Tide Forum Night" ; kg:heldOn "2025-05" .
    id:six a kg:Event ; skos:prefLabel "Tide Forum Night Session" .
    id:seven a kg:Event ; skos:prefLabel "潮汐论坛" .
    <urn:1> a kg:EntityStatement ;
        rdf:subject id:one , id:two , id:three , id:four , id:five , id:six , id:seven .
}
"""


def test_nodes_that_are_related_of_other_kinds_or_dated_otherwise_are_not_proposed() -> None:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TRIG)
    derive(store)
    terms = Terminology({curie: ClassTerm(curie, "", above) for curie, above in CLASSES.items()})

    def pairs(taken: Decisions) -> set[tuple[str, str]]:
        found = proposals.propose(store, Settings(), terms, taken)
        return {(each.kept.id, each.other.id) for each in found}

    related = {("id/two", "id/one"), ("id/one", "id/two")}
    found = pairs(Decisions())
    assert found == {("id/six", "id/five"), ("id/six", "id/four")}
    assert not found & related
    refused = Decisions((Decision("id/five", "id/six", same=False),))
    assert pairs(refused) == {("id/six", "id/four")}
