"""Heads of requests: a client sends the same headers each time, which need be parsed only once."""

import re

_MOST = 256
_LONGEST = 4096  # bytes
_FIRST = re.compile(rb"GET (/[!-~]*) HTTP/1\.1")
_END = b"\r\n\r\n"

Headers = tuple[tuple[bytes, bytes], ...]


class Heads:
    r"""Reads the head of a GET request whose headers were seen before, byte for byte.

    >>> heads = Heads()
    >>> heads.learn(b"GET /a HTTP/1.1\r\nHost: b\r\n\r\n", ((b"host", b"b"),))
    >>> heads.read(b"GET /c?d HTTP/1.1\r\nHost: b\r\n\r\n")
    (b'/c?d', ((b'host', b'b'),))
    >>> heads.read(b"GET /c?d HTTP/1.1\r\nHost: e\r\n\r\n") is None
    True
    """

    def __init__(self) -> None:
        self._known: dict[bytes, Headers] = {}

    def learn(self, data: bytes, headers: Headers) -> None:
        """Remember the headers that the parser found in data, if that is just one head."""
        first, _, rest = data.partition(b"\r\n")
        if len(rest) > _LONGEST or not _FIRST.fullmatch(first) or _headers(rest) != headers:
            return
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[rest] = headers

    def read(self, data: bytes) -> tuple[bytes, Headers] | None:
        """Return address and headers of a request; None where the parser must read it."""
        first, _, rest = data.partition(b"\r\n")
        headers = self._known.get(rest)
        if headers is None or not (match := _FIRST.fullmatch(first)):
            return None
        return match[1], headers


def _headers(text: bytes) -> Headers | None:
    """Return headers as they stand, one in a line; None where something else stands there."""
    lines, end, more = text.partition(_END)
    if not end or more:
        return None
    parts = [line.partition(b":") for line in lines.split(b"\r\n")]
    return tuple((name.lower(), value.strip(b" \t")) for name, _, value in parts)
