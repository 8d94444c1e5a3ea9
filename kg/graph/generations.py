"""Generations: what readers see of a store.

A store is a directory:

    primary/            read-write, one loader at a time
    generations/<n>/    a frozen copy (hard links), never written again
    current             one line: the number of the generation that answers
    unpublished         present while ``primary/`` holds what no generation has yet

``current`` is a plain file, not a symbolic link, since archives, container volumes and network
shares carry plain files everywhere; ``os.replace`` makes the switch atomic. A copy is made under
a name that nobody reads and renamed when it is whole, so a process killed at any moment leaves
the previous generation answering.

A reader holds a shared ``flock`` on the directory of its generation, and a generation is pruned
only under the exclusive one: RocksDB opens its files when it needs them, so an unlinked generation
could fail a query that is running.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreError

KEPT = 2


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of a store."""

    number: int
    path: Path

    @property
    def tag(self) -> str:
        """What tells it from every other, also from one with its number in another store."""
        return f"{self.number}-{self.path.stat().st_mtime_ns:x}"


class Snapshot:
    """A generation opened for reading; closing it lets the generation be pruned.

    ``store`` is read-only. A query result that is still being read keeps the data alive by
    itself, but must not outlive the snapshot.
    """

    def __init__(self, generation: Generation, store: Store, lock: int) -> None:
        self.generation = generation
        self.store = store
        self._lock = lock

    def close(self) -> None:
        """Give up the generation; closing twice does nothing."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def current(root: Path) -> Generation | None:
    """Return the generation that answers now; None where nothing was published yet.

    Raises StoreError when the directory is unreadable or is not a store.
    """
    try:
        number = int((root / "current").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise StoreError(f"{root} is a file", "give the directory of a store") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{root} is not a readable store: {error}", "run kg load again") from error
    return Generation(number, _path(root, number))


def stamp(root: Path) -> tuple[int, int]:
    """Return what differs whenever the current generation does, without reading anything.

    Every switch makes the file ``current`` anew.
    """
    try:
        status = os.stat(f"{root}/current")  # noqa: PTH116 (asked for each request)
    except OSError:
        return (0, 0)
    return (status.st_ino, status.st_mtime_ns)


def recorded_base(root: Path) -> str | None:
    """Return the IRI that the data of a store is published under; None where nothing is loaded."""
    try:
        return (root / "base").read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise StoreError(f"{root} is not a readable store: {error}", "run kg load again") from error


def open_current(root: Path) -> Snapshot:
    """Open the current generation for reading (about 10 ms); loaders do not disturb it.

    Raises StoreError when there is none.
    """
    while (generation := current(root)) is not None:
        lock = _hold(generation.path)
        if lock is None:
            if current(root) != generation:
                continue  # switched and pruned between the two lines: take the new one
            break
        try:
            return Snapshot(generation, Store.read_only(str(generation.path)), lock)
        except (OSError, RuntimeError) as error:  # RuntimeError is how Oxigraph says "corrupt"
            os.close(lock)
            raise StoreError(f"{generation.path} is damaged: {error}", "load again") from error
    raise StoreError(f"there is nothing to read in {root}", "load documents with kg load first")


def publish(root: Path, primary: Store, keep: int | None = KEPT) -> Generation:
    """Freeze the state of ``primary`` as a new generation and make it the current one.

    The newest ``keep`` generations stay for going back; older ones are pruned unless somebody
    reads them (None: all stay for now). Raises OSError when the disk says no; the previous
    generation answers then.
    """
    number = max((g.number for g in published(root)), default=0) + 1
    generation = Generation(number, _path(root, number))
    partial = generation.path.with_name(f"{number}.partial")
    generation.path.parent.mkdir(exist_ok=True)
    shutil.rmtree(partial, ignore_errors=True)
    primary.flush()
    primary.backup(str(partial))
    partial.rename(generation.path)
    switch(root, generation)
    if keep is not None:
        prune(root, keep)
    return generation


def switch(root: Path, generation: Generation) -> None:
    """Make a published generation the current one, in one atomic step: forth or back."""
    new = root / "current.new"
    with new.open("w", encoding="ascii") as file:
        file.write(f"{generation.number}\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(root / "current")
    with _directory(root) as descriptor:
        os.fsync(descriptor)


def published(root: Path) -> list[Generation]:
    """Return the whole generations on disk, oldest first."""
    folder = root / "generations"
    numbers = [int(p.name) for p in folder.iterdir() if p.name.isdigit()] if folder.is_dir() else []
    return [Generation(number, _path(root, number)) for number in sorted(numbers)]


def prune(root: Path, keep: int = KEPT) -> list[Generation]:
    """Delete old generations that nobody reads, and return them.

    The newest ``keep`` stay, and the current one always.
    """
    now = current(root)
    old = [generation for generation in published(root)[:-keep] if generation != now]
    return [generation for generation in old if _delete(generation.path)]


def sweep(root: Path) -> None:
    """Remove what a killed publisher left behind. Only for the one who holds the primary."""
    for leftover in [*root.glob("generations/*.partial"), *root.glob("generations/*.old")]:
        shutil.rmtree(leftover, ignore_errors=True)


def _path(root: Path, number: int) -> Path:
    return root / "generations" / str(number)


def _hold(path: Path) -> int | None:
    """Take the shared lock on a generation; None if it is gone."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return None
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    with suppress(FileNotFoundError):
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    os.close(descriptor)
    return None


def _delete(path: Path) -> bool:
    with _directory(path) as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        # Renamed first: a reader that comes now finds no generation rather than half of one.
        old = path.rename(path.with_name(f"{path.name}.old"))
        shutil.rmtree(old, ignore_errors=True)
        return True


@contextmanager
def _directory(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
