"""Counts the rows in the bytes of an answer as they are written.

The engine writes an answer at one go, several times faster than it could be handed over row by
row; so the rows are counted where they can be seen, in the bytes. In each format only the
structure counts, never what looks like it within a string.
"""

from collections.abc import Callable


def rows_of(media_type: str) -> Callable[[bytes], int] | None:
    """Return what tells, of each piece of an answer, how many rows it adds.

    None where the rows are not counted in the bytes. A heading counts as a row.

    >>> count = rows_of("application/sparql-results+json")
    >>> count(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"value":"},{"}},')
    1
    >>> count(b'{}]}}')
    1
    """
    counter = _COUNTERS.get(media_type)
    return counter() if counter else None


def _json() -> Callable[[bytes], int]:
    """In JSON, an object that is an element of an array is a row."""
    kept, inside = b"", 0

    def count(data: bytes) -> int:
        nonlocal kept, inside
        data = kept + data
        kept = _unfinished(data)
        data = data[: len(data) - len(kept)]
        parts = data.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
        outside = parts[inside::2]
        inside ^= (len(parts) - 1) & 1
        return sum(part.count(b",{") + part.count(b"[{") for part in outside)

    return count


def _unfinished(data: bytes) -> bytes:
    """Return the end of a piece of JSON that means something only with what follows."""
    if data.endswith((b",", b"[")):
        return data[-1:]
    return b"\\" if (len(data) - len(data.rstrip(b"\\"))) % 2 else b""


def _xml() -> Callable[[bytes], int]:
    """In XML, a ``<`` of the text is written otherwise."""
    mark = b"<result>"
    kept = b""

    def count(data: bytes) -> int:
        nonlocal kept
        data = kept + data
        kept = data[-len(mark) + 1 :]
        return data.count(mark)

    return count


def _csv() -> Callable[[bytes], int]:
    """In CSV, a line may end within quotes; a quote within them is doubled."""
    inside = 0

    def count(data: bytes) -> int:
        nonlocal inside
        parts = data.split(b'"')
        outside = parts[inside::2]
        inside ^= (len(parts) - 1) & 1
        return sum(part.count(b"\n") for part in outside)

    return count


def _tsv() -> Callable[[bytes], int]:
    """In TSV, a line end of the text is written otherwise."""
    return lambda data: data.count(b"\n")


_COUNTERS: dict[str, Callable[[], Callable[[bytes], int]]] = {
    "application/sparql-results+json": _json,
    "application/sparql-results+xml": _xml,
    "text/csv": _csv,
    "text/tab-separated-values": _tsv,
}
HEADED = frozenset({"text/csv", "text/tab-separated-values"})
