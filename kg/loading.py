"""The summary of the program: read, extract, state (:mod:`kg.conversion`), store, publish.

    bytes → Document → facts → quads → store → the next generation

All files are checked before the first is written: broken ones, which are all told at once, stop a
load that has changed nothing, since half of what was asked for is a graph that nobody asked for.
Who wants the others all the same says so, and is told which are missing. Documents are written in
batches, each graph in one transaction, and shown to readers all at once, when the load is complete.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.conversion import Basis, Converted, Converter, check, convert_all, jobs_for, knowledge, read
from kg.errors import ReadError, Unreadable
from kg.extraction.extractor import Extraction, Extractor, Knowledge
from kg.extraction.plugins import protocol
from kg.graph import attempts, closure, decisions, importing, ontology, rules
from kg.graph.store import Primary, open_primary
from kg.reading import reader
from kg.resources import ONTOLOGY
from kg.settings import Settings
from kg.vocabulary import KG

ANSWERS = "answers"  # folder of the store in which plug-ins keep what they were told
BATCH = 20  # documents written together: enough for the bulk loader to pay, few enough to hold

Progress = Callable[[Path], None]
T = TypeVar("T")

_READ_WITH = ("kg.ttl", "alignments.ttl", "names/*.ttl", "patterns/*.toml", "words/*.toml")
_KINDS = ", ".join((*reader.SUFFIXES, *importing.FORMATS))
_READABLE = f"kg reads files of type {_KINDS}, and .gz of the latter seven"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a load did.

    ``loaded`` and ``unchanged`` are file names; ``facts`` counts what the loaded documents state,
    ``candidates`` those of them that are not asserted, ``rejected`` what the gate refused.
    ``generation`` is the number of the generation that readers see now; ``faults`` tells of the
    files that were left out.
    """

    loaded: tuple[str, ...]
    unchanged: tuple[str, ...]
    facts: int
    candidates: int
    rejected: int
    generation: int
    faults: tuple[ReadError, ...] = ()


def files(paths: Iterable[Path]) -> list[Path]:
    """Return the files to load: documents and RDF, given or in the given folders, each once.

    In a folder, other files and hidden ones are passed over. Raises ReadError for a path that does
    not exist, a file of another kind, two files that would have the same identifier, and where
    nothing is left to load.
    """
    given = list(paths)
    found = {file for path in given for file in _files(path)}
    if not found:
        raise ReadError(f"nothing to load in {', '.join(map(str, given)) or '.'}", _READABLE)
    # One file may be reached by several paths.
    each = {file.resolve(): file for file in sorted(found, reverse=True)}
    _check_identifiers(sorted(each.values()))
    return sorted(each.values())


def extracted(paths: Iterable[Path], known: Knowledge | None = None) -> Iterator[Extraction]:
    """Yield what the documents among ``paths`` state, in order of name, without any store.

    They are read with what is ``known``, by default all that is in ``ontology/``. All of them are
    checked before the first is yielded.
    """
    documents = [path for path in files(paths) if not importing.format_of(path)]
    documents.sort(key=lambda path: path.name)
    _, faults = _checked(documents, check)
    if faults:
        raise _unreadable(faults, "mend them, or leave them out")
    extractor = Extractor(known or knowledge())
    for path in documents:
        yield extractor.extract(read(path))


def load(
    paths: Iterable[Path],
    root: Path,
    settings: Settings,
    progress: Progress = lambda _: None,
    extractors: Sequence[str] = (),
    jobs: int | None = None,
    *,
    keep_going: bool = False,
) -> Summary:
    """Load documents and RDF files into the store at ``root`` and show them to its readers.

    Raises ReadError, or Unreadable where several files cannot be read; nothing is loaded then, nor
    where anything goes wrong on the way. To ``keep_going`` leaves them out, if any can.

    A document or file that is unchanged, and was read with the same rules, is skipped; what was
    decided to be one thing (:mod:`kg.graph.decisions`) is one node. ``progress``
    is told of each file when it is done. ``extractors`` are names of plug-ins
    (:mod:`kg.extraction.plugins.protocol`) that are asked as well, each once. ``jobs`` processes
    read the documents; None stands for as many as pay.
    """
    plugins = [protocol.load(name, root / ANSWERS) for name in dict.fromkeys(extractors)]
    chosen = files(paths)
    imports = [path for path in chosen if importing.format_of(path)]
    documents = [path for path in chosen if path not in set(imports)]
    parsed, faults = _checked(imports, partial(importing.check, settings=settings))
    hashes, others = _checked(documents, check)
    faults += others
    if faults and not (keep_going and (parsed or hashes)):
        raise _unreadable(faults, "mend them, or load the others with --keep-going")
    # Malformed rules are refused before a store is made; see also ``load_terms``.
    extractor = None if root.exists() else Extractor(knowledge())
    basis = Basis(settings, decisions.read(root), rules_hash())
    with open_primary(root) as primary, attempts.or_nothing(root):
        primary.publish_under(settings.base)
        loader = _Loader(primary, Converter(basis, plugins, extractor))
        loader.load_terms()
        for path in parsed:
            loader.load_rdf(path)
            progress(path)
        loader.load_documents(hashes, jobs, progress)
        if closure.is_closed(primary, settings) and not primary.published:
            closure.renew(primary, settings, rules.load())  # what followed may follow no longer
        return replace(loader.summary(primary.publish().number), faults=tuple(faults))


def _checked(
    paths: Iterable[Path], check: Callable[[Path], T]
) -> tuple[dict[Path, T], list[ReadError]]:
    """Return what the check of each file gives, and what is wrong with the others."""
    passed: dict[Path, T] = {}
    faults = []
    for path in paths:
        try:
            passed[path] = check(path)
        except ReadError as fault:
            faults.append(fault)
    return passed, faults


def _unreadable(faults: Sequence[ReadError], remedy: str) -> ReadError:
    return faults[0] if len(faults) == 1 else Unreadable(faults, remedy)


class _Loader:
    """One load into one primary."""

    def __init__(self, primary: Primary, converter: Converter) -> None:
        self._primary = primary
        self._converter = converter
        self._settings = converter.basis.settings
        self._loaded: list[str] = []
        self._unchanged: list[str] = []
        self._facts = self._candidates = self._rejected = 0

    def load_terms(self) -> None:
        """Bring the graphs of the ontology and the names up to date.

        Where anything in ``ontology/`` has changed, all of it is read before the first graph is
        written: what is malformed leaves the store as it was.
        """
        name = self._settings.iri("ontology")
        fingerprint = self._converter.fingerprint("terms")
        if self._primary.fingerprint(name) == fingerprint:
            return
        _ = self._converter.extractor
        graphs: dict[str, list[Quad]] = {}
        for quad in ontology.quads(self._settings):
            graphs.setdefault(quad.graph_name.value, []).append(quad)  # type: ignore[union-attr]
        node = NamedNode(name)
        graphs[name].append(Quad(node, KG.fingerprint, Literal(fingerprint), node))
        self._primary.replace_all(graphs)

    def load_rdf(self, path: Path) -> None:
        """Bring one file of RDF in as it is."""
        changed = importing.import_file(self._primary, path, self._settings)
        (self._loaded if changed else self._unchanged).append(path.name)

    def load_documents(
        self, hashes: Mapping[Path, str], jobs: int | None, progress: Progress
    ) -> None:
        """Convert the documents that are new or changed, and write their graphs in batches."""
        changed = [path for path, sha256 in hashes.items() if self._is_new(path, sha256, progress)]
        converted = convert_all(changed, self._converter, jobs or jobs_for(changed))
        while batch := list(islice(converted, BATCH)):
            graphs: dict[str, list[Quad]] = {name: [] for each in batch for name in each.graphs}
            for each in batch:
                for quad in each.quads:
                    graphs[quad.graph_name.value].append(quad)  # type: ignore[union-attr]
            self._primary.replace_all(graphs)
            for each in batch:
                self._count(each)
                progress(each.path)

    def _is_new(self, path: Path, sha256: str, progress: Progress) -> bool:
        document = f"doc/{reader.slug(path.name)}"
        mark = self._primary.fingerprint(self._settings.iri(document))
        if mark == self._converter.mark(sha256) and self._converter.basis.decided.holds(
            self._primary.store, document, self._settings
        ):
            self._unchanged.append(path.name)
            progress(path)
            return False
        return True

    def _count(self, converted: Converted) -> None:
        self._loaded.append(converted.path.name)
        self._facts += converted.facts
        self._candidates += converted.candidates
        self._rejected += converted.rejected

    def summary(self, generation: int) -> Summary:
        """Return what was done."""
        return Summary(
            tuple(self._loaded),
            tuple(self._unchanged),
            self._facts,
            self._candidates,
            self._rejected,
            generation,
        )


def rules_hash(folder: Path = ONTOLOGY) -> str:
    """Return a hash of all that documents are read with: terms, names, patterns, word lists.

    Shapes, guards and rules of inference look at what was read, and change none of it.
    """
    digest = hashlib.sha256()
    for path in sorted(file for part in _READ_WITH for file in folder.glob(part)):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(path: Path) -> Iterable[Path]:
    if path.is_dir():
        inner = [each for each in path.rglob("*") if not _is_hidden(each, path)]
        for folder in (path, *(each for each in inner if each.is_dir())):
            if not os.access(folder, os.R_OK | os.X_OK):
                raise ReadError(f"cannot read {folder}: Permission denied", "check its rights")
        rdf = (file for file in inner if importing.format_of(file) and file.is_file())
        return [*reader.find([path]), *rdf]
    if path.exists():
        if not path.is_file():
            raise ReadError(f"{path} is not a file", "give files and folders")
        if importing.format_of(path):
            return [path]
        if path.suffix.lower() not in reader.SUFFIXES:
            raise ReadError(
                f"{path}: cannot read files of type {path.suffix or '(none)'}", _READABLE
            )
    return reader.find([path])


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _check_identifiers(paths: Iterable[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        if not _is_text(path.name):
            raise ReadError(f"the name of {str(path)!r} is not UTF-8", "rename the file")
        rdf = importing.format_of(path) is not None
        slug = f"graph/{importing.slug(path.name)}" if rdf else f"doc/{reader.slug(path.name)}"
        other = seen.setdefault(slug, path)
        if other != path:
            raise ReadError(f"{other} and {path} would both be {slug}", "rename one of them")


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
