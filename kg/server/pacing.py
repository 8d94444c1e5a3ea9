"""Connections that take no more of what a client sends than is under way for it.

A request that waits for the answer of another costs a hundred times its bytes. So while one waits,
what comes is held as it is, and no more is read; and it is parsed in pieces that hold few requests.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.flow_control import FlowControl

from kg.server.plain import PlainConnection

PIECE = 16 * 1024  # bytes that the parser gets at once


class Flow(FlowControl):
    """Reads while neither uvicorn nor what is held bids it to wait."""

    def __init__(self, transport: asyncio.Transport) -> None:
        super().__init__(transport)
        self._held = False

    @property
    def waiting(self) -> bool:
        """Whether the client waits for us to read, for whatever reason."""
        return self.read_paused or self._held

    def hold(self, held: bool) -> None:
        """Take note whether something is held."""
        before, self._held = self.waiting, held
        self._follow(before)

    def pause_reading(self) -> None:
        """Wait, as uvicorn bids."""
        before, self.read_paused = self.waiting, True
        self._follow(before)

    def resume_reading(self) -> None:
        """Go on, unless something is held."""
        before, self.read_paused = self.waiting, False
        self._follow(before)

    def _follow(self, before: bool) -> None:
        if self.waiting and not before:
            self._transport.pause_reading()
        elif before and not self.waiting:
            self._transport.resume_reading()


class PacedConnection(PlainConnection):
    """One connection; ``take`` gets what it receives, when it is its turn."""

    flow: Flow

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (uvicorn's own)
        super().__init__(*args, **kwargs)
        self._held = bytearray()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to read."""
        super().connection_made(transport)
        self.flow = Flow(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what is held."""
        self._held.clear()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take data, or hold it until what came before is answered."""
        if self._held or self.pipeline or len(data) > PIECE:
            self._held += data
            self._feed()
        else:
            self.take(data)

    def take(self, data: bytes) -> None:
        """Give data to the parser."""
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Go on to what is held, once nothing waits any more."""
        super().on_response_complete()
        self.go_on()

    def go_on(self) -> None:
        """Take what is held, soon: the parser may be at work."""
        if self._held and not self.pipeline:
            self.loop.call_soon(self._feed)

    def _feed(self) -> None:
        while self._held and not self.pipeline and not self.transport.is_closing():
            piece = bytes(self._held[:PIECE])
            del self._held[:PIECE]
            self.take(piece)
        if self.transport.is_closing():
            self._held.clear()
        else:
            self.flow.hold(bool(self._held))
