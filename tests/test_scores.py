"""What the scorer says of documents whose facts somebody noted by hand.

``tests/data/fresh`` and ``fresh2`` were written, with their gold facts, by people who had not seen
the rules; the first is what the rules have learned from since, half of the second is not. The
floors keep what was reached from being lost; they are no goals.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.extraction.extractor import Extractor
from kg.loading import knowledge, read
from kg.publishing.facts import lines
from kg.settings import Settings

pytestmark = pytest.mark.slow

SHARED = Path(__file__).parents[2] / "shared"
DATA = Path(__file__).parent / "data"
SCORER = SHARED / "eval" / "score.py"


@pytest.fixture(scope="module")
def score() -> ModuleType:
    if not SCORER.is_file():
        pytest.skip("the scorer is not part of the project")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


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
            {"document": 0.95, "quantity": 0.95, "entity": 0.92, "relation": 0.72},
        ),
        (
            DATA / "fresh2",
            DATA / "fresh2" / "gold",
            {"document": 0.80, "quantity": 0.85, "entity": 0.75, "relation": 0.38},
        ),
    ],
    ids=["seeds", "fresh", "fresh2"],
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
