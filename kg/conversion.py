"""One document → the quads of its graphs: in this process or, where it pays, in several.

A process that joins in has to learn first what is known, which takes seconds, so that several are
for long texts only. They hand back their quads in the order of the documents: the graphs are the
same, byte for byte, however many processes there were.
"""

import hashlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.errors import KgError, ReadError
from kg.extraction.extractor import Extractor, Knowledge
from kg.extraction.patterns import catalogue
from kg.extraction.plugins import admission
from kg.extraction.plugins.protocol import Plugin
from kg.graph import ontology
from kg.graph.decisions import Decisions
from kg.graph.triples import state
from kg.model.document import Document
from kg.reading import reader
from kg.resources import PATTERNS
from kg.settings import Settings

ENOUGH = 300_000  # bytes of documents that are worth a process of their own
_AHEAD = 4  # documents under way for each process: none waits, and few are held


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of the document at ``path``: its quads, all in the ``graphs`` named by IRIs.

    ``facts`` counts what it states, ``candidates`` those of them that are not asserted,
    ``rejected`` what the gate refused.
    """

    path: Path
    graphs: tuple[str, ...]
    quads: list[Quad]
    facts: int
    candidates: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a conversion depends on beside the document: base, decisions, a hash of the rules."""

    settings: Settings
    decided: Decisions
    rules: str


class Converter:
    """Converts documents; what is known is read when the first one needs it."""

    def __init__(
        self, basis: Basis, plugins: Sequence[Plugin] = (), extractor: Extractor | None = None
    ) -> None:
        self.basis = basis
        self.plugins = plugins
        self._extractor = extractor

    @property
    def extractor(self) -> Extractor:
        """The extractor; OntologyError or PatternError where what is known is malformed."""
        if self._extractor is None:
            self._extractor = Extractor(knowledge())
        return self._extractor

    def fingerprint(self, *content: str) -> str:
        """Return a hash of all that a graph is made of: content, rules, program, base."""
        parts = (*content, self.basis.rules, _program(), self.basis.settings.base)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def mark(self, sha256: str) -> str:
        """Return the fingerprint of the graph that a document of this hash is converted to."""
        identities = [f"{plugin.name} {plugin.extractor.identity}" for plugin in self.plugins]
        return self.fingerprint(sha256, *identities)

    def convert(self, path: Path) -> Converted:
        """Convert one document; ReadError where it cannot be read."""
        document, settings, decided = read(path), self.basis.settings, self.basis.decided
        known = self.extractor.terminology
        outcome = admission.with_claims(self.extractor.extract(document), self.plugins, known)
        found = outcome.extraction
        facts = tuple(decided.applied(found.facts))
        return Converted(
            path,
            (settings.iri(document.id), settings.iri(f"candidates/{document.slug}")),
            [
                *state(document, facts, settings, known, self.mark(document.sha256)),
                *decided.quads(found.facts, document.id, settings),
            ],
            len(found.facts),
            sum(fact.tier == "C" for fact in found.facts),
            len(found.rejected) + len(outcome.refused),
        )


@cache
def _program() -> str:
    return version("policy-kg")


def knowledge() -> Knowledge:
    """Read what is known before any document: the ontology, the names, the patterns."""
    terminology = ontology.terminology()
    return Knowledge(terminology, catalogue.load(PATTERNS, terminology))


def read(path: Path) -> Document:
    """Read one document; ReadError names the file, the place and the remedy."""
    return replace(reader.read(_bytes(path), str(path)), name=path.name)


def check(path: Path) -> str:
    """Return the SHA-256 of one document's file; raise what :func:`read` would raise."""
    data = _bytes(path)
    reader.check(data, str(path))
    return hashlib.sha256(data).hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror}", "check its rights") from error


def jobs_for(paths: Iterable[Path]) -> int:
    """Return in how many processes it pays to convert documents: one for each ``ENOUGH``."""
    allowed = getattr(os, "sched_getaffinity", None)
    processors = len(allowed(0)) if allowed else os.cpu_count() or 1
    return max(1, min(processors, sum(path.stat().st_size for path in paths) // ENOUGH))


def convert_all(paths: Sequence[Path], converter: Converter, jobs: int) -> Iterator[Converted]:
    """Yield each document converted, in order; in ``jobs`` processes where that is more than one.

    With plug-ins it is always one: they keep what they are told in files of the store. Raises
    what ``Converter.convert`` raises, and KgError where a process was ended from outside.
    """
    if jobs == 1 or converter.plugins:
        yield from map(converter.convert, paths)
        return
    # Not by fork: the threads of an open store do not survive it.
    pool = ProcessPoolExecutor(
        min(jobs, len(paths)), multiprocessing.get_context("spawn"), _join, (converter.basis,)
    )
    under_way: deque[Future[_Packed]] = deque()
    try:
        for path in paths:
            under_way.append(pool.submit(_convert, path))
            if len(under_way) > _AHEAD * jobs:
                yield _unpacked(under_way.popleft().result())
        while under_way:
            yield _unpacked(under_way.popleft().result())
    except BrokenProcessPool:
        raise KgError(
            "a process that reads documents was ended", "is there enough memory? try --jobs 1"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


_Packed = tuple[Path, tuple[str, ...], bytes, int, int, int]
_joined: Converter  # the one state of a process that has joined in


def _join(basis: Basis) -> None:
    """Make ready to convert; end with the process that asked, and leave Ctrl-C to it."""
    global _joined
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _joined = Converter(basis)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _convert(path: Path) -> _Packed:
    done = _joined.convert(path)
    quads = serialize(done.quads, format=RdfFormat.N_QUADS) or b""
    return path, done.graphs, quads, done.facts, done.candidates, done.rejected


def _unpacked(packed: _Packed) -> Converted:
    path, graphs, quads, facts, candidates, rejected = packed
    return Converted(
        path, graphs, list(parse(quads, format=RdfFormat.N_QUADS)), facts, candidates, rejected
    )
