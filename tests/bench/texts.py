"""As many documents as one likes, made of our own: their paragraphs in other orders and numbers."""

import random
import re
from collections.abc import Iterable
from pathlib import Path

from kg.resources import DOCUMENTS

ROOT = Path(__file__).parents[2]
_FIGURE = re.compile(r"(?<![\d.])\d(?=\d{0,3}(?:[.万億亿%]|,\d{3}))")
_SEED = 4
_FEWEST, _MOST = 1, 3  # paragraphs


def collection() -> list[Path]:
    """Return the documents that extraction is timed on: the seeds where they are, and our own."""
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    folders = [ROOT / "tests" / "data" / name for name in ("fresh", "fresh2", "fresh3")]
    own = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
    return [*seeds, *sorted(DOCUMENTS.iterdir()), *own]


def write(folder: Path, count: int) -> None:
    """Write ``count`` documents into a new folder: the same for the same count."""
    folder.mkdir()
    chance = random.Random(_SEED)
    paragraphs = list(_paragraphs(sorted(DOCUMENTS.iterdir())))
    for number in range(count):
        chosen = chance.sample(paragraphs, chance.randint(_FEWEST, _MOST))
        text = _FIGURE.sub(lambda _: str(chance.randint(1, 9)), "\n\n".join(chosen))
        (folder / f"text-{number}.md").write_text(f"# 第{number}号简报\n\n{text}\n", "utf-8")


def _paragraphs(paths: Iterable[Path]) -> Iterable[str]:
    for path in paths:
        for part in path.read_text("utf-8").split("\n\n"):
            if not part.startswith(("---", "#", "[^")) and part.strip():
                yield part.strip()
