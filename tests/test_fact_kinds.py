"""Every kind of fact that policy documents hold is read, and has its shape in the graph.

The kinds, their shapes and texts stand in ``data/fact_kinds.toml``.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, Store

from kg.conversion import read
from kg.extraction.extractor import Extractor
from kg.graph import ontology
from kg.graph.triples import state
from kg.model.document import Document
from kg.reading import reader
from kg.settings import Settings

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
KINDS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "fact_kinds.toml").read_text(encoding="utf-8")
)["kind"]
CASES = [
    pytest.param(f"{kind['shape']}\n{case['also']}", case["text"], id=f"{kind['key']}-{number}")
    for kind in KINDS
    for number, case in enumerate(kind["case"], 1)
]
HERE = Settings()
PREFIXES = f"""
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX id: <{HERE.iri("id/")}>
PREFIX kg: <https://w3id.org/policy-kg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def terms() -> Store:
    """A store of the ontology and the names, to which documents are added."""
    store = Store()
    store.bulk_extend(ontology.quads(HERE))
    return store


@pytest.fixture(scope="module")
def seeds(extractor: Extractor, terms: Store) -> list[Document]:
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not part of the project")
    documents = [read(path) for path in sorted(SEEDS.iterdir())]
    for document in documents:
        add(document, extractor, terms)
    return documents


def add(document: Document, extractor: Extractor, store: Store) -> None:
    facts = extractor.extract(document).facts
    store.bulk_extend(state(document, facts, HERE, extractor.terminology))


def holds(store: Store, pattern: str, documents: Iterable[Document]) -> bool:
    """Tell whether what documents assert (not their candidates) has the pattern."""
    names = ["ontology", "names", *(document.id for document in documents)]
    graphs: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(HERE.iri(n)) for n in names]
    answer = store.query(f"{PREFIXES}ASK {{\n{pattern}\n}}", default_graph=graphs)
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


def test_there_are_37_kinds_each_with_two_texts() -> None:
    assert len({kind["key"] for kind in KINDS}) == len(KINDS) == 37
    assert [kind["key"] for kind in KINDS if len({case["text"] for case in kind["case"]}) < 2] == []


@pytest.mark.parametrize(("pattern", "text"), CASES)
def test_a_kind_of_fact_has_its_shape_in_the_graph(
    pattern: str, text: str, extractor: Extractor, terms: Store
) -> None:
    document = reader.read(text.encode(), "case.md")
    graph = NamedNode(HERE.iri(document.id))
    try:
        add(document, extractor, terms)
        assert holds(terms, pattern, [document])
    finally:
        terms.remove_graph(graph)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind["seeds"]], ids=lambda kind: str(kind["key"])
)
def test_the_seed_documents_yield_a_kind(
    kind: dict[str, Any], seeds: list[Document], terms: Store
) -> None:
    assert holds(terms, f"{kind['shape']}\n{kind['seeds']}", seeds)
