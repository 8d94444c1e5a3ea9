"""Messages between the server and a worker: a kind, a length, and so many bytes.

A worker answers with one ``HEADER`` (JSON: ``status``, ``media_type``, or a problem), any number
of ``DATA``, and ``END``; ``FAILURE`` after the header says that what was sent is not the whole.
"""

import json
import struct
from collections.abc import Mapping
from io import RawIOBase
from typing import Any

HEADER, DATA, END, FAILURE = b"H", b"D", b"E", b"F"
_HEAD = struct.Struct("!cI")
HEAD_SIZE = _HEAD.size


def pack(kind: bytes, body: bytes = b"") -> bytes:
    """Return a message as bytes.

    >>> unpack_head(pack(DATA, b"abc")[:HEAD_SIZE])
    (b'D', 3)
    """
    return _HEAD.pack(kind, len(body)) + body


def unpack_head(head: bytes) -> tuple[bytes, int]:
    """Return the kind and the length of the body that follows."""
    kind, length = _HEAD.unpack(head)
    return kind, length


def pack_json(kind: bytes, value: Mapping[str, Any]) -> bytes:
    """Return a message whose body is JSON."""
    return pack(kind, json.dumps(value, ensure_ascii=False).encode())


def read(stream: RawIOBase) -> tuple[bytes, bytes] | None:
    """Read one message, waiting for it; None at the end of the stream."""
    head = _exactly(stream, HEAD_SIZE)
    if head is None:
        return None
    kind, length = unpack_head(head)
    body = _exactly(stream, length)
    return None if body is None else (kind, body)


def _exactly(stream: RawIOBase, size: int) -> bytes | None:
    """Read ``size`` bytes; None where the stream ends before."""
    parts = bytearray()
    while len(parts) < size:
        part = stream.read(size - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
