"""What becomes of updates when the process that makes them ends, or the server or client does."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode
from starlette.types import Receive, Scope, Send

from kg.graph import generations
from kg.server.child import Child
from kg.server.limits import Limits, Stopping, TooLong
from kg.server.observation import Observation
from kg.server.pool import WorkerEnded
from kg.server.writer import Writer
from tests.serving import PATIENCE, Server, started, until, written
from tests.test_attempts import endless, insert, root, shown, task

pytestmark = pytest.mark.slow
__all__ = ["root"]  # a fixture


def with_writer(root: Path, act: Callable[[Writer], Awaitable[None]], **limits: Any) -> None:  # noqa: ANN401
    async def running() -> None:
        writer = Writer(root, Limits(**limits))
        try:
            async with asyncio.timeout(PATIENCE):
                await act(writer)
        finally:
            await writer.stop()

    asyncio.run(running())


def processes() -> set[int]:
    return set(
        map(int, Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())
    )


async def at_work(writer: Writer) -> int:
    """Wait until an update is being made; return the process that makes it."""
    while not writer.running.jobs():
        await asyncio.sleep(0.01)
    return writer.running.jobs()[0].child.pid


def test_one_that_ended_while_it_had_nothing_to_do_is_replaced(root: Path) -> None:
    async def act(writer: Writer) -> None:
        before = processes()
        await writer.start()
        (process,) = processes() - before
        os.kill(process, signal.SIGKILL)
        while process in processes():
            await asyncio.sleep(0.01)
        assert (await writer.write(task(insert("after"))))["status"] == 204

    with_writer(root, act)
    assert shown(root) == {"before", "after"}


def test_one_that_is_killed_at_work_leaves_nothing_and_the_next_is_made(root: Path) -> None:
    slow = endless(root)

    async def act(writer: Writer) -> None:
        writing = asyncio.create_task(writer.write(task(slow)))
        os.kill(await at_work(writer), signal.SIGKILL)
        with pytest.raises(WorkerEnded):
            await writing
        assert (await writer.write(task(insert("after"))))["status"] == 204

    with_writer(root, act)
    assert shown(root) == {"before", "after"}


def test_what_its_client_no_longer_waits_for_is_not_made(root: Path) -> None:
    slow = endless(root)

    async def act(writer: Writer) -> None:
        writing = asyncio.create_task(writer.write(task(slow)))
        await at_work(writer)
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
        assert (await writer.write(task(insert("after"))))["status"] == 204

    with_writer(root, act)
    assert shown(root) == {"before", "after"}


def test_a_stop_tells_who_is_at_work_and_who_waits(root: Path) -> None:
    slow = endless(root)

    async def act(writer: Writer) -> None:
        texts = (slow, insert("waiting"))
        writing = [asyncio.create_task(writer.write(task(text))) for text in texts]
        await at_work(writer)
        writer.break_off()
        told = await asyncio.gather(*writing, return_exceptions=True)
        assert [type(each) for each in told] == [Stopping, Stopping]

    with_writer(root, act)
    assert shown(root) == {"before"}


def test_one_that_cannot_start_is_told_to_who_writes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act(writer: Writer) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "executable", "/bin/false")
            with pytest.raises(WorkerEnded, match="cannot start"):
                await writer.write(task(insert("lost")))
        assert (await writer.write(task(insert("after"))))["status"] == 204

    with_writer(root, act)
    assert shown(root) == {"before", "after"}


FORM = "application/x-www-form-urlencoded"
UPDATE = "application/sparql-update"


@pytest.mark.parametrize(
    ("target", "kind", "body"),
    [
        ("POST /sparql", FORM, urlencode({"update": insert("cut")}) + "%20%3B"),
        ("POST /sparql", UPDATE, insert("cut") + " ;"),
        ("PUT /data?default", "text/turtle", "<urn:a> <urn:b> 1 . "),
    ],
    ids=["form", "update", "graph"],
)
def test_what_its_client_did_not_send_to_its_end_is_not_made(
    root: Path, target: str, kind: str, body: str
) -> None:
    server = started(root, "--writable", "--workers", "1", "--access-log", "hashed")
    log = ""
    try:
        where = target.split()[1].partition("?")[0]
        asked = rf'kg_requests_total\{{.*path="{where}".*\}}'
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as client:
            head = f"{target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n"
            size = len(body) + 9  # more than is sent
            client.sendall(f"{head}Content-Length: {size}\r\n\r\n{body}".encode())
            until(lambda: server.metric("kg_requests_under_way") == 2)  # and this
        until(lambda: server.metric(asked) == 1)
    finally:
        log = written(server)
    assert shown(root) == {"before"}
    assert "Traceback" not in log
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert [line["status"] for line in lines if line["path"] == where] == [499]


FULL = """
import os
from pathlib import Path
from kg.graph import attempts, generations

where = os.environ["KG_TEST_FULL"]
full = lambda place: Path(where, place).exists()
publish, opened = generations.publish, attempts.open_store


class Full:
    def __init__(self, store):
        self.store = store

    def __getattr__(self, name):
        return getattr(self.store, name)

    def update(self, *arguments, **options):
        if full("update"):
            raise OSError(28, "No space left on device", where)
        self.store.update(*arguments, **options)


def publishing(*arguments, **options):
    if full("publish"):
        raise OSError(28, "No space left on device", where)
    return publish(*arguments, **options)


attempts.open_store = lambda *arguments: Full(opened(*arguments))
generations.publish = publishing
"""


@pytest.mark.parametrize("place", ["update", "publish"])
def test_a_full_disk_is_told_and_leaves_nothing(root: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(FULL, encoding="utf-8")
    paths = f"{tmp_path}{os.pathsep}{Path(__file__).parent.parent}"
    variables = {"PYTHONPATH": paths, "KG_TEST_FULL": str(tmp_path)}
    server = started(root, "--writable", "--workers", "1", variables=variables)
    log = ""
    try:
        (tmp_path / place).touch()
        reply = server.ask("/sparql", "POST", insert("lost"), Content_Type=UPDATE)
        assert (reply.status, reply.media_type) == (507, "application/problem+json")
        told = json.loads(reply.body)
        assert (told["kind"], told["detail"]) == ("store-full", "the disk is full")
        assert str(tmp_path) not in reply.body
        (tmp_path / place).unlink()
        reply = server.ask("/sparql", "POST", insert("after"), Content_Type=UPDATE)
        assert (reply.status, reply.body) == (204, "")
    finally:
        log = written(server)
    assert "No space left on device" in log
    assert "Traceback" not in log
    assert shown(root) == {"before", "after"}


SLOWLY = """
import time
from kg.graph import generations

prune = generations.prune


def slowly(*arguments):
    time.sleep(4)
    return prune(*arguments)


generations.prune = slowly
"""


def test_one_that_is_shown_already_is_not_told_to_have_failed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it takes to remove what is shown no longer."""
    (tmp_path / "sitecustomize.py").write_text(SLOWLY, encoding="utf-8")
    paths = f"{tmp_path}{os.pathsep}{Path(__file__).parent.parent}"

    async def act(writer: Writer) -> None:
        with monkeypatch.context() as patched:
            patched.setenv("PYTHONPATH", paths)
            await writer.start()
        assert (await writer.write(task(insert("after"))))["status"] == 204
        # What the process does now is killed with it, and done by the next.
        with pytest.raises(TooLong):
            await writer.write(task(insert("late")))
        for number in range(3):
            assert (await writer.write(task(insert(str(number)))))["status"] == 204

    with_writer(root, act, timeout=3.0)
    assert shown(root) == {"before", "after", "0", "1", "2"}
    assert len(generations.published(root)) == generations.KEPT


def test_one_whose_start_is_given_up_answers_nobody_else(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act(writer: Writer) -> None:
        starting = asyncio.Event()
        ready = Child.ready

        async def told(child: Child) -> bool:
            starting.set()
            return await ready(child)

        before = processes()
        with monkeypatch.context() as patched:
            patched.setattr(Child, "ready", told)
            writing = asyncio.create_task(writer.write(task(insert("given up"))))
            await starting.wait()
            writing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await writing
        assert (await writer.write(task(insert("after"))))["status"] == 204
        assert len(processes() - before) == 1

    with_writer(root, act)
    assert shown(root) == {"before", "after"}


def test_one_for_which_the_system_has_no_process_is_told_to_who_writes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act(writer: Writer) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "executable", str(root / "nothing"))
            with pytest.raises(WorkerEnded, match="cannot start"):
                await writer.write(task(insert("lost")))
        assert (await writer.write(task(insert("after"))))["status"] == 204

    with_writer(root, act)
    assert shown(root) == {"before", "after"}


@pytest.mark.parametrize(
    ("target", "kind", "body"),
    [
        ("/sparql", UPDATE, insert("gone")),
        ("/data?graph=urn:h", "text/turtle", "<urn:a> <urn:b> 1 ."),
    ],
    ids=["update", "graph"],
)
def test_a_client_that_goes_away_holds_up_no_other_update(
    root: Path, target: str, kind: str, body: str
) -> None:
    """Long before any deadline: there is none that could have passed."""
    slow = endless(root)
    server = started(root, "--writable", "--workers", "1", "--timeout", str(2 * PATIENCE))
    try:
        with ThreadPoolExecutor(1) as pool, leaving(server, "/sparql", UPDATE, slow) as first:
            until(lambda: server.metric("kg_requests_under_way") == 2)
            with leaving(server, target, kind, body):
                until(lambda: server.metric("kg_updates_waiting") == 1)
            until(lambda: server.metric("kg_updates_waiting") == 0)
            last = pool.submit(server.ask, "/sparql", "POST", insert("after"), Content_Type=UPDATE)
            until(lambda: server.metric("kg_updates_waiting") == 1)
            first.close()
            assert last.result(PATIENCE).status == 204
    finally:
        log = written(server)
    assert "Traceback" not in log
    assert shown(root) == {"before", "after"}
    with generations.open_current(root) as snapshot:
        assert not snapshot.store.contains_named_graph(NamedNode("urn:h"))


def leaving(server: Server, target: str, kind: str, body: str) -> socket.socket:
    """A client that has asked for something and has not been answered yet."""
    client = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
    head = f"POST {target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n"
    client.sendall(f"{head}Content-Length: {len(body.encode())}\r\n\r\n{body}".encode())
    return client


def test_a_fault_of_the_server_is_logged_as_one() -> None:
    async def app(_: Scope, __: Receive, ___: Send) -> None:
        raise ZeroDivisionError

    async def nothing(*_: object) -> Any:  # noqa: ANN401
        return {}

    class Counting:
        under_way = 0

        def count(self, _: str, __: str, status: int, *___: float) -> None:
            counted.append(status)

    counted: list[int] = []
    scope = {"type": "http", "method": "GET", "path": "/sparql"}
    with pytest.raises(ZeroDivisionError):
        asyncio.run(Observation(app, Counting())(scope, nothing, nothing))  # type: ignore[arg-type]
    assert counted == [500]
