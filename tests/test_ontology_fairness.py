"""What FOOPS! tests of an ontology without asking the web, 15 tests: see ``data/fairness``."""

import pytest
from pyoxigraph import Store

from kg.resources import ONTOLOGY
from tests.quality import broken, checks, ontology

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

TESTS = checks("fairness")


@pytest.fixture(scope="module")
def store() -> Store:
    return ontology()


@pytest.mark.parametrize("name", TESTS)
def test_the_ontology_passes(store: Store, name: str) -> None:
    check = TESTS[name]
    # Of what is desirable only the DOI is missing, which a person must ask for.
    assert check.found(store) == (['missing="DOI"'] if check.accepted else [])


@pytest.mark.parametrize("name", TESTS)
def test_a_test_can_fail(store: Store, name: str) -> None:
    check = TESTS[name]
    assert set(check.found(broken(check))) - set(check.found(store))


def test_another_reader_reads_the_ontology_too() -> None:
    """RDF1: the file is RDF."""
    from rdflib import Graph

    ours = Store()
    ours.bulk_load(path=ONTOLOGY / "kg.ttl")
    assert len(Graph().parse(ONTOLOGY / "kg.ttl")) == len(ours) > 2000


def test_at_least_fourteen_of_fifteen_pass(store: Store) -> None:
    passed = [name for name, check in TESTS.items() if not check.found(store)]
    assert len(TESTS) + 1 == 15
    assert len(passed) + 1 >= 14
