"""``kg ps`` and ``kg kill``: a server's queries, listed and ended from the machine it runs on.

Each server listens on a Unix socket in the store, ``servers/<process>``, that only its own user
may open: the file system decides who is an operator, no secret is needed, and nothing of it can be
reached over the network. A request and its answer are a line of JSON each.
"""

import asyncio
import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.server.running import Running

_PATIENCE = 5.0


class NoServer(KgError):
    """No server runs that could be asked."""


class Control:
    """The server's side."""

    def __init__(self, root: Path, running: Running) -> None:
        self._path = _folder(root) / str(os.getpid())
        self._running = running
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen; a store that cannot be written to has no control, which harms nobody else."""
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            self._path.unlink(missing_ok=True)
            with _reachable(self._path) as address:
                listener = socket.socket(socket.AF_UNIX)
                listener.bind(address)
                self._path.chmod(0o600)
            self._server = await asyncio.start_unix_server(self._serve, sock=listener)

    async def stop(self) -> None:
        """Listen no more."""
        if self._server:
            self._server.close()
            with suppress(OSError):
                self._path.unlink()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, ValueError, TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                asked = json.loads(await reader.readline())
                writer.write(json.dumps(self._answer(asked)).encode() + b"\n")
                await writer.drain()
        writer.close()

    def _answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        if "kill" in asked:
            return {"killed": self._running.kill(asked["kill"])}
        return {"jobs": [job.shown() for job in self._running.jobs()]}


def listing(root: Path) -> dict[int, list[dict[str, Any]]]:
    """Return, for each server of the store, the queries and updates that it works on."""
    return {pid: answer["jobs"] for pid, answer in _ask_all(root, {}).items()}


def kill(root: Path, number: int, server: int | None = None) -> int:
    """End a query, and return the process of the server that it ran on.

    Raises NoServer where none has it; ``server`` chooses among several that may.
    """
    having = [pid for pid, jobs in listing(root).items() if number in {j["number"] for j in jobs}]
    chosen = [pid for pid in having if server in (None, pid)]
    if len(chosen) > 1:
        names = ", ".join(map(str, chosen))
        raise NoServer(f"servers {names} each have a query {number}", "choose one with --server")
    for pid in chosen:
        if _ask(_folder(root) / str(pid), {"kill": number}).get("killed"):
            return pid
    raise NoServer(f"no query {number} is running", "list those that are with kg ps")


def _ask_all(root: Path, asked: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    folder = _folder(root)
    answers: dict[int, dict[str, Any]] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if not os.access(path, os.R_OK | os.W_OK):
            raise NoServer(f"the server {path.name} belongs to another user", "ask as that user")
        try:
            answers[int(path.name)] = _ask(path, asked)
        except ConnectionRefusedError:
            with suppress(OSError):
                path.unlink()  # its server died without a word
        except (OSError, ValueError):
            raise NoServer(f"the server {path.name} does not answer", "ask again later") from None
    if not answers:
        raise NoServer(f"no server serves {root}", "start one with kg serve")
    return answers


def _ask(path: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    with socket.socket(socket.AF_UNIX) as connection, _reachable(path) as address:
        connection.settimeout(_PATIENCE)
        connection.connect(address)
        connection.sendall(json.dumps(asked).encode() + b"\n")
        with connection.makefile("rb") as stream:
            answer: dict[str, Any] = json.loads(stream.readline())
            return answer


@contextmanager
def _reachable(path: Path) -> Iterator[str]:
    """Give an address of the socket short enough for the system, whatever the store's path."""
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        short = Path(f"/proc/self/fd/{descriptor}")
        yield str(short / path.name if short.exists() else path)
    finally:
        os.close(descriptor)


def _folder(root: Path) -> Path:
    return root / "servers"
