"""What the writing process does for a task: a store and a change → what to tell the client.

Each function takes the primary, the task (JSON that the server sent) and the body of the request;
it makes the change in one transaction of the engine, so that it happens whole or not at all, and
returns ``status`` and, for a new graph, ``location``. Publishing what was written is the business
of the caller. The default graph is left as the store wants it: the union of the others, or its own.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kg.graph.store import Primary

Task = Mapping[str, Any]
Result = dict[str, Any]


def update(primary: Primary, task: Task, body: bytes) -> Result:
    """Carry out the SPARQL update ``update``."""
    raise NotImplementedError


def put(primary: Primary, task: Task, body: bytes) -> Result:
    """Make ``body`` the content of the graph ``name`` (None: the default graph)."""
    raise NotImplementedError


def post(primary: Primary, task: Task, body: bytes) -> Result:
    """Add ``body`` to the graph ``name``."""
    raise NotImplementedError


def create(primary: Primary, task: Task, body: bytes) -> Result:
    """Make a new graph of ``body`` and tell its name."""
    raise NotImplementedError


def delete(primary: Primary, task: Task, body: bytes) -> Result:
    """Remove the graph ``name``; NotFound where there is none."""
    raise NotImplementedError


UPDATES: Mapping[str, Callable[[Primary, Task, bytes], Result]] = {
    "update": update,
    "put": put,
    "post": post,
    "create": create,
    "delete": delete,
}
