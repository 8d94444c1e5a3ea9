"""How long extraction takes: against merely segmenting the text, and as a text grows."""

import sys
import time
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from tests.bench.measuring import Row, both, paired
from tests.bench.texts import collection
from tests.growing import TEXTS

if TYPE_CHECKING:
    from kg.extraction.extractor import Extractor

KG = Path(sys.executable).parent / "kg"
SEGMENT = """
import sys
import jieba
jieba.setLogLevel(60)
with open(sys.argv[1], encoding="utf-8") as file:
    for word in jieba.cut(file.read()):
        pass
"""


def reading() -> list[Row]:
    """Time the extraction of documents against merely segmenting them.

    Warm, all documents are read in turn, so that none meets what is remembered of itself; each
    side has its words and rules in memory. Cold is a whole process for one document.
    """
    import jieba

    from kg.conversion import knowledge
    from kg.extraction.extractor import Extractor

    jieba.setLogLevel(60)
    jieba.initialize()
    extractor = Extractor(knowledge())
    documents = [(path.name, path.read_bytes()) for path in collection()]
    ours, segmenting = paired(
        lambda: [_extract(extractor, data, name) for name, data in documents],
        lambda: [_segment(jieba, data.decode()) for _, data in documents],
        runs=5,
        clock=time.process_time,
    )
    size = sum(len(data.decode()) for _, data in documents)
    one = max(collection(), key=lambda path: path.stat().st_size)
    cold, bare = both(
        (KG, "facts", one, "--format", "jsonl"), (sys.executable, "-c", SEGMENT, one), runs=3
    )
    return [
        (f"{len(documents)} documents, {size:,} characters: kg", ours, f"{ours / segmenting:.2f}×"),
        ("the same documents: jieba.cut alone", segmenting, "1"),
        (f"cold, {one.name}: kg facts", cold.seconds, f"{cold.seconds / bare.seconds:.2f}×"),
        (f"cold, {one.name}: jieba.cut alone", bare.seconds, "1"),
    ]


def growing() -> list[Row]:
    """Time the extraction of a text and of one twice as long, of kinds that tempt to a square."""
    from kg.conversion import knowledge
    from kg.extraction.extractor import Extractor

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
