"""Writing a file that appears whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import KgError


@contextmanager
def written(target: Path | IO[bytes]) -> Iterator[IO[bytes]]:
    """Give a file to write to; it takes the name ``target`` when all is written.

    An open file is given back as it is. Raises KgError when the disk refuses.
    """
    if not isinstance(target, Path):
        yield target
        return
    partial = target.with_name(f".{target.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    except OSError as error:
        raise KgError(f"cannot write {target}: {error.strerror}", "choose another file") from error
    finally:
        partial.unlink(missing_ok=True)
