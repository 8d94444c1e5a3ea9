"""What ROBOT, OOPS! and FIBO check of an ontology: see ``data/quality``."""

import re

import pytest
from pyoxigraph import Store

from tests.quality import broken, checks, ontology

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

CHECKS = checks("quality")
WARNINGS = 5  # as many as may stand


@pytest.fixture(scope="module")
def store() -> Store:
    return ontology()


@pytest.mark.parametrize("name", [n for n, check in CHECKS.items() if check.severity != "warning"])
def test_the_ontology_has_no_fault(store: Store, name: str) -> None:
    check = CHECKS[name]
    if check.accepted:
        assert check.severity == "minor"
        assert check.found(store), f"nothing to accept: {check.accepted}"
    else:
        assert check.found(store) == [], check.what


def test_few_warnings_stand(store: Store) -> None:
    warnings = [row for c in CHECKS.values() if c.severity == "warning" for row in c.found(store)]
    assert len(warnings) <= WARNINGS, "\n".join(warnings)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_its_fault(store: Store, name: str) -> None:
    check = CHECKS[name]
    assert set(check.found(broken(check))) - set(check.found(store)), check.what


def test_every_check_says_what_it_is() -> None:
    severities = {"critical", "important", "error", "warning", "minor"}
    assert {check.severity for check in CHECKS.values()} == severities
    assert all(check.what.endswith(".") and check.source for check in CHECKS.values())


def test_the_pitfalls_that_a_query_can_find_are_all_there() -> None:
    pitfalls = {
        *(2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 19, 20, 21, 22, 24, 25, 26, 27, 28, 29),
        *(31, 32, 33, 34, 35, 36, 38, 39, 40, 41),
    }
    cited = re.findall(r"P(\d\d)", " ".join(check.source for check in CHECKS.values()))
    assert set(map(int, cited)) == pitfalls
