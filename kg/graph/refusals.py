"""What is said when the disk refuses to write a store."""

import errno
from pathlib import Path

from kg.errors import StoreError, StoreFull

_FULL = (errno.ENOSPC, errno.EDQUOT)
_SAID = ("No space left on device", "Disk quota exceeded")  # by the engine, without a number


def is_full(error: BaseException) -> bool:
    """Tell whether an error of the system or the engine says that there is no room on the disk.

    >>> is_full(OSError("IO error: No space left on device: While appending to file"))
    True
    """
    if not isinstance(error, OSError | RuntimeError):
        return False
    numbered = isinstance(error, OSError) and error.errno in _FULL
    return numbered or any(words in str(error) for words in _SAID)


def refused(root: Path, error: Exception) -> StoreError:
    """Return the error that tells why the store in ``root`` was not written.

    >>> refused(Path("store"), OSError(28, "No space left on device")).status
    507
    """
    reason = (isinstance(error, OSError) and error.strerror) or str(error)
    said = f"cannot write the store {root}: {reason}"
    if is_full(error):
        return StoreFull(said, "free disk space")
    return StoreError(said, "free disk space, check rights")
