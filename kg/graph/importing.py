"""Files of RDF go into the store as they are.

The triples of a file fill the graph ``graph/<slug>``; the named graphs of a file of quads keep
their names, and its other triples go to ``graph/<slug>``. That graph also holds the record of the
import: the hash of the file, and the graphs that it filled, so that an unchanged file is skipped
and a changed one replaces what it brought, and nothing else.

A file is read through once before anything is touched, since a change to it may have broken it.
What it says is then written together with the record, in one transaction: if a loader dies before,
the record is missing and the next load repeats the import. Blank nodes get new names in every
import, as RDF has it.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import ReadError
from kg.graph.store import Primary
from kg.settings import Settings
from kg.vocabulary import KG, RDF

FORMATS = {
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


def format_of(path: Path) -> RdfFormat | None:
    """Return the RDF format that a file name stands for, compressed or not; None if none.

    >>> format_of(Path("places.TTL.gz")).name, format_of(Path("speech.txt"))
    ('Turtle', None)
    """
    name = path.name.lower().removesuffix(".gz")
    return FORMATS.get(Path(name).suffix)


def import_file(primary: Primary, path: Path, settings: Settings) -> bool:
    """Load a file of RDF; return whether anything changed.

    Raises ReadError with line and column where the file is not what its suffix says, and
    StoreError where the store cannot be written.
    """
    format_ = format_of(path)
    if format_ is None:
        known = ", ".join(FORMATS)
        raise ReadError(f"{path} has no suffix of an RDF format", f"use {known}, or .gz of these")
    graph = NamedNode(settings.iri(f"graph/{slug(path.name)}"))
    fingerprint = _hash(path)
    if primary.fingerprint(graph.value) == fingerprint:
        return False
    filled = _graphs(path, format_, graph)
    before = _filled_before(primary.store.quads_for_pattern(graph, KG.containsGraph, None, graph))
    for name in filled:
        if name not in before and primary.store.contains_named_graph(name):
            raise ReadError(
                f"{path} fills the graph {name.value}, which something else filled before",
                "load it into a store of its own, or rename the graph",
            )
    for name in (*before, graph):
        primary.remove(name.value)
    with _opened(path) as file:
        content = _placed(
            parse(file, format_, base_iri=graph.value, rename_blank_nodes=True), graph
        )
        primary.add(chain(content, _record(path, graph, filled, fingerprint)))
    return True


def check(path: Path, settings: Settings) -> None:
    """Read a file of RDF through; ReadError with line and column where it is malformed."""
    format_ = format_of(path)
    if format_ is not None:
        _graphs(path, format_, NamedNode(settings.iri(f"graph/{slug(path.name)}")))


def slug(name: str) -> str:
    """Return the identifier of a file: ASCII, its suffix kept, a hash for what was dropped.

    >>> slug("Places 2024.ttl.gz"), slug("地名.nt")
    ('places-2024-ttl', 'nt-64a04050')
    """
    plain = name.lower().removesuffix(".gz")
    ascii_ = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    lost = not plain.isascii()
    return f"{ascii_}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}" if lost else ascii_


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror}") from error


def _graphs(path: Path, format_: RdfFormat, graph: NamedNode) -> list[NamedNode]:
    """Read the file through and return the graphs that it names; ReadError if it is malformed."""
    with _located(path), _opened(path) as file:
        names = {q.graph_name for q in parse(file, format_, base_iri=graph.value)}
    return sorted((name for name in names if isinstance(name, NamedNode)), key=lambda n: n.value)


def _placed(quads: Iterable[Quad], graph: NamedNode) -> Iterator[Quad]:
    """Yield the quads, those outside a graph that has a name in ``graph``."""
    for quad in quads:
        named = isinstance(quad.graph_name, NamedNode)
        yield quad if named else Quad(quad.subject, quad.predicate, quad.object, graph)


def _filled_before(record: Iterable[Quad]) -> list[NamedNode]:
    return [quad.object for quad in record if isinstance(quad.object, NamedNode)]


def _record(
    path: Path, graph: NamedNode, filled: Iterable[NamedNode], fingerprint: str
) -> list[Quad]:
    return [
        Quad(graph, RDF.type, KG.Import, graph),
        Quad(graph, KG.fileName, Literal(path.name), graph),
        Quad(graph, KG.fingerprint, Literal(fingerprint), graph),
        *(Quad(graph, KG.containsGraph, name, graph) for name in filled),
    ]


def _opened(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


@contextmanager
def _located(path: Path) -> Iterator[None]:
    """Turn what a parser complains about into an error that says where."""
    try:
        yield
    except SyntaxError as error:
        place = f", line {error.lineno}, column {error.offset}" if error.lineno else ""
        reason = re.sub(r"^Parser error at line .*?: | \(line \d+\)$", "", error.msg)
        raise ReadError(f"{path}{place}: {reason}", "mend the file and load it again") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ReadError(f"{path} is not a whole gzip file: {error}", "fetch it again") from error
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror}") from error
