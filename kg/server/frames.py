"""Messages between the server and a worker: a kind, a length, and so many bytes.

A worker says ``READY`` when it can answer. A request is a ``HEADER`` (JSON), with the body of the
client's request as ``DATA`` before it where there is one. The answer is one ``HEADER`` (``status``,
``media_type``, or a problem), any number of ``DATA``, and ``END``; ``FAILURE`` after the header
says that what was sent is not the whole.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

READY, HEADER, DATA, END, FAILURE = b"R", b"H", b"D", b"E", b"F"
_HEAD = struct.Struct("!cI")
HEAD_SIZE = _HEAD.size
_PIECE = 64 * 1024
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Input(Protocol):
    """Where bytes come from: ``read`` waits for some, and gives none at the end."""

    def read(self, size: int, /) -> bytes | None:
        """Return at most ``size`` bytes."""


def pack(kind: bytes, body: bytes | bytearray = b"") -> bytes:
    """Return a message as bytes.

    >>> Unpacker().feed(pack(DATA, b"abc") + pack(END))
    [(b'D', b'abc'), (b'E', b'')]
    """
    return _HEAD.pack(kind, len(body)) + body


def pack_json(kind: bytes, value: Mapping[str, Any]) -> bytes:
    """Return a message whose body is JSON."""
    return pack(kind, encode(value))


def encode(value: Mapping[str, Any]) -> bytes:
    """Return JSON as it stands in messages."""
    return _encode(value).encode()


def pack_request(task: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return the messages that make one request."""
    header = pack_json(HEADER, task)
    return pack(DATA, body) + header if body else header


class Unpacker:
    """Bytes as they come → messages, as soon as each is whole."""

    def __init__(self) -> None:
        self._buffer = bytearray()  # the beginning of a message

    def feed(self, data: bytes) -> list[tuple[bytes, bytes]]:
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


def _messages(data: bytes | memoryview) -> tuple[list[tuple[bytes, bytes]], int]:
    """Return the whole messages that data begins with, and where the rest begins."""
    messages = []
    start, size = 0, len(data)
    while size - start >= HEAD_SIZE:
        kind, length = _HEAD.unpack_from(data, start)
        begin = start + HEAD_SIZE
        end = begin + length
        if size < end:
            break
        messages.append((kind, bytes(data[begin:end])))
        start = end
    return messages, start


def read(stream: Input) -> Iterator[list[tuple[bytes, bytes]]]:
    """Yield the messages that come together, until the stream ends; one cut short is none."""
    unpacker = Unpacker()
    while data := stream.read(_PIECE):
        if messages := unpacker.feed(data):
            yield messages
