"""Listens on a port until it is told to stop."""

import asyncio
import logging
import os
import resource
import signal
import socket
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from kg.errors import KgError
from kg.graph import generations
from kg.graph.store import agree, keeps_own_default, open_primary
from kg.server.access import Access, is_loopback
from kg.server.app import create_app
from kg.server.connections import Connection
from kg.server.limits import Limits
from kg.server.operation import Operation
from kg.server.pool import Pool
from kg.server.running import Running
from kg.server.sole import sole_writer
from kg.server.writer import Writer
from kg.settings import Settings

GRACE = 5  # seconds for answers that are under way
_LAST_WORDS = 0.5  # of them, for telling those that are not done
_OWN_FILES = 128  # descriptors for what is not a client
# Why an answer was broken off is logged where it happens; what is no request is counted.
_TOLD_ELSEWHERE = ("without completing response", "Invalid HTTP request received")
BACKLOG = 1024  # connections that the system takes for us while we are busy


class PortTaken(KgError):
    """The server cannot listen where it was told to."""


class Crowded(KgError):
    """More clients are allowed than the system has descriptors for."""


class Exposed(KgError):
    """Anybody could write."""


def serve(
    root: Path,
    settings: Settings,
    *,
    host: str,
    port: int,
    workers: int,
    limits: Limits,
    access: Access,
    own_default: bool | None,
    operation: Operation,
    ready: Callable[[str], None],
) -> None:
    """Serve the store until SIGTERM or Ctrl-C; ``ready`` is called with the address.

    ``own_default`` tells whether the default graph is one of its own or the union of the others;
    None: as the store has it. Raises StoreError where there is nothing to serve, StoreLocked where
    another server writes to it and this one is to, PortTaken, Crowded, and Exposed where anybody
    could write.
    """
    if access.writable and not access.token and not is_loopback(host):
        raise Exposed(f"whoever reaches {host} could write", "set KG_TOKEN, or listen on 127.0.0.1")
    own = _prepared(root, own_default, create=access.writable)
    _room_for(operation.connections)
    alone = sole_writer(root) if access.writable else nullcontext(lambda _: None)
    with alone as tell, _listen(host, port) as listener:
        address = f"http://{_shown(host)}:{listener.getsockname()[1]}/"
        tell(address)
        running = Running()
        app = create_app(
            Pool(root, limits, size=workers, running=running),
            settings,
            writer=Writer(root, limits, running=running) if access.writable else None,
            access=access,
            own_default=own,
            operation=operation,
        )
        _run(app, listener, operation, lambda: ready(address))


def _run(
    app: Starlette, listener: socket.socket, operation: Operation, ready: Callable[[], None]
) -> None:
    """Answer those who come to the listener, until a signal says to stop."""
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        backlog=BACKLOG,
        http=type(
            "Connection",
            (Connection,),
            {
                "most": operation.connections,
                "express": app.state.express,
                "refused": staticmethod(app.state.refused),
            },
        ),
        loop="uvloop",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        ws="none",
    )
    logging.getLogger("uvicorn.error").addFilter(
        lambda record: not any(words in record.getMessage() for words in _TOLD_ELSEWHERE)
    )
    server = _Server(config, app.state.break_off)
    # uvicorn shuts down on SIGTERM and then raises it again, for the handler that was there before;
    # one that comes before uvicorn listens to signals stops it as soon as it has begun.
    before = signal.signal(signal.SIGTERM, lambda *_: setattr(server, "should_exit", True))
    try:
        ready()
        server.run(sockets=[listener])
    finally:
        # Who tells it once more, while the process ends, does not make a failure of that.
        last = signal.SIG_IGN if before == signal.SIG_DFL else before
        signal.signal(signal.SIGTERM, last)


class _Server(uvicorn.Server):
    """Tells those whose answers are not done, before it cuts their connections."""

    def __init__(self, config: uvicorn.Config, break_off: Callable[[], None]) -> None:
        super().__init__(config)
        self._break_off = break_off

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self.should_exit:  # told to stop meanwhile
            await self.shutdown(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        late = asyncio.get_running_loop().call_later(GRACE - _LAST_WORDS, self._break_off)
        await super().shutdown(sockets)
        late.cancel()


def _prepared(root: Path, own: bool | None, *, create: bool) -> bool:
    """Make sure that there is something to serve; tell whether its default graph is its own."""
    kind = keeps_own_default(root) if own is None else own
    agree(root, own=kind)
    if create and generations.current(root) is None:
        with open_primary(root, own=kind) as primary:
            primary.publish()
    with generations.open_current(root):
        return kind  # better to fail here, with a message, than in every worker


def _room_for(connections: int) -> None:
    """Let the process have a descriptor for each client; Crowded where the system has too few."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _OWN_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        if hard != resource.RLIM_INFINITY and hard < wanted:
            remedy = f"allow --connections {max(hard - _OWN_FILES, 1)}, or raise ulimit -n"
            raise Crowded(f"{connections} clients need {wanted} open files: {hard} may be", remedy)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port, family)  # what binds tells no longer what was wrong
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (socket.gaierror, UnicodeError):  # the latter of what can be no name: a..b
        raise PortTaken(f"nothing is called {host}", "choose another --host") from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise PortTaken(
            f"cannot listen on {host} port {port}: {reason}", "choose another --port"
        ) from None


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
