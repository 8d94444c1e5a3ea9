"""How much a load costs: against bulk-loading the same quads, and as documents grow in number."""

import sys
from pathlib import Path

from tests.bench.measuring import Row, spent
from tests.bench.texts import write

KG = Path(sys.executable).parent / "kg"
BULK = """
import sys
import pyoxigraph
store = pyoxigraph.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_QUADS)
store.flush()
"""
SOME, MANY = 1_000, 5_000  # documents


def loading(folder: Path) -> list[Row]:
    """Measure a load from files to a generation, small and large, and its quads bulk-loaded."""
    rows: list[Row] = []
    each: dict[int, float] = {}
    for count in (SOME, MANY):
        texts, store = folder / f"texts-{count}", folder / f"store-{count}"
        write(texts, count)
        ours = spent(KG, "load", texts, "--store", store)
        quads = folder / f"{count}.nq"
        number = _dumped(store, quads)
        bulk = spent(sys.executable, "-c", BULK, quads, folder / f"bulk-{count}")
        quads.unlink()
        each[count] = ours.seconds / count
        share = f"{ours.seconds / bulk.seconds:.2f}×"
        rows += [
            (f"{count:,} documents: kg load, {ours.megabytes:.0f} MB at most", ours.seconds, share),
            (f"their {number:,} quads, bulk-loaded: {bulk.megabytes:.0f} MB", bulk.seconds, "1"),
        ]
    grown = f"{each[MANY] / each[SOME]:.2f}×"
    return [*rows, (f"a document of {MANY:,}, against one of {SOME:,}", each[MANY], grown)]


def _dumped(store: Path, file: Path) -> int:
    """Write all quads of a store, copies in the default graph too; return how many there are."""
    from pyoxigraph import RdfFormat

    from kg.graph.generations import open_current

    with open_current(store) as snapshot:
        snapshot.store.dump(file, RdfFormat.N_QUADS)
        return len(snapshot.store)
