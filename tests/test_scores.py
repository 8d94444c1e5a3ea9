"""What the scorer says of documents whose facts somebody noted by hand.

``tests/data/fresh`` to ``fresh10`` were written, with their gold facts, by people who had not seen
the rules; their README tells which of them the rules have learned from since. The floors keep what
was reached from being lost; they are no goals.
"""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.conversion import read
from kg.publishing.facts import lines
from kg.settings import Settings
from tests.extracting import extractor
from tests.scoring import SCORER, SHARED, scorer

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

DATA = Path(__file__).parent / "data"
# Of facts of importance 1 and 2, how many are found, and of figures, how many are right in all
# they say; of what is predicted, how many are noted.
FLOORS: dict[str, dict[str, tuple[float, float]]] = {
    "seeds": {
        "document": (0.98, 0.98), "quantity": (0.98, 0.95), "strict": (0.92, 0.89),
        "entity": (0.94, 0.47), "relation": (0.87, 0.89),
    },
    "fresh": {
        "document": (0.98, 0.94), "quantity": (0.98, 0.98), "strict": (0.88, 0.87),
        "entity": (0.96, 0.84), "relation": (0.81, 0.86),
    },
    "fresh2": {
        "document": (0.98, 0.94), "quantity": (0.91, 0.94), "strict": (0.73, 0.75),
        "entity": (0.88, 0.88), "relation": (0.62, 0.83),
    },
    "fresh3": {
        "document": (0.98, 0.94), "quantity": (0.98, 0.92), "strict": (0.72, 0.67),
        "entity": (0.90, 0.80), "relation": (0.53, 0.81),
    },
    "fresh4": {
        "document": (0.95, 0.88), "quantity": (0.93, 0.88), "strict": (0.58, 0.55),
        "entity": (0.87, 0.83), "relation": (0.47, 0.81),
    },
    "fresh5": {
        "document": (0.95, 0.90), "quantity": (0.94, 0.90), "strict": (0.77, 0.74),
        "entity": (0.88, 0.84), "relation": (0.54, 0.77),
    },
    "fresh6": {
        "document": (0.98, 0.92), "quantity": (0.95, 0.90), "strict": (0.73, 0.69),
        "entity": (0.87, 0.79), "relation": (0.49, 0.85),
    },
    "fresh7": {
        "document": (0.98, 0.90), "quantity": (0.94, 0.92), "strict": (0.77, 0.74),
        "entity": (0.87, 0.86), "relation": (0.63, 0.80),
    },
    "fresh8": {
        "document": (0.92, 0.90), "quantity": (0.95, 0.92), "strict": (0.71, 0.68),
        "entity": (0.84, 0.84), "relation": (0.51, 0.85),
    },
    "fresh9": {
        "document": (0.91, 0.87), "quantity": (0.96, 0.91), "strict": (0.70, 0.66),
        "entity": (0.91, 0.77), "relation": (0.66, 0.79),
    },
    "fresh10": {
        "document": (0.97, 0.83), "quantity": (0.96, 0.93), "strict": (0.66, 0.63),
        "entity": (0.84, 0.85), "relation": (0.48, 0.80),
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def score() -> ModuleType:
    if not SCORER.is_file():
        pytest.skip("the scorer is not part of the project")
    return scorer()


@pytest.mark.parametrize("name", FLOORS)
def test_no_score_falls(score: ModuleType, tmp_path: Path, name: str) -> None:
    documents = SHARED / "seeds" if name == "seeds" else DATA / name
    gold = SHARED / "eval" / "gold" if name == "seeds" else documents / "gold"
    noted = [
        (path, gold / f"{path.stem}.jsonl")
        for path in sorted(documents.iterdir())
        if (gold / f"{path.stem}.jsonl").is_file()
    ]
    totals = _totals(score, tmp_path / "facts.jsonl", noted)
    assert totals["grounding"]["rate"] == 1.0
    for measure, floors in FLOORS[name].items():
        kind, how = ("quantity", "strict_") if measure == "strict" else (measure, "")
        recall = totals["recall"][kind]["1+2"][f"{how or 'found_'}recall"]
        precision = totals["precision"][kind][f"{how}precision"]
        assert recall >= floors[0], f"recall of {measure}"
        assert precision >= floors[1], f"precision of {measure}"


def _totals(score: ModuleType, facts: Path, noted: list[tuple[Path, Path]]) -> dict[str, Any]:
    settings = Settings()
    found = [
        (extraction.document.name, settings.iri(extraction.document.id), extraction.facts)
        for path, _ in noted
        for extraction in [extractor().extract(read(path))]
    ]
    facts.write_text("\n".join(lines(found, settings, extractor().terminology)), encoding="utf-8")
    predictions = score.read_facts(facts)
    total = score.Score()
    for path, gold in noted:
        rows = [score.Gold(row) for row in score.read_jsonl(gold)]
        total.add(
            score.score_document(path.stem, score.read_text(path), rows, predictions[path.stem])
        )
    totals: dict[str, Any] = total.totals()
    return totals
