"""Workers are shared out so that nobody starves, and replaced when they end."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from kg.server.child import Child
from kg.server.deadline import Deadline
from kg.server.limits import Busy, LimitPassed, Limits, Stopping, TooLong, TooMuchMemory
from kg.server.pool import Broken, Pool
from tests.hostile import FLOOD, SORT
from tests.serving import PATIENCE, until

pytestmark = pytest.mark.slow
JOIN = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {JOIN} FILTER(STRLEN(CONCAT(?b, ?e, ?h, ?k)) > 9999) }}"


def task(query: str) -> dict[str, Any]:
    base = "https://kg.example.org/"
    return {"task": "query", "query": query, "results": "text/csv", "graph": None, "base": base}


async def ask(pool: Pool, query: str) -> Any:  # noqa: ANN401 (a status, or what went wrong)
    try:
        statuses = [header["status"] async for header, _ in pool.ask(task(query))]
        return statuses[-1]
    except (LimitPassed, Broken) as error:
        return type(error)


def with_pool(
    root: Path, limits: Limits, act: Callable[[Pool], Awaitable[Any]], size: int = 2
) -> Any:  # noqa: ANN401 (what the act gives)
    async def running() -> Any:  # noqa: ANN401
        pool = Pool(root, limits, size=size)
        await pool.start()
        try:
            return await act(pool)
        finally:
            await pool.stop()

    return asyncio.run(running())


def test_the_slow_one_on_the_last_worker_makes_room(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        slow = [asyncio.create_task(ask(pool, ENDLESS)) for _ in range(2)]
        await asyncio.sleep(0.05)
        assert pool.workers.busy == 2
        assert await ask(pool, "ASK {}") == 200
        assert not any(each.done() for each in slow)  # both are still wanted
        assert pool.workers.waiting == 1
        for each in slow:
            each.cancel()  # their clients have gone
        await asyncio.gather(*slow, return_exceptions=True)
        assert pool.workers.waiting == 0
        async with asyncio.timeout(PATIENCE):
            while pool.workers.busy:  # what takes long is ended, soon
                await asyncio.sleep(0.01)

    with_pool(store_path, Limits(timeout=300.0, patience=60.0), act)


def test_who_is_answered_and_who_waits_is_told_of_the_stop(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        asked = [asyncio.create_task(ask(pool, ENDLESS)) for _ in range(3)]
        async with asyncio.timeout(PATIENCE):
            while pool.workers.busy < 2 or not pool.workers.waiting:
                await asyncio.sleep(0.01)
        pool.break_off()
        assert await asyncio.gather(*asked) == [Stopping] * 3
        assert await ask(pool, "ASK {}") is Stopping

    with_pool(store_path, Limits(timeout=300.0, patience=60.0), act)


def test_a_quick_worker_outlives_its_client(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        before = set(pool.workers.all)
        for _ in range(5):
            gone = asyncio.create_task(ask(pool, "ASK {}"))
            await asyncio.sleep(0)
            assert pool.workers.busy  # with it, and perhaps with the one before
            gone.cancel()
            await asyncio.gather(gone, return_exceptions=True)
            assert await ask(pool, "ASK {}") == 200
        async with asyncio.timeout(PATIENCE):
            while pool.workers.busy:
                await asyncio.sleep(0.01)
        assert pool.workers.all == before

    with_pool(store_path, Limits(timeout=60.0), act)


def test_who_is_cancelled_as_the_turn_comes_holds_no_worker(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        workers = pool.workers
        child = await workers.taken()
        late = [asyncio.create_task(workers.taken()) for _ in range(2)]
        await asyncio.sleep(0)
        late[0].cancel()
        workers.give_back(child, whole=True)  # to the first, who does not know of it yet
        assert await late[1] is child
        late.append(asyncio.create_task(workers.taken()))
        await asyncio.sleep(0)
        workers.give_back(child, whole=True)
        late[2].cancel()  # has the worker, and does not know of that yet
        await asyncio.gather(*late, return_exceptions=True)
        assert (workers.busy, workers.waiting) == (0, 0)
        assert await ask(pool, "ASK {}") == 200

    with_pool(store_path, Limits(), act, size=1)


def test_not_all_the_world_may_wait(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        slow = asyncio.create_task(ask(pool, ENDLESS))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(ask(pool, "ASK {}"))
        await asyncio.sleep(0)
        assert await ask(pool, "ASK {}") is Busy  # the queue is full
        assert await waiting is Busy  # out of patience
        late = asyncio.create_task(ask(pool, "ASK {}"))
        await asyncio.sleep(0)
        late.cancel()  # its client went away while it waited
        with pytest.raises(asyncio.CancelledError):
            await late
        assert await slow is TooLong
        assert await ask(pool, "ASK {}") == 200
        assert pool.workers.waiting == 0
        assert pool.running.passed == {"queue": 2, "timeout": 1}

    with_pool(store_path, Limits(timeout=4.0, patience=0.3, queue=1), act, size=1)


def test_resident_memory_has_a_limit_of_its_own(store_path: Path) -> None:
    async def act(pool: Pool) -> Any:  # noqa: ANN401
        return await ask(pool, SORT.replace("?i }", "?i . ?j ?k ?l }"))

    assert with_pool(store_path, Limits(timeout=30.0, memory=100 << 20), act) is TooMuchMemory


def test_an_answer_past_its_time_is_broken_off_however_much_was_sent(store_path: Path) -> None:
    async def act(pool: Pool) -> Any:  # noqa: ANN401
        return await ask(pool, FLOOD)

    assert with_pool(store_path, Limits(timeout=3.0, memory=2 << 30), act) is Broken


def test_the_clients_time_is_not_the_workers(store_path: Path) -> None:
    async def act(pool: Pool) -> int:
        size = 0
        async for _, data in pool.ask(task(FLOOD + " LIMIT 5000")):
            size += len(data)
            if not size:
                await asyncio.sleep(4.5)
        return size

    assert with_pool(store_path, Limits(timeout=4.0, memory=1 << 30), act) > 100_000


def test_a_deadline_stands_still_but_not_for_ever() -> None:
    began = monotonic()
    deadline, paused = Deadline(0.05), Deadline(0.05)
    paused.pause()
    until(lambda: deadline.passed)
    assert not paused.passed
    until(lambda: paused.passed)
    assert monotonic() - began > 0.5


def test_a_deadline_goes_on_where_it_stood_still() -> None:
    deadline = Deadline(0.2)
    deadline.pause()
    sleep(0.3)
    deadline.go_on()
    assert not deadline.passed
    until(lambda: deadline.passed)


def test_a_store_that_cannot_be_read_starts_no_worker(tmp_path: Path) -> None:
    async def act() -> None:
        pool = Pool(tmp_path / "none", size=1)
        starting = asyncio.create_task(pool.start())
        tried = set[int]()
        async with asyncio.timeout(PATIENCE):
            while len(tried) < 4:  # two processes, and each once more
                await asyncio.sleep(0.01)
                tried |= {child.pid for child in pool.workers.all}
        assert not starting.done()
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        await pool.stop()

    asyncio.run(act())


def test_a_worker_that_nobody_wants_any_more_is_not_left_running(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server may stop between the start of a process and the first word with it."""
    pids = []

    def cancelled(factory: Callable[[], Child], **_: object) -> None:
        pids.append(factory().pid)
        raise asyncio.CancelledError

    async def act() -> None:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "create_unix_connection", cancelled)
        with pytest.raises(asyncio.CancelledError):
            await Child.start("kg.server.worker", str(store_path), "{}")

    asyncio.run(act())
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert pids
