import shutil
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.errors import OntologyError
from kg.graph import ontology
from kg.graph.asserted import derive
from kg.graph.findings import SEVERITIES
from kg.querying import guards
from kg.querying.guards import Clash, Guard
from kg.resources import GUARDS
from kg.settings import Settings

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).parent / "data" / "guards"
BASE = Settings().base
ALL = guards.load()
NAMES = [guard.name for guard in ALL]


@cache
def terms() -> list[Quad]:
    wanted = NamedNode(Settings().iri("ontology"))
    return [quad for quad in ontology.quads(Settings()) if quad.graph_name == wanted]


def filled(file: Path) -> Store:
    store = Store()
    store.extend(terms())
    store.load(path=file, format=RdfFormat.TRIG)
    derive(store)
    return store


def found(name: str, store: Store) -> list[Clash]:
    guard = next(guard for guard in ALL if guard.name == name)
    return guards.run(guard, store, BASE)


@pytest.mark.parametrize("name", NAMES)
def test_a_guard_finds_what_is_wrong(name: str) -> None:
    clashes = found(name, filled(FIXTURES / f"{name}-fails.trig"))
    assert clashes
    for clash in clashes:
        assert clash.thing.startswith(BASE)
        assert dict(clash.messages).keys() == {"en", "zh-Hant"}
        assert all("{" not in text for _, text in clash.messages)
        assert all(NamedNode(fact) for fact in clash.facts)


@pytest.mark.parametrize("name", NAMES)
def test_a_guard_leaves_alone_what_is_right(name: str) -> None:
    assert found(name, filled(FIXTURES / f"{name}-holds.trig")) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_fixture_is_wrong_in_one_way(name: str) -> None:
    store = filled(FIXTURES / f"{name}-fails.trig")
    others = {"fewer-listed-than-stated", "answers-add-up"} - {name}
    assert [other for other in NAMES if other not in others and found(other, store)] == [name]


def test_each_guard_has_two_fixtures() -> None:
    expected = [f"{name}-{kind}.trig" for name in NAMES for kind in ("fails", "holds")]
    assert sorted(path.name for path in FIXTURES.iterdir()) == sorted(expected)


@pytest.mark.parametrize("guard", ALL, ids=NAMES)
def test_a_guard_says_what_it_is_about(guard: Guard) -> None:
    assert guard.summary.endswith(".")
    assert guard.severity in SEVERITIES


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("part-over-whole", "(from the east: 310 person) is more than the whole (300)"),
        ("share-against-counts", "45 of 300 is 15 %, not exact 25 %."),
        ("more-listed-than-stated", "2 of “recommendation” are stated, and 3 are listed."),
        ("two-kinds", "It cannot be both Conference and Supercomputer."),
    ],
)
def test_a_message_tells_the_figures(name: str, message: str) -> None:
    clashes = found(name, filled(FIXTURES / f"{name}-fails.trig"))
    assert any(message in dict(clash.messages)["en"] for clash in clashes)


def test_the_statements_at_odds_come_in_the_order_of_the_header() -> None:
    clash = found("share-against-counts", filled(FIXTURES / "share-against-counts-fails.trig"))[1]
    assert [fact.removeprefix(f"{BASE}id/") for fact in clash.facts] == ["share", "part", "whole"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("SELECT", "SELEKT", r"two-kinds\.rq: line \d+, column"),
        ("severity: violation", "severity: fatal", r"two-kinds\.rq:\d+: .*'severity'"),
        ("#+ message:", "#+ massage:", r"two-kinds\.rq:1: .*'message'"),
        ("#+ thing: thing", "#+ thing: thing\n#+ facts: one", r"two-kinds\.rq:\d+: .*'facts'"),
        ("#+ thing: thing", "#+ thing: nobody", r"two-kinds\.rq: .*\?nobody"),
        ("#+ severity: violation", "#+ severity: [", r"two-kinds\.rq: .*not YAML"),
        ("SELECT DISTINCT ?thing ?one ?other", "CONSTRUCT { ?thing a ?one }", "SELECT"),
    ],
)
def test_a_broken_guard_is_named(old: str, new: str, reason: str, tmp_path: Path) -> None:
    shutil.copytree(GUARDS, tmp_path / "guards")
    file = tmp_path / "guards" / "two-kinds.rq"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(OntologyError, match=reason) as raised:
        run_all(file.parent)
    assert raised.value.remedy


def run_all(folder: Path) -> None:
    for guard in guards.load(folder):
        guards.run(guard, Store(), BASE, folder)


def test_a_missing_folder_of_guards_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="is not there"):
        guards.load(tmp_path / "none")
