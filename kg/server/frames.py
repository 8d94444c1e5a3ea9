"""Messages between the server and a worker: a kind, two lengths, a header (JSON) and a body.

A worker says ``READY`` when it can answer. A request is one ``WHOLE`` message: a task, and the body
of the client's request. So is a short answer, whose header tells ``status`` and ``media_type``, or
a problem. A longer one is ``BEGUN`` with the header, goes on with any number of ``MORE`` and comes
to its ``END``; ``FAILURE`` instead, with a problem, says that what was sent is not the whole.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

READY, WHOLE, BEGUN, MORE, END, FAILURE = b"R", b"W", b"B", b"M", b"E", b"F"
_HEAD = struct.Struct("!cII")
HEAD_SIZE = _HEAD.size
_PIECE = 64 * 1024
Message = tuple[bytes, bytes, bytes]  # kind, header, body
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Input(Protocol):
    """Where bytes come from: ``read`` waits for some, and gives none at the end."""

    def read(self, size: int, /) -> bytes | None:
        """Return at most ``size`` bytes."""


def pack(kind: bytes, header: bytes = b"", body: bytes | bytearray = b"") -> bytes:
    """Return a message as bytes.

    >>> Unpacker().feed(pack(BEGUN, b"{}") + pack(MORE, body=b"abc") + pack(END))
    [(b'B', b'{}', b''), (b'M', b'', b'abc'), (b'E', b'', b'')]
    """
    return b"%s%s%s" % (_HEAD.pack(kind, len(header), len(body)), header, body)


def pack_json(kind: bytes, header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return a message with a header that is not JSON yet."""
    return pack(kind, encode(header), body)


def encode(value: Mapping[str, Any]) -> bytes:
    """Return JSON as it stands in messages."""
    return _encode(value).encode()


class Unpacker:
    """Bytes as they come → messages, as soon as each is whole."""

    def __init__(self) -> None:
        self._buffer = bytearray()  # the beginning of a message

    def feed(self, data: bytes) -> list[Message]:
        """Take bytes and return the messages that they complete."""
        buffer = self._buffer
        if buffer:
            buffer += data
            with memoryview(buffer) as view:
                messages, start = _messages(view)
            del buffer[:start]
            return messages
        messages, start = _messages(data)
        if start < len(data):
            buffer += memoryview(data)[start:]
        return messages


def _messages(data: bytes | memoryview) -> tuple[list[Message], int]:
    """Return the whole messages that data begins with, and where the rest begins."""
    messages = []
    start, size = 0, len(data)
    while size - start >= HEAD_SIZE:
        kind, header, body = _HEAD.unpack_from(data, start)
        begin = start + HEAD_SIZE
        middle = begin + header
        end = middle + body
        if size < end:
            break
        messages.append((kind, bytes(data[begin:middle]), bytes(data[middle:end])))
        start = end
    return messages, start


def read(stream: Input) -> Iterator[list[Message]]:
    """Yield the messages that come together, until the stream ends; one cut short is none."""
    unpacker = Unpacker()
    while data := stream.read(_PIECE):
        if messages := unpacker.feed(data):
            yield messages
