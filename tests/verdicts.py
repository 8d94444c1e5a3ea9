"""What a person said of the predictions that meet no gold fact: right, wrong, or unsupported.

Gold facts are what somebody noted, not all that a document states; so what meets none of them is
read against the text and judged, and the judgements are kept in ``data/verdicts.jsonl``: the
document, the kind, what the fact says (identifiers and numbers; words of the text as a hash, since
the documents are not ours to print), the verdict and the reason. ``unsupported`` is what may be
true and is not what the text says; it counts as wrong, and so does what nobody has judged.

``python -m tests.verdicts`` prints the judged precision, and what is still to be judged.
"""

import hashlib
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.conversion import knowledge, read
from kg.extraction.extractor import Extractor
from kg.publishing.facts import lines
from kg.settings import Settings
from tests.scoring import SHARED, scorer

FILE = Path(__file__).parent / "data" / "verdicts.jsonl"
VERDICTS = ("right", "wrong", "unsupported")
KINDS = ("quantity", "relation", "entity", "document")


@dataclass
class Judged:
    """The predictions of one kind: all, those that meet a gold fact, and those judged right."""

    predicted: int = 0
    met: int = 0
    right: int = 0
    unjudged: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share that is right; what nobody has judged is taken as wrong."""
        return (self.met + self.right) / self.predicted if self.predicted else 1.0

    @property
    def open(self) -> float:
        """The share that nobody has judged."""
        return len(self.unjudged) / self.predicted if self.predicted else 0.0


def said(fact: dict[str, Any]) -> str:
    """Return what a fact says, without words of the text."""
    base = Settings().base
    parts = [fact["subject"]["iri"].removeprefix(base), fact.get("predicate", "a")]
    value = fact.get("object")
    if fact["kind"] == "entity":
        parts.append(fact["subject"]["types"][0])
    elif isinstance(value, dict):
        parts.append(value["iri"].removeprefix(base) if "iri" in value else _hash(value["value"]))
    amount = [fact.get(name) for name in ("value", "min", "max", "unit", "time")]
    parts += [str(part) for part in amount if part not in (None, "")]
    if fact.get("dimension"):
        parts.append(_hash(json.dumps(fact["dimension"], ensure_ascii=False, sort_keys=True)))
    return " ".join(parts)


def known(file: Path = FILE) -> dict[tuple[str, str], dict[str, str]]:
    """Return the verdicts by document and what is said."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {(row["document"], row["fact"]): row for row in rows}


def judged(
    score: ModuleType, documents: Path, gold: Path, verdicts: dict[tuple[str, str], dict[str, str]]
) -> dict[str, Judged]:
    """Return the judged precision of each kind over the documents that have gold facts."""
    facts = _facts(documents)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.jsonl"
        file.write_text("\n".join(facts), encoding="utf-8")
        predictions = score.read_facts(file)
    by_id = {(Path(fact["document"]).stem, fact["id"]): fact for fact in map(json.loads, facts)}
    total = score.Score()
    for path in sorted(documents.iterdir()):
        rows = [score.Gold(row) for row in score.read_jsonl(gold / f"{path.stem}.jsonl")]
        text = score.read_text(path)
        total.add(score.score_document(path.stem, text, rows, predictions[path.stem]))
    found = {kind: Judged(total.precision[kind, "predicted"]) for kind in KINDS}
    for kind in KINDS:
        found[kind].met = total.precision[kind, "any"]
    for extra in total.extra:
        of = found[extra["kind"]]
        if extra["duplicate"]:
            continue  # it meets a gold fact that another prediction met first
        what = said(by_id[extra["document"], extra["id"]])
        row = verdicts.get((extra["document"], what))
        if row is None:
            of.unjudged.append(f"{extra['document']}\t{what}\t{extra['fact']}")
        of.right += row is not None and row["verdict"] == "right"
    return found


def _facts(documents: Path) -> list[str]:
    knows = knowledge()
    extractor, settings = Extractor(knows), Settings()
    found = [
        (extraction.document.name, settings.iri(extraction.document.id), extraction.facts)
        for path in sorted(documents.iterdir())
        for extraction in [extractor.extract(read(path))]
    ]
    return list(lines(found, settings, knows.terminology))


def _hash(words: str) -> str:
    return "#" + hashlib.sha256(words.encode()).hexdigest()[:10]


def main() -> int:
    """Print the judged precision and what is still to be judged; 1 where that is anything."""
    found = judged(scorer(), SHARED / "seeds", SHARED / "eval" / "gold", known())
    count = Counter((row["verdict"]) for row in known().values())
    sys.stdout.write(f"verdicts: {', '.join(f'{n} {name}' for name, n in sorted(count.items()))}\n")
    for kind, of in found.items():
        sys.stdout.write(
            f"{kind:<10}{of.precision:.3f}  {of.predicted} predicted, {of.met} meet a gold fact, "
            f"{of.right} judged right, {len(of.unjudged)} not judged\n"
        )
    for line in (line for of in found.values() for line in of.unjudged):
        sys.stdout.write(f"{line}\n")
    return int(any(of.unjudged for of in found.values()))


if __name__ == "__main__":
    raise SystemExit(main())
