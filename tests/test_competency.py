"""What people ask: each question of ``competency/`` over the loaded documents has its answers.

The header of a question gives its summary in English and Chinese, and rows that must be among the
answers over ``documents/`` and ``data/competency/`` (small texts of our own, for what the examples
do not speak of). ``needs: seeds`` marks a question that only the real documents answer.
"""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from kg.graph import terms
from kg.graph.generations import open_current
from kg.graph.terms import CLASS, PROPERTIES, Ontology
from kg.loading import load
from kg.querying import canned
from kg.querying.evaluation import evaluate
from kg.querying.parameters import bind
from kg.resources import DOCUMENTS
from kg.settings import Settings

HERE = Path(__file__).parent
FOLDER = HERE / "competency"
QUESTIONS = sorted(FOLDER.glob("*.rq"))
OURS = [DOCUMENTS, HERE / "data" / "competency"]
SEEDS = HERE.parent.parent / "shared" / "seeds"
Row = dict[str, str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Everything loaded that is there."""
    path = tmp_path_factory.mktemp("competency") / "store"
    load([*OURS, SEEDS] if SEEDS.is_dir() else OURS, path, Settings())
    with open_current(path) as snapshot:
        yield snapshot.store


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return terms.read()


def answers(store: Store, text: str) -> list[Row]:
    found = evaluate(store, text)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [
        {name: term.value for name, term in zip(names, row, strict=True) if term is not None}
        for row in found
    ]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.stem)
def test_a_question_has_its_answers(question: Path, store: Store) -> None:
    said = canned.get(question.stem, question.parent).header
    assert said["summary"].endswith("?")
    assert said["zh"].endswith("？")
    if said.get("needs") == "seeds" and not SEEDS.is_dir():
        pytest.skip("the real documents are not here")
    found = answers(store, question.read_text(encoding="utf-8"))
    assert found
    for row in said.get("expect", ()):
        expected = {name: str(value) for name, value in row.items()}
        assert any(expected.items() <= answer.items() for answer in found), expected


@pytest.mark.parametrize(
    ("name", "arguments", "row"),
    [
        (
            "timeline",
            {"about": "Wear"},
            {"date": "2017", "what": "Wear Marine Ltd", "happened": "listed on"},
        ),
        ("timeline", {"about": "玉山"}, {"date": "2026", "mode": "plan"}),
        (
            "responsibilities",
            {"by": "growth fund"},
            {"what": "Tyne Laboratory", "relation": "funded by", "document": "port-note.md"},
        ),
        ("responsibilities", {"about": "northern"}, {"who": "Leeds Council"}),
        (
            "recommendations",
            {"about": "harbour"},
            {"kind": "recommends", "words": "a single customs window"},
        ),
        (
            "surveys",
            {"about": "電動貨車"},
            {"share": "52", "option": "充電樁不足", "sentence": "52% 充電樁不足"},
        ),
        ("surveys", {"about": "首三個"}, {"rank": "1", "option": "售價"}),
    ],
)
def test_a_canned_question_can_be_narrowed(
    name: str, arguments: dict[str, str], row: Row, store: Store
) -> None:
    query = canned.get(name)
    everything = answers(store, query.text)
    found = answers(store, bind(query.text, query.parameters, arguments, Settings()))
    assert any(row.items() <= answer.items() for answer in found), found
    assert 0 < len(found) < len(everything)


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) >= 40
    assert len({query.summary for query in canned.load(FOLDER)}) == len(QUESTIONS)


def mentioned() -> set[str]:
    """Return the terms of ours that the questions speak of, by CURIE."""
    bodies = (
        re.sub(r"^#.*$", "", q.read_text(encoding="utf-8"), flags=re.MULTILINE) for q in QUESTIONS
    )
    return set(chain.from_iterable(re.findall(r"kg:\w+", body) for body in bodies))


def unused(ontology: Ontology, store: Store, *kinds: str) -> set[str]:
    """Return the terms that no question mentions, or that nothing loaded is stated with."""
    found = set()
    for term in ontology.described(*kinds):
        if not term.curie.startswith("kg:") or term.deprecated:
            continue
        used = (
            f"?x a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* <{term.iri}>"
            if term.kind == CLASS
            else f"{{ ?x <{term.iri}> ?y }} UNION {{ ?x ?y <{term.iri}> FILTER(STRENDS(STR(?y), "
            f'"#predicate")) }}'
        )
        if term.curie not in mentioned() or not store.query(f"ASK {{ {used} }}"):
            found.add(term.curie)
    return found


def test_every_class_is_asked_for(ontology: Ontology, store: Store) -> None:
    assert unused(ontology, store, CLASS) == set()


def test_nine_properties_of_ten_are_asked_for(ontology: Ontology, store: Store) -> None:
    all_ = [t for t in ontology.described(*PROPERTIES) if t.curie.startswith("kg:")]
    missing = unused(ontology, store, *PROPERTIES)
    assert len(missing) <= len(all_) / 10, sorted(missing)
