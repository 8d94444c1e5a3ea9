"""One server at a time may write to a store: the second one is told who the first is.

Two would not harm the store, whose changes are made one after the other by whoever; but each would
be told too late what the other did, and a client would not know which of them to write to. The
system gives the lock back when its process ends, however it ends.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreLocked


@contextmanager
def sole_writer(root: Path) -> Iterator[Callable[[str], None]]:
    """Be the one server that writes to the store at ``root``; call what is given with the address.

    Raises StoreLocked where another server does already. Readers and loaders are not kept out.
    """
    descriptor = os.open(root / "writer", os.O_CREAT | os.O_RDWR, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = os.read(descriptor, 1000).decode(errors="replace").strip()
            raise StoreLocked(
                f"another server writes to {root}: {other or 'it is just starting'}",
                "write there, or serve without --writable",
            ) from None
        os.ftruncate(descriptor, 0)

        def tell(address: str) -> None:
            os.pwrite(descriptor, f"process {os.getpid()} at {address}\n".encode(), 0)

        yield tell
    finally:
        os.close(descriptor)
