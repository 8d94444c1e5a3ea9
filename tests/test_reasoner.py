"""Whether all that is stated can be true: HermiT, and what clashes where it cannot."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg.errors import ReasonerError, ReasonerMissing
from kg.graph import consistency, judge, ontology, reasoner, rules
from kg.graph.clashes import Clash, by_rules, explain, explain_empty, shrink
from kg.graph.judge import Judge
from kg.graph.theory import Theory
from kg.settings import Settings
from kg.vocabulary import KG, OWL, RDF, RDFS

pytestmark = pytest.mark.slow

java = pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner needs java")
EX = "https://example.org/"
HEAD = f"""
@prefix : <{EX}> .
@prefix owl: <{OWL.iri}> .
@prefix rdfs: <{RDFS.iri}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Ship a owl:Class . :Port a owl:Class . :Ferry a owl:Class ; rdfs:subClassOf :Ship .
:Quay a owl:Class ; rdfs:subClassOf :Port .
:docksAt a owl:ObjectProperty ; rdfs:domain :Ship ; rdfs:range :Port .
:length a owl:DatatypeProperty , owl:FunctionalProperty ; rdfs:range xsd:integer .
[] a owl:AllDisjointClasses ; owl:members ( :Ship :Port ) .
:aurora a :Ferry ; :docksAt :pier ; :length 90 . :pier a :Quay . :borealis a :Ship .
"""
BOTH = HEAD + ":aurora a :Quay ."
LONG = HEAD + ":borealis :length 70 , 80 ."
EMPTY = HEAD + ":FloatingQuay a owl:Class ; rdfs:subClassOf :Ferry , :Quay ."


def _triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(text.encode(), RdfFormat.TURTLE)]


def _node(name: str) -> NamedNode:
    return NamedNode(EX + name)


def _local(triples: Sequence[Triple]) -> set[str]:
    return {" ".join(_name(term) for term in triple) for triple in triples}


def _name(term: object) -> str:
    words = term.value if isinstance(term, Literal) else str(term).strip("<>")
    return words.replace("#", "/").rpartition("/")[2]


def _axioms(clash: Clash) -> set[str]:
    return _local([triple for axiom in clash.axioms for triple in axiom])


@java
def test_what_can_be_true_is_consistent() -> None:
    assert reasoner.check(_triples(HEAD)) == reasoner.Verdict(True)


@java
def test_a_class_that_can_have_no_members_is_named() -> None:
    assert reasoner.check(_triples(EMPTY)).unsatisfiable == (f"{EX}FloatingQuay",)


@java
def test_the_ontology_with_its_dl_axioms_is_consistent() -> None:
    store = Store()
    store.extend(ontology.quads(Settings()))
    found = consistency.examine(store, Settings(), rules.load())
    assert found == consistency.Finding(True)
    assert found.good


@java
def test_a_reasoner_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ReasonerError, match=r"took more than 0\.01 s \(raise --timeout\)"):
        reasoner.check(_triples(HEAD), timeout=0.01)


@java
def test_a_datatype_that_hermit_does_not_know_is_told() -> None:
    text = HEAD + ":aurora :length 'P1Y'^^xsd:duration ."
    with pytest.raises(ReasonerError, match=r"HermiT failed: .*duration"):
        reasoner.check(_triples(text))


def test_a_missing_java_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReasonerMissing, match=r"HermiT needs Java.*install a Java runtime"):
        reasoner.check(_triples(HEAD))


def test_a_missing_owlready2_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoner, "find_spec", lambda _: None)
    with pytest.raises(ReasonerMissing, match="install owlready2"):
        reasoner.jar()


def _java(folder: Path, script: str) -> None:
    program = folder / "java"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is first in the search path."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_a_java_that_is_too_old_is_told(path: Path) -> None:
    _java(path, "echo 'UnsupportedClassVersionError: too old' >&2; exit 1")
    with pytest.raises(ReasonerMissing, match=r"does not run HermiT: .*too old.*install"):
        reasoner.check(_triples(HEAD))


def test_a_failure_of_owlready2_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _java(path, "echo 'TypeError: metaclass conflict' >&2; exit 1")
    monkeypatch.setattr(sys, "executable", str(path / "java"))
    with pytest.raises(ReasonerError, match="owlready2 failed: TypeError: metaclass conflict"):
        reasoner.check(_triples(HEAD))


def test_the_rules_find_what_is_in_two_classes_that_exclude_each_other() -> None:
    (clash,) = by_rules(Theory.of(_triples(BOTH)), rules.load())
    assert _local(clash.facts) == {"aurora type Quay", "aurora docksAt pier"} or _local(
        clash.facts
    ) == {"aurora type Quay", "aurora type Ferry"}
    assert "Ship disjointWith Port" in _axioms(clash)
    assert clash.minimal


def test_the_rules_find_nothing_where_nothing_clashes() -> None:
    assert by_rules(Theory.of(_triples(HEAD)), rules.load()) == []


@java
@pytest.mark.parametrize(
    ("text", "facts", "axioms"),
    [
        (
            BOTH,
            {"aurora type Quay", "aurora docksAt pier"},
            {"Quay subClassOf Port", "docksAt domain Ship", "Ship disjointWith Port"},
        ),
        (
            LONG,
            {"borealis length 70", "borealis length 80"},
            {"length type FunctionalProperty"},
        ),
    ],
)
def test_a_clash_is_explained_by_the_least_that_clashes(
    text: str, facts: set[str], axioms: set[str]
) -> None:
    with Judge(60, 200) as judge_:
        clash = explain(Theory.of(_triples(text)), judge_)
    found = _local(clash.facts)
    if text is BOTH and "aurora type Ferry" in found:
        facts, axioms = found, _axioms(clash)
    assert (found, _axioms(clash)) == (facts, axioms)
    assert clash.minimal


@java
def test_an_empty_class_is_explained_by_the_axioms_that_empty_it() -> None:
    with Judge(60, 200) as judge_:
        clash = explain_empty(Theory.of(_triples(EMPTY)), _node("FloatingQuay"), judge_)
    assert _axioms(clash) == {
        "FloatingQuay subClassOf Ferry",
        "FloatingQuay subClassOf Quay",
        "Ferry subClassOf Ship",
        "Quay subClassOf Port",
        "Ship disjointWith Port",
    }
    assert clash.facts == ()


@java
def test_an_explanation_that_runs_out_of_checks_still_clashes() -> None:
    theory = Theory.of(_triples(LONG))
    with Judge(60, 4) as judge_:
        clash = explain(theory, judge_)
    assert not clash.minimal
    assert {"borealis length 70", "borealis length 80"} <= _local(clash.facts)


@java
def test_without_a_compiler_each_check_is_a_run_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "_PROGRAM", Path("nowhere.java"))
    with Judge(60, 10) as judge_:
        assert not judge_.consistent(_triples(BOTH))
        assert judge_.consistent(_triples(HEAD))


@java
def test_a_check_that_fails_says_why() -> None:
    text = HEAD + ":aurora :length 'P1Y'^^xsd:duration ."
    with Judge(60, 10) as judge_, pytest.raises(ReasonerError, match=r"HermiT failed: .*duration"):
        judge_.consistent(_triples(text))


@given(st.sets(st.integers(0, 60), max_size=5), st.integers(1, 60))
def test_shrinking_ends_with_what_is_needed(needed: set[int], size: int) -> None:
    needed = {item for item in needed if item < size}
    calls = 0

    def clash(items: Sequence[int]) -> bool:
        nonlocal calls
        calls += 1
        return needed <= set(items)

    lists = list(shrink(range(size), clash))
    assert set(lists[-1]) == needed
    assert all(needed <= set(each) for each in lists)
    assert calls <= 2 * (len(needed) + 1) * (size.bit_length() + 1)


def test_a_theory_leaves_annotations_out_and_splits_disjointness_into_pairs() -> None:
    text = HEAD + ':aurora rdfs:label "Aurora" . :Ship rdfs:comment "It floats." .'
    theory = Theory.of(_triples(text))
    assert "Ship disjointWith Port" in _local([axiom[0] for axiom in theory.axioms])
    words = _local([*theory.facts, *theory.declarations, *(t for a in theory.axioms for t in a)])
    assert not any("label" in each or "comment" in each for each in words)
    assert "aurora docksAt pier" in _local(theory.facts)
    assert not any("AllDisjointClasses" in each for each in words)


def test_an_axiom_keeps_its_parts_together() -> None:
    text = HEAD + (
        ":Ship rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :docksAt ;"
        " owl:someValuesFrom [ owl:unionOf ( :Port :Quay ) ] ] ."
        "[] a owl:AllDifferent ; owl:distinctMembers ( :aurora :borealis ) ."
    )
    sizes = sorted(len(axiom) for axiom in Theory.of(_triples(text)).axioms if len(axiom) > 1)
    assert sizes == [6, 9]


def _examined(text: str, monkeypatch: pytest.MonkeyPatch) -> consistency.Finding:
    monkeypatch.setattr(consistency, "premises", lambda *_: _triples(text))
    monkeypatch.setattr(consistency, "dl_axioms", lambda: ())
    return consistency.examine(Store(), Settings(), rules.load())


@java
def test_what_the_rules_do_not_see_is_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _examined(LONG, monkeypatch)
    (clash,) = found.clashes
    assert (found.consistent, found.good) == (False, False)
    assert _local(clash.facts) == {"borealis length 70", "borealis length 80"}


@java
def test_the_first_classes_without_members_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consistency, "EXPLAINED", 1)
    more = " :SwimmingQuay a owl:Class ; rdfs:subClassOf :FloatingQuay ."
    found = _examined(EMPTY + more, monkeypatch)
    assert (found.consistent, found.good) == (True, False)
    (first, why), (second, unexplained) = found.empty
    assert (first, second) == (_node("FloatingQuay"), _node("SwimmingQuay"))
    assert why
    assert "Ship disjointWith Port" in _axioms(why)
    assert unexplained is None


@java
def test_no_time_left_is_no_check() -> None:
    with Judge(0, 10) as judge_, pytest.raises(judge.OutOfTime):
        judge_.consistent([])


def test_without_java_the_rules_find_what_they_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    store = Store()
    store.extend(ontology.quads(Settings()))
    found = consistency.examine(store, Settings(), rules.load())
    assert (found.consistent, found.clashes, found.good) == (None, (), True)
    assert "install a Java runtime" in found.missing
    graph, thing = NamedNode(Settings().iri("doc/x")), NamedNode(Settings().iri("id/x"))
    store.extend(
        [Quad(thing, RDF.type, KG.Person, graph), Quad(thing, RDF.type, KG.University, graph)]
    )
    found = consistency.examine(store, Settings(), rules.load())
    assert (found.consistent, len(found.clashes), found.good) == (False, 1, False)
