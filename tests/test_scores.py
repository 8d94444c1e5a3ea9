"""What the scorer says of documents whose facts somebody noted by hand.

``tests/data/fresh`` to ``fresh4`` were written, with their gold facts, by people who had not seen
the rules; their README tells which of them the rules have learned from since. The floors keep what
was reached from being lost; they are no goals.
"""

from pathlib import Path
from types import ModuleType

import pytest

from kg.conversion import knowledge, read
from kg.extraction.extractor import Extractor
from kg.publishing.facts import lines
from kg.settings import Settings
from tests.scoring import SCORER, SHARED, scorer

pytestmark = pytest.mark.slow

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def score() -> ModuleType:
    if not SCORER.is_file():
        pytest.skip("the scorer is not part of the project")
    return scorer()


@pytest.mark.parametrize(
    ("documents", "gold", "floors"),
    [
        (
            SHARED / "seeds",
            SHARED / "eval" / "gold",
            {"document": 0.98, "quantity": 0.99, "entity": 0.94, "relation": 0.86},
        ),
        (
            DATA / "fresh",
            DATA / "fresh" / "gold",
            {"document": 0.98, "quantity": 0.98, "entity": 0.94, "relation": 0.78},
        ),
        (
            DATA / "fresh2",
            DATA / "fresh2" / "gold",
            {"document": 0.84, "quantity": 0.90, "entity": 0.78, "relation": 0.46},
        ),
        (
            DATA / "fresh3",
            DATA / "fresh3" / "gold",
            {"document": 0.90, "quantity": 0.93, "entity": 0.78, "relation": 0.34},
        ),
        (
            DATA / "fresh4",
            DATA / "fresh4" / "gold",
            {"document": 0.37, "quantity": 0.82, "entity": 0.67, "relation": 0.17},
        ),
    ],
    ids=["seeds", "fresh", "fresh2", "fresh3", "fresh4"],
)
def test_no_score_falls(
    score: ModuleType, tmp_path: Path, documents: Path, gold: Path, floors: dict[str, float]
) -> None:
    known = knowledge()
    extractor, settings = Extractor(known), Settings()
    found = [
        (extraction.document.name, settings.iri(extraction.document.id), extraction.facts)
        for path in sorted(documents.iterdir())
        if path.is_file()
        for extraction in [extractor.extract(read(path))]
    ]
    facts = tmp_path / "facts.jsonl"
    facts.write_text("\n".join(lines(found, settings, known.terminology)), encoding="utf-8")
    predictions = score.read_facts(facts)
    total = score.Score()
    for path in sorted(documents.iterdir()):
        noted = gold / f"{path.stem}.jsonl"
        if noted.is_file():
            rows = [score.Gold(row) for row in score.read_jsonl(noted)]
            total.add(
                score.score_document(path.stem, score.read_text(path), rows, predictions[path.stem])
            )
    totals = total.totals()
    assert totals["grounding"]["rate"] == 1.0
    for kind, floor in floors.items():
        assert totals["recall"][kind]["1+2"]["found_recall"] >= floor
