"""Attempts: changes of a store that happen whole, are shown at once, or never were.

Whoever writes over the network is told that a change failed only if nothing of it stays. A process
may be killed between the commit of a change and its publication, so an attempt leaves the file
``attempt`` in the store while it lasts. Whoever opens the primary next and finds it there brings
the primary back to the current generation first; like a generation, that is a matter of links.
"""

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreLocked
from kg.graph import generations

PATIENCE = 2.0  # seconds to wait for another writer to end
_PAUSE = 0.02


@contextmanager
def attempt(root: Path) -> Iterator[None]:
    """Let the primary, of which everything is published, be changed and published, or not at all.

    The one who fails must close the primary; opening it again undoes what was done.
    """
    marker = _marker(root)
    descriptor = os.open(marker, os.O_CREAT | os.O_WRONLY, 0o644)
    os.fsync(descriptor)
    os.close(descriptor)
    yield
    marker.unlink()


@contextmanager
def or_nothing(root: Path) -> Iterator[None]:
    """Let the primary be changed; what fails is undone by who opens it next.

    Where the process is killed, what it has committed stays, and is published next time.
    """
    try:
        yield
    except Exception:
        with suppress(OSError):  # the disk may be full: what went wrong is told all the same
            if (root / "unpublished").exists():
                _marker(root).touch()
        raise


def is_open(root: Path) -> bool:
    """Tell whether an attempt is under way, or was when its process ended."""
    return _marker(root).exists()


def open_store(root: Path, patience: float = PATIENCE) -> Store:
    """Open the primary for writing; undo an attempt that did not succeed.

    Waits ``patience`` seconds for another who holds it, then raises StoreLocked. Raises OSError
    and RuntimeError as the engine does.
    """
    until = time.monotonic() + patience
    while True:
        try:
            return _opened(root)
        except OSError as error:
            if "lock" not in str(error).lower():
                raise
            if time.monotonic() > until:
                raise _locked(root) from error
        time.sleep(_PAUSE)


def _opened(root: Path) -> Store:
    path = root / "primary"
    with _turn(root):
        store = Store(str(path))
        if is_open(root):
            del store  # held until here, so that nobody else has it
            _undo(root, path)
            store = Store(str(path))
        with suppress(OSError):
            (root / "holder").write_text(f"{os.getpid()} {_program()}", encoding="utf-8")
        return store


def _undo(root: Path, path: Path) -> None:
    """Make the primary what the current generation is; empty where there is none."""
    now = generations.current(root)
    fresh, old = root / "primary.new", root / "primary.old"
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir()
    for file in now.path.iterdir() if now else ():
        # Tables are never written again; of the rest the primary needs files of its own.
        copy = os.link if file.suffix == ".sst" else shutil.copyfile
        copy(file, fresh / file.name)
    path.rename(old)
    fresh.rename(path)
    shutil.rmtree(old, ignore_errors=True)
    (root / "unpublished").unlink(missing_ok=True)
    _marker(root).unlink()


def _marker(root: Path) -> Path:
    return root / "attempt"


@contextmanager
def _turn(root: Path) -> Iterator[None]:
    """Let one process at a time open the primary: opening may mean to replace it."""
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _locked(root: Path) -> StoreLocked:
    holder = ""
    with suppress(OSError, ValueError):
        holder = f": process {(root / 'holder').read_text(encoding='utf-8')}"
    return StoreLocked(f"another loader holds {root}{holder}", "wait until it has ended")


def _program() -> str:
    """Return what this process is, as a person would call it: ``kg load``."""
    words = [Path(sys.argv[0]).name, *sys.argv[1:2]]
    return " ".join(words).replace("__main__.py", "kg")
