"""The precision of what the loader says of two real documents, read and judged by hand."""

import pytest

from tests.scoring import SCORER, SHARED, scorer
from tests.verdicts import KINDS, VERDICTS, Judged, judged, known

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

GOALS = {"quantity": 0.95, "relation": 0.90, "entity": 0.95, "document": 0.98}
OPEN = 0.02  # of the predictions of a kind that nobody has judged yet


@pytest.fixture(scope="module")
def found() -> dict[str, Judged]:
    if not SCORER.is_file():
        pytest.skip("the scorer and the documents are not part of the project")
    return judged(scorer(), SHARED / "seeds", SHARED / "eval" / "gold", known())


def test_each_verdict_has_a_reason_and_is_given_once() -> None:
    rows = list(known().values())
    assert len(rows) == len({(row["document"], row["fact"]) for row in rows})
    for row in rows:
        assert row.keys() == {"document", "kind", "fact", "verdict", "why"}
        assert row["kind"] in KINDS
        assert row["verdict"] in VERDICTS
        assert row["why"]


@pytest.mark.parametrize("kind", KINDS)
def test_almost_everything_is_judged_and_what_is_right_reaches_the_goal(
    found: dict[str, Judged], kind: str
) -> None:
    of = found[kind]
    assert of.predicted
    assert of.open <= OPEN, "\n".join(["judge these (python -m tests.verdicts):", *of.unjudged])
    assert of.precision >= GOALS[kind]


def test_what_nobody_has_judged_counts_as_wrong() -> None:
    assert Judged(4, 2, 1, ["x"]).precision == 0.75
    assert Judged(4, 2, 1, ["x"]).open == 0.25
    assert Judged().precision == 1.0
