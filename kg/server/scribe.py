"""The process that writes: one change at a time, shown to readers before it is answered.

It holds the primary only while there is something to write, so that documents can be loaded beside
a server. A change that fails, or that this process does not survive, leaves nothing behind (see
:mod:`kg.graph.attempts`). It is started as ``python -m kg.server.scribe STORE LIMITS`` (JSON).
"""

import json
import select
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import KgError
from kg.graph import generations
from kg.graph.attempts import attempt
from kg.graph.refusals import refused
from kg.graph.store import Primary, keeps_own_default, open_primary
from kg.server import frames
from kg.server.confinement import without_network
from kg.server.limits import Limits
from kg.server.problems import problem
from kg.server.updates import UPDATES
from kg.server.worker import run

# Changes that follow each other as closely as this are written without opening the store anew.
_REST = 0.02


class Scribe:
    """Writes into a store."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._primary: Primary | None = None

    def answer(self, task: Mapping[str, Any], body: bytes, output: BinaryIO) -> None:
        """Make one change and answer on ``output``."""
        try:
            members = self._change(task, body)
        except (KgError, OSError) as error:
            # No name for it: its traceback holds the store, which must be given up now.
            members = problem(error if isinstance(error, KgError) else refused(self._root, error))
            self.close()  # whoever opens the store next undoes what was done
        output.write(frames.pack_json(frames.WHOLE, members))
        output.flush()  # who asked does not wait for what comes now, nor is told that it failed
        with suppress(OSError, KgError):
            generations.prune(self._root)
        if not select.select([0], [], [], _REST)[0]:
            self.close()

    def close(self) -> None:
        """Let others write."""
        if self._primary:
            self._primary.close()
            self._primary = None

    def _change(self, task: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        if self._primary is None:
            self._primary = open_primary(self._root, own=keeps_own_default(self._root))
        primary = self._primary
        if not primary.published:
            primary.publish()  # what a loader left that died: no part of this attempt
        with attempt(self._root):
            result = UPDATES[task["task"]](primary, task, body)
            now = primary.publish(keep=None)
        return {"status": 204, **result, "generation": now.number, "tag": now.tag}


def main(arguments: list[str]) -> None:
    """Make the changes that the server asks for."""
    root, limits = Path(arguments[0]), Limits(**json.loads(arguments[1]))
    if not limits.network:
        without_network()
    run(Scribe(root).answer, limits.memory)


if __name__ == "__main__":
    main(sys.argv[1:])
