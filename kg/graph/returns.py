r"""XML that keeps carriage returns.

The engine writes them into XML as they are, and each reader of XML makes line feeds of them; as a
reference they stay what they are. In markup, as the engine writes it, there are none.
"""

from typing import Protocol


class Output(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""


def referenced(data: bytes | bytearray) -> bytes | bytearray:
    r"""Return a piece of XML with references for its carriage returns.

    >>> referenced(b"<a>1\r\n2</a>")
    b'<a>1&#13;\n2</a>'
    """
    return data.replace(b"\r", b"&#13;")


class Referencing:
    """A file for XML; what is written to it goes, with references, to another one."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, data: bytes) -> int:
        """Take a piece of XML."""
        self._output.write(bytes(referenced(data)))
        return len(data)

    def flush(self) -> None:
        """Do nothing: the other file is flushed by who opened it."""
