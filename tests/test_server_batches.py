"""Quick queries share a worker; whatever one of them does, each gets its own answer."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from kg.server import frames
from kg.server.brief import Brief
from kg.server.forms import _VARIES, Form, form_of
from kg.server.limits import LimitPassed, Limits
from kg.server.pool import Broken, Pool
from kg.server.turns import Work
from tests.hostile import FLOOD
from tests.serving import PATIENCE
from tests.test_server_pool import ENDLESS, task, with_pool

pytestmark = pytest.mark.slow
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i"


def number(value: int) -> str:
    return f"SELECT ({value} AS ?n) {{}}"


def expected() -> Form:
    """A form that is taken for quick, whatever the query is."""
    form = Form()
    for _ in range(3):
        form.took(0.0)
    return form


def asked(pool: Pool, query: str, form: Form | None = None) -> tuple[Brief, asyncio.Future[Any]]:
    """A request, and what becomes of it: the last line of its answer, or what went wrong."""
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def answered(header: bytes, body: bytes) -> None:
        assert json.loads(header)["status"] == 200
        future.set_result(body.decode().split()[-1])

    def begun(answer: Any) -> None:  # noqa: ANN401 (an answer as it comes)
        reading = asyncio.create_task(read(answer))
        reading.add_done_callback(lambda _: future.set_result(reading.result()))

    work = Work(task(query), frames.pack_json(frames.WHOLE, task(query)))
    return Brief(pool, work, form or expected(), answered, begun), future


async def read(answer: Any) -> Any:  # noqa: ANN401
    try:
        body = b"".join([data async for _, data in answer])
    except (LimitPassed, Broken) as error:
        return type(error).__name__
    return body.decode().split()[-1]


def answers(root: Path, queries: Sequence[str], size: int = 1, **limits: Any) -> list[Any]:  # noqa: ANN401
    async def act(pool: Pool) -> list[Any]:
        briefs = [asked(pool, query) for query in queries]
        async with asyncio.timeout(PATIENCE):
            found = [await future for _, future in briefs]
        assert (pool.workers.busy, pool.workers.waiting, pool.running.jobs()) == (0, 0, [])
        after = asked(pool, number(7))[1]
        assert await after == "7"  # the workers are fit for more
        return found

    found: list[Any] = with_pool(root, Limits(**limits), act, size)
    return found


@pytest.mark.parametrize("size", [1, 2])
def test_each_gets_its_own_answer(store_path: Path, size: int) -> None:
    queries = [number(value) for value in range(30)]
    assert answers(store_path, queries, size) == [str(value) for value in range(30)]


def test_they_are_sent_together_and_leave_others_their_part(store_path: Path) -> None:
    async def act(pool: Pool) -> list[int]:
        briefs = [asked(pool, number(value)) for value in range(8)]
        assert pool.workers.waiting == 8  # until all have come that come now
        await asyncio.sleep(0)
        at_work = [len(list(group)) for group in jobs_by_worker(pool).values()]
        for _, future in briefs:
            await future
        return at_work

    assert with_pool(store_path, Limits(), act, size=2) == [4, 4]


def jobs_by_worker(pool: Pool) -> dict[int, list[int]]:
    jobs: dict[int, list[int]] = {}
    for job in pool.running.jobs():
        jobs.setdefault(job.child.pid, []).append(job.number)
    return jobs


def test_one_that_is_not_quick_keeps_nobody_waiting(store_path: Path) -> None:
    queries = [number(0), ENDLESS, number(2), number(3)]
    found = answers(store_path, queries, size=2, timeout=2.0)
    assert found == ["0", "TooLong", "2", "3"]


def test_what_was_not_quick_is_not_taken_for_it_again(store_path: Path) -> None:
    async def act(pool: Pool) -> bool:
        form = expected()
        _, future = asked(pool, ENDLESS, form)
        asked(pool, number(1))
        await asyncio.sleep(0)
        assert form.quick
        async with asyncio.timeout(PATIENCE):
            assert await future == "TooLong"
        return form.quick

    assert with_pool(store_path, Limits(timeout=1.0), act, size=2) is False


def test_one_that_needs_too_much_memory_ends_no_other(store_path: Path) -> None:
    queries = [number(0), HUNGRY, number(2), number(3)]
    found = answers(store_path, queries, size=2, memory=60 << 20, timeout=20.0)
    assert [found[0], *found[2:]] == ["0", "2", "3"]
    assert found[1] in {"TooMuchMemory", "WorkerEnded"}


def test_a_long_answer_comes_in_pieces_and_the_others_elsewhere(store_path: Path) -> None:
    queries = [number(0), f"{FLOOD} LIMIT 3000", number(2), number(3)]
    found = answers(store_path, queries, size=2)
    assert [found[0], *found[2:]] == ["0", "2", "3"]
    assert found[1] not in {"Broken", "TooLong"}


def test_an_error_is_the_answer_of_the_one_who_made_it(store_path: Path) -> None:
    async def act(pool: Pool) -> list[Any]:
        heads: list[Any] = []
        for query in (number(0), "SELEKT", number(2)):
            work = Work(task(query), frames.pack_json(frames.WHOLE, task(query)))
            told = lambda head, body: heads.append((json.loads(head)["status"], body))  # noqa: E731
            Brief(pool, work, expected(), told, heads.append)
        async with asyncio.timeout(PATIENCE):
            while len(heads) < 3:
                await asyncio.sleep(0.01)
        return heads

    first, second, third = with_pool(store_path, Limits(), act, size=1)
    assert (first, third) == ((200, b"n\r\n0\r\n"), (200, b"n\r\n2\r\n"))
    assert second[0] == 400


def test_who_has_gone_hears_nothing_and_ends_no_worker(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        before = set(pool.workers.all)
        briefs = [asked(pool, number(value)) for value in range(6)]
        await asyncio.sleep(0)
        for brief, _ in briefs[::2]:
            brief.cancel()
        async with asyncio.timeout(PATIENCE):
            assert [await future for _, future in briefs[1::2]] == ["1", "3", "5"]
        assert not any(future.done() for _, future in briefs[::2])
        gone = [asked(pool, number(value)) for value in range(6)]
        await asyncio.sleep(0)
        for brief, _ in gone:
            brief.cancel()
        late, _ = asked(pool, number(8))
        late.cancel()  # while it waits
        async with asyncio.timeout(PATIENCE):
            while pool.workers.busy:
                await asyncio.sleep(0.01)
        assert not any(future.done() for _, future in gone)
        assert await asked(pool, number(9))[1] == "9"
        assert pool.workers.all == before

    with_pool(store_path, Limits(), act, size=1)


def test_one_that_was_put_back_is_not_put_back_again(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        held = await pool.workers.taken()
        slow = asked(pool, ENDLESS, Form())[1]
        assert await asked(pool, number(1))[1] == "1"  # the slow one made room, and waits
        assert pool.workers.waiting == 1
        pool.workers.give_back(held, whole=True)  # to the slow one, who does not know of it yet
        other = asked(pool, ENDLESS, Form())[1]
        assert pool.workers.busy == 2
        assert await asked(pool, number(2))[1] == "2"  # the other one made room
        async with asyncio.timeout(PATIENCE):
            assert [await slow, await other] == ["TooLong", "TooLong"]

    with_pool(store_path, Limits(timeout=4.0), act, size=2)


def test_who_is_left_alone_by_those_who_went_is_let_go(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        briefs = [asked(pool, query) for query in (number(0), number(1), ENDLESS)]
        await asyncio.sleep(0)
        briefs[2][0].cancel()
        async with asyncio.timeout(PATIENCE):
            assert [await future for _, future in briefs[:2]] == ["0", "1"]
            while pool.workers.busy:  # long before the deadline
                await asyncio.sleep(0.01)

    with_pool(store_path, Limits(timeout=300.0), act, size=1)


def test_what_fails_for_one_is_told_to_the_others(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        def fails(_header: bytes, _body: bytes) -> None:
            raise RuntimeError("the client is mad")

        work = Work(task(number(0)), frames.pack_json(frames.WHOLE, task(number(0))))
        Brief(pool, work, expected(), fails, lambda _: None)
        others = [asked(pool, number(value))[1] for value in (1, 2)]
        async with asyncio.timeout(PATIENCE):
            assert [await other for other in others] == ["1", "2"]
        assert pool.workers.busy == 0

    with_pool(store_path, Limits(), act, size=1)


def test_the_one_that_the_operator_ends_does_not_begin_again(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        futures = [asked(pool, query)[1] for query in (ENDLESS, number(1))]
        await asyncio.sleep(0)
        assert pool.running.kill(pool.running.jobs()[0].number)
        async with asyncio.timeout(PATIENCE):
            assert [await future for future in futures] == ["Ended", "1"]

    with_pool(store_path, Limits(timeout=300.0), act, size=1)


def test_who_begins_again_is_not_refused(store_path: Path) -> None:
    async def act(pool: Pool) -> None:
        futures = [asked(pool, query)[1] for query in (number(0), ENDLESS, number(2))]
        await asyncio.sleep(0)
        futures += [asked(pool, number(value))[1] for value in (3, 4, 5)]  # the line is full
        async with asyncio.timeout(PATIENCE):
            found = [await future for future in futures]
        assert found == ["0", "TooLong", "2", "3", "4", "5"]

    with_pool(store_path, Limits(timeout=1.0, queue=3, patience=30.0), act, size=1)


def test_no_text_makes_a_form_slow_to_find() -> None:
    letters = ("-", "a", "<", '"', "'", '"\\\\', ":", "a-", "<a", '"""')
    growth = [work_of(letter) for letter in letters]
    assert max(growth) < 8  # four times the text, four times the work; sixteen were quadratic


def work_of(letter: str) -> float:
    """How much longer it takes for four times the text, at best."""
    times = []
    for size in (20_000, 80_000):
        text = letter * (size // len(letter))
        best = min(timed(text) for _ in range(5))
        times.append(best)
    return times[1] / max(times[0], 1e-4)


def timed(text: str) -> float:
    began = process_time()
    _VARIES.sub("?", text)
    return process_time() - began


def test_queries_of_one_form_differ_in_names_and_texts_only() -> None:
    one = form_of('SELECT * { <a:1> a:p "x\\"y" , \'z\' } LIMIT 3')
    assert form_of("SELECT * { <b:2> b:q \"\" , '' } LIMIT 3") is one
    assert form_of("SELECT * { <b:2> b:q \"\" , '' } LIMIT 4") is not one
    assert form_of("SELECT * { <b:2> b:q ?x , '' } LIMIT 3") is not one
