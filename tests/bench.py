"""Measure side by side, in one run, and print a table: ``make bench``.

Whole processes are timed in turn (A B A B …) after a warm-up each, so that a drift of the machine
meets both; the median is what to quote. No test asserts a time: a table is for people.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.extractor import Extractor

ROOT = Path(__file__).parent.parent
KG = Path(sys.executable).parent / "kg"
RUNS = 15

BARE = """
import sys
import click
import pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    query = file.read()
results = store.query(query)
click.echo(results.serialize(format=pyoxigraph.QueryResultsFormat.CSV))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, rows in (
            ("start of a canned query (seconds, whole process)", query(folder)),
            ("reading documents (seconds, one process)", reading()),
            ("twice the text (seconds, one process)", growing()),
        ):
            sys.stdout.write(f"\n{title}\n")
            for label, seconds, ratio in rows:
                sys.stdout.write(f"  {label:58}{seconds:9.4f}{ratio:>12}\n")


def query(folder: Path) -> list[tuple[str, float, str]]:
    """Time ``kg query talent-schemes`` against a bare script that asks the same."""
    from kg.graph.generations import open_current

    store = folder / "store"
    subprocess.run(
        [KG, "load", ROOT / "documents", "--store", store], check=True, capture_output=True
    )
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    file = ROOT / "queries" / "talent-schemes.rq"
    with open_current(store) as snapshot:
        ours, bare = paired(
            process(KG, "query", "talent-schemes", "--store", store, "--format", "csv"),
            process(sys.executable, script, snapshot.generation.path, file),
        )
    return [
        ("kg query talent-schemes", ours, f"{ours / bare:.2f}×"),
        ("a bare script: click, pyoxigraph, the same query", bare, "1"),
    ]


def reading() -> list[tuple[str, float, str]]:
    """Time the extraction of a document against merely segmenting it."""
    import jieba

    from kg.extraction.extractor import Extractor
    from kg.loading import knowledge

    jieba.setLogLevel(60)
    jieba.initialize()
    extractor = Extractor(knowledge())
    rows = []
    shared = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    for path in shared or sorted((ROOT / "documents").iterdir()):
        data = path.read_bytes()
        text = data.decode()
        ours, segmenting = paired(
            partial(_extract, extractor, data, path.name),
            partial(_segment, jieba, text),
        )
        rows.append((f"{path.name}: read and extract", ours, f"{ours / segmenting:.2f}×"))
        rows.append((f"{path.name}: jieba.cut alone", segmenting, "1"))
    return rows


def growing() -> list[tuple[str, float, str]]:
    """Time the extraction of a text and of one twice as long, of kinds that tempt to a square."""
    from kg.extraction.extractor import Extractor
    from kg.loading import knowledge
    from tests.growing import TEXTS

    extractor = Extractor(knowledge())
    rows = []
    for name, size, text in TEXTS:
        half, whole = paired(
            partial(_extract, extractor, text(size // 2).encode(), "long.md"),
            partial(_extract, extractor, text(size).encode(), "long.md"),
            runs=3,
        )
        rows.append((f"{name} of size {size}, against half of it", whole, f"{whole / half:.2f}×"))
    return rows


def _extract(extractor: "Extractor", data: bytes, name: str) -> object:
    from kg.reading.reader import read

    return extractor.extract(read(data, name))


def _segment(jieba: ModuleType, text: str) -> object:
    return list(jieba.cut(text))


def process(*command: str | Path) -> Callable[[], object]:
    """Return what runs a whole process."""
    line = [str(part) for part in command]
    return lambda: subprocess.run(line, check=True, capture_output=True)


def paired(
    one: Callable[[], object], other: Callable[[], object], runs: int = RUNS
) -> tuple[float, float]:
    """Return the median seconds of each, run in turn after a warm-up."""
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for action, taken in zip((one, other), times, strict=True):
            begin = time.perf_counter()
            action()
            if run:
                taken.append(time.perf_counter() - begin)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    main()
